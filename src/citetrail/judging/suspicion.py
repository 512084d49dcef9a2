"""Facts that speak against a reference, and how much they weigh: two independent ones make a strong suspicion.

Absence alone never weighs more than `review`; a source that stayed silent takes every suspicion away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from citetrail.model.descriptions import Description
from citetrail.model.folding import fold_words
from citetrail.model.pages import PageRange
from citetrail.model.persons import Person
from citetrail.model.references import Reference
from citetrail.model.verdicts import Fact, FieldComparison, Identity, Suspicion

UNREGISTERED, OTHER_WORK, NO_RECORD, FUTURE, PLACEHOLDERS, IMPOSSIBLE, OTHER_AUTHORS = (
    "CT501", "CT502", "CT503", "CT504", "CT505", "CT506", "CT507",
)  # fmt: skip
_ABSENCE = frozenset({NO_RECORD})
_SUPPORTING = frozenset({OTHER_AUTHORS})  # says that something is wrong, not that anything was made up

_PLACEHOLDER_NAMES = re.compile(
    r"^(?:john|jane|j|jon|joe|max|erika|a|b)? ?(?:doe|roe|mustermann)$|^(?:first|last|given|family|sur)\s?name\b.*"
    r"|^author( [a-z0-9]+)?$|^anonymous( authors?)?$|^(?:a|b|x|y|z) (?:author|name)$"
    r"|^(?:various|unknown|some|multiple) authors?$|^(?:firstauthor|lastauthor|tbd|todo|xxx+)$|^name surname$"
)
_PLAIN_PAIRS = frozenset(
    {"john smith", "jane smith", "jane doe", "john doe", "j smith", "j doe", "jane roe", "john q public"}
)
_PLACEHOLDER_ID = re.compile(
    r"10\.\d{4,5}/(?:x{3,}|n{3,}|placeholder|example|todo|tbd|[\w.]*x{4,}[\w.]*|1234567(?:89?0?)?|0{5,})$"
    r"|\barxiv:\s*(?:\d{4}\.x{3,5}|x{4}\.x{3,5}|0000\.00000|1234\.5678|2[0-9](?:0[1-9]|1[0-2])\.12345(?=\s*$))",
    re.IGNORECASE,
)


def facts_of(reference: Reference, now: date) -> tuple[Fact, ...]:
    """The facts that the reference shows by itself, without any source."""
    description = reference.description
    facts = [
        _future(description, now),
        _placeholders(description.authors),
        _impossible(reference),
    ]
    return tuple(fact for fact in facts if fact)


def _future(description: Description, now: date) -> Fact | None:
    year = description.year
    if year is None or year <= now.year + 1 or year > 9999:
        return None
    return Fact(rule=FUTURE, text=f"the year {year} lies in the future")


def _placeholders(authors: Sequence[Person]) -> Fact | None:
    """Names that stand in templates. `John Smith` alone is a name; next to `Jane Doe` it is not."""
    names = [fold_words(str(person)) for person in authors]
    hits = [name for name in names if _PLACEHOLDER_NAMES.match(name) and name != "et al"]
    plain = [name for name in names if name in _PLAIN_PAIRS]
    if hits or len(plain) > 1:
        return Fact(rule=PLACEHOLDERS, text=f"the authors are placeholders: {'; '.join(map(str, authors[:4]))}")
    return None


def _impossible(reference: Reference) -> Fact | None:
    description = reference.description
    pages = description.pages
    if pages is not None:
        for single in pages.ranges:
            if _ends_before_it_begins(single) and _is_printed_so(single, reference):
                return Fact(rule=IMPOSSIBLE, text=f"the last page comes before the first: {single}")
    words = " ".join(filter(None, (description.note, description.url, *_identifier_words(description))))
    found = _PLACEHOLDER_ID.search(words)
    if found:
        return Fact(rule=IMPOSSIBLE, text=f"the identifier is a placeholder: {found.group()}")
    return None


def _ends_before_it_begins(pages: PageRange) -> bool:
    last = pages.last
    return last is not None and pages.first.isdigit() and last.isdigit() and int(last) < int(pages.first)


def _is_printed_so(pages: PageRange, reference: Reference) -> bool:
    """Whether the numbers surely are pages: in running text, volume and issue or a report's number read like them."""
    if reference.kind != "printed":
        return True
    return re.search(rf"\bpp?\.?\s*{pages.first}\s*[-–—]+\s*{pages.last}\b", reference.raw) is not None


def _identifier_words(description: Description) -> list[str]:
    words = [
        f"{single.scheme}:{single.value}" if single.scheme == "arxiv" else single.value
        for single in description.identifiers
    ]
    return words + [value for _, value in description.extra]


def other_authors(fields: Sequence[FieldComparison]) -> Fact | None:
    """None of several cited authors is among the record's."""
    for single in fields:
        if single.field == "authors" and single.rule == "other authors" and single.severity == "major":
            return Fact(rule=OTHER_AUTHORS, text=f"none of the cited authors wrote it; the record names {single.found}")
    return None


def weigh(
    facts: Sequence[Fact],
    identity: Identity,
    fields: Sequence[FieldComparison],
    *,
    is_settled: bool,
    absence_tells: bool,
) -> Suspicion:
    """How strongly the facts speak against the reference. Nothing is suspected while a source is silent.

    Absence is the second fact beside another only where the sources hold the cited journal: a slip in a DOI and a
    journal that nobody indexes meet in many a true reference.
    """
    if not is_settled:
        return "none"
    rules = {fact.rule for fact in facts}
    positive = rules - _ABSENCE - _SUPPORTING
    if positive and len(positive | (rules & _ABSENCE if absence_tells else set())) >= 2:
        return "strong"
    if rules or identity == "not-found":
        return "review"
    is_grave = any(single.outcome == "different" and single.severity == "major" for single in fields)
    return "review" if identity == "mismatch" and is_grave else "none"
