"""From a Reference to the words a source is asked with: fields where they were read, else the citation itself."""

from __future__ import annotations

import re
from typing import NamedTuple

from citetrail.model import PartialDate, Person, Reference, fold_words, plain_from_markup

MOST_WORDS = 60  # longer questions rank worse and break limits on the length of an address
MOST_AUTHORS = 3
MENTION_CANDIDATES = 20  # prose ranks badly
_NOISE = re.compile(r"https?://\S+|\b(?:doi|pmid|arxiv|issn|isbn)\s*:\s*\S+|10\.\d{4,9}/\S+", re.IGNORECASE)


class SearchWords(NamedTuple):
    """`bibliographic` is never empty; `authors` holds family names; `title` is None when none was read."""

    bibliographic: str
    authors: str
    title: str | None
    year: int | None


def search_words(reference: Reference) -> SearchWords:
    """The words of a reference for searching."""
    description = reference.description
    name = plain_from_markup(description.title) if description.title else None
    families = " ".join(_family(person) for person in description.authors[:MOST_AUTHORS]).strip()
    if not name:
        return SearchWords(
            _shortened(_NOISE.sub(" ", reference.raw)) or families or reference.raw, "", None, description.year
        )
    parts = (name, description.container_title, str(description.year or ""))
    return SearchWords(_shortened(" ".join(part for part in parts if part)), families, name, description.year)


def title_words(reference: Reference) -> str:
    """The title's words alone, folded, without punctuation that search engines read as operators; may be empty."""
    return _shortened(fold_words(reference.description.title or ""))


class MentionWords(NamedTuple):
    """What prose tells of a work: family names, telling words, the journal, and first and last day as ISO dates."""

    families: tuple[str, ...]
    words: tuple[str, ...]
    journal: str | None
    first: str | None
    last: str | None


def mention_words(reference: Reference) -> MentionWords:
    """The words of a reference of the kind `mention`, whose title is only words of the passage."""
    description = reference.description
    families = dict.fromkeys(fold_words(_family(person)) for person in description.authors[:MOST_AUTHORS])
    issued = description.issued
    return MentionWords(
        families=tuple(family for family in families if family),
        words=tuple(fold_words(description.title or "").split()),
        journal=fold_words(description.container_title) if description.container_title else None,
        first=_iso_day(issued.start, is_last=False) if issued else None,
        last=_iso_day(issued.end, is_last=True) if issued and issued.end else None,
    )


def _iso_day(when: PartialDate, *, is_last: bool) -> str | None:
    if when.year is None:
        return None
    month, day = (when.month or 12, when.day or 28) if is_last else (when.month or 1, when.day or 1)
    return f"{when.year:04}-{month:02}-{day:02}"


def _family(person: Person) -> str:
    return person.full_family


def _shortened(text: str) -> str:
    return " ".join(plain_from_markup(text).split()[:MOST_WORDS])
