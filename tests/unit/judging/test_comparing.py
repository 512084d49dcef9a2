"""A reference beside a record."""

from __future__ import annotations

from typing import Any

import pytest

from citetrail.judging import compare
from citetrail.model.dates import date_range_from_edtf
from judging_values import WORK, record, reference


def test_everything_equal_scores_one() -> None:
    match = compare(reference(), record())
    assert match.score == 1.0
    assert {single.outcome for single in match.evidence} == {"equal"}


CHANGES: list[tuple[str, dict[str, Any]]] = [
    ("title", {"title": "Slow reading improves the recall of recent facts"}),
    ("authors", {"authors": "Rivers, Anna; Stone, Ben; Brook, Dora"}),
    ("container_title", {"container_title": "Annals of Imaginary Learning"}),
    ("issued", {"year": 2012}),
    ("volume", {"volume": "17"}),
    ("issue", {"issue": "8"}),
    ("pages", {"pages": "201-219"}),
    ("doi", {"doi": "10.5555/other"}),
]


@pytest.mark.parametrize(("field", "change"), CHANGES, ids=[row[0] for row in CHANGES])
def test_one_wrong_field_is_named_and_no_other(field: str, change: dict[str, Any]) -> None:
    match = compare(reference(**change), record())
    assert [single.field for single in match.evidence if single.outcome == "different"] == [field]
    found = match.comparison(field)
    assert found is not None
    assert found.given != found.found
    assert found.severity in ("minor", "major")


def test_evidence_shows_both_sides_as_people_read_them() -> None:
    pages = compare(reference(pages="101-9"), record(pages="101-109")).comparison("pages")
    assert pages is not None
    assert (pages.given, pages.found, pages.outcome) == ("101–109", "101–109", "equal")


def test_fields_that_neither_has_are_left_out() -> None:
    assert compare(reference(issue=None), record(issue=None)).comparison("issue") is None


def test_a_preprint_is_no_wrong_journal() -> None:
    preprint = record(type="article", container_title=None, volume=None, issue=None, pages=None)
    found = compare(reference(), preprint).comparison("container_title")
    assert found is not None
    assert found.outcome == "absent-in-record"
    cited = compare(reference(container_title="arXiv", volume=None, issue=None, pages=None, year=2013), record())
    assert not [single for single in cited.evidence if single.outcome == "different"]


def test_a_chapter_and_its_book() -> None:
    chapter = reference(
        type="chapter", container_title="Handbook of Reading", title="Slow reading", doi=None, volume=None
    )
    book = record(type="book", title="Handbook of Reading", container_title=None, authors="Hill, Emil", doi=None)
    found = compare(chapter, book).comparison("title")
    assert found is not None
    assert (found.outcome, found.rule) == ("absent-in-record", "the book that the chapter stands in")


def test_a_translated_title_needs_everything_else_to_agree() -> None:
    german = "Langsames Lesen und die Erinnerung an die Dinge der Vergangenheit"
    assert _title_outcome(reference(title=german)) == "variant"
    assert _title_outcome(reference(title=german, pages="3-9", volume="2", year=1999)) == "different"


def test_what_stands_in_the_printed_words_was_cited() -> None:
    raw = "Rivers A, Stone B, Field C. Slow reading improves the recall of distant facts. J Fict Mem Stud 2015;12(3):101-119"
    misread = reference(kind="printed", raw=raw, pages="12-13", year=2010, authors="Rivers, A.; Field, C.")
    assert not [single for single in compare(misread, record()).evidence if single.outcome == "different"]
    as_data = reference(kind="data", raw=raw, pages="12-13")
    assert compare(as_data, record()).comparison("pages").outcome == "different"  # type: ignore[union-attr]  # it is there


