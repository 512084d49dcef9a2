"""Persons, titles and containers put right: a swallowed journal, a town behind it, a label before the authors."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from citetrail.reading.citation.corrections_of_numbers import DATE, ISSUE, PAGES, VOLUME, runs_of
from citetrail.reading.citation.kinds import NUMBER, kind_of
from citetrail.reading.citation.model import model
from citetrail.reading.citation.segments import LABELS, OTHER, only_marks
from citetrail.reading.citation.slots import LONGEST_NAME, SORT_NUMBERS, name_hash, name_places
from citetrail.reading.citation.trimming import LANGUAGES
from citetrail.reading.citation.word_features import lexicon_place, word_from_token

AUTHOR, EDITOR, TITLE, CONTAINER, PUBLISHER, LOCATION, EDITION, LINK = (
    LABELS.index(name)
    for name in ("author", "editor", "title", "container", "publisher", "location", "edition", "link")
)
_VOLUME_WORDS = frozenset(("v", "V", "vol", "Vol", "n", "t", "T"))
_PLACE_CODES = frozenset((6, 12))  # of the lexicon: surely or mostly words of places
_ANDS = frozenset(("and", "&", "und", "et", "y", "e"))
_YEARS = frozenset((NUMBER["year"], NUMBER["yearletter"]))
_IN, _EDITED, _PRESS, _INSTITUTION, _JOURNAL, _CONFERENCE, _EDITION_WORD, _DOI_WORD, _MONTH = (
    NUMBER[kind]
    for kind in ("in", "edited", "press", "institution", "journal", "conference", "edition", "doi", "month")
)
_SKIPPED = SORT_NUMBERS["joiner"] | SORT_NUMBERS["parter"]
_BODIES = frozenset("Association Society Press University Verlag Publishing Publishers".split())
_HOUSES = _BODIES - {"Society", "University"}  # `New Media & Society` is a journal
_CLOSERS = frozenset("”»’\"'")


def correct_words(words: Sequence[str], labels: list[int]) -> None:
    """Change the labels of persons, titles, containers, publishers and places, in place."""
    has_author = AUTHOR in labels
    _leave_language_out(words, labels)
    if TITLE in labels and EDITION not in labels:
        _take_edition(words, labels)
    if has_author and DATE not in labels:
        _take_label_off(words, labels)
    if has_author:
        _complete_last_author(words, labels)
    elif EDITOR in labels:
        _make_editors_authors(words, labels)
    if CONTAINER in labels:
        _trim_container(words, labels)
    elif VOLUME in labels and (PAGES in labels or ISSUE in labels):
        _find_container(words, labels)
    if TITLE not in labels and CONTAINER not in labels and has_author and (PUBLISHER in labels or LOCATION in labels):
        _find_title(words, labels)
    if TITLE not in labels and CONTAINER in labels and has_author and PUBLISHER in labels and LOCATION in labels:
        _make_container_title(words, labels)


def _leave_language_out(words: Sequence[str], labels: list[int]) -> None:
    """`… 1930;61:12-5. German.`: the language that medical lists name last is no publisher and no journal."""
    last = len(words) - 1
    while last > 8 and (labels[last] == LINK or not words[last].isalnum() or kind_of(words[last]) == _DOI_WORD):
        last -= 1
    if last < 8 or words[last].lower() not in LANGUAGES or words[last - 1] not in ".[(":
        return
    if (
        labels[last] != OTHER
        and labels[last - 1] != labels[last]
        and (PAGES in labels[:last] or VOLUME in labels[:last])
    ):
        labels[last] = OTHER


def _take_edition(words: Sequence[str], labels: list[int]) -> None:
    """`Eine Einführung, 3., überarb. Aufl.`: what stands between the title and the word for an edition."""
    stop = runs_of(labels, TITLE)[-1][1]
    for place in range(stop, min(stop + 3, len(words))):
        if labels[place] == OTHER and kind_of(words[place]) == _EDITION_WORD and words[place].isascii():
            for number in range(stop - 1, max(stop - 7, 2), -1):
                if (
                    words[number].isdecimal()
                    and len(words[number]) < 3
                    and words[number - 1] in ",."
                    and labels[number] == TITLE
                ):
                    labels[number - 1] = OTHER
                    labels[number : place + 1] = [EDITION] * (place + 1 - number)
                    return
            return


def _take_label_off(words: Sequence[str], labels: list[int]) -> None:
    """`Rockliff et al. 2011: H. Rockliff, A. Karl, …`: what stands up to the year is a label, the year is the date."""
    start, stop = runs_of(labels, AUTHOR)[0]
    first = words[start].casefold()
    for place in range(start + 1, stop - 1):
        if kind_of(words[place]) in _YEARS and first in (word.casefold() for word in words[place + 1 : stop]):
            labels[start:place] = [OTHER] * (place - start)
            labels[place] = DATE
            labels[place + 1] = OTHER if not words[place + 1].isalnum() else AUTHOR
            return


def _complete_last_author(words: Sequence[str], labels: list[int]) -> None:
    """`M. Matos, and P. | Gilbert Effects of …`: the last family name was taken for the title's start."""
    start, stop = runs_of(labels, AUTHOR)[0]
    last = stop - 1 - (words[stop - 1] == ".")
    begin = stop + (stop < len(words) and words[stop] == ".")
    if last < start + 4 or begin >= len(words) or labels[begin] not in (TITLE, CONTAINER):
        return
    is_bare = _is_initial(words[start]) and _ANDS.isdisjoint(words[start:last])
    comes_last = words[last - 1] in _ANDS or (words[last - 1] == "," and is_bare)
    before = last - 2 if words[last - 2] != "," else last - 3  # the family name of the author before
    is_forward = len(words[before]) > 1 and (words[before - 1] == "." or _is_initial(words[before - 1]))
    if words[stop - 1] == "/" and labels[stop] == TITLE and words[stop][0].isupper():
        labels[stop] = AUTHOR
    if _is_initial(words[last]) and comes_last and is_forward and len(words[begin]) > 1 and words[begin][0].isupper():
        labels[stop : begin + 1] = [AUTHOR] * (begin + 1 - stop)


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isupper()


