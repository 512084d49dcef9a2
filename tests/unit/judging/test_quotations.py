"""Quoted words held against a text: what is the same, what is altered, what is grave."""

from __future__ import annotations

import pytest

from citetrail.judging.quotations import Change, check_quotation

# Invented for this test.
TEXT = """We asked 3,000 sleepers in Nowhere about their dreams. Those who were self-critical did not report more
calm after the exercise (p < 0.05), and 42.5% of them left early. The inter-
vention "worked" only where people felt safe; in the second group it may have increased anxiety by 1.5 points.
Behavioural measures of three kinds were taken before breakfast."""


@pytest.mark.parametrize(
    "quoted",
    [
        "self-critical did not report more\ncalm",
        "We asked 3,000 sleepers in Nowhere about their dreams.",
        "safe",
    ],
)
def test_the_same_letters_are_exact(quoted: str) -> None:
    found = check_quotation(quoted, [TEXT])
    assert found.outcome == "exact"
    assert TEXT[found.start : found.end] == quoted


@pytest.mark.parametrize(
    "quoted",
    [
        "self-critical did not report more calm",
        "Self–critical did not report more calm",
        "SELF CRITICAL DID NOT REPORT MORE CALM",
        "we asked 3000 sleepers",
        "The intervention ‘worked’ only where people felt safe",
        "the inter-vention worked only where",
        "We asked 3,000 sleepers … about their dreams",
        "We asked ... sleepers in Nowhere ... about their dreams",
        "[They] asked 3,000 sleepers in Nowhere about their dreams",
        "Those who were self-critical did not report more calm [...] and 42.5% of them left early",
        "… and 42.50% of them left early …",
        "We asked [three thousand] sleepers in Nowhere . . . did not report more calm",
        "Behavioral measures of 3 kinds were taken",
        "did  not   report",
    ],
)
def test_typography_and_marked_gaps_are_no_alteration(quoted: str) -> None:
    found = check_quotation(quoted, [TEXT])
    assert (found.outcome, found.changes) == ("normalised", ())
    assert found.similarity == 1.0


@pytest.mark.parametrize(
    ("quoted", "changes"),
    [
        ("We asked 3,000 people in Nowhere about their dreams", (Change("people", "sleepers"),)),
        ("We asked 3,000 sleepers in Nowhere about dreams", (Change("", "their"),)),
        ("We asked 300 sleepers in Nowhere about their dreams", (Change("300", "3000", "number"),)),
        ("and 42.4% of them left early", (Change("42.4", "42.5", "number"),)),
        ("in the second group it may have increased anxiety by 15 points", (Change("15", "1.5", "number"),)),
        ("Those who were self-critical did report more calm", (Change("", "not", "negation"),)),
        ("those who were never self-critical did not report more calm", (Change("never", "", "negation"),)),
        ("did not report less calm after the exercise", (Change("less", "more", "opposite"),)),
        ("only where people felt unsafe", (Change("unsafe", "safe", "opposite"),)),
        ("in the second group it will have increased anxiety", (Change("will", "may", "opposite"),)),
        ("in the second group it may have decreased anxiety", (Change("decreased", "increased", "opposite"),)),
        ("calm after the exercise (p > 0.05)", (Change(">", "<", "comparison"),)),
        ("Behavioural measures of four kinds were taken before breakfast", (Change("four", "three", "number"),)),
        ("We asked I 3,000 sleepers in Nowhere about their dreams", (Change("i", ""),)),
        ("measures of three kinds were taken after breakfast", (Change("after", "before", "opposite"),)),
    ],
)
def test_alterations_are_shown_with_what_makes_them_grave(quoted: str, changes: tuple[Change, ...]) -> None:
    found = check_quotation(quoted, [TEXT])
    assert (found.outcome, found.changes) == ("altered", changes)
    assert found.is_grave == any(change.why for change in changes)
    assert found.start is not None


@pytest.mark.parametrize(
    "quoted",
    [
        "We slept very well and shall never ask anybody again",
        "The exercise made everybody in the world happy at once",
        "their anxiety",
        "not safe",
        "3,001 sleepers",
        "of the in by",
        "…",
        "",
        "   ",
    ],
)
def test_other_words_are_not_found(quoted: str) -> None:
    assert check_quotation(quoted, [TEXT]).outcome == "not-in-available-text"


def test_words_out_of_order_are_an_alteration() -> None:
    found = check_quotation("42.5% of them left early … We asked 3,000 sleepers", [TEXT])
    assert (found.outcome, found.changes[0].why) == ("altered", "order")


def test_half_of_a_quotation_that_is_not_there_is_told() -> None:
    quoted = "We asked 3,000 sleepers in Nowhere about their dreams … and they all agreed"
    found = check_quotation(quoted, [TEXT])
    assert (found.outcome, found.changes) == ("altered", (Change("and they all agreed", "", "not in the text"),))


def test_the_best_text_counts() -> None:
    found = check_quotation("did not report more calm", ["We asked.", "They did report more calm.", TEXT])
    assert (found.outcome, found.text) == ("normalised", 2)


def test_what_cannot_be_looked_up_is_told_apart() -> None:
    assert check_quotation("some words", []).outcome == "no-text"
    assert check_quotation("some words", ["", "  "]).outcome == "no-text"
    assert check_quotation("some words", [], is_spoken=True).outcome == "spoken"
    assert check_quotation("some other words", [TEXT], is_spoken=True).outcome == "spoken"
    assert check_quotation("We asked 3,000 sleepers", [TEXT], is_spoken=True).outcome == "exact"


def test_a_long_text_is_searched_quickly() -> None:
    sentence = "We asked number {} about sleep and memory and the rest of it in the morning. "
    text = "".join(sentence.format(number) for number in range(3000))
    found = check_quotation("We asked number 2718 about sleep and memory", [text.upper()])
    assert (found.outcome, found.similarity) == ("normalised", 1.0)
    assert check_quotation("asked number 5000 about sleep and memory", [text]).changes[0].why == "number"


def test_brackets_may_stand_in_the_text() -> None:
    text = "The mass of its [M+H]+ ion is given, as is its charge; and the charge is high."
    assert check_quotation("the mass of its [M+H]+ ion is given", [text]).outcome == "normalised"
    assert check_quotation("the mass of [an] ion … and the charge", [text]).outcome == "normalised"


@pytest.mark.parametrize(
    ("quoted", "outcome"),
    [
        ("sleep helps most people at night", "normalised"),
        ("sleep helps most people [3] at night", "normalised"),
        ("sleep helps most [5] people at night", "normalised"),
        ("sleep helps 12 most people at night", "altered"),
        ("in [2015] sleep helps most people at night", "normalised"),
    ],
)
def test_marks_of_citations_do_not_count(quoted: str, outcome: str) -> None:
    text = "We know: in 1999 sleep helps [12, 14–16] most people [3] at night."
    assert check_quotation(quoted, [text]).outcome == outcome
