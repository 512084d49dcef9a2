"""LaTeX to Unicode and back."""

from __future__ import annotations

import json
import time
import unicodedata
from pathlib import Path

import pytest

from citetrail.formats.parts.latex import TITLE, escaped, latex_from_unicode, read_latex, unicode_from_latex


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"G{\"o}del", "Gödel"),
        (r"Erd{\H o}s and Erd\H{o}s", "Erdős and Erdős"),
        (r"{\v S}afa{\v r}{\'\i}k", "Šafařík"),
        (r"Nguy{\~{\^e}}n", "Nguyễn"),
        (r"\AA ngstr\"om", "Ångström"),
        (r"Stra\ss e \oe{} \ae", "Straße œ æ"),
        (r"a--b---c", "a–b—c"),
        (r"``q'' and `don't'", "“q” and ‘don't’"),
        (r"H$_2$O, $10^{-3}$, $\alpha$", "H₂O, 10⁻³, α"),
        (r"$\frac{a}{b}$", r"$\frac{a}{b}$"),
        (r"costs $5 and $6", "costs $5 and $6"),
        (r"only $5", "only $5"),
        (r"\foo{bar} \foo", r"bar \foo"),
        (r"\{a\} \textbackslash", "{a} \\"),
        (r"\url{http://a.b/c_d~e}", "http://a.b/c_d~e"),
        (r"\href{http://x.y}{here}", "here"),
        (r"{\it word} \emph{x}", "word x"),
        (r"\char" + '"' + "0180 x", "ƀx"),
        (r"unbalanced } and {", "unbalanced  and "),
        (r"\'", "´"),
        (r"\c{}", "¸"),
        (r"\ensuremath{\beta_2}", "β₂"),
        ('Der "`Fall"\'', "Der „Fall“"),
        ("plain text stays", "plain text stays"),
    ],
)
def test_decoding(latex: str, text: str) -> None:
    assert unicode_from_latex(latex) == text


def test_titles_keep_markup_ties_and_equations() -> None:
    latex = r"\emph{E. coli} a~tie $E = mc^2$ x\textsuperscript{th} {\bf b}"
    assert read_latex(latex, TITLE).text == "<i>E. coli</i> a\u00a0tie $E = mc^2$ xᵗʰ <b>b</b>"


def test_unknown_commands_are_named_once() -> None:
    assert read_latex(r"\foo{a} \baz \foo{b} \emph{c}").unknown == ("foo", "baz")


@pytest.mark.parametrize(
    ("text", "latex", "in_unicode"),
    [
        ("é", r"{\'e}", "é"),
        ("Šafařík", r"{\v{S}}afa{\v{r}}{\'{\i}}k", "Šafařík"),
        ("ű ħ ị", r"{\H{u}} {\textcrh} {\d{i}}", "ű ħ ị"),
        ("A & B_1 100% #2", r"A \& B\_1 100\% \#2", r"A \& B\_1 100\% \#2"),
        (
            "{x} ~ ^ \\",
            r"{\textbraceleft}x{\textbraceright} {\textasciitilde} {\textasciicircum} {\textbackslash}",
            None,
        ),
        ("a–b—c", "a--b---c", "a–b—c"),
        ("a--b", "a-{}-b", "a-{}-b"),
        ("$x^2$ at $5", r"$x^2$ at \$5", r"$x^2$ at \$5"),
        ("α", r"{\textalpha}", "α"),
        ("plain", "plain", "plain"),
    ],
)
def test_encoding(text: str, latex: str, in_unicode: str | None) -> None:
    assert latex_from_unicode(text) == latex
    assert escaped(text) == (in_unicode or latex)


def test_tags_become_commands_only_where_they_are_markup() -> None:
    assert latex_from_unicode("<i>E. coli</i> & <b>x", has_markup=True) == r"\emph{E. coli} \& <b>x"
    assert latex_from_unicode("a <i>b</i>") == "a <i>b</i>"


LETTERS = [
    chr(code)
    for start, end in ((0xA1, 0x250), (0x370, 0x400), (0x1E00, 0x2000), (0x2010, 0x2060), (0x20A0, 0x20C1))
    for code in range(start, end)
    if unicodedata.category(chr(code)) not in ("Cn", "Cf")
]