def _make_editors_authors(words: Sequence[str], labels: list[int]) -> None:
    """Editors that nothing calls so are authors where none were found."""
    start, stop = runs_of(labels, EDITOR)[0]
    around = words[max(0, start - 2) : stop + 3]
    is_first = all(label not in (TITLE, CONTAINER) for label in labels[:start])
    is_by = words[start].lower() == "by" or (start > 0 and words[start - 1].lower() == "by")
    if (is_first or is_by) and not any(kind_of(word) == _EDITED for word in around):
        labels[start:stop] = [AUTHOR] * (stop - start)


def _trim_container(words: Sequence[str], labels: list[int]) -> None:
    """The container without `în` or `A:` before it and the town behind it."""
    start = labels.index(CONTAINER)
    if start + 1 < len(words) and labels[start + 1] == CONTAINER:
        is_in = words[start] == "în" or (kind_of(words[start]) == _IN and words[start].islower())
        if is_in and words[start + 1][0].isupper():
            labels[start] = OTHER
        elif words[start] == "A" and words[start + 1] == ":":
            labels[start : start + 2] = [OTHER, OTHER]
    if PUBLISHER not in labels:
        _part_from_publisher(words, labels)
    stop = _fields_of(words, labels, CONTAINER)[0][1]
    if kind_of(words[stop - 1]) == _MONTH and is_known_name(words[start : stop - 1]):
        labels[stop - 1] = DATE
    if LOCATION not in labels and (town := _town(words, labels)):
        labels[town.start - 1] = OTHER
        labels[town.start : town.stop] = [LOCATION] * len(town)


