"""add --self: a file is the work that is meant, not what it cites."""

from __future__ import annotations

from e2e.conftest import Workplace

ARTICLE = """<html><head><title>Effects of intranasal oxytocin</title>
<meta name="citation_title" content="Effects of intranasal oxytocin on ‘compassion focused imagery’">
<meta name="citation_author" content="Rockliff, Helen"><meta name="citation_doi" content="10.1037/a0023861">
</head><body><h1>Effects</h1><p>Words of the paper.</p><h2>References</h2>
<p>Roe, R. (2010). Compassion focused imagery: an introduction. Journal of Examples, 2, 10-19.</p></body></html>"""


def test_the_paper_itself_is_added_with_its_file(connected: Workplace) -> None:
    connected.write("paper.html", ARTICLE)
    result = connected.run("add", "--self", "paper.html")
    assert result.code == 0, result.out + result.err
    (work,) = connected.run("list", "--json").json["works"]
    assert work["key"] == "rockliff2011effects"
    assert connected.run("search", "has:file", "-o", "ids").out.split() == ["rockliff2011effects"]
    assert connected.run("search", "text:words", "-o", "ids").out.split() == ["rockliff2011effects"]


def test_it_is_one_step_to_undo(connected: Workplace) -> None:
    connected.write("paper.html", ARTICLE)
    connected.run("add", "--self", "paper.html", "--tag", "mine")
    assert connected.run("undo").code == 0
    assert connected.run("list", "--json").json["works"] == []


def test_a_file_that_tells_nothing_of_itself_is_told(connected: Workplace) -> None:
    connected.write("words.txt", "only some words here, and no title at all.\n")
    result = connected.run("add", "--self", "words.txt")
    assert result.code == 2
    assert "words.txt" in result.err


def test_a_paper_that_no_source_knows_is_kept_as_given_on_request(connected: Workplace) -> None:
    connected.write("paper.html", ARTICLE.replace("10.1037/a0023861", "10.5555/unknown").replace("oxytocin", "bells"))
    assert connected.run("add", "--self", "paper.html").code == 1
    assert connected.run("add", "--self", "--as-given", "paper.html").code == 0
    assert len(connected.run("list", "--json").json["works"]) == 1
