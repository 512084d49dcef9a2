"""Linked files: read, brought in step with the library, written whole, and told about."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from citetrail.cli.output import paint, print_json, say, tell, tell_losses
from citetrail.cli.showing import any_value_text, counted
from citetrail.errors import CitetrailError, InputError

if TYPE_CHECKING:
    from citetrail.app.settings import Settings
    from citetrail.flows.linking import Choices, Conflict, Moved, Synced
    from citetrail.library import Library
    from citetrail.library.linking import Link
    from citetrail.model.descriptions import Description

MARKS = {"added": ("+", "green"), "changed": ("~", "cyan"), "removed": ("-", "red"), "renamed": (">", "cyan"),
         "left-out": ("·", "dim")}  # fmt: skip
WORDS = {"added": "added to", "changed": "changed in", "removed": "removed from", "renamed": "renamed in",
         "left-out": "missing in"}  # fmt: skip
MOST_SHOWN = 40


class _OnlyTriedError(Exception):
    """Ends a change that was only tried, so that the library takes it back."""


def sync_file(library: Library, link: Link, choices: Choices, settings: Settings, *, dry_run: bool) -> Synced:
    """Bring one file and the library in step as one change: the file is written before the library's change counts.

    Raises InputError if the file cannot be read or written, or was changed by somebody else meanwhile.
    """
    result: Synced | None = None
    try:
        with library.change(f"link {Path(link.path).name}"):
            result = _synced(library, link, choices, settings, dry_run=dry_run)
            if dry_run:
                raise _OnlyTriedError
    except _OnlyTriedError:
        pass
    assert result is not None
    return result


def _synced(library: Library, link: Link, choices: Choices, settings: Settings, *, dry_run: bool) -> Synced:
    from citetrail.app import wiring
    from citetrail.cli.files import write_bytes_whole
    from citetrail.flows.linking import sync

    path = Path(link.path)
    content = _bytes_of(path)

    def make_key(description: Description, taken: Container[str]) -> str:
        return wiring.make_key(settings, description, taken)

    result = sync(library, link, content or b"", wiring.now(), make_key=make_key, choices=choices)
    if content is None and result.content is None:
        raise InputError("no such file, and the library has no work to write into it", file=link.path)
    if result.content is not None and not dry_run:
        if _bytes_of(path) != content:
            raise InputError("was changed while it was read; nothing was done", file=link.path, hint="Run it again.")
        write_bytes_whole(path, result.content)
    return result


def _bytes_of(path: Path) -> bytes | None:
    """The file's bytes; None if there is no file."""
    from citetrail.cli.inputs import read_file

    if not path.exists():
        return None
    return read_file(path, str(path)) if path.stat().st_size else b""


class Status(NamedTuple):
    """A linked file, and what the next run would do; `problem` where it cannot be done."""

    path: str
    query: str | None
    synced_at: str | None
    entries: int
    waiting: int | None = None
    conflicts: int | None = None
    problem: str | None = None

    def line(self) -> str:
        """As people read it."""
        works = {None: "own works only", "": "all works"}.get(self.query, f"works that match {self.query}")
        state = self.problem or f"{self.waiting} waiting, {self.conflicts} in conflict"
        when = (self.synced_at or "never")[:16].replace("T", " ")
        return f"{self.path}  {counted(self.entries, 'entry')}, {works}; last in step {when}; {state}"


def print_status(library: Library, settings: Settings, *, as_json: bool) -> None:
    """The linked files, and what the next run would do about each."""
    rows = [_status(library, link, settings) for link in library.links()]
    if as_json:
        print_json({"links": rows})
    elif not rows:
        say("no file is linked (citetrail link refs.bib)")
    else:
        for row in rows:
            say(row.line())


def _status(library: Library, link: Link, settings: Settings) -> Status:
    from citetrail.flows.linking import Choices

    status = Status(link.path, link.query, link.synced_at, link.entries)
    try:
        result = sync_file(library, link, Choices(), settings, dry_run=True)
    except CitetrailError as error:
        return status._replace(problem=error.message if isinstance(error, InputError) else str(error))
    return status._replace(waiting=len(result.moves), conflicts=len(result.conflicts))


def print_synced(result: Synced, *, dry_run: bool) -> None:
    """What went where, the conflicts with all three values, and one line that sums up."""
    name = Path(result.path).name
    for problem in result.problems:
        if problem.severity == "damaged":
            tell(f"{problem.place}: {problem.message}")
    if result.left_alone:
        tell(f"{name}: {counted(result.left_alone, 'entry')} without a key of their own left alone")
    for move in result.moves[:MOST_SHOWN]:
        _print_move(move, name)
    if len(result.moves) > MOST_SHOWN:
        say(f"… and {len(result.moves) - MOST_SHOWN} more")
    for conflict in result.conflicts:
        _print_conflict(conflict)
    tell_losses(result.losses, name)
    say(f"{'would be: ' if dry_run else ''}{name}: {_summary(result)}")


def _print_move(move: Moved, name: str) -> None:
    mark, colour = MARKS[move.what]
    where = f"{name}:" if move.to == "file" else "library:"
    told = ", ".join(field.replace("_", " ") for field in move.fields) or move.note
    say(f"{paint(mark, colour, 'bold')} {where} {move.key}  {told}".rstrip())


def _print_conflict(conflict: Conflict) -> None:
    if conflict.field is None:
        sides = f"{conflict.in_file} in the file, {conflict.in_library} in the library"
        say(f"{paint('!', 'yellow', 'bold')} {conflict.place}: {conflict.key}: {sides}")
        return
    say(f"{paint('!', 'yellow', 'bold')} {conflict.place}: {conflict.key}: {conflict.field.replace('_', ' ')}")
    for label, value in (("was", conflict.before), ("file", conflict.in_file), ("library", conflict.in_library)):
        say(f"    {label:<8} {any_value_text(value)}")


def _summary(result: Synced) -> str:
    counts = [
        f"{sum(move.to == side and move.what == what for move in result.moves):,} {WORDS[what]} the {side}"
        for side in ("library", "file")
        for what in MARKS
        if any(move.to == side and move.what == what for move in result.moves)
    ]
    if result.conflicts:
        counts.append(f"{counted(len(result.conflicts), 'conflict')} (settle with --take file or --take library)")
    return f"{counted(result.entries, 'entry')}, {', '.join(counts) or 'in step'}"
