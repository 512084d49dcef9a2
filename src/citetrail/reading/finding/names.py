"""Names of people in prose: what can be one, and what shows that it is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from citetrail.model.folding import fold
from citetrail.model.persons import PARTICLES

_UPPER = r"A-ZÀ-ÖØ-ÞА-ЯЁĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽ"
_LOWER = "a-zà-öø-ÿа-яёāăąćčďđēėęěğģīįıķĺļľłńņňōőœŕřśşšţťūůűųźżž"
_WORD = rf"(?:(?:Mc|Mac|O[’']|D[’']|L[’'])?[{_UPPER}][{_LOWER}’']+(?:[-‑][{_UPPER}][\w’']+)*)"
_HYPHENED = rf"[{_UPPER}]-[{_UPPER}][{_LOWER}]+"  # `I-Min`
_INITIAL = rf"(?:[{_UPPER}]\.(?:[\s-]?[{_UPPER}]\.){{0,3}})"
# Those particles that join no two nouns of a sentence, as `und` and `y` do.
_IN_NAMES = PARTICLES - frozenset(
    ("und", "y", "e", "an", "auf", "aus", "am", "in", "il", "las", "les", "los", "'t", "d'")
)
_PARTICLE = "|".join(sorted((re.escape(word) for word in _IN_NAMES), key=len, reverse=True))
TITLE = r"(?:(?:Drs?|Prof|Professor|Mr|Mrs|Ms|Sir|Dame|Lord|Herr|Frau|Mme|M|Sra?|PD)\.?\s+){1,3}"
# German articles join a name only behind `von`, `van` …: `Negami der Deutschen Presse-Agentur` is none.
_JOINING = rf"(?:\s+(?!(?:der|den|dem|des)\s)(?:{_PARTICLE})(?:\s+(?:{_PARTICLE})){{0,2}})?"
FULL_NAME = rf"(?:(?:{_WORD}|{_HYPHENED})(?:\s+(?:{_WORD}|{_INITIAL}))?|{_INITIAL}){_JOINING}\s+{_WORD}"
# What somebody is, where nouns have capitals: `die Verhaltensbiologin Friederike Hollbach`.
ROLE_NOUN = (
    rf"(?:(?:[{_UPPER}][{_LOWER}]*)?(?:(?:[{_LOWER}]+|[{_UPPER}][{_LOWER}]+)olo(?:g(?:en|e|in)|og)|[Pp]ädagog(?:en|e|in)|"
    r"(?:[Aa]utor|[Ll]eiter|[Ff]orscher|[Ss]precher|[Ww]issenschaftler|[Dd]irektor|[Dd]ozent|[Dd]oktorand|[Pp]rofessor|[Mm]ediziner|"
    r"[Pp]hysiker|[Cc]hemiker|[Hh]istoriker|[Mm]athematiker|[Ii]nformatiker|[Ee]rnährungswissenschaftler|[Pp]räsident|[Rr]ektor|"
    r"[Ee]xpert|[Ää]rzt|[Pp]sychiater|[Tt]herapeut|[Ff]orschungsgruppenleiter)(?:innen|in|en|e|s)?|[Aa]rzt))"
)
NAME = rf"(?:{TITLE})?(?:{FULL_NAME}|{_WORD})"

# Capitalised words that are no part of a person's name: starts of sentences, bodies, places, months, subjects.
_NO_NAME_WORDS = (
    "survey programme program project plan service services fund union act system systems network unit division "
    "board council initiative force global world organization organisation public human rights policy agreement "
    "database index scale test model theory therapy disorder syndrome disease virus life social bank question "
    "answer frage antwort then later meanwhile still even only also again finally dann später danach doch auch "
    "nur noch entonces luego ensuite wissenschaftler wissenschaftlerin aktivist aktivistin aktivisten sprecher "
    "sprecherin autor autorin autoren professorin chefredakteur redakteurin leiter leiterin präsident präsidentin "
    "minister ministerin president director minister editor spokesman spokeswoman spokesperson dean chair chief "
    "officer secretary judge senator governor mayor universität hochschule institut fakultät klinik zentrum "
    "akademie gesellschaft verein stiftung team forscher forscherin ornithologe biologe biologin psychologe "
    "psychologin studie université institut université revue équipe étude the a an this that these those it its "
    "in on at by for from with and but or so as if when while after before since although though however because "
    "according not no yes he she they we you i his her their our my your one two three most many some all both "
    "each every such other another new first last next half monday tuesday wednesday thursday friday saturday "
    "sunday january february march april may june july august september october november december spring summer "
    "autumn winter university college institute institution school department faculty center centre hospital "
    "clinic laboratory laboratories lab academy society association council foundation agency ministry office "
    "committee commission company group team journal review reviews proceedings transactions annals archives "
    "letters bulletin press magazine news times post science nature research study medicine psychology psychiatry "
    "neuroscience biology chemistry physics health national international american british european united states "
    "kingdom america europe england scotland wales germany france spain italy china japan india australia canada "
    "london paris berlin york washington boston california texas professor doctor therapist author authors "
    "researchers scientists participants people patients children students print web press abstract introduction "
    "results discussion conclusion methods figure table references der die das ein eine dieser diese und aber "
    "laboratorio dipartimento centro istituto ospedale policlinico facultad facoltà instituto departamento universidad "
    "universidade observatorio observatório museo museu laboratoire département musée chu faculté école "
    "cnr csic cnrs inserm "
    "farmer farmers critic critics teacher student students engineer biologist physicist chemist psychologist "
    "economist epidemiologist ecologist geologist historian neurologist astronomer coach activist lawyer resident "
    "nurse fisherman "
    "oder wenn nach vor für mit von aus bei im am zum zur er sie es wir ich le la les un une des et mais dans "
    "pour avec uni uniklinik universitätsklinik universitätsklinikum uniklinikum klinikum charité "
    "max-planck-institut bundesinstitut robert-koch-institut landesamt bundesamt "
    "selon el los las una y pero en con para"
)
_BODIES = frozenset(
    "university college institute institution school department center centre hospital clinic laboratory lab academy "
    "society association foundation council agency ministry office committee company press magazine times journal fund "
    "bank union universität institut hochschule klinik stiftung verlag".split()
)
_NO_NAMES = frozenset(_NO_NAME_WORDS.split())
_INITIALS = re.compile(rf"(?:[{_UPPER}]\.-?)+")
_TRADE = re.compile(r"(?:[a-z]olog|[a-z]ograph|inguist|otanist)(?:ists?|ers?|s)?$")
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii"))
_FULL = re.compile(FULL_NAME)
_SINGLE_WORD = re.compile(r"\S+")
_ROLE_AT_START = re.compile(rf"^(?:{ROLE_NOUN}\s+)+(?=\S)")
_ARTICLE_BEFORE = re.compile(r"\b(?:[Dd]er|[Dd]ie|den|dem|des)\s+$")
_TITLE_AT_START = re.compile(rf"^{TITLE}")


class Named(NamedTuple):
    """A name and where it stands."""

    start: int
    end: int
    name: str


def bare_name(text: str) -> str:
    """The name without titles and what somebody is before it, without possessive behind it; white space folded."""
    name = _TITLE_AT_START.sub("", _ROLE_AT_START.sub("", " ".join(text.split())))
    return re.sub(r"[’']s$", "", name)


def can_be_name(text: str) -> bool:
    """Whether no word of it speaks against a person's name."""
    words = text.split()
    return any(not _INITIALS.fullmatch(word) for word in words) and not any(map(_speaks_against, words))


