"""Words as the search sees them: one way of cutting text for the index, for queries and for comparing in memory."""

from __future__ import annotations

import re
from functools import lru_cache

from citetrail.model.folding import fold

# Scripts written without blanks (and Hangul, for its compounds): each sign is a word, so any part of a run is found.
_SIGN = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff])"
)
# `+` and `#` are words of their own, so that `c++` is not `c`; `|` parts what no phrase may run across.
_WORD = re.compile(r"[^\W_]+|[+#|]")
_INSIDE = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)+")
_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_LONG = 400  # longer texts (abstracts, notes) seldom come twice


def words_of(text: str) -> list[str]:
    """The folded words in order: no case, accents, markup or punctuation; signs of CJK scripts one by one."""
    return split_words(indexable(text))


def indexable(text: str) -> str:
    """The text as the index takes it: folded, and its words fall apart wherever no letter or digit stands."""
    return _parted(fold.__wrapped__(text)) if len(text) >= _LONG else _indexable_lately(text)


@lru_cache(maxsize=4096)  # an import looks at each title half a dozen times, and then never again
def _indexable_lately(text: str) -> str:
    return _parted(_fold_lately(text))


_fold_lately = lru_cache(maxsize=4096)(fold.__wrapped__)


def _parted(folded: str) -> str:
    if not folded.isascii():
        return " ".join(_WORD.findall(_SIGN.sub(r" \1 ", folded)))
    for sign in "+#|":
        if sign in folded:
            folded = folded.replace(sign, f" {sign} ")
    return folded


def split_words(text: str) -> list[str]:
    """The words of a text that `indexable` made."""
    return _WORD.findall(text)


def other_spellings(text: str) -> list[str]:
    """What else people type for the words: `obrien` for `O'Brien`, `metaanalysis` joined, `mueller` for `Müller`."""
    folded = _fold_lately(text)
    has_inside = "'" in folded or "-" in folded
    joined = [found.replace("'", "").replace("-", "") for found in _INSIDE.findall(folded)] if has_inside else []
    if text.isascii():
        return joined
    lowered = text.casefold()
    spelled = lowered.translate(_DIGRAPHS)
    return joined if spelled == lowered else joined + words_of(spelled)
