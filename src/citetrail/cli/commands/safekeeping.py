"""dump, load, backup, restore, init: a library that outlives its machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from citetrail.app.settings import Settings
from citetrail.cli.options import DryRunOption, JsonOption, YesOption, with_library

FOLDER = Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder of one text file per work.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(name="init")(init)
    app.command(name="dump")(with_library(dump))
    app.command(name="load")(with_library(load))
    app.command(name="backup")(with_library(backup))
    app.command(name="restore")(with_library(restore))


def init(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A project's folder.")] = Path(),
    as_json: JsonOption = False,
) -> None:
    """Make a library of this project's own.

    It is used by every command run in the folder or below it.
    """
    from citetrail.app import wiring
    from citetrail.app.settings import LIBRARY_FILE, PROJECT_FOLDER
    from citetrail.cli.output import answer
    from citetrail.errors import InputError
    from citetrail.library import Library

    path = folder / PROJECT_FOLDER / LIBRARY_FILE
    if path.exists():
        raise InputError("there is a library already", file=str(path))
    if not folder.is_dir():
        raise InputError("no such folder", file=str(folder))
    with Library.open(path, now=wiring.now, create=True):
        answer(as_json, f"made {path}", library=path)


def dump(settings: Settings, folder: FOLDER, as_json: JsonOption = False) -> None:
    """Write the library as text files.

    One file per work in a stable order, so that git shows what changed. `citetrail load` reads them back
    and loses nothing.
    """
    from citetrail.app import wiring
    from citetrail.cli.output import answer
    from citetrail.cli.showing import counted

    with wiring.open_library(settings) as library:
        count = library.dump(folder)
    answer(as_json, f"{counted(count, 'work')} written to {folder}", works=count, folder=folder)


def load(
    settings: Settings,
    folder: FOLDER,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    as_json: JsonOption = False,
) -> None:
    """Make the library what a dump says.

    Works that the dump does not have are removed. The change can be undone.
    """
    from citetrail.app import wiring
    from citetrail.cli.output import answer
    from citetrail.cli.rehearsing import agreed, rehearsed
    from citetrail.cli.showing import counted
    from citetrail.errors import InputError

    if not folder.is_dir():
        raise InputError("no such folder", file=str(folder))
    with wiring.open_library(settings, create=True) as library:
        before = library.count()
        if (
            before
            and not dry_run
            and not agreed(f"Make the library ({counted(before, 'work')}) what {folder} says?", yes=yes)
        ):
            answer(as_json, "nothing was changed", changed=0, before=before, after=before, dry_run=dry_run)
            return
        with rehearsed(library, dry_run):
            count, after = library.load(folder), library.count()
    would = "would be " if dry_run else ""
    text = f"{counted(count, 'work')} {would}changed; {counted(before, 'work')} before, {after:,} after"
    answer(as_json, text, changed=count, before=before, after=after, dry_run=dry_run)


def backup(
    settings: Settings,
    target: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write the copy.")],
    as_json: JsonOption = False,
) -> None:
    """Write a checked copy of the library.

    Others can go on working meanwhile. Copies of attached files go into a folder beside it; those that an earlier
    backup there has are not copied again.
    """
    from citetrail.app import wiring
    from citetrail.cli.output import answer
    from citetrail.cli.showing import counted
    from citetrail.errors import InputError

    if target.is_dir() or not target.absolute().parent.is_dir():
        what = "is a folder; name the file to write" if target.is_dir() else "its folder is not there"
        raise InputError(what, file=str(target))
    with wiring.open_library(settings) as library:
        count = library.backup(target)
    files = f", with {counted(count, 'more file')} beside it" if count else ""
    answer(as_json, f"written and checked: {target}{files}", file=target)


def restore(
    settings: Settings,
    at: Annotated[str, typer.Option("--at", metavar="TIME", help="2026-11-24 or 2026-11-24T10:30, in UTC.")],
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    as_json: JsonOption = False,
) -> None:
    """Make the library what it was at a time.

    This is a change like any other: `citetrail undo` takes it back.
    """
    from datetime import UTC, datetime

    from citetrail.app import wiring
    from citetrail.cli.output import answer
    from citetrail.cli.rehearsing import agreed, rehearsed
    from citetrail.cli.showing import counted
    from citetrail.errors import InputError

    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        raise InputError(f"{at!r} is no time", hint="Write it as 2026-11-24 or 2026-11-24T10:30.") from None
    with wiring.open_library(settings) as library:
        before = library.count()
        if not dry_run and not agreed(f"Make the library what it was at {at}?", yes=yes):
            answer(as_json, "nothing was changed", at=at, before=before, after=before, dry_run=dry_run)
            return
        with rehearsed(library, dry_run):
            library.restore_at(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
            after = library.count()
    says = "would be" if dry_run else "is"
    text = f"the library {says} as it was at {at}; {counted(before, 'work')} before, {after:,} after"
    answer(as_json, text, at=at, before=before, after=after, dry_run=dry_run)
