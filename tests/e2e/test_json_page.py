"""docs/json.md and its schema: up to date, every command with --json in it, and what is printed is as it says."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from citetrail.cli.main import app
from e2e.conftest import Workplace, environment_for
from json_schema import problems, schema_of

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = schema_of(ROOT / "docs" / "schemas" / "cli.schema.json")
CHECK = schema_of(ROOT / "docs" / "check.schema.json")


def page_tool() -> Any:
    spec = importlib.util.spec_from_file_location("json_page", ROOT / "tools" / "json_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def commands_with(option: str, choice: str = "") -> Iterator[str]:
    """The commands that have an option, with this among its choices; every command without one."""

    def below(command: Any, path: tuple[str, ...]) -> Iterator[str]:
        inner = getattr(command, "commands", {})
        for name, one in inner.items():
            yield from below(one, (*path, name))
        fitting = [one for one in command.params if option in getattr(one, "opts", ())]
        choices = [name for one in fitting for name in getattr(one.type, "choices", ())]
        if not inner and (not option or (choice in choices if choice else fitting)):
            yield " ".join(path)

    return below(get_command(app), ())


def test_the_page_and_the_schema_are_up_to_date() -> None:
    tool = page_tool()
    assert tool.made_page() == tool.PAGE.read_text(encoding="utf-8"), "run tools/json_page.py"
    assert tool.made_schema() == tool.SCHEMA.read_text(encoding="utf-8"), "run tools/json_page.py"


def test_every_command_with_json_is_on_the_page() -> None:
    told = {command for output in page_tool().OUTPUTS for command in output.commands}
    assert told == set(commands_with("--json"))


def test_every_command_has_json_but_those_for_people() -> None:
    assert set(commands_with("")) - set(commands_with("--json")) == page_tool().FOR_PEOPLE


def test_every_list_gives_ids_alone() -> None:
    lists = {name for name in commands_with("") if name.split()[-1] in LISTS}
    assert lists - set(commands_with("--output", "ids")) == set()


LISTS = frozenset("list search rules claims quotes alerts duplicates log".split())


# In order: later ones need what earlier ones did. The exit codes are those of findings.
CALLS: list[tuple[str, list[str], int | None]] = [
    ("trace", ["article.html"], 0),
    ("parse", ["Doe, J. (2020). A study of examples. Journal of Examples, 3(2), 141-9. doi:10.5555/x"], 0),
    ("check", ["article.html"], 1),
    ("add", ["article.html"], None),
    ("add", ["refs.bib", "--allow-loss"], 0),
    ("tag", ["rockliff2011effects", "+oxytocin"], 0),  # annotations of every kind, so that all of a Work is printed
    ("note", ["rockliff2011effects", "A note."], 0),
    ("quote", ["rockliff2011effects", "Exact words", "--page", "3", "--speaker", "Ida Invented"], None),
    ("claim", ["rockliff2011effects", "It helps", "--verdict", "disputed", "--from", "article.html"], 0),
    ("edit", ["rockliff2011effects", "volume=11"], 0),
    ("mark", ["rockliff2011effects", "--reading", "read", "--rating", "4"], 0),
    ("searches save", ["mine", "tag:oxytocin"], 0),
    ("searches save", ["other", "tag:oxytocin"], 0),
    ("searches forget", ["other"], 0),
    ("attach", ["rockliff2011effects", "article.html", "picture.png", "https://www.example.org/a.pdf"], 0),
    ("open", ["rockliff2011effects", "1", "--path"], 0),
    ("open", ["rockliff2011effects", "--web"], 0),
    ("files read", ["rockliff2011effects"], 0),
    ("files save", ["saved"], 0),
    ("notes sync", ["vault"], 0),
    ("notes sync", ["vault", "--dry-run"], 0),
    ("cite", ["rockliff2011effects", "twin", "--page", "3", "--style", "apa", "--format", "html"], 0),
    ("cite", ["twin", "--full", "--style", "ieee"], 0),
    ("cite", ["--file", "paper.md"], 1),
    ("cite", ["--file", "paper.md", "-o", "filled.md"], 1),
    ("styles add", ["own.csl"], 0),
    ("export", ["rockliff2011effects", "--format", "ris"], None),
    ("export", ["rockliff2011effects", "-o", "one.docx"], 0),
    ("export", ["--for", "paper.md", "--allow-loss"], 1),
    ("export", ["--for", "paper.md", "--check"], 1),
    ("convert", ["refs.bib", "--format", "ris"], 1),
    ("convert", ["other.bib", "other.json"], 0),
    ("convert", ["other.bib", "--format", "bibtex"], 0),
    ("completion install", ["bash", "--dry-run"], 0),
    ("completion show", ["fish"], 0),
    ("rename", ["other_twin", "second_twin"], 0),
    ("undo", [], 0),
    ("redo", [], 0),
    ("tags rename", ["oxytocin", "hormones/oxytocin", "--dry-run"], 0),
    ("remove", ["twin", "--dry-run"], 0),
    ("rekey", ["author:doe", "--dry-run"], 0),
    ("dump", ["dumped"], 0),
    ("load", ["dumped", "--dry-run"], 0),
    ("restore", ["--at", "2020-01-01", "--dry-run"], 0),
    ("backup", ["copy.db"], 0),
    ("init", ["."], 0),
    ("config set", ["style", "apa"], 0),
    ("config get", ["style"], 0),
    ("config unset", ["style"], 0),
    ("cache clear", ["--provider", "crossref"], 0),
    ("list", [], 0),
    ("search", ["oxytocin"], 0),
    ("show", ["rockliff2011effects", "twin", "wakefield1998ileallymphoidnodular"], 0),
    ("show", ["rockliff2011effects", "--history"], 0),
    ("pick", ["oxytocin"], 0),
    ("log", [], 0),
    ("duplicates", [], 1),
    ("tags list", [], 0),
    ("searches list", [], 0),
    ("styles search", ["annotated"], 0),
    ("styles show", ["apa"], 0),
    ("config show", [], 0),
    ("cache show", [], 0),
    ("track", ["--replay", "answers-after.jsonl"], 0),
    ("alerts", [], 0),
    ("doctor", [], 3),
    ("styles list", ["--all"], 0),
    ("notes list", [], 0),
    ("claims", [], 0),
    ("quotes", [], 0),
    ("quotes", ["--check"], None),
    ("rules", [], 0),
    ("styles show", ["apa"], 0),
    ("import", ["other.bib"], 0),
    ("highlights", ["marked.json"], 0),
    ("link", ["linked.bib", "author:kosfeld"], 0),
    ("link", ["--status"], 0),
    ("sync", [], 0),
    ("files list", [], 0),
    ("fetch", ["kosfeld2005oxytocin", "--dry-run"], None),
    ("sources update", ["retraction-watch", "--from", "notices.csv"], 0),
    ("sources status", [], 0),
    ("detach", ["rockliff2011effects", "1"], 0),
    ("tags merge", ["oxytocin", "--into", "hormone"], 0),
    ("tags remove", ["hormone"], 0),
    ("merge", ["twin", "second_twin", "--apart"], 0),
    ("merge", ["twin", "second_twin", "--link"], 0),
    ("merge", ["twin", "second_twin", "--dry-run"], 0),
    ("merge", ["twin", "second_twin", "--yes"], 0),
    ("alerts", ["--ack", "all"], 0),
]
BIB = """
@article{twin, title = {A long title about examples and dreams}, author = {Doe, Jane}, year = 2001, volume = 1,
  journal = {Journal of Examples}, keywords = {one, two}}
