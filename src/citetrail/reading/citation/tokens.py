"""Cut a citation string into tokens: links, words, numbers and single marks."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

# Han and kana are written without blanks: each sign is a token, so that a field can end anywhere.
_SIGNS = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e4e"
_HANGUL = "\uac00-\ud7a3"  # numbers stand inside its words (`제23권`): there they are cut
# Full-width marks carry their blank in themselves.
_WIDE_OPENING = frozenset("（［【〔「『《〈")
_WIDE_CLOSING = frozenset("，、。：；？！）］】〕」』》〉，．")
_WIDE = _WIDE_OPENING | _WIDE_CLOSING


def _pattern(letter: str, piece: str, more: str) -> re.Pattern[str]:
    return re.compile(
        rf"""(
          (?:https?|ftp)://[^\s<>"”»]*[^\s<>"”»().,;:'’\]\[]
        | www\.[^\s<>"”»]*[^\s<>"”».,;:'’()\]\[]
        | 10\.\d{{4,9}}/[^\s<>"”»]*[^\s<>"”».,;:'’\]\[]
        | </?(?:italic|em|i|b|bold|strong|sup|sub|span|sc)\b[^<>]{{0,60}}>
        | {piece}(?:(?<=[^\W\d_])['’ʼ‐-]{letter}(?:{piece})?)*
        {more}| \S
        )""",
        re.VERBOSE,
    )


_WESTERN = _pattern(r"[^\W\d_]", r"[^\W_]+", "")  # for texts without any of the signs above; quick to make and to use


@cache
def _any_script() -> re.Pattern[str]:
    return _pattern(
        rf"[^\W\d_{_SIGNS}{_HANGUL}]",
        rf"(?:[^\W_{_SIGNS}{_HANGUL}]|[{_MARKS}])+",
        f"| [{_SIGNS}] | [{_HANGUL}]+ ",
    )


class Tokens(NamedTuple):
    """The tokens of one string, the offset of each, and whether white space stands before it (1 or 0)."""

    words: list[str]
    starts: list[int]
    spaced: list[int]


def pieces_from_text(text: str) -> list[str]:
    """Gap, token, gap, token, …, gap: joined they are the text again. A gap is white space or empty."""
    is_western = text.isascii() or all(sign < "\u0300" or "\u2000" <= sign < "\u3000" for sign in set(text))
    return (_WESTERN if is_western else _any_script()).split(text)


def tokens_from_text(text: str) -> Tokens:
    """The tokens in order; `text[start:start + len(word)] == word` for each."""
    pieces = pieces_from_text(text)
    words, starts, spaced, place = pieces[1::2], [], [], 0
    for gap, word in zip(pieces[0::2], words, strict=False):
        place += len(gap)
        starts.append(place)
        spaced.append(1 if gap else 0)
        place += len(word)
    if not text.isascii() and not _WIDE.isdisjoint(text):
        _space_wide(words, spaced)
    return Tokens(words, starts, spaced)


def _space_wide(words: list[str], spaced: list[int]) -> None:
    for place, word in enumerate(words):
        if word in _WIDE_OPENING or (place and words[place - 1] in _WIDE_CLOSING):
            spaced[place] = 1
