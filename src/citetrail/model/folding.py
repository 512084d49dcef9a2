"""Text as people compare it: without case, accents, markup, invisible characters and odd punctuation."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

# Only tags that occur in titles and abstracts are markup: `x<y and z>w` and `<Konggi-Inhyung>` are words.
_TAGS = (
    "a|abbr|alternatives|b|bold|br|caption|cite|code|disp-formula|div|em|email|ext-link|fig|font|formula|graphic|h[1-6]|"
    "i|inline-formula|inline-graphic|italic|label|li|list|list-item|m:\\w+|math|mfenced|mfrac|mi|mml:\\w+|mn|mo|mover|"
    "mroot|mrow|mspace|msqrt|mstyle|msub|msubsup|msup|mtable|mtd|mtext|mtr|munder|munderover|named-content|none|"
    "inf|ol|overline|p|q|roman|s|sans-serif|sc|scp|sec|section|semantics|small|span|strike|strong|styled-content|sub|subtitle|"
    "sup|supplementary-material|table|tex|tex-math|title|tt|u|ul|underline|uri|xref|jats:[\\w-]+"
)
_MARKUP = re.compile(rf"</?(?:{_TAGS})(?:\s+[\w:-]+\s*=[^<>]*)?\s*/?>|<!--[^<>]*-->|<\?[^<>]*>", re.IGNORECASE)
_BREAKING = re.compile(
    r"</?(?:jats:)?(?:p|br|title|subtitle|sec|section|div|li|list|list-item|label|caption|h[1-6]|ol|ul|table|tr|td)(?:\s+[\w:-]+\s*=[^<>]*)?\s*/?>",
    re.IGNORECASE,
)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_NOT_WORD = re.compile(r"[\W_]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufffe]")

# Letters that NFKD leaves whole although people type them with plain ones.
_LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i",
    "ŋ": "n", "ŧ": "t", "ĸ": "k", "ſ": "s", "ə": "e",
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "ʼ": "'", "ʻ": "'", "′": "'", "`": "'", "´": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "″": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "﹣": "-", "－": "-",
    "×": "x",
}  # fmt: skip


def plain_from_markup(text: str) -> str:
    """The words without tags (`<i>`, `<jats:p>`, `<mml:math>`), with entities decoded and white space folded.

    Paragraphs stay apart by a blank. Angle brackets that are no tags stay (`p<0.05`).
    """
    while True:
        plain = _without_tags(text) if "<" in text else text
        if "&" in plain:
            plain = html.unescape(plain)
        if plain == text:
            return squeeze(plain)
        text = plain


def _without_tags(text: str) -> str:
    return _MARKUP.sub("", _BREAKING.sub(" ", text))


def squeeze(text: str) -> str:
    """White space folded to single blanks, ends trimmed, invisible characters dropped."""
    return " ".join((text if text.isascii() else _INVISIBLE.sub("", text)).split())


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """For comparing and searching: no markup, case, accents or invisible characters; typographic marks made plain.

    Idempotent. Letters of every script and all ASCII punctuation stay: `fold("García’s  C++") == "garcia's c++"`.
    """
    if text.isascii() and "<" not in text and "&" not in text:
        return " ".join(text.casefold().replace("`", "'").split())
    folded = _folded_once(plain_from_markup(text) if "<" in text or "&" in text else text)
    if folded.isascii() and "<" not in folded and "&" not in folded:
        return folded
    while (again := _folded_once(plain_from_markup(folded))) != folded:
        folded = again
    return folded


# Marks of these classes make another letter: Indic nukta and virama, Japanese voicing.
_LETTER_MAKING = frozenset((0, 7, 8, 9))


def _folded_once(text: str) -> str:
    lowered = text.casefold()
    if lowered.isascii():
        return squeeze(lowered.replace("`", "'"))
    letters = unicodedata.normalize("NFKD", lowered).replace("`", "'")
    bare = _NOT_ASCII.sub(_plain_letter, letters)
    return squeeze(unicodedata.normalize("NFC", bare.casefold()))


def _plain_letter(found: re.Match[str]) -> str:
    letter = found[0]
    plain = _LETTERS.get(letter)
    if plain is not None:
        return plain
    return letter if unicodedata.combining(letter) in _LETTER_MAKING else ""


@lru_cache(maxsize=65536)
def fold_words(text: str) -> str:
    """`fold` with every run of punctuation turned into one blank: the words alone, in order."""
    return _NOT_WORD.sub(" ", fold(text)).strip()
