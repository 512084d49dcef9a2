"""The syntax of BibTeX files, without a loss: every character belongs to a block, every field knows its place.

Rules: a block begins with `@type{` or `@type(`; braces nest and a backslash does not hide them; a quoted value ends at
the first `"` outside braces; `#` joins; everything between blocks is text (https://ctan.org/pkg/btxdoc, section 2).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import NamedTuple

from citetrail.formats.bibtex.scanning import Block, Scanner, Trouble
from citetrail.formats.parts.encodings import Decoded, bytes_from_text, text_from_bytes
from citetrail.formats.parts.places import Lines


class Field(NamedTuple):
    """A field as written: `text[value_start:value_end]` is its value with delimiters; empty where nothing stood."""

    name: str
    name_start: int
    value_start: int
    value_end: int


class BibFile:
    """A BibTeX file as blocks over its text: joined, the blocks are the text.

    `troubles` tell what was odd or damaged, by offset; `decoded` remembers how bytes became text.
    """

    __slots__ = ("_lines", "_spans", "blocks", "decoded", "lines_before", "text", "troubles")

    def __init__(
        self, decoded: Decoded, blocks: tuple[Block, ...], spans: array[int], troubles: tuple[Trouble, ...]
    ) -> None:
        self.decoded = decoded
        self.text = decoded.text
        self.blocks = blocks
        self.troubles = troubles
        self._spans = spans
        self._lines: Lines | None = None
        self.lines_before = 0  # in the whole file, where this is a piece of one

    def fields(self, block: Block) -> tuple[Field, ...]:
        """The fields of an entry, `@string` or damaged block, in order, repeated ones included."""
        text, spans = self.text, self._spans
        return tuple(
            Field(text[spans[at] : spans[at + 1]], spans[at], spans[at + 2], spans[at + 3])
            for at in range(block.first, block.last, 4)
        )

    def source(self, block: Block) -> str:
        """The block's exact text."""
        return self.text[block.start : block.end]

    def value(self, field: Field) -> str:
        """The field's value as written, with its delimiters."""
        return self.text[field.value_start : field.value_end]

    def entries(self) -> Iterator[Block]:
        """The blocks that are entries, in order."""
        return (block for block in self.blocks if block.kind == "entry")

    @property
    def lines(self) -> Lines:
        """Where the lines begin."""
        if self._lines is None:
            self._lines = Lines(self.text, self.lines_before)
        return self._lines

    def to_bytes(self) -> bytes:
        """The file in its own encoding: unchanged, the bytes that were read."""
        return bytes_from_text(self.text, self.decoded.encoding, self.decoded.mark)


def bibfile_from_bytes(content: bytes, encoding: str | None = None) -> BibFile:
    """The blocks of a file. Raises InputError only where bytes cannot be made text (damaged UTF-16)."""
    return bibfile_from_decoded(text_from_bytes(content, encoding))


def bibfile_from_text(text: str) -> BibFile:
    """The blocks of a text."""
    return bibfile_from_decoded(Decoded(text, "utf-8", b"", "utf-8"))


def bibfile_from_decoded(decoded: Decoded) -> BibFile:
    """The blocks of a decoded file."""
    scanner = Scanner(decoded.text)
    blocks = tuple(scanner.blocks())
    return BibFile(decoded, blocks, scanner.spans, tuple(scanner.troubles))
