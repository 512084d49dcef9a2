"""Which format a file is in: found out from its content; its name only settles what content leaves open."""

from __future__ import annotations

from collections.abc import Iterable

from citetrail.errors import InputError
from citetrail.model import Format

_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%pdf-", "a PDF"),
    (b"pk\x03\x04", "a zip file (or a Word or Excel document)"),
    (b"\x89png", "a picture"),
    (b"sqlite format 3", "an SQLite database"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
)


def find_format(content: bytes, name: str, formats: Iterable[Format]) -> Format:
    """The format whose `sniff` takes the content; where several do, the one with the name's ending, else the first.

    Only formats that can be read are looked at. Raises InputError for empty content and for what no format takes,
    saying what it looks like.
    """
    readable = [one for one in formats if one.read is not None]
    if not content.strip():
        raise InputError("the file is empty", file=name)
    fitting = [one for one in readable if one.sniff(content)]
    by_name = format_of_name(name, fitting) or next(iter(fitting), None)
    if by_name:
        return by_name
    named = format_of_name(name, readable)
    if named and not _looks_like_another(content):
        return named
    known = ", ".join(one.name for one in readable)
    raise InputError(_complaint(content), file=name, hint=f"formats that can be read: {known}")


def format_of_name(name: str, formats: Iterable[Format]) -> Format | None:
    """The first format with the file name's ending; None where none has it."""
    lowered = name.lower()
    return next((one for one in formats if any(lowered.endswith(ending) for ending in one.endings)), None)


def format_named(name: str, formats: Iterable[Format]) -> Format:
    """The format of that name (`ris`, `csl-json`), whatever its capitals. Raises InputError for an unknown one."""
    wanted = name.strip().lower().replace("_", "-").lstrip(".")
    table = list(formats)
    for one in table:
        if one.name == wanted or wanted == one.name.replace("-", ""):
            return one
    raise InputError(f"unknown format {name}", hint=f"formats: {', '.join(one.name for one in table)}")


def _looks_like_another(content: bytes) -> str | None:
    head = content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return next((what for start, what in _OTHERS if head.startswith(start)), None)


def _complaint(content: bytes) -> str:
    what = _looks_like_another(content)
    return f"this looks like {what}, not like a bibliography" if what else "no bibliography format fits this content"
