"""Positions of cites in a document: first, subsequent, ibid, near note.

Source: CSL 1.0.2 specification, "Choose" (position) and "Note distance".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from citetrail.styles.context import Cite

NEAR_NOTE_DISTANCE = 5


@dataclass(frozen=True)
class Cluster:
    """Cites that stand together; `note` is the number of the footnote they are in, 0 in the text.

    In a narrative cluster the names of the first cite are part of the sentence: "Doe (2020)". One that keeps its order
    is not sorted, whatever the style says.
    """

    id: str
    cites: tuple[Cite, ...]
    note: int = 0
    is_narrative: bool = False
    keeps_order: bool = False


def positioned(clusters: Sequence[Cluster], near_note_distance: int = NEAR_NOTE_DISTANCE) -> list[Cluster]:
    """The clusters, which are in document order, with the position of every cite worked out."""
    first_note: dict[str, int] = {}
    last_note: dict[str, int] = {}
    result: list[Cluster] = []
    before: Cluster | None = None
    for cluster in clusters:
        cites: list[Cite] = []
        for index, cite in enumerate(cluster.cites):
            previous = cites[index - 1] if index else _only_cite(before, cluster, result)
            cites.append(_placed(cite, previous, cluster, first_note, last_note, near_note_distance))
        for cite in cites:
            first_note.setdefault(cite.id, cluster.note)
            last_note[cite.id] = cluster.note
        result.append(replace(cluster, cites=tuple(cites)))
        before = result[-1]
    return result


def _only_cite(before: Cluster | None, cluster: Cluster, result: Sequence[Cluster]) -> Cite | None:
    """The cite a cluster's first may repeat: the only one of the cluster before, in the same note or one before."""
    if cluster.note == 0:
        before = next((entry for entry in reversed(result) if entry.note == 0), None)
    if before is None or (cluster.note and before.note and cluster.note - before.note > 1):
        return None
    same_note = [entry for entry in result if entry.note == before.note] if before.note else [before]
    ids = {cite.id for entry in same_note for cite in entry.cites}
    return before.cites[-1] if len(ids) == 1 and (before.note or len(before.cites) == 1) else None


def _placed(
    cite: Cite,
    previous: Cite | None,
    cluster: Cluster,
    first_note: dict[str, int],
    last_note: dict[str, int],
    near_note_distance: int,
) -> Cite:
    seen = cite.id in first_note or (previous is not None and previous.id == cite.id)
    if not seen:
        return replace(cite, position="first", note=cluster.note)
    near = cluster.note - last_note.get(cite.id, cluster.note) <= near_note_distance
    position = "subsequent"
    if previous is not None and previous.id == cite.id:
        position = _ibid(cite, previous)
    return replace(
        cite,
        position=position,
        near_note=near,
        first_note=first_note.get(cite.id, cluster.note),
        note=cluster.note,
    )


def _ibid(cite: Cite, previous: Cite) -> str:
    if previous.locator and not cite.locator:
        return "subsequent"
    if cite.locator and (cite.locator, cite.label) != (previous.locator, previous.label):
        return "ibid-with-locator"
    return "ibid"
