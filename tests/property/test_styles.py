"""Properties of the styles room: nothing an item holds makes it fail, and what it does twice comes out the same."""

from __future__ import annotations

import re
from contextlib import suppress
from random import Random
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citetrail.errors import InputError
from citetrail.styles import AnnotationBlock, Cite, Listing, Style, compile_style, load_style
from citetrail.styles.initials import initialized
from citetrail.styles.manuscripts.filled import Filler
from citetrail.styles.manuscripts.kinds import SYNTAXES
from citetrail.styles.manuscripts.locators import labels_of
from citetrail.styles.markup import content_from_text
from citetrail.styles.pages import page_range
from citetrail.styles.spans import plain
from citetrail.styles.store import style_text
from citetrail.styles.textcase import change_case, title_positions
from citetrail.styles.writers.all import MODULES

TEXT = st.text(max_size=40) | st.sampled_from(["<i>a", "'", '"x" y', "a: b", "1-2", "..", "«", "</span>", "{:a: b}"])
VALUE: st.SearchStrategy[Any] = st.none() | st.integers(-3000, 3000) | TEXT | st.lists(TEXT, max_size=2)
NAME = st.fixed_dictionaries({}, optional=dict.fromkeys(("family", "given", "literal", "suffix"), TEXT))
DATE = st.fixed_dictionaries(
    {},
    optional={
        "date-parts": st.lists(st.lists(st.integers(-50, 3000) | TEXT, max_size=4), max_size=3),
        "raw": TEXT,
        "season": TEXT,
    },
)
ITEM = st.fixed_dictionaries(
    {"id": st.sampled_from("abcdef"), "type": st.sampled_from(["book", "article-journal", "chapter", "webpage", "?"])},
    optional={
        **dict.fromkeys(("title", "volume", "page", "DOI", "edition", "container-title", "note", "language"), VALUE),
        **{key: st.lists(NAME, max_size=5) | VALUE for key in ("author", "editor")},
        **dict.fromkeys(("issued", "accessed"), DATE | VALUE),
    },
)


@pytest.fixture(scope="module", params=["apa", "modern-language-association", "nlm-citation-sequence"])
def style(request: pytest.FixtureRequest) -> Style:
    return load_style(request.param)


@settings(max_examples=60, deadline=None)
@given(items=st.lists(ITEM, min_size=1, max_size=5), output=st.sampled_from(sorted(MODULES)))
def test_no_item_makes_a_style_fail(style: Style, items: list[dict[str, Any]], output: str) -> None:
    ids = {item["id"] for item in items}
    entries = style.bibliography(items, output=output)
    assert {entry.id for entry in entries} <= ids
    cites = style.cite([[Cite(item["id"], locator="3-5")] for item in items], items, output=output)
    assert len(cites) == len(items)


@settings(max_examples=40, deadline=None)
@given(items=st.lists(ITEM, min_size=1, max_size=4, unique_by=lambda item: item["id"]))
def test_formatting_is_repeatable(style: Style, items: list[dict[str, Any]]) -> None:
    assert style.bibliography(items) == style.bibliography(items)


@given(TEXT)
def test_title_case_changes_case_only(text: str) -> None:
    changed = plain(change_case(content_from_text(text), "title", english=True))
    assert changed.casefold() == plain(content_from_text(text)).casefold()


@given(st.text(max_size=60))
def test_title_case_is_settled_after_one_pass(text: str) -> None:
    once = change_case(text, "title", english=True)
    assert isinstance(once, str)
    assert change_case(once, "title", english=True) == once
    assert all(0 <= at < len(text) for at in title_positions(text))


@given(
    st.integers(1, 99999), st.integers(1, 99999), st.sampled_from(["", "expanded", "minimal", "minimal-two", "chicago"])
)
def test_page_ranges_lose_nothing(first: int, last: int, form: str) -> None:
    shown = page_range(f"{first}-{last}", form, "–")
    assert shown.startswith(f"{first}–")
    assert page_range(shown, "expanded", "–") == page_range(f"{first}-{last}", "expanded", "–")


