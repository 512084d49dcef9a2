"""From works of the library to text: bibliography formats, and formatted bibliographies with what the reader added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from citetrail.formats.csl_json import item_from_description
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


def item_of(work: Work) -> dict[str, Any]:
    """A work as the CSL-JSON item that citation styles format."""
    return dict(item_from_description(work.description, work.key))


def export(works: Sequence[Work], form: Format) -> Written:
    """The works in a bibliography format, in their order, and what it could not hold."""
    assert form.write is not None, "the command line offers writable formats only"
    return form.write([entry_of(work) for work in works])
