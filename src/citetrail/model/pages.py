"""Page ranges: elided, roman, lettered, several at once, or an article number instead.

`1388-396` is 1388-1396: an elided last page keeps as many digits as it needs and borrows the rest from the first
(MLA and Chicago habits; https://docs.citationstyles.org/en/stable/specification.html#page-ranges tells the reverse).
"""

from __future__ import annotations

import re

from pydantic import BaseModel, ConfigDict

_DASH = r"\s*(?:--+|[-‐‑‒–—―−]|\bto\b)\s*"
_PAGE = r"[A-Za-z]{0,6}\.?\d+[A-Za-z]{0,2}|[ivxlcdmIVXLCDM]+"
_RANGE = re.compile(rf"^(?P<first>{_PAGE})(?:{_DASH}(?P<last>{_PAGE}))?\+?$")
_LABEL = re.compile(r"^(?:pp?|pages?|pgs?|seiten?|s|págs?|pág|str|стр|с)\s*\.\s*|^(?:pp?|pages?)\s+", re.IGNORECASE)
_PARTS = re.compile(r"\s*[,;&]\s*|\s+and\s+")
_PLAIN = re.compile(r"^([A-Za-z]*\.?)(\d+)([A-Za-z]{0,2})$")
_ELOCATOR = re.compile(r"^(?:e|E|W|art\.?\s?|article\s)\d{2,}$")


class PageRange(BaseModel):
    """First and last page as printed in full; `last` is None for a single page or an article number."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    first: str
    last: str | None = None

    def __str__(self) -> str:
        return f"{self.first}–{self.last}" if self.last else self.first


class Pages(BaseModel):
    """One or several ranges, in the order printed. Prints as `12, 15–18, S2–S9`."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    ranges: tuple[PageRange, ...]

    @property
    def first(self) -> str:
        """The first page, as printed."""
        return self.ranges[0].first

    @property
    def last(self) -> str | None:
        """The last page of the last range; None if only one page is named."""
        final = self.ranges[-1]
        return final.last or (final.first if len(self.ranges) > 1 else None)

    @property
    def is_elocator(self) -> bool:
        """Whether this is an article number (`e0123456`) and not a place in a volume."""
        return len(self.ranges) == 1 and self.ranges[0].last is None and bool(_ELOCATOR.match(self.ranges[0].first))

    def __str__(self) -> str:
        return ", ".join(str(single) for single in self.ranges)


def pages_from_text(text: str) -> Pages | None:
    """Pages as printed, elided last pages expanded; None for what is not pages.

    `1388-396` → 1388–1396, `S12-S19`, `e12345`, `xi–xv`, `12, 15-18`, `123-5`; labels (`pp.`) are dropped.
    """
    bare = _LABEL.sub("", text.strip()).strip(" .,;")
    if not bare:
        return None
    ranges = []
    for part in _PARTS.split(bare):
        found = _RANGE.match(part.strip())
        if not found:
            return None
        ranges.append(PageRange(first=found["first"], last=_last_in_full(found["first"], found["last"])))
    return Pages(ranges=tuple(ranges))


def _last_in_full(first: str, last: str | None) -> str | None:
    """The last page with its elided digits and letter prefix: (1388, 396) → 1396, (S12, 9) → S19."""
    if last is None or last == first:
        return None
    before, after = _PLAIN.match(first), _PLAIN.match(last)
    if not before or not after or after[3] or (after[1] and after[1] != before[1]):
        return last
    digits = after[2]
    if len(digits) < len(before[2]):
        candidate = before[2][: -len(digits)] + digits
        if int(candidate) >= int(before[2]):
            digits = candidate
    return f"{before[1]}{digits}"