@pytest.mark.parametrize("pattern", ["{}", "a{}b", "{} {}"])
def test_letters_survive_latex(pattern: str) -> None:
    for letter in LETTERS:
        text = unicodedata.normalize("NFC", pattern.format(letter, letter))
        assert read_latex(latex_from_unicode(text), TITLE).text == text
        assert read_latex(escaped(text), TITLE).text == text


def test_plain_strings_are_fast() -> None:
    began = time.process_time()
    for _ in range(20_000):
        unicode_from_latex("Effects of intranasal oxytocin on compassion focused imagery")
    assert time.process_time() - began < 0.5


@pytest.mark.parametrize(
    "latex",
    [
        "{" * 50_000,
        "\\'" * 50_000,
        "$" * 50_001,
        "`" * 50_000,
        "$\\alpha" * 20_000,
        "\\x{" * 20_000,
        "\\ce{" * 20_000 + "}" * 20_000,
        "{\\'" * 20_000,
        "\\'{" * 20_000 + "e",
    ],
)
def test_hostile_input_is_read_in_linear_time(latex: str) -> None:
    began = time.process_time()
    read_latex(latex, TITLE)
    assert time.process_time() - began < 2


@pytest.mark.shared
def test_all_pairs(shared: Path) -> None:
    pairs = json.loads((shared / "corpora/bib/latex-unicode-cases.json").read_text())
    assert [(latex, unicode_from_latex(latex)) for latex, _ in pairs] == [tuple(pair) for pair in pairs]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"\qtyrange[range-phrase=--,range-units=single]{0.3}{2.5}{\mega\electronvolt} protons", "0.3–2.5 MeV protons"),
        (r"\SI{1.5e-3}{\kilo\metre\per\second\squared}", "1.5 × 10⁻³ km/s²"),
        (r"\SI [per-mode=symbol] {5}{\kilogram\cubic\meter}", "5 kg·m³"),
        (r"\qty{20}{\percent} of \ang{45;30}", "20% of 45°30′"),
        (r"\SI{3}{\um}, \SI{5}{MeV}, \SI{100}{kg.m/s^2}", "3 μm, 5 MeV, 100 kg·m/s²"),
        (r"\num{1.0 +- 0.2} and \numrange{1}{3}", "1.0 ± 0.2 and 1–3"),
        (r"\SIlist{1;2;3}{\hertz}", "1, 2, 3 Hz"),
        (r"\unit{\per\metre\tothe{4}}", "1/m⁴"),
        (r"{\ch{H2}}, \ce{SO4^2-}, \ce{Na+} and \ce{Fe^{3+}}", "H₂, SO₄²⁻, Na⁺ and Fe³⁺"),
        (r"\ce{2 H2 + O2 -> 2 H2O}", "2 H₂ + O₂ → 2 H₂O"),
        (r"\ce{CO2}-free", "CO₂-free"),
        (r"\ch{(Cr2O3)_{0.8}} \ch{Ag_{0.25}NbSe2} \ce{Nb2O_{5-δ}} \ce{ZrO_x}", "(Cr₂O₃)0.8 Ag0.25NbSe₂ Nb₂O5-δ ZrOₓ"),
    ],
)
def test_quantities_and_formulas(written: str, shown: str) -> None:
    reading = read_latex(written)
    assert reading.text.replace("\u00a0", " ") == shown
    assert reading.unknown == ()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"\qty{x} of physics", "x of physics"),  # another package's command of that name
        (r"\SI{5", "5"),
        (r"the \si word", r"the \si word"),
        (r"\SIX{2}{3}", "23"),
    ],
)
def test_what_is_no_quantity(written: str, shown: str) -> None:
    assert read_latex(written).text == shown


@pytest.mark.parametrize("options", ["short", "a-b", "p.~3", "{x]y}", r"\it x", "a=b,c--d", ""])
def test_an_optional_argument_is_no_text(options: str) -> None:
    for name in ("textit", "unheardof", "section"):
        assert read_latex(rf"A \{name}[{options}]{{title}} here").text == "A title here"


def test_brackets_without_an_argument_are_text() -> None:
    assert read_latex(r"\alpha [x] y").text == "α[x] y"
    assert read_latex(r"{\it [x] y}").text == "[x] y"
