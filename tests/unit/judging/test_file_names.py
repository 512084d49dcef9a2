"""File names made of descriptions, which every file system takes."""

from __future__ import annotations

import pytest

from citetrail.errors import InputError
from citetrail.judging.file_names import file_name
from library_works import describe

PAPER = describe("Sleep: what <i>is</i> it?", "García", "Doe", year=2015, container_title="Journal of Examples")


@pytest.mark.parametrize(
    ("template", "name"),
    [
        ("{key}", "garcia2015.pdf"),
        ("{author} {year} - {title}", "García 2015 - Sleep what is it.pdf"),
        ("{authors}, {container}", "García, Doe, Journal of Examples.pdf"),
        ("", "garcia2015.pdf"),
        ("CON", "garcia2015.pdf"),
        ("../../{key}", "garcia2015.pdf"),
    ],
)
def test_a_name_by_the_template(template: str, name: str) -> None:
    assert file_name(PAPER, "garcia2015", template, ".PDF") == name


def test_what_is_unknown_leaves_nothing_behind() -> None:
    assert file_name(describe("A title"), "k", "{author} {year} - {title}") == "A title"


def test_long_titles_are_cut_and_odd_keys_made_safe() -> None:
    assert len(file_name(describe("long " * 100), "k", "{title}", ".pdf")) < 160
    assert file_name(describe(""), "DBLP:conf/x|y", "{title}", ".pdf") == "DBLP conf x y.pdf"


def test_an_unknown_token_is_an_error() -> None:
    with pytest.raises(InputError, match="colour"):
        file_name(PAPER, "k", "{colour}")
