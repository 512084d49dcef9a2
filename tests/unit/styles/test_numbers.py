"""Numbers, page ranges and initials."""

from __future__ import annotations

import pytest

from citetrail.errors import InputError
from citetrail.styles.initials import initialized
from citetrail.styles.numbers import is_numeric, is_plural, option_number, roman, whole_number
from citetrail.styles.pages import page_range


@pytest.mark.parametrize("value", ["1", "2b", "D2", "L2d", "2-4", "2, 3 & 5", "12th", "1.2", "S213-S235"])
def test_numeric(value: str) -> None:
    assert is_numeric(value)


@pytest.mark.parametrize("value", ["", "second", "2nd edition", "version 2", "i-ix", "2 and more"])
def test_not_numeric(value: str) -> None:
    assert not is_numeric(value)


@pytest.mark.parametrize("value", ["1-2", "1–2", "213 & 235", "213, 235", "213 and 235", "i-ix", "S213-S235"])
def test_plural(value: str) -> None:
    assert is_plural(value)


@pytest.mark.parametrize("value", ["1", "3\\-B", "Michaelson-Morely", "1, fol. 186", "12a"])
def test_not_plural(value: str) -> None:
    assert not is_plural(value)


@pytest.mark.parametrize(("number", "expected"), [(1, "i"), (42, "xlii"), (1999, "mcmxcix"), (0, "0"), (4000, "4000")])
def test_roman(number: int, expected: str) -> None:
    assert roman(number) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("7", 7), (" 12 ", 12), ("²", None), ("", None), ("-1", None), ("1.5", None), ("9" * 5000, None), ("٣", 3)],
)
def test_whole_numbers(text: str, expected: int | None) -> None:
    assert whole_number(text) == expected


def test_an_option_that_is_no_number() -> None:
    assert option_number({}, "et-al-min", 3) == 3
    with pytest.raises(InputError, match='et-al-min="many" is no number'):
        option_number({"et-al-min": "many"}, "et-al-min", 3)


@pytest.mark.parametrize(
    ("style", "given", "expected"),
    [
        ("", "110-5", "110–5"),
        ("expanded", "110-5", "110–115"),
        ("minimal", "1496-1504", "1496–504"),
        ("minimal-two", "107-108", "107–08"),
        ("minimal", "26-26", "26–26"),
        ("chicago", "71-72", "71–72"),
        ("chicago", "100-104", "100–104"),
        ("chicago", "107-108", "107–8"),
        ("chicago", "321-325", "321–25"),
        ("chicago", "1496-1504", "1496–1504"),
        ("chicago-16", "1496-1504", "1496–504"),
        ("chicago", "1100-1123", "1100–1123"),
        ("expanded", "142-145 & 235-7", "142–145 & 235–237"),
        ("expanded", "N110 - P5", "N110-P5"),
        ("chicago", "12a-14a", "12a–14a"),
        ("expanded", "xxv-xxviii", "xxv–xxviii"),
        ("expanded", "3\\-B", "3-B"),
        ("expanded", "e0123456", "e0123456"),
        ("expanded", "20-10", "20–10"),
    ],
)
def test_page_ranges(style: str, given: str, expected: str) -> None:
    assert page_range(given, style, "–") == expected


@pytest.mark.parametrize(
    ("given", "mark", "shorten", "expected"),
    [
        ("John Robert", ". ", True, "J. R."),
        ("John Robert", ".", True, "J.R."),
        ("Jean-Luc", ". ", True, "J.-L."),
        ("Guo-ping", "", True, "G"),
        ("John Bertrand de Cusance", ". ", True, "J. B. de C."),
        ("Ph. M.E.", ". ", True, "Ph. M. E."),
        ("TSerendorj", ".", True, "Ts."),
        ("John M.E.", ". ", False, "John M. E."),
        ("Mats-Erik", ". ", False, "Mats-Erik"),
        ("<b>John</b> Quinn", ". ", True, "<b>J.</b> Q."),
        ("", ". ", True, ""),
    ],
)
def test_initials(given: str, mark: str, shorten: bool, expected: str) -> None:
    assert initialized(given, mark, shorten=shorten, with_hyphen=True) == expected


def test_initials_without_hyphen() -> None:
    assert initialized("Jean-Luc", ".", shorten=True, with_hyphen=False) == "J.L."
