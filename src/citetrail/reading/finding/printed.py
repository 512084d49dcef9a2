"""Printed references of a document: its lists, and single reference paragraphs that nothing announces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple
from urllib.parse import unquote

from citetrail.model.documents import Block, Document
from citetrail.model.folding import fold_words
from citetrail.model.identifiers import Identifier, doi_from_text, identifier_from_text, identifiers_in
from citetrail.reading.citation.lists import split_references
from citetrail.reading.finding.shape import (
    YEAR,
    begins_like_reference,
    has_words_of_trade,
    is_reference,
    reference_score,
)

_LABEL = re.compile(
    r"^[\s↵^•·*–-]*(?:(?P<bracket>\[\s?[\w#+.:,\s’'-]{1,24}\s?\])|(?P<paren>\(\d{1,3}\))|(?P<number>\d{1,4}[.)])(?=\s*\D)|(?P<bare>\d{1,3})(?=\s+[A-Z]))?[\s.:]*"
)
_LEAD = re.compile(
    r"^\s*(?:[-–—>*•]\s+)?(?:(?:the\s+|our\s+)?(?:story|journal|original|full|primary|published)\s+)?"
    r"(?:sources?|references?|citations?|study|paper|article|publication|report|read\s+the\s+(?:study|paper)|"
    r"quellen?|literatur|(?:zur\s+)?studie|(?:original)?(?:publikation|arbeit|veröffentlichung|artikel)(?:en)?|zum\s+paper|"
    r"références?|étude|article\s+original|referencias?|fuentes?|artículo(?:\s+original)?|estudio|referências?|fontes?|artigo|"
    r"fonti|riferiment[io]|studio|source\s+originale|bron(?:nen)?|onderzoek|källa|källor|kilder?|论文|論文|出典|原文)"
    r"(?:\s+(?:information|details|reference|citation))?\s?[:：]\s*",
    re.IGNORECASE,
)
_SEE = (
    r"(?:(?:for\s+(?:example|instance|a\s+\w+|the\s+\w+)|here|similarly|compare|see|quoted\s+(?:in|from)|cited\s+in|cf|e\.g|"
    r"vgl|siehe|so|dazu|hierzu|zit(?:iert)?(?:\s+nach|\.\s+n)|ausführlich|etwa|voir|cité\s+(?:dans|par)|cfr|cf|vedi|véase|ver|zie)"
    r"(?:\s+(?:also|further|especially|e\.g\.|for\s+(?:example|instance)|auch|etwa|z\.\s?B\.|aussi|par\s+exemple|también|anche|ook))?[.,:]?,?\s+)+"
)
_SEE_AT_START = re.compile(rf"^\s*{_SEE}", re.IGNORECASE)
_NEXT_IN_NOTE = re.compile(
    rf"(?:;|(?<=[\w)\]’”\"'])\.)\s+(?=(?:[^.;]{{0,60}}?\b)?{_SEE})(?:[^.;]{{0,60}}?\b)?{_SEE}", re.IGNORECASE
)
_LINK_WORDS = (
    r"cross\s?ref|pub\s?med(?:\s+(?:abstract|citation|central))?|medline|google\s+scholar|scopus|web\s+of\s+science|isi|"
    r"view(?:\s+(?:article|record|at|in|on)\b[\w\s]{0,30})?|publisher(?:\s+full\s+text|['’]s\s+version)?|free\s+full\s+text|full\s+text|"
    r"times\s+cited:?\s*\d*|abstract|pdf|chemport|cas|ads|nasa\s+ads|article|download|find\s+(?:this|it)\b[\w\s]{0,30}|order\s+article(?:\s+via\s+infotrieve)?|"
    r"pmc(?:\s+free\s+article)?|export|search\s+ads|links?|open\s*url|cited\s+by(?:\s+\d+)?|in\s+text\s+citation|inspire|ref\.?"
)
_TAIL = re.compile(
    rf"(?:[\s|·,;/\[\](){{}}↩︎↵^-]*\b(?:{_LINK_WORDS})\b[\s|·,;/\]){{}}↩︎↵^.®]*)+$|[\s|·/↩︎↵^®]+$|\s+\[\s*\]$",
    re.IGNORECASE,
)
_DOI_IN_HREF = re.compile(r"10\.\d{4,9}/[^\s&#?]+")
_NOT_A_REFERENCE = re.compile(
    r"^\W*(?:materials?|story|content|text|article)\s+(?:is\s+|was\s+|has\s+been\s+)?(?:provided|adapted|supplied|reprinted)\s+(?:by|from)\b|"
    r"^\W*(?:this\s+(?:web)?(?:page|site)\s+(?:has\s+been|was)|(?:©|copyright\b|\(c\)\s*(?:19|20)\d\d))|"
    r"^\W*(?:phone\s+|e-?mail\s+|personal\s+)?(?:interview|conversation|correspondence)s?\s*(?:with|,|\(|by)|"
    r"^\W*(?:cover|title|header|lead)?\s*(?:image|photo|picture|illustration|titelbild|bild|foto)(?:\s+credits?)?\s*(?::|by\b)",
    re.IGNORECASE,
)
_PROSE_AND_COLON = re.compile(r"^[^:]{10,300}[^\W\d_]\s?:\s+(?=[^\W\d_])")  # `The paper I like is this: Roe, J. …`
_SURE = 4.5  # points of shape where prose stands before
_TO_READERS = re.compile(
    r"\b(?:your?|my|subscribe|newsletter|click|follow\s+(?:me|us))\b.*\b(?:you|your|me|my|us|our|newsletter)\b",
    re.IGNORECASE,
)
_KEYED = re.compile(r"^[^:“”\"\d]{3,80}:\s+(?=\S)")  # `On sunny days: W. T. Keeton, …`
_EASTERN_AUTHOR = re.compile(r"^\W*(?:\d+\W+)?[\u3400-\u9fff\uac00-\ud7af]{2,4}\s?[,，、.．:：]")
_TYPE_OF_WORK = re.compile(r"\[[JMCDNPRZSG](?:/OL|/CD)?\]")  # GB/T 7714
_SHORTEST = 20
_LONGEST = 5000  # characters; no reference is so long
_ENTRY_SIZE = 700  # characters; longer stretches of a list hold several entries
_OWN_TITLE = 25  # characters; shorter titles may be anybody's


class Printed(NamedTuple):
    """One printed reference: `text[start:end]`, its mark, and what its links say it is."""

    start: int
    end: int
    label: str | None
    block: Block
    linked: tuple[Identifier, ...] = ()


def printed_in(document: Document) -> list[Printed]:
    """Every printed reference in order: those of lists, and in the body paragraphs with the shape of one."""
    found: list[Printed] = []
    for is_list, blocks in groupby(_candidates(document), key=lambda block: block.zone == "references"):
        if is_list:
            found.extend(_listed(document, _stretches(document, blocks)))
        else:
            found.extend(_scattered(document, list(blocks)))
    return _with_links(document, [one for one in found if not _is_own(document, one)])


def _candidates(document: Document) -> Iterator[Block]:
    for block in document.blocks:
        if block.kind not in ("heading", "code", "caption") and block.zone in ("references", "body", "notes"):
            yield block


def _stretches(document: Document, blocks: Iterable[Block]) -> list[list[Block]]:
    """The blocks of a list, those together that only a line break parts."""
    stretches: list[list[Block]] = []
    for block in blocks:
        if stretches and _is_close(document, stretches[-1][-1], block):
            stretches[-1].append(block)
        else:
            stretches.append([block])
    return stretches


def _is_close(document: Document, before: Block, block: Block) -> bool:
    """Plain text cuts lists at numbers and dashes, which may be wrong: only an empty line really parts entries."""
    if block.kind == "footnote":
        return False
    return document.media_type == "text" and document.text.count("\n", before.end, block.start) < 2


def _is_own(document: Document, printed: Printed) -> bool:
    """`How to cite this article`: the document's own title is in it."""
    title = fold_words(document.description.title or "")
    if len(title) < _OWN_TITLE or (printed.block.zone == "references" and printed.label):
        return False
    return title in fold_words(document.text[printed.start : printed.end])


