"""duplicates, merge: two entries of one work become one, and two works stay two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from citetrail.app.settings import Settings
from citetrail.cli.commands.following import QUERY
from citetrail.cli.options import OUTPUT, DryRunOption, JsonOption, Output, YesOption, with_library
from citetrail.cli.querying import QueryCommand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citetrail.flows.joining import Pair
    from citetrail.library import Library
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
    output: OUTPUT = Output.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Find works that may be one.

    By identifiers, then by title, authors and year. A preprint and its article are two versions, to be linked. With
    --review you decide pair by pair; what you keep apart is not told again. Exits 1 if any are left.
    """
    from citetrail.app import wiring
    from citetrail.cli.looking_up import ids_named
    from citetrail.cli.output import print_json, print_lines, say
    from citetrail.cli.reviewing import Reviewing, print_pair
    from citetrail.cli.showing import counted
    from citetrail.errors import EXIT_FINDINGS, EXIT_OK, InputError
    from citetrail.flows import joining

    if review and (as_json or output is Output.IDS):
        raise InputError("--review asks you pair by pair; it excludes --json and -o ids")
    with wiring.open_library(settings) as library:
        among = ids_named(library, query) if query else None
        pairs = list(joining.duplicates(library, among))
        if review:
            pairs = Reviewing(library).review(pairs)
    if as_json:
        print_json({"pairs": [_as_dict(pair) for pair in pairs]})
    elif output is Output.IDS:
        print_lines(dict.fromkeys(work.key for pair in pairs for work in (pair.first, pair.second)))
    elif not review:
        for pair in pairs:
            print_pair(pair)
        through = "it" if len(pairs) == 1 else "them"
        told = f"{counted(len(pairs), 'pair')}; citetrail duplicates --review goes through {through}"
        say(told if pairs else "no duplicates")
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
    as_json: JsonOption = False,
) -> None:
    """Join two works into one.

    Shows field by field what differs first. Notes, quotes, claims, files, tags and alerts of both are kept, both keys
    go on working, and `citetrail undo` parts them again.
    """
    from citetrail.app import wiring
    from citetrail.cli.looking_up import work_named
    from citetrail.cli.reviewing import fields_taken, print_differences
    from citetrail.errors import InputError
    from citetrail.flows import joining

    with wiring.open_library(settings) as library:
        first, second = work_named(library, kept), work_named(library, other)
        if first.stored_id == second.stored_id:
            raise InputError(f"{kept} and {other} are the same work")
        if apart or link:
            outcome, text = _kept_both(library, first, second, link=link and not apart)
            _tell_outcome(as_json, text, outcome, work_named(library, first.key), second)
            return
        values = fields_taken(second, take or ())
        changes = joining.differences(first.description, second.description)
        if not as_json:
            print_differences(changes, first.key, second.key)
        if dry_run or not _agreed(first, second, yes=yes):
            _tell_outcome(as_json, "nothing was changed", "nothing", first, second, changes)
            return
        joined = joining.join(library, first, second, values)
    _tell_outcome(as_json, f"{second.key} is joined to {joined.key}", "joined", joined, second, changes)


def _kept_both(library: Library, first: Work, second: Work, *, link: bool) -> tuple[str, str]:
    """Link them as versions, or remember that they are two works; gives the outcome and how it reads."""
    from citetrail.flows.relating import link_versions

    if link:
        return "linked", link_versions(library, first, second)
    library.keep_apart(first.stored_id, second.stored_id)
    return "kept-apart", f"{first.key} and {second.key} are two works; they are not told as duplicates any more"


def _tell_outcome(
    as_json: bool, text: str, outcome: str, work: Work, other: Work, changes: Sequence[tuple[str, object, object]] = ()
) -> None:
    from citetrail.cli.output import answer

    answer(as_json, text, outcome=outcome, work=work, other=other.key, differences=changes)


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
