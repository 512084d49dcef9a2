"""Output formats: marks, special characters."""

from __future__ import annotations

import pytest

from citetrail.styles.emit import QuoteMarks, Token, tokens_from_content
from citetrail.styles.markup import content_from_text
from citetrail.styles.spans import Content, Span
from citetrail.styles.writers.all import MODULES, page_named, writer_named
from citetrail.styles.writers.markdown import LIST_START, SPECIAL
from citetrail.styles.writers.page import Page


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
        ("latex", "a < b > c | d", r"a \textless{} b \textgreater{} c \textbar{} d"),
        ("latex", r"50% of $x_1 & {y} #2 ~ ^ \z", r"50\% of \$x\_1 \& \{y\} \#2 \textasciitilde{} \textasciicircum{} \textbackslash{}z"),
        ("latex", "β-decay ≤ 5 μm, H₂O − 10⁻³", r"\ensuremath{\beta}-decay \ensuremath{\leq} 5 \ensuremath{\mu}m, H\textsubscript{2}O \ensuremath{-} 10\textsuperscript{\ensuremath{-}}\textsuperscript{3}"),
        ("latex", "Ρ Ω", r"\ensuremath{\mathrm{P}} \ensuremath{\Omega}"),
        ("latex", "García Łoś 中文 “x” – µ", "García Łoś 中文 “x” – µ"),
        ("typst", "#a *b* $c$ @d", r"\#a \*b\* \$c\$ \@d"),
        ("rst", "C. Doe", r"\C. Doe"),
        ("rst", "iv) Doe", r"\iv) Doe"),
        ("rst", "Cy. Doe", "Cy. Doe"),
        ("org", "a_b *c* [[d]]", "a\\under{}b *\u200bc* [\u200b[d]]"),
        ("org", "https://example.org/a_b", "https://example.org/a_b"),
        ("org", "1974/75 and 5 * 3", "1974/75 and 5 * 3"),
        ("rst", "a*b `c` d_ |e|", r"a\*b \`c\` d\_ \|e\|"),
        ("rtf", "é{x} 𝛼", r"\u233?\{x\} \u-10187?\u-8452?"),
    ],
)  # fmt: skip
def test_special_characters(output: str, given: str, expected: str) -> None:
    assert writer_named(output).text([given]) == expected


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("markdown", "[x](<https://doi.org/10.5555/a%3C1::b%3E%22>)"),
        ("rst", "`x <https://doi.org/10.5555/a%3C1::b%3E%22>`__"),
        ("rtf", r'{\field{\*\fldinst HYPERLINK "https://doi.org/10.5555/a%3C1::b%3E%22"}{\fldrslt x}}'),
        ("org", "[[https://doi.org/10.5555/a%3C1::b%3E%22][x]]"),
    ],
)
def test_addresses_of_links_hold_nothing_that_ends_them(output: str, expected: str) -> None:
    link = Span(("x",), role="link", target='https://doi.org/10.5555/a<1::b>"')
    assert writer_named(output).text(tokens(link)) == expected


def test_every_output_has_a_page() -> None:
    assert all(isinstance(page_named(name), Page) for name in MODULES)


@pytest.mark.parametrize(("text", "is_list"), [("1. A", True), ("- A", True), ("1.5 A", False), ("A. B", False)])
def test_markdown_list_starts(text: str, is_list: bool) -> None:
    assert bool(LIST_START.match(text)) is is_list


@pytest.mark.parametrize(("text", "is_special"), [("*", True), ("&lt;", True), ("R&D", False), ("a-b", False)])
def test_markdown_special_characters(text: str, is_special: bool) -> None:
    assert bool(SPECIAL.search(text)) is is_special
