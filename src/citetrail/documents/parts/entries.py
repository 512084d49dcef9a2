"""What an entry of a reference list looks like, as far as the readers must know it to keep entries whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

_YEAR = re.compile(
    r"(?<![\d/.-])(?:1[5-9]|20)\d\d[a-z]?(?![\d/])|\b(?:in press|forthcoming|n\.\s?d\.|o\.\s?J\.|s\.\s?f\.)",
    re.IGNORECASE,
)
_UPPER = r"A-ZÀ-ÖØ-ÞĀŁŃŘŚŠŽİА-Я"
_NAME = re.compile(
    rf"(?:[{_UPPER}][\w’'‑-]+,?\s+(?:[{_UPPER}]\.?[\s‑-]?){{1,4}}(?=[,;:.()&\s]|$))"  # Smith, J. A. / Smith JA
    rf"|(?:(?:[{_UPPER}]\.[\s‑-]?){{1,3}}\s?(?:\w{{2,4}}\s)?[{_UPPER}][\w’'‑-]+)"  # J. A. Smith
    rf"|(?:^\W*(?:\d+\W+)?[{_UPPER}][\w’'‑-]+,\s+[{_UPPER}][\w’'‑-]+)"  # Smith, Jane
    r"|\bet\s+al\b|\bet\s+coll\b|\bu\.\s?a\."
)
_DETAIL = re.compile(
    r"\b\d{1,4}\s*(?:\(\d[\w\s/–-]*\))?\s*[:,]\s*(?:pp?\.?\s*)?[A-Za-z]?\d+|\bvol\.|\bpp?\.\s*\d|\d+\s?[–—-]\s?\d+|"
    r"\bdoi\b|10\.\d{4,9}/|\b(?:press|verlag|publish\w*|editions?|university|proc\.|proceedings|thesis|isbn|https?:)",
    re.IGNORECASE,
)
_SIZES = (20, 2500)


_BEGINNING = re.compile(
    rf"^\W*(?:(?:van|von|de|der|den|del|di|da|du|la|le|el|al|ten|ter|dos)\s+){{0,3}}[{_UPPER}][\w’'‑-]+"
    rf"(?:[\s-][{_UPPER}][\w’'‑-]+)?(?:,\s*[{_UPPER}]|\s+[{_UPPER}]{{1,3}}(?=[,.;:(\s]|$)|\.\s|,$)|^(?:[{_UPPER}]\.[\s-]?){{1,3}}[{_UPPER}]"
)


def begins_like_entry(line: str) -> bool:
    """Whether a line begins with an author as references write them."""
    return bool(_BEGINNING.match(line))


def share_of_entries(texts: Sequence[str]) -> float:
    """Share of texts (0-1) that have the size and the year, name and detail of a printed reference."""
    return sum(_is_entry(text) for text in texts) / len(texts) if texts else 0.0


def share_of_loose_entries(texts: Sequence[str]) -> float:
    """The same with less to ask for: where a heading or a class name says already what the list is."""
    return sum(_is_loose_entry(text) for text in texts) / len(texts) if texts else 0.0


def _is_entry(text: str) -> bool:
    return _has_size(text) and bool(_YEAR.search(text) and _NAME.search(text) and _DETAIL.search(text))


def _is_loose_entry(text: str) -> bool:
    return _has_size(text) and bool(_YEAR.search(text)) and bool(_NAME.search(text) or _DETAIL.search(text))


def _has_size(text: str) -> bool:
    return _SIZES[0] <= len(text) <= _SIZES[1]
