"""Reports: each form holds what it must, and nothing that comes from outside breaks out of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from citetrail.cli.reports import github, html_report, json_report, junit, markdown, sarif
from citetrail.cli.reports.findings import findings_of, level_of, worst_first
from citetrail.judging import verify
from citetrail.judging.rules import RULES
from citetrail.model.answers import absent, found, silent
from citetrail.model.documents import Document
from citetrail.model.references import Place
from citetrail.model.verdicts import Verdict
from judging_values import COVERAGE, TODAY, doi, notice, record, reference

OWN = doi("10.5555/slow")
NASTY = '<script>alert(1)</script> & "quotes" `code` | pipe\x00\x1b\nnext: line, 100% ]]> ::error::'


def placed(verdict: Verdict, line: int, start: int, end: int) -> Verdict:
    place = Place(source="refs.bib", line=line, column=3, start=start, end=end)
    return verdict.model_copy(
        update={"reference": verdict.reference.model_copy(update={"place": place, "key": f"k{line}"})}
    )


def verdicts() -> list[Verdict]:
    """One of each: right, wrong year, retracted, not found, unchecked."""
    retracted = record(notices=[notice("retraction", "2020")])
    told = [
        verify(reference(), [found("crossref", "lookup", [record()], OWN)], COVERAGE, TODAY),
        verify(reference(year=2011), [found("crossref", "lookup", [record()], OWN)], COVERAGE, TODAY),
        verify(reference(), [found("crossref", "lookup", [retracted], OWN)], COVERAGE, TODAY),
        verify(reference(doi=None), [absent("crossref", "search"), absent("openalex", "search")], COVERAGE, TODAY),
        verify(reference(doi=None), [silent("crossref", "search", "unavailable", "no reply")], COVERAGE, TODAY),
    ]
    return [placed(verdict, number + 1, number * 10, number * 10 + 8) for number, verdict in enumerate(told)]


def nasty() -> Verdict:
    given = reference(title=NASTY, raw=NASTY, doi=None)
    verdict = verify(given, [absent("crossref", "search"), absent("openalex", "search")], COVERAGE, TODAY)
    return placed(verdict, 1, 0, 5).model_copy(update={"explanation": NASTY})


def test_findings_are_sorted_and_keep_their_fingerprints() -> None:
    levels = [level_of(verdict) for verdict in worst_first(verdicts())]
    assert levels == ["error", "warning", "warning", "note", "ok"]
    first, again = findings_of(verdicts()[1]), findings_of(verdicts()[1])
    assert [one.fingerprint for one in first] == [one.fingerprint for one in again]
    assert [one.rule.id for one in first] == ["CT101", "CT204"]
    assert first[1].message == "year: 2011 in the reference, 2015 in the record (another year)."


def test_json_follows_its_schema() -> None:
    report = json.loads(json_report.render([*verdicts(), nasty()], version="1.0"))
    assert list(problems(report, json_report.SCHEMA)) == []
    assert report["summary"]["references"] == 6
    assert [result["identity"] for result in report["results"]][:3] == ["verified", "mismatch", "verified"]
    assert report["results"][1]["rules"] == ["CT101", "CT204"]
    assert report["results"][1]["questions"][0]["outcome"] == "found"
    assert list(problems({"format": "other"}, json_report.SCHEMA))


def test_the_published_schema_is_the_one_in_use() -> None:
    published = Path(__file__).resolve().parents[3] / "docs" / "check.schema.json"
    assert json.loads(published.read_text(encoding="utf-8")) == json_report.SCHEMA


def test_sarif() -> None:
    log = json.loads(sarif.render([*verdicts(), nasty()], version="1.0"))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    pages = Path(__file__).resolve().parents[3] / "docs" / "rules"
    assert all(rule["help"]["markdown"] == (pages / f"{rule['id']}.md").read_text(encoding="utf-8") for rule in rules)
    assert not [rule for rule in rules if "helpUri" in rule], "there is no site that holds the pages"
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
    region = run["results"][0]["locations"][0]["physicalLocation"]
    assert region == {"artifactLocation": {"uri": "refs.bib"}, "region": {"startLine": 2, "startColumn": 3}}


def test_junit_skips_what_is_not_settled() -> None:
    root = ElementTree.fromstring(junit.render([*verdicts(), nasty()]))
    assert root.attrib == {"tests": "6", "failures": "4", "errors": "0", "skipped": "1"}
    kinds = [[child.tag for child in case] for case in root.iter("testcase")]
    assert kinds == [[], ["failure"], ["failure"], ["failure"], ["skipped"], ["failure"]]
    assert next(root.iter("failure")).attrib["type"] == "CT101"


def test_github_annotations_are_one_line_each() -> None:
    lines = github.render([*verdicts(), nasty()]).splitlines()
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
    assert lines[0].startswith("::error file=refs.bib,line=3,col=3,title=CT301 retracted::")
    assert github.render(verdicts()[:1]) == ""


def test_markdown() -> None:
    text = markdown.render(verdicts())
    assert "5 references: 2 verified, 1 mismatch, 1 not-found, 1 unchecked, 1 retracted, 1 suspicion-review." in text
    assert text.index("CT301") < text.index("CT204") < text.index("### Not settled") < text.index("CT107")
    assert "<script>" not in markdown.render([nasty()])
    assert "Nothing to look at." in markdown.render(verdicts()[:1])
    assert markdown.render([]).endswith("No references.\n")


class Tags(HTMLParser):
    """Every tag of a page, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def test_html_marks_the_text_in_place_and_loads_nothing() -> None:
    document = Document(name="refs.bib", media_type="bibliography", text="0123456789" * 6 + "<b>&")
    page = html_report.render([*verdicts(), nasty()], [document])
    tags = Tags()
    tags.feed(page)
    names = [tag for tag, _ in tags.seen]
    assert "script" not in names
    assert "b" not in names
    assert not [attrs for tag, attrs in tags.seen if tag in ("img", "link", "iframe") or "src" in attrs]
    assert names.count("mark") == 5  # the nasty one stands where the first stands
    assert names.count("article") == 6
    ids = {attrs.get("id") for tag, attrs in tags.seen if tag in ("article", "mark")}
    links = {(attrs.get("href") or "")[1:] for tag, attrs in tags.seen if tag == "a"}
    assert links <= ids
    assert "prefers-color-scheme:dark" in page


