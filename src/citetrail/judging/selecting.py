"""Whether a Work is what a Query asks for: the language's face in Python. The other one, in SQL, is the library's."""

from __future__ import annotations

from collections.abc import Callable

from citetrail.judging.query import (
    AddedBetween,
    All,
    CitedBy,
    Cites,
    Has,
    HasIdentifier,
    InReading,
    Judged,
    Keyed,
    Not,
    OfType,
    Query,
    Rated,
    Some,
    Standing,
    Tagged,
    Words,
    Years,
)  # fmt: skip
from citetrail.judging.searchable import FIELDS, described, searchable
from citetrail.judging.words import split_words
from citetrail.model.folding import fold
from citetrail.model.identifiers import Identifier
from citetrail.model.works import Work

# Words of an author's name are also looked for in other spellings (`obrien`); the same in the index.
FIELDS_OF = {"author": ("author", "spelling"), "title": ("title", "spelling")}


def matches(
    query: Query, work: Work, *, work_of: Callable[[str], Work | None] = lambda _: None, body: str = ""
) -> bool:
    """Whether the work is what the query asks for.

    `work_of` finds the work of a key, for `cites:` and `cited-by:`; `body` is the text of its attachments.
    """
    if isinstance(query, All):
        return all(matches(part, work, work_of=work_of, body=body) for part in query.parts)
    if isinstance(query, Some):
        return any(matches(choice, work, work_of=work_of, body=body) for choice in query.choices)
    if isinstance(query, Not):
        return not matches(query.part, work, work_of=work_of, body=body)
    if isinstance(query, Words):
        return _has_words(query, work, body)
    if isinstance(query, Cites | CitedBy):
        other = work_of(query.key)
        if other is None:
            return False
        return _cites(work, other) if isinstance(query, Cites) else _cites(other, work)
    return _fits(query, work)


def _has_words(query: Words, work: Work, body: str) -> bool:
    texts = texts_of(work, body)
    fields = FIELDS if query.field is None else FIELDS_OF.get(query.field, (query.field,))
    return any(_holds(split_words(texts[field]), query) for field in fields)


def texts_of(work: Work, body: str = "") -> dict[str, str]:
    """The searchable words of every field in FIELDS."""
    return {
        **described(work.description),
        "key": searchable((work.key, *work.aliases)),
        "tag": searchable(work.tags),
        "note": searchable(note.text for note in work.notes),
        "quote": searchable(quote.exact for quote in work.quotes),
        "claim": searchable(claim.text for claim in work.claims),
        "body": searchable((body,)),
    }


def _holds(words: list[str], query: Words) -> bool:
    length = len(query.words)
    *whole, last = query.words
    for start in range(len(words) - length + 1):
        if words[start : start + length - 1] == whole:
            end = words[start + length - 1]
            if end == last or (query.is_prefix and end.startswith(last)):
                return True
    return False


def _fits(query: Query, work: Work) -> bool:
    description = work.description
    if isinstance(query, HasIdentifier):
        return any(_is_identifier(query, identifier) for identifier in description.identifiers)
    if isinstance(query, Years):
        return _is_between(description.year, query.first, query.last)
    if isinstance(query, AddedBetween):
        day = work.added_at.date() if work.added_at else None
        return bool(day and (not query.first or query.first <= day) and (not query.before or day < query.before))
    if isinstance(query, Tagged):
        return any(_is_tag(query, fold(tag)) for tag in work.tags)
    if isinstance(query, Keyed):
        return any(key.casefold().startswith(query.prefix) for key in (work.key, *work.aliases))
    if isinstance(query, OfType):
        return is_of_type(query, description.type)
    if isinstance(query, Standing):
        return work.standing == query.standing
    if isinstance(query, Rated):
        return _is_between(work.rating, query.least, query.most)
    if isinstance(query, InReading):
        return (work.reading or "unread") == query.state
    if isinstance(query, Judged):
        return any(claim.verdict == query.verdict for claim in work.claims)
    return isinstance(query, Has) and _HAS[query.what](work)


def _is_identifier(query: HasIdentifier, identifier: Identifier) -> bool:
    if identifier.scheme != query.scheme:
        return False
    return identifier.value.startswith(query.value) if query.is_prefix else identifier.value == query.value


def _is_between(number: int | None, first: int | None, last: int | None) -> bool:
    return number is not None and (first is None or first <= number) and (last is None or number <= last)


def _is_tag(query: Tagged, tag: str) -> bool:
    return tag == query.name or tag.startswith(query.name if query.is_prefix else f"{query.name}/")


def is_of_type(query: OfType, of_work: str | None) -> bool:
    """Whether a CSL type is the one meant: `=article` exactly, else a part that begins so."""
    if of_work is None:
        return False
    return of_work == query.part[1:] if query.part.startswith("=") else f"-{query.part}" in f"-{of_work.casefold()}"


def _cites(citing: Work, cited: Work) -> bool:
    names = set(map(str, cited.description.identifiers))
    printed = (reference.description for record in citing.records for reference in record.references)
    if any(str(identifier) in names for description in printed for identifier in description.identifiers):
        return True
    known = set(map(str, cited.citing))
    return any(str(identifier) in known for identifier in citing.description.identifiers)


def _describes(name: str) -> Callable[[Work], bool]:
    return lambda work: bool(getattr(work.description, name))


def _is_pdf(work: Work) -> bool:
    return any(file.media_type == "application/pdf" or file.name.lower().endswith(".pdf") for file in work.attachments)


_HAS: dict[str, Callable[[Work], bool]] = {
    "abstract": _describes("abstract"),
    "author": _describes("authors"),
    "citing": lambda work: bool(work.citing),
    "claim": lambda work: bool(work.claims),
    "doi": _describes("doi"),
    "edit": lambda work: bool(work.edits),
    "file": lambda work: bool(work.attachments),
    "identifier": _describes("identifiers"),
    "note": lambda work: bool(work.notes),
    "pdf": _is_pdf,
    "quote": lambda work: bool(work.quotes),
    "rating": lambda work: work.rating is not None,
    "record": lambda work: bool(work.records),
    "tag": lambda work: bool(work.tags),
    "title": _describes("title"),
    "year": lambda work: work.description.year is not None,
}
