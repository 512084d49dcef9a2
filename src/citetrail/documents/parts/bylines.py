"""Who wrote a text and when, as its own lines tell: bylines and copyright lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from citetrail.documents.parts.dates import date_line, dates_in
from citetrail.documents.parts.drafts import Draft
from citetrail.model.persons import PARTICLES, Person, person_from_text

_BY = (
    r"(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Dd]oor|[Aa]v|[Aa]f|[Aa]uthors?:|AUTHORS?:|[Aa]utor(?:in|en|a|es)?:|[Aa]uteure?s?\s?:|[Aa]utore:|"
    r"(?:[Tt]ext|[Ii]nterview|[Ww]ords|[Ss]tory|[Rr]eporting|[Tt]exte|[Tt]esto|[Tt]exto|[Tt]ekst)(?:\s?:|\s+(?:by|von|par|di|por|door|av))|"
    r"(?:[Ww]ritten|[Pp]osted|[Ee]dited|[Pp]ublished|[Pp]repared|[Ii]nterviewed|[Rr]eported|WRITTEN)\s+(?:[Bb]y|BY)|"
    r"(?:[Nn]otes|[Cc]ompiled)\s+by|[Rr]édigé\s+par|[Pp]ostado\s+por|[Gg]e(?:plaatst|post)\s+door|[Rr]edatto\s+da|[Pp]ubblicato\s+da|"
    r"[Ss]kr(?:iven|evet)\s+av|[Rr]eporting:|[Rr]edacción\s+de|[Ee]scrito\s+por|[Pp]ublicado\s+por|[Pp]ublié\s+par|[Éé]crit\s+par|[Gg]eschrieben\s+von|[Ss]critto\s+da)"
)
_BEFORE_DATE = re.compile(
    r"^(?P<name>[^|·•—–]{4,50}?)\s*[|·•—–]\s*$"
)  # `Élodie Perrault — 12 mars 2019`; a comma may follow a place
_NEXT_SENTENCE = re.compile(r"(?<=\w{3})(?<!Prof)\.\s")  # `Par Hugo Delmas. Mis en ligne …`
_DASH = re.compile(r"\)?[.,]?\s*(?:--|[—–-])\s")
_BEFORE_DAY = re.compile(r"\s+(?:el|le|am|on|at|om|il|den|em|a|vom)\s*$")  # `por Amaia Ruiz el 2 de agosto`
_REVIEWED = re.compile(r"^[\s*_|–—-]*Reviewed\s+by:?\s+(?P<names>.+)$", re.DOTALL)
_BYLINE = re.compile(rf"^[\s*_|:–—-]*{_BY}\s*:?\s+(?P<names>.+)$", re.DOTALL)
_BY_INSIDE = re.compile(
    r"(?:^|[\s|·,–—-])(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or|[Aa]v|[Dd]oor|[Dd]i)\s+(?P<names>[^|·]{3,80}?)"
    r"(?=\s+(?:in|im|dans|en|on|at|under|to|und\s+\d)\s|\s*[|·]|\s+[–—-]\s|,?\s+(?:Last\s+)?[Uu]pdated\b|$)"
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright|&copy;)[\s©,:]*(?:\(c\)\s*|copyright\s*)?(?P<years>(?:19|20)\d\d(?:\s*[-–,]\s*(?:(?:19|20)\d\d|present))*)?"
    r"[\s,:.]*(?:(?:by|von|par)\s+)*(?P<holder>[^\n.;|©]*)",
    re.IGNORECASE,
)
_NAME_WORD = r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'‑-]*\.?|[A-Z]\.(?:-?[A-Z]\.)*)"
_PARTICLE = "|".join(sorted((re.escape(word) for word in PARTICLES), key=len, reverse=True))
_NAME = re.compile(rf"^{_NAME_WORD}(?:\s+(?:{_PARTICLE}|{_NAME_WORD})){{1,4}}$")
_SPLIT = re.compile(r"\s*(?:,?\s+(?:and|und|et|y|e|&)\s+|[,;•|·]|\s[–—-]\s)\s*")
_DEGREES = re.compile(
    r",?\s+(?:Ph\.?\s?D|M\.?D|M\.?A|M\.?S|M\.?Sc|B\.?A|B\.?Sc|Psy\.?D|Dr\.?P\.?H|LMFT|LPC|LCSW|LMHC|R\.?N|MPH|Esq)\.?(?=$|[\s,;])"
)
_TITLES = re.compile(r"^(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir)\.?\s+(?:Dr\.?\s+)?")
_TRADE = re.compile(
    r"^\s*(?:(?:the\s+)?[\w&-]+\s+){0,4}(?:reporter|correspondent|editor|writer|journalist|columnist|contributor|professor|lecturer|"
    r"researcher|fellow|University|Institute|College|Department|School|Hospital|Cent(?:re|er)|Redakteur(?:in)?|Universität|Institut|"
    r"journaliste|rédact(?:eur|rice)|redactora?|periodista|giornalista)\b[^!?]{0,90}$",
    re.IGNORECASE,
)
_NO_NAME_WORDS = (
    "university institute department school college press inc ltd llc gmbh company group team staff editor "
    "editors news association society foundation network media publishing journal the all reserved rights"
)
_NO_NAMES = frozenset(_NO_NAME_WORDS.split())


class Copyright(NamedTuple):
    """What a copyright line tells: the latest year, whether it is the only one, and a person if it names one."""

    year: int | None
    is_single_year: bool
    holder: Person | None


def people_in_byline(text: str) -> tuple[Person, ...]:
    """The people named by `By Jane Doe and John Smith, Ph.D.`; `()` for what is no byline or names no person."""
    found = _BYLINE.match(text.strip())
    if found and len(text) < 200:
        days = dates_in(found["names"])
        names = _BEFORE_DAY.sub("", found["names"][: days[0].start]) if days else found["names"]
        return people_from_names(_NEXT_SENTENCE.split(names)[0])
    return _person_with_trade(text.strip()) or _person_over_date(text.strip())


def _person_over_date(text: str) -> tuple[Person, ...]:
    """A name and a date in two lines of one block."""
    name, _, rest = text.partition("\n")
    return people_from_names(name) if rest and is_name(name.strip()) and date_line(rest.strip()) else ()


def _person_with_trade(text: str) -> tuple[Person, ...]:
    """`Rosa Quillan, Environment Reporter`: a name, and behind a comma what the person is or where."""
    name, _, rest = text.replace("\n", ",", 1).partition(",")
    if len(text) > 160 or text.endswith(".") or not is_name(name.strip()) or not _TRADE.match(rest):
        return ()
    return people_from_names(name)


def people_from_names(names: str) -> tuple[Person, ...]:
    """People from a list of names in reading order; stops at the first part that is no name (a date, a role)."""
    bare = _DEGREES.sub("", " ".join(names.split()))
    people = []
    for part in _SPLIT.split(bare):
        name = _TITLES.sub("", part.strip())
        if not is_name(name):
            break
        if person := person_from_text(name):
            people.append(person)
    return tuple(people)


def is_name(text: str) -> bool:
    """Whether a text is a person's name of two words or more and nothing else."""
    return bool(_NAME.match(text)) and not _NO_NAMES.intersection(text.casefold().split())


