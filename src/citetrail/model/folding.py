"""Text as people compare it: without case, accents, markup, invisible characters and odd punctuation."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

_MARKUP = re.compile(r"</?[A-Za-z][A-Za-z0-9:]*(?:\s[^<>]*)?/?>")
_WHITE = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[\W_]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufffe"))

# Letters that NFKD leaves whole although people type them with plain ones.
_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i",
        "ŋ": "n", "ŧ": "t", "ĸ": "k", "ſ": "s", "ə": "e",
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "ʼ": "'", "ʻ": "'", "′": "'", "`": "'", "´": "'",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "″": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "﹣": "-", "－": "-",
        "×": "x",
    }
)  # fmt: skip


def plain_from_markup(text: str) -> str:
    """The words without tags (`<i>`, `<jats:p>`, `<mml:math>`), with entities decoded and white space folded."""
    if "<" in text:
        text = _MARKUP.sub("", text)
    if "&" in text:
        text = html.unescape(text)
        if "<" in text:
            text = _MARKUP.sub("", text)
    return squeeze(text)


def squeeze(text: str) -> str:
    """White space folded to single blanks, ends trimmed, invisible characters dropped."""
    return _WHITE.sub(" ", text.translate(_INVISIBLE)).strip()


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """For comparing and searching: no markup, case, accents or invisible characters; typographic marks made plain.

    Idempotent. Letters of every script and all ASCII punctuation stay: `fold("García’s  C++") == "garcia's c++"`.
    """
    if text.isascii() and "<" not in text and "&" not in text:
        return " ".join(text.casefold().split())
    folded = _folded_once(plain_from_markup(text))
    while (again := _folded_once(folded)) != folded:
        folded = again
    return folded


def _folded_once(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return squeeze(unicodedata.normalize("NFC", bare.casefold()))


@lru_cache(maxsize=65536)
def fold_words(text: str) -> str:
    """`fold` with every run of punctuation turned into one blank: the words alone, in order."""
    return _NOT_WORD.sub(" ", fold(text)).strip()
