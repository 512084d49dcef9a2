"""A BibTeX file too large for memory, cut between entries into pieces that can be read one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

from citetrail.formats.bibtex.reading import bibfile_of, bibliography_from_bibfile
from citetrail.model import Bibliography

PIECE_BYTES = 2_000_000
# What ties an entry to one that may stand anywhere else in the file.
_TYING = (b"crossref", b"xdata", b"xref", b"jabref-meta", b"bibdesk static groups")
_TIED = re.compile(  # in small letters
    rb"\b(?P<field>crossref|xdata|xref)\s*=|jabref-meta:\s*(?:(?P<groups>group)|(?P<folder>file-?directory))"
    rb"|(?P<bibdesk>@comment\s*\{\s*bibdesk static groups)"
)
_BLOCK, _OVERLAP = 1 << 20, 64
_STRING = re.compile(rb"^\s*@\s*string\b", re.IGNORECASE)


class Piece(NamedTuple):
    """A part of a file, whole entries only, and how many lines stand before it."""

    data: bytes
    lines_before: int


def what_ties(file: BinaryIO) -> str | None:
    """Why the entries of a file cannot be read apart from each other, in words; None if they can."""
    rest = b""
    while block := file.read(_BLOCK):
        if not rest and (block[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in block):
            return "it is in UTF-16"
        text = (rest + block).lower()
        if any(word in text for word in _TYING) and (found := _TIED.search(text)):
            return _sentence(found)
        rest = text[-_OVERLAP:]
    return None


def _sentence(found: re.Match[bytes]) -> str:
    if found["field"]:
        return f"its entries name each other ({found['field'].decode()})"
    if found["bibdesk"]:
        return "it holds BibDesk's groups"
    return "it holds JabRef's groups" if found["groups"] else "it names the folder of JabRef's files"


def pieces_of(lines: Iterable[bytes], piece_bytes: int = PIECE_BYTES) -> Iterator[Piece]:
    """The file in pieces of about that size, cut before an `@` that begins a line below a closed entry."""
    kept: list[bytes] = []
    size = before = number = 0
    is_closed = False
    for number, line in enumerate(lines):
        if size >= piece_bytes and is_closed and line.startswith(b"@"):
            yield Piece(b"".join(kept), before)
            kept, size, before = [], 0, number
        kept.append(line)
        size += len(line)
        stripped = line.rstrip()
        is_closed = stripped.endswith((b"}", b")")) if stripped else is_closed
    if kept:
        yield Piece(b"".join(kept), before)


def bibliographies(lines: Iterable[bytes], name: str, piece_bytes: int = PIECE_BYTES) -> Iterator[Bibliography]:
    """What each piece holds, with lines counted in the whole file; macros count for all pieces behind them."""
    macros: list[bytes] = []
    for piece in pieces_of(lines, piece_bytes):
        own = b"".join(macros)
        bibfile = bibfile_of(own + piece.data, name)
        bibfile.lines_before = piece.lines_before - own.count(b"\n")
        yield bibliography_from_bibfile(bibfile, name)
        macros += [line for line in piece.data.splitlines(keepends=True) if _STRING.match(line)]
