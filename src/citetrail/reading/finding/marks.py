"""Quotation marks: which characters open, which close, and the passages between them, nested ones inside."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

_MARK = re.compile(r"''|``|[“”„‟\"«»‹›‘’‚'「」『』]")
_CLOSING = {
    "“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "‘": "’", "‹": "›", "‚": "‘’", "``": "''",
    "”": "”", "'": "'", "「": "」", "『": "』",
}  # fmt: skip
_OPENS = frozenset("“„«\"‘‚‹”'「『") | {"``"}
_SINGLE = frozenset("‘‚‹'")
_EASTERN = frozenset("「」『』")  # stand between letters without a blank
_AFTER_EASTERN = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")  # so do “ and ” among Chinese words
_ENDS_SPEECH = ".,!?…"
_MOST_MARKS = 60  # inside one passage
_LONGEST = 3000  # characters; a mark left open does not swallow the rest of a paragraph


class Passage(NamedTuple):
    """Words between marks, `text[start:end]`; `is_open` if the closing mark is missing at the paragraph's end."""

    start: int
    end: int
    is_open: bool = False


def begins_with_mark(text: str, start: int) -> bool:
    """Whether an opening mark stands at `start`."""
    hit = _MARK.match(text, start)
    return hit is not None and hit.group() in _OPENS - _SINGLE


def passages_in(text: str, start: int, end: int, *, next_opens: bool = False) -> list[Passage]:
    """The outermost quoted passages of one paragraph, in order, without their marks.

    `next_opens`: the next paragraph begins with a mark, so that one left open here runs on there.

    Single marks count only where no double ones surround them, and an apostrophe is none.
    """
    found: list[Passage] = []
    position = start
    while hit := _MARK.search(text, position, end):
        position = hit.end()
        if hit.group() not in _OPENS or not _can_open(text, hit, start, end):
            continue
        close = _closing(text, hit, end)
        if close is None:
            runs_on = next_opens or _begins_paragraph(text, hit.start(), start)
            if hit.group() not in _SINGLE and runs_on and end - hit.end() > 20:
                return [*found, Passage(hit.end(), end, is_open=True)]
            continue
        found.append(Passage(hit.end(), close.start()))
        position = close.end()
    return found


def _can_open(text: str, hit: re.Match[str], start: int, end: int) -> bool:
    before = text[hit.start() - 1] if hit.start() > start else " "
    after = text[hit.end()] if hit.end() < end else " "
    mark = hit.group()
    if mark in _EASTERN or (mark == "“" and _AFTER_EASTERN.match(before + after)):
        return not after.isspace()
    if (after.isspace() and mark != "«") or before.isalnum():
        return False
    if mark == "”":  # Swedish and Finnish open with it, too
        return after.isalnum() and (before.isspace() or before in "([—–")
    if mark == "'":  # an apostrophe as a rule
        return after.isupper() and (before.isspace() or before in "([—–")
    return True


def _begins_paragraph(text: str, mark: int, start: int) -> bool:
    return not text[start:mark].strip()


def _closing(text: str, opening: re.Match[str], end: int) -> re.Match[str] | None:
    """The mark that closes what `opening` opened, past nested pairs of the same kind."""
    wanted = _CLOSING[opening.group()]
    depth = 0
    stop = min(end, opening.end() + _LONGEST)
    for hit in islice(_MARK.finditer(text, opening.end(), stop), _MOST_MARKS):
        mark = hit.group()
        if mark in wanted and _can_close(text, hit, end):
            if depth == 0:
                return hit
            depth -= 1
        elif mark == opening.group() and mark not in "\"'”" and _can_open(text, hit, opening.end(), end):
            depth += 1
        elif mark == "“" == opening.group() and _can_close(text, hit, end):
            return hit  # typed twice the same way
    return None


def _can_close(text: str, hit: re.Match[str], end: int) -> bool:
    before = text[hit.start() - 1]
    after = text[hit.end()] if hit.end() < end else " "
    mark = hit.group()
    if mark in _EASTERN or (mark == "”" and _AFTER_EASTERN.match(after)):
        return True
    if mark == "'" and before not in _ENDS_SPEECH and after not in _ENDS_SPEECH + ")":
        return False  # `the dogs' bowl`
    if before.isspace() and mark not in ("”", "»", "«"):
        return False
    return not after.isalnum()
