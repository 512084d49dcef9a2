"""Measure the citation reader on the test parts of the shared references: `make bench-reading`.

Prints one Markdown table per question; `--update` writes them into docs/benchmarks.md between its markers.
The metric is the corpora's own (score.py there): fields equal after normalising, `soft` within 0.8 of Levenshtein
similarity, `key` when first family name, title, container, year, volume and first page are all right where present.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import re
import subprocess
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("CITETRAIL_SHARED", ROOT.parent / "shared"))
FOLDER = SHARED / "corpora" / "references"
DOCUMENT = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- reading: begin -->", "<!-- reading: end -->"
SETS = (
    "plos", "scielo", "grobid_corpus", "glutton", "anystyle_core", "anystyle_good", "anystyle_ugly", "anystyle_bad",
    "giant_10k", "synth_csl",
)  # fmt: skip
# Measured with AnyStyle's own gem and default model on the same references (exact, soft, key).
ANYSTYLE = {
    "plos": (".974 / .981", ".896"), "scielo": (".831 / .857", ".629"), "grobid_corpus": (".813 / .835", ".528"),
    "glutton": ("–", ".829"),
}  # fmt: skip
ANYSTYLE_FIELDS = {
    "plos": {
        "first": ".958", "title": ".967", "container": ".978", "year": ".999", "volume": ".990", "fpage": ".966",
        "lpage": ".977",
    },
    "scielo": {
        "first": ".877", "title": ".769", "container": ".713", "year": ".944", "volume": ".895", "issue": ".916",
        "fpage": ".855", "lpage": ".947",
    },
    "grobid_corpus": {
        "author": ".872", "title": ".737", "container": ".702", "year": ".946", "volume": ".763", "issue": ".812",
        "fpage": ".899", "lpage": ".944",
    },
    "glutton": {"first": ".808", "title": ".893", "container": ".971", "volume": ".975", "fpage": ".941"},
}  # fmt: skip
Row = dict[str, Any]
EASTERN = re.compile("[\u3400-\u9fff\uac00-\ud7a3]")
COUNTERS = re.compile("[제第권卷巻집輯호號号期]")  # around a number: `제23권` is volume 23


def bare_number(field: str, value: str | None) -> str | None:
    """A volume or issue without the words that count it; any other field as it is."""
    return COUNTERS.sub("", unicodedata.normalize("NFC", value)) if value and field in ("volume", "issue") else value


def scorer() -> ModuleType:
    """The metric that lies beside the corpora."""
    spec = importlib.util.spec_from_file_location("score", FOLDER / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows_of(path: Path) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def prediction(reading: Any) -> dict[str, str]:
    """A reading in the field names of the metric; a count of pages or an article number stands for the first page."""
    found = reading.description
    names = [printed_name(one) for one in found.authors]
    fields = {
        "author": " ".join(names),
        "first": found.authors[0].full_family if found.authors else None,
        "title": " ".join(filter(None, (found.title, found.translated_title))),
        "container": found.container_title,
        "year": str(found.year) if found.year else None,
        "volume": found.volume,
        "issue": found.issue,
        "fpage": found.pages.first if found.pages else found.article_number or found.number_of_pages or found.page_text,
        "lpage": found.pages.last if found.pages else None,
        "publisher": found.publisher,
        "location": found.publisher_place,
        "doi": found.doi,
    }
    return {name: value for name, value in fields.items() if value}


def printed_name(one: Any) -> str:
    """A person's name as one string; Chinese, Japanese and Korean names without a blank, as they are printed."""
    if one.family and one.given and EASTERN.match(one.family):
        return f"{one.family}{one.given}"
    return " ".join(filter(None, (one.given, one.particle, one.family, one.suffix, one.literal)))