def _listed(document: Document, stretches: Sequence[Sequence[Block]]) -> Iterator[Printed]:
    is_apart = _is_one_each(document, stretches)
    for stretch in stretches:
        start, end = stretch[0].start, stretch[-1].end
        entries = [(start, end)] if is_apart or stretch[0].kind == "footnote" else _entries(document.text, start, end)
        place = 0
        position = start
        for first, last in entries:
            while place + 1 < len(stretch) and stretch[place + 1].start <= first:
                place += 1
            begin = _with_label(document.text, position, first)
            position = last
            printed = _trimmed(document, stretch[place], begin, last) if last - begin <= _LONGEST else None
            if printed and _is_likely(document.text[printed.start : printed.end]):
                yield printed


def _with_label(text: str, position: int, first: int) -> int:
    """Back to the mark before an entry, if nothing else stands between it and the entry before."""
    gap = text[position:first]
    label = _LABEL.match(gap + "A")
    return position if gap.strip() and label and label.end() == len(gap) else first


def _is_one_each(document: Document, stretches: Sequence[Sequence[Block]]) -> bool:
    """Whether empty lines part the entries: then most stretches begin like a reference and are short."""
    if len(stretches) < 2:
        return False
    texts = [document.text[stretch[0].start : stretch[-1].end] for stretch in stretches]
    short = sum(len(text) < _ENTRY_SIZE for text in texts)
    single = sum(len(text) < _ENTRY_SIZE and begins_like_reference(text) for text in texts)
    return short >= 0.9 * len(texts) and single >= 0.5 * len(texts)


