"""Years, volumes, issues, pages and article numbers held against each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from citetrail.judging.likeness import EQUAL, NOT_IN_RECORD, NOT_IN_REFERENCE, Likeness, best_of, different, variant
from citetrail.judging.titles import volume_in_title
from citetrail.model.descriptions import Description
from citetrail.model.folding import fold
from citetrail.model.pages import PageRange, Pages, pages_from_text

_ROMAN = re.compile(r"^(?=[ivxlcdm])m*(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_LABEL = re.compile(
    r"^(?:volumes?|vols?|v|issues?|iss|numbers?|no|nos|nr|n°|bd|band|jg|heft|h|t|tome|année|část|том|№)[.\s:]*(?=[\divxlcdm])"
)
_SUPPLEMENT = re.compile(r"\b(?:suppl(?:ement)?s?|sup|spec(?:ial)?(?:\s+(?:no|issue))?|pt|part)\b\.?", re.IGNORECASE)
_NUMBERS = re.compile(r"\d+")
_ONLINE_PAGES = re.compile(r"(?<=\d)\.e\d+(?:\s*[-–]\s*\.?e?\d+)?\s*$", re.IGNORECASE)  # `865–874.e2`
_NO_PAGES = re.compile(
    r"""^(?:n\.?\s?/?\s?a\.?|no\.?\s?pp?\.?.*|\?+|-+|0+|none|unpaginated|in\spress|s\.?\s?p\.?
        |\d+\s*(?:pp?|pages|s|seiten)\.?)$""",
    re.IGNORECASE | re.VERBOSE,
)


def compare_years(given: Description, found: Description, *, is_same_venue: bool) -> Likeness:
    """The year of publication; online and print may be a year apart within one journal or book."""
    if given.year is None:
        return NOT_IN_REFERENCE
    years = _years_of(found)
    if not years:
        return NOT_IN_RECORD
    if given.year in years:
        return EQUAL if given.year == found.year else variant("another date of the same work", 0.98)
    if given.issued is not None and given.issued.end is not None and given.issued.end.year in years:
        return variant("range of years", 0.98)
    apart = min(abs(given.year - year) for year in years)
    if apart == 1 and is_same_venue:
        return variant("online or print year", 0.9)
    return different("another year", max(0.0, 0.6 - 0.15 * apart), "minor" if apart <= 2 else "major")


def _years_of(found: Description) -> list[int]:
    dates = (found.issued, found.available_date, found.original_date, found.submitted, found.event_date)
    years = [date.year for date in dates if date and date.year is not None]
    if found.issued and found.issued.end and found.issued.end.year is not None:
        years.append(found.issued.end.year)
    return years


def compare_volumes(given: Description, found: Description) -> Likeness:
    """The volume; the number of a series, or the year where volumes are counted by year, also agree."""
    if not given.volume or _is_issue(given.volume):
        return NOT_IN_REFERENCE
    if found.collection_number and _core(given.volume) == _core(found.collection_number):
        return variant("number in the series", 0.95)
    volume = found.volume or volume_in_title(found.title)
    if not volume:
        return NOT_IN_RECORD
    if found.year is not None and _core(given.volume) == str(found.year):
        return variant("year as volume", 0.9)
    return _compare_numbers(given.volume, volume, "another volume")


def compare_issues(given: Description, found: Description) -> Likeness:
    """The issue; supplements and double issues agree with their numbers."""
    if not given.issue:
        return NOT_IN_REFERENCE
    if not found.issue:
        return NOT_IN_RECORD
    direct = _compare_numbers(given.issue, found.issue, "another issue")
    if not direct.agrees and _is_named(given.issue):
        return variant("name for the number of the issue", 0.9)
    return direct


def _is_issue(text: str) -> bool:
    """`제10호`, `第3期`: what was read as the volume calls itself an issue."""
    return text.rstrip(" .,").endswith(("호", "号", "號", "期"))


def _is_named(issue: str) -> bool:
    """`June`, `Spring 2015`, `Database issue`: no number that could be compared."""
    return not any(number for number in _NUMBERS.findall(issue) if len(number) != 4)


def _compare_numbers(given: str, found: str, rule: str) -> Likeness:
    if fold(given) == fold(found):
        return EQUAL
    one, other = _core(given), _core(found)
    if one == other:
        return variant("form of the number", 0.98)
    numbers = set(_NUMBERS.findall(one)), set(_NUMBERS.findall(other))
    if numbers[0] and numbers[1] and (numbers[0] <= numbers[1] or numbers[1] <= numbers[0]):
        return variant("supplement or double number", 0.93)
    if not numbers[0] and not numbers[1]:
        return variant("form of the number", 0.9) if one[:3] == other[:3] else different(rule, 0.0, "minor")
    return different(rule, 0.0, "minor")


@lru_cache(maxsize=16384)
def _core(text: str) -> str:
    """`Vol. XII` → `12`, `09` → `9`, `12 (Suppl. 1)` → `12 s1`."""
    bare = _LABEL.sub("", fold(text))
    bare = _SUPPLEMENT.sub("s", bare)
    words = [_arabic(word) for word in re.split(r"[\s().,:/–-]+", bare) if word]
    joined = " ".join(word.lstrip("0") or "0" if word.isdigit() else word for word in words)
    return re.sub(r"\bs (?=\d)", "s", joined)


def _arabic(word: str) -> str:
    if not _ROMAN.match(word):
        return word
    total = 0
    for sign, after in zip(word, [*word[1:], ""], strict=True):
        value = _ROMAN_VALUES[sign]
        total += -value if after and _ROMAN_VALUES[after] > value else value
    return str(total)


def compare_pages(given: Description, found: Description) -> Likeness:
    """Pages, with elided last pages, first pages alone, article numbers, and single pages inside the range."""
    mine, theirs = _locators(given), _locators(found)
    if not mine:
        return NOT_IN_REFERENCE
    if not theirs:
        return NOT_IN_RECORD
    return best_of(*(_compare_locators(one, other) for one in mine for other in theirs))


def _locators(description: Description) -> list[str]:
    values = [str(description.pages) if description.pages else None, description.page_text, description.article_number]
    return [value for value in values if value and not _NO_PAGES.match(value.strip())]


@lru_cache(maxsize=16384)
def _compare_locators(given: str, found: str) -> Likeness:
    if _bare(given) == _bare(found):
        return EQUAL
    if _bare(_ONLINE_PAGES.sub("", given)) == _bare(_ONLINE_PAGES.sub("", found)):
        return variant("pages that are online only", 0.97)
    one, other = pages_from_text(_ONLINE_PAGES.sub("", given)), pages_from_text(_ONLINE_PAGES.sub("", found))
    if one is None or other is None:
        return _compare_texts(given, found)
    if _bare(str(one)) == _bare(str(other)):
        return variant("elided pages", 0.99)
    return _compare_pages(one, other)


def _compare_texts(given: str, found: str) -> Likeness:
    mine, theirs = _NUMBERS.findall(given), _NUMBERS.findall(found)
    if mine and theirs and (mine[0] == theirs[0] or set(mine) & set(theirs)):
        return variant("form of the pages", 0.9)
    return different("other pages", 0.0, "minor")


def _compare_pages(one: Pages, other: Pages) -> Likeness:
    if len(one.ranges) != len(other.ranges) and set(one.ranges) & set(other.ranges):
        return variant("some of the pages", 0.95)  # `77-95, viii` in PubMed, 77–95 elsewhere
    if _key(one.first) == _key(other.first):
        if one.last is None or other.last is None:
            return variant("first page only", 0.95)
        return variant("another last page", 0.85) if _is_slip(one, other) else different("other pages", 0.5, "minor")
    if _is_one_inside(one.ranges, other.ranges) or _is_one_inside(other.ranges, one.ranges):
        return variant("a page of the range", 0.85)
    if _is_count(other) or _is_early_view(one, other):
        return NOT_IN_RECORD
    digits = _digits(one.first), _digits(other.first)
    if digits[0] and digits[0] == digits[1]:
        return variant("form of the article number", 0.93)
    return different("other pages", 0.0, "minor")


def _is_slip(one: Pages, other: Pages) -> bool:
    """The last pages differ by one or two: blank pages and advertisements are counted in or not."""
    last, theirs = _number(one.last), _number(other.last)
    return last is not None and theirs is not None and abs(last - theirs) <= 2


def _is_one_inside(few: Sequence[PageRange], many: Sequence[PageRange]) -> bool:
    """Whether all of `few` lie within `many`: a passage of the work was cited."""
    if len(few) == len(many) == 1 and few[0].last is not None and _number(few[0].first) is None:
        return False
    return all(any(_holds(outer, inner) for outer in many) for inner in few)


def _holds(outer: PageRange, inner: PageRange) -> bool:
    start, end = _number(outer.first), _number(outer.last)
    first, last = _number(inner.first), _number(inner.last or inner.first)
    if start is None or end is None or first is None or last is None:
        return False
    return start <= first <= last <= end


def _is_early_view(one: Pages, other: Pages) -> bool:
    """Cited before it had its place in a volume: pages from 1 on, about as many as the record's."""
    if not _is_count(one) or one.last is None:
        return False
    first, last, mine = _number(other.first), _number(other.last), _number(one.last)
    return first is not None and last is not None and mine is not None and abs((last - first + 1) - mine) <= 3


def _is_count(pages: Pages) -> bool:
    """`1–14`: counted from the work's own beginning, as early views are, and not by the volume."""
    first, last = _number(pages.first), _number(pages.last)
    return first == 1 and (last is None or last <= 60)


@lru_cache(maxsize=16384)
def _key(page: str) -> str:
    return _arabic(re.sub(r"[\s.]+", "", fold(page)))


@lru_cache(maxsize=16384)
def _bare(text: str) -> str:
    return re.sub(r"-+", "-", re.sub(r"^(?:pp?|pages?|seiten?|s)\.?\s*(?=[\divxe])|\s+", "", fold(text)))


def _digits(page: str) -> str:
    return "".join(_NUMBERS.findall(page)).lstrip("0")


@lru_cache(maxsize=16384)
def _number(page: str | None) -> int | None:
    if page is None:
        return None
    key = _key(page)
    return int(key) if key.isdigit() and key.isascii() else None
