"""The documents room: bytes of any readable type to a Document with blocks, zones, links and its own description."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, cast

from citetrail.errors import InputError

if TYPE_CHECKING:
    from citetrail.model.documents import Document, Reader

SIZE_LIMIT = 100_000_000  # bytes

# The order matters: each reader takes what it knows for sure, plain text takes the rest.
_READERS = ("docx", "odt", "epub", "pdf", "jats", "html", "latex", "notebook", "org", "wikitext", "markdown", "text")


def read(data: bytes, name: str, readers: Sequence[Reader] = ()) -> Document:
    """The document that `data` is, whatever its type: found out by content, then by the ending of `name`.

    `readers` are asked before the built-in ones. Offsets count characters of `document.text`; findings are empty until
    `reading.find` has filled them. Raises InputError, with what to do, for empty, binary, damaged or too large input.
    """
    _refuse_unreadable(data, name)
    reader = next((reader for reader in readers if reader.sniff(data, name)), None)
    return (reader or _built_in(data, name)).read(data, name)


def _refuse_unreadable(data: bytes, name: str) -> None:
    if not data.strip():
        raise InputError("the file is empty", file=name, hint="give a text, Markdown, HTML, Word or PDF document")
    if len(data) > SIZE_LIMIT:
        raise InputError(
            f"the file has {len(data) // 1_000_000} MB, more than the {SIZE_LIMIT // 1_000_000} MB that are read",
            file=name,
            hint="give the part you want to trace",
        )


def _built_in(data: bytes, name: str) -> Reader:
    for module in _READERS:
        reader = cast("Reader", import_module(f"{__name__}.{module}").READER)
        if reader.sniff(data, name):
            return reader
    raise InputError("no reader knows this type of file", file=name, hint="save it as text, HTML or PDF")
