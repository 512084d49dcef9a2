"""Pages as people follow them: the files they show, the commands they tell to type, and what these should print.

A block that is opened with ```LANGUAGE file=NAME shows a file. A block that is opened with ```console holds commands
behind `$ ` and what they print; `…` stands for anything, on a line of its own for any lines. A command ends well unless
a comment says `# exits N`. All commands of a page are run in one shell, in one folder.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_BLOCK = re.compile(r"^```(?P<kind>\w+)(?: file=(?P<name>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_EXITS = re.compile(r"#\s*exits (\d+)")


class Step(NamedTuple):
    """A command of a page, the exit code it should have, and the lines it should print; none: anything."""

    command: str
    code: int
    printed: tuple[str, ...]
    line: int


class Page(NamedTuple):
    """What a page shows and tells to type."""

    files: dict[str, str]
    steps: tuple[Step, ...]


def page_from(text: str) -> Page:
    """A page, read."""
    shown: dict[str, str] = {}
    steps: list[Step] = []
    for block in _BLOCK.finditer(text):
        if block["name"]:
            shown[block["name"]] = block["text"]
        elif block["kind"] == "console":
            steps += _steps(block["text"], text.count("\n", 0, block.start()) + 2)
    return Page(shown, tuple(steps))


def _steps(text: str, first_line: int) -> Iterator[Step]:
    command, printed, started = "", [], first_line
    for number, line in enumerate([*text.splitlines(), "$ "], start=first_line):
        if line.startswith("$ "):
            if command:
                exits = _EXITS.search(command)
                yield Step(command, int(exits[1]) if exits else 0, tuple(printed), started)
            command, printed, started = line[2:], [], number
        elif command.endswith("\\") and not printed:
            command = f"{command[:-1]} {line.strip()}"
        else:
            printed.append(line)


def run_page(page: Page, folder: Path, environment: Mapping[str, str]) -> list[tuple[int, str]]:
    """The exit code and everything printed by each step."""
    for name, text in page.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    lines = [f"printf '\\036'; {{ {step.command}\n}} </dev/null 2>&1; printf '\\037%s' $?" for step in page.steps]
    script = folder / ".page.sh"
    script.write_text("\n".join(lines), encoding="utf-8")
    path = f"{Path(sys.executable).parent}:{os.environ.get('PATH', os.defpath)}"
    done = subprocess.run(
        [shutil.which("bash") or "sh", str(script)], cwd=folder, capture_output=True, timeout=120, check=False,
        env={**environment, "PATH": path, "COLUMNS": "80", "NO_COLOR": "1"},
    )  # fmt: skip
    script.unlink()
    told = done.stdout.decode("utf-8").split("\036")[1:]
    assert len(told) == len(page.steps), done.stderr.decode()
    return [(int(code), printed) for printed, code in (one.rsplit("\037", 1) for one in told)]


def is_as_told(printed: str, told: Sequence[str]) -> bool:
    """Whether what was printed is what the page tells."""
    if not told:
        return True
    lines = []
    for line in told:
        inner = "[^\n]*".join(re.escape(part) for part in line.rstrip().split("…"))
        lines.append(r"(?:[^\n]*\n)*?" if line.strip() == "…" else rf"{inner}[ \t]*\n")
    return re.fullmatch("".join(lines), printed if printed.endswith("\n") else f"{printed}\n") is not None
