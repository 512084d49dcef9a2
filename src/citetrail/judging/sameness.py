"""Whether two descriptions are of one work: identifiers first, then title, authors and year; twins are two works."""

from __future__ import annotations

from typing import Literal, NamedTuple

from citetrail.judging.authors import author_list, compare_authors
from citetrail.judging.figures import compare_pages
from citetrail.judging.likeness import Likeness
from citetrail.judging.titles import compare_titles, is_distinctive, is_notice_title
from citetrail.judging.venues import compare_venues
from citetrail.judging.versions import is_preprint
from citetrail.judging.wording import words_of
from citetrail.model.descriptions import Description
from citetrail.model.identifiers import Scheme

Outcome = Literal["same", "twin", "perhaps", "different"]

# Identifiers that name one work. An ISBN names a book and every chapter in it, so it counts only between books.
_OF_ONE_WORK: tuple[Scheme, ...] = (
    "doi",
    "pmid",
    "pmcid",
    "arxiv",
    "openalex",
    "s2",
    "dblp",
    "acl",
    "openreview",
    "bibcode",
)
_KEY_WORDS = 8


class Sameness(NamedTuple):
    """What two descriptions are to each other, and why.

    `same`: one work. `twin`: preprint and article, or two versions, of one work: kept apart. `perhaps`: a person
    should look. `different`: two works.
    """

    outcome: Outcome
    evidence: tuple[str, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether both are one work beyond reasonable doubt."""
        return self.outcome == "same"


def is_same_work(one: Description, other: Description) -> Sameness:
    """Whether two descriptions are of one work, with the evidence in words. Symmetric."""
    shared = _shared_identifier(one, other)
    if shared:
        return _with_shared_identifier(one, other, shared)
    if _is_notice(one) != _is_notice(other):
        return Sameness("different", ("one is a notice about a work",))
    return _by_words(one, other)


def _is_notice(description: Description) -> bool:
    return bool(description.title and is_notice_title(description.title))


def _shared_identifier(one: Description, other: Description) -> str | None:
    values = {(single.scheme, single.value) for single in one.identifiers}
    for single in other.identifiers:
        if (single.scheme, single.value) not in values:
            continue
        if single.scheme in _OF_ONE_WORK or (single.scheme == "isbn" and _are_books(one, other)):
            return str(single)
    return None


def _are_books(one: Description, other: Description) -> bool:
    return all(each.type in ("book", None) and not each.container_title for each in (one, other))


def _with_shared_identifier(one: Description, other: Description, shared: str) -> Sameness:
    """A shared identifier decides, unless the titles are of quite different works: then somebody mistyped it."""
    if one.title and other.title:
        titles = _titles(one, other)
        if not titles.agrees and titles.similarity < 0.4 and _authors(one, other).outcome == "different":
            return Sameness("perhaps", (f"same {shared}", "but other title and other authors"))
    return Sameness("same", (f"same {shared}",))


def _by_words(one: Description, other: Description) -> Sameness:
    if not one.title or not other.title:
        return Sameness("different")
    titles = _titles(one, other)
    if not titles.agrees:
        return Sameness("different")
    authors = _authors(one, other)
    evidence = ("same title", *(("same authors",) if authors.agrees else ()))
    if authors.outcome == "different" and authors.similarity < 0.5:
        return Sameness("different", ("same title, other authors",))
    if is_preprint(one) != is_preprint(other):
        return Sameness("twin", (*evidence, "one is a preprint"))
    if _has_conflict(one, other) or _is_apart(one, other):
        return Sameness("twin", (*evidence, "published in different places or years"))
    return _without_conflict(one, other, authors, evidence)


def _without_conflict(one: Description, other: Description, authors: Likeness, evidence: tuple[str, ...]) -> Sameness:
    same_year = one.year is not None and one.year == other.year
    if authors.agrees and (same_year or one.year is None or other.year is None or _same_venue(one, other)):
        return Sameness("same", (*evidence, *(("same year",) if same_year else ())))
    if same_year and is_distinctive(one.title or "") and is_distinctive(other.title or ""):
        return Sameness("same" if _same_venue(one, other) else "perhaps", (*evidence, "same year"))
    return Sameness("perhaps", evidence)


def _titles(one: Description, other: Description) -> Likeness:
    return compare_titles(one.title or "", [other.title or ""])


def _authors(one: Description, other: Description) -> Likeness:
    mine = author_list(one.authors or one.editors, one.has_more_authors)
    theirs = author_list(other.authors or other.editors, other.has_more_authors)
    likeness = compare_authors(mine, theirs)
    back = compare_authors(theirs, mine)
    return likeness if likeness.similarity <= back.similarity else back


def _has_conflict(one: Description, other: Description) -> bool:
    """Two different identifiers of one scheme: two things, whatever their titles."""
    for scheme in ("doi", "pmid", "arxiv"):
        mine = {single.value for single in one.identifiers if single.scheme == scheme}
        theirs = {single.value for single in other.identifiers if single.scheme == scheme}
        if mine and theirs and not mine & theirs:
            return True
    return False


def _is_apart(one: Description, other: Description) -> bool:
    if one.year is not None and other.year is not None and abs(one.year - other.year) > 1:
        return True
    return _venue(one, other) == "different" or (_pages(one, other) == "different" and _venue(one, other) != "equal")


def _venue(one: Description, other: Description) -> str | None:
    if not one.container_title or not other.container_title:
        return None
    return compare_venues(one.container_title, [other.container_title]).outcome


def _same_venue(one: Description, other: Description) -> bool:
    return _venue(one, other) in ("equal", "variant")


def _pages(one: Description, other: Description) -> str:
    return compare_pages(one, other).outcome


def blocking_keys(description: Description) -> frozenset[str]:
    """Keys by which possible duplicates find each other: works without a common key need not be compared.

    One per identifier that names one work (and ISBN), one for the first words of the title, one for first author,
    year and the first word of the title.
    """
    kept = _LATELY.get(id(description))
    if kept is not None and kept[0] is description:
        return kept[1]
    keys = _blocking_keys(description)
    if len(_LATELY) >= _MOST_KEPT:
        _LATELY.clear()
    _LATELY[id(description)] = (description, keys)
    return keys


# An import asks for the keys of the same description four times; it is held here, so that its id stays its own.
_LATELY: dict[int, tuple[Description, frozenset[str]]] = {}
_MOST_KEPT = 1024


def _blocking_keys(description: Description) -> frozenset[str]:
    keys = {str(single) for single in description.identifiers if single.scheme in (*_OF_ONE_WORK, "isbn")}
    words = words_of(description.title or "")
    telling = [word for word in words if len(word) > 2]
    if telling:
        keys.add("title:" + " ".join(telling[:_KEY_WORDS]))
    people = description.authors or description.editors
    if people and telling and description.year is not None:
        family = "".join(words_of(people[0].full_family))
        keys.add(f"author:{family}:{description.year}:{telling[0]}")
    return frozenset(keys)
