"""How fast styles are, and whether every one of them works.

Usage: python tests/benchmark/styles_bench.py speed|growth|every|first
CPU seconds of this process; memory is the peak of the process.
"""

from __future__ import annotations

import gzip
import json
import math
import os
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from citetrail.styles import Cite, load_style
from citetrail.styles.store import style_names

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("CITETRAIL_SHARED", ROOT.parent / "shared"))
TYPES = {
    "journal-article": "article-journal",
    "book-chapter": "chapter",
    "proceedings-article": "paper-conference",
    "posted-content": "article",
    "monograph": "book",
    "edited-book": "book",
    "dissertation": "thesis",
}
SAMPLE_TYPES = (
    "article article-journal article-magazine article-newspaper bill book broadcast chapter dataset document "
    "entry-encyclopedia graphic interview legal_case legislation manuscript map motion_picture paper-conference patent "
    "personal_communication report review software song speech thesis webpage"
).split()


def real_items(count: int) -> list[dict[str, Any]]:
    """Items made from Crossref's descriptions in the shared catalogue, repeated where there are too few."""
    items: list[dict[str, Any]] = []
    with gzip.open(SHARED / "catalogue" / "crossref_works.jsonl.gz", "rt", encoding="utf-8") as lines:
        works = [json.loads(line) for line in lines]
    for number in range(count):
        work = works[number % len(works)]
        item: dict[str, Any] = {"id": str(number), "type": TYPES.get(work.get("type", ""), "document")}
        item.update({key: work[key][0] for key in ("title", "container-title") if work.get(key)})
        item.update(
            {key: work[key] for key in ("volume", "issue", "page", "publisher", "DOI", "issued") if work.get(key)}
        )
        item["author"] = [
            {"family": name.get("family", name.get("name", "")), "given": name.get("given", "")}
            for name in work.get("author", ())
        ]
        items.append(item)
    return items


def alike_items(count: int) -> list[dict[str, Any]]:
    """Items by 100 families in 4 years, so that most cites have to be told apart."""
    chance = random.Random(1)
    people = [
        {"family": f"Name{at // 3}", "given": f"{('Ann', 'Al', 'Bo')[at % 3]} {chr(65 + at % 26)}."}
        for at in range(300)
    ]
    teams = [chance.sample(people, chance.randint(1, 6)) for _ in range(count // 20)]
    return [
        {
            "id": str(number),
            "type": "article-journal",
            "title": f"Title number {number} of things",
            "author": chance.choice(teams),
            "issued": {"date-parts": [[2000 + number % 4]]},
            "container-title": "Journal",
            "volume": str(number % 90),
            "page": f"{number}-{number + 9}",
        }
        for number in range(count)
    ]


def sample_items() -> list[dict[str, Any]]:
    """One item of each of 28 types, with rich, sparse and no fields, and an empty one."""
    people = [
        {"family": "Doe", "given": "Jane Q."},
        {"family": "van der Berg", "given": "Jan-Willem"},
        {"literal": "WHO"},
    ]
    items: list[dict[str, Any]] = [{"id": "empty", "type": "book"}]
    for at, kind in enumerate(SAMPLE_TYPES):
        item: dict[str, Any] = {"id": kind, "type": kind, "title": f"A study of “things” <i>in vivo</i>: part {at}"}
        if at % 4 != 3:
            item |= {
                "author": people[: 1 + at % 3],
                "editor": people[1:2],
                "issued": {"date-parts": [[2000 + at % 5, 1 + at % 12, 1 + at % 28][: 1 + at % 3]]},
                "container-title": "Journal of Things",
                "volume": str(at + 1),
                "issue": "2",
                "page": "101-108",
                "publisher": "Press",
                "DOI": f"10.5555/{at}",
                "edition": "2",
                "accessed": {"date-parts": [[2024, 5, 6]]},
                "URL": f"https://example.org/{at}",
            }
        items.append(item)
    return items


def timed(style: str, items: list[dict[str, Any]]) -> float:
    """CPU seconds to load a style and format a bibliography."""
    start = time.process_time()
    load_style(style).bibliography(items)
    return time.process_time() - start


def speed() -> None:
    """Real entries in several styles."""
    for style in ("apa", "modern-language-association", "chicago-author-date", "nature"):
        for count in (1000, 5000):
            seconds = timed(style, real_items(count))
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(f"{style:30} {count:6} {seconds:6.2f} s {peak:5} MB")


def growth() -> None:
    """Entries that have to be told apart, in growing numbers, and the exponent of the growth."""
    for style in ("apa", "modern-language-association"):
        counts = (2500, 5000, 10000, 20000)
        seconds = [timed(style, alike_items(count)) for count in counts]
        exponent = math.log(seconds[-1] / seconds[0]) / math.log(counts[-1] / counts[0])
        print(style, [round(value, 2) for value in seconds], f"exponent {exponent:.2f}")


def every() -> None:
    """Every independent style: citations and bibliography of the sample."""
    items, troubles, count = sample_items(), Counter[str](), 0
    for name in style_names():
        if name.parent:
            continue
        count += 1
        try:
            style = load_style(name.id)
            style.cite([[Cite(item["id"], locator="12")] for item in items] * 2, items)
            if style.compiled.bibliography is not None:
                style.bibliography(items)
        except Exception as error:  # noqa: BLE001 - the count of errors is what is measured
            troubles[f"{type(error).__name__}: {error}"] += 1
            print(name.id, type(error).__name__, error)
    print(f"{count} styles, {sum(troubles.values())} errors, {time.process_time():.0f} s")


def first() -> None:
    """A process that formats one entry, from start to end."""
    code = "from citetrail.styles import load_style; load_style('apa').bibliography([{'id': 'a', 'type': 'book', 'title': 'T'}])"
    seconds = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    print(f"first entry: {sorted(seconds)[2]:.3f} s CPU (median of 5)")


if __name__ == "__main__":
    {"speed": speed, "growth": growth, "every": every, "first": first}[sys.argv[1]]()
