"""Journals, proceedings, books and series held against each other: abbreviations, acronyms, years, places, sections."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from citetrail.judging.likeness import EQUAL, Likeness, best_of, different, variant
from citetrail.judging.wording import is_spelled_alike, words_of
from citetrail.model.folding import fold, plain_from_markup

_STOP = frozenset(
    "the of and in on for a an de la le les des du et der die das und fur zur zum im del della delle dei di y el los "
    "al to at with von van voor het een e da do dos em no na i w"
    " l d s".split()
)
_MEETINGS = frozenset(
    "proceedings proceeding proc conference conf symposium symp meeting congress colloquium workshop workshops".split()
)
_GENERIC = _MEETINGS | frozenset(
    "annual annu international intl int edition companion main volume vol part section series ser papers long short "
    "demonstrations demo track online virtual event held ieee acm cvf"
    " january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_OF_JOURNALS = frozenset("online print electronic resource volume vol".split())
_PLACES = frozenset(
    "u s a us usa uk united states america kingdom london england new york ny oxford baltimore berlin".split()
)
_YEARS = re.compile(r"\b(?:1[89]|20)\d\d\b|'\d\d\b|\b\d{1,3}(?:st|nd|rd|th)\b", re.IGNORECASE)
_ORDINALS = re.compile(
    r"^(?:(?:twenty|thirty|forty|fourty|fifty|sixty)?(?:1st|2nd|3rd|4th|5th|sixth|seventh|eighth|nin(?:th|e?th)|tenth|eleventh"
    r"|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|fortieth|fiftieth))$"
)
_BRACKETS = re.compile(r"\s*[\[(]([^\])]*)[\])]")
_MAIN_END = re.compile(r"\s*[:;=]\s*|\s+[-–—/]\s+|\.\s+(?=[A-Z])|(?<=[a-z])[-–—](?=[A-Z])")
_CAPITALS = re.compile(r"(?<![A-Za-z])(?:[A-Z][A-Za-z]*[A-Z][A-Za-z]*\d?|[A-Z]{3,})(?![a-z])")
_ACRONYM = re.compile(r"^(?=.{2,12}$)[A-Za-z]*[A-Z][A-Za-z]*[A-Z][A-Za-z0-9+]*$|^[A-Z]{2,10}$")
_WORKSHOP = re.compile(r"\bworkshops?\b|\bw\b|@", re.IGNORECASE)

PREPRINT_SERVERS = re.compile(
    r"^\W*(?:arxiv|corr\b|biorxiv|medrxiv|chemrxiv|psyarxiv|socarxiv|osf preprints?|ssrn|research square"
    r"|preprints?(?:\.org)?\b|computing research repository|techrxiv|engrxiv|edarxiv|eartharxiv|authorea|zenodo|hal\b"
    r"|cold spring harbor laboratory|openreview)",
    re.IGNORECASE,
)

# Conferences and journals that are cited by a name their initials do not give. Facts, as their organisers name them.
_KNOWN_AS: dict[str, tuple[str, ...]] = {
    "neurips": ("neural information processing systems",),
    "nips": ("neural information processing systems",),
    "kdd": ("knowledge discovery and data mining", "knowledge discovery data mining", "sigkdd"),
    "www": ("world wide web", "web conference"),
    "thewebconf": ("world wide web", "web conference"),
    "chi": ("human factors in computing systems",),
    "aistats": ("artificial intelligence and statistics",),
    "colt": ("learning theory",),
    "corl": ("robot learning",),
    "icassp": ("acoustics speech and signal processing",),
    "interspeech": ("international speech communication association",),
    "miccai": ("medical image computing and computer assisted intervention",),
    "wacv": ("applications of computer vision", "winter conference"),
    "bmvc": ("british machine vision",),
    "vldb": ("very large data bases", "vldb endowment", "vldb endow"),
    "pvldb": ("vldb endowment", "vldb endow"),
    "sigmod": ("management of data",),
    "sigir": ("research and development in information retrieval",),
    "siggraph": ("computer graphics and interactive techniques", "transactions on graphics"),
    "usenix": ("usenix",),
    "nsdi": ("networked systems design and implementation",),
    "osdi": ("operating systems design and implementation",),
    "sosp": ("operating systems principles",),
    "ccs": ("computer and communications security",),
    "soups": ("usable privacy and security",),
    "ndss": ("network and distributed system security",),
    "hlt": ("human language technologies",),
    "l4dc": ("learning for dynamics and control",),
    "ml4h": ("machine learning for health",),
    "tmlr": ("transactions on machine learning research",),
    "tacl": ("transactions of the association for computational linguistics",),
    "tog": ("transactions on graphics",),
    "pnas": ("national academy of sciences",),
    "nejm": ("new england journal of medicine",),
    "jama": ("american medical association",),
    "bmj": ("british medical journal",),
    "cacm": ("communications of the acm",),
    "lncs": ("lecture notes in computer science",),
    "lnai": ("lecture notes in artificial intelligence",),
    "ecai": ("european conference on artificial intelligence",),
    "ijcai": ("joint conference on artificial intelligence",),
    "iclr": ("learning representations",),
}


class _Form(NamedTuple):
    plain: str
    words: tuple[str, ...]  # all words but articles and prepositions
    core: tuple[str, ...]  # without years, ordinals and words such as "proceedings"
    main: tuple[str, ...]  # the words before a colon or dash
    acronyms: frozenset[str]
    initials: str  # of all words, prepositions included
    is_acronym: bool
    is_workshop: bool


@lru_cache(maxsize=16384)
def _form(name: str) -> _Form:
    plain = plain_from_markup(name).strip(" .,;")
    bare = _YEARS.sub(" ", _BRACKETS.sub(" ", plain)).strip(" ,.;'")
    everything = words_of(bare) or words_of(plain)
    words = tuple(word for word in everything if word not in _STOP)
    ignored = _GENERIC if _MEETINGS & set(words) else _OF_JOURNALS
    core = tuple(word for word in words if word not in ignored and not word.isdigit() and not _ORDINALS.match(word))
    main = _words_before(bare)
    is_acronym = _is_acronym(bare.strip(" .,'-"))
    return _Form(
        fold(plain), words, core or words, main, _acronyms(plain), "".join(word[0] for word in everything),
        is_acronym, bool(_WORKSHOP.search(plain)),
    )  # fmt: skip


def _is_acronym(bare: str) -> bool:
    parts = bare.replace(".", "").split()
    if not 1 <= len(parts) <= 2 or not _ACRONYM.match("".join(parts)):
        return False
    return len(parts) == 1 or all(part.isupper() or part.isdigit() for part in parts)


def _words_before(bare: str) -> tuple[str, ...]:
    cut = _MAIN_END.search(bare)
    head = bare[: cut.start()] if cut else bare
    return tuple(word for word in words_of(head) if word not in _STOP)


@lru_cache(maxsize=16384)
def _acronyms(plain: str) -> frozenset[str]:
    """The acronyms a name spells out, `CVPR` in `2021 IEEE/CVF Conference on … (CVPR)`, without publishers' ones."""
    found = {hit.group().rstrip("0123456789").lower() for hit in _CAPITALS.finditer(plain)}
    return frozenset(found - _GENERIC - {"ieee", "acm", "cvf", "usa", "uk", "cvpr52729"})


