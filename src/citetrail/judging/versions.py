"""Which version of a work was cited, and what other versions there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from citetrail.judging.comparing import PREPRINT_TYPES
from citetrail.judging.venues import is_preprint_server
from citetrail.model.descriptions import Description
from citetrail.model.records import Record, Relation
from citetrail.model.verdicts import Version

Cited = Literal["published", "preprint", "unknown"]

_NEWER = ("preprint-of", "replaced-by")


def version_of(cited: Description, records: Sequence[Record]) -> Version:
    """The version that `cited` speaks of, judged by its own words, and newer ones that the records link to."""
    what = _cited_version(cited, records)
    newer = _newer(records)
    return Version(cited=what, newer=newer, note=_note(what, newer, records))


def is_preprint(description: Description) -> bool:
    """Whether a description is of a preprint: by its container, its type, or an arXiv id and nothing else."""
    container = description.container_title
    if is_preprint_server(container):
        return True
    if container:
        return False
    if description.type in PREPRINT_TYPES and description.type != "article-journal":
        return True
    return bool(description.identifier("arxiv")) and not description.volume and not description.issue


def _cited_version(cited: Description, records: Sequence[Record]) -> Cited:
    if is_preprint(cited):
        return "preprint"
    if cited.container_title:
        return "published"
    if records and all(is_preprint(record.description) for record in records):
        return "preprint"
    return "published" if records else "unknown"


def _newer(records: Sequence[Record]) -> tuple[Relation, ...]:
    own = {identifier for record in records for identifier in record.description.identifiers}
    relations = [
        relation
        for record in records
        for relation in record.relations
        if relation.kind in _NEWER and relation.target not in own
    ]
    return tuple(dict.fromkeys(relations))


def _note(cited: str, newer: Sequence[Relation], records: Sequence[Record]) -> str | None:
    published = next((relation for relation in newer if relation.kind == "preprint-of"), None)
    if published:
        return f"published as {published.target}"
    if newer:
        return f"replaced by {newer[0].target}"
    journals = [record.description.container_title for record in records if not is_preprint(record.description)]
    if cited == "preprint" and any(journals):
        return f"also published in {next(name for name in journals if name)}"
    if cited == "published" and records and all(is_preprint(record.description) for record in records):
        return "only a preprint was found"
    return None
