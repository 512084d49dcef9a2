"""A program that changes a library without a pause, to be killed or raced: `python library_worker.py PATH HOW SEED`.

Every change keeps promises that `broken_promises` can check afterwards, whenever the program was killed:

- the works `left-N` and `right-N` come together, each with the tag `pair-N` and one note;
- a merged pair has lost `right-N`, whose key became an alias, and carries the tag `merged`;
- an import is there with all of its works or with none;
- a work's rating says how many alerts it has.
"""

from __future__ import annotations

import random
import sys
from datetime import UTC, datetime
from pathlib import Path

from citetrail.library import Library
from citetrail.model import Alert, Note, Record, Work
from library_works import describe

IMPORTED = 200
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def opened(path: Path) -> Library:
    """The library, with a clock that stands still."""
    return Library.open(path, now=lambda: NOW)


def _work(key: str, *tags: str) -> Work:
    description = describe(f"Work {key} of an invented library", "García", year=2020, doi=f"10.5555/{key}")
    said = Record(provider="file", record_id=key, retrieved_at=NOW, description=description)
    return Work(key=key, description=description, records=(said,), tags=tags, notes=(Note(text=f"note on {key}"),))


def add_pair(library: Library, draw: random.Random) -> None:
    """Two works and their tags in one change."""
    number = draw.randrange(10**9)
    with library.change(f"add pair {number}"):
        (left,) = library.add([_work(f"left-{number}")])
        library.tag(left.id or 0, [f"pair-{number}"])
        library.add([_work(f"right-{number}", f"pair-{number}")])


def import_many(library: Library, draw: random.Random) -> None:
    """Many works in one change."""
    number = draw.randrange(10**9)
    with library.change(f"import {number}"):
        for start in range(0, IMPORTED, 50):
            library.add([_work(f"import-{number}-{place}", f"import-{number}") for place in range(start, start + 50)])


def merge_pair(library: Library, draw: random.Random) -> None:
    """Make one work of two."""
    pairs = [row for row in library.find("key:left- -tag:merged", limit=20) if row.key.startswith("left-")]
    if not pairs:
        return
    left = draw.choice(pairs)
    right = library.resolve(left.key.replace("left", "right"))
    there = library.get(left.id)
    if right is None or there is None or right.id == there.id:
        return
    with library.change(f"merge {right.key} into {left.key}"):
        library.remove([right.id or 0])
        library.tag(left.id, ["merged"])
        library.update(there.model_copy(update={"aliases": (right.key,), "records": (*there.records, *right.records)}))


def track(library: Library, draw: random.Random) -> None:
    """A new alert, counted in the work's rating."""
    rows = library.find("key:left-", limit=20)
    if not rows:
        return
    work = draw.choice(rows).id
    count = len(library.alerts(acknowledged=None, work=work))
    if count < 5:
        alert = Alert(work_id=work, kind="cited", summary="s", fingerprint=str(count), provider="test", seen_at=NOW)
        with library.change("track"):
            library.raise_alerts([alert])
            library.set_rating(work, count + 1)


def undo(library: Library, draw: random.Random) -> None:
    """Some steps back, and perhaps forth."""
    for _ in range(draw.randrange(1, 4)):
        library.undo()
    if draw.random() < 0.5:
        library.redo()


COMMANDS = (add_pair, add_pair, import_many, merge_pair, track, track, undo)


def change_for_ever(path: Path, seed: int) -> None:
    """Change the library until somebody kills this."""
    draw = random.Random(seed)
    with opened(path) as library:
        print("ready", flush=True)
        while True:
            draw.choice(COMMANDS)(library, draw)


def write_together(path: Path, seed: int, seconds: float) -> None:
    """Write to a work that all share, and add works of one's own; tells at the end how often."""
    import time

    end = time.monotonic() + seconds
    count = 0
    with opened(path) as library:
        shared = library.resolve_id("shared") or 0
        while time.monotonic() < end:
            library.tag(shared, [f"p{seed}-{count}"])
            with library.change("two in one"):
                library.note(shared, f"note {seed}-{count}")
                library.add([_work(f"own-{seed}-{count}")])
            count += 1
    print(count)


def make_or_open(path: Path, seed: int) -> None:
    """Open a library that may not be there yet, and write to it once somebody says so."""
    sys.stdin.readline()
    with opened(path) as library:
        library.save_search(f"search {seed}", "sleep")


def broken_promises(path: Path) -> list[str]:
    """What of the promises does not hold, and what is wrong with the file."""
    with opened(path) as library:
        broken = list(library.check())
        rows = {row.key: row for row in library.find()}
        works = {work.key: work for work in library.works([row.id for row in rows.values()])}
        for key, work in works.items():
            if [note.text for note in work.notes] != [f"note on {key}"]:
                broken.append(f"{key} has not its note")
            if key.startswith("left-"):
                broken += _broken_pair(key, work, works)
                if len(library.alerts(acknowledged=None, work=work.id)) != (work.rating or 0):
                    broken.append(f"{key} has another number of alerts than it says")
            if key.startswith("right-") and key.replace("right", "left") not in works:
                broken.append(f"{key} stands alone")
        for tag, count in library.tags():
            if tag.startswith("import-") and count != IMPORTED:
                broken.append(f"{tag} has {count} works")
    return broken


def _broken_pair(key: str, work: Work, works: dict[str, Work]) -> list[str]:
    other = key.replace("left", "right")
    if key.replace("left", "pair") not in work.tags:
        return [f"{key} has lost its tag"]
    is_merged = "merged" in work.tags
    if is_merged != (other in work.aliases) or is_merged == (other in works):
        return [f"{key} is merged by half"]
    return []


if __name__ == "__main__":
    if sys.argv[2] == "make":
        make_or_open(Path(sys.argv[1]), int(sys.argv[3]))
    elif sys.argv[2] == "change":
        change_for_ever(Path(sys.argv[1]), int(sys.argv[3]))
    else:
        write_together(Path(sys.argv[1]), int(sys.argv[3]), float(sys.argv[4]))
