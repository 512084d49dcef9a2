"""People in items: the parts of a name, and particles that stand unmarked in family or given names.

Source: CSL 1.0.2 specification, "Names" and appendix "Name particles"; CSL-JSON schema ("name-variable").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Person:
    """A person or (with `literal`) an institution."""

    family: str = ""
    given: str = ""
    dropping: str = ""
    non_dropping: str = ""
    suffix: str = ""
    has_comma_suffix: bool = False
    literal: str = ""
    is_static: bool = False


# a particle at the start of a family name: lower-case words, or lower-case letters bound by apostrophe or hyphen
FAMILY_PARTICLE = re.compile(
    r"((?:['’]?[a-zà-ÿ][\wà-ÿ'’.]*\s+|[a-zà-ÿ]{1,3}['’]\s*|(?:al|el|ad|an|ar|as|at|ad-D|ben|bin)[-‐])+)(?=\S)"
)
GIVEN_PARTICLE = re.compile(r"(?<=\s)((?:[a-zà-ÿ][\wà-ÿ'’.]*(?:\s+|$))+)$")
SUFFIX = re.compile(r",\s*(!?\s*(?:[JSjs]r\.?|[IVX]+|Esq\.?|Ph\.?D\.?|M\.?D\.?))$")
FALSY = ("", "0", "false", "none")


PLAIN = frozenset(("family", "given"))


def person_from_json(value: Mapping[str, Any]) -> Person:
    """A CSL-JSON name with its particles told apart; equal plain names are one object."""
    if value.keys() <= PLAIN:
        return _plain_person(str(value.get("family") or ""), str(value.get("given") or ""))
    return _read_person(value)


@lru_cache(maxsize=16384)
def _plain_person(family: str, given: str) -> Person:
    return _read_person({"family": family, "given": given})


def _read_person(value: Mapping[str, Any]) -> Person:
    literal = str(value.get("literal") or "")
    if literal:
        return Person(literal=literal)
    family, given = str(value.get("family") or "").strip(), str(value.get("given") or "").strip()
    dropping = str(value.get("dropping-particle") or "")
    non_dropping = str(value.get("non-dropping-particle") or "")
    suffix = str(value.get("suffix") or "")
    comma = _truth(value.get("comma-suffix"))
    if not suffix:
        given, suffix, comma = _suffix_apart(given, comma=comma)
    if not dropping and not non_dropping and value.get("parse-names") != 0 and not _truth(value.get("isInstitution")):
        given, dropping = _dropping_apart(given)
        non_dropping, family = _non_dropping_apart(family)
    if len(family) > 2 and family[0] == family[-1] == '"':
        family = family[1:-1]
    if not given and not family:
        family, suffix = suffix, ""
    return Person(
        family, given, dropping, non_dropping, suffix, comma, is_static=_truth(value.get("static-ordering"))
    )  # fmt: skip


def _truth(value: object) -> bool:
    return str(value if value is not None else "").lower() not in FALSY


def _suffix_apart(given: str, *, comma: bool) -> tuple[str, str, bool]:
    match = SUFFIX.search(given)
    if match is None:
        return given, "", comma
    text = match[1]
    return given[: match.start()], text.lstrip("! "), comma or text.startswith("!")


def _dropping_apart(given: str) -> tuple[str, str]:
    match = GIVEN_PARTICLE.search(given)
    if match is None or given.endswith("."):
        return given, ""
    return given[: match.start()].rstrip(), match[1].strip()


def _non_dropping_apart(family: str) -> tuple[str, str]:
    match = FAMILY_PARTICLE.match(family)
    if match is None or match.end() >= len(family):
        return "", family
    return match[1].strip(), family[match.end() :]


def people_from_json(value: object) -> tuple[Person, ...]:
    """The people of a name variable; anything that is no list of names gives none."""
    if not isinstance(value, (list, tuple)):
        return ()
    people = [person_from_json(entry) for entry in value if isinstance(entry, Mapping)]
    return tuple(person for person in people if person.family or person.given or person.literal)
