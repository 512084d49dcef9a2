"""Who is asked what, decided before asking: pure functions over Providers and the Answers so far.

Identifiers first, in whole batches. A DOI is asked at its likely registration agency; where that says no, doi.org is
asked who registered it before anything is said not to exist; where it is silent, one general index is asked instead.
Searches go to one source after the other, those that can hold the kind of work first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from citetrail.model import Answer, Identifier, Provider, QuestionKind, Reference

# Prefixes whose DOIs DataCite registers; a wrong guess costs one request. Source: DataCite's list of repositories.
DATACITE_PREFIXES = (
    "10.48550/", "10.5281/", "10.6084/", "10.5061/", "10.17605/", "10.7910/", "10.3929/", "10.17632/", "10.25384/",
    "10.4230/", "10.5064/", "10.1184/", "10.24433/", "10.17863/", "10.14454/", "10.13140/", "10.5438/", "10.4121/",
    "10.4232/", "10.1594/", "10.15468/", "10.24432/",
)  # fmt: skip

DATA_KINDS = frozenset({"dataset", "software"})


@dataclass(frozen=True, slots=True)
class Step:
    """One question to one provider: about `identifiers`, or a search for the references at `places` in the list."""

    provider: Provider
    question: QuestionKind
    identifiers: tuple[Identifier, ...] = ()
    places: tuple[int, ...] = ()

    @property
    def requests(self) -> int:
        """How many requests it takes, as far as that can be known before."""
        if self.places:
            return len(self.places)
        return -(-len(self.identifiers) // max(1, self.provider.batch_size))

    def __str__(self) -> str:
        what = f"{len(self.places)} references" if self.places else f"{len(self.identifiers)} identifiers"
        count = f"{self.requests} request{'' if self.requests == 1 else 's'}"
        return f"{self.provider.name}: {self.question} of {what} in {count}"


def next_lookups(answers: Mapping[Identifier, Sequence[Answer]], providers: Sequence[Provider]) -> tuple[Step, ...]:
    """The questions to ask next about each identifier, given all Answers so far; none when nothing is left to ask.

    To be called again with the new Answers until it gives nothing: at most four rounds.
    """
    steps: dict[tuple[str, QuestionKind], list[Identifier]] = {}
    by_name = {provider.name: provider for provider in providers}
    for identifier, given in answers.items():
        chosen = next_question(identifier, given, providers)
        if chosen is not None:
            steps.setdefault((chosen[0].name, chosen[1]), []).append(identifier)
    return tuple(Step(by_name[name], question, identifiers=tuple(wanted)) for (name, question), wanted in steps.items())


def next_question(
    identifier: Identifier, given: Sequence[Answer], providers: Sequence[Provider]
) -> tuple[Provider, QuestionKind] | None:
    """Whom to ask next about one identifier, and what."""
    if any(answer.question == "lookup" and answer.outcome == "found" for answer in given):
        return None
    able = [one for one in providers if one.lookup and identifier.scheme in one.schemes and not one.existence]
    if identifier.scheme == "doi":
        return _next_for_doi(identifier, given, able, providers)
    return _next_for_other(identifier, given, able)


def _next_for_other(
    identifier: Identifier, given: Sequence[Answer], able: Sequence[Provider]
) -> tuple[Provider, QuestionKind] | None:
    """Sources that must know every such identifier first; their "no" ends it."""
    ordered = sorted(able, key=lambda one: identifier.scheme not in one.coverage.is_exhaustive_for)
    for provider in ordered:
        said = _outcome(given, provider, "lookup")
        if said is None:
            return provider, "lookup"
        if said == "absent" and identifier.scheme in provider.coverage.is_exhaustive_for:
            return None
    return None


def _next_for_doi(
    identifier: Identifier, given: Sequence[Answer], able: Sequence[Provider], providers: Sequence[Provider]
) -> tuple[Provider, QuestionKind] | None:
    first = _first_for_doi(identifier, able)
    if first is not None and _outcome(given, first, "lookup") is None:
        return first, "lookup"
    register = next((one for one in providers if one.existence and identifier.scheme in one.schemes), None)
    if first is not None and _outcome(given, first, "lookup") == "silent":
        return _unasked(given, _general(able)[:1])
    if register is not None and _outcome(given, register, "existence") is None:
        return register, "existence"
    agency = next((answer.registration for answer in given if answer.registration), None)
    if register is not None and _outcome(given, register, "existence") == "absent":
        return None
    at_agency = [one for one in able if one.coverage.registration_agency in ({agency} if agency else _agencies(able))]
    last_resort = [register] if register is not None and register.lookup and agency else []
    return _unasked(given, [*at_agency, *last_resort])


def _first_for_doi(identifier: Identifier, able: Sequence[Provider]) -> Provider | None:
    """The agency that most likely registered the DOI; any source where no agency can be asked."""
    guess = likely_agency(identifier)
    agencies = [one for one in able if one.coverage.registration_agency]
    agencies.sort(key=lambda one: one.coverage.registration_agency != guess)
    return next(iter([*agencies, *able]), None)


def likely_agency(identifier: Identifier) -> str:
    """`DataCite` for prefixes known to be registered there, else `Crossref`, which holds nine of ten DOIs in lists."""
    return "DataCite" if identifier.value.startswith(DATACITE_PREFIXES) else "Crossref"


def _agencies(able: Sequence[Provider]) -> set[str | None]:
    return {one.coverage.registration_agency for one in able if one.coverage.registration_agency}


def _general(able: Sequence[Provider]) -> list[Provider]:
    """Indexes of all fields and kinds that are no registration agency."""
    return [
        one
        for one in able
        if not one.coverage.registration_agency and not one.coverage.fields and not one.coverage.types
    ]


def _unasked(given: Sequence[Answer], chosen: Iterable[Provider]) -> tuple[Provider, QuestionKind] | None:
    return next(((one, "lookup") for one in chosen if _outcome(given, one, "lookup") is None), None)


def _outcome(given: Sequence[Answer], provider: Provider, question: QuestionKind) -> str | None:
    said = (one.outcome for one in given if one.provider == provider.name and one.question == question)
    return next(said, None)


def next_searches(
    references: Sequence[Reference],
    answers: Sequence[Sequence[Answer]],
    providers: Sequence[Provider],
    *,
    is_open: Callable[[int], bool],
    can_hold: Callable[[Provider, Reference], bool],
) -> tuple[Step, ...]:
    """For each reference that is still open, a search at the next source that can hold it.

    `answers` stand in the order of `references`. To be called again until it gives nothing.
    """
    steps: dict[str, list[int]] = {}
    by_name = {provider.name: provider for provider in providers}
    for place, reference in enumerate(references):
        if not is_open(place):
            continue
        for provider in search_order(reference, [one for one in providers if one.search and can_hold(one, reference)]):
            if _outcome(answers[place], provider, "search") is None:
                steps.setdefault(provider.name, []).append(place)
                break
    return tuple(Step(by_name[name], "search", places=tuple(places)) for name, places in steps.items())


def search_order(reference: Reference, able: Sequence[Provider]) -> list[Provider]:
    """Sources made for this kind of work, then registration agencies, then general ones, then those of one field.

    Agencies before general indexes because asking them is free; of the agencies, the one that registers such works.
    """
    kind = reference.description.type
    agency = "DataCite" if kind in DATA_KINDS else "Crossref"

    def rank(provider: Provider) -> tuple[bool, bool, bool, bool]:
        coverage = provider.coverage
        is_made_for = kind is not None and coverage.types == frozenset({kind}) and not coverage.fields
        is_likely = coverage.registration_agency == agency
        return not is_made_for, not is_likely, not coverage.registration_agency, bool(coverage.fields)

    return sorted(able, key=rank)


def explained(steps: Iterable[Step]) -> tuple[str, ...]:
    """The plan in words, one line per step, and the sum of the requests."""
    listed = list(steps)
    total = sum(step.requests for step in listed)
    return (*map(str, listed), f"together {total} request{'' if total == 1 else 's'}")
