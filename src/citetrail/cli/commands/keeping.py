"""add, edit, rename, remove, undo, redo, log: what changes the library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from citetrail.app.settings import Settings
from citetrail.cli.commands.tracing import SOURCES
from citetrail.cli.options import OUTPUT, DryRunOption, JsonOption, Output, YesOption, with_library, with_network

if TYPE_CHECKING:
    from citetrail.flows.add import Added

KEY = Annotated[str, typer.Argument(metavar="KEY", help="A citation key, an older key, or an identifier.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(name="add")(with_network(add))
    app.command(name="edit")(with_library(edit))
    app.command(name="rename")(with_library(rename))
    app.command(name="remove")(with_library(remove))
    app.command(name="undo")(with_library(undo))
    app.command(name="redo")(with_library(redo))
    app.command(name="log")(with_library(log))


def add(
    settings: Settings,
    sources: SOURCES,
    tag: Annotated[list[str] | None, typer.Option(metavar="TAG", help="Tag what is added.", show_default=False)] = None,
    itself: Annotated[
        bool, typer.Option("--self", help="Add the work that a file is, with the file, not those that it cites.")
    ] = False,
    as_given: Annotated[
        bool, typer.Option("--as-given", help="Keep a citation as it is written where no source settles it.")
    ] = False,
    allow_loss: Annotated[
        bool, typer.Option("--allow-loss", help="Exit 0 even if entries of a file could not be read.")
    ] = False,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Add works by anything that names them.

    A DOI, PMID, PMCID, arXiv id, ISBN, address, citation in quotes, an article or a bibliography file.
    Entries of a bibliography file are kept as they are, without asking any source. From an article the papers behind
    it are added, with the quotations about them; with --self the article itself: citetrail add --self paper.pdf
    """
    from citetrail.app import wiring
    from citetrail.cli.adding import Adding, exit_code_of, input_to_add, print_added
    from citetrail.cli.inputs import as_text
    from citetrail.cli.output import print_json, tell

    inputs = [input_to_add(source) for source in sources]
    with wiring.open_library(settings, create=True) as library:
        adding = Adding(
            settings, library, tuple(tag or ()),
            keep_as_given=as_given, takes_itself=itself, dry_run=dry_run, keep_works=as_json,
        )  # fmt: skip
        added: list[Added] = []
        with library.step("add " + as_text(" ".join(sources))[:200]):
            for given in inputs:
                added += adding.add(given)
    if as_json:
        print_json({"added": added})
    else:
        print_added(added)
    if dry_run:
        tell("nothing was changed")
    raise typer.Exit(exit_code_of(added, allow_loss=allow_loss))


def edit(
    settings: Settings,
    key: KEY,
    assignments: Annotated[
        list[str],
        typer.Argument(metavar="FIELD=VALUE…", help="Your value for a field; an empty value takes your edit back."),
    ],
    as_json: JsonOption = False,
) -> None:
    """Correct a field of a work.

    Your value wins over every source, now and after every refresh.
    """
    from citetrail import judging
    from citetrail.app import wiring
    from citetrail.cli.editing import assigned
    from citetrail.cli.looking_up import work_named
    from citetrail.cli.output import answer

    with wiring.open_library(settings) as library:
        work = work_named(library, key)
        pairs = assigned(work, assignments)
        kept = dict(work.edits)
        with library.change(f"edit {work.key} {' '.join(assignments)}"):
            for field, value in pairs:
                if value is None:
                    kept.pop(field, None)
                    library.clear_field(work.stored_id, field, without=judging.merge(work.records, kept).description)
                else:
                    library.set_field(work.stored_id, field, value)
        after = work_named(library, work.key)
    answer(as_json, f"{work.key}: {', '.join(assignments)}", work=after)


def rename(
    settings: Settings,
    key: KEY,
    new: Annotated[str, typer.Argument(metavar="NEW", help="The new citation key.")],
    as_json: JsonOption = False,
) -> None:
    """Give a work another citation key.

    The old one goes on working for ever.
    """
    from citetrail.app import wiring
    from citetrail.cli.editing import require_key
    from citetrail.cli.looking_up import work_named
    from citetrail.cli.output import answer

    require_key(new)
    with wiring.open_library(settings) as library:
        work = work_named(library, key)
        with library.change(f"rename {work.key} {new}"):
            library.rename_key(work.stored_id, new)
        after = work_named(library, new)
    answer(as_json, f"{work.key} is now {new}; {work.key} still finds it", work=after)


def remove(
    settings: Settings,
    keys: Annotated[list[str], typer.Argument(metavar="KEY…", help="What to remove.")],
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    as_json: JsonOption = False,
) -> None:
    """Remove works with their notes and tags.

    `citetrail undo` brings them back whole. More than ten are removed only after a question, if there is somebody to
    ask.
    """
    from citetrail.app import wiring
    from citetrail.cli.looking_up import work_named
    from citetrail.cli.output import answer
    from citetrail.cli.rehearsing import agreed

    with wiring.open_library(settings) as library:
        works = list({work.stored_id: work for work in (work_named(library, key) for key in keys)}.values())
        removed = [work.key for work in works]
        names = ", ".join(removed)
        if dry_run:
            answer(as_json, f"would remove {names}", removed=removed, dry_run=True)
            return
        if len(works) > 10 and not agreed(f"Remove {len(works)} works?", yes=yes):
            answer(as_json, "nothing was changed", removed=[], dry_run=False)
            return
        with library.change("remove " + " ".join(removed)):
            library.remove([work.stored_id for work in works])
    back = f"(citetrail undo brings {'it' if len(works) == 1 else 'them'} back)"
    answer(as_json, f"removed {names} {back}", removed=removed, dry_run=False)


def undo(settings: Settings, as_json: JsonOption = False) -> None:
    """Take back the last change to the library."""
    _step(settings, as_json, back=True)


def redo(settings: Settings, as_json: JsonOption = False) -> None:
    """Do again what was undone last."""
    _step(settings, as_json, back=False)


def _step(settings: Settings, as_json: bool, *, back: bool) -> None:
    from citetrail.app import wiring
    from citetrail.cli.output import answer, print_json, tell
    from citetrail.errors import EXIT_FINDINGS

    with wiring.open_library(settings) as library:
        step = library.undo() if back else library.redo()
    if step is None:
        if as_json:
            print_json({"change": None})
        tell(f"nothing to {'undo' if back else 'redo'}")
        raise typer.Exit(EXIT_FINDINGS)
    answer(as_json, f"{'undone' if back else 'done again'}: {step.what}", change=step)


def log(
    settings: Settings,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many, the latest first.")] = 20,
    output: OUTPUT = Output.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Show the changes to the library."""
    from citetrail.app import wiring
    from citetrail.cli.output import print_json, print_lines, print_table

    with wiring.open_library(settings) as library:
        steps = library.log(limit)
    if as_json:
        print_json({"changes": steps})
        return
    if output is Output.IDS:
        print_lines(str(step.id) for step in steps)
        return
    print_table(
        ((step.at[:16].replace("T", " "), step.state, step.what) for step in steps),
        flexible=2,
        header=("when", "state", "change"),
    )
