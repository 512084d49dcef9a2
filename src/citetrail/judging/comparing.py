"""A Reference beside a Record: evidence for each field, and a score that sums it up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from citetrail.judging.authors import AuthorList, Printed, author_list, compare_authors
from citetrail.judging.figures import compare_issues, compare_pages, compare_volumes, compare_years
from citetrail.judging.likeness import (
    EQUAL,
    NOT_IN_RECORD,
    NOT_IN_REFERENCE,
    Likeness,
    best_of,
    different,
    variant,
)
from citetrail.judging.printed import (
    are_exchanged,
    goes_on,
    is_another_field,
    is_of_the_title,
    is_read_too_far,
    is_unread,
    names_no_venue,
    title_stands_in,
    venue_stands_in,
)
from citetrail.judging.publishers import compare_publishers
from citetrail.judging.titles import NUMBER, compare_titles, is_main_title, may_be_translated
from citetrail.judging.venues import compare_venues, is_preprint_server
from citetrail.judging.weights import WEIGHTS
from citetrail.judging.wording import has_latin_letters, words_of
from citetrail.model.descriptions import Description
from citetrail.model.folding import fold_words
from citetrail.model.identifiers import Identifier, Scheme
from citetrail.model.records import Record
from citetrail.model.references import Reference
from citetrail.model.verdicts import FieldComparison, Match, Severity

COMPARED_SCHEMES: tuple[Scheme, ...] = ("doi", "pmid", "pmcid", "arxiv", "isbn")
BOOKS = frozenset({"book", "chapter", "entry", "entry-encyclopedia", "entry-dictionary", "thesis", "report"})
PREPRINT_TYPES = frozenset({"article", "posted-content", "preprint"})
FAR = 0.55  # titles that are less alike, and
FEW_SHARED = 0.34  # … fewer shared authors: no candidate
_EBOOKS = re.compile(r"\be-?books?\W*$", re.IGNORECASE)  # how OpenAlex calls a publisher's books together: no title
REPRINT_YEARS = 3  # books: a record this much later than the citation is of a reprint or an electronic edition

# How grave it is when a field says something else; a comparison that knows better overrules this.
SEVERITIES: dict[str, Severity] = {
    "title": "major",
    "authors": "major",
    "container_title": "major",
    "issued": "minor",
    "volume": "minor",
    "issue": "minor",
    "pages": "minor",
    "publisher": "minor",
    "publisher_place": "minor",
    "edition": "none",
}


class _Pair(NamedTuple):
    """What is compared: the cited description, the record's, and the folded words of the citation as printed."""

    given: Description
    found: Description
    printed: str
    is_printed: bool  # a citation in running text, whose fields a reader had to find
    raw: str = ""


def compare(reference: Reference, record: Record) -> Match:
    """The evidence, field by field, that `record` is the work `reference` speaks of.

    Fields come in a fixed order; those that neither side has are left out. `score` is 0-1: the agreement over the
    fields both sides have, weighted by `weights.WEIGHTS`.
    """
    pair = _pair(reference, record)
    likenesses = _likenesses(pair)
    evidence = tuple(
        comparison
        for field, likeness in likenesses.items()
        if (comparison := _comparison(field, likeness, pair)) is not None
    )
    return Match(record=record, evidence=evidence + _identifier_evidence(pair), score=score_of(likenesses))


def is_hopeless(reference: Reference, record: Record) -> bool:
    """Whether a record that a search gave is so far from the reference that it needs no evidence: another work."""
    if not reference.description.title or not record.description.title:
        return False
    pair = _pair(reference, record)
    title = _compare_titles(pair)
    if title.outcome != "different" or title.similarity >= FAR:
        return False
    return _compare_people(pair).similarity < FEW_SHARED


def _pair(reference: Reference, record: Record) -> _Pair:
    return _Pair(
        reference.description, record.description, _printed_words(reference), reference.kind == "printed", reference.raw
    )


def score_of(likenesses: dict[str, Likeness]) -> float:
    """The weighted mean similarity of the fields that can be compared; 0 if none can."""
    total = reached = 0.0
    for field, weight in WEIGHTS.items():
        likeness = likenesses.get(field)
        if likeness is None or likeness.outcome in ("absent-in-record", "absent-in-reference"):
            continue
        total += weight
        reached += weight * likeness.similarity
    return round(reached / total, 4) if total else 0.0


def _printed_words(reference: Reference) -> str:
    return fold_words(reference.raw) if reference.raw else ""


