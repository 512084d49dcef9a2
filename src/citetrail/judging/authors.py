"""Lists of authors held against each other: order, cut lists, teams, names left out, added or exchanged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from citetrail.judging.likeness import EQUAL, NOT_IN_RECORD, NOT_IN_REFERENCE, Likeness, different, variant
from citetrail.judging.names import NameForm, compare_names, form_of, is_et_al
from citetrail.model.persons import Person

SURE = 0.95  # a name at its place that agrees this well is not looked for elsewhere
FEW = 12  # lists up to here are compared each name with each
NEAR_NAME = 0.32  # two names in one place that are this alike are one name, badly written
MANY = 3  # from here on a list speaks for the work even if one of its names is spelled differently


class Pairing(NamedTuple):
    """Which author stands for which: pairs of places, then the places left over on either side."""

    pairs: tuple[tuple[int, int, Likeness], ...]
    extra: tuple[int, ...]  # cited, but not in the record
    missing: tuple[int, ...]  # in the record, but not cited

    @property
    def is_in_order(self) -> bool:
        """Whether the pairs stand in the same order on both sides."""
        places = [found for _, found, _ in self.pairs]
        return places == sorted(places)


class AuthorList(NamedTuple):
    """Authors, ready for comparing, as a list that may be cut."""

    names: tuple[NameForm, ...]
    is_cut: bool


class Printed(NamedTuple):
    """The folded words of a citation in running text, and those of the work's title; empty for other references."""

    words: str = ""
    title: str = ""


NOT_PRINTED = Printed()


def author_list(persons: Sequence[Person], has_more: bool) -> AuthorList:
    """The list without marks such as `et al.` that were read as names."""
    kept = tuple(name for name in map(form_of, persons) if name.whole and not is_et_al(name))
    return AuthorList(kept, has_more or len(kept) < len(persons))


def compare_authors(given: AuthorList, found: AuthorList, printed: Printed = NOT_PRINTED) -> Likeness:
    """How the cited authors agree with the record's.

    A name that stands in the `printed` citation was cited, even if it was not read.
    The similarity is the share of names that agree.
    """
    if not given.names:
        return NOT_IN_REFERENCE
    if not found.names:
        return NOT_IN_RECORD
    pairing = pair(given.names, found.names)
    read = _as_printed(pairing, given, found, printed)
    was_misread = read != pairing
    if not pairing.pairs and (read.extra or not _is_printed(found.names[0], printed.words)):
        return _without_pairs(given.names, found.names)
    return _judged(given, found, read, was_misread)


def pair(given: Sequence[NameForm], found: Sequence[NameForm]) -> Pairing:
    """Pair the names: first those at the same place, then the rest wherever they stand."""
    pairs: list[tuple[int, int, Likeness]] = []
    free = dict.fromkeys(range(len(found)))
    left: list[int] = []
    for place, name in enumerate(given):
        likeness = compare_names(name, found[place]) if place < len(found) else None
        if likeness is not None and likeness.agrees and likeness.similarity >= SURE:
            pairs.append((place, place, likeness))
            del free[place]
        else:
            left.append(place)
    names = _names_of(found, free) if left else _Names({}, {})
    extra: list[int] = []
    for place in left:
        match = _best_free(given[place], found, free, names.near(given[place], place, free))
        if match is None:
            extra.append(place)
        else:
            pairs.append((place, *match))
            del free[match[0]]
    return Pairing(tuple(sorted(pairs, key=lambda single: single[0])), tuple(extra), tuple(free))


class _Names(NamedTuple):
    """Places of a list by family name and by given name, so that long lists need not be compared each with each."""

    by_family: dict[str, list[int]]
    by_given: dict[str, list[int]]

    def near(self, name: NameForm, place: int, free: dict[int, None]) -> Iterable[int]:
        """The places where this person can be, given that names may stand in another order."""
        if len(free) <= FEW:
            return free
        near = [place]
        for key in {*name.families, *name.family_words}:
            near += (*self.by_family.get(key, ()), *self.by_given.get(key, ()))
        for key in name.given:
            near += self.by_family.get(key, ())
        return dict.fromkeys(near)


def _names_of(found: Sequence[NameForm], free: Iterable[int]) -> _Names:
    names = _Names({}, {})
    for place in free:
        name = found[place]
        for key in {*name.families, *name.family_words}:
            names.by_family.setdefault(key, []).append(place)
        for key in name.given:
            names.by_given.setdefault(key, []).append(place)
    return names


def _best_free(
    name: NameForm, found: Sequence[NameForm], free: dict[int, None], near: Iterable[int]
) -> tuple[int, Likeness] | None:
    scored = [(place, compare_names(name, found[place])) for place in near if place in free]
    agreeing = [(place, likeness) for place, likeness in scored if likeness.agrees]
    return max(agreeing, key=lambda single: (single[1].similarity, -single[0])) if agreeing else None


