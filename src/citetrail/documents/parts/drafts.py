"""Drafts: blocks on their way to a Document, still without offsets of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from citetrail.model.documents import Block, BlockKind, Link, Zone

GAP = "\n\n"


class DraftLink(NamedTuple):
    """A hyperlink inside one draft: offsets count from the draft's own beginning."""

    start: int
    end: int
    target: str


@dataclass(slots=True)
class Draft:
    """One block before it has its place; zoning writes `zone`, nothing else is changed after reading.

    `start` is set by readers whose plain text is the file itself; the others leave the placing to `placed`.
    """

    text: str
    kind: BlockKind = "paragraph"
    zone: Zone = "body"
    level: int | None = None
    line: int | None = None
    path: str | None = None
    start: int | None = None
    links: list[DraftLink] = field(default_factory=list)
    is_outside: bool = False  # of the article, and in no container whose name tells what it is (HTML)
    pages: list[tuple[int, int]] = field(default_factory=list)  # (offset in the text, page that begins there)


class Words:
    """Words and links of one block, written from left to right."""

    def __init__(self) -> None:
        self.size = 0
        self._pieces: list[str] = []
        self._links: list[DraftLink] = []
        self._ends_blank = False

    def add(self, text: str) -> None:
        """Append words; of two blanks that meet one stays."""
        if self._ends_blank:
            text = text.removeprefix(" ")
        if text:
            self._pieces.append(text)
            self.size += len(text)
            self._ends_blank = text[-1] == " "

    def link(self, start: int, target: str) -> None:
        """Make everything from `start` to here lead to `target`."""
        self._links.append(DraftLink(start, self.size, target))

    def trimmed(self) -> tuple[str, list[DraftLink]]:
        """The words without white space around them, and the links counted from their beginning."""
        text = "".join(self._pieces)
        left = len(text) - len(text.lstrip())
        bare = text.strip()
        size = len(bare)
        links = [
            DraftLink(min(max(link.start - left, 0), size), min(max(link.end - left, 0), size), link.target)
            for link in self._links
        ]
        return bare, links


class Placed(NamedTuple):
    """The plain text, and the blocks and links that stand in it."""

    text: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]


def placed(drafts: Sequence[Draft]) -> Placed:
    """The drafts one below the other, an empty line between them."""
    offset = 0
    for draft in drafts:
        draft.start = offset
        offset += len(draft.text) + len(GAP)
    return placed_in(GAP.join(draft.text for draft in drafts), drafts)


def placed_in(text: str, drafts: Sequence[Draft]) -> Placed:
    """Blocks and links of drafts whose `start` is known already."""
    blocks = []
    links: list[Link] = []
    for draft in drafts:
        start = draft.start or 0
        blocks.append(
            Block(
                start=start,
                end=start + len(draft.text),
                kind=draft.kind,
                zone=draft.zone,
                level=draft.level,
                line=draft.line,
                path=draft.path,
            )
        )
        links.extend(Link(start=start + link.start, end=start + link.end, target=link.target) for link in draft.links)
    return Placed(text, tuple(blocks), tuple(links))
