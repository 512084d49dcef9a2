"""Labels that are put right: announced issues, towns behind journals; and what must stay as it is."""

import pytest

from citetrail.reading import read_citation
from citetrail.reading.citation.corrections import corrected
from citetrail.reading.citation.segments import LABELS
from citetrail.reading.citation.tokens import tokens_from_text

LETTERS = {"c": "container", "o": "other", "v": "volume", "i": "issue", "l": "location", "t": "title", "p": "pages"}


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        ("Emotion, Washington, v. 11", "cccooov", "colooov"),
        ("Emotion, Theory, v. 11", "cccooov", "cccooov"),
        ("Emotion, Washington (2011)", "cccooo", "cccooo"),
        ("Emotion – № . 6", "coooo", "coooi"),
        ("Emotion № 6", "coo", "coi"),
        ("№ 6 Emotion", "ooc", "ooc"),
        ("Emotion № 2011", "coo", "coo"),
        ("Emotion № 6", "tto", "tto"),
    ],
    ids=["town", "no town", "no volume behind", "stop behind", "issue", "before", "a year", "no journal"],
)  # fmt: skip
def test_corrected(text: str, given: str, expected: str) -> None:
    tokens = tokens_from_text(text)
    assert [LABELS[one] for one in corrected(tokens, [LABELS.index(LETTERS[sign]) for sign in given])] == [
        LETTERS[sign] for sign in expected
    ]


def test_an_announced_issue() -> None:
    found = read_citation("Rockliff H. Effects of oxytocin // Emotion. – 2011. – Т. 11. – №. 6. – С. 1388-1396.")
    assert found.description.issue == "6"
