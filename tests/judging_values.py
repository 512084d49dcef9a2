"""Values for the judging tests: references and records from a few words. All names and works in them are made up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from citetrail.model.answers import Answer, Coverage
from citetrail.model.dates import PartialDate, date_of_year
from citetrail.model.descriptions import Description
from citetrail.model.identifiers import Identifier, identifier_from_text
from citetrail.model.pages import pages_from_text
from citetrail.model.persons import person_from_text
from citetrail.model.records import Notice, NoticeKind, Record
from citetrail.model.references import Reference

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = date(2026, 11, 24)

WORK: dict[str, Any] = {
    "type": "article-journal",
    "authors": "Rivers, Anna; Stone, Ben; Field, Carla",
    "title": "Slow reading improves the recall of distant facts",
    "container_title": "Journal of Fictional Memory Studies",
    "year": 2015,
    "volume": "12",
    "issue": "3",
    "pages": "101-119",
    "doi": "10.5555/slow",
}


def describe(**fields: Any) -> Description:
    """A Description; `authors` as `Family, Given; …`, `doi` and `ids` as text, `year` as a number, `pages` as text."""
    values = dict(fields)
    names = values.pop("authors", None)
    if names:
        values["authors"] = tuple(one for one in map(person_from_text, names.split(";")) if one)
    texts = [values.pop("doi", None), *values.pop("ids", ())]
    values["identifiers"] = tuple(one for one in (identifier_from_text(text) for text in texts if text) if one)
    year = values.pop("year", None)
    if year:
        values["issued"] = date_of_year(year)
    if values.get("pages"):
        values["pages"] = pages_from_text(values["pages"])
    return Description(**values)


def reference(*, kind: str = "data", raw: str = "", **fields: Any) -> Reference:
    """A Reference to WORK with the given fields changed; a field set to None is left out."""
    values = {name: value for name, value in {**WORK, **fields}.items() if value is not None}
    return Reference(kind=kind, raw=raw, description=describe(**values))  # type: ignore[arg-type]  # a literal


def record(
    provider: str = "crossref", record_id: str = "r1", *, notices: Sequence[Notice] = (), **fields: Any
) -> Record:
    """A Record of WORK with the given fields changed; a field set to None is left out."""
    own = {
        name: fields.pop(name)
        for name in ("relations", "is_retracted_hint", "is_notice", "cited_by_count")
        if name in fields
    }
    at = fields.pop("at", NOW)
    values = {name: value for name, value in {**WORK, **fields}.items() if value is not None}
    return Record(
        provider=provider,
        record_id=record_id,
        retrieved_at=at,
        description=describe(**values),
        notices=tuple(notices),
        **own,
    )


def notice(kind: NoticeKind, when: str | None = None, by: str = "publisher", doi: str | None = None) -> Notice:
    """A notice; `when` as `2021-06-25` or `2021`."""
    parts = [int(part) for part in when.split("-")] if when else []
    stamp = PartialDate(**dict(zip(("year", "month", "day"), parts, strict=False))) if parts else None
    own = Identifier(scheme="doi", value=doi) if doi else None
    return Notice(kind=kind, asserted_by=by, provider="crossref" if by == "publisher" else by, date=stamp, notice=own)


COVERAGE: dict[str, Coverage] = {
    "crossref": Coverage(
        types=frozenset({"article-journal", "paper-conference", "book", "chapter"}), registration_agency="Crossref"
    ),
    "openalex": Coverage(first_year=1900),
    "doi.org": Coverage(is_exhaustive_for=frozenset({"doi"})),
}


def doi(value: str) -> Identifier:
    """A DOI."""
    return Identifier(scheme="doi", value=value)


def no_such_doi(value: str) -> tuple[Answer, ...]:
    """Everything it takes to know that a DOI was never registered."""
    about = doi(value)
    return (
        Answer(provider="crossref", question="lookup", outcome="absent", about=about),
        Answer(provider="doi.org", question="existence", outcome="absent", about=about),
    )
