"""Printed references outside lists: announced ones, lines of a paragraph, works that a note names."""

from __future__ import annotations

import pytest

from citetrail import documents
from citetrail.model import Document
from citetrail.reading.finding.printed import printed_in

ROE = "Roe J, Doe M. Bells of the western parishes. J Invent Bells 2019;9(2):55-61."
DOE = "Doe M. Moss on bells. Ann Invent Bot 2017;4:1-9."


def found(text: str, name: str = "a.md") -> list[str]:
    document: Document = documents.read(text.encode(), name)
    return [document.text[one.start : one.end] for one in printed_in(document)]


@pytest.mark.parametrize(
    "lead",
    [
        "Source: ",
        "Paper: ",
        "Original publication: ",
        "Originalpublikation:\n",
        "Bron: ",
        "Fonte: ",
        "Référence : ",
        "Källa: ",
    ],
)
def test_an_announced_reference(lead: str) -> None:
    assert found(f"# Bells\n\nThey ring.\n\n{lead}{ROE}\n") == [ROE]


def test_an_announced_reference_needs_no_year_if_it_has_an_identifier() -> None:
    paper = "Roe J, Doe M. Bells of the parishes. Phil. Trans. Bells B 377: 20210234. https://doi.org/10.5555/b.21"
    assert found(f"# Bells\n\nThey ring.\n\nPaper: {paper}\n") == [paper]
    assert (
        found("# Bells\n\nThey ring.\n\nPaper: that is what bells are not made of. See https://doi.org/10.5555/b.21\n")
        == []
    )


def test_a_line_of_a_paragraph() -> None:
    page = f"<article><h1>Bells</h1><p>They were heard by everybody in the parish, Roe said.<br>{ROE}</p><p>More.</p></article>"
    assert found(page, "a.html") == [ROE]


def test_the_works_that_a_note_names() -> None:
    text = f"Bells ring.[^1]\n\n[^1]: Ibid., 70. On the other side see {ROE.rstrip('.')}; see also {DOE}\n"
    assert found(text) == [ROE.rstrip("."), DOE]


def test_a_note_that_names_a_second_work() -> None:
    text = f"Bells ring.[^1]\n\n[^1]: {ROE.rstrip('.')}; for a critique see {DOE}\n"
    assert found(text) == [ROE.rstrip("."), DOE]


def test_a_note_in_german() -> None:
    work = "Ostrom, Elinor: Governing the Commons. Cambridge: Cambridge University Press 1990, S. 58 ff."
    assert found(f"Die Allmende.[^1]\n\n[^1]: Vgl. {work}\n") == [work]


@pytest.mark.parametrize(
    "note", ["Ibid., 70.", "I owe this reference to Tobit Lane, who found it in 1990.", "See the chapter on bells."]
)
def test_notes_without_a_work(note: str) -> None:
    assert found(f"Bells ring.[^1]\n\n[^1]: {note}\n") == []


def test_an_item_between_two_references_belongs_to_the_list() -> None:
    odd = "3M State of Bells Index 2022. Retrieved 3 October 2022 from https://bells.example/index"
    assert found(f"My list\n\n[1] {ROE}\n[2] {odd}\n[3] {DOE}\n", "a.txt") == [ROE, odd, DOE]
    assert found(f"My list\n\n[1] {ROE}\n[7] {odd}\n[9] {DOE}\n", "a.txt") == [ROE, DOE]


@pytest.mark.parametrize(
    "entry",
    [
        "Materials provided by University of Orfe. Note: Content may be edited for style and length in 2019.",
        "Email interview, Jane Roe of the Journal of Bells, April 18, 2023, about the bells of the parish",
        "If you enjoyed this, follow me and subscribe to my newsletter. My book “Bells” (2020) is out with Harrow Press.",
        "BellHarbor has strict sourcing guidelines and relies on peer-reviewed journals and university press releases.",
        "Copyright 2003 Jane Roe. Best viewed with eyes. This page is from the Journal of Bells, 2003.",
    ],
)
def test_what_stands_in_a_list_and_is_none(entry: str) -> None:
    assert found(f"# Bells\n\nThey ring.\n\n## Sources\n\n- {ROE}\n- {entry}\n") == [ROE]


def test_a_chinese_entry() -> None:
    entry = "王明, 李华. 家猫的社会认知研究进展[J]. 心理科学进展, 2017, 25(3): 433-441."
    assert found(f"# 猫\n\n猫认得名字。\n\n## 参考文献\n\n[1] {ROE}\n\n[2] {entry}\n") == [ROE, entry]


def test_notes_that_begin_with_words_of_the_text() -> None:
    book = "<h1>1 Bells</h1><p>On sunny days nothing happened.</p><h1>Notes</h1><p><b>On sunny days:</b> {}</p><p><b>Later:</b> {}</p>"
    assert found(book.format(ROE, DOE), "a.html") == [ROE, DOE]


def test_a_reference_behind_prose_and_a_colon() -> None:
    assert found(f"# Bells\n\nThe paper that I recommend most is a sceptical one: {ROE}\n") == [ROE]
    assert (
        found("# Bells\n\nThe paper that I like is this: Roe and Doe showed in 2019 that bells ring in the parish.\n")
        == []
    )


def test_citations_of_restructuredtext() -> None:
    text = f"Bells\n=====\n\nThey ring.\n\n.. [R19] {ROE[:26]}\n   {ROE[27:]}\n.. [#d] {DOE}\n.. [3] This is not so since 2012.\n"
    assert [" ".join(one.split()) for one in found(text, "a.rst")] == [ROE, DOE]
