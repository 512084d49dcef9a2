"""Style and locale XML as a light tree of nodes, without namespaces, comments or blank text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from citetrail.errors import InputError

DEEPEST = 100  # the deepest of the styles that come along has 19
DOCTYPE = re.compile(r"<!DOCTYPE\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Node:
    """One element: its local name, attributes, child elements and own text."""

    tag: str
    attrs: dict[str, str]
    children: tuple[Node, ...]
    text: str

    def get(self, name: str, default: str = "") -> str:
        """The attribute's value, or `default`."""
        return self.attrs.get(name, default)

    def child(self, tag: str) -> Node | None:
        """The first child element called `tag`."""
        return next((child for child in self.children if child.tag == tag), None)

    def all(self, tag: str) -> tuple[Node, ...]:
        """The child elements called `tag`, in order."""
        return tuple(child for child in self.children if child.tag == tag)


def parse(xml: str | bytes, name: str = "style") -> Node:
    """The tree of an XML text.

    Raises InputError with line and column where the text is not well-formed, and for a document type
    declaration (styles have none, and entity definitions are a way to exhaust memory).
    """
    head = xml[:2000] if isinstance(xml, str) else xml[:2000].decode("utf-8", "replace")
    if DOCTYPE.search(head):
        raise InputError(f"{name}: a style must not contain a document type declaration (<!DOCTYPE)")
    try:
        return node_from_element(ET.fromstring(xml))
    except ET.ParseError as error:
        line, column = error.position
        raise InputError(f"{name}:{line}:{column + 1}: not well-formed XML ({error})") from error


def node_from_element(element: ET.Element, depth: int = 0) -> Node:
    """An ElementTree element as a Node; namespaces are dropped, `xml:lang` becomes `lang`.

    Raises InputError for elements in elements in elements, deeper than any style has them.
    """
    if depth > DEEPEST:
        raise InputError(f"a style must not have elements more than {DEEPEST} deep in each other")
    attrs = {key.rpartition("}")[2]: value for key, value in element.items()}
    children = tuple(node_from_element(child, depth + 1) for child in element if isinstance(child.tag, str))
    text = element.text or ""
    return Node(element.tag.rpartition("}")[2], attrs, children, text)
