"""DataCite: single DOIs with an ETag, lists by query."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any
from urllib.parse import unquote

from standin.replies import Asked, Served, json_reply
from standin.world import StandInWork, World

GENERAL = {
    "dataset": "Dataset", "preprint": "Preprint", "thesis": "Dissertation", "report": "Report", "book": "Book",
    "chapter": "BookChapter", "conference": "ConferencePaper", "article": "JournalArticle",
}  # fmt: skip
ABSENT = {"errors": [{"status": "404", "title": "The resource you are looking for doesn't exist."}]}


def answer(world: World, asked: Asked, fault: str | None = None) -> Served:
    works = world.of_agency("datacite")
    if asked.path.startswith("/dois/"):
        one = works.get(unquote(asked.path.removeprefix("/dois/")).lower())
        if one is None or fault == "empty-list":
            return json_reply(ABSENT, 404)
        return _single(world, one, asked)
    if asked.path == "/dois":
        found = [] if fault == "empty-list" else _found(world, works, asked.parameters.get("query", ""))
        size = int(asked.parameters.get("page[size]", "25"))
        data = [message(world, works[doi]) for doi in found[:size]]
        return json_reply({"data": data, "meta": {"total": len(found), "totalPages": 1, "page": 1}, "links": {}})
    return json_reply(ABSENT, 404)


def _single(world: World, one: StandInWork, asked: Asked) -> Served:
    body = {"data": message(world, one)}
    etag = f'W/"{hashlib.md5(json.dumps(body, sort_keys=True).encode()).hexdigest()}"'
    if asked.headers.get("if-none-match") == etag:
        return Served(304, b"", "application/json", (("etag", etag),))
    return json_reply(body, 200, etag=etag)


def _found(world: World, works: dict[str, StandInWork], query: str) -> list[str]:
    by_doi = re.fullmatch(r"doi:\((.*)\)", query)
    if by_doi:
        wanted = re.findall(r'"((?:[^"\\]|\\.)*)"', by_doi[1])
        return [doi for doi in (re.sub(r"\\(.)", r"\1", one).lower() for one in wanted) if doi in works]
    by_title = re.fullmatch(r"titles\.title:\((.*)\)", query)
    index = world.index("datacite", ((doi, one.words) for doi, one in works.items()))
    return [doi for doi, _ in index.search(by_title[1] if by_title else query, every_word=True)]


def message(world: World, one: StandInWork) -> dict[str, Any]:
    found = dict(one.native_of("datacite") or _rendered(one))
    citing = [
        {"id": other.doi, "type": "dois"} for other in world.citing.get(one.doi or "", ()) if other.agency == "datacite"
    ]
    found["relationships"] = {"citations": {"data": citing}, "references": {"data": []}}
    return found


def _rendered(one: StandInWork) -> dict[str, Any]:
    related = [
        {"relationType": "References", "relatedIdentifier": doi, "relatedIdentifierType": "DOI"}
        for doi in one.references
    ]
    if one.published_as:
        related.append(
            {"relationType": "IsPreprintOf", "relatedIdentifier": one.published_as, "relatedIdentifierType": "DOI"}
        )
    attributes = {
        "doi": one.doi,
        "creators": [_creator(person) for person in one.authors],
        "titles": [{"title": one.title}],
        "publisher": one.publisher or ("arXiv" if one.arxiv else "Zenodo"),
        "publicationYear": one.year,
        "dates": [{"date": one.date, "dateType": "Issued"}] if one.date else [],
        "types": {"resourceTypeGeneral": GENERAL[one.kind], "citeproc": "article"},
        "container": {},
        "relatedIdentifiers": related,
        "citationCount": 0,
    }
    return {"id": one.doi, "type": "dois", "attributes": attributes}


def _creator(person: Any) -> dict[str, Any]:
    if person.literal:
        return {"name": person.literal, "nameType": "Organizational", "affiliation": []}
    return {
        "name": person.sort_name, "nameType": "Personal", "givenName": person.given, "familyName": person.full_family,
        "affiliation": [],
    }  # fmt: skip
