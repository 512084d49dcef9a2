"""Killing and racing the library's writers; the suite does it a little, `make bench-library` for long."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from library_worker import _work, broken_promises, opened

_TESTS = Path(__file__).resolve().parent


def _worker(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(_TESTS / "library_worker.py"), *arguments],
        cwd=_TESTS,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def kill_in_the_middle(path: Path, rounds: int, seed: int) -> list[str]:
    """Kill a writer again and again; what was found broken afterwards, in words."""
    draw = random.Random(seed)
    broken = []
    for number in range(rounds):
        with _worker(str(path), "change", str(seed + number)) as worker:
            assert worker.stdout is not None
            worker.stdout.readline()
            time.sleep(draw.uniform(0.0, 0.4))
            worker.kill()
            _, errors = worker.communicate()
        if errors:
            broken.append(f"round {number}: {errors.strip().splitlines()[-1]}")
        broken += [f"round {number}: {text}" for text in broken_promises(path)]
    return broken


def make_at_once(path: Path, makers: int) -> list[str]:
    """Let several programs make the same library; what they complained about."""
    workers = [_worker(str(path), "make", str(seed)) for seed in range(makers)]
    time.sleep(0.5)  # they load their modules meanwhile
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("now\n")
        worker.stdin.flush()
    return [errors for worker in workers if (errors := worker.communicate()[1])]


def write_at_once(path: Path, writers: int, seconds: float) -> tuple[int, list[str]]:
    """Let several programs write at once; how many rounds they made together, and what was lost or complained about."""
    with opened(path) as library:
        library.add([_work("shared")])
    workers = [_worker(str(path), "together", str(seed), str(seconds)) for seed in range(writers)]
    lost, total = [], 0
    with opened(path) as library:
        for seed, worker in enumerate(workers):
            out, errors = worker.communicate()
            if errors or worker.returncode:
                lost.append(f"writer {seed}: {errors.strip()[-300:]}")
                continue
            total += int(out)
            shared = library.resolve("shared")
            assert shared is not None
            notes = {note.text for note in shared.notes}
            names = library.taken_keys()
            for count in range(int(out)):
                if f"p{seed}-{count}" not in shared.tags or f"note {seed}-{count}" not in notes:
                    lost.append(f"writer {seed} lost update {count}")
                if f"own-{seed}-{count}" not in names:
                    lost.append(f"writer {seed} lost work {count}")
        lost += library.check()
    return total, lost
