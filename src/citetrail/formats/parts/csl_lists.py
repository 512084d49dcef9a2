"""Lists of CSL items, however they are written down, as bibliographies and back."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from citetrail.formats.parts.csl_items import Item, description_from_item, item_from_description
from citetrail.formats.parts.places import Lines
from citetrail.model import Bibliography, Entry, Place, Problem, Quote
from citetrail.model.works import ReadingState

# An item without any of these may be anything in JSON.
_SAYING = frozenset(
    "type title title_short container_title authors editors translators contributors issued accessed identifiers url "
    "note abstract publisher".split()
)
_READING: dict[str, ReadingState] = {"unread": "unread", "reading": "reading", "read": "read"}


def bibliography_from_items(items: list[Any], text: str, name: str, encoding: str) -> Bibliography:
    """Entries of the items that are objects; others are told as damaged. Places are where the item's id stands."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    finder = _Finder(text, name)
    for number, item in enumerate(items, 1):
        if not isinstance(item, Mapping):
            problems.append(
                Problem(severity="damaged", message=f"item {number} is no object", place=Place(source=name))
            )
            continue
        entry = _entry(item, finder)
        if not _SAYING & {name for name, _ in entry.description.filled()}:
            message = f"item {number} describes no work: it has neither a title nor people, a date or an identifier"
            problems.append(Problem(severity="damaged", message=message, place=entry.place, key=entry.key))
            continue
        entries.append(entry)
    return Bibliography(entries=tuple(entries), problems=tuple(problems), encoding=encoding)


def items_from_entries(entries: Sequence[Entry]) -> list[Item]:
    """One item per entry. Tags go to `categories`; what the reader added in other ways under `custom`."""
    return [_item(entry) for entry in entries]


def _entry(item: Mapping[str, Any], finder: _Finder) -> Entry:
    key = item.get("id", item.get("citation-key"))
    key = str(key) if isinstance(key, str | int) and str(key) else None
    custom = item.get("custom")
    private = custom.get("citetrail") if isinstance(custom, Mapping) else None
    private = private if isinstance(private, Mapping) else {}
    return Entry(
        key=key,
        description=description_from_item(item),
        place=finder.place(key),
        source=json.dumps(item, ensure_ascii=False, default=str),
        aliases=_strings(private.get("aliases")),
        tags=_strings(item.get("categories")),
        notes=_strings(private.get("notes")),
        files=_strings(private.get("files")),
        quotes=_quotes(private.get("quotes")),
        rating=_rating(private.get("rating")),
        reading=_READING.get(str(private.get("reading"))),
    )


def _item(entry: Entry) -> Item:
    item = item_from_description(entry.description, entry.key)
    if entry.tags:
        item["categories"] = list(entry.tags)
    kept = {
        "aliases": list(entry.aliases),
        "notes": list(entry.notes),
        "files": list(entry.files),
        "quotes": [quote.model_dump(mode="json", exclude_defaults=True) for quote in entry.quotes],
        "rating": entry.rating,
        "reading": entry.reading,
    }
    filled = {name: value for name, value in kept.items() if value}
    if filled:
        item.setdefault("custom", {}).setdefault("citetrail", {}).update(filled)
    return item


def _rating(value: Any) -> int | None:
    """A number from 1 to 5, also as the text that it is in YAML; None for anything else."""
    return int(value) if str(value) in ("1", "2", "3", "4", "5") else None


def _quotes(value: Any) -> tuple[Quote, ...]:
    """What is a quote of the list; anything else is no quote."""
    quotes: list[Quote] = []
    for single in value if isinstance(value, list) else ():
        with contextlib.suppress(ValidationError):
            quotes.append(Quote.model_validate(single))
    return tuple(quotes)


def _strings(value: Any) -> tuple[str, ...]:
    return tuple(str(single) for single in value) if isinstance(value, list) else ()


class _Finder:
    """Finds where items stand, going forward through the text."""

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._lines = Lines(text)
        self._position = 0

    def place(self, key: str | None) -> Place:
        if key is None:
            return Place(source=self._name)
        at = self._text.find(json.dumps(key, ensure_ascii=False), self._position)
        if at < 0:
            at = self._text.find(key, self._position)
        if at < 0:
            return Place(source=self._name)
        self._position = at + 1
        return self._lines.place(self._name, at)
