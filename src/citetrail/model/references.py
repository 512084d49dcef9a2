"""References: how somebody described a work, in which words, and where they stood."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from citetrail.model.descriptions import Description

ReferenceKind = Literal["printed", "identifier", "in-text", "mention", "data"]


class Place(BaseModel):
    """Where something stands: `source` is a file name, address or `-`; offsets count characters of the plain text.

    `line` and `column` count from 1 and mean the file as people see it in an editor; `page` counts from 1.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    source: str | None = None
    start: int | None = None
    end: int | None = None
    line: int | None = None
    column: int | None = None
    page: int | None = None

    def __str__(self) -> str:
        if self.line is None and self.page is not None:
            return f"{self.source} p. {self.page}" if self.source else f"p. {self.page}"
        return ":".join(str(part) for part in (self.source, self.line, self.column) if part is not None)


class FieldSpan(BaseModel):
    """A field that was read, as `text[start:end]` of the citation, with the reader's confidence (0-1)."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    field: str
    start: int
    end: int
    confidence: float = 1.0


class Reading(BaseModel):
    """A citation string with what was read in it. `confidence` (0-1) is for the whole."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    text: str
    description: Description
    spans: tuple[FieldSpan, ...] = ()
    confidence: float = 1.0


class Reference(BaseModel):
    """A description of a work by somebody; no proof that the work exists.

    `raw` is exactly what stood there (`document.text[place.start:place.end]` in documents). `key` is the citation key
    of a data entry, `label` the printed mark (`12`, `[Smi10]`).
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    kind: ReferenceKind
    raw: str
    description: Description
    place: Place = Place()
    key: str | None = None
    label: str | None = None
    spans: tuple[FieldSpan, ...] = ()  # offsets into `raw`
    confidence: float = 1.0
