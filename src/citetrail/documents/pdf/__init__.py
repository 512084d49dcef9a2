"""PDF: the words of its pages line by line through pdfium, running heads set apart, reference lists kept together.

Needs the extra `pdf` (pypdfium2, BSD-3 and Apache-2.0). pdfium is not safe in threads: one document at a time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from citetrail.documents.parts.describing import describe
from citetrail.documents.parts.drafts import Draft, placed
from citetrail.documents.parts.entries import begins_like_entry
from citetrail.documents.parts.vocabulary import is_heading_after_references, is_reference_heading
from citetrail.documents.parts.zoning import zone_by_words
from citetrail.documents.pdf.front import FrontLine, own_doi, title_of_page
from citetrail.documents.pdf.heads import EDGE_LINES, running_heads, shape_of
from citetrail.documents.pdf.opening import opened
from citetrail.errors import InputError
from citetrail.model.descriptions import Description
from citetrail.model.documents import Document, Reader
from citetrail.model.folding import squeeze
from citetrail.model.persons import Person, person_from_text

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

_MOST_PAGES = 2000
_SAME_EDGE = 3.0  # points
_COLUMN = 90.0  # points between the margins of two columns at least
# pdfium writes U+FFFE, some fonts U+00AD, where a word is parted at a line end, and drops the line break.
_PART_MARK = "\ufffe"
_PARTED = re.compile("[\ufffe\u00ad\x02]")
_INSIDE_WORD = re.compile(rf"(?<=\w){_PART_MARK}\s*(?=\w)")
_HYPHEN = re.compile(r"(?<=[a-zà-ÿ])-$")
_SENTENCE_END = (".", "!", "?", ":", "”", '"', ")")
_NUMBERED_HEADING = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[IVX]{1,4}\.)\s+[A-Z]\S*(?:\s+\S+){0,9}$")
_CAPITAL_HEADING = re.compile(r"^[A-Z][A-Z &:,/-]{3,60}$")
_LABEL = re.compile(r"^\s*(?:\[\d{1,3}\]|\d{1,3}[.)])\s")
_LINK_LINE = re.compile(
    r"^(?:[\s|]*(?:publisher full text|pubmed abstract|free full text|reference source|crossref|pubmed|google scholar|"
    r"view article|medline|web of science))+[\s|]*$",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"^\s*(?:fig(?:ure)?|table)\.?\s+\w{1,4}[.:]", re.IGNORECASE)
_END_OF_LIST = re.compile(
    r"^(?:appendix|acknowledge?ments?|supporting information|supplementary|author contributions|competing interests|"
    r"(?:fig(?:ure)?|table)\.?\s+\w+[.:]|received\b.{0,40}\d{4}|©|copyright\b|publish with|submit your)",
    re.IGNORECASE,
)


class _Line(NamedTuple):
    """A line of a page (pages count from 1), where its first letter begins, in points from the left, and its height."""

    text: str
    page: int
    left: float | None = None
    height: float | None = None  # of its letters, on the first page


def read(data: bytes, name: str) -> Document:
    """The document; words parted at line ends are joined, a list of references is one block with its line breaks."""
    pages, metadata = _pages(data, name)
    heads = running_heads([[line.text for line in lines] for lines in pages])
    drafts = list(_drafts(pages, heads))
    if not any(draft.text.strip() for draft in drafts):
        raise InputError(
            "this PDF holds pictures of text only", file=name, hint="run a text recognition (OCR) over it first"
        )
    zone_by_words(drafts)
    described = describe(drafts, _description(metadata, pages))
    text, blocks, links = placed(drafts)
    return Document(
        name=name,
        media_type="pdf",
        text=text,
        blocks=blocks,
        links=links,
        description=described.description,
        not_after=described.not_after,
        page_starts=_page_starts(drafts),
    )


def _page_starts(drafts: Sequence[Draft]) -> tuple[int, ...]:
    """Where each page begins in the text; one without words where the next begins. Running heads stand at the end."""
    first: dict[int, int] = {}
    for draft in drafts:
        for offset, page in draft.pages:
            first.setdefault(page, (draft.start or 0) + offset)
    starts: list[int] = []
    for page in range(max(first, default=0), 0, -1):
        starts.append(min(first.get(page, starts[-1] if starts else 0), starts[-1] if starts else first[page]))
    return tuple(reversed(starts))


def _pages(data: bytes, name: str) -> tuple[list[list[_Line]], dict[str, str]]:
    with opened(data, name) as document:
        return [_lines(document, number) for number in range(min(len(document), _MOST_PAGES))], _metadata(document)


def _lines(document: PdfDocument, number: int) -> list[_Line]:
    """The lines of a page; a page that cannot be loaded has none."""
    import pypdfium2

    try:
        page = document[number].get_textpage()
        text = page.get_text_range()
    except pypdfium2.PdfiumError:
        return []
    lines = []
    position = 0
    for raw in _PARTED.sub(_PART_MARK, text).split("\n"):
        words = squeeze_line(raw)
        if words:
            first, last = position + len(raw) - len(raw.lstrip()), position + len(raw.rstrip()) - 1
            height = _height(page, first, last) if number == 0 else None
            lines.append(_Line(words, number + 1, _left_edge(page, first), height))
        position += len(raw) + 1
    return lines


def _left_edge(page: PdfTextPage, index: int) -> float | None:
    """Where a letter begins. Index and text can be out of step (ligatures): then the edge is a neighbour's."""
    import pypdfium2

    try:
        return float(page.get_charbox(index)[0])
    except (pypdfium2.PdfiumError, ValueError, IndexError):
        return None


