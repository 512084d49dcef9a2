"""What of a work goes into an annotated bibliography, and how works are grouped."""

from __future__ import annotations

import pytest

from citetrail.cli.bibliography import GroupBy, Layout, annotations_of, bibliography_file, groups_of
from citetrail.model import Description
from citetrail.model.dates import DateRange, PartialDate
from citetrail.model.works import Claim, Note, Quote, Work
from citetrail.styles import load_style


def work(key: str, year: int | None = None, **fields: object) -> Work:
    issued = DateRange(start=PartialDate(year=year)) if year is not None else None
    return Work.model_validate(
        {"key": key, "description": Description(type="book", title=key, issued=issued), **fields}
    )


ANNOTATED = work(
    "one",
    2020,
    standing="retracted",
    notes=(Note(text="A *note*."),),
    quotes=(Quote(id=1, exact="Bearing", page="3"), Quote(id=2, exact="Free", speaker="Jane Roe", source="talk.html")),
    claims=(Claim(text="It is so", verdict="supported", quotes=(1, 9), source="blog.html"),),
)


def test_annotations_of_a_work() -> None:
    retraction, note, quote, claim = annotations_of(ANNOTATED)
    assert retraction.text == "**Retracted.**"
    assert (note.kind, note.text) == ("note", "A *note*.")
    assert (quote.text, quote.speaker, quote.source, quote.page) == ("Free", "Jane Roe", "talk.html", "")
    assert (claim.text, claim.verdict, claim.source) == ("It is so", "supported", "blog.html")
    assert [(one.text, one.page) for one in claim.quotes] == [("Bearing", "3")]


@pytest.mark.parametrize(
    ("group_by", "expected"),
    [
        (GroupBy.TAG, [("alpha", ("two",)), ("Beta", ("two", "three"))]),
        (GroupBy.YEAR, [("2020", ("one",)), ("300", ("two",)), ("-44", ("three",))]),
        (GroupBy.VERDICT, [("Supported", ("one",))]),
        (GroupBy.TYPE, [("Books", ("one", "two", "three", "four"))]),
    ],
)
def test_groups(group_by: GroupBy, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    works = [ANNOTATED, work("two", 300, tags=("Beta", "alpha")), work("three", -44, tags=("Beta",)), work("four")]
    assert [(group.label, group.ids) for group in groups_of(works, group_by)] == expected


def test_what_was_retracted_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    text = bibliography_file([ANNOTATED, work("two")], load_style("apa"), Layout("text")).decode()
    assert capsys.readouterr().err == "one: retracted\n"
    assert "Retracted" not in text, "only under entries that are annotated"
