"""Keeping the file safe: copies that are checked, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from citetrail.errors import LibraryDamaged, LibraryError
from citetrail.judging.searchable import DESCRIBED
from citetrail.library.columns import EFFECTIVE, SHOWN_COLUMNS, indexed, shown_from
from citetrail.library.database import Database, open_database
from citetrail.model.descriptions import Description

_MOST = 20  # problems of one kind that are told


def backup(database: Database, path: Path) -> None:
    """A copy as of now, written beside `path`, checked, and only then put in its place.

    Raises LibraryError if it cannot be written, LibraryDamaged if the copy fails its check.
    """
    unchecked = path.with_name(path.name + ".unchecked")
    try:
        unchecked.unlink(missing_ok=True)
        database.copy_to(unchecked)
        copy = open_database(unchecked)
        try:
            found = problems_of(copy)
        finally:
            copy.close()
        if found:
            raise LibraryDamaged(f"the copy of {database.path} is not sound: {found[0]}")
        unchecked.replace(path)
    except OSError as error:
        raise LibraryError(f"{path} cannot be written: {error.strerror}") from error
    finally:
        for ending in ("", "-wal", "-shm"):
            unchecked.with_name(unchecked.name + ending).unlink(missing_ok=True)


def problems_of(database: Database) -> tuple[str, ...]:
    """Everything that is wrong with the file, one sentence each."""
    damage = [text for (text,) in database.rows(f"PRAGMA integrity_check({_MOST})") if text != "ok"]
    if damage:
        return tuple(f"The file is damaged: {text}." for text in damage)
    problems = []
    for table, row, parent, _ in database.rows("PRAGMA foreign_key_check")[:_MOST]:
        problems.append(f"Row {row} of {table} belongs to no {parent}.")
    for sql, sentence in _CHECKS:
        problems += [sentence.format(*row) for row in database.rows(f"{sql} LIMIT {_MOST}")]
    return tuple(problems)


def stale_columns(database: Database) -> tuple[str, ...]:
    """Works of which lists show or the index holds something else than their description says."""
    sentence = "{} is listed or found by something else than its description says."
    return tuple(sentence.format(key) for _, key, _ in islice(_stale(database), _MOST))


def _stale(database: Database) -> Iterator[tuple[int, str, Description]]:
    shown = ", ".join(f"work.{name}" for name in SHOWN_COLUMNS)
    found = ", ".join(f"search.{name}" for name in DESCRIBED)
    sql = (
        f"SELECT work.id, work.key, {EFFECTIVE}, {shown}, {found} FROM work JOIN body ON body.id = work.id"
        " LEFT JOIN search ON search.rowid = work.id ORDER BY work.id"
    )
    for work, key, text, *columns in database.each(sql):
        description = Description.model_validate_json(text)
        texts = indexed(description)
        if tuple(columns) != (*shown_from(description), *(texts[name] for name in DESCRIBED)):
            yield work, key, description


def mend(database: Database) -> int:
    """Write the columns and the index of stale works again, and take works that are gone out of the index."""
    from citetrail.library.annotating import refresh_tags
    from citetrail.library.indexing import index_work
    from citetrail.library.storing import set_shown

    stale = [(work, description) for work, _, description in _stale(database)]
    for work, description in stale:
        set_shown(database, work, shown_from(description))
        index_work(database, work)
    gone = database.rows("SELECT rowid FROM search WHERE rowid NOT IN (SELECT id FROM work)")
    for (work,) in gone:
        index_work(database, work)
    for (work,) in database.rows(_OTHER_TAGS.replace("SELECT key", "SELECT id")):
        refresh_tags(database, work)
        stale.append((work, Description()))
    return len({work for work, _ in stale}) + len(gone)


_OTHER_TAGS = (
    "SELECT key FROM work WHERE tags <> coalesce((SELECT group_concat(name, char(10)) FROM"
    " (SELECT name FROM tag WHERE work_id = work.id ORDER BY name)), '')"
)
_CHECKS = (
    ("SELECT key FROM work WHERE id NOT IN (SELECT id FROM body)", "{} has no description."),
    ("SELECT key FROM work WHERE key NOT IN (SELECT name FROM name WHERE work_id = work.id)", "{} does not resolve."),
    ("SELECT key FROM work WHERE id NOT IN (SELECT rowid FROM search)", "{} cannot be searched."),
    ("SELECT rowid FROM search WHERE rowid NOT IN (SELECT id FROM work)", "The index knows a work {} that is gone."),
    (
        "SELECT key FROM body JOIN work USING (id) WHERE body.description IS NULL"
        " AND id NOT IN (SELECT work_id FROM record)",
        "{} is described by a record that is gone.",
    ),
    (
        _OTHER_TAGS,
        "The list shows other tags of {} than it has.",
    ),
)
