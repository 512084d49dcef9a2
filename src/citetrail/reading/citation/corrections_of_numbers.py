"""Volumes, issues and dates put right by what announces them: `№ 6`, `Bd. 70, Nr. 691`."""

from __future__ import annotations

from collections.abc import Sequence

from citetrail.reading.citation.kinds import NUMBER, kind_of
from citetrail.reading.citation.segments import LABELS, OTHER

TITLE, CONTAINER, DATE, VOLUME, ISSUE, PAGES = (
    LABELS.index(name) for name in ("title", "container", "date", "volume", "issue", "pages")
)
# Words that nothing but an issue's number follows.
_ISSUE_WORDS = frozenset("№ №№ No no Nr nr núm issue Issue Heft вып Вып".split())
_BOOKLETS = frozenset("Heft H Ausgabe issue Issue".split())
_SHORT_NUMBERS = frozenset(NUMBER[kind] for kind in ("digit1", "digit2", "digit3"))
_MONTH, _ROMAN, _VOLUME_WORD, _ISSUE_WORD = (NUMBER[kind] for kind in ("month", "roman", "volume", "issue"))


def correct_numbers(words: Sequence[str], labels: list[int]) -> None:
    """Change the labels of numbers, in place."""
    if CONTAINER in labels:
        if ISSUE not in labels and not _ISSUE_WORDS.isdisjoint(words):
            _label_announced_issue(words, labels)
        if VOLUME not in labels:
            _label_volume(words, labels)
        if DATE in labels:
            _free_months(words, labels)
        if VOLUME in labels and PAGES not in labels:
            _make_volume_pages(words, labels)
    if VOLUME not in labels and ISSUE in labels and TITLE in labels:
        _take_volume_from_title(words, labels)
    if VOLUME in labels and ISSUE not in labels and "(" in words:
        _part_volume_and_issue(words, labels)
    if labels.count(VOLUME) > 1:
        _choose_volume(words, labels)
    if labels.count(DATE) > 1:
        _drop_decimals(words, labels)


def runs_of(labels: Sequence[int], label: int) -> list[tuple[int, int]]:
    """Where runs of a label begin and end (exclusive)."""
    runs: list[tuple[int, int]] = []
    place, count, left = 0, len(labels), labels.count(label)
    while left:
        begin = labels.index(label, place)  # far quicker than looking at each label here
        place = begin + 1
        while place < count and labels[place] == label:
            place += 1
        runs.append((begin, place))
        left -= place - begin
    return runs


def _announced_by(words: Sequence[str], place: int) -> int:
    """The kind of the word before a number, a full stop between them aside; -1 at the start."""
    place -= 1
    if place > 0 and words[place] == ".":
        place -= 1
    return kind_of(words[place]) if place >= 0 else -1


def _word_before(words: Sequence[str], place: int) -> str:
    place -= 1 + (place > 1 and words[place - 1] == ".")
    return words[place] if place >= 0 else ""


def _label_announced_issue(words: Sequence[str], labels: list[int]) -> None:
    """An unlabelled short number behind the first word for an issue that stands after the container."""
    for place in range(labels.index(CONTAINER) + 1, len(words) - 1):
        if labels[place] == OTHER and words[place] in _ISSUE_WORDS:
            number = place + 1 + (words[place + 1] == "." and place + 2 < len(words))
            if labels[number] == OTHER and kind_of(words[number]) in _SHORT_NUMBERS:
                labels[number] = ISSUE
            return


def _label_volume(words: Sequence[str], labels: list[int]) -> None:
    """Of two issues the one without a word for it is the volume; so is a Roman number that ends the container."""
    issues = runs_of(labels, ISSUE)
    between = words[issues[0][1] : issues[1][0]] if len(issues) == 2 else []
    if between and len(between) < 5 and between[0] not in "/-–&":
        called = [
            _announced_by(words, run[0]) == _ISSUE_WORD or _word_before(words, run[0]) in _ISSUE_WORDS for run in issues
        ]
        plain = [run for run, is_called in zip(issues, called, strict=True) if not is_called]
        # `№ 2 (35)`: there the number in brackets counts all issues of the journal
        if plain and (plain[0] == issues[0] or _word_before(words, issues[0][0]) in _BOOKLETS):
            labels[slice(*plain[0])] = [VOLUME] * (plain[0][1] - plain[0][0])
    if issues:
        return
    start, stop = runs_of(labels, CONTAINER)[-1]
    follows = labels[stop + 1 : stop + 4]
    if (
        stop - start > 1
        and words[start].isalnum()
        and kind_of(words[stop - 1]) == _ROMAN
        and words[stop - 1] not in ("I", "II", "C", "D", "M", "CD", "MD")
        and words[stop : stop + 1] == [","]
        and PAGES in follows
    ):
        labels[stop - 1] = VOLUME


