"""What is new about works that are in the library: other descriptions, records, edits, keys."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import ValidationError

from citetrail.errors import InputError
from citetrail.library.annotating import refresh_tags, set_tags, storable
from citetrail.library.columns import EFFECTIVE_DESCRIPTION, distinct_tags, folded_tag, shown_from, time_text
from citetrail.library.database import Database
from citetrail.library.loading import edits_from
from citetrail.library.storing import (
    IDENTIFIER,
    Batch,
    description_json,
    edits_json,
    identifier_rows,
    set_shown,
    standing_of,
)  # fmt: skip
from citetrail.model.descriptions import DESCRIPTION_FIELDS, Description
from citetrail.model.records import Record
from citetrail.model.works import Work


def add_news(database: Database, work: Work, now: datetime) -> None:
    """Write what the work brings that is not there yet. Nothing is taken away, and the person's edits stay on top.

    Records and citing works that are known, and annotations that have an id, are left as they are.
    """
    key = work_id_of(work)
    _, edits = described_by(database, key)
    describe(database, key, with_edits(work.description, edits))
    _rename(database, key, work)
    batch = Batch(now)
    for record in _new_records(database, key, work.records):
        batch.add_record(key, record)
    batch.add_citing(key, _new_citing(database, work))
    batch.add_annotations(_only_new(work))
    tags = _new_tags(database, key, work.tags)
    batch.rows["tag"] += [(key, tag, folded_tag(tag)) for tag in tags]
    batch.write(database)
    if tags:
        refresh_tags(database, key)
    checked = time_text(work.checked_at) if work.checked_at else None
    database.execute("UPDATE work SET checked_at = ?1 WHERE id = ?2 AND ?1 > coalesce(checked_at, '')", (checked, key))


def set_standing(database: Database, work: Work) -> Work:
    """The work with the standing that all its records come to."""
    standing = standing_of(work)
    if standing == work.standing:
        return work
    database.execute("UPDATE work SET standing = ? WHERE id = ?", (standing, work.id))
    return work.model_copy(update={"standing": standing})


def work_id_of(work: Work) -> int:
    """The id of a work that is in the library. Raises InputError for one that is not."""
    if work.id is None:
        raise InputError(f"{work.key} is not in the library yet")
    return work.id


def described_by(database: Database, work: int) -> tuple[Description, dict[str, Any]]:
    """The description that is shown, and the person's edits. Raises InputError if there is no such work."""
    found = database.row(EFFECTIVE_DESCRIPTION, (work,))
    if found is None:
        raise InputError(f"there is no work number {work} in the library")
    return Description.model_validate_json(found[0]), edits_from(found[1])


def with_edits(description: Description, edits: dict[str, Any]) -> Description:
    """The description as the person corrected it."""
    return description.model_copy(update=edits) if edits else description


def describe(database: Database, work: int, description: Description) -> None:
    """Show the work as described, wherever its description is kept."""
    text = description_json(description)
    if text == database.value(EFFECTIVE_DESCRIPTION, (work,)):
        return
    database.execute("UPDATE body SET description = ? WHERE id = ?", (text, work))
    set_shown(database, work, shown_from(description))
    rows = identifier_rows(work, description)
    have = database.rows("SELECT work_id, scheme, value FROM identifier WHERE work_id = ? ORDER BY id", (work,))
    if have != rows:
        database.execute("DELETE FROM identifier WHERE work_id = ?", (work,))
        database.execute_many(IDENTIFIER.sql, rows)


def _new_records(database: Database, work: int, records: tuple[Record, ...]) -> list[Record]:
    known = set(database.rows("SELECT description, rest FROM record WHERE work_id = ?", (work,)))
    new = {}
    for record in records:
        rest = record.model_dump_json(exclude={"description"}, exclude_defaults=True)
        new[(description_json(record.description), rest)] = record
    return [record for texts, record in new.items() if texts not in known]


def _new_citing(database: Database, work: Work) -> list[Any]:
    known = set(database.rows("SELECT scheme, value FROM citing WHERE work_id = ?", (work.id,)))
    return [one for one in work.citing if (one.scheme, one.value) not in known]


def _only_new(work: Work) -> Work:
    return work.model_copy(
        update={
            "notes": tuple(note for note in work.notes if note.id is None),
            "quotes": tuple(quote for quote in work.quotes if quote.id is None),
            "claims": tuple(claim for claim in work.claims if claim.id is None),
            "attachments": tuple(file for file in work.attachments if file.id is None),
        }
    )


