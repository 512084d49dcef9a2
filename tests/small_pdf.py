"""PDFs of a few lines for tests, with highlights where a reader would have made them: written by hand, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Mark(NamedTuple):
    """A highlight over words of a line (pages and lines count from 1), with the reader's comment; no words: a note."""

    page: int
    line: int
    words: str
    comment: str = ""
    kind: str = "Highlight"
    below: str = ""  # words of the next line that the mark runs on to


_LETTER = 7.2  # Courier at 12 points: every letter has this width
_LEFT, _TOP, _STEP = 72, 720, 16


def small_pdf(pages: Sequence[Sequence[str]], marks: Sequence[Mark] = ()) -> bytes:
    """A PDF with these lines on each page."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
    ]
    kids = []
    for number, lines in enumerate(pages, 1):
        content = b"BT /F1 12 Tf %d %d Td %d TL " % (_LEFT, _TOP, _STEP)
        content += b" ".join(b"(%s) Tj T*" % _escaped(line) for line in lines) + b" ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        contents = len(objects)
        notes = []
        for mark in marks:
            if mark.page == number:
                objects.append(_annotation(mark, lines))
                notes.append(b"%d 0 R" % len(objects))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Annots [%s]"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (contents, b" ".join(notes))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return _file(objects)


def _escaped(text: str) -> bytes:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("latin-1")


def _annotation(mark: Mark, lines: Sequence[str]) -> bytes:
    boxes = [_box(lines, mark.line, mark.words)]
    if mark.below:
        boxes.append(_box(lines, mark.line + 1, mark.below))
    quads = " ".join(
        f"{left} {top} {right} {top} {left} {bottom} {right} {bottom}" for left, bottom, right, top in boxes
    )
    text = f" /Contents ({mark.comment})" if mark.comment else ""
    rectangle = " ".join(map(str, boxes[0]))
    return (
        f"<< /Type /Annot /Subtype /{mark.kind} /Rect [{rectangle}] /QuadPoints [{quads}] /C [1 1 0]{text} >>"
    ).encode("latin-1")


def _box(lines: Sequence[str], line: int, words: str) -> tuple[float, float, float, float]:
    start = lines[line - 1].index(words)
    base = _TOP - (line - 1) * _STEP
    return _LEFT + start * _LETTER - 0.5, base - 3, _LEFT + (start + len(words)) * _LETTER + 0.5, base + 11


def _file(objects: Sequence[bytes]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return data + head + table + tail
