"""doctor: every source is asked one question, and the library is looked over."""

from __future__ import annotations

from e2e.conftest import Workplace
from standin.faults import Fault
from standin.server import StandIn


def test_every_source_tells_how_it_is(connected: Workplace) -> None:
    result = connected.run("doctor", "--json")
    states = {source["source"]: source["state"] for source in result.json["sources"]}
    assert states["crossref"] == states["openalex"] == states["orcid"] == "answers"
    assert states["ads"] == "has no key"
    assert states["web"] == "not asked"
    assert result.code == 0, result.out


def test_a_silent_source_in_use_makes_it_exit_3(connected: Workplace, sources: StandIn) -> None:
    sources.fault("crossref", Fault("429-budget"))
    result = connected.run("doctor")
    assert result.code == 3
    assert "crossref" in result.out
    assert "budget-exhausted" in result.out


def test_a_silent_source_that_nobody_uses_does_not(connected: Workplace, sources: StandIn) -> None:
    sources.fault("orcid", Fault("500"))
    assert connected.run("doctor").code == 0


def test_without_a_network_it_ends_soon_and_says_so(workplace: Workplace) -> None:
    result = workplace.run("doctor", "--deadline", "5")
    assert result.code == 3
    assert "unavailable" in result.out


def test_a_key_is_known_but_never_shown(connected: Workplace) -> None:
    result = connected.run("doctor", "--json", CITETRAIL_KEY_OPENALEX="secret-of-mine")
    (openalex,) = (source for source in result.json["sources"] if source["source"] == "openalex")
    assert openalex["key"] == "key set"
    assert "secret-of-mine" not in result.out + result.err


def test_the_sources_can_be_left_alone(workplace: Workplace) -> None:
    result = workplace.run("doctor", "--no-sources")
    assert result.code == 0
    assert "whole" in result.out
