"""Semantic Scholar's graph interface: batches with null in place of the unknown, title match, links by offset."""

from __future__ import annotations

import json
import zlib
from typing import Any
from urllib.parse import unquote

from standin.replies import Asked, Served, json_reply
from standin.world import StandInWork, World


def answer(world: World, asked: Asked, fault: str | None = None) -> Served:
    if not asked.headers.get("x-api-key"):
        return json_reply(
            {"message": "Too Many Requests. Please wait and try again or apply for a key.", "code": "429"}, 429
        )
    parameters = asked.parameters
    if asked.path == "/paper/batch":
        ids = json.loads(asked.body)["ids"]
        return json_reply(
            [message(one) if (one := _work(world, name)) and fault != "empty-list" else None for name in ids]
        )
    if asked.path == "/paper/search/match":
        hits = [] if fault == "empty-list" else world.found_by_words(parameters.get("query", ""))
        if not hits:
            return json_reply({"error": "Title match not found"}, 404)
        return json_reply({"data": [message(hits[0]) | {"matchScore": 100.0}]})
    name, _, question = asked.path.removeprefix("/paper/").rpartition("/")
    one = _work(world, unquote(name))
    if one is None or question not in {"citations", "references"}:
        return json_reply({"error": f"Paper with id {name} not found"}, 404)
    others = () if fault == "empty-list" else world.cited_by(one) if question == "citations" else world.cites(one)
    start, limit = int(parameters.get("offset", "0")), int(parameters.get("limit", "100"))
    side = "citingPaper" if question == "citations" else "citedPaper"
    body: dict[str, Any] = {
        "offset": start,
        "data": [{side: message(other)} for other in others[start : start + limit]],
    }
    return json_reply(body | ({"next": start + limit} if start + limit < len(others) else {}))


def _work(world: World, name: str) -> StandInWork | None:
    scheme, _, value = name.partition(":")
    tables = {"DOI": world.by_doi, "PMID": world.by_pmid, "ARXIV": world.by_arxiv}
    if scheme in tables:
        return tables[scheme].get(value.lower())
    return next((one for one in world.works if paper_id(one) == name), None)


def paper_id(one: StandInWork) -> str:
    return f"{zlib.crc32(one.words.encode()):08x}" * 5


def message(one: StandInWork) -> dict[str, Any]:
    ids = {"DOI": one.doi, "PubMed": one.pmid, "ArXiv": one.arxiv, "CorpusId": zlib.crc32(one.words.encode())}
    return {
        "paperId": paper_id(one), "externalIds": {name: value for name, value in ids.items() if value},
        "title": one.title, "year": one.year, "venue": one.container or "", "journal": {"name": one.container, "pages": one.pages},
        "authors": [{"authorId": None, "name": str(person)} for person in one.authors], "abstract": None,
        "openAccessPdf": {"url": ""}, "publicationTypes": ["JournalArticle"], "citationCount": 0,
    }  # fmt: skip