def _as_printed(pairing: Pairing, given: AuthorList, found: AuthorList, printed: Printed) -> Pairing:
    """The pairing without what a reader got wrong: names that were printed, and "names" put together from parts."""
    if not printed.words:
        return pairing
    own = {word for name in found.names for word in (*name.family_words, *name.given)}
    title = set(printed.title.split())
    extra = tuple(place for place in pairing.extra if not _is_made_of(given.names[place], own, title))
    missing = tuple(place for place in pairing.missing if not _is_printed(found.names[place], printed.words))
    return pairing._replace(extra=extra, missing=missing)


def _is_made_of(name: NameForm, own: set[str], title: set[str]) -> bool:
    """Whether a name read in a citation is pieces of the record's names and title, initials and suffixes."""
    firsts, known = {word[0] for word in own if word}, own | title
    return all(
        word in known or len(word) == 1 or word in ("jr", "sr", "ii", "iii") or (len(word) == 2 and set(word) <= firsts)
        for word in (*name.family_words, *name.given)
    )


def _is_printed(name: NameForm, printed: str) -> bool:
    if not printed:
        return False
    family = " ".join(name.family_words)
    spaced = f" {printed} "
    if len(name.family_words) > 1 and set(name.family_words) <= set(printed.split()):
        return True  # particles stand before the name, behind it, or behind the given name
    if len(family) > 2:
        return f" {family} " in spaced
    # A name of two letters is told by the other beside it, in full or as its first letter.
    given = (" ".join(name.given), " ".join(name.given)[:1])
    return any(f" {one} {family} " in spaced or f" {family} {one} " in spaced for one in given if one)


def _without_pairs(given: Sequence[NameForm], found: Sequence[NameForm]) -> Likeness:
    if all(name.is_group for name in given) or all(name.is_group for name in found):
        return variant("team author", 0.5)
    return different("other authors", 0.0)


def _judged(given: AuthorList, found: AuthorList, pairing: Pairing, was_misread: bool) -> Likeness:
    extra = tuple(place for place in pairing.extra if not given.names[place].is_group)
    missing = tuple(place for place in pairing.missing if not found.names[place].is_group)
    share = _share(given, found, pairing)
    if extra and _is_explained(given, found, pairing, extra, missing):
        return variant("names that cannot be compared", share)
    if extra:
        return _with_extra(share, missing)
    if missing and not given.is_cut and not found.is_cut:
        return different("authors left out", share, "minor" if share >= 0.34 else "major")
    if not pairing.is_in_order and not was_misread:
        return different("order of authors", 0.8, "minor") if _is_reordered(pairing) else variant("order of authors")
    return _agreeing(pairing, given.is_cut and bool(pairing.missing), was_misread, share)


def _share(given: AuthorList, found: AuthorList, pairing: Pairing) -> float:
    longest = len(given.names) if given.is_cut else max(len(given.names), len(found.names))
    if found.is_cut:
        longest = min(longest, len(found.names))
    return min(1.0, len(pairing.pairs) / max(1, longest))


def _is_explained(
    given: AuthorList, found: AuthorList, pairing: Pairing, extra: tuple[int, ...], missing: tuple[int, ...]
) -> bool:
    """Whether names beyond the record's are the record's fault: it was cut, or names only its first author."""
    if found.is_cut and not missing:
        return True
    if len(found.names) == 1 and len(given.names) >= MANY and pairing.pairs[0][:2] == (0, 0):
        return True
    return (
        len(extra) == len(missing) == 1 and len(pairing.pairs) >= MANY and _is_unreadable(given, found, extra, missing)
    )


def _is_unreadable(given: AuthorList, found: AuthorList, extra: tuple[int, ...], missing: tuple[int, ...]) -> bool:
    """One of many names at the same place, near in spelling: a slip of the pen, not another person."""
    likeness = compare_names(given.names[extra[0]], found.names[missing[0]])
    return extra == missing and likeness.rule == "another name" and likeness.similarity >= NEAR_NAME


def _with_extra(share: float, missing: tuple[int, ...]) -> Likeness:
    rule = "authors exchanged" if missing else "authors added"
    return different(rule, share, "minor" if share >= 0.5 else "major")


def _is_reordered(pairing: Pairing) -> bool:
    return len(pairing.pairs) > 1


def _agreeing(pairing: Pairing, was_cut: bool, was_misread: bool, share: float) -> Likeness:
    if was_cut:
        return variant("et al.", max(share, 0.97))
    if was_misread:
        return variant("names read in part", max(share, 0.9))
    if pairing.missing or pairing.extra:
        return variant("team author", max(share, 0.9))
    rules = [likeness.rule for _, _, likeness in pairing.pairs if likeness.outcome == "variant"]
    if not rules:
        return EQUAL
    lowest = min(likeness.similarity for _, _, likeness in pairing.pairs)
    return Likeness("variant", max(dict.fromkeys(rules), key=rules.count), lowest)
