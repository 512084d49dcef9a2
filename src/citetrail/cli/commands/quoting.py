"""quote, quotes, highlights: exact words of a work, and whether they stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from citetrail.app.settings import Settings
from citetrail.cli.commands.following import QUERY
from citetrail.cli.commands.keeping import KEY
from citetrail.cli.options import OUTPUT, DryRunOption, JsonOption, Output, with_library
from citetrail.cli.querying import QueryCommand

if TYPE_CHECKING:
    from citetrail.flows.quoting import CheckedQuote
    from citetrail.library import Library
    from citetrail.model.works import Quote, Work


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(name="quote")(with_library(quote))
    app.command(name="quotes", cls=QueryCommand)(with_library(quotes))
    app.command(name="highlights")(with_library(highlights))


def quote(
    settings: Settings,
    key: KEY,
    words: Annotated[str | None, typer.Argument(metavar="WORDS", help="The exact words.", show_default=False)] = None,
    page: Annotated[str | None, typer.Option(help="Page they stand on.", show_default=False)] = None,
    speaker: Annotated[str | None, typer.Option(help="Who said them.", show_default=False)] = None,
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="SOURCE", help="The text that says it, if not the work.", show_default=False),
    ] = None,
    change: Annotated[
        int | None, typer.Option("--edit", metavar="ID", help="Change this quote instead.", show_default=False)
    ] = None,
    remove: Annotated[
        int | None, typer.Option("--remove", metavar="ID", help="Remove this quote instead.", show_default=False)
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Keep exact words of or about a work.

    They are looked for in the work's attached files and abstract, and what comes of it is told: word for word, altered
    and how, or not in the text at hand. `citetrail quotes --check` looks again.
    """
    from citetrail.app import wiring
    from citetrail.cli.looking_up import work_named
    from citetrail.cli.output import answer, print_json
    from citetrail.cli.quoting import as_dict, print_checked_quote
    from citetrail.errors import InputError

    if remove is None and change is None and not (words or "").strip():
        raise InputError("an empty quote was not kept", hint="Give the exact words, in quotes.")
    news = {"exact": words.strip() if words else None, "page": page, "speaker": speaker, "source": source}
    with wiring.open_library(settings) as library:
        work = work_named(library, key)
        if remove is not None:
            _own_quote(work, remove)
            with library.change(f"remove quote {remove} of {work.key}"):
                library.remove_quote(remove)
            answer(as_json, f"{work.key}: quote {remove} is removed", quotes=[])
            return
        kept = _keep(library, work, {name: value for name, value in news.items() if value is not None}, change)
    if as_json:
        print_json({"quotes": [as_dict(kept)]})
    else:
        print_checked_quote(kept)


def _keep(library: Library, work: Work, news: dict[str, Any], number: int | None) -> CheckedQuote:
    from citetrail.app import wiring
    from citetrail.flows.quoting import anchored, check_quote, sources_of
    from citetrail.model.works import Quote

    if number is None:
        given = Quote(created_at=wiring.now(), **news)
    else:
        anew = {"prefix": "", "suffix": ""} if "exact" in news else {}
        given = _own_quote(work, number).model_copy(update={**news, **anew})
    sources = sources_of(library, work)
    given = anchored(given, check_quote(work, given, sources), sources)
    with library.change(f"quote {work.key}" if number is None else f"edit quote {number} of {work.key}"):
        if number is None:
            given = given.model_copy(update={"id": library.quote(work.stored_id, given)})
        else:
            library.edit_quote(given)
    return check_quote(work, given, sources)


def _own_quote(work: Work, number: int) -> Quote:
    from citetrail.errors import InputError

    found = next((one for one in work.quotes if one.id == number), None)
    if found is None:
        raise InputError(f"{work.key} has no quote {number}", hint=f"citetrail show {work.key} lists them.")
    return found


def quotes(
    settings: Settings,
    query: QUERY = None,
    check: Annotated[
        bool, typer.Option("--check", help="Look for each in the work's files and abstract; exits 1 if one is altered.")
    ] = False,
    output: OUTPUT = Output.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List quotes, and check whether they stand in their works.

    Numbers, negations and comparisons must be the same; other typography and spelling do not count. Words left out as
    `…` and put in with [brackets] are no change. A quote that is not in the text at hand may be on a page that the
    library does not have.
    """
    from citetrail.app import wiring
    from citetrail.cli.looking_up import works_having
    from citetrail.cli.output import print_json, print_lines, print_table, say
    from citetrail.cli.quoting import as_dict, print_checked_quote, summary
    from citetrail.errors import EXIT_FINDINGS, EXIT_UNSETTLED
    from citetrail.flows.quoting import check_quotes

    with wiring.open_library(settings) as library:
        works = works_having(library, query or (), "quote")
        checked = list(check_quotes(library, works)) if check else []
    if as_json:
        listed = [{"key": work.key, "quote": one} for work in works for one in work.quotes]
        print_json({"quotes": [as_dict(one) for one in checked] if check else listed})
    elif output is Output.IDS:
        print_lines(work.key for work in works)
    elif check:
        for one in checked:
            print_checked_quote(one)
        say(summary(checked))
    else:
        rows = ((work.key, str(one.id), one.page or "", one.exact) for work in works for one in work.quotes)
        print_table(rows, flexible=3, colours=("cyan",), header=("key", "quote", "page", "words"))
    is_unsettled = any(one.is_unsettled for one in checked)
    raise typer.Exit(EXIT_FINDINGS if any(one.is_finding for one in checked) else EXIT_UNSETTLED * is_unsettled)


def highlights(
    settings: Settings,
    sources: Annotated[
        list[str],
        typer.Argument(metavar="FILE|KEY…", help="An annotated PDF, an export of Hypothes.is, or a work with a PDF."),
    ],
    to: Annotated[
        str | None, typer.Option("--to", metavar="KEY", help="The work they belong to.", show_default=False)
    ] = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Take over what you marked in PDFs or with Hypothes.is.

    Marked words become quotes with their page, comments become notes. A Hypothes.is export (JSON) may be of many
    works: they are known by their addresses. Exits 1 if some belong to no work here. Doing it again adds nothing.
    """
    from citetrail.app import wiring
    from citetrail.cli.highlighting import Highlighting, print_taken
    from citetrail.cli.output import print_json
    from citetrail.cli.rehearsing import rehearsed
    from citetrail.errors import EXIT_FINDINGS, EXIT_OK

    with wiring.open_library(settings) as library, rehearsed(library, dry_run):
        run = Highlighting(library, to)
        with library.step("highlights " + " ".join(sources)[:200]):
            for source in sources:
                run.take(source)
    if as_json:
        others = [{"address": address, "highlights": found} for address, found in run.others.items()]
        print_json({"taken": run.taken, "without_work": others})
    else:
        print_taken(run.taken, run.others, is_dry=dry_run)
    raise typer.Exit(EXIT_FINDINGS if run.others else EXIT_OK)
