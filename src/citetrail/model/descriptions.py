"""What a work is described by, whoever describes it: a printed reference, a source's record, a person's edits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict

from citetrail.model.dates import DateRange
from citetrail.model.identifiers import Identifier, Scheme
from citetrail.model.pages import Pages
from citetrail.model.persons import Person

Persons = tuple[Person, ...]


class Description(BaseModel):
    """Bibliographic fields of one work. Unknown is None, an empty list is `()`.

    The names follow CSL 1.0.2 (https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables)
    with `_` for `-`; `type` is a CSL type (`article-journal`, `book`, `chapter`, `paper-conference`, `thesis`,
    `report`, `webpage`, `dataset`, `software`, `article` for preprints …). Titles may hold inline markup (`<i>`,
    `<sub>`, `<sup>`).
    `extra` keeps fields that have no place here, as (name, value) in the source's words.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    type: str | None = None
    identifiers: tuple[Identifier, ...] = ()

    authors: Persons = ()
    has_more_authors: bool = False  # "et al.", "and others": the list was cut by whoever wrote it
    editors: Persons = ()
    has_more_editors: bool = False
    translators: Persons = ()
    container_authors: Persons = ()  # the authors of the book that a chapter stands in
    collection_editors: Persons = ()
    contributors: tuple[tuple[str, Persons], ...] = ()  # other CSL roles: ("director", (...)), ("recipient", (...))

    title: str | None = None
    title_short: str | None = None
    original_title: str | None = None
    translated_title: str | None = None
    container_title: str | None = None  # journal, book, proceedings, site
    container_title_short: str | None = None
    collection_title: str | None = None  # series
    collection_number: str | None = None
    event_title: str | None = None
    event_place: str | None = None
    event_date: DateRange | None = None
    volume_title: str | None = None
    part_title: str | None = None
    reviewed_title: str | None = None

    issued: DateRange | None = None
    accessed: DateRange | None = None
    submitted: DateRange | None = None
    original_date: DateRange | None = None
    available_date: DateRange | None = None

    volume: str | None = None
    issue: str | None = None
    pages: Pages | None = None
    page_text: str | None = None  # pages as the source wrote them, where `pages` could not be read from it
    article_number: str | None = None  # e-locator or article number
    chapter_number: str | None = None
    number: str | None = None  # report, patent, standard number
    number_of_pages: str | None = None
    number_of_volumes: str | None = None
    edition: str | None = None
    version: str | None = None
    part_number: str | None = None
    section: str | None = None

    publisher: str | None = None
    publisher_place: str | None = None
    original_publisher: str | None = None
    original_publisher_place: str | None = None
    institution: str | None = None  # of a thesis or report
    authority: str | None = None
    jurisdiction: str | None = None
    archive: str | None = None
    archive_location: str | None = None
    archive_place: str | None = None
    call_number: str | None = None
    source: str | None = None  # database or library

    genre: str | None = None  # "PhD thesis", "Preprint"
    medium: str | None = None  # "Print", "DVD"
    dimensions: str | None = None
    scale: str | None = None
    status: str | None = None  # "in press"
    references: str | None = None
    language: str | None = None  # BCP 47
    url: str | None = None
    abstract: str | None = None
    note: str | None = None
    annote: str | None = None
    keywords: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()

    def identifier(self, scheme: Scheme) -> Identifier | None:
        """The first identifier of that scheme."""
        return next((identifier for identifier in self.identifiers if identifier.scheme == scheme), None)

    @property
    def doi(self) -> str | None:
        """The DOI's value, in lower case."""
        found = self.identifier("doi")
        return found.value if found else None

    @property
    def year(self) -> int | None:
        """Year of publication."""
        return self.issued.year if self.issued else None

    def filled(self) -> Iterator[tuple[str, Any]]:
        """The fields that say something, as (name, value), in the order of the class."""
        for name in DESCRIPTION_FIELDS:
            value = getattr(self, name)
            if value not in (None, (), False):
                yield name, value


DESCRIPTION_FIELDS: tuple[str, ...] = tuple(Description.model_fields)
EMPTY = Description()