def _likenesses(pair: _Pair) -> dict[str, Likeness]:
    given, found = pair.given, pair.found
    venue = _compare_containers(pair)
    likenesses = {
        "title": _compare_titles(pair),
        "authors": _compare_people(pair),
        "container_title": venue,
        "issued": _compare_years(pair, venue),
        "volume": _compare_volumes(pair),
        "issue": _unless_printed(compare_issues(given, found), given.issue, found.issue, pair),
        "pages": _compare_pages(pair),
        "publisher": _compare_publishers(pair),
        "publisher_place": _compare_places(given, found),
        "edition": _compare_editions(given, found),
    }
    if _are_split_elsewhere(pair):
        likenesses |= dict.fromkeys(("title", "container_title"), variant("title and journal parted elsewhere", 0.95))
    elif _is_translated(pair, likenesses):
        likenesses["title"] = variant("translated title", 0.8)
    elif _is_short_form(pair, likenesses):
        likenesses["title"] = variant("subtitle", 0.9)
    return likenesses


def _titles_of(found: Description) -> list[str]:
    titles = (found.title, found.original_title, found.translated_title, found.title_short)
    return [title for title in titles if title]


def _compare_titles(pair: _Pair) -> Likeness:
    given, found = pair.given, pair.found
    titles = _titles_of(found)
    if not given.title:
        return variant("as printed", 0.95) if pair.is_printed and _is_title_unread(pair) else NOT_IN_REFERENCE
    if not titles:
        return NOT_IN_RECORD
    direct = compare_titles(given.title, titles)
    if direct.rule == NUMBER and not pair.is_printed:  # in print a letter gets lost; in an entry it was typed
        return different(NUMBER, 0.95, "minor")
    if direct.agrees:
        return direct
    if given.container_title and given.type != "book" and compare_titles(given.container_title, titles).agrees:
        return NOT_IN_RECORD._replace(rule="the book that the chapter stands in")
    if pair.is_printed and _is_title_printed(given.title, titles[0], pair):
        return variant("as printed", 0.95)
    return direct


def _is_title_unread(pair: _Pair) -> bool:
    """Whether the record's title stands in a citation in which none was read, perhaps taken for the container's."""
    title, container = pair.found.title, pair.given.container_title
    if not title:
        return False
    return title_stands_in(title, pair.printed) or bool(container and compare_titles(container, [title]).agrees)


def _is_title_printed(read: str, title: str, pair: _Pair) -> bool:
    if is_read_too_far(read, pair.found):
        return True
    return title_stands_in(title, pair.printed) and not goes_on(title, pair.raw)


def _compare_people(pair: _Pair) -> Likeness:
    given, found = pair.given, pair.found
    cited = author_list(given.authors, given.has_more_authors)
    if not cited.names:
        cited = author_list(given.editors, given.has_more_editors)
    printed = Printed(pair.printed, fold_words(found.title or "")) if pair.is_printed else Printed()
    lists = [author_list(found.authors, found.has_more_authors)]
    if found.editors and (not found.authors or pair.given.type in BOOKS or pair.found.type in BOOKS):
        lists.append(author_list(found.editors, found.has_more_editors))
        lists.append(AuthorList((*lists[0].names, *lists[1].names), False))
    return best_of(*(_across_scripts(cited, each, printed) for each in lists))


def _across_scripts(cited: AuthorList, found: AuthorList, printed: Printed) -> Likeness:
    """Names in another script cannot be told to differ; they are compared where a transliteration is known."""
    likeness = compare_authors(cited, found, printed)
    if likeness.outcome == "different" and cited.names and found.names:
        scripts = [has_latin_letters(" ".join(name.whole for name in each.names)) for each in (cited, found)]
        if scripts[0] != scripts[1]:
            return variant("names in another script", 0.5)
    return likeness


def _containers_of(found: Description) -> list[str]:
    names = (
        found.container_title, found.container_title_short, found.collection_title, found.event_title,
        found.volume_title,
        *(value for name, value in found.extra if name in ("container-title-alternative", "container_title")),
    )  # fmt: skip
    return [name for name in names if name]


def _compare_containers(pair: _Pair) -> Likeness:
    given, found = pair.given, pair.found
    cited = _cited_container(pair)
    if not cited or (pair.is_printed and names_no_venue(cited)):
        return NOT_IN_REFERENCE
    if _EBOOKS.search(cited):
        return NOT_IN_RECORD._replace(rule="the publisher's electronic books")
    names = _containers_of(found)
    if _same_issn(given, found):
        return EQUAL._replace(rule="ISSN")
    is_preprint = found.type in PREPRINT_TYPES or any(is_preprint_server(name) for name in names)
    if is_preprint_server(cited):
        if is_preprint or not names:
            return EQUAL if names and compare_venues(cited, names).agrees else variant("preprint server", 0.9)
        return variant("preprint of a published work", 0.75)
    if is_preprint and not any(compare_venues(cited, [name]).agrees for name in names):
        return NOT_IN_RECORD._replace(rule="the record is of the preprint")
    if not names:
        return _against_publisher(cited, found)
    return _unless_venue_printed(compare_venues(cited, names), cited, names, pair)


