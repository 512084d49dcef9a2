"""import: another program's library, with what its reader added."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citetrail.app.settings import Settings
from citetrail.cli.options import DryRunOption, JsonOption, with_library

if TYPE_CHECKING:
    from citetrail.flows.add import Added
    from citetrail.importers.reading import Foreign
    from citetrail.library import Library


class Program(StrEnum):
    """Whose library it is."""

    zotero = "zotero"
    papis = "papis"
    jabref = "jabref"
    mendeley = "mendeley"
    endnote = "endnote"
    file = "file"


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(name="import")(with_library(import_library))


def import_library(
    settings: Settings,
    places: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH…", help="A folder, database or export; found out what it is.", show_default=False),
    ] = None,
    program: Annotated[Program | None, typer.Option("--from", help="Whose library.", show_default=False)] = None,
    tag: Annotated[
        list[str] | None, typer.Option(metavar="TAG", help="Tag what is imported.", show_default=False)
    ] = None,
    copy: Annotated[bool, typer.Option("--copy-files", help="Copy attached files beside the library.")] = False,
    allow_loss: Annotated[
        bool, typer.Option("--allow-loss", help="Exit 0 even if something had no place or could not be read.")
    ] = False,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Take over the library of another program.

    citetrail import --from zotero ~/Zotero reads a copy of Zotero's database, so that Zotero may stay open; also its
    Better BibTeX JSON, a papis folder, JabRef's .bib, and what Mendeley and EndNote export. Tags, notes, marked
    passages, attached files and collections (as tags below one another) are kept; what has no place is told.
    Nothing of the other program is changed, and importing again adds only what is new.
    """
    from citetrail.app import wiring
    from citetrail.cli.importing import foreign_library
    from citetrail.errors import EXIT_FINDINGS

    chosen: list[Path | None] = list(places or []) or [None]
    foreign = [(place, foreign_library(place, program.value if program else None)) for place in chosen]
    with (
        wiring.open_library(settings, create=True) as library,
        library.step(f"import {' '.join(map(str, places or (program or 'library',)))}"[:200]),
    ):
        results = [
            (place, one, _stored(settings, library, place, one, tuple(tag or ()), dry_run=dry_run))
            for place, one in foreign
        ]
        if copy and not dry_run:
            _copy_files(library, [added for *_, added in results])
    added = [single for *_, stored in results for single in stored]
    _report([one for _, one, _ in results], added, as_json=as_json)
    is_lossy = any(one.losses or one.left_out for _, one, _ in results) or any(one.outcome == "failed" for one in added)
    if is_lossy and not allow_loss:
        raise typer.Exit(EXIT_FINDINGS)


def _stored(
    settings: Settings, library: Library, place: Path | None, foreign: Foreign, tags: tuple[str, ...], *, dry_run: bool
) -> list[Added]:
    from citetrail.app import wiring
    from citetrail.cli.progress import ProgressLine
    from citetrail.cli.rehearsing import rehearsed
    from citetrail.flows.importing import import_bibliography
    from citetrail.model.formats import Bibliography

    entries = tuple(
        entry.model_copy(update={"tags": tuple(dict.fromkeys((*entry.tags, *tags)))}) if tags else entry
        for entry in foreign.bibliography.entries
    )
    bibliography = Bibliography(entries=entries, problems=foreign.bibliography.problems)
    name = str(place) if place else "another program"
    with ProgressLine("entries", len(entries)) as line, rehearsed(library, dry_run):
        return list(
            import_bibliography(
                library,
                bibliography,
                name,
                wiring.now(),
                lambda description, taken: wiring.make_key(settings, description, taken),
                after_batch=line.reach,
            )
        )


def _copy_files(library: Library, added: list[list[Added]]) -> None:
    """Turn links to files that are there into copies in the library's own folder."""
    from citetrail.cli.output import tell

    works = {one.work.key: one.work for stored in added for one in stored if one.work}
    for key in works:
        work = library.resolve(key)
        for file in work.attachments if work else ():
            if file.sha256 is not None or file.path is None or file.id is None or work is None:
                continue
            if not Path(file.path).is_file():
                tell(f"{key}: there is no file {file.path}")
                continue
            library.attach_copy(work.stored_id, Path(file.path), media_type=file.media_type)
            library.detach(file.id)


def _report(foreign: list[Foreign], added: list[Added], *, as_json: bool) -> None:
    from citetrail.cli.adding import print_added
    from citetrail.cli.importing import tell_losses_of_import
    from citetrail.cli.output import print_json, tell

    losses = [loss for one in foreign for loss in one.losses]
    left_out = [words for one in foreign for words in one.left_out]
    told = [problem for one in foreign for problem in one.bibliography.problems if problem.severity != "damaged"]
    if as_json:
        print_json({"added": added, "losses": losses, "left_out": left_out, "told": told})
        return
    for problem in told:
        tell(f"{problem.place}: {problem.message}")
    tell_losses_of_import(losses, left_out)
    print_added(added)
