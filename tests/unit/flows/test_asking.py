"""Questions go out in batches; what does not answer becomes a silent Answer and never an absence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from citetrail.errors import (
    BadAnswer,
    BudgetExhausted,
    PlanRequired,
    ProviderError,
    RateLimited,
    Refused,
    Unavailable,
)
from citetrail.flows.asking import ask_existence, ask_links, ask_lookup, ask_search, at_once, in_batches, silence_of
from citetrail.model import Answer, Description, Identifier, Provider, Reference, absent

DOIS = [Identifier(scheme="doi", value=f"10.5555/{number}") for number in range(7)]
REFERENCE = Reference(kind="printed", raw="A title", description=Description(title="A title"))


def lookup_that_counts(calls: list[int]) -> Provider:
    def lookup(wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        calls.append(len(wanted))
        return {one: absent("fake", "lookup", one) for one in wanted}

    return Provider("fake", schemes=("doi",), lookup=lookup, existence=lookup, batch_size=3)


def failing(error: ProviderError) -> Provider:
    def fail(*_: object) -> Answer:
        raise error

    return Provider("fake", schemes=("doi",), lookup=fail, search=fail, citing=fail)  # type: ignore[arg-type]


def test_lookups_are_batched_and_every_identifier_gets_its_answer() -> None:
    calls: list[int] = []
    answers = ask_lookup(lookup_that_counts(calls), DOIS)
    assert sorted(calls) == [1, 3, 3]
    assert set(answers) == set(DOIS)


def test_other_schemes_and_repeated_identifiers_are_not_asked() -> None:
    calls: list[int] = []
    other = Identifier(scheme="pmid", value="1")
    assert set(ask_lookup(lookup_that_counts(calls), [DOIS[0], DOIS[0], other])) == {DOIS[0]}
    assert calls == [1]


def test_a_question_that_cannot_be_asked_gives_no_answer() -> None:
    mute = Provider("mute", schemes=("doi",))
    assert ask_lookup(mute, DOIS) == {}
    assert ask_existence(mute, DOIS) == {}
    assert ask_search(mute, [REFERENCE]) == []
    assert ask_links(mute, "citing", DOIS[0]) is None


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (Unavailable("fake", "no route"), "unavailable"),
        (RateLimited("fake", "slow down"), "rate-limited"),
        (BudgetExhausted("fake", "come back tomorrow"), "budget-exhausted"),
        (PlanRequired("fake", "pay"), "plan-required"),
        (Refused("fake", "prove that you are human"), "refused"),
        (BadAnswer("fake", "not JSON"), "bad-answer"),
    ],
)
def test_an_error_becomes_a_silent_answer(error: ProviderError, kind: str) -> None:
    source = failing(error)
    assert silence_of(error) == kind
    (answer,) = ask_lookup(source, DOIS[:1]).values()
    assert (answer.outcome, answer.silence, answer.reason, answer.about) == ("silent", kind, error.message, DOIS[0])
    (searched,) = ask_search(source, [REFERENCE])
    assert (searched.outcome, searched.silence) == ("silent", kind)
    citing = ask_links(source, "citing", DOIS[0])
    assert citing is not None
    assert citing.outcome == "silent"


def test_other_exceptions_are_bugs_and_pass_through() -> None:
    def broken(_: object) -> Answer:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ask_search(Provider("fake", search=broken), [REFERENCE, REFERENCE])


def test_batches_and_order() -> None:
    assert in_batches([1, 2, 3, 4, 5], 2) == [[1, 2], [3, 4], [5]]
    assert in_batches([], 2) == []
    assert at_once(lambda number: number * 2, list(range(50))) == [number * 2 for number in range(50)]


def test_progress_is_told() -> None:
    seen: list[tuple[str, int]] = []
    ask_lookup(lookup_that_counts([]), DOIS, lambda label, count: seen.append((label, count)))
    assert sum(count for _, count in seen) == len(DOIS)
