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

# Conferences and journals by the acronym they are cited by, for those where initials mislead or do not lead there.
# Facts, as their organisers name them. An acronym that stands here is matched by these names alone.
_KNOWN_AS: dict[str, tuple[str, ...]] = {
    "neurips": ("neural information processing systems",),
    "nips": ("neural information processing systems",),
    "icml": ("international conference on machine learning", "intl conf on machine learning"),
    "iclr": ("learning representations",),
    "acl": ("association for computational linguistics",),
    "emnlp": ("empirical methods in natural language processing",),
    "naacl": ("north american chapter of the association for computational linguistics",),
    "coling": ("international conference on computational linguistics",),
    "cvpr": ("computer vision and pattern recognition",),
    "iccv": ("international conference on computer vision",),
    "eccv": ("european conference on computer vision", "computer vision eccv"),
    "aaai": ("aaai conference", "aaai", "national conference on artificial intelligence"),
    "ijcai": (
        "international joint conference on artificial intelligence",
        "international joint conferences on artificial",
    ),
    "uai": ("uncertainty in artificial intelligence",),
    "kdd": ("knowledge discovery and data mining", "knowledge discovery data mining", "sigkdd"),
    "www": ("world wide web", "web conference"),
    "thewebconf": ("world wide web", "web conference"),
    "chi": ("human factors in computing systems",),
    "aistats": ("artificial intelligence and statistics",),
    "colt": ("learning theory",),
    "icassp": ("acoustics speech and signal processing",),
    "interspeech": ("interspeech", "international speech communication association"),
    "vldb": ("very large data bases", "vldb"),
    "pvldb": ("vldb",),
    "sigmod": ("management of data", "sigmod"),
    "sigir": ("research and development in information retrieval", "sigir"),
    "siggraph": ("computer graphics and interactive techniques", "transactions on graphics", "siggraph"),
    "usenix": ("usenix",),
    "hlt": ("human language technologies",),
    "l4dc": ("learning for dynamics and control",),
    "ml4h": ("machine learning for health",),
    "tacl": ("transactions of the association for computational linguistics",),
    "pnas": ("national academy of sciences",),
    "nejm": ("new england journal of medicine",),
    "jama": ("american medical association",),
    "bmj": ("british medical journal",),
    "cacm": ("communications of the acm",),
    "lncs": ("lecture notes in computer science",),
    "lnai": ("lecture notes in artificial intelligence",),
}

# Book series that databases give for the volume: they say nothing against the proceedings or book that was cited.
_SERIES = re.compile(
    r"^(?:lecture notes (?:in|on)|communications in computer and information science|advances in intelligent systems"
    r"|advances in (?:experimental medicine and biology|soft computing)|studies in \w+"
    r"|springer (?:series|proceedings|tracts)"
    r"|the springer (?:international )?series|ifip advances|leibniz international proceedings|smart innovation systems"
    r"|international series (?:in|on)|acm international conference proceeding series|methods in molecular biology"
    r"|topics in \w+|undergraduate texts|graduate texts|monographs (?:in|on)|ima volumes|nato (?:asi|science) series)\b"
)


_SECTION = re.compile(r"(?<=\w)[\s.,]+(?:([A-Z])(?=\s*[:–—(-])|([A-Za-z])$)")


class _Form(NamedTuple):
    plain: str
    words: tuple[str, ...]  # all words but articles and prepositions
    core: tuple[str, ...]  # without years, ordinals and, for meetings, words such as "proceedings"
    bare: tuple[str, ...]  # without those words in any case
    main: tuple[str, ...]  # the words before a colon or dash
    acronyms: frozenset[str]
    every: tuple[str, ...]  # all words, prepositions included
    acronym: tuple[str, ...]  # the parts of a name that is an acronym: `NAACL-HLT`; empty for others
    is_meeting: bool
    is_series: bool
    is_workshop: bool
    section: str  # `E` of `Physical Review E`: journals of one family that differ in nothing else


@lru_cache(maxsize=16384)
def _form(name: str) -> _Form:
    plain = plain_from_markup(name).strip(" .,;")
    bare = _YEARS.sub(" ", _BRACKETS.sub(" ", plain)).strip(" ,.;'")
    every = words_of(bare) or words_of(plain)
    words = tuple(word for word in every if word not in _STOP)
    is_meeting = bool(_MEETINGS & set(words))
    return _Form(
        fold(plain),
        words,
        _without(words, _GENERIC if is_meeting else _OF_JOURNALS),
        _without(words, _GENERIC),
        _words_before(bare),
        _acronyms(plain if is_meeting else _set_apart(plain)),
        every,
        _acronym_parts(bare.strip(" .,'-")),
        is_meeting,
        bool(_SERIES.match(" ".join(every))),
        bool(_WORKSHOP.search(plain)),
        (found[1] or found[2]).lower() if (found := _SECTION.search(bare)) else "",
    )


def _without(words: tuple[str, ...], ignored: frozenset[str]) -> tuple[str, ...]:
    kept = (word for word in words if word not in ignored and not word.isdigit() and not _ORDINALS.match(word))
    return tuple(kept) or words


