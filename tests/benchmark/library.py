"""How quick and how safe the library is: `python tests/benchmark/library.py [size|search|crash|writers|all]`.

Works come from the generator of the shared folder (`bench/make_library.py`), read from its list of truths, so that no
reader of files is measured along. CPU seconds are user and system; run it on a quiet machine.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from math import log
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from citetrail.library import Library
from citetrail.model import Description, Identifier, Person, Record, Work
from citetrail.model.dates import date_of_year
from library_fire import kill_in_the_middle, write_at_once

ROOT = Path(__file__).resolve().parent.parent.parent
NOW = datetime(2026, 3, 1, tzinfo=UTC)
TYPES = {
    "article": "article-journal", "inproceedings": "paper-conference", "book": "book", "incollection": "chapter",
    "phdthesis": "thesis", "techreport": "report",
}  # fmt: skip
QUERIES = (
    "hippocamp", "garcia", "García year:2010-2020", "author:nguyen year:2008", "COVID-19", "c++", "O'Brien",
    "year:>2020", 'title:"bayesian" author:smith', "tag:analysis", "journal:letters type:article",
    "model protein network", '"neural network"', "model -garcia", "author:garcia (covid OR dna) year:<2000", "co",
    "schr", "key:smith2010", "type:book author:kim", "hippocampal year:1950", "10.5555/bench.1990.0000002",
    "doi:10.5555/bench.2020", "has:abstract author:li", "added:2026 quantum", "status:retracted",
    'author:"von neumann"', "learning OR carbon", "-year:1900-2100", "letters physics", "zzzz",
)  # fmt: skip


def truths(count: int, folder: Path) -> Path:
    """The generator's list of truths."""
    shared = Path(os.environ.get("CITETRAIL_SHARED", ROOT.parent / "shared"))
    path = folder / f"{count}.jsonl"
    command = [sys.executable, str(shared / "bench" / "make_library.py"), str(count), "-o", os.devnull, "--truth", path]
    subprocess.run(command, check=True)
    return path


def work_from_truth(truth: dict[str, Any]) -> Work:
    """A work as an import of the entry would make it."""
    identifiers = [Identifier(scheme="doi", value=truth["doi"])] if truth.get("doi") else []
    people = tuple(
        Person(literal=one["literal"])
        if "literal" in one
        else Person(family=one["family"], given=one.get("given"), suffix=one.get("suffix"))
        for one in truth["authors"]
    )
    description = Description(
        type=TYPES.get(truth["type"].lower(), "article"),
        title=truth["title"],
        identifiers=tuple(identifiers),
        authors=people,
        has_more_authors=truth["others"],
        issued=date_of_year(int(truth["year"])),
        container_title=truth.get("journal") or truth.get("booktitle"),
        volume=truth.get("volume"),
        issue=truth.get("number"),
        publisher=truth.get("publisher"),
        abstract=truth.get("abstract"),
        keywords=tuple(truth.get("keywords") or ()),
    )
    record = Record(provider="file", record_id=truth["key"], retrieved_at=NOW, description=description)
    return Work(key=truth["key"], description=description, records=(record,), tags=description.keywords)


def works_in(path: Path) -> Iterator[Work]:
    """The works one by one."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield work_from_truth(json.loads(line))


def cpu() -> float:
    """User and system seconds of this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def fill(path: Path, truth: Path) -> float:
    """Import all works in one change; CPU seconds that the library took."""
    works, made = works_in(truth), 0.0
    with Library.open(path, now=lambda: NOW) as library:
        start = cpu()
        with library.change("import"):
            while True:
                before = cpu()
                batch = list(islice(works, 500))
                made += cpu() - before
                if not batch:
                    break
                library.add(batch)
    return cpu() - start - made


def measure_size(folder: Path) -> None:
    """Import at three sizes, each in a process of its own, so that its memory can be told."""
    print("| works | import CPU s | per work ms | peak memory MB | file MB |\n|---|---|---|---|---|")
    seconds: dict[int, float] = {}
    for count in (1_000, 10_000, 100_000):
        truth = truths(count, folder)
        told = subprocess.run(
            [sys.executable, __file__, "fill", str(folder / f"{count}.db"), str(truth)], check=True, capture_output=True
        ).stdout.split()
        seconds[count] = float(told[0])
        size = (folder / f"{count}.db").stat().st_size / 1e6
        print(
            f"| {count:,} | {seconds[count]:.2f} | {1000 * seconds[count] / count:.2f} | {float(told[1]):.0f} | {size:.0f} |"
        )
    print(f"\nGrowth: n^{log(seconds[100_000] / seconds[1_000]) / log(100):.3f} from 1,000 to 100,000.")


def measure_search(path: Path) -> None:
    """Every query three times in process, the first page of 20."""
    times, counts = [], []
    with Library.open(path, now=lambda: NOW) as library:
        library.find("doi:10.5555/warm")  # loads the identifiers once
        print(f"\n| query (of {library.count():,} works) | found | ms | count ms |\n|---|---|---|---|")
        for query in QUERIES:
            best = min(_milliseconds(lambda query=query: library.find(query, limit=20)) for _ in range(3))
            counting = _milliseconds(lambda query=query: library.count(query))
            times.append(best)
            counts.append(counting)
            print(f"| `{query}` | {library.count(query):,} | {best:.1f} | {counting:.1f} |")
    times.sort()
    print(
        f"\nmedian {times[len(times) // 2]:.1f} ms, p95 {times[int(len(times) * 0.95)]:.1f} ms, worst {times[-1]:.1f} ms"
    )


def _milliseconds(act: Any) -> float:
    start = time.process_time()
    act()
    return (time.process_time() - start) * 1000


def measure_crash(folder: Path, rounds: int = 200) -> None:
    """Kill a writer again and again."""
    broken = kill_in_the_middle(folder / "crash.db", rounds, seed=2026)
    print(f"\n{rounds} rounds of kill -9: {len(broken)} broken promises")
    print("\n".join(broken))


def measure_writers(folder: Path, seconds: float = 60) -> None:
    """Eight programs write at once."""
    total, lost = write_at_once(folder / "writers.db", writers=8, seconds=seconds)
    print(f"\n8 writers for {seconds:.0f} s: {2 * total:,} changes, {len(lost)} lost or complained about")
    print("\n".join(lost))


def main(what: str) -> None:
    """One measurement, or all."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if what in ("size", "search", "all"):
            measure_size(folder)
            measure_search(folder / "100000.db")
        if what in ("crash", "all"):
            measure_crash(folder)
        if what in ("writers", "all"):
            measure_writers(folder)


if __name__ == "__main__":
    if sys.argv[1:2] == ["fill"]:
        seconds = fill(Path(sys.argv[2]), Path(sys.argv[3]))
        print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    else:
        main(sys.argv[1] if len(sys.argv) > 1 else "all")
