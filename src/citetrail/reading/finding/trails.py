"""Trails: mentions, quotations and references of one work, joined by identifiers, names, journals and years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from citetrail.model.documents import Mention, Quotation, Trail
from citetrail.model.folding import fold_words
from citetrail.model.references import Reference
from citetrail.reading.finding.names import family_of

_NEAR = 1  # years by which a text may be off


def trails_in(
    references: Sequence[Reference], mentions: Sequence[Mention], quotations: Sequence[Quotation]
) -> tuple[Trail, ...]:
    """One trail per work that the document speaks of; quotations of people no study is ascribed to belong to none."""
    works = _Works(references)
    for index, mention in enumerate(mentions):
        works.add_mention(index, mention)
    works.settle()
    for index, quotation in enumerate(quotations):
        works.add_quotation(index, quotation)
    return works.trails()


class _Work:
    """What is known of one work while trails are put together."""

    def __init__(self) -> None:
        self.references: list[int] = []
        self.mentions: list[int] = []
        self.quotations: list[int] = []
        self.evidence: dict[str, None] = {}
        self.families: list[str] = []
        self.container: str | None = None
        self.year: int | None = None


class _Works:
    """The works of a document: those with references first, then those only spoken of."""

    def __init__(self, references: Sequence[Reference]) -> None:
        self._works: list[_Work] = []
        self._by_family: dict[str, list[_Work]] = {}
        self._by_identifier: dict[str, _Work] = {}
        self._pending: list[tuple[int, Mention]] = []
        for index, reference in enumerate(references):
            self._add_reference(index, reference)

    def _add_reference(self, index: int, reference: Reference) -> None:
        description = reference.description
        work = next(
            (self._by_identifier[str(one)] for one in description.identifiers if str(one) in self._by_identifier), None
        )
        if work is None:
            work = self._new()
        else:
            work.evidence.update((str(one), None) for one in description.identifiers if str(one) in self._by_identifier)
        work.references.append(index)
        work.container = work.container or description.container_title
        work.year = work.year or description.year
        for identifier in description.identifiers:
            self._by_identifier.setdefault(str(identifier), work)
        for person in description.authors:
            self._name(work, family_of(person.full_family))

    def _new(self) -> _Work:
        work = _Work()
        self._works.append(work)
        return work

    def _name(self, work: _Work, family: str) -> None:
        if family and family not in work.families:
            work.families.append(family)
            self._by_family.setdefault(family, []).append(work)

    def add_mention(self, index: int, mention: Mention) -> None:
        """To the work whose author or journal it names; else it opens one, if it names people.

        A sentence without people goes on about the work before, or waits for the people that the next ones name.
        """
        work, evidence = self._work_of(mention)
        if work is None and not mention.people:
            self._pending.append((index, mention))
            return
        if work is None:
            work = self._new()
            work.year, work.container = mention.year, mention.journal
        if not work.references:
            for name in mention.people:
                self._name(work, family_of(name))
        self._take_pending(work)
        work.mentions.append(index)
        work.evidence.update(dict.fromkeys(evidence))

    def _take_pending(self, work: _Work) -> None:
        kept = []
        for index, mention in self._pending:
            if _differs(work, mention):
                kept.append((index, mention))
            else:
                work.mentions.append(index)
        self._pending = kept

    def settle(self) -> None:
        """Sentences without people that still wait: to the only work, or to one of their own for each journal."""
        if len(self._works) == 1:
            self._take_pending(self._works[0])
        by_journal: dict[str, _Work] = {}
        for index, mention in self._pending:
            if mention.journal:
                name = fold_words(mention.journal)
                work = by_journal[name] if name in by_journal else self._new()
                by_journal[name] = work
                work.mentions.append(index)

    def _work_of(self, mention: Mention) -> tuple[_Work | None, list[str]]:
        for name in mention.people:
            family = family_of(name)
            candidates = [work for work in self._by_family.get(family, []) if not _differs(work, mention)]
            chosen = _only(candidates, mention, family)
            if chosen:
                return chosen, [f"surname {name.split()[-1]}"]
        if mention.journal:
            same = [work for work in self._works if work.container and _same_journal(work.container, mention.journal)]
            same = [work for work in same if not _differs(work, mention)]
            if len(same) == 1:
                return same[0], [f"journal {mention.journal}"]
        return None, []

    def add_quotation(self, index: int, quotation: Quotation) -> None:
        """To the only work of which the speaker is an author."""
        if not quotation.speaker:
            return
        family = family_of(quotation.speaker)
        works = self._by_family.get(family, [])
        spoken_of = [work for work in works if work.mentions] or works
        if len(spoken_of) == 1:
            spoken_of[0].quotations.append(index)
            spoken_of[0].evidence[f"surname {quotation.speaker.split()[-1]}"] = None

    def trails(self) -> tuple[Trail, ...]:
        """The works as trails, in the order in which they were met."""
        return tuple(
            Trail(
                references=tuple(work.references),
                mentions=tuple(sorted(work.mentions)),
                quotations=tuple(work.quotations),
                evidence=tuple(work.evidence),
            )
            for work in self._works
        )


def _differs(work: _Work, mention: Mention) -> bool:
    """Year or journal of the mention contradict the reference."""
    if work.references and mention.year and work.year and abs(mention.year - work.year) > _NEAR:
        return True
    return bool(
        work.references and mention.journal and work.container and not _same_journal(work.container, mention.journal)
    )


def _only(candidates: Sequence[_Work], mention: Mention, family: str) -> _Work | None:
    """The only candidate; of several, the one that also fits in year or journal, or that this author leads."""
    if len(candidates) == 1:
        return candidates[0]
    for fits in (
        [work for work in candidates if mention.journal and work.container],
        [work for work in candidates if mention.year and work.year == mention.year],
        [work for work in candidates if work.families[:1] == [family]],
    ):
        if len(fits) == 1:
            return fits[0]
    return None


def _same_journal(one: str, other: str) -> bool:
    first, second = (_without_article(fold_words(name)) for name in (one, other))
    return first == second or first in second or second in first or _initials_fit(first, second)


def _without_article(name: str) -> str:
    return name.removeprefix("the ")


def _initials_fit(one: str, other: str) -> bool:
    """`j pers soc psychol` and `journal of personality and social psychology`: each short word begins a long one."""
    short, long = sorted((_heavy(one.split()), _heavy(other.split())), key=lambda words: sum(map(len, words)))
    return len(short) == len(long) and all(whole.startswith(part) for part, whole in zip(short, long, strict=True))


def _heavy(words: Iterable[str]) -> list[str]:
    return [word for word in words if word not in ("of", "and", "the", "in", "for", "on", "der", "fur", "und", "de")]
