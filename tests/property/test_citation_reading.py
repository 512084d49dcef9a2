"""Whatever the text, reading a citation or a list gives spans of that text and never fails."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from citetrail.reading import explain, read_citation, split_references
from citetrail.reading.citation.dates import access_in_text, date_from_text
from citetrail.reading.citation.names import people_from_text
from citetrail.reading.citation.tokens import pieces_from_text, tokens_from_text

PIECES = st.sampled_from(
    ["Rockliff", "H.", ", ", ". ", " (2011)", "“", "”", "'", " et al.", "vol. 11", "(6)", ":1388-96", "doi:10.5555/", "In ",
     "\n", "[1] ", "1. ", "; ", "—", "東", "\x00", "é", "e\u0301", "<i>", "in press", "Jr.", "&", "http://a.example/b c"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map("".join))


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_readings(text: str) -> None:
    reading = read_citation(text)
    assert reading.text == text
    assert all(0 <= span.start < span.end <= len(text) and 0 <= span.confidence <= 1 for span in reading.spans)
    assert "".join(stretch.text for stretch in explain(reading)) == text
    assert 0 <= reading.confidence <= 1


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_lists(text: str) -> None:
    spans = split_references(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_tokens(text: str) -> None:
    assert "".join(pieces_from_text(text)) == text
    words, starts, _ = tokens_from_text(text)
    assert all(text[start : start + len(word)] == word for word, start in zip(words, starts, strict=True))


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_parts(text: str) -> None:
    people_from_text(text)
    date_from_text(text)
    access_in_text(text)
