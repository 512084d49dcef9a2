"""list, show, search: what is in the library."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from citetrail.app.settings import Settings
from citetrail.cli.options import OUTPUT, JsonOption, Output, with_library
from citetrail.cli.querying import QueryCommand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citetrail.library import Library, Row
    from citetrail.model.works import Work


class Sort(StrEnum):
    """What comes first in a list."""

    RELEVANCE = "relevance"
    ADDED = "added"
    YEAR = "year"
    AUTHOR = "author"
    TITLE = "title"
    KEY = "key"


QUERY = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="QUERY…", help='Words, "phrases", author:garcia, year:2010-2020, -tag:read …', show_default=False
    ),
]
LIMIT = Annotated[int, typer.Option("--limit", "-n", min=0, help="How many at most; 0 for all.")]
SORT = Annotated[Sort, typer.Option("--sort", help="What comes first.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(name="list", cls=QueryCommand)(with_library(list_works))
    app.command(name="search", cls=QueryCommand)(with_library(search))
    app.command(name="show")(with_library(show))


def list_works(
    settings: Settings,
    query: QUERY = None,
    limit: LIMIT = 0,
    sort: SORT = Sort.ADDED,
    output: OUTPUT = Output.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List works, the latest first."""
    from citetrail.cli.output import tell

    rows = _rows(settings, " ".join(query or ()), limit, sort)
    _print_rows(rows, output, as_json)
    if not rows and not query:
        is_there = settings.library.exists()
        what = "the library is empty" if is_there else f"there is no library at {settings.library} yet"
        tell(f"{what}; citetrail add puts something in")


def search(
    settings: Settings,
    query: QUERY = None,
    limit: LIMIT = 50,
    sort: SORT = Sort.RELEVANCE,
    output: OUTPUT = Output.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Find works by words or fields.

    The best first. Exits 1 if nothing is found.
    """
    from citetrail.cli.output import tell
    from citetrail.errors import EXIT_FINDINGS, InputError

    text = " ".join(query or ())
    if not text.strip():
        raise InputError("nothing to search for", hint="citetrail list shows everything.")
    rows = _rows(settings, text, limit, sort)
    _print_rows(rows, output, as_json)
    if not rows:
        tell(f"nothing matches {text!r}")
        raise typer.Exit(EXIT_FINDINGS)


def _rows(settings: Settings, query: str, limit: int, sort: Sort) -> tuple[Row, ...]:
    from citetrail.app import wiring

    if not settings.library.exists():  # to look is no reason to make one
        return ()
    with wiring.open_library(settings) as library:
        return library.find(query, limit=limit or None, sort=sort.value)


def _print_rows(rows: Sequence[Row], output: Output, as_json: bool) -> None:
    from citetrail.cli.output import print_json, print_lines, print_table

    if as_json:
        print_json({"works": rows})
    elif output is Output.IDS:
        print_lines(row.key for row in rows)
    else:
        header = ("key", "authors", "year", "title", "tags")
        print_table((_cells(row) for row in rows), flexible=3, colours=("cyan", "", "", "", "yellow"), header=header)


def _cells(row: Row) -> tuple[str, ...]:
    unsound = row.standing.upper() if row.standing not in (None, "", "clear", "unknown") else ""
    tags = " ".join(f"#{tag}" for tag in row.tags)
    return row.key, row.authors_text or "", str(row.year or ""), row.title or "", f"{unsound} {tags}".strip()


def show(
    settings: Settings,
    keys: Annotated[list[str], typer.Argument(metavar="KEY…", help="Citation keys or identifiers.")],
    why: Annotated[
        str | None,
        typer.Option("--why", metavar="FIELD", help="Why this field shows what it shows.", show_default=False),
    ] = None,
    history: Annotated[
        bool, typer.Option("--history", help="Every change of the work, with what was before and after.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Show works in full.

    Fields, standing, notes, quotes, claims, files; `--why title` tells which source said what, `--history` what
    changed when.
    """
    from citetrail.app import wiring
    from citetrail.app.notices import with_kept_notices
    from citetrail.cli.looking_up import work_named
    from citetrail.cli.output import print_json, say
    from citetrail.cli.paging import paged
    from citetrail.cli.works import links_of, print_links, print_why, print_work

    if history:
        _show_history(settings, keys, as_json)
        return
    with wiring.open_library(settings) as library:
        works = [with_kept_notices(settings, work_named(library, key)) for key in keys]
        links = [links_of(library, work) for work in works]
    if as_json:
        print_json({"works": works})
        return
    with paged():
        for place, work in enumerate(works):
            if place:
                say()
            if why:
                print_why(work, why)
            else:
                print_work(work)
                print_links(links[place])


def _show_history(settings: Settings, keys: Sequence[str], as_json: bool) -> None:
    from citetrail.app import wiring
    from citetrail.cli.histories import print_history
    from citetrail.cli.looking_up import work_named
    from citetrail.cli.output import print_json
    from citetrail.cli.paging import paged

    with wiring.open_library(settings) as library:
        works = [work_named(library, key) for key in keys]
        if as_json:
            print_json({"histories": [_history_as_dict(library, work) for work in works]})
            return
        with paged():
            for work in works:
                print_history(library, work)


def _history_as_dict(library: Library, work: Work) -> dict[str, object]:
    changes = library.history(work.stored_id)
    rows = [{**one._asdict(), "parts": library.row_changes(work.stored_id, one.id)} for one in changes]
    return {"key": work.key, "changes": rows}
