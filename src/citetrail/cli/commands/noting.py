"""note, notes, claim, claims: the reader's own words, and what others say."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citetrail.app.settings import Settings
from citetrail.cli.commands.following import QUERY
from citetrail.cli.commands.keeping import KEY
from citetrail.cli.options import OUTPUT, DryRunOption, JsonOption, Output, with_library
from citetrail.cli.querying import QueryCommand

if TYPE_CHECKING:
    from citetrail.model.works import Claim, Work


class ClaimVerdict(StrEnum):
    """The reader's judgement of a claim."""

    SUPPORTED = "supported"
    DISPUTED = "disputed"
    UNCLEAR = "unclear"


EDIT = Annotated[int | None, typer.Option("--edit", metavar="ID", help="Change this one instead.", show_default=False)]
REMOVE = Annotated[
    int | None, typer.Option("--remove", metavar="ID", help="Remove this one instead.", show_default=False)
]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(name="note")(with_library(note))
    app.command(name="claim")(with_library(claim))
    app.command(name="claims", cls=QueryCommand)(with_library(claims))
    notes = typer.Typer(
        help="Notes: list, and keep in step with Markdown files.", no_args_is_help=True, rich_markup_mode=None
    )
    notes.command(name="list", cls=QueryCommand)(with_library(notes_list))
    notes.command(name="sync")(with_library(notes_sync))
    app.add_typer(notes, name="notes")


def note(
    settings: Settings,
    key: KEY,
    text: Annotated[str | None, typer.Argument(help="The note; without it $EDITOR opens.", show_default=False)] = None,
    change: EDIT = None,
    remove: REMOVE = None,
    as_json: JsonOption = False,
) -> None:
    """Add a note, in Markdown.

    Without TEXT your editor opens with the template `note.md` beside the config file, if there is one; it may hold
    {key}, {title}, {authors}, {year}, {date}. `[[key]]` in a note links to another work.
    """
    from citetrail.app import wiring
    from citetrail.cli.looking_up import work_named
    from citetrail.cli.noting import note_text, own_note
    from citetrail.cli.output import answer

    with wiring.open_library(settings) as library:
        work = work_named(library, key)
        if remove is not None:
            own_note(work, remove)
            with library.change(f"remove note {remove} of {work.key}"):
                library.remove_note(remove)
            answer(as_json, f"{work.key}: note {remove} is removed", work=work_named(library, work.key))
            return
        before = own_note(work, change).text if change is not None else None
        words = text if text is not None else note_text(settings, work, before, wiring.today())
        with library.change(f"note {work.key}" if change is None else f"edit note {change} of {work.key}"):
            if change is None:
                change = library.note(work.stored_id, words.strip())
                said = "noted"
            else:
                library.edit_note(change, words.strip())
                said = "changed"
        after = work_named(library, work.key)
    answer(as_json, f"{work.key}: {said} ({change})", work=after)


def notes_list(
    settings: Settings, query: QUERY = None, output: OUTPUT = Output.TABLE, as_json: JsonOption = False
) -> None:
    """List notes."""
    from citetrail.app import wiring
    from citetrail.cli.looking_up import works_having
    from citetrail.cli.output import print_json, print_lines, print_table, tell

    with wiring.open_library(settings) as library:
        works = works_having(library, query or (), "note")
    if as_json:
        print_json({"notes": [{"key": work.key, "note": one} for work in works for one in work.notes]})
        return
    if output is Output.IDS:
        print_lines(work.key for work in works)
        return
    rows = [(work.key, str(one.id), f"{one.created_at:%Y-%m-%d}", one.text) for work in works for one in work.notes]
    print_table(rows, flexible=3, colours=("cyan",), header=("key", "note", "written", "text"))
    if not rows:
        tell("no notes")


