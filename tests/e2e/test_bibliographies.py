"""Formatted bibliographies of a library with notes, quotes and claims, as the installed command writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from citetrail.documents.docx import READER
from e2e.conftest import Workplace, environment_for

BIB = """
@article{doe2020, author={Doe, Jane and Roe, Rob}, title={Visible things}, journal={Journal of Things}, year=2020, doi={10.5555/abc}}
@book{poe2018, author={Poe, Cy}, title={A book about things}, publisher={Press}, year=2018}
@misc{undated, author={Lee, Al}, title={Without a date}}
"""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    """A library of three works, two of them annotated; tests only read it."""
    folder = tmp_path_factory.mktemp("shelf")
    made = Workplace(folder, environment_for(folder))
    made.write("refs.bib", BIB)
    for arguments in (
        ("add", "refs.bib"),
        ("tag", "doe2020", "+thesis", "+core"),
        ("tag", "poe2018", "+thesis"),
        ("note", "doe2020", "Read *carefully*.\n\n- one"),
        ("quote", "doe2020", "It is plain to see", "--page", "12"),
        ("claim", "doe2020", "Things are visible", "--verdict", "supported", "--quote", "1"),
        ("claim", "poe2018", "Books are dead", "--verdict", "disputed", "--from", "blog.html"),
    ):
        result = made.run(*arguments)
        assert result.code == 0, result.err
    return made


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
    assert "--annotated and --group-by need a formatted output" in result.err


def test_citations_in_several_shapes(shelf: Workplace) -> None:
    def cited(*arguments: str) -> str:
        return shelf.run("cite", *arguments, "--style", "apa").out.strip()

    assert cited("doe2020", "poe2018", "--page", "3") == "(Doe & Roe, 2020, p. 3; Poe, 2018)"
    assert cited("doe2020", "--locator", "chap. 2", "--narrative") == "Doe and Roe (2020, Chapter 2)"
    assert cited("doe2020", "--page", "3-4", "--suppress-author", "--language", "de-DE") == "(2020, S. 3–4)"
    assert cited("poe2018", "--full", "--format", "markdown") == "Poe, C. (2018). *A book about things*. Press."


PAPER = """---
title: A paper
bibliography: more.bib
---

Things are visible [see @doe2020, p. 3; @other]. As @nobody says: `[@doe2020]`, mail@poe2018.org.
"""
FILLED = """---
title: A paper
bibliography: more.bib
---

Things are visible (see Doe & Roe, 2020, p. 3; Other, 2001). As @nobody says: `[@doe2020]`, mail@poe2018.org.

# References

Doe, J., & Roe, R. (2020). Visible things. *Journal of Things*. https://doi.org/10.5555/abc

Other, A. (2001). *From a file*. Press.
"""


def test_a_manuscript_is_filled_in(shelf: Workplace) -> None:
    shelf.write("paper.md", PAPER)
    shelf.write("more.bib", "@book{other, author={Other, Ann}, title={From a file}, publisher={Press}, year=2001}")
    result = shelf.run("cite", "--file", "paper.md", "--style", "apa")
    assert (result.out, result.err) == (FILLED, "paper.md:6:53: nobody is not in the library\n")
    assert result.code == 1
    shelf.write("good.md", PAPER.replace("@nobody", "he"))
    assert shelf.run("cite", "--file", "good.md", "-o", "done.md", "--style", "apa").code == 0
    assert (shelf.folder / "done.md").read_text("utf-8") == FILLED.replace("@nobody", "he")
    assert "(Doe & Roe, 2020)" in shelf.run("cite", "--file", "-", "--style", "apa", stdin="So [@doe2020].").out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--file", "paper.md", "-o", "paper.md"), "would overwrite the manuscript"),
        (("--file", "paper.tex"), "Markdown, Quarto, Org and Typst"),
        (("--file", "paper.md", "doe2020"), "--file takes no keys"),
        (("--page", "3"), "which works?"),
        (("doe2020", "-o", "x"), "need --file"),
        (("doe2020", "--page", "3", "--locator", "4"), "exclude each other"),
    ],
)
def test_what_cite_refuses(shelf: Workplace, arguments: tuple[str, ...], message: str) -> None:
    shelf.write("paper.md", PAPER)
    shelf.write("paper.tex", "\\cite{a}")
    result = shelf.run("cite", *arguments)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert (shelf.folder / "paper.md").read_text("utf-8") == PAPER


STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><id>http://example.org/mine</id><title>My own style</title></info>
<citation><layout><text variable="title" prefix="{" suffix="}"/></layout></citation></style>"""


def test_styles_of_ones_own(workplace: Workplace) -> None:
    workplace.write("mine.csl", STYLE)
    empty = workplace.run("styles", "list")
    assert (empty.code, empty.out) == (0, "")
    assert "citetrail styles add" in empty.err
    assert workplace.run("styles", "add", "mine.csl").out == "mine: My own style\n"
    assert workplace.run("styles", "list").out == "mine\tMy own style\n"
    assert workplace.run("styles", "search", "own", "my").out.splitlines()[0] == "mine\tMy own style"
    workplace.write("mine.csl", STYLE.replace('"{"', '"["'))
    again = workplace.run("styles", "add", "mine.csl")
    assert "mine.csl.old" in again.err, "what was there is kept"
    shown = workplace.run("styles", "show", "mine").out
    assert "citation   [A visible fiction about examples}" in shown
    assert "Did you mean your own mine?" in workplace.run("cite", "x", "--style", "mime").err


def test_styles_that_come_along(workplace: Workplace) -> None:
    shown = workplace.run("styles", "show", "apa").out
    assert "citation   (Sample & van der Berg, 2021, p. 12)" in shown
    assert "licence    http://creativecommons.org/licenses/by-sa/3.0/" in shown
    unknown = workplace.run("styles", "show", "natur")
    assert unknown.code == 2
    assert "Did you mean nature" in unknown.err
    assert workplace.run("styles", "search", "no such style").code == 1
    workplace.write("broken.csl", "<style>")
    broken = workplace.run("styles", "add", "broken.csl")
    assert (broken.code, broken.out) == (2, "")
    assert "broken.csl" in broken.err


@pytest.mark.parametrize("language", ["xx-YY", "german", "D", "de_DE"])
def test_a_language_that_no_style_speaks_is_refused(shelf: Workplace, language: str) -> None:
    key = shelf.run("list", "-o", "ids").out.split()[0]
    for command in (("cite", key), ("export", "--format", "text")):
        told = shelf.run(*command, "--language", language)
        assert (told.code, told.out) == (2, "")
        assert "Write it as de or de-DE" in told.err


@pytest.mark.parametrize("language", ["de", "de-AT", "pt-BR", "ja-JP", "en-GB", "en"])
def test_a_language_with_terms_is_taken(shelf: Workplace, language: str) -> None:
    key = shelf.run("list", "-o", "ids").out.split()[0]
    assert shelf.run("cite", key, "--language", language).code == 0
