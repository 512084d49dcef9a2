"""Train the citation reader: `make train-reading`, or `python training/train_reading.py --shared ../shared`.

Writes src/citetrail/reading/citation/model.bin. With `--check` the development fold is left out of the training and
the model goes to the build folder, where fit_confidence.py and check.py measure it.
Everything is seeded: the same data and versions give the same model.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import known_names
import lexicon
import numpy as np
import render
from corpora import SOURCES, Example, example_from_row, rows_of, split_of
from crf import Weights, new_weights, train_pass
from features import Features
from noise import noised

from citetrail.reading.citation.model import BOUNDARIES, FILE, bytes_from_model
from citetrail.reading.citation.segments import LABELS

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build" / "reading"
SEED = 7
BITS = 19  # the weight table has 2**19 rows
PASSES, PARTS, AVERAGED = 8, 4, 3  # the weights are averaged over the ends of the parts of the last passes
RATE, DECAY, DROP = 0.2, 1e-5, 0.65
RENDERED_SHARE, FREE_SHARE, WORLD_SHARE, NOISED_SHARE, NOISED = 0.7, 0.45, 0.5, 0.6, 0.4
PER_STYLE = 9
LARGEST_WEIGHT = 2.2  # beyond this weights are clipped when they become bytes


def examples_of(folder: Path, rendered: Path, *, with_dev: bool) -> tuple[list[Example], list[float]]:
    """What is learnt from, with the share of each: corpora, rendered references, and noised copies of both."""
    examples: list[Example] = []
    shares: list[float] = []
    for name, share in SOURCES.items():
        train, dev = split_of(folder, name)
        found = [one for row in (train + dev if with_dev else train) if (one := example_from_row(row))]
        examples += found
        shares += [share] * len(found)
    for row in rows_of(rendered):
        if found_one := example_from_row(row):
            examples.append(found_one)
            shares.append({"free": FREE_SHARE, "world": WORLD_SHARE}.get(row["style"], RENDERED_SHARE))
    rng = random.Random(SEED)
    for example, share in list(zip(examples, shares, strict=True)):
        if rng.random() < NOISED:
            examples.append(Example(*noised(*example, rng)))
            shares.append(share * NOISED_SHARE)
    return examples, shares


def trained(features: Features, examples: list[Example], shares: list[float]) -> Weights:
    """The averaged weights after all passes."""
    start = time.process_time()
    matrix = features.matrix([(one.words, one.spaced) for one in examples])
    masks = np.array([mask for one in examples for mask in one.masks], dtype=np.int64)
    print(f"{len(examples)} references, {matrix.ids.shape} features, {time.process_time() - start:.0f} s", flush=True)
    weights = new_weights(BITS, BOUNDARIES, len(LABELS))
    rows, transitions, count = np.zeros_like(weights.rows), np.zeros_like(weights.transitions), 0
    rng = np.random.default_rng(SEED)
    for number in range(PASSES):
        plan = {"rate": RATE if number < PASSES - 2 else RATE / 2, "decay": DECAY, "drop": DROP, "seed": number}
        loss, tokens, start = 0.0, 0, time.process_time()
        for part in np.array_split(rng.permutation(len(examples)), PARTS):
            lost, seen = train_pass(weights, matrix, masks, np.array(shares), plan | {"order": part})
            loss, tokens = loss + lost, tokens + seen
            if number >= PASSES - AVERAGED:
                rows, transitions, count = rows + weights.rows, transitions + weights.transitions, count + 1
        print(f"pass {number + 1}: loss {loss / tokens:.4f}, {time.process_time() - start:.0f} s", flush=True)
    return weights._replace(rows=rows / count, transitions=transitions / count)


def packed(weights: Weights, words: bytes, names: bytes) -> bytes:
    """The model file: weights as bytes, transitions as int16."""
    step = LARGEST_WEIGHT / 127
    transition_step = float(np.abs(weights.transitions).max() / 32000)
    header = {
        "rows": 1 << BITS, "labels": len(LABELS), "weight_step": step, "transition_step": transition_step,
        "lexicon": len(words), "names": len(names),
    }  # fmt: skip
    rows = np.clip(np.round(weights.rows / step), -127, 127).astype(np.int8)
    transitions = np.round(weights.transitions / transition_step).astype("<i2")
    return bytes_from_model(header, words, names, transitions.tobytes(), rows.tobytes())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument(
        "--check", action="store_true", help="leave the development fold out; write to the build folder"
    )
    arguments = parser.parse_args()
    BUILD.mkdir(parents=True, exist_ok=True)
    catalogue, references = arguments.shared / "catalogue", arguments.shared / "corpora" / "references"
    words = lexicon.built(catalogue, references)
    names = known_names.built(catalogue, references, words)
    rendered = BUILD / "rendered.jsonl.gz"
    if not rendered.exists():
        render.write_rendered(arguments.shared, rendered, PER_STYLE)
    examples, shares = examples_of(references, rendered, with_dev=not arguments.check)
    weights = trained(Features(words, names, BITS), examples, shares)
    target = BUILD / FILE if arguments.check else ROOT / "src/citetrail/reading/citation" / FILE
    target.write_bytes(packed(weights, words, names))
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
