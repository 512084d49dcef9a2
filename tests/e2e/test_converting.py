"""Bibliography files turned into each other by the installed command, without a library."""

from __future__ import annotations

import pytest

from citetrail.app.wiring import formats
from e2e.conftest import Workplace

BIB = r"""@article{sample2001, author={M{\"u}ller, J. and {Example Team}}, title={{\'E}tude on 50\% of {NASA}},
journal={Journal of Examples}, year=2001, month=may, volume=3, number=2, pages={12--15}, doi={10.5555/fiction.1}}
"""
BOTH_WAYS = [one.name for one in formats() if one.read and one.write]


@pytest.mark.parametrize(
    ("arguments", "letters"),
    [
        (["-f", "bibtex"], r"M{\"u}ller"),
        (["-f", "bibtex", "--unicode"], "Müller"),
        (["-f", "biblatex"], "Müller"),
        (["-f", "biblatex", "--latex"], r"M{\"u}ller"),
        (["-f", "ris"], "Müller"),
    ],
)
def test_letters_are_written_as_asked(workplace: Workplace, arguments: list[str], letters: str) -> None:
    workplace.write("a.bib", BIB)
    result = workplace.run("convert", "a.bib", *arguments)
    assert result.code == 0
    assert letters in result.out
    assert r"50\%" in result.out or "50%" in result.out


def test_only_bibtex_has_latex(workplace: Workplace) -> None:
    workplace.write("a.bib", BIB)
    result = workplace.run("convert", "a.bib", "-f", "ris", "--latex")
    assert (result.code, "ris has no LaTeX in it" in result.err) == (2, True)


def test_export_takes_the_same_option(workplace: Workplace) -> None:
    workplace.write("a.bib", BIB)
    workplace.run("add", "a.bib")
    assert "Müller" in workplace.run("export", "--unicode").out
    assert r"M{\"u}ller" in workplace.run("export").out


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_there_and_back(workplace: Workplace, name: str) -> None:
    workplace.write("a.bib", BIB)
    there = workplace.run("convert", "a.bib", "-f", name)
    assert there.code in (0, 1)
    assert "Traceback" not in there.err
    back = workplace.run("convert", "-", "-f", "ris", "--allow-loss", stdin=there.out)
    assert back.code == 0, back.err
    for line in ("TI  - Étude on 50% of NASA", "PY  - 2001", "VL  - 3", "DO  - 10.5555/fiction.1"):
        assert line in back.out.splitlines(), back.out


def test_what_has_no_place_is_told_with_entry_and_field(workplace: Workplace) -> None:
    workplace.write("a.bib", BIB.replace("year=2001", "year=2001, eventtitle={A meeting}"))
    result = workplace.run("convert", "a.bib", "a.ris")
    assert (result.code, "ris has no place for event_title of sample2001: A meeting" in result.err) == (1, True)
    assert workplace.run("convert", "a.bib", "a.ris", "--allow-loss").code == 0


def test_a_file_of_which_something_is_unreadable(workplace: Workplace) -> None:
    workplace.write("a.bib", BIB + "@book{open, title = {never closed\n")
    result = workplace.run("convert", "a.bib", "a.ris")
    assert result.code == 1
    assert 'a.bib:3:1: "open" has a value that is never closed; opened on line 3, column 21' in result.err
    assert "1 entry, bibtex to ris" in result.err


BESIDE = "Notes of mine.\n@string{unused = {Nothing}}\n@preamble{ {x} }\n@comment{Ask.}\n"


@pytest.mark.parametrize(
    ("arguments", "encoding"), [(["b.bib"], "utf-8-sig"), (["b.bib"], "latin-1"), (["b.bib", "-f", "bibtex"], "utf-8")]
)
def test_a_file_in_the_format_already_is_copied_to_the_byte(
    workplace: Workplace, arguments: list[str], encoding: str
) -> None:
    written = (BESIDE.replace("Notes", "Nôtes") + BIB).replace("\n", "\r\n").encode(encoding)
    (workplace.folder / "a.bib").write_bytes(written)
    result = workplace.run("convert", "a.bib", *arguments)
    assert (result.code, (workplace.folder / "b.bib").read_bytes()) == (0, written)


def test_the_other_dialect_keeps_what_stands_between_entries(workplace: Workplace) -> None:
    workplace.write("a.bib", BESIDE + BIB)
    result = workplace.run("convert", "a.bib", "-f", "biblatex")
    assert (result.code, result.out.startswith(BESIDE + "@article{sample2001,\n")) == (0, True)


def test_a_format_without_a_place_beside_its_entries_says_so(workplace: Workplace) -> None:
    workplace.write("a.bib", BESIDE + BIB)
    result = workplace.run("convert", "a.bib", "a.ris")
    assert result.code == 1
    for told in (
        "text between entries of a.bib:1:1: Notes of mine.",
        "unused macro of a.bib:2:1: @string{unused = {Nothing}}",
        "preamble of a.bib:3:1: @preamble{ {x} }",
        "comment of a.bib:4:1: Ask.",
    ):
        assert f"ris has no place for {told}" in result.err
    assert workplace.run("convert", "a.bib", "a.ris", "--allow-loss").code == 0


def test_a_file_of_another_format_that_is_in_it_already_is_copied_too(workplace: Workplace) -> None:
    written = "TY  - JOUR\r\nTI  - Bells\r\nZZ  - of nobody\r\nER  - \r\n"
    (workplace.folder / "a.ris").write_bytes(written.encode())
    assert workplace.run("convert", "a.ris", "b.ris").code == 0
    assert (workplace.folder / "b.ris").read_bytes() == written.encode()
