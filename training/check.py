"""Measure a model on the development fold: `python training/check.py [MODEL] [--shared ../shared]`.

The metric is the benchmark's. Failures are written to build/reading/failures.SOURCE.txt, to be read by eye.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from corpora import SOURCES, split_of

from citetrail.reading.citation import model

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build" / "reading"
sys.path.insert(0, str(ROOT / "tests" / "benchmark"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, nargs="?", default=BUILD / model.FILE)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    arguments = parser.parse_args()
    model.shipped_bytes = arguments.model.read_bytes
    import reading

    from citetrail.reading import read_citations

    references, score, keys = arguments.shared / "corpora" / "references", reading.scorer(), []
    for name in SOURCES:
        rows = [row for row in split_of(references, name)[1] if row["gold"]][:900]
        counts = reading.Counts(score, rows, frozenset(("doi",) if name == "glutton" else ()))
        with (BUILD / f"failures.{name}.txt").open("w", encoding="utf8") as failures:
            for row, found in zip(rows, read_citations([row["text"] for row in rows]), strict=True):
                before = counts.whole
                counts.add(row, found)
                if counts.whole == before:
                    fields = [(span.field, row["text"][span.start : span.end]) for span in found.spans]
                    print(row["text"], fields, row["gold"], sep="\n   ", file=failures)
        keys.append(counts.whole / len(rows))
        print(f"{name:14} {len(rows):5} key {keys[-1]:.3f} micro {counts.micro(counts.exact):.3f}", flush=True)
    print(f"mean key {sum(keys) / len(keys):.4f}")


if __name__ == "__main__":
    main()
