"""Works of the library, what the reader adds to them, and the alerts about them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from citetrail.model.descriptions import Description
from citetrail.model.identifiers import Identifier
from citetrail.model.records import Record
from citetrail.model.verdicts import Standing

ReadingState = Literal["unread", "reading", "read"]
ClaimVerdict = Literal["supported", "disputed", "unclear"]
AlertKind = Literal[
    "cited", "retracted", "corrected", "concern", "reinstated", "published", "revised", "drifted", "withdrawn"
]


class Note(BaseModel):
    """The reader's own words about a work, in Markdown."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    id: int | None = None
    text: str
    created_at: datetime | None = None


class Quote(BaseModel):
    """Exact words of a work or of somebody speaking about it, anchored by page or by the words around them.

    `source` names the text it was taken from (a file, an address) where that is not the work itself.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    id: int | None = None
    exact: str
    prefix: str = ""
    suffix: str = ""
    page: str | None = None
    speaker: str | None = None
    source: str | None = None
    created_at: datetime | None = None


class Claim(BaseModel):
    """What a text says about a work, and the reader's judgement of it. `quotes` are ids of quotes that bear on it."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    id: int | None = None
    text: str
    verdict: ClaimVerdict = "unclear"
    source: str | None = None
    quotes: tuple[int, ...] = ()
    created_at: datetime | None = None


class Attachment(BaseModel):
    """A file that belongs to a work: a link to where it lies, or a copy kept under its content's hash.

    `path` is where the person's file is (link) or was (copy). `sha256` is set for copies.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    id: int | None = None
    name: str
    path: str | None = None
    url: str | None = None
    media_type: str | None = None
    sha256: str | None = None
    size_bytes: int | None = None
    added_at: datetime | None = None


class Work(BaseModel):
    """A thing in the library: `id` never changes, `key` may (old keys stay in `aliases` and resolve for ever).

    `edits` are the person's own values by field name of Description; they win over every record. A field set to
    None in `edits` is deliberately empty. `description` is what `judging.merge` computed from records and edits.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    id: int | None = None
    key: str
    aliases: tuple[str, ...] = ()
    description: Description
    records: tuple[Record, ...] = ()
    edits: dict[str, Any] = {}
    tags: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    quotes: tuple[Quote, ...] = ()
    claims: tuple[Claim, ...] = ()
    citing: tuple[Identifier, ...] = ()  # known works that cite this one
    attachments: tuple[Attachment, ...] = ()
    standing: Standing = "unknown"  # after all notices of the records, as judged
    reading: ReadingState | None = None
    rating: int | None = None  # 1-5, the person's own
    added_at: datetime | None = None
    checked_at: datetime | None = None  # when sources were last asked

    @property
    def stored_id(self) -> int:
        """The library's number for it. Raises ValueError for a work that no library holds."""
        if self.id is None:
            raise ValueError(f"{self.key} is not in a library")
        return self.id


class Provenance(BaseModel):
    """Why a field shows what it shows: `chosen_from` is a provider's name or `you`; `others` disagree or agree."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    field: str
    value: str | None
    chosen_from: str
    retrieved_at: datetime | None = None
    reason: str = ""
    others: tuple[tuple[str, str, datetime | None], ...] = ()  # (provider, value, when)


class Alert(BaseModel):
    """A change that matters. `fingerprint` makes it unique per work: the same change raises no second alert."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    id: int | None = None
    work_id: int
    kind: AlertKind
    summary: str
    fingerprint: str
    provider: str
    seen_at: datetime
    about: Identifier | None = None  # the citing work, the notice, the published version
    acknowledged_at: datetime | None = None
