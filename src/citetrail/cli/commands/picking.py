"""pick: choose works, for editors, scripts and fzf."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from citetrail.app.settings import Settings
from citetrail.cli.commands.looking import QUERY, SORT, Sort
from citetrail.cli.options import JsonOption, with_library
from citetrail.cli.querying import QueryCommand

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from citetrail.library import Row

DEFAULT_FORMAT = "{authors} {year} {title} {tags} {status}"


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(name="pick", cls=QueryCommand)(with_library(pick))


def pick(
    settings: Settings,
    query: QUERY = None,
    form: Annotated[
        str,
        typer.Option(
            "--format", "-f", metavar="TEXT", help="What stands behind the key: {authors} {year} {title} {doi} …"
        ),
    ] = DEFAULT_FORMAT,
    several: Annotated[bool, typer.Option("--multi", "-m", help="Choose several.")] = False,
    ask: Annotated[
        bool | None,
        typer.Option("--ask/--list", help="Let choose, or print all that fit.", show_default=False),
    ] = None,
    null: Annotated[bool, typer.Option("--null", "-0", help="End each with a zero byte, not a new line.")] = False,
    keys_only: Annotated[bool, typer.Option("--keys", "-k", help="Print the keys alone.")] = False,
    sort: SORT = Sort.RELEVANCE,
    as_json: JsonOption = False,
) -> None:
    """Choose works and print their keys.

    On a terminal the list opens in fzf if it is installed, else with numbers; what you choose is printed. Piped, every
    work that fits is printed: its key, a tab, and a line about it. In $(citetrail pick --ask) you choose, too.

    Exits 1 if nothing fits or nothing was chosen.
    """
    from citetrail.app import wiring
    from citetrail.cli.inputs import is_interactive
    from citetrail.cli.output import print_json, tell
    from citetrail.cli.picking import choose, text_of
    from citetrail.errors import EXIT_FINDINGS

    text = " ".join(query or ())
    with wiring.open_library(settings) as library:
        rows: Sequence[Row] = library.find(text, sort=sort.value)
    if not rows:
        tell(f"nothing matches {text!r}" if text else "the library is empty; citetrail add puts something in")
        raise typer.Exit(EXIT_FINDINGS)
    text_of(rows[0], form)  # a wrong template is told before anything is asked
    if ask or (ask is None and not as_json and is_interactive()):
        rows = choose(rows, form, settings.library, several=several)
    if as_json:
        print_json({"works": [{"key": row.key, "text": text_of(row, form)} for row in rows]})
    else:
        _print_lines((_line(row, form, keys_only) for row in rows), "\0" if null else "\n")
    if not rows:
        raise typer.Exit(EXIT_FINDINGS)


def _print_lines(lines: Iterable[str], end: str) -> None:
    typer.echo("".join(f"{line}{end}" for line in lines), nl=False)


def _line(row: Row, form: str, keys_only: bool) -> str:
    from citetrail.cli.picking import text_of

    return row.key if keys_only else f"{row.key}\t{text_of(row, form)}"
