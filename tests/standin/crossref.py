"""Crossref as its REST API speaks: works, filters by DOI, bibliographic search that never misses, agency."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

from standin.replies import Asked, Served, date_parts, json_reply, text_reply
from standin.world import StandInWork, World, is_within

TYPES = {
    "article": "journal-article",
    "conference": "proceedings-article",
    "book": "book",
    "chapter": "book-chapter",
    "preprint": "posted-content",
    "thesis": "dissertation",
    "report": "report",
    "dataset": "dataset",
}


def answer(world: World, asked: Asked, fault: str | None = None) -> Served:
    works = world.of_agency("crossref")
    single = re.fullmatch(r"/works/(.+?)(/agency)?", asked.path)
    if single and single[2]:
        return _agency(world, unquote(single[1]).lower())
    if single:
        one = works.get(unquote(single[1]).lower())
        if one is None or fault == "empty-list":
            return text_reply("Resource not found.", 404)
        return json_reply(
            {"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": message(one, fault)}
        )
    if asked.path == "/works":
        return _list(world, works, asked.parameters, fault)
    return text_reply("Resource not found.", 404)


def _agency(world: World, doi: str) -> Served:
    one = world.by_doi.get(doi)
    if one is None:
        return text_reply("Resource not found.", 404)
    agency = {"id": one.agency, "label": (one.agency or "").capitalize()}
    return json_reply({"status": "ok", "message-type": "work-agency", "message": {"DOI": doi, "agency": agency}})


def _list(world: World, works: dict[str, StandInWork], parameters: dict[str, str], fault: str | None) -> Served:
    rows = parameters.get("rows", "20")
    if not rows.isdigit() or int(rows) > 1000:
        return _invalid("rows", rows)
    filters = parameters.get("filter", "")
    for part in filters.split(",") if filters else ():
        if part.partition(":")[0] not in {"doi", "updates", "type", "from-pub-date", "until-pub-date"}:
            return _invalid("filter", part)
    wanted = [part.partition(":")[2].lower() for part in filters.split(",") if part.startswith("doi:")]
    if wanted:
        found = [(doi, 1.0) for doi in sorted(set(wanted)) if doi in works]
    else:
        index = world.index("crossref", ((doi, one.words) for doi, one in works.items()))
        query = " ".join(value for name, value in parameters.items() if name.startswith("query"))
        found = index.search(query) or [(doi, 0.1) for doi in list(works)[:50]]
        dates = dict(part.split(":", 1) for part in filters.split(",") if "pub-date:" in part)
        first, last = dates.get("from-pub-date"), dates.get("until-pub-date")
        found = [(doi, score) for doi, score in found if not dates or is_within(works[doi], first, last)]
    if fault == "empty-list":
        found = []
    start = int(parameters.get("offset", "0"))
    items = [
        message(works[doi], fault) | {"score": round(score * 10, 4)} for doi, score in found[start : start + int(rows)]
    ]
    body = {
        "facets": {},
        "total-results": len(found),
        "items": items,
        "items-per-page": int(rows),
        "query": {"start-index": 0, "search-terms": None},
    }
    return json_reply({"status": "ok", "message-type": "work-list", "message-version": "1.0.0", "message": body})


def _invalid(kind: str, value: str) -> Served:
    body = [{"type": f"{kind}-invalid", "value": value, "message": f"{kind} {value} is not allowed"}]
    return json_reply({"status": "failed", "message-type": "validation-failure", "message": body}, 400)


def message(one: StandInWork, fault: str | None = None) -> dict[str, Any]:
    """The work as Crossref describes it; stale answers do not know of notices yet."""
    native = one.native_of("crossref")
    found = dict(native) if native else _rendered(one)
    if fault == "stale":
        found.pop("updated-by", None)
        found["is-referenced-by-count"] = 0
    return found


def _rendered(one: StandInWork) -> dict[str, Any]:
    parts = date_parts(one.date, one.year)
    found: dict[str, Any] = {
        "DOI": one.doi,
        "URL": f"http://dx.doi.org/{one.doi}",
        "type": TYPES[one.kind],
        "title": [one.title],
        "author": [_person(person) for person in one.authors],
        "container-title": [one.container] if one.container else [],
        "issued": {"date-parts": parts},
        "published": {"date-parts": parts},
        "publisher": one.publisher or "",
        "source": "Crossref",
        "is-referenced-by-count": 0,
        "reference": [
            {"key": f"ref{place}", "DOI": doi, "doi-asserted-by": "publisher"}
            for place, doi in enumerate(one.references)
        ],
    }
    optional = {
        "volume": one.volume, "issue": one.issue, "page": one.pages, "abstract": one.abstract,
        "ISSN": [one.issn] if one.issn else None, "ISBN": [one.isbn] if one.isbn else None,
        "subtype": "preprint" if one.kind == "preprint" else None,
    }  # fmt: skip
    found |= {name: value for name, value in optional.items() if value}
    if one.notices:
        found["updated-by"] = [_update(*notice) for notice in one.notices]
    if one.notice_about:
        found["update-to"] = [_update(kind, doi, one.date or "", "publisher") for kind, doi in one.notice_about]
    if one.published_as:
        found["relation"] = {"is-preprint-of": [{"id-type": "doi", "id": one.published_as, "asserted-by": "subject"}]}
    return found


def _person(person: Any) -> dict[str, Any]:
    if person.literal:
        return {"name": person.literal, "sequence": "additional", "affiliation": []}
    names = {"given": person.given, "family": person.full_family, "suffix": person.suffix}
    return {name: value for name, value in names.items() if value} | {"sequence": "additional", "affiliation": []}


def _update(kind: str, doi: str, date: str, source: str) -> dict[str, Any]:
    update: dict[str, Any] = {"DOI": doi, "type": kind, "label": kind.replace("_", " ").capitalize(), "source": source}
    if date:
        update["updated"] = {"date-parts": date_parts(date, None), "date-time": f"{date}T00:00:00Z"}
    return update
