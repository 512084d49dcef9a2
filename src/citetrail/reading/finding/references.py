"""References of a document: printed ones with their fields, and identifiers in text and links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from citetrail.model.descriptions import Description
from citetrail.model.documents import Block, Document, Link
from citetrail.model.folding import squeeze
from citetrail.model.identifiers import Identifier, identifiers_in
from citetrail.model.references import FieldSpan, Reading, Reference
from citetrail.reading.finding.places import place_in
from citetrail.reading.finding.printed import Printed, identifier_behind, printed_in

_WORTH_A_LOOK = ("10.", "doi", "pmid", "pmc", "arxiv", "isbn", "http")
_ZONES = frozenset(("head", "body", "notes", "references"))


def references_in(
    document: Document, read_citations: Callable[[Sequence[str]], Sequence[Reading]]
) -> tuple[Reference, ...]:
    """Printed references and identifiers, in the order of the text; the document's own identifiers are none."""
    printed = printed_in(document)
    readings = read_citations([squeeze(document.text[one.start : one.end]) for one in printed]) if printed else []
    references = [_printed(document, one, reading) for one, reading in zip(printed, readings, strict=True)]
    references.extend(_identifiers(document, printed))
    return tuple(sorted(references, key=lambda reference: reference.place.start or 0))


def _printed(document: Document, printed: Printed, reading: Reading) -> Reference:
    raw = document.text[printed.start : printed.end]
    description = reading.description
    description = _with_linked_doi(description, printed.linked)
    known = {identifier.scheme for identifier in description.identifiers}
    added = tuple(identifier for identifier in printed.linked if identifier.scheme not in known)
    if added:
        description = description.model_copy(update={"identifiers": description.identifiers + added})
    return Reference(
        kind="printed",
        raw=raw,
        description=description,
        place=place_in(document, printed.start, printed.end, printed.block),
        label=printed.label,
        spans=reading.spans if raw == reading.text else _moved(reading, raw),
        confidence=reading.confidence,
    )


def _with_linked_doi(description: Description, linked: Sequence[Identifier]) -> Description:
    """A DOI that a link ends earlier than it was read is the link's: `10.1037/h0029815. S2CID 53464175`."""
    shorter = next((one for one in linked if one.scheme == "doi"), None)
    if shorter is None:
        return description
    identifiers = tuple(
        shorter if one.scheme == "doi" and one.value.startswith(shorter.value) else one
        for one in description.identifiers
    )
    return (
        description
        if identifiers == description.identifiers
        else description.model_copy(update={"identifiers": identifiers})
    )


def _moved(reading: Reading, raw: str) -> tuple[FieldSpan, ...]:
    """Spans counted in the squeezed citation, moved to the words as they stand."""
    offsets = _offsets(raw)
    last = len(offsets) - 1
    return tuple(
        span.model_copy(
            update={"start": offsets[min(span.start, last)], "end": offsets[min(max(span.end - 1, 0), last)] + 1}
        )
        for span in reading.spans
        if offsets and span.end > span.start
    )


def _offsets(raw: str) -> list[int]:
    """For each character of the squeezed text its place in `raw`."""
    offsets = []
    squeezed = squeeze(raw)
    position = 0
    for letter in squeezed:
        while position < len(raw) and (raw[position] != letter if letter != " " else not raw[position].isspace()):
            position += 1
        offsets.append(position)
        position += 1
    return offsets


def _identifiers(document: Document, printed: Sequence[Printed]) -> Iterator[Reference]:
    """Each identifier once, where it is first met outside printed references."""
    own = set(document.description.identifiers)
    covered = _covered(printed)
    met: set[Identifier] = set()
    for identifier, start, end, block in _candidates(document):
        if identifier.scheme in ("url", "orcid", "issn") or identifier in own or identifier in met:
            continue
        if identifier.scheme == "doi" and (_is_part(identifier, own) or _is_cut(identifier, own, document)):
            continue
        if any(first <= start < last for first, last in covered.get(block.start, ())):
            continue
        met.add(identifier)
        yield Reference(
            kind="identifier",
            raw=document.text[start:end],
            description=Description(identifiers=(identifier,)),
            place=place_in(document, start, end, block),
        )


def _is_part(identifier: Identifier, own: Iterable[Identifier]) -> bool:
    """Whether it names a figure, table or supplement of the document itself (`….0115884.g001`)."""
    return any(one.scheme == "doi" and identifier.value.startswith((f"{one.value}.", f"{one.value}/")) for one in own)


def _is_cut(identifier: Identifier, own: Iterable[Identifier], document: Document) -> bool:
    """Whether it is only the beginning of a DOI that a line of a PDF ends in: of the document's own, or of one whose
    number is still to come."""
    if document.media_type != "pdf":
        return False
    is_beginning = any(one.value.startswith(identifier.value) for one in own)
    return is_beginning or not any(letter.isdigit() for letter in identifier.value.partition("/")[2])


def _covered(printed: Iterable[Printed]) -> dict[int, list[tuple[int, int]]]:
    """By block: the stretches that printed references take up; the only one of a block takes it all."""
    spans: dict[int, list[Printed]] = {}
    for one in printed:
        spans.setdefault(one.block.start, []).append(one)
    return {
        start: [(start, ones[0].block.end)] if len(ones) == 1 else [(one.start, one.end) for one in ones]
        for start, ones in spans.items()
    }


def _candidates(document: Document) -> Iterator[tuple[Identifier, int, int, Block]]:
    links = _links_by_block(document)
    for block in document.blocks:
        if block.zone not in _ZONES or block.kind == "code":
            continue
        text = document.text[block.start : block.end]
        lowered = text.lower()
        if any(sign in lowered for sign in _WORTH_A_LOOK):
            for found in identifiers_in(text):
                yield found.identifier, block.start + found.start, block.start + found.end, block
        for link in links.get(block.start, ()):
            if link.end > link.start and (identifier := identifier_behind(link.target)):
                yield identifier, link.start, link.end, block


def _links_by_block(document: Document) -> dict[int, list[Link]]:
    grouped: dict[int, list[Link]] = {}
    position = 0
    for link in document.links:
        while position + 1 < len(document.blocks) and document.blocks[position + 1].start <= link.start:
            position += 1
        if document.blocks:
            grouped.setdefault(document.blocks[position].start, []).append(link)
    return grouped
