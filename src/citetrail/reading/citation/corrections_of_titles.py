"""Titles put right: where one was cut, swallowed what follows it, or was taken for something else.

Each rule asks for its signs all at once and leaves the labels alone where one is missing.
"""

from __future__ import annotations

from collections.abc import Sequence

from citetrail.reading.citation.corrections_of_numbers import DATE, ISSUE, PAGES, VOLUME, runs_of
from citetrail.reading.citation.corrections_of_words import is_known_name
from citetrail.reading.citation.kinds import NUMBER, kind_of
from citetrail.reading.citation.segments import LABELS, OTHER

AUTHOR, EDITOR, TITLE, CONTAINER, PUBLISHER, LOCATION, EDITION, LINK = (
    LABELS.index(name)
    for name in ("author", "editor", "title", "container", "publisher", "location", "edition", "link")
)
_IN, _EDITED, _EDITION_WORD, _ORDINAL, _MONTH, _TRANSLATED = (
    NUMBER[kind] for kind in ("in", "edited", "edition", "ordinal", "month", "translated")
)
_HOUSES = frozenset("Books Press Verlag Publishing Publishers Editions Kiadó Kiado Forlag Förlag Uitgeverij".split())
_EDITION_WORDS = frozenset("edition Edition edn ed Ed ed. edición edição édition edizione".split())
_DASHES = frozenset("-–—―_")
_OPENING, _CLOSING = frozenset("“\"«„‘'"), frozenset("”\"»“’'")


def correct_titles(words: Sequence[str], labels: list[int]) -> None:
    """Change labels in place."""
    if TITLE not in labels and CONTAINER not in labels:
        _find_title_behind_dashes(words, labels)
        if TITLE not in labels:
            _find_title_before_house(words, labels)
        if TITLE not in labels and AUTHOR in labels:
            _find_title_in_authors(words, labels)
    elif TITLE not in labels:
        _make_container_title(words, labels)
    if TITLE not in labels:
        return
    if EDITOR in labels or EDITION in labels:
        _close_gap(words, labels)
    if CONTAINER not in labels:
        _part_title_at_in(words, labels)
        if CONTAINER not in labels:
            _part_title_at_quote(words, labels)
        if PUBLISHER not in labels:
            _take_house_from_title(words, labels)
    if EDITION not in labels and not _EDITION_WORDS.isdisjoint(words):
        _take_edition_from_title(words, labels)


def _make_container_title(words: Sequence[str], labels: list[int]) -> None:
    """`–––, 1970, Selected Works, Oslo: …`, `Firebase. https://…`: what is in nothing and has no number is a title."""
    runs = runs_of(labels, CONTAINER)
    if len(runs) != 1 or any(label in labels for label in (VOLUME, ISSUE, PAGES, EDITOR)):
        return
    start, stop = runs[0]
    is_in = any(kind_of(word) == _IN for word in words[max(0, start - 2) : start + 1])
    has_house = PUBLISHER in labels[stop:] or LOCATION in labels[stop:] or LINK in labels[stop:]
    if has_house and not is_in and not is_known_name(words[start:stop]):
        labels[start:stop] = [TITLE] * (stop - start)


def _find_title_behind_dashes(words: Sequence[str], labels: list[int]) -> None:
    """`———. Point Counter Point. Garden City: …`: behind dashes for the same author no author follows."""
    count = next((place for place, word in enumerate(words) if word not in _DASHES), len(words))
    if not 2 <= count < len(words) - 2 or words[count] not in ".,:":
        return
    start = count + 1
    stop = next((place for place in range(start, len(words)) if labels[place] != AUTHOR), start)
    if stop - start > 1:
        labels[start:stop] = [TITLE] * (stop - start)
        labels[count] = OTHER


def _find_title_before_house(words: Sequence[str], labels: list[int]) -> None:
    """`…, Religions de Rome, Paris, 2006.`: without title and container the first of houses and places is the title."""
    runs = sorted((*runs_of(labels, PUBLISHER), *runs_of(labels, LOCATION)))
    people = runs_of(labels, AUTHOR)
    if len(runs) < 2 or not people:
        return
    start, stop = runs[0]
    is_next = people[-1][1] <= start and all(
        labels[place] == DATE or not words[place].isalnum() for place in range(people[-1][1], start)
    )
    if is_next and stop - start > 1 and runs[1][0] - stop < 3:
        labels[start:stop] = [TITLE] * (stop - start)


def _find_title_in_authors(words: Sequence[str], labels: list[int]) -> None:
    """`Pamuk, Şevket, Osmanlı ekonomisi ve kurumlar, İstanbul, …`: a book's title was taken for more of its author."""
    if PUBLISHER not in labels and LOCATION not in labels:
        return
    start, stop = runs_of(labels, AUTHOR)[0]
    commas = [place for place in range(start, stop) if words[place] == ","]
    if len(commas) not in (2, 3) or commas[0] != start + 1 or commas[1] - commas[0] not in (2, 3):
        return
    title = range(commas[1] + 1, stop - (words[stop - 1] in ".,"))
    rest = [words[place] for place in title if words[place].isalpha()]
    if len(rest) > 2 and rest[0][0].isupper() and all(len(word) > 1 or word.islower() for word in rest):
        labels[commas[1]] = OTHER
        labels[title.start : title.stop] = [TITLE] * len(title)


