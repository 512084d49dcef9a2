"""bioRxiv and medRxiv: details of a preprint, all versions; "no posts found" inside HTTP 200."""

from __future__ import annotations

import re

from standin.replies import Asked, Served, json_reply
from standin.world import World


def answer(world: World, asked: Asked, fault: str | None = None) -> Served:
    wanted = re.fullmatch(r"/details/(biorxiv|medrxiv)/(.+)", asked.path)
    one = world.by_doi.get(wanted[2].lower()) if wanted else None
    if one is None or one.kind != "preprint" or wanted is None or wanted[1] == "medrxiv" or fault == "empty-list":
        return json_reply({"messages": [{"status": "no posts found"}], "collection": []})
    row = {
        "doi": one.doi, "title": one.title, "authors": "; ".join(person.sort_name for person in one.authors),
        "date": one.date or f"{one.year}-01-02", "type": "withdrawn" if one.is_withdrawn else "new results",
        "published": one.published_as or "NA", "server": "bioRxiv", "category": "fiction", "abstract": "",
    }  # fmt: skip
    versions = [row | {"version": str(number)} for number in (1, 2)]
    return json_reply({"messages": [{"status": "ok", "category": "all"}], "collection": versions})
