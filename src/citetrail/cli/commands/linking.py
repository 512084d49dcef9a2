"""link, sync: bibliography files that are kept in step with the library."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citetrail.app.settings import Settings
from citetrail.cli.options import DryRunOption, JsonOption, with_library
from citetrail.cli.querying import QueryCommand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citetrail.flows.linking import Synced
    from citetrail.library import Library
    from citetrail.library.linking import Link


class TakenSide(StrEnum):
    """Whose word counts where both sides changed the same."""

    file = "file"
    library = "library"


TAKE = Annotated[
    TakenSide | None, typer.Option("--take", help="Settle conflicts: whose word counts.", show_default=False)
]
PRUNE = Annotated[
    bool, typer.Option("--prune", help="What one side removed, remove from the other, if it did not change there.")
]
ALLOW_LOSS = Annotated[
    bool, typer.Option("--allow-loss", help="Exit 0 even if something could not be read or had no place in the file.")
]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(name="link", cls=QueryCommand)(with_library(link))
    app.command(name="sync")(with_library(sync))


def link(
    settings: Settings,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A .bib file; made if there is none.", show_default=False)
    ] = None,
    query: Annotated[
        list[str] | None,
        typer.Argument(metavar="QUERY…", help="Which works are written into it; all without.", show_default=False),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Write all works into the file, however many.")] = False,
    own: Annotated[bool, typer.Option("--own", help="Write only changes of works that the file names itself.")] = False,
    status: Annotated[bool, typer.Option("--status", help="Show which files are linked, and what waits.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Let go of FILE; it and the works stay.")] = False,
    take: TAKE = None,
    prune: PRUNE = False,
    allow_loss: ALLOW_LOSS = False,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Keep a .bib file and the library in step.

    citetrail link refs.bib takes in what is new in the file, writes into it what is new in the library, and remembers
    what both agreed on. Run it again (or citetrail sync) after changes on either side: every change goes over to the
    other, touching only the bytes of the fields that changed. What both changed differently is shown and left alone,
    and the exit code is 1, until they agree or --take file or --take library settles it.
    """
    from citetrail.app import wiring
    from citetrail.cli.linking import print_status, sync_file
    from citetrail.errors import InputError
    from citetrail.flows.linking import Choices

    if status or (file is None and not remove):
        with wiring.open_library(settings, create=True) as library:
            print_status(library, settings, as_json=as_json)
        return
    if file is None:
        raise InputError("which file?", hint="citetrail link --remove refs.bib")
    path = _resolved(file)
    if remove:
        _let_go(settings, path)
        return
    with wiring.open_library(settings, create=True) as library:
        chosen = _link(library, path, " ".join(query or ()), everything=everything, own=own)
        choices = Choices(take.value if take else None, prune, everything)
        result = sync_file(library, chosen, choices, settings, dry_run=dry_run)
    _finish([result], allow_loss, dry_run=dry_run, as_json=as_json)


def _let_go(settings: Settings, path: Path) -> None:
    from citetrail.app import wiring
    from citetrail.cli.output import say
    from citetrail.errors import InputError

    with wiring.open_library(settings, create=True) as library:
        if not library.remove_link(path):
            raise InputError("is not linked", file=str(path), hint="citetrail link --status lists what is.")
    say(f"{path.name} is no longer linked; it and the library stay as they are")


def sync(
    settings: Settings,
    take: TAKE = None,
    prune: PRUNE = False,
    allow_loss: ALLOW_LOSS = False,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Bring every linked file and the library in step.

    See citetrail link.
    """
    from citetrail.app import wiring
    from citetrail.cli.linking import sync_file
    from citetrail.errors import InputError
    from citetrail.flows.linking import Choices

    with wiring.open_library(settings, create=True) as library:
        links = library.links()
        if not links:
            raise InputError("no file is linked", hint="citetrail link refs.bib")
        choices = Choices(take.value if take else None, prune)
        results = [sync_file(library, one, choices, settings, dry_run=dry_run) for one in links]
    _finish(results, allow_loss, dry_run=dry_run, as_json=as_json)


def _resolved(file: Path) -> Path:
    from citetrail.errors import InputError

    path = file.expanduser().resolve()
    if path.is_dir():
        raise InputError("is a folder", file=str(file), hint=f"Name a file in it: {file}/refs.bib")
    if path.suffix.lower() not in (".bib", ".bibtex", ".biblatex"):
        raise InputError("only BibTeX files can be linked", file=str(file), hint="Other formats: citetrail export.")
    if not path.parent.is_dir():
        raise InputError("no such folder", file=str(path.parent))
    return path


def _link(library: Library, path: Path, query: str, *, everything: bool, own: bool) -> Link:
    """The link of a file, with the works that are to be written into it if the person said so."""
    from citetrail.errors import InputError
    from citetrail.judging.query import parse_query
    from citetrail.library.linking import Link

    if sum((bool(query), everything, own)) > 1:
        raise InputError("--all, --own and a QUERY exclude each other")
    parse_query(query)
    known = library.link_of(path) or Link(str(path))
    if query or own or everything:
        return known._replace(query=None if own else query)
    return known


def _finish(results: Sequence[Synced], allow_loss: bool, *, dry_run: bool, as_json: bool) -> None:
    from citetrail.cli.linking import print_synced
    from citetrail.cli.output import print_json
    from citetrail.errors import EXIT_FINDINGS, EXIT_OK

    if as_json:
        files = [result._asdict() for result in results]
        print_json({"files": [{name: value for name, value in one.items() if name != "content"} for one in files]})
    else:
        for result in results:
            print_synced(result, dry_run=dry_run)
    damaged = any(problem.severity == "damaged" for result in results for problem in result.problems)
    lost = damaged or any(result.losses for result in results)
    has_conflicts = any(result.conflicts for result in results)
    raise typer.Exit(EXIT_FINDINGS if has_conflicts or (lost and not allow_loss) else EXIT_OK)
