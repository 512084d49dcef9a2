"""The catalogue of rules."""

from __future__ import annotations

import pytest

from citetrail.judging import RULES, rule_of, rules_of, verify
from citetrail.judging.rules import quotation_rule
from citetrail.model.answers import found
from citetrail.model.documents import Quotation
from citetrail.model.references import Place
from citetrail.model.verdicts import ComparedQuotation, QuotationOutcome, Rewording
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


def compared(*changes: Rewording, outcome: QuotationOutcome = "altered", is_whole: bool = True) -> ComparedQuotation:
    quotation = Quotation(exact="We observed 42 quokkas", start=3, end=25)
    return ComparedQuotation(
        quotation=quotation, place=Place(source="a.md", line=1), outcome=outcome, source="a.pdf", is_whole=is_whole,
        changes=changes,
    )  # fmt: skip


GRAVE = Rewording(quoted="42", original="24", why="number")
HARMLESS = Rewording(quoted="observed", original="saw")


@pytest.mark.parametrize(
    ("quotation", "expected"),
    [
        (compared(GRAVE), "CT601"),
        (compared(HARMLESS, GRAVE), "CT601"),
        (compared(GRAVE, is_whole=False), "CT602"),
        (compared(HARMLESS), "CT603"),
        (compared(HARMLESS, is_whole=False), None),
        (compared(outcome="exact"), None),
        (compared(outcome="normalised", is_whole=False), None),
        (compared(outcome="not-in-available-text"), None),
    ],
    ids=["file", "file both", "abstract", "file reworded", "abstract reworded", "exact", "normalised", "not there"],
)
def test_which_rule_a_quotation_falls_under(quotation: ComparedQuotation, expected: str | None) -> None:
    assert quotation_rule(quotation) == expected
    clean = verify(reference(), [found("crossref", "lookup", [record()], doi("10.5555/slow"))], COVERAGE, TODAY)
    verdict = clean.model_copy(update={"quotations": (quotation,)})
    assert [rule.id for rule in rules_of(verdict)] == [expected] * (expected is not None)
    silent = quotation.model_copy(update={"is_silenced": True})
    assert rules_of(clean.model_copy(update={"quotations": (silent,)})) == ()
