"""Types found out by content, and clear refusals."""

from __future__ import annotations

import pytest

from citetrail import documents
from citetrail.errors import InputError
from citetrail.model import Document, Reader

PROSE = "It rained on the roof for three days and nobody in the village thought much of it. " * 3


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (b"<!DOCTYPE html><p>Hello there</p>", "page", "html"),
        (b"<html><body><p>Hello</p></body></html>", "page.txt", "html"),
        (b"  <!-- saved --><HTML><body>x</body></HTML>", "-", "html"),
        (b"# Title\n\nWords with a [link](https://a.example/)\n\n## More\n\nand **bold** ones", "-", "markdown"),
        (b"plain words", "notes.md", "markdown"),
        (b"plain words", "notes", "text"),
        (b"a < b and b > c, said the book", "notes.txt", "text"),
        (b"# a shell comment\nls\n", "run.sh", "text"),
    ],
)
def test_the_type_is_found_out(data: bytes, name: str, media_type: str) -> None:
    assert documents.read(data, name).media_type == media_type


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "PNG"),
        (b"\x00\x01\x02\x03" * 1000, "binary"),
    ],
    ids=["empty", "blank", "picture", "noise"],
)
def test_unreadable_input_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        documents.read(data, "thing")
    assert caught.value.file == "thing"
    assert caught.value.hint


def test_too_large_input_is_refused() -> None:
    too_much = b"a" * (documents.SIZE_LIMIT + 1)
    with pytest.raises(InputError, match="MB"):
        documents.read(too_much, "big.txt")


def test_other_readers_are_asked_first() -> None:
    own = Reader(
        "own",
        (".own",),
        lambda _, name: name.endswith(".own"),
        lambda _, name: Document(name=name, media_type="other", text="x"),
    )
    assert documents.read(b"anything", "a.own", readers=(own,)).media_type == "other"
    assert documents.read(b"anything", "a.txt", readers=(own,)).media_type == "text"
