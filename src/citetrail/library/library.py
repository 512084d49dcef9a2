"""The Library: one file that holds the works, and the verbs by which it is asked and changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from citetrail.errors import InputError, LibraryError
from citetrail.judging.query import EVERYTHING, Query, parse_query
from citetrail.library import annotating, finding, undoing
from citetrail.library.columns import time_text
from citetrail.library.database import Database, open_database
from citetrail.library.finding import Sort
from citetrail.library.indexing import index_entries
from citetrail.library.rows import Row
from citetrail.library.schema import bring_up_to_date
from citetrail.library.undoing import Change, Step

if TYPE_CHECKING:
    from citetrail.library.files import Copied
    from citetrail.library.histories import RowChange
    from citetrail.library.linking import Link, LinkedEntry
    from citetrail.library.resolving import KeysInUse
    from citetrail.model.descriptions import Description
    from citetrail.model.records import RelationKind
    from citetrail.model.works import Alert, Attachment, Claim, Quote, ReadingState, Work


_AT_ONCE = 200  # works in memory while all are gone through


class _OpenChange:
    """A change in the making: its number, and the first entry of the journal that the index does not know yet."""

    def __init__(self, number: int, unindexed_from: int) -> None:
        self.number = number
        self.unindexed_from = unindexed_from


class _OpenStep:
    """Changes that will be one step of `undo`: their common words, and the number of the first."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.first: int | None = None


