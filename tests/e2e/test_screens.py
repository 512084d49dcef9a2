"""What a person sees in a terminal: lines that fit, colours or none, a pager for long lists."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from citetrail.cli.main import app
from citetrail.cli.tables import width_of
from e2e.conftest import Workplace, environment_for
from e2e.terminal import typed, without_colours

BIB = """
@article{smith2020sleep, author = {Smith, Jane and Roe, Richard and Doe, John}, year = 2020,
  title = {Sleep, dream, and the long titles of articles that say everything at once}}
@article{tanaka2021, author = {田中, 太郎}, year = 2021, title = {睡眠と記憶の統合に関する研究についての長い題名の論文である例}}
"""
ENTRIES = "".join(f"@misc{{key{place:03}, title = {{Title number {place}}}}}\n" for place in range(60))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    folder = tmp_path_factory.mktemp("screens")
    environment = {**environment_for(folder), "CITETRAIL_OFFLINE": "1"}
    del environment["NO_COLOR"]
    place = Workplace(folder, environment)
    place.write("refs.bib", BIB)
    place.write("many.bib", ENTRIES)
    assert place.run("add", "refs.bib").code == 0
    assert place.run("add", "many.bib", "--library", "./many.db").code == 0
    assert place.run("tag", "tanaka2021", "+睡眠/記憶", "+todo").code == 0
    return place


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("arguments", [["list"], ["show", "tanaka2021"]], ids=" ".join)
def test_nothing_is_wider_than_the_terminal(filled: Workplace, arguments: list[str], width: int) -> None:
    code, screen = typed(filled, arguments, width=width)
    assert code == 0
    assert max(width_of(line) for line in without_colours(screen).splitlines()) <= width


@pytest.mark.parametrize("group", ["", *"searches tags notes files styles config sources cache completion".split()])
def test_no_command_is_told_by_half_a_sentence(group: str) -> None:
    told = CliRunner().invoke(app, [*group.split(), "--help"], terminal_width=80).output
    assert "Usage:" in told
    assert [line for line in told.splitlines() if line.endswith("...")] == told.splitlines()[:1]


def test_what_add_says_fits_a_terminal_and_stays_one_line_when_piped(filled: Workplace) -> None:
    _, screen = typed(filled, ["add", "refs.bib"], width=40)
    assert max(width_of(line) for line in without_colours(screen).splitlines()) <= 40
    assert "smith2020sleep" in screen
    piped = filled.run("add", "refs.bib").out.splitlines()
    assert len(piped) == 3
    assert piped[0].endswith("(already in the library)")


def test_keys_are_whole_in_a_narrow_terminal(filled: Workplace) -> None:
    _, screen = typed(filled, ["list"], width=40)
    assert "smith2020sleep" in screen
    assert "#todo" in screen


def test_a_terminal_has_colours_and_a_header(filled: Workplace) -> None:
    _, screen = typed(filled, ["list"], width=120)
    assert "\x1b[36m" in screen
    assert without_colours(screen).startswith("KEY ")


@pytest.mark.parametrize("extra", [{"NO_COLOR": "1"}, {"FORCE_COLOR": "0"}, {"TERM": "dumb"}], ids=str)
def test_no_colours_where_none_are_wanted(filled: Workplace, extra: dict[str, str]) -> None:
    assert "\x1b[" not in typed(filled, ["list"], **extra)[1]


def test_piped_output_is_plain_and_uncut(filled: Workplace) -> None:
    out = filled.run("list", COLUMNS="40").out
    assert "\x1b[" not in out
    assert "Sleep, dream, and the long titles of articles that say everything at once" in out
    assert len(out.splitlines()[0].split("\t")) == 5
    assert "\x1b[" in filled.run("show", "tanaka2021", FORCE_COLOR="1").out


def test_a_long_list_goes_through_the_pager(filled: Workplace, tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho seen by $LESS; head -2\n")
    pager.chmod(0o755)
    code, screen = typed(filled, ["list", "-l", "./many.db"], PAGER=str(pager))
    assert code == 0
    assert screen.startswith("seen by FRX\n")
    assert len(screen.splitlines()) == 3
    assert "seen" not in typed(filled, ["list"], PAGER=str(pager))[1], "a short one does not"
    assert "seen" not in typed(filled, ["list", "-l", "./many.db"], PAGER=str(pager), CITETRAIL_PAGER="")[1]


def test_without_the_pager_the_list_is_still_shown(filled: Workplace) -> None:
    code, screen = typed(filled, ["list", "-l", "./many.db"], PAGER="no-such-program")
    assert (code, len(screen.splitlines())) == (0, 61)


IDS = [
    (["list"], "smith2020sleep\n"),
    (["search", "sleep"], "smith2020sleep\n"),
    (["tags", "list"], "method/survey\n"),
    (["searches", "list"], "mine\n"),
    (["styles", "search", "apa", "-n", "1"], "apa\n"),
    (["notes", "list"], "smith2020sleep\n"),
    (["claims"], "smith2020sleep\n"),
    (["quotes"], "smith2020sleep\n"),
    (["files", "list"], "smith2020sleep\n"),
    (["rules", "ct204"], "CT204\n"),
    (["log", "-n", "1"], "7\n"),
]


def test_every_list_gives_its_names_alone(workplace: Workplace) -> None:
    workplace.write("refs.bib", BIB.partition("@article{tanaka")[0])
    assert workplace.run("add", "refs.bib").code == 0
    for arguments, _ in [*IDS[5:9], (["tags", "list"], "")]:
        assert workplace.run(*arguments, "-o", "ids").out == "", "nothing there is nothing, and no failure"
    for words in (
        ["tag", "smith2020sleep", "+method/survey"],
        ["searches", "save", "mine", "tag:method"],
        ["note", "smith2020sleep", "Words."],
        ["claim", "smith2020sleep", "Words."],
        ["attach", "smith2020sleep", "refs.bib"],
    ):
        assert workplace.run(*words).code == 0
    workplace.run("quote", "smith2020sleep", "Words")
    assert [(arguments, workplace.run(*arguments, "-o", "ids").out) for arguments, _ in IDS] == IDS
