"""A work's notes as one Markdown file with front matter as Obsidian reads it, and what two sides made of it.

The front matter keeps every line that is not ours. Each note stands below a comment that names its number; a text
without one is a new note.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from citetrail.judging.merging_texts import Conflict, merge_texts
from citetrail.model.folding import plain_from_markup

if TYPE_CHECKING:
    from citetrail.model.works import Work

# Fields of the front matter that say what the library says; the first four can be changed in the file.
CHANGEABLE = ("tags", "status", "rating")
_OURS = ("citekey", "aliases", "title", "authors", "year", "doi", *CHANGEABLE)
_MARK = re.compile(r"^<!-- note (\d+) -->[ \t]*$", re.MULTILINE)
_FIELD = re.compile(r"^([^\s:#][^:]*):(?:\s|$)")
_CONFLICT = re.compile(r"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)
SIDES = ("library", "file")


class NoteFile(NamedTuple):
    """What a file holds: our fields, the other lines of the front matter, notes by number, and new ones."""

    fields: dict[str, Any]
    others: str
    notes: dict[int, str]
    new: tuple[str, ...] = ()


class MergedNotes(NamedTuple):
    """What the library is to become. `new` are notes to be added, `removed` numbers of notes to be taken away.

    A note in conflict is not in `changed`: it stays in the library as it is, and `conflicts` holds its merged text with
    both sides between marks.
    """

    changed: dict[int, str]
    new: tuple[str, ...]
    removed: tuple[int, ...]
    tags_added: tuple[str, ...]
    tags_removed: tuple[str, ...]
    fields: dict[str, Any]  # status and rating where the file's is to count; None takes it away
    conflicts: dict[int, tuple[str, tuple[Conflict, ...]]]

    @property
    def is_nothing(self) -> bool:
        """Whether the file brings nothing to the library."""
        return not any(part for name, part in self._asdict().items() if name != "conflicts")


def has_conflict_marks(text: str) -> bool:
    """Whether the marks of an unsettled conflict are still in a text."""
    return _CONFLICT.search(text) is not None


def note_file_of(work: Work, others: str = "") -> NoteFile:
    """What the file of a work holds when it is in step with the library."""
    description = work.description
    people = description.authors or description.editors
    fields = {
        "citekey": work.key,
        "aliases": list(work.aliases),
        "title": plain_from_markup(description.title or ""),
        "authors": [person.sort_name for person in people],
        "year": description.year,
        "doi": description.doi,
        "tags": list(work.tags),
        "status": work.reading,
        "rating": work.rating,
    }
    notes = {note.id: _ended(note.text) for note in work.notes if note.id is not None}
    return NoteFile({name: value for name, value in fields.items() if value not in (None, "", [])}, others, notes)


def _ended(text: str) -> str:
    return text.strip("\n") + "\n"


def text_of(held: NoteFile) -> str:
    """The file's text: our fields in their order, the person's lines as they were, then the notes by number."""
    front = "".join(f"{name}: {_yaml(held.fields[name])}\n" for name in _OURS if name in held.fields)
    notes = "".join(f"\n<!-- note {number} -->\n{text}" for number, text in sorted(held.notes.items()))
    new = "".join(f"\n{_ended(text)}" for text in held.new)
    return f"---\n{front}{held.others}---\n{new}{notes}"


def _yaml(value: Any) -> str:
    """A value in YAML's flow form, which JSON is; plain words without quotes, as people write them."""
    if isinstance(value, list):
        return "[" + ", ".join(map(_yaml, value)) + "]"
    if isinstance(value, str) and re.fullmatch(r"[A-Za-z][\w/-]*", value) and value.lower() not in _YAML_WORDS:
        return value
    return json.dumps(value, ensure_ascii=False)


_YAML_WORDS = frozenset("true false yes no on off null y n".split())


def note_file_from_text(text: str) -> NoteFile:
    """What somebody's file holds. A front matter that cannot be read counts as theirs and is kept as it is."""
    front, body = _parted(text)
    fields, others = _fields_of(front)
    pieces = _MARK.split(body)
    notes: dict[int, str] = {}
    new = [pieces[0]]
    for number, words in zip(pieces[1::2], pieces[2::2], strict=True):
        if int(number) in notes:
            new.append(words)  # a note that was copied with its mark
        else:
            notes[int(number)] = _ended(words)
    return NoteFile(fields, others, notes, tuple(words.strip("\n") for words in new if words.strip()))


