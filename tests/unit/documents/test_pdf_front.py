"""Title and DOI of a first page, from lines and the heights of their letters."""

from __future__ import annotations

import pytest

from citetrail.documents.pdf.front import FrontLine, own_doi, title_of_page

PAGE = [
    FrontLine("Journal of Invented Bells", 12.0),
    FrontLine("RESEARCH ARTICLE", 20.0),
    FrontLine("On the Ringing of Bells", 17.0),
    FrontLine("in Harbour Towns", 17.1),
    FrontLine("Edith Pym1, Ivan Roe2*", 11.0),
    FrontLine("1. Introduction", 11.0),
    *[FrontLine(f"Words of the body, line {number}, that are no title at all.", 9.0) for number in range(20)],
]


def test_the_tallest_lines_are_the_title() -> None:
    assert title_of_page(PAGE, None) == "On the Ringing of Bells in Harbour Towns"


@pytest.mark.parametrize(
    "stated",
    [
        "pone.0115884 1..14",
        "Microsoft Word - bells.docx",
        "265_2015_1952_Article 1383..1394",
        "Another Paper Altogether",
    ],
)
def test_properties_that_are_no_title_of_this_page_are_passed_over(stated: str) -> None:
    assert title_of_page(PAGE, stated) == "On the Ringing of Bells in Harbour Towns"


def test_the_properties_are_believed_if_the_page_prints_them() -> None:
    assert title_of_page(PAGE, "On the Ringing of Bells") == "On the Ringing of Bells"


def test_letters_written_as_numbers_are_read() -> None:
    page = [FrontLine("Inhibition of TNF-α in rats", 9.0), *[FrontLine("x y z", 9.0)] * 9]
    assert title_of_page(page, "Inhibition of TNF-#_#x03B1; in rats") == "Inhibition of TNF-α in rats"


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [FrontLine("All letters are of one height", 9.0)] * 9,
        [FrontLine("Heights are not known here", None)] * 9,
        [FrontLine("Äº¿Ä½Å¼·¼ »¹¿½·Ä ºÊÅ·Ä ÅºÅÈ·ÄÊ", 20.0), *[FrontLine("x y z", 9.0)] * 9],
        [FrontLine("Bells", 20.0), *[FrontLine("x y z", 9.0)] * 9],
    ],
)
def test_no_title_is_better_than_a_wrong_one(lines: list[FrontLine]) -> None:
    assert title_of_page(lines, None) is None


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["doi:10.5555/bells.1"], "10.5555/bells.1"),
        (["doi:10.5555/journal.bells.", "0115884"], "10.5555/journal.bells.0115884"),
        (
            ["doi:10.5555/journal.bells.", "0115884", "DOI:10.5555/journal.bells.0115884"],
            "10.5555/journal.bells.0115884",
        ),
        (["10.5555/one and", "10.5555/other"], None),
        (["nothing"], None),
    ],
)
def test_the_doi_of_the_page(lines: list[str], expected: str | None) -> None:
    found = own_doi([FrontLine(line, 9.0) for line in lines])
    assert (found.value if found else None) == expected
