"""What `import` reads: another program's library or its export, found out from what lies at a place or said."""

from __future__ import annotations

from pathlib import Path, PurePath, PureWindowsPath
from typing import TYPE_CHECKING

from citetrail.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citetrail.importers.reading import Foreign
    from citetrail.model.formats import Bibliography, Loss, Passage

MOST_LOSSES_SHOWN = 50
# Where these programs keep a library unless told otherwise, and what their exports look like.
FOLDERS = {"zotero": ("Zotero", "Documents/Zotero"), "papis": ("Documents/papers", "papers")}
EXPORTS = {
    "jabref": "a .bib file", "mendeley": "a .bib, .ris or .xml export", "endnote": "an .xml, .ris or .enw export",
    "file": "a bibliography file",
}  # fmt: skip


def foreign_library(place: Path | None, program: str | None) -> Foreign:
    """The library of another program at a place. Raises InputError where there is none that can be read."""
    place = place.expanduser() if place else _usual_place(program)
    if not place.exists():
        raise InputError("no such file or folder", file=str(place))
    program = program or _program_of(place)
    if program == "zotero" and not _is_export(place):
        from citetrail.importers import zotero

        return zotero.read(place)
    if program == "papis":
        from citetrail.importers import papis

        return papis.read(place.resolve())
    return _from_file(place, program)


def _usual_place(program: str | None) -> Path:
    for name in FOLDERS.get(program or "", ()):
        if (Path.home() / name).is_dir():
            return Path.home() / name
    where = EXPORTS.get(program or "", "its folder")
    raise InputError(
        "what shall be imported?", hint=f"Name {where}: citetrail import --from {program or 'zotero'} PATH"
    )


def _program_of(place: Path) -> str:
    """Whose library lies there; a file counts as an export of any program."""
    if place.is_file():
        return "zotero" if place.suffix == ".sqlite" else "file"
    if (place / "zotero.sqlite").is_file():
        return "zotero"
    if next(place.rglob("info.yaml"), None) is not None:
        return "papis"
    raise InputError(
        "holds no library of a program that is known here", file=str(place), hint="Say which: --from zotero or papis."
    )


def _is_export(place: Path) -> bool:
    return place.is_file() and place.suffix.lower() in (".json", ".rdf", ".ris", ".bib", ".xml")


def _from_file(place: Path, program: str) -> Foreign:
    from citetrail.app import wiring
    from citetrail.cli.inputs import read_file
    from citetrail.formats.finding import find_format
    from citetrail.importers.reading import Foreign

    if place.is_dir():
        raise InputError("is a folder", file=str(place), hint=f"Name {EXPORTS.get(program, 'a file')}.")
    data = read_file(place, str(place))
    form = find_format(data, place.name, wiring.formats_for_file(data, place.name))
    assert form.read is not None, "only readable formats are found"
    bibliography = form.read(data, str(place))
    tell_beside(bibliography.passages, str(place))
    return Foreign(with_absolute_files(bibliography, place))


def with_absolute_files(bibliography: Bibliography, file: Path) -> Bibliography:
    """The entries with the files they name as absolute paths: relative ones begin where the bibliography file lies."""
    if not any(entry.files for entry in bibliography.entries):
        return bibliography
    folder = file.expanduser().resolve().parent
    entries = tuple(
        entry.model_copy(update={"files": tuple(_absolute(path, folder) for path in entry.files)})
        if entry.files
        else entry
        for entry in bibliography.entries
    )
    return bibliography.model_copy(update={"entries": entries})


def _absolute(path: str, folder: Path) -> str:
    if "://" in path or path.startswith("~") or PurePath(path).is_absolute() or PureWindowsPath(path).is_absolute():
        return path
    return str(folder / path)


def tell_beside(passages: Sequence[Passage], name: str) -> None:
    """Say on stderr what a file holds beside its entries, as a library keeps works and nothing else."""
    from citetrail.cli.output import tell

    kinds = [passage.kind for passage in passages if passage.kind != "unused macro"]
    if kinds:
        counts = ", ".join(f"{kinds.count(kind):,} {kind}" for kind in dict.fromkeys(kinds))
        tell(f"{name}: what is no entry stays in the file alone: {counts}")


def tell_losses_of_import(losses: Sequence[Loss], left_out: Sequence[str]) -> None:
    """Say on stderr what had no place in the library, and what was left out as a whole."""
    from citetrail.cli.output import shorten, tell

    for loss in losses[:MOST_LOSSES_SHOWN]:
        tell(f"no place for {loss.field} of {loss.key or 'an entry without a name'}: {shorten(loss.value, 80)}")
    if len(losses) > MOST_LOSSES_SHOWN:
        tell(f"… and {len(losses) - MOST_LOSSES_SHOWN} more (--json lists all)")
    if left_out:
        tell(f"left out: {', '.join(left_out)}")
