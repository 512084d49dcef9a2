"""From References to Verdicts: identifiers first, searches only where those gave nothing, then the judgement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from citetrail import judging
from citetrail.flows.asking import Progress, ask_existence, ask_lookup, ask_search, no_progress
from citetrail.model.answers import Answer, Coverage, Provider
from citetrail.model.identifiers import Identifier
from citetrail.model.references import Reference
from citetrail.model.verdicts import Verdict

Answers = list[Answer]
Ask = Callable[[Provider, Iterable[Identifier], Progress], dict[Identifier, Answer]]


def resolve(
    references: Sequence[Reference],
    providers: Sequence[Provider],
    today: date,
    *,
    progress: Progress = no_progress,
) -> tuple[Verdict, ...]:
    """A Verdict for each reference, in order. Never raises for a source that stays silent: that is part of the verdict.

    Identifiers are looked up in batches, in the order of `providers`, the next one only where the ones before did not
    hold it. What is still open is searched for, provider by provider, until it is settled. A work found by a search is
    then looked up by its DOI, so that notices about it are known.
    """
    coverage = {provider.name: provider.coverage for provider in providers}
    answers: list[Answers] = [[] for _ in references]

    looked_up = look_up(_identifiers_of(references), providers, progress=progress)
    for place, reference in enumerate(references):
        for identifier in reference.description.identifiers:
            answers[place] += looked_up.get(identifier, [])

    verdict_of = _judge(references, answers, coverage, today)
    open_places = [place for place in range(len(references)) if _needs_search(references[place], verdict_of(place))]
    for provider in providers:
        asked = [place for place in open_places if provider.search and _can_hold(provider, references[place])]
        replies = ask_search(provider, [references[place] for place in asked], progress)
        for place, reply in zip(asked, replies, strict=True):
            answers[place].append(reply)
        open_places = [place for place in open_places if not _is_settled(verdict_of(place))]

    _add_notices(references, answers, verdict_of, providers, progress)
    return tuple(verdict_of(place) for place in range(len(references)))


def look_up(
    identifiers: Iterable[Identifier], providers: Sequence[Provider], *, progress: Progress = no_progress
) -> dict[Identifier, Answers]:
    """Every answer given about each identifier: asked on until one provider holds it, then whether it exists at all.

    Where it is registered but nobody asked so far holds it, its registration agency is asked as the last resort.
    """
    answers: dict[Identifier, Answers] = {identifier: [] for identifier in identifiers}

    def ask_all(chosen: Iterable[Provider], ask: Ask, wanted: Callable[[Answers], bool]) -> None:
        for provider in chosen:
            asked = [identifier for identifier, given in answers.items() if wanted(given)]
            for identifier, answer in ask(provider, asked, progress).items():
                answers[identifier].append(answer)

    ask_all([provider for provider in providers if not provider.existence], ask_lookup, _is_unheld)
    ask_all(providers, ask_existence, _is_unheld)
    ask_all([provider for provider in providers if provider.existence], ask_lookup, _is_registered_but_unheld)
    return answers


def _is_unheld(given: Answers) -> bool:
    return not any(answer.question == "lookup" and answer.outcome == "found" for answer in given)


def _is_registered_but_unheld(given: Answers) -> bool:
    return _is_unheld(given) and not any(
        answer.question == "existence" and answer.outcome == "absent" for answer in given
    )


def _identifiers_of(references: Sequence[Reference]) -> list[Identifier]:
    every = (
        identifier
        for reference in references
        for identifier in reference.description.identifiers
        if identifier.scheme != "url" or reference.kind == "identifier"  # a printed address is not visited unasked
    )
    return list(dict.fromkeys(every))


def _judge(
    references: Sequence[Reference],
    answers: Sequence[Answers],
    coverage: dict[str, Coverage],
    today: date,
) -> Callable[[int], Verdict]:
    """A function of the place in the list that judges on the answers so far, once per state of the answers."""
    known: dict[int, tuple[int, Verdict]] = {}

    def verdict_of(place: int) -> Verdict:
        count = len(answers[place])
        if place not in known or known[place][0] != count:
            known[place] = (count, judging.verify(references[place], tuple(answers[place]), coverage, today))
        return known[place][1]

    return verdict_of


def _is_settled(verdict: Verdict) -> bool:
    return verdict.identity == "verified"


def _needs_search(reference: Reference, verdict: Verdict) -> bool:
    has_words = bool(reference.description.title or reference.description.container_title)
    return has_words and not _is_settled(verdict) and not _is_found_by_identifier(verdict)


def _is_found_by_identifier(verdict: Verdict) -> bool:
    """The identifier led to the work and only some fields differ: no search can say more."""
    return verdict.identity == "mismatch" and verdict.match is not None


def _can_hold(provider: Provider, reference: Reference) -> bool:
    return judging.can_hold(provider.coverage, reference.description)


def _add_notices(
    references: Sequence[Reference],
    answers: list[Answers],
    verdict_of: Callable[[int], Verdict],
    providers: Sequence[Provider],
    progress: Progress,
) -> None:
    """Look up the DOI of works that a search found, where no lookup has told their notices yet."""
    wanted: dict[int, Identifier] = {}
    for place in range(len(references)):
        match = verdict_of(place).match
        doi = match.record.description.identifier("doi") if match else None
        if doi and not any(answer.about == doi and answer.question == "lookup" for answer in answers[place]):
            wanted[place] = doi
    found = look_up(wanted.values(), [provider for provider in providers if provider.lookup], progress=progress)
    for place, doi in wanted.items():
        answers[place] += found.get(doi, [])