def _part_from_publisher(words: Sequence[str], labels: list[int]) -> None:
    """`American Psychological Association. Emotion` or turned round: the body beside a known journal publishes it."""
    start, stop = _fields_of(words, labels, CONTAINER)[0]
    kinds = [kind_of(word) for word in words[start:stop]]
    bodies = [start + place for place, kind in enumerate(kinds) if kind in (_PRESS, _INSTITUTION)]
    if not bodies or is_known_name(words[start:stop]):
        return
    has_journal_word = _JOURNAL in kinds or _CONFERENCE in kinds
    for cut in range(start + 1, stop):
        begin = cut + (words[cut] in ".,")
        if begin == stop or not words[begin][0].isupper() or (begin == cut and has_journal_word):
            continue
        is_clear = begin > cut or words[bodies[-1]] in _BODIES
        if bodies[-1] == cut - 1 and is_clear and not has_journal_word and is_known_name(words[begin:stop]):
            _relabel(labels, PUBLISHER, range(start, cut), range(cut, begin))
            return
        is_clear = begin > cut or words[stop - 1] in _HOUSES
        if bodies[-1] == stop - 1 and is_clear and bodies[0] >= begin and is_known_name(words[start:cut]):
            _relabel(labels, PUBLISHER, range(begin, stop), range(cut, begin))
            return


def _relabel(labels: list[int], label: int, own: range, between: range) -> None:
    labels[own.start : own.stop] = [label] * len(own)
    labels[between.start : between.stop] = [OTHER] * len(between)


def _town(words: Sequence[str], labels: Sequence[int]) -> range | None:
    """Where the town stands in `Emotion, Washington, v. 11`, as Brazilian journals are cited."""
    start = labels.index(CONTAINER)
    stop = start
    while stop < len(words) and labels[stop] == CONTAINER:
        stop += 1
    if words[stop : stop + 1] != [","] or stop + 1 == len(words) or words[stop + 1] not in _VOLUME_WORDS:
        return None
    comma = next((place for place in range(stop - 1, start, -1) if words[place] == ","), start)
    town = range(comma + 1, stop)
    is_place = all(_lexical(words[place]) in _PLACE_CODES for place in town)
    return town if comma > start and 0 < len(town) < 4 and is_place else None


def _find_container(words: Sequence[str], labels: list[int]) -> None:
    """An article has a journal: it was taken for a place, a publisher, or the end of the title or of the authors."""
    volume = labels.index(VOLUME)
    for label in (LOCATION, PUBLISHER):
        if label in labels and _journal_in_run(words, labels, label, volume):
            return
    if PUBLISHER in labels or LOCATION in labels:
        return
    for label, cut in ((TITLE, _cut_of_title), (AUTHOR, _cut_of_authors)):
        runs = [run for run in _fields_of(words, labels, label) if run[1] <= volume]
        if runs and _only_date_between(words, labels, runs[-1][1], volume):
            start, stop = runs[-1]
            mark = cut(words[start:stop]) if label == AUTHOR or PAGES in labels else 0
            if mark:
                labels[start + mark] = OTHER
                labels[start + mark + 1 : stop] = [CONTAINER] * (stop - start - mark - 1)
            return


def _journal_in_run(words: Sequence[str], labels: list[int], label: int, volume: int) -> bool:
    """Whether a place or publisher was a journal (or began with one), which it is then labelled as."""
    start, stop = runs_of(labels, label)[0]
    if label == LOCATION and any(_lexical(word) in _PLACE_CODES for word in words[start:stop]):
        return False
    longest = next((end for end in range(stop, start, -1) if is_known_name(words[start:end])), start)
    if longest > start and (PAGES in labels) and not (label == PUBLISHER and LOCATION in labels):
        labels[start:longest] = [CONTAINER] * (longest - start)
        if label == LOCATION:
            labels[longest:stop] = [OTHER] * (stop - longest)
        return True
    if label == PUBLISHER or PUBLISHER in labels or stop > volume:
        return False
    if not _only_date_between(words, labels, stop, volume):
        return False
    labels[start:stop] = [CONTAINER] * (stop - start)
    return True


def _only_date_between(words: Sequence[str], labels: Sequence[int], start: int, stop: int) -> bool:
    return stop - start < 9 and all(
        labels[place] == DATE or (labels[place] == OTHER and not words[place].isalpha()) for place in range(start, stop)
    )


