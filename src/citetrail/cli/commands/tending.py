"""duplicates, merge, refresh, tags, rate, searches: keeping a library in order."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from citetrail.app.settings import Settings
from citetrail.cli.commands.annotating import tags_list, tags_merge, tags_remove
from citetrail.cli.commands.following import QUERY
from citetrail.cli.commands.keeping import KEY
from citetrail.cli.commands.looking import OUTPUT, Output
from citetrail.cli.options import DryRunOption, JsonOption, YesOption, with_library, with_network
from citetrail.cli.querying import QueryCommand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citetrail.flows.joining import Pair, Refreshed


class ReadingState(StrEnum):
    """How far the reader has come."""

    UNREAD = "unread"
    READING = "reading"
    READ = "read"


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(name="duplicates", cls=QueryCommand)(with_library(duplicates))
    app.command(name="merge")(with_library(merge))
    app.command(name="refresh", cls=QueryCommand)(with_network(refresh))
    app.command(name="mark")(with_library(mark))
    about_tags = "Tags of the library: list, rename, merge, remove."
    tags = typer.Typer(help=about_tags, no_args_is_help=True, rich_markup_mode=None)
    tags.command(name="list")(with_library(tags_list))
    tags.command(name="merge")(with_library(tags_merge))
    tags.command(name="remove")(with_library(tags_remove))
    tags.command(name="rename")(with_library(tags_rename))
    app.add_typer(tags, name="tags")
    searches = typer.Typer(help="Saved searches: keep, list, forget.", no_args_is_help=True, rich_markup_mode=None)
    searches.command(name="save")(with_library(searches_save))
    searches.command(name="list")(with_library(searches_list))
    searches.command(name="forget")(with_library(searches_forget))
    app.add_typer(searches, name="searches")


def duplicates(settings: Settings, query: QUERY = None, as_json: JsonOption = False) -> None:
    """Find works that may be one.

    Exits 1 if there are any. `citetrail merge` joins two, `citetrail merge --apart` says they are none.
    """
    from citetrail.app import wiring
    from citetrail.cli.output import print_json, say
    from citetrail.errors import EXIT_FINDINGS
    from citetrail.flows import joining

    with wiring.open_library(settings) as library:
        works = library.works(library.work_ids(" ".join(query or ())))
        pairs = list(joining.duplicates(library, works))
    if as_json:
        listed = [{"keys": [pair.first.key, pair.second.key], "outcome": pair.outcome, "evidence": pair.evidence}
                  for pair in pairs]  # fmt: skip
        print_json({"pairs": listed})
    else:
        for pair in pairs:
            _print_pair(pair)
        say("no duplicates" if not pairs else "")
    raise typer.Exit(EXIT_FINDINGS if pairs else 0)


def _print_pair(pair: Pair) -> None:
    from citetrail.cli.output import paint, say
    from citetrail.cli.showing import one_line

    words = {"same": "one work", "perhaps": "perhaps one work", "twin": "two versions of one work"}
    say(f"{paint(words.get(pair.outcome, pair.outcome), 'bold')} ({', '.join(pair.evidence)})")
    for work in (pair.first, pair.second):
        say(f"  {work.key}  {one_line(work.description)}")


def merge(
    settings: Settings,
    kept: Annotated[str, typer.Argument(metavar="KEY", help="The work to keep.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The work to join to it.")],
    apart: Annotated[bool, typer.Option("--apart", help="Remember instead that these two are no duplicates.")] = False,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
) -> None:
    """Join two works into one.

    Shows field by field what differs first. Both keys go on working; `citetrail undo` parts them again.
    """
    from citetrail.app import wiring
    from citetrail.cli.looking_up import work_named
    from citetrail.cli.output import say
    from citetrail.errors import InputError
    from citetrail.flows import joining

    with wiring.open_library(settings) as library:
        first, second = work_named(library, kept), work_named(library, other)
        if first.stored_id == second.stored_id:
            raise InputError(f"{kept} and {other} are the same work")
        if apart:
            library.keep_apart(first.stored_id, second.stored_id)
            say(f"{first.key} and {second.key} are two works; they are not told as duplicates any more")
            return
        _print_differences(joining.differences(first.description, second.description), first.key, second.key)
        if dry_run or not _agreed(f"Join {second.key} to {first.key}?", yes):
            say("nothing was changed")
            return
        joined = joining.join(library, first, second)
    say(f"{second.key} is joined to {joined.key}")


def _agreed(question: str, yes: bool) -> bool:
    """Whether the person agrees; without a terminal only `--yes` says so."""
    from citetrail.cli.inputs import is_interactive
    from citetrail.errors import InputError

    if yes:
        return True
    if not is_interactive():
        raise InputError("this needs your word", hint="Run it in a terminal, or with --yes.")
    return typer.confirm(question, err=True)


def _print_differences(differences: Sequence[tuple[str, object, object]], before: str, after: str) -> None:
    from citetrail.cli.output import paint, say
    from citetrail.cli.showing import LABEL_WIDTH, any_value_text

    if not differences:
        say("no field differs")
    for field, old, new in differences:
        say(paint(field.replace("_", " ").ljust(LABEL_WIDTH), "bold"))
        say(f"  - {any_value_text(old)}  [{before}]")
        say(f"  + {any_value_text(new)}  [{after}]")


def refresh(
    settings: Settings,
    query: QUERY = None,
    apply: Annotated[bool, typer.Option("--apply", help="Take over what is shown.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Ask the sources for the works' descriptions again.

    Shows what would change; --apply takes it over. Your own edits always stay. Exits 3 if a source was silent.
    """
    from citetrail.app import wiring
    from citetrail.cli.output import print_json, say
    from citetrail.cli.progress import ProgressLine
    from citetrail.errors import EXIT_OK, EXIT_UNSETTLED
    from citetrail.flows import joining

    with wiring.open_library(settings) as library, wiring.open_net(settings) as net:
        works = library.works(library.work_ids(" ".join(query or ())))
        with ProgressLine("answers") as line:
            refreshed = joining.refresh(works, wiring.providers(settings, net), wiring.now(), progress=line.step)
        if apply:
            with library.change("refresh " + " ".join(query or ())):
                for each in refreshed:
                    library.update(each.after)
    if as_json:
        changes = [{"key": each.before.key, "changes": each.differences} for each in refreshed if each.differences]
        print_json({"refreshed": changes, "applied": apply})
    else:
        _print_refreshed(refreshed, apply)
        say(f"{len(refreshed)} works asked about")
    raise typer.Exit(EXIT_UNSETTLED if any(each.silent for each in refreshed) else EXIT_OK)


