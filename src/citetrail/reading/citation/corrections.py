"""Labels set right where the print itself says what a word is: `№ 6` is an issue, the town behind a journal a place."""

from __future__ import annotations

from collections.abc import Sequence

from citetrail.reading.citation.kinds import NUMBER, kind_of
from citetrail.reading.citation.model import model
from citetrail.reading.citation.segments import LABELS, OTHER
from citetrail.reading.citation.tokens import Tokens
from citetrail.reading.citation.word_features import lexicon_place

# Words that nothing but an issue's number follows.
_ISSUE_WORDS = frozenset("№ №№ No no Nr nr núm issue Issue Heft вып Вып".split())
_VOLUME_WORDS = frozenset(("v", "V", "vol", "Vol", "n", "t", "T"))
_PLACE_CODES = frozenset((6, 12))  # of the lexicon: surely or mostly words of places
_CONTAINER, _LOCATION, _ISSUE = (LABELS.index(name) for name in ("container", "location", "issue"))
_DIGITS = frozenset(NUMBER[kind] for kind in ("digit1", "digit2", "digit3"))


def corrected(tokens: Tokens, labels: Sequence[int]) -> Sequence[int]:
    """The labels, those of an announced issue and of a journal's town put right."""
    words = tokens.words
    if _CONTAINER not in labels:
        return labels
    if _LOCATION not in labels and (found := _town(words, labels)):
        labels = list(labels)
        labels[found.start - 1] = OTHER
        labels[found.start : found.stop] = [_LOCATION] * len(found)
    if _ISSUE not in labels and not _ISSUE_WORDS.isdisjoint(words) and (place := _announced_issue(words, labels)):
        labels = list(labels)
        labels[place] = _ISSUE
    return labels


def _announced_issue(words: Sequence[str], labels: Sequence[int]) -> int:
    """The unlabelled short number behind the first word for an issue that stands after the container; 0 without one."""
    for place in range(labels.index(_CONTAINER) + 1, len(words) - 1):
        if labels[place] == OTHER and words[place] in _ISSUE_WORDS:
            number = place + 1 + (words[place + 1] == "." and place + 2 < len(words))
            return number if labels[number] == OTHER and kind_of(words[number]) in _DIGITS else 0
    return 0


def _town(words: Sequence[str], labels: Sequence[int]) -> range | None:
    """Where the town stands in `Emotion, Washington, v. 11`, as Brazilian journals are cited."""
    start = labels.index(_CONTAINER)
    stop = start
    while stop < len(words) and labels[stop] == _CONTAINER:
        stop += 1
    if words[stop : stop + 1] != [","] or stop + 1 == len(words) or words[stop + 1] not in _VOLUME_WORDS:
        return None
    comma = next((place for place in range(stop - 1, start, -1) if words[place] == ","), start)
    town = range(comma + 1, stop)
    lexicon = model().lexicon
    is_place = all(lexicon[lexicon_place(words[place].lower())] in _PLACE_CODES for place in town)
    return town if comma > start and 0 < len(town) < 4 and is_place else None
