"""Quotes as a reader keeps them: checked, changed, and taken over from where the reading was done."""

from __future__ import annotations

import json

from e2e.conftest import Workplace
from small_pdf import Mark, small_pdf

ENTRY = """@article{one, author = {Sample, Sophie}, title = {A visible fiction}, year = 2001, doi = {10.5555/fiction.1},
abstract = {We report 24 smiling quokkas.}, pages = {101--102}}
"""
PAGES = [["A visible fiction", "We saw 24 quokkas smile."], ["No quokka was seen to frown."]]
MARKED = small_pdf(
    PAGES,
    [
        Mark(2, 1, "No quokka was seen", "Is that so?"),
        Mark(1, 2, "24 quokkas smile"),
        Mark(1, 1, "fiction", "a loose note", "Text"),
    ],
)


def test_a_quote_is_checked_when_kept_and_when_asked(workplace: Workplace) -> None:
    workplace.write("refs.bib", ENTRY)
    workplace.write("one.pdf", small_pdf(PAGES))
    workplace.run("add", "refs.bib")
    assert "word for word (abstract" in workplace.run("quote", "one", "24 smiling quokkas").out
    workplace.run("attach", "one", "one.pdf")
    altered = workplace.run("quote", "one", "We saw 42 quokkas smile.", "--page", "102")
    assert altered.code == 0
    assert "number: “42” where the text has “24”" in altered.out
    assert "102 is wrong: it stands on page 1 (101)" in altered.out
    checked = workplace.run("quotes", "--check")
    assert checked.code == 1
    assert "2 quotes: 1 exact, 1 altered" in checked.out
    mended = workplace.run("quote", "one", "We saw 24 quokkas smile.", "--edit", "2", "--page", "101")
    assert "word for word on page 1 (101)" in mended.out
    assert workplace.run("quotes", "--check", "one").code == 0
    assert workplace.run("quote", "one", "--remove", "7").code == 2
    assert workplace.run("quote", "one", "--remove", "1").code == 0
    assert [row["quote"]["id"] for row in workplace.run("quotes", "--json").json["quotes"]] == [2]


def test_a_quote_without_a_text_is_unsettled(workplace: Workplace) -> None:
    workplace.write("refs.bib", "@book{two, title = {Two}, year = 2002}")
    workplace.run("add", "refs.bib")
    assert "no text to look in" in workplace.run("quote", "two", "Anything at all").out
    assert workplace.run("quotes", "--check").code == 3


def test_highlights_of_a_pdf_become_quotes_and_notes_once(workplace: Workplace) -> None:
    workplace.write("refs.bib", ENTRY)
    workplace.write("marked.pdf", MARKED)
    workplace.run("add", "refs.bib")
    assert workplace.run("highlights", "marked.pdf").code == 2
    dry = workplace.run("highlights", "marked.pdf", "--to", "one", "--dry-run")
    assert "2 quotes and 2 notes would be new" in dry.out
    workplace.run("attach", "one", "marked.pdf", "--link")
    taken = workplace.run("highlights", "one")
    assert "2 quotes and 2 notes new" in taken.out, taken.out + taken.err
    (work,) = workplace.run("show", "one", "--json").json["works"]
    assert [(quote["exact"], quote["page"]) for quote in work["quotes"]] == [
        ("24 quokkas smile", "1"),
        ("No quokka was seen", "2"),
    ]
    assert [note["text"] for note in work["notes"]] == [
        "(p. 1)\n\na loose note",
        "> No quokka was seen (p. 2)\n\nIs that so?",
    ]
    assert "0 quotes and 0 notes new, 3 there already" in workplace.run("highlights", "marked.pdf").out
    workplace.run("undo")
    (work,) = workplace.run("show", "one", "--json").json["works"]
    assert "quotes" not in work


def annotation(exact: str, uri: str, comment: str = "", tags: tuple[str, ...] = ()) -> dict[str, object]:
    selector = {"type": "TextQuoteSelector", "exact": exact, "prefix": "before ", "suffix": " after"}
    return {
        "uri": uri, "text": comment, "tags": list(tags), "created": "2026-02-03T04:05:06.000000+00:00",
        "target": [{"source": uri, "selector": [selector]}], "document": {"title": ["A page"]},
    }  # fmt: skip


def test_a_hypothesis_export_finds_its_works_by_address(workplace: Workplace) -> None:
    rows = [
        annotation("smiling quokkas", "https://doi.org/10.5555/fiction.1", "Sweet.", ("animals",)),
        annotation("elsewhere", "https://www.example.org/unknown"),
        {**annotation("a reply", "https://doi.org/10.5555/fiction.1"), "references": ["abc"]},
    ]
    workplace.write("export.json", json.dumps({"export_date": "2026-02-04", "annotations": rows}))
    workplace.write("refs.bib", ENTRY)
    workplace.run("add", "refs.bib")
    taken = workplace.run("highlights", "export.json")
    assert taken.code == 1
    assert "one: 1 quote and 1 note new #animals" in taken.out
    assert "1 highlight of https://www.example.org/unknown A page" in taken.out
    (work,) = workplace.run("show", "one", "--json").json["works"]
    assert (work["quotes"][0]["prefix"], work["tags"]) == ("before ", ["animals"])
    workplace.write("other.json", '{"a": 1}')
    assert "no export of Hypothes.is" in workplace.run("highlights", "other.json").err
