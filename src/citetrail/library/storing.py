"""Works into the tables: new ones many at a time, and what is new about one that is there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar

from citetrail.judging.searchable import DESCRIBED, searchable
from citetrail.library.annotating import storable
from citetrail.library.columns import SHOWN_COLUMNS, Shown, distinct_tags, folded_tag, indexed, shown_from, time_text
from citetrail.library.database import Database, Value
from citetrail.library.rows import TAG_MARK
from citetrail.library.schema import NEVER_FRESH
from citetrail.model.descriptions import Description
from citetrail.model.identifiers import Identifier
from citetrail.model.records import Record
from citetrail.model.verdicts import Standing
from citetrail.model.works import Attachment, Claim, Note, Quote, Work

_Hanging = TypeVar("_Hanging", Note, Quote, Claim, Attachment)


class _Insert(NamedTuple):
    """A table and the columns that new rows of it bring."""

    table: str
    columns: tuple[str, ...]

    @property
    def sql(self) -> str:
        """The statement."""
        marks = ", ".join("?" * len(self.columns))
        return f"INSERT INTO {self.table} ({', '.join(self.columns)}) VALUES ({marks})"


_OWN = ("id", "key", "tags", "standing", "reading", "rating", "added_at", "checked_at")
WORK = _Insert("work", (*_OWN, *SHOWN_COLUMNS))
BODY = _Insert("body", ("id", "description", "edits"))
NAME = _Insert("name", ("work_id", "name", "folded"))
IDENTIFIER = _Insert("identifier", ("work_id", "scheme", "value"))
RECORD = _Insert("record", ("work_id", "provider", "retrieved_at", "description", "rest"))
PRINTED = _Insert("printed", ("work_id", "scheme", "value"))
CITING = _Insert("citing", ("work_id", "scheme", "value", "said_by", "first_seen"))
TAG = _Insert("tag", ("work_id", "name", "folded"))
NOTE = _Insert("note", ("id", "work_id", "text", "created_at"))
QUOTE = _Insert("quote", ("id", "work_id", "exact", "prefix", "suffix", "page", "speaker", "source", "created_at"))
CLAIM = _Insert("claim", ("id", "work_id", "text", "verdict", "source", "quotes", "created_at"))
ATTACHMENT = _Insert(
    "attachment", ("id", "work_id", "name", "path", "url", "media_type", "sha256", "size_bytes", "added_at", "text")
)
ALERT = _Insert(
    "alert",
    ("id", "work_id", "kind", "summary", "fingerprint", "provider", "seen_at", "about", "acknowledged_at"),
)
SEARCH = _Insert("search", ("rowid", *DESCRIBED, "key", "tag", "note", "quote", "claim", "body"))
_TABLES = (WORK, BODY, NAME, IDENTIFIER, RECORD, PRINTED, CITING, TAG, NOTE, QUOTE, CLAIM, ATTACHMENT, ALERT, SEARCH)


def description_json(description: Description) -> str:
    """The fields that say something, as JSON."""
    return description.model_dump_json(exclude_defaults=True)


class Batch:
    """New rows of every table, gathered work by work and written together."""

    def __init__(self, now: datetime) -> None:
        self.now = time_text(now)
        self.rows: dict[str, list[Sequence[Value]]] = {insert.table: [] for insert in _TABLES}

    def add(self, work: Work, number: int, *, key: str, aliases: Sequence[str]) -> Work:
        """Take a work in; gives it as it will be in the library, but for the ids of what hangs on it."""
        tags = tuple(sorted(distinct_tags(work.tags).values()))
        stored = work.model_copy(
            update={
                "id": number,
                "key": key,
                "aliases": tuple(aliases),
                "tags": tags,
                "standing": standing_of(work),
                "added_at": work.added_at or self._moment(),
            }
        )
        shown = shown_from(work.description)
        self.rows["work"].append((*self._own(stored, tags), *shown))
        self._add_body(stored)
        self.rows["name"] += [(number, name, name.casefold()) for name in (key, *aliases)]
        self.add_to(stored)
        self._add_search(stored)
        return stored

    def _moment(self) -> datetime:
        return datetime.fromisoformat(self.now)

    def _own(self, work: Work, tags: Sequence[str]) -> tuple[Value, ...]:
        added = time_text(work.added_at) if work.added_at else self.now
        checked = time_text(work.checked_at) if work.checked_at else None
        return (
            work.id, work.key, TAG_MARK.join(tags), work.standing, work.reading, work.rating, added, checked,
        )  # fmt: skip

    def _add_body(self, work: Work) -> None:
        is_own = bool(work.records) and work.records[0].description is work.description
        text = None if is_own else description_json(work.description)
        self.rows["body"].append((work.id, text, edits_json(work.edits)))
        self.rows["identifier"] += identifier_rows(work.id, work.description)

    def add_to(self, work: Work) -> None:
        """Take in everything that hangs on a work."""
        for record in work.records:
            self.add_record(work.id, record)
        self.add_citing(work.id, work.citing)
        self.rows["tag"] += [(work.id, tag, folded_tag(tag)) for tag in work.tags]
        self.add_annotations(work)

    def add_record(self, work: int | None, record: Record) -> None:
        """Take in what one source said."""
        rest = record.model_dump_json(exclude={"description"}, exclude_defaults=True)
        retrieved = time_text(record.retrieved_at)
        self.rows["record"].append((work, record.provider, retrieved, description_json(record.description), rest))
        if record.references:
            self.rows["printed"] += [
                (work, identifier.scheme, identifier.value)
                for reference in record.references
                for identifier in reference.description.identifiers
            ]

    def add_citing(self, work: int | None, citing: Iterable[Identifier]) -> None:
        """Take in works that cite this one."""
        self.rows["citing"] += [(work, one.scheme, one.value, None, self.now) for one in dict.fromkeys(citing)]

    def add_annotations(self, work: Work) -> None:
        """Take in notes, quotes, claims and attachments."""
        self.rows["note"] += [self.note_row(work.id, note) for note in work.notes]
        self.rows["quote"] += [self.quote_row(work.id, quote) for quote in work.quotes]
        self.rows["claim"] += [self.claim_row(work.id, claim) for claim in work.claims]
        self.rows["attachment"] += [self.attachment_row(work.id, file) for file in work.attachments]

    def _when(self, moment: datetime | None) -> str:
        return time_text(moment) if moment else self.now

    def note_row(self, work: int | None, note: Note) -> tuple[Value, ...]:
        """The columns of NOTE."""
        return note.id, work, storable(note.text), self._when(note.created_at)

    def quote_row(self, work: int | None, quote: Quote) -> tuple[Value, ...]:
        """The columns of QUOTE."""
        texts = (storable(quote.exact), storable(quote.prefix), storable(quote.suffix))
        return quote.id, work, *texts, quote.page, quote.speaker, quote.source, self._when(quote.created_at)

    def claim_row(self, work: int | None, claim: Claim) -> tuple[Value, ...]:
        """The columns of CLAIM."""
        quotes = json.dumps(claim.quotes)
        return claim.id, work, storable(claim.text), claim.verdict, claim.source, quotes, self._when(claim.created_at)

    def attachment_row(self, work: int | None, file: Attachment) -> tuple[Value, ...]:
        """The columns of ATTACHMENT, its text still unknown."""
        kept = (storable(file.name), file.path, file.url, file.media_type, file.sha256, file.size_bytes)
        return file.id, work, *kept, self._when(file.added_at), None

    def _add_search(self, work: Work) -> None:
        texts = indexed(work.description)
        self.rows["search"].append(
            (
                work.id,
                *(texts[field] for field in DESCRIBED),
                searchable(sorted((work.key, *work.aliases))),
                searchable(work.tags),
                searchable(note.text for note in work.notes),
                searchable(quote.exact for quote in work.quotes),
                searchable(claim.text for claim in work.claims),
                "",
            )
        )

    def write(self, database: Database) -> None:
        """Write everything taken in, inside an open change."""
        for insert in _TABLES:
            if self.rows[insert.table]:
                database.execute_many(insert.sql, self.rows[insert.table])
                self.rows[insert.table] = []


def standing_of(work: Work) -> Standing:
    """The standing that the records come to; without a record, the one the work has."""
    if not work.records or all(record.provider == "file" and not record.notices for record in work.records):
        return work.standing  # files of the person's own tell no notices
    from citetrail.judging.status import status_of

    return status_of(work.records).standing


def edits_json(edits: dict[str, object]) -> str:
    """The person's values as JSON; a field made empty is there as null, `()` or false."""
    if not edits:
        return "{}"
    return Description.model_validate(edits).model_dump_json(include=set(edits))


