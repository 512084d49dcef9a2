"""Text case over plain and marked-up content."""

from __future__ import annotations

import pytest

from citetrail.styles.markup import content_from_text
from citetrail.styles.spans import Span, plain
from citetrail.styles.textcase import DOTTED, ENTITY, capitalized_term, change_case


def title(text: str) -> str:
    return plain(change_case(content_from_text(text), "title", english=True))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param("the origin of species", "The Origin of Species", id="stop-word-inside"),
        pytest.param("what it is for", "What It Is For", id="stop-word-last"),
        pytest.param("life: an introduction", "Life: An Introduction", id="after-colon"),
        pytest.param("who knows? a study", "Who Knows? A Study", id="after-question-mark"),
        pytest.param("out-of-fashion self-esteem", "Out-of-Fashion Self-Esteem", id="hyphens"),
        pytest.param("traits—self and work", "Traits—Self and Work", id="em-dash"),
        pytest.param("cat/mouse games", "Cat/Mouse Games", id="slash"),
        pytest.param("iPad and mRNA tests", "iPad and mRNA Tests", id="inner-capitals-stay"),
        pytest.param("NASA AND ITS DATA", "NASA AND ITS DATA", id="capitals-stay"),
        pytest.param("a plan b test", "A Plan b Test", id="single-letters-stay"),
        pytest.param("news at example.com today", "News at example.com Today", id="addresses-stay"),
        pytest.param("salt &amp; water", "Salt &amp; Water", id="entities-stay"),
        pytest.param("according to him", "According to Him", id="phrase-at-start"),
        pytest.param("art according to him", "Art according to Him", id="phrase-inside"),
        pytest.param("ecology of <i>homo sapiens</i> in space", "Ecology of Homo Sapiens in Space", id="across-tags"),
        pytest.param('in <span class="nocase">homo sapiens</span> now', "In homo sapiens Now", id="nocase"),
        pytest.param("water as h<sub>two</sub>o", "Water as Htwoo", id="subscript-stays"),
        pytest.param("07-x", "07-x", id="single-letter-after-hyphen"),
    ],
)
def test_title_case(given: str, expected: str) -> None:
    assert title(given) == expected


def test_title_case_is_for_english_only() -> None:
    assert change_case("der alte mann", "title", english=False) == "der alte mann"


@pytest.mark.parametrize(
    ("case", "given", "expected"),
    [
        ("lowercase", "The RNA", "the rna"),
        ("uppercase", "The rna", "THE RNA"),
        ("capitalize-first", "the old man", "The old man"),
        ("capitalize-first", "iPad sales", "iPad sales"),
        ("capitalize-all", "the old man", "The Old Man"),
        ("sentence", "The Old Man", "The old man"),
    ],
)
def test_other_cases(case: str, given: str, expected: str) -> None:
    assert change_case(given, case, english=True) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(Span(("ibid.",), role="term"), "Ibid.", id="term"),
        pytest.param(Span((Span(("n.d.",), role="term"),), prefix="("), "(N.d.", id="term-in-bracket"),
        pytest.param(Span(("de Waal",)), "de Waal", id="no-term"),
        pytest.param(Span((Span(("ibid.",), role="term"),), prefix="see "), "see ibid.", id="word-before"),
    ],
)
def test_terms_open_sentences_with_a_capital(content: Span, expected: str) -> None:
    assert plain(capitalized_term(content)) == expected


@pytest.mark.parametrize(("text", "is_entity"), [("&amp;", True), ("&#38;", False), ("R&D", False), ("&", False)])
def test_entities(text: str, is_entity: bool) -> None:
    assert bool(ENTITY.match(text)) is is_entity


@pytest.mark.parametrize(("text", "is_dotted"), [("x.com", True), ("e.g.", True), ("end.", False), (".net", False)])
def test_dotted_words(text: str, is_dotted: bool) -> None:
    assert bool(DOTTED.search(text)) is is_dotted
