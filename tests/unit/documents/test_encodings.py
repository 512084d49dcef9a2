"""Bytes to text, whatever their encoding."""

from __future__ import annotations

import pytest

from citetrail.documents.parts.encodings import text_from_bytes
from citetrail.errors import InputError

WORDS = "Größe, naïveté – “déjà vu” and more of it, said Žižek"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"], ids=lambda name: name
)
def test_unicode_encodings_are_found_out(encoding: str) -> None:
    assert text_from_bytes(WORDS.encode(encoding), "a.txt").text == WORDS


def test_windows_1252_is_guessed_and_told() -> None:
    decoded = text_from_bytes("“déjà vu”".encode("cp1252"), "a.txt")
    assert decoded.text == "“déjà vu”"
    assert decoded.warnings


def test_what_a_page_declares_wins_over_guessing() -> None:
    assert text_from_bytes("Škoda".encode("iso-8859-2"), "a.html", "iso-8859-2").text == "Škoda"


def test_a_wrong_declaration_is_overruled_by_the_bytes() -> None:
    assert text_from_bytes("Škoda".encode(), "a.html", "us-ascii").text == "Škoda"


def test_single_stray_bytes_in_utf8_are_mended() -> None:
    data = ("ä" * 200).encode() + b"caf\xe9 " + ("ö" * 200).encode()
    decoded = text_from_bytes(data, "a.txt")
    assert "café " in decoded.text
    assert decoded.warnings


def test_a_file_cut_inside_a_letter_is_read() -> None:
    assert text_from_bytes("abc ä".encode()[:-1], "a.txt").text == "abc "


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_become_newlines(line_end: str) -> None:
    assert text_from_bytes(f"a{line_end}b".encode(), "a.txt").text == "a\nb"


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n" + bytes(100), b"%PDF-1.4 junk", b"PK\x03\x04junk", bytes(range(256)) * 20],
    ids=["png", "pdf", "zip", "noise"],
)
def test_binary_data_is_refused_with_the_file_and_what_to_do(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        text_from_bytes(data, "thing.txt")
    assert caught.value.file == "thing.txt"
    assert caught.value.hint


def test_damaged_utf16_is_refused() -> None:
    with pytest.raises(InputError, match="cut off or damaged"):
        text_from_bytes(b"\xff\xfea\x00b", "a.txt")
