"""Boxes inside or beside an article that only their heading names: `Read this next`, `From our sponsor`, `Reacties`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from citetrail.documents.parts.vocabulary import is_box_heading, is_comments_heading

if TYPE_CHECKING:
    from lxml.etree import _Element

    from citetrail.model.documents import Zone

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_HEADING_LIKE = _HEADINGS | {"strong", "b", "p", "div", "span", "summary", "legend"}
_INLINE = frozenset(("strong", "b", "span"))
_SHORTEST = 3
_LONGEST = 120  # characters of a heading
_LARGEST_SHARE = 0.4  # of the page's text: a box is smaller
_WRAPPERS = 3  # around a heading alone


def zones_by_heading(
    elements: Sequence[_Element], size: Mapping[_Element, int], known: Mapping[_Element, Zone], whole: int
) -> dict[_Element, Zone]:
    """The zone of each container that begins with a heading of boilerplate or comments and holds more than that."""
    zones: dict[_Element, Zone] = {}
    for element in elements:
        if element.tag not in _HEADING_LIKE or size[element] > _LONGEST:
            continue
        if element.tag in _INLINE:
            box = _box_of_inline(element, size)
        else:
            box = _box_of(element, size) if size[element] > _SHORTEST else None
        if box is None or box in known:
            continue
        text = " ".join("".join(map(str, element.itertext())).split())
        zone = _zone_of_heading(text, is_marked=element.tag in _HEADINGS)
        if zone and size[box] <= _limit(zone, whole):
            zones[box] = zone
    return zones


def _zone_of_heading(text: str, *, is_marked: bool) -> Zone | None:
    if is_box_heading(text):
        return "boilerplate"
    return "comments" if is_marked and is_comments_heading(text) else None


def _limit(zone: Zone, whole: int) -> float:
    """Threads of comments may be longer than the article."""
    return whole * (0.9 if zone == "comments" else _LARGEST_SHARE)


def _box_of_inline(heading: _Element, size: Mapping[_Element, int]) -> _Element | None:
    """The same for `<div><strong>Read also</strong><a>…</a></div>`; a paragraph that begins so is no box."""
    parent = heading.getparent()
    if parent is None or parent.tag not in ("div", "section", "aside", "li", "td"):
        return None
    if heading.getprevious() is not None or (parent.text or "").strip() or (heading.tail or "").strip():
        return _box_of(heading, size) if size[heading] > _SHORTEST else None
    is_alone = heading.getnext() is None
    return _box_of(parent, size) if is_alone else parent


def _box_of(heading: _Element, size: Mapping[_Element, int]) -> _Element | None:
    """The container that begins with the heading and goes on behind it; None if the heading stands among others."""
    node = heading
    for _ in range(_WRAPPERS):
        parent = node.getparent()
        if parent is None or parent.tag in ("body", "html", "main", "article") or _has_text_before(node, size):
            return None
        if size.get(parent, 0) > size[node]:
            return parent
        node = parent
    return None


def _has_text_before(node: _Element, size: Mapping[_Element, int]) -> bool:
    parent = node.getparent()
    if parent is not None and (parent.text or "").strip():
        return True
    return any(size.get(sibling, 0) or (sibling.tail or "").strip() for sibling in node.itersiblings(preceding=True))