class Counts:
    """Hits, false and missed values per field, and whole references."""

    def __init__(self, score: ModuleType, rows: list[Row], without: frozenset[str]) -> None:
        self.score = score
        self.rows = [row for row in rows if row["gold"]]
        known = {field for row in self.rows for field in row["gold"]} - without
        self.fields = [field for field in score.FIELDS if field in known]
        self.exact: dict[str, Counter[str]] = defaultdict(Counter)
        self.soft: dict[str, Counter[str]] = defaultdict(Counter)
        self.whole = 0
        self.sure: list[tuple[float, bool]] = []

    def add(self, row: Row, reading: Any) -> None:
        predicted, right = prediction(reading), True
        sureness = {span.field: span.confidence for span in reversed(reading.spans)}
        for field in self.fields:
            gold = self.score.normal(field, bare_number(field, row["gold"].get(field)))
            ours = self.score.normal(field, predicted.get(field))
            exact = bool(gold) and gold == ours
            soft = exact or bool(gold and ours and self.score.similarity(gold, ours) >= 0.8)
            for counts, hit in ((self.exact, exact), (self.soft, soft)):
                counts[field]["hit"] += hit
                counts[field]["false"] += bool(ours) and not hit
                counts[field]["missed"] += bool(gold) and not hit
            if field in self.score.KEY and gold and not (exact or (soft and field in ("title", "container"))):
                right = False
            name = {"title": "title", "container": "container_title", "volume": "volume", "year": "issued"}.get(field)
            if name in sureness and gold:
                self.sure.append((sureness[name], soft))
        self.whole += right

    def micro(self, counts: dict[str, Counter[str]]) -> float:
        total: Counter[str] = sum((counts[field] for field in self.fields if field != "author"), Counter())
        return figures(total)[2]


def figures(counts: Counter[str]) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    precision = counts["hit"] / max(1, counts["hit"] + counts["false"])
    recall = counts["hit"] / max(1, counts["hit"] + counts["missed"])
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def measured() -> Iterator[tuple[str, Counts]]:
    from citetrail.reading import read_citations

    score = scorer()
    for name in SETS:
        without = frozenset(("doi",) if name == "glutton" else ())  # its DOIs are not printed in the strings
        counts = Counts(score, rows_of(FOLDER / f"{name}.test.jsonl.gz"), without)
        for row, reading in zip(counts.rows, read_citations([row["text"] for row in counts.rows]), strict=True):
            counts.add(row, reading)
        yield name, counts


FOUNDING: Row = {
    "id": "1",
    "type": "article-journal",
    "title": "Effects of intranasal oxytocin on ‘compassion focused imagery’",
    "author": [
        {"family": "Rockliff", "given": "Helen"}, {"family": "Karl", "given": "Anke"},
        {"family": "McEwan", "given": "Kristen"}, {"family": "Gilbert", "given": "Jean"},
        {"family": "Matos", "given": "Marcela"}, {"family": "Gilbert", "given": "Paul"},
    ],
    "container-title": "Emotion",
    "publisher": "American Psychological Association",
    "volume": "11",
    "issue": "6",
    "page": "1388-1396",
    "issued": {"date-parts": [[2011, 12]]},
    "DOI": "10.1037/a0023861",
}  # fmt: skip


def in_styles(step: int) -> list[tuple[str, str]]:
    """The founding work as every `step`-th citation style prints it: (style, entry)."""
    from citetrail.errors import CitetrailError
    from citetrail.styles import load_style

    table = files("citetrail.styles").joinpath("data/styles.tsv").read_text(encoding="utf8")
    entries = []
    for line in table.splitlines()[::step]:
        style = line.split("\t")[0]
        try:
            (entry,) = load_style(style).bibliography([FOUNDING])
        except CitetrailError:  # a style without a bibliography
            continue
        if folded("Rockliff") in folded(entry.body) and style not in NO_PROSE:
            entries.append((style, entry.body))
    return entries


NO_PROSE = frozenset(("bibtex",))  # styles that print a data format


def folded(text: str | None) -> str:
    return "".join(letter for letter in (text or "").casefold() if letter.isalnum())


def wrong_in_style(entry: str, reading: Any) -> list[str]:
    """The key fields that are printed in an entry of the founding work and were not read right."""
    found, letters = reading.description, folded(entry)
    facts = {
        "first": not found.authors or folded(found.authors[0].full_family) != "rockliff",
        "title": folded(FOUNDING["title"]) in letters and folded(found.title) != folded(FOUNDING["title"]),
        "container": "Emotion" in entry and folded(found.container_title) != "emotion",
        "year": "2011" in entry and found.year != 2011,
        "volume": bool(re.search(r"(?<![\d.])11(?!\d)", entry)) and found.volume != "11",
        "page": "1388" in entry and (not found.pages or found.pages.first != "1388"),
    }
    return [name for name, is_wrong in facts.items() if is_wrong]


