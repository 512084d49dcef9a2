"""Sentences of a paragraph, with abbreviations and initials kept whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ABBREVIATIONS = (
    "dr prof mr mrs ms st sr jr fig figs eq eqs ref refs no nos vol vols pp cf vs etc al e.g i.e ca approx ed eds "
    "inc ltd co corp dept univ u.s u.k u.n ph.d m.d b.a m.a z.b d.h u.a bzw usw vgl bspw nr bd jan feb mar apr jun jul "
    "aug sep sept oct nov dec mt gen col lt sgt rev hon gov sen rep"
)
_KNOWN = frozenset(_ABBREVIATIONS.split())
_END = re.compile(r"(?<![.!?…])[.!?…]++[”’»\")\]]*+(?=\s+[\"“„«‘(\[]*[A-ZÀ-ÖØ-ÞĀ-Ž0-9\x00])")
_LAST_WORD = re.compile(r"([\w.’'-]+)$")


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence in `text[start:end]`, without the white space around it."""
    stop = len(text) if end is None else end
    begin = start
    for hit in _END.finditer(text, start, stop):
        if _is_abbreviation(text, begin, hit):
            continue
        yield _trimmed(text, begin, hit.end())
        begin = hit.end()
    if text[begin:stop].strip():
        yield _trimmed(text, begin, stop)


def _trimmed(text: str, begin: int, end: int) -> tuple[int, int]:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    return begin, end


def _is_abbreviation(text: str, begin: int, hit: re.Match[str]) -> bool:
    if hit.group() != ".":
        return False
    word = _LAST_WORD.search(text[max(begin, hit.start() - 24) : hit.start()])
    if not word:
        return False
    bare = word.group(1).lower().rstrip(".")
    return bare in _KNOWN or (len(bare) == 1 and bare.isalpha() and word.group(1).isupper())
