"""Hashes of the names of journals and proceedings that open metadata know, as the bits of a Bloom filter."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from pathlib import Path

from corpora import SOURCES, split_of

from citetrail.reading.citation.kinds import kind_of
from citetrail.reading.citation.slots import LONGEST_NAME, NAMES_SIZE, SORT_NUMBERS, name_hash, name_places
from citetrail.reading.citation.tokens import tokens_from_text
from citetrail.reading.citation.word_features import word_from_token

OFTEN = 3  # so often a name must stand in the training references, lest the model learns to trust the list too much
_SKIPPED = SORT_NUMBERS["joiner"] | SORT_NUMBERS["parter"]
_LEAD = re.compile(r"^(?:in|dans|en|em)\W+", re.IGNORECASE)


def built(catalogue: Path, references: Path, lexicon: bytes) -> bytes:
    """The bits for the shared catalogue's names and the frequent ones of the training references."""
    names = _of_catalogue(catalogue) | _of_references(references)
    bits = bytearray(NAMES_SIZE // 8)
    for name in sorted(names):
        for bit in name_places(value) if (value := hash_of_name(name, lexicon)) else ():
            bits[bit >> 3] |= 1 << (bit & 7)
    return bytes(bits)


def hash_of_name(name: str, lexicon: bytes) -> int | None:
    """The hash of a name's words, from the last to the first; None for names without words or with too many."""
    value, count = 0, 0
    for word in reversed(tokens_from_text(name).words):
        if kind_of(word) not in _SKIPPED:
            value, count = name_hash(word_from_token(word, lexicon).form, value), count + 1
    return value if len(name) > 2 and 0 < count <= LONGEST_NAME else None


def _of_catalogue(catalogue: Path) -> set[str]:
    names: set[str] = set()
    with gzip.open(catalogue / "crossref_works.jsonl.gz", "rt", encoding="utf8") as lines:
        for work in map(json.loads, lines):
            if work.get("type") in ("journal-article", "proceedings-article", None):
                names.update(work.get("container-title") or [], work.get("short-container-title") or [])
            names.update(cited["journal-title"] for cited in work.get("reference") or [] if cited.get("journal-title"))
    with gzip.open(catalogue / "openalex_works.jsonl.gz", "rt", encoding="utf8") as lines:
        for work in map(json.loads, lines):
            names.add(((work.get("primary_location") or {}).get("source") or {}).get("display_name") or "")
    return names


def _of_references(references: Path) -> set[str]:
    seen: Counter[str] = Counter()
    for name in SOURCES:
        for row in split_of(references, name)[0]:
            if container := row.get("fields", {}).get("container"):
                seen[container] += 1
            for start, end, label in row.get("spans") or []:
                if label == "container" and "volume" in row["gold"]:
                    seen[_LEAD.sub("", row["text"][start:end]).strip(' .,;:()“”"')] += 1
    return {name for name, count in seen.items() if count >= OFTEN}
