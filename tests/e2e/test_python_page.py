"""docs/python.md: the examples give what they say, and the names are those that `import citetrail` offers."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

import citetrail

PAGE = Path(__file__).resolve().parents[2] / "docs" / "python.md"


def test_examples_give_what_they_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("article.html", "answers-before.jsonl", "answers-after.jsonl"):
        (tmp_path / name).write_bytes((files("citetrail.cli") / "example" / name).read_bytes())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CITETRAIL_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("CITETRAIL_STORE", str(tmp_path / "answers.db"))
    monkeypatch.delenv("CITETRAIL_LIBRARY", raising=False)
    result = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert result.attempted > 25
    assert result.failed == 0


def test_every_name_is_on_the_page_and_no_other() -> None:
    rows = [line.split("|")[1] for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    told = [name for row in rows for name in re.findall(r"`(\w+)", row)]
    assert sorted(told) == sorted(citetrail.__all__)
    assert len(told) <= 20


@pytest.mark.parametrize("name", citetrail.__all__)
def test_every_name_is_there_and_explained(name: str) -> None:
    assert getattr(citetrail, name).__doc__
    assert name in dir(citetrail)


def test_an_unknown_name_is_none() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = citetrail.nonsense


def test_import_costs_nothing() -> None:
    code = "import sys; before = set(sys.modules); import citetrail; print(*sorted(set(sys.modules) - before))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"typer", "pydantic", "httpx", "sqlite3"} & set(told)
    assert [name for name in told if name.startswith("citetrail.")] == []


def test_settings_that_contradict_themselves_are_told() -> None:
    with pytest.raises(citetrail.InputError, match="exclude each other"):
        citetrail.load_settings(offline=True, refresh=True)


def test_what_a_source_is(tmp_path: Path) -> None:
    assert citetrail.trace("10.5555/x").references[0].kind == "identifier"
    assert citetrail.trace("Doe, J. (2020). A study of examples. Journal of Examples, 3, 1-9.").references
    assert citetrail.trace(b"Doe, J. (2020). A study. Journal of Examples, 3, 1-9.\n").name == "bytes"
    with pytest.raises(citetrail.InputError, match="cannot be read"):
        citetrail.trace(tmp_path / "none.txt")


def test_a_bibliography_file_is_added_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text("@misc{a, title = {One}, doi = {10.5555/one}}", encoding="utf-8")
    with citetrail.open_library(tmp_path / "library.db") as library:
        (added,) = citetrail.add(library, tmp_path / "refs.bib")
        assert (added.outcome, added.work.key) == ("added", "a")
        assert citetrail.add(library, tmp_path / "refs.bib")[0].outcome == "present"
