"""Which file each verb is in: a command loads its own file and not all of them, which saves a third of its start."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import typer

from citetrail.cli.grouping import GroupedCommands

# The files of `cli/commands` and their verbs, in the order of the trail. The tests hold it to what the files register.
FILES = {
    "tracing": "trace",
    "parsing": "parse",
    "checking": "check rules",
    "keeping": "add edit rename remove undo redo log",
    "looking": "list search show",
    "picking": "pick",
    "annotating": "tag",
    "noting": "note claim claims notes",
    "quoting": "quote quotes highlights",
    "attaching": "attach detach open fetch files",
    "joining": "duplicates merge",
    "tending": "refresh mark tags searches",
    "following": "track alerts",
    "exporting": "export convert",
    "citing": "cite styles",
    "importing": "import",
    "keying": "rekey",
    "linking": "link sync",
    "safekeeping": "init dump load backup restore",
    "setting": "demo config cache",
    "sourcing": "sources",
    "doctoring": "doctor",
    "completing": "completion",
    "learning": "tutorial",
}
_FILE_OF = {verb: file for file, verbs in FILES.items() for verb in verbs.split()}
_ABOUT = "From any text back to the papers behind it: trace, check, keep, follow, cite."
_EXIT_CODES = "Exit codes: 0 done, 1 something is wrong or new, 2 bad input, 3 not settled, 4 library, 70 a bug of ours"


def app_for(arguments: Sequence[str]) -> typer.Typer:
    """The command line that these arguments need: the file of their verb alone, or all if they begin with none."""
    file = _FILE_OF.get(arguments[0]) if arguments else None
    if file is None:
        return whole_app()
    app = _empty_app()
    app.callback()(_nothing)
    _register(file, app)
    return app


def whole_app() -> typer.Typer:
    """The command line with every verb."""
    app = _empty_app(cls=GroupedCommands, help=_ABOUT, epilog=_EXIT_CODES)
    app.callback()(_root)
    for file in FILES:
        _register(file, app)
    return app


def _empty_app(**settings: Any) -> typer.Typer:
    return typer.Typer(
        name="citetrail",
        no_args_is_help=True,
        add_completion=False,  # `citetrail completion` does it, with live values and without loading rich
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        **settings,
    )


def _register(file: str, app: typer.Typer) -> None:
    import_module(f"citetrail.cli.commands.{file}").register(app)


def _version(value: bool) -> None:
    if value:
        from importlib.metadata import version

        typer.echo(f"citetrail {version('citetrail')}")
        raise typer.Exit


def _nothing() -> None:
    """From any text back to the papers behind it."""


def _root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Show the version and exit."
    ),
) -> None:
    """From any text back to the papers behind it: trace, check, keep, follow, cite."""
