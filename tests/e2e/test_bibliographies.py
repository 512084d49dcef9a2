"""Formatted bibliographies of a library with notes, quotes and claims, as the installed command writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from citetrail.documents.docx import READER
from e2e.conftest import Workplace

BIB = """
@article{doe2020, author={Doe, Jane and Roe, Rob}, title={Visible things}, journal={Journal of Things}, year=2020, doi={10.5555/abc}}
@book{poe2018, author={Poe, Cy}, title={A book about things}, publisher={Press}, year=2018}
@misc{undated, author={Lee, Al}, title={Without a date}}
"""


@pytest.fixture
def shelf(workplace: Workplace) -> Workplace:
    """A library of three works, two of them annotated."""
    workplace.write("refs.bib", BIB)
    for arguments in (
        ("add", "refs.bib"),
        ("tag", "doe2020", "+thesis", "+core"),
        ("tag", "poe2018", "+thesis"),
        ("note", "doe2020", "Read *carefully*.\n\n- one"),
        ("quote", "doe2020", "It is plain to see", "--page", "12"),
        ("claim", "doe2020", "Things are visible", "--verdict", "supported", "--quote", "1"),
        ("claim", "poe2018", "Books are dead", "--verdict", "disputed", "--from", "blog.html"),
    ):
        result = workplace.run(*arguments)
        assert result.code == 0, result.err
    return workplace


def test_an_annotated_bibliography(shelf: Workplace) -> None:
    result = shelf.run("export", "--format", "text", "--style", "apa", "--annotated")
    assert result.out == (
        "Doe, J., & Roe, R. (2020). Visible things. Journal of Things. https://doi.org/10.5555/abc\n\n"
        "    Read carefully.\n\n    • one\n\n    Claim (supported): Things are visible\n\n"
        "        “It is plain to see” (p. 12)\n\n"
        "Lee, A. (n.d.). Without a date.\n\n"
        "Poe, C. (2018). A book about things. Press.\n\n    Claim (disputed): Books are dead (blog.html)\n\n"
        "Verdicts on claims\n------------------\n\n"
        "Verdict    Claims  Works\n---------  ------  -----------------\n"
        "disputed   1       (Poe, 2018)\nsupported  1       (Doe & Roe, 2020)\n"
    )


@pytest.mark.parametrize(
    ("group_by", "headings"),
    [
        ("tag", ["core", "thesis", "Without a tag"]),
        ("verdict", ["Supported", "Disputed", "Without claims"]),
        ("type", ["Books", "Documents", "Journal articles"]),
        ("year", ["2020", "2018", "Without a date"]),
    ],
)
def test_groups(shelf: Workplace, group_by: str, headings: list[str]) -> None:
    result = shelf.run("export", "--format", "markdown", "--group-by", group_by)
    assert [line[3:] for line in result.out.splitlines() if line.startswith("## ")] == headings
    assert result.out.count("A book about things") == 1


def test_word_files_are_written_to_a_file(shelf: Workplace) -> None:
    refused = shelf.run("export", "--format", "docx", "--annotated")
    assert (refused.code, refused.out) == (2, "")
    assert "-o bibliography.docx" in refused.err
    assert shelf.run("export", "--format", "docx", "--annotated", "-o", "out.docx").code == 0
    assert "Things are visible" in READER.read(Path(shelf.folder / "out.docx").read_bytes(), "out.docx").text


def test_html_is_a_page_with_links(shelf: Workplace) -> None:
    page = shelf.run("export", "--format", "html", "--annotated").out
    assert page.startswith("<!DOCTYPE html>")
    assert '<a href="https://doi.org/10.5555/abc">' in page
    assert "<a href" not in shelf.run("export", "--format", "html", "--no-links").out


def test_data_formats_take_no_annotations(shelf: Workplace) -> None:
    result = shelf.run("export", "--group-by", "tag")
    assert (result.code, result.out) == (2, "")
    assert "--group-by needs a formatted output" in result.err
