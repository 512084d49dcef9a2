"""arXiv's query interface: id lists and searches as Atom; mistakes as an `Error` entry inside HTTP 200."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from standin.replies import Asked, Served, text_reply, xml_reply
from standin.world import StandInWork, World

FEED = (
    "<?xml version='1.0' encoding='UTF-8'?>"
    '<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom"'
    ' xmlns="http://www.w3.org/2005/Atom"><id>https://arxiv.org/api/standin</id><title>arXiv Query</title>'
    "<opensearch:totalResults>{total}</opensearch:totalResults>{entries}</feed>"
)
ERROR = (
    "<entry><id>http://arxiv.org/api/errors#incorrect_id_format</id><title>Error</title><summary>{said}</summary>"
    "<author><name>arXiv api core</name></author></entry>"
)
ID = re.compile(r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v(\d+))?")


def answer(world: World, asked: Asked, fault: str | None = None) -> Served:
    if asked.path != "/api/query":
        return text_reply("not found", 404)
    parameters = asked.parameters
    most, start = parameters.get("max_results", "10"), parameters.get("start", "0")
    if not most.isdigit() or not start.isdigit():
        return _feed(ERROR.format(said="start must be an integer"), 1)
    ids = [part for part in parameters.get("id_list", "").split(",") if part]
    if any(not ID.fullmatch(one) for one in ids):
        return _feed(ERROR.format(said="incorrect id format"), 1, 400)
    found = _by_ids(world, ids) if ids else _by_words(world, parameters.get("search_query", ""))
    if fault == "empty-list":
        found = []
    entries = "".join(_entry(one, version) for one, version in found[int(start) : int(start) + int(most)])
    return _feed(entries, len(found))


def _feed(entries: str, total: int, status: int = 200) -> Served:
    return xml_reply(FEED.format(entries=entries, total=total), status, "application/atom+xml; charset=utf-8")


def _by_ids(world: World, ids: list[str]) -> list[tuple[StandInWork, str]]:
    split = [match for one in ids if (match := ID.fullmatch(one))]
    return [(world.by_arxiv[one[1]], one[2] or "1") for one in split if one[1] in world.by_arxiv]


def _by_words(world: World, query: str) -> list[tuple[StandInWork, str]]:
    texts = {arxiv: one.words for arxiv, one in world.by_arxiv.items()}
    words = " ".join(re.sub(r"^\w+:", "", part) for part in re.split(r"\s+AND\s+", query)).replace("_", " ")
    index = world.index("arxiv", texts.items())
    return [(world.by_arxiv[arxiv], "1") for arxiv, _ in index.search(words, every_word=True)]


def _entry(one: StandInWork, version: str) -> str:
    people = "".join(f"<author><name>{escape(str(person))}</name></author>" for person in one.authors)
    date = one.date or f"{one.year or 2020}-01-02"
    comment = "<arxiv:comment>This paper has been withdrawn by the authors</arxiv:comment>" if one.is_withdrawn else ""
    doi = f"<arxiv:doi>{escape(one.published_as)}</arxiv:doi>" if one.published_as else ""
    return (
        f"<entry><id>http://arxiv.org/abs/{one.arxiv}v{version}</id><title>{escape(one.title)}</title>"
        f"<updated>{date}T00:00:00Z</updated><published>{date}T00:00:00Z</published>"
        f"<summary>{escape(one.abstract or '')}</summary>{people}{comment}{doi}"
        '<category term="cs.DL" scheme="http://arxiv.org/schemas/atom"/></entry>'
    )
