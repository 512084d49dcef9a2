"""Keeping the full-text index true to the tables after a change, whatever made it."""

from __future__ import annotations

from collections import defaultdict

from citetrail.judging.searchable import DESCRIBED, KEPT
from citetrail.library.annotating import COLUMN_OF_TABLE, searchable_of
from citetrail.library.columns import EFFECTIVE_DESCRIPTION, indexed
from citetrail.library.database import Database


def index_entries(database: Database, first: int) -> None:
    """Bring the index up to date with what the journal holds from its entry `first` on."""
    touched: dict[int, set[str]] = defaultdict(set)
    handed_over: set[str] = set()
    sql = "SELECT DISTINCT work_id, table_name, action FROM journal WHERE id >= ? AND work_id IS NOT NULL"
    for work, table, action in database.rows(sql, (first,)):
        if table == "body" or (table == "work" and action != "update"):
            touched[work].add("*")
        elif table in COLUMN_OF_TABLE:
            touched[work].add(COLUMN_OF_TABLE[table])
            if action == "update":
                handed_over.add(table)
    for table in handed_over:
        for work in _owners_now(database, table, first):
            touched[work].add(COLUMN_OF_TABLE[table])
    for work, columns in touched.items():
        if "*" in columns:
            index_work(database, work)
        else:
            _index_columns(database, work, columns)


def _owners_now(database: Database, table: str, first: int) -> list[int]:
    """The works that changed rows belong to now; the journal names those that had them before."""
    sql = (
        f"SELECT DISTINCT {table}.work_id FROM journal JOIN {table} ON {table}.id = row_id"
        " WHERE journal.id >= ? AND table_name = ? AND action = 'update'"
    )
    return [work for (work,) in database.rows(sql, (first, table))]


def index_work(database: Database, work: int) -> None:
    """Write everything searchable of one work again; a work that is gone leaves the index."""
    database.execute("DELETE FROM search WHERE rowid = ?", (work,))
    found = database.row(EFFECTIVE_DESCRIPTION, (work,))
    if found is None:
        return
    from citetrail.model.descriptions import Description

    texts = indexed(Description.model_validate_json(found[0]))
    columns = (*DESCRIBED, *KEPT)
    values = [texts[name] for name in DESCRIBED] + [searchable_of(database, work, name) for name in KEPT]
    marks = ", ".join("?" * (len(columns) + 1))
    database.execute(f"INSERT INTO search (rowid, {', '.join(columns)}) VALUES ({marks})", (work, *values))


def _index_columns(database: Database, work: int, columns: set[str]) -> None:
    names = sorted(columns)
    assignments = ", ".join(f"{name} = ?" for name in names)
    values = [searchable_of(database, work, name) for name in names]
    database.execute(f"UPDATE search SET {assignments} WHERE rowid = ?", (*values, work))
