"""Locators after a key: ", pp. 33-35 and passim" is pages 33-35 and a suffix.

Source: the citation syntax of pandoc's Markdown (https://pandoc.org/MANUAL.html#citation-syntax), whose locator labels
are those of CSL in the language of the style.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from citetrail.styles.locales import Locale
from citetrail.styles.manuscripts.marks import LocatorLabels

ENGLISH = {
    "book": "book books bk. bks.",
    "chapter": "chapter chapters chap. chaps. ch.",
    "column": "column columns col. cols.",
    "figure": "figure figures fig. figs.",
    "folio": "folio folios fol. fols.",
    "issue": "number numbers no. nos. issue",
    "line": "line lines l. ll.",
    "note": "note notes n. nn.",
    "opus": "opus opera op. opp.",
    "page": "page pages p. pp.",
    "paragraph": "paragraph paragraphs para. paras. ¶ ¶¶",
    "part": "part parts pt. pts.",
    "section": "section sections sec. secs. sect. § §§",
    "sub-verbo": "s.v. s.vv.",
    "table": "table tables tbl.",
    "verse": "verse verses v. vv.",
    "volume": "volume volumes vol. vols.",
}
NUMBER = r"(?:\(?(?:[A-Za-z]{0,2}\d[\w.:]*|[ivxlcdm]+\b|[IVXLCDM]+\b)\)?)"
NUMBERS = re.compile(rf"{NUMBER}(?:\s*(?:[-–—,&]+|\band\b)\s*{NUMBER})*(?<![.:])")
LABEL = re.compile(r"(?:s\.\s?vv?\.|[^\W\d_]+\.?|[§¶]+)")
DASHES = re.compile(r"-{2,3}")
COMMA = re.compile(r"\s*,?\s*")


class Located(NamedTuple):
    """A locator with its label ("page", "chapter" …), both empty where there is none, and what follows it."""

    label: str
    locator: str
    suffix: str


def labels_of(locale: Locale) -> LocatorLabels:
    """The words for kinds of locators: English ones and those of the style's language."""
    labels = {word: name for name, words in ENGLISH.items() for word in words.split()}
    for name in ENGLISH:
        for form in ("", "short", "symbol"):
            for plural in (False, True):
                word = locale.text(name, form, plural=plural).strip().casefold()
                if word:
                    labels.setdefault(word, name)
    return labels


def located(text: str, labels: LocatorLabels) -> Located:
    """What follows a key, read as locator and suffix; a number without a label is a page."""
    body = text[COMMA.match(text).end() :]  # type: ignore[union-attr]  # it matches anything
    if body.startswith("{"):
        end = body.find("}")
        if end > 0:
            inner = located(body[1:end], labels)
            return Located(inner.label or "page", inner.locator or body[1:end].strip(), body[end + 1 :])
    word = LABEL.match(body)
    label = labels.get(word.group().casefold(), "") if word else ""
    start = word.end() if word and label else 0
    start += len(body[start:]) - len(body[start:].lstrip())
    number = NUMBERS.match(body, start)
    if number is None or not (label or any(char.isdigit() for char in number.group())):
        return Located("", "", text)
    return Located(label or "page", DASHES.sub("–", number.group().strip()), body[number.end() :])
