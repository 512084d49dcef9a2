"""Which fields an entry takes from others: `crossref` by BibTeX's and Biber's rules, `xdata` as it stands.

Rules: BibLaTeX manual 3.18, appendix B (default inheritance) and section 3.13.6 (`xdata`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

# Fields that belong to an entry itself and are never taken over.
_OWN = frozenset(
    "ids crossref xref xdata entryset entrysubtype execute label options presort related relatedoptions relatedstring "
    "relatedtype shortauthor shorteditor shorthand shorthandintro shorttitle sortkey sortname sorttitle sortyear "
    "indextitle abstract annotation annote file keywords groups doi url eprint pages".split()
)
_MAIN_TITLE = {"title": "maintitle", "subtitle": "mainsubtitle", "titleaddon": "maintitleaddon"}
_BOOK_TITLE = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
_JOURNAL_TITLE = {"title": "journaltitle", "subtitle": "journalsubtitle"}
_PARTS = frozenset(
    "inbook bookinbook suppbook incollection suppcollection inreference inproceedings conference".split()
)
_VOLUMES = {
    "mvbook": frozenset({"book", "inbook", "bookinbook", "suppbook"}),
    "mvcollection": frozenset({"collection", "reference", "incollection", "inreference", "suppcollection"}),
    "mvreference": frozenset({"collection", "reference", "incollection", "inreference", "suppcollection"}),
    "mvproceedings": frozenset({"proceedings", "inproceedings"}),
}


class Origin(NamedTuple):
    """An entry as inheritance sees it: type in lower case, expanded fields by lower-case name."""

    type: str
    fields: Mapping[str, str]


class Inherited(NamedTuple):
    """Fields taken over, by name; `missing` are keys that no entry has, `is_circular` a chain that leads back."""

    fields: dict[str, str]
    missing: tuple[str, ...] = ()
    is_circular: bool = False


def inherited_fields(key: str, entry: Origin, find: Callable[[str], Origin | None]) -> Inherited:
    """What `entry` takes from its `xdata` and `crossref`, directly or through them; its own fields are not repeated."""
    return _inherited(entry, find, (key,))


def _inherited(entry: Origin, find: Callable[[str], Origin | None], chain: tuple[str, ...]) -> Inherited:
    taken: dict[str, str] = {}
    missing: list[str] = []
    is_circular = False
    for parent_key, is_data in _parents(entry):
        parent = find(parent_key)
        if parent is None:
            missing.append(parent_key)
            continue
        if parent_key in chain or len(chain) > 20:
            is_circular = True
            continue
        above = _inherited(parent, find, (*chain, parent_key))
        missing.extend(above.missing)
        is_circular = is_circular or above.is_circular
        whole = Origin(parent.type, above.fields | dict(parent.fields))
        for name, value in (_data(whole) if is_data else _from_parent(entry, whole)).items():
            if name not in entry.fields:
                taken.setdefault(name, value)
    return Inherited(taken, tuple(missing), is_circular)


def _parents(entry: Origin) -> list[tuple[str, bool]]:
    data = [name.strip() for name in entry.fields.get("xdata", "").split(",") if name.strip()]
    parent = entry.fields.get("crossref", "").strip()
    return [*((name, True) for name in data), *([(parent, False)] if parent else [])]


def _data(parent: Origin) -> dict[str, str]:
    return {name: value for name, value in parent.fields.items() if name not in ("ids", "xdata")}


def _from_parent(child: Origin, parent: Origin) -> dict[str, str]:
    renamed = _renaming(child.type, parent.type)
    taken = {
        renamed.get(name, name): value
        for name, value in parent.fields.items()
        if name not in _OWN and (name not in renamed or renamed[name] not in parent.fields)
    }
    if child.type in ("inbook", "bookinbook", "suppbook") and "author" in parent.fields:
        taken["bookauthor"] = parent.fields["author"]
    if child.type in _PARTS and parent.type not in ("book", "mvbook"):
        taken.pop("author", None)
    return taken


def _renaming(child: str, parent: str) -> dict[str, str]:
    if child in _VOLUMES.get(parent, ()):
        return _MAIN_TITLE
    if child in _PARTS:
        return _BOOK_TITLE
    if parent == "periodical" and child in ("article", "suppperiodical"):
        return _JOURNAL_TITLE
    return {}
