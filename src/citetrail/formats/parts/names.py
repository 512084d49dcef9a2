"""Names as BibTeX and BibLaTeX write them: lists, `von Last, Jr, First`, groups in braces, `family=…` pairs.

Rules: https://ctan.org/pkg/btxdoc (section 4, the fine points of names); BibLaTeX manual 3.18, section 2.3.3 and 4.1
(extended name format).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from citetrail.formats.parts.latex import unicode_from_latex
from citetrail.model import Person, group

NameTrouble = Literal["empty-name", "semicolons", "too-many-commas"]

_AND = re.compile(r"(?:(?<= )|^)and(?= |$)", re.IGNORECASE)
_SHOUTED_AND = re.compile(r" A[Nn][Dd] ")
_AND_OR_BRACE = re.compile(r"[{}]|(?:(?<= )|^)and(?= |$)", re.IGNORECASE)
_WORD_OR_BRACE = re.compile(r"[{}]|[\s~]+")
_SPECIAL_LETTER = re.compile(r"\{\\(?:[a-zA-Z]+|.)\s*\{?\\?([a-zA-Z]*)")
_COMMAND_LETTER = re.compile(r"""\\(?:[`'^"~=.]|[uvHtcdbrk](?![a-zA-Z]))\s*\{?\\?([a-zA-Z])|\\([a-zA-Z]+)""")
_EXTENDED_PART = re.compile(r"\s*[a-z-]+\s*=", re.IGNORECASE)
_EXTENDED = re.compile(r"(?:^|,)\s*(?:family|given|prefix|suffix)(?:-i)?\s*=", re.IGNORECASE)


class NameParts(NamedTuple):
    """The four parts of a BibTeX name, as written; an absent part is empty."""

    given: str = ""
    von: str = ""
    family: str = ""
    jr: str = ""


class NameList(NamedTuple):
    """The people of an `author` field. `has_more` is a final `and others`."""

    persons: tuple[Person, ...]
    has_more: bool = False
    troubles: tuple[NameTrouble, ...] = ()


def names_from_latex(text: str) -> NameList:
    """People of a name list in LaTeX, parted by `and` outside braces. Odd names are kept whole, and told."""
    persons: list[Person] = []
    troubles: dict[NameTrouble, None] = {}
    has_more = False
    for name in split_names(text):
        if not name:
            troubles["empty-name"] = None
        elif name.lower() == "others":
            has_more = True
        else:
            person, trouble = _person(name)
            if person:
                persons.append(person)
            if trouble:
                troubles[trouble] = None
    return NameList(tuple(persons), has_more, tuple(troubles))


def split_names(text: str) -> list[str]:
    """The names of a list, trimmed, parted at `and` outside braces; an empty one where two `and` meet."""
    text = " ".join(text.split())
    if not text:
        return []
    if "{" not in text:
        if " and and " in text or text.startswith("and ") or text.endswith(" and") or _SHOUTED_AND.search(text):
            return [name.strip() for name in _AND.split(text)]
        return text.split(" and ")
    names: list[str] = []
    depth = begin = 0
    for token in _AND_OR_BRACE.finditer(text):
        if token.group() == "{":
            depth += 1
        elif token.group() == "}":
            depth = max(0, depth - 1)
        elif depth == 0:
            names.append(text[begin : token.start()].strip())
            begin = token.end()
    names.append(text[begin:].strip())
    return names


def name_parts(name: str) -> NameParts:
    """One name split by BibTeX's rules; more than two commas leave the rest in the given name."""
    pieces = _split_outside_braces(name, ",")
    if len(pieces) == 1:
        return _in_reading_order(_words(pieces[0]))
    von, family = _von_and_family(_words(pieces[0]))
    jr = pieces[1].strip() if len(pieces) > 2 else ""
    given = ", ".join(piece.strip() for piece in pieces[2:]) if len(pieces) > 2 else pieces[1].strip()
    return NameParts(given, von, family, jr)


@lru_cache(maxsize=16384)
def _person(name: str) -> tuple[Person | None, NameTrouble | None]:
    if name[0] == "{" and _is_one_group(name):
        return _as_group(name), None
    if "=" in name and _EXTENDED.search(name):
        return _extended(name), None
    if ";" in name and len(_split_outside_braces(name, ";")) > 1 and not _has_entity(name):
        return _as_group(name), "semicolons"
    if name.count(",") > 2 and len(_split_outside_braces(name, ",")) > 3:
        return _as_group(name), "too-many-commas"
    parts = name_parts(name)
    shown = parts if _is_plain(name) else NameParts(*(_shown(part) if part else "" for part in parts))
    if not shown.family:
        shown = shown._replace(family=shown.von or shown.given, von="", given=shown.given if shown.von else "")
    if not shown.family:
        return None, "empty-name"
    return (
        Person(
            family=shown.family,
            given=shown.given or None,
            particle=shown.von or None,
            suffix=shown.jr or None,
        ),
        None,
    )


def _has_entity(name: str) -> bool:
    return re.search(r"&#?\w+;", name) is not None


def _as_group(name: str) -> Person | None:
    text = _shown(name)
    return group(text) if text else None


def _is_plain(name: str) -> bool:
    return not any(mark in name for mark in ("\\", "{", "}", "$", "~", "--", "`", "''"))


def _shown(text: str) -> str:
    return " ".join(unicode_from_latex(text).split())


def _is_one_group(name: str) -> bool:
    """Whether the whole name is one pair of braces, and not just a letter with an accent."""
    depth = 0
    for place, letter in enumerate(name):
        depth += (letter == "{") - (letter == "}")
        if depth == 0:
            return place == len(name) - 1 and not (name.startswith("{\\") and " " not in name)
    return False


def _extended(name: str) -> Person:
    found: dict[str, str] = {}
    part = ""
    for piece in _split_outside_braces(name, ","):
        if _EXTENDED_PART.match(piece):
            part, _, value = piece.partition("=")
            part = part.strip().lower()
            found[part] = value
        elif part:  # a comma within quotes
            found[part] += f",{piece}"
    found = {part: _shown(value.strip().strip('"')) for part, value in found.items()}
    return Person(
        family=found.get("family") or found.get("given"),
        given=found.get("given") if found.get("family") else None,
        particle=found.get("prefix") or None,
        suffix=found.get("suffix") or None,
    )


def _split_outside_braces(text: str, mark: str) -> list[str]:
    if "{" not in text:
        return text.split(mark)
    pieces: list[str] = []
    depth = begin = 0
    for place, letter in enumerate(text):
        if letter == mark and depth == 0:
            pieces.append(text[begin:place])
            begin = place + 1
        else:
            depth = max(0, depth + (letter == "{") - (letter == "}"))
    pieces.append(text[begin:])
    return pieces


def _words(text: str) -> list[str]:
    if "{" not in text:
        return text.replace("~", " ").split()
    words: list[str] = []
    depth = begin = 0
    for token in _WORD_OR_BRACE.finditer(text):
        mark = token.group()
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth = max(0, depth - 1)
        elif depth == 0:
            words.append(text[begin : token.start()])
            begin = token.end()
    words.append(text[begin:])
    return [word for word in words if word]


def _in_reading_order(words: list[str]) -> NameParts:
    """`First von Last`: the von part runs from the first to the last word that begins small."""
    if len(words) < 2:
        return NameParts(family=" ".join(words))
    small = [place for place, word in enumerate(words) if _begins_small(word)]
    if not small:
        return NameParts(given=" ".join(words[:-1]), family=words[-1])
    first, last = small[0], small[-1]
    return NameParts(
        given=" ".join(words[:first]), von=" ".join(words[first : last + 1]), family=" ".join(words[last + 1 :])
    )


def _von_and_family(words: list[str]) -> tuple[str, str]:
    """`von Last` before a comma: the final word is always a family name."""
    small = [place for place, word in enumerate(words[:-1]) if _begins_small(word)]
    cut = small[-1] + 1 if small else 0
    return " ".join(words[:cut]), " ".join(words[cut:])


def _begins_small(word: str) -> bool:
    """Whether the first letter outside braces is lower case; `{\\'e}` counts as its letter, `{x}` as none."""
    if word[0].isalpha():
        return word[0].islower()
    return _first_letter_is_small(word)


def _first_letter_is_small(word: str) -> bool:
    depth = place = 0
    while place < len(word):
        letter = word[place]
        if letter == "{" and depth == 0 and word.startswith("{\\", place):
            found = _SPECIAL_LETTER.match(word, place)
            return bool(found and _command_is_small(word[place + 1 :]))
        if letter == "\\" and depth == 0:
            return _command_is_small(word[place:])
        if letter.isalpha() and depth == 0:
            return letter.islower()
        depth = max(0, depth + (letter == "{") - (letter == "}"))
        place += 1
    return False


def _command_is_small(text: str) -> bool:
    """Whether `\\'e`, `\\v{c}`, `\\aa` and the like print a small letter."""
    found = _COMMAND_LETTER.match(text)
    if not found:
        return False
    return (found.group(1) or found.group(2))[0].islower()
