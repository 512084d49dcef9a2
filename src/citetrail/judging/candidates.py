"""The works that answers speak of: records of one work joined, each held against the reference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from citetrail.judging.abilities import INDEXED, kind_of
from citetrail.judging.comparing import compare, is_hopeless
from citetrail.judging.sameness import is_same_work
from citetrail.judging.titles import is_distinctive
from citetrail.judging.weights import AUTHORS_MANY, AUTHORS_SHARED, TITLE_NEAR, WEIGHTS
from citetrail.model.answers import Answer
from citetrail.model.identifiers import Identifier
from citetrail.model.records import Record
from citetrail.model.references import Reference
from citetrail.model.verdicts import FieldComparison, Match

Fit = Literal["same", "near", "other"]
NAMING = ("doi", "pmid", "pmcid", "arxiv", "isbn", "openalex", "s2", "dblp", "acl", "bibcode", "hdl")
_RANK = {"equal": 4, "variant": 3, "different": 2, "absent-in-record": 1, "absent-in-reference": 0}
NAMING_WORDS = 3
_WORTH_JOINING = 0.35  # records that agree less are not joined with others, as nothing depends on them


class Candidate(NamedTuple):
    """One work that may be meant: its records, the best evidence over all of them, and how it fits."""

    records: tuple[Record, ...]
    match: Match
    fit: Fit
    led_here: tuple[Identifier, ...]  # identifiers of the reference that this work was found by


def own_identifiers(reference: Reference) -> tuple[Identifier, ...]:
    """The identifiers of the reference that name one work."""
    return tuple(single for single in reference.description.identifiers if single.scheme in NAMING)


class _Seen(NamedTuple):
    """A record beside the reference, and the identifiers of the reference that led to it."""

    match: Match
    leads: tuple[Identifier, ...]

    @property
    def record(self) -> Record:
        """The record."""
        return self.match.record


def candidates_in(reference: Reference, answers: Sequence[Answer]) -> tuple[Candidate, ...]:
    """Every work in the answers to lookups and searches, best first, whatever the order of the answers."""
    seen = sorted(_seen_in(reference, answers), key=_stable_key)
    found = [_candidate(reference, group) for group in _groups(seen)]
    return tuple(sorted(found, key=_order))


def _seen_in(reference: Reference, answers: Sequence[Answer]) -> Iterator[_Seen]:
    own = set(own_identifiers(reference))
    for answer in answers:
        if answer.outcome != "found" or answer.question not in ("lookup", "search"):
            continue
        leads = (answer.about,) if answer.question == "lookup" and answer.about in own else ()
        for record in answer.records:
            if leads or not is_hopeless(reference, record):
                yield _Seen(compare(reference, record), leads)


def _stable_key(seen: _Seen) -> tuple[object, ...]:
    """An order that does not depend on the order of answers: what led here first, then by source and contents."""
    record, description = seen.record, seen.record.description
    return (
        not seen.leads,
        record.provider,
        record.record_id,
        record.is_partial,
        description.title or "",
        description.container_title or "",
        description.year or 0,
        description.volume or "",
        str(description.pages or ""),
        seen.match.score,
        len(description.authors),
        str(description.identifiers),
        len(record.notices),
    )


def _order(candidate: Candidate) -> tuple[bool, float, str, str]:
    record = candidate.match.record
    return (candidate.fit != "same", -candidate.match.score, record.provider, record.record_id)


def _groups(seen: Sequence[_Seen]) -> list[list[_Seen]]:
    """Records joined into works: first by identifiers, then those that agree with the reference by their words."""
    by_identifier = _joined_by_identifiers(seen)
    groups: list[list[_Seen]] = []
    for found in by_identifier:
        same = _same_by_words(found[0], groups)
        if same is None:
            groups.append(found)
        else:
            same += found
    return groups


def _joined_by_identifiers(seen: Sequence[_Seen]) -> list[list[_Seen]]:
    """Groups that share an identifier, also by way of a third record."""
    group_of: dict[tuple[str, str], list[_Seen]] = {}
    for single in seen:
        keys = _keys(single)
        group = [single]
        for other in {id(group_of[key]): group_of[key] for key in keys if key in group_of}.values():
            group = other + group
        for key in {key for member in group for key in _keys(member)}:
            group_of[key] = group
        if not keys:
            group_of[("", str(len(group_of)))] = group
    return list({id(group): group for group in group_of.values()}.values())


def _keys(seen: _Seen) -> list[tuple[str, str]]:
    """What names the work. An ISBN names a book and all its chapters, so it joins nothing."""
    own = (*seen.record.description.identifiers, *seen.leads)
    return [(single.scheme, single.value) for single in own if single.scheme in NAMING and single.scheme != "isbn"]


def _same_by_words(seen: _Seen, groups: Sequence[list[_Seen]]) -> list[_Seen] | None:
    if seen.match.score < _WORTH_JOINING:
        return None
    own = seen.record.description
    for group in groups:
        head = group[0]
        if head.match.score >= _WORTH_JOINING and is_same_work(head.record.description, own).is_same:
            return group
    return None


def _candidate(reference: Reference, group: Sequence[_Seen]) -> Candidate:
    by = tuple(dict.fromkeys(lead for single in group for lead in single.leads))
    # What an identifier led to is judged by what the lookups said, so that one search more or less changes nothing.
    match = joined([single.match for single in group if single.leads or not by])
    fit = _fit_of_looked_up(match) if by else _fit_of_searched(reference, match)
    return Candidate(tuple(single.record for single in group), match, fit, by)


def joined(matches: Sequence[Match]) -> Match:
    """One Match for several records of a work: a field agrees if it agrees with any of them."""
    best = max(matches, key=lambda match: (match.score, not match.record.is_partial))
    if len(matches) == 1:
        return best
    fields: dict[str, FieldComparison] = {}
    for match in (best, *matches):
        for single in match.evidence:
            known = fields.get(single.field)
            if known is None or _RANK[single.outcome] > _RANK[known.outcome]:
                fields[single.field] = single
    evidence = tuple(fields.values())
    return Match(record=best.record, evidence=evidence, score=_score(evidence))


def _score(evidence: Sequence[FieldComparison]) -> float:
    counted = [single for single in evidence if single.field in WEIGHTS and single.similarity is not None]
    total = sum(WEIGHTS[single.field] for single in counted)
    return (
        round(sum(WEIGHTS[single.field] * (single.similarity or 0.0) for single in counted) / total, 4)
        if total
        else 0.0
    )


class _Evidence(NamedTuple):
    """What decides whether a match is of one work, drawn from its fields."""

    title: float | None  # similarity; None if it cannot be compared
    title_agrees: bool
    authors: float | None
    agreeing: frozenset[str]
    differing: frozenset[str]
    is_distinctive: bool
    names_a_work: bool  # the title has words enough to be no `Introduction`, if not enough to be the only one
    is_notice_beside_work: bool  # one side is an erratum, a reply or a retraction notice about the other

    @property
    def supports(self) -> int:
        """How many of venue, year, volume and pages agree."""
        return len(self.agreeing & {"container_title", "issued", "volume", "pages"})


def _evidence(match: Match) -> _Evidence:
    fields = {single.field: single for single in match.evidence}
    title, authors = fields.get("title"), fields.get("authors")
    return _Evidence(
        title.similarity if title else None,
        bool(title and title.outcome in ("equal", "variant")),
        authors.similarity if authors else None,
        frozenset(name for name, single in fields.items() if single.outcome in ("equal", "variant")),
        frozenset(name for name, single in fields.items() if single.outcome == "different"),
        bool(title and title.found and is_distinctive(title.found)),
        bool(title and title.found and is_distinctive(title.found, NAMING_WORDS)),
        bool(title and title.rule == "notice and work"),
    )


def _fit_of_looked_up(match: Match) -> Fit:
    """Whether what an identifier led to is the work the reference describes; it is, unless its words say otherwise."""
    seen = _evidence(match)
    if seen.is_notice_beside_work and not _is_on_the_same_pages(seen):
        return "other"
    if seen.title is None:
        return (
            "other"
            if seen.authors == 0.0 and (seen.differing & {"container_title", "issued", "volume", "pages"})
            else "same"
        )
    if seen.title_agrees:
        is_bare = not seen.names_a_work and seen.authors == 0.0 and seen.supports == 0
        return "other" if is_bare else "same"
    if seen.title >= TITLE_NEAR:
        return "same"
    if seen.authors is not None and seen.authors >= AUTHORS_MANY:
        return "same"
    if seen.authors is None and seen.supports >= 3:
        return "same"
    return "other"


def _is_on_the_same_pages(seen: _Evidence) -> bool:
    """By the same authors on the same pages: `Response of …` was a title and no reply."""
    return (seen.authors or 0.0) >= AUTHORS_MANY and {"pages", "container_title"} <= seen.agreeing


def _fit_of_searched(reference: Reference, match: Match) -> Fit:
    """Whether a record that a search gave is the work: the title alone is not enough unless it is a telling one."""
    seen = _evidence(match)
    if seen.is_notice_beside_work:
        return "other"
    if seen.title is None:
        return _fit_without_title(seen)
    if seen.title_agrees:
        return _fit_with_title(seen, _are_of_one_kind(reference, match.record))
    shares_many = seen.authors is not None and seen.authors >= AUTHORS_MANY
    if seen.title >= TITLE_NEAR and (shares_many or seen.supports >= 3):
        return "same"
    if shares_many and seen.supports >= 2 and {"pages", "volume"} & seen.agreeing:
        return "same"
    if shares_many and (seen.authors or 0) >= 0.8 and seen.supports >= 2 and seen.title >= 0.3:
        return "same"
    return "near" if seen.title >= TITLE_NEAR + 0.08 else "other"


def _fit_without_title(seen: _Evidence) -> Fit:
    """Styles that leave the title out name authors, journal, volume and page instead."""
    located = len(seen.agreeing & {"volume", "pages"})
    if seen.authors is not None and seen.authors >= AUTHORS_SHARED and "container_title" in seen.agreeing and located:
        return "same"
    return "near" if located == 2 and "container_title" in seen.agreeing else "other"


def _are_of_one_kind(reference: Reference, record: Record) -> bool:
    """Whether both are articles: a book shares its title with the reviews of it, by others."""
    return kind_of(reference.description) in INDEXED and kind_of(record.description) in INDEXED


def _fit_with_title(seen: _Evidence, is_article: bool) -> Fit:
    if seen.authors is not None and seen.authors >= AUTHORS_SHARED:
        return "same"
    if seen.authors is None:
        return "same" if seen.supports >= 2 or (seen.is_distinctive and seen.supports) else "near"
    if not is_article:  # in the same book under the same title there is one chapter; its authors are cited wrongly
        return "same" if seen.names_a_work and "container_title" in seen.agreeing else "near"
    return "same" if seen.is_distinctive or ("container_title" in seen.agreeing and seen.supports >= 2) else "near"
