"""Answers to one reference, judged: identity, fields, status, version and suspicion, with the evidence for each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from citetrail.judging.abilities import able_providers, askable_providers, is_too_recent, why_out_of_scope
from citetrail.judging.candidates import Candidate, candidates_in, own_identifiers
from citetrail.judging.explaining import explain
from citetrail.judging.registration import Registration, registration_of
from citetrail.judging.sameness import is_same_work
from citetrail.judging.status import status_of
from citetrail.judging.suspicion import NO_RECORD, OTHER_WORK, UNREGISTERED, facts_of, other_authors, weigh
from citetrail.judging.titles import is_notice_title
from citetrail.judging.venues import compare_venues
from citetrail.judging.versions import is_preprint, version_of
from citetrail.judging.weights import ACCEPT, GAP, NEAR
from citetrail.model.answers import Answer, Coverage
from citetrail.model.identifiers import Identifier
from citetrail.model.references import Reference
from citetrail.model.verdicts import Fact, FieldComparison, Identity, Match, Status, Verdict, Version

SHOWN_CANDIDATES = 5


class _Case(NamedTuple):
    """Everything known about one reference."""

    reference: Reference
    candidates: tuple[Candidate, ...]
    registrations: Mapping[Identifier, Registration]
    able: tuple[str, ...]
    missing: tuple[str, ...]
    unheard: tuple[str, ...]  # providers that may hold such a work and were not searched, or did not answer
    silent: tuple[str, ...]  # providers that were asked and did not answer
    is_recent: bool

    def with_state(self, state: Registration) -> tuple[Identifier, ...]:
        """The reference's own identifiers in that state."""
        return tuple(single for single, known in self.registrations.items() if known == state)


class _Ruling(NamedTuple):
    """The identity axis, and the candidate it rests on."""

    identity: Identity
    chosen: Candidate | None = None


def verify(reference: Reference, answers: Sequence[Answer], coverage: Mapping[str, Coverage], now: date) -> Verdict:
    """The verdict on one reference from all the answers about it.

    `coverage` holds the providers that can be searched, by name: their "no" is needed before anything is called not
    found. A provider that was not asked, or stayed silent, leaves the reference unchecked rather than not found, and
    takes every suspicion away. A work is accepted when it scores over a threshold and the next one is clearly behind.
    """
    case = _case(reference, answers, coverage, now)
    ruling = _ruling(case)
    fields = _fields(case, ruling)
    ruling = _held_back(case, ruling, fields)
    facts = _facts(case, ruling, fields, now)
    match = ruling.chosen.match.model_copy(update={"evidence": fields}) if ruling.chosen else None
    verdict = Verdict(
        reference=reference,
        identity=ruling.identity,
        match=match,
        fields=fields,
        status=_status(reference, ruling),
        version=_version(reference, ruling),
        suspicion=weigh(
            facts,
            ruling.identity,
            fields,
            is_settled=not case.missing and not case.silent,
            absence_tells=_is_venue_held(reference, answers),
        ),
        facts=facts,
        candidates=_others(case, ruling),
        answers=tuple(answers),
        able=case.able,
        missing=case.missing,
    )
    return verdict.model_copy(update={"explanation": explain(verdict, is_recent=case.is_recent)})


def _case(reference: Reference, answers: Sequence[Answer], coverage: Mapping[str, Coverage], now: date) -> _Case:
    able = able_providers(coverage, reference.description, now)
    spoke = {
        answer.provider for answer in answers if answer.outcome != "silent" and answer.question in ("search", "lookup")
    }
    searched = {answer.provider for answer in answers if answer.outcome != "silent" and answer.question == "search"}
    silent = tuple(
        dict.fromkeys(answer.provider for answer in answers if _matters(answer) and answer.outcome == "silent")
    )
    has_words = bool(reference.description.title or reference.description.container_title)
    heard = searched if has_words else spoke
    return _Case(
        reference,
        candidates_in(reference, answers),
        {single: registration_of(single, answers, coverage) for single in own_identifiers(reference)},
        able,
        tuple(name for name in able if name not in heard),
        tuple(name for name in askable_providers(coverage, reference.description) if name not in heard),
        silent,
        is_too_recent(reference.description, now, coverage),
    )


def _matters(answer: Answer) -> bool:
    return answer.question in ("search", "lookup", "existence")


def _ruling(case: _Case) -> _Ruling:
    led = [single for single in case.candidates if single.led_here]
    if led:
        return _ruling_by_identifier(case, led)
    denied = case.with_state("unregistered")
    accepted = _accepted(case.reference, case.candidates)
    if any(single.scheme == "doi" for single in denied) or (denied and accepted is None):
        return _Ruling("identifier-unregistered", accepted)
    return _ruling_by_search(case)