class Library:
    """Works and what the person adds to them, in one SQLite file that several programs may use at once.

    Every method that changes something is one transaction and one step of `undo`; `change` puts several together.
    Use in one thread. All moments are given by `now`.
    """

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now
        self._open: _OpenChange | None = None
        self._step: _OpenStep | None = None

    @classmethod
    def open(cls, path: Path, *, now: Callable[[], datetime], create: bool = True) -> Library:
        """The library at `path`; made if there is none, unless `create` is false.

        Raises LibraryError if there is none or it cannot be opened, LibraryTooNew for one of a newer citetrail,
        LibraryDamaged for a file that is none. A file that may not be written can still be read.
        """
        if not path.exists():
            if not create:
                raise LibraryError(f"there is no library at {path} yet; citetrail add makes one")
            _make_folder(path)
        if path.is_dir():
            raise LibraryError(f"{path} is a folder, not a library")
        database = open_database(path)
        try:
            bring_up_to_date(database)
        except BaseException:
            database.close()
            raise
        return cls(database, now)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._database.path

    # changes

    @contextmanager
    def change(self, what: str) -> Iterator[None]:
        """Everything inside is one change: whole or absent, one line of the log, one step of `undo`.

        Nobody else can write meanwhile, so ask no source inside; see `step`.
        """
        if self._open is not None:
            yield
            return
        with self._database.transaction():
            self._open = self._begin(what)
            try:
                yield
                self._index(self._open)
                undoing.finish(self._database, self._open.number)
            finally:
                self._open = None

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """The changes inside are kept one by one as they are made, but are undone and listed together as `what`.

        For what takes long: others write in between, and what was done is kept if it is broken off.
        """
        if self._step is not None or self._open is not None:
            yield
            return
        self._step = _OpenStep(what)
        try:
            yield
        finally:
            self._step = None

    def _begin(self, what: str) -> _OpenChange:
        step = self._step or _OpenStep(what)
        number = undoing.begin(self._database, step.what, "do", self._time(), step=step.first)
        step.first = step.first or number
        return _OpenChange(number, undoing.journal_end(self._database) + 1)

    def _index(self, change: _OpenChange) -> None:
        index_entries(self._database, change.unindexed_from)
        change.unindexed_from = undoing.journal_end(self._database) + 1

    def _time(self) -> str:
        return time_text(self._now())

    def undo(self) -> Step | None:
        """Take back the latest change that was not taken back yet; None if there is none."""
        return self._reverse(undoing.undo)

    def redo(self) -> Step | None:
        """Make the change again that was taken back last; None if there is none, or the library changed since."""
        return self._reverse(undoing.redo)

    def _reverse(self, reverse: Callable[[Database, str], Step | None]) -> Step | None:
        if self._open is not None:
            raise LibraryError("undo and redo cannot be part of another change")
        with self._database.transaction():
            first = undoing.journal_end(self._database) + 1
            done = reverse(self._database, self._time())
            if done is not None:
                index_entries(self._database, first)
        return done

    def restore_at(self, moment: datetime) -> None:
        """Make the library what it was at that moment, which is a change that can be undone."""
        with self.change(f"restore as of {moment:%Y-%m-%d %H:%M}"):
            undoing.put_back_after(self._database, time_text(moment))

    def log(self, limit: int = 20) -> tuple[Change, ...]:
        """The latest changes, newest first."""
        return undoing.log(self._database, limit)

    def history(self, work: int) -> tuple[Change, ...]:
        """The changes that touched a work, oldest first."""
        return undoing.history(self._database, work)

    def row_changes(self, work: int, change: int) -> tuple[RowChange, ...]:
        """What a change of the history did to which part of a work."""
        from citetrail.library.histories import row_changes

        return row_changes(self._database, work, change)

    # works

    def add(self, works: Iterable[Work]) -> tuple[Work, ...]:
        """Put new works in; gives them with the ids and keys they got.

        A key that another work has or had gets the next free of `a`, `b`, `c` …; the caller sees it in the answer.
        """
        from citetrail.library.storing import add_works

        given = tuple(works)
        if not given:
            return ()
        with self.change(f"add {given[0].key}" if len(given) == 1 else f"add {len(given)} works"):
            if self._open is not None:
                self._index(self._open)
            stored = add_works(self._database, given, self._now())  # writes to the index itself
            if self._open is not None:
                self._open.unindexed_from = undoing.journal_end(self._database) + 1
        return stored

    def update(self, work: Work) -> Work:
        """Write what the work brings that is new: description, key, records, citing works, annotations without an id.

        Nothing is taken away: records, tags and annotations that are only in the library stay, and the person's edits
        stay on top of the new description. Raises InputError if the work is not in the library.
        """
        from citetrail.library.changing import add_news, set_standing, work_id_of

        with self.change(f"update {work.key}"):
            add_news(self._database, work, self._now())
            return set_standing(self._database, self.works([work_id_of(work)])[0])

    def remove(self, works: Iterable[int]) -> int:
        """Take works out, with everything that hangs on them; gives how many there were."""
        with self.change("remove works"):
            return self._database.execute_many("DELETE FROM work WHERE id = ?", ((work,) for work in works))

    def get(self, work: int) -> Work | None:
        """The work of that id."""
        found = self.works([work])
        return found[0] if found else None

    def works(self, ids: Sequence[int]) -> tuple[Work, ...]:
        """The works of these ids, in their order; ids of no work are passed over."""
        from citetrail.library.loading import works_of

        return works_of(self._database, ids)

    def each_work(self, query: Query | str = EVERYTHING) -> Iterator[Work]:
        """The works that the query asks for, one by one in the order they were added, for what needs them all."""
        ids = self.work_ids(query)
        for start in range(0, len(ids), _AT_ONCE):
            yield from self.works(ids[start : start + _AT_ONCE])

    def each_description(self) -> Iterator[tuple[str, Description]]:
        """Key and description of every work in the order they were added, lighter than whole works."""
        from citetrail.library.columns import EFFECTIVE
        from citetrail.model.descriptions import Description

        sql = f"SELECT key, {EFFECTIVE} FROM work JOIN body ON body.id = work.id ORDER BY work.id"
        for key, text in self._database.each(sql):
            yield key, Description.model_validate_json(text)

    def stored_descriptions(self, works: Sequence[int]) -> tuple[tuple[str, str], ...]:
        """Key and description, as the JSON that is stored, of these works in their order: read without any noun."""
        from citetrail.library.columns import EFFECTIVE

        sql = f"SELECT key, {EFFECTIVE} FROM work JOIN body ON body.id = work.id WHERE work.id = ?"
        found = (self._database.row(sql, (work,)) for work in works)
        return tuple((key, text) for key, text in filter(None, found))

    def resolve(self, name: str) -> Work | None:
        """The work of that key, former key or identifier in any spelling; None if there is none or several."""
        work = self.resolve_id(name)
        return None if work is None else self.get(work)

    def row(self, work: int) -> Row | None:
        """The row of a work, which is much lighter than the work."""
        return finding.row_of(self._database, work)

    def resolve_id(self, name: str) -> int | None:
        """The id of what `resolve` would give, without building the work."""
        from citetrail.library.resolving import resolve_name

        return resolve_name(self._database, name)

    def find(
        self, query: Query | str = EVERYTHING, *, limit: int | None = None, offset: int = 0, sort: Sort = "relevance"
    ) -> tuple[Row, ...]:
        """The rows of the works that the query asks for; best first, or newest first where nothing is searched for.

        Raises InputError with the column for a query that makes no sense.
        """
        return finding.find(self._database, _parsed(query), limit=limit, offset=offset, sort=sort)

    def count(self, query: Query | str = EVERYTHING) -> int:
        """How many works the query asks for."""
        return finding.count(self._database, _parsed(query))

    def work_ids(self, query: Query | str = EVERYTHING) -> tuple[int, ...]:
        """The ids of the works that the query asks for, in the order they were added."""
        return finding.ids_of(self._database, _parsed(query))

    def duplicates_of(self, description: Description) -> tuple[Work, ...]:
        """Works that may be the one described: with an identifier of it, then alike in title, or in author and year.

        Whether they are is for `judging.is_same_work` to say.
        """
        from citetrail.library.resolving import duplicate_ids

        found = duplicate_ids(self._database, description)
        return self.works(found) if found else ()

    def places_with_duplicates(self, descriptions: Sequence[Description]) -> frozenset[int]:
        """For which of the descriptions, by place, `duplicates_of` would give anything: one question for all."""
        from citetrail.library.resolving import places_with_duplicates

        return places_with_duplicates(self._database, descriptions)

    def possible_pairs(self) -> list[tuple[int, int]]:
        """Every pair of works that may be one, by their ids; those kept apart are left out."""
        from citetrail.library.resolving import possible_pairs

        return possible_pairs(self._database)

    def move_annotations(self, source: int, target: int) -> None:
        """Hand everything that the person or time added to one work over to another: it keeps its numbers."""
        from citetrail.library.changing import move_annotations

        with self.change(f"move annotations of {self._key(source)} to {self._key(target)}"):
            move_annotations(self._database, source, target)

    def keys_in_use(self) -> KeysInUse:
        """Every key that a work has or had, to be asked for one by one."""
        from citetrail.library.resolving import KeysInUse

        return KeysInUse(self._database)

    def taken_keys(self) -> frozenset[str]:
        """Every key that a work has or had."""
        return frozenset(name for (name,) in self._database.rows("SELECT name FROM name"))

    def rename_key(self, work: int, new: str) -> None:
        """Give a work another key; the old one resolves for ever. Raises InputError if another work has or had it."""
        from citetrail.library.changing import rename_key

        with self.change(f"rename {self._key(work)} to {new}"):
            rename_key(self._database, work, new)

    def _key(self, work: int) -> str:
        key = self._database.value("SELECT key FROM work WHERE id = ?", (work,))
        if key is None:
            raise InputError(f"there is no work number {work} in the library")
        return str(key)

    def set_field(self, work: int, field: str, value: Any) -> None:
        """Keep the person's own value of a field of Description: it wins over every source, None makes it empty.

        Raises InputError for an unknown field or a value it cannot hold.
        """
        from citetrail.library.changing import set_field

        with self.change(f"edit {field} of {self._key(work)}"):
            set_field(self._database, work, field, value)

    def clear_field(self, work: int, field: str, *, without: Description) -> None:
        """Forget the person's own value; `without` is the description that the sources alone give."""
        from citetrail.library.changing import clear_field

        with self.change(f"take back the edit of {field} of {self._key(work)}"):
            clear_field(self._database, work, field, without)

    # annotations

    def tag(self, work: int, add: Iterable[str] = (), remove: Iterable[str] = ()) -> None:
        """Add and remove tags; `a/b` is a tag below `a`."""
        with self.change(f"tag {self._key(work)}"):
            annotating.set_tags(self._database, work, add, remove)

    def rename_tag(self, old: str, new: str) -> int:
        """Rename a tag and those below it, joining it with one of that name; gives how many works had it."""
        with self.change(f"rename tag {old} to {new}"):
            return annotating.rename_tag(self._database, old, new)

    def remove_tag(self, name: str) -> int:
        """Take a tag and those below it off every work; gives how many works had it."""
        with self.change(f"remove tag {name}"):
            return annotating.remove_tag(self._database, name)

    def tags(self) -> tuple[tuple[str, int], ...]:
        """Every tag with the number of its works, in the order of the alphabet."""
        return tuple(self._database.rows("SELECT name, count(*) FROM tag GROUP BY name ORDER BY name"))

    def set_reading(self, work: int, state: ReadingState | None) -> None:
        """Keep how far the person has read."""
        with self.change(f"mark {self._key(work)} as {state or 'unread'}"):
            self._database.execute("UPDATE work SET reading = ? WHERE id = ?", (state, work))

    def set_rating(self, work: int, rating: int | None) -> None:
        """Keep the person's rating, 1 to 5."""
        if rating is not None and not 1 <= rating <= 5:
            raise InputError(f"a rating is a number from 1 to 5, not {rating}")
        with self.change(f"rate {self._key(work)}"):
            self._database.execute("UPDATE work SET rating = ? WHERE id = ?", (rating, work))

    def note(self, work: int, text: str) -> int:
        """Add a note; gives its number."""
        with self.change(f"note on {self._key(work)}"):
            sql = "INSERT INTO note (work_id, text, created_at) VALUES (?, ?, ?)"
            return self._database.execute(sql, (work, annotating.clean_text(text), self._time()))

    def edit_note(self, note: int, text: str) -> None:
        """Give a note other words."""
        with self.change(f"edit a note on {self._key(annotating.owner(self._database, 'note', note))}"):
            self._database.execute("UPDATE note SET text = ? WHERE id = ?", (annotating.clean_text(text), note))

    def remove_note(self, note: int) -> None:
        """Remove a note."""
        with self.change(f"remove a note from {self._key(annotating.owner(self._database, 'note', note))}"):
            self._database.execute("DELETE FROM note WHERE id = ?", (note,))

    def quote(self, work: int, quote: Quote) -> int:
        """Add a quote; gives its number."""
        from citetrail.library.storing import QUOTE, Batch

        with self.change(f"quote from {self._key(work)}"):
            row = Batch(self._now()).quote_row(work, quote.model_copy(update={"id": None}))
            return self._database.execute(QUOTE.sql, row)

    def edit_quote(self, quote: Quote) -> None:
        """Write a quote anew, by its id."""
        from citetrail.library.storing import QUOTE, Batch

        work = annotating.owner(self._database, "quote", quote.id or 0)
        with self.change(f"edit a quote from {self._key(work)}"):
            annotating.write_again(self._database, QUOTE.columns, "quote", Batch(self._now()).quote_row(work, quote))

    def remove_quote(self, quote: int) -> None:
        """Remove a quote, also from the claims that name it."""
        with self.change(f"remove a quote from {self._key(annotating.owner(self._database, 'quote', quote))}"):
            annotating.remove_quote(self._database, quote)

    def claim(self, work: int, claim: Claim) -> int:
        """Add a claim about a work; gives its number."""
        from citetrail.library.storing import CLAIM, Batch

        with self.change(f"claim about {self._key(work)}"):
            row = Batch(self._now()).claim_row(work, claim.model_copy(update={"id": None}))
            return self._database.execute(CLAIM.sql, row)

    def edit_claim(self, claim: Claim) -> None:
        """Write a claim anew, by its id."""
        from citetrail.library.storing import CLAIM, Batch

        work = annotating.owner(self._database, "claim", claim.id or 0)
        with self.change(f"edit a claim about {self._key(work)}"):
            annotating.write_again(self._database, CLAIM.columns, "claim", Batch(self._now()).claim_row(work, claim))

    def remove_claim(self, claim: int) -> None:
        """Remove a claim."""
        with self.change(f"remove a claim about {self._key(annotating.owner(self._database, 'claim', claim))}"):
            self._database.execute("DELETE FROM claim WHERE id = ?", (claim,))

    def linked_from(self, work: int) -> tuple[Row, ...]:
        """The works whose notes link to this one as `[[key]]`, by any key it has or had."""
        from citetrail.judging.query import Words
        from citetrail.judging.words import words_of

        found: dict[int, Row] = {}
        for (name,) in self._database.rows("SELECT name FROM name WHERE work_id = ?", (work,)):
            words = tuple(words_of(name))
            rows = self.find(Words("note", words, is_prefix=False), sort="key") if words else ()
            sql = "SELECT 1 FROM note WHERE work_id = ? AND instr(text, ?)"
            found |= {row.id: row for row in rows if self._database.value(sql, (row.id, f"[[{name}]]"))}
        return tuple(found.values())

    # following works

    def due(self, now: datetime, older_than: timedelta, *, limit: int | None = None) -> tuple[int, ...]:
        """Works whose sources were last asked longer ago than that, or never; the longest ago first."""
        sql = "SELECT id FROM work WHERE checked_at IS NULL OR checked_at <= ? ORDER BY checked_at, id LIMIT ?"
        rows = self._database.rows(sql, (time_text(now - older_than), -1 if limit is None else limit))
        return tuple(work for (work,) in rows)

    def raise_alerts(self, alerts: Iterable[Alert]) -> tuple[Alert, ...]:
        """Keep alerts; gives those that are new. The same fingerprint never raises a second one about a work."""
        from citetrail.library import alerting

        with self.change("raise alerts"):
            return alerting.raise_alerts(self._database, tuple(alerts))

    def alerts(self, *, acknowledged: bool | None = False, work: int | None = None) -> tuple[Alert, ...]:
        """Alerts, oldest first: open ones, or those acknowledged, or (None) all; of one work or every one."""
        from citetrail.library import alerting

        return alerting.alerts(self._database, acknowledged, work)

    def acknowledge(self, alerts: Iterable[int]) -> int:
        """Mark alerts as seen; gives how many were open."""
        with self.change("acknowledge alerts"):
            sql = "UPDATE alert SET acknowledged_at = ? WHERE id = ? AND acknowledged_at IS NULL"
            return self._database.execute_many(sql, ((self._time(), alert) for alert in alerts))

    # the whole library

    def dump(self, folder: Path) -> int:
        """Write every work to a text file of its own in a stable order; gives how many there are."""
        from citetrail.library.dumping import dump

        return dump(self._database, folder)

    def load(self, folder: Path) -> int:
        """Make the library what the files of `dump` say; gives how many works were changed.

        Raises InputError with the file that cannot be read; nothing is changed then.
        """
        from citetrail.library.restoring import load

        with self.change(f"load {folder.name}"):
            return load(self._database, folder, self._now())

    def backup(self, path: Path) -> int:
        """Write a checked copy to `path` while others go on working, with the copies of files beside it.

        Files that an earlier backup there has are not copied again; gives how many were. Raises LibraryError if that
        cannot be done.
        """
        from citetrail.library.files import copy_all, folder_of
        from citetrail.library.safekeeping import backup

        backup(self._database, path)
        return copy_all(folder_of(self.path), folder_of(path))

    def check(self) -> tuple[str, ...]:
        """What is wrong with the file, in sentences; empty if all is well."""
        from citetrail.library.safekeeping import problems_of, stale_columns

        return problems_of(self._database) or stale_columns(self._database)

    # files kept in step

    def links(self) -> tuple[Link, ...]:
        """The bibliography files that are kept in step with the library."""
        from citetrail.library.linking import links

        return links(self._database)

    def link_of(self, path: Path) -> Link | None:
        """The link of that file, None if it is not linked."""
        from citetrail.library.linking import link_of

        return link_of(self._database, str(path))

    def linked_entries(self, link: Link) -> tuple[LinkedEntry, ...]:
        """What the file and the library said when they last agreed."""
        from citetrail.library.linking import entries_of

        return entries_of(self._database, link.path)

    def save_link(self, link: Link, entries: Iterable[LinkedEntry] | None) -> None:
        """Keep a link and what both sides agree on, in place of what was kept before; None where that is the same.

        `undo` does not change it.
        """
        from citetrail.library.linking import save_link

        with self.change(f"link {link.path}"):
            save_link(self._database, link, entries)

    def remove_link(self, path: Path) -> bool:
        """Forget a link; gives whether there was one. The file and the works stay as they are."""
        from citetrail.library.linking import remove_link

        with self.change(f"unlink {path}"):
            return remove_link(self._database, str(path))

    def mend(self) -> int:
        """Make what lists show and the index holds again from the descriptions; gives how many works were stale."""
        from citetrail.library.safekeeping import mend

        with self.change("mend lists and index"):
            return mend(self._database)

    # searches kept, files, relations

    def save_search(self, name: str, query: str) -> None:
        """Keep a query under a name, in place of one of that name. Raises InputError for a query without sense."""
        parse_query(query)
        with self.change(f"save search {name}"):
            self._database.execute("DELETE FROM saved_search WHERE name = ?", (name,))
            self._database.execute("INSERT INTO saved_search (name, query) VALUES (?, ?)", (name, query))

    def remove_search(self, name: str) -> bool:
        """Forget a kept query; gives whether there was one."""
        with self.change(f"remove search {name}"):
            return self._database.changed("DELETE FROM saved_search WHERE name = ?", (name,)) > 0

    def searches(self) -> dict[str, str]:
        """The kept queries by name."""
        return dict(self._database.rows("SELECT name, query FROM saved_search ORDER BY name"))

    def attach(self, work: int, attachment: Attachment, *, text: str | None = None) -> int:
        """Add a file to a work, with its text where it was read; gives its number."""
        from citetrail.library.storing import ATTACHMENT, Batch

        with self.change(f"attach {attachment.name} to {self._key(work)}"):
            row = Batch(self._now()).attachment_row(work, attachment.model_copy(update={"id": None}))
            kept = None if text is None else annotating.storable(text)
            return self._database.execute(ATTACHMENT.sql, (*row[:-1], kept))

    def attach_copy(self, work: int, source: Path, *, media_type: str | None = None, text: str | None = None) -> int:
        """Copy a file into the library's own folder and attach the copy; the same content is kept once.

        Raises InputError if the file cannot be read.
        """
        from citetrail.library.files import copy_in, folder_of
        from citetrail.model.works import Attachment

        self._key(work)
        digest, size = copy_in(folder_of(self.path), source)
        copied = Attachment(name=source.name, path=str(source), media_type=media_type, sha256=digest, size_bytes=size)
        return self.attach(work, copied, text=text)

    def keep_copy(self, data: bytes, name: str) -> Copied:
        """Keep bytes in the library's own folder, the same content once; for an Attachment's `sha256`."""
        from citetrail.library.files import folder_of, keep_bytes

        return keep_bytes(folder_of(self.path), data, name)

    def file_of(self, attachment: Attachment) -> Path | None:
        """Where the attached file is: the library's copy, else the file it links to; None for an address."""
        from citetrail.library.files import folder_of, path_of

        if attachment.sha256 is not None:
            return path_of(folder_of(self.path), attachment.sha256, attachment.name)
        return None if attachment.path is None else Path(attachment.path)

    def missing_files(self) -> tuple[tuple[Work, Attachment], ...]:
        """Attached files that are not where they should be, with their works."""
        return tuple(
            (work, attachment)
            for work in self.each_work("has:file")
            for attachment in work.attachments
            if (path := self.file_of(attachment)) is not None and not path.is_file()
        )

    def orphaned_files(self) -> tuple[Path, ...]:
        """Copies in the library's folder that no attachment names."""
        from citetrail.library.files import folder_of, path_of, stored

        folder = folder_of(self.path)
        rows = self._database.rows("SELECT sha256, name FROM attachment WHERE sha256 IS NOT NULL")
        named = {path_of(folder, sha256, name) for sha256, name in rows}
        return tuple(path for path in stored(folder) if path not in named)

    def remove_orphaned_files(self) -> int:
        """Delete the copies that no attachment names. This cannot be undone. Gives how many there were."""
        orphans = self.orphaned_files()
        for path in orphans:
            path.unlink(missing_ok=True)
        return len(orphans)

    def detach(self, attachment: int) -> None:
        """Take a file off its work. The file itself stays where it is."""
        with self.change(f"detach a file from {self._key(annotating.owner(self._database, 'attachment', attachment))}"):
            self._database.execute("DELETE FROM attachment WHERE id = ?", (attachment,))

    def set_text(self, attachment: int, text: str) -> None:
        """Keep the text that was read from a file; it can be searched from then on."""
        key = self._key(annotating.owner(self._database, "attachment", attachment))
        with self.change(f"read a file of {key}"):
            sql = "UPDATE attachment SET text = ? WHERE id = ?"
            self._database.execute(sql, (annotating.storable(text), attachment))

    def text_of(self, attachment: int) -> str | None:
        """The text that was read from a file."""
        text: str | None = self._database.value("SELECT text FROM attachment WHERE id = ?", (attachment,))
        return text

    def relate(self, work: int, kind: RelationKind, other: int) -> None:
        """Link two works of the library: `work` is the `kind` (`preprint-of`, `has-preprint` …) of `other`."""
        with self.change(f"relate {self._key(work)} to {self._key(other)}"):
            sql = "INSERT OR IGNORE INTO relation (work_id, kind, other_id) VALUES (?, ?, ?)"
            self._database.execute(sql, (work, kind, other))

    def related(self, work: int) -> tuple[tuple[RelationKind, int], ...]:
        """The works that a work was linked to, with the kind of each link."""
        sql = "SELECT kind, other_id FROM relation WHERE work_id = ? ORDER BY kind, other_id"
        return tuple(self._database.rows(sql, (work,)))

    def keep_apart(self, work: int, other: int) -> None:
        """Remember that two works are no duplicates."""
        with self.change(f"keep {self._key(work)} and {self._key(other)} apart"):
            sql = "INSERT OR IGNORE INTO distinct_pair (work_id, other_id) VALUES (?, ?)"
            self._database.execute(sql, (min(work, other), max(work, other)))

    def are_distinct(self, work: int, other: int) -> bool:
        """Whether the person said that these two are no duplicates."""
        sql = "SELECT 1 FROM distinct_pair WHERE work_id = ? AND other_id = ?"
        return self._database.value(sql, (min(work, other), max(work, other))) is not None


def _parsed(query: Query | str) -> Query:
    return parse_query(query) if isinstance(query, str) else query


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(f"the folder of {path} cannot be made: {error.strerror}") from error
