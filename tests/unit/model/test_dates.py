"""Partial dates and ranges: EDTF levels 0 and 1, CSL date-parts."""

from __future__ import annotations

from datetime import date

import pytest

from citetrail.model import DateRange, PartialDate, date_of_year, date_range_from_edtf, date_range_from_parts

READ = {
    "year": ("2011", PartialDate(year=2011)),
    "month": ("2011-06", PartialDate(year=2011, month=6)),
    "day": ("2011-06-27", PartialDate(year=2011, month=6, day=27)),
    "leap day": ("2012-02-29", PartialDate(year=2012, month=2, day=29)),
    "season": ("2011-21", PartialDate(year=2011, month=21)),
    "circa": ("1850~", PartialDate(year=1850, circa=True)),
    "uncertain": ("1850?", PartialDate(year=1850, uncertain=True)),
    "both": ("1850%", PartialDate(year=1850, circa=True, uncertain=True)),
    "decade": ("201X", PartialDate(year=2010, unknown_digits=1)),
    "century": ("19XX", PartialDate(year=1900, unknown_digits=2)),
    "before the year 1": ("-0044-03-15", PartialDate(year=-44, month=3, day=15)),
    "year 0": ("0000", PartialDate(year=0)),
    "long year": ("Y17000", PartialDate(year=17000)),
    "long year before 1": ("Y-17000", PartialDate(year=-17000)),
}
OTHER_FORMS = {
    "older decade": ("199u", "199X"),
    "older century": ("19uu", "19XX"),
    "small x": ("201x", "201X"),
    "unknown month": ("2011-XX", "2011"),
    "unknown day": ("2011-06-uu", "2011-06"),
    "both marks": ("1850?~", "1850%"),
    "time of day": ("2011-06-27T10:10:10Z", "2011-06-27"),
    "blanks": (" 2011 ", "2011"),
    "open": ("2010/", "2010/.."),
    "open, older": ("2010/open", "2010/.."),
    "no beginning": ("/2010", "../2010"),
    "no beginning, older": ("unknown/2010", "../2010"),
}
RANGES = [
    "2010/2011",
    "2010-03/2011-05",
    "2010/..",
    "../2010",
    "1850~/1860?",
    "199X/200X",
    "-0044/-0043",
    "2010-21/2010-23",
]


@pytest.mark.parametrize(("text", "expected"), READ.values(), ids=READ)
def test_reads_and_prints(text: str, expected: PartialDate) -> None:
    assert date_range_from_edtf(text) == DateRange(start=expected)
    assert str(expected) == text


@pytest.mark.parametrize(("text", "printed"), OTHER_FORMS.values(), ids=OTHER_FORMS)
def test_other_forms_become_the_canonical_one(text: str, printed: str) -> None:
    assert str(date_range_from_edtf(text)) == printed


@pytest.mark.parametrize("text", RANGES)
def test_ranges_read_what_they_print(text: str) -> None:
    assert str(date_range_from_edtf(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2011-13",
        "2011-00",
        "2011-02-30",
        "2011-21-05",
        "2011-6",
        "20110627",
        "10/2010",
        "2010/2011/2012",
        "/",
        "../..",
        "-0000",
        "201X-03",
        "2X11",
        "X011",
        "in press",
        "2010a",
        "２０１１",
        "Y2011",
        "20111",
        "2010/x",
        "2011-06-27T",
    ],
)
def test_no_date(text: str) -> None:
    assert date_range_from_edtf(text) is None


def test_year_of_a_range() -> None:
    assert [found.year if (found := date_range_from_edtf(text)) else None for text in ("2010/2012", "../2012", "2010/..")] == [
        2010,
        2012,
        2010,
    ]  # fmt: skip
    assert DateRange(start=PartialDate(words="in press")).year is None


PARTS = {
    "day": ([[2011, 6, 27]], "2011-06-27"),
    "strings": ([["2011", "6"]], "2011-06"),
    "season": ([[2011, 21]], "2011-21"),
    "range": ([[2011, 6], [2012]], "2011-06/2012"),
    "null in the middle": ([[2011, None, 27]], "2011"),
    "no such month": ([[2011, 13]], "2011"),
    "no such day": ([[2011, 2, 30]], "2011-02"),
    "five digits": ([[12011]], "Y12011"),
    "before the year 1": ([[-44, 3]], "-0044-03"),
    "second is empty": ([[2011], []], "2011"),
}


@pytest.mark.parametrize(("parts", "printed"), PARTS.values(), ids=PARTS)
def test_date_parts(parts: list[list[int | str | None]], printed: str) -> None:
    assert str(date_range_from_parts(parts)) == printed


@pytest.mark.parametrize("parts", [None, [], [[]], [[None]], [[0]], [["spring"]], [["2011a"]]])
def test_no_date_parts(parts: list[list[int | str | None]] | None) -> None:
    assert date_range_from_parts(parts) is None


def test_earliest_day() -> None:
    assert PartialDate(year=2011).earliest == date(2011, 1, 1)
    assert PartialDate(year=2011, month=23).earliest == date(2011, 9, 1)
    assert PartialDate(year=2011, month=2, day=30).earliest == date(2011, 2, 1)
    assert PartialDate(year=-44).earliest is None
    assert PartialDate(words="in press").earliest is None


def test_words_and_seasons() -> None:
    assert str(PartialDate(words="in press")) == "in press"
    assert PartialDate(year=2011, month=22).season == "summer"
    assert PartialDate(year=2011, month=6).season is None
    assert str(date_of_year(2011)) == "2011"
