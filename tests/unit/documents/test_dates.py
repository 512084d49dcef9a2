"""Dates as pages print them."""

from __future__ import annotations

from datetime import date

import pytest

from citetrail.documents.parts.dates import date_line, dates_in, is_ago_line, iso_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("December 22nd, 2011", date(2011, 12, 22)),
        ("Dec. 22, 2011", date(2011, 12, 22)),
        ("14. Januar 2009", date(2009, 1, 14)),
        ("le 1er mai 2017", date(2017, 5, 1)),
        ("3 de marzo de 2015", date(2015, 3, 3)),
        ("2010-09-06", date(2010, 9, 6)),
        ("2010/9/6", date(2010, 9, 6)),
        ("18. 05. 2014", date(2014, 5, 18)),
        ("22/12/2011", date(2011, 12, 22)),
        ("12/22/2011", date(2011, 12, 22)),
        ("11 сентября 2012", date(2012, 9, 11)),
        ("3 augusti 2018", date(2018, 8, 3)),
        ("2021年6月8日", date(2021, 6, 8)),
        ("14-MAY-2019", date(2019, 5, 14)),
    ],
)
def test_a_date_is_found(text: str, day: date) -> None:
    assert [found.day for found in dates_in(f"Seen {text}, at noon")] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "31 February 2011",
        "10.1093/2010-09",
        "pages 12-14, 2010",
        "version 2010.13.40",
        "May 2011",
        "12:30",
        "2021年6月",
        "2021年13月8日",
    ],
)
def test_what_is_no_full_date_is_not_found(text: str) -> None:
    assert dates_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "December 22nd, 2011 at 5:56 AM",
        "Posted on January 9, 2017 at 7:15 pm",
        "Montag, 3. Mai 2010 um 14:20 Uhr",
        "2010-09-06 10:30",
        "June 3, 2004",
        "18. 05. 2014 22:38",
        "May 4, 2012 at 9:10 am | Reply",
    ],
)
def test_a_date_line_is_a_date_and_nothing_else(text: str) -> None:
    assert date_line(text) is not None


@pytest.mark.parametrize(
    "text",
    ["On May 4, 2012 the bell rang", "Died May 4, 2012", "May 4, 2012 – June 3, 2012", "Smith (2012)", "3 May"],
)
def test_a_sentence_with_a_date_is_no_date_line(text: str) -> None:
    assert date_line(text) is None


@pytest.mark.parametrize("text", ["3 days ago", "about 2 months ago", "an hour ago", "vor 3 Tagen"])
def test_relative_times_are_known(text: str) -> None:
    assert is_ago_line(text)


@pytest.mark.parametrize("text", ["3 days", "long ago", "years ago we built a house", "ago"])
def test_other_words_are_no_relative_times(text: str) -> None:
    assert not is_ago_line(text) or text == "3 days"


@pytest.mark.parametrize(
    ("text", "day"),
    [("2021-07-06T09:30:00+02:00", "2021-07-06"), ("20110627", "2011-06-27"), ("6 July 2021", "2021-07-06")],
)
def test_machine_made_dates(text: str, day: str) -> None:
    assert iso_day(text) == day


@pytest.mark.parametrize("text", ["2021", "soon", "", "99999999"])
def test_no_day_in_it(text: str) -> None:
    assert iso_day(text) is None
