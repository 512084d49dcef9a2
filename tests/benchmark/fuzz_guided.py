"""Bibliography readers and writers under a fuzzer that is guided by coverage, by hand and for some minutes:

    pip install atheris
    python tests/benchmark/fuzz_guided.py seeds FOLDER
    python tests/benchmark/fuzz_guided.py FOLDER -max_total_time=900 -timeout=60

The first byte chooses the reader, the second whether and how what was read is written; the rest is the file. A run
ends at the first exception that is no InputError, a file of more than some seconds, or BibTeX that does not come back
byte for byte.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

SLOW_SECONDS, LONGEST = 20, 6_000


def one(data: bytes) -> None:
    """Read (and perhaps write) one fuzzed file."""
    from fuzz_formats import READERS, WRITERS

    from citetrail.errors import InputError
    from citetrail.formats.bibtex.syntax import bibfile_from_bytes

    if len(data) < 2:
        return
    reader, writer, content = READERS[data[0] % len(READERS)], WRITERS[(data[1] >> 1) % len(WRITERS)], data[2:]
    assert reader.read is not None
    assert writer.write is not None
    began = time.process_time()
    try:
        entries = reader.read(content, "fuzzed").entries
        if data[1] & 1:
            text = writer.write(entries[:30]).text.encode()
            if writer.read and entries:
                writer.read(text, "written")
        if reader.name == "bibtex":
            assert bibfile_from_bytes(content).to_bytes() == content
    except InputError:
        return
    assert time.process_time() - began < SLOW_SECONDS, f"{reader.name} is slow"


def write_seeds(folder: Path) -> None:
    """Real files of every format, each with the bytes that choose its reader and a writer."""
    from fuzz_formats import READERS, seeds

    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(1)
    for number, seed in enumerate(seeds()):
        reader = next((place for place, form in enumerate(READERS) if form.sniff(seed)), 0)
        (folder / str(number)).write_bytes(bytes([reader, chance.randrange(256)]) + seed[:LONGEST])


def main() -> None:
    """Write seeds, or fuzz until something is found or the time is up."""
    if sys.argv[1:2] == ["seeds"]:
        write_seeds(Path(sys.argv[2]))
        return
    import atheris

    with atheris.instrument_imports(include=["citetrail.formats", "citetrail.model"]):
        import fuzz_formats  # noqa: F401  # its readers and writers are watched from here on
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
