"""Google Books: volumes by query; without a key the quota is always used up."""

from __future__ import annotations

import re

from standin.replies import Asked, Served, json_reply
from standin.world import World


def answer(world: World, asked: Asked, fault: str | None = None) -> Served:
    parameters = asked.parameters
    if not parameters.get("key"):
        message = (
            "Quota exceeded for quota metric 'Queries' and limit 'Queries per day' of service 'books.googleapis.com'"
        )
        return json_reply({"error": {"code": 429, "message": message, "status": "RESOURCE_EXHAUSTED"}}, 429)
    query = parameters.get("q", "")
    isbn = re.fullmatch(r"isbn:(\d+)", query)
    if isbn:
        found = [world.by_isbn[isbn[1]]] if isbn[1] in world.by_isbn else []
    else:
        found = [
            one for one in world.found_by_words(re.sub(r"\b(?:intitle|inauthor):", " ", query)) if one.kind == "book"
        ]
    if fault == "empty-list" or not found:
        return json_reply({"kind": "books#volumes", "totalItems": 0})
    volumes = [
        {
            "kind": "books#volume", "id": f"v{place}",
            "volumeInfo": {
                "title": one.title, "authors": [str(person) for person in one.authors], "publisher": one.publisher,
                "publishedDate": str(one.year), "printType": "BOOK",
                "industryIdentifiers": [{"type": "ISBN_13", "identifier": one.isbn}],
            },
        }
        for place, one in enumerate(found[:5])
    ]  # fmt: skip
    return json_reply({"kind": "books#volumes", "totalItems": len(found), "items": volumes})
