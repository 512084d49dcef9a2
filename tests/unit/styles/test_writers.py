"""Output formats, and whole annotated bibliographies in each of them."""

from __future__ import annotations

import re
from io import BytesIO

import pytest

from citetrail.errors import InputError
from citetrail.styles import AnnotationBlock, Group, Listing, Style
from citetrail.styles.annotations import verdict_rows
from citetrail.styles.emit import QuoteMarks, Token, tokens_from_content
from citetrail.styles.markup import content_from_text
from citetrail.styles.spans import Content, Span
from citetrail.styles.writers.all import MODULES, writer_named
from citetrail.styles.writers.markdown import LIST_START, SPECIAL
from citetrail.styles.writers.pages import PAGES
from styling import AUTHOR_YEAR, book, style


def tokens(content: Content) -> list[Token]:
    return tokens_from_content(content, QuoteMarks(), links=True)


SAMPLE = Span(
    (
        content_from_text("A <i>b</i>(2) <b>c</b> <sc>d</sc> e<sup>2</sup>"),
        ", ",
        Span(("10.5555/x",), role="link", target="https://doi.org/10.5555/x"),
        ".",
    )
)


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("text", "A b(2) c d e2, 10.5555/x."),
        ("markdown", "A *b*(2) **c** [d]{.smallcaps} e^2^, [10.5555/x](<https://doi.org/10.5555/x>)."),
        (
            "html",
            'A <i>b</i>(2) <b>c</b> <span style="font-variant:small-caps;">d</span> e<sup>2</sup>, '
            '<a href="https://doi.org/10.5555/x">10.5555/x</a>.',
        ),
        (
            "latex",
            r"A \textit{b}(2) \textbf{c} \textsc{d} e\textsuperscript{2}, \href{https://doi.org/10.5555/x}{10.5555/x}.",
        ),
        (
            "typst",
            r'A #emph[b];(2) #strong[c] #smallcaps[d] e#super[2], #link("https://doi.org/10.5555/x")[10.5555\/x];.',
        ),
        ("rst", r"A *b*\ (2) **c** d e\ :sup:`2`, `10.5555/x <https://doi.org/10.5555/x>`__."),
        (
            "rtf",
            r'A {\i b}(2) {\b c} {\scaps d} e{\super 2}, '
            r'{\field{\*\fldinst HYPERLINK "https://doi.org/10.5555/x"}{\fldrslt 10.5555/x}}.',
        ),
    ],
)  # fmt: skip
def test_marks(output: str, expected: str) -> None:
    assert writer_named(output).text(tokens(SAMPLE)) == expected


@pytest.mark.parametrize(
    ("output", "given", "expected"),
    [
        ("markdown", "a_b *c* [d] &amp; <e>", r"a\_b \*c\* \[d\] \&amp; \<e\>"),
        ("markdown", "2017. A", r"2017\. A"),
        ("html", "a < b & c", "a &#60; b &#38; c"),
        ("html", "1ʳᵉ", "1<sup>r</sup><sup>e</sup>"),
        ("latex", r"50% of $x_1 & {y} #2 ~ ^ \z", r"50\% of \$x\_1 \& \{y\} \#2 \textasciitilde{} \textasciicircum{} \textbackslash{}z"),
        ("typst", "#a *b* $c$ @d", r"\#a \*b\* \$c\$ \@d"),
        ("rst", "a*b `c` d_ |e|", r"a\*b \`c\` d\_ \|e\|"),
        ("rtf", "é{x} 𝛼", r"\u233?\{x\} \u-10187?\u-8452?"),
    ],
)  # fmt: skip
def test_special_characters(output: str, given: str, expected: str) -> None:
    assert writer_named(output).text([given]) == expected


def test_every_output_has_a_page() -> None:
    assert set(PAGES) == set(MODULES)


@pytest.mark.parametrize(("text", "is_list"), [("1. A", True), ("- A", True), ("1.5 A", False), ("A. B", False)])
def test_markdown_list_starts(text: str, is_list: bool) -> None:
    assert bool(LIST_START.match(text)) is is_list


@pytest.mark.parametrize(("text", "is_special"), [("*", True), ("&lt;", True), ("R&D", False), ("a-b", False)])
def test_markdown_special_characters(text: str, is_special: bool) -> None:
    assert bool(SPECIAL.search(text)) is is_special


