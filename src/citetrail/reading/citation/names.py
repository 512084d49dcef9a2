"""An author list as printed, read into persons: any order of names, initials, particles, suffixes, groups, scripts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from citetrail.model import Person, group
from citetrail.reading.citation.eastern_names import FIRST_HAN, persons_in_east
from citetrail.reading.citation.family_first import family_words
from citetrail.reading.citation.groups import is_group
from citetrail.reading.citation.later import later
from citetrail.reading.citation.model import model
from citetrail.reading.citation.plain_names import INITIALS, persons_in_plain_style
from citetrail.reading.citation.word_features import lexicon_place

MORE = later(
    r"[\s,;&(\[]*(?:(?:\b(?:et\.?|and|und|y|e)|&)\s*(?:al(?:ii)?\b\.?|others\b|andere\b|(?-i:coll\b\.?)|otros\b"
    r"|outros\b)|(?-i:&al\b\.?)|\bu\.\s?a\.|\be\.\s?a\.|\bи др\.?|\bи соавт\b|\bта ін\b|\bvd\.|\bve (?:ark|diğerleri)\b"
    r"|\by cols?\b|等|ほか"
    r"|他(?=$|[\s,.])|외(?=$|[\s,.\d])|و\s?همکاران|وآخرون|و آخرون|ואח['׳]|ואחרים"
    r"|(?-i:\bi (?:in|wsp|sur)\b|\bm\.\s?fl\.|\ba kol\b|\bdkk\b))[\s\])]*\.?",
    re.IGNORECASE,
)
# One of these stands in every list that MORE finds; looking for them first is much quicker.
_MORE_SIGNS = (
    "al", "other", "ander", "coll", "otros", "outros", ". a", ".a", "\xa0a", "др", "vd.", "等", "ほか", "他", "соавт",
    "та ін", "ve ", "col", "i in", "i wsp", "i sur", "fl.", "a kol", "dkk", "외", "همکاران", "آخرون", "ואח",
)  # fmt: skip
_ELLIPSIS = later(r"\s*,?\s*(?:…|\.\s?\.\s?\.)\s*,?(?:\s*&)?\s*")
_ROLE = later(
    r"[\s,(\[]*\b(?:eds?|hrsgg?|hgg?|éds?|dirs?|coords?|orgs?|edd|curatore|a cura di|editors?|editores"
    r"|editado|red|ред|comps?"
    r"|compiler|directors?|producers?|trans|translators?)\b\.?[\s)\],.:]*$",
    re.IGNORECASE,
)
_LEAD = later(
    r"^[\s,;:.(\[]*(?:(?:in|en|em|dans|edited|ed|eds|edit|hrsg|herausgegeben|sous la dir(?:ection)?|coord"
    r"|translated|transl?|trad"
    r"|(?:see(?: also)?|cf|vgl|siehe(?: auch)?|voir|véase|compare)"
    r"(?=\.?\s+(?-i:[A-ZÀ-Þ]\S*[^\s,]\s+[A-ZÀ-Þ]|[A-ZÀ-Þ][a-zà-ÿ][\w'’-]*,\s))"
    r"|traduit|traducción|tradução|traduction|traduzione|übersetzt|übers|directed|dir|produced|compiled"
    r"|vertaald|przeł|пер|под ред)\b[.:\s]*"
    r"(?:(?:by|von|par|por|de|di|da|do|aus dem \w+ von|d[eu] \w+ par|del \w+ por)\b\s*)?|by\s+)+",
    re.IGNORECASE,
)
_AND = later(
    r"\s*,?\s*(?:(?<![^\W\d_])(?:and|und|et|og|och|en|e|y|i|и|ve|és|та|і|dan|ja|și|و|και)(?![^\W\d_])"
    r"|&(?:amp;)?)\s+|\s*&\s*"
)
_SUFFIX = later(r"(?:jr|sr|ii|iii|iv|2nd|3rd|filho|neto|sobrinho|júnior|junior|senior)\.?", re.IGNORECASE)
_INITIAL = r"[^\W\d_]\.?|[A-ZÀ-ÞА-Я]{2,3}\.?|(?:Ch|Th|Ph|Yu|Ya|Dz|St|Zs|Kh|Sh|Zh|Ю|Я)\."
_TRAILING_PARTICLES = later(r"(?<=[.\w])(?:\s+(?:d[aeo]s?|di|du|del|von|van|der|den|ter))+$")  # `SILVA, J. P. da`
_STAYING = frozenset("da de do das dos".split())  # `Balzac, Honoré de` is sorted under B
_PARTICLE = frozenset(
    "van der den de di da dos das do du del della dello degli des von zu zum zur ten ter te la le el al bin ibn af av "
    "'t d' dal "
    "dalla vander vom vande le los las y e st st. saint mac ben abu bint ould".split()
)
# A full stop that ends the list and is not of a name: after a small letter, or where no other initial has one.
_FOREIGN_STOP = later(r"[^\W\d_][a-zà-ÿ]\.$")
_BARE_INITIALS = later(r",.*[^,]\s[A-ZÀ-Þ]{1,3}\.$")
_DASHED = later(
    r"[^\W\d_] [-–—] [A-ZÀ-Þ]|\. [-–—] [A-ZÀ-Ž][\w'’-]+,"
    r"|[a-zà-ÿ][-–][A-ZÀ-Þ]\.\s?(?:[A-ZÀ-Þ]\.\s?)*[A-ZÀ-Þ][a-zà-ÿ]"
)
_CHUNK_MARK = later(
    r"\s*;\s*(?:&\s*|and\s+)?|\s*/\s*|(?<=[^\W\d_]) [-–—] (?=[A-ZÀ-Þ])"
    r"|(?<=\.) [-–—] (?=[A-ZÀ-Ž][\w'’-]+,)"
    r"|(?<=[a-zà-ÿ])[-–](?=[A-ZÀ-Þ]\.\s?(?:[A-ZÀ-Þ]\.\s?)*[A-ZÀ-Þ][a-zà-ÿ])"
)
_WIDE = str.maketrans({"،": ",", "，": ",", "、": ",", "；": ";", "؛": ";", "．": ".", "（": "(", "）": ")"})
# Names in a row without a mark between them: `H Rockliff A Karl K McEwan`, `Rockliff H. Karl A. McEwan K.`
_WORD_OF_NAME = r"[A-ZÀ-Þ][\w'’-]*[a-zà-ÿ]"
_ROW_FORWARD = later(rf"(?:[A-ZÀ-Þ]\.?(?:[ -]?[A-ZÀ-Þ]\.)* {_WORD_OF_NAME}(?: |$)){{2,}}")
_ROW_INVERTED = later(rf"(?:{_WORD_OF_NAME} (?:[A-ZÀ-Þ]\.[ -]?){{1,3}}(?:\s|$)?){{2,}}")
_GLUED = later(r"([A-ZÀ-Þ][\w'’-]*[a-zà-ÿ])((?:[A-ZÀ-Þ]\.-?){1,4})")  # `RockliffH.`
_ROW_CUT_FORWARD = later(r"(?<=[a-zà-ÿ]) (?=[A-ZÀ-Þ][ .])")
_ROW_CUT_INVERTED = later(r"(?<=\.) (?=[A-ZÀ-Þ][\w'’-]*[a-zà-ÿ])")
_FAMILINESS = {1: 2, 7: 1, 2: -2, 8: -1}  # by the lexicon's codes
# What stands for the authors of the reference before: no names.
_SAME = later(r"[-–—―_.\s]+|(?:ibid(?:em)?|idem|id|ders|dies|ebd|ebenda|mêmes? auteurs?|the same)\.?", re.IGNORECASE)
_NUMBERED = later(r"^\[?\d{1,3}[.\])]\s*")
_DOUBLE = later(
    r"((?:^|[A-ZÀ-Þ]\.,?\s|;\s)[A-ZÀ-Þ][\w'’-]+)\s+y\s+(?=[A-ZÀ-Þ][\w'’-]+,\s*[A-ZÀ-Þ])"
)  # `Ortega y Gasset, J.`
_FOUR_INITIALS = later(r"[A-ZÀ-Þ]{4}")
_DOTTED = later(r"(?<![^\W\d_])[A-ZÀ-Þ]{1,3}\.(?=.)")
_BRACKETED = later(r"^(?P<family>[^(),]+?)\s*\((?P<given>[^()]{1,40})\)$")


# `Doe, J. (ATLAS Collaboration)`: a team in brackets behind its members.
_TEAM = later(
    r"[\s,;]*(?<=[\s,;])\((?:on behalf of |for )?((?:the )?[^()]{2,80}\b"
    r"(?:Collaborations?|Consortium|Investigators|(?:Study|Research|Working|Writing) Group|Team|Network|Initiative))\)$"
)


class People(NamedTuple):
    """The persons of one list, in order; `more` when the list was cut ("et al.")."""

    persons: tuple[Person, ...]
    more: bool


def people_from_text(text: str) -> People:
    """The persons and groups of a printed list of names.

    Reads `Family, G. H., Family, I.`, `Family GH, Family I`, `G. H. Family and I. Family`, `Family, Given, and Given
    Family`, semicolons, slashes, particles, `Jr.`, groups, Cyrillic initials, Chinese and Japanese names.
    """
    text = " ".join(text.split())
    bare, more = _without_more(_without_lead(text if text.isascii() else text.translate(_WIDE)))
    tail = bare[-30:]
    bare = (bare[: -len(tail)] + _ROLE.sub("", tail)).strip(" ,;:&/([|")
    if bare.count("(") > bare.count(")"):
        bare += ")"
    elif bare.endswith(")") and "(" not in bare:
        bare = bare[:-1]
    if _FOREIGN_STOP.search(bare) or (_BARE_INITIALS.search(bare) and not _DOTTED.search(bare)):
        bare = bare[:-1]
    if not bare:
        return People((), more)
    if _SAME.fullmatch(bare):
        return People((), more)
    if bare.endswith(")") and (team := _TEAM.search(bare)):
        people = people_from_text(bare[: team.start()])
        return People((*people.persons, group(team[1])), people.more or more)
    if " y " in bare:
        bare = _DOUBLE.sub(r"\1_y_", bare)
    persons = persons_in_plain_style(bare) or _persons_of_list(bare)
    if "_y_" in bare:
        persons = [
            one and one.model_copy(update={"family": (one.family or "").replace("_y_", " y ")}) for one in persons
        ]
    return People(tuple(person for person in persons if person is not None), more)


def _without_lead(text: str) -> str:
    """The list without its number, `In`, `edited by` and the like before it."""
    if found := _NUMBERED.match(text):
        text = text[found.end() :]
    found = _LEAD.match(text)
    return text[found.end() :] if found else text


def _without_more(text: str) -> tuple[str, bool]:
    """The list without "et al." or an ellipsis, and whether there was one."""
    more = False
    lower = text.lower()
    if any(sign in lower for sign in _MORE_SIGNS) and (cut := MORE.search(text)):
        text, more = f"{text[: cut.start()]} , {text[cut.end() :]}", True
    if ("…" in text or ". ." in text or ".." in text) and _ELLIPSIS.search(text):
        text, more = _ELLIPSIS.sub(", ", text), True
    return text, more


def _persons_of_list(text: str) -> list[Person | None]:
    if max(text) >= FIRST_HAN and (persons := persons_in_east(text, _persons_of_parts)):
        return persons
    if ";" in text or text.count("/") > 1 or " / " in text or _DASHED.search(text):
        chunks = [chunk.strip(" ,&") for chunk in _CHUNK_MARK.split(text) if chunk.strip(" ,.&")]
        if _family_comes_first(chunks):
            return [_person(*chunk.split(" ", 1)) for chunk in chunks]
        return [person for chunk in chunks for person in _persons_of_chunk(chunk)]
    if is_group(text):
        return [group(text.strip(" .,"))]
    return _persons_of_parts(text)


def _persons_of_chunk(chunk: str) -> list[Person | None]:
    if is_group(chunk):
        return [group(chunk.strip(" ."))]
    return _persons_of_parts(chunk)


def _persons_of_parts(text: str) -> list[Person | None]:
    """Persons of a list parted by commas and `and`."""
    parts: list[tuple[str, bool]] = []
    for number, clause in enumerate(_AND.split(text)):
        for place, part in enumerate(clause.split(",")):
            parts += [(one, number > 0 and place == 0) for one in _names_in_row(part.strip())]
    is_inverted = len(parts) > 1 and not parts[1][1] and is_long_family(parts[0][0], parts[1][0])
    if not is_inverted and all(" " in part for part, _ in parts) and _family_comes_first([part for part, _ in parts]):
        return [_person(*part.split(" ", 1)) for part, _ in parts]
    persons: list[Person | None] = []
    place = 0
    while place < len(parts):
        person, used = _next_person(parts, place, bool(persons))
        persons.append(person)
        place += used
    return persons


def _names_in_row(part: str) -> list[str]:
    """The names in a part: one, none, or several that only blanks are between."""
    if part.count(" ") > 2:
        if _ROW_FORWARD.fullmatch(part):
            return _ROW_CUT_FORWARD.split(part)
        if _ROW_INVERTED.fullmatch(part):
            return _ROW_CUT_INVERTED.split(part)
        words = part.split(" ")
        pairs = [" ".join(pair) for pair in zip(words[::2], words[1::2], strict=False)]
        is_even = len(words) % 2 == 0 and all(word[0].isupper() for word in words)
        if is_even and not is_group(part) and _family_comes_first(pairs, len(pairs)):
            return pairs
    return [part] if part.strip(" .") else []


def is_long_family(part: str, after: str) -> bool:
    """Whether a part is a long family name and the next its given names: `VAN ROSSUM` + `G.`, `King Jr.` + `M.`.

    In capitals a particle or a short name looks like initials; what follows tells.
    """
    words, given = part.split(), after.split()
    if len(words) < 2 or not after[:1].isupper():
        return False
    is_initials = bool(INITIALS.fullmatch(after))
    if not is_initials and (len(given) > 3 or any(len(word) > 2 and word.isupper() for word in given)):
        return False
    if len(words) == 2 and _SUFFIX.fullmatch(words[1]) and len(words[0]) > 2:
        return is_initials or part.isupper() or len(given) < 3
    if not part.isupper() or len(words[0]) == 1:
        return False
    is_long = len(words[-1]) > 3 and not after.isupper()
    return (is_initials or is_long) and (
        words[0].lower() in _PARTICLE or (is_long and all(len(word) > 2 for word in words))
    )


def _family_comes_first(names: Sequence[str], over: int = 1) -> bool:
    """Whether names without commas are `Rockliff Helen` and not `Helen Rockliff`, by words the lexicon knows."""
    words = [name.split() for name in names]
    if not words or any(len(one) != 2 or _is_initials(one[0]) or _is_initials(one[1]) for one in words):
        return False
    if any(family_words(one[::-1]) for one in words):  # `László Kovács` in a list of a Western paper
        return False
    return sum(_familiness(one[0]) - _familiness(one[1]) for one in words) > over


def _familiness(word: str) -> int:
    """How much a word is a family name (up to 2) or a given name (down to -2)."""
    return _FAMILINESS.get(model().lexicon[lexicon_place(word.lower())], 0)


def _next_person(parts: list[tuple[str, bool]], place: int, has_first: bool) -> tuple[Person | None, int]:
    """The person that begins at a part, and how many parts it takes."""
    part = parts[place][0]
    after = [text for text, _ in parts[place + 1 : place + 3]]
    follows_and = [joined for _, joined in parts[place + 1 : place + 3]]
    if is_group(part):
        return group(part.strip(" .")), 1
    if after and not follows_and[0] and is_long_family(part, after[0]):
        return _person(part, after[0]), 2
    whole = _person_of_one_part(part)
    if after and not follows_and[0] and _SUFFIX.fullmatch(after[0]):
        if len(after) > 1 and not follows_and[1] and INITIALS.fullmatch(after[1]):
            return _person(part, after[1], after[0]), 3
        base = whole or _person_in_reading_order(part)
        return base.model_copy(update={"suffix": after[0]}), 2
    if whole is not None:
        return whole, 1
    if after and not follows_and[0] and INITIALS.fullmatch(_TRAILING_PARTICLES.sub("", after[0])):
        if len(after) > 1 and not follows_and[1] and _SUFFIX.fullmatch(after[1]):
            return _person(part, after[0], after[1]), 3
        return _person(part, after[0]), 2
    if after and not follows_and[0] and _is_given_after(part, after[0], parts, place, has_first):
        if len(after) > 1 and not follows_and[1] and _SUFFIX.fullmatch(after[1]):
            return _person(part, after[0], after[1]), 3
        return _person(part, after[0]), 2
    return _person_in_reading_order(part), 1


def _is_given_after(part: str, after: str, parts: list[tuple[str, bool]], place: int, has_first: bool) -> bool:
    """Whether `part` is a family name alone and `after` its given names: `Rockliff` + `Helen`."""
    words = [word for word in part.split() if word.lower() not in _PARTICLE]
    if _person_of_one_part(after) is not None and not re.fullmatch(r"[^\W\d_]{2,}\.?\s(?:[A-Z]\.?\s?)+", after):
        return False
    if len(words) <= 1:
        if not has_first:
            lone = all(len(text.split()) == 1 for text, _ in parts)
            return not (lone and len(parts) == 3 and parts[-1][1])
        return (len(after.split()) <= 2 and len(part.split()) == len(words)) or len(words) < len(part.split())
    if has_first:
        return False
    others = [text for text, _ in parts[place + 1 :]]
    return len(after.split()) == 1 or (
        len(others) == 1 and not parts[-1][1] and len(after.split()) <= 2 and len(words) == 2 and "-" in part
    )


def _person_of_one_part(part: str) -> Person | None:
    """A part that is a whole name by its initials or brackets: `Smith JP`, `J. P. Smith`, `Bugnon (A.-L.)`."""
    found = _BRACKETED.match(part)
    if found:
        return _person(found["family"], found["given"])
    words = part.split()
    if len(words) < 2:
        return _person_of_joined(part)
    tail = len(words)
    while tail > 1 and _is_initials(words[tail - 1]):
        tail -= 1
    if tail < len(words) and not (tail == 1 and _is_initials(words[0])):
        suffix = None
        return _person(" ".join(words[:tail]), " ".join(words[tail:]), suffix)
    if len(words) == 2 and _FOUR_INITIALS.fullmatch(words[1]) and not words[0].isupper():
        return _person(words[0], words[1])
    if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) and _is_initials(words[-2]):
        return _person(" ".join(words[:-2]), words[-2], words[-1])
    if cut := family_words(words):  # `É. Kiss Katalin`
        return _person(" ".join(words[:cut]), " ".join(words[cut:]))
    head = 0
    while head < len(words) - 1 and _is_initials(words[head]):
        head += 1
    if head:
        return _direct(words, head)
    middle = [place for place, word in enumerate(words[1:-1], 1) if _is_initials(word)]
    if middle:
        return _direct(words, middle[-1] + 1)
    return _person_by_capitals(words)


def _direct(words: list[str], head: int) -> Person:
    if len(words) == head + 2 and words[head].lower() not in _PARTICLE and _familiness(words[head]) < 0:
        head += 1  # `M Gordon Wolman`
    suffix = words.pop() if len(words) > head + 1 and _SUFFIX.fullmatch(words[-1]) else None
    return _person(" ".join(words[head:]), " ".join(words[:head]), suffix)


def _person_of_joined(part: str) -> Person | None:
    """`J.P.Smith` and `A.Smith` without a blank."""
    found = re.fullmatch(r"((?:[^\W\d_]\.-?){1,4})([^\W\d_][\w'’-]+)", part)
    if found:
        return _person(found[2], found[1])
    found = re.fullmatch(r"([^\W\d_][\w'’-]{2,})((?:[^\W\d_]\.-?){2,4})", part) or _GLUED.fullmatch(part)
    return _person(found[1], found[2]) if found else None


def _person_by_capitals(words: list[str]) -> Person | None:
    """`BEREZOVSKY Anna`, `Anna BEREZOVSKY`: the family name is what is set in capitals."""
    big = [len(word) > 2 and word.isupper() for word in words]
    if all(big) or not any(big):
        return None
    if big[0]:
        cut = big.index(False)
        return _person(" ".join(words[:cut]), " ".join(words[cut:]))
    cut = big.index(True)
    return _person(" ".join(words[cut:]), " ".join(words[:cut])) if all(big[cut:]) else None


def _is_initials(word: str) -> bool:
    bare = word.rstrip(",")
    if len(bare) == 1:
        return bare.isupper()
    letters = bare.replace(".", "").replace("-", "").replace("‐", "").replace("–", "").replace("'", "").replace("’", "")
    if letters.isupper() and letters.isalpha():
        return (
            len(letters) <= (3 if "." not in bare else 5)
            and not (len(letters) == 3 and "." not in bare and letters.upper() in _SHORT_FAMILIES)
            and bool(letters)
        )
    return bool(INITIALS.fullmatch(bare)) and "." in bare


_SHORT_FAMILIES = frozenset("WHO FAO CDC FDA NIH ISO IEA EPA NCI GAO".split())


def _person(family: str, given: str | None, suffix: str | None = None) -> Person:
    words = family.split()
    count = 0
    while count < len(words) - 1 and words[count].lower() in _PARTICLE and (words[count].islower() or len(words) > 2):
        count += 1
    upper = family.isupper() and given is not None
    if count and not upper and not words[0].islower():
        count = 0
    if given:
        given_words = given.split()
        tail: list[str] = []
        while len(given_words) > 1 and given_words[-1] in _PARTICLE and given_words[-1] not in _STAYING:
            tail.insert(0, given_words.pop())
        given = " ".join(given_words)
        words = tail + words
        count += len(tail)
    if suffix is None and len(words) > count + 1 and _SUFFIX.fullmatch(words[-1]):
        suffix = words.pop()
    return Person(
        family=" ".join(words[count:]).strip(" ,;:") or None,
        given=(given or "").strip(" ,;:") or None,
        particle=" ".join(words[:count]) or None,
        suffix=suffix,
    )


def _person_in_reading_order(name: str) -> Person:
    words = name.strip(" .").split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else None
    if cut := family_words(words):
        return _person(" ".join(words[:cut]), " ".join(words[cut:]), suffix)
    is_turned = len(words) == 2 and "-" not in name and not family_words(words[::-1])
    if is_turned and _familiness(words[0]) >= 0 > _familiness(words[1]):
        return _person(words[0], words[1], suffix)
    if len(words) == 1:
        return Person(family=words[0], suffix=suffix)
    start = next(
        (place for place, word in enumerate(words[:-1]) if place and word.islower() and word in _PARTICLE),
        len(words) - 1,
    )
    if start == len(words) - 1 and words[0].islower() and words[0] in _PARTICLE:
        return _person(" ".join(words), None, suffix)
    return _person(" ".join(words[start:]), " ".join(words[:start]), suffix)
