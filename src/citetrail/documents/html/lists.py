"""Reference lists of a web page: siblings of one kind that look like printed references, found on the element tree.

Never looked for in extracted main text, where extractors drop whole lists (adbar/trafilatura#431, #769).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from citetrail.documents.html.containers import says_references
from citetrail.documents.html.survey import Survey
from citetrail.documents.parts.entries import share_of_entries, share_of_loose_entries
from citetrail.documents.parts.vocabulary import is_notes_heading, is_reference_heading

if TYPE_CHECKING:
    from lxml.etree import _Element

_ENTRY_TAGS = ("li", "dd", "p", "tr", "div", "span", "section", "article", "cite")
_ENTRY_SIZE = 2500  # characters; longer children are sections, not entries
_PLAIN_SHARE = 0.7  # of the children of a list that nothing calls a reference list
_CALLED_SHARE = 0.5  # of one that is called so
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def reference_entries(survey: Survey) -> set[_Element]:
    """The elements that are one printed reference each."""
    called = _called_so(survey)
    entries: set[_Element] = set()
    taken: set[_Element] = set()
    for element in reversed(survey.elements):
        if element in taken:
            _mark_parent(element, taken)
            continue
        children = _entry_children(element, survey)
        if children and _is_reference_list(children, is_called=element in called):
            entries.update(children)
            taken.add(element)
            _mark_parent(element, taken)
    return entries


def _mark_parent(element: _Element, taken: set[_Element]) -> None:
    parent = element.getparent()
    if parent is not None:
        taken.add(parent)


def _called_so(survey: Survey) -> set[_Element]:
    """Elements inside containers named like a reference list, or under a heading that says so."""
    called: set[_Element] = set()
    is_under_heading = False
    for element in survey.elements:
        if element.tag in _HEADINGS or (
            element.tag in ("p", "div", "strong", "b", "span", "dt") and survey.size[element] < 60
        ):
            text = "".join(element.itertext())
            if is_reference_heading(text) or is_notes_heading(text):
                is_under_heading = True
            elif element.tag in _HEADINGS:
                is_under_heading = False
        parent = element.getparent()
        if is_under_heading or (parent is not None and parent in called) or says_references(element):
            called.add(element)
    return called


def _entry_children(element: _Element, survey: Survey) -> list[_Element]:
    """Children of the one kind that carries most text, if they could be entries."""
    children = [child for child in element if child in survey.size and child.tag in _ENTRY_TAGS and survey.size[child]]
    if not children:
        return []
    weights: Counter[str] = Counter()
    for child in children:
        weights[str(child.tag)] += survey.size[child]
    tag, weight = weights.most_common(1)[0]
    same = [child for child in children if child.tag == tag and survey.size[child] >= 20]
    if not same or max(survey.size[child] for child in same) > 2 * _ENTRY_SIZE or weight < 0.6 * survey.size[element]:
        return []
    return same


def _is_reference_list(children: list[_Element], *, is_called: bool) -> bool:
    texts = [entry_text(child) for child in children]
    if is_called:
        inside = children[0].getparent()
        is_own_entry = inside is not None and inside.tag in ("li", "dd", "td", "tr")
        has_room = len(children) >= 2 or (children[0].tag in ("li", "dd", "p") and not is_own_entry)
        return has_room and share_of_loose_entries(texts) >= _CALLED_SHARE and share_of_entries(texts) > 0
    is_list = children[0].tag in ("li", "dd", "tr") or len(children) >= 5
    return is_list and len(children) >= 3 and share_of_entries(texts) >= _PLAIN_SHARE and not _is_prose(texts)


def _is_prose(texts: list[str]) -> bool:
    """Paragraphs of a review also hold years and names: entries are short and have few sentences of running text."""
    return sum(len(text) for text in texts) > 450 * len(texts)


def entry_text(element: _Element) -> str:
    """All text below an element, white space folded; good enough for looking at its shape."""
    return " ".join("".join(element.itertext()).split())
