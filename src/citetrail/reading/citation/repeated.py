"""Dashes, `Ders.` and the like in a list stand for the authors of the reference before: they are put in their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from citetrail.model import Description, Reading
from citetrail.reading.citation.later import later
from citetrail.reading.citation.read import read_citations

_SAME = later(
    r"""\s*(?:[-*•]\s+(?=[-–—―_]))?(?:\[?\w{1,8}[\].)]{1,2}\s*)?
    (?: (?P<line>(?:[-–—―_]\s?){2,}|[—―–])(?=[\s,.:;(]|$)
      | (?:Ders|Dies|Dens|Dems|Id|Ead)\.(?=[,:\s]) | (?:DERS|DIES|ID)\.(?=[,:\s])
      | (?:Idem|Eadem|Derselbe|Dieselbe|The\ssame|Les?\smêmes?|Même\sauteur|El\smismo|La\smisma
        |O\smesmo|A\smesma|Он\sже|Она\sже|Те\sже|Tenże|Týž|Táž)
        (?=[,:.\s])
    )\s*(?P<more>,?\s(?:and|&|und|et|y|e)\s)?[,.:;]?\s*
    (?P<role>\(?(?:eds?|hrsgg?|hgg?|orgs?|dirs?|coords?|éds?|szerk|red)\.\)?)?""",
    re.VERBOSE | re.IGNORECASE,
)
_LONE_LINE = 1  # a single dash may also be a bullet


def read_list(texts: Sequence[str]) -> tuple[Reading, ...]:
    """The reading of each reference of one list, in order; a dash for the same author is read as that author.

    Raises nothing; for references that do not belong to one list use `read_citations`.
    """
    return with_repeated(read_citations(texts))


def with_repeated(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """The readings of one list; authors that are only called "the same" are those of the reading before."""
    found: list[Reading] = []
    for one in readings:
        found.append(_completed(one, found[-1].description) if found else one)
    return tuple(found)


def _completed(reading: Reading, before: Description) -> Reading:
    same = _SAME.match(reading.text)
    own = reading.description
    people = before.authors or before.editors
    if not same or not people or not (own.title or own.container_title):
        return reading
    if own.authors and not same["more"]:
        return reading
    is_lone = len((same["line"] or "").strip()) == _LONE_LINE
    if is_lone and (own.authors or same["more"]):
        return reading
    role = "editors" if same["role"] else "authors"
    if role == "editors" and own.editors:
        return reading
    update: dict[str, Any] = {role: (*people, *(own.authors if role == "authors" else ()))}
    if before.has_more_authors and role == "authors":
        update["has_more_authors"] = True
    return reading.model_copy(update={"description": own.model_copy(update=update)})
