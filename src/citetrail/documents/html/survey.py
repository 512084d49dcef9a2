"""A page measured once: its elements in order, how much text each holds, which part is the article."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citetrail.documents.html.boxes import zones_by_heading
from citetrail.documents.html.containers import zone_of_container

if TYPE_CHECKING:
    from lxml.etree import _Element

    from citetrail.model.documents import Zone

SKIPPED = frozenset(
    (
        "script", "style", "noscript", "template", "svg", "head", "iframe", "object", "embed", "select", "option",
        "input", "textarea", "canvas", "audio", "video", "map", "datalist", "meta", "link", "title",
    )
)  # fmt: skip
BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div",
        "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
        "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
        "tfoot", "th", "thead", "tr", "ul",
    )
)  # fmt: skip
_PROSE = 60  # characters of its own from which a block counts as prose
_LARGEST_BOILERPLATE = 0.5  # of all text
_MAIN_SHARE = 0.8  # of the page's prose: the smallest element that holds so much is the article


class Survey(NamedTuple):
    """`size` and `linked` count characters (all, in links) below an element, `zones` are those of containers."""

    elements: list[_Element]
    size: dict[_Element, int]
    zones: dict[_Element, Zone]
    main: _Element


def survey_of(root: _Element) -> Survey:
    """Measures a page in three passes over its elements."""
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    skipped = _below_skipped(elements)
    own, linked = _own_text(elements, skipped)
    size = _summed(elements, own)
    zones = _container_zones(elements, size, size[root])
    zones.update(zones_by_heading(elements, size, zones, size[root]))
    inherited = _inherited(elements, zones)
    prose = {element: length for element, length in own.items() if length >= _PROSE and linked[element] < 0.5 * length}
    open_prose = {element: length for element, length in prose.items() if inherited[element] in (None, "head", "notes")}
    main = _main_of(root, _summed(elements, open_prose or prose))
    return Survey(elements, size, _without_those_around(main, zones), main)


def _below_skipped(elements: list[_Element]) -> set[_Element]:
    skipped: set[_Element] = set()
    for element in elements:
        if element.tag in SKIPPED or element.getparent() in skipped:
            skipped.add(element)
    return skipped


def _own_text(elements: list[_Element], skipped: set[_Element]) -> tuple[dict[_Element, int], dict[_Element, int]]:
    """Characters that stand in each block directly or in its inline children, and how many of them are linked."""
    own: dict[_Element, int] = dict.fromkeys(elements, 0)
    linked: dict[_Element, int] = dict.fromkeys(elements, 0)
    block: dict[_Element, _Element] = {}
    in_link: set[_Element] = set()
    for element in elements:
        parent = element.getparent()
        outer = block.get(parent, element) if parent is not None else element
        block[element] = element if element.tag in BLOCKS else outer
        if element.tag == "a" or parent in in_link:
            in_link.add(element)
        if element not in skipped:
            length = _length(element.text)
            own[block[element]] += length
            linked[block[element]] += length if element in in_link else 0
        if parent is not None and parent not in skipped:
            own[outer] += _length(element.tail)
    return own, linked


def _length(text: str | None) -> int:
    """Nearly the number of characters that will be seen: white space inside is not folded here."""
    return len(text.strip()) if text else 0


def _summed(elements: list[_Element], amounts: dict[_Element, int]) -> dict[_Element, int]:
    """Amounts of each element together with everything below it."""
    total = {element: amounts.get(element, 0) for element in elements}
    for element in reversed(elements):
        parent = element.getparent()
        if parent is not None and parent in total:
            total[parent] += total[element]
    return total


def _container_zones(elements: list[_Element], size: dict[_Element, int], whole: int) -> dict[_Element, Zone]:
    """By names; but a form or `content-sidebar-wrap` around half of the page is no boilerplate."""
    zones: dict[_Element, Zone] = {}
    for element in elements:
        zone = zone_of_container(element)
        is_too_large = zone == "boilerplate" and size[element] > _LARGEST_BOILERPLATE * whole and size[element] > _PROSE
        if zone and not is_too_large:
            zones[element] = zone
    return zones


def _inherited(elements: list[_Element], zones: dict[_Element, Zone]) -> dict[_Element, Zone | None]:
    known: dict[_Element, Zone | None] = {}
    for element in elements:
        parent = element.getparent()
        known[element] = zones.get(element) or (known.get(parent) if parent is not None else None)
    return known


def _main_of(root: _Element, prose: dict[_Element, int]) -> _Element:
    """Down from the root as long as one child holds most of the prose."""
    main = root
    wanted = _MAIN_SHARE * prose[root]
    while wanted:
        richest = max((child for child in main if child in prose), key=prose.__getitem__, default=None)
        if richest is None or prose[richest] < wanted or richest.tag == "p":
            return main
        main = richest
    return main


def _without_those_around(main: _Element, zones: dict[_Element, Zone]) -> dict[_Element, Zone]:
    """Container zones, but none for what the article itself stands in."""
    around = {main, *main.iterancestors()}
    return {element: zone for element, zone in zones.items() if element not in around}
