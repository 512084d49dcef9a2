"""Measure how references are joined to DOIs in the stand-in world: `make bench-matching`.

The world is the shared catalogue without every fifth Crossref work. Asked are references to works of the world and to
works that are not in it, both printed in many citation styles and with the noise of real lists, and real references
whose works it does not hold (or nobody does). The whole chain runs: reading, Crossref's search over a socket, judging.
A curve over the threshold of acceptance is printed; `--update` writes it into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from check_world import description_from_crossref, lines_of

from citetrail.app import wiring
from citetrail.app.settings import Overrides, load_settings
from citetrail.errors import CitetrailError
from citetrail.flows.resolve import resolve
from citetrail.formats.parts.csl_items import item_from_description
from citetrail.judging import verifying
from citetrail.judging.weights import ACCEPT, TAKE
from citetrail.model.references import Reference
from citetrail.model.verdicts import Verdict
from citetrail.reading import read_citations
from citetrail.styles import load_style

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("CITETRAIL_SHARED", ROOT.parent / "shared"))
DOCUMENT = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- matching: begin -->", "<!-- matching: end -->"
TODAY = date(2026, 11, 24)
SEED, HELD_OUT, PER_KIND = 5, 5, 1200
THRESHOLDS = (0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
STYLES = (
    "apa", "vancouver", "modern-language-association", "ieee", "chicago-author-date", "harvard-cite-them-right", "nature",
    "american-medical-association", "american-chemical-society", "elsevier-harvard", "springer-basic-author-date",
    "associacao-brasileira-de-normas-tecnicas", "gost-r-7-0-5-2008-numeric", "din-1505-2", "cell", "science", "frontiers",
    "iso690-author-date-en", "chicago-fullnote-bibliography", "the-lancet", "royal-society-of-chemistry",
    "american-sociological-association", "turabian-author-date", "american-political-science-association",
)  # fmt: skip
SCANNED = {"l": "1", "rn": "m", "e": "c", "O": "0", "fi": "ﬁ", "ti": "d", "S": "5"}


class Case(NamedTuple):
    """A printed reference and the DOI that is right for it; None where the world does not hold its work."""

    text: str
    doi: str | None
    kind: str


class Judged(NamedTuple):
    """A case with the DOI that it was joined to (None: abstained) and the score of the match."""

    case: Case
    doi: str | None
    score: float

    @property
    def is_right(self) -> bool:
        """Whether the DOI is the work's own."""
        return self.doi is not None and self.doi == self.case.doi


def cases_of(works: Sequence[dict[str, Any]], kind: str, rng: random.Random) -> Iterable[Case]:
    """Works printed in the styles in turn, two of three with noise; without their identifiers."""
    for number, work in enumerate(works):
        described = description_from_crossref(work).model_copy(update={"identifiers": (), "url": None})
        item = {**item_from_description(described, "1"), "id": "1"}
        try:
            (entry,) = load_style(STYLES[number % len(STYLES)]).bibliography([_thinned(item, rng)])
        except CitetrailError:
            continue
        text = " ".join(entry.body.split())
        yield Case(noised(text, rng) if number % 3 else text, work["DOI"].lower() if kind == "inside" else None, kind)


