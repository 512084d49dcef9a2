"""What a style is applied to: an item with its values read once, its cite, and the state of one rendering."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from citetrail.styles.dates import DateValue, date_from_json
from citetrail.styles.markup import content_from_text
from citetrail.styles.personform import PersonForm
from citetrail.styles.persons import Person, people_from_json
from citetrail.styles.spans import Content

NAME_VARIABLES = frozenset(
    "author chair collection-editor compiler composer container-author contributor curator director editor "
    "editorial-director editor-translator executive-producer guest host illustrator interviewer narrator organizer "
    "original-author performer producer recipient reviewed-author script-writer series-creator translator".split()
)
DATE_VARIABLES = frozenset("accessed available-date container event-date issued original-date submitted".split())
NUMBER_VARIABLES = frozenset(
    "chapter-number citation-number collection-number edition first-reference-note-number issue locator number "
    "number-of-pages number-of-volumes page page-first part-number printing-number section supplement-number version "
    "volume".split()
)
TEXT_VARIABLES = frozenset(
    "abstract annote archive archive_collection archive_location archive-place authority call-number citation-key "
    "citation-label collection-title container-title container-title-short dimensions division DOI event event-title "
    "event-place genre ISBN ISSN jurisdiction keyword language license medium note original-publisher "
    "original-publisher-place original-title part-title PMCID PMID publisher publisher-place references reviewed-genre "
    "reviewed-title scale shortTitle source status title title-short URL volume-title year-suffix".split()
)
LINE_BREAK = re.compile(r"\s*\n\s*")
NOTE_LINE = re.compile(r"\s*([A-Za-z_-]+)\s*:\s*(.*?)\s*")
NOTE_BRACES = re.compile(r"\{:([A-Za-z_-]+)\s*:\s*([^}]*)\}")
ALIASES = {
    "container-title-short": "journalAbbreviation",
    "title-short": "shortTitle",
    "event-title": "event",
    "event": "event-title",
}


class Item:
    """A CSL-JSON item; names, dates and marked-up text are read once."""

    __slots__ = ("_dates", "_people", "_texts", "data", "id", "type")

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = _with_note_fields(data)
        self.id = str(data.get("id", ""))
        self.type = str(self.data.get("type") or "")
        self._texts: dict[str, Content | None] = {}
        self._dates: dict[str, DateValue | None] = {}
        self._people: dict[str, tuple[Person, ...]] = {}

    def raw(self, name: str) -> str:
        """A variable's value as the item gives it; empty where it has none."""
        value = self.data.get(name)
        if value is None and name in ALIASES:
            value = self.data.get(ALIASES[name])
        if value is None and name == "page-first":
            return re.split(r"\s*[-–—&,]", self.raw("page"))[0].strip()
        if value is None or isinstance(value, (dict, list)):
            return ""
        text = str(value)
        return LINE_BREAK.sub(" ", text) if "\n" in text else text

    def text(self, name: str) -> Content | None:
        """A variable's value as formatted content."""
        if name not in self._texts:
            raw = self.raw(name)
            self._texts[name] = content_from_text(raw) if raw else None
        return self._texts[name]

    def date(self, name: str) -> DateValue | None:
        """A date variable."""
        if name not in self._dates:
            self._dates[name] = date_from_json(self.data.get(name))
        return self._dates[name]

    def people(self, name: str) -> tuple[Person, ...]:
        """A name variable."""
        if name not in self._people:
            self._people[name] = people_from_json(self.data.get(name))
        return self._people[name]

    def has(self, name: str) -> bool:
        """Whether the item gives this variable a value."""
        if name in DATE_VARIABLES:
            return self.date(name) is not None
        if name in NAME_VARIABLES:
            return bool(self.people(name))
        return bool(self.raw(name))

    @property
    def language(self) -> str:
        """The item's own language, empty where it does not say."""
        return str(self.data.get("language") or "")


