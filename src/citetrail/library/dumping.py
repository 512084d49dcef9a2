"""The library as text files, one per work, in a stable order: for git, for other programs, for ever."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from citetrail.errors import InputError
from citetrail.library.database import Database, SqlRow
from citetrail.library.rows import TAG_MARK

FORMAT = 1
_CHUNK = 500
_LONGEST_NAME = 120

# What hangs on a work: its name in the file, the table, the columns written.
HANGING: dict[str, tuple[str, tuple[str, ...]]] = {
    "notes": ("note", ("id", "text", "created_at")),
    "quotes": ("quote", ("id", "exact", "prefix", "suffix", "page", "speaker", "source", "created_at")),
    "claims": ("claim", ("id", "text", "verdict", "source", "quotes", "created_at")),
    "attachments": (
        "attachment", ("id", "name", "path", "url", "media_type", "sha256", "size_bytes", "added_at", "text")
    ),
    "alerts": (
        "alert",
        ("id", "kind", "summary", "fingerprint", "provider", "seen_at", "about", "acknowledged_at"),
    ),
    "citing": ("citing", ("scheme", "value", "said_by", "first_seen")),
    "relations": ("relation", ("kind", "other_id")),
    "distinct_from": ("distinct_pair", ("other_id",)),
}  # fmt: skip
_AS_JSON = ("quotes", "about")  # columns that hold JSON themselves


def dump(database: Database, folder: Path) -> int:
    """Write every work to a file of its own below `works/`, and remove the files of works that are gone.

    The same library always gives the same files. Gives the number of works. Raises InputError if the folder
    cannot be written.
    """
    try:
        return _dump(database, folder)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", file=str(error.filename or folder)) from error


def _dump(database: Database, folder: Path) -> int:
    works = folder / "works"
    works.mkdir(parents=True, exist_ok=True)
    _write(folder / "library.json", library_values(database))
    written = set()
    for name, values in dumped_works(database):
        _write(works / name, values)
        written.add(name)
    for path in works.glob("*.json"):
        if path.name not in written:
            path.unlink()
    return len(written)


def _write(path: Path, values: dict[str, Any]) -> None:
    text = json.dumps(values, ensure_ascii=False, indent=1) + "\n"
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8", newline="\n")


def library_values(database: Database) -> dict[str, Any]:
    """What belongs to no single work."""
    searches = database.rows("SELECT name, query FROM saved_search ORDER BY name")
    return {"format": FORMAT, "saved_searches": dict(searches)}


def dumped_works(database: Database) -> Iterator[tuple[str, dict[str, Any]]]:
    """File name and values of every work, in the order of their ids."""
    names = _file_names(database)
    ids = sorted(names)
    for start in range(0, len(ids), _CHUNK):
        for values in work_values(database, ids[start : start + _CHUNK]):
            yield names[values["id"]], values


def _file_names(database: Database) -> dict[int, str]:
    """A file name for every work: its key, made safe; with the id where two keys differ only in case."""
    stems = {work: quote(key, safe=" +,=@") for work, key in database.rows("SELECT id, key FROM work")}
    groups: dict[str, list[int]] = defaultdict(list)
    for work, stem in stems.items():
        groups[stem[:_LONGEST_NAME].casefold()].append(work)
    return {
        work: f"{stems[work][:_LONGEST_NAME]}~{work}.json" if len(group) > 1 else f"{stems[work]}.json"
        for group in groups.values()
        for work in group
    }


def work_values(database: Database, ids: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Everything kept about the works, as plain values; what is unknown or empty is left out."""
    wanted = json.dumps(list(ids))
    hanging = {name: _hanging(database, table, columns, wanted) for name, (table, columns) in HANGING.items()}
    names = _hanging(database, "name", ("name",), wanted)
    records = _hanging(database, "record", ("description", "rest"), wanted)
    sql = (
        "SELECT work.id, key, added_at, checked_at, standing, reading, rating, tags, description, edits FROM work"
        " JOIN body ON body.id = work.id WHERE work.id IN (SELECT value FROM json_each(?)) ORDER BY work.id"
    )
    for work, key, added, checked, standing, reading, rating, tags, description, edits in database.rows(sql, (wanted,)):
        values = {
            "id": work,
            "key": key,
            "aliases": [row["name"] for row in names.get(work, ()) if row["name"] != key],
            "added_at": added,
            "checked_at": checked,
            "standing": standing,
            "reading": reading,
            "rating": rating,
            "tags": tags.split(TAG_MARK) if tags else [],
            "description": json.loads(description) if description is not None else None,
            "edits": json.loads(edits),
            "records": [_record(row) for row in records.get(work, ())],
            **{name: groups.get(work, []) for name, groups in hanging.items()},
        }
        values["relations"].sort(key=lambda row: (row["kind"], row["other_id"]))
        values["distinct_from"] = sorted(row["other_id"] for row in values["distinct_from"])
        yield {name: value for name, value in values.items() if value not in (None, []) and _is_kept(name, value)}


def _is_kept(name: str, value: Any) -> bool:
    """An empty description is not the same as the first record's."""
    return value != {} or name == "description"


def _record(row: dict[str, Any]) -> dict[str, Any]:
    return {**json.loads(row["rest"]), "description": json.loads(row["description"])}


def _hanging(database: Database, table: str, columns: Sequence[str], wanted: str) -> dict[int, list[dict[str, Any]]]:
    among = "work_id IN (SELECT value FROM json_each(?))"
    sql = f"SELECT work_id, {', '.join(columns)} FROM {table} WHERE {among} ORDER BY id"
    groups: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in database.rows(sql, (wanted,)):
        groups[row[0]].append(_plain(columns, row[1:]))
    return groups


def _plain(columns: Sequence[str], row: SqlRow) -> dict[str, Any]:
    """The columns that hold something, by name."""
    values = dict(zip(columns, row, strict=True))
    return {
        name: json.loads(value) if name in _AS_JSON else value
        for name, value in values.items()
        if value is not None and value != ""
    }
