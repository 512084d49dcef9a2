"""What the first page of a PDF tells of it: the title by the height of its letters, and its own DOI."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from citetrail.model.folding import fold_words
from citetrail.model.identifiers import Identifier, identifiers_in

SAME_HEIGHT = 0.07  # part by which the letters of one title may differ
TALLER = 1.15  # than most letters of the page, at least
MOST_TITLE_LINES, LEAST_WORDS, LEAST_LETTERS = 7, 3, 15
_ENTITY = re.compile(r"#_#x([0-9A-Fa-f]{2,5});")  # as one typesetter writes letters into the properties
_FILE_NAME = re.compile(
    r"\.(?:docx?|pdf|tex|indd|dvi|qxd|fm)\b|^(?:microsoft|untitled)|\b\d+\.\.\s?\d+$|^\S*_\S*_\S*", re.IGNORECASE
)
_NO_TITLE = re.compile(
    r"^(?:open\s+access|(?:original\s+)?research(?:\s+(?:article|paper|note))?|(?:original\s+|short\s+|review\s+)?article|"
    r"(?:short\s+)?communication|correspondence|editorial|letter|case\s+report|abstract|keywords?\b.*|contents|"
    r"(?:https?://|www\.)\S+|doi:?\s*\S+|(?:vol(?:ume)?|issn|isbn)\b.*|received\b.*|©.*|copyright\b.*)$",
    re.IGNORECASE,
)
_CUT_DOI = re.compile(r"10\.\d{4,9}/\S*[./-]$")


class FrontLine(NamedTuple):
    """A line of the first page and the height of its letters in points; None where the page does not tell."""

    text: str
    height: float | None


def title_of_page(lines: Sequence[FrontLine], stated: str | None) -> str | None:
    """The title: what the file's properties say if the page prints it, else the words in the tallest letters."""
    given = _decoded(stated or "")
    printed = fold_words(" ".join(line.text for line in lines))
    words = fold_words(given)
    if " " in given and words in printed and not _FILE_NAME.search(given):
        return given
    seen = max(_candidates(lines), key=lambda title: title.height, default=None)
    if seen is not None:
        return seen.text
    return given if " " in given and not _FILE_NAME.search(given) else None


def own_doi(lines: Sequence[FrontLine]) -> Identifier | None:
    """The DOI that the first page prints; of a DOI and its beginning the whole; None if there are several."""
    found = {one.identifier for one in identifiers_in(_joined(lines)) if one.identifier.scheme == "doi"}
    whole = [one for one in found if not any(other != one and other.value.startswith(one.value) for other in found)]
    return whole[0] if len(whole) == 1 else None


class _Title(NamedTuple):
    text: str
    height: float


def _candidates(lines: Sequence[FrontLine]) -> Iterator[_Title]:
    """Runs of lines in letters of one height, taller than most, that are long enough for a title."""
    heights = [line.height for line in lines if line.height]
    if not heights:
        return
    usual = median(heights)
    for block in _blocks(lines):
        words = " ".join(line.text for line in block)
        height = max(line.height or 0.0 for line in block)
        is_long = len(words.split()) >= LEAST_WORDS and len(words) >= LEAST_LETTERS
        if height >= TALLER * usual and is_long and len(block) <= MOST_TITLE_LINES and not _is_garbled(words):
            yield _Title(_without_marks(words), height)


def _is_garbled(words: str) -> bool:
    """Whether the font does not tell what its signs mean: fractions, degrees and the like all over."""
    odd = sum(unicodedata.category(letter) in ("No", "So", "Sk", "Co", "Cn") or letter in "¿·»¡" for letter in words)
    return odd > 0.1 * len(words)


def _blocks(lines: Sequence[FrontLine]) -> Iterator[list[FrontLine]]:
    block: list[FrontLine] = []
    for line in lines:
        is_title_like = line.height is not None and not _NO_TITLE.match(line.text)
        if block and not (is_title_like and _is_of_one_height(block[-1], line)):
            yield block
            block = []
        if is_title_like:
            block.append(line)
    if block:
        yield block


def _is_of_one_height(one: FrontLine, other: FrontLine) -> bool:
    first, second = one.height or 0.0, other.height or 0.0
    return abs(first - second) <= SAME_HEIGHT * max(first, second)


def _without_marks(title: str) -> str:
    """Without what publishers put behind it: versions and review marks in brackets, marks of footnotes."""
    bare = re.sub(r"\s*\[(?:v\d|version|ref status)[^\]]*\]?\s*$", "", title, flags=re.IGNORECASE)
    return re.sub(r"[\s*†‡§¶]+$", "", bare)


def _decoded(title: str) -> str:
    return _ENTITY.sub(lambda found: chr(int(found[1], 16)), title)


def _joined(lines: Sequence[FrontLine]) -> str:
    """The lines, a DOI that is cut at the end of one put together."""
    text = ""
    for line in lines:
        text += ("" if _CUT_DOI.search(text) else "\n") + line.text
    return text
