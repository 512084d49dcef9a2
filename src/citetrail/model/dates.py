"""Dates as sources give them: a year, a month, a day, a season, a range, or only words.

Written and read as EDTF levels 0 and 1 (https://www.loc.gov/standards/datetime/), as far as bibliographies use them.
"""

from __future__ import annotations

import re
from datetime import date

from pydantic import BaseModel, ConfigDict

# Level 1 lets the last digits of a year be unknown (`201X`); BibLaTeX still writes the older `u` (`19uu`).
_EDTF = re.compile(
    r"^(?:(?P<sign>-?)(?P<year>[0-9]{4}|[0-9]{3}[Xxu]|[0-9]{2}(?:XX|xx|uu))|[Yy](?P<long>-?[1-9][0-9]{4,}))"
    r"(?:-(?P<month>[0-9]{2}|XX|xx|uu)(?:-(?P<day>[0-9]{2}|XX|xx|uu))?)?"
    r"(?:T[0-9:.]+(?:Z|[+-][0-9:]+)?)?(?P<mark>[~?%]|\?~|~\?)?$"
)
_NO_END = frozenset(("", "..", "open", "unknown", "uuuu"))
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


class PartialDate(BaseModel):
    """A date known to the year, month, season or day. `year` may be negative, counted as the source gave it.

    `month` 1-12 or an EDTF season 21-24; `letter` is the `a` of `2010a`; `words` holds what is no number (`in press`).
    `year` is None only when there are just words, or nothing is known. `unknown_digits` counts the last digits of the
    year that are not known: 1 for `201X` (then `year` is 2010), 2 for `19XX`.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    year: int | None = None
    month: int | None = None
    day: int | None = None
    circa: bool = False
    uncertain: bool = False
    letter: str | None = None
    words: str | None = None
    unknown_digits: int = 0

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
        text = self._year_in_edtf()
        if self.month:
            text += f"-{self.month:02d}"
            if self.day:
                text += f"-{self.day:02d}"
        return text + ("%" if self.circa and self.uncertain else "~" if self.circa else "?" if self.uncertain else "")

    def _year_in_edtf(self) -> str:
        year = self.year or 0
        digits = f"{abs(year):04d}"
        if len(digits) > 4:
            return f"Y{year}"
        if self.unknown_digits:
            digits = digits[: -self.unknown_digits] + "X" * self.unknown_digits
        return f"-{digits}" if year < 0 else digits


class DateRange(BaseModel):
    """One date, or a range from `start` to `end`; `is_open` is a range that has not ended.

    A range whose beginning is not known has an empty `start`. Prints and parses as EDTF: `2010-03/2011-05`,
    `2010/..`, `../2010`, `1850~`.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    start: PartialDate
    end: PartialDate | None = None
    is_open: bool = False

    @property
    def year(self) -> int | None:
        """The year it begins in; the year it ends in where only that is known."""
        return self.start.year if self.start.year is not None or self.end is None else self.end.year

    def __str__(self) -> str:
        if self.is_open:
            return f"{self.start}/.."
        return f"{str(self.start) or '..'}/{self.end}" if self.end else str(self.start)


def partial_date_from_edtf(text: str) -> PartialDate | None:
    """One EDTF date of level 0 or 1 (`2010`, `2010-03`, `2010-21`, `1850~`, `201X`, `-0044-03-15`); None if it is none.

    A time of day is dropped, as are months and days given as unknown (`2010-XX`).
    """
    found = _EDTF.match(text.strip())
    if not found or (found["sign"] and not found["year"].strip("0")):
        return None
    year, unknown_digits = _year_from_edtf(found)
    month = _number(found["month"])
    day = _number(found["day"])
    if month is not None and not (1 <= month <= 12 or month in _SEASONS):
        return None
    if day is not None and not _is_day(year, month, day):
        return None
    if unknown_digits and found["month"]:
        return None
    mark = found["mark"] or ""
    return PartialDate(
        year=year,
        month=month,
        day=day,
        circa="~" in mark or mark == "%",
        uncertain="?" in mark or mark == "%",
        unknown_digits=unknown_digits,
    )


def _year_from_edtf(found: re.Match[str]) -> tuple[int, int]:
    """The year, and how many of its last digits are not known."""
    if found["long"]:
        return int(found["long"]), 0
    digits = found["year"].upper().replace("U", "X")
    year = int(digits.replace("X", "0"))
    return (-year if found["sign"] else year), digits.count("X")


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() else None


def _is_day(year: int, month: int | None, day: int) -> bool:
    if month is None or month > 12:
        return False
    try:
        date(year if 1 <= year <= 9999 else 2000, month, day)
    except ValueError:
        return False
    return True


def date_range_from_edtf(text: str) -> DateRange | None:
    """An EDTF date or interval (`2010-03/2011-05`, `2010/`, `2010/..`, `../2010`); None if it is none."""
    first, slash, second = text.strip().partition("/")
    if slash and first in _NO_END:
        end = partial_date_from_edtf(second)
        return DateRange(start=PartialDate(), end=end) if end else None
    start = partial_date_from_edtf(first)
    if start is None:
        return None
    if not slash:
        return DateRange(start=start)
    if second in _NO_END:
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
