"""Better BibTeX's JSON export of a Zotero library (read only): items with notes, tags, files and collections."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from citetrail.errors import InputError
from citetrail.formats.parts.json import load_json, mappings_in
from citetrail.formats.parts.zotero_items import from_zotero, is_work
from citetrail.model import Bibliography, Entry, Format, Place, Problem

_SNIFF = re.compile(rb'"(?:label|translatorID)"\s*:\s*"(?:BetterBibTeX JSON|36a3b0b5-bad0-4a04-b79b-441c7cef77db)"')


def sniff(content: bytes) -> bool:
    """Whether the head of the file names the translator."""
    return _SNIFF.search(content[:50_000]) is not None


def read(content: bytes, name: str) -> Bibliography:
    """The works of an export; collections become tags of their whole path. Raises InputError for another JSON."""
    value = load_json(content, name)
    if not isinstance(value, dict) or not isinstance(value.get("items"), list):
        raise InputError("no Better BibTeX JSON: there is no list of items", file=name, line=1, column=1)
    paths = _collection_paths(value.get("collections"))
    entries: list[Entry] = []
    problems: list[Problem] = []
    for number, item in enumerate(mappings_in(value["items"]), 1):
        if not is_work(item):
            continue
        place = Place(source=f"{name}#{number}")
        found = from_zotero(item, tuple(paths.get(str(item.get("itemID")), ())), place)
        entries.append(found.entry)
        problems += [
            Problem(severity="told", message=f"{loss.field} has no place: {loss.value}", place=place, key=loss.key)
            for loss in found.losses
        ]
    return Bibliography(entries=tuple(entries), problems=tuple(problems))


def _collection_paths(collections: Any) -> dict[str, list[str]]:
    """For the number of each item the paths of the collections it is in."""
    by_key = collections if isinstance(collections, dict) else {}
    paths: dict[str, list[str]] = {}
    for collection in mappings_in(list(by_key.values())):
        path = _path(collection, by_key)
        for item in collection.get("items") or ():
            number = item.get("itemID") if isinstance(item, dict) else item
            paths.setdefault(str(number), []).append(path)
    return paths


def _path(collection: Mapping[str, Any], by_key: Mapping[str, Any]) -> str:
    names: list[str] = []
    step: Any = collection
    while isinstance(step, dict) and len(names) < 50:
        names.append(str(step.get("name") or "").replace("/", "-"))
        step = by_key.get(str(step.get("parent") or ""))
    return "/".join(reversed([name for name in names if name]))


FORMAT = Format("better-bibtex-json", (".json",), sniff, read)
