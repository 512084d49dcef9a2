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
_SHORTEST = 20
_PROSE_SIZE = 450  # characters on average: paragraphs of a review also hold years and names
_PLAIN_SHARE = 0.7  # of the children of a list that nothing calls a reference list
_CALLED_SHARE = 0.5  # of one that is called so
_WRAPPERS = 4  # around a heading alone
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_HEADING_LIKE = frozenset((*_HEADINGS, "p", "div", "strong", "b", "span", "dt", "header", "legend", "summary"))


def reference_entries(survey: Survey) -> set[_Element]:
    """The elements that are one printed reference each: the outermost list of several wins, then single entries."""
    called = _called_so(survey)
    entries: set[_Element] = set()
    inside: set[_Element] = set()  # elements in a list that is settled
    for element in survey.elements:
        parent = element.getparent()
        if parent is not None and parent in inside:
            inside.add(element)
            continue
        children = _entry_children(element, survey)
        if len(children) >= 2 and _is_reference_list(children, is_called=element in called):
            if not _are_groups(children, survey):
                entries.update(children)
                inside.add(element)
        elif len(children) == 1 and element in called and _is_single_entry(element, children[0], survey):
            entries.update(children)
            inside.add(element)
    return entries


def _called_so(survey: Survey) -> set[_Element]:
    """Elements inside containers named like a reference list, or under a heading that says so."""
    called: set[_Element] = set()
    for element in survey.elements:
        parent = element.getparent()
        if (parent is not None and parent in called) or says_references(element):
            called.add(element)
        elif _is_list_heading(element, survey):
            called.update(_under_heading(element))
    return called


def _is_list_heading(element: _Element, survey: Survey) -> bool:
    if element.tag not in _HEADING_LIKE or not 3 < survey.size[element] <= 60:
        return False
    text = "".join(element.itertext())
    return is_reference_heading(text) or is_notes_heading(text)


def _under_heading(heading: _Element) -> list[_Element]:
    """What follows a heading up to the next one; out of wrappers that hold nothing else."""
    node = heading
    for _ in range(_WRAPPERS):
        parent = node.getparent()
        if node.getnext() is not None or parent is None:
            break
        node = parent
    found = []
    for sibling in node.itersiblings():
        if sibling.tag in _HEADINGS or next(sibling.iter(*_HEADINGS), None) is not None:
            break
        found.append(sibling)
    return found


def _entry_children(element: _Element, survey: Survey) -> list[_Element]:
    """Children of the one kind that carries most text, if they could be entries."""
    children = [child for child in element if child in survey.size and child.tag in _ENTRY_TAGS and survey.size[child]]
    if not children:
        return []
    weights: Counter[str] = Counter()
    for child in children:
        weights[str(child.tag)] += survey.size[child]
    tag, weight = weights.most_common(1)[0]
    same = [child for child in children if child.tag == tag and survey.size[child] >= _SHORTEST]
    if not same or max(survey.size[child] for child in same) > _ENTRY_SIZE or weight < 0.6 * survey.size[element]:
        return []
    return same


def _is_reference_list(children: list[_Element], *, is_called: bool) -> bool:
    texts = [entry_text(child) for child in children]
    if _is_prose(texts):
        return False
    if is_called:
        return share_of_loose_entries(texts) >= _CALLED_SHARE
    is_list = children[0].tag in ("li", "dd", "tr") or len(children) >= 5
    return is_list and len(children) >= 3 and share_of_entries(texts) >= _PLAIN_SHARE


def _is_single_entry(element: _Element, child: _Element, survey: Survey) -> bool:
    """A list of one; a paragraph inside an entry is none."""
    if child.tag not in ("li", "dd", "p") or element.tag in ("li", "dd", "td", "tr"):
        return False
    return share_of_entries([entry_text(child)]) == 1.0 and not _are_groups([child], survey)


def _are_groups(children: list[_Element], survey: Survey) -> bool:
    """Whether the children are groups of entries (by letter, by chapter) and not entries."""
    grouped = 0
    for child in children:
        inner = _entry_children(child, survey)
        grouped += len(inner) >= 2 and share_of_entries([entry_text(one) for one in inner]) >= _PLAIN_SHARE
    return grouped * 2 > len(children)


def _is_prose(texts: list[str]) -> bool:
    return sum(len(text) for text in texts) > _PROSE_SIZE * len(texts)


def entry_text(element: _Element) -> str:
    """All text below an element, white space folded; good enough for looking at its shape."""
    return " ".join("".join(element.itertext()).split())
