"""ORCID iDs in BibTeX and BibLaTeX, and values of other formats that have several lines."""

from __future__ import annotations

import time

import pytest

from citetrail.formats.bibtex import read, write_biblatex, write_bibtex
from citetrail.formats.bibtex.orcids import list_by_name, orcids_by_name
from citetrail.model import Description, Entry, Person

ONE, TWO = "0000-0002-1825-0097", "0000-0001-5109-3700"
PYM = Person(family="Pym", given="Éthel", orcid=ONE)
ROE = Person(family="Roe", given="R.")


def written(*authors: Person, extra: tuple[tuple[str, str], ...] = ()) -> Entry:
    return Entry(key="a", description=Description(type="book", title="Bells", authors=authors, extra=extra))


def test_plain_bibtex_names_no_field_with_signs_that_other_readers_stop_at() -> None:
    text = write_bibtex([written(PYM, ROE)]).text
    assert "+an" not in text
    assert rf"orcid-numbers = {{Pym, {{\'E}}thel/{ONE}}}" in text
    assert f'author+an:orcid = {{1="{ONE}"}}' in write_biblatex([written(PYM, ROE)]).text


@pytest.mark.parametrize("write", [write_bibtex, write_biblatex])
@pytest.mark.parametrize(
    "authors",
    [(PYM, ROE), (ROE, PYM), (PYM, Person(literal="The Bell Group", orcid=TWO)), (Person(family="Pym", orcid=ONE),)],
    ids=["first", "second", "group", "one-name"],
)
def test_orcids_read_back(write: object, authors: tuple[Person, ...]) -> None:
    result = write([written(*authors)])  # type: ignore[operator]
    assert result.losses == ()
    (back,) = read(result.text.encode(), "x.bib").entries
    assert (back.description.authors, back.description.extra) == (authors, (("entrytype", "book"),))


@pytest.mark.parametrize(
    "authors",
    [
        (PYM, PYM.model_copy(update={"orcid": TWO})),
        (PYM.model_copy(update={"orcid": None}), PYM),
        (Person(literal="Bells; and/or Clocks", orcid=ONE),),
    ],
    ids=["two-of-one-name", "which-of-them", "signs-of-the-list"],
)
def test_what_a_name_does_not_tell_is_a_loss_of_bibtex(authors: tuple[Person, ...]) -> None:
    assert {loss.field for loss in write_bibtex([written(*authors)]).losses} == {"orcid"}
    assert write_biblatex([written(*authors)]).losses == ()


def test_a_list_of_web_of_science_is_read_and_kept_where_it_names_others() -> None:
    lines = f"Pym, {{\\'E}}thel/{ONE}\n   Roe, Richard/{TWO}"
    source = f"@book{{a, author={{Pym, {{\\'E}}thel and Roe, R.}}, ORCID-Numbers={{{lines}}}}}"
    (found,) = read(source.encode(), "x.bib").entries
    assert [one.orcid for one in found.description.authors] == [ONE, None]
    assert ("ORCID-Numbers", " ".join(lines.split())) in found.description.extra
    again = write_bibtex([found])
    assert (again.text.lower().count("orcid-numbers"), again.losses) == (1, ())
    (back,) = read(again.text.encode(), "x.bib").entries
    assert back.description == found.description


@pytest.mark.parametrize(
    ("text", "found", "is_whole"),
    [
        (f"Pym, E./{ONE}", {"Pym, E.": ONE}, True),
        (f"Pym, E./{ONE};\n  Roe, R./{TWO}", {"Pym, E.": ONE, "Roe, R.": TWO}, True),
        (f"Pym, E./{ONE}; Pym, E./{TWO}", {"Pym, E.": ONE}, False),
        (f"Pym, E./{ONE} Roe, R./{TWO}", {"Pym, E.": ONE, "Roe, R.": TWO}, True),
        (f"{ONE}", {}, False),
        ("Pym, E./A-1234-2010", {}, False),
        ("", {}, True),
    ],
    ids=["one", "lines", "twice", "lines-folded", "no-name", "another-number", "empty"],
)
def test_lists_by_name(text: str, found: dict[str, str], is_whole: bool) -> None:
    assert orcids_by_name(text, str) == (found, is_whole)


def test_lists_are_read_in_linear_time() -> None:
    begin = time.perf_counter()
    for sign in (" ", ";", "/", "a", "0000-", "\n"):
        orcids_by_name(sign * 50_000, str)
    assert time.perf_counter() - begin < 1


def test_nobody_is_listed_who_has_none() -> None:
    assert list_by_name([ROE], str) == ("", [])


def test_several_lines_of_another_format_are_one_field() -> None:
    result = write_bibtex([written(extra=(("AD", "Here"), ("AD", "There"), ("AD", "Here"), ("title", "Of RIS")))])
    assert "AD    = {Here; There}" in result.text
    assert [loss.field for loss in result.losses] == ["title"]
