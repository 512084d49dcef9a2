"""Open Library: books by ISBN, misses left out, and search."""

from __future__ import annotations

from typing import Any

from standin.replies import Asked, Served, json_reply
from standin.world import StandInWork, World


def answer(world: World, asked: Asked, fault: str | None = None) -> Served:
    parameters = asked.parameters
    if asked.path == "/api/books":
        keys = [key for key in parameters.get("bibkeys", "").split(",") if key.startswith("ISBN:")]
        known = {} if fault == "empty-list" else world.by_isbn
        return json_reply({key: _book(known[key[5:]]) for key in keys if key[5:] in known})
    if asked.path == "/search.json":
        query = " ".join(parameters.get(name, "") for name in ("title", "author", "q"))
        found = [] if fault == "empty-list" else [one for one in world.found_by_words(query) if one.kind == "book"]
        return json_reply({"numFound": len(found), "start": 0, "docs": [_document(one) for one in found[:5]]})
    return json_reply({"error": "notfound"}, 404)


def _book(one: StandInWork) -> dict[str, Any]:
    return {
        "key": "/books/OL1M", "title": one.title, "authors": [{"name": str(person)} for person in one.authors],
        "publishers": [{"name": one.publisher}] if one.publisher else [], "publish_date": f"May 1, {one.year}",
        "identifiers": {"isbn_13": [one.isbn]}, "number_of_pages": 300,
    }  # fmt: skip


def _document(one: StandInWork) -> dict[str, Any]:
    return {
        "key": "/works/OL1W", "title": one.title, "author_name": [str(person) for person in one.authors],
        "first_publish_year": one.year, "isbn": [one.isbn] if one.isbn else [], "publisher": [one.publisher or ""],
    }  # fmt: skip
