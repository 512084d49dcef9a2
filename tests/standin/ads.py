"""NASA ADS's search: bearer token, queries by identifier, words, `citations(…)` and `references(…)`."""

from __future__ import annotations

import re
from typing import Any

from standin.replies import Asked, Served, json_reply
from standin.world import StandInWork, World


def answer(world: World, asked: Asked, fault: str | None = None) -> Served:
    if not asked.headers.get("authorization", "").startswith("Bearer "):
        return json_reply({"error": "Unauthorized"}, 401)
    parameters = asked.parameters
    found = [] if fault == "empty-list" else _found(world, parameters.get("q", ""))
    start, rows = int(parameters.get("start", "0")), int(parameters.get("rows", "10"))
    docs = [_paper(world, one) for one in found[start : start + rows]]
    return json_reply(
        {"responseHeader": {"status": 0}, "response": {"numFound": len(found), "start": start, "docs": docs}}
    )


def _found(world: World, query: str) -> list[StandInWork]:
    bibcodes = {bibcode(world, one): one for one in world.works}
    links = re.fullmatch(r'(citations|references)\(bibcode:"([^"]+)"\)', query)
    if links:
        one = bibcodes.get(links[2])
        return list(world.cited_by(one) if links[1] == "citations" else world.cites(one)) if one else []
    ids = re.findall(r'\b(bibcode|doi|arxiv):"([^"]+)"', query)
    if ids:
        tables = {"bibcode": bibcodes, "doi": world.by_doi, "arxiv": world.by_arxiv}
        return [
            one for scheme, value in ids if (one := tables[scheme].get(value if scheme == "bibcode" else value.lower()))
        ]
    title = re.search(r"title:\(([^()]*)\)", query)
    return world.found_by_words(title[1] if title else query)


def bibcode(world: World, one: StandInWork) -> str:
    return f"{one.year or 2000}FicJ..{world.numbers[one]:0>4}....1D"


def _paper(world: World, one: StandInWork) -> dict[str, Any]:
    return {
        "bibcode": bibcode(world, one), "title": [one.title], "author": [person.sort_name for person in one.authors],
        "year": str(one.year), "pubdate": f"{one.year}-00-00", "pub": one.container, "volume": one.volume,
        "page": [one.pages] if one.pages else [], "doi": [one.doi] if one.doi else [], "doctype": "article",
        "identifier": [f"arXiv:{one.arxiv}"] if one.arxiv else [], "citation_count": 0, "property": ["ARTICLE"],
    }  # fmt: skip
