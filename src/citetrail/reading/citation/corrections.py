"""Labels put right where the print itself says what a word is, or where a reference cannot lack what was not found.

The model sees a few words at a time; these rules see the whole reference. Each asks for several signs at once and
leaves the labels alone where one is missing.
"""

from __future__ import annotations

from collections.abc import Sequence

from citetrail.reading.citation.corrections_of_numbers import correct_numbers
from citetrail.reading.citation.corrections_of_parts import correct_parts
from citetrail.reading.citation.corrections_of_titles import correct_titles
from citetrail.reading.citation.corrections_of_words import correct_words
from citetrail.reading.citation.tokens import Tokens


def corrected(tokens: Tokens, labels: Sequence[int]) -> list[int]:
    """The labels of one reference's tokens after all rules."""
    fixed = list(labels)
    if not fixed:
        return fixed
    correct_words(tokens.words, fixed)
    correct_numbers(tokens.words, fixed)
    correct_titles(tokens.words, fixed)
    correct_parts(tokens.words, fixed)
    return fixed