def _cut_of_title(words: Sequence[str]) -> int:
    """The mark in a title run that a journal follows; 0 without one."""
    marks = [place for place in range(2, len(words) - 1) if words[place] in ".," or words[place] in _CLOSERS]
    for place in reversed(marks):
        if is_known_name(words[place + 1 :]):
            return place
    stops = [place for place in marks if words[place] == "." and len(words[place - 1]) > 3]
    for place in reversed(stops):
        if words[place + 1][:1].isupper() and words[place + 1] != "Part":
            return place
    commas = [place for place in marks if words[place] == "," and _looks_like_journal(words[place + 1 :])]
    return commas[-1] if commas else 0


def _looks_like_journal(words: Sequence[str]) -> bool:
    """Whether words begin with a capital, and hold a word of journals or mostly long words with capitals."""
    letters = [word for word in words if word.isalpha()]
    if not letters or not letters[0][0].isupper():
        return False
    long = [word for word in letters if len(word) > 3]
    return any(kind_of(word) == _JOURNAL for word in letters) or sum(word[0].isupper() for word in long) * 2 > len(long)


def _cut_of_authors(words: Sequence[str]) -> int:
    """The mark in an author run that a journal follows: `…, P. Gilbert, Emotion`, `…, Gilbert P. Emotion`; or 0."""
    place = max((spot for spot in range(len(words) - 1) if words[spot] in ".,"), default=0)
    behind = words[place + 1 :]
    if place < 3 or not behind or any(len(word) < 3 and word.isupper() for word in behind) or "al" in behind:
        return 0
    ends_in_initial = len(words[place - 1]) < 3 and words[place - 1].isupper()
    is_forward = len(words[place - 1]) > 2 and (words[place - 2] == "." or _is_initial(words[place - 2]))
    if words[place] == "." and ends_in_initial and words[place - 2] != "." and words[0] != words[place - 1]:
        return place if len(words[0]) > 1 else 0
    return place if words[place] == "," and is_forward and len(words[0]) == 1 else 0


def _find_title(words: Sequence[str], labels: list[int]) -> None:
    """`HADOT, Pierre. Exercícios Espirituais. São Paulo: …`: a book's title was taken for more of its author."""
    start, stop = _fields_of(words, labels, AUTHOR)[0]
    for place in range(start + 1, stop - 2):
        if (
            words[place] == "."
            and len(words[place - 1]) > 2
            and words[place - 1].isalpha()
            and words[place - 1] != "al"
        ):
            behind = [word for word in words[place + 1 : stop] if word.isalpha()]
            if len(behind) > 1 and not any(len(word) == 1 and word.isupper() and word != "I" for word in behind):
                labels[place] = OTHER
                labels[place + 1 : stop] = [TITLE] * (stop - place - 1)
            return


def _make_container_title(words: Sequence[str], labels: list[int]) -> None:
    """`James, William. The Principles of Psychology. Vol. 1. New York: …`: a book with volumes is in nothing else."""
    runs = runs_of(labels, CONTAINER)
    is_part = any(label in labels for label in (EDITOR, ISSUE, PAGES)) or kind_of(words[runs[0][0] - 1]) == _IN
    if len(runs) == 1 and runs[0][0] > 0 and labels[runs[0][0] - 2] == AUTHOR and not is_part:
        labels[runs[0][0] : runs[0][1]] = [TITLE] * (runs[0][1] - runs[0][0])


def _fields_of(words: Sequence[str], labels: Sequence[int], label: int) -> list[tuple[int, int]]:
    """The runs of a label, those joined that become one field."""
    fields: list[tuple[int, int]] = []
    for start, stop in runs_of(labels, label):
        if fields and only_marks(words, fields[-1][1], start):
            fields[-1] = (fields[-1][0], stop)
        else:
            fields.append((start, stop))
    return fields


def _lexical(word: str) -> int:
    return model().lexicon[lexicon_place(word.lower())]


@lru_cache(maxsize=4096)
def _form(word: str) -> int:
    return word_from_token(word, model().lexicon).form


def is_known_name(words: Sequence[str]) -> bool:
    """Whether the words are the name of a journal or book that the model knows."""
    value, count = 0, 0
    for word in reversed(words):
        if kind_of(word) not in _SKIPPED:
            value, count = name_hash(_form(word), value), count + 1
            if count > LONGEST_NAME:
                return False
    names = model().names
    return count > 0 and all(names[bit >> 3] >> (bit & 7) & 1 for bit in name_places(value))
