"""Documents: a text somebody wrote, as blocks with character offsets into one plain text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from citetrail.model.descriptions import Description
from citetrail.model.references import Reference

BlockKind = Literal["heading", "paragraph", "item", "quote", "code", "table", "caption", "footnote", "other"]
Zone = Literal["head", "body", "references", "comments", "boilerplate", "notes"]
MediaType = Literal["text", "markdown", "html", "pdf", "docx", "latex", "bibliography", "other"]


class Block(BaseModel):
    """A paragraph, heading, list item … of the document: `text[start:end]`. `level` is a heading's depth from 1.

    `line` is the line of the file where it begins (from 1), for formats that have lines. `path` names the container
    it came from where the format has one (HTML: tag, id and class names from the outside in, blanks between).
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    start: int
    end: int
    kind: BlockKind = "paragraph"
    zone: Zone = "body"
    level: int | None = None
    line: int | None = None
    path: str | None = None


class Link(BaseModel):
    """A hyperlink: its words are `text[start:end]`, it leads to `target`."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    start: int
    end: int
    target: str


class Quotation(BaseModel):
    """Exact words between quotation marks, `text[start:end]` without the marks, and who is said to have said them.

    `prefix` and `suffix` are up to 32 characters on either side (W3C text-quote selector,
    https://www.w3.org/TR/annotation-model/#text-quote-selector). `speaker` is None if the text does not tell.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    exact: str
    start: int
    end: int
    prefix: str = ""
    suffix: str = ""
    speaker: str | None = None
    is_spoken: bool = True  # attributed by a verb of saying; False: a quoted text, title or term


class Mention(BaseModel):
    """A passage that speaks of a study in prose, `text[start:end]`, with the cues found in it.

    `people` are names as written; `journal`, `year` and `institution` where named.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    raw: str
    start: int
    end: int
    people: tuple[str, ...] = ()
    journal: str | None = None
    year: int | None = None
    institution: str | None = None
    participants: int | None = None


class Trail(BaseModel):
    """What in a document belongs to one work: indices into its references, mentions and quotations.

    `evidence` says why they were joined (`surname Rockliff`, `doi`).
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    references: tuple[int, ...] = ()
    mentions: tuple[int, ...] = ()
    quotations: tuple[int, ...] = ()
    evidence: tuple[str, ...] = ()


class Document(BaseModel):
    """A text with its blocks and links, and its own description (title, authors, date, site).

    `not_after` bounds the date where the text does not give one (the earliest reader's comment).
    `line_starts` are offsets of the file's lines in `text` where the plain text is the file itself, else `()`;
    `page_starts` those of the pages, of documents that have pages.
    The findings are empty until `reading.find` has filled them; every finding keeps `text[start:end] == raw`.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    name: str
    media_type: MediaType
    text: str
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    description: Description = Description()
    not_after: str | None = None  # ISO date
    line_starts: tuple[int, ...] = ()
    page_starts: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()

    references: tuple[Reference, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    trails: tuple[Trail, ...] = ()


class Reader(NamedTuple):
    """How one type of document is read. `sniff` looks at the first bytes and the name; `read` raises InputError."""

    name: str
    endings: tuple[str, ...]
    sniff: Callable[[bytes, str], bool]
    read: Callable[[bytes, str], Document]
