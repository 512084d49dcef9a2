"""ORCID iDs of the people of an entry: annotations of names in BibLaTeX, a list by name in BibTeX.

BibLaTeX: manual 3.7, `author+an:orcid = {2="0000-0002-1825-0097"}`. The signs in that name of a field make other
readers of BibTeX drop the whole entry (bibtexparser 1.4). BibTeX: `orcid-numbers = {Pym, Ethel/0000-0002-1825-0097}`,
as Web of Science exports it, one a line; here parted by semicolons.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from citetrail.formats.parts.people import line_from_person
from citetrail.model import Person

ANNOTATION = "+an:orcid"  # behind the name of a field of names
BY_NAME = "orcid-numbers"
_NUMBERED = re.compile(r'([1-9]\d{0,3})\s*=\s*"(\d{4}-\d{4}-\d{4}-\d{3}[\dX])"')
_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
_PARTS = re.compile(r"[;\r\n]+|(?<=-\d{3}[\dX])\s+")


def annotation_of(people: Sequence[Person]) -> str:
    """`1="0000-0002-1825-0097"; …` for those who have one; empty if nobody has."""
    return "; ".join(f'{number}="{one.orcid}"' for number, one in enumerate(people, 1) if one.orcid)


def annotated(people: Sequence[Person], annotation: str) -> tuple[Person, ...] | None:
    """The people with the iDs of an annotation; None for one that says anything else, or counts further than they."""
    orcids = {int(number): orcid for number, orcid in _NUMBERED.findall(annotation)}
    if not orcids or max(orcids) > len(people) or _NUMBERED.sub("", annotation).strip(" ;\n"):
        return None
    return tuple(
        one.model_copy(update={"orcid": orcids[number]}) if number in orcids else one
        for number, one in enumerate(people, 1)
    )


def list_by_name(people: Iterable[Person], encode: Callable[..., str]) -> tuple[str, list[Person]]:
    """`Pym, Ethel/0000-0002-1825-0097; …`, and those of whom a name does not tell whose iD it is."""
    orcids: dict[str, dict[str | None, Person]] = {}
    for one in people:
        orcids.setdefault(line_from_person(one), {})[one.orcid] = one
    listed: list[str] = []
    rest: list[Person] = []
    for line, named in orcids.items():
        with_orcid = [one for orcid, one in named.items() if orcid]
        if len(named) == 1 and not re.search(r"[;/\r\n]", line):
            listed += [f"{encode(line)}/{one.orcid}" for one in with_orcid]
        else:
            rest += with_orcid
    return "; ".join(listed), rest


def orcids_by_name(written: str, decode: Callable[[str], str]) -> tuple[dict[str, str], bool]:
    """The iDs of a list by the names in it, and whether there is nothing else in the list."""
    found: dict[str, str] = {}
    is_whole = True
    for part in filter(str.strip, _PARTS.split(written)):
        name, _, orcid = part.rpartition("/")
        name = decode(name.strip())
        if name and _ORCID.fullmatch(orcid.strip()) and found.setdefault(name, orcid.strip()) == orcid.strip():
            continue
        is_whole = False
    return found, is_whole


def named(people: Iterable[Person], orcids: Mapping[str, str]) -> tuple[Person, ...]:
    """The people with the iDs of their names; an iD that one has already stays."""
    return tuple(
        one.model_copy(update={"orcid": orcids[line]})
        if one.orcid is None and (line := line_from_person(one)) in orcids
        else one
        for one in people
    )
