"""Keep a BibTeX file and the library in step, in both directions, against what both said when they last agreed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, NamedTuple

from citetrail.errors import InputError
from citetrail.flows.add import MakeKey
from citetrail.flows.importing import import_bibliography
from citetrail.formats.bibtex import editing
from citetrail.formats.bibtex.reading import bibfile_of, bibliography_from_bibfile
from citetrail.formats.bibtex.syntax import BibFile, bibfile_from_text
from citetrail.formats.bibtex.updating import dialect_of, updated_entry
from citetrail.formats.bibtex.writing import entry_text, written_key
from citetrail.judging.agreeing import FieldConflict, Side, Sides, agree, still_before
from citetrail.library import Library
from citetrail.library.linking import Link, LinkedEntry
from citetrail.model.formats import Bibliography, Entry, Loss, Problem
from citetrail.model.works import Work

What = Literal["added", "changed", "removed", "renamed", "left-out"]
MOST_UNASKED = 20  # more works than this, and than the file has entries, are not written into a file unasked


class Moved(NamedTuple):
    """Something that one side brought to the other: `to` is the side that was changed, `fields` what of the entry.

    `left-out`: what `to` no longer has and the other side keeps.
    """

    to: Side
    what: What
    key: str
    fields: tuple[str, ...] = ()
    note: str = ""


class Conflict(NamedTuple):
    """What both sides changed, each in its own way; left as it is on both. `field` is None for a whole entry."""

    key: str
    place: str
    field: str | None
    before: Any = None
    in_file: Any = None
    in_library: Any = None


class Choices(NamedTuple):
    """What the person said beforehand: which side wins conflicts, whether removals go over to the other side, and
    whether a first meeting may write more works into the file than it has entries."""

    take: Side | None = None
    prune: bool = False
    even_many: bool = False


class Synced(NamedTuple):
    """What bringing file and library in step came to. `content` is the file's new content, None if it stays."""

    path: str
    entries: int
    moves: tuple[Moved, ...]
    conflicts: tuple[Conflict, ...]
    losses: tuple[Loss, ...]
    problems: tuple[Problem, ...]
    left_alone: int  # entries without a key, and second ones of a key
    content: bytes | None


class _Settled(NamedTuple):
    """An entry both sides have: what they said when they last agreed, and what is in dispute."""

    work: int
    before: Sides
    conflicts: tuple[FieldConflict, ...]


def sync(library: Library, link: Link, content: bytes, now: datetime, *, make_key: MakeKey, choices: Choices) -> Synced:
    """Bring a linked file and the library in step: the library is changed, the file's new content is given back.

    Belongs inside `Library.change` together with the writing of the file, so that both happen or neither. Where an
    entry and a work first meet, what differs stays as it is on both sides: only what changes later goes over.
    Raises InputError for a file that is not BibTeX, and where a first meeting would flood the file with works.
    """
    return _Syncing(library, link, now, make_key, choices).synced(content)


