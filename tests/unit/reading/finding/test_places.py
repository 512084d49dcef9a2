"""On which page of a document a find stands."""

from __future__ import annotations

import pytest

from citetrail.model import Document
from citetrail.model.references import Place
from citetrail.reading.finding.places import place_in


@pytest.mark.parametrize(("offset", "page"), [(0, 1), (9, 1), (10, 2), (24, 2), (25, 4), (99, 4)])
def test_the_page_is_the_last_that_begins_before(offset: int, page: int) -> None:
    document = Document(name="a.pdf", media_type="pdf", text="x" * 100, page_starts=(0, 10, 25, 25))
    assert place_in(document, offset, offset + 1).page == page


def test_a_page_is_shown_where_there_are_no_lines() -> None:
    assert str(Place(source="a.pdf", page=4)) == "a.pdf p. 4"
    assert str(Place(source="a.txt", line=3, page=4)) == "a.txt:3"
