"""Works as items for citation styles and as entries of bibliography files."""

from __future__ import annotations

import pytest

from citetrail.flows.export import are_initials, entry_of, item_of
from citetrail.model.dates import date_of_year
from citetrail.model.descriptions import Description
from citetrail.model.persons import Person
from citetrail.model.works import Attachment, Note, Quote, Work


def work(**fields: object) -> Work:
    return Work(key="pym1901", description=Description(title="Bells", **fields))  # type: ignore[arg-type]


def test_a_first_edition_has_no_original_date() -> None:
    assert "original-date" not in item_of(work(issued=date_of_year(1890), original_date=date_of_year(1890)))
    assert "original-date" in item_of(work(issued=date_of_year(1950), original_date=date_of_year(1890)))


def test_run_together_initials_are_set_apart() -> None:
    (name,) = item_of(work(authors=(Person(family="Pym", given="EA"),)))["author"]
    assert name["given"] == "E. A."


@pytest.mark.parametrize(
    ("given", "family", "expected"),
    [
        ("AJ", "Wakefield", True),
        ("Jo", "Pym", False),
        ("AJ", "PYM", False),
        ("A", "Pym", False),
        ("ABCD", "Pym", False),
    ],
)
def test_what_counts_as_initials(given: str, family: str, expected: bool) -> None:
    assert are_initials(given, family) is expected


def test_an_entry_takes_notes_tags_and_old_keys_along() -> None:
    given = work().model_copy(update={"tags": ("bells",), "aliases": ("old",), "notes": (Note(text="Rings."),)})
    entry = entry_of(given)
    assert (entry.key, entry.tags, entry.aliases, entry.notes) == ("pym1901", ("bells",), ("old",), ("Rings.",))


def test_an_entry_takes_quotes_rating_and_reading_along_and_files_only_when_given() -> None:
    given = work().model_copy(
        update={
            "quotes": (Quote(exact="They ring.", page="3"),),
            "rating": 4,
            "reading": "read",
            "attachments": (Attachment(name="bells.pdf", path="/home/pym/bells.pdf"),),
        }
    )
    entry = entry_of(given)
    assert (entry.quotes[0].exact, entry.rating, entry.reading, entry.files) == ("They ring.", 4, "read", ())
    assert entry_of(given, ["bells.pdf"]).files == ("bells.pdf",)
