"""Cutting citation strings into tokens."""

import pytest

from citetrail.reading.citation.tokens import tokens_from_text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("O'Brien J-P, 2011.", ["O'Brien", "J-P", ",", "2011", "."], id="apostrophe and hyphen in a name"),
        pytest.param("11(6):1388-396", ["11", "(", "6", ")", ":", "1388", "-", "396"], id="numbers and marks"),
        pytest.param("doi:10.1037/a0023861.", ["doi", ":", "10.1037/a0023861", "."], id="DOI is one token"),
        pytest.param("10.1016/S0016-5107(74)73914-1", ["10.1016/S0016-5107(74)73914-1"], id="DOI with brackets"),
        pytest.param("<http://a.example/b?c=1>.", ["<", "http://a.example/b?c=1", ">", "."], id="address in brackets"),
        pytest.param("<i>Nature</i>", ["<i>", "Nature", "</i>"], id="markup"),
        pytest.param("王明2019年", ["王", "明", "2019", "年"], id="Han signs one by one"),
        pytest.param("제23권 담론201", ["제", "23", "권", "담론", "201"], id="numbers cut out of Korean words"),
        pytest.param("e\u0301tude", ["e\u0301tude"], id="combining mark stays with its letter"),
        pytest.param("e0123456 S12", ["e0123456", "S12"], id="letters with digits"),
        pytest.param("", [], id="empty"),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert tokens_from_text(text).words == words


def test_places_and_blanks() -> None:
    text = " Nature  12,\n5"
    words, starts, spaced = tokens_from_text(text)
    assert [text[start : start + len(word)] for start, word in zip(starts, words, strict=True)] == words
    assert spaced == [1, 1, 0, 1]


def test_wide_marks_carry_their_blank() -> None:
    assert tokens_from_text("王《學報》，5（2）").spaced == [0, 1, 0, 0, 0, 1, 1, 1, 0, 0]
    assert tokens_from_text("Wang,5(2)").spaced == [0, 0, 0, 0, 0, 0]
