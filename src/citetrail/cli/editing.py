"""From `field=value` as typed to the person's own values of a description."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from citetrail.errors import InputError

if TYPE_CHECKING:
    from citetrail.model.works import Work

SHORT_NAMES = {
    "author": "authors", "editor": "editors", "translator": "translators", "journal": "container_title",
    "booktitle": "container_title", "container": "container_title", "series": "collection_title", "year": "issued",
    "date": "issued", "place": "publisher_place", "keyword": "keywords", "school": "institution",
}  # fmt: skip
_PEOPLE = ("authors", "editors", "translators", "container_authors", "collection_editors")
_DATES = ("issued", "accessed", "submitted", "original_date", "available_date", "event_date")
_SCHEMES = ("doi", "pmid", "pmcid", "arxiv", "isbn", "openalex")
_NOT_TYPED = ("extra", "contributors", "has_more_authors", "has_more_editors", "identifiers")


def assignable() -> tuple[str, ...]:
    """The names that can stand before `=`."""
    from citetrail.model.descriptions import DESCRIPTION_FIELDS

    return (*SHORT_NAMES, *_SCHEMES, *(name for name in DESCRIPTION_FIELDS if name not in _NOT_TYPED))


def assigned(work: Work, assignments: Sequence[str]) -> list[tuple[str, Any]]:
    """(field, value) for each `field=value`; None takes the edit back. Raises InputError for what is no assignment."""
    pairs = []
    for assignment in assignments:
        name, equals, text = assignment.partition("=")
        if not equals:
            raise InputError(f"{assignment!r} sets nothing", hint="Write it as FIELD=VALUE, such as year=2011.")
        pairs.append(_field_and_value(work, name.strip().lower().replace("-", "_"), text.strip()))
    return pairs


def _field_and_value(work: Work, name: str, text: str) -> tuple[str, Any]:
    from citetrail.model.descriptions import DESCRIPTION_FIELDS

    if name in _SCHEMES:
        return "identifiers", _identifiers(work, name, text)
    field = SHORT_NAMES.get(name, name)
    if field not in DESCRIPTION_FIELDS or field in ("extra", "contributors", "has_more_authors", "has_more_editors"):
        raise InputError(f"no field is called {name!r}", hint="Fields: " + ", ".join(DESCRIPTION_FIELDS))
    if not text:
        return field, None
    return field, _READERS.get(field, str)(text)


def _identifiers(work: Work, scheme: str, text: str) -> Any:
    from citetrail.model.identifiers import identifier_of

    others = tuple(single for single in work.description.identifiers if single.scheme != scheme)
    if not text:
        return others or None
    identifier = identifier_of(scheme, text)  # type: ignore[arg-type]  # one of _SCHEMES
    if identifier is None:
        raise InputError(f"{text!r} is no {scheme.upper()}")
    return (identifier, *others)


def _people(text: str) -> Any:
    from citetrail.model.persons import group, person_from_text

    names = [name.strip() for name in text.split(";") if name.strip()]
    people = [
        group(name[1:-1]) if name.startswith("{") and name.endswith("}") else person_from_text(name) for name in names
    ]
    if not people or None in people:
        raise InputError(f"{text!r} holds no names", hint="Write names as Family, Given; Family, Given; {A Group}.")
    return tuple(people)


def _date(text: str) -> Any:
    from citetrail.model.dates import date_range_from_edtf

    date = date_range_from_edtf(text)
    if date is None:
        raise InputError(f"{text!r} is no date", hint="Write it as 2011, 2011-06, 2011-06-27 or 2010/2011.")
    return date


def _pages(text: str) -> Any:
    from citetrail.model.pages import pages_from_text

    pages = pages_from_text(text)
    if pages is None:
        raise InputError(f"{text!r} is no page range", hint="Write it as 1388-1396; for other words use page_text=…")
    return pages


def _words(text: str) -> Any:
    return tuple(word.strip() for word in text.split(";") if word.strip())


_READERS: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(_PEOPLE, _people),
    **dict.fromkeys(_DATES, _date),
    "pages": _pages,
    "keywords": _words,
}


# What ends a key or means something else in BibTeX, LaTeX, pandoc or a shell.
_NO_KEY = re.compile(r"[\s,;{}()\[\]\"'#%=\\~@]")


def require_key(key: str) -> None:
    """Raises InputError for a citation key that no bibliography file could hold, or no manuscript cite."""
    found = _NO_KEY.search(key)
    if found is not None or not key:
        raise InputError(
            f"{key!r} is no citation key",
            hint="Make it of letters, digits and - _ : . + / without blanks, so that texts can cite it.",
        )
