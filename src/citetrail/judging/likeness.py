"""How alike two values are: an outcome, the rule that makes them the same, and a similarity from 0 to 1."""

from __future__ import annotations

from typing import NamedTuple

from citetrail.model.verdicts import FieldOutcome, Severity


class Likeness(NamedTuple):
    """The result of holding one value against another. `rule` names the variant, or the kind of difference."""

    outcome: FieldOutcome
    rule: str | None = None
    similarity: float = 1.0
    severity: Severity = "none"

    @property
    def agrees(self) -> bool:
        """Whether both say the same, perhaps in other words."""
        return self.outcome in ("equal", "variant")


EQUAL = Likeness("equal")
NOT_IN_RECORD = Likeness("absent-in-record", similarity=0.0)
NOT_IN_REFERENCE = Likeness("absent-in-reference", similarity=0.0)

_ORDER: dict[str, int] = {
    "equal": 4,
    "variant": 3,
    "absent-in-record": 2,
    "absent-in-reference": 1,
    "different": 0,
}


def variant(rule: str, similarity: float = 0.97) -> Likeness:
    """The same in other words."""
    return Likeness("variant", rule, similarity)


def different(rule: str, similarity: float, severity: Severity = "major") -> Likeness:
    """Not the same."""
    return Likeness("different", rule, similarity, severity)


def best_of(*found: Likeness) -> Likeness:
    """The likeness most favourable to whoever wrote the reference."""
    return max(found, key=lambda single: (_ORDER[single.outcome], single.similarity))