def notes_sync(
    settings: Settings,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder of Markdown files, such as a vault.")],
    query: QUERY = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Keep notes and a folder of Markdown files in step, both ways.

    One file per work, with front matter as Obsidian reads it: tags, status and rating can be changed there, lines of
    your own stay. What both sides changed differently is shown in the file between marks and changed nowhere else, and
    the exit code is 1, until you have chosen. Without QUERY: works with notes, and those with a file in the folder.
    """
    from citetrail.app import wiring
    from citetrail.cli.files import make_folder
    from citetrail.cli.looking_up import works_named
    from citetrail.cli.note_folder import NoteFolder, print_synced, synced_as_dict
    from citetrail.cli.output import print_json
    from citetrail.cli.rehearsing import rehearsed
    from citetrail.errors import EXIT_FINDINGS, EXIT_OK

    if not dry_run:
        make_folder(folder)
    files = NoteFolder.open(folder)
    with wiring.open_library(settings) as library, rehearsed(library, dry_run):
        wanted = works_named(library, query) if query else library.works(library.work_ids("has:note"))
        with library.change(f"notes sync {folder}"):
            synced = [files.sync(library, work, is_dry=dry_run) for work in files.works(library, wanted)]
        if not dry_run:
            files.remember(library)
    if as_json:
        rows = [synced_as_dict(one, files.place_of(one.work)) for one in synced]
        print_json({"synced": rows, "strangers": files.strangers, "dry_run": dry_run})
    else:
        print_synced(synced, files.strangers, is_dry=dry_run)
    is_open = any(one.unsettled or one.problem for one in synced) or bool(files.strangers)
    raise typer.Exit(EXIT_FINDINGS if is_open else EXIT_OK)


def claim(
    settings: Settings,
    key: KEY,
    text: Annotated[
        str | None, typer.Argument(metavar="CLAIM", help="What is said about the work.", show_default=False)
    ] = None,
    verdict: Annotated[ClaimVerdict | None, typer.Option(help="Your judgement.", show_default="unclear")] = None,
    source: Annotated[
        str | None, typer.Option("--from", metavar="SOURCE", help="The text that says it.", show_default=False)
    ] = None,
    quotes: Annotated[
        list[int] | None, typer.Option("--quote", metavar="ID", help="Quotes that bear on it.", show_default=False)
    ] = None,
    change: EDIT = None,
    remove: REMOVE = None,
    as_json: JsonOption = False,
) -> None:
    """Keep what a text claims about a work, and your judgement."""
    from citetrail.app import wiring
    from citetrail.cli.looking_up import work_named
    from citetrail.cli.noting import claim_from, own_claim
    from citetrail.cli.output import answer

    news = {"text": text, "verdict": verdict.value if verdict else None, "source": source}
    with wiring.open_library(settings) as library:
        work = work_named(library, key)
        if remove is not None:
            own_claim(work, remove)
            with library.change(f"remove claim {remove} of {work.key}"):
                library.remove_claim(remove)
            answer(as_json, f"{work.key}: claim {remove} is removed", work=work_named(library, work.key))
            return
        kept = claim_from(work, change, news, quotes, wiring.now())
        with library.change(f"claim {work.key}" if change is None else f"edit claim {change} of {work.key}"):
            if change is None:
                library.claim(work.stored_id, kept)
            else:
                library.edit_claim(kept)
        after = work_named(library, work.key)
    answer(as_json, f"{work.key}: claim kept as {kept.verdict}", work=after)


def claims(
    settings: Settings,
    query: QUERY = None,
    verdict: Annotated[ClaimVerdict | None, typer.Option(help="Only those judged so.", show_default=False)] = None,
    output: OUTPUT = Output.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List claims, your judgement, and the quotes that bear on them."""
    from citetrail.app import wiring
    from citetrail.cli.looking_up import works_having
    from citetrail.cli.noting import print_claim
    from citetrail.cli.output import print_json, print_lines, tell

    with wiring.open_library(settings) as library:
        works = works_having(library, query or (), "claim")
    chosen = [(work, one) for work in works for one in work.claims if verdict in (None, one.verdict)]
    if as_json:
        print_json({"claims": [_claim_as_dict(work, one) for work, one in chosen]})
        return
    if output is Output.IDS:
        print_lines(dict.fromkeys(work.key for work, _ in chosen))
        return
    for work, one in chosen:
        print_claim(work, one)
    if not chosen:
        tell("no claims")


def _claim_as_dict(work: Work, claim: Claim) -> dict[str, object]:
    return {"key": work.key, "claim": claim, "quotes": [one for one in work.quotes if one.id in claim.quotes]}
