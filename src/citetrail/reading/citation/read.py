"""A citation string, or many, read into fields."""

from __future__ import annotations

import gc
import sys
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from citetrail.model import Reading
from citetrail.reading.citation.assemble import reading_of
from citetrail.reading.citation.corrections import corrected
from citetrail.reading.citation.leads import start_of_own
from citetrail.reading.citation.registers import numbers_of_registers
from citetrail.reading.citation.segments import segments_of
from citetrail.reading.citation.tag import Tagged, tag_one
from citetrail.reading.citation.tokens import Tokens, tokens_from_text

LONGEST = 3000  # characters: no reference is longer; what comes after is not read
CORRECTED = 0.7  # how sure a label is that a rule has put in the place of the model's
FEW = 16  # up to so many references plain Python is done before numpy would have been loaded


def read_citation(text: str) -> Reading:
    """What a printed reference says: persons, titles, dates, numbers, identifiers, each with its span and confidence.

    Never raises; for a text that is no reference the description is nearly empty and the confidence low.
    """
    return read_citations((text,))[0]


def read_citations(texts: Sequence[str]) -> tuple[Reading, ...]:
    """The reading of each text, in order; one call for many is far faster than many calls."""
    with _collector_paused():
        tokens = [_own_tokens(text[:LONGEST]) for text in texts]
        return tuple(
            _reading(text, some, tagged) for text, some, tagged in zip(texts, tokens, _tagged(tokens), strict=True)
        )


def _own_tokens(text: str) -> Tokens:
    """The tokens without those that only lead to the reference, or are numbers of registers behind it."""
    tokens = tokens_from_text(text)
    first = bisect_left(tokens.starts, start) if (start := start_of_own(text)) else 0
    others = [(0, first)] if 0 < first < len(tokens.words) else []
    for start, end in numbers_of_registers(text):
        others.append((bisect_left(tokens.starts, start), bisect_left(tokens.starts, end)))
    return _without(tokens, others) if others else tokens


def _without(tokens: Tokens, spans: Sequence[tuple[int, int]]) -> Tokens:
    """The tokens but for those in the spans (first, end), unless that is all of them."""
    left_out = {place for first, end in spans for place in range(first, end)}
    kept = [place for place in range(len(tokens.words)) if place not in left_out]
    if not kept:
        return tokens
    words, starts, spaced = tokens
    return Tokens([words[at] for at in kept], [starts[at] for at in kept], [spaced[at] for at in kept])


@contextmanager
def _collector_paused() -> Iterator[None]:
    """No garbage collection meanwhile: a batch makes millions of small values, none of them garbage; a fifth faster."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _tagged(tokens: Sequence[Tokens]) -> list[Tagged]:
    if len(tokens) <= FEW and "numpy" not in sys.modules:
        return [tag_one(one) for one in tokens]
    from citetrail.reading.citation.tag_arrays import tag_many

    return tag_many(tokens)


def _reading(text: str, tokens: Tokens, tagged: Tagged) -> Reading:
    labels, sureness = corrected(tokens, tagged.labels), tagged.sureness
    if labels != tagged.labels:
        pairs = zip(sureness, labels, tagged.labels, strict=True)
        sureness = [sure if label == before else min(sure, CORRECTED) for sure, label, before in pairs]
    return reading_of(text, segments_of(text, tokens, labels, sureness))
