"""Compares bibliographies of real entries with those of another processor, entry by entry.

Needs node and the npm package `citeproc` (AGPL/CPAL: run as a separate program, never part of citetrail) installed in a
folder of its own.

Usage: CITEPROC_NODE=folder-with-node_modules python tests/benchmark/styles_oracle.py [--show N] [--seed N] [style ...]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import tempfile
from collections import Counter, defaultdict
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from typing import Any

from styles_bench import SHARED, real_items

from citetrail.formats import bibtex, csl_json
from citetrail.styles import load_style
from citetrail.styles.store import style_text

STYLES = (
    "apa modern-language-association chicago-author-date chicago-notes-bibliography nature ieee nlm-citation-sequence "
    "american-medical-association harvard-cite-them-right american-chemical-society elsevier-harvard cell"
).split()
PER_FILE, PER_TYPE, FROM_FILES, FROM_CROSSREF = 60, 45, 320, 180
DRIVER = """
const CSL = require('citeproc'), fs = require('fs');
const [style, items, locales] = process.argv.slice(2);
const all = JSON.parse(fs.readFileSync(items)), known = {};
all.forEach(item => known[item.id] = item);
const system = {
  retrieveItem: id => JSON.parse(JSON.stringify(known[id])),
  retrieveLocale: name => {
    const path = `${locales}/locales-${name}.xml`;
    return fs.existsSync(path) ? fs.readFileSync(path, 'utf8') : null;
  },
};
const engine = new CSL.Engine(system, fs.readFileSync(style, 'utf8'));
engine.setOutputFormat('text');
engine.updateItems(all.map(item => item.id));
process.stdout.write(JSON.stringify(engine.makeBibliography()[1]));
"""


def mixed_items(seed: int) -> list[dict[str, Any]]:
    """Entries of all types from real .bib files, and entries of Crossref."""
    chance, by_type = random.Random(seed), defaultdict(list)
    for path in sorted((SHARED / "corpora" / "bib" / "bib").glob("*.bib")):
        written = csl_json.write(bibtex.read(path.read_bytes(), path.name).entries)
        for item in json.loads(written.text)[:PER_FILE]:
            if not has_uneven_range(item):
                by_type[item["type"]].append(item)
    picked = [item for _, found in sorted(by_type.items()) for item in chance.sample(found, min(PER_TYPE, len(found)))]
    items = chance.sample(picked, min(FROM_FILES, len(picked))) + chance.sample(real_items(5000), FROM_CROSSREF)
    return [{**item, "id": f"item{number}"} for number, item in enumerate(items)]


def has_uneven_range(item: dict[str, Any]) -> bool:
    """Whether a date range has ends of different precision, at which the other processor gives up."""
    dates = [value["date-parts"] for value in item.values() if isinstance(value, dict) and "date-parts" in value]
    return any(len({len(parts) for parts in ends}) > 1 for ends in dates)


def theirs(style: str, items: list[dict[str, Any]]) -> list[str]:
    """The other processor's entries as plain text."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder) / name for name in ("driver.js", "style.csl", "items.json")}
        paths["driver.js"].write_text(DRIVER, "utf-8")
        paths["style.csl"].write_text(style_text(style).xml, "utf-8")
        paths["items.json"].write_text(json.dumps(items), "utf-8")
        locales = str(files("citetrail.styles") / "data" / "locales")
        command = ["node", *(str(path) for path in paths.values()), locales]
        environment = {**os.environ, "NODE_PATH": str(Path(os.environ["CITEPROC_NODE"]) / "node_modules")}
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment, text=True)
    return [bare(text) for text in json.loads(done.stdout)]


def bare(text: str) -> str:
    """An entry without its number and with single spaces."""
    return re.sub(r"^\s*[\[(]?\d+[\]).]*\s+", "", " ".join(text.split()))


def loose(text: str) -> str:
    """An entry without what the loose comparison does not count: quotes, dashes' shape, spaces, case, the last dot."""
    return re.sub(r"\s+|[“”\"‘’'«»]", "", re.sub(r"[-–—‐]", "-", text)).casefold().rstrip(".")


def compare(style: str, items: list[dict[str, Any]], show: int) -> tuple[int, int, int]:
    """How many entries there are, are equal, and are loosely equal."""
    expected = theirs(style, items)
    found = [bare(entry.text) for entry in load_style(style).bibliography(items)]
    missing = list((Counter(expected) - Counter(found)).elements())
    surplus = list((Counter(found) - Counter(expected)).elements())
    far = list((Counter(map(loose, missing)) - Counter(map(loose, surplus))).elements())
    for text in missing[:show]:
        near = get_close_matches(text, surplus, n=1, cutoff=0.3)
        print(f"  theirs {text}\n  ours   {near[0] if near else '-'}")
    return len(expected), len(expected) - len(missing), len(expected) - len(far)


def main() -> None:
    """Print the share of equal and loosely equal entries per style."""
    parser = argparse.ArgumentParser()
    parser.add_argument("styles", nargs="*", default=STYLES)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--seed", type=int, default=5)
    arguments = parser.parse_args()
    items = mixed_items(arguments.seed)
    total = Counter[str]()
    for style in arguments.styles:
        count, exact, near = compare(style, items, arguments.show)
        total.update(count=count, exact=exact, near=near)
        print(f"{style:32} {count:4}  exact {100 * exact / count:5.1f}  loose {100 * near / count:5.1f}")
    print(f"{'all':32} {total['count']:4}  exact {100 * total['exact'] / total['count']:5.1f}  ", end="")
    print(f"loose {100 * total['near'] / total['count']:5.1f}")


if __name__ == "__main__":
    main()
