"""tag: what the reader sorts works by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from citetrail.app.settings import Settings
from citetrail.cli.commands.keeping import KEY
from citetrail.cli.options import OUTPUT, DryRunOption, JsonOption, Output, with_library

if TYPE_CHECKING:
    from collections.abc import Iterable


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(name="tag", context_settings={"ignore_unknown_options": True})(with_library(tag))


def tag(
    settings: Settings,
    key: KEY,
    changes: Annotated[list[str], typer.Argument(metavar="+TAG|-TAG…", help="+tag adds a tag, -tag takes it away.")],
    as_json: JsonOption = False,
) -> None:
    """Add and take away tags.

    citetrail tag KEY +oxytocin -todo
    """
    from citetrail.app import wiring
    from citetrail.cli.looking_up import row_named, work_named
    from citetrail.cli.output import answer
    from citetrail.errors import InputError

    added = tuple(change.removeprefix("+") for change in changes if not change.startswith("-"))
    removed = tuple(change[1:] for change in changes if change.startswith("-"))
    for name in (*added, *removed):
        if not name or any(letter.isspace() for letter in name):
            raise InputError(f"{name!r} cannot be a tag", hint="A tag is one word; - and / may stand in it.")
    with wiring.open_library(settings) as library:
        row = row_named(library, key)
        with library.change(f"tag {row.key} {' '.join(changes)}"):
            library.tag(row.id, add=added, remove=removed)
        tags = row_named(library, row.key).tags
        after = {"work": work_named(library, row.key)} if as_json else {}
    answer(as_json, f"{row.key}: {' '.join('#' + name for name in tags) or 'no tags'}", **after)


def tags_list(
    settings: Settings,
    tree: Annotated[bool, typer.Option("--tree", help="Below each other, with all works at or below each.")] = False,
    output: OUTPUT = Output.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List tags with the number of their works."""
    from citetrail.app import wiring
    from citetrail.cli.output import print_json, print_lines, print_table, say

    with wiring.open_library(settings) as library:
        counted = library.tags()
        nodes = [(name, library.count(f'tag:"{name}"')) for name in _with_parents(counted)] if tree else []
    if as_json:
        print_json({"tags": [{"tag": name, "works": count} for name, count in nodes or counted]})
    elif output is Output.IDS:
        print_lines(name for name, _ in counted)
    elif tree:
        for name, count in nodes:
            say(f"{'  ' * name.count('/')}{name.rpartition('/')[2]}  {count}")
    else:
        print_table(((name, str(count)) for name, count in counted), flexible=0, header=("tag", "works"))


def _with_parents(counted: Iterable[tuple[str, int]]) -> list[str]:
    """Every tag and those above it, in the order of a tree."""
    names = {
        "/".join(parts[: depth + 1]) for parts in (n.split("/") for n, _ in counted) for depth in range(len(parts))
    }
    return sorted(names, key=lambda name: name.split("/"))


def tags_merge(
    settings: Settings,
    tags: Annotated[list[str], typer.Argument(metavar="TAG…", help="Tags that mean the same.")],
    into: Annotated[str, typer.Option("--into", metavar="TAG", help="The one to keep.")],
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Make one tag of several, with those below them."""
    from citetrail.app import wiring
    from citetrail.cli.output import answer
    from citetrail.cli.rehearsing import rehearsed
    from citetrail.cli.showing import counted
    from citetrail.errors import InputError

    count = 0
    with wiring.open_library(settings) as library, rehearsed(library, dry_run):
        with library.change(f"merge tags {' '.join(tags)} into {into}"):
            for tag in tags:
                count += library.rename_tag(tag, into) if tag != into else 0
        total = library.count(f'tag:"{into}"')
    if not count:
        raise InputError(f"no work has any of the tags {', '.join(tags)}", hint="citetrail tags list shows them.")
    verb = "would be" if dry_run else "is" if count == 1 else "are"
    have = "has" if total == 1 else "have"
    text = f"{counted(count, 'work')} {verb} tagged anew; {counted(total, 'work')} {have} #{into}"
    answer(as_json, text, tags=tags, into=into, works=count, dry_run=dry_run)


def tags_remove(
    settings: Settings,
    tag: Annotated[str, typer.Argument(metavar="TAG", help="A tag; those below it go with it.")],
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Take a tag off every work."""
    from citetrail.app import wiring
    from citetrail.cli.output import answer
    from citetrail.cli.rehearsing import rehearsed
    from citetrail.cli.showing import counted
    from citetrail.errors import InputError

    with wiring.open_library(settings) as library, rehearsed(library, dry_run):
        count = library.remove_tag(tag)
    if not count:
        raise InputError(f"no work has the tag {tag!r}", hint="citetrail tags list shows them.")
    text = f"#{tag} {'would be' if dry_run else 'is'} taken off {counted(count, 'work')}"
    answer(as_json, text, tag=tag, works=count, dry_run=dry_run)
