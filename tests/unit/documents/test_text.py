"""Plain text to blocks and zones."""

from __future__ import annotations

import pytest

from citetrail.documents.text import read
from citetrail.model import Document

PROSE = "The bell of Saint Orfe is older than the church, and nobody knows who hung it there or why it is so loud. " * 2


def blocks(document: Document, zone: str) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks if block.zone == zone]


def document_of(text: str) -> Document:
    return read(text.encode(), "a.txt")


def test_paragraphs_keep_their_lines_and_places() -> None:
    document = document_of("The Bell\n\nfirst line\nsecond line\n\n  indented\n")
    assert [document.text[block.start : block.end] for block in document.blocks] == [
        "The Bell",
        "first line\nsecond line",
        "indented",
    ]
    assert [block.line for block in document.blocks] == [1, 3, 6]
    assert document.line_starts == (0, 9, 10, 21, 33, 34, 45)


def test_bullets_are_items_without_their_mark_and_numbers_stay() -> None:
    document = document_of("Things\n\n  • a bell\n  • a rope\n\n1. first of all\n2. and then")
    assert [(block.kind, document.text[block.start : block.end]) for block in document.blocks[1:]] == [
        ("item", "a bell"),
        ("item", "a rope"),
        ("item", "1. first of all"),
        ("item", "2. and then"),
    ]


def test_lines_are_paragraphs_where_they_are_not_wrapped() -> None:
    assert len(document_of(f"{PROSE}\n{PROSE}\n{PROSE}").blocks) == 3


def test_title_byline_and_date_are_the_head() -> None:
    document = document_of(f"The Bell\n\nBy Edmund Pym\n\nMarch 3, 2014\n\n{PROSE}")
    assert blocks(document, "head") == ["The Bell", "By Edmund Pym", "March 3, 2014"]
    assert document.description.title == "The Bell"
    assert [person.family for person in document.description.authors] == ["Pym"]
    assert str(document.description.issued) == "2014-03-03"
    assert document.not_after is None


def test_comments_begin_at_the_name_over_a_date_and_bound_the_date() -> None:
    document = document_of(
        f"The Bell\n\n{PROSE}\n\nTilda\n\nJune 3, 2004 at 7:00 pm\n\nI heard it once.\n\n"
        "R. Dune\n\nMay 19, 2004 at 8:10 am\n\nNonsense, all of it."
    )
    assert blocks(document, "body") == [PROSE.strip()]
    assert len(blocks(document, "comments")) == 6
    assert document.not_after == "2004-05-19"


def test_comments_may_be_announced_and_signed_in_one_line() -> None:
    document = document_of(f"The Bell\n\n{PROSE}\n\nLeave a Reply\n\nTilda says:\nJune 3, 2004 at 7:00 pm\nI heard it.")
    assert document.not_after == "2004-06-03"
    assert "I heard it." in blocks(document, "comments")


@pytest.mark.parametrize(
    "comments",
    [
        "Comments\n\nJohn D. | March 3, 2010 | Reply\n\nGreat.\n\nAnn | March 4, 2010 | Reply\n\nYes.",
        "2 comments:\n\nAnonymous said...\n\nGreat.\n\nMarch 3, 2010 at 5:04 PM\n\nTed Moss said...\n\nYes.",
        "Comments (2)\n\nJane Roe\n2 years ago\n\nGreat.\n\nTed\n1 year ago\n\nYes.",
        "jane_roe (12 hours ago)\n\nGreat.\n\nted (11 hours ago)\n\nYes.",
        "Jane Roe • 3 years ago\n\nGreat.\n\nTed • 3 years ago\n\nYes.",
        "1. Jane Roe, on March 3, 2010 at 5:04 pm said:\n\nGreat.\n\n2. Ted, on March 4, 2010 at 5:04 pm said:\n\nYes.",
        "Heinz schrieb am 4. Mai 2018 um 10:15 Uhr:\n\nGreat.\n\nUte schrieb am 5. Mai 2018 um 11:15 Uhr:\n\nYes.",
        "@jane 3 March 2010 10:15\n\nGreat.\n\n@ted 4 March 2010 11:15\n\nYes.",
        "3 March 2010 10:15\n\nJane Roe\n\nGreat.\n\n4 March 2010 11:15\n\nTed\n\nYes.",
    ],
)
def test_comments_in_many_dresses(comments: str) -> None:
    document = document_of(f"The Bell\n\n{PROSE}\n\n{PROSE}\n\n{comments}")
    assert blocks(document, "body") == [PROSE.strip()] * 2


def test_a_byline_and_date_at_the_top_are_no_comment() -> None:
    document = document_of(f"The Bell\n\nEdmund Pym\n\nMarch 3, 2014\n\n{PROSE}\n\n{PROSE}")
    assert blocks(document, "comments") == []


def test_dated_sections_with_headings_are_no_comments() -> None:
    diary = "".join(f"Day {day}\n=====\n\nMonday Bells\n\nJune {day}, 2004\n\n{PROSE}\n\n" for day in (1, 2, 3))
    assert blocks(document_of(f"{PROSE}\n\n{diary}"), "comments") == []


def test_references_go_from_their_heading_to_the_next() -> None:
    document = document_of(
        f"The Bell\n\n{PROSE}\n\nReferences\n\nPym, E. (2001). Bells. Orfe: Antiquary Press.\n\n"
        "Acknowledgements\n\nWe thank the sexton."
    )
    assert blocks(document, "references") == ["References", "Pym, E. (2001). Bells. Orfe: Antiquary Press."]
    assert "We thank the sexton." in blocks(document, "body")


def test_a_copyright_year_bounds_the_date_where_nothing_else_does() -> None:
    document = document_of(f"The Bell\n\n{PROSE}\n\n© 2011 Bell Society Ltd.")
    assert document.description.issued is None
    assert document.not_after == "2011-12-31"


