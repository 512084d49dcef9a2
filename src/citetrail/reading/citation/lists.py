"""A pasted reference list cut into its references: by printed labels, blank lines, or what a first line looks like."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from citetrail.model import fold_words
from citetrail.reading.citation.family_first import family_words

Span = tuple[int, int]

_LABEL = re.compile(
    r"[ \t]*(?:\[(?P<square>\d{1,5}[a-z]?)\]|\((?P<round>\d{1,3})\)(?!\s*\d{4}\b)"
    r"|(?P<bare>\d{1,5})(?:\.(?!\d)|\)|(?=[ \t]*\n)|[ \t]+(?=[^\W\d_]|[«“\"‘]))"
    r"|(?P<key>\[[^\W\d_][^\[\]\n]{1,24}\]))[ \t]*\n?[ \t]*"
)
_HEADING = re.compile(
    r"[ \t]*(?:#{1,6}[ \t]*|[*_]{1,3})?(?:\d+\.?\s+|[ivx]+\.\s+)?"
    r"(?:r\s?e\s?f\s?e\s?r\s?e\s?n\s?c\s?e\s?s?|bibliograph(?:y|ie)"
    r"|works cited|literature(?: cited)?|cited literature|references and notes|notes and references|"
    r"literatur(?:verzeichnis|hinweise)?|quellen(?:verzeichnis)?|références(?: bibliographiques)?"
    r"|bibliografía|referencias(?: bibliográficas)?|bibliografia|"
    r"referências(?: bibliográficas)?|riferimenti(?: bibliografici)?|referenties|literatuur(?:lijst)?"
    r"|referenser|litteratur(?:liste|förteckning)?|källor|källförteckning|referanser|kilder|referencer|lähteet"
    r"|kirjallisuus(?:luettelo)?"
    r"|список (?:использованн\w+ )?(?:литературы|источников)(?: и литературы)?|литература"
    r"|список використаних джерел|література"
    r"|(?:felhasznált )?irodalom(?:jegyzék)?|hivatkozások|kaynakça|kaynaklar"
    r"|(?:použitá )?literatura|(?:použité )?zdroje|bibliografie|piśmiennictwo"
    r"|notes(?: de bas de page)?|fußnoten|anmerkungen|βιβλιογραφία"
    r"|참고 ?문헌|参考文献|參考文獻|参考资料|المراجع|قائمة المراجع|منابع|ביבליוגרפיה|מקורות)"
    r"[ \t]*[:.]?[*_]{0,3}[ \t]*(?:\n|$)",
    re.IGNORECASE,
)
_INLINE_HEADING = re.compile(
    r"\s*(?:references|bibliography|literature cited|works cited)[:.]?\s+(?=\[?\d|[A-Z])", re.IGNORECASE
)
_END = re.compile(
    r"[ \t]*(?:\d+\.?\s+)?(?:append(?:ix|ices)\b|acknowledge?ments?\b|supplementary (?:material|information"
    r"|data)\b|supporting information\b|author contributions\b|about the authors?\b|"
    r"figure (?:legends|captions)\b|tables? and figures\b|conflicts? of interest\b|competing interests\b"
    r"|corresponding author\b|how to cite this\b|(?:school|department|institute|faculty) of [^,.]+,"
    r"|e-?mail(?: address)?:|received[: ]\s*\w+ \d|anhang\b|annexe?s?\b|"
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
_NAMES_BEFORE_COLON = re.compile(
    r"[ \t]*((?:[A-ZÀ-ÞŐŰ]\. )?[^\W\d_][\w’-]+(?: [^\W\d_][\w’-]+){1,2})(?: ?[–-] ?[^\W\d_]|,| \(|:)"
)  # `Bibó István:`
_CLOSING = re.compile(r"(?:[.?!][\"”’)\]]*|\d[)\]]?|[)\]]|https?://\S+)\s*$")
_FIRST_LETTER = re.compile(r"[^\W\d_]")
_SENTENCE_END = re.compile(r"[.?!][\"”’)\]]*\s*$")
_LONG_LINE = 350  # characters: so long on average, lines are paragraphs and not what was printed in one line
_SENTENCE = re.compile(r"(?:(?<=[^\W\d_]{2}[.?!])|(?<=\d\d[.?!])|(?<=[)\]”\"][.]))\s+(?=[A-ZÀ-Þ\[])")
_SUB = re.compile(
    r";\s+(?=(?:(?:and |but |see |also |cf\.? |vgl\.? |siehe |auch |voir |et |und |véase |y )*)"
    r"(?:(?:[A-ZÀ-Þ]\.[ -]?\s?){1,3}[A-ZÀ-Þ][\w'’´`-]+"
    r"|[A-ZÀ-Þ][\w'’-]+,\s+(?:[A-ZÀ-Þ]\.\s?){1,3}|[A-ZÀ-Þ][\w'’-]+\s+(?:et al|[A-Z]{1,3}\b)|\w+ Collaboration))"
)
# The next work of a footnote begins with a name in reading order or alone: `; Jane Roe, The …`, `; Roe, A title …`.
_NEXT = re.compile(
    r";\s+(?=(?:(?:and|but|see|also|cf\.?|vgl\.?|siehe|auch|voir|et|und|véase|y|cfr\.?)\s)*"
    r"(?:[A-ZÀ-Þ][a-zà-ÿ]+(?:\s[A-ZÀ-Þ]\.|\s[A-ZÀ-Þ][a-zà-ÿ]+)?\s[A-ZÀ-Þ][\w'’-]+|[A-ZÀ-Þ][\w'’-]+(?:/[A-ZÀ-Þ][\w'’-]+)?(?:\su\.\s?a\.)?)"
    r",\s(?:in:?\s)?[“‘«„\"]?[A-ZÀ-Þ][^;]*?(?<!\d)(?:1[5-9]\d\d|20\d\d)(?!\d))"
)
_CLOSED = re.compile(r"(?:\(?(?:1[5-9]\d\d|20\d\d)[a-z]?\)?|\d+|\]|\))\s*$")

# Logistic weights for "this line begins a reference", fitted by training/fit_lists.py on the shared reference lists.
WEIGHTS: dict[str, float] = {
    "bias": -1.72,
    "repeated": 1.43,
    "lower": -2.72,
    "digit": 0.8,
    "mark": 1.19,
    "upper": -2.43,
    "year early": -0.49,
    "year": -0.38,
    "year next": 0.15,
    "commas": -0.69,
    "initials": 3.25,
    "before stop": 0.78,
    "before number": 0.81,
    "before comma": -1.79,
    "before hyphen": -0.81,
    "before word": 0.01,
    "before short": -0.23,
    "before very short": 1.21,
    "before link": 1.01,
    "before year end": 0.35,
    "short": -1.51,
    "hanging": 0.0,
    "usual": -0.44,
    "usual share": 2.71,
    "usual closed": 1.15,
    "other names": -0.09,
    "no names": -1.19,
    "closed": 1.36,
    "alphabet": 0.74,
    "inverted": -1.53,
    "vancouver": -0.15,
    "forward": 0.65,
    "given": 0.49,
    "any names": 1.51,
    "named": 0.5,
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
    found = _LABEL.match(text, lines[0].start)
    if not found or not found[kind]:
        return []
    number = int(re.sub(r"\D", "", found[kind]))
    starts = [(lines[0].start, found.end())]
    line_starts = [line.start for line in lines if line.words]
    stop, place = lines[-1].end, 0
    while True:
        number += 1
        following = _next_label(text, line_starts, place, starts[-1][1], range(number, number + 1), kind)
        if following is None:
            following = _inline_label(text, starts[-1][1], stop, number, kind)
            if following and following[0] in line_starts:
                following = None
        if following is None:  # a label may have been lost
            following = _next_label(text, line_starts, place, starts[-1][1], range(number, number + 5), kind)
            number = int(re.sub(r"\D", "", text[slice(*following)])) if following else number
        if following is None:
            break
        if following[0] in line_starts:
            place = line_starts.index(following[0], place)
        starts.append(following)
    if len(starts) == 1 and kind == "bare" and len(line_starts) > 3:
        return []
    return starts if len(starts) > 1 or kind == "square" else []


_INLINE = {
    "square": r"\s(\[{}\])\s*(?=\S)",
    "bare": r"(?<=[.;)\]\d])\s+({}[.)])\s+(?=[^\W\d_«“\"‘])",
    "round": r"(?<=[.;])\s+(\({}\))\s+(?=\S)",
}


def _inline_label(text: str, start: int, stop: int, number: int, kind: str) -> Span | None:
    """The next number where it stands inside a line."""
    found = re.compile(_INLINE[kind].format(number)).search(text, start, stop)
    return (found.start(1), found.end()) if found else None


def _next_label(
    text: str, line_starts: Sequence[int], place: int, after: int, numbers: range, kind: str
) -> Span | None:  # fmt: skip
    """The first line below that carries the next number (or one a little higher, when a label was lost)."""
    for position in range(place, len(line_starts)):
        start = line_starts[position]
        if start < after:
            continue
        found = _LABEL.match(text, start)
        if found and found[kind] and int(re.sub(r"\D", "", found[kind])) in numbers:
            return start, found.end()
    return None


def _unlabelled_starts(lines: Sequence[Line]) -> list[Span]:
    """Starts of a list without labels: by blank lines if they part it, else by the look of each line."""
    blocks = _blocks(lines)
    if len(blocks) > 1 and _blocks_are_references(blocks):
        return [(block[0].start, block[0].start) for block in blocks]
    kept = [line for line in lines if line.words]
    if sum(len(line.words) for line in kept) > _LONG_LINE * len(kept):
        kept = [piece for line in kept for piece in _sentences_of(line)]
    chances = start_chances(kept)
    starts = _one_per_line(kept, chances) or _likely_starts(kept, chances)
    return [(kept[place].start, kept[place].start) for place in starts]


FEWEST_LINES, YEAR_SHARE = 4, 0.85


def _one_per_line(lines: Sequence[Line], chances: Sequence[float]) -> list[int]:
    """The lines that references begin on where nearly every line has a year and is one; else empty."""
    dated = [bool(_YEAR.search(line.words)) for line in lines]
    if len(lines) < FEWEST_LINES or sum(dated) < YEAR_SHARE * len(lines):
        return []
    return [place for place, has_year in enumerate(dated) if has_year or chances[place] > 0.5 or not place]


LONGEST_REFERENCE = 16  # lines
SAME_AUTHOR = 2.5  # log odds of a line that begins with a dash or "ibid." behind one that ends
NO_YEAR, MANY_YEARS = 1.5, 1.2  # tuned on the shared reference lists, in units of log odds


def _likely_starts(lines: Sequence[Line], chances: Sequence[float]) -> list[int]:
    """The lines where references begin, together most likely: each line's chance, and each reference holds a year."""
    odds = [math.log(max(chance, 1e-6) / max(1 - chance, 1e-6)) for chance in chances]
    odds = [own + order for own, order in zip(odds, _alphabet_odds(lines, chances), strict=True)]
    for place, line in enumerate(lines):
        if place and _REPEATED.match(line.words) and _CLOSING.search(lines[place - 1].words):
            odds[place] += SAME_AUTHOR
    years = [len(_YEAR.findall(line.words)) for line in lines]
    best: list[tuple[float, int]] = [(0.0, -1)]  # per number of lines used: score, where its last reference begins
    for stop in range(1, len(lines) + 1):
        options = []
        found = 0
        for start in range(stop - 1, max(-1, stop - 1 - LONGEST_REFERENCE), -1):
            found += years[start]
            cost = NO_YEAR * (found == 0) + MANY_YEARS * max(0, found - 2)
            options.append((best[start][0] + (odds[start] if start else 0.0) - cost, start))
        best.append(max(options))
    starts, place = [], len(lines)
    while place:
        place = best[place][1]
        starts.append(place)
    return starts[::-1]


