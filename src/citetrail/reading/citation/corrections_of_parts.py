"""Books that hold a part, law reviews, series and bodies put right: what stands behind `In`, before a colon, alone.

Each rule asks for its signs all at once and runs only where a field is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from citetrail.reading.citation.corrections_of_numbers import DATE, ISSUE, PAGES, VOLUME, runs_of
from citetrail.reading.citation.groups import begins_like_group, is_group
from citetrail.reading.citation.kinds import NUMBER, kind_of
from citetrail.reading.citation.segments import LABELS, OTHER

AUTHOR, EDITOR, TITLE, CONTAINER, PUBLISHER, LOCATION, SERIES = (
    LABELS.index(name) for name in ("author", "editor", "title", "container", "publisher", "location", "series")
)
_IN, _ROMAN = (NUMBER[kind] for kind in ("in", "roman"))
_SHORT_NUMBERS = frozenset(NUMBER[kind] for kind in ("digit1", "digit2", "digit3"))
_NUMBERS = _SHORT_NUMBERS | {NUMBER["digit4"], NUMBER["digit5"], NUMBER["year"]}
_YEARS = frozenset((NUMBER["year"], NUMBER["yearletter"]))
_VOLUME_WORDS = frozenset(
    "vol vols volume band bd tome tom tomo t teil том т cilt roč ročník sv svezak kötet köt díl tomus".split()
)
_EDITED = frozenset(
    "edición edited Edited herausgegeben Hrsg hrsg Hg hg editado edité dirigé coordinado organizado redigert "
    "redigerad red ed Ed bearbeitet".split()
)
_BY = frozenset("de by von par por av af di".split())
_LONGEST_REPORTER, _LONGEST_GROUP = 11, 18  # tokens
_MARKS_OF_NAMES = frozenset(".&'’")


def correct_parts(words: Sequence[str], labels: list[int]) -> None:
    """Change labels in place."""
    _take_group(words, labels)
    if CONTAINER not in labels or VOLUME not in labels or PAGES not in labels:
        _label_law_review(words, labels)
    has_house = PUBLISHER in labels or LOCATION in labels
    if labels.count(TITLE) > 2 and (CONTAINER not in labels or labels.count(CONTAINER) == 1 or has_house):
        _take_container_behind_in(words, labels)
    if CONTAINER in labels and EDITOR not in labels and not _EDITED.isdisjoint(words):
        _part_editors_from_container(words, labels)
    if VOLUME not in labels:
        _take_volume(words, labels)
    elif CONTAINER in labels and PAGES not in labels:
        _take_lone_page(words, labels)


def _take_group(words: Sequence[str], labels: list[int]) -> None:
    """`Kuratorium für Technik und Bauwesen: Title`, `SOCIÉTÉ FRANÇAISE POUR X, Title`: a body is the author."""
    if labels[0] not in (TITLE, AUTHOR) or not begins_like_group(words[0]):
        return
    most = min(len(words) - 2, _LONGEST_GROUP)
    mark = next((place for place in range(1, most) if words[place] in ":,."), 0)
    if mark < 2:
        return
    is_loud = all(word.isupper() or not word.isalpha() for word in words[:mark])
    if words[mark] == "." or (words[mark] == "," and not is_loud):
        return
    if not mark or labels[mark + 1] != TITLE or words[mark + 1].isupper():
        return
    if any(label not in (TITLE, AUTHOR, OTHER) for label in labels[:mark]) or not is_group(" ".join(words[:mark])):
        return
    labels[:mark] = [AUTHOR] * mark
    labels[mark] = OTHER


def _label_law_review(words: Sequence[str], labels: list[int]) -> None:
    """`…, 4 Harv. L. Rev. 193, 201 (1890).`: volume, reporter, page and at the end the year in brackets."""
    last = len(words) - 1
    while last > 0 and words[last] in ".;":
        last -= 1
    if words[last] != ")" or kind_of(words[last - 1]) not in _YEARS:
        return
    opening = next((place for place in range(last - 2, max(0, last - 8), -1) if words[place] == "("), 0)
    page = opening - 1
    if page > 3 and words[page - 1] == "," and words[page - 2].isdecimal():  # the page that matters
        page -= 2
    if not opening or kind_of(words[page]) not in _NUMBERS:
        return
    first = page
    while first > 0 and (words[first - 1][0].isupper() or words[first - 1] in _MARKS_OF_NAMES):
        first -= 1
    volume = first - 1
    is_name = 2 < page - first <= _LONGEST_REPORTER and words[first][0].isupper() and "." in words[first:page]
    if volume < 2 or not is_name or kind_of(words[volume]) not in _SHORT_NUMBERS or words[volume - 1] != ",":
        return
    labels[volume - 1], labels[volume] = OTHER, VOLUME
    labels[first:page] = [CONTAINER] * (page - first)
    labels[page : last + 1] = [OTHER] * (last + 1 - page)
    labels[page], labels[last - 1] = PAGES, DATE


def _take_container_behind_in(words: Sequence[str], labels: list[int]) -> None:
    """`Title. In: DOE, Jane. Another title. Place: House`, `Title // Author. Another title`: the second is the book."""
    titles = runs_of(labels, TITLE)
    for (_, stop), (start, end) in pairwise(titles):
        between = words[stop:start]
        is_in = any(kind_of(word) == _IN for word in between[:3]) or between[:2] == ["/", "/"]
        if not is_in or any(labels[place] in (CONTAINER, DATE, PAGES) for place in range(stop, start)):
            continue
        containers = runs_of(labels, CONTAINER)
        is_house = bool(containers) and any(label in (PUBLISHER, LOCATION) for label in labels[end : containers[0][0]])
        if containers and not is_house and not _is_numeral(words, *containers[0]):
            return
        for begin, finish in containers:
            labels[begin:finish] = [PUBLISHER if is_house else VOLUME] * (finish - begin)
        if containers and not is_house:
            _drop_others(labels, containers[0])
        for begin, finish in titles:
            if begin >= start:
                labels[begin:finish] = [CONTAINER if begin == start else PUBLISHER] * (finish - begin)
        return


def _part_editors_from_container(words: Sequence[str], labels: list[int]) -> None:
    """`Historia de la literatura, edición de Jean Franco`: who edits a book is no part of its name."""
    start, stop = runs_of(labels, CONTAINER)[-1]
    for place in range(start + 2, stop - 2):
        if words[place - 1] in ",.(" and words[place] in _EDITED and words[place + 1].lower() in _BY:
            if words[place + 2][0].isupper():
                labels[place - 1 : place + 2] = [OTHER] * 3
                labels[place + 2 : stop] = [EDITOR] * (stop - place - 2)
            return


def _is_numeral(words: Sequence[str], start: int, stop: int) -> bool:
    """Whether a run is nothing but a Roman numeral or two: `V-VI`."""
    pieces = [piece for word in words[start:stop] for piece in word.split("-") if piece.isalnum()]
    return bool(pieces) and all(piece.isupper() and kind_of(piece) in (_ROMAN, NUMBER["initial"]) for piece in pieces)


def _drop_others(labels: list[int], volume: tuple[int, int]) -> None:
    for start, stop in runs_of(labels, VOLUME):
        if (start, stop) != volume:
            labels[start:stop] = [OTHER] * (stop - start)


def _take_volume(words: Sequence[str], labels: list[int]) -> None:
    """`ser. 10, 6: 622`: the number behind a series; `Title. Vol. I. Place`: the one that its word announces."""
    for _, stop in runs_of(labels, SERIES)[-1:]:
        place = stop
        while place < min(stop + 2, len(words)) and words[place] in ",);":
            place += 1
        if stop < place < len(words) and kind_of(words[place]) in _SHORT_NUMBERS and labels[place] in (OTHER, ISSUE):
            labels[place] = VOLUME
            return
    for place in range(2, len(words) - 1):
        if labels[place] != OTHER or words[place].lower() not in _VOLUME_WORDS or TITLE not in labels[:place]:
            continue
        number = place + 1 + (words[place + 1] == ".")
        if number >= len(words) or labels[number] != OTHER:
            continue
        if kind_of(words[number]) in _SHORT_NUMBERS or _is_numeral(words, number, number + 1):
            labels[number] = VOLUME
            return


def _take_lone_page(words: Sequence[str], labels: list[int]) -> None:
    """`…, v. 68, 1483.`, `4 J.L. & ECON. 1 (1960)`: the one number left behind the journal is its page."""
    container = runs_of(labels, CONTAINER)[-1][1]
    last = len(words) - 1 - (words[-1] == ".")
    if labels[last] == DATE in labels[:container] and labels[last - 2] == VOLUME and words[last - 1] == ",":
        labels[last] = PAGES  # `1987. …, EOS, v. 68, 1483.`
        return
    left = [
        place
        for place in range(container, len(words))
        if labels[place] == OTHER and words[place].isalnum() and kind_of(words[place]) != NUMBER["doi"]
    ]
    numbers = [place for place in left if words[place].isdecimal() and len(words[place]) < 6]
    dates = [place for place in range(container, len(words)) if labels[place] in (DATE, VOLUME)]
    if len(numbers) != 1 or ISSUE in labels:
        return
    (number,) = numbers
    before = [place for place in dates if place < number]
    is_behind_volume = labels.index(VOLUME) < number
    start = max(before, default=container - 1) + 1
    is_bare = all(not words[place].isalnum() for place in range(start, number))
    follows = words[number + 1 : number + 2]
    if is_behind_volume and is_bare and (not follows or follows[0] in ".,;("):
        labels[number] = PAGES
