"""Wikidata's interface: search by statement, entities by number; errors inside HTTP 200."""

from __future__ import annotations

import re
from typing import Any

from standin.replies import Asked, Served, json_reply
from standin.world import StandInWork, World


def answer(world: World, asked: Asked, fault: str | None = None) -> Served:
    parameters = asked.parameters
    if parameters.get("action") == "query":
        found = [] if fault == "empty-list" else _found(world, parameters.get("srsearch", ""))
        return json_reply(
            {"batchcomplete": "", "query": {"search": [{"ns": 0, "title": f"Q{world.numbers[one]}"} for one in found]}}
        )
    if parameters.get("action") == "wbgetentities":
        names = parameters.get("ids", "").split("|")
        return json_reply({"entities": {name: _entity(world, name) for name in names}, "success": 1})
    return json_reply({"error": {"code": "badvalue", "info": "Unrecognized value for parameter action"}})


def _found(world: World, search: str) -> list[StandInWork]:
    pairs = re.findall(r"(P\d+)=([^|]+)", search)
    tables = {"P356": world.by_doi, "P698": world.by_pmid, "P818": world.by_arxiv, "P212": world.by_isbn}
    return [one for name, value in pairs if (one := tables.get(name, {}).get(value.lower()))]


def _entity(world: World, name: str) -> dict[str, Any]:
    one = world.numbered.get(name.removeprefix("Q"))
    if one is None:
        return {"id": name, "missing": ""}
    ids = {"P356": (one.doi or "").upper(), "P698": one.pmid, "P818": one.arxiv, "P212": one.isbn}
    claims = {prop: [_statement(value)] for prop, value in ids.items() if value}
    claims["P1476"] = [_statement({"text": one.title, "language": "en"})]
    claims["P2093"] = [
        _statement(str(person)) | {"qualifiers": {"P1545": [{"datavalue": {"value": str(place)}}]}}
        for place, person in enumerate(one.authors, start=1)
    ]
    claims["P577"] = [_statement({"time": f"+{one.year}-00-00T00:00:00Z", "precision": 9})]
    claims["P31"] = [_statement({"id": "Q13442814"})]
    claims["P2860"] = [_statement({"id": f"Q{world.numbers[other]}"}) for other in world.cites(one)]
    return {"id": name, "type": "item", "labels": {}, "claims": claims}


def _statement(value: Any) -> dict[str, Any]:
    return {"mainsnak": {"datavalue": {"value": value}}, "rank": "normal"}
