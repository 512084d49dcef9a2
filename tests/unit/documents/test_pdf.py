"""PDF, written here by hand: one line of text per drawing operator."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from citetrail import documents
from citetrail.documents.pdf import squeeze_line
from citetrail.errors import InputError
from citetrail.model import Document

pytest.importorskip("pypdfium2", reason="needs the extra pdf")

Line = tuple[int, str]  # distance from the left in points, words


def pdf(pages: Sequence[Sequence[Line]]) -> bytes:
    """A PDF of these lines, one below the other."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        drawn = "".join(
            f"BT /F1 10 Tf {left} {760 - 14 * row} Td ({words}) Tj ET\n" for row, (left, words) in enumerate(lines)
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}endstream")
        content = len(objects)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {content} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out = "%PDF-1.4\n"
    offsets = []
    for number, text in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    start = len(out)
    size = len(objects) + 1
    out += (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF"
    )
    return out.encode("latin-1")


def words(document: Document, zone: str) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks if block.zone == zone]


BODY = [
    (72, "The bell of Saint Orfe is older than the church and nobody knows who hung it up there."),
    (72, "It is loud."),
]
LIST = [
    (72, "References"),
    (72, "Pym E, Dune R (2001) The bell and what became of it in the years of rain. Parish"),
    (90, "Quarterly 4:11-19"),
    (72, "Wick D (2004) Felt hammers and how they are made by hand in winter. Journal of Quiet"),
    (90, "Things 9:101-107"),
    (72, "Zell A (1999) Ropes for bells, and other short things. Parish Quarterly 2:3-4"),
]


def test_paragraphs_and_a_list_by_its_hanging_indents() -> None:
    document = documents.read(pdf([[*BODY, *LIST]]), "a.pdf")
    assert document.media_type == "pdf"
    assert words(document, "body") == [f"{BODY[0][1]} {BODY[1][1]}"]
    heading, entries = words(document, "references")
    assert heading == "References"
    assert [entry.split()[0] for entry in entries.split("\n\n")] == ["Pym", "Wick", "Zell"]


def test_running_heads_are_set_apart() -> None:
    pages = [[(72, f"Parish Quarterly {number}"), *BODY, (300, str(number))] for number in (11, 12, 13)]
    document = documents.read(pdf(pages), "a.pdf")
    assert "Parish Quarterly" not in " ".join(words(document, "body"))
    assert words(document, "boilerplate")


@pytest.mark.parametrize(
    ("line", "joined"),
    [("inter\ufffenational", "international"), ("a  b", "a b"), ("2001\ufffe 2003", "20012003"), ("end\ufffe", "end-")],
)
def test_parted_words_are_joined(line: str, joined: str) -> None:
    assert squeeze_line(line) == joined


def test_a_pdf_without_words_is_told_so() -> None:
    with pytest.raises(InputError, match="pictures of text"):
        documents.read(pdf([[]]), "a.pdf")


def test_a_damaged_pdf_is_told_so() -> None:
    with pytest.raises(InputError, match="damaged") as caught:
        documents.read(b"%PDF-1.4\nnothing of a PDF", "a.pdf")
    assert caught.value.hint


def test_every_page_has_its_place_also_within_a_list() -> None:
    entries = [
        (
            72,
            f"Pym E, Dune R (200{number}) The bell and what became of it, part {number}. Parish Quarterly {number}:1-9.",
        )
        for number in range(6)
    ]
    document = documents.read(pdf([BODY, [(72, "References"), *entries[:3]], entries[3:]]), "a.pdf")
    first, second, third = document.page_starts
    assert first == 0
    assert document.text[second:].startswith("References")
    assert document.text[third:].lstrip().startswith("Pym E, Dune R (2003)")