def _cited_container(pair: _Pair) -> str | None:
    """The container as cited; where a reader took the title for a part of it, what follows the title."""
    given, title = pair.given, pair.found.title
    cited = given.container_title or given.container_title_short or given.event_title
    if cited and title and pair.is_printed and not given.title:
        whole, start = fold_words(cited), fold_words(title)
        if whole.startswith(start):
            return whole.removeprefix(start).strip() or None
    return cited


def _against_publisher(cited: str, found: Description) -> Likeness:
    for name in (found.publisher, found.institution):
        if name and compare_venues(cited, [name]).agrees:
            return variant("publisher for the container", 0.9)
    return NOT_IN_RECORD


def _same_issn(given: Description, found: Description) -> bool:
    mine = {single.value for single in given.identifiers if single.scheme == "issn"}
    return bool(mine) and any(single.scheme == "issn" and single.value in mine for single in found.identifiers)


def _unless_venue_printed(likeness: Likeness, cited: str, names: Iterable[str], pair: _Pair) -> Likeness:
    if likeness.agrees or not pair.is_printed:
        return likeness
    names = tuple(names)
    behind = fold_words(pair.given.title or "").removeprefix(fold_words(pair.found.title or "")).strip()
    is_behind_title = bool(behind) and compare_venues(behind, names).agrees  # taken for the end of the title
    is_printed = is_behind_title or venue_stands_in(cited, names, pair.printed, pair.found.title)
    return variant("as printed", 0.9) if is_printed else likeness


def _compare_years(pair: _Pair, venue: Likeness) -> Likeness:
    given, found = pair.given, pair.found
    likeness = compare_years(given, found, is_same_venue=venue.outcome != "different")
    if likeness.outcome != "different" or given.year is None or found.year is None:
        return likeness
    later = found.year - given.year
    if venue.rule in ("preprint of a published work", "the record is of the preprint") and abs(later) <= REPRINT_YEARS:
        return variant("year of the other version", 0.85)
    if "book" in (given.type, found.type) and abs(later) > REPRINT_YEARS:
        return variant("another edition or reprint", 0.8)
    return _unless_printed(likeness, str(given.year), str(found.year), pair)


def _compare_volumes(pair: _Pair) -> Likeness:
    likeness = compare_volumes(pair.given, pair.found)
    if likeness.outcome == "different" and pair.is_printed and are_exchanged(pair.given, pair.found):
        return variant("as printed", 0.9)
    return _unless_printed(likeness, pair.given.volume, pair.found.volume, pair)


def _compare_pages(pair: _Pair) -> Likeness:
    given, found = pair.given, pair.found
    likeness = compare_pages(given, found)
    if pair.is_printed and not given.volume and found.volume and str(given.pages or given.page_text) == found.volume:
        return NOT_IN_REFERENCE  # a volume without pages behind it was taken for the pages
    first = given.pages.first if given.pages else given.page_text
    return _unless_printed(likeness, first, found.pages.first if found.pages else None, pair)


def _unless_printed(likeness: Likeness, read: str | None, value: str | None, pair: _Pair) -> Likeness:
    """A value that stands in the citation, and was not read for another field, was cited, whatever was read for it."""
    if likeness.outcome != "different" or not pair.is_printed:
        return likeness
    if is_of_the_title(read, pair.found):
        return NOT_IN_REFERENCE
    if not value:
        return likeness
    is_there = is_unread(value, pair.given, pair.printed) or is_another_field(read, value, pair.found, pair.printed)
    return variant("as printed", 0.9) if is_there else likeness


def _compare_publishers(pair: _Pair) -> Likeness:
    likeness = compare_publishers(pair.given.publisher, pair.found.publisher)
    if likeness.outcome != "different":
        return likeness
    is_book = pair.given.type in BOOKS or pair.found.type in BOOKS
    # Editions of one book come out in several houses; citations of articles in print name none.
    return likeness._replace(severity="none") if is_book or pair.is_printed else likeness


def _compare_places(given: Description, found: Description) -> Likeness:
    cited, places = given.publisher_place, [place for place in (found.publisher_place, found.event_place) if place]
    if not cited:
        return NOT_IN_REFERENCE
    if not places:
        return NOT_IN_RECORD
    words = set(words_of(cited))
    if any(words & set(words_of(place)) for place in places):
        return EQUAL if any(words == set(words_of(place)) for place in places) else variant("form of the place", 0.95)
    # A publisher has many seats, a conference took place at one.
    return different("another place", 0.0, "minor" if found.event_place else "none")


def _compare_editions(given: Description, found: Description) -> Likeness:
    if not given.edition:
        return NOT_IN_REFERENCE
    if not found.edition:
        return NOT_IN_RECORD
    mine, theirs = _edition_number(given.edition), _edition_number(found.edition)
    if mine == theirs:
        return EQUAL
    return different("another edition", 0.5, "none")


