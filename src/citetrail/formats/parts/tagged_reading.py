"""From tagged records to entries: what all tagged formats do alike once their tags are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from citetrail.formats.parts.markup import clean_title, folded
from citetrail.formats.parts.people import is_et_al, person_from_line
from citetrail.formats.parts.places import Lines
from citetrail.formats.parts.tags import TaggedRecord
from citetrail.model import Entry, Identifier, Person, identifier_of, pages_from_text

TITLES = frozenset({"title", "container_title", "collection_title", "title_short", "container_title_short"})


def text_fields(record: TaggedRecord, tags: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Description's text fields, each from the first filled of its tags, on one line."""
    fields: dict[str, str] = {}
    for field, names in tags.items():
        if value := record.first(*names):
            text = folded(value.replace("\n", " "))
            fields[field] = clean_title(text) if field in TITLES else text
    return fields


def people(lines: Iterable[str]) -> tuple[tuple[Person, ...], bool]:
    """Persons of name lines, and whether the list was cut with "et al."."""
    names = [name for line in lines for name in line.split("\n")]
    persons = tuple(person for name in names if not is_et_al(name) and (person := person_from_line(name)))
    return persons, any(is_et_al(name) for name in names)


def take_pages(text: str | None, fields: dict[str, Any]) -> None:
    """Puts pages, or their text where they cannot be read, into the fields."""
    if text:
        fields["pages"] = pages_from_text(text)
        if fields["pages"] is None:
            fields["page_text"] = folded(text)


def serial_numbers(text: str) -> Iterator[Identifier]:
    """ISBNs and ISSNs in a text such as `1528-3542 (Print) 978-0-306-40615-7`."""
    for word in text.replace(";", " ").replace(",", " ").split():
        identifier = identifier_of("isbn", word) or identifier_of("issn", word)
        if identifier:
            yield identifier


def split_keywords(values: Iterable[str], marks: str = "\n;") -> tuple[str, ...]:
    """Keywords of several values, each perhaps a list; in order, without repetition."""
    words: list[str] = []
    for value in values:
        pieces = [value]
        for mark in marks:
            pieces = [part for piece in pieces for part in piece.split(mark)]
        words += [folded(piece) for piece in pieces if piece.strip()]
    return tuple(dict.fromkeys(words))


def unknown_tags(record: TaggedRecord, taken: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The filled tags that nobody took, for `extra`."""
    known = set(taken)
    return tuple((line.tag, line.value) for line in record.lines if line.tag not in known and line.value)


def further_values(record: TaggedRecord, groups: Iterable[tuple[str, ...]]) -> tuple[tuple[str, str], ...]:
    """For tags of which one value is taken: the others that say something else, for `extra`."""
    found: list[tuple[str, str]] = []
    for tags in groups:
        taken = record.first(*tags)
        said = {taken}
        for line in record.lines:
            if line.tag in tags and line.value and line.value not in said:
                said.add(line.value)
                found.append((line.tag, line.value))
    return tuple(found)


def entry_of(record: TaggedRecord, key: str | None, description: Any, text: str, lines: Lines, name: str) -> Entry:
    """The entry with its place and source."""
    return Entry(
        key=key,
        description=description,
        place=lines.place(name, record.start, record.end),
        source=text[record.start : record.end],
    )
