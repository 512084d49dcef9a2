"""Bibliography files: speed, memory, growth, and what is kept of real ones: `make bench-formats`.

CPU seconds and peak memory are those of a process of its own for each measurement; the median of three. What other
readers keep of each corpus file lies in `tests/data/bibtex-entries.json`. With `--write` the table goes into
`docs/benchmarks.md`.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from commands import COMMAND, ROOT, SHARED, cost_of, environment_in, make_library

PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- formats: begin -->", "<!-- formats: end -->"
CORPUS = SHARED / "corpora" / "bib"
RUNS = 3
# Entries that others count and that are none: they stand in comments, or behind a `%`.
NO_ENTRIES = {"biber-names.bib": 2, "typst-comments.bib": 1, "04-comments.bib": 2}


class Row(NamedTuple):
    """A line of the table: what, the bar, what was measured, and whether the bar is met."""

    what: str
    bar: str
    found: str
    is_met: bool


# -- each in a process of its own


def read_raw(path: Path) -> int:
    """Split a file into blocks and fields."""
    from citetrail.formats.bibtex.syntax import bibfile_from_bytes

    bibfile = bibfile_from_bytes(path.read_bytes())
    return sum(len(bibfile.fields(block)) > 0 for block in bibfile.entries())


def read_decoded(path: Path) -> int:
    """Read a file into descriptions."""
    from citetrail.formats import bibtex

    return len(bibtex.read(path.read_bytes(), path.name).entries)


MEASURED: dict[str, Callable[[Path], int]] = {"raw": read_raw, "decoded": read_decoded}


def measured_here(kind: str, path: Path) -> None:
    """CPU seconds, peak memory in MB and the count of one measurement, as JSON on standard output."""
    read = MEASURED[kind]
    began = time.process_time()
    count = read(path)
    seconds = time.process_time() - began
    json.dump([seconds, peak_mb(), count], sys.stdout)


def peak_mb() -> float:
    """The most memory this program had at once; what the system tells of a child counts its parent's as well."""
    status = Path("/proc/self/status")
    if status.is_file() and (found := re.search(r"VmHWM:\s*(\d+) kB", status.read_text())):
        return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(kind: str, path: Path) -> tuple[float, float, int]:
    """The median of three processes."""
    runs = [
        json.loads(
            subprocess.run([sys.executable, __file__, "--one", kind, str(path)], check=True, capture_output=True).stdout
        )
        for _ in range(RUNS)
    ]
    return statistics.median(run[0] for run in runs), max(run[1] for run in runs), runs[0][2]


# -- speed


def speed(folder: Path) -> Iterator[Row]:
    """Raw and decoded reading, its growth, and the whole command."""
    sizes = (2_500, 5_000, 10_000, 20_000)
    files = {size: make_library(folder, size) for size in sizes}
    raw = {size: measured("raw", files[size]) for size in sizes}
    decoded = {size: measured("decoded", files[size]) for size in sizes}
    megabytes = files[20_000].stat().st_size / 1e6
    rate = megabytes / raw[20_000][0]
    yield Row("BibTeX split into entries and fields", ">= 20 MB/s", f"{rate:.0f} MB/s", rate >= 20)
    large = short_library(folder, 50_000)
    seconds, peak, count = measured("raw", large)
    yield Row(
        f"{count:,} entries, {large.stat().st_size / 1e6:.0f} MB, split",
        "<= 2 s, <= 300 MB",
        f"{seconds:.2f} s, {peak:.0f} MB",
        seconds <= 2 and peak <= 300,
    )
    seconds, peak, count = decoded[5_000]
    yield Row(
        f"{count:,} entries, {files[5_000].stat().st_size / 1e6:.1f} MB, with every field decoded",
        "<= 1.5 s",
        f"{seconds:.2f} s, {peak:.0f} MB",
        seconds <= 1.5,
    )
    for name, costs in (("split", raw), ("decoded", decoded)):
        power = growth({size: cost[0] for size, cost in costs.items()})
        yield Row(
            f"growth from {sizes[0]:,} to {sizes[-1]:,} entries, {name}", "<= n^1.05", f"n^{power:.2f}", power <= 1.05
        )
    yield import_cost(folder, files[5_000])