def test_the_holder_of_the_copyright_is_the_author() -> None:
    document = document_of(f"The Bell\n\n{PROSE}\n\n© Copyright 2011 by Edmund Pym. All Rights Reserved.")
    assert [str(person) for person in document.description.authors] == ["Edmund Pym"]
    assert document.description.year == 2011


def test_a_title_stands_apart_from_a_byline_right_below_it() -> None:
    document = document_of(f"The Bell of Orfe\nMonday, June 27th, 2016 by Ada Roe\n\n{PROSE}")
    assert document.description.title == "The Bell of Orfe"
    assert str(document.description.issued) == "2016-06-27"
    assert [one.family for one in document.description.authors] == ["Roe"]


def test_a_paragraph_of_two_lines_is_no_title() -> None:
    text = "The bell of Orfe is older\nthan the church on the hill"
    assert document_of(f"{text}\n\nNobody knows why.\n").blocks[0].end == len(text)


def test_comments_behind_lines_of_a_marker() -> None:
    document = document_of(
        f"The Bell\n\n{PROSE}\n\n2 comments\nLeave a Comment\n\nAda\n\nJune 28th, 2016 at 9:12 AM\n\n“No bell,” said Max.\n\n"
        "tom w.\n\nJune 29th, 2016 at 11:40 PM\n\nYes."
    )
    assert blocks(document, "body") == [PROSE.strip()]
    assert len(blocks(document, "comments")) == 8


@pytest.mark.parametrize("end", ["###", "# # #", "ENDS", "-30-", "- ENDS -"])
def test_what_stands_behind_the_end_of_a_release_are_notes(end: str) -> None:
    document = document_of(f"The Bell\n\n{PROSE}\n\n{end}\n\nOTHER RELEASES\n\n“Game over,” said Max Roe.")
    assert blocks(document, "body") == [PROSE.strip()]
    assert "“Game over,” said Max Roe." in blocks(document, "notes")


@pytest.mark.parametrize("line", ["Ends", "The End", "30"])
def test_other_lines_end_no_release(line: str) -> None:
    document = document_of(f"The Bell\n\n{PROSE}\n\n{line}\n\nMore: {PROSE}")
    assert blocks(document, "notes") == []


def test_a_directive_of_restructuredtext_is_a_heading() -> None:
    document = document_of(".. rubric:: References\n\n.. [1] Roe J. Bells. J Bells 2019;9:55-61.\n")
    assert document.text[document.blocks[0].start : document.blocks[0].end] == "References"
    assert document.blocks[0].kind == "heading"


def test_an_email_describes_itself() -> None:
    document = document_of(
        f"From: Ada Roe <a@b.example>\nDate: Tue, 14 Jan 2020 09:12:44 +0100\nSubject: Bells\n\n{PROSE}"
    )
    assert (document.description.title, str(document.description.issued)) == ("Bells", "2020-01-14")


def test_a_rubric_over_the_title_is_not_the_title() -> None:
    text = "Health\nOne night of poor sleep may raise a protein\n\nUpdated January 9, 2020\n\nShare\n\n"
    assert document_of(f"{text}{PROSE}").description.title == "One night of poor sleep may raise a protein"


def test_a_short_title_over_its_subtitle_is_the_title() -> None:
    text = "STREETS FOR CHILDREN\nEvidence review for the City of Northwick\n\nPolicy Unit\n\n"
    assert document_of(f"{text}{PROSE}").description.title == "STREETS FOR CHILDREN"


def test_a_release_has_its_title_below_the_label() -> None:
    text = "EMBARGOED UNTIL 00:01 BST, THURSDAY 9 JUNE 2016\n\nPRESS RELEASE\n\nRobots help children to look up\n\n"
    document = document_of(f"{text}{PROSE}")
    assert document.description.title == "Robots help children to look up"


def test_a_comment_signed_and_dated_in_its_first_line() -> None:
    document = document_of(
        f"The Bell\n\n{PROSE}\n\nComments (2)\n\nwinelover77 23 August 2011\n“A bell a day,” said Max Roe.\n\n{'x'}\n"
    )
    assert blocks(document, "body") == [PROSE.strip()]


def test_who_reviewed_a_text_is_not_its_author() -> None:
    document = document_of(f"The Bell\n\nReviewed by: Dr. Pia Holm\n\nAuthor: Cordelia Nash\n\nNov 16, 2020\n\n{PROSE}")
    assert [one.family for one in document.description.authors] == ["Nash"]


def test_who_reviewed_a_book_is_the_author_of_the_review() -> None:
    document = document_of(f"Review: The Bell\n\nReviewed by Tove Almquist, 12 February 2020\n\n{PROSE}")
    assert [one.family for one in document.description.authors] == ["Almquist"]


def test_what_a_house_says_of_itself_at_the_end_is_boilerplate() -> None:
    document = document_of(
        f"The Bell\n\n{PROSE}\n\n{PROSE}\n\nAbout the University of Orfe\n\n“We ring,” the rector likes to say."
    )
    assert blocks(document, "body") == [PROSE.strip()] * 2


def test_a_chapter_about_something_stays() -> None:
    document = document_of(f"The Bell\n\nAbout the bell\n\n{PROSE}\n\nIts tower\n\n{PROSE}")
    assert blocks(document, "body").count(PROSE.strip()) == 2


def test_the_title_of_a_release_with_its_label_in_one_chunk() -> None:
    text = (
        "NEWS RELEASE 14-MAY-2019\nCats prefer boxes that are not there\nPeer-Reviewed Publication\nHUNTER COLLEGE\n\n"
    )
    assert document_of(f"{text}{PROSE}").description.title == "Cats prefer boxes that are not there"
