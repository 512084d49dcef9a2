"""Finding: a Document's printed references, identifiers, quotations with speakers, mentions of studies, and trails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citetrail.model.documents import Block, Document, Zone
    from citetrail.model.references import Reading, Reference

_PROSE_LIMIT = 4_000_000  # characters of body text, some six novels
_PROSE_BESIDE = 60  # characters beside a reference in its block; less is a label or `Source:`
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
    zoned = document.model_copy(update={"blocks": _zoned(document, references)})
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
    from citetrail.reading.citation.repeated import read_list

    return read_list


def _zoned(document: Document, references: Sequence[Reference]) -> tuple[Block, ...]:
    """Body blocks that turned out to be printed references move to that zone, without the prose around them."""
    spans = sorted((one.place.start or 0, one.place.end or 0) for one in references if one.kind == "printed")
    zoned: list[Block] = []
    place = 0
    for block in document.blocks:
        while place < len(spans) and spans[place][0] < block.start:
            place += 1
        inside: list[tuple[int, int]] = []
        while place + len(inside) < len(spans) and spans[place + len(inside)][0] < block.end:
            inside.append(spans[place + len(inside)])
        zoned.extend(_parts(document, block, inside) if inside and block.zone == "body" else [block])
    return tuple(zoned)


def _parts(document: Document, block: Block, inside: Sequence[tuple[int, int]]) -> list[Block]:
    """The block as references, and as body what stands before, between and behind them and is longer than a label."""
    parts: list[Block] = []
    start = block.start
    for first, last in [*inside, (block.end, block.end)]:
        if first - start >= _PROSE_BESIDE:
            parts.append(_part(document, block, (start, first), "body"))
            start = first
        if last > start:
            parts.append(_part(document, block, (start, last), "references"))
        start = max(start, last)
    return parts


def _part(document: Document, block: Block, span: tuple[int, int], zone: Zone) -> Block:
    line = block.line
    if line is not None and document.media_type in ("text", "markdown"):
        line += document.text.count("\n", block.start, span[0])
    return block.model_copy(update={"start": span[0], "end": span[1], "zone": zone, "line": line})
