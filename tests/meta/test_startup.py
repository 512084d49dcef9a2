"""The start stays light: what a command does not need is not imported."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {"httpx", "httpcore", "pydantic", "pydantic_core", "lxml", "rich", "rapidfuzz", "numpy", "sqlite3"}
ROOMS = "app documents errors flows formats judging library model providers reading styles".split()
_SHOW = "import json, sys; json.dump(sorted({name.partition('.')[0] for name in sys.modules}), sys.stderr)"


def modules_after(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter holds after running `code`."""
    told = subprocess.run(
        [sys.executable, "-c", f"{code}\n{_SHOW}"], capture_output=True, text=True, timeout=60, check=True
    )
    return set(json.loads(told.stderr.splitlines()[-1]))


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["list", "--help"], ["check", "--help"]], ids=" ".join
)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    assert modules_after(f"from citetrail.cli.run import run\nrun({arguments!r})") & HEAVY == set()


def test_help_does_not_load_what_reads_mail() -> None:
    """`importlib.metadata` does; it costs a tenth of the start."""
    assert "email" not in modules_after("from citetrail.cli.run import run\nrun(['--help'])")


@pytest.mark.parametrize("room", ROOMS)
def test_importing_a_room_loads_nothing_heavy(room: str) -> None:
    assert modules_after(f"import citetrail.{room}") & HEAVY == set()


def test_net_loads_its_client_only_when_it_asks() -> None:
    assert modules_after("import citetrail.net") & HEAVY == {"sqlite3"}


def test_the_check_sees_what_is_loaded() -> None:
    assert "pydantic" in modules_after("from citetrail.model import Work")


@pytest.mark.parametrize(
    ("code", "unwanted"),
    [
        ("from citetrail.model import Work, Verdict, Document", {"httpx", "lxml", "sqlite3", "rich"}),
        ("from citetrail.library import Library", {"httpx", "lxml", "rich"}),
    ],
    ids=["nouns", "library"],
)
def test_a_room_loads_only_its_own_tools(code: str, unwanted: set[str]) -> None:
    assert modules_after(code) & unwanted == set()
