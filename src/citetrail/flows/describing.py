"""A work with more records: what is new is appended, and the description and standing are computed anew."""

from __future__ import annotations

from collections.abc import Iterable

from citetrail import judging
from citetrail.model.records import Record
from citetrail.model.works import Work


def new_records(work: Work, records: Iterable[Record]) -> tuple[Record, ...]:
    """Those of `records` that say something the work's own records do not say yet, each once."""
    known = {_said(record) for record in work.records}
    fresh = []
    for record in records:
        if _said(record) not in known:
            known.add(_said(record))
            fresh.append(record)
    return tuple(fresh)


def _said(record: Record) -> tuple[object, ...]:
    return record.provider, record.record_id, record.description, record.notices


def with_records(work: Work, records: Iterable[Record]) -> Work:
    """The work with what is new in `records`; the person's edits stay on top."""
    every = (*work.records, *new_records(work, records))
    update = {
        "records": every,
        "description": judging.merge(every, work.edits).description,
        "standing": judging.status_of(every).standing,
    }
    return work.model_copy(update=update)