def _edition_number(edition: str) -> str:
    digits = "".join(sign for sign in " ".join(words_of(edition)) if sign.isdigit())
    return digits or " ".join(words_of(edition))


def _are_split_elsewhere(pair: _Pair) -> bool:
    """Whether title and container say the same in one breath, with the border between them at another word."""
    given, found = pair.given, pair.found
    if not (given.title and given.container_title and found.title and found.container_title):
        return False
    mine, theirs = (words_of(f"{one.title} {one.container_title}") for one in (given, found))
    return mine == theirs and words_of(given.title) != words_of(found.title)


def _is_translated(pair: _Pair, likenesses: dict[str, Likeness]) -> bool:
    """Whether the titles differ only because one is a translation: everything else must point to one work."""
    title = likenesses["title"]
    if title.outcome != "different" or not pair.given.title or not pair.found.title:
        return False
    if not may_be_translated(pair.given.title, pair.found.title):
        return False
    agrees = {field for field, likeness in likenesses.items() if likeness.agrees}
    return {"pages", "volume"} <= agrees or {"authors", "container_title", "issued"} <= agrees


def _is_short_form(pair: _Pair, likenesses: dict[str, Likeness]) -> bool:
    """A main title of a word or two stands for the whole where authors and year agree."""
    title, authors = likenesses["title"], likenesses["authors"]
    if title.outcome != "different" or not pair.given.title:
        return False
    if not authors.agrees or not (likenesses["issued"].agrees or likenesses["pages"].agrees):
        return False
    return any(is_main_title(pair.given.title, found) for found in _titles_of(pair.found))


def _identifier_evidence(pair: _Pair) -> tuple[FieldComparison, ...]:
    evidence = []
    for scheme in COMPARED_SCHEMES:
        given = [single for single in pair.given.identifiers if single.scheme == scheme]
        found = [single for single in pair.found.identifiers if single.scheme == scheme]
        if given or found:
            evidence.append(_identifier_comparison(scheme, given, found))
    return tuple(evidence)


def _identifier_comparison(scheme: Scheme, given: list[Identifier], found: list[Identifier]) -> FieldComparison:
    values = {single.value for single in found}
    if not given:
        return FieldComparison(field=scheme, outcome="absent-in-reference", found=found[0].value)
    shared = next((single for single in given if single.value in values), None)
    if shared:
        return FieldComparison(field=scheme, outcome="equal", given=shared.value, found=shared.value, similarity=1.0)
    if not found:
        return FieldComparison(field=scheme, outcome="absent-in-record", given=given[0].value)
    return FieldComparison(
        field=scheme, outcome="different", given=given[0].value, found=found[0].value, similarity=0.0,
        rule="another identifier", severity="minor",
    )  # fmt: skip


def _comparison(field: str, likeness: Likeness, pair: _Pair) -> FieldComparison | None:
    given, found = SHOWN[field](pair.given), SHOWN[field](pair.found)
    if not given and not found:
        return None
    is_different = likeness.outcome == "different"
    is_comparable = likeness.outcome not in ("absent-in-record", "absent-in-reference")
    return FieldComparison(
        field=field,
        outcome=likeness.outcome,
        given=given,
        found=found,
        rule=likeness.rule,
        similarity=round(likeness.similarity, 3) if is_comparable else None,
        severity=_severity(field, likeness) if is_different else "none",
    )


def _severity(field: str, likeness: Likeness) -> Severity:
    order = ("none", "minor", "major")
    return min(likeness.severity, SEVERITIES[field], key=order.index)


def _shown_people(description: Description) -> str | None:
    people = description.authors or description.editors
    if not people:
        return None
    names = "; ".join(person.sort_name for person in people[:12])
    is_cut = len(people) > 12 or description.has_more_authors
    return f"{names}; …" if is_cut else names


def _shown_year(description: Description) -> str | None:
    """The year, or the range of years: months and days are not compared, and `2005-06` reads like a range."""
    issued = description.issued
    if issued is None or issued.year is None:
        return str(issued) if issued else None
    last = issued.end.year if issued.end else None
    return f"{issued.year}–{last}" if last and last != issued.year else str(issued.year)


SHOWN: dict[str, Callable[[Description], str | None]] = {
    "title": lambda description: description.title,
    "authors": _shown_people,
    "container_title": lambda description: description.container_title or description.container_title_short,
    "issued": _shown_year,
    "volume": lambda description: description.volume,
    "issue": lambda description: description.issue,
    "pages": lambda description: (
        str(description.pages) if description.pages else description.page_text or description.article_number
    ),
    "publisher": lambda description: description.publisher,
    "publisher_place": lambda description: description.publisher_place or description.event_place,
    "edition": lambda description: description.edition,
}
