"""What of a work can be searched: one text of folded words per field, the same for the index and in memory."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from citetrail.judging.words import indexable, other_spellings

if TYPE_CHECKING:
    from citetrail.model.descriptions import Description
    from citetrail.model.persons import Person

# Fields made from the description; the others (below) from what the person keeps beside it.
DESCRIBED = ("title", "author", "editor", "venue", "publisher", "abstract", "keyword", "spelling")
KEPT = ("key", "tag", "note", "quote", "claim", "body")
FIELDS = DESCRIBED + KEPT


def described(description: Description) -> dict[str, str]:
    """The searchable words of each field in DESCRIBED; parts are set off by a mark that no phrase crosses."""
    titles = (
        description.title, description.title_short, description.original_title, description.translated_title,
        description.volume_title, description.part_title, description.reviewed_title,
    )  # fmt: skip
    venues = (
        description.container_title, description.container_title_short, description.collection_title,
        description.event_title,
    )  # fmt: skip
    authors = _names(description.authors)
    others = [_names(people) for _, people in description.contributors]
    return {
        "title": searchable(titles),
        "author": searchable(authors),
        "editor": searchable(
            [*_names(description.editors), *_names(description.translators), *_names(description.container_authors)]
            + [name for names in others for name in names]
        ),
        "venue": searchable(venues),
        "publisher": searchable((description.publisher, description.institution)),
        "abstract": searchable((description.abstract, description.note, description.annote)),
        "keyword": searchable(description.keywords),
        "spelling": _spellings(description.title, authors),
    }


BREAK = "|"  # between parts of a field: a word of its own in the index, and in no query


def searchable(texts: Iterable[str | None]) -> str:
    """The words of several texts as the index takes them, parted so that no phrase runs from one into the next."""
    joined = BREAK.join([text for text in texts if text])
    return indexable(joined) if joined else ""


def _names(people: Iterable[Person]) -> list[str]:
    return [str(person) for person in people]


def _spellings(title: str | None, names: Iterable[str]) -> str:
    return " ".join([*other_spellings(title or ""), *other_spellings(BREAK.join(names))])
