"""Dates as pages print them, in some European languages: `December 22nd, 2011`, `14. Januar 2009`, `2010-09-06`."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

_MONTH_NAMES = (
    "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari января stycznia",
    "february feb februar février fevrier févr fevr febrero febbraio fevereiro fev februari февраля lutego",
    "march mar märz maerz mrz mars marzo março marco maart",
    "april apr avril avr abril abr aprile апреля kwietnia",
    "may mai mayo maggio mag maio mei maj мая maja",
    "june jun juni juin junio giugno giu junho июня czerwca",
    "july jul juli juillet juil julio luglio lug julho июля lipca",
    "august aug août aout agosto ago augustus augusti августа sierpnia",
    "september sep sept septembre septiembre settembre set setembro сентября września",
    "october oct oktober okt octobre octubre ottobre ott outubro out октября października",
    "november nov novembre noviembre novembro ноября listopada",
    "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro desember декабря grudnia",
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"""(?<![\w.])(?:
        (?P<year1>(?:19|20)\d\d)[-/.](?P<month1>0?[1-9]|1[0-2])[-/.](?P<day1>3[01]|[12]\d|0?[1-9])(?!\d)
      | (?P<day2>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|\.|º|er)?(?:\s+|-)(?:de\s+|of\s+)?(?P<month2>{_MONTH})\b\.?,?
        (?:\s+|-)(?:de\s+)?(?P<year2>(?:19|20)\d\d)(?!\d)
      | (?P<month3>{_MONTH})\b\.?\s+(?P<day3>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?,?\s+(?P<year3>(?:19|20)\d\d)(?!\d)
      | (?P<day4>3[01]|[12]\d|0?[1-9])\.\s?(?P<month4>0?[1-9]|1[0-2])\.\s?(?P<year4>(?:19|20)\d\d)(?!\d)
      | (?P<year6>(?:19|20)\d\d)\s?[年년]\s?(?P<month6>0?[1-9]|1[0-2])\s?[月월]
        \s?(?P<day6>3[01]|[12]\d|0?[1-9])\s?[日일]
      | (?P<first5>3[01]|[12]\d|0?[1-9])[/](?P<second5>3[01]|[12]\d|0?[1-9])[/](?P<year5>(?:19|20)\d\d)(?!\d)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|montag|dienstag|mittwoch|donnerstag|freitag|"
    r"samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|"
    r"sábado|domingo)[.,]{0,2}\s+(?:den\s+)?"
)
_TIME = (
    r"[\s,|·•@-]*(?:at|um|à|a las|@)?\s*\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s*uhr)?"
    r"(?:\s*(?:gmt|utc|est|edt|cet|cest|pst|pdt|z))?(?:\s*[+-]\d{2}:?\d{2})?"
)
_AROUND_BEFORE = re.compile(
    rf"^[\s(•*·|–—-]*(?:(?:posted|published|written|date|on|am|le|el|vom)\b:?\s*)*(?:on\s+)?(?:{_WEEKDAY})?$",
    re.IGNORECASE,
)
_AROUND_AFTER = re.compile(
    rf"^(?:{_TIME})?[\s.,|()·•:-]*(?:(?:reply|permalink|antworten|#|link|says|said|schrieb|edit)[\s|·:)]*)*$",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"^\W*(?:about\s+|vor\s+)?\w+\s+(?:sec(?:ond)?|min(?:ute)?|hour|day|week|month|year|tag|woche|monat|jahr|stunde|minute)"
    r"(?:e?[ns])?(?:\s+ago)?\W*(?:reply)?\W*$",
    re.IGNORECASE,
)


class FoundDate(NamedTuple):
    """A day, and where it stands."""

    day: date
    start: int
    end: int


def dates_in(text: str) -> list[FoundDate]:
    """Every full date in a text, in order. `03/04/2011` counts as month first only if that is the only way."""
    return [FoundDate(day, hit.start(), hit.end()) for hit in _DATE.finditer(text) if (day := _day_of(hit))]


def _day_of(hit: re.Match[str]) -> date | None:
    parts = hit.groupdict()
    if parts["first5"]:
        return _numeric(int(parts["first5"]), int(parts["second5"]), int(parts["year5"]))
    for style in "12346":
        if parts[f"year{style}"]:
            word = parts[f"month{style}"].casefold()
            month = MONTHS[word] if word in MONTHS else int(word)
            return _valid(int(parts[f"year{style}"]), month, int(parts[f"day{style}"]))
    return None


def _numeric(first: int, second: int, year: int) -> date | None:
    """`22/12/2011` or `12/22/2011`; where both readings are possible the later day, as we look for bounds."""
    readings = [day for day in (_valid(year, first, second), _valid(year, second, first)) if day]
    return max(readings, default=None)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def date_line(text: str) -> date | None:
    """The day, if the whole line is a date with at most a weekday, a time and words like `Posted on` around it."""
    if len(text) > 90 or not any(letter.isdigit() for letter in text):
        return None
    found = dates_in(text)
    if len(found) != 1:
        return None
    only = found[0]
    if _AROUND_BEFORE.match(text[: only.start]) and _AROUND_AFTER.match(text[only.end :]):
        return only.day
    return None


def is_ago_line(text: str) -> bool:
    """Whether the line only tells how long ago: `3 days ago`."""
    return len(text) < 40 and bool(_AGO.match(text))


def iso_day(text: str) -> str | None:
    """The day of a machine-made date (`2011-06-27T10:00:00Z`, `20110627`) or of a date in words; None if it is none."""
    stripped = text.strip()
    compact = re.match(r"^((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)", stripped)
    if compact and (day := _valid(*(int(part) for part in compact.groups()))):
        return day.isoformat()
    found = dates_in(re.sub(r"(?<=\d)T(?=\d)", " ", stripped[:80]))
    return found[0].day.isoformat() if found else None
