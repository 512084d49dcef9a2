"""Whole bibliographies: annotated, grouped, summed up, in every output and as files."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest

from citetrail.documents.docx import READER
from citetrail.errors import InputError
from citetrail.styles import AnnotationBlock, Group, Listing, Style, load_style
from citetrail.styles.annotations import verdict_counts
from citetrail.styles.writers.all import MODULES
from styling import AUTHOR_YEAR, book, style

ITEMS = [book("a", "Doe", year=2000), book("b", "Roe", year=2001), book("c", "Poe", year=2002)]
NOTE = "First & *foremost*.\n\n- one\n- two\n  1. inner\n\n> said [there](https://example.org/x)"
ANNOTATIONS = {
    "a": [
        AnnotationBlock("note", "First & foremost."),
        AnnotationBlock("quote", "It is so", page="7"),
        AnnotationBlock("claim", "All is well", page="7-9", verdict="supported"),
    ],
    "b": [
        AnnotationBlock("claim", "Nothing is", verdict="disputed"),
        AnnotationBlock("claim", "x", verdict="supported"),
    ],
}


def shown(**bibliography: str) -> Style:
    options = " ".join(f'{name.replace("_", "-")}="{value}"' for name, value in bibliography.items())
    return style(AUTHOR_YEAR, bibliography=options)


def test_annotations_stand_under_their_entries() -> None:
    assert Listing(shown(), ITEMS, ANNOTATIONS).text() == (
        "Doe 2000\n\n    First & foremost.\n\n    “It is so” (p. 7)\n\n    Claim (supported): All is well (pp. 7–9)\n\n"
        "Roe 2001\n\n    Claim (disputed): Nothing is\n\n    Claim (supported): x\n\nPoe 2002\n"
    )


def test_speaker_source_and_quotes_of_claims() -> None:
    bearing = AnnotationBlock("quote", 'The "first" words', page="3", speaker="Jane Roe", source="talk.html")
    claim = AnnotationBlock("claim", "All is well", verdict="supported", source="blog.html", quotes=(bearing,))
    assert Listing(shown(), ITEMS[:1], {"a": [claim]}).text() == (
        "Doe 2000\n\n    Claim (supported): All is well (blog.html)\n\n"
        "        “The ‘first’ words” (Jane Roe, talk.html, p. 3)\n"
    )


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("text", "    First & foremost.\n\n    • one\n    • two\n        1. inner\n\n        said there (https://example.org/x)"),
        ("markdown", "> First & *foremost*.\n>\n> - one\n> - two\n>     1. inner\n>\n> > said [there](<https://example.org/x>)"),
        (
            "html",
            '  <div class="csl-annotation">\n    <p class="csl-note">First &#38; <i>foremost</i>.</p>\n'
            "    <ul><li>one</li><li>two<ol><li>inner</li></ol></li></ul>\n"
            '    <blockquote><p class="csl-note">said <a href="https://example.org/x">there</a></p></blockquote>\n  </div>',
        ),
        (
            "latex",
            "{\\setlength{\\parindent}{0pt}\\leftskip=2em\\relax First \\& \\textit{foremost}.\\par}\n"
            "{\\setlength{\\parindent}{0pt}\\leftskip=3em\\relax \\leavevmode\\llap{\\makebox[1em][l]{\\textbullet}}one\\par}",
        ),
        (
            "typst",
            "#pad(left: 2em)[\nFirst & #emph[foremost];.\n\n- one\n- two\n  + inner\n\n"
            '#pad(left: 1.5em)[said #link("https://example.org/x")[there]]\n]',
        ),
        ("rst", "   First & *foremost*.\n\n   - one\n   - two\n\n     1. inner\n\n   ..\n\n      said `there <https://example.org/x>`__"),
        ("rtf", "{\\pard\\li720\\sa120 First & {\\i foremost}.\\par}\n{\\pard\\li1080\\fi-360\\tx1080\\sa60 \\bullet\\tab one\\par}"),
    ],
)  # fmt: skip
def test_notes_are_indented_and_their_markdown_is_rendered(output: str, expected: str) -> None:
    text = Listing(shown(), ITEMS, {"a": [AnnotationBlock("note", NOTE)]}).text(output)
    assert expected in text


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("apa", ["One", "→Two", "→“Three”"]),
        ("modern-language-association", ["→One", "→Two", "→“Three”"]),
        ("chicago-author-date", ["One", "Two", "“Three”"]),
    ],
)
def test_first_lines_go_in_as_the_style_asks(name: str, expected: list[str]) -> None:
    blocks = [AnnotationBlock("note", "One\n\nTwo"), AnnotationBlock("quote", "Three")]
    html = Listing(load_style(name), ITEMS[:1], {"a": blocks}).text("html")
    lines = re.findall(r'<p class="csl-\w+( csl-first-line)?">(.*?)</p>', html)
    assert [("→" if opens else "") + text for opens, text in lines] == expected
    assert ("csl-deep" in html) is (name == "modern-language-association")


def test_a_single_paragraph_has_no_first_line_indent() -> None:
    html = Listing(load_style("modern-language-association"), ITEMS[:1], {"a": ANNOTATIONS["a"][:1]}).text("html")
    assert "csl-first-line" not in html


def test_groups_and_the_rest() -> None:
    groups = (Group("Good", ("b", "a")), Group("Also", ("a",)), Group("Empty", ()))
    text = Listing(shown(), ITEMS, groups=groups).text("markdown")
    assert text == "## Good\n\nDoe 2000\n\nRoe 2001\n\n## Also\n\nDoe 2000\n\n## Other\n\nPoe 2002\n"


def test_repeated_authors_are_named_again_in_every_group() -> None:
    items = [book("a", "Doe", year=2000), book("b", "Doe", year=2001), book("c", "Doe", year=2002)]
    listing = Listing(
        shown(subsequent_author_substitute="———"), items, groups=(Group("Early", ("a", "b")), Group("Late", ("c",)))
    )
    assert listing.text() == "Early\n-----\n\nDoe 2000\n\n——— 2001\n\nLate\n----\n\nDoe 2002\n"


@pytest.mark.parametrize(("output", "expected"), [("markdown", "1\\. Doe"), ("rst", "\\1. Doe"), ("text", "1. Doe")])
def test_numbers_of_entries_make_no_lists(output: str, expected: str) -> None:
    found = style(
        '<text variable="citation-number" suffix=". "/><names variable="author"/>',
        bibliography='second-field-align="flush"',
    )
    assert Listing(found, ITEMS[:1]).text(output) == f"{expected}\n"


def test_anchors_are_unique() -> None:
    groups = (Group("Good", ("a",)), Group("Also", ("a", "b")))
    anchors = re.findall(r'id="([^"]+)"', Listing(shown(), ITEMS, groups=groups).text("html"))
    assert anchors == ["ref-a", "ref-b", "ref-c"]


def test_summary_of_verdicts() -> None:
    assert verdict_counts(ANNOTATIONS) == (("supported", 2, ("a", "b")), ("disputed", 1, ("b",)))
    text = Listing(shown(), ITEMS, ANNOTATIONS, summary="Verdicts").text("markdown")
    assert text.endswith(
        "## Verdicts\n\n| Verdict | Claims | Works |\n| --- | --- | --- |\n| supported | 2 | Doe 2000; Roe 2001 |\n"
        "| disputed | 1 | Roe 2001 |\n"
    )
    assert "Verdicts" not in Listing(shown(), ITEMS, summary="Verdicts").text()


def test_entries_hang_where_the_style_says_so() -> None:
    assert "csl-hanging" in Listing(shown(hanging_indent="true"), ITEMS).text("html")
    assert "csl-hanging" not in Listing(shown(), ITEMS).text("html")


def test_an_html_file_is_a_whole_page() -> None:
    page = Listing(shown(line_spacing="2"), ITEMS).file("html", "My <list>").decode()
    assert page.startswith('<!DOCTYPE html>\n<html lang="en-US">')
    assert '<meta charset="utf-8">' in page
    assert "<title>My &#60;list&#62;</title>" in page
    assert "line-height: 2.0" in page
    assert page.endswith("</div>\n</body>\n</html>\n")


@pytest.mark.parametrize("output", [name for name in MODULES if name != "html"])
def test_other_files_are_their_text(output: str) -> None:
    listing = Listing(shown(), ITEMS, ANNOTATIONS)
    assert listing.file(output).decode() == listing.text(output)


def word_file() -> bytes:
    item = book("a", "Doe", year=2000, DOI="10.5555/x", title="A\x00 <b>bold</b> move")
    found = style(
        f'{AUTHOR_YEAR}<text variable="title" prefix=" "/>'
        '<text variable="DOI" prefix=" https://doi.org/" font-style="italic"/>',
        bibliography="",
    )
    notes = {"a": [AnnotationBlock("note", NOTE), *ANNOTATIONS["a"]]}
    return Listing(found, [item], notes, (Group("Good", ("a",)),), links=True, summary="Verdicts").file("docx")


def test_a_word_file_is_read_by_python_docx() -> None:
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    document = docx.Document(BytesIO(word_file()))
    found = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs][:7]
    assert found == [
        ("Heading 2", "Good"),
        ("Bibliography", "Doe 2000 A bold move https://doi.org/10.5555/x"),
        ("Annotation", "First & foremost."),
        ("Annotation", "•\tone"),
        ("Annotation", "•\ttwo"),
        ("Annotation", "1.\tinner"),
        ("Annotation", "said there"),
    ]
    indents = [paragraph.paragraph_format.left_indent.inches for paragraph in document.paragraphs[2:7]]
    assert indents == [0.5, 0.75, 0.75, 1.25, 1.0]
    bold = [run.text for run in document.paragraphs[1].runs if run.bold]
    assert bold == ["bold"]
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows][1][:2] == ["supported", "1"]
    targets = {relation.target_ref for relation in document.part.rels.values() if relation.is_external}
    assert targets == {"https://doi.org/10.5555/x", "https://example.org/x"}


def test_a_word_file_is_read_by_our_own_reader() -> None:
    assert "First & foremost." in READER.read(word_file(), "x.docx").text


def test_the_same_bibliography_gives_the_same_bytes() -> None:
    assert word_file() == word_file()
    assert zipfile.ZipFile(BytesIO(word_file())).namelist()[0] == "[Content_Types].xml"


def test_styles_without_bibliography_cannot_be_listed() -> None:
    with pytest.raises(InputError, match="no bibliography"):
        Listing(style(AUTHOR_YEAR), ITEMS).text()
