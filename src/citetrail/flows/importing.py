"""Put the entries of a bibliography file into the library as they are, without asking any source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from citetrail import judging
from citetrail.flows.add import Added, MakeKey, same_work, work_from_entry
from citetrail.library import KeysInUse, Library
from citetrail.model.descriptions import Description
from citetrail.model.formats import Bibliography, Entry
from citetrail.model.works import Work

_One = TypeVar("_One")
BATCH = 500  # entries stored together: an interrupted import keeps whole batches


def import_bibliography(
    library: Library,
    bibliography: Bibliography,
    name: str,
    now: datetime,
    make_key: MakeKey,
    after_batch: Callable[[int], None] = lambda _: None,
) -> tuple[Added, ...]:
    """Store the entries of the file `name`; what became of each, in order, then what could not be read.

    Keys are kept; an entry whose key is taken by another work gets a new one, and that is told. The same file a
    second time adds nothing and changes nothing. `after_batch` gets the number done after every 500 entries.
    """
    results: list[Added] = []
    failed: list[Added] = []
    for added in import_in_pieces(library, [bibliography], name, now, make_key):
        results += [one for one in added if one.outcome != "failed"]
        failed += [one for one in added if one.outcome == "failed"]
        after_batch(len(results))
    return (*results, *failed)


def import_in_pieces(
    library: Library, pieces: Iterable[Bibliography], name: str, now: datetime, make_key: MakeKey
) -> Iterator[list[Added]]:
    """As `import_bibliography` for a file that is read in pieces; gives what became of each batch as it is stored."""
    importing = _Importing(library, name, now, make_key, library.keys_in_use())
    with library.step(f"add {name}"):
        for bibliography in pieces:
            for start in range(0, len(bibliography.entries), BATCH):
                with library.change(f"add {name}"):
                    added = importing.batch(bibliography.entries[start : start + BATCH])
                yield added
            yield [
                Added("failed", None, problem.message, str(problem.place))
                for problem in bibliography.problems
                if problem.severity == "damaged"
            ]


@dataclass
class _Batch:
    """What is new in the entries at hand: works not stored yet, found by what could make two of them one."""

    works: list[Work] = field(default_factory=list)
    by_mark: dict[str, list[int]] = field(default_factory=dict)

    def same(self, description: Description) -> int | None:
        """The place of a new work of this batch that is the one described."""
        for mark in judging.blocking_keys(description):
            for place in self.by_mark.get(mark, ()):
                if judging.is_same_work(self.works[place].description, description).is_same:
                    return place
        return None

    def put(self, work: Work) -> None:
        """Keep a new work to be stored."""
        for mark in judging.blocking_keys(work.description):
            self.by_mark.setdefault(mark, []).append(len(self.works))
        self.works.append(work)


@dataclass
class _Importing:
    """One import: the library, the file's name, and the keys that are taken so far."""

    library: Library
    name: str
    now: datetime
    make_key: MakeKey
    taken: KeysInUse

    def batch(self, entries: Sequence[Entry]) -> list[Added]:
        """Store one batch of entries; what became of each, in order."""
        results: list[Added] = []
        batch = _Batch()
        waiting: list[int] = []
        self.taken.look_up(entry.key for entry in entries if entry.key)
        perhaps_there = self.library.places_with_duplicates([entry.description for entry in entries])
        for place, entry in enumerate(entries):
            added = self._known(entry, batch, is_perhaps_there=place in perhaps_there)
            if added is None:
                work, reason = self._new(entry)
                batch.put(work)
                waiting.append(len(results))
                added = Added("added", None, reason, str(entry.place))
            results.append(added)
        for place, stored in zip(waiting, self.library.add(batch.works), strict=True):
            results[place] = results[place]._replace(work=stored)
        return results

    def _known(self, entry: Entry, batch: _Batch, *, is_perhaps_there: bool) -> Added | None:
        """What an entry of a work that is there, or came before in this batch, comes to; None for a new one."""
        named = self.library.resolve(entry.key) if entry.key and entry.key in self.taken else None
        if named and any(record.description == entry.description for record in named.records):
            return self._join(named, entry)
        there = self._there(entry.description) if is_perhaps_there else None
        if there is not None:
            return self._join(there, entry)
        twin = batch.same(entry.description)
        return None if twin is None else self._join_new(batch, twin, entry)

    def _there(self, description: Description) -> Work | None:
        """The work of the library that is the one described, or that somebody described in the very same words."""
        there = same_work(self.library, description)
        if there is None:
            candidates = self.library.duplicates_of(description)
            said = (work for work in candidates if any(one.description == description for one in work.records))
            there = next(said, None)
        return there

    def _new(self, entry: Entry) -> tuple[Work, str]:
        """A work to be stored under a free key, and a word about the key if it is not the entry's own."""
        work = work_from_entry(entry, self.name, self.now)
        key, reason = entry.key or "", ""
        if not key or key in self.taken:
            key = self.make_key(work.description, self.taken)
            reason = (
                f"key {entry.key} is taken by another work; kept as {key}" if entry.key else f"no key; kept as {key}"
            )
        self.taken.reserve((key, *work.aliases))
        return work.model_copy(update={"key": key}), reason

    def _join(self, there: Work, entry: Entry) -> Added:
        """An entry of a work that is there: its key becomes an alias; what the work shows is not overwritten."""
        joined = self._joined(there, entry)
        if joined is None:
            return Added("present", there, "already in the library", str(entry.place))
        stored = self.library.update(joined)
        self.taken.reserve(joined.aliases)
        if joined.rating != there.rating:
            self.library.set_rating(stored.stored_id, joined.rating)
        if joined.reading != there.reading:
            self.library.set_reading(stored.stored_id, joined.reading)
        return Added("merged", stored, f"same work as {there.key}", str(entry.place))

    def _join_new(self, batch: _Batch, place: int, entry: Entry) -> Added:
        """An entry of a work that came before in this batch."""
        there = batch.works[place]
        batch.works[place] = self._joined(there, entry) or there
        self.taken.reserve(batch.works[place].aliases)
        return Added("merged", there, f"same work as {there.key}", str(entry.place))

    def _joined(self, there: Work, entry: Entry) -> Work | None:
        """The work with what the entry brings: a record if it says something else, its keys; None if nothing."""
        is_said = any(record.description == entry.description for record in there.records)
        names = dict.fromkeys((*there.aliases, *((entry.key,) if entry.key else ()), *entry.aliases))
        aliases = tuple(name for name in names if name != there.key)
        work = work_from_entry(entry, self.name, self.now)
        added = _annotations_beside(there, work)
        if is_said and set(aliases) == set(there.aliases) and not added:
            return None
        records = there.records if is_said else (*there.records, *work.records)
        return there.model_copy(update={"records": records, "aliases": aliases, **added})


def _annotations_beside(there: Work, work: Work) -> dict[str, Any]:
    """What `work` has of the reader's that the work in the library has not: tags, notes, quotes, files, marks."""
    brought: dict[str, Any] = {
        "tags": _with_new(there.tags, work.tags, str.casefold),
        "notes": _with_new(there.notes, work.notes, lambda note: note.text),
        "quotes": _with_new(there.quotes, work.quotes, lambda quote: quote.exact),
        "attachments": _with_new(there.attachments, work.attachments, lambda file: (file.path, file.url)),
        "rating": there.rating or work.rating,
        "reading": there.reading or work.reading,
    }
    return {name: value for name, value in brought.items() if value != getattr(there, name)}


def _with_new(there: tuple[_One, ...], brought: tuple[_One, ...], sameness: Callable[[_One], Any]) -> tuple[_One, ...]:
    known = {sameness(one) for one in there}
    return (*there, *(one for one in brought if sameness(one) not in known))
