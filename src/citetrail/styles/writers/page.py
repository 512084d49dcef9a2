"""The shape of a document in a text format: headings, entries, annotations indented under them, tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class EntryText(NamedTuple):
    """An entry in a format's own text; `margin`, `id` and `hangs` as in EntryParagraph."""

    margin: str
    body: str
    id: str
    hangs: bool

    @property
    def line(self) -> str:
        """Margin and body on one line."""
        return f"{self.margin} {self.body}" if self.margin else self.body


class BlockText(NamedTuple):
    """A paragraph of an annotation in a format's own text; the rest as in BlockParagraph."""

    text: str
    kind: str
    indent: int
    nest: int
    marker: str
    level: int
    opens_indented: bool

    @property
    def is_numbered(self) -> bool:
        """Whether it is an item of a numbered list."""
        return self.marker[:1].isdigit()


class Look(NamedTuple):
    """What a file of its own needs to know: title, language, and the style's spacing in lines."""

    title: str = "Bibliography"
    language: str = "en-US"
    line_spacing: int = 1
    entry_spacing: int = 1


def separated(parts: Sequence[str]) -> str:
    """Parts with an empty line between them."""
    return "\n\n".join(parts) + "\n"


def unchanged(text: str, _: Look) -> str:
    """The document as it is."""
    return text


@dataclass(frozen=True)
class Page:
    """How a format lays paragraphs out; every function takes text that is escaped already.

    `blocks` takes the paragraphs of one entry's annotations, `table` rows of cells, the header first. `file` makes a
    document that is a file of its own where the format asks for more than the document itself.
    """

    heading: Callable[[str], str]
    entry: Callable[[EntryText], str]
    blocks: Callable[[Sequence[BlockText]], str]
    table: Callable[[Sequence[Sequence[str]]], str]
    document: Callable[[Sequence[str]], str] = separated
    file: Callable[[str, Look], str] = unchanged


def stacked(blocks: Sequence[BlockText], lines_of: Callable[[BlockText], str], between: str = "") -> str:
    """Paragraphs with an empty line (or `between`) after each, but for the items of a list."""
    out = ""
    for at, block in enumerate(blocks):
        if at:
            out += "\n" if block.marker and blocks[at - 1].marker else f"\n{between}\n"
        out += lines_of(block)
    return out
