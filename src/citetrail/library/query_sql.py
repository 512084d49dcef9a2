"""A Query in SQL: what the full-text index can answer becomes one MATCH, the rest conditions on the tables.

All that a person typed reaches SQLite as a bound value or inside double quotes of a MATCH expression.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from citetrail.judging.query import (
    AddedBetween,
    All,
    CitedBy,
    Cites,
    Has,
    HasIdentifier,
    InReading,
    Judged,
    Keyed,
    Not,
    OfType,
    Query,
    Rated,
    Some,
    Standing,
    Tagged,
    Words,
    Years,
)  # fmt: skip
from citetrail.library.columns import year_word
from citetrail.library.database import Value

# Fields of a search that also look into the other spellings; the same as in `judging.selecting`.
_COLUMNS_OF = {"author": "author spelling", "title": "title spelling"}
_LAST = "\U0010ffff"  # sorts behind every text that begins alike


class Condition(NamedTuple):
    """A condition on `work` and its values."""

    sql: str
    values: tuple[Value, ...] = ()


class Selection(NamedTuple):
    """What to ask: of the full-text index what to find and what to leave out, and conditions on `work`, all to hold.

    `years` repeats a condition in words of the index, which leave out early what the condition would leave out late.
    """

    wanted: str | None
    unwanted: str | None
    conditions: tuple[Condition, ...]
    years: str | None = None

    @property
    def match(self) -> str | None:
        """The MATCH expression; None if the index is not needed."""
        if self.wanted is None:
            return None
        found = f"({self.wanted}) AND ({self.years})" if self.years else self.wanted
        return f"({found}) NOT ({self.unwanted})" if self.unwanted else found


def selection_from(query: Query) -> Selection:
    """The query's face in SQL; it finds the same works as `judging.selecting.matches`."""
    parts = query.parts if isinstance(query, All) else (query,)
    wanted: list[str] = []
    unwanted: list[str] = []
    conditions: list[Condition] = []
    for part in parts:
        if (text := match_text(part)) is not None:
            wanted.append(text)
        elif isinstance(part, Not) and (text := match_text(part.part)) is not None:
            unwanted.append(text)
        else:
            conditions.append(condition_from(part))
    if not wanted:
        conditions += [Condition(f"NOT {_IN_INDEX}", (text,)) for text in unwanted]
        return Selection(None, None, tuple(conditions))
    years = " AND ".join(text for part in parts if (text := _year_words(part)) is not None)
    return Selection(" AND ".join(wanted), " OR ".join(unwanted) or None, tuple(conditions), years or None)


_MOST_YEARS = 40


def _year_words(query: Query) -> str | None:
    """A short span of years as words of the index."""
    if not isinstance(query, Years) or query.first is None or query.last is None:
        return None
    if query.last - query.first >= _MOST_YEARS:
        return None
    return "(" + " OR ".join(f'"{year_word(year)}"' for year in range(query.first, query.last + 1)) + ")"


_IN_INDEX = "work.id IN (SELECT rowid FROM search WHERE search MATCH ?)"


def match_text(query: Query) -> str | None:
    """The MATCH expression of what the index alone can answer; None for everything else."""
    if isinstance(query, Words):
        phrase = '"' + " ".join(query.words) + '"' + (" *" if query.is_prefix else "")
        return phrase if query.field is None else f"{{{_COLUMNS_OF.get(query.field, query.field)}}} : {phrase}"
    if isinstance(query, All) and query.parts:
        return _joined(query.parts, " AND ")
    if isinstance(query, Some):
        return _joined(query.choices, " OR ")
    return None


def _joined(parts: Iterable[Query], operator: str) -> str | None:
    texts = [match_text(part) for part in parts]
    known = [text for text in texts if text is not None]
    return f"({operator.join(known)})" if len(known) == len(texts) else None


def condition_from(query: Query) -> Condition:
    """The condition on `work` that one part of a query is."""
    if (match := match_text(query)) is not None:
        return Condition(_IN_INDEX, (match,))
    if isinstance(query, All):
        return _combined(query.parts, " AND ") if query.parts else Condition("1")
    if isinstance(query, Some):
        return _combined(query.choices, " OR ")
    if isinstance(query, Not):
        inner = condition_from(query.part)
        return Condition(f"NOT coalesce({inner.sql}, 0)", inner.values)
    return _CONDITIONS[type(query)](query)


def _combined(parts: Iterable[Query], operator: str) -> Condition:
    conditions = [condition_from(part) for part in parts]
    sql = operator.join(condition.sql for condition in conditions)
    return Condition(f"({sql})", tuple(value for condition in conditions for value in condition.values))


