"""How right and how fast styles are, and whether every one of them works.

Usage: python tests/benchmark/styles_bench.py [suite|every|ids|first|speed|growth|filling …] [--write]
Without names everything is measured; `--write` puts the lines between the markers of docs/benchmarks.md. Seconds are
CPU seconds of a process of its own, memory is the peak of that process, the items included.
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
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from citetrail.styles import Cite, load_style
from citetrail.styles.store import DATA, style_names, style_text

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("CITETRAIL_SHARED", ROOT.parent / "shared"))
DOCUMENT = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- styles: begin -->", "<!-- styles: end -->"
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


MEASURED = ("apa", "modern-language-association", "chicago-author-date", "chicago-notes-bibliography", "ieee", "nature")
CHILD = """
import json, re, sys, time
from citetrail.styles import load_style
items = json.load(open(sys.argv[2]))
start = time.process_time()
style = load_style(sys.argv[1])
style.bibliography(items)
seconds = time.process_time() - start
peak = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())  # ru_maxrss counts the process before the exec
print(seconds, int(peak[1]) / 1024)
"""
FIRST = "from citetrail.styles import load_style; load_style('apa').bibliography([{'id': 'a', 'type': 'book', 'title': 'T'}])"


def measured(style: str, items: list[dict[str, Any]]) -> tuple[float, float]:
    """CPU seconds to load a style and format a bibliography, and the peak memory in MB, in a process of its own."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(items, file)
        file.flush()
        done = subprocess.run(
            [sys.executable, "-c", CHILD, style, file.name], check=True, stdout=subprocess.PIPE, text=True
        )
    seconds, peak = done.stdout.split()
    return float(seconds), float(peak)


def suite() -> Iterator[str]:
    """The official test-suite."""
    import csl_suite

    passed, failed = csl_suite.run()
    share = 100 * len(passed) / (len(passed) + len(failed))
    yield f"- official CSL test-suite: {len(passed)} of {len(passed) + len(failed)} cases ({share:.1f} %); not: {', '.join(sorted(failed))}"


def every() -> Iterator[str]:
    """Every independent style: citations and bibliography of the sample."""
    items, troubles, count = sample_items(), Counter[str](), 0
    start = time.process_time()
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
            print(name.id, type(error).__name__, error, file=sys.stderr)
    yield (
        f"- every independent style formats {len(items)} items of {len(SAMPLE_TYPES)} types, cited twice and listed: "
        f"{count} styles, {sum(troubles.values())} errors, {time.process_time() - start:.0f} s"
    )


def ids() -> Iterator[str]:
    """How long it takes to find the rules behind every dependent and renamed id, and the first one in a process."""
    names = [name.id for name in style_names() if name.parent]
    names += [line.split("\t")[0] for line in (DATA / "renamed.tsv").read_text("utf-8").split("\n") if line]
    times = []
    for name in names:
        start = time.process_time()
        style_text(name)
        times.append(1000 * (time.process_time() - start))
    times.sort()
    size = sum(path.stat().st_size for path in DATA.rglob("*") if path.is_file())
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in DATA.rglob("*"):
                archive.write(path)
        packed = file.tell()
    yield (
        f"- ids: {len(names)} dependent and renamed ids lead to their rules in {times[len(times) // 2]:.1f} ms (median), "
        f"{times[int(len(times) * 0.99)]:.1f} ms (99 of 100), {times[-1]:.1f} ms (slowest)"
    )
    yield f"- data: {size / 1e6:.1f} MB on disk, {packed / 1e6:.2f} MB in the wheel"


def first() -> Iterator[str]:
    """A process that formats one entry, from start to end."""
    yield f"- first entry, a Python process from start to end: {median_cpu([sys.executable, '-c', FIRST]):.3f} s"
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "a.bib").write_text("@book{a, author={Doe, Ann}, title={T}, year=2020}", "utf-8")
        environment = {**os.environ, "CITETRAIL_LIBRARY": str(place / "library.db"), "NO_COLOR": "1"}
        command = str(Path(sys.executable).parent / "citetrail")
        subprocess.run([command, "add", str(place / "a.bib")], check=True, env=environment, stdout=subprocess.DEVNULL)
        seconds = median_cpu([command, "cite", "a", "--style", "apa"], environment)
        start = median_cpu([command, "--version"], environment)
    yield f"- `citetrail cite KEY` from a library: {seconds:.3f} s, of which {start:.3f} s are the start of any command"


def median_cpu(command: list[str], environment: dict[str, str] | None = None) -> float:
    """The median of nine runs' CPU seconds."""
    seconds = []
    for _ in range(9):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return sorted(seconds)[4]


def speed() -> Iterator[str]:
    """Real entries in several styles."""
    yield "| style | 1,000 entries | 5,000 entries | peak memory |"
    yield "|---|---|---|---|"
    thousand, more = real_items(1000), real_items(5000)
    for style in MEASURED:
        (short, _), (long, peak) = measured(style, thousand), measured(style, more)
        yield f"| {style} | {short:.2f} s | {long:.2f} s | {peak:.0f} MB |"


def growth() -> Iterator[str]:
    """Entries that have to be told apart, in growing numbers, and the exponent of the growth."""
    for style in ("apa", "modern-language-association"):
        counts = (2500, 5000, 10000, 20000)
        seconds = [measured(style, alike_items(count))[0] for count in counts]
        exponent = math.log(seconds[-1] / seconds[0]) / math.log(counts[-1] / counts[0])
        row = ", ".join(f"{value:.2f}" for value in seconds)
        yield f"- 2,500, 5,000, 10,000 and 20,000 entries of 300 people in 4 years, {style}: {row} s; exponent {exponent:.2f}"


def filling() -> Iterator[str]:
    """A long manuscript whose citations are filled in."""
    from citetrail.styles.manuscripts.filled import Filler
    from citetrail.styles.manuscripts.kinds import syntax_of
    from citetrail.styles.manuscripts.locators import labels_of

    items = {f"key{item['id']}": {**item, "id": f"key{item['id']}"} for item in real_items(500)}
    words = "A sentence of ten words that says something about it "
    text = "\n\n".join(
        f"{words}[see @key{at % 500}, p. {at}; @key{(at * 7) % 500}]. As @key{at % 400} says." for at in range(2000)
    )
    style, syntax = load_style("apa"), syntax_of("a.md")
    start = time.process_time()
    Filler(syntax.read(text, labels_of(style.compiled.locale)), syntax, style, items, "References").text()
    yield f"- a manuscript of {len(text) // 1000} kB with 4,000 citations of 500 works filled in (APA): {time.process_time() - start:.2f} s"


MEASURES = {
    "suite": suite,
    "every": every,
    "ids": ids,
    "first": first,
    "growth": growth,
    "filling": filling,
    "speed": speed,
}


def main() -> None:
    """Measure what is named, or everything, and write it down where asked."""
    names = [name for name in sys.argv[1:] if name != "--write"] or list(MEASURES)
    lines: list[str] = []
    for name in names:
        if name == "speed":
            lines.append("")
        for line in MEASURES[name]():
            print(line, flush=True)
            lines.append(line)
    if "--write" in sys.argv:
        text = DOCUMENT.read_text("utf-8")
        before, _, rest = text.partition(BEGIN)
        _, _, after = rest.partition(END)
        DOCUMENT.write_text(f"{before}{BEGIN}\n\n{chr(10).join(lines)}\n\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
