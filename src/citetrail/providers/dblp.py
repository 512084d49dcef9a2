"""dblp: computer science, title by title. https://dblp.org

Question: search. Since September 2026 it stands behind a bot check, which is reported as Refused and never taken for an
answer. Facts and limits: docs/providers.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from citetrail.errors import BadAnswer
from citetrail.model import Answer, Coverage, Description, Person, Provider, Record, Reference, Relation
from citetrail.model.identifiers import Identifier
from citetrail.net import Limit, Net, Request, Response
from citetrail.providers.asking import (
    Receipt,
    bad_question,
    json_from_response,
    record_of,
    records_from_entries,
    searched,
)
from citetrail.providers.parts import (
    at,
    date_of_year,
    doi_or_arxiv,
    identifier,
    identifiers,
    items,
    mappings,
    page_fields,
    persons_from_names,
    plain,
    text,
    title,
)
from citetrail.providers.questions import search_words, title_words
from citetrail.providers.settings import Facts, ProviderSettings

NAME = "dblp"
BASE_URL = "https://dblp.org"
LIMIT = Limit(rate_per_second=0.5, in_flight=1)
CANDIDATES = 5
COVERAGE = Coverage(
    types=frozenset({"article-journal", "paper-conference", "chapter", "book", "article"}),
    first_year=1980,
    fields=frozenset({"computer science"}),
)
FACTS = Facts(
    title="dblp",
    home="https://dblp.org/faq/",
    key="none",
    licence="CC0",
    notices="none",
    trust="curated; behind a bot check since September 2026, then it counts as silent",
)
TYPES: dict[str, str] = {
    "Journal Articles": "article-journal",
    "Conference and Workshop Papers": "paper-conference",
    "Parts in Books or Collections": "chapter",
    "Books and Theses": "book",
    "Editorship": "book",
    "Reference Works": "entry-encyclopedia",
    "Informal Publications": "article",
    "Informal and Other Publications": "article",
    "Data and Artifacts": "dataset",
}
HOMONYM_NUMBER = re.compile(r"\s+\d{4}$")


def provider(net: Net, _settings: ProviderSettings) -> Provider:
    """dblp as a Provider."""

    def search(reference: Reference) -> Answer:
        return searched(net, request_for(search_query(reference)), records_from_hits)

    return Provider(NAME, search=search, coverage=COVERAGE)


def request_for(query: str) -> Request:
    """A search for publications."""
    parameters = (("q", query), ("format", "json"), ("h", str(CANDIDATES)))
    return Request(NAME, BASE_URL, "/search/publ/api", parameters, kind="search", limit=LIMIT)


def search_query(reference: Reference) -> str:
    """Title words and first author; every word must be there, so the year stays out."""
    words = title_words(reference)
    if not words:
        return search_words(reference).bibliographic
    author = next(iter(reference.description.authors), None)
    return f"{words} {author.full_family}" if author and not author.is_group else words


def records_from_hits(response: Response, receipt: Receipt) -> tuple[Record, ...]:
    """The hits of a search; `hit` is absent when there are none. Raises BadAnswer."""
    if response.status >= 400:
        raise bad_question(NAME, response)
    hits = at(json_from_response(NAME, response), "result", "hits")
    if not isinstance(hits, Mapping):
        raise BadAnswer(NAME, "sent no hits", url=response.url)
    return records_from_entries(NAME, response, mappings(hits.get("hit")), lambda hit: record_from_json(hit, receipt))


def record_from_json(hit: Mapping[str, Any], receipt: Receipt) -> Record | None:
    """One hit; None without a title."""
    info = hit.get("info")
    key = identifier("dblp", at(info, "key"))
    name = title(at(info, "title"))
    if not isinstance(info, Mapping) or name is None:
        return None
    kind = TYPES.get(text(info.get("type")) or "")
    description = Description(
        type=kind,
        identifiers=_identifiers(info, key),
        authors=_authors(info),
        title=name.removesuffix("."),
        container_title=title(info.get("venue")),
        issued=date_of_year(info.get("year")),
        volume=plain(info.get("volume")),
        issue=plain(info.get("number")),
        **page_fields(info.get("pages")),
        publisher=plain(info.get("publisher")),
        url=text(info.get("ee")),
    )
    return record_of(receipt, key.value if key else name, description, relations=_relations(info))


def _identifiers(info: Mapping[str, Any], key: Identifier | None) -> tuple[Identifier, ...]:
    addresses = [text(value) or "" for value in items(info.get("ee"))]
    arxiv = next(
        (found for value in addresses if "arxiv" in value.lower() and (found := identifier("arxiv", value))), None
    )
    is_corr = (key.value if key else "").startswith("journals/corr/")
    doi = info.get("doi") or next((value for value in addresses if "doi.org/" in value), None)
    isbn = identifier("isbn", info.get("isbn"))
    return identifiers(*doi_or_arxiv(doi), key, arxiv if is_corr else None, isbn)


def _authors(info: Mapping[str, Any]) -> tuple[Person, ...]:
    """A single author is an object, and a number tells people of one name apart ("Jiani Zhang 0003")."""
    listed = at(info, "authors", "author")
    names = [plain(at(one, "text") if isinstance(one, Mapping) else one) for one in items(listed)]
    return persons_from_names(HOMONYM_NUMBER.sub("", name) for name in names if name)


def _relations(info: Mapping[str, Any]) -> tuple[Relation, ...]:
    crossref = identifier("dblp", info.get("crossref"))
    return (Relation(kind="part-of", target=crossref),) if crossref else ()
