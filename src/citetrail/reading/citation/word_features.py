"""The features of a single word, as hashes: its form, ends, shape, kind and what the lexicon knows of it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from citetrail.reading.citation.kinds import EDGE, kind_of

LEXICON_SIZE = 1 << 17
LONGEST_FORM = 40
_DIGIT = re.compile(r"\d")
_RUN = re.compile(r"(.)\1+")


class Word(NamedTuple):
    """A token's own features. `near[d]` holds the hashes that tokens `d` places away see; `near[0]` are all of them."""

    form: int
    kind: int
    lexical: int
    near: tuple[tuple[int, ...], ...]


@lru_cache(maxsize=1 << 16)
def hash_of(text: str) -> int:
    """A 32-bit hash that is the same everywhere."""
    return crc32(text.encode("utf8", "surrogatepass"))


EDGE_FORM = hash_of("edge")


def lexicon_place(lower: str) -> int:
    """Where the lexicon keeps its code for a word in small letters."""
    return hash_of(lower) & (LEXICON_SIZE - 1)


def word_from_token(token: str, lexicon: bytes) -> Word:
    """The features of a token; '' is the edge of the text."""
    if not token:
        return Word(EDGE_FORM, EDGE, 0, ((EDGE_FORM,),) * 4)
    lower = token.lower()[:LONGEST_FORM]
    kind = kind_of(token)
    form = _DIGIT.sub("0", lower)
    has_letters = lower.isalpha() or "-" in lower or "'" in lower
    shape = _shape_of(token)
    raw = form.encode("utf8", "surrogatepass")
    form_hash = crc32(b"f" + raw)
    place = crc32(raw) & (LEXICON_SIZE - 1) if form == lower else lexicon_place(lower)
    lexical = lexicon[place] if has_letters else 0
    kind_shape = hash_of(f"k{kind}{shape}")
    known = hash_of(f"l{lexical}{shape[:2]}")
    is_plain = len(raw) == len(form)  # then a byte is a letter, and parts need no encoding
    ending = crc32(b"s" + raw[-3:]) if is_plain else hash_of(f"s{form[-3:]}")
    one_away = (form_hash, ending, kind_shape, known)
    parts = _plain_parts(raw) if is_plain else _parts(form)
    here = (*one_away, hash_of(f"K{kind}"), hash_of(f"h{shape}"), *parts, *_own_features(token, lower))
    return Word(form_hash, kind, lexical, (here, one_away, (form_hash, kind_shape, known), (form_hash, kind_shape)))


def _parts(form: str) -> list[int]:
    """The hashes of a form's beginnings and endings."""
    parts: list[int] = []
    if len(form) > 2:
        parts += [hash_of(f"p{form[:2]}"), hash_of(f"q{form[:3]}"), hash_of(f"r{form[-2:]}")]
    if len(form) > 4:
        parts += [hash_of(f"P{form[:4]}"), hash_of(f"S{form[-4:]}"), hash_of(f"L{form[-5:]}")]
    return parts


def _plain_parts(raw: bytes) -> list[int]:
    """The same of an ASCII word, several times faster."""
    parts: list[int] = []
    if len(raw) > 2:
        parts += [crc32(b"p" + raw[:2]), crc32(b"q" + raw[:3]), crc32(b"r" + raw[-2:])]
    if len(raw) > 4:
        parts += [crc32(b"P" + raw[:4]), crc32(b"S" + raw[-4:]), crc32(b"L" + raw[-5:])]
    return parts


def _own_features(token: str, lower: str) -> list[int]:
    """Length, the size of a number, the exact spelling."""
    own = [hash_of(f"n{min(len(token), 12)}")]
    if token.isdecimal():
        own.append(hash_of(f"v{_size_of(token)}"))
    elif token != lower:
        own.append(crc32(f"c{token[:LONGEST_FORM]}".encode("utf8", "surrogatepass")))
    return own


def _size_of(digits: str) -> str:
    """How big a number is: could it be a month, a day, a year of which decade."""
    value = int(digits[:9])
    if value < 13:
        return "month"
    if value < 32:
        return "day"
    if value < 100:
        return "two"
    return f"y{digits[:3]}" if len(digits) == 4 else str(len(digits))


def _shape_of(token: str) -> str:
    if token.isalpha():
        if token.islower():
            return "a"
        if token.isupper():
            return "A" if len(token) == 1 else "AA" if len(token) < 4 else "AAA"
        return "Aa" if token[0].isupper() and token[1:].islower() else "aA"
    if token.isdecimal():
        return "0"
    shape = "".join("0" if c.isdecimal() else "A" if c.isupper() else "a" if c.isalpha() else c for c in token[:12])
    return _RUN.sub(r"\1", shape)[:6]
