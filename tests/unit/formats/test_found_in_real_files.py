"""Small things that real files showed, each kept from coming back."""

from __future__ import annotations

import pytest

from citetrail.errors import InputError
from citetrail.formats import bibtex, csl_yaml, endnote_tagged, hayagriva, nbib, ris, table, wikipedia, word_xml
from citetrail.model import Description, Entry, Format, Person, date_range_from_edtf


def back(form: Format, description: Description) -> tuple[Description, list[str]]:
    """The description after a round trip, and the fields that were told as lost."""
    assert form.write is not None
    assert form.read is not None
    written = form.write([Entry(key="a", description=description)])
    return form.read(written.text.encode(), "x").entries[0].description, [loss.field for loss in written.losses]


def test_a_star_in_a_text_is_no_yaml_alias() -> None:
    abstract = "Results *of & about *stars* & other things"
    found, _ = back(csl_yaml.FORMAT, Description(type="book", title="x", abstract=abstract))
    assert found.abstract == abstract
    with pytest.raises(InputError, match="aliases"):
        csl_yaml.FORMAT.read(b"references:\n- &a\n  id: x\n- *a\n", "x")  # type: ignore[misc]


def test_a_table_holds_thousands_of_authors() -> None:
    people = tuple(Person(family=f"Family{number}", given="Given") for number in range(8_000))
    found, _ = back(table.FORMAT, Description(type="book", title="x", authors=people))
    assert len(found.authors) == 8_000


@pytest.mark.parametrize(("date", "lost"), [("-0380", ["issued"]), ("0876", []), ("1850", [])])
def test_years_that_word_has_none_for_are_told(date: str, lost: list[str]) -> None:
    found, told = back(word_xml.FORMAT, Description(type="book", title="x", issued=date_range_from_edtf(date)))
    assert told == lost
    assert lost or str(found.issued) == date


@pytest.mark.parametrize(
    ("date", "text", "lost"),
    [
        ("1979-03-03/1979-03-04", "1979-03-03", ["accessed"]),
        ("1979-03", "1979-03", []),
        ("1979-21", "1979", ["accessed"]),
    ],
)
def test_typst_takes_single_days(date: str, text: str, lost: list[str]) -> None:
    description = Description(type="book", title="x", url="https://a.example", accessed=date_range_from_edtf(date))
    written = hayagriva.write([Entry(key="a", description=description)])
    assert f"date: {text}\n" in written.text.replace("'", "")
    assert [loss.field for loss in written.losses] == lost


def test_stray_bytes_never_reach_what_is_written() -> None:
    content = "@misc{a, title = {é}, ".encode() + b"\xd8ddress = {x}, k\xd8 = {y} }\n@m\xd8sc{b\xd8, title={x}}"
    written = bibtex.write_biblatex(bibtex.read(content, "x").entries)
    assert "Øddress" in written.text
    assert written.text.encode()


def test_years_of_five_digits_survive_endnote() -> None:
    date = date_range_from_edtf("Y17000002")
    found, _ = back(endnote_tagged.FORMAT, Description(type="book", title="x", issued=date))
    assert found.issued == date


def test_medline_with_carriage_returns() -> None:
    (entry,) = nbib.read(b"PMID- 1\r\nTI  - A title that\r\n      goes on\r\nFAU - Doe, Jo\r\n\r\n", "x").entries
    assert (entry.description.title, entry.description.authors) == (
        "A title that goes on", (Person(family="Doe", given="Jo"),),
    )  # fmt: skip


def test_odd_blanks_are_no_number() -> None:
    (entry,) = nbib.read("PMID- \u00a0\x1f\nTI  - x\nLID - \u00a0[doi]\n".encode(), "x").entries
    assert (entry.key, entry.description.title, entry.description.identifiers) == (None, "x", ())


def test_several_addresses_in_one_tag() -> None:
    content = b"TY  - JOUR\nTI  - x\nUR  - https://a.example/1;https://a.example/2; https://a.example/3\nER  - \n"
    description = ris.read(content, "x").entries[0].description
    assert description.url == "https://a.example/1"
    assert [value for name, value in description.extra if name == "UR"] == [
        "https://a.example/2", "https://a.example/3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("{{cite book |title=a [[b|c]] d |year=2001}} and {{cite web |title=e}}", ["a c d", "e"]),
        ("{{cite book |title=a {{small|b}} c}}", ["a {{small|b}} c"]),
        ("<!-- {{cite book |title=hidden --> {{cite book |title=seen}}", ["seen"]),
        ("{{cite book |title=never closed {{cite book |title=closed}}", ["closed"]),
        ("{{cite book |title=[[open |year=2001}} {{cite book |title=next}}", ["[[open |year=2001", "next"]),
    ],
    ids=["links", "nested", "comment", "unclosed", "open link"],
)
def test_templates_and_what_stands_in_them(text: str, titles: list[str]) -> None:
    found = wikipedia.read(text.encode(), "x")
    assert [entry.description.title for entry in found.entries] == titles
    assert len(found.problems) == text.count("never closed")
