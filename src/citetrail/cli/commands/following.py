"""track and alerts: what changed about the works of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from citetrail.app.settings import Settings
from citetrail.cli.options import OUTPUT, JsonOption, Output, with_library, with_network
from citetrail.cli.querying import QueryCommand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citetrail.flows.track import Tracked
    from citetrail.library import Library
    from citetrail.model.works import Alert, Work

QUERY = Annotated[
    list[str] | None,
    typer.Argument(metavar="QUERY…", help="Which works, by their keys or a query; all without it.", show_default=False),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(name="track", cls=QueryCommand)(with_network(track))
    app.command(name="alerts")(with_library(alerts))


def track(
    settings: Settings,
    query: QUERY = None,
    fail_on_alert: Annotated[
        bool, typer.Option("--fail-on-alert", help="Exit with 1 if something new was found.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Ask the sources what is new about your works.

    New citing works, retractions and other notices, published versions: each becomes an alert.
    Running it twice raises no second alert. Exits 3 if a source was silent.
    """
    from citetrail.app import wiring
    from citetrail.cli.looking_up import ids_named
    from citetrail.cli.output import print_json
    from citetrail.cli.progress import ProgressLine
    from citetrail.flows import track as flow

    with wiring.open_library(settings) as library, wiring.open_net(settings) as net:
        works = library.works(ids_named(library, query or ()))
        with ProgressLine("answers") as line:
            tracked = flow.track(library, works, wiring.providers(settings, net), wiring.now(), progress=line.step)
    if as_json:
        print_json({"tracked": tracked})
    else:
        _print_tracked(tracked)
    raise typer.Exit(_exit_code(tracked, fail_on_alert))


def _print_tracked(tracked: Sequence[Tracked]) -> None:
    from citetrail.cli.output import say, tell_silent
    from citetrail.cli.showing import counted

    found = [(each.work, alert) for each in tracked for alert in each.alerts]
    for work, alert in found:
        _print_alert(alert, work)
    say(f"{counted(len(tracked), 'work')} asked about, {counted(len(found), 'new alert')}")
    tell_silent(answer for each in tracked for answer in each.silent)


def _exit_code(tracked: Sequence[Tracked], fail_on_alert: bool) -> int:
    from citetrail.errors import EXIT_FINDINGS, EXIT_OK, EXIT_UNSETTLED

    if fail_on_alert and any(each.alerts for each in tracked):
        return EXIT_FINDINGS
    return EXIT_UNSETTLED if any(each.silent for each in tracked) else EXIT_OK


def alerts(
    settings: Settings,
    ack: Annotated[
        list[str] | None,
        typer.Option("--ack", metavar="ID|all", help="Mark alerts as read.", show_default=False),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Show those marked as read, too.")] = False,
    output: OUTPUT = Output.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List alerts that wait to be read."""
    from citetrail.app import wiring
    from citetrail.cli.output import answer, print_json, print_lines, say
    from citetrail.cli.paging import paged
    from citetrail.cli.showing import counted

    with wiring.open_library(settings) as library:
        if ack:
            chosen = _chosen(library, ack)
            with library.change(f"alerts --ack {' '.join(ack)}"):
                library.acknowledge(chosen)
            marked = [alert for alert in library.alerts(acknowledged=True) if alert.id in set(chosen)]
            answer(as_json, f"{counted(len(chosen), 'alert')} marked as read", alerts=marked)
            return
        listed = library.alerts(acknowledged=None if everything else False)
        works = {work.id: work for work in library.works(sorted({alert.work_id for alert in listed}))}
    if as_json:
        print_json({"alerts": listed})
        return
    if output is Output.IDS:
        print_lines(str(alert.id) for alert in listed)
        return
    with paged():
        for alert in listed:
            _print_alert(alert, works[alert.work_id])
    say(counted(len(listed), "alert") if listed else "no alerts")


def _chosen(library: Library, names: Sequence[str]) -> list[int]:
    from citetrail.errors import InputError

    waiting = {alert.id for alert in library.alerts() if alert.id is not None}
    if list(names) == ["all"]:
        return sorted(waiting)
    chosen = []
    for name in names:
        if not name.isdigit() or int(name) not in waiting:
            raise InputError(f"no alert {name} is waiting", hint="citetrail alerts lists them with their numbers.")
        chosen.append(int(name))
    return chosen


def _print_alert(alert: Alert, work: Work) -> None:
    from citetrail.cli.output import fitting, paint, say, wrapped

    colour = "red" if alert.kind in ("retracted", "concern", "withdrawn") else "cyan"
    number = f"{alert.id}" if alert.id is not None else "-"
    head = f"{number:>4}  {paint(alert.kind, colour, 'bold')}  {work.key}  {alert.seen_at:%Y-%m-%d}  [{alert.provider}]"
    say(fitting(head, indent="      "))
    say(wrapped(alert.summary, indent="      "))
