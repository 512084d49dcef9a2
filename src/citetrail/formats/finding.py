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
    (b"\\documentclass", "a LaTeX manuscript"),
    (b"\\begin{thebibliography}", "a reference list that BibTeX made (.bbl)"),
    (b"\\relax", "the notes of a LaTeX run (.aux)"),
    (b"<?xml", "XML of another kind"),
    (b"{", "JSON of another kind"),
    (b"[", "JSON of another kind"),
)
_MANUSCRIPTS = ("a LaTeX manuscript", "a reference list that BibTeX made (.bbl)", "the notes of a LaTeX run (.aux)")


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
    named = _only_format_of_name(name, readable)
    if named and not _looks_like_another(content):
        return named
    raise InputError(_complaint(content), file=name, hint=_hint(content, readable))


def _only_format_of_name(name: str, formats: Iterable[Format]) -> Format | None:
    """The format that an ending names alone, `.ris`; None for those of many formats, `.xml` and `.json`."""
    named = [one for one in formats if any(name.lower().endswith(ending) for ending in one.endings)]
    is_one = len(named) == 1 or {one.name for one in named} == {"bibtex", "biblatex"}
    return named[0] if named and is_one else None


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


def _hint(content: bytes, readable: Iterable[Format]) -> str:
    if _looks_like_another(content) in _MANUSCRIPTS:
        return "citetrail export --for FILE writes what a manuscript cites, citetrail check FILE checks its references."
    return f"formats that can be read: {', '.join(one.name for one in readable)}"


def _complaint(content: bytes) -> str:
    what = _looks_like_another(content)
    return f"this looks like {what}, not like a bibliography" if what else "no bibliography format fits this content"
