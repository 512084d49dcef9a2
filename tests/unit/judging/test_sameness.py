"""Duplicates, twins, and works that only look alike."""

from __future__ import annotations

from typing import Any

import pytest

from citetrail.judging import blocking_keys, is_same_work
from judging_values import WORK, describe

NO_ID: dict[str, Any] = {**WORK, "doi": None}
PAIRS: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("same DOI", WORK, {"doi": "https://doi.org/10.5555/SLOW", "title": "Slow reading"}, "same"),
    ("same words", NO_ID, NO_ID, "same"),
    ("initials and case", NO_ID, {**NO_ID, "authors": "Rivers, A.; Stone, B.; Field, C.", "title": WORK["title"].upper()}, "same"),
    ("one without identifiers", WORK, NO_ID, "same"),
    ("preprint and article", WORK, {**NO_ID, "container_title": "arXiv", "type": "article", "volume": None, "pages": None}, "twin"),
    ("two DOIs", WORK, {**WORK, "doi": "10.5555/other"}, "twin"),
    ("conference and journal", NO_ID, {**NO_ID, "container_title": "Conference on Reading", "volume": None, "pages": None}, "twin"),
    ("other years", NO_ID, {**NO_ID, "year": 2019}, "twin"),
    ("other authors", NO_ID, {**NO_ID, "authors": "Brook, Dora"}, "different"),
    ("other title", NO_ID, {**NO_ID, "title": "Slow reading improves the recall of recent facts"}, "different"),
    ("erratum", NO_ID, {**NO_ID, "title": f"Erratum: {WORK['title']}"}, "different"),
    ("chapters of one book", {"title": "Introduction to reading", "ids": ["isbn:9780306406157"], "container_title": "Reading"},
     {"title": "Epilogue on reading", "ids": ["isbn:9780306406157"], "container_title": "Reading"}, "different"),
    ("nothing known", {}, {}, "different"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "outcome"), [row[1:] for row in PAIRS], ids=[row[0] for row in PAIRS])
def test_sameness(one: dict[str, Any], other: dict[str, Any], outcome: str) -> None:
    assert is_same_work(describe(**one), describe(**other)).outcome == outcome
    assert is_same_work(describe(**other), describe(**one)).outcome == outcome


@pytest.mark.parametrize(("one", "other", "outcome"), [row[1:] for row in PAIRS], ids=[row[0] for row in PAIRS])
def test_the_same_and_twins_share_a_blocking_key(one: dict[str, Any], other: dict[str, Any], outcome: str) -> None:
    if outcome in ("same", "twin"):
        assert blocking_keys(describe(**one)) & blocking_keys(describe(**other))


def test_evidence_is_told() -> None:
    assert is_same_work(describe(**WORK), describe(**WORK)).evidence == ("same doi:10.5555/slow",)
