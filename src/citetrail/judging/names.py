"""Names of people and teams held against each other: initials, accents, order, compound and transliterated names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from citetrail.judging.likeness import EQUAL, Likeness, different, variant
from citetrail.model.folding import fold, fold_words
from citetrail.model.persons import Person

_NUMBERED = re.compile(r"\s+\d{4}$")  # dblp tells namesakes apart with a number behind the name
_SPLIT = re.compile(r"[\s.\-‐‑–_]+")
_LATEX = re.compile(r"[{}~\\\"]")
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "œ": "oe"})

# Russian and Ukrainian letters as passports and libraries write them; the variants differ in vowels and signs only,
# which the tolerance for spelling takes up. Source: ISO 9 and BGN/PCGN tables.
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "ye", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "ї": "yi", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "",
    "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
_CYRILLIC_TABLE = str.maketrans(_CYRILLIC)

# Short forms of given names that do not begin like the long one.
_NICKNAMES: tuple[frozenset[str], ...] = tuple(
    frozenset(row.split())
    for row in (
        "bob rob robert bobby", "bill will william billy liam", "dick rick richard", "jim james jimmy jamie",
        "jack john johnny hans jan", "ted ed edward eddie theodore ned", "peg peggy margaret meg maggie",
        "betty liz elizabeth beth lisa eliza libby", "kate catherine katherine kathy cathy katharine",
        "tony anthony antonio", "hal harry henry", "chuck charles charlie", "larry lawrence laurence",
        "sasha alexander alexandra alex", "misha mikhail michael mike mick", "nick nicholas nikolaus klaus",
        "gene eugene", "sandy alexander", "becky rebecca", "patty patricia trish", "vlad volodymyr vladimir",
        "greg gregory grzegorz", "joe joseph jose", "steve stephen steven stefan", "geoff geoffrey jeffrey jeff",
        "tina christina kristina", "art arthur",
    )
)  # fmt: skip
_ET_AL = frozenset({"et al", "al", "et", "and others", "others", "et alii", "et alia", "and colleagues", "u a", "usw"})


class NameForm(NamedTuple):
    """A name ready for comparing: family without blanks in its spellings, given names as folded parts."""

    families: frozenset[str]
    family_words: tuple[str, ...]
    given: tuple[str, ...]
    is_group: bool
    whole: str


@lru_cache(maxsize=65536)
def _form(family: str, particle: str, given: str, literal: str) -> NameForm:
    if literal:
        name = fold_words(_NUMBERED.sub("", literal))
        return NameForm(frozenset({name}), tuple(name.split()), (), True, name)
    clean_family = _LATEX.sub("", _NUMBERED.sub("", family))
    clean_given = _LATEX.sub("", _NUMBERED.sub("", given))
    if not _joined(clean_family) and " " in clean_given.strip():  # `-, Xuewen Ding`: deposited as one name
        clean_given, _, clean_family = clean_given.strip().rpartition(" ")
    full = f"{particle} {clean_family}".strip()
    spellings = {_joined(full), _joined(clean_family)}
    lowered = full.lower()
    if not full.isascii():
        spellings |= {_joined(lowered.translate(_GERMAN)), _joined(lowered.translate(_CYRILLIC_TABLE))}
    if any("а" <= sign.lower() <= "я" for sign in clean_given):
        clean_given = clean_given.lower().translate(_CYRILLIC_TABLE).title()
    parts = _given_parts(clean_given)
    words = tuple(fold_words(full).split())
    return NameForm(frozenset(filter(None, spellings)), words, parts, False, " ".join((*parts, *words)))


def form_of(person: Person) -> NameForm:
    """The comparable form of a person or group."""
    return _form(person.family or "", person.particle or "", person.given or "", person.literal or "")


def _joined(text: str) -> str:
    return fold_words(text).replace(" ", "").replace("'", "")


def _given_parts(given: str) -> tuple[str, ...]:
    parts: list[str] = []
    for part in _SPLIT.split(given):
        bare = fold(part).strip("'\",;()[]")
        if not bare:
            continue
        if _are_initials(part) and bare.isascii():
            parts.extend(bare)  # "JL" is two initials
        else:
            parts.append(bare)
    return tuple(parts)


def _are_initials(part: str) -> bool:
    """`JL`, `RdS`: capitals, perhaps with the small letter of a particle, and no name."""
    is_short = 1 < len(part) <= 4 and part.isalpha()
    return is_short and part[0].isupper() and part[-1].isupper()


def is_et_al(name: NameForm) -> bool:
    """Whether this "name" is the mark of a cut list (`et al.`, `and others`) that a reader took for a person."""
    return name.whole in _ET_AL


def compare_persons(given: Person, found: Person) -> Likeness:
    """Whether two names can be of one person, and by which habit they differ."""
    return compare_names(form_of(given), form_of(found))


@lru_cache(maxsize=131072)
def compare_names(one: NameForm, other: NameForm) -> Likeness:
    """`compare_persons` for names that are in comparable form already."""
    if one.is_group or other.is_group:
        return _compare_groups(one, other)
    if one.families & other.families:
        return _with_family(one, other)
    return (
        _in_other_order(one, other)
        or _with_compound_family(one, other)
        or _with_misspelled_family(one, other)
        or different("another name", 0.4 * _likeness_of_letters(one, other))
    )


def _likeness_of_letters(one: NameForm, other: NameForm) -> float:
    families = fuzz.ratio(" ".join(one.family_words), " ".join(other.family_words))
    return float(max(families, fuzz.ratio(one.whole, other.whole))) / 100


def _compare_groups(one: NameForm, other: NameForm) -> Likeness:
    if one.whole == other.whole:
        return EQUAL
    alike = fuzz.token_set_ratio(one.whole, other.whole) / 100
    initials = "".join(word[0] for word in other.whole.split()), "".join(word[0] for word in one.whole.split())
    if alike >= 0.85 or one.whole.replace(" ", "") == initials[0] or other.whole.replace(" ", "") == initials[1]:
        return variant("team author")
    return different("another name", 0.4 * alike)


def _with_family(one: NameForm, other: NameForm) -> Likeness:
    if one.given == other.given:
        same = one.family_words == other.family_words
        return EQUAL if same else variant("accents and particles")
    rule = _given_rule(one.given, other.given)
    if rule:
        return variant(rule)
    return different("another given name", 0.5, "minor")


def _given_rule(one: tuple[str, ...], other: tuple[str, ...]) -> str | None:
    """The habit by which two lists of given names can be the same person's; None if they cannot."""
    if not one or not other:
        return "given name missing"
    first, second = one[0], other[0]
    if first == second:
        return "middle names"
    if len(first) == 1 or len(second) == 1:
        if first[0] == second[0]:
            return "initials"
    elif (
        first.startswith(second)
        or second.startswith(first)
        or "".join(one) == "".join(other)
        or any(first in row and second in row for row in _NICKNAMES)
    ):
        return "short form of the given name"
    if set(one) & set(other) or _is_called_by_middle_name(one, other):
        return "middle names"
    if _is_near(first, second):
        return "spelling of the given name"
    if "".join(one).startswith("".join(other)) or "".join(other).startswith("".join(one)):
        return "initials"
    return None


