"""From what a person calls a work to the Work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citetrail.errors import InputError

if TYPE_CHECKING:
    from citetrail.library import Library
    from citetrail.model.works import Work


def work_named(library: Library, name: str) -> Work:
    """The work with this key, older key or identifier. Raises InputError with near keys if there is none."""
    work = library.resolve(name)
    if work is None:
        raise InputError(f"no work is called {name!r} in this library", hint=_near(library, name))
    return work


def _near(library: Library, name: str) -> str:
    import difflib

    near = difflib.get_close_matches(name, sorted(library.taken_keys()), n=3, cutoff=0.6)
    return f"Did you mean {' or '.join(near)}?" if near else "citetrail list shows the keys."