def _ruling_by_identifier(case: _Case, led: Sequence[Candidate]) -> _Ruling:
    """The identifiers led to works: the one described, another one, or both."""
    right = [single for single in led if single.fit == "same"]
    wrong = [single for single in led if single.fit == "other"]
    elsewhere = _accepted(case.reference, [single for single in case.candidates if not single.led_here])
    if not right:
        return _Ruling("identifier-conflict", elsewhere)
    best = right[0]
    if elsewhere is not None and _is_better(elsewhere, best):
        return _Ruling("identifier-conflict", elsewhere)
    if wrong and not _are_linked(best, wrong):
        return _Ruling("identifier-conflict", best)
    if any(single.scheme == "doi" for single in case.with_state("unregistered")):
        return _Ruling("identifier-unregistered", best)
    return _Ruling("verified", best)


def _is_better(elsewhere: Candidate, by_identifier: Candidate) -> bool:
    """The cited title stands on another work, by the cited authors, than the one the identifier leads to."""
    here, there = by_identifier.match.comparison("title"), elsewhere.match.comparison("title")
    if here is None or there is None:
        return False
    return (
        here.outcome == "different"
        and there.outcome in ("equal", "variant")
        and elsewhere.match.score > by_identifier.match.score
    )


def _are_linked(best: Candidate, wrong: Sequence[Candidate]) -> bool:
    """Whether the other works are part of, or versions of, the right one: then the identifier is no error."""
    own = {single for record in best.records for single in record.description.identifiers}
    targets = {relation.target for record in best.records for relation in record.relations}
    for single in wrong:
        theirs = {identifier for record in single.records for identifier in record.description.identifiers}
        linked = {relation.target for record in single.records for relation in record.relations}
        if not (theirs & targets or linked & own):
            return False
    return True


def _ruling_by_search(case: _Case) -> _Ruling:
    fitting = [single for single in case.candidates if single.fit == "same"]
    accepted = _accepted(case.reference, case.candidates)
    if accepted is not None:
        carries = {single for record in accepted.records for single in record.description.identifiers}
        unsettled = [single for single in case.with_state("unsettled") if single not in carries]
        return _Ruling("unchecked" if unsettled else "verified", accepted)
    if len(fitting) > 1 and fitting[0].match.score >= ACCEPT:
        return _Ruling("ambiguous")
    return _Ruling(_without_candidate(case))


def _without_candidate(case: _Case) -> Identity:
    if case.silent or case.missing or case.is_recent or case.with_state("unsettled"):
        return "unchecked"
    if case.with_state("registered"):
        return "unchecked"  # it exists, but nobody here can say what it is
    if not _is_readable(case.reference):
        return "unchecked"  # what was searched for may not be what was printed
    if not case.able:
        return "out-of-scope" if why_out_of_scope(case.reference.description) else "unchecked"
    return "not-found"


def _is_readable(reference: Reference) -> bool:
    """Whether a title was found in a citation from running text; without one an empty search tells nothing."""
    return reference.kind != "printed" or bool(reference.description.title)


def _accepted(reference: Reference, candidates: Sequence[Candidate]) -> Candidate | None:
    """The best fitting candidate, if it is good enough and no different work comes as close."""
    fitting = _of_the_cited_version(reference, [single for single in candidates if single.fit == "same"])
    if not fitting or fitting[0].match.score < ACCEPT:
        return None
    best = fitting[0]
    for rival in fitting[1:]:
        is_behind = best.match.score - rival.match.score >= GAP or _agreement(best) > _agreement(rival)
        if not is_behind and not _are_versions(best, rival):
            return None
    return best


def _of_the_cited_version(reference: Reference, fitting: Sequence[Candidate]) -> list[Candidate]:
    """Published works if the reference names a journal or book, preprints if it names a preprint server.

    Where one kind only was found, that.
    """
    if not reference.description.container_title:
        return list(fitting)
    wants_preprint = is_preprint(reference.description)
    kept = [single for single in fitting if all(is_preprint(r.description) for r in single.records) == wants_preprint]
    return kept or list(fitting)