def _make_volume_pages(words: Sequence[str], labels: list[int]) -> None:
    """`NJW 2015, 1234 (1236)`, as German lawyers cite: year, first page, and the page that matters."""
    start, stop = runs_of(labels, VOLUME)[0]
    if start < 3 or words[start - 1] != "," or labels[start - 2] != DATE or labels[start - 3] != CONTAINER:
        return
    rest = [place for place in range(stop, len(words)) if words[place].isalnum()]
    journal = words[start - 3]  # without a second page only behind the short name of a law journal: chemists drop pages
    is_short = labels[start - 4 : start - 3] != [CONTAINER] and len(journal) < 6 and sum(map(str.isupper, journal)) > 1
    is_bare = (not rest and is_short) or (len(rest) == 1 and labels[rest[0]] == ISSUE and words[stop] == "(")
    if is_bare and words[start].isdecimal() and (not rest or _is_behind(words[rest[0]], words[start])):
        labels[start:stop] = [PAGES] * (stop - start)
        for place in rest:
            labels[place] = OTHER


def _is_behind(number: str, first: str) -> bool:
    return number.isdecimal() and int(number[:9]) > int(first[:9])


def _take_volume_from_title(words: Sequence[str], labels: list[int]) -> None:
    """`… imagery’ 11(6)`: the number between a title and an issue in brackets is the volume."""
    issue = labels.index(ISSUE)
    number = issue - 2
    if (
        number > 0
        and words[issue - 1] == "("
        and labels[number] in (TITLE, CONTAINER)
        and kind_of(words[number]) in _SHORT_NUMBERS
    ):
        labels[number] = VOLUME


def _part_volume_and_issue(words: Sequence[str], labels: list[int]) -> None:
    """`435.7042 (2007)`, as the MLA has it: of two numbers with a full stop between them the second is the issue."""
    for place in range(len(words) - 3):
        numbers = words[place], words[place + 2]
        are_numbers = all(number.isdecimal() for number in numbers) and words[place + 1] == "."
        is_volume = labels[place] == VOLUME and labels[place + 2] in (VOLUME, OTHER)
        if are_numbers and is_volume and words[place + 3] == "(":
            labels[place + 1], labels[place + 2] = OTHER, ISSUE


def _choose_volume(words: Sequence[str], labels: list[int]) -> None:
    """Of several volumes the announced one stays; another is an issue where it is announced as one."""
    volumes = runs_of(labels, VOLUME)
    announced = [run for run in volumes if _announced_by(words, run[0]) == _VOLUME_WORD]
    if len(volumes) < 2 or len(announced) != 1:
        return
    for start, stop in volumes:
        if (start, stop) != announced[0]:
            is_issue = ISSUE not in labels and _announced_by(words, start) == _ISSUE_WORD
            labels[start:stop] = [ISSUE if is_issue else OTHER] * (stop - start)


def _free_months(words: Sequence[str], labels: list[int]) -> None:
    """`J Sports Med. May-Jun 2003`: months between a container and its year belong to the date."""
    for start, stop in runs_of(labels, CONTAINER):
        if stop == len(words) or labels[stop] != DATE:
            continue
        first = stop
        while first > start + 1 and (
            kind_of(words[first - 1]) == _MONTH or (words[first - 1] in "-–/" and first < stop)
        ):
            first -= 1
        if first < stop and words[first - 1] in (".", ","):
            labels[first:stop] = [DATE] * (stop - first)
            labels[first - 1] = OTHER


def _drop_decimals(words: Sequence[str], labels: list[int]) -> None:
    """`1706.01953` is no year 1706 where another date is printed."""
    for place in range(len(words) - 2):
        if (
            labels[place] == DATE
            and words[place + 1] == "."
            and words[place + 2].isdecimal()
            and len(words[place + 2]) > 3
        ):
            others = [spot for spot, label in enumerate(labels) if label == DATE and spot != place]
            if others and len(words[place]) == 4 and words[place].isdecimal() and labels[place + 2] != DATE:
                labels[place] = OTHER