def styles() -> list[str]:
    """How many styles' entries of the founding work are read with all key fields right."""
    from citetrail.reading import read_citations

    entries = in_styles(1)
    readings = read_citations([entry for _, entry in entries])
    wrong = [wrong_in_style(entry, found) for (_, entry), found in zip(entries, readings, strict=True)]
    right = sum(not one for one in wrong)
    kinds = Counter(name for one in wrong for name in one)
    return [
        f"- {right:,} of {len(entries):,} styles ({right / len(entries):.1%}) with all printed key fields right",
        f"- wrong: {', '.join(f'{name} {count}' for name, count in kinds.most_common())}",
    ]


def speed() -> list[str]:
    """References per CPU second in a batch, and the CPU time of a whole first reading in a new process."""
    from citetrail.reading import read_citations

    texts = [row["text"] for name in SETS for row in rows_of(FOLDER / f"{name}.test.jsonl.gz")]
    start = time.process_time()
    read_citations(texts)
    seconds = time.process_time() - start
    command = [
        str(Path(sys.executable).parent / "citetrail"),
        "parse",
        "Rockliff H. Oxytocin. Emotion. 2011;11:1388-96.",
    ]
    first = min(_cpu_seconds_of(command) for _ in range(5))
    size = (ROOT / "src/citetrail/reading/citation/model.bin").stat().st_size
    return [
        f"- {len(texts) / seconds:,.0f} references per CPU second in one batch of {len(texts):,}",
        f"- {first:.2f} s CPU for `citetrail parse '…'` as a whole, the least of five",
        f"- model file {size / 1e6:.1f} MB",
    ]


def _cpu_seconds_of(command: list[str]) -> float:
    before = os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def calibration(sets: list[tuple[str, Counts]]) -> list[str]:
    """How often fields of each stated confidence are right (soft)."""
    bins: dict[int, list[bool]] = defaultdict(list)
    for _, counts in sets:
        for confidence, right in counts.sure:
            bins[min(int(confidence * 10), 9)].append(right)
    lines = ["| stated | fields | right |", "|---|---|---|"]
    for number in sorted(bins):
        hits = bins[number]
        lines.append(f"| {number / 10:.1f}–{number / 10 + 0.1:.1f} | {len(hits):,} | {sum(hits) / len(hits):.3f} |")
    return lines


def report() -> str:
    sets = list(measured())
    lines = ["| set | n | micro F1 exact / soft | key | AnyStyle: micro | key |", "|---|---|---|---|---|---|"]
    for name, counts in sets:
        theirs = ANYSTYLE.get(name, ("–", "–"))
        lines.append(
            f"| {name} | {len(counts.rows):,} | {counts.micro(counts.exact):.3f} / {counts.micro(counts.soft):.3f} "
            f"| {counts.whole / len(counts.rows):.3f} | {theirs[0]} | {theirs[1]} |"
        )
    mean = sum(counts.whole / len(counts.rows) for _, counts in sets) / len(sets)
    micro = sum(counts.micro(counts.exact) for _, counts in sets) / len(sets)
    lines += [f"| mean | | {micro:.3f} | {mean:.3f} | | |", "", "Precision / recall / F1 per field (exact):", ""]
    columns = sets[0][1].score.FIELDS
    lines += [f"| set | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    for name, counts in sets:
        cells = []
        for field in columns:
            known = field in counts.fields
            cells.append(" / ".join(f"{value:.2f}" for value in figures(counts.exact[field])) if known else "")
        lines.append(f"| {name} | {' | '.join(cells)} |")
        if theirs_by_field := ANYSTYLE_FIELDS.get(name):
            lines.append(f"| AnyStyle: F1 | {' | '.join(theirs_by_field.get(field, '') for field in columns)} |")
    lines += ["", "Confidence of title, container, volume and date against how often they are right:", ""]
    lines += [
        *calibration(sets),
        "",
        "The founding work in every style:",
        "",
        *styles(),
        "",
        "Speed and size:",
        "",
        *speed(),
    ]
    return "\n".join(lines)


def main() -> None:
    text = report()
    print(text)
    if "--update" in sys.argv:
        document = DOCUMENT.read_text(encoding="utf8")
        head, _, rest = document.partition(BEGIN)
        _, _, tail = rest.partition(END)
        DOCUMENT.write_text(f"{head}{BEGIN}\n\n{text}\n\n{END}{tail}", encoding="utf8")


if __name__ == "__main__":
    main()