def _are_versions(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates are versions of one work: then the better one is taken, and nothing is ambiguous."""
    sameness = is_same_work(one.match.record.description, other.match.record.description)
    return sameness.outcome in ("same", "twin")


def _agreement(candidate: Candidate) -> int:
    """How many fields agree less those that differ: what tells two close candidates apart."""
    outcomes = [single.outcome for single in candidate.match.evidence]
    return outcomes.count("equal") * 2 + outcomes.count("variant") - 2 * outcomes.count("different")


def _fields(case: _Case, ruling: _Ruling) -> tuple[FieldComparison, ...]:
    """The accepted evidence; an identifier only differs if it is known to be wrong."""
    if ruling.chosen is None:
        return ()
    wrong = {*case.with_state("unregistered")} if ruling.identity == "identifier-unregistered" else set()
    wrong |= {
        by
        for single in case.candidates
        if single is not ruling.chosen and single.fit == "other"
        for by in single.led_here
    }
    if ruling.identity == "identifier-conflict" and not ruling.chosen.led_here:
        wrong |= {by for single in case.candidates for by in single.led_here}
    known = {(single.scheme, single.value) for single in wrong}
    return tuple(_established(single, known) for single in ruling.chosen.match.evidence)


def _established(field: FieldComparison, wrong: Collection[tuple[str, str]]) -> FieldComparison:
    schemes = ("doi", "pmid", "pmcid", "arxiv", "isbn")
    if field.field not in schemes or field.given is None or field.outcome == "equal":
        return field
    if (field.field, field.given) in wrong:
        return field.model_copy(update={"outcome": "different", "severity": "minor", "rule": "another identifier"})
    if field.outcome == "different":
        return field.model_copy(
            update={"outcome": "absent-in-record", "severity": "none", "rule": "another identifier of the work"}
        )
    return field


def _held_back(case: _Case, ruling: _Ruling, fields: Sequence[FieldComparison]) -> _Ruling:
    """Differences become a mismatch only when every source was heard: another one might agree with the reference."""
    if ruling.identity == "verified" and _differs(fields):
        by_lookup = ruling.chosen is not None and bool(ruling.chosen.led_here)
        is_settled = not case.silent and (by_lookup or not case.unheard)
        return ruling._replace(identity="mismatch" if is_settled else "unchecked")
    if ruling.identity in ("identifier-conflict", "identifier-unregistered") and _lookup_was_silent(case):
        return ruling._replace(identity="unchecked")
    return ruling


def _differs(fields: Sequence[FieldComparison]) -> bool:
    return any(single.outcome == "different" and single.severity != "none" for single in fields)


def _lookup_was_silent(case: _Case) -> bool:
    return bool(case.silent)


def _facts(case: _Case, ruling: _Ruling, fields: Sequence[FieldComparison], now: date) -> tuple[Fact, ...]:
    facts = list(facts_of(case.reference, now))
    denied = case.with_state("unregistered") if ruling.identity != "verified" else ()
    facts += [Fact(rule=UNREGISTERED, text=f"{single} is not registered") for single in denied]
    if ruling.identity == "identifier-conflict":
        facts += _conflict_facts(case, ruling)
    if _is_nowhere(case, ruling):
        facts.append(Fact(rule=NO_RECORD, text=f"none of {', '.join(case.able)} has a record of it"))
    others = other_authors(fields) if ruling.identity != "unchecked" else None  # another source may agree
    return (*facts, others) if others else tuple(facts)


def _conflict_facts(case: _Case, ruling: _Ruling) -> list[Fact]:
    return [
        Fact(rule=OTHER_WORK, text=f"{by} belongs to “{single.match.record.description.title or 'another work'}”")
        for single in case.candidates
        if single is not ruling.chosen
        for by in single.led_here
    ]


def _is_venue_held(reference: Reference, answers: Sequence[Answer]) -> bool:
    """Whether the sources showed other works of the cited journal or meeting, so that one they lack is telling."""
    cited = reference.description.container_title
    if not cited:
        return False
    found = (record.description for answer in answers if answer.question == "search" for record in answer.records)
    return any(one.container_title and compare_venues(cited, [one.container_title]).agrees for one in found)


def _is_nowhere(case: _Case, ruling: _Ruling) -> bool:
    if ruling.chosen is not None or ruling.identity not in (
        "not-found",
        "identifier-conflict",
        "identifier-unregistered",
    ):
        return False
    is_heard = bool(case.able) and not case.missing and not case.unheard and not case.silent
    return is_heard and not any(single.fit == "same" for single in case.candidates)


def _status(reference: Reference, ruling: _Ruling) -> Status:
    """The standing of what was found. Who cites a notice by its own title means the notice: that is no news."""
    status = status_of(ruling.chosen.records) if ruling.chosen else Status()
    title = reference.description.title
    return status.model_copy(update={"is_notice": False}) if title and is_notice_title(title) else status


def _version(reference: Reference, ruling: _Ruling) -> Version:
    return version_of(reference.description, ruling.chosen.records if ruling.chosen else ())


def _others(case: _Case, ruling: _Ruling) -> tuple[Match, ...]:
    kept = [
        single.match
        for single in case.candidates
        if single is not ruling.chosen and (single.led_here or single.fit != "other" or single.match.score >= NEAR)
    ]
    return tuple(kept[:SHOWN_CANDIDATES])
