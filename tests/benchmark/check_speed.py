"""How long a check takes: 1,000 references whose answers are stored, and 100 cold ones within the sources' real limits.

Usage: PYTHONPATH=tests python tests/benchmark/check_speed.py   (needs the shared catalogue; takes two minutes)
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from citetrail.formats.bibtex import write_bibtex
from citetrail.model import Description, Entry, date_range_from_edtf
from citetrail.model.identifiers import identifier_of
from citetrail.model.pages import pages_from_text
from conftest import shared_folder
from standin import StandIn, world_from_shared
from standin.world import StandInWork

COMMAND = str(Path(sys.executable).parent / "citetrail")
MOST_CPU_SECONDS = 3.0
MOST_TIMES_FORCED = 1.3
CROSSREF_LISTS_PER_SECOND = 3.0  # what Crossref allows searches, with an e-mail address


class Run(NamedTuple):
    """What a command took, and how many verdicts of each kind it came to."""

    seconds: float
    cpu_seconds: float
    summary: str


def main(shared: Path) -> int:
    """Print both figures; the exit code tells whether the bars are met."""
    world = world_from_shared(shared)
    articles = [
        one for one in world.works if one.agency == "crossref" and one.authors and one.year and len(one.title) > 25
    ]
    with tempfile.TemporaryDirectory() as place, StandIn(world) as sources:
        folder = Path(place)
        stored = measured_stored(folder, sources, articles[:1000])
        sources.forget_seen()
        cold = run(
            folder, real_limits(sources.environment()), written(folder, "cold.bib", articles[2000:2100], has_doi=False)
        )
        asked = Counter(one.source for one in sources.seen())
    forced = asked["crossref"] / CROSSREF_LISTS_PER_SECOND
    print(
        f"1,000 references with DOIs, answers stored: {stored.cpu_seconds:.2f} s CPU, {stored.seconds:.2f} s ({stored.summary})"
    )
    print(
        f"100 references without identifiers, cold, Crossref's real limits: {cold.seconds:.1f} s for {dict(asked)}; the limits "
        f"force {forced:.1f} s: {cold.seconds / forced:.2f} times ({cold.summary})"
    )
    return 0 if stored.cpu_seconds <= MOST_CPU_SECONDS and cold.seconds <= MOST_TIMES_FORCED * forced else 1


def measured_stored(folder: Path, sources: StandIn, works: Sequence[StandInWork]) -> Run:
    """The second of two runs over the same list: every answer is in the store then."""
    path = written(folder, "stored.bib", works, has_doi=True)
    run(folder, sources.environment(), path)
    return run(folder, sources.environment(), path)


def real_limits(environment: Mapping[str, str]) -> dict[str, str]:
    """The stand-in's addresses, and the limits that the sources themselves have."""
    kept = {name: value for name, value in environment.items() if not name.startswith("CITETRAIL_LIMIT_")}
    return {**kept, "CITETRAIL_EMAIL": "someone@example.org"}


def run(folder: Path, environment: Mapping[str, str], path: Path) -> Run:
    """The installed command over a file, with a store of its own in the folder."""
    own = {
        **os.environ, **environment, "CITETRAIL_STORE": str(folder / "answers.db"), "XDG_DATA_HOME": str(folder / "data"),
        "CITETRAIL_CONFIG": str(folder / "config.toml"), "NO_COLOR": "1",
    }  # fmt: skip
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run([COMMAND, "check", str(path)], env=own, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(time.monotonic() - start, spent, done.stdout.splitlines()[-1] if done.stdout else done.stderr)


def written(folder: Path, name: str, works: Sequence[StandInWork], *, has_doi: bool) -> Path:
    """The works as a BibTeX file."""
    entries = [
        Entry(key=f"w{number}", description=description(one, has_doi), source="") for number, one in enumerate(works)
    ]
    path = folder / name
    path.write_text(write_bibtex(entries).text, encoding="utf-8")
    return path


def description(one: StandInWork, has_doi: bool) -> Description:
    """A work as a bibliography has it."""
    doi = identifier_of("doi", one.doi or "") if has_doi else None
    return Description(
        type="article-journal",
        identifiers=(doi,) if doi else (),
        authors=tuple(one.authors),
        title=one.title,
        container_title=one.container or None,
        issued=date_range_from_edtf(str(one.year)),
        volume=one.volume or None,
        pages=pages_from_text(one.pages) if one.pages else None,
    )


if __name__ == "__main__":
    shared = shared_folder()
    if shared is None:
        sys.exit("the shared data folder is not here (set CITETRAIL_SHARED)")
    sys.exit(main(shared))
