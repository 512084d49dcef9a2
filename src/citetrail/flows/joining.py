"""Duplicates: find them, join two works into one, bring a work up to date with its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from citetrail import judging
from citetrail.flows.asking import Progress, no_progress
from citetrail.flows.describing import with_records
from citetrail.flows.resolve import look_up
from citetrail.library import Library
from citetrail.model.answers import Answer, Provider
from citetrail.model.descriptions import Description
from citetrail.model.identifiers import Identifier
from citetrail.model.works import Work


class Pair(NamedTuple):
    """Two works that may be one: `outcome` is `same`, `perhaps` or `twin`, with the evidence in words."""

    first: Work
    second: Work
    outcome: str
    evidence: tuple[str, ...]


def duplicates(library: Library, works: Sequence[Work]) -> Iterator[Pair]:
    """Pairs of works that are one, or may be; pairs that the person has kept apart are not told again."""
    told: set[tuple[int, int]] = set()
    for work in works:
        for other in library.duplicates_of(work.description):
            first, second = sorted((work.stored_id, other.stored_id))
            if first == second or (first, second) in told:
                continue
            told.add((first, second))
            sameness = judging.is_same_work(work.description, other.description)
            if sameness.outcome != "different" and not library.are_distinct(first, second):
                yield Pair(work, other, sameness.outcome, sameness.evidence)


def join(library: Library, kept: Work, other: Work) -> Work:
    """Put everything of `other` into `kept` and remove `other`; its keys go on resolving. Edits of `kept` win."""
    with library.change(f"merge {other.key} into {kept.key}"):
        library.remove([other.stored_id])
        joined = library.update(_joined(kept, other))
        for field, value in other.edits.items():
            if field not in kept.edits:
                library.set_field(joined.stored_id, field, value)
    return library.works([joined.stored_id])[0]


def _joined(kept: Work, other: Work) -> Work:
    """`kept` with what `other` has; what is copied gets new numbers, so that claims lose their links to quotes."""
    as_new: dict[str, Any] = {"id": None}
    return with_records(kept, other.records).model_copy(
        update={
            "aliases": tuple(dict.fromkeys((*kept.aliases, other.key, *other.aliases))),
            "tags": tuple(sorted({*kept.tags, *other.tags})),
            "notes": (*kept.notes, *(note.model_copy(update=as_new) for note in other.notes)),
            "quotes": (*kept.quotes, *(quote.model_copy(update=as_new) for quote in other.quotes)),
            "claims": (*kept.claims, *(claim.model_copy(update={**as_new, "quotes": ()}) for claim in other.claims)),
            "attachments": (*kept.attachments, *(single.model_copy(update=as_new) for single in other.attachments)),
            "citing": tuple(dict.fromkeys((*kept.citing, *other.citing))),
        }
    )


class Refreshed(NamedTuple):
    """A work as it is and as it would be with what the sources say now; `silent` are answers that were none."""

    before: Work
    after: Work
    silent: tuple[Answer, ...]

    @property
    def differences(self) -> tuple[tuple[str, Any, Any], ...]:
        """(field, before, after) for every field that would change."""
        return differences(self.before.description, self.after.description)


def differences(before: Description, after: Description) -> tuple[tuple[str, Any, Any], ...]:
    """(field, before, after) for every field in which two descriptions differ."""
    old, new = dict(before.filled()), dict(after.filled())
    return tuple((name, old.get(name), new.get(name)) for name in {**old, **new} if old.get(name) != new.get(name))


def refresh(
    works: Sequence[Work], providers: Sequence[Provider], now: datetime, *, progress: Progress = no_progress
) -> tuple[Refreshed, ...]:
    """What the sources say now of each work. Stores nothing; the person's edits stay on top."""
    identifiers = [identifier for work in works for identifier in work.description.identifiers]
    answers = look_up([one for one in identifiers if one.scheme != "url"], providers, progress=progress)
    return tuple(_refreshed(work, answers, now) for work in works)


def _refreshed(work: Work, answers: dict[Identifier, list[Answer]], now: datetime) -> Refreshed:
    given = [answer for identifier in work.description.identifiers for answer in answers.get(identifier, ())]
    after = with_records(work, (record for answer in given for record in answer.records))
    silent = tuple(answer for answer in given if answer.outcome == "silent")
    return Refreshed(work, after.model_copy(update={"checked_at": now}), silent)
