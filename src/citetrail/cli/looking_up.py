"""From what a person calls a work to the Work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citetrail.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citetrail.library import Library, Row
    from citetrail.model.works import Work


def work_named(library: Library, name: str) -> Work:
    """The work with this key, older key or identifier. Raises InputError with near keys if there is none."""
    work = library.resolve(name)
    if work is None:
        raise InputError(f"no work is called {name!r} in this library", hint=_near(library, name))
    return work


def row_named(library: Library, name: str) -> Row:
    """As `work_named`, but only the row that lists show: much lighter. Raises InputError if there is none."""
    number = library.resolve_id(name)
    row = None if number is None else library.row(number)
    if row is None:
        raise InputError(f"no work is called {name!r} in this library", hint=_near(library, name))
    return row


def _near(library: Library, name: str) -> str:
    import difflib

    keys = sorted(library.taken_keys())
    begun = [key for key in keys if name and key.startswith(name.casefold())]
    near = begun[:3] or difflib.get_close_matches(name, keys, n=3, cutoff=0.6)
    return f"Did you mean {' or '.join(near)}?" if near else "citetrail list shows the keys."


def works_having(library: Library, query: Sequence[str], what: str) -> list[Work]:
    """The works that the query names or finds, else every one; of these those with a `note`, `quote`, `claim` …"""
    if not query:
        return list(library.works(library.work_ids(f"has:{what}")))
    return [work for work in works_named(library, query) if getattr(work, f"{what}s")]


def works_named(library: Library, words: Sequence[str]) -> tuple[Work, ...]:
    """The works of these keys or identifiers, else those that the words find as a query; every one without words.

    Raises InputError if there is neither such a key nor anything that the query finds.
    """
    found = library.works(ids_named(library, words))
    if words and not found:
        raise InputError(f"nothing is called or found by {' '.join(words)!r}", hint=_near(library, words[0]))
    return found


def ids_named(library: Library, words: Sequence[str]) -> Sequence[int]:
    """The works of these keys or identifiers, in that order, else those that the words find as a query; maybe none."""
    named = [library.resolve_id(word) for word in words]
    if named and all(number is not None for number in named):
        return [number for number in dict.fromkeys(named) if number is not None]
    return library.work_ids(" ".join(words))


def each_with_file(library: Library, words: Sequence[str]) -> Iterator[Work]:
    """The works with files among those that the words name or find, one by one; every one of them without words."""
    numbers = library.work_ids("has:file")
    if words:
        wanted = set(ids_named(library, words))
        numbers = tuple(number for number in numbers if number in wanted)
    for number in numbers:
        yield from library.works([number])
