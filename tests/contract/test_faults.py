"""Every fault, at every provider, for every question: the right error, never a crash, never a false absence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib import import_module

import pytest

from citetrail.errors import BudgetExhausted, ProviderError, RateLimited
from citetrail.providers.settings import ProviderSettings
from contract.sources import EMAIL, KEYS, MODULES, WORLD, JumpingClock, open_net, questions_to
from standin import KINDS, Fault, StandIn

EXPECTED: dict[str, str] = {
    "429": "RateLimited",
    "429-per-second": "RateLimited",
    "429-budget": "BudgetExhausted",
    "429-plan": "PlanRequired",
    "503-busy": "RateLimited",
    "500": "Unavailable",
    "504": "Unavailable",
    "403": "Refused",
    "html": "BadAnswer",
    "bot-check": "Refused",
    "wrong-type": "BadAnswer",
    "broken": "BadAnswer",
    "empty": "BadAnswer",
    "null": "BadAnswer",
    "redirect-file": "BadAnswer",
    "redirect-private": "BadAnswer",
    "redirect-loop": "BadAnswer",
    "broken-gzip": "BadAnswer",
    "slow": "Unavailable",
    "silent": "Unavailable",
    "cut": "Unavailable",
    "hang-up": "Unavailable",
    "huge": "BadAnswer",
    "gzip-bomb": "BadAnswer",
    "empty-list": "an honest no",
    "stale": "found",
}
SLOW = {"slow", "silent"}


@pytest.fixture(scope="module")
def sources() -> Iterator[StandIn]:
    with StandIn(WORLD) as running:
        yield running


def test_every_fault_is_expected_somewhere() -> None:
    assert set(EXPECTED) == KINDS


@pytest.mark.parametrize("module", MODULES)
def test_every_fault(module: str, sources: StandIn, faults: dict[str, dict[str, Counter[str]]]) -> None:
    for kind, expected in EXPECTED.items():
        for outcome, question in outcomes_of(module, kind, sources):
            assert outcome == expected, f"{module}.{question} with {kind}"
            faults[kind][outcome][module] += 1


def outcomes_of(module: str, kind: str, sources: StandIn) -> Iterator[tuple[str, str]]:
    """How each question to one provider ends while it fails in one way; a fresh network room for each."""
    bounds = {"timeout_seconds": 0.04, "max_tries": 1} if kind in SLOW else {"timeout_seconds": 5, "max_tries": 2}
    settings = ProviderSettings(email=EMAIL, keys=KEYS)
    with open_net(sources, max_body_bytes=1024 * 1024, **bounds) as net:
        provider = import_module(f"citetrail.providers.{module}").provider(net, settings)
        kinds = [question.kind for question in questions_to(provider)]
    for place, question in enumerate(kinds):
        sources.fault(provider.name, Fault(kind, seconds=0.1))
        with open_net(sources, max_body_bytes=1024 * 1024, **bounds) as net:
            provider = import_module(f"citetrail.providers.{module}").provider(net, settings)
            yield outcome_of(list(questions_to(provider))[place]), question
        sources.clear_faults()


def outcome_of(question) -> str:
    """`found`, `an honest no`, or the name of the error, which must name the provider and tell nothing private."""
    try:
        answer = question.ask()
    except ProviderError as error:
        is_clear = str(error).startswith(f"{question.provider.name}: ") and EMAIL not in f"{error} {error.url}"
        return type(error).__name__ if is_clear else f"unclear: {error}"
    if answer.outcome == "absent" or not (answer.records or answer.citations or answer.registration):
        return "an honest no"
    return answer.outcome


def test_a_storm_of_429_asks_little_and_nothing_twice(sources: StandIn) -> None:
    """What was answered before the storm is not asked again; the waiting stays under the deadline."""
    from citetrail.providers import crossref

    clock = JumpingClock()
    with open_net(sources, clock, deadline_seconds=60) as net:
        provider = crossref.provider(net, ProviderSettings(email=EMAIL))
        asked = [work.doi for work in WORLD.works if work.agency == "crossref"][:2]
        from citetrail.model import Identifier

        first, second = (Identifier(scheme="doi", value=doi or "") for doi in asked)
        assert provider.lookup([first])[first].outcome == "found"
        sources.fault("crossref", Fault("429", retry_after="7"))
        sources.forget_seen()
        for number in range(30):
            one = second if number == 0 else Identifier(scheme="doi", value=f"10.5555/{number}")
            with pytest.raises(ProviderError):
                provider.lookup([one])
        assert provider.lookup([first])[first].outcome == "found"
        assert clock.slept <= 60
        assert len(sources.seen("crossref")) <= 9
    sources.clear_faults()


def test_the_kinds_of_429_tell_until_when(sources: StandIn) -> None:
    from citetrail.model import Identifier
    from citetrail.providers import openalex

    about = Identifier(scheme="doi", value="10.5555/foxes")
    with open_net(sources) as net:
        provider = openalex.provider(net, ProviderSettings())
        sources.fault("openalex", Fault("429-budget", retry_after="3600"))
        with pytest.raises(BudgetExhausted) as budget:
            provider.lookup([about])
        assert budget.value.resets_at is not None
        sources.clear_faults()
        with pytest.raises(BudgetExhausted):  # known from the store, without asking
            provider.lookup([Identifier(scheme="doi", value="10.5555/hens")])
    with open_net(sources) as net:
        provider = openalex.provider(net, ProviderSettings())
        sources.fault("openalex", Fault("429", retry_after="600"))
        with pytest.raises(RateLimited) as limited:
            provider.lookup([about])
        assert limited.value.retry_after_seconds == 600
    sources.clear_faults()


def test_bodies_over_64_mb_and_bombs_are_refused_with_a_clear_error(sources: StandIn) -> None:
    from citetrail.errors import BadAnswer
    from citetrail.model import Identifier
    from citetrail.providers import crossref

    for kind in ("huge", "gzip-bomb"):
        sources.fault("crossref", Fault(kind))
        with open_net(sources) as net, pytest.raises(BadAnswer, match="larger than 64 MB"):
            crossref.provider(net, ProviderSettings()).lookup([Identifier(scheme="doi", value="10.5555/foxes")])
        sources.clear_faults()