def test_html_shows_bibliography_files_with_their_entries_marked() -> None:
    told = verdicts()[1]
    entry = "@article{k2, year = 2011}"
    place = Place(source="refs.bib", line=2)
    marked = told.model_copy(update={"reference": told.reference.model_copy(update={"raw": entry, "place": place})})
    page = html_report.render([marked], (), {"refs.bib": f"% ours <b>\n{entry}\n"})
    assert '% ours &lt;b&gt;\n<mark class="warning" id="t1" title="CT101' in page
    assert '<a class="warning" href="#r1">CT204</a>' in page
    assert '<a href="#t1">refs.bib:2</a>' in page


@pytest.mark.parametrize("render", [github.render, markdown.render, html_report.render, junit.render])
def test_nothing_to_report_is_no_error(render: Any) -> None:
    assert isinstance(render([]), str)


def problems(value: Any, schema: Mapping[str, Any], at: str = "$") -> Sequence[str]:
    """What in a value breaks a schema, for the few keywords that ours uses."""
    found_problems: list[str] = []
    if "anyOf" in schema:
        if all(problems(value, option, at) for option in schema["anyOf"]):
            found_problems.append(f"{at}: fits none")
        return found_problems
    if "enum" in schema and value not in schema["enum"]:
        found_problems.append(f"{at}: {value!r} is not allowed")
    if "const" in schema and value != schema["const"]:
        found_problems.append(f"{at}: {value!r} is not {schema['const']!r}")
    kinds = {"object": dict, "array": list, "string": str, "number": (int, float), "boolean": bool, "null": type(None)}
    types = schema.get("type", [])
    names = [types] if isinstance(types, str) else types
    if names and not any(isinstance(value, kinds[name]) for name in names):  # type: ignore[arg-type]  # types and tuples of types
        return [*found_problems, f"{at}: not {types}"]
    if isinstance(value, dict):
        found_problems += [f"{at}: no {name}" for name in schema.get("required", ()) if name not in value]
        for name, part in schema.get("properties", {}).items():
            if name in value:
                found_problems += problems(value[name], part, f"{at}.{name}")
    if isinstance(value, list) and "items" in schema:
        for place, item in enumerate(value):
            found_problems += problems(item, schema["items"], f"{at}[{place}]")
    return found_problems
