"""Works out of the tables, whole, many at a time."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from citetrail.library.columns import moment_from
from citetrail.library.database import Database, SqlRow
from citetrail.library.rows import TAG_MARK
from citetrail.model.descriptions import Description
from citetrail.model.identifiers import Identifier
from citetrail.model.records import Record
from citetrail.model.works import Alert, Attachment, Claim, Note, Quote, Work

_CHUNK = 500


def works_of(database: Database, ids: Sequence[int]) -> tuple[Work, ...]:
    """The works of these ids, in their order; ids of no work are passed over."""
    found: dict[int, Work] = {}
    for start in range(0, len(ids), _CHUNK):
        found |= _chunk(database, ids[start : start + _CHUNK])
    return tuple(found[work] for work in ids if work in found)


def _chunk(database: Database, ids: Sequence[int]) -> dict[int, Work]:
    wanted = json.dumps(list(ids))

    def hanging(table: str, columns: str, order: str = "id") -> dict[int, list[SqlRow]]:
        sql = (
            f"SELECT work_id, {columns} FROM {table} WHERE work_id IN (SELECT value FROM json_each(?)) ORDER BY {order}"
        )
        groups: dict[int, list[SqlRow]] = defaultdict(list)
        for work, *rest in database.rows(sql, (wanted,)):
            groups[work].append(tuple(rest))
        return groups

    names = hanging("name", "name")
    records = hanging("record", "description, rest")
    citing = hanging("citing", "scheme, value")
    notes = hanging("note", "id, text, created_at")
    quotes = hanging("quote", "id, exact, prefix, suffix, page, speaker, source, created_at")
    claims = hanging("claim", "id, text, verdict, source, quotes, created_at")
    files = hanging("attachment", "id, name, path, url, media_type, sha256, size_bytes, added_at")
    sql = (
        "SELECT work.id, key, tags, standing, reading, rating, added_at, checked_at, description, edits FROM work"
        " JOIN body ON body.id = work.id WHERE work.id IN (SELECT value FROM json_each(?))"
    )
    works = {}
    for work, key, tags, standing, reading, rating, added, checked, description, edits in database.rows(sql, (wanted,)):
        said = tuple(_record(*row) for row in records.get(work, ()))
        works[work] = Work(
            id=work,
            key=key,
            aliases=tuple(name for (name,) in names.get(work, ()) if name != key),
            description=said[0].description if description is None else _description(description),
            records=said,
            edits=edits_from(edits),
            tags=tuple(tags.split(TAG_MARK)) if tags else (),
            notes=tuple(map(note_from, notes.get(work, ()))),
            quotes=tuple(map(quote_from, quotes.get(work, ()))),
            claims=tuple(map(claim_from, claims.get(work, ()))),
            citing=tuple(Identifier(scheme=scheme, value=value) for scheme, value in citing.get(work, ())),
            attachments=tuple(map(attachment_from, files.get(work, ()))),
            standing=standing,
            reading=reading,
            rating=rating,
            added_at=moment_from(added),
            checked_at=moment_from(checked),
        )
    return works


def _description(text: str) -> Description:
    return Description.model_validate_json(text)


def _record(description: str, rest: str) -> Record:
    return Record.model_validate({**json.loads(rest), "description": _description(description)})


def edits_from(text: str) -> dict[str, Any]:
    """The person's values, typed as Description types them."""
    if text == "{}":
        return {}
    values = json.loads(text)
    typed = Description.model_validate(values)
    return {name: getattr(typed, name) for name in values}


def note_from(row: SqlRow) -> Note:
    """A note from id, text and time."""
    note, text, created = row
    return Note(id=note, text=text, created_at=moment_from(created))


def quote_from(row: SqlRow) -> Quote:
    """A quote from the columns of `quote` without its work."""
    quote, exact, prefix, suffix, page, speaker, source, created = row
    return Quote(
        id=quote,
        exact=exact,
        prefix=prefix,
        suffix=suffix,
        page=page,
        speaker=speaker,
        source=source,
        created_at=moment_from(created),
    )


def claim_from(row: SqlRow) -> Claim:
    """A claim from the columns of `claim` without its work."""
    claim, text, verdict, source, quotes, created = row
    return Claim(
        id=claim,
        text=text,
        verdict=verdict,
        source=source,
        quotes=tuple(json.loads(quotes)),
        created_at=moment_from(created),
    )


def attachment_from(row: SqlRow) -> Attachment:
    """An attachment from the columns of `attachment` without its work and text."""
    file, name, path, url, media_type, sha256, size, added = row
    return Attachment(
        id=file,
        name=name,
        path=path,
        url=url,
        media_type=media_type,
        sha256=sha256,
        size_bytes=size,
        added_at=moment_from(added),
    )


ALERT_COLUMNS = "id, work_id, kind, summary, fingerprint, provider, seen_at, about, acknowledged_at"


def alert_from(row: SqlRow) -> Alert:
    """An alert from ALERT_COLUMNS."""
    alert, work, kind, summary, fingerprint, provider, seen, about, acknowledged = row
    return Alert(
        id=alert,
        work_id=work,
        kind=kind,
        summary=summary,
        fingerprint=fingerprint,
        provider=provider,
        seen_at=datetime.fromisoformat(seen),
        about=Identifier.model_validate_json(about) if about else None,
        acknowledged_at=moment_from(acknowledged),
    )
