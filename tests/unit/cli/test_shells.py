"""What shells tell us of a line, and what they are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from citetrail.cli.completing_values import Candidate
from citetrail.cli.shells import Shell, place_for, told, words_of_line

BREAKS = " \t\n\"'><=;|&(:"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("citetrail ", [""]),
        ("citetrail sh", ["sh"]),
        ("citetrail  show  a b", ["show", "a", "b"]),
        ("citetrail list tag:to", ["list", "tag:to"]),
        ("citetrail list 'author:de la", ["list", "author:de la"]),
        ('citetrail list "a b" c', ["list", "a b", "c"]),
        ("citetrail show o\\'b", ["show", "o'b"]),
        ("cat x | citetrail add ", ["add", ""]),
        ("true && citetrail add '' ", ["add", "", ""]),
        ("citetrail show 'a\\b' \"c\\\"d", ["show", "a\\b", 'c"d']),
    ],
)
def test_words_of_a_line(line: str, words: list[str]) -> None:
    assert words_of_line(line) == words


def test_bash_gets_only_what_comes_after_its_own_breaks() -> None:
    assert told(Shell.BASH, [Candidate("tag:todo"), Candidate("tag:to/do")], "tag:to", BREAKS) == ["todo", "to/do"]
    assert told(Shell.BASH, [Candidate("--style=apa")], "--style=a", BREAKS) == ["apa"]
    assert told(Shell.BASH, [Candidate("tag:todo")], "tag:to", " \t\n") == ["tag:todo"]


def test_bash_gets_words_it_would_split_quoted() -> None:
    assert told(Shell.BASH, [Candidate("o'brien 2020"), Candidate("müller$1")], "", BREAKS) == [
        "o\\'brien\\ 2020",
        "müller\\$1",
    ]


def test_begun_words_are_marked() -> None:
    found = [Candidate("author:", "who", is_open=True), Candidate("smi", "…", is_open=True), Candidate("smith")]
    assert told(Shell.BASH, found, "", BREAKS) == ["author:", "smi…", "smith"]
    assert told(Shell.ZSH, found, "") == ["+author\\::who", "+smi:…", "=smith"]
    assert told(Shell.FISH, found, "") == ["author:\twho", "smi\t…", "smith"]


def test_what_a_word_is_stays_on_its_line() -> None:
    assert told(Shell.FISH, [Candidate("a", "one\ntwo\tthree")], "") == ["a\tone two three"]
    assert told(Shell.ZSH, [Candidate("a:b", "one\ntwo: three")], "") == ["=a\\:b:one two: three"]


@pytest.mark.parametrize("shell", list(Shell))
def test_scripts_have_a_place_in_the_home(shell: Shell) -> None:
    place = place_for(shell, Path("/home/me"), {})
    assert place.script.is_relative_to("/home/me")
    assert (place.start_file is None) == (shell is Shell.FISH)


def test_places_follow_the_environment() -> None:
    environment = {"ZDOTDIR": "/z", "XDG_DATA_HOME": "/d"}
    place = place_for(Shell.ZSH, Path("/home/me"), environment)
    assert place.start_file == Path("/z/.zshrc")
    assert place.script == Path("/d/citetrail/completion/citetrail.zsh")