def identifier_rows(work: int | None, description: Description) -> list[tuple[Value, ...]]:
    """The columns of IDENTIFIER."""
    return [(work, one.scheme, one.value) for one in dict.fromkeys(description.identifiers)]


def add_works(database: Database, works: Sequence[Work], now: datetime) -> tuple[Work, ...]:
    """Write new works; gives them with their ids and keys.

    A key that is taken by another work gets the next free of `a`, `b`, `c` …; an alias that is taken is left out.
    """
    first = (database.value("SELECT seq FROM sqlite_sequence WHERE name = 'work'") or 0) + 1
    taken = taken_of(database, [name for work in works for name in (work.key, *work.aliases)])
    batch = Batch(now)
    numbered = _Numbering(database, now)
    stored = []
    for place, work in enumerate(map(numbered.work, works)):
        key = free_key(database, storable(work.key) or "work", taken)
        taken.add(key)
        aliases = [name for name in dict.fromkeys(map(storable, work.aliases)) if name not in taken]
        taken.update(aliases)
        stored.append(batch.add(work, first + place, key=key, aliases=aliases))
    database.execute("UPDATE fresh SET first = ?", (first,))
    batch.write(database)
    database.execute("UPDATE fresh SET first = ?", (NEVER_FRESH,))
    return tuple(stored)