def without_trade(name: str, before: str) -> str:
    """Behind a German article the first of three words is what somebody is: `der Stadtplaner Holger Kniebe`."""
    words = name.split()
    if len(words) != 3 or not _ARTICLE_BEFORE.search(before) or not all(word[:1].isupper() for word in words):
        return name
    return name if _INITIALS.fullmatch(words[1]) else " ".join(words[1:])


def name_of(text: str) -> str | None:
    """The bare name; up to a particle, if what follows belongs to no name: `Matthias Brünning vom Institut`."""
    bare = bare_name(text)
    words = bare.split()
    if can_be_name(bare) and not (len(words) > 3 and words[2:4] == ["von", "der"]):
        return bare
    particle = next((place for place, word in enumerate(words) if place and word in _IN_NAMES), 0)
    cut = " ".join(words[:particle])
    return cut if cut and can_be_name(cut) else None


def _speaks_against(word: str) -> bool:
    bare = word.strip(".,’'")
    return (
        (bare.casefold() in _NO_NAMES or bool(_TRADE.search(bare)))
        and bare not in _IN_NAMES
        and not _INITIALS.fullmatch(word)
    )


def full_names_in(text: str) -> Iterator[Named]:
    """People's names of two words or more, without the words at their ends that cannot belong to one."""
    position = 0
    while hit := _FULL.search(text, position):
        words = list(_SINGLE_WORD.finditer(text, *hit.span()))
        if _speaks_against(words[0].group()):
            position = words[0].end()
            continue
        if without_trade(hit.group(), text[max(0, hit.start() - 5) : hit.start()]) != hit.group():
            del words[0]
        position = hit.end()
        if words[-1].group().strip(".,’'").casefold() in _BODIES and words[-2].group() not in _IN_NAMES:
            continue  # `Alaska Pacific University`, but not `Annegret Siemers von der Universität`
        while words and (words[-1].group() in _IN_NAMES or _speaks_against(words[-1].group())):
            position = words.pop().start()
        if len(words) >= 2 and not any(_speaks_against(word.group()) for word in words):
            yield Named(words[0].start(), words[-1].end(), text[words[0].start() : words[-1].end()])
        position = max(position, hit.start() + 1)


def family_of(name: str) -> str:
    """The folded family name, for comparing: the last word without suffixes."""
    words = [
        word
        for word in fold(bare_name(name)).replace(",", " ").split()
        if word not in ("jr.", "sr.", "jr", "sr", "ii", "iii")
    ]
    return words[-1].removesuffix("'s") if words else ""


class KnownPeople:
    """People named so far, so that a family name alone finds the full name again."""

    def __init__(self) -> None:
        self._full: dict[str, str] = {}
        self._by_first: dict[str, set[str]] = {}  # `Wu Jialin`, who is Wu

    def learn(self, name: str) -> str:
        """Remember a name; gives back the fullest form known under its family name."""
        bare = bare_name(name)
        family = family_of(bare)
        words = bare.split()
        if len(words) == 1 and family not in self._full and (called := self._called(family)):
            return called
        if len(words) > 1:
            self._by_first.setdefault(fold(words[0]), set()).add(bare)
        known = self._full.get(family)
        if known is None or (len(bare.split()) > 1 and len(known.split()) == 1):
            self._full[family] = bare
        elif len(bare.split()) > 1 and fold(bare.split()[0]) != fold(known.split()[0]):
            return bare  # another person of that family name
        return self._full[family]

    def knows(self, name: str) -> bool:
        """Whether the family name has been met."""
        return family_of(name) in self._full or (" " not in name.strip() and self._called(family_of(name)) is not None)

    def _called(self, first: str) -> str | None:
        """The only person whose name begins so."""
        people = self._by_first.get(first, set())
        return next(iter(people)) if len(people) == 1 else None
