"""Throws mutated bibliography files at every reader and writer for some minutes: `make fuzz-formats`.

Seeds are the files of the shared corpus and the torture file written in every format; changes are bytes flipped, marks
put in, stretches cut out, repeated, or taken from other seeds. What is told: exceptions that are no InputError, readings
of more than some seconds, and BibTeX files that do not come back byte for byte. Each is kept in a file to look at.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from commands import SHARED

from citetrail.app.wiring import formats
from citetrail.errors import InputError
from citetrail.formats import bibtex
from citetrail.formats.bibtex.syntax import bibfile_from_bytes
from citetrail.model import Format

SLOW_SECONDS, HANGING_SECONDS, LONGEST_SEED = 2.5, 30, 30_000
READERS = [one for one in formats() if one.read and one.name != "biblatex"]
WRITERS = [one for one in formats() if one.write]
MARKS = [
    b"{", b"}", b'"', b"@", b"\\", b",", b"=", b"#", b"\n", b"\r\n", b"<", b">", b"&", b";", b"|", b"{{", b"}}", b"[[",
    b"- ", b"  - ", b": ", b"TY  - ", b"ER  - ", b"\0", b"\xff", b"\xc3", b"$", b"~", b"--", b"9" * 50, b"*", b"'",
    b"\xe2\x80\x8b", b"(", b")", b"1-", b"/", b".", b" and ",
]  # fmt: skip


class HangError(Exception):
    """Something takes too long to wait for."""


def seeds() -> list[bytes]:
    """Real files, and the torture file's entries in every format."""
    found = [path.read_bytes() for path in sorted((SHARED / "corpora" / "bib").glob("*/*")) if path.is_file()]
    entries = bibtex.read((SHARED / "bench" / "torture.bib").read_bytes(), "torture.bib").entries
    for form in WRITERS:
        assert form.write is not None
        found += [form.write(entries[start : start + 8]).text.encode() for start in range(0, len(entries), 8)]
    return [seed for seed in found if len(seed) <= LONGEST_SEED]


def mutated(chance: random.Random, known: list[bytes]) -> bytes:
    """A seed with one to ten changes."""
    content = bytearray(chance.choice(known))
    for _ in range(chance.choice([1, 1, 2, 3, 5, 10])):
        at = chance.randrange(len(content) + 1)
        end = at + chance.choice([1, 5, 20, 300])
        other = chance.choice(known)
        start = chance.randrange(len(other) + 1)
        changes: list[Callable[[], bytes]] = [
            lambda: bytes([chance.randrange(256)]),
            lambda: chance.choice(MARKS) * chance.choice([1, 1, 2, 30]),
            lambda: b"",
            lambda at=at, end=end: bytes(content[at:end]) * chance.choice([2, 3, 20]),  # type: ignore[misc]
            lambda other=other, start=start: other[start : start + chance.choice([10, 100, 1000])],  # type: ignore[misc]
        ]
        content[at : end if chance.random() < 0.5 else at] = chance.choice(changes)()
    return bytes(content)


def fate(form: Format, content: bytes, chance: random.Random) -> str:
    """What became of reading (and sometimes writing) the content; empty if all went well."""
    assert form.read is not None
    began = time.process_time()
    signal.alarm(HANGING_SECONDS)
    try:
        entries = form.read(content, "fuzzed").entries
        if chance.random() < 0.3:
            writer = chance.choice(WRITERS)
            assert writer.write is not None
            text = writer.write(entries[:30]).text.encode()
            if writer.read and entries:
                writer.read(text, "written")
        if form.name == "bibtex" and bibfile_from_bytes(content).to_bytes() != content:
            return "other bytes"
    except InputError:
        return ""
    except Exception as error:  # noqa: BLE001  # finding any is the point
        return f"{type(error).__name__}: {str(error)[:120]}"
    finally:
        signal.alarm(0)
    seconds = time.process_time() - began
    return f"{seconds:.1f} s" if seconds > SLOW_SECONDS else ""


def hang(*_: Any) -> None:
    raise HangError("hangs")


def main() -> None:
    """Fuzz; exit 1 if something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    signal.signal(signal.SIGALRM, hang)
    chance, known = random.Random(arguments.seed), seeds()
    folder = Path(tempfile.mkdtemp(prefix="fuzzed-"))
    runs, findings = Counter[str](), 0
    until = time.monotonic() + 60 * arguments.minutes
    while time.monotonic() < until:
        content = mutated(chance, known)
        for form in [one for one in READERS if one.sniff(content)] or [chance.choice(READERS)]:
            runs[form.name] += 1
            if what := fate(form, content, chance):
                findings += 1
                path = folder / f"{form.name}-{findings}"
                path.write_bytes(content)
                print(f"{form.name}: {what} ({path})", flush=True)
    told = ", ".join(f"{name} {count:,}" for name, count in runs.most_common())
    print(f"{sum(runs.values()):,} readings ({told}): {findings} findings")
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
