"""Write the answers that `citetrail demo` replays: real bibliographic facts, served on loopback and recorded.

Run from the checkout: `PYTHONPATH=tests .venv/bin/python tools/demo_answers.py`. Facts: the papers' own title pages;
for the notices about 10.1016/s0140-6736(97)11096-0, the `updated-by` of its Crossref record (source: Retraction Watch).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from standin import StandIn, World, work
from standin.world import StandInWork

EXAMPLE = Path(__file__).resolve().parent.parent / "src" / "citetrail" / "cli" / "example"

ROCKLIFF = work(
    "10.1037/a0023861",
    "Effects of intranasal oxytocin on ‘compassion focused imagery’",
    authors=[
        "Rockliff, Helen",
        "Karl, Anke",
        "McEwan, Kirsten",
        "Gilbert, Jean",
        "Matos, Marcela",
        "Gilbert, Paul",
    ],
    year=2011,
    date="2011-12",
    container="Emotion",
    volume="11",
    issue="6",
    pages="1388-1396",
    publisher="American Psychological Association (APA)",
    issn="1528-3542",
    pmid="21707149",
)
KOSFELD = work(
    "10.1038/nature03701",
    "Oxytocin increases trust in humans",
    authors=["Kosfeld, Michael", "Heinrichs, Markus", "Zak, Paul J.", "Fischbacher, Urs", "Fehr, Ernst"],
    year=2005,
    date="2005-06",
    container="Nature",
    volume="435",
    issue="7042",
    pages="673-676",
    publisher="Springer Science and Business Media LLC",
    issn="0028-0836",
)
JAMES = work(
    "10.1037/10538-000",
    "The principles of psychology, Vol I.",
    authors=["James, William"],
    year=1890,
    kind="book",
    publisher="Henry Holt and Co",
)
WAKEFIELD_DOI = "10.1016/s0140-6736(97)11096-0"
CORRECTION = ("correction", "10.1016/s0140-6736(04)15715-2", "2004-03-06", "retraction-watch")
RETRACTION = ("retraction", "10.1016/s0140-6736(10)60175-4", "2010-02-06", "retraction-watch")


def wakefield(title_prefix: str, notices: tuple[tuple[str, str, str, str], ...]) -> StandInWork:
    """The Lancet paper of 1998 as the record reads with these notices."""
    return work(
        WAKEFIELD_DOI,
        title_prefix
        + "Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive developmental disorder in children",
        authors=[
            "Wakefield, AJ", "Murch, SH", "Anthony, A", "Linnell, J", "Casson, DM", "Malik, M", "Berelowitz, M",
            "Dhillon, AP", "Thomson, MA", "Harvey, P", "Valentine, A", "Davies, SE", "Walker-Smith, JA",
        ],
        year=1998,
        date="1998-02",
        container="The Lancet",
        volume="351",
        issue="9103",
        pages="637-641",
        publisher="Elsevier BV",
        issn="0140-6736",
        notices=notices,
    )  # fmt: skip


def record(world: World, target: Path, commands: tuple[tuple[str, ...], ...], folder: Path) -> None:
    """Run the commands against the world and record every answer."""
    target.unlink(missing_ok=True)
    with StandIn(world) as sources:
        environment = {
            **os.environ,
            **sources.environment(),
            "CITETRAIL_LIBRARY": str(folder / "library.db"),
            "CITETRAIL_CONFIG": str(folder / "config.toml"),
            "CITETRAIL_STORE": str(folder / f"{target.stem}.db"),
        }
        for command in commands:
            arguments = [sys.executable, "-m", "citetrail", *command, "--record", str(target)]
            subprocess.run(arguments, env=environment, cwd=EXAMPLE, check=False)


def main() -> None:
    """Write both files."""
    before = World([ROCKLIFF, JAMES, KOSFELD, wakefield("", (CORRECTION,))])
    after = World([ROCKLIFF, JAMES, KOSFELD, wakefield("RETRACTED: ", (CORRECTION, RETRACTION))])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        adding = (("check", "article.html"), ("add", "article.html"))
        record(before, EXAMPLE / "answers-before.jsonl", adding, folder)
        record(after, EXAMPLE / "answers-after.jsonl", (("track",),), folder)


if __name__ == "__main__":
    main()
