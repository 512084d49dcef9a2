"""Europe PMC's REST interface: search by identifiers and fields, references and citing papers by page."""

from __future__ import annotations

import re
from typing import Any

from citetrail.model import fold_words
from standin.replies import Asked, Served, json_reply
from standin.world import StandInWork, World, is_within

COMMENTS = {
    "retraction": "Retraction in", "correction": "Erratum in", "expression_of_concern": "Expression of concern in",
}  # fmt: skip


def answer(world: World, asked: Asked, fault: str | None = None) -> Served:
    parameters = asked.parameters
    if asked.path == "/search":
        size = int(parameters.get("pageSize", "25"))
        if size > 1000:
            return json_reply(
                {"errCode": 404, "errMsg": "Invalid page size provided. Valid size is between 1 and 1000."}
            )
        found = [] if fault == "empty-list" else _found(world, parameters.get("query", ""))
        results = [message(one, fault) for one in found[:size]]
        return json_reply({"version": "6.9", "hitCount": len(found), "resultList": {"result": results}})
    links = re.fullmatch(r"/MED/(\d+)/(citations|references)", asked.path)
    one = world.by_pmid.get(links[1]) if links else None
    if links is None:
        return json_reply({"errCode": 404, "errMsg": "no such path"})
    others = (
        ()
        if one is None or fault == "empty-list"
        else world.cited_by(one)
        if links[2] == "citations"
        else world.cites(one)
    )
    page, size = int(parameters.get("page", "1")), int(parameters.get("pageSize", "25"))
    rows = [_short(other) for other in others[(page - 1) * size : page * size]]
    name = "citation" if links[2] == "citations" else "reference"
    request = {"id": links[1], "source": "MED", "page": page, "pageSize": size}
    return json_reply({"version": "6.9", "hitCount": len(others), "request": request, f"{name}List": {name: rows}})


def _found(world: World, query: str) -> list[StandInWork]:
    known = [one for one in world.works if one.pmid or one.pmcid]
    pmids, pmcids = set(re.findall(r"EXT_ID:(\d+)", query)), set(re.findall(r"PMCID:(PMC\d+)", query))
    dois = {doi.lower() for doi in re.findall(r'DOI:"([^"]+)"', query)}
    if pmids or pmcids or dois:
        return [one for one in known if one.pmid in pmids or one.pmcid in pmcids or one.doi in dois]
    if " OR " in query or "FIRST_PDATE" in query:
        return [one for one in _spoken_of(world, query) if one.pmid or one.pmcid]
    title = re.search(r"TITLE:\(([^()]*)\)", query)
    hits = [one for one in world.found_by_words(title[1] if title else query) if one.pmid or one.pmcid]
    author = re.search(r'AUTH:"([^"]+)"', query)
    if author:
        hits = [one for one in hits if author[1].lower() in one.words.lower()]
    return hits


def _spoken_of(world: World, query: str) -> list[StandInWork]:
    """Any of the words, by any of the authors, in a span of days."""
    authors, days = re.findall(r'AUTH:"([^"]+)"', query), re.search(r"FIRST_PDATE:\[(\S+) TO (\S+)\]", query)
    any_of = re.search(r"\(((?:\w+(?: OR )?)+)\)", query)
    hits = world.found_by_any_word(any_of[1].replace(" OR ", " ") if any_of else " ".join(authors))
    if authors:
        hits = [one for one in hits if any(name in fold_words(str(one.authors)) for name in authors)]
    return [one for one in hits if not days or is_within(one, days[1], days[2])]


def message(one: StandInWork, fault: str | None = None) -> dict[str, Any]:
    comments = [
        {"source": "MED", "id": "99", "type": COMMENTS[kind], "reference": f"Fict J. {date[:4]}", "orderIn": 1}
        for kind, _, date, _ in one.notices
        if kind in COMMENTS and fault != "stale"
    ]
    people = [
        {"fullName": str(person), "firstName": person.given, "lastName": person.full_family} for person in one.authors
    ]
    found: dict[str, Any] = {
        "id": one.pmid or one.pmcid, "source": "MED" if one.pmid else "PMC", "pmid": one.pmid, "pmcid": one.pmcid,
        "doi": one.doi, "title": f"{one.title}.", "authorList": {"author": people}, "pubYear": str(one.year or ""),
        "journalInfo": {
            "volume": one.volume, "issue": one.issue, "yearOfPublication": one.year, "journal": {"title": one.container},
        },
        "pageInfo": one.pages, "isOpenAccess": "N", "citedByCount": 0, "pubTypeList": {"pubType": ["Journal Article"]},
    }  # fmt: skip
    if one.abstract:
        found["abstractText"] = one.abstract
    if one.date:
        found["firstPublicationDate"] = one.date
    return found | ({"commentCorrectionList": {"commentCorrection": comments}} if comments else {})


def _short(one: StandInWork) -> dict[str, Any]:
    names = ", ".join(f"{person.full_family} {person.initials}" for person in one.authors)
    return {
        "id": one.pmid or one.doi, "source": "MED" if one.pmid else "AGR", "title": one.title, "authorString": f"{names}.",
        "doi": one.doi, "journalAbbreviation": one.container, "pubYear": one.year, "volume": one.volume,
    }  # fmt: skip
