"""The paragraphs a bibliography is made of, before they take the shape of an output format."""

from __future__ import annotations

from dataclasses import dataclass

from citetrail.styles.emit import Token


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a group."""

    text: str


@dataclass(frozen=True, slots=True)
class EntryParagraph:
    """An entry; `margin` is its number or label where the style sets that apart, `id` is empty where it is repeated."""

    id: str
    margin: tuple[Token, ...]
    body: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class BlockParagraph:
    """An annotation under the entry before, indented."""

    kind: str
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Paragraph = Heading | EntryParagraph | BlockParagraph | Table