def _sentences_of(line: Line) -> Iterator[Line]:
    """The sentences of a long line, as if each stood on a line: a reference can only begin with one."""
    begin = 0
    for found in _SENTENCE.finditer(line.words):
        yield Line(line.start + begin, line.start + found.start(), 0, line.words[begin : found.start()])
        begin = found.end()
    yield Line(line.start + begin, line.end, 0, line.words[begin:])


IN_ORDER = 2.0  # log odds of a line that stands in the alphabet's order between its neighbours, tuned likewise


def _alphabet_odds(lines: Sequence[Line], chances: Sequence[float]) -> list[float]:
    """For lists in alphabetical order: for or against a line by where its first letters stand between sure starts."""
    letters = [fold_words(line.words[:24])[:4] for line in lines]
    sure = [place for place, chance in enumerate(chances) if chance > 0.8 and letters[place]]
    pairs = list(pairwise(sure))
    if len(pairs) < 4 or sum(letters[first] <= letters[last] for first, last in pairs) < 0.85 * len(pairs):
        return [0.0] * len(lines)
    odds = [0.0] * len(lines)
    for first, last in pairs:
        for place in range(first + 1, last):
            if letters[place] and not _REPEATED.match(lines[place].words):
                in_order = letters[first] <= letters[place] <= letters[last] and lines[place].words[:1].isalpha()
                odds[place] = IN_ORDER if in_order else -IN_ORDER
    return odds


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
    shapes = [_shape_of_names(line.words) for line in lines]
    closed = [place == 0 or bool(_CLOSING.search(lines[place - 1].words)) for place in range(len(lines))]
    usual, share = _usual_shape(shapes, closed)
    named = sum(bool(shape) for shape in shapes) / max(1, len(shapes))
    features = []
    for place, line in enumerate(lines):
        before = lines[place - 1].words if place else ""
        after = lines[place + 1].words if place + 1 < len(lines) else ""
        one = _features_of_words(line.words, before, after, width)
        one["hanging"] = float(high - low > 1 and line.indent == low) - float(high - low > 1 and line.indent == high)
        one["usual"] = float(shapes[place] == usual)
        one["usual share"] = float(shapes[place] == usual) * share
        one["usual closed"] = float(shapes[place] == usual and closed[place])
        one["other names"] = float(shapes[place] not in ("", usual))
        one["no names"] = float(not shapes[place]) * share
        one["closed"] = float(closed[place])
        one["alphabet"] = _alphabet(line.words, before) if shapes[place] else 0.0
        one |= {shape: float(shapes[place] == shape) for shape in ("inverted", "vancouver", "forward", "given")}
        one["any names"] = float(bool(shapes[place])) * named
        one["named"] = named
        features.append(one)
    return features