def is_preprint_server(name: str | None) -> bool:
    """Whether the container is a place for preprints and not a journal."""
    return bool(name and PREPRINT_SERVERS.match(fold(name)))


def compare_venues(given: str, found: Iterable[str]) -> Likeness:
    """The best likeness of a journal, proceedings or book title to any that a record has."""
    return best_of(*(_compare(given, name) for name in found))


@lru_cache(maxsize=32768)
def _compare(given: str, found: str) -> Likeness:
    one, other = _form(given), _form(found)
    if one.plain == other.plain:
        return EQUAL
    if one.words == other.words or "".join(one.words) == "".join(other.words):
        return EQUAL._replace(rule="case and punctuation")
    rule = _rule(one, other) or _rule(other, one)
    if rule and one.is_workshop == other.is_workshop:
        return variant(rule, 0.95)
    if rule:
        return variant("workshop of a conference", 0.85)
    return different("another journal or book", _similarity(one, other))


def _rule(short: _Form, long: _Form) -> str | None:
    """The habit by which `short` can be a way to write `long`; None if it cannot."""
    if short.core == long.core:
        return "proceedings, years and numbers"
    if short.is_acronym:
        return "acronym" if _is_acronym_of(short, long) else None
    if short.acronyms & long.acronyms and not long.is_acronym and _share_series(short, long):
        return "acronym"
    if short.words == long.main and (_is_telling(short.words) or ":" in long.plain):
        return "subtitle"
    if _is_abbreviation(short.words, long.words) or _is_abbreviation(short.core, long.core):
        return "journal abbreviation"
    if len(long.main) < len(long.words) and _is_telling(short.words) and _is_abbreviation(short.words, long.main):
        return "journal abbreviation"
    if len(short.core) == len(long.core) and all(map(is_spelled_alike, short.core, long.core)):
        return "spelling"
    return _part_rule(short, long)


