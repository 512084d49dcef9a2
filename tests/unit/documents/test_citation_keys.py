"""Keys that manuscripts cite, with their places."""

from __future__ import annotations

import io
import json
import time
import zipfile
from contextlib import suppress

import pytest

from citetrail.documents.citation_keys import citation_keys, included_files
from citetrail.errors import InputError


def keys(text: str, name: str) -> list[str]:
    return [one.key for one in citation_keys(text.encode(), name)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\cite{a}", ["a"]),
        (r"\cite{a,b, c}", ["a", "b", "c"]),
        (r"\citep[see][p.~3]{a} \citet*{b}", ["a", "b"]),
        (r"\parencites[1]{a}[2]{b,c} and {d}", ["a", "b", "c"]),
        (r"\parencites(see)(also)[1]{a}{b}", ["a", "b"]),
        (r"\Textcite{a} \footfullcite{b} \citeauthor{c} \nocite{*}", ["a", "b", "c", "*"]),
        ("\\cite{a,%\n  b}", ["a", "b"]),
        (r"\cite [x] {a}", ["a"]),
        (r"% \cite{a}", []),
        (r"100\% \cite{a}", ["a"]),
        (r"\\% \cite{a}", []),
        (r"\verb|\cite{a}| \citestyle{plain} \citefield{a}{b}", []),
        ("\\begin{verbatim}\\cite{a}\\end{verbatim}\\cite{b}", ["b"]),
        (r"\newcommand{\x}[1]{\cite{#1}} \excitement{x}", []),
        (r"\setcitestyle{square} \defcitealias{a}{b}", []),
    ],
)
def test_latex(text: str, expected: list[str]) -> None:
    assert [key for key in keys(text, "x.tex") if key != "x"] == expected


def test_places_count_lines_and_columns() -> None:
    found = citation_keys(b"one\r\ntwo \\cite{a,\r\n b}\r\n", "x.tex")
    assert [(one.key, one.source, one.line, one.column) for one in found] == [
        ("a", "x.tex", 2, 11),
        ("b", "x.tex", 3, 2),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\\citation{a,b}\n\\bibcite{c}{1}", ["a", "b"]),
        ("\\abx@aux@cite{0}{a}\n\\abx@aux@cite{b}\n\\abx@aux@segm{0}{0}{a}", ["a", "b"]),
    ],
)
def test_aux(text: str, expected: list[str]) -> None:
    assert list(dict.fromkeys(keys(text, "x.aux"))) == expected


def test_bcf() -> None:
    text = '<bcf:controlfile xmlns:bcf="https://sourceforge.net/projects/biblatex"><bcf:section><bcf:citekey order="1">a</bcf:citekey>\n<bcf:citekey>*</bcf:citekey></bcf:section></bcf:controlfile>'
    found = citation_keys(text.encode(), "x.bcf")
    assert [(one.key, one.line) for one in found] == [("a", 1), ("*", 2)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See @doe99 and [@roe01, p. 3; -@poe02].", ["doe99", "roe01", "poe02"]),
        ("@{https://x.org/a?b} and @müller_2000: yes", ["https://x.org/a?b", "müller_2000"]),
        ("@DBLP:conf/x/Y+03, (see @a.b).", ["DBLP:conf/x/Y+03", "a.b"]),
        ("mail me@example.org or https://x.org/@user", []),
        ("`@code` and \\@escaped <!-- @hidden -->", []),
        ("```\n@code\n```\n@real", ["real"]),
        ("---\nnocite: |\n  @a, @b\n---\n", ["a", "b"]),
        ("*@a* and “@b” and @c's", ["a", "b", "c"]),
    ],
)
def test_markdown(text: str, expected: list[str]) -> None:
    assert keys(text, "x.md") == expected


