"""Sentences."""

from __future__ import annotations

import pytest

from citetrail.reading.finding.sentences import sentence_spans


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three? Four", 4),
        ("Dr. Roe and Mr. Doe met Prof. X. at 3 p.m. today.", 1),
        ("Smith et al. Found it.", 1),
        ("J. A. Smith came. He left.", 2),
        ("He said “no.” She said yes.", 2),
        ("In the U.S. Senate. Then", 2),
        ("", 0),
    ],
)
def test_count(text: str, count: int) -> None:
    spans = list(sentence_spans(text))
    assert len(spans) == count
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
