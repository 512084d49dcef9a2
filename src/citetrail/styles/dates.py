"""Dates in items: date-parts, EDTF and raw strings, seasons, literals.

Source: CSL-JSON schema 1.0 ("date-variable"), EDTF (ISO 8601-2) level 0 and the level 1 marks CSL 1.0.2 uses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from citetrail.styles.numbers import whole_number

YMD = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date or range; month 13-16 and 21-24 are seasons, 0 is "not given". A literal has no start."""

    start: YMD | None = None
    end: YMD | None = None
    season: str = ""
    is_circa: bool = False
    literal: str = ""
    is_open: bool = False


EDTF = re.compile(
    r"(?P<sign>[-+]?)(?:Y(?P<long>\d{5,12})|(?P<year>\d{4}|\d{2}XX|\d{3}X))(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?(?:T\S*)?(?P<mark>[?~%]?)"
)
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
SEASONS = {"spr": 21, "sum": 22, "aut": 23, "fal": 23, "win": 24}
WORDY = re.compile(r"(?:(?P<word>[A-Za-z]{3,9})\.?)?\s*(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?,?)?\s*(?P<year>\d{4})")
DAY_FIRST = re.compile(r"(?P<day>\d{1,2})\.?\s+(?P<word>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})")
SLASHED = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})")
LOOSE = re.compile(r"(?P<sign>-?)(?P<year>\d{1,4})(?:[-/](?P<month>\d{1,2})(?:[-/](?P<day>\d{1,2}))?)?")
CIRCA = re.compile(r"^\s*(?:circa|ca?\.|c\s)\s*|\?\s*$", re.IGNORECASE)


def date_from_json(value: object) -> DateValue | None:
    """A CSL-JSON date, an EDTF string, or None where nothing is given."""
    if isinstance(value, str):
        return date_from_text(value) if value.strip() else None
    if not isinstance(value, Mapping):
        return None
    circa = str(value.get("circa", "")).lower() not in ("", "0", "false", "none")
    season = str(value.get("season") or "")
    spans = [_parts(parts) for parts in value.get("date-parts") or () if isinstance(parts, Sequence)]
    found = [parts for parts in spans if parts is not None and parts != (0, 0, 0)]
    if found:
        end = found[1] if len(found) > 1 else None
        return DateValue(found[0], end, season, circa, is_open=len(spans) > 1 and end is None)
    for key in ("edtf", "raw", "literal"):
        if value.get(key):
            return _from_words(str(value[key]), key, circa=circa)
    return DateValue(season=season) if season else None


def _from_words(text: str, key: str, *, circa: bool) -> DateValue:
    if key == "literal":
        return DateValue(literal=text, is_circa=circa)
    read = date_from_text(text)
    return DateValue(read.start, read.end, read.season, read.is_circa or circa, read.literal, read.is_open)


def _parts(parts: Sequence[Any]) -> YMD | None:
    numbers = [_number(part) for part in parts[:3]]
    if not numbers or numbers[0] is None:
        return None
    year, month, day = [*numbers, 0, 0][:3]
    return year or 0, month or 0, day or 0


def _number(part: object) -> int | None:
    try:
        return int(str(part).strip())
    except ValueError:
        return None


def date_from_text(text: str) -> DateValue:
    """EDTF or a date in words ("May 2011", "12 May 2011", "5/12/2011"); anything else stays a literal."""
    stripped = text.strip()
    first, slash, last = stripped.partition("/")
    start = _edtf(first)
    if start is not None and slash:
        end = _edtf(last)
        if end is not None:
            return DateValue(start[0], end[0], is_circa=start[1] or end[1])
        if last in ("..", ""):
            return DateValue(start[0], is_circa=start[1], is_open=True)
    if start is not None and not slash:
        return DateValue(start[0], is_circa=start[1])
    circa = CIRCA.search(stripped) is not None
    bare = CIRCA.sub("", stripped)
    read = _wordy(bare)
    if read is not None:
        return DateValue(read, is_circa=circa)
    return _range_of_words(bare, circa=circa) or DateValue(literal=stripped)


def _range_of_words(text: str, *, circa: bool) -> DateValue | None:
    for dash in (" - ", "–", "--", "-"):
        first, found, last = text.partition(dash)
        if found:
            start, end = _wordy(first), _wordy(last)
            if start is not None and end is not None:
                return DateValue(start, end, is_circa=circa)
    return None


def _edtf(text: str) -> tuple[YMD, bool] | None:
    match = EDTF.fullmatch(text.strip())
    if match is None:
        return None
    year = int((match["long"] or match["year"]).replace("X", "0"))
    sign = -1 if match["sign"] == "-" else 1
    unsure = match["mark"] != "" or "X" in (match["year"] or "")
    return (sign * year, int(match["month"] or 0), int(match["day"] or 0)), unsure


def _wordy(text: str) -> YMD | None:
    text = text.strip()
    match = DAY_FIRST.fullmatch(text) or WORDY.fullmatch(text)
    if match is not None:
        word = (match["word"] or "").lower()[:3]
        if word in MONTHS:
            return int(match["year"]), MONTHS.index(word) + 1, int(match["day"] or 0)
        if word in SEASONS:
            return int(match["year"]), SEASONS[word], 0
        return (int(match["year"]), 0, 0) if not word and not match["day"] else None
    match = SLASHED.fullmatch(text)
    if match is not None:
        return int(match["year"]), int(match["month"]), int(match["day"])
    match = LOOSE.fullmatch(text)
    if match is not None and int(match["month"] or 0) <= 24:
        return int(match["sign"] + match["year"]), int(match["month"] or 0), int(match["day"] or 0)
    return None


def season_number(date: YMD | None, season: str) -> int:
    """The season 1-4 of a date (spring first), 0 without one."""
    number = whole_number(season)
    if number is not None and 1 <= number <= 4:
        return number
    month = date[1] if date else 0
    return (month - 13) % 4 + 1 if 13 <= month <= 24 else 0


def sort_text(date: YMD | None) -> str:
    """A date as digits that sort in time, years before Christ first."""
    if date is None:
        return ""
    year, month, day = date
    month = 0 if month > 12 else month
    return f"{year + 100000:06d}{month:02d}{day:02d}"
