"""Sources that answer "nothing" to everything: before their no counts, they must find a work that others hold.

A proxy, a changed interface or a broken index answers with empty lists, and nothing in such an answer says so. A source
that found something in this run has shown that it works. One that found nothing at all is asked for works that other
sources hold and that it should; if it finds none of those either, its no is taken for silence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from citetrail import judging
from citetrail.model.answers import Answer, Provider, silent
from citetrail.model.references import Reference
from citetrail.model.verdicts import Verdict
from citetrail.providers.plan import likely_agency

CONTROLS = 3  # works that a source is asked for at most; finding one is enough
WHY = "gave empty lists, also for works that other sources hold"

Search = Callable[[Provider, Sequence[Reference]], Sequence[Answer]]


def mute_providers(
    answers: Sequence[Sequence[Answer]], verdicts: Sequence[Verdict], providers: Sequence[Provider], search: Search
) -> frozenset[str]:
    """The names of those whose empty lists are not to be believed, after asking them for works that others found.

    Only those are asked whose no some verdict rests on. `answers` and `verdicts` stand in the order of the references.
    """
    needed = {name for verdict in verdicts if _rests_on_absence(verdict) for name in verdict.able}
    alive = {answer.provider for given in answers for answer in given if _shows_life(answer)}
    suspects = [one for one in providers if one.search and one.name in needed - alive]
    return frozenset(one.name for one in suspects if _finds_nothing(one, answers, verdicts, search))


def _rests_on_absence(verdict: Verdict) -> bool:
    return verdict.identity == "not-found" or any(fact.rule == "CT503" for fact in verdict.facts)


def _shows_life(answer: Answer) -> bool:
    return answer.outcome == "found" and answer.question in ("lookup", "search")


def _finds_nothing(
    provider: Provider, answers: Sequence[Sequence[Answer]], verdicts: Sequence[Verdict], search: Search
) -> bool:
    """Whether there are works that it should hold, and it finds none of them."""
    places = [place for place, verdict in enumerate(verdicts) if _should_hold(provider, verdict)][:CONTROLS]
    told = [answer for place in places for answer in answers[place] if _is_search_of(answer, provider)]
    if places and not told:
        told = list(search(provider, [verdicts[place].reference for place in places]))
    return bool(told) and all(answer.outcome == "absent" for answer in told)


def _is_search_of(answer: Answer, provider: Provider) -> bool:
    return answer.provider == provider.name and answer.question == "search"


def _should_hold(provider: Provider, verdict: Verdict) -> bool:
    """A verified work with words to search for, of a kind and agency that this source has."""
    description = verdict.reference.description
    if verdict.identity != "verified" or verdict.match is None or not description.title or provider.coverage.fields:
        return False
    doi = verdict.match.record.description.identifier("doi")
    agency = provider.coverage.registration_agency
    if doi is None or (agency is not None and likely_agency(doi) != agency):
        return False
    return judging.can_hold(provider.coverage, description)


def as_silence(answer: Answer, mute: frozenset[str]) -> Answer:
    """The answer; a no of a mute source is taken for none."""
    if answer.provider not in mute or answer.outcome != "absent":
        return answer
    return silent(answer.provider, answer.question, "bad-answer", WHY, answer.about)
