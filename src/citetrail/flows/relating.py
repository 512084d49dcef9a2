"""Versions of one work stay works of their own, linked both ways."""

from __future__ import annotations

from citetrail import judging
from citetrail.library import Library
from citetrail.model.records import RelationKind
from citetrail.model.works import Work


def link_versions(library: Library, one: Work, other: Work) -> str:
    """Link two versions of a work both ways; gives how, in words."""
    is_older = judging.is_preprint(one.description) and not judging.is_preprint(other.description)
    is_newer = judging.is_preprint(other.description) and not judging.is_preprint(one.description)
    kind: RelationKind = "preprint-of" if is_older else "has-preprint" if is_newer else "version-of"
    back: RelationKind = "has-preprint" if is_older else "preprint-of" if is_newer else "version-of"
    with library.change(f"link {one.key} and {other.key}"):
        library.relate(one.stored_id, kind, other.stored_id)
        library.relate(other.stored_id, back, one.stored_id)
    return f"{one.key} is {kind.replace('-', ' ')} {other.key}"
