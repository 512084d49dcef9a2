"""Whether quoted words stand in a text: exactly, but for typography, altered (and how), or not at all.

A quotation may leave words out (`…`) and put words in (`[they]`); both are no alteration. Numbers, negations and
comparisons are held against the text exactly: a change of one of them is grave however alike the rest is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from citetrail.judging.wording import words_of
from citetrail.model.folding import fold

Outcome = Literal["exact", "normalised", "altered", "not-in-available-text", "spoken", "no-text"]


class Change(NamedTuple):
    """Where the quotation says something else: its words, and those of the text; either may be empty.

    `why` it is grave: `number`, `negation`, `comparison`, `opposite`, `order`, `not in the text`; None where it is not.
    """

    quoted: str
    original: str
    why: str | None = None


class QuotationCheck(NamedTuple):
    """What came of looking for a quotation; the passage is `texts[text][start:end]` where it was found.

    `similarity` (0-1) is the share of quoted words that stand in the passage, in order.
    """

    outcome: Outcome
    text: int | None = None
    start: int | None = None
    end: int | None = None
    changes: tuple[Change, ...] = ()
    similarity: float = 0.0

    @property
    def is_grave(self) -> bool:
        """Whether the quotation says something that the text does not."""
        return any(change.why for change in self.changes)


_ORDER: dict[Outcome, int] = {"exact": 0, "normalised": 1, "altered": 2, "not-in-available-text": 3}
_LEAST_ALIKE = 0.7  # of the quoted words; below it is another sentence on the same subject
_LEAST_FOUND = 0.5  # of a quotation with gaps, where one stretch stands in the text and another does not
_FEW_WORDS = 4  # so few words stand anywhere by chance: they must all be there


def check_quotation(exact: str, texts: Sequence[str], *, is_spoken: bool = False) -> QuotationCheck:
    """Look for the quotation in every text; the best finding.

    Not found, it is `spoken` if somebody is said to have said it (in an interview, say), `no-text` if there was
    nothing to look in, else `not-in-available-text`: the part of the work that we do not have may hold it.
    """
    found = [_check_in(exact, text)._replace(text=place) for place, text in enumerate(texts) if text.strip()]
    best = min(found, key=lambda check: (_ORDER[check.outcome], -check.similarity), default=None)
    if best is not None and best.outcome != "not-in-available-text":
        return best
    if is_spoken:
        return QuotationCheck("spoken")
    return QuotationCheck("no-text") if best is None else QuotationCheck("not-in-available-text")


def _check_in(exact: str, text: str) -> QuotationCheck:
    start = text.find(exact)
    if start >= 0 and exact.strip():
        return QuotationCheck("exact", None, start, start + len(exact), (), 1.0)
    words = _words(text)
    readings = [_joined(_find_parts(parts, words)) for parts in _readings(exact)]
    nothing = QuotationCheck("not-in-available-text")
    return min(readings, key=lambda check: (_ORDER[check.outcome], len(check.changes)), default=nothing)


# What editors put into quotations: words left out, and words of their own in square brackets.
_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.(?:\s?\.)?|\[\s*(?:…|\.\s?\.\s?\.)\s*\]")
_GAP = re.compile(rf"\[[^\[\]]{{0,80}}\]|{_ELLIPSIS.pattern}")


def _readings(exact: str) -> list[list[list[_Word]]]:
    """The stretches between the gaps, as words; brackets may be the editor's or stand in the text themselves."""
    readings = []
    for gap in (_ELLIPSIS, _GAP):
        parts = [words for part in gap.split(exact) if (words := _words(part))]
        if parts and parts not in readings:
            readings.append(parts)
    return readings


def _find_parts(parts: list[list[_Word]], words: list[_Word]) -> list[_Found]:
    """Each stretch behind the one before it, or else anywhere."""
    found: list[_Found] = []
    rest = words
    for part in parts:
        one = _find_part(part, rest)
        if one.start is None and rest is not words:
            one = _find_part(part, words)
        if one.end is not None:
            end = one.end
            rest = words[bisect_left(words, end, key=lambda word: word.start) :]
        found.append(one)
    return found


class _Word(NamedTuple):
    """A word or number in comparable form, and where it stands."""

    form: str
    start: int
    end: int