PRINTED_READ_WRONG: list[tuple[str, str, dict[str, Any]]] = [
    ("journal in the title", "Slow reading improves the recall of distant facts. J Fict Mem Stud 12",
     {"title": "Slow reading improves the recall of distant facts. J Fict Mem Stud", "container_title": None}),
    ("title for journal", "Slow reading improves the recall of distant facts 12",
     {"title": None, "container_title": "Slow reading improves the recall of distant facts"}),
    ("society before the journal", "Slow reading improves … Society of Snails. Journal of Fictional Memory Studies",
     {"container_title": "Society of Snails. J. Fict. Mem. Stud."}),
    ("volume and issue for journal", "… 제12권, 제3호", {"container_title": "제12권, 제3호"}),
    ("journal in the title, year's word for journal", "Slow reading improves the recall of distant facts, JFMS, Jahr. 12",
     {"title": "Slow reading improves the recall of distant facts, J. Fict. Mem. Stud.", "container_title": "Jahr"}),
    ("issue for volume, volume for year", "Slow reading improves the recall of distant facts. J. Fict. Mem. Stud., 12.3 (2015)",
     {"volume": "3", "issue": None, "year": None}),
    ("issue for pages", "Slow reading improves the recall of distant facts. J. Fict. Mem. Stud., 12.3 (2015), art. 101",
     {"pages": "3", "issue": None}),
    ("volume for pages", "Slow reading improves the recall of distant facts. J. Fict. Mem. Stud. 12",
     {"volume": None, "issue": None, "pages": "12"}),
    ("title word as author", "Rivers A, Stone B, Field C. Slow reading improves the recall of distant facts",
     {"authors": "Rivers, Anna; Stone, Ben; Field, Carla; Facts, Distant"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "change"), [row[1:] for row in PRINTED_READ_WRONG], ids=[row[0] for row in PRINTED_READ_WRONG]
)
def test_slips_of_the_reader_are_nobodys_error(raw: str, change: dict[str, Any]) -> None:
    match = compare(reference(kind="printed", raw=raw, **change), record())
    assert [single.field for single in match.evidence if single.outcome == "different"] == []


def test_a_printed_title_that_goes_on_is_another() -> None:
    title = "Slow reading improves the recall of distant facts among garden snails"
    match = compare(
        reference(kind="printed", raw=f"Rivers A (2015) {title}. J Fict Mem Stud 12", title=title), record()
    )
    assert match.comparison("title").outcome == "different"  # type: ignore[union-attr]  # it is there


def test_a_journal_named_in_the_title_is_not_the_journal() -> None:
    raw = "Hill E (2015) On snails: an Annals of Imaginary Learning story. Quarterly of Slow Things 12"
    given = reference(kind="printed", raw=raw, title="On snails: an Annals of Imaginary Learning story",
                      container_title="Quarterly of Slow Things")  # fmt: skip
    found = record(title=given.description.title, container_title="Annals of Imaginary Learning")
    assert compare(given, found).comparison("container_title").outcome == "different"  # type: ignore[union-attr]


def test_a_publishers_electronic_books_are_no_title() -> None:
    found = compare(reference(container_title="Fictional Press eBooks"), record()).comparison("container_title")
    assert found is not None
    assert found.outcome == "absent-in-record"


def test_title_and_journal_parted_at_another_word_are_the_same() -> None:
    given = reference(title=f"{WORK['title']}. Journal", container_title="of Fictional Memory Studies")
    assert [single for single in compare(given, record()).evidence if single.outcome == "different"] == []
    other = reference(title=f"{WORK['title']}. Journal", container_title="of Imaginary Memory Studies")
    assert [single for single in compare(other, record()).evidence if single.outcome == "different"]


def test_the_end_of_an_elided_page_is_no_volume() -> None:
    raw = "Rivers A. Slow reading improves the recall of distant facts. J Fict Mem Stud 17, no. 3 (2015): 101–12."
    given = reference(kind="printed", raw=raw, volume="17", pages="101-112")
    found = compare(given, record(pages="101-112")).comparison("volume")
    assert found is not None
    assert found.outcome == "different"


def test_numbers_of_the_title_are_neither_volume_nor_page() -> None:
    title = "Erratum: Slow reading of distant facts [Snail Letters 86, 1943]"
    given = reference(kind="printed", raw=f"{title}. Snail Letters 87", title=title, volume="86", pages="1943")
    match = compare(given, record(title=title, volume="87", pages="199901"))
    assert {single.field for single in match.evidence if single.outcome == "different"} <= {"container_title", "doi"}


def test_a_plural_in_an_entry_is_a_small_difference_and_in_print_a_lost_letter() -> None:
    title = WORK["title"].replace("facts", "fact")
    typed = compare(reference(title=title), record()).comparison("title")
    assert typed is not None
    assert (typed.outcome, typed.severity) == ("different", "minor")
    printed = reference(kind="printed", raw=f"Rivers A. {title}. 2015", title=title)
    assert compare(printed, record()).comparison("title").outcome == "variant"  # type: ignore[union-attr]  # it is there


def test_months_of_a_date_are_not_shown_as_a_range() -> None:
    later = record().model_copy(
        update={
            "description": record(year=2011).description.model_copy(update={"issued": date_range_from_edtf("2011-06")})
        }
    )
    shown = compare(reference(year=2015), later).comparison("issued")
    assert shown is not None
    assert (shown.given, shown.found) == ("2015", "2011")


def test_editions_of_books() -> None:
    book = {"type": "book", "container_title": None, "volume": None, "issue": None, "pages": None}
    match = compare(
        reference(**book, publisher="Fictional Press", year=1972),
        record(**book, publisher="Imaginary House", year=2009),
    )
    assert not [single for single in match.evidence if single.outcome == "different" and single.severity != "none"]


def _title_outcome(given: Any) -> str:
    found = compare(given, record()).comparison("title")
    assert found is not None
    return found.outcome
