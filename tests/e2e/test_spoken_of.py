"""trace --find: from prose that names an author or a journal to the paper that it speaks of."""

from __future__ import annotations

from pathlib import Path

from e2e.conftest import Workplace
from standin.faults import Fault
from standin.server import StandIn

STORY = """<html><head><title>{headline}</title>
<meta property="article:published_time" content="2011-12-20"></head><body><article><h1>{headline}</h1>
<p>{passage}</p></article></body></html>"""
HEADLINE = "A nasal spray and the picture of kindness"
PASSAGE = (
    "A study led by Helen Rockliff, published in the journal Emotion this month, reports that intranasal oxytocin made"
    " compassion focused imagery easier for some, but not for all."
)


def story(workplace: Workplace, passage: str = PASSAGE) -> str:
    workplace.write("story.html", STORY.format(headline=HEADLINE, passage=passage))
    return "story.html"


def test_the_paper_is_found_by_author_journal_and_words(connected: Workplace) -> None:
    result = connected.run("trace", "--find", story(connected))
    assert result.code == 0
    assert "speaks of" in result.out
    assert "10.1037/a0023861" in result.out
    assert "somebody named is an author" in result.out


def test_without_find_nobody_is_asked(connected: Workplace, sources: StandIn) -> None:
    result = connected.run("trace", story(connected))
    assert "--find asks the sources which" in result.out
    assert sources.seen() == []


def test_the_founding_article_without_its_reference(connected: Workplace, shared: Path) -> None:
    text = (shared / "seed" / "founding-article.txt").read_text(encoding="utf-8")
    without = "\n".join(line for line in text.splitlines() if "1388-396" not in line)
    assert without != text
    connected.write("article.txt", without)
    (found,) = connected.run("trace", "--find", "--json", "article.txt").json["found"]
    assert found["outcome"] == "linked"
    (doi,) = (
        one["value"] for one in found["fits"][0]["record"]["description"]["identifiers"] if one["scheme"] == "doi"
    )
    assert doi == "10.1037/a0023861"


def test_a_story_about_a_work_that_nobody_holds_links_nothing(connected: Workplace) -> None:
    passage = (
        "A study led by Ida Invented, published in the Journal of Tides this month, reports that harbours are wet."
    )
    result = connected.run("trace", "--find", "--json", story(connected, passage))
    assert [found["outcome"] for found in result.json["found"]] == ["unresolved"]
    assert result.code == 0


def test_silence_is_not_taken_for_an_absence(connected: Workplace, sources: StandIn) -> None:
    sources.fault("*", Fault("500"))
    result = connected.run("trace", "--find", story(connected), "--deadline", "5")
    assert result.code == 3
    assert "did not answer" in result.out
    assert "unchecked" in result.out
