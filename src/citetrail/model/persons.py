"""People and groups as bibliographies name them."""

from __future__ import annotations

import html
import re
import unicodedata

from pydantic import BaseModel, ConfigDict

# Lower-case words that belong to a family name; used when a name is written in one string.
_PARTICLE_WORDS = (
    "af al am an auf aus ben bin bint da das de degli del della delle dello den der des di do dos du e el het ibn il "
    "in la las le les lo los ould ten ter und van vande vander vanden ver von vom zu zum zur y 't ’t d'"
)
PARTICLES = frozenset(_PARTICLE_WORDS.split())
# Written with a capital they begin a family name (in 29,564 names of Crossref, PubMed and DataCite 355 times, against
# 47 times where they are a middle name).
_CAPITAL_BEGINNINGS = frozenset(
    "Abd Abdel Abdul Al Ben Bin Da Dal Dalla De Del Della Den Der Di Dos Du El Ibn La Le Lo Mc San St St. "
    "Ter Van Vande Vanden Vander Von".split()
)
_BETWEEN_NAMES = frozenset(("y", "e", "i"))  # `Ramón y Cajal`, `Mendes e Silva`, `Gaudí i Cornet`
_ATTACHED = re.compile(r"^((?:d|l|dell|dall|all|nell|sull)['’]|(?:al|el|ad|an|ar|as|ash|at|az)[-‐])(?=[^\W\d_])")
_SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|iv|2nd|3rd|junior|senior)\.?$", re.IGNORECASE)
_KIN = frozenset(("filho", "neto", "netto", "júnior", "sobrinho"))  # Portuguese: stays with the name before it
_DEGREE = re.compile(r"^(?:ph\.?\s?d|d\.?\s?phil|m\.?\s?sc|mph|frcp|m\.?d|m\.?a|b\.?sc|ll\.?m)\.?$", re.IGNORECASE)
_DOCTORATE = re.compile(r"^(?:ph\.?\s?d|d\.?\s?phil)\.?$", re.IGNORECASE)
# Three capitals with a vowel are a name rather than initials (`Feng LIU`).
_INITIALS = re.compile(r"^(?:[A-ZÀ-ÖØ-Þ]{1,2}|[B-DF-HJ-NP-TV-XZ]{3}|(?:[A-ZÀ-ÖØ-Þ]\.-?){1,4})$")
_EASTERN = re.compile(r"^[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\s]+$")
_NOBODY = re.compile(r"^(?:and\s+)?(?:et\.?\s+al(?:ii)?|others)\.?$", re.IGNORECASE)
_COMMAS = str.maketrans("，、،", ",,,")
_HOMONYM = re.compile(r"\s\d{4}$")  # dblp numbers people of one name: `Wei Wang 0001`
# The family names that Spanish speakers bear most often and that are no given names: before a last name they belong
# to it (`García Márquez`).
_SPANISH = frozenset(
    "acosta aguilar alvarez bravo caballero cabrera cardenas carrasco castaneda castillo contreras cortes delgado diaz "
    "dominguez espinosa espinoza fernandez figueroa flores fuentes gallego garcia garrido gomez gonzalez guerrero "
    "gutierrez hernandez herrera iglesias jimenez lopez lozano marin marquez martinez medina mejia mendez mendoza "
    "molina morales moreno munoz navarro nunez ortega ortiz pacheco pena perez prieto quintero ramirez ramos reyes "
    "rios rodriguez rojas romero rubio ruiz salazar sanchez sandoval sanz serrano suarez torres vargas vazquez "
    "vega".split()
)


class Person(BaseModel):
    """A person, or a group named in `literal` (then nothing else is set but `orcid`).

    `particle` is the part before the family name that is written small (`van der`); `suffix` is `Jr.` and the like.
    A person known by one name has only `family`.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    family: str | None = None
    given: str | None = None
    particle: str | None = None
    suffix: str | None = None
    literal: str | None = None
    orcid: str | None = None

    @property
    def is_group(self) -> bool:
        """Whether this names a group and not a person."""
        return self.literal is not None

    @property
    def sort_name(self) -> str:
        """`van der Berg, Hans, Jr.`; a group's name as it is."""
        if self.literal is not None:
            return self.literal
        parts = (self.full_family, self.given, self.suffix)
        return ", ".join(part for part in parts if part)

    @property
    def full_family(self) -> str:
        """Family name with its particle (`van der Berg`, `d'Annunzio`), or the group's name; empty if unknown."""
        if self.literal is not None:
            return self.literal
        if self.particle and self.family and self.particle[-1] in "'’-‐":
            return f"{self.particle}{self.family}"
        return " ".join(part for part in (self.particle, self.family) if part)

    @property
    def initials(self) -> str:
        """Initials of the given names in capitals, without dots: `JL` for `Jean-Luc`, `J.-L.` and `JL`."""
        return "".join(self._initials_of(part) for part in re.split(r"[\s.\-‐]+", self.given or ""))

    def _initials_of(self, part: str) -> str:
        letters = "".join(letter for letter in part if letter.isalpha())
        has_capitals_only = (self.family or "X").isupper()
        if letters.isupper() and len(letters) <= (2 if has_capitals_only else 3):
            return letters
        return letters[:1].upper()

    def __str__(self) -> str:
        if self.literal is not None:
            return self.literal
        if self.family and self.given and _EASTERN.match(self.family + self.given):
            return f"{self.full_family}{self.given}"
        name = " ".join(part for part in (self.given, self.full_family) if part)
        return f"{name} {self.suffix}" if self.suffix else name


