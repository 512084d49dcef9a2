"""INSPIRE's literature search: by identifiers, words, and links of a record."""

from __future__ import annotations

import re
from typing import Any

from standin.replies import Asked, Served, json_reply
from standin.world import StandInWork, World


def answer(world: World, asked: Asked, fault: str | None = None) -> Served:
    if asked.path != "/literature":
        return json_reply({"status": 404, "message": "not found"}, 404)
    parameters = asked.parameters
    found = [] if fault == "empty-list" else _found(world, parameters.get("q", ""))
    size, page = int(parameters.get("size", "10")), int(parameters.get("page", "1"))
    hits = [
        {"id": world.numbers[one], "metadata": _paper(world, one)} for one in found[(page - 1) * size : page * size]
    ]
    return json_reply({"hits": {"total": len(found), "hits": hits}, "links": {}})


def _found(world: World, query: str) -> list[StandInWork]:
    links = re.fullmatch(r"(refersto|citedby):recid:(\d+)", query)
    if links:
        one = world.numbered.get(links[2])
        return list(world.cited_by(one) if links[1] == "refersto" else world.cites(one)) if one else []
    ids = re.findall(r'\b(recid|doi|arxiv):"?([^\s"]+)"?', query)
    if ids:
        tables = {"recid": world.numbered, "doi": world.by_doi, "arxiv": world.by_arxiv}
        return [one for scheme, value in ids if (one := tables[scheme].get(value.lower()))]
    return world.found_by_words(re.sub(r"^t |\band a\b", " ", query))


def _paper(world: World, one: StandInWork) -> dict[str, Any]:
    published = {
        "journal_title": one.container,
        "year": one.year,
        "journal_volume": one.volume,
        "page_start": one.pages,
    }
    return {
        "control_number": int(world.numbers[one]), "titles": [{"title": one.title}], "document_type": ["article"],
        "authors": [{"full_name": person.sort_name} for person in one.authors], "citation_count": 0,
        "dois": [{"value": one.doi}] if one.doi else [], "arxiv_eprints": [{"value": one.arxiv}] if one.arxiv else [],
        "publication_info": [{name: value for name, value in published.items() if value}],
    }  # fmt: skip
