"""Whole-process CPU time of commands on libraries of several sizes: `make bench-commands`.

Each command runs five times after a warm-up; figures are medians of user and system time of the finished process, as
the operating system accounts them, and the largest memory. With `--beside 'papis --help'` another program's command
runs in turn with ours, and the ratio of the medians is printed.
"""

from __future__ import annotations

import argparse
import os
import resource
import shlex
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

COMMAND = str(Path(sys.executable).parent / "citetrail")
ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("CITETRAIL_SHARED", ROOT.parent / "shared"))
RUNS = 5


class Cost(NamedTuple):
    """Median CPU seconds and the peak memory in MB of one command."""

    cpu_seconds: float
    peak_mb: float


def cost_of(arguments: list[str], environment: dict[str, str], *, runs: int = RUNS, warm_up: bool = True) -> Cost:
    """Run a command several times; its median cost."""
    times, peak = [], 0.0
    for number in range(runs + warm_up):
        seconds, memory = _one_run(arguments, environment)
        if number or not warm_up:
            times.append(seconds)
            peak = max(peak, memory)
    return Cost(statistics.median(times), peak)


def _one_run(arguments: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """CPU seconds and peak memory of one run, accounted by the operating system in a child of its own."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        subprocess.run(
            arguments, env=environment, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        os.write(writer, f"{used.ru_utime + used.ru_stime} {used.ru_maxrss / 1024}".encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as stream:
        seconds, memory = stream.read().split()
    os.waitpid(child, 0)
    return float(seconds), float(memory)


def environment_in(folder: Path) -> dict[str, str]:
    """No settings but the benchmark's own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CITETRAIL_")}
    own = {name: str(folder / f"{name.lower()}.db") for name in ("CITETRAIL_LIBRARY", "CITETRAIL_STORE")}
    return {**kept, **own, "CITETRAIL_CONFIG": str(folder / "config.toml")}


def make_library(folder: Path, size: int) -> Path:
    """An invented bibliography of that many entries."""
    path = folder / f"{size}.bib"
    subprocess.run([sys.executable, str(SHARED / "bench" / "make_library.py"), str(size), "-o", str(path)], check=True)
    return path


def measure(folder: Path, size: int) -> list[tuple[str, Cost]]:
    """Import of a bibliography, then what one does with the library every day."""
    environment = environment_in(folder)
    bibliography = make_library(folder, size)
    library = Path(environment["CITETRAIL_LIBRARY"])

    def import_once() -> Cost:
        for part in library.parent.glob(library.name + "*"):
            part.unlink()
        return cost_of([COMMAND, "add", str(bibliography)], environment, runs=1, warm_up=False)

    costs = [import_once() for _ in range(3)]
    rows = [
        (
            f"add a .bib of {size:,}",
            Cost(statistics.median(c.cpu_seconds for c in costs), max(c.peak_mb for c in costs)),
        )
    ]
    rows.append(
        (f"add the same .bib of {size:,} again", cost_of([COMMAND, "add", str(bibliography)], environment, runs=1))
    )
    key = subprocess.run(
        [COMMAND, "list", "-o", "ids", "-n", "1"], env=environment, capture_output=True, text=True, check=True
    )
    every_day = (
        ["list"],
        ["list", "-n", "50"],
        ["search", "author:nguyen year:2008"],
        ["search", "garcia"],
        ["show", key.stdout.strip()],
        ["tag", key.stdout.strip(), "+benchmark"],
        ["export", "--format", "bibtex"],
    )
    rows += [(f"{' '.join(said[:2])} ({size:,})", cost_of([COMMAND, *said], environment)) for said in every_day]
    return rows


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="5000", help="library sizes, with commas between")
    parser.add_argument("--beside", default="", help="another program's command to run in turn with citetrail --help")
    arguments = parser.parse_args()
    print("| command | CPU s, median | peak MB |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        environment = environment_in(Path(name))
        start = cost_of([COMMAND, "--help"], environment)
        print(f"| --help | {start.cpu_seconds:.3f} | {start.peak_mb:.0f} |")
        if arguments.beside:
            other = cost_of(shlex.split(arguments.beside), environment)
            start = cost_of([COMMAND, "--help"], environment)
            print(f"| {arguments.beside} | {other.cpu_seconds:.3f} | {other.peak_mb:.0f} |")
            print(f"| ratio | {start.cpu_seconds / other.cpu_seconds:.2f} | |")
    for size in map(int, arguments.sizes.split(",")):
        with tempfile.TemporaryDirectory() as name:
            for label, cost in measure(Path(name), size):
                print(f"| {label} | {cost.cpu_seconds:.3f} | {cost.peak_mb:.0f} |")


if __name__ == "__main__":
    main()
