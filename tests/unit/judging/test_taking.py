"""What may be stored or written by a verdict: works that an identifier leads to, or that a search found for sure."""

from __future__ import annotations

import pytest

from citetrail.judging import is_sure
from citetrail.model.verdicts import Match, Verdict
from judging_values import record, reference


def verdict(score: float, identity: str = "mismatch", *, doi: str | None = None) -> Verdict:
    match = Match(record=record(), evidence=(), score=score)
    return Verdict(reference=reference(doi=doi), identity=identity, match=match)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (verdict(0.9), True),
        (verdict(0.84), False),
        (verdict(0.6, doi="10.5555/slow"), True),
        (verdict(0.6, doi="10.5555/other"), False),
        (verdict(0.99, "ambiguous"), False),
        (verdict(0.99, "not-found"), False),
        (verdict(0.86, "verified"), True),
    ],
)
def test_when_a_work_may_be_taken(given: Verdict, expected: bool) -> None:
    assert is_sure(given) is expected


def test_without_a_match_nothing_is_taken() -> None:
    assert not is_sure(Verdict(reference=reference(), identity="unchecked"))
