"""Rich text and quotes in fields, and their way to tokens."""

from __future__ import annotations

import pytest

from citetrail.styles.emit import QuoteMarks, tokens_from_content
from citetrail.styles.markup import INTERESTING, content_from_text
from citetrail.styles.punctuation import COLLISIONS, MARKS, collide
from citetrail.styles.spans import Content, Span
from citetrail.styles.writers.html import HTML

INSIDE = QuoteMarks(punctuation_inside=True)
OUTSIDE = QuoteMarks()


def html(content: Content, marks: QuoteMarks = INSIDE) -> str:
    return HTML.text(tokens_from_content(content, marks))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("plain", "plain"),
        ("an <i>in vivo</i> test", "an <i>in vivo</i> test"),
        ("x<sup>2</sup> and <sc>ad</sc>", 'x<sup>2</sup> and <span style="font-variant:small-caps;">ad</span>'),
        ("an <i>open tag", "an &#60;i&#62;open tag"),
        ("a </i> closed one", "a &#60;/i&#62; closed one"),
        ('the "quoted" word', "the “quoted” word"),
        ("the 'quoted' word", "the “quoted” word"),
        ("“a ‘b’ c”", "“a ‘b’ c”"),
        ("D'Arcus and the dog's ball", "D’Arcus and the dog’s ball"),
        ("the dogs' balls", "the dogs’ balls"),
        ("in '09", "in ’09"),
        ('5" disks', '5" disks'),
        ("a < b > c", "a &#60; b &#62; c"),
        ("<script>x</script>", "&#60;script&#62;x&#60;/script&#62;"),
        ("« oui »", "«\u202foui\u202f»"),
    ],
)
def test_fields(given: str, expected: str) -> None:
    assert html(content_from_text(given)) == expected


@pytest.mark.parametrize(
    ("text", "is_marked"), [("a <i>b</i>", True), ("it's", True), ("a & b", False), ("1–2", False)]
)
def test_plain_fields_are_not_parsed(text: str, is_marked: bool) -> None:
    assert bool(INTERESTING.search(text)) is is_marked


def test_italics_within_italics_flip() -> None:
    content = Span((content_from_text("One <i>two</i>"),), formatting=(("font-style", "italic"),))
    assert html(content) == '<i>One <span style="font-style:normal;">two</span></i>'


def test_quotes_within_quotes_alternate() -> None:
    assert html(Span((content_from_text('a "b" c'),), quotes=True)) == "“a ‘b’ c”"


@pytest.mark.parametrize(
    ("marks", "suffix", "expected"),
    [
        (INSIDE, ". And", "“Title.” And"),
        (INSIDE, ", and", "“Title,” and"),
        (INSIDE, "; and", "“Title”; and"),
        (OUTSIDE, ". And", "“Title”. And"),
    ],
)
def test_marks_move_into_quotes(marks: QuoteMarks, suffix: str, expected: str) -> None:
    assert html(Span((Span(("Title",), quotes=True), suffix)), marks) == expected


def test_a_question_swallows_the_full_stop() -> None:
    assert html(Span((Span(("Why?",), quotes=True), ". Then"))) == "“Why?” Then"
    assert html(Span(("Why?", ". Then"))) == "Why? Then"


def test_marks_move_into_the_innermost_quote() -> None:
    inner = Span(("It is ", Span(("one",), quotes=True)), quotes=True)
    assert html(Span((inner, "."))) == "“It is ‘one.’”"


def test_marks_in_one_field_stay() -> None:
    assert html(content_from_text("the 'end'. Then")) == "the “end”. Then"


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("a.", ". b", ("a.", " b")),
        ("a.", ", b", ("a.", ", b")),
        ("a,", ", b", ("a,", " b")),
        ("a ", " b", ("a ", "b")),
        ("a\u00a0", " b", ("a\u00a0", "b")),
        ("a;", "! b", ("a!", " b")),
        ("a", "b", ("a", "b")),
    ],
)
def test_collisions(left: str, right: str, expected: tuple[str, str]) -> None:
    assert collide(left, right) == expected


def test_every_pair_of_marks_is_settled() -> None:
    assert {left: set(row) for left, row in COLLISIONS.items()} == {mark: set(MARKS) for mark in MARKS}
    assert all(kept in (left + right, left, right) for left, row in COLLISIONS.items() for right, kept in row.items())


def test_empty_blocks_leave_no_tags() -> None:
    assert html(Span((Span(("",), display="block"), Span(("x",), display="right-inline")))) == (
        '<div class="csl-right-inline">x</div>'
    )


@pytest.mark.parametrize(
    ("target", "is_link"), [("https://doi.org/10.5555/x", True), ("javascript:alert(1)", False), ("", False)]
)
def test_only_web_addresses_become_links(target: str, is_link: bool) -> None:
    tokens = tokens_from_content(Span(("x",), role="link", target=target), INSIDE, links=True)
    assert (("open", "link", target) in tokens) is is_link
