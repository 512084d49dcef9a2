"""PDF pages as they are: the words of each, running heads left out, and what a reader has highlighted on them.

Needs the extra `pdf` (pypdfium2). The annotation types are those of ISO 32000-2, 12.5.6.10.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from citetrail.documents.pdf.heads import running_heads, shape_of
from citetrail.documents.pdf.opening import opened
from citetrail.errors import InputError
from citetrail.model.folding import squeeze
from citetrail.model.highlights import Highlight

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

_PARTED = re.compile("[\ufffe\u00ad\x02]\\s*")  # what pdfium writes where a word is parted at a line's end
_LINE_END_HYPHEN = re.compile(r"(?<=[a-zà-ÿ])-\s*\n\s*(?=[a-zà-ÿ])")


def pages_of(data: bytes, name: str) -> tuple[str, ...]:
    """The words of every page on one line each. Raises InputError for what is no PDF, locked, or pictures only."""
    with opened(data, name) as document:
        pages = [_lines(document, number) for number in range(len(document))]
    heads = running_heads(pages)
    texts = tuple(_joined([line for line in lines if shape_of(line) not in heads]) for lines in pages)
    if not any(texts):
        hint = "run a text recognition (OCR) over it first"
        raise InputError("this PDF holds pictures of text only", file=name, hint=hint)
    return texts


def _lines(document: PdfDocument, number: int) -> list[str]:
    import pypdfium2

    try:
        text = document[number].get_textpage().get_text_range()
    except pypdfium2.PdfiumError:
        return []  # a page that cannot be loaded has no words
    whole = _LINE_END_HYPHEN.sub("", _PARTED.sub("", text.replace("\r\n", "\n")))
    return [squeeze(line) for line in whole.split("\n") if line.strip()]


def _joined(lines: Sequence[str]) -> str:
    return " ".join(lines)


def highlights_of(data: bytes, name: str) -> tuple[Highlight, ...]:
    """What was marked or noted in the file, page by page, in the order of the text."""
    with opened(data, name) as document:
        return tuple(
            highlight
            for number in range(len(document))
            for _, highlight in sorted(_of_page(document, number), key=lambda placed: placed[0])
        )


def _of_page(document: PdfDocument, number: int) -> Iterator[tuple[tuple[float, float], Highlight]]:
    """Highlights with their place: from the top down, then from the left."""
    import pypdfium2.raw as pdfium

    page = document[number]
    words = page.get_textpage()
    label = document.get_page_label(number) or str(number + 1)
    lines = (pdfium.FPDF_ANNOT_UNDERLINE, pdfium.FPDF_ANNOT_SQUIGGLY, pdfium.FPDF_ANNOT_STRIKEOUT)
    marking = {pdfium.FPDF_ANNOT_HIGHLIGHT, *lines}
    noting = {pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_FREETEXT}
    for annotation in _annotations(page):
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        comment = _string(annotation, b"Contents")
        boxes = _boxes(annotation) if kind in marking else []
        exact = squeeze(_PARTED.sub("", " ".join(_words_in(words, box) for box in boxes)))
        if exact or (comment and kind in marking | noting):
            top, left = (-boxes[0][3], boxes[0][0]) if boxes else _corner(annotation)
            yield (top, left), Highlight(exact, "" if comment == exact else comment, label)


def _annotations(page: PdfPage) -> Iterator[Any]:
    import pypdfium2.raw as pdfium

    for place in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, place)
        if annotation:
            try:
                yield annotation
            finally:
                pdfium.FPDFPage_CloseAnnot(annotation)


def _string(annotation: Any, key: bytes) -> str:
    """A text of the annotation's dictionary; pdfium gives UTF-16 with its length in bytes, the final zero included."""
    import pypdfium2.raw as pdfium

    length = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if length <= 2:
        return ""
    buffer = (ctypes.c_ushort * (length // 2))()
    pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, length)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0").replace("\r\n", "\n").replace("\r", "\n").strip()


def _boxes(annotation: Any) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right and top of every marked line."""
    import pypdfium2.raw as pdfium

    boxes = []
    for place in range(pdfium.FPDFAnnot_CountAttachmentPoints(annotation)):
        quad = pdfium.FS_QUADPOINTSF()
        if pdfium.FPDFAnnot_GetAttachmentPoints(annotation, place, quad):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            boxes.append((min(xs), min(ys), max(xs), max(ys)))
    return boxes


def _corner(annotation: Any) -> tuple[float, float]:
    import pypdfium2.raw as pdfium

    rectangle = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, rectangle)
    return -float(rectangle.top), float(rectangle.left)


def _words_in(words: PdfTextPage, box: tuple[float, float, float, float]) -> str:
    left, bottom, right, top = box
    middle, height = (bottom + top) / 2, (top - bottom) / 4  # the middle half: neighbouring lines overlap the edges
    return str(words.get_text_bounded(left=left, bottom=middle - height, right=right, top=middle + height))
