"""Every verb of the trail, run as the installed command against stand-in sources over real sockets."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from e2e.conftest import ROCKLIFF, Workplace, distractors
from standin import Fault, StandIn, World

KEY = "rockliff2011effects"
BIB = """@article{one, author = {Sample, Sophie and others}, title = {A visible fiction about examples}, journal = {Journal of
Examples}, year = 2001, doi = {10.5555/fiction.1}}
@book{two, author = {García, Ana}, title = {COVID-19 in {C++}: state-of-the-art}, publisher = {Example Press}, year = 2021}
"""


@pytest.mark.parametrize(
    "given",
    [
        "10.1037/a0023861",
        "https://doi.org/10.1037/A0023861",
        "doi:10.1037/a0023861.",
        "PMID: 21707149",
        "Rockliff H, Karl A, McEwan K, Gilbert J, Matos M, Gilbert P. Effects of intranasal oxytocin on 'compassion focused "
        "imagery'. Emotion. 2011;11(6):1388-96.",
    ],
    ids=["doi", "address", "doi with label", "pmid", "citation"],
)
def test_add_finds_out_what_it_was_given(connected: Workplace, given: str) -> None:
    result = connected.run("add", given)
    assert result.code == 0, result.out + result.err
    (row,) = connected.run("list", "--json").json["works"]
    assert (row["key"], row["year"], row["doi"]) == (KEY, 2011, "10.1037/a0023861")


def test_add_from_standard_input(connected: Workplace) -> None:
    assert connected.run("add", "-", stdin="10.1037/a0023861\n").code == 0
    assert connected.run("add", "-", stdin=BIB).code == 0
    assert len(connected.run("list", "--json").json["works"]) == 3


def test_the_same_work_is_added_once(connected: Workplace) -> None:
    connected.run("add", "10.1037/a0023861")
    again = connected.run("add", "PMID 21707149")
    assert again.code == 0
    assert "1 present" in again.out or "1 merged" in again.out
    assert len(connected.run("list", "--json").json["works"]) == 1


def test_what_no_source_has_is_not_added(connected: Workplace) -> None:
    unknown = connected.run("add", "10.5555/does.not.exist")
    assert unknown.code == 1
    assert "10.5555/does.not.exist" in unknown.out + unknown.err
    assert connected.run("list", "-o", "ids").out == ""


def test_a_citation_can_be_kept_as_given(connected: Workplace) -> None:
    citation = "Sample, Sophie. A wholly invented book. Example Press, 1999."
    assert connected.run("add", citation).code in (1, 3)
    kept = connected.run("add", citation, "--as-given")
    assert kept.code == 0, kept.out + kept.err
    assert "not confirmed by any source" in kept.out


def test_a_bibliography_is_imported_without_asking_and_only_once(workplace: Workplace) -> None:
    workplace.write("refs.bib", BIB)
    first, second = workplace.run("add", "refs.bib"), workplace.run("add", "refs.bib")
    assert (first.code, second.code) == (0, 0), first.err
    assert "2 added" in first.out
    assert "2 present" in second.out
    assert workplace.run("list", "-o", "ids", "--sort", "key").out.split() == ["one", "two"]


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("COVID-19", ["two"]),
        ("c++", ["two"]),
        ("garcia", ["two"]),
        ("author:García year:2020-2022", ["two"]),
        ("10.5555/fiction.1", ["one"]),
        ("year:<2010", ["one"]),
        ("fiction OR covid", ["one", "two"]),
        ("-covid", ["one"]),
    ],
)
def test_search(workplace: Workplace, query: str, keys: list[str]) -> None:
    workplace.write("refs.bib", BIB)
    workplace.run("add", "refs.bib")
    found = workplace.run("search", query, "-o", "ids")
    assert found.code == 0, found.err
    assert sorted(found.out.split()) == keys


def test_search_that_finds_nothing_and_search_that_makes_no_sense(workplace: Workplace) -> None:
    workplace.write("refs.bib", BIB)
    workplace.run("add", "refs.bib")
    nothing = workplace.run("search", "nonexistentword")
    assert (nothing.code, nothing.out) == (1, "")
    wrong = workplace.run("search", 'author:"')
    assert wrong.code == 2
    assert "column" in wrong.err or ":" in wrong.err


@pytest.fixture
def library(connected: Workplace) -> Workplace:
    """A library that holds the founding paper."""
    assert connected.run("add", "10.1037/a0023861").code == 0
    return connected


def test_annotating_and_showing(library: Workplace) -> None:
    assert library.run("tag", KEY, "+oxytocin", "+todo").code == 0
    assert library.run("tag", KEY, "-todo").code == 0
    assert library.run("note", KEY, "Small sample.").code == 0
    assert library.run("quote", KEY, "exact words", "--page", "1390").code == 0
    assert library.run("claim", KEY, "it works", "--verdict", "disputed", "--from", "article.html").code == 0
    (work,) = library.run("show", KEY, "--json").json["works"]
    assert work["tags"] == ["oxytocin"]
    assert [note["text"] for note in work["notes"]] == ["Small sample."]
    assert [(quote["exact"], quote["page"]) for quote in work["quotes"]] == [("exact words", "1390")]
    assert [(claim["text"], claim["verdict"]) for claim in work["claims"]] == [("it works", "disputed")]
    shown = library.run("show", KEY).out
    for words in ("Emotion", "1388–1396", "#oxytocin", "Small sample.", "p. 1390", "[disputed] it works"):
        assert words in shown


def test_show_why_tells_the_source(library: Workplace) -> None:
    why = library.run("show", KEY, "--why", "title")
    assert why.code == 0
    assert "crossref" in why.out
    assert library.run("show", KEY, "--why", "nonsense").code == 2


def test_edits_win_and_can_be_taken_back(library: Workplace) -> None:
    assert library.run("edit", KEY, "year=2012", "title=My own title").code == 0
    assert library.run("refresh", "--apply").code == 0
    (row,) = library.run("list", "--json").json["works"]
    assert (row["year"], row["title"]) == (2012, "My own title")
    assert "you" in library.run("show", KEY, "--why", "title").out
    assert library.run("edit", KEY, "title=", "year=").code == 0
    (row,) = library.run("list", "--json").json["works"]
    assert row["year"] == 2011
    assert row["title"].startswith("Effects")
    assert library.run("edit", KEY, "nonsense=1").code == 2


def test_an_old_key_resolves_for_ever(library: Workplace) -> None:
    assert library.run("rename", KEY, "oxytocin").code == 0
    assert library.run("show", KEY).out.startswith("oxytocin")
    assert library.run("show", "10.1037/a0023861").out.startswith("oxytocin")


def test_undo_and_redo_whatever_it_was(library: Workplace) -> None:
    library.run("tag", KEY, "+a")
    library.run("remove", KEY)
    assert library.run("list", "-o", "ids").out == ""
    assert "remove" in library.run("undo").out
    assert library.run("list", "-o", "ids").out.strip() == KEY
    library.run("undo")
    assert library.run("show", KEY, "--json").json["works"][0].get("tags", []) == []
    library.run("redo")
    assert library.run("show", KEY, "--json").json["works"][0]["tags"] == ["a"]
    for _ in range(2):
        library.run("undo")
    assert library.run("list", "-o", "ids").out == ""
    assert library.run("undo").code == 1


def test_unknown_key_suggests_a_near_one(library: Workplace) -> None:
    result = library.run("show", "rockliff2011effect")
    assert result.code == 2
    assert KEY in result.err


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("bibtex", "@article{rockliff2011effects,"),
        ("ris", "TY  - JOUR"),
        ("csl-json", '"container-title": "Emotion"'),
        ("text", "Rockliff, H., Karl, A."),
        ("markdown", "*Emotion*"),
        ("html", "<i>Emotion</i>"),
    ],
)
def test_export(library: Workplace, form: str, expected: str) -> None:
    result = library.run("export", "--format", form)
    assert result.code == 0, result.err
    assert expected in result.out


def test_export_to_a_file_and_back(library: Workplace) -> None:
    assert library.run("export", "--format", "bibtex", "-o", "out.bib").code == 0
    assert library.run("convert", "out.bib", "out.ris").code == 0
    assert "10.1037/a0023861" in (library.folder / "out.ris").read_text()


@pytest.mark.parametrize(
    "arguments", [("--format", "nonsense"), ("--format", "text", "--style", "nonsense-style"), ("nomatch",)]
)
def test_export_of_nonsense_is_an_error(library: Workplace, arguments: tuple[str, ...]) -> None:
    result = library.run("export", *arguments)
    assert (result.code, result.out) == (2, "")


def test_cite(library: Workplace) -> None:
    assert (
        library.run("cite", KEY, "--page", "1390", "--style", "apa").out.strip() == "(Rockliff et al., 2011, p. 1390)"
    )


def test_track_raises_an_alert_once(serve: Callable[[World], Workplace], tmp_path: object) -> None:
    from dataclasses import replace

    first = serve(World([ROCKLIFF, *distractors()]))
    first.run("add", "10.1037/a0023861")
    assert first.run("track").code == 0
    assert first.run("alerts").out.strip() == "no alerts"
    notice = ("retraction", "10.5555/notice", "2020-01-02", "publisher")
    later = serve(World([replace(ROCKLIFF, notices=(notice,)), *distractors()]))
    told = later.run("track", "--refresh", "--fail-on-alert")
    assert told.code == 1, told.out + told.err
    assert "retracted" in told.out
    again = later.run("track", "--refresh", "--fail-on-alert")
    assert again.code == 0
    (alert,) = later.run("alerts", "--json").json["alerts"]
    assert alert["kind"] == "retracted"
    assert later.run("alerts", "--ack", str(alert["id"])).code == 0
    assert later.run("alerts").out.strip() == "no alerts"
    assert "RETRACTED" in later.run("list").out


def test_track_tells_new_citing_works(serve: Callable[[World], Workplace]) -> None:
    from standin import work

    first = serve(World([ROCKLIFF]))
    first.run("add", "10.1037/a0023861")
    first.run("track")
    citing = work(
        "10.5555/citing", "A later fiction", authors=["Sample, Sophie"], year=2024, references=["10.1037/a0023861"]
    )
    later = serve(World([ROCKLIFF, citing]))
    told = later.run("track", "--refresh", "--json")
    assert told.code == 0, told.err
    kinds = [alert["kind"] for each in told.json["tracked"] for alert in each["alerts"]]
    assert kinds == ["cited"]


def test_record_and_replay_give_the_same_verdict_without_a_network(
    connected: Workplace, workplace: Workplace, sources: StandIn
) -> None:
    recorded = connected.run("check", "10.1037/a0023861", "--record", "answers.jsonl", "--json")
    assert recorded.code == 0, recorded.err
    sources.fault("*", Fault("500"))
    replayed = workplace.run("check", "10.1037/a0023861", "--replay", "answers.jsonl", "--json")
    assert replayed.code == 0, replayed.err
    assert replayed.json["results"][0]["identity"] == recorded.json["results"][0]["identity"]


def test_offline_uses_what_is_stored_and_says_what_is_not(connected: Workplace) -> None:
    assert connected.run("check", "10.1037/a0023861").code == 0
    assert connected.run("check", "10.1037/a0023861", "--offline").code == 0
    unknown = connected.run("check", "10.5555/near.1", "--offline")
    assert unknown.code == 3
    assert "unchecked" in unknown.out


def test_parse_needs_no_library_and_no_network(workplace: Workplace) -> None:
    result = workplace.run("parse", "Sample S. A visible fiction. J Ex. 2010;3(2):101-9.", "--json")
    assert result.code == 0
    read = result.json["readings"][0]["description"]
    assert (read["volume"], read["issue"], read["pages"]["ranges"]) == ("3", "2", [{"first": "101", "last": "109"}])


def test_json_goes_to_stdout_and_talk_to_stderr(workplace: Workplace) -> None:
    workplace.write("bad.bib", "@article{a, title={open")
    result = workplace.run("add", "bad.bib", "--json", "--dry-run")
    assert result.code == 1
    assert result.json["added"][0]["place"] == "bad.bib:1:1"
    assert "nothing was changed" in result.err


def test_config_keeps_keys_secret(workplace: Workplace) -> None:
    assert workplace.run("config", "set", "key.openalex", "very-secret").code == 0
    shown = workplace.run("config", "show")
    assert "very-secret" not in shown.out
    assert "key.openalex" in shown.out
    assert (workplace.folder / "own" / "config.toml").stat().st_mode & 0o777 == 0o600
    assert workplace.run("config", "set", "nonsense", "1").code == 2


def test_demo_runs_offline(workplace: Workplace) -> None:
    result = workplace.run("demo", timeout=120)
    assert result.code == 0, result.out[-2000:]
    assert "REPLAYED" in result.out
    assert "RETRACTED" in result.out
    assert "not.ours" not in result.out


def test_dump_and_load_are_lossless(library: Workplace) -> None:
    library.run("tag", KEY, "+a")
    library.run("note", KEY, "A note.")
    assert library.run("dump", "texts").code == 0
    before = {path.name: path.read_text() for path in (library.folder / "texts").rglob("*") if path.is_file()}
    assert library.run("load", "texts", "--library", "other.db").code == 0
    assert library.run("dump", "again", "--library", "other.db").code == 0
    assert before == {path.name: path.read_text() for path in (library.folder / "again").rglob("*") if path.is_file()}


def test_merge_and_part_again(workplace: Workplace) -> None:
    workplace.write("refs.bib", BIB)
    workplace.run("add", "refs.bib")
    assert workplace.run("merge", "one", "two").code == 2
    assert workplace.run("merge", "one", "two", "--yes").code == 0
    assert workplace.run("list", "-o", "ids").out.split() == ["one"]
    assert workplace.run("show", "two").out.startswith("one")
    workplace.run("undo")
    assert sorted(workplace.run("list", "-o", "ids").out.split()) == ["one", "two"]


def test_project_library(workplace: Workplace) -> None:
    here = {name: value for name, value in workplace.environment.items() if name != "CITETRAIL_LIBRARY"}
    project = Workplace(workplace.folder / "thesis", {**here, "XDG_DATA_HOME": str(workplace.folder / "data")})
    project.folder.mkdir()
    assert project.run("init").code == 0
    project.write("refs.bib", BIB)
    project.run("add", "refs.bib")
    deeper = Workplace(project.folder / "chapter", project.environment)
    deeper.folder.mkdir()
    assert len(deeper.run("list", "-o", "ids").out.split()) == 2


def test_a_replayed_add_judges_as_of_the_day_of_the_recording(connected: Workplace) -> None:
    citation = "Invented, I. (2019). On the unheard-of manners of sneezing newts. Emotion, 19(2), 101-109."
    assert connected.run("add", citation, "--record", "answers.jsonl").code == 1, "nobody has it, and it is old"
    recorded = (connected.folder / "answers.jsonl").read_text()
    connected.write("answers.jsonl", re.sub(r'("recorded_at": ?")\d{4}-\d\d-\d\d', r"\g<1>2019-02-01", recorded))
    again = connected.run("add", citation, "--replay", "answers.jsonl")
    assert again.code == 3, "on that day it may not have arrived yet"
    assert again.out != ""
