"""Words as they are compared: one spelling for British and American, Greek letters, numerals and LaTeX remains."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from citetrail.model.folding import fold

_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho",
    "σ": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "ϕ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
}  # fmt: skip
_GREEK_WORD = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]{3,}")
_GREEK_LETTER = re.compile("[" + "".join(_GREEK) + "]")
_LATEX_COMMAND = re.compile(r"\\(?:text\w*|emph|math\w*|ensuremath|mbox)\b|\\(?=[a-zA-Z])")
_LATEX_MARKS = re.compile(r"[{}$\\~]")
_WORD = re.compile(r"[^\W_]+(?:'(?=[a-z])[^\W_]+)?")
_NUMBER_WORDS = {
    "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10",
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th",
    "and": "and", "und": "and", "et": "and", "y": "and",
}  # fmt: skip

# British and American spellings, as endings and stems: both sides come out alike. Source: the common lists of
# variant spellings in style manuals; each row is a rule about a class of words, never a single title.
_SPELLINGS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=[a-z]{3})is(e[sd]?|ing|ations?|ers?)$"), r"iz\1"),
    (re.compile(r"(?<=[a-z]{3})ys(e[sd]?|ing|ers?)$"), r"yz\1"),
    (re.compile(r"(?<=[a-z]{2})our(s|ed|ing|al|ally|able|ite|ites|ful|less)?$"), r"or\1"),
    (re.compile(r"(?<=[a-z]{2}[bt])re(s|d)?$"), r"er\1"),
    (re.compile(r"(?<=[a-z]{2})ll(ed|ing|ers?)$"), r"l\1"),
    (re.compile(r"(?<=[a-z]{2})ogue(s?)$"), r"og\1"),
    (re.compile(r"aem(?=ia|ic|o)"), "em"),
    (re.compile(r"(?:^|(?<=[a-z]))(?:ae|oe)(?=[a-z]{3})"), "e"),
    (re.compile(r"^programme(s?)$"), r"program\1"),
    (re.compile(r"(?<=[a-z]{3})ph(?=ate|ates|ur|uric)"), "f"),
    (re.compile(r"^(de|li)fence"), r"\1fense"),
    (re.compile(r"^(grey|gray)"), "gray"),
    (re.compile(r"(?<=judg|nowl)e(?=ment)"), ""),
)

ARTICLES = frozenset("the a an le la les l der die das el los il lo gli de o os un une ein eine".split())
# Words by which one spelling cannot be mistaken for another: their loss or gain turns the meaning round.
_TURNING = ("un", "in", "im", "ir", "non", "anti", "dis", "hypo", "hyper", "a", "de", "re", "pre", "post", "sub",
            "inter", "intra", "multi", "bi", "mono", "under", "over", "semi", "self", "mis")  # fmt: skip


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a title in comparable form: folded, Greek letters named, numerals as digits, one spelling."""
    return tuple(map(_word, raw_words_of(text)))


@lru_cache(maxsize=8192)
def raw_words_of(text: str) -> tuple[str, ...]:
    """The same words in the spelling they have: folded, Greek letters named."""
    if "\\" in text or "$" in text or "{" in text:
        text = _LATEX_MARKS.sub("", _LATEX_COMMAND.sub(" ", text))
    folded = fold(text).replace("&", " and ")
    if not folded.isascii() and not _GREEK_WORD.search(folded):
        folded = _GREEK_LETTER.sub(lambda letter: _GREEK[letter.group()], folded)
    return tuple(word.replace("'", "") for word in _WORD.findall(folded))


@lru_cache(maxsize=65536)
def _word(word: str) -> str:
    number = _NUMBER_WORDS.get(word)
    if number:
        return number
    if len(word) > 4 and word.isascii():
        for pattern, plain in _SPELLINGS:
            word = pattern.sub(plain, word)
    return word


_OPPOSITES = (("hyper", "hypo"), ("pre", "post"), ("inter", "intra"), ("over", "under"), ("macro", "micro"),
              ("maxi", "mini"), ("pro", "anti"), ("in", "ex"), ("up", "down"), ("bi", "uni"))  # fmt: skip


def _are_opposites(one: str, other: str) -> bool:
    for first, second in _OPPOSITES:
        for mine, theirs in ((first, second), (second, first)):
            if one.startswith(mine) and other.startswith(theirs) and one[len(mine) :] == other[len(theirs) :]:
                return True
    return False


@lru_cache(maxsize=65536)
def is_spelled_alike(one: str, other: str) -> bool:
    """Whether two words can be the same word misspelled: few letters apart, no digit, no turned meaning."""
    if one == other or _word(one) == _word(other):
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < 4 or any(sign.isdigit() for sign in one + other):
        return False
    if longer.endswith(shorter) and longer[: -len(shorter)] in _TURNING:
        return False
    if _are_opposites(one, other):
        return False
    allowed = 1 if len(shorter) < 8 else 2
    if OSA.distance(one, other, score_cutoff=allowed) > allowed:
        return False
    return not _is_another_form(shorter, longer) and not (one[0] != other[0] and len(shorter) < 6)


def _is_another_form(shorter: str, longer: str) -> bool:
    """Whether the words share their stem and end differently (`automated`, `automatic`): another word, no slip."""
    shared = 0
    while shared < len(shorter) and shorter[shared] == longer[shared]:
        shared += 1
    ends = shorter[shared:], longer[shared:]
    if shared < 4 or shared < len(shorter) - 3 or ends in {("", "s"), ("", "es")}:
        return False
    return sorted(ends[0]) != sorted(ends[1]) and not (ends[0] == "" and ends[1] == shorter[-1:])


def has_latin_letters(text: str) -> bool:
    """Whether most letters are Latin, so that two texts can be compared letter by letter."""
    if text.isascii():
        return True
    letters = [sign for sign in text if sign.isalpha()]
    return not letters or sum(sign < "\u0250" or "\u1e00" <= sign < "\u1f00" for sign in letters) * 2 >= len(letters)
