"""EPUB books: the chapters in reading order, read as one web page (https://www.w3.org/TR/epub-33/)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from citetrail.documents import html
from citetrail.documents.parts.archives import Archive
from citetrail.errors import InputError
from citetrail.model.documents import Document, Reader

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINER = "META-INF/container.xml"
_MIMETYPE = b"mimetypeapplication/epub+zip"
_WHOM_TO_WRITE = re.compile(r"\s*\*|\s*\bE-?mail\b", re.IGNORECASE)  # stands behind a name that is written to
_META_NAMES = {"title": "citation_title", "creator": "citation_author", "date": "citation_date", "language": "language"}


def read(data: bytes, name: str) -> Document:
    """The document; title, authors and date are those of the package. Raises InputError for books under lock."""
    archive = Archive(data, name)
    package, folder = _package(archive, name)
    metas = "".join(_metas(package))
    chapters = "".join(_chapters(archive, package, folder))
    if not chapters:
        raise InputError(
            "there is no readable chapter in this EPUB", file=name, hint="a book under lock cannot be read"
        )
    page = f"<!DOCTYPE html><html><head><meta charset='utf-8'>{metas}</head><body>{chapters}</body></html>"
    return html.read(page.encode(), name).model_copy(update={"media_type": "other"})


def _package(archive: Archive, name: str) -> tuple[_Element, str]:
    """The package document, and the folder that its paths start from."""
    container = archive.xml(_CONTAINER)
    root_file = next(container.iter("{*}rootfile"), None) if container is not None else None
    path = str(root_file.get("full-path", "")) if root_file is not None else ""
    package = archive.xml(path)
    if package is None:
        raise InputError("this zip archive is no EPUB: it names no package", file=name, hint="save the book again")
    return package, dirname(path)


def _metas(package: _Element) -> Iterator[str]:
    """What the package says of the book, in the words that scholarly pages use for it."""
    for node in package.iter("{http://purl.org/dc/elements/1.1/}*"):
        meta_name = _META_NAMES.get(str(node.tag).rpartition("}")[2])
        content = _WHOM_TO_WRITE.split(" ".join("".join(map(str, node.itertext())).split()))[0]
        if meta_name and content:
            yield f'<meta name="{meta_name}" content="{escape(content)}">'


def _chapters(archive: Archive, package: _Element, folder: str) -> Iterator[str]:
    """The bodies of the pages of the spine; the table of contents is left out."""
    from lxml import etree

    items = {str(item.get("id")): item for item in package.iter("{*}item")}
    for place in package.iter("{*}itemref"):
        item = items.get(str(place.get("idref")))
        if item is None or "nav" in str(item.get("properties", "")).split():
            continue
        chapter = archive.xml(normpath(join(folder, unquote(str(item.get("href", ""))))))
        body = next(chapter.iter("{*}body"), None) if chapter is not None else None
        for child in body if body is not None else ():
            yield etree.tostring(_bare(child), encoding="unicode", method="html")


def _bare(element: _Element) -> _Element:
    """The element with the names of its tags free of name spaces, as HTML has them."""
    for node in element.iter("{*}*"):
        node.tag = str(node.tag).rpartition("}")[2]
    return element


def _is_epub(data: bytes, _name: str) -> bool:
    return data[:4] == b"PK\x03\x04" and _MIMETYPE in data[:200]


READER = Reader("epub", (".epub",), _is_epub, read)
