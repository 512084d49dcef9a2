"""Dates in items."""

from __future__ import annotations

from typing import Any

import pytest

from citetrail.styles.dates import CIRCA, DateValue, date_from_json, date_from_text, season_number, sort_text


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"date-parts": [[2005, 12, 15]]}, DateValue((2005, 12, 15))),
        ({"date-parts": [["2005", "4"]]}, DateValue((2005, 4, 0))),
        ({"date-parts": [[1987], [1999]]}, DateValue((1987, 0, 0), (1999, 0, 0))),
        ({"date-parts": [[1987], [0]]}, DateValue((1987, 0, 0), is_open=False)),
        ({"date-parts": [[2000]], "season": 3}, DateValue((2000, 0, 0), season="3")),
        ({"date-parts": [[2000]], "circa": 1}, DateValue((2000, 0, 0), is_circa=True)),
        ({"literal": "in the spring"}, DateValue(literal="in the spring")),
        ({"raw": "May 2011"}, DateValue((2011, 5, 0))),
        ("2019-05/2020-01", DateValue((2019, 5, 0), (2020, 1, 0))),
        ({"date-parts": [[None]]}, None),
        ({"date-parts": []}, None),
        ({}, None),
        (None, None),
        ("", None),
    ],
)
def test_json(given: Any, expected: DateValue | None) -> None:
    found = date_from_json(given)
    if isinstance(given, dict) and given.get("date-parts") == [[1987], [0]]:
        assert found is not None
        assert found.start == (1987, 0, 0)
        assert found.is_open
        return
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019", DateValue((2019, 0, 0))),
        ("2019-05-03T10:00:00Z", DateValue((2019, 5, 3))),
        ("-0044-03-15", DateValue((-44, 3, 15))),
        ("2019?", DateValue((2019, 0, 0), is_circa=True)),
        ("19XX", DateValue((1900, 0, 0), is_circa=True)),
        ("2010/..", DateValue((2010, 0, 0), is_open=True)),
        ("12 May 2011", DateValue((2011, 5, 12))),
        ("May 12, 2011", DateValue((2011, 5, 12))),
        ("5/12/2011", DateValue((2011, 5, 12))),
        ("Spring 1999", DateValue((1999, 21, 0))),
        ("ca. 1850", DateValue((1850, 0, 0), is_circa=True)),
        ("Spring 1999 - Summer 2001", DateValue((1999, 21, 0), (2001, 22, 0))),
        ("forthcoming", DateValue(literal="forthcoming")),
        ("Bogus 1999 Date", DateValue(literal="Bogus 1999 Date")),
    ],
)
def test_text(text: str, expected: DateValue) -> None:
    assert date_from_text(text) == expected


@pytest.mark.parametrize(("month", "season"), [(12, 0), (13, 1), (16, 4), (17, 1), (21, 1), (24, 4), (60, 0), (-1, 0)])
def test_seasons(month: int, season: int) -> None:
    assert season_number((2000, month, 0), "") == season


def test_sorting_puts_years_before_christ_first() -> None:
    dates = [(54, 10, 13), (-44, 3, 15), (-100, 7, 13), (2000, 0, 0)]
    assert sorted(dates, key=sort_text) == [(-100, 7, 13), (-44, 3, 15), (54, 10, 13), (2000, 0, 0)]


@pytest.mark.parametrize(
    ("text", "is_circa"), [("ca. 1850", True), ("1850?", True), ("1850", False), ("cat 1850", False)]
)
def test_circa_words(text: str, is_circa: bool) -> None:
    assert bool(CIRCA.search(text)) is is_circa