def _with_note_fields(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The item with the variables that its note spells out ("original-date: 1900"), the others kept.

    Source: the note convention of CSL-JSON producers for variables their schema lacks.
    """
    note = data.get("note")
    if not isinstance(note, str) or ":" not in note:
        return data
    found: dict[str, Any] = {}
    for name, value in _note_pairs(note):
        if name in NAME_VARIABLES:
            family, _, given = value.partition("||")
            person = {"family": family.strip(), "given": given.strip()} if given else {"literal": value}
            found.setdefault(name, []).append(person)
        elif name in DATE_VARIABLES | NUMBER_VARIABLES | TEXT_VARIABLES | {"type"}:
            found[name] = value
    return {
        **data,
        **{
            name: value for name, value in found.items() if name == "type" or name in DATE_VARIABLES or name not in data
        },
    }


def _note_pairs(note: str) -> list[tuple[str, str]]:
    pairs = [(match[1], match[2].strip()) for match in NOTE_BRACES.finditer(note)]
    for index, line in enumerate(note.splitlines()):
        match = NOTE_LINE.fullmatch(line)
        if match is None:
            if index > 0:
                break
            continue
        pairs.append((match[1], match[2]))
    return pairs


NO_GIVEN: Mapping[tuple[int, int], int] = {}  # shared, as most items need none


@dataclass(slots=True)
class Disambiguation:
    """What has been added to an item's cites so that they differ from all others."""

    names: int = 0  # how many names are shown at least, 0 as the style says
    given: Mapping[tuple[int, int], int] = field(
        default_factory=lambda: NO_GIVEN
    )  # (names, person) -> 1 initials, 2 full
    conditions: int = 0  # how many of the disambiguate conditions hold
    year_suffix: str = ""


LABELS = {
    "art": "article", "bk": "book", "ch": "chapter", "chap": "chapter", "col": "column", "fig": "figure",
    "fol": "folio", "l": "line", "ll": "line", "n": "note", "nn": "note", "no": "issue", "op": "opus", "p": "page",
    "pp": "page", "para": "paragraph", "pt": "part", "sec": "section", "sv": "sub-verbo", "v": "verse", "vrs": "verse",
    "vv": "verse", "vol": "volume", "vols": "volume",
}  # fmt: skip
LABELLED = re.compile(r"\s*([a-z]{1,4})\.\s*(?=\d)")


@dataclass(slots=True)
class Cite:
    """One cited item within a cluster."""

    id: str
    locator: str = ""
    label: str = ""
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False
    author_only: bool = False
    position: str = ""  # "", first, subsequent, ibid, ibid-with-locator
    near_note: bool = False
    first_note: int = 0
    note: int = 0

    def __post_init__(self) -> None:
        """A label that the locator itself begins with ("vol. 3") becomes the cite's label."""
        self.locator = self.locator.strip()
        match = LABELLED.match(self.locator) if not self.label else None
        if match is not None and match[1] in LABELS:
            self.label = LABELS[match[1]]
            self.locator = self.locator[match.end() :]


NO_CITE = Cite("")
NO_ADDITIONS = Disambiguation()


class Context:
    """The state of rendering one item once."""

    __slots__ = (
        "additions",
        "called",
        "cite",
        "collapsed",
        "compares",
        "conditions_seen",
        "found",
        "hidden",
        "item",
        "names_seen",
        "number",
        "recorded",
        "suffix_done",
        "touched",
    )

    def __init__(
        self, item: Item, cite: Cite = NO_CITE, additions: Disambiguation = NO_ADDITIONS, number: int = 0
    ) -> None:
        self.item = item
        self.cite = cite
        self.additions = additions
        self.number = number
        self.called = 0
        self.conditions_seen = 0
        self.found = 0
        self.hidden: set[str] = set()
        self.touched: list[str] | None = None
        self.names_seen = 0
        self.suffix_done = False
        self.recorded: list[tuple[tuple[Person, ...], PersonForm, int]] | None = None
        self.compares = False  # whether this is to see which cites read alike; the date of access plays no part
        self.collapsed = ""  # what a collapsed cite leaves out: "", "author", "year"

    def calls(self, variable: str, *, has_value: bool) -> bool:
        """Note that a variable was called; True where it has a value and may be shown."""
        self.called += 1
        if not has_value or variable in self.hidden:
            return False
        self.found += 1
        if self.touched is not None:
            self.touched.append(variable)
            self.hidden.add(variable)
        return True
