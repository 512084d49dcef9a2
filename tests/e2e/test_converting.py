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
