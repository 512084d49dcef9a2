"""The citation reader stays as good as it was: bars on the test parts of the shared references, and over styles."""

import sys
from pathlib import Path

import pytest

from citetrail.reading import read_citations

sys.path.insert(0, str(Path(__file__).parent))
import reading as bench

# Key accuracy of AnyStyle on the same references, and 5 points more.
BARS = {"plos": 0.946, "scielo": 0.679, "grobid_corpus": 0.578, "glutton": 0.879}


@pytest.mark.shared
@pytest.mark.parametrize("name", BARS)
def test_five_points_above_anystyle(name: str, shared: Path) -> None:
    rows = [row for row in bench.rows_of(shared / "corpora/references" / f"{name}.test.jsonl.gz") if row["gold"]]
    rows = rows[:: 1 + len(rows) // 700]
    counts = bench.Counts(bench.scorer(), rows, frozenset())
    for row, found in zip(rows, read_citations([row["text"] for row in rows]), strict=True):
        counts.add(row, found)
    assert counts.whole / len(rows) >= BARS[name]


@pytest.mark.slow
def test_the_founding_work_in_many_styles() -> None:
    entries = bench.in_styles(20)
    readings = read_citations([entry for _, entry in entries])
    right = [not bench.wrong_in_style(entry, found) for (_, entry), found in zip(entries, readings, strict=True)]
    assert len(entries) > 120
    assert sum(right) / len(right) >= 0.97
