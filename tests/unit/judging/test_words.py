"""How text falls into words for the search."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citetrail.judging.searchable import BREAK, DESCRIBED, described, searchable
from citetrail.judging.words import indexable, other_spellings, split_words, words_of
from citetrail.model import Description, Person


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("  — ", []),
        ("García’s <i>E. coli</i>", ["garcia", "s", "e", "coli"]),
        ("C++ and C#", ["c", "+", "+", "and", "c", "#"]),
        ("snake_case", ["snake", "case"]),
        ("p < 0.05", ["p", "0", "05"]),
        ("COVID-19", ["covid", "19"]),
        ("日本語の題", ["日", "本", "語", "の", "題"]),
        ("COVID在中国", ["covid", "在", "中", "国"]),
        ("데이터", ["데", "이", "터"]),
        ("Straße & Œuvre", ["strasse", "oeuvre"]),
        ("H₂O", ["h2o"]),
        ("Σ-algebra", ["σ", "algebra"]),
        ("Иванова", ["иванова"]),
        ("soft\u00adhyphen zero\u200bwidth", ["softhyphen", "zerowidth"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pat O'Brien", ["obrien"]),
        ("Meta-analysis of state-of-the-art sleep", ["metaanalysis", "stateoftheart"]),
        ("Müller", ["mueller"]),
        ("Åström Ørsted", ["aastroem", "oersted"]),
        ("Smith", []),
        ("García", []),
        ("COVID-19", []),
        ("1990-2020", []),
    ],
)
def test_other_spellings(text: str, expected: list[str]) -> None:
    assert other_spellings(text) == expected


@given(st.text(max_size=40))
def test_the_index_cuts_as_memory_does(text: str) -> None:
    """The index splits at everything that is neither a letter nor a digit of ASCII, nor beyond ASCII, nor + # |."""
    seen = "".join(sign if sign.isalnum() or sign in "+#|" or not sign.isascii() else " " for sign in indexable(text))
    assert seen.split() == words_of(text)


@given(st.text(max_size=40))
def test_words_of_words_are_the_words(text: str) -> None:
    assert words_of(" ".join(words_of(text))) == words_of(text)


def test_no_phrase_runs_from_one_part_into_the_next() -> None:
    assert split_words(searchable(("one two", None, "", "three"))) == ["one", "two", BREAK, "three"]


def test_every_field_of_a_description_has_its_place() -> None:
    description = Description(
        title="Title",
        title_short="Short",
        authors=(Person(family="Müller", given="A."),),
        editors=(Person(family="Editor"),),
        contributors=(("director", (Person(family="Director"),)),),
        container_title="Journal",
        event_title="Meeting",
        publisher="Press",
        abstract="Abstract",
        keywords=("one", "two"),
    )
    texts = described(description)
    assert tuple(texts) == DESCRIBED
    assert texts == {
        "title": "title | short",
        "author": "a. muller",
        "editor": "editor | director",
        "venue": "journal | meeting",
        "publisher": "press",
        "abstract": "abstract",
        "keyword": "one | two",
        "spelling": "a mueller",
    }
