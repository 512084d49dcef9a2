"""What an argument is - a file, an identifier, a pasted citation, standard input - found out, not asked for."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from citetrail.errors import InputError

if TYPE_CHECKING:
    from citetrail.model.identifiers import Identifier

MAX_BYTES = 100 * 1024 * 1024
LONGEST_SHOWN = 300
_LOOKS_LIKE_FILE = re.compile(r"^[^\s\"“]+\.[A-Za-z0-9]{1,8}$|^\.{0,2}/|^~/")


class FileInput(NamedTuple):
    """Bytes somebody gave, with the name to show for them."""

    name: str
    data: bytes


class IdentifierInput(NamedTuple):
    """An identifier, and how it was written."""

    identifier: Identifier
    written: str


class CitationInput(NamedTuple):
    """Words that describe one work or several."""

    text: str


Input = FileInput | IdentifierInput | CitationInput


def input_from_argument(argument: str) -> Input:
    """What one argument means. Raises InputError for a file that is not there, a folder, or nothing at all."""
    if argument == "-":
        return input_from_bytes(standard_input(), "-")
    path = Path(argument).expanduser()
    if argument.strip() and _exists(path):
        name = as_text(argument)
        return FileInput(name, read_file(path, name))
    return _input_from_words(argument)


def input_from_bytes(data: bytes, name: str) -> Input:
    """Standard input: one line that is an identifier counts as that, everything else as a text."""
    from citetrail.model.identifiers import identifier_from_text

    if len(data) < 500 and data.count(b"\n") <= 1:
        text = data.decode("utf-8", errors="replace").strip()
        if identifier := identifier_from_text(text):
            return IdentifierInput(identifier, text)
    if not data.strip():
        raise InputError("standard input is empty", file=name)
    return FileInput(name, data)


def _input_from_words(argument: str) -> Input:
    from citetrail.model.identifiers import identifier_from_text

    words = argument.strip()
    if identifier := identifier_from_text(words):
        return IdentifierInput(identifier, words)
    if not words:
        raise InputError("an empty argument", hint="Give a file, an identifier such as a DOI, or a citation in quotes.")
    if _LOOKS_LIKE_FILE.match(words):
        raise InputError("no such file", file=_short(words), hint=_near_file(words))
    if re.match(r"^(?:https?://doi\.org/|doi:\s*|10\.)", words, re.IGNORECASE):
        raise InputError(f"{_short(words)!r} is not a DOI", hint="A DOI looks like 10.1037/a0023861.")
    if len(words.split()) < 3:
        raise InputError(
            f"{_short(words)!r} is no file here, no identifier and too short for a citation",
            hint="Give a file, a DOI, PMID, PMCID, arXiv id, ISBN or address, or a whole citation in quotes.",
        )
    return CitationInput(words)


def as_text(argument: str) -> str:
    """An argument as text that can be stored and shown: the name of a file need not be UTF-8."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_SHOWN else words[: LONGEST_SHOWN - 1] + "…"


def _near_file(name: str) -> str | None:
    """A file of almost the same name in the same folder, as a suggestion."""
    import difflib

    folder = Path(name).expanduser().parent
    try:
        names = [path.name for path in folder.iterdir()]
    except OSError:
        return None
    near = difflib.get_close_matches(Path(name).name, names, n=1)
    return f"Did you mean {folder / near[0]}?" if near else None


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # longer than a file name may be: a citation
        return False


def read_file(path: Path, name: str) -> bytes:
    """The bytes of a file. Raises InputError for folders, unreadable, empty and oversized files."""
    if path.is_dir():
        raise InputError("is a folder", file=name, hint=f"Name the files in it: {name.rstrip('/')}/*")
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            is_bibtex = path.suffix.lower() in (".bib", ".bibtex")
            hint = "citetrail add reads large BibTeX files in pieces." if is_bibtex else "Split it, or give a part."
            raise InputError(f"is larger than {MAX_BYTES // 1024 // 1024} MB", file=name, hint=hint)
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", file=name) from None
    if not data:
        raise InputError("is empty", file=name)
    return data


def standard_input() -> bytes:
    """Everything on standard input. Raises InputError for more than 100 MB, and if it is closed."""
    if sys.stdin is None:
        raise InputError("standard input is closed", file="-", hint="Name a file, or send a text in.")
    if sys.stdin.isatty():
        sys.stderr.write("Reading from the keyboard; end with Ctrl-D.\n")
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(f"is larger than {MAX_BYTES // 1024 // 1024} MB", file="-")
    return data


def is_interactive() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty() and not os.environ.get("CI")
