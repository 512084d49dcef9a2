"""How sure a field and a whole reading are, calibrated: of the fields stated at 0.8, four in five are right."""

from __future__ import annotations

import math
from collections.abc import Iterable

# Per label the line (offset, slope) from the log odds of a piece's least sure token to those of the field being right;
# fitted by training/fit_confidence.py on references that the model was not trained on.
LINES: dict[str, tuple[float, float]] = {
    "author": (0.96, 0.46),
    "title": (0.64, 0.42),
    "container": (0.51, 0.47),
    "date": (1.88, 0.62),
    "volume": (0.91, 0.67),
    "issue": (0.12, 1.37),
    "pages": (1.56, 0.53),
    "publisher": (0.58, 0.47),
    "location": (0.74, 0.52),
    "": (0.85, 0.5),  # any other
}
WHOLE = (0.28, 0.93)  # the same from the product of the key fields to all of them being right
UNTITLED = 0.25  # a judgement after reading such references, not fitted: few were right
KEY_LABELS = frozenset(("author", "title", "container", "date", "volume", "pages"))
_LEAST, _MOST = 0.0005, 0.9995


def log_odds(chance: float) -> float:
    """The log odds of a chance, kept finite."""
    bound = min(max(chance, _LEAST), _MOST)
    return math.log(bound / (1 - bound))


def field_confidence(label: str, least_sure: float) -> float:
    """The chance that a field is right whose least sure token (or neighbour) has this marginal probability."""
    return _on_line(LINES.get(label, LINES[""]), least_sure)


def whole_confidence(fields: Iterable[tuple[str, float]], *, is_untitled: bool = False) -> float:
    """The chance that every key field is right, from (label, confidence) of each; 0 where nothing was read.

    `is_untitled`: no title was found where there must be one.
    """
    product, count = (UNTITLED if is_untitled else 1.0), 0
    for label, confidence in fields:
        if label in KEY_LABELS:
            product, count = product * confidence, count + 1
    return _on_line(WHOLE, product) if count else 0.0


def _on_line(line: tuple[float, float], chance: float) -> float:
    return 1 / (1 + math.exp(-(line[0] + line[1] * log_odds(chance))))
