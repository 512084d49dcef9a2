"""duplicates, merge: two entries of one work become one, and two works stay two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from citetrail.app.settings import Settings
from citetrail.cli.commands.following import QUERY
from citetrail.cli.options import DryRunOption, JsonOption, YesOption, with_library
from citetrail.cli.querying import QueryCommand

if TYPE_CHECKING:
    from citetrail.flows.joining import Pair
    from citetrail.model.works import Work


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(name="duplicates", cls=QueryCommand)(with_library(duplicates))
    app.command(name="merge")(with_library(merge))


def duplicates(
    settings: Settings,
    query: QUERY = None,
    review: Annotated[
        bool, typer.Option("--review", help="Go through them one by one: join field by field, keep apart, link.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Find works that may be one.

    By identifiers, then by title, authors and year. A preprint and its article are two versions, to be linked. With
    --review you decide pair by pair; what you keep apart is not told again. Exits 1 if any are left.
    """
    from citetrail.app import wiring
    from citetrail.cli.output import print_json, say
    from citetrail.cli.reviewing import Reviewing, print_pair
    from citetrail.errors import EXIT_FINDINGS, EXIT_OK
    from citetrail.flows import joining

    with wiring.open_library(settings) as library:
        among = library.work_ids(" ".join(query)) if query else None
        pairs = list(joining.duplicates(library, among))
        if review:
            pairs = Reviewing(library).review(pairs)
    if as_json:
        print_json({"pairs": [_as_dict(pair) for pair in pairs]})
    elif not review:
        for pair in pairs:
            print_pair(pair)
        say("no duplicates" if not pairs else f"{len(pairs)} pairs; citetrail duplicates --review goes through them")
    raise typer.Exit(EXIT_FINDINGS if pairs else EXIT_OK)


def _as_dict(pair: Pair) -> dict[str, object]:
    return {"keys": [pair.first.key, pair.second.key], "outcome": pair.outcome, "evidence": pair.evidence}


def merge(
    settings: Settings,
    kept: Annotated[str, typer.Argument(metavar="KEY", help="The work to keep.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The work to join to it.")],
    take: Annotated[
        list[str] | None,
        typer.Option("--take", metavar="FIELD", help="Show what OTHER says in this field.", show_default=False),
    ] = None,
    apart: Annotated[bool, typer.Option("--apart", help="Remember instead that these two are no duplicates.")] = False,
    link: Annotated[bool, typer.Option("--link", help="Link them instead as two versions of one work.")] = False,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
) -> None:
    """Join two works into one.

    Shows field by field what differs first. Notes, quotes, claims, files, tags and alerts of both are kept, both keys
    go on working, and `citetrail undo` parts them again.
    """
    from citetrail.app import wiring
    from citetrail.cli.looking_up import work_named
    from citetrail.cli.output import say
    from citetrail.cli.reviewing import fields_taken, print_differences
    from citetrail.errors import InputError
    from citetrail.flows import joining
    from citetrail.flows.relating import link_versions

    with wiring.open_library(settings) as library:
        first, second = work_named(library, kept), work_named(library, other)
        if first.stored_id == second.stored_id:
            raise InputError(f"{kept} and {other} are the same work")
        if apart:
            library.keep_apart(first.stored_id, second.stored_id)
            say(f"{first.key} and {second.key} are two works; they are not told as duplicates any more")
            return
        if link:
            say(link_versions(library, first, second))
            return
        values = fields_taken(second, take or ())
        print_differences(joining.differences(first.description, second.description), first.key, second.key)
        if dry_run or not _agreed(first, second, yes=yes):
            say("nothing was changed")
            return
        joined = joining.join(library, first, second, values)
    say(f"{second.key} is joined to {joined.key}")


def _agreed(first: Work, second: Work, *, yes: bool) -> bool:
    """Whether the person agrees; without a terminal only `--yes` says so."""
    from citetrail import judging
    from citetrail.cli.inputs import is_interactive
    from citetrail.cli.output import tell
    from citetrail.errors import InputError

    if judging.is_same_work(first.description, second.description).outcome == "twin":
        tell("these look like two versions of one work; --link keeps both and links them")
    if yes:
        return True
    if not is_interactive():
        raise InputError("this needs your word", hint="Run it in a terminal, or with --yes.")
    return typer.confirm(f"Join {second.key} to {first.key}?", err=True)
