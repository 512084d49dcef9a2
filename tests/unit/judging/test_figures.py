"""Years, volumes, issues and pages."""

from __future__ import annotations

import pytest

from citetrail.judging.figures import compare_issues, compare_pages, compare_volumes, compare_years
from judging_values import describe

PAGES = [
    ("elided", "1388-396", "1388-1396", "equal"),
    ("double dash", "101--119", "101-119", "equal"),
    ("label", "pp. 101-119", "101–119", "equal"),
    ("first page", "101", "101-119", "variant"),
    ("online pages", "865-874", "865-874.e2", "variant"),
    ("front matter", "77-95", "77-95, viii", "variant"),
    ("inside", "105-107", "101-119", "variant"),
    ("slip of a page", "101-118", "101-119", "variant"),
    ("roman", "xi-xv", "XI-XV", "equal"),
    ("supplement", "S12-9", "S12-S19", "equal"),
    ("counted from one", "101-119", "1-19", "absent-in-record"),
    ("other", "201-219", "101-119", "different"),
    ("other last page", "101-150", "101-119", "different"),
]


@pytest.mark.parametrize(("given", "found", "outcome"), [row[1:] for row in PAGES], ids=[row[0] for row in PAGES])
def test_pages(given: str, found: str, outcome: str) -> None:
    assert compare_pages(describe(pages=given), describe(pages=found)).outcome == outcome


def test_article_numbers() -> None:
    assert compare_pages(describe(page_text="836-847.e1-e5"), describe(pages="836-847")).agrees
    assert compare_pages(describe(pages="e0123456"), describe(article_number="0123456")).agrees
    assert compare_pages(describe(article_number="e104"), describe(pages="e104")).outcome == "equal"
    assert compare_pages(describe(article_number="104"), describe(article_number="105")).outcome == "different"
    assert compare_pages(describe(pages="1-3"), describe(page_text="n/a")).outcome == "absent-in-record"
    assert compare_pages(describe(article_number="163105"), describe(page_text="3 pp")).outcome == "absent-in-record"


NUMBERS = [
    ("12", "12", "equal"),
    ("012", "12", "variant"),
    ("XII", "12", "variant"),
    ("Vol. 12", "12", "variant"),
    ("12 Suppl 1", "12", "variant"),
    ("12 (Suppl. 1)", "12 Suppl 1", "variant"),
    ("3-4", "3", "variant"),
    ("13", "12", "different"),
    ("120", "12", "different"),
]


@pytest.mark.parametrize(("given", "found", "outcome"), NUMBERS)
def test_volumes_and_issues(given: str, found: str, outcome: str) -> None:
    assert compare_volumes(describe(volume=given), describe(volume=found)).outcome == outcome
    assert compare_issues(describe(issue=given), describe(issue=found)).outcome == outcome


def test_volume_by_year_or_series() -> None:
    assert compare_volumes(describe(volume="2"), describe(title="Principles of Sleep, Vol. II")).agrees
    assert compare_volumes(describe(volume="1"), describe(title="Principles of Sleep, Vol. II")).outcome == "different"
    assert compare_volumes(describe(volume="제10호"), describe(volume="24")).outcome == "absent-in-reference"
    assert compare_volumes(describe(volume="2015"), describe(volume="12", year=2015)).rule == "year as volume"
    assert compare_volumes(describe(volume="8534"), describe(collection_number="8534")).agrees
    assert compare_volumes(describe(volume="54"), describe(year=2015)).outcome == "absent-in-record"
    assert compare_issues(describe(issue="June"), describe(issue="6")).agrees


@pytest.mark.parametrize(
    ("given", "found", "is_same_venue", "outcome"),
    [
        (2015, 2015, True, "equal"),
        (2014, 2015, True, "variant"),
        (2014, 2015, False, "different"),
        (2013, 2015, True, "different"),
    ],
)
def test_years(given: int, found: int, is_same_venue: bool, outcome: str) -> None:
    assert compare_years(describe(year=given), describe(year=found), is_same_venue=is_same_venue).outcome == outcome


def test_online_and_print_dates_both_count() -> None:
    both = describe(year=2015).model_copy(update={"available_date": describe(year=2013).issued})
    assert compare_years(describe(year=2013), both, is_same_venue=True).outcome == "variant"