def _height(page: PdfTextPage, first: int, last: int) -> float | None:
    """The height of a line's letters, by the tallest of a few: raised numbers and marks are smaller."""
    import pypdfium2

    heights = []
    for index in {first, (first + last) // 2, (2 * first + last) // 3, last}:
        try:
            _, bottom, _, top = page.get_charbox(index, loose=True)
        except (pypdfium2.PdfiumError, ValueError, IndexError):
            continue
        heights.append(float(top - bottom))
    return max(heights, default=0.0) or None


def squeeze_line(line: str) -> str:
    """A line with single blanks; the marks of parted words go, and their halves join."""
    return " ".join(_INSIDE_WORD.sub("", line).replace(_PART_MARK, "-").split())


def _metadata(document: PdfDocument) -> dict[str, str]:
    return {key: squeeze(str(value)) for key, value in document.get_metadata_dict().items() if value}


def _drafts(pages: Sequence[Sequence[_Line]], heads: set[str]) -> Iterator[Draft]:
    """Paragraphs of the body, whole reference lists, and the running heads apart."""
    kept: list[_Line] = []
    apart: list[_Line] = []
    for lines in pages:
        edge = set(range(EDGE_LINES)) | set(range(len(lines) - EDGE_LINES, len(lines)))
        for place, line in enumerate(lines):
            is_head = place in edge and (shape_of(line.text) in heads or line.text.isdigit())
            (apart if is_head else kept).append(line)
    yield from _body_and_lists(kept)
    for shape in dict.fromkeys(shape_of(line.text) for line in apart):
        yield Draft(shape, zone="boilerplate")


def _body_and_lists(lines: Sequence[_Line]) -> Iterator[Draft]:
    typical = median([len(line.text) for line in lines]) if lines else 0.0
    place = 0
    while place < len(lines):
        if _is_list_heading(lines[place].text) and _is_list_below(lines, place):
            end = _end_of_list(lines, place + 1)
            yield _list_heading(lines[place])
            yield _list_draft(lines[place + 1 : end])
            place = end
        else:
            end = _end_of_paragraph(lines, place, typical)
            yield _paragraph(lines[place:end])
            place = end


def _list_heading(line: _Line) -> Draft:
    path = f"page-{line.page}"
    return Draft(line.text, kind="heading", level=1, zone="references", path=path, pages=[(0, line.page)])


def _is_list_heading(text: str) -> bool:
    """The last word of a wrapped sentence is no heading."""
    return is_reference_heading(text) and not text[:1].islower() and not text.endswith(".")


def _is_list_below(lines: Sequence[_Line], heading: int) -> bool:
    """Years in the lines that follow: else it is the word in a table of contents."""
    following = lines[heading + 1 : heading + 21]
    return sum(bool(re.search(r"\b(?:1[89]|20)\d\d\b", line.text)) for line in following) >= max(1, len(following) // 7)


def _end_of_list(lines: Sequence[_Line], start: int) -> int:
    """The next heading that is no reference, or the end; a list goes on over pages."""
    for place in range(start, len(lines)):
        text = lines[place].text
        is_end = is_heading_after_references(text) or _END_OF_LIST.match(text)
        if is_end and _is_far_from_years(lines, place):
            return place
    return len(lines)


def _is_far_from_years(lines: Sequence[_Line], place: int) -> bool:
    """Captions and the like between two parts of a list do not end it."""
    following = lines[place + 1 : place + 31]
    return sum(bool(re.search(r"\b(?:1[89]|20)\d\d\b", line.text)) for line in following) < max(2, len(following) // 8)


def _list_draft(lines: Sequence[_Line]) -> Draft:
    """A list with blanks before its indented lines, as the list reader looks for hanging indents."""
    path = f"page-{lines[0].page}" if lines else None
    pieces = []
    firsts: list[tuple[str, int]] = []
    for number, group in groupby(lines, key=lambda line: line.page):
        page = list(group)
        margins = _margins([line.left for line in page if line.left is not None])
        firsts.append((page[0].text, number))
        pieces += [" " * _indent(line.left, margins) + line.text for line in page]
    text = "\n".join(_with_gaps(pieces)).strip()
    return Draft(text, kind="paragraph", zone="references", path=path, pages=_pages_in(text, firsts))


def _pages_in(text: str, firsts: Sequence[tuple[str, int]]) -> list[tuple[int, int]]:
    """Where the first line of each page stands in the text; a page whose first line was left out is passed over."""
    found: list[tuple[int, int]] = []
    position = 0
    for line, page in firsts:
        place = text.find(line, position)
        if place >= 0:
            found.append((place, page))
            position = place
    return found


def _with_gaps(lines: Sequence[str]) -> list[str]:
    """An empty line between the entries of an unnumbered list, where indents or short last lines show them."""
    kept = [line for line in lines if not _CAPTION.match(line)]
    if sum(bool(_LABEL.match(line)) for line in kept) > 0.2 * len(kept):
        return [line for line in kept if not _LINK_LINE.match(line)]
    outer = [line for line in kept if not line.startswith(" ")]
    if len(outer) < 0.2 * len(kept) or len(outer) > 0.8 * len(kept):
        return _parted_by_ends(kept)
    if sum(map(begins_like_entry, outer)) < 0.6 * len(outer):
        return kept
    return _parted_by_indents(kept)


def _parted_by_indents(lines: Sequence[str]) -> list[str]:
    """Before a line at the margin that begins like an entry or follows a finished one."""
    spaced: list[str] = []
    for line in lines:
        before = spaced[-1].rstrip() if spaced else ""
        is_finished = before.endswith((".", ")", "]")) or before[-1:].isdigit()
        if is_finished and not line.startswith(" ") and begins_like_entry(line):
            spaced.append("")
        spaced.append(line)
    return spaced


def _parted_by_ends(lines: Sequence[str]) -> list[str]:
    """After a short line that ends with a full stop, and in place of a line of links."""
    typical = median([len(line) for line in lines]) if lines else 0.0
    spaced: list[str] = []
    for line in lines:
        is_link = bool(_LINK_LINE.match(line))
        spaced += [] if is_link else [line]
        if is_link or (len(line) < 0.8 * typical and line.endswith(".")):
            spaced.append("")
    return spaced


def _margins(lefts: Sequence[float]) -> list[float]:
    """The left margin of each column: the smallest of the edges that many lines share and a column's width parts."""
    counts = Counter(round(left / _SAME_EDGE) * _SAME_EDGE for left in lefts)
    common = sorted(edge for edge, count in counts.items() if count >= max(2, 0.08 * len(lefts)))
    margins: list[float] = []
    for edge in common:
        if not margins or edge - margins[-1] > _COLUMN:
            margins.append(edge)
    return margins


def _indent(left: float | None, margins: Sequence[float]) -> int:
    """Blanks for the distance from the column's margin."""
    column = max((margin for margin in margins if left is not None and margin <= left + _SAME_EDGE), default=None)
    if left is None or column is None or left - column < 1.5 * _SAME_EDGE:
        return 0
    return min(int((left - column) / _SAME_EDGE), 8)


def _end_of_paragraph(lines: Sequence[_Line], start: int, typical: float) -> int:
    """After a short line that ends a sentence, before and after a heading, at most a page's worth of lines."""
    if _is_heading(lines[start].text):
        return start + 1
    for place in range(start, min(len(lines), start + 60)):
        text = lines[place].text
        if place > start and (_is_heading(text) or is_reference_heading(text)):
            return place
        if len(text) < 0.8 * typical and text.endswith(_SENTENCE_END):
            return place + 1
    return min(len(lines), start + 60)


def _is_heading(text: str) -> bool:
    return bool(_NUMBERED_HEADING.match(text) or _CAPITAL_HEADING.match(text))


def _paragraph(lines: Sequence[_Line]) -> Draft:
    path = f"page-{lines[0].page}"
    if len(lines) == 1 and _is_heading(lines[0].text):
        return Draft(lines[0].text, kind="heading", level=3, path=path, pages=[(0, lines[0].page)])
    words = ""
    pages: list[tuple[int, int]] = []
    for line in lines:
        if not pages or pages[-1][1] != line.page:
            pages.append((len(words), line.page))
        words = _HYPHEN.sub("", words) + line.text if _HYPHEN.search(words) else f"{words} {line.text}".lstrip()
    return Draft(words, path=path, pages=pages)


def _description(metadata: dict[str, str], pages: Sequence[Sequence[_Line]]) -> Description:
    """Title and DOI of the first page, and the authors of the file's properties where they look like it."""
    front = [FrontLine(line.text, line.height) for line in next(iter(pages), ())]
    doi = own_doi(front)
    return Description(
        title=title_of_page(front, metadata.get("Title")),
        authors=_people(metadata.get("Author", "")),
        identifiers=(doi,) if doi else (),
    )


def _people(names: str) -> tuple[Person, ...]:
    parts = re.split(r"\s*;\s*|\s*,\s*(?:and\s+)?|\s+and\s+", names)
    people = [person_from_text(part) for part in parts if " " in part and "@" not in part]
    return tuple(person for person in people if person)


def _is_pdf(data: bytes, _name: str) -> bool:
    return b"%PDF-" in data[:1024]


READER = Reader("pdf", (".pdf",), _is_pdf, read)
