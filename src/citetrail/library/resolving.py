"""From a name or a description to the works that it may mean."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from citetrail.library.database import Database

if TYPE_CHECKING:
    from citetrail.model.descriptions import Description

_MOST = 20  # candidates by title or author and year; more say that the words are too common
# Identifiers that name a work alone: an ISSN is the journal's, an ORCID the author's.
_OF_WORKS = ("doi", "pmid", "pmcid", "arxiv", "isbn", "openalex", "s2", "dblp", "bibcode", "hdl", "url")


def resolve_name(database: Database, name: str) -> int | None:
    """The work of that key or former key, else of that identifier, else of that key in another case."""
    exact: int | None = database.value("SELECT work_id FROM name WHERE name = ?", (name,))
    if exact is not None:
        return exact
    return _by_identifier(database, name) or _by_case(database, name)


def _by_identifier(database: Database, name: str) -> int | None:
    from citetrail.model.identifiers import identifier_from_text

    found = identifier_from_text(name)
    if found is None:
        return None
    sql = "SELECT DISTINCT work_id FROM identifier WHERE value = ? AND scheme = ?"
    return _only(database.rows(sql, (found.value, found.scheme)))


def _by_case(database: Database, name: str) -> int | None:
    return _only(database.rows("SELECT DISTINCT work_id FROM name WHERE folded = ?", (name.casefold(),)))


def _only(rows: list[tuple[int, ...]]) -> int | None:
    return rows[0][0] if len(rows) == 1 else None


def duplicate_ids(database: Database, description: Description) -> tuple[int, ...]:
    """Works that share an identifier, the most of them first; then those alike in title, or in author and year."""
    return tuple(dict.fromkeys((*_with_identifier(database, description), *_alike(database, description))))


def _with_identifier(database: Database, description: Description) -> tuple[int, ...]:
    pairs = [[one.value, one.scheme] for one in description.identifiers if one.scheme in _OF_WORKS]
    if not pairs:
        return ()
    sql = (
        "SELECT work_id, count(*) FROM json_each(?) AS given JOIN identifier"
        " ON value = json_extract(given.value, '$[0]') AND scheme = json_extract(given.value, '$[1]')"
        " GROUP BY work_id ORDER BY 2 DESC, 1"
    )
    return tuple(
        work for work, _ in database.rows(sql.replace(" value =", " identifier.value ="), (json.dumps(pairs),))
    )


def _alike(database: Database, description: Description) -> list[int]:
    from citetrail.library.columns import blocks_of

    found: list[int] = []
    for column, value in zip(("title_block", "author_block"), blocks_of(description), strict=True):
        if value is not None:
            sql = f"SELECT id FROM work WHERE {column} = ?1 ORDER BY abs(coalesce(year, ?2) - ?2), id LIMIT {_MOST}"
            found += [work for (work,) in database.rows(sql, (value, description.year or 0))]
    return found
