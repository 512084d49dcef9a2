"""LaTeX, JATS, notebooks, Org and wikitext."""

from __future__ import annotations

import json

import pytest

from citetrail import documents
from citetrail.errors import InputError
from citetrail.model import Document


def blocks(document: Document) -> list[tuple[str, str, str]]:
    return [(block.zone, block.kind, document.text[block.start : block.end]) for block in document.blocks]


def latex(body: str) -> Document:
    return documents.read(f"\\documentclass{{article}}\\begin{{document}}{body}\\end{{document}}".encode(), "a.tex")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (
            r"M\"uller, Fran\c{c}ois, \v{Z}i\v{z}ek, Erd\H{o}s, \O rsted, na{\"\i}ve",
            "Müller, François, Žižek, Erdős, ørsted, naïve",
        ),
        (r"``quoted'' -- and --- so `on'", "“quoted” – and — so ‘on’"),
        (r"50\% of \$5 \& more\_or less", "50% of $5 & more_or less"),
        (r"\emph{one} \textbf{two \textit{three}}", "one two three"),
        (r"before % comment" + "\nafter 5\\%", "before after 5%"),
        (r"see Fig.~\ref{fig:a} and text\label{x}", "see Fig. and text"),
        (r"\cite{a,b} and \citep[p.~3]{c}", "[a, b] and [c]"),
        (r"\href{https://a.example/}{a page}", "a page"),
    ],
    ids=["accents", "marks", "escapes", "emphasis", "comment", "labels", "citations", "link"],
)
def test_words_of_latex(source: str, words: str) -> None:
    assert latex(source).text.replace("Ø", "ø") == words


def test_structure_of_latex() -> None:
    document = latex(
        "\\section{Bells}\nThey ring.\\footnote{Since 1997.}\n\nLoudly.\n\\begin{thebibliography}{9}\n"
        "\\bibitem{pym} E. Pym, \\emph{Bells}, 2001.\n\\bibitem{dune} R. Dune, Lies, 2003.\n\\end{thebibliography}\n"
    )
    assert blocks(document) == [
        ("head", "heading", "Bells"),
        ("body", "paragraph", "They ring."),
        ("body", "paragraph", "Loudly."),
        ("references", "item", "E. Pym, Bells, 2001."),
        ("references", "item", "R. Dune, Lies, 2003."),
        ("notes", "footnote", "Since 1997."),
    ]


def test_latex_describes_itself() -> None:
    source = "\\documentclass{a}\\title{On \\emph{Bells}}\\author{Edmund Pym\\thanks{x} \\and Rosa Dune}\\begin{document}Hi\\end{document}"
    description = documents.read(source.encode(), "a.tex").description
    assert description.title == "On Bells"
    assert [str(person) for person in description.authors] == ["Edmund Pym", "Rosa Dune"]


JATS = """<?xml version="1.0"?><!DOCTYPE article PUBLIC "-//NLM//DTD JATS v1.0//EN" "JATS.dtd">
<article><front><journal-meta><journal-title>Parish Q</journal-title></journal-meta><article-meta>
<article-id pub-id-type="doi">10.5555/BELL.1</article-id><title-group><article-title>On <italic>Bells</italic></article-title></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>Pym</surname><given-names>Edmund</given-names></name></contrib></contrib-group>
<pub-date pub-type="epub"><day>3</day><month>5</month><year>2001</year></pub-date><volume>4</volume><fpage>11</fpage><lpage>19</lpage>
</article-meta></front><body><sec><title>Sound</title><p>They ring <xref ref-type="bibr" rid="r1">[1]</xref>.</p></sec></body>
<back><ref-list><title>References</title><ref id="r1"><label>1</label><element-citation><person-group><name><surname>Dune</surname>
<given-names>R</given-names></name></person-group><year>1999</year><article-title>Lies</article-title><source>Parish Q</source>
<pub-id pub-id-type="doi">10.5555/lie.1</pub-id></element-citation></ref></ref-list></back></article>"""


def test_jats() -> None:
    document = documents.read(JATS.encode(), "a.xml")
    assert blocks(document) == [
        ("head", "heading", "On Bells"),
        ("body", "heading", "Sound"),
        ("body", "paragraph", "They ring [1]."),
        ("references", "heading", "References"),
        ("references", "item", "1 Dune R 1999 Lies Parish Q 10.5555/lie.1"),
    ]
    assert [(document.text[link.start : link.end].strip(), link.target) for link in document.links] == [
        ("[1]", "#r1"),
        ("10.5555/lie.1", "https://doi.org/10.5555/lie.1"),
    ]
    description = document.description
    assert (description.title, description.doi, description.volume, str(description.pages)) == (
        "On Bells",
        "10.5555/bell.1",
        "4",
        "11–19",
    )
    assert str(description.issued) == "2001-05-03"


def test_notebooks() -> None:
    cells = [
        {"cell_type": "markdown", "source": ["# Bells\n", "\n", "They *ring*."]},
        {"cell_type": "code", "source": "ring(3)", "outputs": []},
    ]
    document = documents.read(json.dumps({"cells": cells, "nbformat": 4}).encode(), "a.ipynb")
    assert [text for _, _, text in blocks(document)] == ["Bells", "They ring.", "ring(3)"]


@pytest.mark.parametrize("data", [b'{"cells": [', b'{"worksheets": []}', b'{"cells": {}}'], ids=["cut", "old", "odd"])
def test_damaged_notebooks_are_refused(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        documents.read(data, "a.ipynb")
    assert caught.value.hint


def test_org() -> None:
    document = documents.read(
        b"#+title: On Bells\n#+author: Edmund Pym; Rosa Dune\n\n* Sound\n:PROPERTIES:\n:ID: x\n:END:\n"
        b"They /ring/ [[https://a.example/][here]].[fn:1]\n\n#+begin_src sh\nring *3*\n#+end_src\n\n[fn:1] Since 1997.\n",
        "a.org",
    )
    assert [(kind, text) for _, kind, text in blocks(document)] == [
        ("heading", "Sound"),
        ("paragraph", "They ring here."),
        ("code", "ring *3*"),
        ("footnote", "Since 1997."),
    ]
    assert document.description.title == "On Bells"
    assert [person.family for person in document.description.authors] == ["Pym", "Dune"]


def test_wikitext() -> None:
    document = documents.read(
        b"The '''bell''' of [[Orfe|Saint Orfe]] is [https://a.example/ loud].<ref>{{cite journal |last=Pym |first=E. "
        b"|title=Bells |journal=Parish Q |year=2001 |volume=4 |pages=11-19 |doi=10.5555/bell.1}}</ref>\n\n== Sound ==\n"
        b"{{Infobox|a=b}}It rings.<ref name=x/>\n* once\n",
        "a.wiki",
    )
    assert [(zone, text) for zone, _, text in blocks(document)] == [
        ("body", "The bell of Saint Orfe is loud."),
        ("body", "Sound"),
        ("body", "It rings."),
        ("body", "once"),
        ("notes", "Pym, E. 2001. Bells. Parish Q. 4. 11-19. doi:10.5555/bell.1"),
    ]
