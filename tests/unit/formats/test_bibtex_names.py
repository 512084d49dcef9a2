"""Names as BibTeX splits them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from citetrail.formats.bibtex import read, write_bibtex
from citetrail.formats.parts.names import NameParts, name_parts, names_from_latex, split_names
from citetrail.model import Description, Entry, Person, group


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Donald E. Knuth", NameParts("Donald E.", "", "Knuth")),
        ("van Beethoven, Ludwig", NameParts("Ludwig", "van", "Beethoven")),
        ("Ford, Jr., Henry", NameParts("Henry", "", "Ford", "Jr.")),
        ("Jean de La Fontaine", NameParts("Jean", "de", "La Fontaine")),
        ("{\\'e}mile Zola", NameParts("", "{\\'e}mile", "Zola")),
        ("AA {bb} cc CC", NameParts("AA {bb}", "cc", "CC")),
        ("AA bb {cc} CC", NameParts("AA", "bb", "{cc} CC")),
        ("{Barnes and Noble, Inc.}", NameParts("", "", "{Barnes and Noble, Inc.}")),
        ("E.~W. Dijkstra", NameParts("E. W.", "", "Dijkstra")),
        ("d'Artagnan, Charles", NameParts("Charles", "", "d'Artagnan")),
    ],
)
def test_parts(name: str, parts: NameParts) -> None:
    assert name_parts(name) == parts


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A and B", ["A", "B"]),
        ("A AND B And C", ["A", "B", "C"]),
        ("{A and B} and C", ["{A and B}", "C"]),
        ("A and and B", ["A", "", "B"]),
        ("Anderson and Sandy", ["Anderson", "Sandy"]),
        ("A\n  and\tB", ["A", "B"]),
        ("", []),
    ],
)
def test_lists(text: str, names: list[str]) -> None:
    assert split_names(text) == names


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("{Barnes and Noble} and Aristotle", (group("Barnes and Noble"), Person(family="Aristotle"))),
        ("{\\'{E}}lan, {\\AA}ke", (Person(family="Élan", given="Åke"),)),
        ('family={Za{\\"{\\i}}ane}, given={O.}', (Person(family="Zaïane", given="O."),)),
        ('family="Berg, Ritter", given=Hans', (Person(family="Berg, Ritter", given="Hans"),)),
        (
            "family=Berg, given=Hans, prefix=van den, useprefix=true",
            (Person(family="Berg", given="Hans", particle="van den"),),
        ),
        ("Abu al-Ghazali", (Person(family="al-Ghazali", given="Abu"),)),
        ("{van Gogh}, Vincent", (Person(family="van Gogh", given="Vincent"),)),
    ],
)
def test_persons(text: str, persons: tuple[Person, ...]) -> None:
    assert names_from_latex(text).persons == persons


@pytest.mark.parametrize(
    ("text", "troubles"),
    [
        ("Smith, A. and and Jones, B.", ("empty-name",)),
        ("Smith, A.; Jones, B.; Brown, C.", ("semicolons",)),
        ("Smith, A., Jones, B., Brown, C.", ("too-many-commas",)),
        ("M&uuml;ller, J.", ()),
        ("Smith, Jr., Bob and others", ()),
    ],
)
def test_odd_names_are_told_and_never_split(text: str, troubles: tuple[str, ...]) -> None:
    found = names_from_latex(text)
    assert found.troubles == troubles
    if "semicolons" in troubles or "too-many-commas" in troubles:
        assert [person.literal for person in found.persons] == [text]


def test_others_is_a_flag() -> None:
    assert names_from_latex("Smith, A. and others").has_more


@pytest.mark.shared
def test_all_names(shared: Path) -> None:
    cases = json.loads((shared / "corpora/bib/bibtex-names-cases.json").read_text())
    for name, expected in cases:
        if expected:
            assert list(name_parts(name)) == expected


def test_decomposed_letters_are_written_like_composed_ones() -> None:
    person = Person(family="Fro\u0308hlich", given="L.")
    text = write_bibtex([Entry(key="a", description=Description(authors=(person,)), source="")]).text
    assert 'author = {Fr{\\"o}hlich, L.}' in text
    assert read(text.encode(), "a.bib").entries[0].description.authors == (Person(family="Fröhlich", given="L."),)
