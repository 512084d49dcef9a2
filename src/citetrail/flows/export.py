"""From works of the library to text: bibliography formats, and formatted bibliographies with what the reader added."""

from __future__ import annotations

from collections.abc import Sequence

from citetrail.model.formats import Entry, Format, Written
from citetrail.model.works import Work


def entry_of(work: Work) -> Entry:
    """A work as an entry of a bibliography file."""
    return Entry(
        key=work.key,
        description=work.description,
        aliases=work.aliases,
        tags=work.tags,
        notes=tuple(note.text for note in work.notes),
    )


def export(works: Sequence[Work], form: Format) -> Written:
    """The works in a bibliography format, in their order, and what it could not hold."""
    assert form.write is not None, "the command line offers writable formats only"
    return form.write([entry_of(work) for work in works])
