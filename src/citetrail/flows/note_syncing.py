"""Notes in step with Markdown files: what one side changed goes over to the other, what both did waits for a person."""

from __future__ import annotations

from typing import NamedTuple

from citetrail.judging.note_files import (
    MergedNotes,
    NoteFile,
    has_conflict_marks,
    merge_note_files,
    note_file_from_text,
    note_file_of,
    text_of,
)
from citetrail.library import Library
from citetrail.model.works import Work


class SyncedNotes(NamedTuple):
    """One work in step with its file: what the file is to hold, what both agree on for the next time, what was done.

    `unsettled` are numbers of notes whose conflict is shown in the file and waits for a person.
    """

    work: Work
    text: str
    base: str
    merged: MergedNotes
    is_file_changed: bool
    unsettled: tuple[int, ...] = ()
    problem: str = ""


def sync_notes(library: Library, work: Work, base: str | None, file: str | None) -> SyncedNotes:
    """Bring a work and its file in step. `base` is what both agreed on last, `file` what stands there now.

    None of either: there is none. A file that is gone is written again; its notes stay in the library.
    """
    before = note_file_from_text(base) if base is not None else None
    if file is None:
        held = note_file_of(work, before.others if before else "")
        nothing = MergedNotes({}, (), (), (), (), {}, {})
        return SyncedNotes(work, text_of(held), text_of(held), nothing, is_file_changed=True)
    theirs = note_file_from_text(file)
    merged = merge_note_files(before, note_file_of(work), theirs)
    problem = _take_in(library, work, merged)
    after = library.works([work.stored_id])[0]
    held, agreed, unsettled = _held(after, theirs, merged)
    text = text_of(held)
    return SyncedNotes(after, text, text_of(agreed), merged, text != file, unsettled, problem)


def _take_in(library: Library, work: Work, merged: MergedNotes) -> str:
    """Write what the file brings; a value that makes no sense is told and left out."""
    number = work.stored_id
    for note, text in merged.changed.items():
        if text.strip():
            library.edit_note(note, text.strip("\n"))
        else:
            library.remove_note(note)
    for text in merged.new:
        library.note(number, text.strip("\n"))
    for note in merged.removed:
        library.remove_note(note)
    if merged.tags_added or merged.tags_removed:
        library.tag(number, add=merged.tags_added, remove=merged.tags_removed)
    return _take_scalars(library, number, merged)


def _take_scalars(library: Library, number: int, merged: MergedNotes) -> str:
    problem = ""
    if "status" in merged.fields:
        state = merged.fields["status"]
        if state in (None, "unread", "reading", "read"):
            library.set_reading(number, state)
        else:
            problem = f"status {state!r} is not unread, reading or read"
    if "rating" in merged.fields:
        rating = merged.fields["rating"]
        if rating is None or (isinstance(rating, int) and 1 <= rating <= 5):
            library.set_rating(number, rating)
        else:
            problem = f"rating {rating!r} is not a number from 1 to 5"
    return problem


def _held(after: Work, theirs: NoteFile, merged: MergedNotes) -> tuple[NoteFile, NoteFile, tuple[int, ...]]:
    """What the file is to hold, and what both agree on: where a conflict is shown, that is what the library has."""
    agreed = note_file_of(after, theirs.others)
    shown = {number: text for number, (text, _) in merged.conflicts.items()}
    waiting = {number: text for number, text in theirs.notes.items() if has_conflict_marks(text)}
    unsettled = {number: text for number, text in (shown | waiting).items() if number in agreed.notes}
    return agreed._replace(notes=agreed.notes | unsettled), agreed, tuple(sorted(unsettled))