class _Numbering:
    """The numbers that new notes, quotes, claims and files get, known before they are written."""

    def __init__(self, database: Database, now: datetime) -> None:
        self._database = database
        self._now = now
        self._last: dict[str, int] = {}

    def work(self, work: Work) -> Work:
        """The work with a number and a moment for everything new that hangs on it."""
        if not (work.notes or work.quotes or work.claims or work.attachments):
            return work
        quotes = tuple(self._new("quote", one, "created_at") for one in work.quotes)
        numbers = {old.id: new.id for old, new in zip(work.quotes, quotes, strict=True)}
        claims = (
            one.model_copy(update={"quotes": tuple(numbers.get(number, number) for number in one.quotes)})
            for one in work.claims
        )
        update = {
            "notes": tuple(self._new("note", one, "created_at") for one in work.notes),
            "quotes": quotes,
            "claims": tuple(self._new("claim", one, "created_at") for one in claims),
            "attachments": tuple(self._new("attachment", one, "added_at") for one in work.attachments),
        }
        return work.model_copy(update=update)

    def _new(self, table: str, one: _Hanging, when: str) -> _Hanging:
        if table not in self._last:
            self._last[table] = self._database.value("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)) or 0
        self._last[table] += 1
        return one.model_copy(update={"id": self._last[table], when: getattr(one, when) or self._now})


def taken_of(database: Database, names: Sequence[str]) -> set[str]:
    """Which of the names are keys, present or former."""
    sql = "SELECT name FROM name WHERE name IN (SELECT value FROM json_each(?))"
    return {name for (name,) in database.rows(sql, (json.dumps([storable(name) for name in names]),))}


def free_key(database: Database, key: str, taken: set[str]) -> str:
    """The key, or the first of `keya`, `keyb` … `keyaa` that no work has or had."""
    if key not in taken:
        return key
    number = 0
    while True:
        number += 1
        candidate = key + letters(number)
        if candidate not in taken and not taken_of(database, [candidate]):
            return candidate


def letters(number: int) -> str:
    """1 is `a`, 26 is `z`, 27 is `aa`."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(97 + rest) + text
    return text


def set_shown(database: Database, work: int, shown: Shown) -> None:
    """Write the columns that lists show."""
    names = ", ".join(f"{name} = ?" for name in SHOWN_COLUMNS)
    database.execute(f"UPDATE work SET {names} WHERE id = ?", (*shown, work))
