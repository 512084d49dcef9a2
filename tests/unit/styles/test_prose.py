"""Markdown of notes as paragraphs."""

from __future__ import annotations

import time

import pytest

from citetrail.styles.emit import QuoteMarks, tokens_from_content
from citetrail.styles.prose import (
    FENCE,
    HEADING,
    INLINE,
    ITEM,
    QUOTED,
    RULE,
    content_from_inline,
    prose_from_markdown,
    with_addresses,
)
from citetrail.styles.spans import plain
from citetrail.styles.writers.html import HTML


def html(text: str) -> str:
    return HTML.text(tokens_from_content(content_from_inline(text), QuoteMarks(), links=True))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("a *b* c", "a <i>b</i> c"),
        ("a **b** c", "a <b>b</b> c"),
        ("***b***", "<b><i>b</i></b>"),
        ("_b_ and __c__", "<i>b</i> and <b>c</b>"),
        ("snake_case_name", "snake_case_name"),
        ("5 * 3 * 2", "5 * 3 * 2"),
        (r"\*b\* \[c\]", "*b* [c]"),
        ("`a < *b*`", "<code>a &#60; *b*</code>"),
        ("``a ` b``", "<code>a ` b</code>"),
        ("[the *site*](https://example.org/a_(b))", '<a href="https://example.org/a_(b)">the <i>site</i></a>'),
        ('[t](<https://example.org> "title")', '<a href="https://example.org">t</a>'),
        ("![picture](x.png)", "picture"),
        ("<https://example.org>", '<a href="https://example.org">https://example.org</a>'),
        ("see https://example.org/a.", 'see <a href="https://example.org/a">https://example.org/a</a>.'),
        ("[t](javascript:x)", "t"),
        ("<b>no</b> & [brackets]", "&#60;b&#62;no&#60;/b&#62; &#38; [brackets]"),
        ("**open and *open", "**open and *open"),
    ],
)
def test_inline(given: str, expected: str) -> None:
    assert html(given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("a\nb\n\nc", [("a b", 0, "", 0), ("c", 0, "", 0)]),
        ("# Head #\ntext", [("Head", 0, "", 0), ("text", 0, "", 0)]),
        ("- a\n- b\n  c", [("a", 0, "•", 0), ("b c", 0, "•", 0)]),
        ("1. a\n   - b\n2. c", [("a", 0, "1.", 0), ("b", 0, "•", 1), ("c", 0, "2.", 0)]),
        ("* a\n\nafter", [("a", 0, "•", 0), ("after", 0, "", 0)]),
        ("> a\n> b\n\nc", [("a b", 1, "", 0), ("c", 0, "", 0)]),
        ("> a\n>> b", [("a", 1, "", 0), ("b", 2, "", 0)]),
        ("```python\nx = 1\n\ny = 2\n```\nend", [("x = 1", 0, "", 0), ("y = 2", 0, "", 0), ("end", 0, "", 0)]),
        ("~~~\nnever closed", [("never closed", 0, "", 0)]),
        ("a\n***\nb", [("a", 0, "", 0), ("b", 0, "", 0)]),
        ("-", [("", 0, "•", 0)]),
        ("", []),
    ],
)
def test_blocks(given: str, expected: list[tuple[str, int, str, int]]) -> None:
    found = prose_from_markdown(given)
    assert [(plain(one.content), one.nest, one.marker, one.level) for one in found] == expected


def test_addresses_stand_in_brackets_where_links_are_not_shown() -> None:
    content = content_from_inline("*see [site](https://example.org)*, https://example.org/b")
    assert plain(with_addresses(content)) == "see site (https://example.org), https://example.org/b"


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        (ITEM, "- a", True),
        (ITEM, "12) a", True),
        (ITEM, "-a", False),
        (ITEM, "1.5 a", False),
        (HEADING, "## a", True),
        (HEADING, "#tag", False),
        (QUOTED, "> a", True),
        (QUOTED, "    > a", False),
        (FENCE, "```", True),
        (FENCE, "``", False),
        (RULE, "---", True),
        (RULE, "--", False),
        (INLINE, "*a*", True),
        (INLINE, "a*b", False),
    ],
)
def test_patterns(pattern: object, text: str, matches: bool) -> None:
    assert bool(pattern.match(text)) is matches  # type: ignore[attr-defined]


@pytest.mark.parametrize("piece", ["*a ", "**", "[", "`", "_a ", "> ", "- ", "![", "<https://", "\\", "# "])
def test_long_notes_take_no_long_time(piece: str) -> None:
    start = time.process_time()
    prose_from_markdown(piece * 5000)
    prose_from_markdown((piece + "\n") * 500)
    assert time.process_time() - start < 2
