"""Reading XML replies: parsed without entities or network, addressed by child names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citetrail.errors import BadAnswer
from citetrail.model import squeeze
from citetrail.net import Response

if TYPE_CHECKING:
    from lxml.etree import _Element


def root_from_xml(provider: str, response: Response) -> _Element:
    """The root element. Raises BadAnswer for broken XML."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)
    try:
        root = etree.fromstring(response.body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadAnswer(provider, f"sent broken XML ({error})", url=response.url) from error
    if root is None:
        raise BadAnswer(provider, "sent empty XML", url=response.url)
    return root


def children(element: _Element | None, path: str) -> list[_Element]:
    """The elements at a path of child names, in order."""
    return [] if element is None else list(element.findall(path))


def child_text(element: _Element | None, path: str) -> str | None:
    """The words of the first element at a path, tags dropped; None when it is missing or empty."""
    found = None if element is None else element.find(path)
    return None if found is None else inner_text(found)


def inner_text(element: _Element) -> str | None:
    """The words of an element with all its children."""
    return squeeze("".join(str(part) for part in element.itertext())) or None


def inner_xml(element: _Element | None) -> str | None:
    """What stands between the tags of an element, inline markup included."""
    if element is None:
        return None
    from lxml import etree

    parts = [element.text or ""]
    parts += [etree.tostring(child, encoding="unicode") for child in element]
    return "".join(parts) or None
