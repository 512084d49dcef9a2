"""Three-way merge of texts: what two sides made of a common base, line by line, with nothing of either lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple


class Conflict(NamedTuple):
    """Lines that both sides changed in different ways, from what they were."""

    base: str
    mine: str
    theirs: str


class MergedText(NamedTuple):
    """The merged text; where there are conflicts it holds both sides between marks, for a person to choose."""

    text: str
    conflicts: tuple[Conflict, ...] = ()


def merge_texts(base: str, mine: str, theirs: str, *, names: tuple[str, str] = ("mine", "theirs")) -> MergedText:
    """Join the changes of both sides; a change that only one made is taken, one that both made is taken once.

    `names` stand beside the marks of a conflict (`<<<<<<<`, `=======`, `>>>>>>>`).
    """
    if theirs in (mine, base):
        return MergedText(mine)
    if mine == base:
        return MergedText(theirs)
    sides = tuple(text.splitlines(keepends=True) for text in (base, mine, theirs))
    pieces: list[str] = []
    conflicts: list[Conflict] = []
    for was, left, right in _stretches(*sides):
        if right in (left, was):
            pieces.append(left)
        elif left == was:
            pieces.append(right)
        else:
            conflicts.append(Conflict(was, left, right))
            pieces.append(_both(left, right, names, is_at_start=not pieces or pieces[-1].endswith("\n")))
    return MergedText("".join(pieces), tuple(conflicts))


def _both(left: str, right: str, names: tuple[str, str], *, is_at_start: bool) -> str:
    start = "" if is_at_start else "\n"
    return f"{start}<<<<<<< {names[0]}\n{_ended(left)}=======\n{_ended(right)}>>>>>>> {names[1]}\n"


def _ended(lines: str) -> str:
    return lines if not lines or lines.endswith("\n") else f"{lines}\n"


def _stretches(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """The three texts cut at the lines that all have in common: a stretch of each, as (base, mine, theirs)."""
    b = m = t = 0
    for start, left, right, size in _shared(base, mine, theirs):
        if (start, left, right) != (b, m, t):
            yield "".join(base[b:start]), "".join(mine[m:left]), "".join(theirs[t:right])
        b, m, t = start + size, left + size, right + size
        kept = "".join(base[start:b])
        if kept:
            yield kept, kept, kept


def _shared(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Runs of lines that all three have: where they begin in each, and how long they are; the last is empty."""
    left = SequenceMatcher(None, base, mine, autojunk=False).get_matching_blocks()
    right = SequenceMatcher(None, base, theirs, autojunk=False).get_matching_blocks()
    i = j = 0
    while i < len(left) and j < len(right):
        start = max(left[i].a, right[j].a)
        end = min(left[i].a + left[i].size, right[j].a + right[j].size)
        if start < end:
            yield start, left[i].b + start - left[i].a, right[j].b + start - right[j].a, end - start
        if left[i].a + left[i].size < right[j].a + right[j].size:
            i += 1
        else:
            j += 1
    yield len(base), len(mine), len(theirs), 0
