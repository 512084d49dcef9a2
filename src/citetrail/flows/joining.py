"""Duplicates: find them, join two works into one, bring a work up to date with its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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


def duplicates(library: Library, among: Iterable[int] | None = None) -> Iterator[Pair]:
    """Pairs of works that are one, or may be, or are versions of one and not linked yet; of these works, or of all.

    Pairs that the person has kept apart are not told again.
    """
    wanted = None if among is None else frozenset(among)
    possible = [pair for pair in library.possible_pairs() if wanted is None or not wanted.isdisjoint(pair)]
    for start in range(0, len(possible), _AT_ONCE):
        pairs = possible[start : start + _AT_ONCE]
        works = {work.stored_id: work for work in library.works(sorted({number for pair in pairs for number in pair}))}
        for one, other in pairs:
            sameness = judging.is_same_work(works[one].description, works[other].description)
            is_told = sameness.outcome == "twin" and any(number == other for _, number in library.related(one))
            if sameness.outcome != "different" and not is_told:
                yield Pair(works[one], works[other], sameness.outcome, sameness.evidence)


_AT_ONCE = 250  # pairs whose works are in memory together


def join(library: Library, kept: Work, other: Work, values: Mapping[str, Any] | None = None) -> Work:
    """Put everything of `other` into `kept` and remove `other`; its keys go on resolving. Edits of `kept` win.

    `values` are what fields shall show: where the records come to something else, as the person's edit.
    """
    with library.change(f"merge {other.key} into {kept.key}"):
        library.move_annotations(other.stored_id, kept.stored_id)
        library.remove([other.stored_id])
        joined = library.update(_joined(kept, other))
        for field, value in other.edits.items():
            if field not in kept.edits:
                library.set_field(joined.stored_id, field, value)
        shown = library.works([joined.stored_id])[0].description
        for field, value in (values or {}).items():
            if getattr(shown, field) != value:
                library.set_field(joined.stored_id, field, value)
        _keep_marks(library, kept, other)
    return library.works([joined.stored_id])[0]


def preview(kept: Work, other: Work) -> Description:
    """What the two would show as one work, before anybody chose anything."""
    return with_records(kept, other.records).description


def _joined(kept: Work, other: Work) -> Work:
    """`kept` with the records, keys and citing works of `other`."""
    return with_records(kept, other.records).model_copy(
        update={
            "aliases": tuple(dict.fromkeys((*kept.aliases, other.key, *other.aliases))),
            "citing": tuple(dict.fromkeys((*kept.citing, *other.citing))),
        }
    )


def _keep_marks(library: Library, kept: Work, other: Work) -> None:
    """How far the person has read and the rating, where only the other work had one."""
    if kept.reading is None and other.reading is not None:
        library.set_reading(kept.stored_id, other.reading)
    if kept.rating is None and other.rating is not None:
        library.set_rating(kept.stored_id, other.rating)


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
    if len(silent) == len(given):
        return Refreshed(work, work, silent)  # nobody was asked, or nobody answered
    return Refreshed(work, after.model_copy(update={"checked_at": now}), silent)