def group(name: str) -> Person:
    """A group author: a consortium, a ministry, a team."""
    return Person(literal=" ".join(name.split()))


def person_from_text(text: str) -> Person | None:
    """A name in one string: `Family, Given`, `Family, Jr., Given`, `Given von Family`, `Family GI`, `Family` alone.

    None for a string without a letter and for `et al.`. Does not guess groups: use `group` where the source says so.
    Names in Han, Kana or Hangul have the family name first; without a blank they stay whole.
    """
    plain = html.unescape(text) if "&" in text else text
    name = _HOMONYM.sub("", " ".join(plain.translate(_COMMAS).split()).strip(" ,;"))
    parts = _without_degrees([part for part in (part.strip() for part in name.split(",")) if part])
    if not any(letter.isalpha() for part in parts for letter in part) or _NOBODY.match(name):
        return None
    if len(parts) == 1:
        return _person_in_reading_order(parts[0])
    if len(parts) >= 3 and _SUFFIX.match(parts[1]):
        return _person_of_words(" ".join(parts[2:]).split(), parts[0].split(), parts[1])
    if len(parts) >= 3 and _SUFFIX.match(parts[-1]):
        return _person_of_words(" ".join(parts[1:-1]).split(), parts[0].split(), parts[-1])
    if len(parts) == 2 and _SUFFIX.match(parts[1]):
        inner = _person_in_reading_order(parts[0])
        return inner.model_copy(update={"suffix": parts[1]})
    return _person_with_suffix_inside(parts[0].split(), " ".join(parts[1:]).split())


def _without_degrees(parts: list[str]) -> list[str]:
    """`MD` alone behind a comma may be initials; a doctorate, or a degree behind a given name, is none."""
    several = len(parts) > 2
    return parts[:1] + [part for part in parts[1:] if not (_DOCTORATE.match(part) or (several and _DEGREE.match(part)))]


def _person_with_suffix_inside(family: list[str], given: list[str]) -> Person:
    """`Smith Jr., John` and `Smith, John Jr.`."""
    if len(family) > 1 and _SUFFIX.match(family[-1]):
        return _person_of_words(given, family[:-1], family[-1])
    if len(given) > 1 and _SUFFIX.match(given[-1]):
        return _person_of_words(given[:-1], family, given[-1])
    return _person_of_words(given, family, None)


def _person_in_reading_order(name: str) -> Person:
    words = name.split()
    if len(words) > 1 and _EASTERN.match(name):
        return Person(family=words[0], given=" ".join(words[1:]))
    has_suffix = _SUFFIX.match(words[-1]) and not all(map(_INITIALS.match, words[:-1]))  # `A. W. Senior` is a family
    suffix = words.pop() if has_suffix else None
    initials = _trailing_initials(words)
    if initials:
        return _person_of_words(words[-initials:], words[:-initials], suffix)
    start = _start_of_family(words)
    return _person_of_words(words[:start], words[start:], suffix)


def _trailing_initials(words: list[str]) -> int:
    """How many words behind the family name are initials (`Smith JA`, `van der Berg H. J.`); 0 in any other order."""
    count = 0
    while count < len(words) and _INITIALS.match(words[len(words) - 1 - count]):
        count += 1
    return count if count < len(words) and not any(map(_INITIALS.match, words[:-count])) else 0


def _start_of_family(words: list[str]) -> int:
    """Where the family name begins in `Given von Family`."""
    last = len(words) - 1
    if last <= 0 or words[0] in PARTICLES:
        return 0
    if _ATTACHED.match(words[last]):
        return last
    for place in range(1, last):
        if words[place] in _BETWEEN_NAMES:
            return place - 1
        if words[place] in PARTICLES or words[place] in _CAPITAL_BEGINNINGS:
            return place
        if place + 1 < last and words[place + 1] in _BETWEEN_NAMES:
            return place
    if last > 1 and (words[last].casefold() in _KIN or _without_accents(words[last - 1]) in _SPANISH):
        return last - 1
    return last


def _without_accents(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _person_of_words(given: list[str], family: list[str], suffix: str | None) -> Person:
    """The person, with particles behind the given name (`Ludwig van`) put before the family name."""
    while len(given) > 1 and given[-1] in PARTICLES:
        given, family = given[:-1], [given[-1], *family]
    count = _leading_particles(family)
    particles, rest = family[:count], " ".join(family[count:])
    if attached := _ATTACHED.match(rest):
        particles, rest = [*particles, attached.group()], rest[attached.end() :]
    return Person(
        family=rest or None,
        given=" ".join(given) or None,
        particle=" ".join(particles) or None,
        suffix=suffix,
    )


def _leading_particles(words: list[str]) -> int:
    count = 0
    while count < len(words) - 1 and words[count] in PARTICLES:
        count += 1
    return count
