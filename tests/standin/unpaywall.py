"""Unpaywall: one article by DOI; wants the address of a real person."""

from __future__ import annotations

from urllib.parse import unquote

from standin.replies import Asked, Served, json_reply
from standin.world import World


def answer(world: World, asked: Asked, fault: str | None = None) -> Served:
    doi = unquote(asked.path.lstrip("/")).lower()
    if "@" not in asked.parameters.get("email", ""):
        message = "Please use your own email address in API calls. See http://unpaywall.org/products/api"
        return json_reply({"HTTP_status_code": 422, "error": True, "message": message}, 422)
    one = world.of_agency("crossref").get(doi)
    if one is None or fault == "empty-list":
        return json_reply({"HTTP_status_code": 404, "error": True, "message": f"'{doi}' isn't in Unpaywall."}, 404)
    people = [{"given": person.given, "family": person.full_family} for person in one.authors]
    copy = one.native_of("unpaywall")  # the address of a free copy
    place = {"url": copy, "url_for_pdf": copy, "license": "cc-by"} if copy else None
    body = {
        "doi": one.doi, "title": one.title, "genre": "journal-article", "year": one.year, "journal_name": one.container,
        "publisher": one.publisher, "is_oa": bool(place), "best_oa_location": place, "oa_locations": [place] if place else [], "z_authors": people or None,
    }  # fmt: skip
    return json_reply(body)
