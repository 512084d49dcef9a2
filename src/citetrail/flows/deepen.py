"""Second order: whether the works that a checked work itself cites still stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from citetrail import judging
from citetrail.flows.asking import Progress, ask_links, at_once, no_progress
from citetrail.flows.resolve import look_up
from citetrail.model.answers import Answer, Provider
from citetrail.model.identifiers import Identifier
from citetrail.model.records import Record
from citetrail.model.verdicts import CitedWork, SecondOrder, Verdict

SCHEMES = ("doi", "pmid")
UNSOUND = frozenset({"retracted", "partly-retracted", "withdrawn", "removed", "concern", "replaced"})


class _Cited(NamedTuple):
    """What a work cites, as far as it has identifiers; `listed` counts all."""

    identifiers: tuple[Identifier, ...] = ()
    listed: int = 0
    silent: tuple[str, ...] = ()


def deepen(
    verdicts: Sequence[Verdict], providers: Sequence[Provider], *, progress: Progress = no_progress
) -> tuple[Verdict, ...]:
    """The verdicts with `second_order` set where the work was found and a source has its reference list.

    All cited works are looked up together, in batches, each once.
    """
    cited = at_once(lambda verdict: _cited_by(verdict, providers, progress), list(verdicts))
    wanted = dict.fromkeys(identifier for each in cited if each for identifier in each.identifiers)
    told = look_up(wanted, providers, progress=progress)
    return tuple(
        verdict.model_copy(update={"second_order": _second_order(each, told)}) if each else verdict
        for verdict, each in zip(verdicts, cited, strict=True)
    )


def _cited_by(verdict: Verdict, providers: Sequence[Provider], progress: Progress) -> _Cited | None:
    """The reference list of the work: what its record holds, else what the first source that has one says."""
    if verdict.match is None:
        return None
    record = verdict.match.record
    if record.references:
        own = [_first_known(one.description.identifiers) for one in record.references]
        return _Cited(tuple(dict.fromkeys(one for one in own if one)), len(own))
    return _asked_for(record, providers, progress)


def _asked_for(record: Record, providers: Sequence[Provider], progress: Progress) -> _Cited | None:
    silent: list[str] = []
    for provider in providers:
        for identifier in record.description.identifiers:
            answer = ask_links(provider, "references", identifier)
            if answer is None:
                continue
            progress(provider.name, 1)
            if answer.outcome == "silent":
                silent.append(provider.name)
            elif answer.citations:
                own = [citation.cited for citation in answer.citations]
                return _Cited(tuple(dict.fromkeys(one for one in own if one.scheme in SCHEMES)), len(own))
    return _Cited(silent=tuple(dict.fromkeys(silent))) if silent else None


def _first_known(identifiers: Sequence[Identifier]) -> Identifier | None:
    return next((one for one in identifiers if one.scheme in SCHEMES), None)


def _second_order(cited: _Cited, told: Mapping[Identifier, Sequence[Answer]]) -> SecondOrder:
    heard = [one for one in cited.identifiers if any(answer.outcome != "silent" for answer in told[one])]
    silent = {answer.provider for one in cited.identifiers for answer in told[one] if answer.outcome == "silent"}
    unsound = (_unsound(identifier, told[identifier]) for identifier in heard)
    return SecondOrder(
        listed=cited.listed,
        looked_at=len(heard),
        unsound=tuple(one for one in unsound if one),
        silent=(*cited.silent, *sorted(silent)),
    )


def _unsound(identifier: Identifier, answers: Sequence[Answer]) -> CitedWork | None:
    records = [record for answer in answers if answer.outcome == "found" for record in answer.records]
    status = judging.status_of(records)
    if status.standing not in UNSOUND:
        return None
    title = next((record.description.title for record in records if record.description.title), None)
    return CitedWork(identifier=identifier, standing=status.standing, title=title, notices=status.notices)
