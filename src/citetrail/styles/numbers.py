"""Numbers in fields: what counts as numeric, roman and ordinal forms, plural.

Source: CSL 1.0.2 specification, "Number" and "Choose" (is-numeric): numbers may have letters around ("D2", "2b"), and
may be joined by hyphens, commas and ampersands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from citetrail.errors import InputError

ONE = r"[A-Za-z]{0,4}\d+(?:\.\d+)*[A-Za-zª°º]{0,4}\.?"
NUMERIC = re.compile(rf"\s*{ONE}(?:\s*[-–—,&]\s*{ONE})*\s*")
PIECES = re.compile(r"(\s*(?:[-–—,&]|\band\b|\bet\b|\bund\b)\s*)")
ROMAN = (
    ("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90),
    ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1),
)  # fmt: skip
SEPARATORS = {",": ", ", "&": " & "}


@lru_cache(maxsize=4096)
def is_numeric(value: str) -> bool:
    """Whether a number variable's content is numeric in CSL's sense."""
    return NUMERIC.fullmatch(value) is not None


@lru_cache(maxsize=4096)
def pieces(value: str) -> tuple[tuple[str, str], ...]:
    """A numeric value as (number, separator after it) pairs; the last separator is empty."""
    parts = PIECES.split(value.strip())
    return tuple((parts[i].strip(), parts[i + 1] if i + 1 < len(parts) else "") for i in range(0, len(parts), 2))


def separator(raw: str, dash: str) -> str:
    """The separator as it is shown: a dash without spaces, a comma with one after, an ampersand between two."""
    mark = raw.strip()
    return dash if mark and mark in "-–—" else SEPARATORS.get(mark, raw)


def whole_number(text: str) -> int | None:
    """The number that a text is in full, of at most 18 digits; None for other texts ("²" is none)."""
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) <= 18 else None


def roman(number: int) -> str:
    """A number from 1 to 3999 in lower-case roman numerals; others in digits."""
    if not 0 < number < 4000:
        return str(number)
    out = ""
    for letters, value in ROMAN:
        count, number = divmod(number, value)
        out += letters * count
    return out


def option_number(options: Mapping[str, str], name: str, otherwise: int) -> int:
    """A style's option that is a number. Raises InputError where it is none."""
    if name not in options:
        return otherwise
    number = whole_number(options[name])
    if number is None:
        raise InputError(f'style: {name}="{options[name]}" is no number')
    return number


ROMAN_RANGE = re.compile(r"\b[ivxlcdmIVXLCDM]+\s*[-–—,&]\s*[ivxlcdmIVXLCDM]+\b")
EMBEDDED_LABEL = re.compile(r",\s*[a-z]{1,5}\.\s")  # "1, fol. 186"
MULTIPLE = re.compile(r"[\dA-Za-z]\s*(?<!\\)[-–—,&;]\s*[\dA-Za-z]|\d\s+(?:and|et|und|y|e)\s+\d")


@lru_cache(maxsize=4096)
def is_plural(value: str) -> bool:
    """Whether a locator, page or number names more than one."""
    value = EMBEDDED_LABEL.split(value, maxsplit=1)[0]
    if any(char.isdigit() for char in value):
        return MULTIPLE.search(value) is not None
    return ROMAN_RANGE.search(value) is not None
