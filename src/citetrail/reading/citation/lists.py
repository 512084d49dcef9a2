"""A pasted reference list cut into its references: by printed labels, blank lines, or what a first line looks like."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

Span = tuple[int, int]

_LABEL = re.compile(
    r"[ \t]*(?:\[(?P<square>\d{1,4}[a-z]?)\]|\((?P<round>\d{1,3})\)(?!\s*\d{4}\b)"
    r"|(?P<bare>\d{1,4})(?:\.(?!\d)|\)|(?=[ \t]*\n)|[ \t]+(?=[^\W\d_]|[«“\"‘]))"
    r"|(?P<key>\[[^\W\d_][^\[\]\n]{1,24}\]))[ \t]*\n?[ \t]*"
)
_HEADING = re.compile(
    r"[ \t]*(?:\d+\.?\s+|[ivx]+\.\s+)?(?:r\s?e\s?f\s?e\s?r\s?e\s?n\s?c\s?e\s?s?|bibliograph(?:y|ie)"
    r"|works cited|literature(?: cited)?|cited literature|references and notes|notes and references|"
    r"literatur(?:verzeichnis|hinweise)?|quellen(?:verzeichnis)?|références(?: bibliographiques)?"
    r"|bibliografía|referencias(?: bibliográficas)?|bibliografia|"
    r"referências(?: bibliográficas)?|riferimenti(?: bibliografici)?|referenties|literatuur(?:lijst)?"
    r"|referenser|litteratur|список литературы|литература|参考文献)[ \t]*[:.]?[ \t]*(?:\n|$)",
    re.IGNORECASE,
)
_INLINE_HEADING = re.compile(
    r"\s*(?:references|bibliography|literature cited|works cited)[:.]?\s+(?=\[?\d|[A-Z])", re.IGNORECASE
)
_END = re.compile(
    r"[ \t]*(?:\d+\.?\s+)?(?:append(?:ix|ices)\b|acknowledge?ments?\b|supplementary (?:material|information"
    r"|data)\b|supporting information\b|author contributions\b|about the authors?\b|"
    r"figure (?:legends|captions)\b|tables? and figures\b|conflicts? of interest\b|competing interests\b"
    r"|corresponding author\b|how to cite this\b|received[: ]\s*\w+ \d|anhang\b|annexe?s?\b|"
    r"(?:fig(?:ure)?|table|tab)\.?\s+\d+[.:])",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]\d\d|20\d\d)[a-z]?(?!\d)")
_REPEATED = re.compile(
    r"[ \t]*(?:[-–—―_]{1,8}|[-–—―]\s?[-–—―](?:\s?[-–—―])*|ibid|idem|ders\.|dies\.|id\.)(?=[\s.,:;(])", re.IGNORECASE
)
_INVERTED = re.compile(
    r"[ \t]*(?:(?:van|von|de|der|den|di|da|du|del|la|le|el|al|ten|ter|dos|das"
    r"|st\.?)[ \t]+){0,3}[^\W\d_][\w'’´`-]*(?:[ \t-][^\W\d_][\w'’-]*){0,2},[ \t]+(?:[^\W\d_]\."
    r"|[^\W\d_]{1,3}[,. ]|[^\W\d_][a-zà-ÿ]+)"
)
_VANCOUVER = re.compile(
    r"[ \t]*(?:(?:van|von|de|der|den|di|da|du|del|la|le|ten|ter"
    r"|dos)[ \t]+){0,3}[A-ZÀ-ÞŁŚŠŽ][\w'’-]+(?:[ \t][A-ZÀ-Þ][\w'’-]+)?[ \t]+(?:[A-ZÀ-Þ]{1,3}"
    r"|(?:[A-ZÀ-Þ]\.[ -]?){1,3})[,.:; ]"
)
_FORWARD = re.compile(
    r"[ \t]*(?:[A-ZÀ-Þ]\.[ -]?){1,3}[ \t]*(?:(?:van|von|de|der|den|di|da|du|del|la|le|ten"
    r"|ter)[ \t]+){0,3}[A-ZÀ-Þ][\w'’-]+"
)
_GIVEN_FAMILY = re.compile(r"[ \t]*[A-ZÀ-Þ][a-zà-ÿ'’-]+[ \t]+(?:[A-ZÀ-Þ]\.?[ \t]+)?[A-ZÀ-Þ][\w'’-]+(?:,| and )")
_FIRST_LETTER = re.compile(r"[^\W\d_]")
_SENTENCE_END = re.compile(r"[.?!][\"”’)\]]*\s*$")
_SUB = re.compile(
    r";\s+(?=(?:see also |and )?(?:(?:[A-ZÀ-Þ]\.[ -]?\s?){1,3}[A-ZÀ-Þ][\w'’´`-]+"
    r"|[A-ZÀ-Þ][\w'’-]+,\s+(?:[A-ZÀ-Þ]\.\s?){1,3}|[A-ZÀ-Þ][\w'’-]+\s+(?:et al|[A-Z]{1,3}\b)|\w+ Collaboration))"
)
_CLOSED = re.compile(r"(?:\(?(?:1[5-9]\d\d|20\d\d)[a-z]?\)?|\d+|\]|\))\s*$")

# Logistic weights for "this line begins a reference", fitted by training/fit_lists.py on the shared reference lists.
WEIGHTS: dict[str, float] = {
    "bias": -1.21,
    "inverted": -1.45,
    "vancouver": -4.67,
    "forward": 0.13,
    "given family": -0.11,
    "repeated": 2.93,
    "lower": -4.47,
    "digit": 1.15,
    "mark": 1.57,
    "upper": -2.39,
    "year early": -0.83,
    "year": -0.57,
    "year next": 0.12,
    "commas": 0.66,
    "initials": 2.4,
    "before stop": 1.29,
    "before number": 1.38,
    "before comma": -4.1,
    "before hyphen": -2.37,
    "before word": -1.05,
    "before short": 1.34,
    "before very short": 1.04,
    "before link": 1.93,
    "before year end": 0.15,
    "short": -2.04,
    "many authored": -1.28,
    "hanging": 2.0,
    "all authored": 9.45,
    "alphabet": 0.89,
}


class Line(NamedTuple):
    """A line of the list: `text[start:end]` without its line break; `indent` counts blanks before it."""

    start: int
    end: int
    indent: int
    words: str


def split_references(text: str) -> tuple[Span, ...]:
    """Where each reference of a pasted list stands, in order; labels, headings and what follows the list stay outside.

    Understands `[1]`, `1.`, `(1)`, `[Smi10]`, blank lines, hanging indents, lines of authors and years, dashes for
    the same authors, and several works under one label. `text[start:end]` has no white space at its ends.
    """
    lines = list(_lines_of(text))
    lines = _without_surroundings(lines)
    if not lines:
        return ()
    starts = _labelled_starts(text, lines) or _unlabelled_starts(lines)
    stop = lines[-1].end
    spans = []
    for place, (_, start) in enumerate(starts):
        end = starts[place + 1][0] if place + 1 < len(starts) else stop
        spans += list(_works_in(text, start, max(start, end)))
    return tuple(spans)


def _lines_of(text: str) -> Iterator[Line]:
    place = 0
    for raw in text.splitlines(keepends=True):
        words = raw.strip()
        indent = len(raw) - len(raw.lstrip())
        yield Line(place + (indent if words else 0), place + len(raw.rstrip()), indent if words else 0, words)
        place += len(raw)


def _without_surroundings(lines: list[Line]) -> list[Line]:
    """The list's own lines: after the last heading of its first part, up to a heading that ends it."""
    first = 0
    for place, line in enumerate(lines[: max(4, len(lines) // 3)]):
        if _HEADING.fullmatch(line.words):
            first = place + 1
    kept = lines[first:]
    if kept and (found := _INLINE_HEADING.match(kept[0].words)):
        line = kept[0]
        kept[0] = line._replace(start=line.start + found.end(), words=line.words[found.end() :])
    for place, line in enumerate(kept):
        if place and (_END.match(line.words) or _HEADING.fullmatch(line.words)):
            kept = kept[:place]
            break
    while kept and not kept[-1].words:
        kept.pop()
    while kept and not kept[0].words:
        kept.pop(0)
    return kept


def _labelled_starts(text: str, lines: Sequence[Line]) -> list[Span]:
    """(start of the label, start of the reference) when the list is numbered or has keys in brackets; else empty."""
    for kind in ("square", "bare", "round"):
        if starts := _numbered_starts(text, lines, kind):
            return starts
    keyed = [(line, found) for line in lines if (found := _LABEL.match(text, line.start)) and found["key"]]
    if len(keyed) > 1 and keyed[0][0] is lines[0]:
        return [(line.start, found.end()) for line, found in keyed]
    return []


def _numbered_starts(text: str, lines: Sequence[Line], kind: str) -> list[Span]:
    """Starts of a list numbered upwards in one way; also where several numbers share a line."""
    marks = {"square": r"\[{}\]", "bare": r"{}(?:\.(?!\d)|\)|(?=\s))", "round": r"\({}\)"}
    found = _LABEL.match(text, lines[0].start)
    if not found or not found[kind]:
        return []
    number = int(re.sub(r"\D", "", found[kind]))
    starts = [(lines[0].start, found.end())]
    line_starts = [line.start for line in lines if line.words]
    stop, place = lines[-1].end, 0
    while True:
        number += 1
        following = _next_label(text, line_starts, place, starts[-1][1], number, kind)
        if following is None:
            inline = re.compile(rf"(?<=[.;\])\s])\s+({marks[kind].format(number)})\s+(?=[^\W\d_«“\"‘])").search(
                text, starts[-1][1], stop
            )
            if not inline or inline.start(1) in line_starts:
                break
            following = (inline.start(1), inline.end())
        else:
            place = line_starts.index(following[0], place)
        starts.append(following)
    if len(starts) == 1 and kind == "bare" and len(line_starts) > 3:
        return []
    return starts if len(starts) > 1 or kind == "square" else []


def _next_label(text: str, line_starts: Sequence[int], place: int, after: int, number: int, kind: str) -> Span | None:
    """The first line below that carries the next number (or one a little higher, when a label was lost)."""
    for position in range(place, len(line_starts)):
        start = line_starts[position]
        if start < after:
            continue
        found = _LABEL.match(text, start)
        if found and found[kind] and int(re.sub(r"\D", "", found[kind])) == number:
            return start, found.end()
    return None


def _unlabelled_starts(lines: Sequence[Line]) -> list[Span]:
    """Starts of a list without labels: by blank lines if they part it, else by the look of each line."""
    blocks = _blocks(lines)
    if len(blocks) > 1 and _blocks_are_references(blocks):
        return [(block[0].start, block[0].start) for block in blocks]
    kept = [line for line in lines if line.words]
    chances = start_chances(kept)
    return [(line.start, line.start) for place, line in enumerate(kept) if place == 0 or chances[place] >= 0.5]


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    blocks: list[list[Line]] = [[]]
    for line in lines:
        if line.words:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _blocks_are_references(blocks: Sequence[Sequence[Line]]) -> bool:
    """Whether blank lines part references and not pages: few lines each, and hardly a year too many in one."""
    sizes = sorted(sum(len(line.words) for line in block) for block in blocks)
    return sizes[len(sizes) // 2] < 700 and sum(size > 900 for size in sizes) * 5 <= len(sizes)


def start_chances(lines: Sequence[Line]) -> list[float]:
    """For each line the chance (0-1) that a reference begins there."""
    chances = []
    for features in line_features(lines):
        score = sum(WEIGHTS.get(name, 0.0) * value for name, value in features.items())
        chances.append(1 / (1 + math.exp(-max(-30.0, min(30.0, score)))))
    return chances


def line_features(lines: Sequence[Line]) -> list[dict[str, float]]:
    """What a line and the one before it look like, by name."""
    lengths = sorted(len(line.words) for line in lines)
    width = lengths[int(len(lengths) * 0.9)] if lengths else 1
    indents = [line.indent for line in lines]
    low, high = min(indents, default=0), max(indents, default=0)
    authored = [_looks_authored(line.words) for line in lines]
    share = sum(authored) / max(1, len(lines))
    features = []
    for place, line in enumerate(lines):
        before = lines[place - 1].words if place else ""
        after = lines[place + 1].words if place + 1 < len(lines) else ""
        one = _features_of_words(line.words, before, after, width)
        one["many authored"] = share
        one["hanging"] = float(high - low > 1 and line.indent == low) - float(high - low > 1 and line.indent == high)
        one["all authored"] = float(authored[place]) * share
        one["alphabet"] = _alphabet(line.words, before) if authored[place] else 0.0
        features.append(one)
    return features


def _looks_authored(words: str) -> bool:
    return bool(
        _INVERTED.match(words) or _VANCOUVER.match(words) or _FORWARD.match(words) or _GIVEN_FAMILY.match(words)
    )


def _alphabet(words: str, before: str) -> float:
    """1 when the line's first letter could follow in an alphabetical list."""
    first, last = _FIRST_LETTER.search(words), _FIRST_LETTER.search(before)
    return float(bool(first and last and 0 <= ord(first.group().upper()) - ord(last.group().upper()) <= 1))


def _features_of_words(words: str, before: str, after: str, width: int) -> dict[str, float]:
    year = _YEAR.search(words)
    head = words[:120]
    return {
        "bias": 1.0,
        "inverted": float(bool(_INVERTED.match(words))),
        "vancouver": float(bool(_VANCOUVER.match(words))),
        "forward": float(bool(_FORWARD.match(words))),
        "given family": float(bool(_GIVEN_FAMILY.match(words))),
        "repeated": float(bool(_REPEATED.match(words))),
        "lower": float(words[:1].islower()),
        "digit": float(words[:1].isdigit()),
        "mark": float(not words[:1].isalnum() and not _REPEATED.match(words)),
        "upper": float(words[:1].isupper()),
        "year early": float(bool(year and year.start() < 90)),
        "year": float(bool(year)),
        "year next": float(bool(_YEAR.search(after))),
        "commas": min(4, head.count(",")) / 4,
        "initials": min(4, len(re.findall(r"\b[A-ZÀ-Þ]\.", head))) / 4,
        "before stop": float(bool(_SENTENCE_END.search(before))),
        "before number": float(bool(re.search(r"\d\.?\)?\s*$", before))),
        "before comma": float(before.endswith((",", "&", " and", ":", ";", "(", "/"))),
        "before hyphen": float(before.endswith(("-", "‐", "\u00ad"))),
        "before word": float(bool(re.search(r"[a-zà-ÿ]$", before))),
        "before short": max(0.0, 1 - len(before) / max(1, width)),
        "before very short": float(len(before) < 0.6 * width),
        "before link": float(bool(re.search(r"(?:https?://\S+|10\.\d{4,}/\S+)$", before))),
        "before year end": float(bool(re.search(r"(?:1[5-9]\d\d|20\d\d)\)?\.?$", before))),
        "short": float(len(words) < 0.6 * width),
    }


def _works_in(text: str, start: int, end: int) -> Iterator[Span]:
    """The works under one label: parted by a semicolon, one closed by a year or number, the next begun by names."""
    begin = start
    for found in _SUB.finditer(text, start, end):
        if _CLOSED.search(text[begin : found.start()]) and _YEAR.search(text, begin, found.start()):
            if span := _trimmed(text, begin, found.start()):
                yield span
            begin = found.end()
    if span := _trimmed(text, begin, end):
        yield span


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