def test_quarto_has_cross_references() -> None:
    assert keys("@fig-one, @sec-two and @figaro", "x.qmd") == ["figaro"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("As @doe99 says @roe:01.", ["doe99", "roe:01"]),
        ("#figure(x) <fig> see @fig and #cite(<doe>)", ["doe"]),
        ('#cite(label("a/b")) // @no\n/* @no */ `@no`', ["a/b"]),
        ("me@example.org and \\@no", []),
    ],
)
def test_typst(text: str, expected: list[str]) -> None:
    assert keys(text, "x.typ") == expected


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(*instructions: str) -> bytes:
    """A Word document whose fields have these instructions, each cut in two runs."""
    fields = ""
    for text in instructions:
        middle = len(text) // 2
        runs = "".join(
            f'<w:r><w:instrText xml:space="preserve">{part.replace("&", "&amp;").replace("<", "&lt;")}</w:instrText></w:r>'
            for part in (text[:middle], text[middle:])
        )
        begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
        fields += f"<w:p>{begin}{runs}{end}</w:p>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{fields}</w:body></w:document>')
    return buffer.getvalue()


ZOTERO = {
    "citationItems": [{"itemData": {"id": 7, "citation-key": "doe99"}}, {"itemData": {"id": 8, "DOI": "10.5555/X"}}]
}


@pytest.mark.parametrize(
    ("instruction", "expected"),
    [
        (" ADDIN ZOTERO_ITEM CSL_CITATION " + json.dumps(ZOTERO), ["doe99", "doi:10.5555/x"]),
        (' ADDIN CSL_CITATION {"citationItems":[{"itemData":{"id":"ITEM-1"}}]}', ["ITEM-1"]),
        (r" CITATION Doe99 \l 1033 \m Roe01 ", ["Doe99", "Roe01"]),
        (" ADDIN EN.CITE <EndNote><Cite><RecNum>12</RecNum></Cite></EndNote>", ["12"]),
        (" ADDIN CSL_CITATION {damaged", []),
        (' HYPERLINK "https://x.org"', []),
    ],
)
def test_word(instruction: str, expected: list[str]) -> None:
    assert [one.key for one in citation_keys(word(instruction), "x.docx")] == expected


@pytest.mark.parametrize(("name", "data"), [("x.pdf", b"%PDF-1.4"), ("x.docx", b"no zip"), ("x.bcf", b"no xml")])
def test_other_files_are_refused(name: str, data: bytes) -> None:
    with pytest.raises(InputError):
        citation_keys(data, name)


def test_included_files() -> None:
    assert included_files(b"\\input{a} % \\input{no}\n\\include{sub/b.tex}", "x.tex") == ("a.tex", "sub/b.tex")
    assert included_files(b"\\@input{ch1.aux}", "x.aux") == ("ch1.aux",)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("See [cite:@a p. 3; see @b-c] and [cite/t:@d].", ["a", "b-c", "d"]),
        ("See cite:a,b and citep:&c;&d and [[citet:&e]].", ["a", "b", "c", "d", "e"]),
        ("#+begin_src tex\n[cite:@no]\n#+end_src\n# cite:no\n~cite:no~ =[cite:@no]= nocite:yes", ["yes"]),
        ("Mail me@example.org, [[https://example.org/cite:no]], recite:no @no", []),
    ],
)
def test_org(text: str, keys: list[str]) -> None:
    assert [one.key for one in citation_keys(text.encode(), "x.org")] == keys


@pytest.mark.parametrize("ending", ["tex", "aux", "bcf", "md", "qmd", "typ", "org"])
@pytest.mark.parametrize(
    "piece",
    [
        "[cite:@",
        "cite:a,",
        "#+begin_src ",
        "~a",
        "\\begin{verbatim}",
        "<!--",
        "`",
        "```\n",
        "\\cite[",
        "@a{",
        "[@a;",
        "/*",
        "/* ",
        "%",
        "{",
        " ",
    ],
)
def test_repetition_is_read_in_linear_time(ending: str, piece: str) -> None:
    began = time.process_time()
    with suppress(InputError):
        citation_keys((piece * (60_000 // len(piece))).encode(), f"x.{ending}")
    assert time.process_time() - began < 1


def test_what_is_never_closed_hides_nothing() -> None:
    text = b"<!-- \n\n@seen <!-- @hidden --> @after\n"
    assert [one.key for one in citation_keys(text, "x.md")] == ["after"]
    text = b"\\begin{verbatim} \\cite{seen} \\begin{comment}\\cite{hidden}\\end{comment}"
    assert [one.key for one in citation_keys(text, "x.tex")] == ["seen"]
