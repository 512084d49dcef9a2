"""A reading shown as what it is: the citation's own words, each stretch with the field it was read as."""

from __future__ import annotations

from typing import NamedTuple

from citetrail.model import Reading


class Stretch(NamedTuple):
    """A piece of the citation; `field` and `confidence` (0-1) are None where nothing was read in it."""

    text: str
    field: str | None
    confidence: float | None


def explain(reading: Reading) -> tuple[Stretch, ...]:
    """The citation from its first sign to its last, in order; joined, the texts are the citation again."""
    stretches, place = [], 0
    for span in sorted(reading.spans, key=lambda span: (span.start, span.end)):
        start = max(span.start, place)
        if start > place:
            stretches.append(Stretch(reading.text[place:start], None, None))
        if span.end > start:
            stretches.append(Stretch(reading.text[start : span.end], span.field, span.confidence))
            place = span.end
    if place < len(reading.text):
        stretches.append(Stretch(reading.text[place:], None, None))
    return tuple(stretches)
