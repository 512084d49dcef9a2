"""People and groups as bibliographies name them."""

from __future__ import annotations

import re

from pydantic import BaseModel, ConfigDict

# Lower-case words that belong to a family name; used when a name is written in one string.
_PARTICLE_WORDS = (
    "af al am an auf aus bin da das de degli del della delle dello den der des di do dos du e el het il in la "
    "las le les lo los ten ter und van vande vander vanden ver von vom zu zum zur y 't d'"
)
PARTICLES = frozenset(_PARTICLE_WORDS.split())
_SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|iv|2nd|3rd|junior|senior)\.?$", re.IGNORECASE)


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
        """Family name with its particle, or the group's name; empty if nothing is known."""
        if self.literal is not None:
            return self.literal
        return " ".join(part for part in (self.particle, self.family) if part)

    @property
    def initials(self) -> str:
        """Initials of the given names in capitals, without dots: `JL` for `Jean-Luc`."""
        return "".join(part[0].upper() for part in re.split(r"[\s.\-‐]+", self.given or "") if part)

    def __str__(self) -> str:
        if self.literal is not None:
            return self.literal
        name = " ".join(part for part in (self.given, self.full_family) if part)
        return f"{name} {self.suffix}" if self.suffix else name


def group(name: str) -> Person:
    """A group author: a consortium, a ministry, a team."""
    return Person(literal=" ".join(name.split()))


def person_from_text(text: str) -> Person | None:
    """A name in one string: `Family, Given`, `Family, Jr., Given`, `Given von Family`, `Family` alone.

    None for a string without a letter. Does not guess groups: use `group` where the source says so.
    """
    name = " ".join(text.split()).strip(" ,;")
    if not any(letter.isalpha() for letter in name):
        return None
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 1:
        return _person_in_reading_order(name)
    if len(parts) >= 3 and _SUFFIX.match(parts[1]):
        return _person(parts[0], " ".join(parts[2:]), parts[1])
    if len(parts) >= 3 and _SUFFIX.match(parts[-1]):
        return _person(parts[0], " ".join(parts[1:-1]), parts[-1])
    if len(parts) == 2 and _SUFFIX.match(parts[1]):
        inner = _person_in_reading_order(parts[0])
        return inner.model_copy(update={"suffix": parts[1]})
    return _person(parts[0], " ".join(parts[1:]), None)


def _person(family: str, given: str, suffix: str | None) -> Person:
    words = family.split()
    count = _leading_particles(words)
    tail = given.split()
    moved: list[str] = []
    while len(tail) > 1 and tail[-1] in PARTICLES:
        moved.insert(0, tail.pop())
    particle = " ".join(moved + words[:count])
    return Person(
        family=" ".join(words[count:]) or None, given=" ".join(tail) or None, particle=particle or None, suffix=suffix
    )


def _person_in_reading_order(name: str) -> Person:
    words = name.split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.match(words[-1]) else None
    if len(words) == 1:
        return Person(family=words[0], suffix=suffix)
    small = [place for place, word in enumerate(words[:-1]) if place and word in PARTICLES]
    start = small[0] if small else len(words) - 1
    family = words[start:]
    count = _leading_particles(family)
    return Person(
        family=" ".join(family[count:]),
        given=" ".join(words[:start]) or None,
        particle=" ".join(family[:count]) or None,
        suffix=suffix,
    )


def _leading_particles(words: list[str]) -> int:
    count = 0
    while count < len(words) - 1 and words[count] in PARTICLES:
        count += 1
    return count