@dataclass
class _Syncing:
    library: Library
    link: Link
    now: datetime
    make_key: MakeKey
    choices: Choices
    moves: list[Moved] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    edits: list[editing.Edit] = field(default_factory=list)
    appended: list[str] = field(default_factory=list)
    kept: list[LinkedEntry] = field(default_factory=list)  # rows that stay as they were
    settled: dict[str, _Settled] = field(default_factory=dict)
    works: dict[int, Work] = field(default_factory=dict)
    changed: set[int] = field(default_factory=set)  # works to be read again at the end

    def synced(self, content: bytes) -> Synced:
        name = self.link.path
        self.bibfile = bibfile_of(content, name) if content.strip() else bibfile_from_text("")
        self.dialect = dialect_of(self.bibfile)
        bibliography = bibliography_from_bibfile(self.bibfile, name)
        self.blocks = {block.start: block for block in self.bibfile.entries()}
        self.there = self._linkable(bibliography)
        left_alone = len(bibliography.entries) - len(self.there)
        self.agreed = self.library.linked_entries(self.link)
        self.rows = {row.key: row for row in self.agreed}
        gone = self._gone_from_file(bibliography)
        self._settle_removed_works()
        self._take_new_entries(gone)
        self._settle_gone(gone)
        self._settle_known()
        self._write_new_works()
        content_after = self._write()
        entries = len(self.settled) + sum(row.in_file is not None for row in self.kept)
        return Synced(
            name, entries, tuple(self.moves), tuple(self.conflicts), tuple(self.losses),
            bibliography.problems, left_alone, content_after,
        )  # fmt: skip

    def _linkable(self, bibliography: Bibliography) -> dict[str, Entry]:
        """Entries by a key of their own: those without one, and second ones of a key, are left alone."""
        return {
            entry.key: entry
            for entry in bibliography.entries
            if entry.key is not None and self.blocks[entry.place.start or 0].key == entry.key
        }

    def _moved(self, to: Side, what: What, key: str, fields: tuple[str, ...] = (), note: str = "") -> None:
        self.moves.append(Moved(to, what, key, fields, note))

    # -- what one side no longer has

    def _gone_from_file(self, bibliography: Bibliography) -> dict[str, LinkedEntry]:
        """Entries that stood in the file. Nothing counts as gone while a part of the file cannot be read."""
        gone = {key: row for key, row in self.rows.items() if key not in self.there}
        if any(problem.severity == "damaged" for problem in bibliography.problems):
            self.kept += gone.values()
            gone = {}
        return gone

    def _settle_removed_works(self) -> None:
        """Entries whose work was removed from the library."""
        rows = [row for key in self.there if (row := self.rows.get(key)) and row.in_file is not None]
        alive = set(self.library.work_ids()) if rows else set()
        for row in rows:
            if row.work in alive:
                continue
            entry = self.there[row.key]
            del self.rows[row.key]
            if self.choices.take == "file":
                continue  # it comes in again as a new one
            is_changed = entry.description != row.in_file and self.choices.take is None
            if self.choices.prune and is_changed:
                self.conflicts.append(
                    Conflict(row.key, str(entry.place), None, in_file="changed", in_library="removed")
                )
            elif self.choices.prune:
                self.edits.append(editing.removing_entry(self.bibfile, self.blocks[entry.place.start or 0]))
                self._moved("file", "removed", row.key)
            else:
                self._moved("library", "left-out", row.key, note="no longer in the library")
            if not self.choices.prune or is_changed:
                self.kept.append(row)
            del self.there[row.key]

    def _settle_gone(self, gone: dict[str, LinkedEntry]) -> None:
        """Works whose entry was taken out of the file."""
        for key, row in gone.items():
            work = self.library.get(row.work)
            if work is None:
                continue
            if self.choices.take == "library":
                self._append(work)
                continue
            is_changed = work.description != row.in_library and self.choices.take is None
            if self.choices.prune and is_changed:
                self.conflicts.append(Conflict(key, self.link.path, None, in_file="removed", in_library="changed"))
            elif self.choices.prune:
                self.library.remove([work.stored_id])
                self._moved("library", "removed", work.key)
                continue
            elif row.in_file is not None:
                self._moved("file", "left-out", key, note="taken out of the file; the library keeps it")
            self.kept.append(row._replace(in_file=None))

    # -- what is new in the file

    def _take_new_entries(self, gone: dict[str, LinkedEntry]) -> None:
        new = [
            entry
            for key, entry in self.there.items()
            if (key not in self.rows or self.rows[key].in_file is None) and not self._is_renamed(entry, gone)
        ]
        if not new:
            return
        added = import_bibliography(
            self.library, Bibliography(entries=tuple(new)), self.link.path, self.now, self.make_key
        )
        for entry, result in zip(new, added, strict=True):
            work = result.work
            if work is not None and work.id is None:  # joined to one that came before in the same file
                work = self.library.resolve(work.key)
            if work is None or entry.key is None:
                continue
            if result.outcome == "added":
                self._moved("library", "added", work.key, note=result.reason)
            self.rows[entry.key] = LinkedEntry(entry.key, work.stored_id, work.key, entry.description, work.description)

    def _is_renamed(self, entry: Entry, gone: dict[str, LinkedEntry]) -> bool:
        """Whether only the entry's key was changed; the work follows, and its old key resolves as before."""
        old = next((row for row in gone.values() if row.in_file == entry.description), None)
        work = self.library.get(old.work) if old else None
        if old is None or work is None or entry.key is None:
            return False
        holder = self.library.resolve_id(entry.key)
        if holder not in (None, work.id):
            return False
        del gone[old.key]
        self.library.rename_key(work.stored_id, entry.key)
        self._moved("library", "renamed", entry.key, note=f"was {work.key}")
        self.rows[entry.key] = old._replace(key=entry.key, work_key=entry.key)
        return True

    # -- what both have

    def _settle_known(self) -> None:
        rows = [self.rows[key] for key in self.there if key in self.rows]
        self.works = {work.stored_id: work for work in self.library.works([row.work for row in rows])}
        for row in rows:
            self._settle(row, self.there[row.key], self.works[row.work])

    def _settle(self, row: LinkedEntry, entry: Entry, work: Work) -> None:
        before = Sides(row.in_file or entry.description, row.in_library)
        agreement = agree(before, Sides(entry.description, work.description), self.choices.take)
        for name, value in agreement.to_library.items():
            self.library.set_field(work.stored_id, name, value)
        if agreement.to_library:
            self._moved("library", "changed", work.key, tuple(agreement.to_library))
            self.changed.add(work.stored_id)
        key = self._change_entry(row, entry, work, agreement.to_file)
        self.conflicts += [
            Conflict(key, str(entry.place), one.field, one.before, one.in_file, one.in_library)
            for one in agreement.conflicts
        ]
        self.settled[key] = _Settled(work.stored_id, before, agreement.conflicts)

    def _change_entry(self, row: LinkedEntry, entry: Entry, work: Work, changes: dict[str, Any]) -> str:
        """Makes the entry follow its work; gives its key, which follows as well."""
        block = self.blocks[entry.place.start or 0]
        source = self.bibfile.source(block)
        updated = updated_entry(source, changes, self.dialect)
        self.losses += [Loss(key=row.key, field=name, value=str(changes[name])) for name in updated.lost]
        if written := tuple(name for name in changes if name not in updated.lost):
            self._moved("file", "changed", row.key, written)
        text, key = updated.source, row.key
        if work.key != row.work_key and work.key not in self.there:
            bibfile, key = bibfile_from_text(text), work.key
            text = editing.edited(bibfile, [editing.changing_key(bibfile, next(bibfile.entries()), key)]).text
            self._moved("file", "renamed", key, note=f"was {row.key}")
        if text != source:
            self.edits.append(editing.Edit(block.start, block.end, text))
        return key

    # -- what is new in the library

    def _write_new_works(self) -> None:
        if self.link.query is None:
            return
        linked = {row.work for row in (*self.rows.values(), *self.kept)} | {one.work for one in self.settled.values()}
        new = [work for work in self.library.work_ids(self.link.query) if work not in linked]
        is_first = self.link.synced_at is None and not self.choices.even_many
        if self.link.query == "" and is_first and self.there and len(new) > max(MOST_UNASKED, len(self.there)):
            raise InputError(
                f"the library holds {len(new):,} works that are not in this file",
                file=self.link.path,
                hint="Say which shall be written into it: --all, --own (only those it names itself), or a QUERY.",
            )
        for work in self.library.works(new):
            self._append(work)

    def _append(self, work: Work) -> None:
        key = written_key(work.key)
        if key in self.there or key in self.settled:
            key = self.make_key(work.description, frozenset((*self.there, *self.settled)))
        text, losses = entry_text(Entry(key=key, description=work.description), self.dialect)
        self.appended.append(text)
        self.losses += losses
        self._moved("file", "added", key)
        self.works[work.stored_id] = work
        self.settled[key] = _Settled(work.stored_id, Sides(work.description, work.description), ())

    # -- the end

    def _write(self) -> bytes | None:
        """The file's new content; what both sides now say is remembered as agreed."""
        after = self.bibfile
        if self.edits or self.appended:
            after = _edited(self.bibfile, self.edits, self.appended)
            self.there = {entry.key: entry for entry in bibliography_from_bibfile(after, "").entries if entry.key}
        self.works.update({work.stored_id: work for work in self.library.works(sorted(self.changed))})
        rows = list(self.kept)
        for key, one in self.settled.items():
            work = self.works[one.work]
            sides = still_before(one.before, Sides(self.there[key].description, work.description), one.conflicts)
            rows.append(LinkedEntry(key, one.work, work.key, sides.file, sides.library))
        is_same = self.link.synced_at is not None and tuple(rows) == self.agreed
        self.library.save_link(self.link._replace(synced_at=self.now.isoformat()), None if is_same else rows)
        return None if after is self.bibfile else after.to_bytes()


def _edited(bibfile: BibFile, edits: list[editing.Edit], appended: list[str]) -> BibFile:
    after = editing.edited(bibfile, edits) if edits else bibfile
    return editing.edited(after, [editing.appending_entry(after, "\n".join(appended))]) if appended else after
