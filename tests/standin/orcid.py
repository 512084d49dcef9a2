"""ORCID's public interface: the works of a person in groups."""

from __future__ import annotations

import re
from typing import Any

from standin.replies import Asked, Served, json_reply
from standin.world import StandInWork, World


def answer(world: World, asked: Asked, fault: str | None = None) -> Served:
    wanted = re.fullmatch(r"/([\d-]+X?)/works", asked.path)
    works = [one for one in world.works if wanted and one.orcid == wanted[1]]
    if not works:
        return json_reply({"response-code": 404, "developer-message": "ORCID iD not found", "error-code": 9016}, 404)
    groups = (
        [] if fault == "empty-list" else [{"work-summary": [_summary(place, one)]} for place, one in enumerate(works)]
    )
    return json_reply({"last-modified-date": None, "group": groups, "path": asked.path})


def _summary(place: int, one: StandInWork) -> dict[str, Any]:
    ids = (
        [{"external-id-type": "doi", "external-id-value": one.doi, "external-id-relationship": "self"}]
        if one.doi
        else []
    )
    return {
        "put-code": place + 1, "title": {"title": {"value": one.title}, "subtitle": None}, "external-ids": {"external-id": ids},
        "type": "journal-article", "publication-date": {"year": {"value": str(one.year)}, "month": None, "day": None},
        "journal-title": {"value": one.container} if one.container else None,
    }  # fmt: skip
