"""Runs of labelled tokens: the pieces of a citation that fields are read from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from citetrail.reading.citation.confidence import field_confidence
from citetrail.reading.citation.later import later
from citetrail.reading.citation.tokens import Tokens

LABELS: tuple[str, ...] = (
    "other", "author", "editor", "title", "container", "date", "volume", "issue", "pages", "publisher", "location",
    "link", "edition", "genre", "note", "refmark", "series",
)  # fmt: skip
OTHER = 0
# Pieces of these labels stay one field when only marks stand between them.
_JOINED = frozenset(
    LABELS.index(name) for name in ("author", "editor", "title", "container", "publisher", "pages", "link")
)
_PAIRS = {")": "(", "]": "[", "}": "{"}
_OPENING = later(r"‘|(?:^|(?<=[\s(]))'(?=\w)")
_CLOSING = later(r"(?<=[\w.,?!])['’](?!\w)")


class Segment(NamedTuple):
    """`text[start:end]` with its label; `confidence` is the chance (0-1) that it is that field, no more and no less."""

    label: str
    start: int
    end: int
    confidence: float


def segments_of(text: str, tokens: Tokens, labels: Sequence[int], sureness: Sequence[float]) -> list[Segment]:
    """The labelled runs in order, without unlabelled tokens; closing marks that belong to a run are taken in."""
    words, starts = tokens.words, tokens.starts
    runs: list[list[int]] = []
    place, count = 0, len(words)
    while place < count:
        label, begin = labels[place], place
        while place < count and labels[place] == label:
            place += 1
        if label == OTHER:
            continue
        if runs and runs[-1][0] == label and label in _JOINED and only_marks(words, runs[-1][2], begin):
            runs[-1][2] = place
        else:
            runs.append([label, begin, place])
    segments = []
    for label, begin, stop in runs:
        start, end = starts[begin], starts[stop - 1] + len(words[stop - 1])
        name = LABELS[label]
        if name in ("title", "container"):
            end = _with_closing(text, start, end)
        elif name in ("author", "editor") and text[end : end + 1] == ".":
            end += 1
        least = min(sureness[max(0, begin - 1) : stop + 1])  # a border in doubt is a field in doubt
        segments.append(Segment(name, start, end, field_confidence(name, least)))
    return segments


def only_marks(words: Sequence[str], start: int, stop: int) -> bool:
    """Whether one or two marks, no brackets, are all that stands between two pieces: they are one field then."""
    return stop - start < 3 and not any(word.isalnum() or word in "([{" for word in words[start:stop])


def _with_closing(text: str, start: int, end: int) -> int:
    """The end moved over marks that the run opened: `)`, `]`, an inner quote (also behind a full stop), `?`, `!`."""
    while end < len(text):
        mark, inner = text[end], text[start:end]
        if mark in "?!" or (mark in _PAIRS and inner.count(_PAIRS[mark]) > inner.count(mark)):
            end += 1
            continue
        behind = end + (mark in ".,")
        closing = text[behind : behind + 1]
        if not closing or not _is_open(inner, closing):
            return end
        end = behind + 1
    return end


def _is_open(inner: str, closing: str) -> bool:
    """Whether a quotation mark closes one that was opened in the run."""
    if closing == "”":
        return inner.count("“") > inner.count("”")
    if closing not in "'’":
        return False
    opened = len(_OPENING.findall(inner))
    return opened > len(_CLOSING.findall(inner))
