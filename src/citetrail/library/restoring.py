"""The text files of `dumping` back into a library."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from citetrail.errors import InputError
from citetrail.library.database import Database, Value
from citetrail.library.dumping import FORMAT, work_values
from citetrail.library.storing import Batch
from citetrail.model.descriptions import Description
from citetrail.model.records import Record
from citetrail.model.works import Attachment, Claim, Note, Quote, Work

_CHUNK = 500


def load(database: Database, folder: Path, now: datetime) -> int:
    """Make the library what the files say: works that differ are replaced, those without a file removed.

    Gives how many works were changed. Belongs inside an open change. Raises InputError with the file that cannot be
    read; nothing is changed then.
    """
    wanted = dict(_read_works(folder / "works"))
    _give_ids(database, wanted)
    settings = _library(folder / "library.json")
    have = {work for (work,) in database.rows("SELECT id FROM work")}
    by_id = {values["id"]: (path, values) for path, values in wanted.items()}
    differing = sorted(by_id.keys() - have) + _changed(database, sorted(have & by_id.keys()), by_id)
    gone = sorted(have - by_id.keys())
    database.execute_many("DELETE FROM work WHERE id = ?", ((work,) for work in [*gone, *differing] if work in have))
    for start in range(0, len(differing), _CHUNK):
        batch = Batch(now)
        for work in differing[start : start + _CHUNK]:
            _take_in(batch, *by_id[work])
        batch.rows["search"] = []  # the index is made again from the journal when the change closes
        batch.write(database)
    _set_pairs(database, tuple(wanted.values()))
    _set_searches(database, settings)
    return len(differing) + len(gone)


def _read_works(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder", hint="Give the folder that `citetrail dump` wrote.")
    for path in sorted(folder.glob("*.json")):
        values = _read(path)
        if not isinstance(values.get("key"), str) or not values["key"]:
            raise InputError("the work has no key", file=str(path))
        yield path, values


def _read(path: Path) -> dict[str, Any]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        place = f"this is no JSON: {error.msg}"
        raise InputError(place, file=str(path), line=error.lineno, column=error.colno) from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"the file cannot be read: {error}", file=str(path)) from error
    if not isinstance(values, dict):
        raise InputError("the file holds no work", file=str(path))
    return values


def _library(path: Path) -> dict[str, Any]:
    values = _read(path)
    if values.get("format") != FORMAT:
        raise InputError(f"format {values.get('format')} is unknown; this citetrail reads {FORMAT}", file=str(path))
    return values


def _give_ids(database: Database, works: dict[Path, dict[str, Any]]) -> None:
    """Works written by hand may have no id: they get new ones."""
    last: int = database.value("SELECT seq FROM sqlite_sequence WHERE name = 'work'") or 0
    last = max([last, *(values["id"] for values in works.values() if "id" in values)])
    for values in works.values():
        if "id" not in values:
            last += 1
            values["id"] = last


def _changed(database: Database, ids: list[int], wanted: dict[int, tuple[Path, dict[str, Any]]]) -> list[int]:
    changed: list[int] = []
    for start in range(0, len(ids), _CHUNK):
        changed += [
            values["id"]
            for values in work_values(database, ids[start : start + _CHUNK])
            if _without_pairs(values) != _without_pairs(wanted[values["id"]][1])
        ]
    return changed


_PAIRS = ("relations", "distinct_from")


def _without_pairs(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in _PAIRS}


def _take_in(batch: Batch, path: Path, values: dict[str, Any]) -> None:
    try:
        work = _work(values)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise InputError(f"{place}: {first['msg']}", file=str(path)) from error
    batch.add(work, values["id"], key=work.key, aliases=work.aliases)
    batch.rows["citing"] += [
        (work.id, one["scheme"], one["value"], one.get("said_by"), one["first_seen"])
        for one in values.get("citing", ())
    ]
    texts = {one.get("id"): one.get("text") for one in values.get("attachments", ())}
    batch.rows["attachment"] = [
        (*row[:-1], texts[row[0]]) if row[1] == work.id else row for row in batch.rows["attachment"]
    ]
    batch.rows["alert"] += [_alert(work.id, one) for one in values.get("alerts", ())]


def _work(values: dict[str, Any]) -> Work:
    records = tuple(Record.model_validate(one) for one in values.get("records", ()))
    description = (
        Description.model_validate(values["description"]) if "description" in values else records[0].description
    )
    return Work(
        id=values["id"],
        key=values["key"],
        aliases=values.get("aliases", ()),
        description=description,
        records=records,
        edits=values.get("edits", {}),
        tags=values.get("tags", ()),
        notes=tuple(Note.model_validate(one) for one in values.get("notes", ())),
        quotes=tuple(Quote.model_validate(one) for one in values.get("quotes", ())),
        claims=tuple(Claim.model_validate(one) for one in values.get("claims", ())),
        attachments=tuple(Attachment.model_validate(one) for one in values.get("attachments", ())),
        standing=values.get("standing", "unknown"),
        reading=values.get("reading"),
        rating=values.get("rating"),
        added_at=values.get("added_at"),
        checked_at=values.get("checked_at"),
    )


def _alert(work: int | None, one: dict[str, Any]) -> tuple[Value, ...]:
    about = json.dumps(one["about"], separators=(",", ":")) if "about" in one else None
    told = (one["kind"], one.get("summary", ""), one["fingerprint"], one["provider"], one["seen_at"])
    return one.get("id"), work, *told, about, one.get("acknowledged_at")


def _set_pairs(database: Database, works: Sequence[dict[str, Any]]) -> None:
    """Relations and "not a duplicate", once all works are there."""
    relations = {(one["id"], pair["kind"], pair["other_id"]) for one in works for pair in one.get("relations", ())}
    distinct = {(one["id"], other) for one in works for other in one.get("distinct_from", ())}
    _set_rows(database, "relation", ("work_id", "kind", "other_id"), relations)
    _set_rows(database, "distinct_pair", ("work_id", "other_id"), distinct)


def _set_searches(database: Database, settings: dict[str, Any]) -> None:
    _set_rows(database, "saved_search", ("name", "query"), set(settings.get("saved_searches", {}).items()))


def _set_rows(database: Database, table: str, columns: tuple[str, ...], wanted: set[tuple[Any, ...]]) -> None:
    names = ", ".join(columns)
    have = set(database.rows(f"SELECT {names} FROM {table}"))
    conditions = " AND ".join(f"{name} = ?" for name in columns)
    database.execute_many(f"DELETE FROM {table} WHERE {conditions}", sorted(have - wanted))
    marks = ", ".join("?" * len(columns))
    database.execute_many(f"INSERT INTO {table} ({names}) VALUES ({marks})", sorted(wanted - have))
