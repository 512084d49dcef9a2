"""Bytes of a web page to its element tree, whatever its encoding, damage or depth."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from citetrail.documents.parts.encodings import text_from_bytes
from citetrail.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]+)")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Page(NamedTuple):
    """The root element of a page, and what was odd about its bytes."""

    root: _Element
    warnings: tuple[str, ...]


def page_from_bytes(data: bytes, name: str) -> Page:
    """The tree; raises InputError if there is no element at all in it."""
    from lxml import etree

    head = data[:8192]
    declared = _CHARSET.search(head) or _XML_ENCODING.search(head)
    decoded = text_from_bytes(data, name, declared[1].decode("ascii") if declared else None)
    text = _CONTROL.sub(" ", _XML_DECLARATION.sub("", decoded.text))
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.ParserError as error:
        raise InputError(f"this page cannot be parsed: {error}", file=name, hint="save the page again") from error
    except etree.XMLSyntaxError as error:
        raise InputError(f"this page cannot be parsed: {error}", file=name, hint="save the page again") from error
    if root is None:
        raise InputError("this page has no content", file=name, hint="save the page again from the browser")
    return Page(root, decoded.warnings)
