"""A citation with its fields marked: in colour on a terminal, by letters under the words when piped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citetrail.cli.output import clean, has_colour, paint, say, terminal_width
from citetrail.cli.tables import width_of

if TYPE_CHECKING:
    from citetrail.model.references import FieldSpan, Reading

COLOURS = {
    "authors": "cyan", "editors": "cyan", "translators": "cyan", "title": "green", "container_title": "magenta",
    "collection_title": "magenta", "issued": "yellow", "volume": "blue", "issue": "blue", "pages": "red",
    "identifiers": "underline", "doi": "underline", "url": "underline", "publisher": "bold",
}  # fmt: skip


def print_marked(reading: Reading) -> None:
    """The citation, then the names of the fields below their words."""
    text = clean(reading.text).replace("\n", " ")
    spans = sorted(reading.spans, key=lambda span: span.start)
    if has_colour():
        say(_coloured(text, spans))
        say("  ".join(paint(name, COLOURS.get(name, "dim")) for name in dict.fromkeys(span.field for span in spans)))
        return
    letters = {name: chr(ord("a") + place % 26) for place, name in enumerate(dict.fromkeys(s.field for s in spans))}
    marks = [" "] * len(text)
    for span in spans:
        marks[span.start : span.end] = letters[span.field] * len(text[span.start : span.end])
    for start, end in _lines(text):
        say(text[start:end])
        say(
            "".join(
                mark * max(1, width_of(letter)) for letter, mark in zip(text[start:end], marks[start:end], strict=True)
            )
        )
    say("  ".join(f"{letter} {name} {_least_sure(name, spans):.0%}" for name, letter in letters.items()))


def _least_sure(field: str, spans: list[FieldSpan]) -> float:
    return min(span.confidence for span in spans if span.field == field)


def _lines(text: str) -> list[tuple[int, int]]:
    """Offsets of lines that fit the terminal, broken at blanks."""
    width = terminal_width() - 2
    lines, start = [], 0
    while len(text) - start > width:
        end = text.rfind(" ", start, start + width)
        end = end + 1 if end > start else start + width
        lines.append((start, end))
        start = end
    return [*lines, (start, len(text))]


def _coloured(text: str, spans: list[FieldSpan]) -> str:
    parts, end = [], 0
    for span in spans:
        if span.start < end:
            continue
        styles = [COLOURS.get(span.field, "dim"), *(["italic"] if span.confidence < 0.7 else [])]
        parts += [text[end : span.start], paint(text[span.start : span.end], *styles)]
        end = span.end
    return "".join([*parts, text[end:]])
