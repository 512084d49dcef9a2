"""Runs the official CSL test-suite and compares the outcome with the pass list.

Usage: python tests/benchmark/csl_suite.py [--update] [--show NAME]
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from citetrail.styles.bibliography import entries
from citetrail.styles.clusters import cluster_tokens
from citetrail.styles.compiled import CompiledStyle, compiled_style
from citetrail.styles.context import Cite
from citetrail.styles.positions import Cluster, positioned
from citetrail.styles.session import Session
from citetrail.styles.writers.html import HTML

NOTHING = "[CSL STYLE ERROR: reference with no printed form.]"
ROOT = Path(__file__).resolve().parents[2]
PASS_LIST = Path(__file__).with_name("csl_suite_passes.txt")
SUITE = Path(os.environ.get("CITETRAIL_SHARED", ROOT.parent / "shared")) / "csl" / "test-suite.json.gz"


def cases() -> list[dict[str, Any]]:
    """The suite's cases."""
    with gzip.open(SUITE, "rt", encoding="utf-8") as file:
        return list(json.load(file))


def outcome(case: Mapping[str, Any]) -> str:
    """What we produce for a case."""
    style = compiled_style(case["csl"])
    if case["mode"] == "bibliography":
        return bibliography_text(style, case)
    if case.get("citations"):
        return interactive_text(style, case["citations"], case["input"], case["csl"])
    items = [{"id": str(index), **item} for index, item in enumerate(case["input"])]
    session = Session(style, items)
    clusters = case.get("citation_items") or [[{"id": item_id} for item_id in session.order]]
    texts = [HTML.text(cluster_tokens(session, cluster(cites, 0))) or NOTHING for cites in clusters]
    return "\n".join(texts)


def bibliography_text(style: CompiledStyle, case: Mapping[str, Any]) -> str:
    """The bibliography as the suite prints it."""
    ids = None
    items = case["input"]
    if case.get("citations"):
        last = {step[0]["citationID"]: step[0]["citationItems"] for step in case["citations"]}
        ids = {str(cite["id"]) for cites in last.values() for cite in cites}
        items = [item for item in items if str(item["id"]) in ids]
    assert style.bibliography is not None
    session = Session(style, items)
    lines = [
        f'  <div class="csl-entry">{HTML.text(tokens)}</div>' for _, tokens in entries(session, style.bibliography)
    ]
    return "\n".join(['<div class="csl-bib-body">', *lines, "</div>"])


def cite(data: Mapping[str, Any]) -> Cite:
    """A cite from the suite's JSON."""
    position = {0: "first", 1: "subsequent", 2: "ibid", 3: "ibid-with-locator"}.get(
        int(data.get("position", 0)), "first"
    )
    return Cite(
        str(data["id"]),
        locator=str(data.get("locator", "")),
        label=str(data.get("label", "")),
        prefix=data.get("prefix") or "",
        suffix=data.get("suffix") or "",
        suppress_author=bool(data.get("suppress-author")),
        author_only=bool(data.get("author-only")),
        position=position,
        near_note=bool(data.get("near-note")),
        first_note=int(data.get("first-reference-note-number", 0)),
    )


def cluster(cites: list[Mapping[str, Any]], note: int, name: str = "") -> Cluster:
    """A cluster from the suite's JSON."""
    return Cluster(name, tuple(cite(entry) for entry in cites), note)


def interactive_text(style: CompiledStyle, steps: list[Any], items: list[Mapping[str, Any]], source: str) -> str:
    """The last state of an editing session; clusters that the last step changed are marked."""
    by_id = {str(item["id"]): item for item in items}
    known: dict[str, Mapping[str, Any]] = {}
    before: dict[str, object] = {}
    now: list[tuple[str, str, object]] = []
    for data, pre, post in steps:
        known[data["citationID"]] = data
        order = [*pre, [data["citationID"], data.get("properties", {}).get("noteIndex", 0)], *post]
        clusters = [cluster(known[name]["citationItems"], int(note), name) for name, note in order]
        ids = list(dict.fromkeys(entry.id for group in clusters for entry in group.cites))
        cited = [entry.id for group in clusters for entry in group.cites]
        session = Session(style, [by_id[item_id] for item_id in ids], has_repeats=len(ids) < len(cited))
        distance = int(style.citation.options.get("near-note-distance", "5"))
        before = {name: state for name, _, state in now}
        now = [
            (group.id, text := HTML.text(cluster_tokens(session, group)), (text, session_state(session, group, source)))
            for group in positioned(clusters, distance)
        ]
    last = steps[-1][0]["citationID"]
    lines = []
    for index, (name, text, state) in enumerate(now):
        mark = ">>" if before.get(name) != state or name == last else ".."
        lines.append(f"{mark}[{index}] {text}")
    return "\n".join(lines)


def session_state(session: Session, group: Cluster, source: str) -> object:
    """What a cluster's text may depend on besides its cites: it is printed anew when this changes."""
    ids = [entry.id for entry in group.cites]
    numbers = [session.numbers.get(name) for name in ids] if 'variable="citation-number"' in source else None
    note = group.note if 'variable="first-reference-note-number"' in source else 0
    return [session.additions.get(name) for name in ids], numbers, note


def folded(text: str) -> str:
    """The text with entity spelling and white space at line ends and between tags evened out."""
    text = text.replace("&#38;", "&").replace("&amp;", "&").replace("&#60;", "&lt;").replace("&#62;", "&gt;")
    text = re.sub(r">\s+<", "><", text)
    return "\n".join(line.strip() for line in text.strip().splitlines())


def run() -> tuple[set[str], dict[str, str]]:
    """Names that pass, and what went wrong with the others."""
    passed: set[str] = set()
    failed: dict[str, str] = {}
    for case in cases():
        try:
            found = outcome(case)
        except Exception as error:  # noqa: BLE001 - one case must not end the run
            failed[case["name"]] = f"{type(error).__name__}: {error}"
            continue
        if folded(found) == folded(case["result"]):
            passed.add(case["name"])
        else:
            failed[case["name"]] = found
    return passed, failed


def main() -> int:
    """Print the score; exit 1 where the pass list is not met exactly."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--show", default="")
    arguments = parser.parse_args()
    passed, failed = run()
    if arguments.show:
        wanted = {case["name"]: case["result"] for case in cases()}
        for name in sorted(failed):
            if re.search(arguments.show, name):
                print(f"### {name}\n--- expected\n{wanted[name]}\n--- found\n{failed[name]}\n")
    listed = set(PASS_LIST.read_text("utf-8").split()) if PASS_LIST.exists() else set()
    print(f"{len(passed)} of {len(passed) + len(failed)} = {100 * len(passed) / (len(passed) + len(failed)):.1f} %")
    if arguments.update:
        PASS_LIST.write_text("".join(f"{name}\n" for name in sorted(passed)), "utf-8")
        return 0
    for name in sorted(listed - passed):
        print(f"no longer passes: {name}")
    for name in sorted(passed - listed):
        print(f"passes now and is not on the list: {name}")
    return int(listed != passed)


if __name__ == "__main__":
    sys.exit(main())
