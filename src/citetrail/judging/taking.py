"""Whether the work behind a verdict may be taken for the one that is meant: stored, or written into a file."""

from __future__ import annotations

from citetrail.judging.weights import TAKE
from citetrail.model.verdicts import Verdict


def is_sure(verdict: Verdict) -> bool:
    """An identifier of the reference leads to the work, or a search found it and its score is high.

    A verdict on less says in a check what a reference may have meant; that is not enough to change anything by it.
    """
    if verdict.match is None or verdict.identity not in ("verified", "mismatch"):
        return False
    own = set(verdict.reference.description.identifiers)
    return bool(own & set(verdict.match.record.description.identifiers)) or verdict.match.score >= TAKE
