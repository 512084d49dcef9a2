"""A part and its book told apart by the print where the labels are not: quotation marks, pages and publisher behind."""

from __future__ import annotations

import re
from typing import Any

from citetrail.model import pages_from_text
from citetrail.reading.citation.later import later

_OPENING = frozenset("\"“«„‘'")
# `Audio Amplifiers,” Audio Systems`: the marks close a title that began before, and a book goes on behind them.
_QUOTED_PART = later(r"([^\"“”„«»]{3,}?)(?:[,.][\"”]|[\"”],)\s+(?:[Ii]n:?\s+)?([^\W\d_a-z][^\"“”„«»]{3,})")
_WITH_PAGES = later(r"(.{6,}?),?\s(\d{1,4}[-–]\d{1,4})")
_PAGES_BEHIND = later(r"(\d{1,4}[-–]\d{1,4})\s*\(")
_WITH_PUBLISHER = later(r"(.{6,}?)\s\(([^()\d]{2,60})\)?")


def tell_part_from_book(text: str, starts: dict[str, int], words: dict[str, str], fields: dict[str, Any]) -> None:
    """Change the words of title and container, and say pages and publisher found in them, in place.

    `starts` holds where the words of each field begin in the text.
    """
    if "title" in words and "container" not in words:
        _part_title(text, starts["title"], words)
    elif "container" in words:
        _part_container(text, starts["container"], words, fields)


def _part_title(text: str, start: int, words: dict[str, str]) -> None:
    title = words["title"]
    found = _QUOTED_PART.fullmatch(title) if '"' in title or "”" in title else None
    if found and text[:start].rstrip()[-1:] in _OPENING:
        words["title"], words["container"] = found[1], found[2]


def _part_container(text: str, start: int, words: dict[str, str], fields: dict[str, Any]) -> None:
    """`in Ecology 1–22 (Edinburgh, 2020)` and `in Networks (Sciyo)`, as styles print that set nothing before pages."""
    if not re.search(r"\bin:?\s*$", text[max(0, start - 5) : start], re.IGNORECASE):
        return
    book, behind = words["container"], text[start + len(words["container"]) :].lstrip(" ,")
    if "pages" not in words and (own := _PAGES_BEHIND.match(behind)):
        fields["pages"] = pages_from_text(own[1])
    elif "pages" not in words and behind.startswith("(") and (found := _WITH_PAGES.fullmatch(book)):
        words["container"] = found[1]
        fields["pages"] = pages_from_text(found[2])
    elif "publisher" not in words and not behind.strip(" .)") and (found := _WITH_PUBLISHER.fullmatch(book)):
        words["container"], words["publisher"] = found[1], found[2]