_WORD = re.compile(
    r"(?<![\w.])[-−](?=\d)\d+(?:[.,]\d+)*|\d+(?:[.,]\d+)*"  # a minus belongs to its number, a dash between two does not
    r"|[^\W\d_]+(?:-[ \t]*\r?\n\s*[^\W\d_]+)*(?:['’][^\W\d_]+)*|[<>=≤≥±%]"
)
_NUMBER = re.compile(r"-?\d")
_THOUSANDS = re.compile(r"^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$")


# `[12]`, `[3, 5–7]`: marks of citations, which quotations keep or drop as they like.
_CITATION_MARK = re.compile(r"\[\s*\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\s*\]")


def _words(text: str) -> list[_Word]:
    bare = _CITATION_MARK.sub(lambda mark: " " * len(mark.group()), text)
    return [_Word(_form(found.group()), found.start(), found.end()) for found in _WORD.finditer(bare)]


def _form(written: str) -> str:
    if written[-1].isdigit():
        return _number(written.replace("−", "-"))
    if not written[0].isalpha():
        return written
    whole = re.sub(r"-\s+", "", written)  # hyphenated at the end of a line
    return fold(whole).replace("'", "")


def _number(written: str) -> str:
    plain = written.replace(",", "") if _THOUSANDS.match(written) else written
    return format(Decimal(plain).normalize(), "f") if re.fullmatch(r"-?\d+(?:\.\d+)?", plain) else plain


class _Found(NamedTuple):
    """A stretch of the quotation and where it stands in the text, if it does."""

    quoted: str
    start: int | None
    end: int | None
    changes: tuple[Change, ...]
    matched: int
    length: int


