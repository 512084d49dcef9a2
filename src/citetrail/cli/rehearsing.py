"""Doing things for show: `--dry-run` runs the real change and takes it back before anybody else sees it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from citetrail.cli.inputs import is_interactive

if TYPE_CHECKING:
    from citetrail.library import Library


class _Over(Exception):
    """The rehearsal is over; what it changed is rolled back."""


@contextmanager
def rehearsed(library: Library, dry_run: bool) -> Iterator[None]:
    """What is inside changes the library, or, if `dry_run`, nothing. Ask no source inside: others wait meanwhile."""
    if not dry_run:
        yield
        return
    try:
        with library.change("rehearsal"):
            yield
            raise _Over
    except _Over:
        return


def agreed(question: str, *, yes: bool) -> bool:
    """Whether the person agrees; programs do not get asked, as every change of the library can be undone."""
    import typer

    return yes or not is_interactive() or typer.confirm(question, err=True)
