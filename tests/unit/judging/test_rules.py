"""The catalogue of rules."""

from __future__ import annotations

import pytest

from citetrail.judging import RULES, rule_of, rules_of, verify
from citetrail.model.answers import found
from judging_values import COVERAGE, TODAY, doi, notice, record, reference


def test_ids_and_names_are_unique_and_sorted() -> None:
    assert list(RULES) == sorted(RULES)
    assert len({rule.name for rule in RULES.values()}) == len(RULES)
    assert all(rule.meaning.endswith(".") and rule.action.endswith(".") for rule in RULES.values())


def test_rules_are_found_in_any_case() -> None:
    assert rule_of("ct101").name == "field-mismatch"
    with pytest.raises(KeyError):
        rule_of("CT999")


def test_a_verdict_names_its_rules() -> None:
    said = record(pages="201-219", notices=[notice("retraction", "2020")])
    verdict = verify(reference(), [found("crossref", "lookup", [said], doi("10.5555/slow"))], COVERAGE, TODAY)
    assert [rule.id for rule in rules_of(verdict)] == ["CT101", "CT207", "CT301"]
    clean = verify(reference(), [found("crossref", "lookup", [record()], doi("10.5555/slow"))], COVERAGE, TODAY)
    assert rules_of(clean) == ()
