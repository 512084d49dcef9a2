"""`check` holds quotations in a text against the words of the works they are from, and tells where they differ."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from e2e.conftest import Workplace
from json_schema import problems, schema_of
from small_pdf import small_pdf
from standin import World, work

TITLE = "On the invented habits of quokkas at night"
ARTICLE = """# Night life

It is said that they smile.
Sample (2001) reports: "We observed {} quokkas on the island, and none of them frowned at us". That is a lot.

## References

Sample, S. (2001). On the invented habits of quokkas at night. Journal of Examples, 3(1), 1-9. https://doi.org/10.5555/q.1
"""
PAGE = """<html><body><h1>Night life</h1>
<p>It is said that they smile.
Sample (2001) reports: “We observed 42 quokkas on the island, and none of them frowned at us”.</p>
<h2>References</h2>
<p>Sample, S. (2001). On the invented habits of quokkas at night. Journal of Examples, 3(1), 1-9.
https://doi.org/10.5555/q.1</p></body></html>
"""
ABSTRACT = "Background. We observed 24 quokkas on the island, and none of them frowned at us. They smile."
CHANGE = "number: “42” where the text has “24”"


def place_with(serve: Callable[[World], Workplace], abstract: str | None) -> Workplace:
    place = serve(
        World([work("10.5555/q.1", TITLE, authors=["Sample, Sophie"], year=2001, container="Journal of Examples",
                    volume="3", issue="1", pages="1-9", abstract=abstract)])
    )  # fmt: skip
    place.write("right.md", ARTICLE.format(24))
    place.write("wrong.md", ARTICLE.format(42))
    return place


@pytest.fixture
def place(serve: Callable[[World], Workplace]) -> Workplace:
    """Where the work is in the library, with its file."""
    made = place_with(serve, None)
    half = len(ABSTRACT[:60].rsplit(" ", 1)[0])
    made.write("paper.pdf", small_pdf([[ABSTRACT[:half], ABSTRACT[half + 1 :]]]))
    made.run("add", "10.5555/q.1")
    key = made.run("list", "-o", "ids").out.strip()
    assert "quotation" not in made.run("check", "wrong.md").out, "nothing is at hand to hold it against"
    made.run("attach", key, "paper.pdf")
    return made


def test_a_changed_number_is_told_from_the_file_in_the_library(place: Workplace) -> None:
    right = place.run("check", "right.md")
    assert (right.code, right.err) == (0, "")
    assert "quotation" not in right.out
    assert "stands in the attached file" in place.run("check", "right.md", "-v").out
    wrong = place.run("check", "wrong.md")
    assert wrong.code == 1
    assert re.search(r"quotation +wrong\.md:4:25 differs from the attached file .*\.pdf", wrong.out), wrong.out
    assert CHANGE in wrong.out
    assert wrong.out.splitlines()[-1] == "1 reference: 1 verified · 1 quotation differs"
    assert "says nothing" not in wrong.out


def test_it_is_told_in_every_form(place: Workplace) -> None:
    def form(name: str) -> str:
        told = place.run("check", "wrong.md", "--format", name)
        assert told.code == 1, told.err
        assert told.err == ""
        return told.out

    report = json.loads(form("json"))
    schema = schema_of(place.folder.__class__(__file__).parents[2] / "docs" / "check.schema.json")
    assert list(problems(report, schema, schema)) == []
    assert report["summary"] == {"references": 1, "verified": 1, "quotation-differs": 1}
    (result,) = report["results"]
    assert result["rules"] == ["CT601"]
    (finding,) = result["findings"]
    assert (finding["level"], finding["place"]["line"], finding["place"]["column"]) == ("warning", 4, 25)
    (quotation,) = result["quotations"]
    assert quotation["rule"] == "CT601"
    assert quotation["is_whole"]
    assert quotation["changes"] == [{"quoted": "42", "original": "24", "why": "number"}]
    assert "We observed 24 quokkas" in quotation["passage"]

    (run,) = json.loads(form("sarif"))["runs"]
    (found,) = run["results"]
    assert found["ruleId"] == "CT601"
    where = found["locations"][0]["physicalLocation"]
    assert where == {"artifactLocation": {"uri": "wrong.md"}, "region": {"startLine": 4, "startColumn": 25}}
    assert form("github").startswith("::warning file=wrong.md,line=4,col=25,title=CT601 quotation-differs::")
    failure = next(ElementTree.fromstring(form("junit")).iter("failure"))
    assert failure.attrib["type"] == "CT601"
    assert "wrong.md:4:25: " in (failure.text or "")
    assert "`wrong.md:4:25` warning CT601: " in form("markdown")
    page = form("html")
    assert '<mark class="warning" id="t1q1" title="CT601 ' in page
    assert '<a href="#t1q1">wrong.md:4:25</a>' in page


def test_what_an_abstract_says_in_other_words_is_a_note(serve: Callable[[World], Workplace]) -> None:
    place = place_with(serve, ABSTRACT)
    told = place.run("check", "wrong.md")
    assert told.code == 0
    assert re.search(r"wrong\.md:4:25 differs from the abstract \(\w+\)", told.out), told.out
    assert CHANGE in told.out
    report = place.run("check", "wrong.md", "--json").json
    assert [one["level"] for one in report["results"][0]["findings"]] == ["note"]
    assert report["results"][0]["rules"] == ["CT602"]
    assert "<failure" not in place.run("check", "wrong.md", "--format", "junit").out
    assert place.run("check", "right.md", "--json").json["results"][0]["rules"] == []


def test_words_that_are_not_at_hand_are_no_finding(place: Workplace) -> None:
    place.write("wrong.md", ARTICLE.replace("We observed {} quokkas on the island", "Wombats slept all winter in dens"))
    told = place.run("check", "wrong.md", "--json")
    assert told.code == 0
    (result,) = told.json["results"]
    assert (result["rules"], result["quotations"][0]["outcome"]) == ([], "not-in-available-text")
    assert "which says nothing" in " ".join(place.run("check", "wrong.md", "-v").out.split())


def test_other_words_of_one_sense_are_a_note(place: Workplace) -> None:
    place.write("wrong.md", ARTICLE.format(24).replace("frowned at us", "scowled at us"))
    told = place.run("check", "wrong.md", "--json")
    assert (told.code, told.json["results"][0]["rules"]) == (0, ["CT603"])


def test_a_page_has_the_line_of_the_quotation_itself(place: Workplace) -> None:
    place.write("page.html", PAGE)
    finding = place.run("check", "page.html", "--json").json["results"][0]["findings"][0]
    assert (finding["rule"], finding["place"]["line"], finding["place"]["column"]) == ("CT601", 3, 25)


def test_it_can_be_left_out_and_known(place: Workplace) -> None:
    text = ARTICLE.format(42)
    above = text.replace("It is said", "<!-- citetrail: ignore CT601 they counted again -->\n\nIt is said")
    beside = text.replace("That is a lot.", "That is a lot. <!-- citetrail: ignore * they counted again -->")
    elsewhere = text.replace("# Night life", "<!-- citetrail: ignore CT601 why not -->\n# Night life")
    other_rule = above.replace("CT601", "CT602")
    for changed, code in ((above, 0), (beside, 0), (elsewhere, 1), (other_rule, 1)):
        place.write("wrong.md", changed)
        told = place.run("check", "wrong.md")
        assert told.code == code, (changed, told.out)
        assert ("was not found; the line can go" in told.err) == bool(code)
    place.write("wrong.md", text)
    assert place.run("check", "wrong.md", "--write-baseline", "known.json").code == 1
    known = place.run("check", "wrong.md", "--baseline", "known.json")
    assert (known.code, known.err) == (0, "1 reference with known findings left out\n")
    place.write("wrong.md", text.replace("none of them", "all of them"))
    assert place.run("check", "wrong.md", "--baseline", "known.json").code == 1
    assert place.run("check", "wrong.md", "--fail-on", "retracted").code == 0
    assert place.run("check", "wrong.md", "--fail-on", "nothing").code == 0


def test_programs_get_it_with_the_verdict(place: Workplace) -> None:
    code = "import citetrail, pathlib; (v,) = citetrail.check(pathlib.Path('wrong.md')); (q,) = v.quotations; print(q.outcome)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=place.folder,
        env=place.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("altered\n", "")
