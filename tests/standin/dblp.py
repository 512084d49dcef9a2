"""dblp's search for publications: every word must be there, one author comes without a list."""

from __future__ import annotations

from typing import Any

from standin.replies import Asked, Served, json_reply
from standin.world import StandInWork, World

KINDS = {
    "conference": "Conference and Workshop Papers",
    "preprint": "Informal and Other Publications",
    "book": "Books and Theses",
}


def answer(world: World, asked: Asked, fault: str | None = None) -> Served:
    found = [] if fault == "empty-list" else world.found_by_words(asked.parameters.get("q", ""))
    most = int(asked.parameters.get("h", "30"))
    hits: dict[str, Any] = {"@total": str(len(found)), "@sent": str(min(most, len(found))), "@first": "0"}
    if found:
        hits["hit"] = [{"@score": "9", "@id": world.numbers[one], "info": _info(world, one)} for one in found[:most]]
    return json_reply(
        {"result": {"query": asked.parameters.get("q"), "status": {"@code": "200", "text": "OK"}, "hits": hits}}
    )


def _info(world: World, one: StandInWork) -> dict[str, Any]:
    names = [{"@pid": "0", "text": f"{person} 0001"} for person in one.authors]
    info = {
        "authors": {"author": names[0] if len(names) == 1 else names}, "title": f"{one.title}.", "venue": one.container,
        "year": str(one.year), "type": KINDS.get(one.kind, "Journal Articles"), "key": f"journals/x/{world.numbers[one]}",
        "doi": (one.doi or "").upper() or None, "pages": one.pages, "volume": one.volume,
    }  # fmt: skip
    return {name: value for name, value in info.items() if value}