def _new_tags(database: Database, work: int, tags: tuple[str, ...]) -> list[str]:
    known = {folded for (folded,) in database.rows("SELECT folded FROM tag WHERE work_id = ?", (work,))}
    return sorted(tag for folded, tag in distinct_tags(tags).items() if folded not in known)


def _rename(database: Database, work: int, given: Work) -> None:
    key = database.value("SELECT key FROM work WHERE id = ?", (work,))
    if given.key != key:
        rename_key(database, work, given.key)
    for alias in given.aliases:
        add_alias(database, work, storable(alias))


def rename_key(database: Database, work: int, new: str) -> None:
    """Give the work another key; the one it had resolves as before. Raises InputError if another work has or had it."""
    name = storable(new).strip()
    if not name:
        raise InputError("a citation key needs at least one letter")
    holder = database.value("SELECT work_id FROM name WHERE name = ?", (name,))
    if holder not in (None, work):
        key = database.value("SELECT key FROM work WHERE id = ?", (holder,))
        raise InputError(f"the key {name!r} belongs to another work", hint=f"That work's key today is {key}.")
    if holder is None:
        add_alias(database, work, name)
    database.execute("UPDATE work SET key = ? WHERE id = ?", (name, work))


def add_alias(database: Database, work: int, name: str) -> bool:
    """Let another name resolve to the work, unless a work has it already."""
    sql = "INSERT OR IGNORE INTO name (work_id, name, folded) VALUES (?, ?, ?)"
    return database.changed(sql, (work, name, name.casefold())) > 0


def set_field(database: Database, work: int, field: str, value: Any) -> None:
    """Keep the person's own value of a field of Description; it wins over every source. None makes the field empty.

    Raises InputError for an unknown field or a value that the field cannot hold.
    """
    if field not in DESCRIPTION_FIELDS:
        raise InputError(f'works have no field "{field}"', hint="Fields: " + ", ".join(DESCRIPTION_FIELDS) + ".")
    description, edits = described_by(database, work)
    typed = _typed(field, value)
    edits[field] = typed
    database.execute("UPDATE body SET edits = ? WHERE id = ?", (edits_json(edits), work))
    describe(database, work, description.model_copy(update={field: typed}))


def _typed(field: str, value: Any) -> Any:
    if value is None:
        return Description.model_fields[field].get_default()
    try:
        return getattr(Description.model_validate({field: value}), field)
    except ValidationError as error:
        reason = error.errors()[0]["msg"]
        raise InputError(f"{field} cannot be {value!r}: {reason}") from error


def clear_field(database: Database, work: int, field: str, without: Description) -> None:
    """Forget the person's own value of a field; `without` is the description without it."""
    _, edits = described_by(database, work)
    edits.pop(field, None)
    database.execute("UPDATE body SET edits = ? WHERE id = ?", (edits_json(edits), work))
    describe(database, work, with_edits(without, edits))


def move_annotations(database: Database, source: int, target: int) -> None:
    """Hand notes, quotes, claims, files, alerts, links and tags of one work over to another.

    What the other has already stays behind: the same alert, link or tag.
    """
    for table in ("note", "quote", "claim", "attachment"):
        database.execute(f"UPDATE {table} SET work_id = ? WHERE work_id = ?", (target, source))
    for table in ("alert", "relation"):
        database.execute(f"UPDATE OR IGNORE {table} SET work_id = ? WHERE work_id = ?", (target, source))
    database.execute("UPDATE OR IGNORE relation SET other_id = ? WHERE other_id = ?", (target, source))
    database.execute("DELETE FROM relation WHERE work_id = other_id")
    apart = (
        "INSERT OR IGNORE INTO distinct_pair (work_id, other_id) SELECT min(?1, one), max(?1, one) FROM"
        " (SELECT CASE work_id WHEN ?2 THEN other_id ELSE work_id END AS one FROM distinct_pair"
        " WHERE ?2 IN (work_id, other_id)) WHERE one <> ?1"
    )
    database.execute(apart, (target, source))
    tags = [name for (name,) in database.rows("SELECT name FROM tag WHERE work_id = ?", (source,))]
    set_tags(database, target, tags, ())
