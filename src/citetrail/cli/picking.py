"""Choosing works: in fzf where it is installed, else from a numbered list."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from citetrail.cli.output import clean, terminal_width
from citetrail.cli.tables import fitted, width_of
from citetrail.errors import InputError

if TYPE_CHECKING:
    from citetrail.library import Row

MOST_NUMBERED = 30  # of a longer list nobody reads the numbers; more words of a query help better
_FIELDS = ("key", "authors", "year", "title", "journal", "type", "doi", "tags", "status")


def text_of(row: Row, template: str) -> str:
    """A line about a work: `template` with `{key}`, `{authors}`, `{year}`, `{title}` … filled in.

    Raises InputError for a name in braces that is none of these.
    """
    values = {
        "key": row.key,
        "authors": row.authors_text,
        "year": str(row.year or ""),
        "title": row.title,
        "journal": row.container,
        "type": row.type or "",
        "doi": row.doi or "",
        "tags": " ".join(f"#{tag}" for tag in row.tags),
        "status": "" if row.standing in ("", "clear", "unknown") else row.standing.upper(),
    }
    try:
        text = template.format_map(values)
    except (KeyError, ValueError, IndexError, AttributeError) as error:
        raise InputError(
            f"{template!r} cannot be filled in: {error}", hint="In braces: " + ", ".join(_FIELDS)
        ) from None
    return " ".join(clean(text).split())


def choose(rows: Sequence[Row], template: str, library: Path, *, several: bool) -> list[Row]:
    """The works that the person chooses; none if they go away without choosing.

    Raises InputError where nobody can be asked.
    """
    fzf = shutil.which("fzf")
    if fzf is not None and os.environ.get("TERM", "dumb") != "dumb" and sys.stderr.isatty():
        return _choose_in_fzf(fzf, rows, template, library, several=several)
    return _choose_by_number(rows, template, several=several)


def _choose_in_fzf(fzf: str, rows: Sequence[Row], template: str, library: Path, *, several: bool) -> list[Row]:
    import subprocess

    lines = "".join(f"{place}\t{row.key}\t{text_of(row, template)}\n" for place, row in enumerate(rows))
    preview = f"{shlex.quote(sys.executable)} -m citetrail show --library {shlex.quote(str(library))} -- {{2}}"
    command = [
        fzf, "--delimiter", "\t", "--with-nth", "2..", "--prompt", "work> ", "--layout", "reverse",
        "--tabstop", "4", "--preview", preview, "--preview-window", "down,50%,wrap",
        "--multi" if several else "--no-multi",
    ]  # fmt: skip
    environment = {**os.environ, "FORCE_COLOR": "" if os.environ.get("NO_COLOR") else "1"}
    done = subprocess.run(command, input=lines.encode(), stdout=subprocess.PIPE, check=False, env=environment)
    if done.returncode not in (0, 1, 130):  # 1: nothing fits, 130: Escape
        raise InputError(f"fzf ended with code {done.returncode}", hint="citetrail pick --list prints the list.")
    return [rows[int(line.partition("\t")[0])] for line in done.stdout.decode().splitlines()]


def _choose_by_number(rows: Sequence[Row], template: str, *, several: bool) -> list[Row]:
    """Ask on stderr, so that stdout holds nothing but what was chosen."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise InputError("nobody can be asked here", hint="Run it in a terminal, or with --list.")
    shown = rows[:MOST_NUMBERED]
    width = terminal_width()
    for number, row in enumerate(shown, start=1):
        line = f"{number:>3}  {row.key}  {text_of(row, template)}"
        sys.stderr.write((line if width_of(line) <= width else fitted(line, width)) + "\n")
    if len(rows) > len(shown):
        sys.stderr.write(f"     {len(rows) - len(shown):,} more; a query makes the list shorter\n")
    asked = "numbers, with blanks between" if several else "number"
    while True:
        sys.stderr.write(f"{asked} (nothing to leave): ")
        sys.stderr.flush()
        answer = sys.stdin.readline()
        words = answer.replace(",", " ").split()
        if not words:
            return []
        if all(word.isdigit() and 1 <= int(word) <= len(shown) for word in words) and (several or len(words) == 1):
            return [shown[int(word) - 1] for word in dict.fromkeys(words)]
        sys.stderr.write(f"a number from 1 to {len(shown)}\n")
