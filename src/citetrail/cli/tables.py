"""How rows are laid out in the columns of a terminal; pure, so that any width can be tried."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

GAP = 2
LEAST_FLEXIBLE = 20  # columns of the cell that gives way first, before others do
LEAST_OTHER = 8
LEAST_WHOLE = 28  # columns of a cell that is never cut, before it goes below the others
INDENT = "    "
_NO_WIDTH = frozenset(("Mn", "Me", "Cf"))
OWN_COLOURS = re.compile(r"\x1b\[(?:[0-4]|3[1-6])(?:;(?:[0-4]|3[1-6]))*m")  # what `paint` writes, and nothing else


def width_of(text: str) -> int:
    """Columns that `text` takes: wide letters take two; marks, joiners and our own colours none."""
    if "\x1b" in text:
        text = OWN_COLOURS.sub("", text)
    if text.isascii():
        return len(text)
    return sum(_letter_width(letter) for letter in text)


def _letter_width(letter: str) -> int:
    if letter.isascii():
        return 1
    if unicodedata.category(letter) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def fitted(text: str, width: int) -> str:
    """`text` padded or cut with `…` to exactly `width` columns."""
    length = width_of(text)
    if length <= width:
        return text + " " * (width - length)
    if width < 1:
        return ""
    kept, _ = cut(text, width - 1)
    return kept + "…" + " " * (width - 1 - width_of(kept))


def cut(text: str, width: int) -> tuple[str, str]:
    """The beginning of `text` that fits into `width` columns, and what is left over."""
    used = 0
    for place, letter in enumerate(text):
        used += _letter_width(letter)
        if used > width:
            return text[:place], text[place:]
    return text, ""


def wrap(text: str, width: int, *, first: str = "", indent: str = "") -> str:
    """`text` broken at blanks into lines of at most `width` columns; words too long for a line are broken anywhere."""
    lines, line, is_begun = [], first, False
    for word in text.split():
        rest = word
        if is_begun and width_of(line) + 1 + width_of(rest) <= width:
            line += " " + rest
            continue
        if is_begun:
            lines.append(line)
            line = indent
        while width_of(line) + width_of(rest) > width:
            head, rest = cut(rest, max(2, width - width_of(line)))
            lines.append(line + head)
            line = indent
        line, is_begun = line + rest, bool(rest)
    return "\n".join([*lines, line]) if line.strip() or not lines else "\n".join(lines)


def column_widths(natural: Sequence[int], width: int, *, flexible: int) -> list[int] | None:
    """The width of each column so that all fit side by side; None if that leaves too little of them.

    The column `flexible` gives way first, then the widest of the others; the first, which people copy, never does.
    """
    widths = list(natural)
    over = sum(widths) + GAP * (sum(each > 0 for each in widths) - 1) - width
    for place in (flexible, *sorted(range(1, len(widths)), key=lambda place: -natural[place])):
        least = LEAST_FLEXIBLE if place == flexible else LEAST_OTHER
        given = max(0, min(over, widths[place] - least))
        widths[place] -= given
        over -= given
    return widths if over <= 0 else None


def table_lines(
    rows: Sequence[Sequence[str]], width: int, *, flexible: int, header: Sequence[str] = (), is_whole: bool = False
) -> Iterator[list[tuple[int, str]]]:
    """Lines as (column, words fitted to their width) pairs, to be joined by GAP blanks; the header's column is -1.

    Where the columns have no room side by side, each row takes two lines: the flexible column stands in the second.
    Columns that are empty in every row are left out. With `is_whole` the flexible column is never cut, but broken into
    as many lines as it takes, in its column or, where that would be too narrow, below the others.
    """
    natural = [max(width_of(row[place]) for row in rows) for place in range(len(rows[0]))]
    titled = [each and max(each, width_of(title)) for each, title in zip(natural, header or rows[0], strict=True)]
    widths = column_widths(titled if header else natural, width, flexible=flexible)
    if widths is None or (is_whole and widths[flexible] < min(LEAST_WHOLE, natural[flexible])):
        for row in rows:
            yield from _two_lines(row, width, flexible, is_whole=is_whole)
        return
    shown = [place for place, each in enumerate(widths) if each]
    if header:
        yield [(-1, fitted(header[place], widths[place])) for place in shown]
    for row in rows:
        cells = [(place, fitted(row[place], widths[place])) for place in shown]
        if not is_whole or width_of(row[flexible]) <= widths[flexible]:
            yield cells
            continue
        for number, line in enumerate(wrap(row[flexible], widths[flexible]).split("\n")):
            beside = cells if not number else [(place, " " * widths[place]) for place in shown]
            yield [(place, fitted(line, widths[place]) if place == flexible else words) for place, words in beside]


def _two_lines(row: Sequence[str], width: int, flexible: int, *, is_whole: bool) -> Iterator[list[tuple[int, str]]]:
    """The cells of a row but one, squeezed into a line; then that one."""
    cells = {place: width_of(cell) for place, cell in enumerate(row) if cell and place != flexible}
    over = sum(cells.values()) + GAP * (len(cells) - 1) - width
    for place in sorted(cells, key=lambda place: (place == 0, -cells[place])):
        given = max(0, min(over, cells[place] - 2))
        cells[place] -= given
        over -= given
    yield [(place, fitted(row[place], each)) for place, each in cells.items()]
    if row[flexible] and is_whole:
        yield from ([(flexible, line)] for line in wrap(row[flexible], width, first=INDENT, indent=INDENT).split("\n"))
    elif row[flexible]:
        room = width - len(INDENT)
        yield [(flexible, INDENT + fitted(row[flexible], min(room, width_of(row[flexible]))))]
