"""Works for the tests of the library: visibly fictional, but of the shapes that real ones have."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from citetrail.library import Library
from citetrail.model import Description, Identifier, Person, Record, Work, identifier_from_text
from citetrail.model.dates import date_of_year

SEEN = datetime(2026, 2, 1, tzinfo=UTC)


def describe(title: str, *authors: str, year: int | None = None, doi: str | None = None, **fields: Any) -> Description:
    """A description; authors are family names."""
    found = identifier_from_text(doi) if doi else None
    return Description(
        title=title,
        authors=tuple(Person(family=family) for family in authors),
        issued=date_of_year(year) if year else None,
        identifiers=(found,) if found else (),
        **fields,
    )


def work(key: str, title: str = "An invented title", *authors: str, **fields: Any) -> Work:
    """A work without records; `tags`, `aliases`, `notes` … go to the work, the rest to its description."""
    own = {name: fields.pop(name) for name in list(fields) if name in Work.model_fields and name != "description"}
    return Work(key=key, description=describe(title, *authors, **fields), **own)


def record(description: Description, provider: str = "crossref", **fields: Any) -> Record:
    """What one source said."""
    fields.setdefault("retrieved_at", SEEN)
    return Record(provider=provider, record_id="r1", description=description, **fields)


def doi(value: str) -> Identifier:
    """A DOI of the prefix for examples."""
    return Identifier(scheme="doi", value=f"10.5555/{value}")


def keys(library: Library, query: str, **how: Any) -> list[str]:
    """The keys that a query finds, in order."""
    return [row.key for row in library.find(query, **how)]


def dumped(library: Library, folder: Path) -> dict[str, str]:
    """The whole library as text, by file name."""
    library.dump(folder)
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.json"))}
