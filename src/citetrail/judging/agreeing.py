"""Three-way agreement between a file and the library on one work: who changed which field since both last agreed."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from citetrail.model.descriptions import DESCRIPTION_FIELDS, Description

Side = Literal["file", "library"]


class Sides(NamedTuple):
    """What the file and the library say about a work. They may differ for good: what counts is who changes."""

    file: Description
    library: Description


class FieldConflict(NamedTuple):
    """A field that both sides changed, each in its own way; `before` is what the file said when they last agreed."""

    field: str
    before: Any
    in_file: Any
    in_library: Any


class Agreement(NamedTuple):
    """What has to be done for both sides to be in step: values to bring over by field, and what cannot be settled."""

    to_file: dict[str, Any]
    to_library: dict[str, Any]
    conflicts: tuple[FieldConflict, ...] = ()


def agree(before: Sides, now: Sides, take: Side | None = None) -> Agreement:
    """What one side alone changed goes to the other; what both changed differently is a conflict.

    `take` names the side that wins conflicts; without it they are left as they are on both sides.
    """
    agreement = Agreement({}, {})
    conflicts: list[FieldConflict] = []
    for field in DESCRIPTION_FIELDS:
        in_file, in_library = getattr(now.file, field), getattr(now.library, field)
        if in_file == in_library:
            continue
        is_file_changed = in_file != getattr(before.file, field)
        is_library_changed = in_library != getattr(before.library, field)
        if is_file_changed and is_library_changed and take is None:
            conflicts.append(FieldConflict(field, getattr(before.file, field), in_file, in_library))
        elif is_file_changed and (take == "file" or not is_library_changed):
            agreement.to_library[field] = in_file
        elif is_library_changed:
            agreement.to_file[field] = in_library
    return agreement._replace(conflicts=tuple(conflicts))


def still_before(before: Sides, now: Sides, conflicts: tuple[FieldConflict, ...]) -> Sides:
    """What to remember as agreed: what both say now, but for fields in conflict what they said before it."""
    fields = [conflict.field for conflict in conflicts]
    if not fields:
        return now
    return Sides(
        now.file.model_copy(update={field: getattr(before.file, field) for field in fields}),
        now.library.model_copy(update={field: getattr(before.library, field) for field in fields}),
    )