def _is_likely(text: str) -> bool:
    """What is in a list is a reference unless it has hardly anything of one: `Show more`, `Accepted 3 May 2016`."""
    if len(text) < _SHORTEST or _NOT_A_REFERENCE.match(text):
        return False
    if identifiers_in(text):
        return True
    begins = bool(begins_like_reference(text) or _EASTERN_AUTHOR.match(text))
    if not begins and (_TO_READERS.search(text) or not any(map(str.isdigit, text))):
        return False  # `If you enjoyed this, subscribe …`, `We rely on peer-reviewed journals.`
    signs = (
        YEAR.search(text),
        begins,
        has_words_of_trade(text) or _TYPE_OF_WORK.search(text),
        " " in text and len(text) > 60,
    )
    return sum(map(bool, signs)) >= 2


def _scattered(document: Document, blocks: Sequence[Block]) -> Iterator[Printed]:
    """References that nothing announces; and items between two of them whose numbers go on from one to the other."""
    found = [list(_alone(document, block)) for block in blocks]
    numbers = [_number(document, block) if block.kind == "item" else None for block in blocks]
    for place, block in enumerate(blocks):
        if not found[place] and 0 < place < len(blocks) - 1 and found[place - 1] and found[place + 1]:
            number, before, after = numbers[place], numbers[place - 1], numbers[place + 1]
            if number and before == number - 1 and after == number + 1:
                one = _trimmed(document, block, block.start, block.end)
                found[place] = [one] if one and _is_likely(document.text[one.start : one.end]) else []
        yield from found[place]


def _number(document: Document, block: Block) -> int | None:
    label = _LABEL.match(document.text[block.start : block.end])
    digits = re.sub(r"\D", "", next((part for part in label.groups() if part), "")) if label else ""
    return int(digits) if digits else None


def _alone(document: Document, block: Block) -> Iterator[Printed]:
    """References in a block that stands in no list: the block, its lines, or the works that a note names."""
    text = document.text[block.start : block.end]
    if not 35 <= len(text) <= 3000:
        return
    spans = _of_note(document, block)
    if len(spans) < 2:
        spans = _whole(document, block) or _lines(document, block) or spans
    yield from (one for start, end in spans if (one := _trimmed(document, block, start, end)))


def _whole(document: Document, block: Block) -> list[tuple[int, int]]:
    """The block as the entries it consists of, or as one reference behind what announces it."""
    text = document.text[block.start : block.end]
    if "\n" in text and block.kind == "paragraph":
        spans = _entries(document.text, block.start, block.end)
        if len(spans) > 1 and all(is_reference(" ".join(document.text[start:end].split())) for start, end in spans):
            return spans
    return _one(document.text, block.start, block.end)


def _one(text: str, start: int, end: int) -> list[tuple[int, int]]:
    lead = _LEAD.match(text[start:end])
    begin = start + (lead.end() if lead else 0)
    words = " ".join(text[begin:end].split())
    if is_reference(words) or (lead and _is_announced(words)):
        return [(begin, end)]
    colon = _PROSE_AND_COLON.match(text[begin:end])
    behind = begin + colon.end() if colon else end
    words = " ".join(text[behind:end].split())
    is_sure = behind < end and is_reference(words) and reference_score(words) >= _SURE
    return [(behind, end)] if is_sure else []


