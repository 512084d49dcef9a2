"""Answering queries: which works, in which order, as rows.

Ranking looks at a bounded number of candidates, so that a word in every abstract costs no more than a rare one: the
newest works with the words in title, author, key or tag, and the newest with them anywhere; those are put in order
by BM25. Beyond them the rest follows, newest first.
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
    end = None if limit is None else offset + limit
    telling = selection._replace(wanted=f"{_TELLING}({selection.wanted})")
    pool = {} if ":" in str(selection.wanted) else _pool(database, telling)
    pool |= _pool(database, selection)
    best = sorted(pool, key=lambda work: (pool[work], -work))
    if len(best) >= _POOL and (end is None or end > len(best)):
        best += _others(database, selection, pool, None if end is None else end - len(best))
    return _rows_in_order(database, best[offset:end])


def _pool(database: Database, selection: Selection) -> dict[int, float]:
    """The newest works that match, with their rank; lower is better."""
    source, values = _source(selection)
    sql = f"SELECT search.rowid, bm25(search, {_WEIGHTS}) FROM {source} ORDER BY search.rowid DESC LIMIT {_POOL}"
    return dict(database.rows(sql, values))


def _others(database: Database, selection: Selection, pool: dict[int, float], limit: int | None) -> list[int]:
    source, values = _source(selection)
    most = -1 if limit is None else limit + len(pool)
    found = database.rows(f"SELECT search.rowid FROM {source} ORDER BY search.rowid DESC LIMIT {most}", values)
    rest = [work for (work,) in found if work not in pool]
    return rest if limit is None else rest[:limit]


def _rows_in_order(database: Database, ids: Sequence[int]) -> tuple[Row, ...]:
    wanted = "[" + ",".join(map(str, ids)) + "]"
    sql = f"SELECT {ROW_COLUMNS} FROM work WHERE id IN (SELECT value FROM json_each(?))"
    rows = {row.id: row for row in rows_from(database.rows(sql, (wanted,)))}
    return tuple(rows[work] for work in ids)