def _acronym_parts(bare: str) -> tuple[str, ...]:
    """The acronyms a short name consists of: `ACL/IJCNLP` → acl, ijcnlp; empty for names in words."""
    parts = [part for part in re.split(r"[\s/@&+–-]+", bare.replace(".", "")) if part]
    telling = [part for part in parts if part.lower() not in ("workshops", "workshop", "findings", "of", "the")]
    if not 1 <= len(telling) <= 3 or not all(_ACRONYM.match(part) or part.isdigit() for part in telling):
        return ()
    return tuple(part.rstrip("0123456789").lower() for part in telling if not part.isdigit())


def _words_before(bare: str) -> tuple[str, ...]:
    cut = _MAIN_END.search(bare)
    head = bare[: cut.start()] if cut else bare
    return tuple(word for word in words_of(head) if word not in _STOP)


def _set_apart(plain: str) -> str:
    """What stands in brackets or behind a colon: there an acronym names the whole, elsewhere it begins another name."""
    return " ".join((*_BRACKETS.findall(plain), *plain.split(":")[1:]))


@lru_cache(maxsize=16384)
def _acronyms(plain: str) -> frozenset[str]:
    """The acronyms a name spells out, `CVPR` in `2021 IEEE/CVF Conference on … (CVPR)`, without publishers' ones."""
    found = {hit.group().rstrip("0123456789").lower() for hit in _CAPITALS.finditer(plain)}
    return frozenset(found - _GENERIC - {"ieee", "acm", "cvf", "usa", "uk", "cvpr52729"})


def is_preprint_server(name: str | None) -> bool:
    """Whether the container is a place for preprints and not a journal."""
    return bool(name and PREPRINT_SERVERS.match(fold(name)))


def is_book_series(name: str | None) -> bool:
    """Whether the container is a series of books, which says nothing about the book or proceedings themselves."""
    return bool(name and _form(name).is_series)


def compare_venues(given: str, found: Iterable[str]) -> Likeness:
    """The best likeness of a journal, proceedings or book title to any that a record has."""
    return best_of(*(_compare(given, name) for name in found))


@lru_cache(maxsize=32768)
def _compare(given: str, found: str) -> Likeness:
    one, other = _form(given), _form(found)
    if one.plain == other.plain:
        return EQUAL
    if one.section and other.section and one.section != other.section:
        return different("another section of the journal", 0.75)
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
    if short.core == long.core or ((short.is_meeting or long.is_meeting) and short.bare == long.bare):
        return "proceedings, years and numbers"
    if short.acronym:
        return _acronym_rule(short, long)
    if short.acronyms & long.acronyms and not long.acronym and _share_series(short, long):
        return "acronym"
    if short.words == long.main and (_is_telling(short.words) or ":" in long.plain):
        return "subtitle"
    if _is_abbreviation(short.words, long.words) or _is_abbreviation(short.core, long.core):
        return "journal abbreviation"
    if len(long.main) < len(long.words) and _is_telling(short.words) and _is_abbreviation(short.words, long.main):
        return "journal abbreviation"
    if len(short.core) == len(long.core) and all(map(is_spelled_alike, short.core, long.core)):
        return "spelling"
    if long.is_series and not short.is_series and (short.is_meeting or len(short.words) > 1):
        return "series of the volume"
    return _part_rule(short, long)


def _acronym_rule(short: _Form, long: _Form) -> str | None:
    if any(_is_acronym_of(part, long) for part in short.acronym):
        return "acronym"
    return "series of the volume" if long.is_series else None


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


def _is_acronym_of(acronym: str, long: _Form) -> bool:
    if not acronym:
        return False
    if acronym in long.acronyms or acronym.removesuffix("w") in long.acronyms or f"{acronym}w" in long.acronyms:
        return True
    known = _KNOWN_AS.get(acronym)
    if long.acronym:
        return acronym in long.acronym or any(set(known or ()) & set(_KNOWN_AS.get(part, ())) for part in long.acronym)
    spelled = " ".join(long.every)
    if known:
        return any(" ".join(words_of(name)) in spelled for name in known)
    if len(acronym) == 2:
        return acronym == "".join(word[0] for word in long.core)
    return _is_spelled_by(acronym, long.every, long.bare[0] if long.bare else "")


def _is_spelled_by(acronym: str, words: tuple[str, ...], first: str) -> bool:
    """Whether the acronym is made of beginnings of the words, in order: `RecSys` of `recommender systems`.

    It starts with the name's first word, or with the first that is not `proceedings` or the like.
    """
    starts = [place for place, word in enumerate(words) if word == first or word in _MEETINGS or place == 0]
    return any(_spells(acronym, words[place:]) for place in starts if words[place][0] == acronym[0])


def _spells(acronym: str, words: tuple[str, ...]) -> bool:
    if not acronym:
        return True
    if not words:
        return False
    word, rest = words[0], words[1:]
    longest = len(word) if len(word) <= 2 else len(word) - 1  # a whole word is no part of an acronym
    for size in range(min(4, longest, len(acronym)), 0, -1):
        if acronym.startswith(word[:size]) and _spells(acronym[size:], rest):
            return True
    return len(acronym) < len("".join(words)) and _spells_later(acronym, rest)


def _spells_later(acronym: str, rest: tuple[str, ...]) -> bool:
    """Skip a word; the next one used must begin with the acronym's next letter."""
    following = next((place for place, word in enumerate(rest) if word[0] == acronym[0]), None)
    return following is not None and _spells(acronym, rest[following:])


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
    rest = long[place:]
    return place > 0 and (all(word in _PLACES for word in rest) or (rest == ("journal",) and place > 1))


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
