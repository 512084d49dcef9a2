"""A throw-away folder with the shipped example, its own library and settings, where commands are run for real."""

from __future__ import annotations

import os
import shlex
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

EXAMPLE_FILES = ("article.html", "answers-before.jsonl", "answers-after.jsonl")


@dataclass(frozen=True)
class Stage:
    """The folder and the environment that commands get there."""

    folder: Path
    environment: dict[str, str]

    def run(self, command: str) -> int:
        """Run `citetrail …` as typed, with its output going where ours goes; gives its exit code."""
        import subprocess

        sys.stdout.flush()
        arguments = [sys.executable, "-m", *shlex.split(command)]
        done = subprocess.run(arguments, cwd=self.folder, env=self.environment, check=False, stdin=subprocess.DEVNULL)
        return done.returncode


@contextmanager
def stage(**settings: str) -> Iterator[Stage]:
    """A stage that is gone at the end; `settings` are environment variables of its own."""
    with tempfile.TemporaryDirectory(prefix="citetrail-") as name:
        folder = Path(name)
        write_example(folder)
        yield Stage(folder, {**_environment(folder), **settings})


def write_example(folder: Path) -> list[Path]:
    """Write the example article and the stored answers to a folder."""
    from importlib.resources import files

    from citetrail.cli.files import write_bytes_whole

    example = files("citetrail.cli") / "example"
    for name in EXAMPLE_FILES:
        write_bytes_whole(folder / name, (example / name).read_bytes())
    return [folder / name for name in EXAMPLE_FILES]


def _environment(folder: Path) -> dict[str, str]:
    """The person's environment without their citetrail settings, and with a throw-away library."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CITETRAIL_")}
    kept.update(
        CITETRAIL_LIBRARY=str(folder / "library.db"),
        CITETRAIL_CONFIG=str(folder / "config.toml"),
        CITETRAIL_STORE=str(folder / "answers.db"),
        CITETRAIL_PAGER="",
    )
    if sys.stdout.isatty() and "NO_COLOR" not in kept:
        kept["FORCE_COLOR"] = "1"
    return kept
