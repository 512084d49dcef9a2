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
    suggest: Annotated[bool, typer.Option("--suggest/--no-suggest", help="Say what of the works looks wrong.")] = True,
    links: Annotated[bool, typer.Option("--links", help="Ask whether the works' web addresses still answer.")] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend lists and index, and delete copies of files that nothing uses.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """See whether all is well.

    Asks every source one question, looks the library over, and suggests what to put right, with the command that does
    it: missing files, broken links, likely duplicates, entries that lack something. Exits 1 if the library is broken
    or a file is missing, 3 if a source in use is silent; suggestions do not count.
    """
    from citetrail.app.health import health_of_sources
    from citetrail.cli.doctoring import examine, print_suggestions
    from citetrail.cli.output import print_json, print_table, say
    from citetrail.errors import EXIT_FINDINGS, EXIT_OK, EXIT_UNSETTLED

    health = health_of_sources(settings) if sources else ()
    findings, suggestions, fixed = examine(settings, suggest=suggest, links=links, fix=fix)
    if as_json:
        print_json({"sources": health, "library": findings, "suggestions": suggestions, "fixed": fixed})
    else:
        print_table(map(_row, health), flexible=5, is_whole=True)
        for sentence in fixed:
            say(sentence)
        say(f"library {settings.library}: " + ("; ".join(findings) if findings else "whole"))
        print_suggestions(suggestions)
    is_broken = findings or any(one.rule == "missing-file" for one in suggestions)
    silent = any(single.is_used and single.state not in SETTLED for single in health)
    raise typer.Exit(EXIT_FINDINGS if is_broken else EXIT_UNSETTLED if silent else EXIT_OK)


def _row(health: Health) -> list[str]:
    use = "in use" if health.is_used else "on request"
    return [health.source, use, health.state, health.key, health.limit, health.detail]