def _close_gap(words: Sequence[str], labels: list[int]) -> None:
    """`… of the bigeye thresher (Alopias superciliosus) a species …`: editors or an edition inside a title are none."""
    for start, stop in (*runs_of(labels, EDITOR), *runs_of(labels, EDITION)):
        first, last = start - 1, stop
        while first > 0 and labels[first] == OTHER and not words[first].isalnum() and start - first < 3:
            first -= 1
        while last < len(words) - 1 and labels[last] == OTHER and not words[last].isalnum() and last - stop < 2:
            last += 1
        around = words[first + 1 : last]
        is_inside = first >= 0 and labels[first] == TITLE == labels[min(last, len(words) - 1)]
        is_called = any(
            kind_of(word) in (_EDITED, _IN, _TRANSLATED, _EDITION_WORD) or word == "." or word[0].isdecimal()
            for word in around
        )
        if is_inside and not is_called and stop - start < 5:
            labels[first + 1 : last] = [TITLE] * (last - first - 1)


def _part_title_at_in(words: Sequence[str], labels: list[int]) -> None:
    """`…goofing. In Richards, Jack. Error Analysis. New York: …`, `…Losch,” in Geographies`: a book behind `in`."""
    if not any(label in labels for label in (PUBLISHER, LOCATION, PAGES, EDITOR)):
        return
    start, stop = runs_of(labels, TITLE)[0]
    for place in range(start + 3, stop - 1):
        if kind_of(words[place]) != _IN or not (words[place + 1][0].isupper() or words[place + 1] in ":«“„"):
            continue
        before = words[place - 1]
        is_quoted = before in _CLOSING or (before in ",." and words[place - 2] in _CLOSING)
        is_sentence = before in ".?!" and words[place][0].isupper() and len(words[place - 2]) > 2
        if is_quoted or is_sentence:
            _set_book(words, labels, range(place, stop))
            return


def _set_book(words: Sequence[str], labels: list[int], part: range) -> None:
    """Label `In Richards, Jack. Error Analysis`: names before the last full stop are editors, the rest is the book."""
    begin = part.start + 1 + (words[part.start + 1] in ":«“„")
    stops = [place for place in range(begin + 1, part.stop - 2) if words[place] == "." and len(words[place - 1]) > 2]
    names = (
        range(begin, stops[-1]) if stops and "," in words[begin : stops[-1]] and stops[-1] - begin < 14 else range(0)
    )
    labels[part.start : part.stop] = [OTHER] * len(part)
    if names:
        labels[names.start : names.stop] = [EDITOR] * len(names)
    first = names.stop + 1 if names else begin
    labels[first : part.stop] = [CONTAINER] * (part.stop - first)
    for place in range(part.start - 2, part.start):  # the closing quote
        if not words[place].isalnum() and words[place] not in "?!":
            labels[place] = OTHER


def _part_title_at_quote(words: Sequence[str], labels: list[int]) -> None:
    """`"Great Ideas." Newsweek 27 May 2002`: what stands behind the closing quote is no title."""
    start, stop = runs_of(labels, TITLE)[0]
    if start == 0 or words[start - 1] not in _OPENING or words[start - 1] in "'‘":
        return
    closers = {"“": "”", "„": "“”", '"': '"', "«": "»"}[words[start - 1]]
    close = next((place for place in range(stop - 2, start + 1, -1) if words[place] in closers), 0)
    tail = range(close + 1, stop)
    if not close or not words[tail.start][0].isupper() or len(tail) > 9:
        return
    date = next((place for place in tail if words[place].isdecimal() or kind_of(words[place]) == _MONTH), stop)
    if date == tail.start:
        return
    labels[close] = OTHER
    labels[tail.start : date] = [CONTAINER] * (date - tail.start)
    labels[date:stop] = [DATE] * (stop - date)
    if words[date - 1] in ",.":
        labels[date - 1] = OTHER


def _take_house_from_title(words: Sequence[str], labels: list[int]) -> None:
    """`A Brief History of Time. Bantam Books.`: a short last sentence that ends like a publisher is one."""
    runs = runs_of(labels, TITLE)
    start, stop = runs[-1]
    if len(runs) > 1 and 1 < stop - start < 5 and words[start - 1] == "." and words[stop - 1] in _HOUSES:
        labels[start:stop] = [PUBLISHER] * (stop - start)
        return
    stops = [
        place
        for place in range(start + 2, min(stop, len(words)) - 1)
        if words[place] == "." and len(words[place - 1]) > 2
    ]
    if stops and 1 < stop - stops[-1] < 6 and words[stop - 1] in _HOUSES and words[stops[-1] + 1][0].isupper():
        labels[stops[-1]] = OTHER
        labels[stops[-1] + 1 : stop] = [PUBLISHER] * (stop - stops[-1] - 1)


def _take_edition_from_title(words: Sequence[str], labels: list[int]) -> None:
    """`Bayesian data analysis, 2nd edition`: the edition that ends a title is no part of it."""
    start, stop = runs_of(labels, TITLE)[-1]
    place = stop - 1 - (words[stop - 1] == ".")
    if place - start < 4 or kind_of(words[place]) != _EDITION_WORD or not words[place].isascii():
        return
    if kind_of(words[place - 1]) == _ORDINAL and words[place - 2] in ",.(":
        labels[place - 2] = OTHER
        labels[place - 1 : stop] = [EDITION] * (stop - place + 1)
