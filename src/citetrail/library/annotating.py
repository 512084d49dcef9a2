"""What the person adds to works: tags, notes, quotes, claims, reading state; and what of it can be searched."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from citetrail.errors import InputError
from citetrail.judging.searchable import searchable
from citetrail.library.columns import distinct_tags, folded_tag, tag_from
from citetrail.library.database import Database, Value
from citetrail.library.rows import TAG_MARK

# The index's columns that hold annotations, and where their texts are.
_TEXTS = {
    "key": "SELECT name FROM name WHERE work_id = ? ORDER BY name",
    "tag": "SELECT name FROM tag WHERE work_id = ? ORDER BY name",
    "note": "SELECT text FROM note WHERE work_id = ? ORDER BY id",
    "quote": "SELECT exact FROM quote WHERE work_id = ? ORDER BY id",
    "claim": "SELECT text FROM claim WHERE work_id = ? ORDER BY id",
    "body": "SELECT text FROM attachment WHERE work_id = ? AND text IS NOT NULL ORDER BY id",
}
COLUMN_OF_TABLE = {
    "name": "key",
    "tag": "tag",
    "note": "note",
    "quote": "quote",
    "claim": "claim",
    "attachment": "body",
}


def searchable_of(database: Database, work: int, column: str) -> str:
    """The words of one of the work's annotation columns."""
    return searchable(text for (text,) in database.rows(_TEXTS[column], (work,)))


def set_tags(database: Database, work: int, add: Iterable[str], remove: Iterable[str]) -> None:
    """Add and remove tags. Removing `a` leaves `a/b`; a tag is removed as it is spelled, whatever its case."""
    have = {name for (name,) in database.rows("SELECT name FROM tag WHERE work_id = ?", (work,))}
    unwanted = {folded_tag(tag_from(text)) for text in remove}
    gone = {name for name in have if folded_tag(name) in unwanted}
    known = {folded_tag(name) for name in have - gone}
    wanted = distinct_tags(_tag(text) for text in add)
    new = {folded: tag for folded, tag in wanted.items() if folded not in known}
    database.execute_many("DELETE FROM tag WHERE work_id = ? AND name = ?", ((work, name) for name in gone))
    database.execute_many(
        "INSERT INTO tag (work_id, name, folded) VALUES (?, ?, ?)", ((work, tag, folded) for folded, tag in new.items())
    )
    if gone or new:
        refresh_tags(database, work)


def _tag(text: str) -> str:
    tag = tag_from(text)
    if not tag:
        raise InputError(f"{text!r} is no tag", hint="A tag needs at least one letter.")
    return tag


def refresh_tags(database: Database, work: int) -> None:
    """Write the tags again into the column that lists show."""
    names = [name for (name,) in database.rows(_TEXTS["tag"], (work,))]
    database.execute("UPDATE work SET tags = ? WHERE id = ?", (TAG_MARK.join(names), work))


def rename_tag(database: Database, old: str, new: str) -> int:
    """Give a tag, and those below it, another name; joins it with a tag that has that name. Gives how many works."""
    before, after = folded_tag(tag_from(old)), _tag(new)
    found = database.rows(
        "SELECT work_id, name FROM tag WHERE folded = ? OR (folded >= ? AND folded < ?)",
        (before, f"{before}/", f"{before}/\U0010ffff"),
    )
    depth = before.count("/") + 1
    for work, name in found:
        below = name.split("/")[depth:]
        set_tags(database, work, add=["/".join([after, *below])], remove=[name])
    return len({work for work, _ in found})


def remove_tag(database: Database, name: str) -> int:
    """Take a tag, and those below it, off every work. Gives how many works."""
    gone = folded_tag(tag_from(name))
    found = database.rows(
        "SELECT work_id, name FROM tag WHERE folded = ? OR (folded >= ? AND folded < ?)",
        (gone, f"{gone}/", f"{gone}/\U0010ffff"),
    )
    for work, tag in found:
        set_tags(database, work, add=(), remove=[tag])
    return len({work for work, _ in found})


def remove_quote(database: Database, quote: int) -> None:
    """Remove a quote, also from the claims that name it."""
    work = owner(database, "quote", quote)
    for claim, quotes in database.rows("SELECT id, quotes FROM claim WHERE work_id = ?", (work,)):
        left = [one for one in json.loads(quotes) if one != quote]
        database.execute("UPDATE claim SET quotes = ? WHERE id = ?", (json.dumps(left), claim))
    database.execute("DELETE FROM quote WHERE id = ?", (quote,))


def owner(database: Database, table: str, row: int) -> int:
    """The work that a note, quote, claim or attachment belongs to. Raises InputError if there is no such thing."""
    work = database.value(f"SELECT work_id FROM {table} WHERE id = ?", (row,))
    if work is None:
        raise InputError(f"there is no {table} number {row} in the library")
    return int(work)


def storable(text: str) -> str:
    """Text that SQLite and JSON can hold: without NUL and half surrogate pairs."""
    if text.isascii():
        return text.replace("\x00", "")
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")


def clean_text(text: str) -> str:
    """Words as they can be kept. Raises InputError for nothing but blanks."""
    kept = storable(text)
    if not kept.strip():
        raise InputError("there are no words to keep")
    return kept


def write_again(database: Database, columns: Sequence[str], table: str, row: Sequence[Value]) -> None:
    """Write the columns of a row anew; the first is its id, and the moment it was made stays."""
    names = [name for name in columns[1:] if name != "created_at"]
    values = [value for name, value in zip(columns[1:], row[1:], strict=True) if name != "created_at"]
    assignments = ", ".join(f"{name} = ?" for name in names)
    database.execute(f"UPDATE {table} SET {assignments} WHERE id = ?", (*values, row[0]))
