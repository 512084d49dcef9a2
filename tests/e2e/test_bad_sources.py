"""Sources that fail in every way: said honestly, never taken for a no, nothing of ours lost."""

from __future__ import annotations

import time

import pytest

from e2e.conftest import Workplace
from standin import StandIn
from standin.faults import Fault

DOI = "10.1037/a0023861"
GONE = "10.5555/no-such-work"
CITATION = (
    "Rockliff, H., Karl, A., McEwan, K., Gilbert, J., Matos, M., & Gilbert, P. (2011). Effects of intranasal oxytocin on "
    "'compassion focused imagery'. Emotion, 11(6), 1388-1396."
)

# What goes wrong at every source; in each case nothing can be said.
FAULTS = {
    "429": Fault("429"),
    "429 with Retry-After too long to wait": Fault("429", retry_after="3600"),
    "429 for the day": Fault("429-budget"),
    "429 for want of a plan": Fault("429-plan"),
    "500": Fault("500"),
    "504": Fault("504"),
    "403": Fault("403"),
    "HTML instead of JSON": Fault("html"),
    "bot check": Fault("bot-check"),
    "picture instead of JSON": Fault("wrong-type"),
    "half a JSON": Fault("broken"),
    "empty answer": Fault("empty"),
    "null": Fault("null"),
    "answer cut off": Fault("cut"),
    "hang-up": Fault("hang-up"),
    "redirect in a circle": Fault("redirect-loop"),
    "redirect to a file": Fault("redirect-file"),
    "broken gzip": Fault("broken-gzip"),
}


def identity(workplace: Workplace, what: str, seconds: str = "6") -> tuple[int, str, str]:
    """Exit code, identity and stderr of `check --json`, with a bound on the time."""
    result = workplace.run("check", what, "--json", "--deadline", seconds, timeout=60)
    assert "Traceback" not in result.err
    assert "this is a bug" not in result.err, result.err
    (verdict,) = result.json["results"]
    return result.code, verdict["identity"], result.err


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_failing_source_is_never_a_no(connected: Workplace, sources: StandIn, fault: Fault) -> None:
    sources.fault("*", fault)
    code, said, _ = identity(connected, GONE, seconds="2")
    assert (code, said) == (3, "unchecked")


@pytest.mark.parametrize("kind", ["500", "html", "cut", "429-budget"])
def test_one_failing_source_leaves_what_the_others_said(connected: Workplace, sources: StandIn, kind: str) -> None:
    sources.fault("openalex", Fault(kind))
    code, said, _ = identity(connected, DOI)
    assert (code, said) == (0, "verified")


@pytest.mark.parametrize("kind", ["429-budget", "html", "cut"])
def test_add_keeps_nothing_it_does_not_know(connected: Workplace, sources: StandIn, kind: str) -> None:
    sources.fault("*", Fault(kind))
    result = connected.run("add", DOI, "--deadline", "2")
    assert result.code == 3, result.out + result.err
    assert "this is a bug" not in result.err
    assert connected.run("list", "--json").json["works"] == []


def test_429_with_a_short_retry_after_is_waited_for(connected: Workplace, sources: StandIn) -> None:
    sources.fault("*", Fault("429", retry_after="1"), times=1)
    code, said, _ = identity(connected, DOI)
    assert (code, said) == (0, "verified")


def test_429_without_retry_after_is_tried_again(connected: Workplace, sources: StandIn) -> None:
    sources.fault("crossref", Fault("429"), times=1)
    code, said, _ = identity(connected, DOI)
    assert (code, said) == (0, "verified")


def test_a_spent_budget_is_not_asked_again(connected: Workplace, sources: StandIn) -> None:
    sources.fault("crossref", Fault("429-budget"))
    connected.run("check", DOI, "--deadline", "4")
    assert len(sources.seen("crossref")) == 1


def test_500_once_is_tried_again(connected: Workplace, sources: StandIn) -> None:
    sources.fault("*", Fault("500"), times=1)
    code, said, _ = identity(connected, DOI)
    assert (code, said) == (0, "verified")


@pytest.mark.parametrize("kind", ["slow", "silent"])
def test_slow_answers_end_at_the_deadline(connected: Workplace, sources: StandIn, kind: str) -> None:
    sources.fault("*", Fault(kind, seconds=60))
    begun = time.monotonic()
    result = connected.run("check", DOI, "--json", "--deadline", "3", timeout=60)
    assert time.monotonic() - begun < 20
    assert result.code == 3, result.err
    (verdict,) = result.json["results"]
    assert verdict["identity"] == "unchecked"


def test_a_huge_answer_is_refused_without_swelling(connected: Workplace, sources: StandIn) -> None:
    sources.fault("*", Fault("gzip-bomb"))
    code, said, _ = identity(connected, DOI, seconds="3")
    assert (code, said) == (3, "unchecked")


def test_no_network(workplace: Workplace) -> None:
    code, said, _ = identity(workplace, DOI)
    assert (code, said) == (3, "unchecked")
    result = workplace.run("check", CITATION, "--deadline", "2")
    assert result.code == 3, result.out + result.err
    assert workplace.run("add", DOI, "--deadline", "2").code == 3
    assert workplace.run("list", "--json").json["works"] == []


def test_offline_is_said_and_unsettled(workplace: Workplace) -> None:
    result = workplace.run("check", DOI, "--offline")
    assert result.code == 3
    assert "offline" in (result.out + result.err).lower()


def test_no_network_after_the_first_time_uses_what_is_stored(connected: Workplace, sources: StandIn) -> None:
    assert identity(connected, DOI)[:2] == (0, "verified")
    sources.fault("*", Fault("hang-up"))
    sources.forget_seen()
    assert identity(connected, DOI)[:2] == (0, "verified")
    assert sources.seen() == []


def test_track_with_a_failing_source_says_so_and_changes_nothing(connected: Workplace, sources: StandIn) -> None:
    assert connected.run("add", DOI).code == 0
    before = connected.run("list", "--json").json["works"][0]["key"]
    sources.fault("*", Fault("500"))
    result = connected.run("track", "--refresh", "--deadline", "2")
    assert result.code == 3, result.out + result.err
    (work,) = connected.run("show", before, "--json").json["works"]
    assert work["description"]["title"].startswith("Effects of intranasal oxytocin")
    assert connected.run("alerts", "--json").json["alerts"] == []


def test_keys_and_addresses_of_people_are_in_no_message(connected: Workplace, sources: StandIn) -> None:
    sources.fault("*", Fault("500"))
    secret = {
        "CITETRAIL_KEY_OPENALEX": "s3cr3t-key",
        "CITETRAIL_KEY_NCBI": "s3cr3t-key",
        "CITETRAIL_EMAIL": "jane@example.org",
    }
    result = connected.run("check", DOI, "--verbose", "--json", "--deadline", "4", **secret)
    assert "s3cr3t" not in result.out + result.err
    assert "jane@example.org" not in result.out + result.err


def test_the_network_fails_in_the_middle_and_the_next_run_goes_on(connected: Workplace, sources: StandIn) -> None:
    connected.write("list.txt", f"{CITATION}\n\nhttps://doi.org/{DOI}\n")
    sources.fault("*", Fault("cut"), times=3)
    first = connected.run("check", "list.txt", "--deadline", "8")
    sources.clear_faults()
    second = connected.run("check", "list.txt", "--deadline", "8")
    assert first.code in (0, 1, 3)
    assert second.code in (0, 1), second.out + second.err