@article{other_twin, title = {A long title about examples and dreams}, author = {Doe, Jane}, year = 2003, volume = 3,
  journal = {Journal of Examples}}
@misc{broken, title = {No end
"""
MARKED = {
    "id": "a", "created": "2026-01-02T10:00:00+00:00", "uri": "https://doi.org/10.1037/a0023861", "text": "Look again.",
    "tags": ["look"], "document": {"title": ["Effects of intranasal oxytocin"]},
    "target": [{"selector": [{"type": "TextQuoteSelector", "exact": "marked words", "prefix": "", "suffix": ""}]}],
}  # fmt: skip
NOTICES = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,RetractionDOI,"
    "RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes,\n"
    '1,A slow study of quick replies,,,Journal of Examples,,,"Invented, Ida",,,5/1/2020 0:00,10.5555/slow.notice,,'
    "1/1/2016 0:00,10.5555/slow.2016,,Retraction,+Error in Data;,No,,\n"
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    folder = tmp_path_factory.mktemp("json")
    made = Workplace(
        folder, {**environment_for(folder), "CITETRAIL_REPLAY": "answers-before.jsonl", "CITETRAIL_OPENER": "true"}
    )
    for name in ("article.html", "answers-before.jsonl", "answers-after.jsonl"):
        made.write(name, (files("citetrail.cli") / "example" / name).read_bytes())
    made.write("refs.bib", BIB)
    made.write("other.bib", "@article{other, title = {Something else}, author = {Doe, Jane}, year = 2001}")
    made.write("marked.json", json.dumps({"annotations": [MARKED], "total": 1}))
    made.write("notices.csv", NOTICES)
    made.write("picture.png", b"\x89PNG\r\n\x1a\n\0\0")
    made.write("own.csl", (files("citetrail.styles") / "data" / "plain" / "bibtex.csl").read_bytes())
    made.write(
        "paper.md", "# A text\n\nThis was shown [@rockliff2011effects, p. 3; @nobody2001].\n\nAnd @twin says so.\n"
    )
    return made


RUN_ALL = """
import json, sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from citetrail.cli.run import run
told = []
for words in json.load(sys.stdin):
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        code = run(words)
    told.append((code, out.getvalue(), err.getvalue()))
json.dump(told, sys.stdout)
"""


@pytest.fixture(scope="module")
def outputs(place: Workplace) -> list[tuple[int, str, str]]:
    """What each of CALLS came to; all in one process, as each start would cost more than the command."""
    asked = [[*command.split(), *arguments, "--json"] for command, arguments, _ in CALLS]
    done = subprocess.run(
        [sys.executable, "-c", RUN_ALL], input=json.dumps(asked), capture_output=True, text=True, timeout=120,
        cwd=place.folder, env=place.environment, check=True,
    )  # fmt: skip
    return [tuple(one) for one in json.loads(done.stdout)]


def test_every_output_is_as_the_schema_says(outputs: list[tuple[int, str, str]]) -> None:
    for (command, _, code), (ended, printed, told) in zip(CALLS, outputs, strict=True):
        assert ended == code or (code is None and ended in (0, 1, 3)), (command, told)
        schema, root = (CHECK, CHECK) if command == "check" else (SCHEMA["$defs"][command], SCHEMA)
        value = json.loads(printed)
        assert list(problems(value, schema, root)) == [], command
        assert any(value.values()) or command == "cache clear", f"{command} printed nothing to look at"


def test_what_is_wrong_is_seen() -> None:
    schema = SCHEMA["$defs"]["list"]
    row = {"id": "1", "key": "a", "nonsense": 1}
    told = list(problems({"works": [row]}, schema, SCHEMA))
    assert "$.works[0].id: '1' is no integer" in told
    assert "$.works[0]: nonsense is not in the schema" in told
    assert "$.works[0]: has no title" in told