def _find_part(part: list[_Word], words: list[_Word]) -> _Found:
    forms = [word.form for word in part]
    quoted = " ".join(forms)
    nothing = _Found(quoted, None, None, (), 0, len(forms))
    window = _window(forms, words)
    if window is None:
        return nothing
    matcher = SequenceMatcher(None, forms, [word.form for word in window], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    first, last = _edges(blocks, len(forms), len(window))
    passage = window[first:last]
    changes, matched = _compare(forms, [word.form for word in passage])
    if matched / len(forms) < (1.0 if len(forms) < _FEW_WORDS else _LEAST_ALIKE):
        return nothing
    return _Found(quoted, passage[0].start, passage[-1].end, changes, matched, len(forms))


def _window(forms: list[str], words: list[_Word]) -> list[_Word] | None:
    """The stretch of the text with most words of the quotation in about its order."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        places.setdefault(word.form, []).append(place)
    slack = max(3, len(forms) // 3)
    votes: Counter[int] = Counter()
    for place, form in enumerate(forms):
        weight = 1 if len(places.get(form, ())) > len(words) // 20 + 3 else 4  # frequent words tell little
        for there in places.get(form, ()):
            votes[(there - place) // slack] += weight
    if not votes:
        return None
    best = max(votes, key=lambda bucket: (votes[bucket] + votes[bucket + 1], -bucket))
    start = max(0, (best - 1) * slack)
    return words[start : (best + 3) * slack + len(forms)] or None


def _edges(blocks: Sequence[tuple[int, int, int]], quoted: int, window: int) -> tuple[int, int]:
    """From where to where in the window the passage goes: quoted words before the first match have their place too."""
    head, first, _ = blocks[0]
    tail, last, size = blocks[-1]
    return max(0, first - head), min(window, last + size + (quoted - tail - size))


def _compare(quoted: list[str], original: list[str]) -> tuple[tuple[Change, ...], int]:
    """The changes that are more than spelling, and how many quoted words are the text's."""
    changes, matched = [], 0
    for kind, a, b, c, d in SequenceMatcher(None, quoted, original, autojunk=False).get_opcodes():
        mine, theirs = quoted[a:b], original[c:d]
        if kind == "equal" or _is_spelling(mine, theirs):
            matched += b - a
        else:
            changes.append(Change(" ".join(mine), " ".join(theirs), _why(mine, theirs)))
    return tuple(changes), matched


def _is_spelling(mine: list[str], theirs: list[str]) -> bool:
    """Whether both are the same words: joined or parted, British or American, a number as a word."""
    if "".join(mine) == "".join(theirs):
        return not any(_NUMBER.match(word) for word in mine + theirs)
    return all(map(words_of, mine)) and [words_of(word) for word in mine] == [words_of(word) for word in theirs]


_NEGATIONS = frozenset(
    "no not never none nor neither nobody nothing nowhere without cannot cant dont doesnt didnt isnt arent wasnt "
    "werent hasnt havent hadnt wont wouldnt shouldnt couldnt mustnt neednt hardly "
    "nicht kein keine keinen keinem keiner nie niemals ohne ne pas jamais sans non sin ningun ninguna".split()
)
_COMPARISONS = frozenset("< > = ≤ ≥ ± %".split())
_OPPOSITES = (
    ("increase", "decrease"), ("increases", "decreases"), ("increased", "decreased"), ("increasing", "decreasing"),
    ("higher", "lower"), ("high", "low"), ("highest", "lowest"), ("more", "less"), ("more", "fewer"), ("most", "least"),
    ("greater", "smaller"), ("larger", "smaller"), ("better", "worse"), ("positive", "negative"),
    ("positively", "negatively"), ("before", "after"), ("above", "below"), ("with", "without"), ("all", "some"),
    ("all", "few"), ("always", "sometimes"), ("improve", "worsen"), ("improved", "worsened"), ("rise", "fall"),
    ("rose", "fell"), ("gain", "loss"), ("safe", "unsafe"), ("significant", "insignificant"), ("likely", "unlikely"),
    ("men", "women"), ("male", "female"), ("maximum", "minimum"), ("first", "last"), ("cause", "prevent"),
    ("causes", "prevents"), ("benefit", "harm"), ("strong", "weak"), ("stronger", "weaker"), ("may", "will"),
    ("may", "does"), ("may", "must"), ("can", "will"), ("could", "will"), ("might", "will"), ("suggest", "prove"),
    ("suggests", "proves"), ("associated", "caused"),
)  # fmt: skip
_PAIRS = frozenset(frozenset(pair) for pair in _OPPOSITES)


def _why(mine: list[str], theirs: list[str]) -> str | None:
    """Why a change is grave; None if it is not."""
    if _numbers(mine) != _numbers(theirs):
        return "number"
    if _those(mine, _NEGATIONS.__contains__) != _those(theirs, _NEGATIONS.__contains__):
        return "negation"
    if _those(mine, _COMPARISONS.__contains__) != _those(theirs, _COMPARISONS.__contains__):
        return "comparison"
    if any(frozenset((one, other)) in _PAIRS or _is_negated(one, other) for one in mine for other in theirs):
        return "opposite"
    return None


def _those(words: Iterable[str], wanted: Callable[[str], bool]) -> Counter[str]:
    return Counter(word for word in words if wanted(word))


def _numbers(words: Iterable[str]) -> Counter[str]:
    """The numbers among the words, those written out too (but `I` is nobody's number)."""
    plain = (words_of(word)[0] if len(word) > 2 and word.isalpha() and words_of(word) else word for word in words)
    return Counter(word for word in plain if _NUMBER.match(word))


def _is_negated(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) > 3 and longer in {prefix + shorter for prefix in ("un", "in", "im", "ir", "il", "dis", "non")}


def _joined(parts: Sequence[_Found]) -> QuotationCheck:
    """What the stretches come to together: all must be found, one after the other."""
    length = sum(part.length for part in parts)
    matched = sum(part.matched for part in parts)
    found = [part for part in parts if part.start is not None]
    if not found or matched / length < (_LEAST_ALIKE if len(found) == len(parts) else _LEAST_FOUND):
        return QuotationCheck("not-in-available-text", similarity=matched / length)
    changes = [change for part in found for change in part.changes]
    changes += [Change(part.quoted, "", "not in the text") for part in parts if part.start is None]
    starts = [part.start or 0 for part in found]
    if starts != sorted(starts):
        changes.append(Change(" … ".join(part.quoted for part in found), "", "order"))
    outcome: Outcome = "altered" if changes else "normalised"
    end = max(part.end or 0 for part in found)
    return QuotationCheck(outcome, None, min(starts), end, tuple(changes), matched / length)
