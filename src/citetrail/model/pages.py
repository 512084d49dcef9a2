"""Page ranges: elided, roman, lettered, several at once, or an article number instead.

`1388-396` is 1388-1396: an elided last page keeps as many digits as it needs and borrows the rest from the first
(MLA and Chicago habits; https://docs.citationstyles.org/en/stable/specification.html#page-ranges tells the reverse).
"""

from __future__ import annotations

import re

from pydantic import BaseModel, ConfigDict

_DASH = r"\s*(?:--+|[-‐‑‒–—―−~～－]|\bto\b)\s*"
_ROMAN = r"(?=[ivxlcdm])m{0,4}(?:c[md]|d?c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})"
# `12`, `S12`, `12A`, `17B521`, `12.e3` (Elsevier's electronic pages), `16.4.1`, `21:42` (article : page, ACM).
_NUMBERED = r"[^\W\d_]{0,6}\.?\d+(?:[A-Za-z]{1,2}\d+|[A-Za-z]{1,2}(?![A-Za-z])|(?:\.\d+){1,3}|\.e\d+|:\d+)?"
_PAGE = rf"(?:{_NUMBERED}|pdb\.[a-z]{{2,8}}\d+|{_ROMAN}(?![^\W_]))"
_RANGE = re.compile(
    rf"^(?P<first>{_PAGE})(?:{_DASH}(?P<last>{_PAGE}))?(?:\+|-$|\s*ff?\.?$|\s+(?:et seq|et s|sqq?|passim)\.?$)?$",
    re.IGNORECASE,
)
# `S-475`, `A-694–A-695`, `12-I`, `51-0977–51-0977`: pages with a dash of their own, both ends built alike.
_DASHED = re.compile(
    rf"^(?P<first>(?P<stem>[A-Z]+|\d+)-\d+)(?:{_DASH}(?P<last>(?P=stem){_DASH}\d+))$"
    r"|^(?P<single>(?:[A-HJ-Z]|[A-Z]{2,5})-\d+[A-Za-z]?|\d+-(?:I{1,3}|IV|VI{0,3}|IX|X))$"
)
_YEARED = re.compile(r"^e\d{5}-\d{2}$")  # article number and year of the journals of the ASM
_LABEL = re.compile(
    r"^(?:(?:pp?|pages?|pgs?|pág(?:inas?|s)?|seiten?|str|стр|lk|págs?|s|с)\s*[.:]\s*|(?:pp?|pages?|págs?|seiten?)\s+"
    r"|(?-i:pp?)(?=\d)"
    r"|(?:art(?:icle|ikel)?\.?)\s*(?:(?:no|nr|id|number)\b\.?)?\s*:?\s*(?=[A-Za-z]{0,6}\d)|suppl(?:ement)?(?:\s*\d+)?\s*:)\s*",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"^(?:(?:author|authors'?)\s+)?(?:reply|response|discussion|quiz|erratum|passim)\s+(?=\S)", re.IGNORECASE
)
_PARTS = re.compile(r"\s*[,;&]\s*|\s+(?:and|et(?!\s+s)|und|y|e)\s+")
_NOT_PREFIX = re.compile(
    r"^(?:vol|no|nr|num|n(?=\.)|fig|tab|table|ch|chap|sec|part|pt|suppl|issue|year|jan|feb|mar|apr|may|june?|july?|aug|sept?|"
    r"oct|nov|dec|isbn|issn|pmid|pmc|doi|http|version|ver)\.?\d",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"^([^\W\d_]*\.?)(\d+)([A-Za-z]{0,2})$")
_ELOCATOR = re.compile(r"^(?:e|E|W|art\.?\s?|article\s)\d{2,}$|^e\d{5}-\d{2}$|^[A-Za-z]{2,6}\.?\d{3,}$")


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
    """Pages as printed, elided last pages expanded; None for what is not pages (`no-no`, `240 p.`, `Fig. 3`).

    `1388-396` → 1388–1396, `S12-S19`, `e12345`, `xi–xv`, `12, 15-18`, `123-5`; labels (`pp.`) and brackets are dropped,
    as are `ff.` and `+`.
    """
    bare = text.translate(_WIDE_DIGITS).strip(_AROUND)
    bare = _LABEL.sub("", bare, count=1).strip(_AROUND)
    ranges = [_range_from_text(part) for part in _PARTS.split(bare)] if bare else []
    kept = tuple(single for single in ranges if single)
    return Pages(ranges=kept) if kept and len(kept) == len(ranges) else None


_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_AROUND = " \t\n\r.,;()[]"


def _range_from_text(part: str) -> PageRange | None:
    part = _BESIDE.sub("", part.strip())
    if _NOT_PREFIX.match(part):
        return None
    if _YEARED.match(part):
        return PageRange(first=part)
    if dashed := _DASHED.match(part):
        last = re.sub(_DASH, "-", dashed["last"]) if dashed["last"] else None
        return PageRange(first=dashed["single"] or dashed["first"], last=last)
    found = _RANGE.match(part)
    if not found:
        return None
    return PageRange(first=found["first"], last=_last_in_full(found["first"], found["last"]))


def _last_in_full(first: str, last: str | None) -> str | None:
    """The last page with its elided digits and letter prefix: (1388, 396) → 1396, (S12, 9) → S19, (12S, 9S) → 19S."""
    if last is None or last == first:
        return None
    before, after = _PLAIN.match(first), _PLAIN.match(last)
    if not before or not after or after[3] != before[3] or (after[1] and after[1] != before[1]):
        return last
    return f"{before[1]}{_digits_in_full(before[2], after[2])}{after[3]}"


def _digits_in_full(first: str, last: str) -> str:
    if len(last) >= len(first):
        return last
    stem = first[: -len(last)]
    if int(stem + last) >= int(first):
        return stem + last
    if last.startswith("0"):  # 1996-05: no page is printed with a zero in front, so the hundred changed
        return f"{int(stem) + 1}{last}"
    return last
