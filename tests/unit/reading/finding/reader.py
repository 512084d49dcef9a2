"""A stand-in for the citation reader: family names, year, title and identifiers, enough for what finding does with them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citetrail.model import Description, Person, Reading, identifiers_in
from citetrail.model.dates import date_of_year

_HEAD = re.compile(r"[“\"(]|\d{4}|\. (?=[A-Z][a-z]+ [a-z])")
_FAMILY = re.compile(r"[A-ZÀ-ÞÅ][\w’-]{2,}")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def read_citations(texts: Sequence[str]) -> list[Reading]:
    """One Reading per text."""
    return [Reading(text=text, description=_description(text)) for text in texts]


def _description(text: str) -> Description:
    year = _YEAR.search(text)
    return Description(
        authors=tuple(Person(family=family) for family in _FAMILY.findall(_HEAD.split(text)[0])),
        identifiers=tuple(dict.fromkeys(found.identifier for found in identifiers_in(text))),
        issued=date_of_year(int(year.group())) if year else None,
    )
