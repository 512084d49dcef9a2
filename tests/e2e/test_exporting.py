"""What an export names, leaves out and tells: attached files, quotes, claims, and the format that an ending stands for."""

from __future__ import annotations

import json

import pytest

from e2e.conftest import Workplace

BIB = "@book{pym1901, title={Bells}, author={Pym, E.}, year=1901, file={:papers/bells.pdf:PDF}}\n"


@pytest.fixture
def shelf(workplace: Workplace) -> Workplace:
    """One work with a file that is linked, one that is copied, a quote and a claim."""
    workplace.write("a.bib", BIB)
    (workplace.folder / "papers").mkdir()
    workplace.write("papers/bells.pdf", b"%PDF-1.4 bells")
    workplace.write("more.txt", "More bells.")
    assert workplace.run("add", "a.bib").code == 0
    assert workplace.run("attach", "pym1901", "more.txt").code == 0
    assert workplace.run("quote", "pym1901", "They ring.", "--page", "3").code == 0
    assert workplace.run("claim", "pym1901", "Bells ring.").code == 0
    return workplace


def test_files_are_not_named_unasked_and_that_is_told(shelf: Workplace) -> None:
    result = shelf.run("export")
    assert (result.code, "file " in result.out) == (0, False)
    assert str(shelf.folder) not in result.out
    assert "2 attached files not named; --files names them, with their places on this machine" in result.err
    assert "1 claim left out" in result.err
    assert "“They ring.” (p. 3)" in shelf.run("export", "-f", "biblatex").out


def test_files_are_named_from_where_the_bibliography_lies(shelf: Workplace) -> None:
    result = shelf.run("export", "--files", "-o", "refs.bib")
    assert (result.code, "not named" in result.err) == (0, False)
    written = (shelf.folder / "refs.bib").read_text()
    assert "{:papers/bells.pdf:;:own/" in written
    shelf.run("add", "refs.bib")
    elsewhere = shelf.run("export", "--files", "-f", "ris").out
    assert f"L1  - {shelf.folder}/papers/bells.pdf" in elsewhere


def test_a_format_without_a_place_for_files_tells_each_when_asked(shelf: Workplace) -> None:
    result = shelf.run("export", "-f", "hayagriva", "--files")
    assert (result.code, "hayagriva has no place for files of pym1901" in result.err) == (1, True)
    assert shelf.run("export", "-f", "text", "--files").code == 2


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("refs.ris", "TY  - BOOK"),
        ("refs.bib", "@book{"),
        ("refs.unknown", "@book{"),
        ("refs.json", "["),
        ("refs.md", "Pym"),
        ("refs.html", "<!DOCTYPE html>"),
    ],
)
def test_the_ending_of_the_file_names_the_format(shelf: Workplace, name: str, beginning: str) -> None:
    shelf.run("export", "-o", name, "--allow-loss")
    assert (shelf.folder / name).read_text().lstrip("\ufeff").startswith(beginning)
    assert shelf.run("export", "-o", name, "-f", "csl-json").code == 0
    assert json.loads((shelf.folder / name).read_text())[0]["id"] == "pym1901"


def test_adding_a_file_tells_what_stays_in_it(workplace: Workplace) -> None:
    workplace.write("a.bib", "By hand.\n" + BIB + "@comment{Ask.}\n")
    told = "a.bib: what is no entry stays in the file alone: 1 text between entries, 1 comment"
    for command in ("add", "import"):
        result = workplace.run(command, "a.bib")
        assert (result.code, told in result.err) == (0, True)


def test_a_work_cited_by_an_older_key_is_not_written_a_second_time_for_all(workplace: Workplace) -> None:
    workplace.write("a.bib", BIB + "@book{doe1902, title={More bells}}\n")
    workplace.run("add", "a.bib")
    workplace.run("rename", "pym1901", "bells")
    workplace.write("paper.tex", "\\cite{pym1901} \\nocite{*}")
    written = workplace.run("export", "--for", "paper.tex").out
    assert [line for line in written.splitlines() if line.startswith("@")] == ["@book{pym1901,", "@book{doe1902,"]


def test_what_an_org_file_cites(workplace: Workplace) -> None:
    workplace.write("a.bib", BIB)
    workplace.run("add", "a.bib")
    workplace.write("paper.org", "See [cite:@pym1901 p. 3] and cite:missing.")
    result = workplace.run("export", "--for", "paper.org")
    assert (result.code, "@book{pym1901," in result.out) == (1, True)
    assert "paper.org:1:35: missing is not in the library" in result.err
