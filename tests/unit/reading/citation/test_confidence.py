"""Calibrated confidence."""

import pytest

from citetrail.reading.citation.confidence import LINES, field_confidence, log_odds, whole_confidence


@pytest.mark.parametrize("label", [*LINES, "no such label"])
def test_surer_tokens_make_surer_fields(label: str) -> None:
    stated = [field_confidence(label, sure) for sure in (0.0, 0.3, 0.6, 0.9, 0.99, 1.0)]
    assert stated == sorted(stated)
    assert 0 < stated[0] < stated[-1] < 1


def test_whole() -> None:
    assert whole_confidence([]) == 0
    assert whole_confidence([("note", 0.9)]) == 0
    surer, less = (
        whole_confidence([("title", 0.99), ("date", 0.99)]),
        whole_confidence([("title", 0.99), ("date", 0.5)]),
    )
    assert 0 < less < surer < 1


def test_log_odds() -> None:
    assert log_odds(0.5) == 0
    assert log_odds(1.0) == pytest.approx(-log_odds(0.0))
