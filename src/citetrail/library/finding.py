"""Answering queries: which works, in which order, as rows.

Up to 250 works are put in order by BM25. Where more match, the words are too common for that to mean much (and to be
quick): the works with the words in title, author, key or tags come first, then the others, the newest first in both.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from citetrail.judging.query import Query
from citetrail.library.database import Database, Value
from citetrail.library.query_sql import Condition, Selection, selection_from
from citetrail.library.rows import ROW_COLUMNS, Row, rows_from

Sort = Literal["relevance", "added", "year", "author", "title", "key"]

_ORDER: dict[str, str] = {
    "added": "work.id DESC",
    "year": "work.year DESC, work.id DESC",
    "author": "work.author_sort, work.id",
    "title": "work.title_sort, work.id",
    "key": "work.key",
}
# title, author, editor, venue, publisher, abstract, keyword, spelling, key, tag, note, quote, claim, body
_WEIGHTS = "8.0, 8.0, 3.0, 2.0, 1.0, 1.0, 4.0, 4.0, 8.0, 5.0, 3.0, 3.0, 3.0, 0.5"
_TELLING = "{title author key tag} : "
_POOL = 250


def find(database: Database, query: Query, *, limit: int | None, offset: int, sort: Sort) -> tuple[Row, ...]:
    """The rows of the works that the query asks for."""
    selection = selection_from(query)
    if sort == "relevance" and selection.match is not None:
        return _ranked(database, selection, limit, offset)
    order = _ORDER["added" if sort == "relevance" else sort]
    source, values = _source(selection)
    sql = f"SELECT {ROW_COLUMNS} FROM {source} ORDER BY {order} LIMIT ? OFFSET ?"
    return rows_from(database.rows(sql, (*values, -1 if limit is None else limit, offset)))


def ids_of(database: Database, query: Query) -> tuple[int, ...]:
    """The ids of the works that the query asks for, in the order they were added."""
    source, values = _source(selection_from(query))
    return tuple(work for (work,) in database.rows(f"SELECT work.id FROM {source} ORDER BY work.id", values))


def count(database: Database, query: Query) -> int:
    """How many works the query asks for."""
    source, values = _source(selection_from(query))
    return int(database.value(f"SELECT count(*) FROM {source}", values))


def _source(selection: Selection) -> tuple[str, list[Value]]:
    """What stands behind FROM, and its values."""
    values: list[Value] = []
    source, where = "work", []
    if selection.match is not None:
        # CROSS JOIN: SQLite shall walk through the index's matches, newest first, and stop when it has enough.
        source = (
            "search CROSS JOIN work ON work.id = search.rowid"
            if selection.conditions
            else "search JOIN work ON work.id = search.rowid"
        )
        where.append("search MATCH ?")
        values.append(selection.match)
    return source + _where(where, selection.conditions, values), values


def _where(where: list[str], conditions: Sequence[Condition], values: list[Value]) -> str:
    for condition in conditions:
        where.append(f"({condition.sql})")
        values += condition.values
    return f" WHERE {' AND '.join(where)}" if where else ""


def _ranked(database: Database, selection: Selection, limit: int | None, offset: int) -> tuple[Row, ...]:
    best = _newest(database, selection, _POOL + 1)
    if len(best) <= _POOL:
        best = _by_rank(database, selection) if len(best) > 1 else best
        return _rows_in_order(database, best[offset:][:limit])
    end = None if limit is None else offset + limit
    first = _newest(database, _telling(selection), end)
    if end is None or len(first) < end:
        seen = set(first)
        rest = _newest(database, selection, None if end is None else end + len(first))
        first += [work for work in rest if work not in seen]
    return _rows_in_order(database, first[offset:end])


def _telling(selection: Selection) -> Selection:
    """The same words, but only where they say what a work is about."""
    return selection._replace(wanted=f"{_TELLING}({selection.wanted})")


def _newest(database: Database, selection: Selection, limit: int | None) -> list[int]:
    source, values = _source(selection)
    sql = f"SELECT search.rowid FROM {source} ORDER BY search.rowid DESC LIMIT ?"
    return [work for (work,) in database.rows(sql, (*values, -1 if limit is None else limit))]


def _by_rank(database: Database, selection: Selection) -> list[int]:
    source, values = _source(selection)
    sql = f"SELECT search.rowid, bm25(search, {_WEIGHTS}) FROM {source}"
    ranks: dict[int, float] = dict(database.rows(sql, values))
    return sorted(ranks, key=lambda work: (ranks[work], -work))


def row_of(database: Database, work: int) -> Row | None:
    """The row of one work."""
    found = rows_from(database.rows(f"SELECT {ROW_COLUMNS} FROM work WHERE id = ?", (work,)))
    return found[0] if found else None


def _rows_in_order(database: Database, ids: Sequence[int]) -> tuple[Row, ...]:
    wanted = "[" + ",".join(map(str, ids)) + "]"
    sql = f"SELECT {ROW_COLUMNS} FROM work WHERE id IN (SELECT value FROM json_each(?))"
    rows = {row.id: row for row in rows_from(database.rows(sql, (wanted,)))}
    return tuple(rows[work] for work in ids)
