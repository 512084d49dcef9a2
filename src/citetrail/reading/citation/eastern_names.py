"""Chinese, Japanese and Korean names in an author list: family name first, mostly without a blank."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from citetrail.model import Person, group

FIRST_HAN = "\u3400"  # a text without this or a later sign holds no such name
_HAN, _HANGUL = r"\u3005\u3400-\u9fff\uf900-\ufaff", r"\uac00-\ud7a3"
_DOUBLE_FAMILIES = frozenset(
    "欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 司徒 東方 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 夏侯 轩辕 "
    "남궁 황보 제갈 사공 선우 독고".split()
)


class _Patterns(NamedTuple):
    """Made when first needed: ranges of thousands of signs take a while."""

    sign: re.Pattern[str]
    name: re.Pattern[str]
    mark: re.Pattern[str]  # between names
    body: re.Pattern[str]  # how the names of bodies end


@cache
def _patterns() -> _Patterns:
    return _Patterns(
        re.compile(f"[{_HAN}{_HANGUL}]"),
        re.compile(f"[{_HAN}]{{2,4}}|[{_HANGUL}]{{2,4}}"),
        re.compile(rf"\s*[,;&·ㆍ・․/]\s*|(?<=[{_HAN}{_HANGUL}])(?:\.|\s+and\s+|와\s|과\s)\s*(?=[{_HAN}{_HANGUL}])"),
        re.compile(
            r"(?:学会|學會|协会|協會|研究所|研究院|委员会|委員會|部|局|大学|大學"
            r"|학회|협회|연구소|연구원|위원회|부|청|원|처)$"
        ),
    )


Persons = list[Person | None]


def persons_in_east(text: str, of_others: Callable[[str], Persons]) -> Persons:
    """The persons of a list with such names, in order; empty without any. `of_others` reads Latin names in it."""
    patterns = _patterns()
    if not patterns.sign.search(text):
        return []
    return [one for part in patterns.mark.split(text) if part.strip(" .。|") for one in _persons(part, of_others)]


def _persons(part: str, of_others: Callable[[str], Persons]) -> Sequence[Person | None]:
    """One part of the list; a name's two parts may be set apart (`鈴木 花子`), and so may several names."""
    patterns, words = _patterns(), part.strip(" .。|").split()
    if not any(patterns.sign.search(word) for word in words):
        return of_others(part.strip())
    if len(words) > 1 and not all(patterns.name.fullmatch(word) or len(word) == 1 for word in words):
        return [group(" ".join(words))]
    if len(words) == 2 and (len(words[0]) == 1 or len(words[1]) < 3) and sum(map(len, words)) < 6:
        return [Person(family=words[0], given=words[1])]
    return [_person(word) for word in words]


def _person(word: str) -> Person:
    """A name without a blank: the family name is the first sign (or a known pair, or two of four signs)."""
    patterns = _patterns()
    if not patterns.name.fullmatch(word) or (len(word) > 3 and patterns.body.search(word)):
        return group(word)
    cut = 2 if word[:2] in _DOUBLE_FAMILIES or len(word) == 4 else 1
    return Person(family=word[:cut], given=word[cut:] or None)
