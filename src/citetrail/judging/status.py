"""A work's standing, derived from dated notices: the latest that counts wins, and a reinstatement cancels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from citetrail.judging.titles import has_status_mark, is_notice_title
from citetrail.model.records import Notice, NoticeKind, Record
from citetrail.model.verdicts import Standing, Status

# Sources that tell notices: their record without one says that they know of none.
TELLING = frozenset(
    {"crossref", "pubmed", "europe-pmc", "retraction-watch", "arxiv", "biorxiv", "acl", "inspire", "openreview"}
)

STANDING_OF: dict[NoticeKind, Standing] = {
    "retraction": "retracted",
    "partial-retraction": "partly-retracted",
    "withdrawal": "withdrawn",
    "removal": "removed",
    "retract-and-replace": "replaced",
    "reinstatement": "reinstated",
    "concern": "concern",
    "correction": "corrected",
}
_GRAVE: tuple[NoticeKind, ...] = ("partial-retraction", "withdrawal", "removal", "retract-and-replace", "retraction")
_LIGHT: tuple[NoticeKind, ...] = ("correction", "concern")
SAME_NOTICE_DAYS = 90  # the same notice is dated by its paper here and by its database entry there


def status_of(records: Sequence[Record]) -> Status:
    """The standing of the work that the records describe, with every notice, oldest first.

    Flags without a notice are hints and change no standing; a correction or concern is never called a retraction.
    `unknown` if no source that tells notices has spoken.
    """
    notices = distinct_notices(notice for record in records for notice in record.notices)
    return Status(
        standing=_standing(notices, records),
        notices=notices,
        is_notice=any(_is_notice(record) for record in records),
        disagreement=_disagreement(notices),
        hints=_hints(records, notices),
    )


def _standing(notices: Sequence[Notice], records: Sequence[Record]) -> Standing:
    if notices:
        return standing_from(notices)
    is_told = any(record.provider in TELLING and not record.is_partial for record in records)
    return "clear" if is_told else "unknown"


def standing_from(notices: Sequence[Notice]) -> Standing:
    """The standing that a list of notices comes to, in any order; `clear` for none."""
    grave = [notice for notice in notices if notice.kind in _GRAVE]
    reinstated = [notice for notice in notices if notice.kind == "reinstatement"]
    if reinstated and not _is_retracted_after(grave, reinstated):
        return "reinstated"
    if grave:
        return STANDING_OF[max(grave, key=lambda notice: (_day(notice), _GRAVE.index(notice.kind))).kind]
    light = [notice for notice in notices if notice.kind in _LIGHT]
    if light:
        return STANDING_OF[max(light, key=lambda notice: (_day(notice), _LIGHT.index(notice.kind))).kind]
    return "clear"


def _is_retracted_after(grave: Sequence[Notice], reinstated: Sequence[Notice]) -> bool:
    """Whether a dated retraction came after every reinstatement. Without dates a reinstatement has the last word."""
    last = max(_day(notice) for notice in reinstated)
    return any(last != date.min and _day(notice) > last for notice in grave)


def _day(notice: Notice) -> date:
    return (notice.date.earliest if notice.date else None) or date.min


def distinct_notices(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """The notices, oldest first, without those that repeat one by the same asserter."""
    kept: list[Notice] = []
    for notice in sorted(notices, key=_order):
        if not any(is_same_notice(notice, known) and notice.asserted_by == known.asserted_by for known in kept):
            kept.append(notice)
    return tuple(kept)


def _order(notice: Notice) -> tuple[date, str, str, str, str]:
    return (_day(notice), notice.kind, notice.asserted_by, notice.provider, str(notice.notice or ""))


def is_same_notice(one: Notice, other: Notice) -> bool:
    """Whether two sources speak of one notice: same kind, and the same identifier or about the same date."""
    if one.kind != other.kind:
        return False
    if one.notice and one.notice == other.notice:
        return True
    days = _day(one), _day(other)
    return date.min in days or abs((days[0] - days[1]).days) <= SAME_NOTICE_DAYS


def _is_notice(record: Record) -> bool:
    return record.is_notice or bool(record.description.title and is_notice_title(record.description.title))


def _disagreement(notices: Sequence[Notice]) -> str | None:
    """What the asserters' own notices come to, where they do not come to the same."""
    by_asserter: dict[str, list[Notice]] = {}
    for notice in notices:
        by_asserter.setdefault(notice.asserted_by, []).append(notice)
    standings = {asserter: standing_from(told) for asserter, told in sorted(by_asserter.items())}
    if len(set(standings.values())) <= 1:
        return None
    return "; ".join(f"{asserter}: {standing}" for asserter, standing in standings.items())


def _hints(records: Sequence[Record], notices: Sequence[Notice]) -> tuple[str, ...]:
    if any(notice.kind in _GRAVE for notice in notices):
        return ()
    hints = [f"{record.provider} flags it as retracted" for record in records if record.is_retracted_hint]
    hints += [
        f"its title at {record.provider} is marked as retracted or withdrawn"
        for record in records
        if has_status_mark(record.description.title)
    ]
    return tuple(sorted(set(hints)))