def import_cost(folder: Path, path: Path) -> Row:
    """The whole command on an empty library, three times."""
    costs = []
    for number in range(RUNS):
        own = folder / f"library-{number}"
        own.mkdir()
        costs.append(cost_of([COMMAND, "import", str(path)], environment_in(own), runs=1, warm_up=False))
    seconds = statistics.median(cost.cpu_seconds for cost in costs)
    peak = max(cost.peak_mb for cost in costs)
    what = "`citetrail import` of 5,000 entries, whole command"
    return Row(what, "<= 3 s", f"{seconds:.2f} s, {peak:.0f} MB", seconds <= 3)


def growth(seconds: dict[int, float]) -> float:
    """The power of n by which time grows: the slope of a line through the logarithms."""
    points = [(math.log(size), math.log(value)) for size, value in seconds.items()]
    middle_x, middle_y = (statistics.mean(values) for values in zip(*points, strict=True))
    return sum((x - middle_x) * (y - middle_y) for x, y in points) / sum((x - middle_x) ** 2 for x, _ in points)


def short_library(folder: Path, size: int) -> Path:
    """The invented library without abstracts, which is as long as real ones are: 0.7 kB an entry."""
    whole = make_library(folder, size)
    text = re.sub(r"(?m)^\s*abstract = \{.*\},?\n", "", whole.read_text(encoding="utf-8"))
    path = folder / f"{size}-short.bib"
    path.write_text(text, encoding="utf-8")
    whole.unlink()
    return path


# -- what is kept


def kept() -> Iterator[Row]:
    """Every corpus file: entries, bytes, and the hand-made cases."""
    from citetrail.formats.bibtex.syntax import bibfile_from_bytes

    others: dict[str, list[int]] = json.loads((ROOT / "tests/data/bibtex-entries.json").read_text())["files"]
    files = sorted([*CORPUS.glob("bib/*.bib"), *CORPUS.glob("tricky/*.bib")])
    entries = damaged = same = fewer = best = 0
    for path in files:
        content = path.read_bytes()
        bibfile = bibfile_from_bytes(content)
        mine = sum(block.kind == "entry" for block in bibfile.blocks)
        named = sum(block.kind == "damaged" for block in bibfile.blocks)
        entries, damaged, same = entries + mine, damaged + named, same + (bibfile.to_bytes() == content)
        best_here = max(others[path.name]) - NO_ENTRIES.get(path.name, 0)
        best += best_here
        fewer += mine + named < best_here
    yield Row(
        f"{len(files)} real and hand-made files: entries read, and named as damaged with line and column",
        f"no file with fewer than the best of others ({best:,} in all)",
        f"{entries:,} and {damaged}; {fewer} files with fewer",
        fewer == 0,
    )
    yield Row(
        "the same files written back unchanged, byte for byte", "all", f"{same} of {len(files)}", same == len(files)
    )
    yield from cases()


def cases() -> Iterator[Row]:
    """Tricky files, names, LaTeX, and letters through LaTeX and back."""
    from citetrail.formats.parts.latex import latex_from_unicode, unicode_from_latex
    from citetrail.formats.parts.names import name_parts

    tricky = json.loads((CORPUS / "tricky/expected.json").read_text())
    right = sum(is_read_right(CORPUS / f"tricky/{name}.bib", expected) for name, expected in tricky.items())
    yield Row("tricky files", "30 of 30", f"{right} of {len(tricky)}", right == len(tricky))
    names = [case for case in json.loads((CORPUS / "bibtex-names-cases.json").read_text()) if case[1]]
    right = sum(list(name_parts(name)) == parts for name, parts in names)
    yield Row("names by BibTeX's rules", "33 of 33", f"{right} of {len(names)}", right == len(names))
    pairs = json.loads((CORPUS / "latex-unicode-cases.json").read_text())
    right = sum(unicode_from_latex(latex) == text for latex, text in pairs)
    yield Row("LaTeX to Unicode", "75 of 75", f"{right} of {len(pairs)}", right == len(pairs))
    letters = [
        chr(code)
        for first, last in ((0xA1, 0x24F), (0x1E00, 0x1EFF), (0x386, 0x3CE))
        for code in range(first, last + 1)
        if unicodedata.category(chr(code))[0] == "L" and unicodedata.normalize("NFC", chr(code)) == chr(code)
    ]
    right = sum(unicode_from_latex(latex_from_unicode(letter)) == letter for letter in letters)
    yield Row(
        "Latin-1, Extended, Vietnamese and Greek letters through LaTeX and back", "100 %",
        f"{right} of {len(letters)}", right == len(letters),
    )  # fmt: skip