def _parted(text: str) -> tuple[str, str]:
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    if lines[0].rstrip() != "---":
        return "", "\n".join(lines)
    for place, line in enumerate(lines[1:], 1):
        if line.rstrip() in ("---", "..."):
            return "".join(f"{one}\n" for one in lines[1:place]), "\n".join(lines[place + 1 :])
    return "", "\n".join(lines)


def _fields_of(front: str) -> tuple[dict[str, Any], str]:
    """Our fields as values, and every line that belongs to none of them."""
    fields: dict[str, Any] = {}
    others: list[str] = []
    for name, lines in _blocks(front):
        value = _value_of(lines) if name in _OURS else None
        if name in _OURS and value is not _UNREADABLE:
            fields[name] = value
        else:
            others.append(lines)
    return {name: value for name, value in fields.items() if value not in (None, "", [])}, "".join(others)


def _blocks(front: str) -> list[tuple[str, str]]:
    """The front matter cut before each line that begins a field: (name, its lines)."""
    blocks: list[tuple[str, str]] = []
    for line in front.splitlines(keepends=True):
        found = _FIELD.match(line)
        if found or not blocks:
            blocks.append((found[1].strip().strip("\"'") if found else "", line))
        else:
            blocks[-1] = (blocks[-1][0], blocks[-1][1] + line)
    return blocks


_UNREADABLE = object()


def _value_of(lines: str) -> Any:
    import yaml

    try:
        (value,) = yaml.safe_load(lines).values()
    except (yaml.YAMLError, AttributeError, ValueError):
        return _UNREADABLE
    return value


def merge_note_files(base: NoteFile | None, library: NoteFile, file: NoteFile) -> MergedNotes:
    """What the file changed since `base`, set against what the library changed meanwhile; without a base it is new.

    A note with the marks of an unsettled conflict is left alone.
    """
    before = base or NoteFile({}, "", {})
    changed: dict[int, str] = {}
    conflicts: dict[int, tuple[str, tuple[Conflict, ...]]] = {}
    for number, mine in library.notes.items():
        was, theirs = before.notes.get(number, mine), file.notes.get(number)
        if theirs is None or has_conflict_marks(theirs):
            continue
        merged = merge_texts(was, mine, theirs, names=SIDES)
        if merged.conflicts:
            conflicts[number] = (merged.text, merged.conflicts)
        elif merged.text != mine:
            changed[number] = merged.text
    removed = [
        number for number, was in before.notes.items() if number not in file.notes and library.notes.get(number) == was
    ]
    gone = [
        text for number, text in file.notes.items() if number not in library.notes and before.notes.get(number) != text
    ]
    added, taken = _tags(before, library, file)
    fields = _scalars(before, library, file)
    return MergedNotes(changed, (*file.new, *gone), tuple(removed), added, taken, fields, conflicts)


def tags_in(held: NoteFile) -> tuple[str, ...]:
    """The tags of a file, whether written as a list or as words."""
    value = held.fields.get("tags")
    words = value if isinstance(value, list) else re.split(r"[\s,]+", str(value or ""))
    return tuple(dict.fromkeys(str(word).strip().lstrip("#") for word in words if str(word).strip()))


def _tags(before: NoteFile, library: NoteFile, file: NoteFile) -> tuple[tuple[str, ...], tuple[str, ...]]:
    was, mine, theirs = tags_in(before), tags_in(library), tags_in(file)
    added = tuple(tag for tag in theirs if tag not in was and tag not in mine)
    return added, tuple(tag for tag in was if tag not in theirs and tag in mine)


def _scalars(before: NoteFile, library: NoteFile, file: NoteFile) -> dict[str, Any]:
    """Status and rating that the file alone changed; where both did, the library's counts."""
    changed = {}
    for name in ("status", "rating"):
        was, mine, theirs = (held.fields.get(name) for held in (before, library, file))
        if theirs != was and mine == was:
            changed[name] = theirs
    return changed
