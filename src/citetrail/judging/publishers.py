"""Publishers held against each other: legal forms, acronyms, and imprints of one house."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz

from citetrail.judging.likeness import EQUAL, NOT_IN_RECORD, NOT_IN_REFERENCE, Likeness, different, variant
from citetrail.judging.wording import words_of
from citetrail.model.folding import fold

_FORMS = frozenset(
    "ltd limited inc incorporated llc gmbh ag co kg bv b v sa s a srl plc corp corporation company publishing "
    "publishers publisher publications publication press verlag editions edition editorial ediciones group books the "
    "of and & sons for international us usa uk global media science sciences academic division".split()
)

# Houses with the names and imprints that appear on their works over the years. Facts from the publishers' own pages.
_HOUSES: tuple[frozenset[str], ...] = tuple(
    frozenset(name.strip() for name in row.split(","))
    for row in (
        "elsevier, academic press, pergamon, north holland, cell press, saunders, mosby, churchill "
        "livingstone, butterworth, heinemann, morgan kaufmann, lancet, science direct, jai, excerpta medica",
        "springer, nature, bmc, biomed central, palgrave, apress, birkhauser, kluwer, humana, spektrum, "
        "plenum, macmillan, springeropen, adis, steinkopff, vieweg, gabler",
        "wiley, blackwell, jossey bass, wiley vch, hindawi, wiley liss, munksgaard, polity, american geophysical union",
        "taylor, francis, routledge, crc, informa, psychology press, dove, erlbaum, garland, carfax, f1000, "
        "earthscan, marcel dekker, chapman, hall, ashgate, haworth",
        "sage, corwin, pine forge, mary ann liebert, royal society of medicine",
        "oxford, oup, clarendon",
        "cambridge, cup",
        "wolters kluwer, lippincott, williams, wilkins, ovid, lww, medknow",
        "penguin, random house, knopf, vintage, doubleday, viking, allen lane, pantheon, crown, ballantine, "
        "putnam, bantam",
        "harpercollins, harper, collins, basic books, perseus, zondervan",
        "macmillan, farrar, holt, st martin, picador, freeman, worth, bedford, tor",
        "simon, schuster, free press, scribner, atria, touchstone",
        "hachette, little brown, basic books, perseus, public affairs, grand central, hodder, orion",
        "pearson, prentice hall, addison wesley, allyn, longman, benjamin cummings",
        "mcgraw hill, osborne, appleton lange, irwin",
        "acm, association computing machinery",
        "ieee, institute electrical electronics engineers",
        "acl, association computational linguistics",
        "aaai, association advancement artificial intelligence, american association artificial intelligence",
        "plos, public library science",
        "bmj, british medical journal, british medical association",
        "ama, american medical association",
        "apa, american psychological association",
        "acs, american chemical society",
        "aps, american physical society",
        "aip, american institute physics",
        "iop, institute physics",
        "rsc, royal society chemistry",
        "pmlr, jmlr, microtome",
        "cold spring harbor laboratory, biorxiv, medrxiv",
        "arxiv, cornell university",
        "mdpi, multidisciplinary digital institute",
        "de gruyter, mouton, saur, princeton university, harvard university, yale university, columbia "
        "university, stanford university",
        "brill, rodopi, nijhoff, martinus nijhoff, schoningh, fink",
        "neural information processing systems, nips, neurips, curran",
        "who, world health organization",
    )
)


def compare_publishers(given: str | None, found: str | None) -> Likeness:
    """The publisher; imprints and successors of one house agree."""
    if not given:
        return NOT_IN_REFERENCE
    if not found:
        return NOT_IN_RECORD
    return _compare(given, found)


@lru_cache(maxsize=8192)
def _compare(given: str, found: str) -> Likeness:
    if fold(given) == fold(found):
        return EQUAL
    one, other = _words(given), _words(found)
    if one and other and (set(one) <= set(other) or set(other) <= set(one)):
        return variant("form of the publisher's name", 0.95)
    if _houses(given) & _houses(found):
        return variant("imprint of the same house", 0.9)
    if _initials(given) == fold(found) or _initials(found) == fold(given) or _acronyms(given) & _acronyms(found):
        return variant("acronym", 0.9)
    alike = fuzz.token_set_ratio(" ".join(one), " ".join(other)) / 100
    if alike >= 0.8:
        return variant("form of the publisher's name", alike)
    return different("another publisher", 0.5 * alike, "minor")


def _words(name: str) -> tuple[str, ...]:
    words = words_of(name)
    return tuple(word for word in words if word not in _FORMS) or words


_LINKING = frozenset({"of", "for", "the", "and"})


@lru_cache(maxsize=8192)
def _houses(name: str) -> frozenset[int]:
    """The houses, by their place in the table, whose names stand in `name` as whole words."""
    words = f" {_plain(name)} "
    return frozenset(
        place for place, names in enumerate(_HOUSES) if any(f" {_plain(single)} " in words for single in names)
    )


@lru_cache(maxsize=8192)
def _plain(name: str) -> str:
    return " ".join(word for word in words_of(name) if word not in _LINKING)


def _initials(name: str) -> str:
    return "".join(word[0] for word in _plain(name).split())


def _acronyms(name: str) -> set[str]:
    words = name.replace("(", " ").replace(")", " ").split()
    return {word.lower() for word in words if word.isupper() and len(word) >= 3}
