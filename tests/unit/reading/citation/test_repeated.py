"""Dashes and words for the same author in a list."""

import pytest

from citetrail.reading import read_list

FIRST = "Weber, Max (1922): Wirtschaft und Gesellschaft. Tübingen: Mohr."


def families(texts: list[str]) -> list[list[str | None]]:
    return [[one.family for one in reading.description.authors] for reading in read_list(texts)]


@pytest.mark.parametrize(
    "second",
    [
        "——— (1919): Wissenschaft als Beruf. München: Duncker.", "–––, 1919, Wissenschaft als Beruf, München: Duncker.",
        "______. Wissenschaft als Beruf. München: Duncker, 1919.", "Ders.: Wissenschaft als Beruf. München: Duncker 1919.",
        "[2] —, Wissenschaft als Beruf, Duncker, München, 1919.", "* –––, 1919, Wissenschaft als Beruf, München: Duncker.",
        "Idem, Wissenschaft als Beruf, München, Duncker, 1919.", "— 1919. Wissenschaft als Beruf. München: Duncker.",
    ],
)  # fmt: skip
def test_the_author_before(second: str) -> None:
    assert families([FIRST, second]) == [["Weber"], ["Weber"]]


@pytest.mark.parametrize(
    "second",
    [
        "Ibid., 52.", "Roe, Jane (1919): Wissenschaft als Beruf. München: Duncker.", "– Roe, Jane (1919): Wissenschaft. München: Duncker.",
        "Wissenschaft als Beruf. München: Duncker, 1919.", "Idemudia, E. (1919): Wissenschaft. München: Duncker.", "Idaho, a history. Boise: Example, 1919.",
    ],
)  # fmt: skip
def test_nobody_before(second: str) -> None:
    assert "Weber" not in families([FIRST, second])[1]


def test_dashes_at_the_start_have_no_author() -> None:
    assert families(["——— (1919): Wissenschaft als Beruf. München: Duncker."]) == [[]]


def test_an_author_is_carried_on() -> None:
    dash = "——— (1919): Wissenschaft als Beruf. München: Duncker."
    assert families([FIRST, dash, dash]) == [["Weber"], ["Weber"], ["Weber"]]


def test_the_same_author_and_another() -> None:
    other = "———, and Jane Roe. 1919. Wissenschaft als Beruf. München: Duncker."
    assert families([FIRST, other])[1][0] == "Weber"


def test_the_same_author_as_editor() -> None:
    _, second = read_list([FIRST, "Ders. (Hrsg.): Archiv der Wissenschaft, München: Duncker 1919."])
    assert ([one.family for one in second.description.editors], second.description.authors) == (["Weber"], ())
