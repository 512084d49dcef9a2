"""The description a document gives of itself, put together from what was found about it, best source first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from citetrail.documents.parts.bylines import Copyright, copyright_in, dateline_of, read_head
from citetrail.documents.parts.drafts import Draft
from citetrail.documents.parts.zoning import earliest_comment
from citetrail.model.dates import DateRange, date_of_year, date_range_from_edtf
from citetrail.model.descriptions import Description
from citetrail.model.folding import squeeze
from citetrail.model.persons import Person


class Described(NamedTuple):
    """A document's description, and the last day on which it can have been written (ISO), if anything bounds it."""

    description: Description
    not_after: str | None


def describe(drafts: Sequence[Draft], stated: Description) -> Described:
    """`stated` (front matter, meta tags) completed from the title, byline, date and copyright lines of the text."""
    head = read_head(drafts)
    notice = _copyright_of(drafts, stated.authors or head.authors)
    authors = stated.authors or head.authors or _holder(notice)
    comment = earliest_comment(drafts)
    issued = stated.issued or _issued(head.day or _dateline(drafts), notice, comment)
    description = stated.model_copy(
        update={"title": stated.title or _title(drafts), "authors": authors, "issued": issued}
    )
    return Described(description, _not_after(issued, notice, comment))


def _dateline(drafts: Sequence[Draft]) -> date | None:
    first = next((draft for draft in drafts if draft.zone == "body" and draft.kind == "paragraph"), None)
    return dateline_of(first.text) if first else None


def _title(drafts: Sequence[Draft]) -> str | None:
    top = next((draft for draft in drafts if draft.kind == "heading" and draft.zone in ("head", "body")), None)
    if top is None or (top.level or 1) > 2:
        return None
    return squeeze(top.text) or None


def _copyright_of(drafts: Sequence[Draft], authors: Sequence[Person]) -> Copyright | None:
    """The article's own copyright line: one that names a person is preferred to the site's."""
    notices = [
        notice
        for draft in drafts
        if draft.zone not in ("comments", "references") and len(draft.text) <= 400
        if (notice := copyright_in(draft.text))
    ]
    families = {person.family for person in authors}
    personal = [notice for notice in notices if notice.holder and (not families or notice.holder.family in families)]
    return next(iter(personal or notices), None)


def _holder(notice: Copyright | None) -> tuple[Person, ...]:
    return (notice.holder,) if notice and notice.holder else ()


def _issued(day: date | None, notice: Copyright | None, comment: date | None) -> DateRange | None:
    if day:
        return date_range_from_edtf(day.isoformat())
    if (
        notice
        and notice.holder
        and notice.year
        and notice.is_single_year
        and (not comment or notice.year <= comment.year)
    ):
        return date_of_year(notice.year)
    return None


def _not_after(issued: DateRange | None, notice: Copyright | None, comment: date | None) -> str | None:
    """The earliest comment, else the end of the copyright year; None where the day is known."""
    if issued and issued.start.day:
        return None
    bounds = [comment] if comment else []
    if not bounds and notice and notice.year and notice.is_single_year:
        bounds.append(date(notice.year, 12, 31))
    return min(bounds).isoformat() if bounds else None
