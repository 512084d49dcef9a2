"""The command line's table of contents: which verbs there are, in the order of the trail."""

from __future__ import annotations

import typer

from citetrail.cli.commands import (
    annotating,
    attaching,
    checking,
    citing,
    completing,
    doctoring,
    exporting,
    following,
    importing,
    joining,
    keeping,
    keying,
    learning,
    linking,
    looking,
    noting,
    parsing,
    picking,
    quoting,
    safekeeping,
    setting,
    sourcing,
    tending,
    tracing,
)
from citetrail.cli.grouping import GroupedCommands

app = typer.Typer(
    name="citetrail",
    cls=GroupedCommands,
    help="From any text back to the papers behind it: trace, check, keep, follow, cite.",
    no_args_is_help=True,
    add_completion=False,  # `citetrail completion` does it, with live values and without loading rich
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done, 1 something is wrong or new, 2 bad input, 3 not settled, 4 library, 70 a bug of ours",
)


def _version(value: bool) -> None:
    if value:
        from importlib.metadata import version

        typer.echo(f"citetrail {version('citetrail')}")
        raise typer.Exit


@app.callback()
def root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Show the version and exit."
    ),
) -> None:
    """From any text back to the papers behind it: trace, check, keep, follow, cite."""


VERBS = (
    tracing, parsing, checking, keeping, looking, picking, annotating, noting, quoting, attaching, joining, tending,
    following, exporting, citing, importing, keying, linking, safekeeping, setting,
    sourcing, doctoring, completing, learning,
)  # fmt: skip
for module in VERBS:
    module.register(app)
