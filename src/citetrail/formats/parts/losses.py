"""What a format had no place for: the fields of an entry that a writer did not tell."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from citetrail.model import Entry, Loss, Quote


def losses_of(entry: Entry, told: Collection[str]) -> list[Loss]:
    """One Loss for each filled field of the description whose name is not in `told`."""
    return [
        Loss(key=entry.key, field=name, value=shown(value))
        for name, value in entry.description.filled()
        if name not in told
    ]


def shown(value: Any) -> str:
    """A field's value as people read it."""
    if isinstance(value, tuple):
        return "; ".join(shown(single) for single in value)
    if isinstance(value, Quote):
        return value.exact
    return str(value)


def losses_of_entry(entry: Entry, told: Collection[str] = ()) -> list[Loss]:
    """One Loss for each thing beside the description (other keys, tags, notes, files …) that is not in `told`."""
    names = ("aliases", "tags", "notes", "files", "quotes", "rating", "reading")
    return [
        Loss(key=entry.key, field=name, value=shown(getattr(entry, name)))
        for name in names
        if name not in told and getattr(entry, name)
    ]