def _shape_of_names(words: str) -> str:
    """In which order a line's first names stand; empty where it does not begin with names."""
    for shape, pattern in (
        ("inverted", _INVERTED), ("vancouver", _VANCOUVER), ("forward", _FORWARD), ("given", _GIVEN_FAMILY),
    ):  # fmt: skip
        if pattern.match(words):
            return shape
    found = _NAMES_BEFORE_COLON.match(words)
    return "given" if found and family_words(found[1].split()) else ""


def _usual_shape(shapes: Sequence[str], closed: Sequence[bool]) -> tuple[str, float]:
    """The list's own order of names, and which share of the lines that could begin a reference has it."""
    counts = Counter(shape for shape, is_closed in zip(shapes, closed, strict=True) if shape and is_closed)
    if not counts:
        return "none", 0.0
    (shape, count), *_ = counts.most_common(1)
    return shape, count / max(1, sum(closed))


def _alphabet(words: str, before: str) -> float:
    """1 when the line's first letter could follow in an alphabetical list."""
    first, last = _FIRST_LETTER.search(words), _FIRST_LETTER.search(before)
    return float(bool(first and last and 0 <= ord(first.group().upper()[0]) - ord(last.group().upper()[0]) <= 1))


def _features_of_words(words: str, before: str, after: str, width: int) -> dict[str, float]:
    year = _YEAR.search(words)
    head = words[:120]
    return {
        "bias": 1.0,
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
    marks = {found.start(): found for pattern in (_SUB, _NEXT) for found in pattern.finditer(text, start, end)}
    for _, found in sorted(marks.items()):
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
