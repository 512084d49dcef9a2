"""tutorial: the trail on a shipped example."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(name="tutorial")(tutorial)


def tutorial(
    no_input: Annotated[bool, typer.Option("--no-input", help="Do not wait for Enter.")] = False,
    files: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Only write the example's files to FOLDER.", show_default=False),
    ] = None,
) -> None:
    """Learn citetrail in ten minutes, offline.

    A dozen commands, each explained and run in a library that is thrown away afterwards.
    """
    from citetrail.cli.inputs import is_interactive
    from citetrail.cli.output import say
    from citetrail.cli.stage import EXAMPLE_FILES, write_example
    from citetrail.cli.tutorial import run_tutorial
    from citetrail.errors import InputError

    if files is None:
        raise typer.Exit(run_tutorial(asks=not no_input and is_interactive()))
    if not files.is_dir():
        raise InputError("no such folder", file=str(files), hint=f"mkdir {files}")
    there = [name for name in EXAMPLE_FILES if (files / name).exists()]
    if there:
        raise InputError("is there already", file=str(files / there[0]), hint="Name an empty folder.")
    for path in write_example(files):
        say(f"wrote {path}")
