"""The names in a library that begin in some way, for completing a word while it is typed: quick, and read only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from citetrail.library.database import Database, open_database

MOST_NAMES = 1000  # more would be slow to show, and nobody reads them
_END = "\U0010ffff"


class Name(NamedTuple):
    """A key or tag and a few words about it. Where `is_begun`, many names begin so, and more is to be typed."""

    text: str
    about: str = ""
    is_begun: bool = False


def keys_beginning(path: Path, text: str) -> tuple[Name, ...]:
    """The keys that begin with `text`, with authors, year and title; more than 1,000 by their beginnings."""
    with _opened(path) as database:
        if database is None:
            return ()
        inside = "FROM work WHERE key >= ? AND key < ?"
        values = (text, text + _END)
        if database.value(f"SELECT count(*) {inside}", values) > MOST_NAMES:
            return _beginnings(database, inside, values)
        rows = database.rows(f"SELECT key, authors_text, year, title {inside} ORDER BY key", values)
    return tuple(Name(key, f"{authors} {year or ''} {title}".strip()) for key, authors, year, title in rows)


def _beginnings(database: Database, inside: str, values: tuple[str, str]) -> tuple[Name, ...]:
    """The shortest beginnings that tell the keys apart; one alone would be taken for the end of the word."""
    length, found = len(values[0]), [("",)]
    while len(found) == 1:
        length += 1
        found = database.rows(f"SELECT DISTINCT substr(key, 1, {length}) {inside} ORDER BY 1", values)
    return tuple(Name(key, "…", is_begun=True) for (key,) in found)


def tags_beginning(path: Path, text: str, *, key: str | None = None) -> tuple[Name, ...]:
    """The tags that begin with `text`, with the number of their works; those of the work `key` alone if given."""
    of_work = " AND work_id = (SELECT work_id FROM name WHERE name = ?)" if key is not None else ""
    sql = f"SELECT name, count(*) FROM tag WHERE name >= ? AND name < ?{of_work} GROUP BY name ORDER BY name"
    with _opened(path) as database:
        rows = database.rows(sql, (text, text + _END, *([key] if key is not None else []))) if database else []
    return tuple(Name(tag, f"{count:,} {'work' if count == 1 else 'works'}") for tag, count in rows[:MOST_NAMES])


def searches_beginning(path: Path, text: str) -> tuple[Name, ...]:
    """The names of kept searches that begin with `text`, with the query."""
    sql = "SELECT name, query FROM saved_search WHERE name >= ? AND name < ? ORDER BY name"
    with _opened(path) as database:
        return tuple(Name(*row) for row in (database.rows(sql, (text, text + _END)) if database else []))


def alerts_waiting(path: Path) -> tuple[Name, ...]:
    """The numbers of the alerts that nobody has seen yet, with their words."""
    sql = "SELECT id, summary FROM alert WHERE acknowledged_at IS NULL ORDER BY id"
    with _opened(path) as database:
        return tuple(Name(str(number), summary) for number, summary in (database.rows(sql) if database else []))


@contextmanager
def _opened(path: Path) -> Iterator[Database | None]:
    """The library's file as it is; None where there is none."""
    if not path.is_file():
        yield None
        return
    database = open_database(path)
    try:
        yield database
    finally:
        database.close()
