"""doctor: every source is asked one question, and the library is looked over."""

from __future__ import annotations

import shlex

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


BIB = """@article{loud, author = {Doe, Jane}, title = {THE HABITS OF INVENTED QUOKKAS}, journal = {Journal of Examples}, year = 2001}
@article{hidden, author = {Doe, Jane}, title = {Another study of wombats}, journal = {Journal of Examples}, year = 2002,
url = {https://doi.org/10.5555/hidden.1}}
@book{bare, title = {A bare book}}
"""


def test_suggestions_come_with_a_command_that_works(workplace: Workplace) -> None:
    workplace.write("refs.bib", BIB)
    workplace.write("paper.txt", "Some text")
    workplace.run("add", "refs.bib")
    workplace.run("note", "loud", "See [[nowhere]] and [[hidden]].")
    workplace.run("tag", "loud", "+Animals")
    workplace.run("tag", "hidden", "+animals")
    workplace.run("attach", "loud", "paper.txt", "--link")
    assert workplace.run("doctor", "--no-sources").code == 0
    (workplace.folder / "paper.txt").unlink()
    result = workplace.run("doctor", "--no-sources", "--json")
    assert result.code == 1
    told = {one["rule"]: one for one in result.json["suggestions"]}
    assert set(told) == {"missing-file", "broken-link", "tags", "capitals", "no-author", "no-year"}
    for rule in ("missing-file", "tags", "capitals"):
        words = shlex.split(told[rule]["fix"])
        assert words[0] == "citetrail"
        assert workplace.run(*words[1:]).code == 0, told[rule]["fix"]
    assert workplace.run("show", "loud").out.count("The habits of invented quokkas") == 1
    left = {one["rule"] for one in workplace.run("doctor", "--no-sources", "--json").json["suggestions"]}
    assert not left & {"missing-file", "tags", "capitals"}


def test_fix_mends_and_clears(workplace: Workplace) -> None:
    workplace.write("refs.bib", BIB)
    workplace.write("paper.txt", "Some text")
    workplace.run("add", "refs.bib")
    workplace.run("attach", "loud", "paper.txt")
    workplace.run("detach", "loud")
    assert "kept for undo" in workplace.run("doctor", "--no-sources").out
    assert "1 copy that nothing used is deleted" in workplace.run("doctor", "--no-sources", "--fix").out
    assert "kept for undo" not in workplace.run("doctor", "--no-sources").out
