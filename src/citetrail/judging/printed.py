"""What stands in a citation as printed, whatever a reader took for its fields: a slip of ours is nobody's error."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from citetrail.judging.venues import compare_venues
from citetrail.model.descriptions import Description
from citetrail.model.folding import fold_words

_LIST_NUMBER = re.compile(r"^\d{1,3} (?=[^\W\d])")  # the mark of an entry in a list, folded
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_TELLING = 20  # letters of a title that hardly stand somewhere by chance; a CJK sign says as much as three letters
_SEGMENTS = re.compile(r"[.,;:()\[\]“”\"«»]+|\s[-–—]\s")
# `제27권, 제1호`, `第3期`: volume and issue as they follow a journal's name in Korean, Chinese and Japanese.
_CJK_NUMBERS = re.compile(r"[,.\s]*(?:통권)?\s*[제第]?\s*\d+\s*[권호집卷巻期号號輯].*$|[,.\s]+통권\s*$")
_FORMAL = frozenset(
    "ed edn edition eds rev vol volume volumes no nr issue pp p in press part band bd heft aufl trans isbn issn".split()
)


def title_stands_in(title: str, printed: str) -> bool:
    """Whether the folded citation holds the title, and the title is long enough for that to tell."""
    words = fold_words(title)
    return len(words) + 2 * len(_CJK.findall(words)) > _TELLING and words in printed


def goes_on(title: str, raw: str) -> bool:
    """Whether the printed title is longer than this one: it goes on in the same breath with another word."""
    start = raw.casefold().find(title.casefold().strip(" ."))
    if start < 0:
        return False
    return re.match(r"\s+(?!in\b|ed\b|edn\b|vol\b|pp?\b)[a-zß-ÿ]", raw[start + len(title.strip(" .")) :]) is not None


def is_read_too_far(title: str, found: Description) -> bool:
    """Whether a title as read is the record's, with what follows it in the citation taken in: journal, edition …"""
    read, own = fold_words(title), fold_words(found.title or "")
    if not own or not read.startswith(f"{own} "):
        return False
    rest = read.removeprefix(own).split()
    containers = [fold_words(name) for name in (found.container_title, found.container_title_short) if name]
    if any(" ".join(rest).startswith(name) or name.startswith(" ".join(rest)) for name in containers):
        return True
    others = (*containers, fold_words(found.publisher or ""), fold_words(found.publisher_place or ""))
    known = {word for text in others for word in text.split()} | _FORMAL
    return all(word in known or not word.isalpha() for word in rest)


def venue_stands_in(cited: str, names: Iterable[str], printed: str, title: str | None) -> bool:
    """Whether one of the venue's names was printed: in full, or as one of the parts of what was read as the venue.

    What stands in the title of the work does not count: a book's title often stands in that of its chapter.
    """
    names = tuple(names)
    elsewhere = printed.replace(fold_words(title or ""), " ", 1)
    if any(_is_named_in(name, elsewhere) for name in names):
        return True
    parts = [_CJK_NUMBERS.sub("", cited), *_SEGMENTS.split(cited)]
    return any(compare_venues(part.strip(), names).agrees for part in parts if len(part.strip()) > 2 and part != cited)


def names_no_venue(cited: str) -> bool:
    """Whether what was read as the venue is nothing but volume and issue: `제14권, 제2호`."""
    return not _CJK_NUMBERS.sub("", cited).strip(" ,.")


def _is_named_in(name: str, printed: str) -> bool:
    """A single short word could stand there for something else; CJK words are not set apart by blanks."""
    words = fold_words(name)
    if len(_CJK.findall(words)) >= 4:
        return words in printed
    return (" " in words or len(words) >= 12) and f" {words} " in f" {printed} "


def is_unread(value: str, given: Description, printed: str) -> bool:
    """Whether the value stands among the printed words that no field was read from."""
    read = (
        given.title, given.container_title, given.volume, given.issue, str(given.pages or given.page_text or ""),
        given.article_number, str(given.year or ""), given.publisher, given.collection_number,
    )  # fmt: skip
    left = Counter(_LIST_NUMBER.sub("", printed).split())
    left.subtract(word for text in read if text for word in fold_words(text).split())
    last = given.pages.last if given.pages else None
    if last and last not in printed.split():  # `228–61`: the end of a page that was read
        left.subtract(word for word in set(left) if word.isdigit() and last.endswith(word))
    words = fold_words(value).split()
    return bool(words) and all(left[word] > 0 for word in words)


def is_of_the_title(value: str | None, found: Description) -> bool:
    """Whether what was read for a number stands in the work's own title: `Erratum: … [Phys. Rev. Lett. 86, 1943]`."""
    words, title = set(fold_words(value or "").split()), set(fold_words(found.title or "").split())
    return bool(words) and words <= title


def is_another_field(read: str | None, value: str, found: Description, printed: str) -> bool:
    """Whether what was read for one number is another number of the record, while this field's own is printed, too."""
    numbers = {found.volume, found.issue, found.pages.first if found.pages else None, str(found.year)} - {None, value}
    return bool(read) and read in numbers and set(fold_words(value).split()) <= set(printed.split())


def are_exchanged(given: Description, found: Description) -> bool:
    """Volume and issue were read the wrong way round."""
    return bool(given.issue) and given.issue == found.volume and found.issue in (None, given.volume)
