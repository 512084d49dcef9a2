"""Undo, redo and going back in time: rows are put back as the journal remembers them, which is a change as well."""

from __future__ import annotations

import json
from typing import NamedTuple

from citetrail.library.database import Database


class Change(NamedTuple):
    """One change of the library as the log shows it. `state` is `done`, `undone` or `gone` (undone for good)."""

    id: int
    at: str
    what: str
    kind: str
    state: str
    works: int  # how many works it touched


class Step(NamedTuple):
    """What an undo or redo did: the change's own words, and when it was made."""

    what: str
    at: str


def begin(database: Database, what: str, kind: str, at: str, *, step: int | None = None) -> int:
    """Open a change: what the journal gets from now on belongs to it. `step` is the first change of a longer step."""
    change = database.execute(
        "INSERT INTO change (step, at, what, kind, state, first_entry) VALUES (?, ?, ?, ?, 'done', ?)",
        (step or 0, at, what, kind, journal_end(database) + 1),
    )
    if step is None:
        database.execute("UPDATE change SET step = id WHERE id = ?", (change,))
    return change


def journal_end(database: Database) -> int:
    """The number of the journal's last entry."""
    return database.value("SELECT max(id) FROM journal") or 0


def finish(database: Database, change: int) -> bool:
    """Close a change; one that changed nothing is forgotten. A new one ends what could be redone."""
    first, kind = database.row("SELECT first_entry, kind FROM change WHERE id = ?", (change,)) or (0, "")
    last = journal_end(database)
    if last < first:
        database.execute("DELETE FROM change WHERE id = ?", (change,))
        return False
    database.execute("UPDATE change SET last_entry = ? WHERE id = ?", (last, change))
    database.execute(
        "INSERT INTO touched (work_id, change_id) SELECT DISTINCT work_id, ? FROM journal"
        " WHERE id BETWEEN ? AND ? AND work_id IS NOT NULL",
        (change, first, last),
    )
    if kind == "do":
        database.execute("UPDATE change SET state = 'gone' WHERE state = 'undone'")
    return True


def undo(database: Database, at: str) -> Step | None:
    """Take the latest step back, all its parts together; None if there is none."""
    top = database.row(
        "SELECT step, what, at FROM change WHERE kind = 'do' AND state = 'done' ORDER BY id DESC LIMIT 1"
    )
    if top is None:
        return None
    step, what, when = top
    first = None
    for (part,) in database.rows("SELECT id FROM change WHERE step = ? AND state = 'done' ORDER BY id DESC", (step,)):
        if _has_later(database, part):
            break
        reversal = begin(database, f"undo: {what}", "undo", at, step=first)
        first = first or reversal
        _put_back(database, part)
        database.execute("UPDATE change SET state = 'undone', undone_by = ? WHERE id = ?", (reversal, part))
        finish(database, reversal)
    return Step(what, when)


def _has_later(database: Database, part: int) -> bool:
    """Whether a change of somebody else came after this part of a long step."""
    later = "SELECT 1 FROM change WHERE kind = 'do' AND state = 'done' AND id > ? LIMIT 1"
    return database.value(later, (part,)) is not None


def redo(database: Database, at: str) -> Step | None:
    """Do again the step undone last; None if there is none, or something else was done since."""
    top = database.row("SELECT step, what, at FROM change WHERE state = 'undone' ORDER BY id LIMIT 1")
    if top is None:
        return None
    step, what, when = top
    parts = database.rows("SELECT id, undone_by FROM change WHERE step = ? AND state = 'undone' ORDER BY id", (step,))
    first = None
    for part, undone_by in parts:
        repeat = begin(database, f"redo: {what}", "redo", at, step=first)
        first = first or repeat
        _put_back(database, undone_by)
        database.execute("UPDATE change SET state = 'done', undone_by = NULL WHERE id = ?", (part,))
        finish(database, repeat)
    return Step(what, when)


def put_back_after(database: Database, at: str) -> None:
    """Put every row back as it was at that moment; belongs inside an open change."""
    first, last = database.row(
        "SELECT min(first_entry), max(last_entry) FROM change WHERE at > ? AND last_entry IS NOT NULL", (at,)
    ) or (None, None)
    if first is not None:
        _put_entries_back(database, first, last)


def _put_back(database: Database, change: int) -> None:
    first, last = database.row("SELECT first_entry, last_entry FROM change WHERE id = ?", (change,)) or (1, 0)
    _put_entries_back(database, first, last)


_AT_ONCE = 1000  # entries read before they are written: putting back adds to the journal that is being read


def _put_entries_back(database: Database, first: int, last: int) -> None:
    database.execute("PRAGMA defer_foreign_keys = ON")
    while last >= first:
        rows = database.rows(
            "SELECT id, action, table_name, row_id, image FROM journal WHERE id BETWEEN ? AND ?"
            " ORDER BY id DESC LIMIT ?",
            (first, last, _AT_ONCE),
        )
        for _, action, table, row, image in rows:
            _put_row_back(database, action, table, row, image)
        last = rows[-1][0] - 1 if rows else first - 1


def _put_row_back(database: Database, action: str, table: str, row: int, image: str | None) -> None:
    """Make one row what it was before it was inserted, updated or deleted."""
    if action == "insert":
        database.execute(f"DELETE FROM {table} WHERE id = ?", (row,))
        return
    values = json.loads(image or "{}")
    if action == "update":
        assignments = ", ".join(f"{name} = ?" for name in values)
        database.execute(f"UPDATE {table} SET {assignments} WHERE id = ?", (*values.values(), row))
    else:
        marks = ", ".join("?" * len(values))
        database.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", tuple(values.values()))


def log(database: Database, limit: int) -> tuple[Change, ...]:
    """The latest changes, newest first; the parts of a long step as one, `done` while one of them is."""
    rows = database.rows(
        "SELECT min(id), min(at), what, kind, min(state),"
        " sum((SELECT count(*) FROM touched WHERE change_id = change.id)) FROM change"
        " WHERE step IN (SELECT DISTINCT step FROM change ORDER BY step DESC LIMIT ?)"
        " GROUP BY step ORDER BY step DESC",
        (limit,),
    )
    return tuple(Change(*row) for row in rows)


def history(database: Database, work: int) -> tuple[Change, ...]:
    """The changes that touched one work, oldest first."""
    rows = database.rows(
        "SELECT change.id, at, what, kind, state, 1 FROM touched JOIN change ON change.id = change_id"
        " WHERE work_id = ? ORDER BY change.id",
        (work,),
    )
    return tuple(Change(*row) for row in rows)
