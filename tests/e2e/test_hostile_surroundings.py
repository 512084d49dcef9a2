"""The command in surroundings that fail it: odd encodings, full and closed streams, odd names, senseless settings."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from e2e.conftest import COMMAND, Workplace

ENTRY = "@article{doe2015,\n  author = {Łódź, Žofie},\n  title = {Über den Schlaf ‘王’ der Beispiele},\n  year = {2015}\n}\n"


@pytest.fixture
def filled(workplace: Workplace) -> Workplace:
    """A library with one work whose words are in no old character set."""
    workplace.write("refs.bib", ENTRY)
    assert workplace.run("add", "refs.bib").code == 0
    return workplace


def shell(workplace: Workplace, line: str, **extra: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of shell in which `citetrail` is the installed command."""
    done = subprocess.run(
        ["sh", "-c", line.replace("citetrail", f'"{COMMAND}"', 1)],
        cwd=workplace.folder,
        env={**workplace.environment, **extra},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    assert b"this is a bug" not in done.stderr, done.stderr.decode()
    return done


ENCODINGS = {
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "C locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}


@pytest.mark.parametrize("encoding", ENCODINGS.values(), ids=ENCODINGS)
@pytest.mark.parametrize(
    "command", ["list", "list --json", "show doe2015", "export --format csl-json", "export --format ris"]
)
def test_data_is_utf_8_whatever_the_terminal(filled: Workplace, command: str, encoding: dict[str, str]) -> None:
    done = shell(filled, f"citetrail {command}", **encoding)
    assert done.returncode == 0
    assert "Łódź" in done.stdout.decode("utf-8") or "\\u0141" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("command", ["list", "list --json", "export", "show doe2015", "--help"])
def test_a_full_output_is_no_success_and_no_bug(filled: Workplace, command: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    done = shell(filled, f"citetrail {command} > /dev/full")
    assert done.returncode == 2
    assert b"No space left" in done.stderr


def test_a_closed_output_is_no_success_and_no_bug(filled: Workplace) -> None:
    assert shell(filled, "citetrail list >&-").returncode == 2


def test_a_closed_input_is_told(filled: Workplace) -> None:
    done = shell(filled, "citetrail add - <&-")
    assert done.returncode == 2
    assert b"standard input" in done.stderr


def test_closed_talk_does_not_stop_the_work(filled: Workplace) -> None:
    done = shell(filled, "citetrail list 2>&-")
    assert done.returncode == 0
    assert b"doe2015" in done.stdout


@pytest.mark.parametrize("columns", ["0", "1", "5", "many"])
def test_any_width_of_the_terminal(filled: Workplace, columns: str) -> None:
    assert shell(filled, "citetrail show doe2015", COLUMNS=columns).returncode == 0


def test_a_file_name_that_is_not_utf_8(workplace: Workplace) -> None:
    path = workplace.folder / os.fsdecode(b"caf\xe9.bib")
    try:
        path.write_text(ENTRY, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    done = shell(workplace, "citetrail add caf*.bib")
    assert done.returncode == 0, done.stderr
    assert workplace.run("list", "--json").json["works"][0]["key"] == "doe2015"


def test_an_argument_of_100_000_letters(workplace: Workplace) -> None:
    result = workplace.run("add", "a" * 100_000)
    assert result.code == 2
    assert len(result.err) < 2000


@pytest.mark.parametrize(
    "query", ["(" * 50_000, "-" * 50_000, '"' * 4_999, "a OR " * 5_000, "author:" * 5_000, "year:" + "9" * 5_000]
)
def test_senseless_queries_end(filled: Workplace, query: str) -> None:
    result = filled.run("search", query)
    assert result.code in (0, 1, 2), result.err[-300:]
    assert "this is a bug" not in result.err


def test_a_folder_that_is_gone(filled: Workplace) -> None:
    done = shell(filled, "mkdir gone; cd gone; rmdir ../gone; citetrail list")
    assert done.returncode in (0, 2)


def test_without_a_home(filled: Workplace) -> None:
    environment = {name: value for name, value in filled.environment.items() if name != "HOME"}
    done = subprocess.run([COMMAND, "list"], cwd=filled.folder, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


SENSELESS = {
    "address": {"CITETRAIL_BASE_URL_CROSSREF": "http://[x]/"},
    "no address": {"CITETRAIL_BASE_URL_CROSSREF": "not an address"},
    "limit": {"CITETRAIL_LIMIT_CROSSREF": "x"},
    "deadline": {"CITETRAIL_DEADLINE": "x"},
    "sources": {"CITETRAIL_SOURCES": "nobody"},
    "replay": {"CITETRAIL_REPLAY": "nowhere.jsonl"},
}


@pytest.mark.parametrize("setting", SENSELESS.values(), ids=SENSELESS)
def test_senseless_settings_are_told(filled: Workplace, setting: dict[str, str]) -> None:
    result = filled.run("check", "10.1037/a0023861", **setting)
    assert result.code in (2, 4), result.out + result.err
    assert "this is a bug" not in result.err
    assert result.err.startswith("citetrail: ")


def test_a_library_that_cannot_be_made_is_told(filled: Workplace) -> None:
    result = filled.run("add", "refs.bib", CITETRAIL_LIBRARY="/proc/none/library.db")
    assert result.code in (2, 4)
    assert "/proc/none/library.db" in result.err
    assert "this is a bug" not in result.err


def test_a_store_that_cannot_be_written_is_told_and_done_without(filled: Workplace) -> None:
    result = filled.run("check", "10.1037/a0023861", "--deadline", "3", CITETRAIL_STORE="/proc/none/answers.db")
    assert result.code == 3
    assert "/proc/none/answers.db" in result.err


@pytest.mark.parametrize(
    "arguments", [("check", "10.1037/a0023861", "--deadline", "-1"), ("list", "-n", "-5")], ids=" ".join
)
def test_numbers_below_zero_are_refused(filled: Workplace, arguments: tuple[str, ...]) -> None:
    assert filled.run(*arguments).code == 2
