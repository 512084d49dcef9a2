"""Entries that are made to say something else, byte by byte."""

from __future__ import annotations

import difflib
from typing import Any

import pytest

from citetrail.formats.bibtex.syntax import bibfile_from_text
from citetrail.formats.bibtex.updating import dialect_of, updated_entry
from citetrail.formats.bibtex.writing import BIBTEX
from citetrail.model import Person, date_range_from_edtf, identifier_of, pages_from_text

ENTRY = """@article{doe2011,
  author    = {Doe, Jo},
  title     = "A {NASA} title",
  journal   = jir,
  year      = 2011,
  month     = may,
  x-own     = {kept {as} is},
  pages     = {12--15}
}"""


def changed_lines(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        (
            {"title": "Another NASA title"},
            ['-  title     = "A {NASA} title",', '+  title     = "Another {NASA} title",'],
        ),
        (
            {"issued": date_range_from_edtf("2012-06")},
            ["-  year      = 2011,", "-  month     = may,", "+  year      = 2012,", "+  month     = jun,"],
        ),
        ({"container_title": "Emotion"}, ["-  journal   = jir,", "+  journal   = {Emotion},"]),
        (
            {"pages": None},
            ["-  x-own     = {kept {as} is},", "-  pages     = {12--15}", "+  x-own     = {kept {as} is}"],
        ),
        ({"pages": pages_from_text("20")}, ["-  pages     = {12--15}", "+  pages     = {20}"]),
        (
            {"identifiers": (identifier_of("doi", "10.5555/x_y"),)},
            ["-  pages     = {12--15}", "+  pages     = {12--15},", "+  doi       = {10.5555/x_y}"],
        ),
        (
            {"authors": (Person(family="Müller", given="Jörg"),)},
            ["-  author    = {Doe, Jo},", '+  author    = {M{\\"u}ller, J{\\"o}rg},'],
        ),
        (
            {"extra": (("entrytype", "article"), ("x-own", "new"))},
            ["-  x-own     = {kept {as} is},", "+  x-own     = {new},"],
        ),
        ({"type": "report"}, ["-@article{doe2011,", "+@techreport{doe2011,"]),
    ],
    ids=["title", "date", "macro", "removed", "pages", "added", "accents", "own field", "type"],
)
def test_only_what_must_changes(changes: dict[str, Any], lines: list[str]) -> None:
    updated = updated_entry(ENTRY, changes, BIBTEX)
    assert updated.lost == ()
    assert changed_lines(ENTRY, updated.source)[: len(lines)] == lines


def test_what_has_no_place_is_told_and_nothing_is_touched() -> None:
    updated = updated_entry(ENTRY, {"contributors": (("recipient", (Person(family="X"),)),)}, BIBTEX)
    assert updated.lost == ("contributors",)
    assert updated.source == ENTRY


@pytest.mark.parametrize(
    ("entry", "changes", "expected"),
    [
        ("@book{a, date={2011}, location={X}}", {"publisher_place": "Y"}, "@book{a, date={2011}, location={Y}}"),
        ("@book{a, date={2011}}", {"issued": date_range_from_edtf("2012")}, "@book{a, date={2012}}"),
        ("@book{a, year={2011}}", {"issued": date_range_from_edtf("2012")}, "@book{a, year={2012}}"),
        ("@article{a, journaltitle={X}}", {"container_title": "Y"}, "@article{a, journaltitle={Y}}"),
        ("@article{a,\r\n  title={X},\r\n}", {"volume": "2"}, "@article{a,\r\n  title={X},\r\n  volume={2},\r\n}"),
    ],
    ids=["location", "date", "year", "journaltitle", "crlf"],
)
def test_the_words_of_the_entry_are_kept(entry: str, changes: dict[str, Any], expected: str) -> None:
    assert updated_entry(entry, changes, BIBTEX).source == expected


@pytest.mark.parametrize(
    ("text", "name", "latex"),
    [
        ("@article{a, title={x}, date={2011}}", "biblatex", '{\\"u}'),
        ("@article{a, title={x}, year={2011}}", "bibtex", '{\\"u}'),
        ("@article{a, title={é}, year={2011}}", "bibtex", "ü"),
        ("", "bibtex", '{\\"u}'),
    ],
    ids=["biblatex", "bibtex", "unicode", "empty"],
)
def test_the_file_s_own_manner_is_found(text: str, name: str, latex: str) -> None:
    dialect = dialect_of(bibfile_from_text(text))
    assert (dialect.name, dialect.encode("ü")) == (name, latex)
