"""What is printed: colours of our own survive wrapping, whatever else could steer a terminal does not."""

from __future__ import annotations

import pytest

from citetrail.cli.output import clean, paint, shorten, wrapped
from citetrail.cli.tables import width_of


@pytest.fixture(autouse=True)
def in_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLUMNS", "40")


def test_colours_survive_wrapping() -> None:
    assert wrapped(paint("RETRACTED", "red", "bold") + " in 2010") == "\x1b[31;1mRETRACTED\x1b[0m in 2010"


def test_colours_take_no_room() -> None:
    text = " ".join(paint(word, "cyan") for word in "these eight words take forty columns ok".split())
    assert "\n" not in wrapped(text)
    assert width_of(paint("abc", "red")) == 3


@pytest.mark.parametrize("evil", ["\x1b[2J", "\x1b]0;title\x07", "\x9b31m", "\x1b[38;5;1m", "\x1bc", "\x08", "\x1b[8m"])
def test_what_steers_a_terminal_is_dropped(evil: str) -> None:
    told = wrapped(f"a{evil}b")
    assert not set(told) & {"\x1b", "\x9b", "\x07", "\x08"}


def test_one_line_is_cut_by_columns() -> None:
    assert shorten("睡眠と記憶の統合", 7) == "睡眠と…"
    assert shorten("one\n two", 20) == "one two"
    assert clean("a\x00b") == "ab"
