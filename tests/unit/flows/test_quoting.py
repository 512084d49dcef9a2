"""Quotes held against attached text and abstracts: words, pages, and what cannot be told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from citetrail.flows import quoting
from citetrail.flows.attaching import attach_copy
from citetrail.library import Library
from citetrail.model import Quote, Work
from citetrail.model.pages import pages_from_text
from library_works import SEEN, describe, record
from small_pdf import small_pdf

PAGES = [
    ["Quokkas and their smiles", "We saw 24 quokkas smile on the island."],
    ["No quokka was seen to frown in any year.", "The end."],
]
ABSTRACT = "We report 24 smiling quokkas, and discuss why they smile."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db", now=lambda: SEEN) as opened:
        yield opened


def stored(
    library: Library, *, pages: str = "101-102", with_file: bool = True, abstract: str | None = ABSTRACT
) -> Work:
    described = describe("Quokkas", "Sample", year=2001, abstract=abstract, pages=pages_from_text(pages))
    (work,) = library.add([Work(key="one", description=described, records=(record(described),))])
    if with_file:
        attach_copy(library, work, small_pdf(PAGES), name="one.pdf")
    return library.works([work.stored_id])[0]


def checked(library: Library, work: Work, exact: str, **fields: str) -> quoting.CheckedQuote:
    return quoting.check_quote(work, Quote(exact=exact, **fields), quoting.sources_of(library, work))


@pytest.mark.parametrize(
    ("exact", "outcome", "why"),
    [
        ("We saw 24 quokkas smile", "exact", []),
        ("We saw 24 “quokkas” smile on the Island", "normalised", []),
        ("We saw 42 quokkas smile on the island", "altered", ["number"]),
        ("quokka was seen to frown in any year", "exact", []),
        ("A quokka was seen to frown in any year", "altered", ["negation"]),
        ("We report 24 smiling quokkas", "exact", []),
        ("Wombats dig deep tunnels under the dunes", "not-in-available-text", []),
    ],
)
def test_words_are_looked_for_in_file_and_abstract(library: Library, exact: str, outcome: str, why: list[str]) -> None:
    found = checked(library, stored(library), exact)
    assert (found.check.outcome, [change.why for change in found.check.changes if change.why]) == (outcome, why)


@pytest.mark.parametrize(
    ("page", "is_right"),
    [("2", True), ("102", True), ("p. 102", True), ("101", False), ("7", False), ("", None)],
)
def test_the_page_is_the_files_or_the_journals(library: Library, page: str, is_right: bool | None) -> None:
    found = checked(library, stored(library), "quokka was seen to frown", page=page)
    assert (found.page, found.is_page_right) == ("2 (102)", is_right)


def test_without_knowing_printed_pages_no_page_is_called_wrong(library: Library) -> None:
    work = stored(library, pages="e17")
    assert checked(library, work, "quokka was seen to frown", page="9").is_page_right is None


def test_an_abstract_alone_settles_nothing_that_is_not_in_it(library: Library) -> None:
    work = stored(library, with_file=False)
    absent = checked(library, work, "Wombats dig deep tunnels under the dunes")
    assert (absent.is_finding, absent.is_unsettled) == (False, True)
    altered = checked(library, work, "We report 42 smiling quokkas")
    assert altered.is_finding
    assert checked(library, work, "We report 24 smiling quokkas", page="900").is_page_right is False


def test_without_any_text_and_for_spoken_words(library: Library) -> None:
    work = stored(library, with_file=False, abstract=None)
    assert checked(library, work, "Anything").check.outcome == "no-text"
    assert checked(library, work, "Anything", speaker="Jane Doe").check.outcome == "spoken"
    assert not checked(library, work, "Anything", source="interview.txt").is_finding


def test_a_found_quote_gets_the_words_around_it(library: Library) -> None:
    work = stored(library)
    sources = quoting.sources_of(library, work)
    quote = Quote(exact="24 quokkas")
    anchored = quoting.anchored(quote, quoting.check_quote(work, quote, sources), sources)
    assert anchored.prefix.endswith("We saw ")
    assert anchored.suffix.startswith(" smile on")
