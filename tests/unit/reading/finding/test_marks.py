"""Passages between quotation marks."""

from __future__ import annotations

import pytest

from citetrail.reading.finding.marks import passages_in


def passages(text: str) -> list[str]:
    return [text[passage.start : passage.end] for passage in passages_in(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said, “one two,” and “three.”", ["one two,", "three."]),
        ('He said, "one two," and "three."', ["one two,", "three."]),
        ("Er sagte: „eins zwei“ und „drei“.", ["eins zwei", "drei"]),
        ("Elle dit : « un deux » et «trois».", [" un deux ", "trois"]),
        ("“She said ‘yes’ to me,” he said.", ["She said ‘yes’ to me,"]),
        ("“Outer “inner” outer,” he said.", ["Outer “inner” outer,"]),
        ("‘Single marks, British way,’ he said.", ["Single marks, British way,"]),
        ("“Typed twice the same way“, he said.", ["Typed twice the same way"]),
        ("“It’s John’s dog,” he said.", ["It’s John’s dog,"]),
        ("``TeX marks'' he said.", ["TeX marks"]),
        ("”Samma tecken två gånger”, säger hon.", ["Samma tecken två gånger"]),
        ("'Rechte tekens hier', zegt hij. 'En nog eens.'", ["Rechte tekens hier", "En nog eens."]),
        ("'I don't mind John's dog,' she said.", ["I don't mind John's dog,"]),
        ("教授は「同じ計算ができる」と話した。", ["同じ計算ができる"]),
        ("“它们听得懂，”齐藤说。", ["它们听得懂，"]),
    ],
)
def test_outermost_passages(text: str, expected: list[str]) -> None:
    assert passages(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It’s the dogs’ bowl",
        'a 5\' 11" man and a 6" pipe',
        "rock ’n’ roll",
        "rock 'n' roll of the '90s and the dogs' bowl",
        "the 'Bell' of the dogs' owner's house",
        "ends here.” And goes on.",
        "no marks at all",
        "He said, “never closed here",
    ],
)
def test_no_passages(text: str) -> None:
    assert passages(text) == []


def test_a_paragraph_that_opens_a_mark_runs_on() -> None:
    text = "“This paragraph begins with a mark and does not close it."
    (passage,) = passages_in(text, 0, len(text))
    assert passage.is_open