def _thinned(item: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """An item as carelessly kept: sometimes without issue, pages or publisher, or with few authors."""
    kept = dict(item)
    for name, chance in (("issue", 0.2), ("page", 0.12), ("publisher", 0.4), ("volume", 0.06)):
        if rng.random() < chance:
            kept.pop(name, None)
    return kept


def noised(text: str, rng: random.Random) -> str:
    """Scanning errors, typing errors, broken words and lost marks, a few of them."""
    for _ in range(rng.randint(1, 3)):
        change = rng.randrange(5)
        letters = [place for place, sign in enumerate(text) if sign.isalpha()]
        if not letters:
            return text
        place = rng.choice(letters)
        if change == 0:
            wrong = rng.choice([one for one in SCANNED if one in text] or ["e"])
            spots = [found.start() for found in re.finditer(wrong, text)]
            if spots:
                spot = rng.choice(spots)
                text = text[:spot] + SCANNED[wrong] + text[spot + len(wrong) :]
        elif change == 1:
            text = text[:place] + text[place + 1 :]
        elif change == 2:
            words = list(re.finditer(r"[a-z]{7,}", text))
            if words:
                cut = rng.choice(words).start() + 4
                text = f"{text[:cut]}- {text[cut:]}"
        elif change == 3:
            text = text.replace(rng.choice((",", ".", ":")), "", 1)
        else:
            text = text[:place] + text[place].swapcase() + text[place + 1 :]
    return text


def all_cases(rng: random.Random) -> tuple[list[Case], set[str]]:
    """Every case, and the DOIs that are taken out of the world. A work with a twin in it (another DOI) is not asked."""
    works = [
        work for work in lines_of(SHARED / "catalogue" / "crossref_works.jsonl.gz")
        if work.get("title") and work.get("author") and work.get("issued") and len(work["title"][0]) > 12
    ]  # fmt: skip
    rng.shuffle(works)
    aside = works[::HELD_OUT]
    held = [work for place, work in enumerate(works) if place % HELD_OUT]
    known = {folded(work["title"][0]) for work in held}
    without_twin = [work for work in aside if folded(work["title"][0]) not in known]
    cases = [*cases_of(held[:PER_KIND], "inside", rng), *cases_of(without_twin[:PER_KIND], "outside, printed", rng)]
    long = [title for title in known if len(title) > 30]
    for row in lines_of(SHARED / "catalogue" / "crossref_refmatch_real.jsonl.gz"):
        text = re.sub(r"10\.\d{4,9}/\S+", "", row["ref_string"])
        if not any(title in folded(text) for title in long):
            cases.append(Case(text, None, "outside, real"))
    return cases, {work["DOI"].lower() for work in aside}


def folded(text: str) -> str:
    """Small letters and digits only."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def judged(cases: Sequence[Case], aside: set[str]) -> list[Judged]:
    """Each case after reading, asking and judging, with the judgement's own threshold set aside."""
    from standin import StandIn, World, world_from_shared

    world = World([one for one in world_from_shared(SHARED).works if one.doi not in aside])
    references = [
        Reference(
            kind="printed",
            raw=found.text,
            description=found.description,
            spans=found.spans,
            confidence=found.confidence,
        )
        for found in read_citations([case.text for case in cases])
    ]
    verifying.ACCEPT = min(THRESHOLDS)
    with StandIn(world) as sources, tempfile.TemporaryDirectory() as folder:
        environment = {"HOME": folder, "CITETRAIL_SOURCES": "crossref,doi.org", **sources.environment()}
        settings = load_settings(Overrides(), environment, Path(folder))
        with wiring.open_net(settings) as net:
            verdicts = resolve(references, wiring.providers(settings, net), TODAY)
    return [_judged(case, verdict) for case, verdict in zip(cases, verdicts, strict=True)]


def _judged(case: Case, verdict: Verdict) -> Judged:
    if verdict.match is None or verdict.identity not in ("verified", "mismatch"):
        return Judged(case, None, 0.0)
    return Judged(case, verdict.match.record.description.doi, verdict.match.score)


def curve(results: Sequence[Judged]) -> list[str]:
    """Precision, recall and false links at each threshold."""
    inside = sum(one.case.doi is not None for one in results)
    outside = len(results) - inside
    lines = ["| threshold | precision | recall | links to works outside | one in |", "|---|---|---|---|---|"]
    for threshold in sorted({*THRESHOLDS, ACCEPT, TAKE}):
        linked = [one for one in results if one.doi and one.score >= threshold]
        right = sum(one.is_right for one in linked)
        false = sum(one.case.doi is None for one in linked)
        mark = {ACCEPT: " (named by `check`)", TAKE: " (taken by `add`)"}.get(threshold, "")
        lines.append(
            f"| {threshold:.2f}{mark} | {right / max(1, len(linked)):.4f} | {right / inside:.4f} | {false} of {outside:,} "
            f"| {outside // false if false else '–'} |"
        )
    return lines


def report(results: Sequence[Judged]) -> str:
    """The curve, and how many of each kind were asked."""
    kinds = {
        kind: sum(one.case.kind == kind for one in results) for kind in dict.fromkeys(one.case.kind for one in results)
    }
    return "\n".join(["; ".join(f"{kind}: {count:,}" for kind, count in kinds.items()), "", *curve(results)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true", help="write the curve into docs/benchmarks.md")
    parser.add_argument("--show", type=int, default=0, help="print so many wrong links and missed works")
    arguments = parser.parse_args()
    cases, aside = all_cases(random.Random(SEED))
    results = judged(cases, aside)
    wrong = [one for one in results if one.doi and not one.is_right]
    missed = [one for one in results if one.case.doi and not one.doi]
    for title, some in (("wrong", wrong), ("missed", missed)):
        for one in some[: arguments.show]:
            print(
                f"{title} {one.score:.2f} {one.case.kind}\n   {one.case.text}\n   right: {one.case.doi}, joined: {one.doi}"
            )
    text = report(results)
    print(text)
    if arguments.update:
        document = DOCUMENT.read_text(encoding="utf8")
        head, _, rest = document.partition(BEGIN)
        DOCUMENT.write_text(f"{head}{BEGIN}\n\n{text}\n\n{END}{rest.partition(END)[2]}", encoding="utf8")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "tests"))
    main()
