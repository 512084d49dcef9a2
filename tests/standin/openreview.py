"""OpenReview's notes: values inside `{value: …}`."""

from __future__ import annotations

from typing import Any

from standin.replies import Asked, Served, json_reply
from standin.world import StandInWork, World


def answer(world: World, asked: Asked, fault: str | None = None) -> Served:
    forums = {one.openreview: one for one in world.works if one.openreview}
    if asked.path == "/notes":
        one = forums.get(asked.parameters.get("id", ""))
        if one is None or fault == "empty-list":
            return json_reply({"name": "NotFoundError", "message": "The Note was not found", "status": 404}, 404)
        return json_reply({"notes": [_note(one)], "count": 1})
    words = asked.parameters.get("term", "")
    found = [] if fault == "empty-list" else [one for one in world.found_by_words(words) if one.openreview]
    return json_reply({"notes": [_note(one) for one in found[:5]], "count": len(found)})


def _note(one: StandInWork) -> dict[str, Any]:
    content = {
        "title": one.title,
        "authors": [str(person) for person in one.authors],
        "venue": one.container or "Submitted",
    }
    return {
        "id": one.openreview, "forum": one.openreview, "cdate": 1_600_000_000_000,
        "content": {name: {"value": value} for name, value in content.items()},
    }  # fmt: skip
