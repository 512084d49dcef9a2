"""A papis library: one folder per document with an `info.yaml`, its files and its notes.

Format: https://papis.readthedocs.io/en/latest/info-file.html; field names follow BibTeX, values are Unicode.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from citetrail.errors import InputError
from citetrail.formats.bibtex.description import RawEntry, describe
from citetrail.formats.parts.encodings import text_from_bytes
from citetrail.formats.parts.latex import escaped
from citetrail.formats.parts.yaml import load_yaml
from citetrail.importers.reading import Foreign
from citetrail.model.formats import Bibliography, Entry, Loss, Problem
from citetrail.model.persons import Person
from citetrail.model.references import Place

INFO = "info.yaml"
# What papis keeps for itself, or what is read elsewhere.
_OWN = frozenset(
    "ref type files notes tags author_list author papis_id doc_url time-added time_added citations citations_count "
    "_note_file _test_files key groups".split()
)
_RENAMED = {"place": "location", "isbn10": "isbn", "pubmed": "pmid", "citation-key": "ids"}
_MOST_NOTE_BYTES = 2_000_000


def read(place: Path) -> Foreign:
    """The documents of a papis folder, at any depth. A folder whose `info.yaml` cannot be read is told as damaged.

    Raises InputError where there is none at all.
    """
    infos = sorted(place.rglob(INFO)) if place.is_dir() else [place]
    if not infos:
        raise InputError(f"there is no {INFO} below this folder", file=str(place), hint="papis config dir tells where.")
    entries: list[Entry] = []
    problems: list[Problem] = []
    losses: list[Loss] = []
    for info in infos:
        where = Place(source=str(info))
        try:
            values = load_yaml(text_from_bytes(info.read_bytes()).text, str(info))
        except InputError as error:
            problems.append(Problem(severity="damaged", message=error.message, place=where))
            continue
        except OSError as error:
            problems.append(Problem(severity="damaged", message=f"cannot be read: {error.strerror}", place=where))
            continue
        if not isinstance(values, dict):
            problems.append(Problem(severity="damaged", message="holds no fields", place=where))
            continue
        entry, lost = _entry(values, info.parent, where)
        entries.append(entry)
        losses += lost
    return Foreign(Bibliography(entries=tuple(entries), problems=tuple(problems)), tuple(losses))


def _entry(values: dict[str, Any], folder: Path, where: Place) -> tuple[Entry, list[Loss]]:
    key = _text(values.get("ref"))
    kind = (_text(values.get("type")) or "misc").lower()
    described = describe(RawEntry(kind, _latex_fields(values), {}))
    description = described.description
    people = tuple(_people(values.get("author_list")))
    if people:
        description = description.model_copy(update={"authors": people})
    losses = [
        Loss(key=key, field=name, value=str(value)[:200])
        for name, value in values.items()
        if isinstance(value, dict | list) and name not in _OWN
    ]
    return (
        Entry(
            key=key,
            description=description,
            place=where,
            tags=tuple(dict.fromkeys([*_words(values.get("tags")), *described.tags])),
            notes=tuple(note for note in [*described.notes, *_notes(values, folder)] if note),
            files=tuple(str(folder / name) for name in _words(values.get("files"), parted=False)),
        ),
        losses,
    )


def _latex_fields(values: dict[str, Any]) -> dict[str, str]:
    """The fields that hold one value, escaped, as a BibTeX entry would have them."""
    fields: dict[str, str] = {}
    for name, value in values.items():
        text = _text(value)
        if text and name not in _OWN:
            fields[_RENAMED.get(name.lower(), name.lower())] = text if name in ("url", "doi") else escaped(text)
    if (author := _text(values.get("author"))) and not values.get("author_list"):
        fields["author"] = re.sub(r"\s*;\s*", " and ", author) if " and " not in author else author
    return fields


def _people(listed: Any) -> Iterator[Person]:
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, dict):
            family, given = _text(one.get("family")), _text(one.get("given"))
            if family or given:
                yield Person(family=family or given, given=given if family else None)


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _words(value: Any, *, parted: bool = True) -> list[str]:
    """A list, or a text of words parted by commas or blanks."""
    if isinstance(value, list):
        return [text for one in value if (text := _text(one))]
    text = _text(value) or ""
    if not parted:
        return [text] if text else []
    return [word.strip() for word in (text.split(",") if "," in text else text.split()) if word.strip()]


def _notes(values: dict[str, Any], folder: Path) -> Iterator[str]:
    """The text of the notes file that `notes` names."""
    for name in _words(values.get("notes"), parted=False):
        file = folder / name
        try:
            if file.is_file() and file.stat().st_size <= _MOST_NOTE_BYTES:
                yield text_from_bytes(file.read_bytes()).text.strip()
        except OSError:
            continue
