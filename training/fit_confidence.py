"""Fit the lines of citation/confidence.py: `python training/fit_confidence.py MODEL`.

MODEL must not have seen the development fold (`train_reading.py --check`). Prints LINES and WHOLE.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from corpora import SOURCES, split_of
from numpy.typing import NDArray

from citetrail.reading.citation import confidence, model

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "benchmark"))
MOST = 500  # references of each source
# Label -> the metric's field that says whether it is right.
FIELDS = {
    "author": "first", "title": "title", "container": "container", "date": "year", "volume": "volume", "issue": "issue",
    "pages": "fpage", "publisher": "publisher", "location": "location",
}  # fmt: skip
LABELS = {
    "authors": "author", "title": "title", "container_title": "container", "issued": "date", "volume": "volume",
    "issue": "issue", "pages": "pages", "publisher": "publisher", "publisher_place": "location",
}  # fmt: skip
SOFT = frozenset(("title", "container", "publisher"))


def line(points: list[tuple[float, bool]]) -> tuple[float, float]:
    """Offset and slope of a logistic line through (log odds, right), drawn a little to (0, 0.7)."""
    design = np.array([[1.0, x] for x, _ in points])
    right = np.array([float(y) for _, y in points])
    at, towards = np.array([0.0, 0.7]), np.array([0.0, 0.7])

    def cost(where: NDArray[np.floating]) -> float:
        odds = design @ where
        return float(np.logaddexp(0, odds).sum() - right @ odds + 0.25 * ((where - towards) ** 2).sum())

    for _ in range(60):
        chance = 1 / (1 + np.exp(-design @ at))
        slope = (design * (chance * (1 - chance))[:, None]).T @ design + 0.5 * np.eye(2)
        step = np.linalg.solve(slope, design.T @ (right - chance) - 0.5 * (at - towards))
        while cost(at + step) > cost(at) and np.abs(step).max() > 1e-9:
            step = step / 2
        at = at + step
    return round(float(at[0]), 2), round(max(0.05, float(at[1])), 2)


def judged(row: dict[str, Any], found: Any, bench: Any, score: Any) -> dict[str, tuple[float, bool]]:
    """Per label that was read and has a gold value: the raw log odds, and whether it is right."""
    predicted, points = bench.prediction(found), {}
    stated: dict[str, float] = {}
    for span in found.spans:
        if span.field in LABELS:
            stated.setdefault(LABELS[span.field], span.confidence)
    for label, field in FIELDS.items():
        name = "author" if field == "first" and "first" not in row["gold"] else field
        gold, ours = score.normal(name, row["gold"].get(name)), score.normal(name, predicted.get(name))
        if gold and label in stated:
            soft = bool(ours) and score.similarity(gold, ours) >= 0.8
            is_right = gold == ours or (soft and (label in SOFT or name == "author"))
            points[label] = (confidence.log_odds(stated[label]), is_right)
    return points


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    arguments = parser.parse_args()
    model.shipped_bytes = arguments.model.read_bytes
    confidence.LINES, confidence.WHOLE = {"": (0.0, 1.0)}, (0.0, 1.0)
    import reading as bench

    from citetrail.reading import read_citations

    score, by_label, references = bench.scorer(), defaultdict(list), []
    for name in SOURCES:
        rows = [row for row in split_of(arguments.shared / "corpora/references", name)[1] if row["gold"]][:MOST]
        for row, found in zip(rows, read_citations([row["text"] for row in rows]), strict=True):
            points = judged(row, found, bench, score)
            references.append(points)
            for label, point in points.items():
                by_label[label].append(point)
    lines = {label: line(points) for label, points in by_label.items()}
    lines[""] = line([point for points in by_label.values() for point in points])
    whole = []
    for points in references:
        key = {label: point for label, point in points.items() if label in confidence.KEY_LABELS}
        product = 1.0
        for label, (odds, _) in key.items():
            product *= 1 / (1 + np.exp(-(lines[label][0] + lines[label][1] * odds)))
        if key:
            whole.append((confidence.log_odds(product), all(right for _, right in key.values())))
    print("LINES =", lines)
    print("WHOLE =", line(whole))


if __name__ == "__main__":
    main()
