"""What a reader added to works - notes, quotes, tags, files, marks - in each format: held, or told as lost."""

from __future__ import annotations

import pytest

from citetrail.app.wiring import formats
from citetrail.formats.parts.remarks import note_of_quote
from citetrail.model import Description, Entry, Quote

ENTRY = Entry(
    key="pym1901",
    description=Description(type="book", title="Bells", extra=(("shelf", "K 3"),)),
    aliases=("old",),
    tags=("towers",),
    notes=("Read twice.",),
    files=("bells.pdf",),
    quotes=(Quote(exact="They ring.", page="3", speaker="Pym"),),
    rating=4,
    reading="read",
)
WRITABLE = [form for form in formats() if form.write is not None]
WORDS = {
    "aliases": "old", "tags": "towers", "notes": "Read twice.", "files": "bells.pdf", "quotes": "They ring.",
    "rating": "4", "reading": "read", "extra": "K 3",
}  # fmt: skip


@pytest.mark.parametrize("form", WRITABLE, ids=lambda form: form.name)
def test_every_addition_is_held_or_told(form) -> None:  # type: ignore[no-untyped-def]
    written = form.write([ENTRY])
    lost = {loss.field for loss in written.losses}
    for field, words in WORDS.items():
        is_told = field in lost or (field == "extra" and "shelf" in lost)
        assert is_told or words in written.text, f"{form.name} neither holds nor tells {field}"


@pytest.mark.parametrize("name", ["csl-json", "csl-yaml", "jsonl"])
def test_own_places_hold_all_of_it(name: str) -> None:
    (form,) = formats((name,))
    assert form.write is not None
    assert form.read is not None
    written = form.write([ENTRY])
    (back,) = form.read(written.text.encode(), "x").entries
    assert written.losses == ()
    assert back.model_copy(update={"place": ENTRY.place, "source": ""}) == ENTRY


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_tables_give_fields_of_other_formats_columns_of_their_own(name: str) -> None:
    (form,) = formats((name,))
    assert form.write is not None
    assert form.read is not None
    taken = (("entrytype", "book"), ("shelf", "K 3"), ("title", "would be another"), ("=1+1", "no formula"))
    entry = ENTRY.model_copy(update={"description": ENTRY.description.model_copy(update={"extra": taken})})
    written = form.write([entry])
    assert {loss.field for loss in written.losses} == {"title", "=1+1", "rating", "reading"}
    (back,) = form.read(written.text.encode(), "x").entries
    assert back.description.extra == (("shelf", "K 3"),)


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        (Quote(exact="They ring."), "“They ring.”"),
        (Quote(exact="They ring.", page="3"), "“They ring.” (p. 3)"),
        (Quote(exact="They ring.", page="3", speaker="Pym", source="The Post"), "“They ring.” (Pym, The Post, p. 3)"),
    ],
)
def test_a_quote_as_a_note(quote: Quote, expected: str) -> None:
    assert note_of_quote(quote) == expected
