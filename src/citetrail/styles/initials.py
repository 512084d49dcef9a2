"""Given names as initials.

Source: CSL 1.0.2 specification, "Name" (initialize, initialize-with, initialize-with-hyphen).
"""

from __future__ import annotations

import re
from functools import lru_cache

TAG = re.compile(r"(</?[a-z]+>)")
TOKEN = re.compile(r"([^\s.\-‐]+)(\.?)([\s\-‐]*)")
DIGRAPH = re.compile(r"[A-Z]{2}[a-z]")  # "TSerendorjiin" begins with one letter written as two
HYPHENS = "-‐"


@lru_cache(maxsize=16384)
def initialized(given: str, mark: str, *, shorten: bool, with_hyphen: bool) -> str:
    """Given names with each initial followed by `mark`.

    With `shorten`, full names become initials; without, only what is an initial already gets the mark.
    Names in lower case stay as they are.
    """
    if "<" in given:
        pieces = TAG.split(given)
        return "".join(
            piece if piece.startswith("<") else _initialized(piece, mark, shorten=shorten, with_hyphen=with_hyphen)
            for piece in pieces
        )
    return _initialized(given, mark, shorten=shorten, with_hyphen=with_hyphen).strip()


def _initialized(given: str, mark: str, *, shorten: bool, with_hyphen: bool) -> str:
    lead = given[: len(given) - len(given.lstrip(" -‐"))]
    out: list[str] = [lead if with_hyphen or lead not in HYPHENS else ""]
    for word, dot, gap in TOKEN.findall(given):
        hyphen = "-" if any(char in HYPHENS for char in gap) else ""
        text, is_initial = _one(word, dot, shorten=shorten)
        if shorten and not is_initial and out and out[-1].endswith("-"):
            continue
        if not is_initial:
            if out and out[-1] and not out[-1].endswith((" ", "-")):
                out.append(" ")
            out.append(f"{text}{hyphen or ' '}")
        elif hyphen and with_hyphen:
            out.append(f"{text}{mark.rstrip()}-")
        else:
            out.append(f"{text}{mark}")
    return "".join(out).rstrip(" -")


def _one(word: str, dot: str, *, shorten: bool) -> tuple[str, bool]:
    """A name's text and whether it is an initial."""
    if not word[:1].isupper() and word.lower() != word.upper():
        return word + dot, False
    if dot or len(word) == 1:
        return word, True
    if not shorten:
        return word, False
    capitals = DIGRAPH.match(word)
    return (word[0] + word[1].lower() if capitals else word[0]), True