def _between(column: str, first: Value, last: Value) -> Condition:
    if first is None and last is None:
        return Condition(f"{column} IS NOT NULL")
    if first is None:
        return Condition(f"{column} <= ?", (last,))
    return (
        Condition(f"{column} >= ?", (first,)) if last is None else Condition(f"{column} BETWEEN ? AND ?", (first, last))
    )


def _hanging(table: str, condition: str, *values: Value) -> Condition:
    return Condition(f"work.id IN (SELECT work_id FROM {table} WHERE {condition})", values)


def _identifier(query: HasIdentifier) -> Condition:
    if query.is_prefix:
        return _hanging(
            "identifier", "value >= ? AND value < ? AND scheme = ?", query.value, query.value + _LAST, query.scheme
        )
    return _hanging("identifier", "value = ? AND scheme = ?", query.value, query.scheme)


def _added(query: AddedBetween) -> Condition:
    first = query.first.isoformat() if query.first else ""
    before = query.before.isoformat() if query.before else _LAST
    return Condition("work.added_at >= ? AND work.added_at < ?", (first, before))


def _tagged(query: Tagged) -> Condition:
    if query.is_prefix:
        return _hanging("tag", "folded >= ? AND folded < ?", query.name, query.name + _LAST)
    below = f"{query.name}/"
    return _hanging("tag", "folded = ? OR (folded >= ? AND folded < ?)", query.name, below, below + _LAST)


def _keyed(query: Keyed) -> Condition:
    return _hanging("name", "folded >= ? AND folded < ?", query.prefix, query.prefix + _LAST)


def _of_type(query: OfType) -> Condition:
    if query.part.startswith("="):
        return Condition("work.type = ?", (query.part[1:],))
    return Condition("instr('-' || lower(work.type), ?) > 0", (f"-{query.part}",))


def _in_reading(query: InReading) -> Condition:
    return Condition("coalesce(work.reading, 'unread') = ?", (query.state,))


# A work cites another if its own reference list says so, or a source told us so about the cited one.
_CITES = (
    "work.id IN (SELECT printed.work_id FROM name JOIN identifier USING (work_id)"
    " JOIN printed ON printed.value = identifier.value AND printed.scheme = identifier.scheme WHERE name.name = ?"
    " UNION SELECT identifier.work_id FROM name JOIN citing USING (work_id)"
    " JOIN identifier ON identifier.value = citing.value AND identifier.scheme = citing.scheme WHERE name.name = ?)"
)
_CITED_BY = (
    "work.id IN (SELECT identifier.work_id FROM name JOIN printed USING (work_id)"
    " JOIN identifier ON identifier.value = printed.value AND identifier.scheme = printed.scheme WHERE name.name = ?"
    " UNION SELECT citing.work_id FROM name JOIN identifier USING (work_id)"
    " JOIN citing ON citing.value = identifier.value AND citing.scheme = identifier.scheme WHERE name.name = ?)"
)


def _cites(query: Cites) -> Condition:
    return Condition(_CITES, (query.key, query.key))


def _cited_by(query: CitedBy) -> Condition:
    return Condition(_CITED_BY, (query.key, query.key))


_EVERY = "1"


_HAS: dict[str, Condition] = {
    "abstract": Condition("work.has_abstract"),
    "author": Condition("work.has_authors"),
    "citing": _hanging("citing", _EVERY),
    "claim": _hanging("claim", _EVERY),
    "doi": Condition("work.doi IS NOT NULL"),
    "edit": Condition("work.id IN (SELECT id FROM body WHERE edits <> '{}')"),
    "file": _hanging("attachment", _EVERY),
    "identifier": _hanging("identifier", _EVERY),
    "note": _hanging("note", _EVERY),
    "pdf": _hanging("attachment", "media_type = 'application/pdf' OR lower(name) LIKE '%.pdf'"),
    "quote": _hanging("quote", _EVERY),
    "rating": Condition("work.rating IS NOT NULL"),
    "record": _hanging("record", _EVERY),
    "tag": Condition("work.tags <> ''"),
    "title": Condition("work.title <> ''"),
    "year": Condition("work.year IS NOT NULL"),
}

_CONDITIONS: dict[type, Callable[..., Condition]] = {
    HasIdentifier: _identifier,
    Years: lambda query: _between("work.year", query.first, query.last),
    AddedBetween: _added,
    Tagged: _tagged,
    Keyed: _keyed,
    OfType: _of_type,
    Standing: lambda query: Condition("work.standing = ?", (query.standing,)),
    Rated: lambda query: _between("work.rating", query.least, query.most),
    InReading: _in_reading,
    Judged: lambda query: _hanging("claim", "verdict = ?", query.verdict),
    Has: lambda query: _HAS[query.what],
    Cites: _cites,
    CitedBy: _cited_by,
}
