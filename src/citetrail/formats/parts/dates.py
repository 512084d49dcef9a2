"""Dates as bibliography files write them: EDTF, `2011 Jun 27`, `Spring 1999`, `2010/03/`, `ca. 1850`, or only words."""

from __future__ import annotations

import re
from functools import lru_cache

from citetrail.model import DateRange, PartialDate, date_range_from_edtf

_MONTH_NAMES = {
    1: "january januar jänner janvier enero gennaio janeiro januari jan",
    2: "february februar février febrero febbraio fevereiro februari feb febr fév",
    3: "march märz mars marzo março maart mar mrz",
    4: "april avril abril aprile apr avr abr",
    5: "may mai mayo maggio maio mei mag",
    6: "june juni juin junio giugno junho jun giu",
    7: "july juli juillet julio luglio julho jul juil lug",
    8: "august août agosto augustus aug ago aoû",
    9: "september septembre septiembre settembre setembro sep sept set",
    10: "october oktober octobre octubre ottobre outubro oct okt ott out",
    11: "november novembre noviembre novembro nov",
    12: "december dezember décembre diciembre dicembre dezembro dec dez déc dic",
    21: "spring frühling frühjahr printemps primavera",
    22: "summer sommer été verano estate verão",
    23: "autumn fall herbst automne otoño autunno outono",
    24: "winter hiver invierno inverno",
}
MONTHS: dict[str, int] = {name: number for number, names in _MONTH_NAMES.items() for name in names.split()}
MONTH_MACROS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_WORDS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
SEASON_WORDS = {21: "Spring", 22: "Summer", 23: "Autumn", 24: "Winter"}

_CIRCA = re.compile(
    r"^(?:ca?\.?|circa|um|vers|approx\.?|about)\s+(?=\d)|^\[(?:ca?\.?|circa)\s*|^c(?=\d{4}\b)", re.IGNORECASE
)
_MARK = re.compile(r"[?~%]$|\?\]$")
_NUMERIC = re.compile(r"^(-?\d{4})(?:[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?)?$")
_DAY_FIRST = re.compile(r"^(\d{1,2})[./](\d{1,2})[./](\d{4})$")
_YEARS = re.compile(r"^(\d{4})\s*[-–—/]\s*(\d{4}|\d{2})?$")
_TOKEN = re.compile(r"\d+(?:st|nd|rd|th)?|[^\W\d_]+")
_ISO_TIME = re.compile(r"^(\d{4}-\d{2}-\d{2})T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?$")


def month_from_word(word: str) -> int | None:
    """1-12 for a month's name or abbreviation or number, 21-24 for a season; None for other words."""
    bare = word.strip().strip(".").lower()
    if bare.isascii() and bare.isdigit():
        return int(bare) if 1 <= int(bare) <= 12 else None
    return MONTHS.get(bare)


@lru_cache(maxsize=8192)
def date_range_from_words(text: str) -> DateRange | None:
    """A date in any common writing; a date of words alone (`in press`) where no year is in it; None if empty."""
    bare = " ".join(text.split()).strip(" ,;")
    if not bare:
        return None
    if stamp := _ISO_TIME.match(bare):
        bare = stamp.group(1)
    if found := date_range_from_edtf(bare.replace("/open", "/..").replace("/unknown", "/")):
        return found
    circa = _CIRCA.match(bare)
    core = _CIRCA.sub("", bare)
    uncertain = _MARK.search(core)
    core = _MARK.sub("", core).strip("[]() ")
    dates = _numeric(core) or _years(core) or _worded(core)
    if dates is None:
        return DateRange(start=PartialDate(words=bare))
    start, end = dates
    if circa or uncertain:
        start = start.model_copy(update={"circa": bool(circa), "uncertain": bool(uncertain)})
    return DateRange(start=start, end=end)


def partial_date(year: int, month: int | None = None, day: int | None = None) -> PartialDate:
    """A date with only those parts that can be: a month of 13 or a 31 of June falls away."""
    if month is not None and not (1 <= month <= 12 or month in SEASON_WORDS):
        month = day = None
    if day is not None and (month is None or month > 12 or not 1 <= day <= _days(year, month)):
        day = None
    return PartialDate(year=year, month=month, day=day)


def _days(year: int, month: int) -> int:
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return (31, 29 if is_leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def _numeric(text: str) -> tuple[PartialDate, PartialDate | None] | None:
    if found := _NUMERIC.match(text):
        year, month, day = (int(part) if part else None for part in found.groups())
        if month is not None and month > 12:
            return None
        return partial_date(year or 0, month, day), None
    if found := _DAY_FIRST.match(text):
        first, second, year = (int(part) for part in found.groups())
        day, month = (first, second) if "." in text or first > 12 else (second, first)
        return partial_date(year, month, day), None
    return None


def _years(text: str) -> tuple[PartialDate, PartialDate | None] | None:
    found = _YEARS.match(text)
    if not found:
        return None
    first, last = found.groups()
    if last is None:
        return PartialDate(year=int(first)), None
    end = int(last if len(last) == 4 else first[:2] + last)
    return (PartialDate(year=int(first)), PartialDate(year=end)) if end > int(first) else None


def _worded(text: str) -> tuple[PartialDate, PartialDate | None] | None:
    """`27 June 2011`, `June 27-28, 2011`, `2011 Nov-Dec`, `Dec 2010-Jan 2011`; else None."""
    years: list[int] = []
    months: list[int] = []
    days: list[int] = []
    for token in _TOKEN.findall(text):
        number = re.match(r"\d+", token)
        if number and len(number.group()) == 4:
            years.append(int(token[:4]))
        elif number and len(number.group()) <= 2:
            days.append(int(number.group()))
        elif (month := MONTHS.get(token.lower())) is not None:
            months.append(month)
        elif token.lower() not in ("and", "of", "the", "de", "und", "et", "to"):
            return None
    return _from_lists(years, months, days)


def _from_lists(years: list[int], months: list[int], days: list[int]) -> tuple[PartialDate, PartialDate | None] | None:
    if not 1 <= len(years) <= 2 or len(months) > 2 or len(days) > 2 or (days and not months):
        return None
    start = partial_date(years[0], months[0] if months else None, days[0] if days else None)
    if len(years) == 1 and len(months) < 2 and len(days) < 2:
        return start, None
    end = partial_date(years[-1], months[-1] if months else None, days[-1] if days else None)
    return start, end if end != start else None