def _initials(parts: tuple[str, ...]) -> str:
    return "".join(part[0] for part in parts)


def _is_called_by_middle_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """`S. Freedberg` for `A. Stephen Freedberg`: one side's only name is the other's second."""
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and len(long) > 1 and any(part[0] == short[0][0] for part in long[1:])


def _in_other_order(one: NameForm, other: NameForm) -> Likeness | None:
    """Family and given name exchanged, as happens to Chinese, Korean, Hungarian and other names."""
    mine, theirs = _words(one), _words(other)
    if sorted(mine) == sorted(theirs) or "".join(mine) == "".join(theirs):
        return variant("name order")
    if "".join(one.given) in other.families and "".join(other.given) in one.families:
        return variant("name order")
    return _exchanged_with_initials(one, other) or _exchanged_with_initials(other, one)


def _exchanged_with_initials(one: NameForm, other: NameForm) -> Likeness | None:
    """`KH, Carruthers` for `Carruthers, Katherine H.`: the family name stands for the given one, beside initials."""
    if not one.given or not other.given or "".join(one.given) not in other.families:
        return None
    short, long = "".join(one.family_words), _initials(other.given)
    is_initials = len(short) <= 4 and (long.startswith(short) or short.startswith(long))
    return variant("name order") if is_initials else None


def _words(form: NameForm) -> list[str]:
    return [*form.given, *form.family_words]


def _with_compound_family(one: NameForm, other: NameForm) -> Likeness | None:
    """`García` for `García López`, `Idrissi` for `Janati El Idrissi`: part of the family name stands elsewhere."""
    mine, theirs = set(one.family_words), set(other.family_words)
    shared = {word for word in mine & theirs if len(word) > 2}
    if not shared or not (len(mine) > 1 or len(theirs) > 1):
        return None
    if not one.given or not other.given or one.given[0][0] == other.given[0][0]:
        return variant("compound name", 0.94)
    return None


def _with_misspelled_family(one: NameForm, other: NameForm) -> Likeness | None:
    if one.given and other.given and _given_rule(one.given, other.given) is None:
        return None
    for mine in one.families:
        for theirs in other.families:
            if len(mine) >= 4 and len(theirs) >= 4 and _is_near(mine, theirs):
                return variant("spelling of the name", 0.92)
    return None


def _is_near(one: str, other: str) -> bool:
    allowed = 1 if min(len(one), len(other)) < 7 else 2
    if OSA.distance(one, other, score_cutoff=allowed) > allowed:
        return False
    return one[0] == other[0] or (one[1:] == other[1:] and len(one) > 6)
