"""check: what a text says of its sources against what the sources say."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from citetrail.app.settings import Settings
from citetrail.cli.commands.tracing import SOURCES
from citetrail.cli.options import JsonOption, with_network

if TYPE_CHECKING:
    from citetrail.model.verdicts import Verdict


class FailOn(StrEnum):
    """What makes `check` exit with 1."""

    FINDINGS = "findings"
    RETRACTED = "retracted"
    SUSPICION = "suspicion"
    NOTHING = "nothing"


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(name="check")(with_network(check))


def check(
    settings: Settings,
    sources: SOURCES,
    as_json: JsonOption = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show the evidence: every field, every question asked.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Tell on stderr what is asked where, before asking.")
    ] = False,
    fail_on: Annotated[FailOn, typer.Option(help="What makes the command exit with 1.")] = FailOn.FINDINGS,
) -> None:
    """Check references against the sources.

    Says for each: is it right, is the work sound, is there a newer version.

    Exits 0 if all is well, 1 if something is wrong, 3 if something could not be settled.
    """
    from citetrail.app import wiring
    from citetrail.cli.output import print_json, tell
    from citetrail.cli.progress import ProgressLine
    from citetrail.cli.sources import documents_of
    from citetrail.cli.verdicts import print_checked
    from citetrail.flows import check as flow

    documents = documents_of(settings, sources)
    with wiring.open_net(settings) as net, ProgressLine("answers") as line:
        tell_step = (lambda step: tell(f"plan: {step}")) if explain else (lambda _: None)
        checked = flow.check(
            documents, wiring.providers(settings, net), wiring.today(), progress=line.step, tell=tell_step
        )
    if as_json:
        print_json({"checked": [{"name": each.document.name, "verdicts": each.verdicts} for each in checked]})
    else:
        print_checked(checked, verbose=verbose)
    verdicts = [verdict for each in checked for verdict in each.verdicts]
    raise typer.Exit(flow.exit_code_of(verdicts, _counting(fail_on)))


def _counting(fail_on: FailOn) -> Callable[[Verdict], bool]:
    """Which verdicts count as findings."""
    from citetrail.flows import check as flow

    return {
        FailOn.FINDINGS: flow.is_finding,
        FailOn.RETRACTED: lambda verdict: verdict.status.standing in flow.UNSOUND,
        FailOn.SUSPICION: lambda verdict: verdict.suspicion != "none",
        FailOn.NOTHING: lambda _: False,
    }[fail_on]
