"""From a Reference to the words a source is asked with: fields where they were read, else the citation itself."""

from __future__ import annotations

import re
from typing import NamedTuple

from citetrail.model import Person, Reference, fold_words, plain_from_markup

MOST_WORDS = 60  # longer questions rank worse and break limits on the length of an address
MOST_AUTHORS = 3
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


def _family(person: Person) -> str:
    return person.full_family


def _shortened(text: str) -> str:
    return " ".join(plain_from_markup(text).split()[:MOST_WORDS])
