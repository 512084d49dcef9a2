"""Records: what one source said about a work, and when."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from citetrail.model.dates import PartialDate
from citetrail.model.descriptions import Description
from citetrail.model.identifiers import Identifier

NoticeKind = Literal[
    "retraction", "partial-retraction", "withdrawal", "removal", "concern", "correction", "reinstatement",
    "retract-and-replace",
]  # fmt: skip


class Notice(BaseModel):
    """A published statement about a work's standing. `asserted_by` is who says so:
    `publisher`, `retraction-watch`, `nlm`.

    `kind` never guesses upward: what is not known to be a retraction is not called one.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    kind: NoticeKind
    asserted_by: str
    provider: str
    date: PartialDate | None = None
    notice: Identifier | None = None  # of the notice itself; may equal the work's own DOI
    label: str | None = None  # the source's own word
    reasons: tuple[str, ...] = ()


RelationKind = Literal[
    "preprint-of", "has-preprint", "version-of", "has-version", "replaced-by", "replaces", "supplement-to",
    "part-of", "notice-about", "translation-of", "review-of", "same-as",
]  # fmt: skip


class Relation(BaseModel):
    """A typed link from the described work to another, as the source gives it."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    kind: RelationKind
    target: Identifier


class PrintedReference(BaseModel):
    """One entry of a work's reference list as a source deposited it."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    text: str | None = None
    description: Description = Description()


class Record(BaseModel):
    """What `provider` said about one work at `retrieved_at` (UTC). Never edited.

    `record_id` is the source's own name for it. `request_key` names the stored raw answer it was read from, so that a
    better reader can be run again without a network. `has_references` and `cited_by_count` are None where not told.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    provider: str
    record_id: str
    retrieved_at: datetime
    description: Description
    notices: tuple[Notice, ...] = ()  # about this work
    relations: tuple[Relation, ...] = ()
    references: tuple[PrintedReference, ...] = ()
    cited_by_count: int | None = None
    is_notice: bool = False  # the work is itself a notice, erratum or comment of retraction
    is_retracted_hint: bool | None = None  # a bare flag without a notice (OpenAlex); a hint only
    is_partial: bool = False  # the source was asked for, or gave, only some fields
    open_access_url: str | None = None
    license_url: str | None = None
    request_key: str | None = None
    is_stale: bool = False  # served from the store although out of date, because the source did not answer


class Citation(BaseModel):
    """A directed link: `citing` cites `cited`, and the provider that said so."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    citing: Identifier
    cited: Identifier
    said_by: str
    first_seen: datetime | None = None
