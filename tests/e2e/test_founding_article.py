"""The founding example: from a popular article to the one paper behind it, its quotations and a bibliography."""

from __future__ import annotations

from pathlib import Path

import pytest

from e2e.conftest import Workplace

AUTHORS = ["Rockliff", "Karl", "McEwan", "Gilbert", "Matos", "Gilbert"]


@pytest.fixture
def article(shared: Path, connected: Workplace) -> Workplace:
    """A workplace with the founding article in it."""
    connected.write("article.txt", (shared / "seed" / "founding-article.txt").read_bytes())
    return connected


def test_trace_finds_one_work_and_nothing_in_the_comments(article: Workplace) -> None:
    result = article.run("trace", "article.txt", "--json")
    assert result.code == 0, result.err
    (document,) = result.json["documents"]
    comments = document["text"].index("Leave a Comment")
    printed = [one for one in document["references"] if one["kind"] == "printed"]
    assert len(printed) == 1
    assert len(document["trails"]) == 1
    found = [*document["references"], *document["quotations"], *document.get("mentions", [])]
    for one in found:
        start, end = (one.get("place") or one)["start"], (one.get("place") or one)["end"]
        assert end <= comments
        assert document["text"][start:end] == one.get("raw", one.get("exact"))


def test_trace_reads_the_printed_reference_in_full(article: Workplace) -> None:
    (document,) = article.run("trace", "article.txt", "--json").json["documents"]
    (reference,) = [one for one in document["references"] if one["kind"] == "printed"]
    read = reference["description"]
    assert [person["family"] for person in read["authors"]] == AUTHORS
    assert read["title"].lower().startswith("effects of intranasal oxytocin on")
    assert read["container_title"] == "Emotion"
    assert (read["volume"], read["issue"], read["issued"]["start"]["year"]) == ("11", "6", 2011)
    assert read["pages"]["ranges"] == [{"first": "1388", "last": "1396"}]
    assert read["medium"] == "Print"


def test_trace_keeps_the_quotations_with_their_speaker(article: Workplace) -> None:
    (document,) = article.run("trace", "article.txt", "--json").json["documents"]
    quotations = document["quotations"]
    assert len(quotations) >= 6
    assert all("Rockliff" in (one.get("speaker") or "") for one in quotations)
    assert document["not_after"] <= "2011-12-22"


def test_check_says_how_the_printed_reference_differs_from_the_record(article: Workplace) -> None:
    result = article.run("check", "article.txt", "--json")
    assert result.code in (0, 1), result.err
    (verdict,) = result.json["results"]
    assert verdict["match"]["description"]["identifiers"][0]["value"] == "10.1037/a0023861"
    fields = {one["field"]: one for one in verdict["fields"]}
    assert fields["pages"]["outcome"] in ("equal", "variant")
    assert verdict.get("suspicion", "none") == "none"


def test_add_keeps_one_work_with_the_quotations_and_export_annotates(article: Workplace) -> None:
    added = article.run("add", "article.txt")
    assert added.code == 0, added.out + added.err
    listed = article.run("list", "--json").json["works"]
    assert [row["year"] for row in listed] == [2011]
    key = listed[0]["key"]
    (work,) = article.run("show", key, "--json").json["works"]
    assert len(work["quotes"]) >= 6
    article.run("note", key, "Small sample.")
    text = article.run("export", "--format", "text", "--style", "apa", "--annotated").out
    assert "Rockliff, H., Karl, A." in text
    assert "1388–1396" in text
    assert "Small sample." in text
    assert "oxytocin did significantly enhance" in text
