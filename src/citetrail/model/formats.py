"""What a bibliography format is: a name, how to know it, how to read and write it, and what it could not hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from citetrail.model.descriptions import Description
from citetrail.model.references import Place
from citetrail.model.works import Quote, ReadingState


class Problem(BaseModel):
    """Something told about an input: `severity` is `told` (read and kept) or `damaged` (could not be read).

    `opened_at` is (line, column) of what was never closed.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    severity: str
    message: str
    place: Place = Place()
    key: str | None = None
    opened_at: tuple[int, int] | None = None


class Entry(BaseModel):
    """One entry of a bibliography file. `source` is its exact text, `aliases` are other keys it lists (`ids`).

    `tags` with `/` are below one another. `files` are paths and addresses. `rating` goes from 1 to 5.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    key: str | None
    description: Description
    place: Place = Place()
    source: str = ""
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    rating: int | None = None
    reading: ReadingState | None = None


class Passage(BaseModel):
    """What a file holds beside its entries, in its exact words: `kind` is a word for it (comment, preamble …)."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    kind: str
    text: str
    place: Place = Place()


class Bibliography(BaseModel):
    """What a file holds: its entries in order, everything that was odd about it, and what stands beside the entries.

    `passages` leave out what is said by the entries already (macros that they use) and notes that programs leave.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    encoding: str = "utf-8"
    passages: tuple[Passage, ...] = ()


class Loss(BaseModel):
    """A field of an entry that a format has no place for; or, with a place for `key`, something beside the entries."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    key: str | None
    field: str
    value: str


class Written(BaseModel):
    """The text written, and what had no place in it."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    text: str
    losses: tuple[Loss, ...] = ()


class Format(NamedTuple):
    """One bibliography format. `sniff` looks at the first bytes; `read` raises InputError for what is not this format.

    `read` or `write` is None where the format only goes one way. `write` takes entries in order. `rewrite` turns a file
    of a format of the same kind into this one and keeps what stands between its entries; None where nothing can.
    """

    name: str
    endings: tuple[str, ...]
    sniff: Callable[[bytes], bool]
    read: Callable[[bytes, str], Bibliography] | None = None
    write: Callable[[Sequence[Entry]], Written] | None = None
    rewrite: Callable[[bytes, str], Written] | None = None
