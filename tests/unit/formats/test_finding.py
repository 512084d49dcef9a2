"""The format of a file, from its content."""

from __future__ import annotations

import pytest

from citetrail.errors import InputError
from citetrail.formats import bibtex, csl_json, ris
from citetrail.formats.finding import find_format, format_named, format_of_name

TABLE = (bibtex.FORMAT, bibtex.BIBLATEX_FORMAT, ris.FORMAT, csl_json.FORMAT)


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"@article{a, title={x}}", "x.txt", "bibtex"),
        (b"TY  - JOUR\nER  -\n", "x.bib", "ris"),
        (b'[{"type": "book"}]', "x", "csl-json"),
        (b"only a comment", "x.bib", "bibtex"),
        ("\ufeff@article{a}".encode("utf-16-le"), "x", "bibtex"),
    ],
)
def test_content_counts_more_than_the_name(content: bytes, name: str, expected: str) -> None:
    assert find_format(content, name, TABLE).name == expected


@pytest.mark.parametrize("content", [b"", b"hello", b"<!DOCTYPE html>", b"%PDF-1.4", b"PK\x03\x04"])
def test_what_no_format_takes_is_refused(content: bytes) -> None:
    with pytest.raises(InputError):
        find_format(content, "x.txt", TABLE)


def test_a_web_page_named_bib_is_refused() -> None:
    with pytest.raises(InputError, match="a web page"):
        find_format(b"<!DOCTYPE html><html>", "x.bib", TABLE)


def test_names() -> None:
    assert format_named("CSL_JSON", TABLE) is csl_json.FORMAT
    assert format_of_name("a.RIS", TABLE) is ris.FORMAT
    with pytest.raises(InputError):
        format_named("nope", TABLE)