def _print_refreshed(refreshed: Sequence[Refreshed], applied: bool) -> None:
    from citetrail.cli.output import paint, say, tell

    for each in refreshed:
        if each.differences:
            say(paint(each.before.key, "bold"))
            _print_differences(each.differences, "now", "sources")
    if not applied and any(each.differences for each in refreshed):
        tell("nothing was changed; --apply takes this over")


def mark(
    settings: Settings,
    key: KEY,
    reading: Annotated[ReadingState | None, typer.Option(help="How far you are.", show_default=False)] = None,
    rating: Annotated[int | None, typer.Option(help="Your rating, 1-5; 0 takes it away.", show_default=False)] = None,
) -> None:
    """Keep how far you have read and your rating."""
    from citetrail.app import wiring
    from citetrail.cli.looking_up import work_named
    from citetrail.cli.output import say
    from citetrail.errors import InputError

    if reading is None and rating is None:
        raise InputError("nothing to keep", hint="Give --reading or --rating.")
    with wiring.open_library(settings) as library:
        work = work_named(library, key)
        with library.change(f"mark {work.key}"):
            if reading is not None:
                library.set_reading(work.stored_id, reading.value)
            if rating is not None:
                library.set_rating(work.stored_id, rating or None)
    told = [reading.value if reading else "", f"{rating} of 5" if rating else ""]
    say(f"{work.key}: {', '.join(part for part in told if part) or 'rating taken away'}")


def tags_rename(
    settings: Settings,
    old: Annotated[str, typer.Argument(metavar="OLD", help="A tag.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Its new name; if there is one, they become one.")],
    dry_run: DryRunOption = False,
) -> None:
    """Rename a tag and those below it."""
    from citetrail.app import wiring
    from citetrail.cli.output import say
    from citetrail.cli.rehearsing import rehearsed
    from citetrail.errors import InputError

    with wiring.open_library(settings) as library, rehearsed(library, dry_run):
        count = library.rename_tag(old, new)
    if not count:
        raise InputError(f"no work has the tag {old!r}", hint="citetrail tags list shows them.")
    say(f"{count} works: #{old} {'would be' if dry_run else 'is now'} #{new}")


def searches_save(
    settings: Settings,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name for it.")],
    query: Annotated[list[str], typer.Argument(metavar="QUERY…", help="The query.")],
) -> None:
    """Keep a query under a name."""
    from citetrail.app import wiring
    from citetrail.cli.output import say

    text = " ".join(query)
    with wiring.open_library(settings) as library:
        library.save_search(name, text)
        count = library.count(text)
    say(f"{name}: {text} ({count} works)")


def searches_list(settings: Settings, output: OUTPUT = Output.TABLE, as_json: JsonOption = False) -> None:
    """List kept queries with the number of works they find now."""
    from citetrail.app import wiring
    from citetrail.cli.output import print_json, print_lines, print_table

    with wiring.open_library(settings) as library:
        rows = [(name, query, library.count(query)) for name, query in library.searches().items()]
    if as_json:
        print_json({"searches": [{"name": name, "query": query, "works": count} for name, query, count in rows]})
        return
    if output is Output.IDS:
        print_lines(name for name, _, _ in rows)
        return
    print_table(
        ((name, str(count), query) for name, query, count in rows), flexible=2, header=("name", "works", "query")
    )


def searches_forget(
    settings: Settings, name: Annotated[str, typer.Argument(metavar="NAME", help="The name it was kept under.")]
) -> None:
    """Forget a kept query."""
    from citetrail.app import wiring
    from citetrail.cli.output import say
    from citetrail.errors import InputError

    with wiring.open_library(settings) as library:
        if not library.remove_search(name):
            raise InputError(f"no search is kept as {name!r}", hint="citetrail searches list shows them.")
    say(f"{name} is forgotten")
