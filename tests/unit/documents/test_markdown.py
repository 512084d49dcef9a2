"""Markdown to blocks without markup."""

from __future__ import annotations

import pytest

from citetrail.documents.markdown import read
from citetrail.documents.parts.marked import plain_from_inline
from citetrail.model import Document


def document_of(text: str) -> Document:
    return read(text.encode(), "a.md")


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_blocks_of_every_kind() -> None:
    document = document_of(
        "# One\n\nTwo\n=====\n\nfirst\nsecond\n\n* a\n* b\n\n1. c\n\n> said\n> twice\n\n```python\nx = *y*\n```\n\n[^1]: A note.\n"
    )
    assert kinds(document) == [
        ("heading", "One"),
        ("heading", "Two"),
        ("paragraph", "first\nsecond"),
        ("item", "a"),
        ("item", "b"),
        ("item", "1. c"),
        ("quote", "said\ntwice"),
        ("code", "x = *y*"),
        ("footnote", "A note."),
    ]


def test_lines_are_those_of_the_file() -> None:
    document = document_of("---\ntitle: T\n---\n\n# One\n\ntext\n\n```\ncode\n```\n")
    assert [(document.text[block.start : block.end], block.line) for block in document.blocks] == [
        ("One", 5),
        ("text", 7),
        ("code", 10),
    ]


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("*a* **b** ***c*** _d_ __e__", "a b c d e"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        (r"\[not a link\] \*", "[not a link] *"),
        ("`a * b`", "a * b"),
        ("[words](https://a.example/x_(y))", "words"),
        ("![alt](x.png)", "alt"),
        ("<https://a.example/>", "https://a.example/"),
        ("a<br>b<sup>2</sup>", "ab2"),
        ("5 < 6 and AT&amp;T", "5 < 6 and AT&T"),
        ("[a][1] and [1]", "[a][1] and [1]"),
        ("*Emotion* 11.6 (2011): 1388-396.", "Emotion 11.6 (2011): 1388-396."),
    ],
)
def test_inline_markup_goes_and_words_stay(raw: str, plain: str) -> None:
    assert plain_from_inline(raw, {})[0] == plain


def test_links_keep_their_place_and_target() -> None:
    document = document_of("A *nice* [page](https://a.example/1) and [two][b].\n\n[b]: https://b.example/ 'B'\n")
    assert [(document.text[link.start : link.end], link.target) for link in document.links] == [
        ("page", "https://a.example/1"),
        ("two", "https://b.example/"),
    ]


def test_front_matter_describes_the_document() -> None:
    description = document_of(
        '---\ntitle: "What lullabies do"\nauthor:\n  - Noor Vanterpool\n  - name: Bo van der Zee\n    affiliation: 1\n'
        "date: 2020-02-29\ndoi: 10.5555/x.1\n---\n\nText\n"
    ).description
    assert description.title == "What lullabies do"
    assert [str(person) for person in description.authors] == ["Noor Vanterpool", "Bo van der Zee"]
    assert str(description.issued) == "2020-02-29"
    assert description.doi == "10.5555/x.1"


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert document_of("---\n\njust a rule above\n").description.title is None


def test_the_name_of_an_account_is_no_author() -> None:
    assert read(b"---\nauthor: remrama\ntitle: Bells\n---\n\nText.\n", "a.md").description.authors == ()
    (author,) = read(b"---\nauthor: Ada Roe\ntitle: Bells\n---\n\nText.\n", "a.md").description.authors
    assert author.family == "Roe"
