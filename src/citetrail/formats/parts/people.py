"""Names in one line as tagged files write them: `Family, Given, Jr.`, `Family GM`, or a group."""

from __future__ import annotations

import re
from collections.abc import Iterable

from citetrail.model import Entry, Loss, Person, group
from citetrail.model.persons import PARTICLES

_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|v|2nd|3rd)\.?$", re.IGNORECASE)
_FAMILY_INITIALS = re.compile(r"^([^\W\d_][\w'’ -]*?)\s+((?:[A-Z]\.?[ -]?){1,4})$")
_INITIAL = r"[^\W\d_]\."
_PARTICLE = r"(?i:van|von|vom|de[rns]?|del|della|di|da|dos|du|la|le|el|al|ter|ten|zu|zur|St\.)"
# `J. Doe`, `R.-P. van der Roe`: initials with points, then one family name.
_INITIALS_FAMILY = re.compile(rf"^({_INITIAL}(?:[ -]?{_INITIAL})*) ?((?:{_PARTICLE} )*[^\W\d_]+(?:['’-][^\W\d_]+)*)$")
_STATES = frozenset({"U.S.", "U.S.A.", "U.K.", "U.N.", "E.U.", "D.C."})
_OTHERS = re.compile(r"^(?:et\.?\s*al\.?|and others|others|u\.\s?a\.)$", re.IGNORECASE)


def person_from_line(text: str) -> Person | None:
    """A person or a group: with a comma a person, one word a family name, `Liu R.` and `R. Liu` names with initials.

    Anything else is a group.

    A comma at the very end marks a group (`NASA,`). None for an empty name.
    """
    name = " ".join(text.split())
    if not name.strip(" ,;"):
        return None
    if name.endswith(","):
        return group(name.rstrip(", "))
    if "," in name:
        return _with_comma([part.strip() for part in name.split(",")])
    if found := _FAMILY_INITIALS.match(name):
        return _with_comma([found.group(1), found.group(2).strip()])
    if (found := _INITIALS_FAMILY.match(name)) and _are_initials(found[1]) and found[2].split()[-1][0].isupper():
        return _with_comma([found[2], found[1]])
    return Person(family=name) if " " not in name else group(name)


def _are_initials(words: str) -> bool:
    return words.isupper() and words.replace(" ", "") not in _STATES


def is_et_al(text: str) -> bool:
    """Whether a line means that the list of names was cut."""
    return _OTHERS.match(text.strip()) is not None


def line_from_person(person: Person) -> str:
    """The name as `person_from_line` reads it back."""
    if person.literal is not None:
        line = person.literal
        return line if person_from_line(line) == person.model_copy(update={"orcid": None}) else f"{line},"
    family = " ".join(part for part in (person.particle, person.family) if part)
    parts = [family, person.given, person.suffix] if person.suffix else [family, person.given]
    return ", ".join(part or "" for part in parts) if person.given or person.suffix else family


def losses_of_names(entry: Entry, fields: Iterable[str]) -> list[Loss]:
    """One Loss for each person of these fields whose line reads back differently, and for each ORCID iD."""
    losses: list[Loss] = []
    for field in fields:
        for person in getattr(entry.description, field):
            if person_from_line(line_from_person(person)) != person.model_copy(update={"orcid": None}):
                losses.append(Loss(key=entry.key, field=field, value=f"parts of the name {person}"))
            if person.orcid:
                losses.append(Loss(key=entry.key, field="orcid", value=person.orcid))
    return losses


def _with_comma(parts: list[str]) -> Person:
    suffix = None
    if len(parts) > 2 and _SUFFIX.match(parts[-1]):
        suffix = parts.pop()
    elif len(parts) > 2 and _SUFFIX.match(parts[1]):
        suffix = parts.pop(1)
    words = parts[0].split()
    count = 0
    while count < len(words) - 1 and words[count] in PARTICLES:
        count += 1
    return Person(
        family=" ".join(words[count:]) or parts[0],
        given=", ".join(parts[1:]) or None,
        particle=" ".join(words[:count]) or None,
        suffix=suffix,
    )