def copyright_in(text: str) -> Copyright | None:
    """The copyright line that a block is or begins with; None if there is none."""
    if len(text) > 400:
        return None
    found = _COPYRIGHT.search(text)
    if not found or not (found["years"] or "").strip():
        return None
    years = [int(year) for year in re.findall(r"(?:19|20)\d\d", found["years"])]
    holder = people_from_names(found["holder"] or "")
    return Copyright(
        max(years), len(years) == 1 and "present" not in found["years"].lower(), holder[0] if holder else None
    )


def dateline_of(text: str) -> date | None:
    """`STRANDEN, June 3, 2014 -- Two hundred …`: the day with which a release begins."""
    found = dates_in(text[:90])
    is_dateline = bool(found) and found[0].start < 45 and bool(_DASH.match(text[found[0].end :]))
    return found[0].day if is_dateline else None


class HeadLines(NamedTuple):
    """What the first lines of a text say about it."""

    authors: tuple[Person, ...] = ()
    day: date | None = None


def read_head(drafts: Sequence[Draft]) -> HeadLines:
    """Byline and date among the head's lines."""
    authors: tuple[Person, ...] = ()
    reviewers: tuple[Person, ...] = ()
    day = None
    for draft in [draft for draft in drafts if draft.zone == "head"][:15]:
        if "\n" in draft.text and not authors:
            authors = people_in_byline(draft.text)
        for line in draft.text.split("\n"):
            authors = authors or people_in_byline(line) or _people_behind_by(line)
            reviewed = _REVIEWED.match(line.strip())
            reviewers = reviewers or (people_from_names(reviewed["names"]) if reviewed else ())
            day = day or date_line(line) or _day_beside_byline(line)
    return HeadLines(authors or reviewers, day)  # a review of a book names no other author


def _people_behind_by(line: str) -> tuple[Person, ...]:
    """`March 4th, 2009 by Lowell Hatherleigh`: beside a date only."""
    days = dates_in(line)
    if not days:
        return ()
    if found := _BY_INSIDE.search(line):
        return people_from_names(found["names"])
    name = _BEFORE_DATE.match(line[: days[0].start])
    return people_from_names(name["name"]) if name and is_name(name["name"]) and not name["name"].isupper() else ()


def _day_beside_byline(text: str) -> date | None:
    found = dates_in(text) if len(text) < 120 else []
    return found[0].day if len(found) == 1 else None
