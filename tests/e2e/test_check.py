"""check, as people and their machines use it: in folders, with baselines, fixes, evidence and tables of notices."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from citetrail.cli.reports.json_report import SCHEMA
from e2e.conftest import Workplace, environment_for
from json_schema import problems
from standin import Fault, StandIn, World, work

ROOT = Path(__file__).resolve().parents[2]
NOTICES = """\
Record ID,Title,Journal,Author,RetractionDate,RetractionDOI,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,
1,Snails at rest,Snail Letters,Anna Rivers,2/3/2020 0:00,10.5555/n1,5/6/2015 0:00,10.5555/rest,0,Retraction,,
2,A long walk of the garden snail at night,Snail Letters,Carla Field,1/2/2019 0:00,,3/4/2012 0:00,unavailable,0,Retraction,,
"""
WRONG = """\
% the founding paper
@article{rockliff,
  author  = {Rockliff, Helen and Karl, Anke and McEwan, Kirsten and Gilbert, Jean and Matos, Marcela and Gilbert, Paul},
  title   = "Effects of intranasal oxytocin on `compassion focused imagery'",
  journal = {Emotion},
  year    = 2005,  volume = {12},
  doi     = {10.1037/a0023861},
}
"""


@pytest.fixture
def place(connected: Workplace) -> Workplace:
    """A connected workplace with a data folder of its own."""
    connected.environment["XDG_DATA_HOME"] = str(connected.folder / "data")
    return connected


def test_a_fix_is_shown_as_a_diff_and_written_only_when_told(place: Workplace) -> None:
    path = place.write("refs.bib", WRONG)
    shown = place.run("check", "refs.bib", "--fix")
    assert shown.code == 1
    assert [line for line in shown.out.splitlines() if line.startswith(("+ ", "- "))] == [
        "-  year    = 2005,  volume = {12},",
        "+  year    = 2011,  volume = {11},",
    ]
    assert "--apply" in shown.err
    assert path.read_text() == WRONG
    applied = place.run("check", "refs.bib", "--fix", "--apply")
    assert applied.code == 0
    assert path.read_text() == WRONG.replace("2005", "2011").replace("{12}", "{11}")
    assert place.run("check", "refs.bib").code == 0


def test_a_fix_leaves_what_a_comment_pins_and_what_was_edited_in_the_library(place: Workplace) -> None:
    pinned = WRONG.replace("% the founding paper", "% citetrail: ignore CT204 the year of the preprint")
    place.write("refs.bib", pinned)
    assert "2011" not in place.run("check", "refs.bib", "--fix").out
    place.run("add", "10.1037/a0023861")
    key = place.run("list", "--keys").out.strip()
    place.run("edit", key, "volume=12")
    place.write("refs.bib", pinned.replace("@article{rockliff", f"@article{{{key}"))
    kept = place.run("check", "refs.bib", "--fix")
    assert kept.out.strip() == ""
    assert "nothing can be fixed" in kept.err


def test_nothing_is_fixed_that_nobody_found(place: Workplace) -> None:
    place.write("refs.bib", WRONG.replace("10.1037/a0023861", "10.5555/nowhere").replace("oxytocin", "nothing at all"))
    assert "nothing can be fixed" in place.run("check", "refs.bib", "--fix").err


@pytest.mark.parametrize(
    ("name", "text", "comment"),
    [
        ("refs.bib", WRONG, "% citetrail: ignore CT101 checked by hand"),
        ("text.md", "", "<!-- citetrail: ignore CT101 checked by hand -->"),
    ],
)
def test_a_comment_with_a_reason_silences_what_follows(place: Workplace, name: str, text: str, comment: str) -> None:
    printed = (
        "# References\n\n@@\nRockliff, H., Karl, A., McEwan, K., Gilbert, J., Matos, M., & Gilbert, P. (2005). Effects of "
        "intranasal oxytocin on compassion focused imagery. Emotion, 12(6), 1388-396. https://doi.org/10.1037/a0023861\n"
    )
    template = f"@@\n{text}" if text else printed
    place.write(name, template.replace("@@\n", ""))
    assert place.run("check", name).code == 1
    rules = comment.replace("CT101", "*")
    place.write(name, template.replace("@@", rules))
    silent = place.run("check", name)
    assert silent.code == 0, silent.out
    assert "left out" in silent.err
    place.write(name, template.replace("@@", comment.replace("checked by hand", "")))
    assert place.run("check", name).code == 2


def test_ignoring_lines_that_fit_nothing_are_told(place: Workplace) -> None:
    place.write(".citetrail-ignore", "# ours\nCT204 rockliff the year of the preprint\nCT205 other gone long ago\n")
    place.write("refs.bib", WRONG.replace("{12}", "{11}"))
    result = place.run("check", "refs.bib")
    assert result.code == 0
    assert ".citetrail-ignore:3: CT205 of other was not found" in result.err


def test_a_baseline_lets_only_news_through(place: Workplace) -> None:
    place.write("refs.bib", WRONG)
    place.run("check", "refs.bib", "--write-baseline", "known.json")
    assert place.run("check", "refs.bib", "--baseline", "known.json").code == 0
    place.write("refs.bib", WRONG.replace("journal = {Emotion}", "journal = {Snail Letters}"))
    again = place.run("check", "refs.bib", "--baseline", "known.json", "--json")
    assert again.code == 1
    assert again.json["results"][0]["rules"] == ["CT101", "CT203"]


def test_a_whole_folder_with_places_and_without_repeats(place: Workplace) -> None:
    place.write("paper/refs.bib", WRONG)
    place.write("paper/main.tex", "\\cite{rockliff}\n\\bibliography{refs}\n")
    place.write("paper/settings.json", '{"colour": "blue"}')
    place.write("paper/.hidden/refs.bib", WRONG)
    result = place.run("check", "paper", "--format", "github")
    lines = result.out.splitlines()
    assert all(line.startswith("::warning file=paper/refs.bib,line=") for line in lines), result.out
    assert sorted(re.findall(r"line=(\d+),col=(\d+),title=(CT\d+)", result.out)) == [
        ("2", "1", "CT101"),
        ("6", "20", "CT205"),
        ("6", "3", "CT204"),
    ]


@pytest.mark.parametrize("name", ["text.txt", "text.md", "text.tex"])
def test_findings_in_texts_have_line_and_column(place: Workplace, name: str) -> None:
    printed = (
        "Rockliff, H. (2005). Effects of intranasal oxytocin on compassion focused imagery. Emotion, 12(6), 1388-396."
    )
    before = "\\section{References}" if name.endswith("tex") else "# References"
    place.write(name, f"Some words about snails.\n\n{before}\n\n{printed} https://doi.org/10.1037/a0023861\n")
    places = {
        result["place"]["line"]: result["place"]["column"]
        for result in place.run("check", name, "--json").json["results"]
    }
    assert places == {5: 1}


def test_json_of_real_runs_follows_the_published_schema(place: Workplace) -> None:
    place.write("refs.bib", WRONG + WRONG.replace("rockliff", "other").replace("10.1037/a0023861", "10.5555/none"))
    report = place.run("check", "refs.bib", "10.5555/near.3", "--deep", "--json").json
    assert list(problems(report, SCHEMA, SCHEMA)) == []
    published = json.loads((ROOT / "docs" / "check.schema.json").read_text())
    assert published == SCHEMA
    assert len(report["results"]) == 3


def test_reports_can_be_written_to_a_file(place: Workplace) -> None:
    place.write("refs.bib", WRONG)
    for form in ("sarif", "html"):  # the others are held to their forms in tests/unit/cli
        assert place.run("check", "refs.bib", "--format", form, "--output", f"out.{form}").code == 1
        assert "2011" in (place.folder / f"out.{form}").read_text()
    (run,) = json.loads((place.folder / "out.sarif").read_text())["runs"]
    assert [result["locations"][0]["physicalLocation"]["region"]["startLine"] for result in run["results"]] == [2, 6, 6]


def test_the_table_of_notices_is_asked_without_a_network(place: Workplace, workplace: Workplace) -> None:
    workplace.environment["XDG_DATA_HOME"] = str(workplace.folder / "data")
    workplace.write("notices.csv", NOTICES)
    assert workplace.run("sources", "status").code == 1
    updated = workplace.run("sources", "update", "retraction-watch", "--from", "notices.csv", "--json")
    assert updated.code == 0, updated.err
    assert updated.json["tables"][0]["notices"] == 2
    assert workplace.run("sources", "status", "--json").json == updated.json
    told = workplace.run("check", "10.5555/rest", "--offline", "--json")
    assert told.code == 1
    assert told.json["results"][0]["status"]["standing"] == "retracted"
    citation = "Field C. A long walk of the garden snail at night. Snail Letters. 2012;3:1-9."
    by_title = workplace.run("check", citation, "--offline", "--json").json["results"][0]
    assert by_title["status"]["standing"] == "retracted"


def test_a_table_that_is_none_leaves_the_old_one(workplace: Workplace) -> None:
    workplace.environment["XDG_DATA_HOME"] = str(workplace.folder / "data")
    workplace.write("notices.csv", NOTICES)
    workplace.run("sources", "update", "retraction-watch", "--from", "notices.csv")
    before = workplace.run("sources", "status", "--json").json
    workplace.write("other.csv", "a,b\n1,2\n")
    assert workplace.run("sources", "update", "retraction-watch", "--from", "other.csv").code == 2
    assert workplace.run("sources", "update", "retraction-watch", "--from", "http://127.0.0.1:9/t.csv").code == 3
    assert workplace.run("sources", "status", "--json").json == before


def test_a_library_shows_and_follows_the_table_of_notices(serve: Callable[[World], Workplace]) -> None:
    place = serve(World([work("10.5555/rest", "Snails at rest", authors=["Rivers, Anna"], year=2015)]))
    place.environment["XDG_DATA_HOME"] = str(place.folder / "data")
    place.run("add", "10.5555/rest")
    place.write("notices.csv", NOTICES)
    place.run("sources", "update", "retraction-watch", "--from", "notices.csv")
    assert "RETRACTED" in place.run("show", "10.5555/rest").out
    told = place.run("track", "--refresh", "--json").json
    assert "retracted" in [alert["kind"] for each in told["tracked"] for alert in each["alerts"]]


def test_evidence_gives_another_person_the_same_verdicts(
    place: Workplace, sources: StandIn, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place.write("notices.csv", NOTICES)
    place.run("sources", "update", "retraction-watch", "--from", "notices.csv")
    place.write(
        "refs.bib",
        WRONG + "@article{rest, title={Snails at rest}, author={Rivers, Anna}, year=2015, doi={10.5555/rest}}\n",
    )
    told = place.run(
        "check",
        "refs.bib",
        "--evidence",
        "proof.jsonl",
        "--json",
        CITETRAIL_SOURCES="crossref,openalex,retraction-watch,doi.org",
    )
    sources.fault("*", Fault("500"))
    elsewhere = Workplace(tmp_path_factory.mktemp("elsewhere"), dict(place.environment))
    elsewhere.environment["XDG_DATA_HOME"] = str(elsewhere.folder)
    for name in ("refs.bib", "proof.jsonl"):
        elsewhere.write(name, (place.folder / name).read_bytes())
    again = elsewhere.run("check", "refs.bib", "--replay", "proof.jsonl", "--json")
    assert again.code == told.code == 1
    judged = [
        [result[axis] for axis in ("identity", "fields", "status", "version", "suspicion", "able")]
        for result in told.json["results"]
    ]
    assert judged == [
        [result[axis] for axis in ("identity", "fields", "status", "version", "suspicion", "able")]
        for result in again.json["results"]
    ]
    assert again.json["results"][1]["status"]["standing"] == "retracted"
    assert place.run("check", "refs.bib", "--evidence", "a", "--record", "b").code == 2


def test_the_second_order_is_told_on_request(serve: Callable[[World], Workplace]) -> None:
    sound = work("10.5555/sound", "Sound snails", authors=["Rivers, Anna"], year=2010)
    bad = work(
        "10.5555/bad",
        "Bad snails",
        authors=["Stone, Ben"],
        year=2011,
        notices=[("retraction", "10.5555/n", "2012-03-04", "publisher")],
    )
    citing = work(
        "10.5555/citing",
        "A census of garden snails in towns",
        authors=["Field, Carla"],
        year=2015,
        references=["10.5555/sound", "10.5555/bad"],
    )
    place = serve(World([sound, bad, citing]))
    plain = place.run("check", "10.5555/citing", "--json").json["results"][0]
    assert plain["second_order"] is None
    deep = place.run("check", "10.5555/citing", "--deep", "--json")
    assert deep.code == 0
    second = deep.json["results"][0]["second_order"]
    assert (second["listed"], second["looked_at"]) == (2, 2)
    assert [one["identifier"]["value"] for one in second["unsound"]] == ["10.5555/bad"]
    assert deep.json["results"][0]["rules"] == ["CT312"]
    assert "10.5555/bad" in place.run("check", "10.5555/citing", "--deep").out


def test_a_source_that_gives_empty_lists_for_everything_has_no_say(tmp_path: Path) -> None:
    subjects = ["winter breathing", "evening walks", "garden quarrels", "shell colours"]
    works = [
        work(f"10.5555/s{n}", f"A census of the {subject} of town snails", authors=["Rivers, Anna"], year=2010,
             container="Snail Letters", volume=str(n), pages="1-9")
        for n, subject in enumerate(subjects)
    ]  # fmt: skip
    entries = [
        f"@article{{k{n}, author={{Rivers, Anna}}, title={{A census of the {subject} of town snails}}, "
        f"journal={{Snail Letters}}, year=2010, volume={n}, pages={{1--9}}}}\n"
        for n, subject in enumerate(subjects)
    ]
    entries.append(
        "@article{invented, author={Invented, Ida}, title={On improbable customs and unheard-of manners among frogs}, "
        "journal={Snail Letters}, year=2015, volume=9, pages={3--8}}\n"
    )
    with StandIn(World(works)) as sources:
        place = Workplace(tmp_path, {**environment_for(tmp_path), **sources.environment()})
        place.write("refs.bib", "".join(entries))
        honest = place.run("check", "refs.bib", "--json").json["results"]
        sources.fault("crossref", Fault("empty-list"))
        lying = place.run("check", "refs.bib", "--json", "--refresh")
    assert [result["identity"] for result in honest] == ["verified"] * 4 + ["not-found"]
    assert lying.code == 3
    assert [result["identity"] for result in lying.json["results"]] == ["verified"] * 4 + ["unchecked"]
    assert {result["suspicion"] for result in lying.json["results"]} == {"none"}


def test_a_long_list_names_only_what_there_is_to_say(serve: Callable[[World], Workplace]) -> None:
    works = [
        work(f"10.5555/s{n}", f"Snails of the town number {n}", authors=["Rivers, Anna"], year=2010) for n in range(8)
    ]
    place = serve(World(works))
    short = place.run("check", *(f"10.5555/s{n}" for n in range(8)))
    assert short.code == 0
    assert "Snails of the town number 3" not in short.out
    assert "8 references: 8 verified" in short.out
    assert "Snails of the town number 3" in place.run("check", "-v", *(f"10.5555/s{n}" for n in range(8))).out


def test_the_hook_passes_what_nothing_is_stored_about_and_stops_what_is_wrong(place: Workplace) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    place.write("refs.bib", WRONG)
    command = [*hook["entry"].split()[1:], "refs.bib"]
    assert place.run(*command).code == 0
    place.run("check", "refs.bib")
    assert place.run(*command).code == 1
    assert re.search(hook["files"], "chapters/refs.bib")


def test_the_action_annotates_summarises_and_writes_sarif(place: Workplace) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    step = action["runs"]["steps"][-1]
    given = {name: str(single["default"]) for name, single in action["inputs"].items()}
    environment = {
        name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda hit: given[hit[1]], value).replace(
            "${{ runner.temp }}", "."
        )
        for name, value in step["env"].items()
    }
    place.write("refs.bib", WRONG)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", step["run"]], cwd=place.folder, capture_output=True, text=True, check=False,
        env={**place.environment, **environment, "PATH": path, "GITHUB_STEP_SUMMARY": "summary.md"},
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "::warning file=refs.bib,line=6,col=3,title=CT204" in done.stdout
    assert "CT204" in (place.folder / "summary.md").read_text()
    assert json.loads((place.folder / "citetrail.sarif").read_text())["runs"][0]["results"]
    assert (place.folder / "citetrail-evidence.jsonl").read_text()


def test_a_rule_explains_itself(workplace: Workplace) -> None:
    assert "What it does not mean" in workplace.run("rules", "ct204").out
    assert len(workplace.run("rules", "--json").json["rules"]) > 35
    assert workplace.run("rules", "CT999").code == 2
