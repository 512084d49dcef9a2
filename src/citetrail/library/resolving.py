"""From a name or a description to the works that it may mean."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
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


_CANDIDATES = f"""
SELECT id FROM (
    SELECT work_id AS id, 0 AS kind, -count(*) AS apart FROM json_each(?1) AS given JOIN identifier
        ON identifier.value = json_extract(given.value, '$[0]') AND scheme = json_extract(given.value, '$[1]')
        GROUP BY work_id
    UNION ALL SELECT * FROM (
        SELECT id, 1, abs(coalesce(year, ?4) - ?4) FROM work WHERE title_block = ?2 ORDER BY 3, 1 LIMIT {_MOST})
    UNION ALL SELECT * FROM (
        SELECT id, 2, 0 FROM work WHERE author_block = ?3 ORDER BY 1 LIMIT {_MOST})
) ORDER BY kind, apart, id
"""


class KeysInUse:
    """The keys that works have or had, and those reserved for works that are not stored yet."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._reserved: set[str] = set()
        self._free: set[str] = set()  # looked up together, and no work's

    def __contains__(self, name: object) -> bool:
        """Whether a work has or had this key, or will."""
        if not isinstance(name, str):
            return False
        if name in self._reserved or name in self._free:
            return name in self._reserved
        sql = "SELECT 1 FROM name WHERE name = ?"
        return self._database.value(sql, (name,)) is not None

    def look_up(self, names: Iterable[str]) -> None:
        """Ask for many keys in one question; what is free stays so as long as nobody else can write."""
        wanted = set(names)
        sql = "SELECT name FROM name WHERE name IN (SELECT value FROM json_each(?))"
        self._free = wanted - {name for (name,) in self._database.rows(sql, (json.dumps(list(wanted)),))}

    def reserve(self, names: Iterable[str]) -> None:
        """Count these as in use from now on."""
        self._reserved.update(names)


_PLACES = """
SELECT json_extract(given.value, '$[0]') FROM json_each(?1) AS given JOIN identifier
    ON identifier.value = json_extract(given.value, '$[1]') AND scheme = json_extract(given.value, '$[2]')
UNION SELECT key FROM json_each(?2) AS given WHERE EXISTS (SELECT 1 FROM work WHERE title_block = given.value)
UNION SELECT key FROM json_each(?3) AS given WHERE EXISTS (SELECT 1 FROM work WHERE author_block = given.value)
"""


def places_with_duplicates(database: Database, descriptions: Sequence[Description]) -> frozenset[int]:
    """The places of those descriptions for which `duplicate_ids` gives any."""
    from citetrail.library.columns import blocks_of

    named = [
        (place, one.value, one.scheme)
        for place, description in enumerate(descriptions)
        for one in description.identifiers
        if one.scheme in _OF_WORKS
    ]
    blocks = [blocks_of(description) for description in descriptions]
    kinds = (named, [block.title for block in blocks], [block.author for block in blocks])
    return frozenset(place for (place,) in database.rows(_PLACES, tuple(map(json.dumps, kinds))))


_PAIRS = f"""
SELECT one.work_id, other.work_id FROM identifier AS one JOIN identifier AS other
    ON other.value = one.value AND other.scheme = one.scheme AND other.work_id > one.work_id
    WHERE one.scheme IN ({", ".join(f"'{scheme}'" for scheme in _OF_WORKS)})
UNION SELECT one.id, other.id FROM work AS one JOIN work AS other
    ON other.title_block = one.title_block AND other.id > one.id WHERE one.title_block IN (
        SELECT title_block FROM work WHERE title_block IS NOT NULL GROUP BY title_block
        HAVING count(*) BETWEEN 2 AND {_MOST})
UNION SELECT one.id, other.id FROM work AS one JOIN work AS other
    ON other.author_block = one.author_block AND other.id > one.id WHERE one.author_block IN (
        SELECT author_block FROM work WHERE author_block IS NOT NULL GROUP BY author_block
        HAVING count(*) BETWEEN 2 AND {_MOST})
EXCEPT SELECT work_id, other_id FROM distinct_pair ORDER BY 1, 2
"""


def possible_pairs(database: Database) -> list[tuple[int, int]]:
    """Pairs of works that share an identifier, or are alike in title, or in author and year; smaller id first.

    Pairs that the person has kept apart are left out.
    """
    return [(one, other) for one, other in database.rows(_PAIRS)]


def duplicate_ids(database: Database, description: Description) -> tuple[int, ...]:
    """Works that share an identifier, the most of them first; then those alike in title, or in author and year."""
    from citetrail.library.columns import blocks_of

    pairs = [[one.value, one.scheme] for one in description.identifiers if one.scheme in _OF_WORKS]
    found = database.rows(_CANDIDATES, (json.dumps(pairs), *blocks_of(description), description.year or 0))
    return tuple(dict.fromkeys(work for (work,) in found))
