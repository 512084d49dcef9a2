"""Draws docs/pictures/*.svg: what real commands print on a terminal, on the example that comes with citetrail."""

from __future__ import annotations

import fcntl
import os
import pty
import shlex
import struct
import sys
import tempfile
import termios
from pathlib import Path

from rich.console import Console
from rich.text import Text

from citetrail.cli.stage import write_example

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
WIDTH = 84
# Each picture: what is run before it, unseen, and what is seen; and how many lines of it.
SCENES = {
    "check": (["citetrail check article.html"], [], 24),
    "list": (
        ["citetrail list", "citetrail show rockliff2011effects"],
        [
            "citetrail add article.html",
            "citetrail tag rockliff2011effects +oxytocin +todo",
            "citetrail note rockliff2011effects 'Small sample; see who does not benefit.'",
            "citetrail track --replay answers-after.jsonl",
        ],
        30,
    ),
}
# As rich has it, without fonts from elsewhere and without what a still picture does not need.
TEMPLATE = """<svg viewBox="0 0 {terminal_width} {terminal_height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font: {char_height}px Menlo, Consolas, "DejaVu Sans Mono", monospace }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" /></clipPath>{lines}</defs>
<rect fill="#292929" width="{terminal_width}" height="{terminal_height}" rx="8"/>
<g transform="translate({terminal_x}, 10)" clip-path="url(#{unique_id}-clip-terminal)">{backgrounds}
<g class="{unique_id}-matrix">{matrix}</g></g>
</svg>
"""


def seen(command: str, folder: Path) -> str:
    """What a command writes to a terminal of WIDTH columns."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("CITETRAIL_", "NO_COLOR", "CI"))},
        "TERM": "xterm-256color", "CITETRAIL_PAGER": "", "CITETRAIL_REPLAY": "answers-before.jsonl",
        "CITETRAIL_LIBRARY": str(folder / "library.db"), "CITETRAIL_CONFIG": str(folder / "config.toml"),
        "CITETRAIL_STORE": str(folder / "answers.db"),
    }  # fmt: skip
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execve(sys.executable, [sys.executable, "-m", *shlex.split(command)], environment)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, WIDTH, 0, 0))
    data = b""
    while True:
        try:
            read = os.read(terminal, 65536)
        except OSError:
            break
        if not read:
            break
        data += read
    os.waitpid(child, 0)
    os.close(terminal)
    return data.decode("utf-8").replace("\r\n", "\n")


def draw(name: str) -> None:
    """Write one picture."""
    commands, before, most_lines = SCENES[name]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_example(folder)
        for command in before:
            seen(command, folder)
        shown = "".join(f"\x1b[1;32m$ {command}\x1b[0m\n{seen(command, folder)}" for command in commands)
    lines = [line.rpartition("\r")[2].replace("\x1b[K", "") for line in shown.rstrip().split("\n")]
    console = Console(record=True, width=WIDTH, file=open(os.devnull, "w"), force_terminal=True)  # noqa: SIM115
    console.print(Text.from_ansi("\n".join(lines[:most_lines])))
    svg = console.export_svg(title=name, code_format=TEMPLATE, unique_id=name)
    (PICTURES / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    for scene in SCENES:
        draw(scene)