ITEMS = [book("a", "Doe", year=2000), book("b", "Roe", year=2001), book("c", "Poe", year=2002)]
ANNOTATIONS = {
    "a": [
        AnnotationBlock("note", "First & foremost."),
        AnnotationBlock("quote", "It is so", page="7"),
        AnnotationBlock("claim", "All is well", page="7-9", verdict="supported"),
    ],
    "b": [
        AnnotationBlock("claim", "Nothing is", verdict="contradicted"),
        AnnotationBlock("claim", "x", verdict="supported"),
    ],
}


def shown() -> Style:
    return style(AUTHOR_YEAR, bibliography="")


def test_annotations_stand_under_their_entries() -> None:
    assert Listing(shown(), ITEMS, ANNOTATIONS).text() == (
        "Doe 2000\n\n    First & foremost.\n\n    “It is so” (p. 7)\n\n    supported: All is well (pp. 7–9)\n\n"
        "Roe 2001\n\n    contradicted: Nothing is\n\n    supported: x\n\nPoe 2002\n"
    )


@pytest.mark.parametrize(
    ("output", "indented"),
    [
        ("text", "    First & foremost."),
        ("markdown", "> First & foremost."),
        ("html", '<div class="csl-annotation csl-note" style="margin-left: 3em">First &#38; foremost.</div>'),
        ("latex", "\\begin{quote}\nFirst \\& foremost.\n\\end{quote}"),
        ("typst", "#pad(left: 3em)[First & foremost.]"),
        ("rst", "   First & foremost."),
        ("rtf", "{\\pard\\li1440\\sa120 First & foremost.\\par}"),
    ],
)
def test_annotations_are_indented_in_every_output(output: str, indented: str) -> None:
    assert indented in Listing(shown(), ITEMS, ANNOTATIONS).text(output)


def test_groups_and_the_rest() -> None:
    groups = (Group("Good", ("b", "a")), Group("Also", ("a",)), Group("Empty", ()))
    text = Listing(shown(), ITEMS, groups=groups).text("markdown")
    assert text == "## Good\n\nDoe 2000\n\nRoe 2001\n\n## Also\n\nDoe 2000\n\n## Other\n\nPoe 2002\n"


def test_anchors_are_unique() -> None:
    groups = (Group("Good", ("a",)), Group("Also", ("a", "b")))
    anchors = re.findall(r'id="([^"]+)"', Listing(shown(), ITEMS, groups=groups).text("html"))
    assert anchors == ["ref-a", "ref-b", "ref-c"]


def test_summary_of_verdicts() -> None:
    assert verdict_rows(ANNOTATIONS) == (("supported", "2", "2"), ("contradicted", "1", "1"))
    text = Listing(shown(), ITEMS, ANNOTATIONS, summary="Verdicts").text("markdown")
    assert text.endswith(
        "## Verdicts\n\n| Verdict | Claims | Works |\n| --- | --- | --- |\n| supported | 2 | 2 |\n| contradicted | 1 | 1 |\n"
    )
    assert "Verdicts" not in Listing(shown(), ITEMS, summary="Verdicts").text()


def test_word_files_can_be_opened() -> None:
    docx = pytest.importorskip("docx", reason="the extra docx is not installed")
    item = book("a", "Doe", year=2000, DOI="10.5555/x")
    found = style(
        AUTHOR_YEAR + '<text variable="DOI" prefix=" https://doi.org/" font-style="italic"/>', bibliography=""
    )
    data = Listing(found, [item], ANNOTATIONS, (Group("Good", ("a",)),), links=True, summary="Verdicts").docx()
    document = docx.Document(BytesIO(data))
    assert [paragraph.text for paragraph in document.paragraphs][:3] == [
        "Good",
        "Doe 2000 https://doi.org/10.5555/x",
        "First & foremost.",
    ]
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows][1] == ["supported", "2", "2"]
    targets = [relation.target_ref for relation in document.part.rels.values() if relation.is_external]
    assert targets == ["https://doi.org/10.5555/x"]


def test_styles_without_bibliography_cannot_be_listed() -> None:
    with pytest.raises(InputError, match="no bibliography"):
        Listing(style(AUTHOR_YEAR), ITEMS).text()
