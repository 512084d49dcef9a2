"""doctor: can the sources be reached, is the library whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from citetrail.app.settings import Settings
from citetrail.cli.options import JsonOption, with_network

if TYPE_CHECKING:
    from citetrail.app.health import Health

SETTLED = ("answers", "has no key", "not asked")


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(name="doctor")(with_network(doctor))


def doctor(
    settings: Settings,
    sources: Annotated[bool, typer.Option("--sources/--no-sources", help="Ask every source one question.")] = True,
    as_json: JsonOption = False,
) -> None:
    """See whether all is well.

    Asks every source one question and looks the library over. Exits 1 if something is wrong, 3 if a source in use is
    silent.
    """
    from citetrail.app.health import health_of_sources
    from citetrail.cli.output import print_json, print_table, say
    from citetrail.errors import EXIT_FINDINGS, EXIT_OK, EXIT_UNSETTLED

    health = health_of_sources(settings) if sources else ()
    findings = _library_findings(settings)
    if as_json:
        print_json({"sources": health, "library": findings})
    else:
        print_table(map(_row, health), flexible=5)
        say(f"library {settings.library}: " + ("; ".join(findings) if findings else "whole"))
    silent = any(single.is_used and single.state not in SETTLED for single in health)
    raise typer.Exit(EXIT_FINDINGS if findings else EXIT_UNSETTLED if silent else EXIT_OK)


def _row(health: Health) -> list[str]:
    use = "in use" if health.is_used else "on request"
    return [health.source, use, health.state, health.key, health.limit, health.detail]


def _library_findings(settings: Settings) -> list[str]:
    from citetrail.app import wiring

    if not settings.library.exists():
        return []
    with wiring.open_library(settings) as library:
        return [str(finding) for finding in library.check()]
