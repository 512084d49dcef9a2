"""A folder of Markdown files, one for each work, and what it last agreed on with the library."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from citetrail.cli.files import write_whole
from citetrail.cli.output import paint, say
from citetrail.cli.showing import counted
from citetrail.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from citetrail.flows.note_syncing import SyncedNotes
    from citetrail.library import Library
    from citetrail.model.works import Work

BASE_FILE = ".citetrail-notes.json"


@dataclass
class NoteFolder:
    """The folder, and for each work's number the name of its file and the text that both sides agreed on."""

    folder: Path
    agreed: dict[int, tuple[str, str]] = field(default_factory=dict)
    strangers: list[str] = field(default_factory=list)  # files that name a work which is not in the library

    @classmethod
    def open(cls, folder: Path) -> NoteFolder:
        """The folder as it is. Raises InputError if what it remembers cannot be read."""
        base = folder / BASE_FILE
        if not base.is_file():
            return cls(folder)
        try:
            rows = json.loads(base.read_text(encoding="utf-8"))["works"]
            return cls(folder, {int(number): (row["file"], row["text"]) for number, row in rows.items()})
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            hint = "Move it away: the next sync then takes every file as new."
            raise InputError(f"cannot be read: {error}", file=str(base), hint=hint) from None

    def works(self, library: Library, wanted: Iterable[Work]) -> list[Work]:
        """The wanted works, those that have a file already, and those that a file in the folder names."""
        numbers = {work.stored_id: None for work in wanted}
        for path in sorted(self.folder.glob("*.md")):
            if path.name in {name for name, _ in self.agreed.values()}:
                continue
            key, is_said = _key_in(path)
            number = library.resolve_id(key)
            if number is not None:
                numbers[number] = None
                self.agreed.setdefault(number, (path.name, ""))
            elif is_said:
                self.strangers.append(f"{path.name} is of {key!r}, which is not in the library")
        numbers |= dict.fromkeys(self.agreed)
        return list(library.works(list(numbers)))

    def sync(self, library: Library, work: Work, *, is_dry: bool) -> SyncedNotes:
        """Bring one work and its file in step, and write the file."""
        from citetrail.flows.note_syncing import sync_notes
        from citetrail.judging.file_names import file_name

        old_name, base = self.agreed.get(work.stored_id, ("", ""))
        old = self.folder / old_name if old_name else None
        synced = sync_notes(library, work, base or None, _text(old))
        name = file_name(work.description, work.key, "{key}", ".md")
        target = self.folder / name
        if old is not None and target != old and target.exists():
            target, name = old, old_name  # somebody else's file has that name
        if not is_dry:
            if synced.is_file_changed or target != old:
                write_whole(target, synced.text)
            if old is not None and old != target:
                old.unlink(missing_ok=True)
            self.agreed[work.stored_id] = (name, synced.base)
        return synced

    def place_of(self, work: Work) -> Path | None:
        """The work's file; None before it is written for the first time."""
        name, _ = self.agreed.get(work.stored_id, ("", ""))
        return self.folder / name if name else None

    def remember(self, library: Library) -> None:
        """Write down what both agreed on; works that are gone are forgotten, their files stay."""
        there = {work.stored_id for work in library.works(list(self.agreed))}
        kept = sorted((number, *told) for number, told in self.agreed.items() if number in there)
        rows = {str(number): {"file": name, "text": text} for number, name, text in kept}
        write_whole(self.folder / BASE_FILE, json.dumps({"works": rows}, ensure_ascii=False, indent=1) + "\n")


def _text(path: Path | None) -> str | None:
    if path is None or not path.is_file():
        return None
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", file=str(path)) from None


def _key_in(path: Path) -> tuple[str, bool]:
    """The key of the work that a file is of, and whether the file says so itself."""
    from citetrail.judging.note_files import note_file_from_text

    said = note_file_from_text(_text(path) or "").fields.get("citekey")
    return (str(said).lstrip("@"), True) if said else (path.stem, False)


def print_synced(synced: Sequence[SyncedNotes], strangers: Sequence[str], *, is_dry: bool) -> None:
    """What went which way, and what waits for a person."""
    for one in synced:
        told = list(_told(one))
        if told:
            say(f"{paint(one.work.key, 'cyan')}: {', '.join(told)}")
        for number in one.unsettled:
            say(paint(f"  note {number} was changed on both sides: choose in the file, then sync again", "yellow"))
            for conflict in one.merged.conflicts.get(number, ("", ()))[1]:
                say("".join(f"    - {line}\n" for line in conflict.mine.splitlines()).rstrip("\n") + "  [library]")
                say("".join(f"    + {line}\n" for line in conflict.theirs.splitlines()).rstrip("\n") + "  [file]")
        if one.problem:
            say(paint(f"  {one.problem}", "yellow"))
    for stranger in strangers:
        say(paint(stranger, "yellow"))
    verb = "would be" if is_dry else "is" if len(synced) == 1 else "are"
    say(f"{counted(len(synced), 'work')} {verb} in step")


def _told(one: SyncedNotes) -> Iterable[str]:
    merged = one.merged
    counts = (("changed", len(merged.changed)), ("new", len(merged.new)), ("removed", len(merged.removed)))
    for word, count in counts:
        if count:
            yield f"{count} note{'s' if count > 1 else ''} {word} in the library"
    if merged.tags_added or merged.tags_removed:
        yield " ".join([*(f"+{tag}" for tag in merged.tags_added), *(f"-{tag}" for tag in merged.tags_removed)])
    if not one.problem:
        yield from (f"{name} {value or 'none'}" for name, value in merged.fields.items())
    if one.is_file_changed:
        yield "file written"


def synced_as_dict(one: SyncedNotes, place: Path | None) -> dict[str, object]:
    """What went which way between a work and its file, for programs; notes by their numbers, new ones by their text."""
    merged = one.merged
    conflicts = [
        {"note": number, "in_library": conflict.mine, "in_file": conflict.theirs}
        for number in one.unsettled
        for conflict in merged.conflicts.get(number, ("", ()))[1]
    ]
    return {
        "key": one.work.key,
        "place": place,
        "changed": list(merged.changed),
        "new": merged.new,
        "removed": merged.removed,
        "tags_added": merged.tags_added,
        "tags_removed": merged.tags_removed,
        "fields": {} if one.problem else merged.fields,
        "file_written": one.is_file_changed,
        "unsettled": one.unsettled,
        "conflicts": conflicts,
        "problem": one.problem,
    }
