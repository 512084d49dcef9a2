"""Pages of PDFs, and what a reader marked on them."""

from __future__ import annotations

import pytest

from citetrail.documents.pdf.pages import highlights_of, pages_of
from citetrail.errors import InputError
from small_pdf import Mark, small_pdf

LINES = ["Running head 1", "Quokkas smile in ex-", "traordinary ways, but well-", "known wombats do not."]


def test_every_page_is_one_line_and_running_heads_are_left_out() -> None:
    pages = pages_of(small_pdf([LINES, ["Running head 2", "More."], ["Running head 3", "End."]]), "a.pdf")
    assert pages == ("Quokkas smile in extraordinary ways, but wellknown wombats do not.", "More.", "End.")


def test_highlights_come_in_the_order_of_the_text_with_words_joined() -> None:
    marks = [
        Mark(1, 3, "well-", below="known wombats"),
        Mark(1, 2, "ex-", "Really?", below="traordinary ways"),
        Mark(1, 4, "do not", kind="Underline"),
        Mark(1, 1, "head", "a loose note", kind="Text"),
        Mark(1, 1, "Running", kind="Link"),
    ]
    found = highlights_of(small_pdf([LINES], marks), "a.pdf")
    assert [(one.exact, one.comment, one.page) for one in found] == [
        ("", "a loose note", "1"),
        ("extraordinary ways", "Really?", "1"),
        ("wellknown wombats", "", "1"),
        ("do not", "", "1"),
    ]


@pytest.mark.parametrize(
    ("data", "told"),
    [(b"%PDF-1.4 nothing behind it", "damaged"), (small_pdf([[]]), "pictures of text only")],
    ids=["damaged", "without words"],
)
def test_what_cannot_be_read_is_told(data: bytes, told: str) -> None:
    with pytest.raises(InputError, match=told):
        pages_of(data, "a.pdf")
