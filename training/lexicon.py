"""What each word is mostly part of (names, titles, containers, publishers, places), counted in open metadata.

The result is a table of codes by hash of the word: 1-6 for words that surely belong to one sort, 7-12 for words that
mostly do, 13 for words of several sorts, 0 for unknown ones. The sorts are in the order of `SORTS`.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from citetrail.reading.citation.word_features import LEXICON_SIZE, lexicon_place

SORTS = ("family", "given", "title", "container", "publisher", "place")
SURE, MOSTLY = 8, 2  # how many times likelier in one sort than in any other
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BIB_FIELD = re.compile(r"\b(author|title)\s*=\s*\{(.*?)\},\n", re.DOTALL)


def built(catalogue: Path, references: Path) -> bytes:
    """The lexicon of the shared catalogue and of the training parts of the reference corpora."""
    texts: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for source in (_crossref(catalogue), _openalex(catalogue), _dblp(catalogue), _corpora(references)):
        for sort, text, key in source:
            if text:
                texts[sort].add((text, key))  # each once; names once per person
    return _table(_counts(texts))


def _person(given: str, family: str) -> Iterator[tuple[str, str, str]]:
    yield "given", given, f"{given} {family}"
    yield "family", family, f"{given} {family}"


def _named(name: str) -> Iterator[tuple[str, str, str]]:
    given, _, family = name.strip().rpartition(" ")
    yield from _person(given, family)


def _crossref(catalogue: Path) -> Iterator[tuple[str, str, str]]:
    with gzip.open(catalogue / "crossref_works.jsonl.gz", "rt", encoding="utf8") as lines:
        for work in map(json.loads, lines):
            for person in work.get("author") or []:
                yield from _person(person.get("given") or "", person.get("family") or "")
            for title in work.get("title") or []:
                yield "title", title, ""
            for name in (work.get("container-title") or []) + (work.get("short-container-title") or []):
                yield "container", name, ""
            yield "publisher", work.get("publisher") or "", ""
            yield "place", work.get("publisher-location") or "", ""
            for cited in work.get("reference") or []:
                yield "container", cited.get("journal-title") or "", ""
                yield "title", cited.get("article-title") or "", ""


def _openalex(catalogue: Path) -> Iterator[tuple[str, str, str]]:
    with gzip.open(catalogue / "openalex_works.jsonl.gz", "rt", encoding="utf8") as lines:
        for work in map(json.loads, lines):
            for authorship in work.get("authorships") or []:
                yield from _named(authorship["author"].get("display_name") or "")
            yield "title", work.get("title") or "", ""
            source = (work.get("primary_location") or {}).get("source") or {}
            yield "container", source.get("display_name") or "", ""


def _dblp(catalogue: Path) -> Iterator[tuple[str, str, str]]:
    with gzip.open(catalogue / "dblp_conferences.bib.gz", "rt", encoding="utf8") as file:
        for field, value in _BIB_FIELD.findall(file.read()):
            if field == "title":
                yield "title", re.sub(r"[{}]", "", value), ""
                continue
            for name in re.split(r"\s+and\s+", value):
                yield from _named(re.sub(r"[{}\\'\"`~^]|\b0+\d\b", "", name))


def _corpora(references: Path) -> Iterator[tuple[str, str, str]]:
    sorts = {"publisher": "publisher", "location": "place"}
    for path in sorted(references.glob("*.train.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf8") as lines:
            for row in map(json.loads, lines):
                for start, end, label in row.get("spans") or []:
                    if label in sorts:
                        yield sorts[label], row["text"][start:end], ""
                if path.name.startswith("glutton"):
                    yield "container", row["fields"].get("container") or "", ""


def _counts(texts: dict[str, set[tuple[str, str]]]) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {sort: Counter() for sort in SORTS}
    for sort in SORTS:
        for text, _ in texts[sort]:
            counts[sort].update(word.lower() for word in set(_WORD.findall(text)) if len(word) > 1)
    return counts


def _table(counts: dict[str, Counter[str]]) -> bytes:
    totals = {sort: sum(counter.values()) for sort, counter in counts.items()}
    table, weights = bytearray(LEXICON_SIZE), Counter()
    for word in sorted(set().union(*counts.values())):
        number = sum(counter[word] for counter in counts.values())
        place = lexicon_place(word)
        if number >= 2 and number > weights[place]:  # of two words in one place the more frequent one counts
            weights[place] = number
            table[place] = _code([counts[sort][word] / totals[sort] for sort in SORTS], number)
    return bytes(table)


def _code(shares: list[float], number: int) -> int:
    *_, second, first = sorted(shares)
    sort = shares.index(first)
    if number > 2 and first > SURE * second:
        return sort + 1
    return sort + 7 if first > MOSTLY * second else 13
