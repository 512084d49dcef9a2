"""Dates as sources give them: a year, a month, a day, a season, a range, or only words.

Written and read as EDTF levels 0 and 1 (https://www.loc.gov/standards/datetime/), as far as bibliographies use them.
"""

from __future__ import annotations

import re
from datetime import date

from pydantic import BaseModel, ConfigDict

_EDTF = re.compile(r"^(?P<sign>-?)(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?P<mark>[~?%]?)$")
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


class PartialDate(BaseModel):
    """A date known to the year, month, season or day. `year` may be negative, counted as the source gave it.

    `month` 1-12 or an EDTF season 21-24; `letter` is the `a` of `2010a`; `words` holds what is no number (`in press`).
    `year` is None only when there are just words.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    year: int | None = None
    month: int | None = None
    day: int | None = None
    circa: bool = False
    uncertain: bool = False
    letter: str | None = None
    words: str | None = None

    @property
    def season(self) -> str | None:
        """`spring` and so on for months 21-24."""
        return _SEASONS.get(self.month or 0)

    @property
    def earliest(self) -> date | None:
        """The first day it can mean; None without a year or before the year 1."""
        if self.year is None or not 1 <= self.year <= 9999:
            return None
        month = self.month if self.month and self.month <= 12 else {21: 3, 22: 6, 23: 9, 24: 12}.get(self.month or 0, 1)
        try:
            return date(self.year, month, self.day or 1)
        except ValueError:
            return date(self.year, month, 1)

    def __str__(self) -> str:
        if self.year is None:
            return self.words or ""
        text = f"-{-self.year:04d}" if self.year < 0 else f"{self.year:04d}"
        if self.month:
            text += f"-{self.month:02d}"
            if self.day:
                text += f"-{self.day:02d}"
        return text + ("%" if self.circa and self.uncertain else "~" if self.circa else "?" if self.uncertain else "")


class DateRange(BaseModel):
    """One date, or a range from `start` to `end`; `is_open` is a range that has not ended.

    Prints and parses as EDTF: `2010-03/2011-05`, `2010/..`, `1850~`.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    start: PartialDate
    end: PartialDate | None = None
    is_open: bool = False

    @property
    def year(self) -> int | None:
        """The year it begins in."""
        return self.start.year

    def __str__(self) -> str:
        if self.is_open:
            return f"{self.start}/.."
        return f"{self.start}/{self.end}" if self.end else str(self.start)


def partial_date_from_edtf(text: str) -> PartialDate | None:
    """One EDTF date of level 0 or 1 (`2010`, `2010-03`, `2010-21`, `1850~`, `-0044-03-15`); None if it is none."""
    found = _EDTF.match(text.strip())
    if not found:
        return None
    year = int(found["year"]) * (-1 if found["sign"] else 1)
    month = int(found["month"]) if found["month"] else None
    day = int(found["day"]) if found["day"] else None
    if month is not None and not (1 <= month <= 12 or month in _SEASONS):
        return None
    if day is not None and not _is_day(year, month, day):
        return None
    mark = found["mark"]
    return PartialDate(year=year, month=month, day=day, circa=mark in ("~", "%"), uncertain=mark in ("?", "%"))


def _is_day(year: int, month: int | None, day: int) -> bool:
    if month is None or month > 12:
        return False
    try:
        date(year if 1 <= year <= 9999 else 2000, month, day)
    except ValueError:
        return False
    return True


def date_range_from_edtf(text: str) -> DateRange | None:
    """An EDTF date or interval (`2010-03/2011-05`, `2010/`, `2010/..`); None if it is none."""
    first, slash, second = text.strip().partition("/")
    start = partial_date_from_edtf(first)
    if start is None:
        return None
    if not slash:
        return DateRange(start=start)
    if second in ("", ".."):
        return DateRange(start=start, is_open=True)
    end = partial_date_from_edtf(second)
    return DateRange(start=start, end=end) if end else None


def date_range_from_parts(parts: list[list[int | str | None]] | None) -> DateRange | None:
    """CSL and Crossref `date-parts`: `[[2011, 6, 27]]`, with nulls, strings, one or two dates; None if empty."""
    dates = [single for part in parts or [] if (single := _date_from_numbers(part))]
    if not dates:
        return None
    return DateRange(start=dates[0], end=dates[1] if len(dates) > 1 else None)


def _date_from_numbers(numbers: list[int | str | None] | None) -> PartialDate | None:
    values: list[int] = []
    for number in (numbers or [])[:3]:
        text = str(number).strip() if number is not None else ""
        if not re.fullmatch(r"-?\d{1,5}", text):
            break
        values.append(int(text))
    if not values or values[0] == 0:
        return None
    month = values[1] if len(values) > 1 and (1 <= values[1] <= 12 or values[1] in _SEASONS) else None
    day = values[2] if month and len(values) > 2 and _is_day(values[0], month, values[2]) else None
    return PartialDate(year=values[0], month=month, day=day)


def date_of_year(year: int) -> DateRange:
    """A date known to the year."""
    return DateRange(start=PartialDate(year=year))