@given(st.text(max_size=30))
def test_initials_never_fail(given_name: str) -> None:
    assert len(initialized(given_name, ".", shorten=True, with_hyphen=True)) <= 2 * len(given_name) + 2


@settings(max_examples=80, deadline=None)
@given(
    text=st.lists(
        st.sampled_from(
            ["[", "]", "@a", "@b", "-@a", "; ", ", p. 3", "see ", "`", "```\n", "\n\n", "[^1]", "[^1]: ", "^[", "*x*",
             "::: {#refs}\n:::\n", "---\n", "[cite:", "#cite(<a>)", "(", ")", "word ", "<!-- ", "-->", "    ", "- "]
        ),
        max_size=25,
    ).map("".join),
    name=st.sampled_from(["md", "qmd", "org", "typ"]),
)  # fmt: skip
def test_no_manuscript_makes_filling_fail(style: Style, text: str, name: str) -> None:
    syntax = SYNTAXES[name]
    items = {key: {"id": key, "type": "book", "title": key} for key in "ab"}
    manuscript = syntax.read(text, labels_of(style.compiled.locale))
    ends = [0, *(mark.end for mark in manuscript.marks)]
    assert all(mark.start >= end for mark, end in zip(manuscript.marks, ends, strict=False)), "marks do not overlap"
    for mark in manuscript.marks:
        assert all(text[at] in "@<ab" for at in mark.offsets)
    assert Filler(manuscript, syntax, style, items).text()
    if name == "md" and "#refs" not in text:
        assert Filler(manuscript, syntax, style, {}).text() == text.rstrip("\n") + "\n", "unknown keys stay"


@settings(max_examples=80, deadline=None)
@given(
    text=TEXT | st.lists(st.sampled_from(["*", "**", "_", "`", "```", "\n", "- ", "1. ", "> ", "  ", "[a](b)", "a", "# "])).map("".join),
    output=st.sampled_from(sorted(MODULES)),
)  # fmt: skip
def test_no_note_makes_an_annotation_fail(style: Style, text: str, output: str) -> None:
    item = {"id": "a", "type": "book", "title": "T"}
    kinds: tuple[Literal["note", "quote", "claim"], ...] = ("note", "quote", "claim")
    blocks = [AnnotationBlock(kind, text, text, text, text, text) for kind in kinds]
    assert Listing(style, [item], {"a": blocks}, links=True, summary="S").file(output)


ATTRIBUTE = re.compile(r' ([\w-]+)="([^"]*)"')
ELEMENT = re.compile(r"<([a-z-]+) [^<>]*/>")


@settings(max_examples=30, deadline=None)
@given(chance=st.randoms(use_true_random=False), name=st.sampled_from(["apa", "chicago-notes-bibliography", "ieee"]))
def test_a_damaged_style_is_told_or_works(chance: Random, name: str) -> None:
    """Attributes changed or taken out, elements renamed, taken out or doubled."""
    xml = style_text(name).xml
    for _ in range(3):
        attribute, element = chance.choice([*ATTRIBUTE.finditer(xml)]), chance.choice([*ELEMENT.finditer(xml)])
        value = chance.choice(["", "x", "-1", "true", "9" * 30])
        start, end, text = chance.choice(
            [
                (attribute.start(2), attribute.end(2), value),
                (attribute.start(), attribute.end(), ""),
                (element.start(1), element.end(1), chance.choice(["text", "names", "label", "foo"])),
                (element.start(), element.end(), ""),
                (element.start(), element.start(), element.group()),
            ]
        )
        xml = xml[:start] + text + xml[end:]
    item = {"id": "a", "type": "book", "title": "T", "author": [{"family": "Doe"}], "issued": {"date-parts": [[2020]]}}
    with suppress(InputError):
        damaged = compile_style(xml)
        assert damaged.cite([[Cite("a", locator="3")]] * 2, [item])
        damaged.bibliography([item])
