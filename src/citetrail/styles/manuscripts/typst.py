"""Typst's citations: `@key`, `@key[p. 3]`, `#cite(<key>, supplement: [p. 3], form: "prose")`.

Source: https://typst.app/docs/reference/model/cite/, /model/ref/, /model/bibliography/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from citetrail.styles.context import Cite
from citetrail.styles.manuscripts.locators import located
from citetrail.styles.manuscripts.marks import (
    LocatorLabels,
    Manuscript,
    Mark,
    Syntax,
    blanked,
    closing_bracket,
    in_order,
)

HIDDEN = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*|```.*?```|`[^`\n]*`", re.DOTALL)
STRING = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"")
LABEL = re.compile(r"<([\w.:-]+)>")
REFERENCE = re.compile(r"(?<![\w/\\@.])@([^\W_](?:[\w.:-]*[^\W_])?|_[\w.:-]*\w)")
CALL = re.compile(r"#cite\s*\(")
CALLED = re.compile(r"\s*(?:<([^<>\s]+)>|label\(\s*\"([^\"]+)\"\s*\))")
SUPPLEMENT = re.compile(r"supplement:\s*\[")
FORM = re.compile(r"form:\s*(?:\"(\w+)\"|(none))")
PLACE = re.compile(r"#bibliography\s*\(")


def read(text: str, labels: LocatorLabels) -> Manuscript:
    """A Typst manuscript: references to labels of the document itself are no citations."""
    shown = blanked(text, HIDDEN)
    marks, unprinted = [], []
    for mark in _calls(shown, labels):
        marks.append(mark)
        if not mark.cites:
            unprinted.append(
                (shown[mark.offsets[0] : mark.offsets[0] + 200].split(">")[0].lstrip("<"), mark.offsets[0])
            )
    spans = [(mark.start, mark.end) for mark in marks]
    own = {match[1] for match in LABEL.finditer(shown) if not any(a <= match.start() < b for a, b in spans)}
    strings = blanked(shown, STRING)
    marks.extend(mark for mark in _references(strings, labels) if mark.cites[0].id not in own)
    place = PLACE.search(shown)
    return Manuscript(
        text,
        tuple(_together(shown, in_order(marks))),
        unprinted=tuple(unprinted),
        place=(place.start(), _closing(shown, place.end() - 1) + 1) if place else None,
    )


def _calls(text: str, labels: LocatorLabels) -> Iterator[Mark]:
    for call in CALL.finditer(text):
        end = _closing(text, call.end() - 1)
        key = CALLED.match(text, call.end())
        if end < 0 or key is None:
            continue
        supplement = SUPPLEMENT.search(text, key.end(), end)
        where = ""
        if supplement is not None:
            where = text[supplement.end() : closing_bracket(text, supplement.end() - 1)]
        form = FORM.search(text, key.end(), end)
        cite = _cite(key[1] or key[2], where, labels)
        if form is not None and form[1] == "year":
            cite = replace(cite, suppress_author=True)
        is_printed = form is None or form[2] is None
        yield Mark(
            call.start(),
            end + 1,
            (cite,) if is_printed else (),
            (key.start(1) if key[1] else key.start(2),),
            is_narrative=form is not None and form[1] in ("prose", "author"),
        )


def _references(text: str, labels: LocatorLabels) -> Iterator[Mark]:
    for match in REFERENCE.finditer(text):
        end, where = match.end(), ""
        if text[end : end + 1] == "[":
            closing = closing_bracket(text, end)
            if closing > 0:
                where, end = text[end + 1 : closing], closing + 1
        yield Mark(match.start(), end, (_cite(match[1], where, labels),), (match.start(),))


def _cite(key: str, supplement: str, labels: LocatorLabels) -> Cite:
    where = located(supplement, labels)
    return Cite(key, where.locator, where.label, "", where.suffix)


def _together(text: str, marks: tuple[Mark, ...]) -> Iterator[Mark]:
    """Neighbouring citations as one, as Typst has it."""
    held: Mark | None = None
    for mark in marks:
        if held and not held.is_narrative and not mark.is_narrative and not text[held.end : mark.start].strip(" "):
            held = replace(held, end=mark.end, cites=held.cites + mark.cites, offsets=held.offsets + mark.offsets)
            continue
        if held:
            yield held
        held = mark
    if held:
        yield held


def _closing(text: str, start: int) -> int:
    """Where the round bracket that opens at `start` closes; -1 where it does not."""
    depth = 0
    for at in range(start, min(len(text), start + 5000)):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if depth == 0:
            return at
    return -1


def _note(_: int, text: str) -> tuple[str, str]:
    return f"#footnote[{text}]", ""


TYPST = Syntax("Typst", read, "typst", _note, lambda title: f"= {title}")
