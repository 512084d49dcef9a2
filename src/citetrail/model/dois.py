"""What is a DOI in a text and what only stands beside it: the rules on strings.

Measured on 85,000 DOIs of Crossref records and reference lists: final `+`, `-`, `_`, `#` and `)` are real, `?`, `|`,
quotes, commas and braces never are, `<` and `;` only in a SICI.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote

# What a DOI is made of in running text. A `<` only opens the middle of a SICI (`26:1<31::AID-ESP155>3.0.CO;2-Y`).
BODY = r"""(?:(?:<|&lt;)[^\s<>]{1,40}>(?=[0-9]\.[0-9]\.)|[^\x00-\x20\x7f\s"“”„<>|，。；：、）】」』》！？])+"""
_DOI = re.compile(rf"10\.[0-9]{{4,9}}(?:\.[0-9]+)*/{BODY}")
LABEL = (
    r"(?:(?:https?:?/{1,2})?(?:dx\.|www\.)?doi\.org(?:[/:]\s?|(?=10\.))"
    r"|(?:urn:|info:)?doi(?:\s{0,3}[:/=]|\s{0,3}\.(?=\s)|\s)?\s{0,3}){1,3}"
)
PREFIX = re.compile(rf"^{LABEL}", re.IGNORECASE)
# The check character of GLIS DOIs (10.18730) may be `*`, everywhere else a final one is markup or a footnote mark.
_DOI_TAIL = re.compile(
    r"(?:[.,;:!?'’‘”»…·•†‡§¶¹²³⁰-⁹({\[\\\"`]|\[\d{1,3}(?:[,–-]\d{1,3})*\]|(?<!10\.18730/....)\*|&(?:gt|lt|amp|quot|nbsp|#\d{1,4});|</?[a-zA-Z]+/?>)+$"
)
# Where the next thing begins although no blank stands before it.
_GLUED = re.compile(
    r"""https?:/|(?<![a-z])doi:|doi:\s*10\.|(?:pmid|pmcid)\s?:|pmid\s?\d|\[(?:pubmed|crossref|google|doi|pii|arxiv)|,
      | ;\s*(?:doi:\s*)?10\.[0-9]{4,9}/|:[0-9]+–[0-9]+\.?$|\.(?=(?:url|available|accessed|retrieved|epub)\b)
      | (?:<|&lt;)/?[a-z]+/?(?:>|&gt;)|\?[a-z_.]+=|&[a-z_.]+=|\#[a-z:.][^\s]""",
    re.IGNORECASE | re.VERBOSE,
)
_DOI_START = re.compile(r"10\s?\.\s?[0-9]{4,9}(?:\.[0-9]+)*\s?(?:/|%2F)\s?", re.IGNORECASE)
_COPIED_TAIL = re.compile(r"/(?:full|fulltext|e?pdf)$")
_PREPRINT_VERSION = re.compile(r"^(10\.(?:1101|64898)/[\d.]+)v(\d{1,2})$")  # bioRxiv and medRxiv write it behind
_ODD_IN_DOIS = str.maketrans(
    dict.fromkeys("‐‑‒–—―−﹣－", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", "")
    | {"¡": "<", "¿": ">"}  # `<` and `>` of a SICI that went through an old character set
)
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
_ENTITY = re.compile("|".join(_ENTITIES), re.IGNORECASE)
_ESCAPED = re.compile(r"\\([_#%&{}])")


class BareDoi(NamedTuple):
    """A DOI in lower case; `version` is what bioRxiv and medRxiv write behind it."""

    value: str
    version: int | None


def bare_doi(text: str) -> BareDoi | None:
    """The DOI that a text begins with, label or address before it allowed; None if it begins otherwise."""
    found = _DOI.match(PREFIX.sub("", _undressed(text.strip())))
    if not found:
        return None
    value = kept_of_doi(found.group().lower())
    if not _DOI.fullmatch(value):
        return None
    value = _COPIED_TAIL.sub("", value)
    versioned = _PREPRINT_VERSION.match(value)
    return BareDoi(versioned[1], int(versioned[2])) if versioned else BareDoi(value, None)


def _undressed(text: str) -> str:
    """Without percent signs, entities, escapes and look-alikes, until nothing changes."""
    while True:
        plain = unquote(text) if "%" in text else text
        plain = plain if plain.isascii() else plain.translate(_ODD_IN_DOIS)
        plain = _ENTITY.sub(lambda entity: _ENTITIES[entity.group().lower()], plain)
        plain = _ESCAPED.sub(r"\1", plain)
        if plain == text:
            return plain
        text = plain


def kept_of_doi(written: str) -> str:
    """The part of a run without blanks that is the DOI: not what is glued to it, not punctuation behind it."""
    start = _DOI_START.search(written)
    glued = _GLUED.search(written, start.end() + 1) if start else None
    return without_tail(written[: glued.start()] if glued else written)


_BRACKETS = {")": "(", "]": "[", "}": "{"}


def without_tail(value: str) -> str:
    """Without trailing punctuation, and without everything from a closing bracket that nothing opened."""
    depth = dict.fromkeys(_BRACKETS.values(), 0)
    for place, letter in enumerate(value):
        if letter in depth:
            depth[letter] += 1
        elif letter in _BRACKETS:
            depth[_BRACKETS[letter]] -= 1
            if depth[_BRACKETS[letter]] < 0:
                value = value[:place]
                break
    return _DOI_TAIL.sub("", value)
