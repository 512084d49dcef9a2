"""Offsets into a text to line and column, whatever its line ends."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right

from citetrail.model import Place

_LINE_END = re.compile(r"\r\n|\r|\n")


class Lines:
    """Where the lines of a text begin. `\\n`, `\\r\\n` and `\\r` end a line. `before` lines stand above the text."""

    def __init__(self, text: str, before: int = 0) -> None:
        self._before = before
        self._starts = array("Q", [0])
        self._starts.extend(_line_starts(text))

    def position(self, offset: int) -> tuple[int, int]:
        """(line, column) of an offset, both from 1; columns count characters."""
        line = bisect_right(self._starts, offset)
        return line + self._before, offset - self._starts[line - 1] + 1

    def place(self, source: str | None, start: int, end: int | None = None) -> Place:
        """The Place of `text[start:end]`."""
        line, column = self.position(start)
        return Place(source=source, start=start, end=end, line=line, column=column)


def _line_starts(text: str) -> list[int]:
    if "\r" in text:
        return [hit.end() for hit in _LINE_END.finditer(text)]
    starts: list[int] = []
    find = text.find
    offset = find("\n") + 1
    while offset:
        starts.append(offset)
        offset = find("\n", offset) + 1
    return starts
