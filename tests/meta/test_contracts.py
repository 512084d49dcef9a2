"""The walls of the house: every contract is kept, and every contract can fail."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]

# The forbidden imports that break one contract each: file of the package -> what is imported there.
BREACHES = {
    "Rooms: every arrow points down": {"errors.py": "import citetrail.model"},
    "No cycles, at any depth": {
        "library/rows.py": "import citetrail.library.schema",
        "library/schema.py": "import citetrail.library.rows",
    },
    "Pure rooms touch nothing outside": {"judging/verifying.py": "import os"},
    "Only net speaks HTTP": {"providers/openalex.py": "import httpx"},
    "Only library and importers open SQLite, and net for its response store": {"flows/track.py": "import sqlite3"},
    "Only app and providers reach net": {"cli/run.py": "import citetrail.net"},
    "Formats do not know each other": {"formats/ris.py": "import citetrail.formats.csl_json"},
    "Providers do not know each other": {"providers/openalex.py": "import citetrail.providers.pubmed"},
    "Document readers do not know each other": {"documents/markdown.py": "import citetrail.documents.text"},
}
# What the protected contracts need to be in the package at all.
NEEDED = {"net/transport.py": "import httpx", "net/store.py": "import sqlite3"}


def lint(folder: Path) -> str:
    """What import-linter says of the package in that folder under the project's own contracts."""
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--no-cache",
            "--config",
            str(ROOT / "pyproject.toml"),
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Contracts:" in told.stdout, told.stdout + told.stderr
    return told.stdout


def broken(told: str) -> set[str]:
    """The names of the contracts that were reported broken."""
    return {name for contract in CONTRACTS if f"{(name := contract['name'])} BROKEN" in told}


@pytest.fixture
def bare_package(tmp_path: Path) -> Path:
    """A copy of the package in which every module is there and imports nothing but what the contracts speak of."""
    for module in (ROOT / "src" / "citetrail").rglob("*.py"):
        copy = tmp_path / "src" / module.relative_to(ROOT / "src")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(NEEDED.get(str(module.relative_to(ROOT / "src" / "citetrail")), ""))
    return tmp_path / "src"


def test_every_contract_is_kept() -> None:
    told = lint(ROOT / "src")
    assert f"{len(CONTRACTS)} kept, 0 broken" in told, told


def test_every_contract_has_its_breach() -> None:
    assert {contract["name"] for contract in CONTRACTS} == set(BREACHES)


def test_the_bare_package_breaks_nothing(bare_package: Path) -> None:
    assert broken(lint(bare_package)) == set()


@pytest.mark.parametrize(("contract", "files"), BREACHES.items(), ids=BREACHES)
def test_every_contract_can_fail(bare_package: Path, contract: str, files: dict[str, str]) -> None:
    for name, line in files.items():
        (bare_package / "citetrail" / name).write_text(line)
    assert contract in broken(lint(bare_package))


def test_a_module_outside_every_room_is_told(bare_package: Path) -> None:
    (bare_package / "citetrail" / "utils.py").write_text("")
    assert "Rooms: every arrow points down" in broken(lint(bare_package))