def is_read_right(path: Path, expected: dict[str, Any]) -> bool:
    """Whether a tricky file gives the entries, and those fields, that it must."""
    from citetrail.formats.bibtex.reading import bibliography_from_bibfile
    from citetrail.formats.bibtex.syntax import bibfile_from_bytes
    from citetrail.formats.bibtex.values import STANDARD_MACROS, expanded

    bibfile = bibfile_from_bytes(path.read_bytes())
    keys = [block.key for block in bibfile.entries()]
    if len(keys) != expected.get("n", len(keys)):
        return False
    if not {*expected.get("recover", ()), *expected.get("n_keys_include", ())} <= set(keys) or set(
        expected.get("not", ())
    ) & set(keys):
        return False
    macros = dict(STANDARD_MACROS)
    fields: dict[str, dict[str, str]] = {}
    for block in bibfile.blocks:
        found = {field.name.lower(): expanded(bibfile.value(field), macros)[0] for field in bibfile.fields(block)}
        if block.kind == "string":
            macros.update(found)
        elif block.kind == "entry":
            fields.setdefault(block.key, found)
    wanted = {key: value for key, value in expected.items() if isinstance(value, dict) and key in fields}
    if expected.get("keep_both") and len(bibliography_from_bibfile(bibfile, path.name).entries) < 2:
        return False
    return all(
        " ".join(fields[key].get(name, "").split()) == " ".join(str(text).split())
        for key, value in wanted.items()
        for name, text in value.items()
        if isinstance(text, str)
    )


def other_formats() -> Iterator[Row]:
    """RIS and NBIB: as many records as the files begin."""
    from citetrail.formats import nbib, ris

    for name, form, pattern, start in (
        ("RIS", ris.FORMAT, "ris/*.ris", rb"(?m)^\W{0,4}TY {1,2}- ?\w.*$(?!\n\W{0,4}TY)"),
        ("NBIB", nbib.FORMAT, "nbib/*.*", rb"(?m)^PMID ?- ?\d"),
    ):
        records = found = right = count = 0
        for path in sorted(CORPUS.glob(pattern)):
            content = path.read_bytes()
            begun = len(re.findall(start, content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")))
            if not begun or form.read is None:
                continue
            read = len(form.read(content, path.name).entries)
            records, found, right, count = records + begun, found + read, right + (read >= begun), count + 1
        yield Row(
            f"{name} records of {count} files",
            "100 %",
            f"{found:,} of {records:,}, {right} files whole",
            right == count,
        )


def page(rows: list[Row]) -> str:
    """The table."""
    lines = ["| what | bar | measured | |", "|---|---|---|---|"]
    lines += [f"| {row.what} | {row.bar} | {row.found} | {'met' if row.is_met else '**missed**'} |" for row in rows]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure everything; print the table, or write it into the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    parser.add_argument("--one", nargs=2, metavar=("KIND", "FILE"), help="one measurement, in this process")
    parser.add_argument("--kept", action="store_true", help="only what is kept, not how fast")
    arguments = parser.parse_args()
    if arguments.one:
        measured_here(arguments.one[0], Path(arguments.one[1]))
        return
    rows = [*kept(), *other_formats()]
    if not arguments.kept:
        with tempfile.TemporaryDirectory() as name:
            rows = [*speed(Path(name)), *rows]
    table = page(rows)
    print(table)
    if arguments.write:
        text = PAGE.read_text(encoding="utf-8")
        before, after = text.split(BEGIN)[0], text.split(END)[1]
        PAGE.write_text(f"{before}{BEGIN}\n\n{table}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
