"""From References to Verdicts: identifiers first, searches only where those gave nothing, then the judgement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from citetrail import judging
from citetrail.flows.asking import Progress, ask_existence, ask_lookup, ask_search, at_once, no_progress
from citetrail.flows.proving import as_silence, mute_providers
from citetrail.model.answers import Answer, Coverage, Provider
from citetrail.model.identifiers import Identifier
from citetrail.model.references import Reference
from citetrail.model.verdicts import Verdict
from citetrail.providers.plan import Step, likely_agency, next_lookups, next_searches

Answers = list[Answer]
Tell = Callable[[Step], None]  # called with every step of the plan before it is taken


def tell_nobody(step: Step) -> None:
    """Keep the plan to oneself."""


def resolve(
    references: Sequence[Reference],
    providers: Sequence[Provider],
    today: date,
    *,
    progress: Progress = no_progress,
    tell: Tell = tell_nobody,
) -> tuple[Verdict, ...]:
    """A Verdict for each reference, in order. Never raises for a source that stays silent: that is part of the verdict.

    What is asked where is planned by `providers.plan`: identifiers in batches, then searches, one source after the
    other, until a reference is settled. A work that a search found is looked up by its DOI for notices about it.
    """
    resolving = _Resolving(references, providers, today, progress, tell)
    resolving.look_up_identifiers()
    resolving.search()
    resolving.distrust_the_mute()
    resolving.look_up_notices()
    return resolving.verdicts()


def look_up(
    identifiers: Iterable[Identifier],
    providers: Sequence[Provider],
    *,
    progress: Progress = no_progress,
    tell: Tell = tell_nobody,
) -> dict[Identifier, Answers]:
    """Every answer given about each identifier: at its likely agency, the registry, then who else may hold it."""
    answers: dict[Identifier, Answers] = {identifier: [] for identifier in identifiers}
    asked = [provider for provider in providers if not provider.coverage.tells_notices_only]
    while steps := next_lookups(answers, asked):
        for step in steps:
            tell(step)
        for given in at_once(lambda step: _take(step, progress), steps):
            for identifier, answer in given.items():
                answers[identifier].append(answer)
    for provider in _watchers(providers):
        for identifier, answer in ask_lookup(provider, answers, progress).items():
            answers[identifier].append(answer)
    return answers


def _watchers(providers: Sequence[Provider]) -> list[Provider]:
    """Those that know nothing but works with notices: they are asked besides, and their "no" settles nothing."""
    return [provider for provider in providers if provider.coverage.tells_notices_only]


def _take(step: Step, progress: Progress) -> dict[Identifier, Answer]:
    ask = ask_existence if step.question == "existence" else ask_lookup
    return ask(step.provider, step.identifiers, progress)


class _Resolving:
    """One run: the references, the answers to each so far, and the verdict on those, made anew when answers come."""

    def __init__(
        self,
        references: Sequence[Reference],
        providers: Sequence[Provider],
        today: date,
        progress: Progress,
        tell: Tell,
    ) -> None:
        self._references = references
        self._providers = providers
        self._today = today
        self._progress = progress
        self._tell = tell
        self._coverage = {provider.name: _coverage_of(provider) for provider in providers}
        self._answers: list[Answers] = [[] for _ in references]
        self._judged: dict[int, tuple[int, Verdict]] = {}

    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdicts on all answers so far."""
        return tuple(self._verdict(place) for place in range(len(self._references)))

    def look_up_identifiers(self) -> None:
        """Ask about every identifier that the references give."""
        own = [_askable(reference) for reference in self._references]
        wanted = dict.fromkeys(identifier for identifiers in own for identifier in identifiers)
        found = look_up(wanted, self._providers, progress=self._progress, tell=self._tell)
        for place, identifiers in enumerate(own):
            for identifier in identifiers:
                self._answers[place] += found[identifier]

    def search(self) -> None:
        """Search for what is still open, one source after the other."""
        asked = [provider for provider in self._providers if not provider.coverage.tells_notices_only]
        while steps := next_searches(self._references, self._answers, asked, is_open=self._is_open, can_hold=_can_hold):
            for step in steps:
                self._tell(step)
            for step, replies in zip(steps, at_once(self._searched, steps), strict=True):
                for place, reply in zip(step.places, replies, strict=True):
                    self._answers[place].append(reply)

    def _searched(self, step: Step) -> list[Answer]:
        return ask_search(step.provider, [self._references[place] for place in step.places], self._progress)

    def distrust_the_mute(self) -> None:
        """Take the no of sources that find nothing at all for silence, unless they find what others hold."""

        def search(provider: Provider, references: Sequence[Reference]) -> Answers:
            return ask_search(provider, references, self._progress)

        mute = mute_providers(self._answers, self.verdicts(), self._providers, search)
        if mute:
            self._answers = [[as_silence(answer, mute) for answer in given] for given in self._answers]
            self._judged.clear()

    def look_up_notices(self) -> None:
        """Look up the DOI of works that a search found, where no lookup has told their notices yet."""
        wanted: dict[int, Identifier] = {}
        for place in range(len(self._references)):
            match = self._verdict(place).match
            doi = match.record.description.identifier("doi") if match else None
            if doi is None or likely_agency(doi) == "DataCite":  # which tells no notices
                continue
            if not any(one.about == doi and one.question == "lookup" for one in self._answers[place]):
                wanted[place] = doi
        found = look_up(wanted.values(), self._providers, progress=self._progress, tell=self._tell)
        for place, doi in wanted.items():
            self._answers[place] += found[doi]
        self._look_for_notices_by_title()

    def _look_for_notices_by_title(self) -> None:
        """Works without a DOI are known by their titles to those who collect notices."""
        for provider in _watchers(self._providers):
            places = [place for place in range(len(self._references)) if self._has_no_doi(place)]
            told = ask_search(provider, [self._references[place] for place in places], self._progress)
            for place, answer in zip(places, told, strict=False):
                if answer.outcome == "found":
                    self._answers[place].append(answer)

    def _has_no_doi(self, place: int) -> bool:
        match = self._verdict(place).match
        known = match.record.description if match else self._references[place].description
        return known.identifier("doi") is None

    def _verdict(self, place: int) -> Verdict:
        count = len(self._answers[place])
        if place not in self._judged or self._judged[place][0] != count:
            answers = tuple(self._answers[place])
            verdict = judging.verify(self._references[place], answers, self._coverage, self._today)
            self._judged[place] = (count, verdict)
        return self._judged[place][1]

    def _is_open(self, place: int) -> bool:
        """Whether a search could still settle it: there are words to search for, and neither is the work verified
        nor did an identifier lead to it."""
        description = self._references[place].description
        if not (description.title or description.container_title):
            return False
        verdict = self._verdict(place)
        if verdict.identity == "verified":
            return False
        by_identifier = any(one.question == "lookup" and one.outcome == "found" for one in verdict.answers)
        return not (verdict.identity == "mismatch" and by_identifier)


def _askable(reference: Reference) -> tuple[Identifier, ...]:
    """The identifiers to ask about; a printed address is not visited unasked."""
    return tuple(
        identifier
        for identifier in reference.description.identifiers
        if identifier.scheme != "url" or reference.kind == "identifier"
    )


def _coverage_of(provider: Provider) -> Coverage:
    is_searchable = provider.search is not None and not provider.coverage.tells_notices_only
    return provider.coverage.model_copy(update={"is_searchable": is_searchable})


def _can_hold(provider: Provider, reference: Reference) -> bool:
    return judging.can_hold(provider.coverage, reference.description)
