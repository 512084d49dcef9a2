"""A page's tree to drafts in reading order: white space folded, links kept, zones from containers, entries whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from citetrail.documents.html.survey import BLOCKS, SKIPPED, Survey
from citetrail.documents.parts.bylines import people_in_byline
from citetrail.documents.parts.drafts import Draft, DraftLink
from citetrail.model.documents import BlockKind, Zone

if TYPE_CHECKING:
    from lxml.etree import _Element

_WHITE = re.compile(r"\s+")
_ODD_WHITE = re.compile(r"[^\S ]|  ")
_KINDS: dict[str, BlockKind] = {
    "blockquote": "quote",
    "pre": "code",
    "li": "item",
    "dd": "item",
    "tr": "table",
    "caption": "caption",
    "figcaption": "caption",
}
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_INNER_KINDS = frozenset(("item", "quote", "code", "caption"))  # paragraphs inside these stay what these are
_SHAPING = BLOCKS | {"br"}
_MARKED = frozenset(("span", "a", "time", "b", "strong", "em", "i", "small"))
_ROWS = frozenset(("div", "header", "section", "li", "address"))
_SHORTEST_OF_ROW = 3  # letters; less is a capital set apart or a symbol
_LINKED_SIZE = 120  # characters
_LINKED_SHARE = 0.8
_PATH_DEPTH = 8
_PATH_WORD = 40


class _Container(NamedTuple):
    """An open element that shapes blocks: what stands in it, and how it ends.

    `block` breaks the text before and after; `cell` only parts words; `entry` is a printed reference, kept whole, and
    `inner` a block inside one, which parts words too.
    """

    element: _Element | None
    mode: Literal["block", "cell", "entry", "inner"]
    kind: BlockKind
    level: int | None
    zone: Zone | None
    path: str
    is_in_main: bool


_OUTSIDE = _Container(None, "block", "paragraph", None, None, "", False)


@dataclass(slots=True)
class _Lines:
    """The writer of drafts: the pieces of the open block, and the stack of its containers."""

    drafts: list[Draft] = field(default_factory=list)
    stack: list[_Container] = field(default_factory=lambda: [_OUTSIDE])
    pieces: list[str] = field(default_factory=list)
    links: list[DraftLink] = field(default_factory=list)
    size: int = 0
    line: int | None = None
    ends_blank: bool = True

    def add(self, text: str | None, line: int | None = None) -> None:
        """Append words, with white space folded over the seams (but not in code)."""
        if not text:
            return
        if self.stack[-1].kind != "code":
            text = " " if text.isspace() else _WHITE.sub(" ", text) if _ODD_WHITE.search(text) else text
            if self.ends_blank:
                text = text.removeprefix(" ")
        if text:
            if not self.pieces:
                self.line = line
            self.pieces.append(text)
            self.size += len(text)
            self.ends_blank = text[-1].isspace()

    def break_line(self) -> None:
        """`<br>`: a new line in the block; two of them end it."""
        if self.pieces and self.pieces[-1] == "\n":
            self.flush()
        elif self.pieces:
            self.pieces.append("\n")
            self.size += 1
            self.ends_blank = True

    def flush(self) -> None:
        """Close the open block, if it holds a word."""
        text = "".join(self.pieces)
        links = self.links
        self.pieces, self.links, self.size, self.ends_blank = [], [], 0, True
        if text and not text.isspace():
            self.drafts.append(self._draft(text, links))

    def _draft(self, text: str, links: list[DraftLink]) -> Draft:
        inside = self.stack[-1]
        left = len(text) - len(text.lstrip())
        bare = text.strip()
        size = len(bare)
        kept = [
            DraftLink(min(max(link.start - left, 0), size), min(max(link.end - left, 0), size), link.target)
            for link in links
        ]
        zone = inside.zone or ("body" if inside.is_in_main else "boilerplate")
        if inside.kind == "heading" and inside.level == 1 and not inside.zone:
            zone = "head"
        return Draft(
            bare,
            kind=inside.kind,
            zone=zone,
            level=inside.level,
            line=self.line,
            path=inside.path or None,
            is_outside=not inside.zone and not inside.is_in_main,
            links=kept,
        )


def drafts_of(survey: Survey, root: _Element, entries: set[_Element]) -> list[Draft]:
    """The drafts of a page in document order; everything outside the article is boilerplate, nothing is dropped."""
    from lxml import etree

    lines = _Lines()
    link_starts: list[tuple[_Element, int]] = []
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            if element.tag in SKIPPED or not isinstance(element.tag, str):
                walker.skip_subtree()
                continue
            if element.tag in _SHAPING or element in entries:
                _start(lines, element, survey, entries)
            if element.tag == "a" and element.get("href"):
                link_starts.append((element, lines.size))
            lines.add(element.text, element.sourceline)
        else:
            if link_starts and link_starts[-1][0] is element:
                _add_link(lines, element, link_starts.pop()[1])
            _end(lines, element)
            lines.add(element.tail, element.sourceline)
            if element.tag in _MARKED and _is_one_of_a_row(element):
                lines.break_line()
    lines.flush()
    return lines.drafts


def _is_one_of_a_row(element: _Element) -> bool:
    """`<span>By Rhoda Blum</span><span>3 April 2018</span>`: lines that only a style sheet sets apart."""
    following = element.getnext()
    parent = element.getparent()
    if following is None or parent is None or following.tag not in _MARKED or parent.tag not in _ROWS:
        return False
    if element.tail or (parent.text or "").strip() or any((child.tail or "").strip() for child in parent):
        return False
    return all(len("".join(map(str, one.itertext())).strip()) > _SHORTEST_OF_ROW for one in (element, following))


def set_link_lists_apart(drafts: Sequence[Draft]) -> None:
    """Menus, tags and further reading inside the article: short blocks that are links from end to end."""
    for draft in drafts:
        if draft.zone == "body" and draft.kind in ("item", "paragraph") and len(draft.text) <= _LINKED_SIZE:
            if people_in_byline(draft.text):
                continue
            linked = sum(link.end - link.start for link in draft.links if not link.target.startswith("#"))
            if linked >= _LINKED_SHARE * len(draft.text):
                draft.zone = "boilerplate"


def _start(lines: _Lines, element: _Element, survey: Survey, entries: set[_Element]) -> None:
    tag = str(element.tag)
    outer = lines.stack[-1]
    is_in_entry = outer.mode in ("entry", "inner")
    if tag == "br":
        if is_in_entry:
            lines.add(" ")
        else:
            lines.break_line()
    elif element in entries and not is_in_entry:
        lines.flush()
        lines.stack.append(_container(element, outer, survey)._replace(mode="entry", zone="references", kind="item"))
    elif tag not in BLOCKS:
        return
    elif is_in_entry:
        lines.add(" ")
        lines.stack.append(outer._replace(element=element, mode="inner"))
    elif tag in ("td", "th") and element is not survey.main:
        lines.add(" ")
        lines.stack.append(_container(element, outer, survey)._replace(mode="cell"))
    else:
        lines.flush()
        lines.stack.append(_container(element, outer, survey))


def _end(lines: _Lines, element: _Element) -> None:
    inside = lines.stack[-1]
    if inside.element is not element:
        return
    if inside.mode in ("block", "entry"):
        lines.flush()
        lines.stack.pop()
    else:
        lines.stack.pop()
        lines.add(" ")


def _container(element: _Element, outer: _Container, survey: Survey) -> _Container:
    tag = str(element.tag)
    kind: BlockKind = "heading" if tag in _HEADINGS else _KINDS.get(tag, "paragraph")
    if kind == "paragraph" and outer.kind in _INNER_KINDS:
        kind = outer.kind
    return _Container(
        element=element,
        mode="block",
        kind=kind,
        level=int(tag[1]) if tag in _HEADINGS else None,
        zone=survey.zones.get(element) or outer.zone,
        path=_path(outer.path, element),
        is_in_main=outer.is_in_main or element is survey.main,
    )


def _path(outer: str, element: _Element) -> str:
    """The containers from the outside in, at most the inmost few: `div#content.post p`."""
    identity = element.get("id")
    classes = (element.get("class") or "").split()[:3]
    word = str(element.tag) + (f"#{identity.strip()}" if identity else "") + "".join(f".{name}" for name in classes)
    return " ".join([*outer.split(" ")[-_PATH_DEPTH + 1 :], word.replace(" ", "-")[:_PATH_WORD]]).strip()


def _add_link(lines: _Lines, element: _Element, start: int) -> None:
    target = (element.get("href") or "").strip()
    if target and not target.lower().startswith(("javascript:", "data:")) and start <= lines.size:
        lines.links.append(DraftLink(start, lines.size, target))