def _is_announced(words: str) -> bool:
    """Behind `Paper:` a reference needs no year, if it begins like one and tells where it was printed."""
    return len(words) < _ENTRY_SIZE and begins_like_reference(words) and bool(identifiers_in(words))


def _lines(document: Document, block: Block) -> list[tuple[int, int]]:
    """Lines of a paragraph that are references, where a line break was meant: `Original paper:<br>Roe, J. …`."""
    text = document.text[block.start : block.end]
    if document.media_type in ("text", "pdf", "latex") or "\n" not in text:
        return []
    found = []
    position = block.start
    for line in text.split("\n"):
        found += _one(document.text, position, position + len(line))
        position += len(line) + 1
    return found


def _of_note(document: Document, block: Block) -> list[tuple[int, int]]:
    """The works that a note names behind `see`, `vgl.` …, each from its author on."""
    if block.zone != "notes" and block.kind != "footnote":
        return []
    text = document.text[block.start : block.end]
    label = _LABEL.match(text)
    begin = label.end() if label else 0
    cuts = [(hit.start(), hit.end()) for hit in _NEXT_IN_NOTE.finditer(text, begin)]
    starts = [begin, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    found = []
    for start, end in zip(starts, ends, strict=True):
        see = _SEE_AT_START.match(text[start:end])
        first = start + (see.end() if see else 0)
        keyed = _KEYED.match(text[first:end])
        if keyed and not is_reference(" ".join(text[first:end].split())):
            first += keyed.end()
        if is_reference(" ".join(text[first:end].split())):
            found.append((block.start + first, block.start + end))
    return found


def _entries(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A stretch of a list as entries: itself, if it has one line, else as the list reader cuts it."""
    if "\n" not in text[start:end] and end - start < _ENTRY_SIZE:
        return [(start, end)]
    return [(start + first, start + last) for first, last in split_references(text[start:end])]


def _trimmed(document: Document, block: Block, start: int, end: int) -> Printed | None:
    """Without the mark before it and the link words behind it."""
    text = document.text
    raw = text[start:end]
    tail = _TAIL.search(raw)
    stop = start + (tail.start() if tail else len(raw.rstrip()))
    label = _LABEL.match(raw)
    mark = None
    if label:
        mark = next((part for part in label.groups() if part), None)
        start += label.end()
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return Printed(start, stop, mark.strip("[](). ") if mark else None, block) if stop > start else None


def _with_links(document: Document, found: Sequence[Printed]) -> list[Printed]:
    """Identifiers of the links that stand in the block of a reference, if the block holds but one."""
    counts: dict[int, int] = {}
    for printed in found:
        counts[printed.block.start] = counts.get(printed.block.start, 0) + 1
    targets: dict[int, list[str]] = {printed.block.start: [] for printed in found}
    blocks = {printed.block.start: printed.block for printed in found}
    places = sorted(blocks)
    position = 0
    for link in document.links:
        while position + 1 < len(places) and places[position + 1] <= link.start:
            position += 1
        if places and places[position] <= link.start <= blocks[places[position]].end:
            targets[places[position]].append(link.target)
    return [
        printed._replace(linked=_linked(targets[printed.block.start])) if counts[printed.block.start] == 1 else printed
        for printed in found
    ]


def _linked(targets: Sequence[str]) -> tuple[Identifier, ...]:
    """One identifier per scheme; none of a scheme of which the links name several."""
    by_scheme: dict[str, set[Identifier]] = {}
    for target in targets:
        identifier = identifier_behind(target)
        if identifier:
            by_scheme.setdefault(identifier.scheme, set()).add(identifier)
    return tuple(found.pop() for found in by_scheme.values() if len(found) == 1)


@lru_cache(maxsize=4096)
def identifier_behind(target: str) -> Identifier | None:
    """The work that a link leads to: a DOI, PMID, PMCID or arXiv id in its address; None for any other address."""
    if not target.lower().startswith(("http", "doi:", "//")) and "10." not in target:
        return None
    found = identifier_from_text(target)
    if found and found.scheme != "url":
        return found
    doi = _DOI_IN_HREF.search(unquote(target))
    return doi_from_text(doi.group()) if doi else None
