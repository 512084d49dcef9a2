"""refresh, mark, tags, searches: keeping a library in order."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from citetrail.app.settings import Settings
from citetrail.cli.commands.annotating import tags_list, tags_merge, tags_remove
from citetrail.cli.commands.following import QUERY
from citetrail.cli.commands.keeping import KEY
from citetrail.cli.options import OUTPUT, DryRunOption, JsonOption, Output, with_library, with_network
from citetrail.cli.querying import QueryCommand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citetrail.flows.joining import Refreshed


class ReadingState(StrEnum):
    """How far the reader has come."""

    UNREAD = "unread"
    READING = "reading"
    READ = "read"


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
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


def refresh(
    settings: Settings,
    query: QUERY = None,
    dry_run: DryRunOption = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", "--apply", help="Take over what is shown, without a question.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Ask the sources for the works' descriptions again.

    Shows field by field what would change and asks before it takes it over; your own edits always stay. QUERY may be
    keys. Exits 3 if a source was silent.
    """
    from citetrail.app import wiring
    from citetrail.cli.looking_up import works_named
    from citetrail.cli.output import print_json, say, tell_silent
    from citetrail.cli.progress import ProgressLine
    from citetrail.cli.showing import counted
    from citetrail.errors import EXIT_OK, EXIT_UNSETTLED
    from citetrail.flows import joining

    with wiring.open_library(settings) as library, wiring.open_net(settings) as net:
        works = works_named(library, query or ())
        with ProgressLine("answers") as line:
            refreshed = joining.refresh(works, wiring.providers(settings, net), wiring.now(), progress=line.step)
        if not as_json:
            _print_refreshed(refreshed)
        applied = not dry_run and _is_taken_over(refreshed, yes=yes)
        if applied:
            with library.change("refresh " + " ".join(query or ())):
                for each in refreshed:
                    if each.after is not each.before:
                        library.update(each.after)
    if as_json:
        changes = [{"key": each.before.key, "changes": each.differences} for each in refreshed if each.differences]
        print_json({"refreshed": changes, "applied": applied})
    else:
        differing = sum(bool(each.differences) for each in refreshed)
        outcome = "nothing differs" if not differing else "taken over" if applied else "nothing was changed"
        unsure = " in what was answered" if not differing and any(each.silent for each in refreshed) else ""
        say(f"{counted(len(refreshed), 'work')} asked about; {outcome}{unsure}")
    tell_silent(answer for each in refreshed for answer in each.silent)
    raise typer.Exit(EXIT_UNSETTLED if any(each.silent for each in refreshed) else EXIT_OK)


def _is_taken_over(refreshed: Sequence[Refreshed], *, yes: bool) -> bool:
    """Whether the person wants it; where nothing differs, what was asked is kept without a question."""
    from citetrail.cli.inputs import is_interactive
    from citetrail.cli.output import tell

    if yes or not any(each.differences for each in refreshed):
        return True
    if is_interactive():
        return typer.confirm("Take this over?", err=True)
    tell("--yes takes this over")
    return False


def _print_refreshed(refreshed: Sequence[Refreshed]) -> None:
    from citetrail.cli.output import paint, say
    from citetrail.cli.reviewing import print_differences

    for each in refreshed:
        if each.differences:
            say(paint(each.before.key, "bold"))
            print_differences(each.differences, "now", "sources")


def mark(
    settings: Settings,
    key: KEY,
    reading: Annotated[ReadingState | None, typer.Option(help="How far you are.", show_default=False)] = None,
    rating: Annotated[int | None, typer.Option(help="Your rating, 1-5; 0 takes it away.", show_default=False)] = None,
    as_json: JsonOption = False,
) -> None:
    """Keep how far you have read and your rating."""
    from citetrail.app import wiring
    from citetrail.cli.looking_up import work_named
    from citetrail.cli.output import answer
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
        after = work_named(library, work.key)
    told = [reading.value if reading else "", f"{rating} of 5" if rating else ""]
    text = ", ".join(part for part in told if part) or "rating taken away"
    answer(as_json, f"{work.key}: {text}", work=after)


def tags_rename(
    settings: Settings,
    old: Annotated[str, typer.Argument(metavar="OLD", help="A tag.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Its new name; if there is one, they become one.")],
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Rename a tag and those below it."""
    from citetrail.app import wiring
    from citetrail.cli.output import answer
    from citetrail.cli.rehearsing import rehearsed
    from citetrail.cli.showing import counted
    from citetrail.errors import InputError

    with wiring.open_library(settings) as library, rehearsed(library, dry_run):
        count = library.rename_tag(old, new)
    if not count:
        raise InputError(f"no work has the tag {old!r}", hint="citetrail tags list shows them.")
    text = f"{counted(count, 'work')}: #{old} {'would be' if dry_run else 'is now'} #{new}"
    answer(as_json, text, old=old, new=new, works=count, dry_run=dry_run)


def searches_save(
    settings: Settings,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name for it.")],
    query: Annotated[list[str], typer.Argument(metavar="QUERY…", help="The query.")],
    as_json: JsonOption = False,
) -> None:
    """Keep a query under a name."""
    from citetrail.app import wiring
    from citetrail.cli.output import answer
    from citetrail.cli.showing import counted

    text = " ".join(query)
    with wiring.open_library(settings) as library:
        library.save_search(name, text)
        count = library.count(text)
    answer(as_json, f"{name}: {text} ({counted(count, 'work')})", name=name, query=text, works=count)


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
    settings: Settings,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name it was kept under.")],
    as_json: JsonOption = False,
) -> None:
    """Forget a kept query."""
    from citetrail.app import wiring
    from citetrail.cli.output import answer
    from citetrail.errors import InputError

    with wiring.open_library(settings) as library:
        if not library.remove_search(name):
            raise InputError(f"no search is kept as {name!r}", hint="citetrail searches list shows them.")
    answer(as_json, f"{name} is forgotten", name=name)
