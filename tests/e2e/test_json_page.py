"""docs/json.md and its schema: up to date, every command with --json in it, and what is printed is as it says."""

from __future__ import annotations

import importlib.util
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


def commands_with_json() -> Iterator[str]:
    def below(command: Any, path: tuple[str, ...]) -> Iterator[str]:
        for name, inner in getattr(command, "commands", {}).items():
            yield from below(inner, (*path, name))
        if any("--json" in getattr(one, "opts", ()) for one in command.params):
            yield " ".join(path)

    return below(get_command(app), ())


def test_the_page_and_the_schema_are_up_to_date() -> None:
    tool = page_tool()
    assert tool.made_page() == tool.PAGE.read_text(encoding="utf-8"), "run tools/json_page.py"
    assert tool.made_schema() == tool.SCHEMA.read_text(encoding="utf-8"), "run tools/json_page.py"


def test_every_command_with_json_is_on_the_page() -> None:
    told = {command for output in page_tool().OUTPUTS for command in output.commands}
    assert told == set(commands_with_json())


# In order: later ones need what earlier ones did. The exit codes are those of findings.
CALLS: list[tuple[str, list[str], int]] = [
    ("trace", ["article.html"], 0),
    ("parse", ["Doe, J. (2020). A study of examples. Journal of Examples, 3(2), 141-9. doi:10.5555/x"], 0),
    ("check", ["article.html"], 1),
    ("add", ["article.html"], 0),
    ("add", ["refs.bib", "--allow-loss"], 0),
    ("list", [], 0),
    ("search", ["oxytocin"], 0),
    ("show", ["rockliff2011effects", "twin", "wakefield1998ileallymphoidnodular"], 0),
    ("pick", ["oxytocin"], 0),
    ("log", [], 0),
    ("duplicates", [], 1),
    ("tags list", [], 0),
    ("searches list", [], 0),
    ("styles search", ["annotated"], 0),
    ("styles list", [], 0),
    ("styles show", ["apa"], 0),
    ("config show", [], 0),
    ("cache show", [], 0),
    ("track", ["--replay", "answers-after.jsonl"], 0),
    ("alerts", [], 0),
    ("doctor", ["--no-sources"], 0),
    ("link", ["linked.bib", "author:james"], 0),
    ("link", ["--status"], 0),
    ("sync", [], 0),
    ("files list", [], 0),
    ("fetch", ["james1890principles", "--dry-run"], 1),
    ("sources update", ["retraction-watch", "--from", "notices.csv"], 0),
    ("sources status", [], 0),
]
BIB = """
@article{twin, author = {Rockliff, Helen and Karl, Anke}, year = 2011, title = {Effects of intranasal oxytocin on
  'compassion focused imagery'}, journal = {Emotion}, volume = 11, pages = {1388--1396}, keywords = {one, two}}
@misc{broken, title = {No end
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    folder = tmp_path_factory.mktemp("json")
    made = Workplace(folder, {**environment_for(folder), "CITETRAIL_REPLAY": "answers-before.jsonl"})
    for name in ("article.html", "answers-before.jsonl", "answers-after.jsonl"):
        made.write(name, (files("citetrail.cli") / "example" / name).read_bytes())
    made.write("refs.bib", BIB)
    return made


def prepare(place: Workplace) -> None:
    """Annotations of every kind, so that every part of a Work is printed."""
    for words in (
        ["tag", "rockliff2011effects", "+oxytocin"],
        ["note", "rockliff2011effects", "A note."],
        ["quote", "rockliff2011effects", "Exact words", "--page", "3", "--speaker", "Ida Invented"],
        ["claim", "rockliff2011effects", "It helps", "--verdict", "disputed", "--from", "article.html"],
        ["edit", "rockliff2011effects", "volume=11"],
        ["mark", "rockliff2011effects", "--reading", "read", "--rating", "4"],
        ["searches", "save", "mine", "tag:oxytocin"],
        ["attach", "rockliff2011effects", "article.html"],
    ):
        assert place.run(*words).code == 0, words


def test_every_output_is_as_the_schema_says(place: Workplace) -> None:
    for command, arguments, code in CALLS:
        if command == "list":
            prepare(place)
        result = place.run(*command.split(), *arguments, "--json")
        assert result.code == code, (command, result.err)
        schema, root = (CHECK, CHECK) if command == "check" else (SCHEMA["$defs"][command], SCHEMA)
        assert list(problems(result.json, schema, root)) == [], command
        assert any(result.json.values()), f"{command} printed nothing to look at"


def test_what_is_wrong_is_seen() -> None:
    schema = SCHEMA["$defs"]["list"]
    row = {"id": "1", "key": "a", "nonsense": 1}
    told = list(problems({"works": [row]}, schema, SCHEMA))
    assert "$.works[0].id: '1' is no integer" in told
    assert "$.works[0]: nonsense is not in the schema" in told
    assert "$.works[0]: has no title" in told
