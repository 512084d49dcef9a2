"""rekey: citation keys made anew from a template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from citetrail.app.settings import Settings
from citetrail.cli.commands.following import QUERY
from citetrail.cli.options import DryRunOption, JsonOption, YesOption, with_library
from citetrail.cli.querying import QueryCommand

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from citetrail.library import Library
    from citetrail.model.works import Work


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(name="rekey", cls=QueryCommand)(with_library(rekey))


def rekey(
    settings: Settings,
    query: QUERY = None,
    template: Annotated[
        str | None, typer.Option(metavar="TEMPLATE", help="Instead of the setting key-template.", show_default=False)
    ] = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    as_json: JsonOption = False,
) -> None:
    """Make keys anew, for the works that a query chooses.

    Keys never change by themselves; this changes them on purpose. A key that fits the template already stays, and
    every old key goes on finding its work.
    """
    from citetrail.app import wiring
    from citetrail.cli.looking_up import ids_named
    from citetrail.cli.output import print_json, say
    from citetrail.cli.rehearsing import agreed, rehearsed
    from citetrail.cli.showing import counted

    with wiring.open_library(settings) as library:
        works = library.works(ids_named(library, query or ()))
        with rehearsed(library, True):
            planned = list(_renamed(library, works, template or settings.key_template))
        is_done = bool(planned) and not dry_run and agreed(f"Change {counted(len(planned), 'key')}?", yes=yes)
        if is_done:
            with library.change(" ".join(["rekey", *(query or ())])):
                list(_renamed(library, works, template or settings.key_template))
    if as_json:
        print_json({"renamed": [{"before": old, "after": new} for old, new in planned], "dry_run": not is_done})
        return
    for old, new in planned:
        say(f"{old} -> {new}")
    kept = "nothing was changed" if planned and not is_done else "old keys go on working"
    say(f"{counted(len(planned), 'key')} of {counted(len(works), 'work')}{f'; {kept}' if planned else ' to change'}")


def _renamed(library: Library, works: tuple[Work, ...], template: str) -> Iterator[tuple[str, str]]:
    """Rename the works whose key does not fit the template; each old key with the new one."""
    from citetrail.judging.keys import citation_key, fits_template

    in_use = library.keys_in_use()
    for work in works:
        if fits_template(work.key, work.description, template):
            continue
        new = citation_key(work.description, template, _OtherKeys(in_use, work))
        if new != work.key:
            library.rename_key(work.stored_id, new)
            yield work.key, new


class _OtherKeys:
    """The keys in use but for those that a work has or had itself, which it may take again."""

    def __init__(self, in_use: Container[str], work: Work) -> None:
        self._in_use = in_use
        self._own = {work.key, *work.aliases}

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name not in self._own and name in self._in_use