def _part_rule(short: _Form, long: _Form) -> str | None:
    if len(short.core) >= 3 and set(short.core) <= set(long.core) and _has_run(short.core, long.core):
        return "part of the name"
    return None


def _is_telling(words: tuple[str, ...]) -> bool:
    return len(words) >= 2 or (len(words) == 1 and len(words[0]) >= 8)


def _share_series(one: _Form, other: _Form) -> bool:
    """Two long names with one acronym are one series, unless each also has an acronym that the other lacks."""
    return one.acronyms <= other.acronyms or other.acronyms <= one.acronyms


def _has_run(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    size = len(short)
    return any(long[start : start + size] == short for start in range(len(long) - size + 1))


def _is_acronym_of(short: _Form, long: _Form) -> bool:
    acronym = "".join(sign for sign in short.plain.replace(" ", "") if sign.isalpha())
    if not acronym:
        return False
    if acronym in long.acronyms or (acronym in long.words and _MEETINGS & set(long.words)):
        return True
    spelled = " ".join(word for word in long.plain.replace("-", " ").replace(",", " ").split())
    if any(name in spelled for name in _KNOWN_AS.get(acronym, ())):
        return True
    if long.is_acronym:
        return bool(set(_KNOWN_AS.get(acronym, ())) & set(_KNOWN_AS.get(long.plain.replace(" ", ""), ())))
    content = "".join(word[0] for word in long.words)
    core = "".join(word[0] for word in long.core)
    if len(acronym) >= 3 and (acronym in content or acronym in core or acronym in long.initials):
        return True
    return len(acronym) >= 4 and (_is_subsequence(acronym, content) and acronym[0] == content[0])


def _is_subsequence(short: str, long: str) -> bool:
    signs = iter(long)
    return all(sign in signs for sign in short)


@lru_cache(maxsize=16384)
def _is_abbreviation(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether each word of `short` abbreviates the next word of `long` (ISSN word abbreviations: a cut word, or a
    contraction that keeps the first letter). Words of places may be left over on either side.
    """
    place = 0
    for word in short:
        if place < len(long) and _abbreviates(word, long[place]):
            place += 1
        elif word not in _PLACES:
            return False
    return place > 0 and all(word in _PLACES for word in long[place:])


@lru_cache(maxsize=65536)
def _abbreviates(short: str, long: str) -> bool:
    if long.startswith(short) or short == long:
        return True
    if len(short) < 2 or len(short) >= len(long) or short[0] != long[0]:
        return is_spelled_alike(short, long)
    if short.endswith("s") and long.startswith(short[:-1]) and len(short) > 3:
        return True  # plural of a cut word
    return len(short) >= 3 and _is_subsequence(short, long) and short[-1] in long[len(short) - 1 :][-3:]


def _similarity(one: _Form, other: _Form) -> float:
    if not one.core or not other.core:
        return fuzz.ratio(one.plain, other.plain) / 100
    return 0.8 * fuzz.token_sort_ratio(" ".join(one.core), " ".join(other.core)) / 100
