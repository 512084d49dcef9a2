"""pick: lines for programs, fzf where it is, numbers where it is not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from e2e.conftest import Workplace, environment_for
from e2e.terminal import typed

BIB = """
@article{smith2020sleep, author = {Smith, Jane}, year = 2020, title = {Sleep and {REM}}, doi = {10.5555/a}}
@article{roe2021dream, author = {Roe, Richard}, year = 2021, title = {Sleep, dream}}
"""
FZF = """#!/bin/sh
# takes the second line of the list, as somebody would who goes one down and presses Enter
sed -n 2p
"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    folder = tmp_path_factory.mktemp("picking")
    place = Workplace(folder, {**environment_for(folder), "CITETRAIL_OFFLINE": "1", "PATH": os.defpath})
    place.write("refs.bib", BIB)
    assert place.run("add", "refs.bib").code == 0
    assert place.run("tag", "smith2020sleep", "+todo").code == 0
    return place


def test_piped_it_prints_what_fits(filled: Workplace) -> None:
    result = filled.run("pick", "smith")
    assert (result.code, result.out) == (0, "smith2020sleep\tSmith 2020 Sleep and REM #todo\n")


def test_lines_can_be_shaped(filled: Workplace) -> None:
    assert filled.run("pick", "smith", "--format", "{doi}", "--null").out == "smith2020sleep\t10.5555/a\0"
    assert filled.run("pick", "sleep", "--keys", "--sort", "key").out == "roe2021dream\nsmith2020sleep\n"
    assert filled.run("pick", "smith", "--json", "-f", "{year}").json == {
        "works": [{"key": "smith2020sleep", "text": "2020"}]
    }


@pytest.mark.parametrize("form", ["{nonsense}", "{year", "{0}", "{year.real}"])
def test_a_wrong_shape_is_told(filled: Workplace, form: str) -> None:
    result = filled.run("pick", "--format", form)
    assert (result.code, result.out) == (2, "")
    assert "In braces: key, authors" in result.err


def test_nothing_fits(filled: Workplace) -> None:
    result = filled.run("pick", "unheard")
    assert (result.code, result.out) == (1, "")
    assert "nothing matches 'unheard'" in result.err


def test_a_wrong_query_says_where(filled: Workplace) -> None:
    result = filled.run("pick", "year:abc")
    assert result.code == 2


def test_nobody_to_ask(filled: Workplace) -> None:
    result = filled.run("pick", "--ask")
    assert (result.code, result.out) == (2, "")
    assert "nobody can be asked" in result.err


def test_choosing_by_number(filled: Workplace) -> None:
    code, screen = typed(filled, ["pick", "sleep", "--sort", "key", "--keys"], keys="7\n2\n")
    assert code == 0
    assert "  1  roe2021dream  Roe 2021 Sleep, dream" in screen
    assert "a number from 1 to 2" in screen
    assert screen.endswith("smith2020sleep\n")


def test_choosing_several_and_none(filled: Workplace) -> None:
    code, screen = typed(filled, ["pick", "-m", "-k", "--sort", "key"], keys="2, 1\n")
    assert code == 0
    assert screen.endswith("smith2020sleep\nroe2021dream\n")
    assert typed(filled, ["pick", "-k"], keys="\n")[0] == 1


def test_choosing_in_fzf(filled: Workplace, tmp_path: Path) -> None:
    program = tmp_path / "fzf"
    program.write_text(FZF)
    program.chmod(0o755)
    code, screen = typed(filled, ["pick", "--sort", "key"], PATH=f"{tmp_path}:{os.defpath}")
    assert (code, screen) == (0, "smith2020sleep\tSmith 2020 Sleep and REM #todo\n")
