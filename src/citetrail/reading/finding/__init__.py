"""Finding: a Document's printed references, identifiers, quotations with speakers, mentions of studies, and trails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citetrail.model.documents import Block, Document
    from citetrail.model.references import Reading, Reference

_PROSE_LIMIT = 4_000_000  # characters of body text, some six novels
_CUT = "quotations and mentions were looked for in the first 4,000,000 characters of the body only"

ReadCitations = Callable[[Sequence[str]], Sequence["Reading"]]


def find(document: Document, read_citations: ReadCitations | None = None) -> Document:
    """The same document with its references, mentions, quotations and trails; blocks of references are zoned so.

    Every finding is `document.text[start:end]`. Nothing is looked for in readers' comments and boilerplate.
    `read_citations` turns citation strings into fields; left out, it is the reading room's own.
    """
    from citetrail.reading.finding.mentions import mentions_in
    from citetrail.reading.finding.quotations import quotations_in
    from citetrail.reading.finding.references import references_in
    from citetrail.reading.finding.trails import trails_in

    references = references_in(document, read_citations or _own_reader())
    zoned = document.model_copy(update={"blocks": _zoned(document.blocks, references)})
    body, is_cut = _prose(zoned.blocks)
    quotations = quotations_in(zoned, body)
    mentions = mentions_in(zoned, body, quotations)
    return zoned.model_copy(
        update={
            "references": references,
            "quotations": quotations,
            "mentions": mentions,
            "trails": trails_in(references, mentions, quotations),
            "warnings": document.warnings + ((_CUT,) if is_cut else ()),
        }
    )


def _prose(blocks: Sequence[Block]) -> tuple[list[Block], bool]:
    """The body's blocks up to the limit, and whether there were more."""
    body: list[Block] = []
    size = 0
    for block in blocks:
        if block.zone == "body":
            size += block.end - block.start
            if size > _PROSE_LIMIT:
                return body, True
            body.append(block)
    return body, False


def _own_reader() -> ReadCitations:
    from citetrail.reading.citation.read import read_citations

    return read_citations


def _zoned(blocks: Sequence[Block], references: Sequence[Reference]) -> tuple[Block, ...]:
    """Body blocks that turned out to be printed references move to that zone."""
    starts = sorted(reference.place.start or 0 for reference in references if reference.kind == "printed")
    zoned = []
    place = 0
    for block in blocks:
        while place < len(starts) and starts[place] < block.start:
            place += 1
        is_reference = place < len(starts) and starts[place] < block.end and block.zone == "body"
        zoned.append(block.model_copy(update={"zone": "references"}) if is_reference else block)
    return tuple(zoned)
