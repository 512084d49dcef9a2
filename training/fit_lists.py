"""Fit the weights of citation/lists.py on the shared reference lists: `python training/fit_lists.py`.

Prints metric M2 of the lists' index (matched by rapidfuzz ratio >= 90 of letters and digits), each list measured with
weights that were fitted without it, and then the weights fitted on all lists.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import fuzz

import citetrail.reading.citation.lists as lists

ROOT = Path(__file__).resolve().parents[1]
FOLDS, SEED, DECAY = 6, 3, 0.2
Sample = tuple[dict[str, float], bool]


def letters(text: str) -> str:
    """Letters and digits, small, without marks: how the metric compares."""
    plain = (c for c in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "", "".join(plain))


def samples_of(row: dict[str, Any]) -> list[Sample]:
    """(features, whether a reference or its label begins there) for each line but the first."""
    kept = [line for line in lists._without_surroundings(list(lists._lines_of(row["text"]))) if line.words]
    samples = []
    for line, features in zip(kept, lists.line_features(kept), strict=True):
        begins = any(line.start <= one["start"] <= line.start + 2 + _room(one) for one in row["refs"])
        samples.append((features, begins))
    return samples[1:]


def _room(reference: dict[str, Any]) -> int:
    return len(reference["label"]) + 2 if reference.get("label") else 0


def is_labelled(row: dict[str, Any]) -> bool:
    return sum(bool(one.get("label")) for one in row["refs"]) > len(row["refs"]) / 2


def unlabelled(row: dict[str, Any]) -> dict[str, Any]:
    """A labelled list with its labels taken out: one more list to learn from."""
    text, parts, references, place = row["text"], [], [], 0
    for one in row["refs"]:
        cut = one["start"]
        if one.get("label"):
            where = text.rfind(one["label"], max(0, cut - len(one["label"]) - 5), cut)
            cut = where if where >= 0 else cut
        parts.append(text[place:cut])
        start = sum(map(len, parts))
        references.append({"start": start, "end": start + one["end"] - one["start"], "label": "", "raw": one["raw"]})
        parts.append(text[one["start"] : one["end"]])
        place = one["end"]
    return {"id": row["id"], "text": "".join(parts) + text[place:], "refs": references}


def fitted(samples: list[Sample]) -> dict[str, float]:
    """Logistic weights by Newton's method."""
    names = list(samples[0][0])
    design = np.array([[features[name] for name in names] for features, _ in samples])
    begins = np.array([float(one) for _, one in samples])
    weights, decay = np.zeros(len(names)), DECAY * 50 * np.eye(len(names))
    for _ in range(100):
        chance = 1 / (1 + np.exp(-design @ weights))
        slope = (design * (chance * (1 - chance))[:, None]).T @ design + decay
        step = np.linalg.solve(slope, design.T @ (begins - chance) - decay @ weights)
        weights = weights + step
        if np.abs(step).max() < 1e-6:
            break
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def matched(row: dict[str, Any]) -> np.ndarray:
    """(right, predicted, gold), one to one from the best pair down."""
    gold = [letters(one["raw"]) for one in row["refs"]]
    spans = [(start, end) for start, end in lists.split_references(row["text"]) if end - start >= 20]
    predicted = [letters(row["text"][start:end]) for start, end in spans]
    pairs = [
        (ratio, i, j)
        for i, ours in enumerate(predicted)
        for j, theirs in enumerate(gold)
        if abs(len(ours) - len(theirs)) < 0.25 * max(len(ours), len(theirs), 1)
        and (ratio := fuzz.ratio(ours, theirs, score_cutoff=90))
    ]
    used: set[tuple[str, int]] = set()
    right = 0
    for _, i, j in sorted(pairs, reverse=True):
        if ("ours", i) not in used and ("theirs", j) not in used:
            used |= {("ours", i), ("theirs", j)}
            right += 1
    return np.array([right, len(predicted), len(gold)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    path = parser.parse_args().shared / "corpora" / "documents" / "reference_segments.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines]
    variants = {place: [row, *([unlabelled(row)] if is_labelled(row) else [])] for place, row in enumerate(rows)}
    samples = {place: [one for row in both for one in samples_of(row)] for place, both in variants.items()}
    order = list(variants)
    random.Random(SEED).shuffle(order)
    printed, bare = np.zeros(3), np.zeros(3)
    for fold in range(FOLDS):
        held = order[fold::FOLDS]
        lists.WEIGHTS = fitted([one for place, found in samples.items() if place not in held for one in found])
        for place in held:
            printed += matched(variants[place][0])
            bare += matched(variants[place][-1])
    for name, (right, predicted, gold) in (("as printed", printed), ("without labels", bare)):
        print(f"{name}: recall {right / gold:.3f}, precision {right / predicted:.3f}")
    print(json.dumps(fitted([one for found in samples.values() for one in found]), indent=4))


if __name__ == "__main__":
    main()
