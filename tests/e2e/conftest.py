"""The installed command in a folder of its own, with its own library, config and store, and sources on loopback."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from citetrail.app.wiring import PROVIDERS
from standin import StandIn, World, work
from standin.world import StandInWork

COMMAND = str(Path(sys.executable).parent / "citetrail")


@dataclass(frozen=True)
class Result:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


def hear_interrupts() -> None:
    """For the child of a Popen: Ctrl-C means what it means at a terminal, also where the tests run in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@dataclass
class Workplace:
    """A folder to work in; `run` runs the command there as a person would."""

    folder: Path
    environment: dict[str, str]

    def run(self, *arguments: str, stdin: str | bytes = "", timeout: float = 60, **extra: str) -> Result:
        """Run `citetrail ARGUMENTS…`; `extra` are environment variables."""
        done = subprocess.run(
            [COMMAND, *arguments],
            cwd=self.folder,
            env={**self.environment, **extra},
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            timeout=timeout,
            check=False,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    def write(self, name: str, content: str | bytes) -> Path:
        """A file in the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path


def environment_for(folder: Path) -> dict[str, str]:
    """No settings but the test's own."""
    left_out = ("CITETRAIL_", "XDG_", "COLUMNS", "LINES")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    return {
        **kept,
        "CITETRAIL_LIBRARY": str(folder / "own" / "library.db"),
        "CITETRAIL_CONFIG": str(folder / "own" / "config.toml"),
        "CITETRAIL_STORE": str(folder / "own" / "answers.db"),
        "XDG_DATA_HOME": str(folder / "own" / "data"),
        "NO_COLOR": "1",
    }


ROCKLIFF = work(
    "10.1037/a0023861",
    "Effects of intranasal oxytocin on ‘compassion focused imagery’",
    authors=[
        "Rockliff, Helen", "Karl, Anke", "McEwan, Kirsten", "Gilbert, Jean", "Matos, Marcela", "Gilbert, Paul",
    ],
    year=2011,
    container="Emotion",
    volume="11",
    issue="6",
    pages="1388-1396",
    issn="1528-3542",
    pmid="21707149",
)  # fmt: skip


def distractors() -> list[StandInWork]:
    """Works that come near: same words, other people; a notice about it; a later study."""
    return [
        work("10.5555/near.1", "Effects of intranasal oxytocin on emotion recognition", authors=["Doe, Jane"],
             year=2011, container="Journal of Examples", volume="3", pages="1-9"),
        work("10.5555/near.2", "Compassion focused imagery: an introduction", authors=["Roe, Richard"], year=2010,
             container="Journal of Examples", volume="2", pages="10-19"),
        work("10.5555/near.3", "Erratum to: Effects of intranasal oxytocin on ‘compassion focused imagery’",
             authors=["Doe, Jane"], year=2012, container="Journal of Examples", volume="4", pages="100"),
    ]  # fmt: skip


@pytest.fixture
def workplace(tmp_path: Path) -> Workplace:
    """A folder without sources: whatever asks one finds nobody."""
    dead = {f"CITETRAIL_BASE_URL_{re.sub(r'[^a-z]', '_', name).upper()}": "http://127.0.0.1:9/" for name in PROVIDERS}
    return Workplace(tmp_path, {**environment_for(tmp_path), **dead})


@pytest.fixture
def sources() -> Iterator[StandIn]:
    """Stand-in sources that know the founding paper and what comes near."""
    with StandIn(World([ROCKLIFF, *distractors()])) as stand_in:
        yield stand_in


@pytest.fixture
def connected(tmp_path: Path, sources: StandIn) -> Workplace:
    """A folder whose sources are the stand-in."""
    return Workplace(tmp_path, {**environment_for(tmp_path), **sources.environment()})


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[World], Workplace]]:
    """Make a workplace whose sources serve a world of the test's own."""
    running: list[StandIn] = []

    def start(world: World) -> Workplace:
        stand_in = StandIn(world)
        stand_in.__enter__()
        running.append(stand_in)
        return Workplace(tmp_path, {**environment_for(tmp_path), **stand_in.environment()})

    yield start
    for stand_in in running:
        stand_in.__exit__(None, None, None)
