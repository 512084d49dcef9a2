"""Labelled references of the shared corpora as tokens with the set of labels that each token may have.

Sources that mark spans give one label per token. Sources that give only field values (title, container, volume …) fix
the tokens where those values stand; the other tokens may have any label that was not found elsewhere. The trainer
sums over what is open.
"""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from pathlib import Path
from typing import Any, NamedTuple

from citetrail.reading.citation.kinds import KINDS, kind_of
from citetrail.reading.citation.segments import LABELS
from citetrail.reading.citation.tokens import Tokens, tokens_from_text

Row = dict[str, Any]
NUMBER = {name: place for place, name in enumerate(LABELS)}
BIT = {name: 1 << place for name, place in NUMBER.items()}
ALL = (1 << len(LABELS)) - 1
FREE = ALL & ~(BIT["title"] | BIT["container"] | BIT["volume"])
BEFORE_TITLE = BIT["author"] | BIT["other"] | BIT["date"] | BIT["editor"]

# Weight of each source: noisy annotation and rendered strings count a little less.
SOURCES = {
    "anystyle_core": 1.4,
    "anystyle_good": 1.4,
    "anystyle_ugly": 1.1,
    "anystyle_bad": 1.0,
    "grobid_corpus": 1.3,
    "plos": 1.0,
    "scielo": 1.0,
    "glutton": 1.0,
    "giant_10k": 0.7,
    "synth_csl": 0.7,
}
LABEL_OF_SPAN = {
    "author": "author",
    "editor": "editor",
    "translator": "editor",
    "title": "title",
    "container": "container",
    "date": "date",
    "volume": "volume",
    "issue": "issue",
    "pages": "pages",
    "fpage": "pages",
    "lpage": "pages",
    "publisher": "publisher",
    "location": "location",
    "doi": "link",
    "url": "link",
    "idno": "link",
    "isbn": "link",
    "edition": "edition",
    "genre": "genre",
    "note": "note",
    "refmark": "refmark",
    "series": "series",
}
# Keywords that some sources put inside a field and others not: always outside.
OUTSIDE = {
    "volume": {"volume", "issue", "letter"},
    "issue": {"volume", "issue"},
    "pages": {"page"},
    "date": {"in"},
    "container": {"in"},
    "editor": {"in"},
}
_CONJUNCTIONS = frozenset(("and", "und", "et", "y", "e", "og", "och", "en", "i"))
_LETTERS = {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d"}


class Example(NamedTuple):
    """A reference to learn from: words, whether a blank stands before each, and the labels each may have (bits)."""

    words: list[str]
    spaced: list[int]
    masks: list[int]


def fold(text: str) -> str:
    """Letters and digits only, small, without accents: as the corpora's metric compares."""
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()
    for letter, plain in _LETTERS.items():
        text = text.replace(letter, plain)
    return re.sub(r"[^\w]|_", "", text)


def rows_of(path: Path) -> list[Row]:
    """The rows of a gzipped JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def is_dev(place: int, count: int) -> bool:
    """Whether a row belongs to the development fold: three runs of 5 % each, so that lists stay together."""
    return place * 20 // count in (3, 9, 14)


def split_of(folder: Path, name: str) -> tuple[list[Row], list[Row]]:
    """The training rows of a source without and within the development fold."""
    rows = rows_of(folder / f"{name}.train.jsonl.gz")
    train = [row for place, row in enumerate(rows) if not is_dev(place, len(rows))]
    return train, [row for place, row in enumerate(rows) if is_dev(place, len(rows))]


def example_from_row(row: Row) -> Example | None:
    """What can be learnt from a row; None where its fields cannot be found in its text."""
    tokens = tokens_from_text(row["text"])
    if not tokens.words:
        return None
    if row.get("spans"):
        masks: list[int] | None = [BIT[label] for label in labels_from_spans(row, tokens)]
    else:
        masks = masks_from_fields(row, tokens) if row.get("fields") else None
    return Example(tokens.words, tokens.spaced, masks) if masks else None


def labels_from_spans(row: Row, tokens: Tokens) -> list[str]:
    """One label per token, borders and merged parts made the same for all sources."""
    names = ["other"] * len(tokens.words)
    for start, end, label in row["spans"]:
        for place, (begin, word) in enumerate(zip(tokens.starts, tokens.words, strict=True)):
            if start - 1 <= begin < end and begin + len(word) > start:
                names[place] = LABEL_OF_SPAN.get(label, "note")
    for label in ("author", "editor", "pages"):
        _join(names, tokens.words, label)
    _take_others(names, tokens.words)
    _spread_volumes(names, tokens.words, row["gold"])
    _strip_edges(names, tokens.words)
    _link_addresses(names, tokens.words)
    return names


def _runs(names: list[str]) -> list[tuple[str, int, int]]:
    runs: list[tuple[str, int, int]] = []
    for place, name in enumerate(names):
        if runs and runs[-1][0] == name:
            runs[-1] = (name, runs[-1][1], place + 1)
        else:
            runs.append((name, place, place + 1))
    return runs


def _join(names: list[str], words: list[str], label: str) -> None:
    """One author list, one page range: parts with only marks between them become one."""
    last = None
    for name, start, stop in _runs(names):
        if name != label:
            continue
        gap = words[last:start] if last is not None else None
        if gap and len(gap) < 4 and _is_joint(gap, label):
            names[last:start] = [label] * len(gap)
        last = stop


def _is_joint(gap: list[str], label: str) -> bool:
    if label == "pages":
        return all(word in "-–—‐" for word in gap)
    return all(not word.isalnum() or word.lower() in _CONJUNCTIONS for word in gap)


def _take_others(names: list[str], words: list[str]) -> None:
    """`et al` behind an author list belongs to it."""
    for place in range(len(words) - 1):
        if (words[place].lower(), words[place + 1].lower()) != ("et", "al") or names[place] != "other":
            continue
        near = [back for back in range(place - 1, max(-1, place - 4), -1) if names[back] == "author"]
        if near:
            names[near[0] : place + 2] = ["author"] * (place + 2 - near[0])


def _spread_volumes(names: list[str], words: list[str], gold: Row) -> None:
    """Volume spans of some sources hold the issue, the year or keywords too."""
    volume, issue, year = (str(gold.get(field) or "") for field in ("volume", "issue", "year"))
    for name, start, stop in _runs(names):
        numbers = [place for place in range(start, stop) if any(c.isdecimal() for c in words[place])]
        if name != "volume" or not numbers:
            continue
        values = {place: fold(words[place]).lstrip("0") for place in numbers}
        number = issue
        if len(numbers) == 2 and not issue and volume and values[numbers[0]] == volume and words[numbers[1]] != year:
            number = values[numbers[1]] if values[numbers[1]] != volume else ""
        if len(numbers) > 1 or number:
            _spread(names, values, (volume, number, year), range(start, stop))


def _spread(names: list[str], values: dict[int, str], gold: tuple[str, str, str], span: range) -> None:
    volume, issue, year = gold
    has_volume = False
    for place, value in values.items():
        if value == volume and not has_volume:
            has_volume = True
        elif issue and value and (issue.startswith(value) or issue.endswith(value)):
            names[place] = "issue"
        elif value == year:
            names[place] = "date"
    for place in span:
        if place in values:
            continue
        left = names[place - 1] if place > span.start else "other"
        right = names[place + 1] if place + 1 < span.stop else "other"
        if left != right:
            names[place] = "other"
        elif left == "issue":
            names[place] = "issue"


def _strip_edges(names: list[str], words: list[str]) -> None:
    """Marks and keywords at the edges of a field are outside it."""
    for name, start, stop in _runs(names):
        if name in ("other", "refmark"):
            continue
        outside = OUTSIDE.get(name, set())
        inner = [
            place
            for place in range(start, stop)
            if any(c.isalnum() for c in words[place]) and KINDS[kind_of(words[place])] not in outside
        ]
        if not inner:
            if name == "note":
                names[start:stop] = ["other"] * (stop - start)
            continue
        if name != "note":
            for place in (*range(start, inner[0]), *range(inner[-1] + 1, stop)):
                names[place] = "other"


def _link_addresses(names: list[str], words: list[str]) -> None:
    for place, word in enumerate(words):
        if KINDS[kind_of(word)] != "address" or names[place] not in ("other", "note", "link"):
            continue
        names[place] = "link"
        back = place - 1
        while back > max(-1, place - 4) and (words[back] == ":" or KINDS[kind_of(words[back])] in ("doi", "link")):
            names[back] = "link"
            back -= 1


class _Finder:
    """Looks values up in the words as the metric compares them."""

    def __init__(self, words: list[str]) -> None:
        self.folded = [fold(word) for word in words]
        self.owner = [place for place, piece in enumerate(self.folded) for _ in piece]
        self.text = "".join(self.folded)

    def span(self, value: str, after: int = 0) -> range | None:
        """The tokens that hold a value, the first ones at or after a token."""
        offset = next((place for place, owner in enumerate(self.owner) if owner >= after), len(self.owner))
        where = self.text.find(value, offset)
        return range(self.owner[where], self.owner[where + len(value) - 1] + 1) if where >= 0 else None

    def token(self, value: str, after: int) -> int | None:
        """The first token at or after a place that is a value, leading zeros aside."""
        wanted = value.lstrip("0")
        places = (place for place in range(after, len(self.folded)) if self.folded[place].lstrip("0") == wanted)
        return next(places, None)


def masks_from_fields(row: Row, tokens: Tokens) -> list[int] | None:
    """The labels each token may have, from field values; None where a value cannot be found in its place."""
    fields, words = row["fields"], tokens.words
    finder, masks = _Finder(words), [FREE] * len(words)
    title = fold(fields.get("title") or "")
    span = finder.span(title) if len(title) > 3 else None
    if not span:
        return None
    _put(masks, span, "title")
    container = fold(fields.get("container") or "")
    where = finder.span(container, span.stop) if container else None
    if container and not where:
        return None
    if where:
        _put(masks, where, "container")
    if not _put_numbers(masks, finder, fields, words, where.stop if where else span.stop):
        return None
    for name in ("publisher", "location"):
        spot = finder.span(fold(fields[name]), span.stop) if fields.get(name) else None
        if spot and all(masks[place] == FREE for place in spot):
            _put(masks, spot, name)
    if not _put_authors(masks, finder, fields, span):
        return None
    for place, word in enumerate(words):
        if masks[place] == FREE and word == fields.get("year"):
            masks[place] = BIT["date"]
    for border in (span.start - 1, span.stop, *((where.start - 1, where.stop) if where else ())):
        if 0 <= border < len(words) and masks[border] == FREE and not any(c.isalnum() for c in words[border]):
            masks[border] = BIT["other"]
    return masks


def _put(masks: list[int], span: range, name: str) -> None:
    for place in span:
        masks[place] = BIT[name]


def _put_numbers(masks: list[int], finder: _Finder, fields: Row, words: list[str], after: int) -> bool:
    """Volume, issue and pages in their order; False where a volume or first page is nowhere."""
    volume, issue, first = (fold(str(fields.get(name) or "")) for name in ("volume", "issue", "fpage"))
    if volume.lstrip("0"):
        place = finder.token(volume, after)
        if place is None:
            return False
        masks[place], after = BIT["volume"], place + 1
        if words[after : after + 3][::2] == ["(", ")"] and len(words[after + 1]) < 4:
            masks[after : after + 3] = [BIT["other"], BIT["issue"], BIT["other"]]
    if issue and (place := finder.token(issue, after)) is not None:
        masks[place], after = BIT["issue"], place + 1
    if not first:
        return True
    place = next((spot for spot in range(after, len(words)) if finder.folded[spot] == first), None)
    if place is None:
        return False
    masks[place] = BIT["pages"]
    if place + 2 < len(words) and words[place + 1] in "-–—" and any(c.isdecimal() for c in words[place + 2]):
        masks[place + 1] = masks[place + 2] = BIT["pages"]
    return True


def _put_authors(masks: list[int], finder: _Finder, fields: Row, title: range) -> bool:
    """The first author's family name before the title; between them authors, a date or editors."""
    family = fold((fields.get("authors") or [{}])[0].get("family") or fields.get("first_author") or "")
    if not family:
        return True
    spot = finder.span(family)
    if not spot or spot.start >= title.start:
        return False
    _put(masks, spot, "author")
    for place in range(spot.stop, title.start):
        if masks[place] == FREE:
            masks[place] = BEFORE_TITLE
    return True
