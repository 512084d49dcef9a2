"""What a change did to a work, in parts that people know, as the journal of rows before and after tells it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from citetrail.library.database import Database
from citetrail.library.schema import columns_of

Values = dict[str, Any]


class RowChange(NamedTuple):
    """A part of a work (`title`, `tag`, `note 3`) and its value before and after a change; None where it had none."""

    part: str
    before: str | None
    after: str | None


def row_changes(database: Database, work: int, change: int) -> tuple[RowChange, ...]:
    """What one change did to one work, in the order in which it was done."""
    first, last = database.row("SELECT first_entry, last_entry FROM change WHERE id = ?", (change,)) or (1, 0)
    sql = (
        "SELECT min(id), max(id), table_name, row_id FROM journal WHERE id BETWEEN ? AND ? AND work_id = ?"
        " GROUP BY table_name, row_id ORDER BY min(id)"
    )
    changes: list[RowChange] = []
    for earliest, latest, table, row in database.rows(sql, (first, last or 0, work)):
        if table in _TELLING:
            before, after = _before(database, earliest), _after(database, latest, table, row)
            if before != after:
                changes += _TELLING[table](database, before, after)
    return (*changes, *_citing(database, work, first, last or 0))


def _before(database: Database, entry: int) -> Values | None:
    image = database.value("SELECT image FROM journal WHERE id = ?", (entry,))
    return json.loads(image) if image else None


def _after(database: Database, entry: int, table: str, row: int) -> Values | None:
    """The row behind an entry: what the next entry about it found, else what it is now."""
    sql = "SELECT image FROM journal WHERE table_name = ? AND row_id = ? AND id > ? ORDER BY id LIMIT 1"
    later = database.row(sql, (table, row, entry))
    if later is not None:
        return json.loads(later[0]) if later[0] else None
    names = columns_of(database, table)
    found = database.row(f"SELECT {', '.join(names)} FROM {table} WHERE id = ?", (row,))
    return dict(zip(names, found, strict=True)) if found else None


Tell = Callable[[Database, Values | None, Values | None], Iterator[RowChange]]


def _fields(*names: str) -> Tell:
    """Tells the columns that changed, each as a part of its own."""

    def tell(_: Database, before: Values | None, after: Values | None) -> Iterator[RowChange]:
        for name in names:
            old, new = (before or {}).get(name), (after or {}).get(name)
            if old != new:
                yield RowChange(name, _text(old), _text(new))

    return tell


def _part(label: str, show: Callable[[Values], str], *, numbered: bool = False) -> Tell:
    """Tells a row as one part."""

    def tell(_: Database, before: Values | None, after: Values | None) -> Iterator[RowChange]:
        number = (after or before or {}).get("id")
        old, new = (show(values) if values else None for values in (before, after))
        if old != new:
            yield RowChange(f"{label} {number}" if numbered else label, old, new)

    return tell


def _text(value: Any) -> str | None:
    return None if value in (None, "") else str(value)


def _body(database: Database, before: Values | None, after: Values | None) -> Iterator[RowChange]:
    """The description field by field, and the person's edits."""
    told: set[tuple[str, str | None]] = set()
    for column, label in (("description", ""), ("edits", "your ")):
        old, new = (_described(database, values, column) for values in (before, after))
        for name in dict.fromkeys((*old, *new)):
            is_told = (name, _value(new.get(name))) in told  # an edit that is shown at once
            if old.get(name) != new.get(name) and not is_told:
                told.add((name, _value(new.get(name))))
                yield RowChange(label + name, _value(old.get(name)), _value(new.get(name)))


def _described(database: Database, values: Values | None, column: str) -> Values:
    if values is None:
        return {}
    text = values[column]
    if text is None:  # as its first record describes it
        sql = "SELECT description FROM record WHERE work_id = ? ORDER BY id LIMIT 1"
        text = database.value(sql, (values["id"],)) or "{}"
    found: Values = json.loads(text)
    return found


def _value(value: Any) -> str | None:
    """A field's value as people read it: names and numbers without the braces of JSON."""
    if value in (None, [], {}, "", 0, False):
        return None
    if isinstance(value, list):
        return "; ".join(filter(None, map(_value, value)))
    if isinstance(value, dict):
        if "scheme" in value:
            return f"{value['scheme']}:{value['value']}"
        if "family" in value or "literal" in value:
            return value.get("literal") or ", ".join(filter(None, (value.get("family"), value.get("given"))))
        return " ".join(filter(None, map(_value, value.values())))
    return str(value)


def _quoted(row: Values) -> str:
    return f"“{row['exact']}”" + (f", p. {row['page']}" if row["page"] else "")


def _citing(database: Database, work: int, first: int, last: int) -> Iterator[RowChange]:
    sql = (
        "SELECT sum(action = 'insert'), sum(action = 'delete') FROM journal"
        " WHERE id BETWEEN ? AND ? AND work_id = ? AND table_name = 'citing'"
    )
    more, fewer = database.row(sql, (first, last, work)) or (0, 0)
    if more or fewer:
        yield RowChange("cited by", f"{fewer} works" if fewer else None, f"{more} works" if more else None)


_TELLING: dict[str, Tell] = {
    "work": _fields("key", "reading", "rating", "standing"),
    "body": _body,
    "name": _part("key", lambda row: str(row["name"])),
    "record": _part("record", lambda row: f"{row['provider']} {row['retrieved_at'][:10]}"),
    "tag": _part("tag", lambda row: str(row["name"])),
    "note": _part("note", lambda row: str(row["text"]), numbered=True),
    "quote": _part("quote", _quoted, numbered=True),
    "claim": _part("claim", lambda row: f"[{row['verdict']}] {row['text']}", numbered=True),
    "attachment": _part("file", lambda row: str(row["name"]), numbered=True),
    "alert": _part("alert", lambda row: str(row["summary"]), numbered=True),
    "relation": _part("relation", lambda row: f"{row['kind']} work {row['other_id']}"),
    "distinct_pair": _part("no duplicate of", lambda row: f"work {row['other_id']}"),
}
