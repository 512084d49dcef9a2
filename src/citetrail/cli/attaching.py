"""How attached files are named, listed and opened."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from citetrail.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citetrail.app.settings import Settings
    from citetrail.flows.attaching import FileText
    from citetrail.library import Library
    from citetrail.model.works import Attachment, Work


def name_for(settings: Settings, work: Work, given: str) -> str:
    """The name of a file of this work by the person's template, with the ending it has; unlike its other files'."""
    from citetrail.judging.file_names import file_name

    ending = Path(given).suffix.lower()
    taken = {one.name.casefold() for one in work.attachments}
    name = file_name(work.description, work.key, settings.file_name, ending)
    number = 2
    while name.casefold() in taken:
        name = file_name(work.description, work.key, f"{settings.file_name} {number}", ending)
        number += 1
    return name


def attachment_named(work: Work, name: str | None) -> Attachment:
    """The attached file of that number or name, or the only one. Raises InputError if there is none or several."""
    files = work.attachments
    if not files:
        raise InputError(
            f"{work.key} has no file", hint=f"citetrail attach {work.key} FILE, or citetrail fetch {work.key}"
        )
    chosen = [one for one in files if name is None or name in (str(one.id), one.name, one.path, one.url)]
    if len(chosen) == 1:
        return chosen[0]
    listed = ", ".join(f"{one.id} {one.name}" for one in files)
    said = f"{work.key} has no file {name!r}" if not chosen else f"{work.key} has several files"
    raise InputError(said, hint=f"Say which: {listed}.")


def size_text(size: int | None) -> str:
    """`1.2 MB`; empty if unknown."""
    if size is None:
        return ""
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{size / 1000:.1f} kB" if size >= 1000 else f"{size} B"


class Attached(NamedTuple):
    """What was attached: the file as it was named, the attachment, and its text; None for an address only noted."""

    given: str
    attachment: Attachment
    read: FileText | None = None

    def told(self) -> str:
        """In words."""
        if self.read is None:
            return f"{self.given} noted (citetrail fetch gets free copies)"
        return told_of(self.attachment, self.read)

    def as_dict(self) -> dict[str, object]:
        """For programs: `words` is null where no text was read, and `why_not` says why."""
        read = self.read
        words = read.words if read is not None and read.text is not None else None
        return {"given": self.given, "file": self.attachment, "words": words, "why_not": read.why_not if read else ""}


def told_of(attachment: Attachment, read: FileText) -> str:
    """`smith2010.pdf (copied, 1.2 MB, 5,300 words)`."""
    how = "copied" if attachment.sha256 else "linked"
    words = f"{read.words:,} words" if read.text is not None else f"no text: {read.why_not}"
    return f"{attachment.name} ({', '.join(filter(None, (how, size_text(attachment.size_bytes), words)))})"


def place_of(library: Library, attachment: Attachment) -> str:
    """Where an attached file is: a path or an address."""
    path = library.file_of(attachment)
    return str(path) if path is not None else attachment.url or ""


def is_missing(library: Library, attachment: Attachment) -> bool:
    """Whether the file is not where it should be."""
    path = library.file_of(attachment)
    return path is not None and not path.is_file()


def open_place(place: str) -> None:
    """Open a file or address with what the person uses for it. Raises InputError where nothing can be run."""
    command = _opener()
    try:
        subprocess.Popen(
            [*command, place], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        hint = f"It is at {place}; $CITETRAIL_OPENER names a program to open files with."
        raise InputError(f"{command[0]!r} cannot be run: {error.strerror}", hint=hint) from None


def _opener() -> Sequence[str]:
    chosen = os.environ.get("CITETRAIL_OPENER")
    if chosen:
        return shlex.split(chosen)
    return {"darwin": ["open"], "win32": ["cmd", "/c", "start", ""]}.get(sys.platform, ["xdg-open"])
