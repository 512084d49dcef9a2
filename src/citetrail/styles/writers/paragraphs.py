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
    hangs: bool = True


@dataclass(frozen=True, slots=True)
class BlockParagraph:
    """A paragraph of an annotation under the entry before.

    It stands `indent` steps of half an inch in, of which `nest` are for quotations in it; its first line one more where
    it `opens_indented`. A list item has a marker ("•", "1.") and a level from 0.
    """

    kind: str
    tokens: tuple[Token, ...]
    indent: int = 1
    nest: int = 0
    marker: str = ""
    level: int = 0
    opens_indented: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header."""

    header: tuple[str, ...]
    rows: tuple[tuple[tuple[Token, ...], ...], ...]


Paragraph = Heading | EntryParagraph | BlockParagraph | Table
