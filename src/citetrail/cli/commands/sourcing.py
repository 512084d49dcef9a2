"""sources: tables that are kept on this machine, so that they can be asked without a network."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from citetrail.app.settings import Settings
from citetrail.cli.options import JsonOption, with_network

if TYPE_CHECKING:
    from citetrail.providers.retraction_watch import TableState


class Table(StrEnum):
    """The tables that can be kept."""

    RETRACTION_WATCH = "retraction-watch"


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    sources = typer.Typer(help="Tables kept on this machine: notices of retractions.", no_args_is_help=True,
                          rich_markup_mode=None)  # fmt: skip
    sources.command(name="update")(with_network(update))
    sources.command(name="status")(with_network(status))
    app.add_typer(sources, name="sources")


def update(
    settings: Settings,
    table: Annotated[Table, typer.Argument(metavar="NAME", help="Which table: retraction-watch.")],
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="FILE|URL", help="Where to take it from.", show_default="where Crossref has it"),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Fetch a table anew and keep it for check, show and track.

    Retraction Watch: retractions, corrections, expressions of concern and reinstatements, as Crossref publishes them.
    The old table stays if the new one cannot be read.
    """
    from citetrail.app.notices import update_notices
    from citetrail.cli.output import print_json, say

    state = update_notices(settings, source)
    if as_json:
        print_json({"tables": [_as_dict(state)]})
        return
    say(f"{table.value}: {_counts(state)}")


def status(settings: Settings, as_json: JsonOption = False) -> None:
    """Tell which tables are kept, of which day, and what is in them.

    Exits 1 if there is none.
    """
    from citetrail.app.notices import notices_state
    from citetrail.cli.output import print_json, say
    from citetrail.errors import EXIT_FINDINGS

    state = notices_state(settings)
    if as_json:
        print_json({"tables": [_as_dict(state)] if state else []})
    elif state:
        say(f"retraction-watch: {_counts(state)}, of {state.day} ({state.source})")
    else:
        say("no table is kept; get one with: citetrail sources update retraction-watch")
    if state is None:
        raise typer.Exit(EXIT_FINDINGS)


def _counts(state: TableState) -> str:
    from citetrail.cli.showing import counted

    return f"{counted(state.notices, 'notice')} about {counted(state.works, 'work')}"


def _as_dict(state: TableState) -> dict[str, Any]:
    return {
        "name": Table.RETRACTION_WATCH.value,
        "day": state.day,
        "from": state.source,
        "notices": state.notices,
        "works": state.works,
        "path": state.path,
    }
