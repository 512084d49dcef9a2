"""What stands in a manuscript: citations by key, notes, the place of the list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from citetrail.styles.context import Cite


@dataclass(frozen=True, slots=True)
class Mark:
    """A citation from `start` to `end`; `offsets` say where the keys of its cites stand.

    In a narrative one the names of the first cite are part of the sentence. `note` is the label of the manuscript's own
    footnote that it stands in, empty in the text.
    """

    start: int
    end: int
    cites: tuple[Cite, ...]
    offsets: tuple[int, ...]
    is_narrative: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A manuscript's text, its citations in order, the labels of its own notes with their places, and the rest.

    `unprinted` are keys for the list alone, with their places. `place` is where the list goes: a stretch to be
    replaced, None for the end.
    """

    text: str
    marks: tuple[Mark, ...]
    notes: tuple[tuple[int, str], ...] = ()
    unprinted: tuple[tuple[str, int], ...] = ()
    place: tuple[int, int] | None = None


@dataclass(frozen=True)
class Syntax:
    """A kind of manuscript: how it is read, which output it takes, how a note and a heading are written.

    `note` takes the number of a note and its text and gives what stands in the text, and what has to stand at the end.
    """

    name: str
    read: Callable[[str, LocatorLabels], Manuscript]
    output: str
    note: Callable[[int, str], tuple[str, str]]
    heading: Callable[[str], str]
    block: Callable[[str], str] = str


LocatorLabels = dict[str, str]


def blanked(text: str, *patterns: re.Pattern[str]) -> str:
    """The text with what the patterns find turned into blanks, so that places stay."""
    for pattern in patterns:
        text = pattern.sub(lambda found: re.sub(r"[^\r\n]", " ", found.group()), text)
    return text


def split_outside(text: str, separator: str = ";") -> Iterator[tuple[str, int]]:
    """The parts of a text between separators that stand in no brackets or braces, with their offsets."""
    depth = start = 0
    for at, char in enumerate(text):
        if char in "[{":
            depth += 1
        elif char in "]}":
            depth = max(depth - 1, 0)
        elif char == separator and depth == 0:
            yield text[start:at], start
            start = at + 1
    yield text[start:], start


def closing_bracket(text: str, start: int, longest: int = 2000) -> int:
    """Where the bracket that opens at `start` closes, within one paragraph; -1 where it does not."""
    depth = 0
    for at in range(start, min(len(text), start + longest)):
        char = text[at]
        if char == "\\":
            continue
        if char == "[" and not _is_escaped(text, at):
            depth += 1
        elif char == "]" and not _is_escaped(text, at):
            depth -= 1
            if depth == 0:
                return at
        elif char == "\n" and not text[at + 1 : at + 200].split("\n", 1)[0].strip():
            return -1
    return -1


def _is_escaped(text: str, at: int) -> bool:
    return at > 0 and text[at - 1] == "\\"


def in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks by their places."""
    return tuple(sorted(marks, key=lambda mark: mark.start))
