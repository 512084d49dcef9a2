"""No bytes crash a reader or the finding, and every finding stands where it says it does."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citetrail import documents
from citetrail.errors import InputError
from citetrail.model import Description, Document, Reading
from citetrail.reading import find

ARTICLES = sorted((Path(__file__).resolve().parent.parent / "data" / "articles").iterdir())
NAMES = ("a.txt", "a.md", "a.html", "a", "a.tex", "a.docx", "a.pdf", "a.xml", "a.org", "a.ipynb", "a.wiki")
PIECES = st.sampled_from(
    (
        "“", "”", '"', "‘", "’", "„", "«", "»", "said ", "Jane Roe", " she added", ", ", ". ", ": ", "\n", "\n\n", "References\n",
        "Smith, J. (2001). Bells. Parish Q, 4(2), 11-19. ", "doi:10.5555/x.1", "https://doi.org/10.5555/(y", "December 22, 2011",
        "<p>", "</p>", "<li>", "<a href='http://[x]'>", "</a>", "<table><tr><td>", "# ", "* ", "[1] ", "[w](", ")", "```", "---\n",
        "Leave a Comment\n", "© 2011 by John Smith", "\u00ad", "\ufffe", "é", "\x00", "&amp;", "$x$", "\\cite{a}", "{", "}",
        "study of 44 participants ", "the journal Emotion ", "University of Bristol ",
    )
)  # fmt: skip


def no_reader(texts: object) -> list[Reading]:
    return [Reading(text=text, description=Description()) for text in texts]  # type: ignore[attr-defined]  # a list


def read_whole(data: bytes, name: str) -> Document | None:
    try:
        return find(documents.read(data, name), no_reader)
    except InputError:
        return None


def check(document: Document | None) -> None:
    if document is None:
        return
    text = document.text
    ends = [0]
    for block in document.blocks:
        assert ends[-1] <= block.start <= block.end <= len(text)
        ends.append(block.end)
    assert all(0 <= link.start <= link.end <= len(text) for link in document.links)
    assert all(text[one.place.start : one.place.end] == one.raw for one in document.references)
    assert all(text[one.start : one.end] == one.raw for one in document.mentions)
    assert all(text[one.start : one.end] == one.exact for one in document.quotations)
    for trail in document.trails:
        assert all(index < len(document.references) for index in trail.references)
        assert all(index < len(document.mentions) for index in trail.mentions)
        assert all(index < len(document.quotations) for index in trail.quotations)


@settings(max_examples=120, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(NAMES))
def test_any_bytes(data: bytes, name: str) -> None:
    check(read_whole(data, name))


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=40), st.sampled_from(NAMES))
def test_any_pieces_of_pages(pieces: list[str], name: str) -> None:
    check(read_whole("".join(pieces).encode(), name))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.floats(0, 1), st.binary(max_size=3))
def test_articles_cut_off_and_damaged(path: Path, share: float, noise: bytes) -> None:
    data = path.read_bytes()
    cut = int(share * len(data))
    check(read_whole(data[:cut], path.name))
    check(read_whole(data[:cut] + noise + data[cut + len(noise) :], path.name))
