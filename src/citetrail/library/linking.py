"""Bibliography files that are kept in step with the library, and what both sides said when they last agreed.

This is no part of the journal: undoing a change of the library is a change that the file follows the next time.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from citetrail.library.database import Database
from citetrail.library.storing import description_json
from citetrail.model.descriptions import Description


class Link(NamedTuple):
    """A linked file: its absolute path, which works are written into it, and when both sides were last in step.

    `query` is None where the file gets no works but those it names itself, and empty where it gets all.
    """

    path: str
    query: str | None = ""
    synced_at: str | None = None
    entries: int = 0


class LinkedEntry(NamedTuple):
    """An entry of a linked file and its work, as both sides last described it.

    `in_file` is None for a work that was taken out of the file and stays out. `work_key` is the key it had in the
    library, which differs from `key` where another work has that one.
    """

    key: str
    work: int
    work_key: str
    in_file: Description | None
    in_library: Description


_LINKS = (
    "SELECT path, query, synced_at, (SELECT count(*) FROM linked_entry WHERE file_id = linked_file.id AND in_file"
    " IS NOT NULL) FROM linked_file"
)


def links(database: Database) -> tuple[Link, ...]:
    """Every linked file, in the order of their paths."""
    return tuple(Link(*row) for row in database.rows(f"{_LINKS} ORDER BY path"))


def link_of(database: Database, path: str) -> Link | None:
    """The link of that file."""
    row = database.row(f"{_LINKS} WHERE path = ?", (path,))
    return None if row is None else Link(*row)


def entries_of(database: Database, path: str) -> tuple[LinkedEntry, ...]:
    """What both sides said when they last agreed, entry by entry."""
    rows = database.rows(
        "SELECT key, work_id, work_key, in_file, in_library FROM linked_entry"
        " WHERE file_id = (SELECT id FROM linked_file WHERE path = ?) ORDER BY id",
        (path,),
    )
    return tuple(
        LinkedEntry(key, work, work_key, None if in_file is None else _described(in_file), _described(in_library))
        for key, work, work_key, in_file, in_library in rows
    )


def save_link(database: Database, link: Link, entries: Iterable[LinkedEntry] | None) -> None:
    """Keep what both sides agree on, in place of what was kept before; None where that is still the same."""
    if entries is None:
        sql = "UPDATE linked_file SET query = ?, synced_at = ? WHERE path = ?"
        database.execute(sql, (link.query, link.synced_at, link.path))
        return
    database.execute("DELETE FROM linked_file WHERE path = ?", (link.path,))
    sql = "INSERT INTO linked_file (path, query, synced_at) VALUES (?, ?, ?)"
    file = database.execute(sql, (link.path, link.query, link.synced_at))
    database.execute_many(
        "INSERT INTO linked_entry (file_id, key, work_id, work_key, in_file, in_library) VALUES (?, ?, ?, ?, ?, ?)",
        (
            (
                file, entry.key, entry.work, entry.work_key,
                None if entry.in_file is None else description_json(entry.in_file), description_json(entry.in_library),
            )
            for entry in entries
        ),
    )  # fmt: skip


def remove_link(database: Database, path: str) -> bool:
    """Forget a link; gives whether there was one. File and works stay as they are."""
    return database.changed("DELETE FROM linked_file WHERE path = ?", (path,)) > 0


def _described(text: str) -> Description:
    return Description.model_validate_json(text)
