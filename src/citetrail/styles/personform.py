"""One person's name in a style's form: display or sort order, short or long, initials, particles, name parts.

Source: CSL 1.0.2 specification, "Name" and "Name-part Order".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from citetrail.styles.initials import initialized
from citetrail.styles.markup import content_from_text
from citetrail.styles.persons import Person
from citetrail.styles.spans import Content, Span, affixed, join, plain

Dress = Callable[[Content], Content]
LETTERS = re.compile(
    r"[A-Za-z\u00aa-\u02af\u0370-\u1fff\u2c00-\u2dff\ua640-\ua69f\ua720-\ua7ff\uab30-\uab6f\ufb00-\ufdff\ufe70-\ufefc]"
)


BOUND = re.compile(r"(?:^|[^aeiou\W])['’]$|[-‐]$")  # d’Aubignac, al-One; not de’ Medici


@dataclass(frozen=True)
class PersonForm:
    """How a style writes a person."""

    form: str = "long"
    initialize: bool = True
    initialize_with: str | None = None
    with_hyphen: bool = True
    sort_separator: str = ", "
    demote: str = "display-and-sort"
    is_sorting: bool = False
    dress_family: Dress | None = None
    dress_given: Dress | None = None
    affixes_family: tuple[str, str] = ("", "")
    affixes_given: tuple[str, str] = ("", "")


def person_content(person: Person, form: PersonForm, *, inverted: bool, level: int) -> Content:
    """The name; `level` adds given names to tell people apart: 1 initials, 2 in full."""
    if person.literal:
        return _wrapped(_part(person.literal, form.dress_family), form.affixes_family)
    if not LETTERS.search(person.family + person.given):
        return _unspaced(person, form, level)
    if form.form == "short" and level == 0:
        return _short(person, form)
    given = _given(person, form, level)
    if person.is_static:
        return _static(person, given, form)
    if inverted:
        return _inverted(person, given, form)
    return _displayed(person, given, form)


def _dressed(content: Content, dress: Dress | None) -> Content:
    return dress(content) if dress and content != "" else content


def _unspaced(person: Person, form: PersonForm, level: int) -> Content:
    """Names in scripts that put the family first and no space between (Chinese, Japanese, Korean)."""
    family = _dressed(person.family, form.dress_family)
    if (form.form == "short" and level == 0) or not person.given:
        return family
    return Span((family, _dressed(person.given, form.dress_given)))


def _given(person: Person, form: PersonForm, level: int) -> str:
    given = person.given
    mark = form.initialize_with
    if mark is None or level == 2 or not person.family:
        return given
    return initialized(given, mark, shorten=form.initialize, with_hyphen=form.with_hyphen)


def _glued(parts: list[Content], *, spaced: bool = False) -> Content:
    """Parts of a name with spaces between, none after an apostrophe or hyphen unless `spaced`."""
    out: list[Content] = []
    for part in parts:
        if part == "":
            continue
        if out and (spaced or not BOUND.search(plain(out[-1]))):
            out.append(" ")
        out.append(part)
    return "" if not out else out[0] if len(out) == 1 else Span(out)


def _part(text: str, dress: Dress | None) -> Content:
    return _dressed(content_from_text(text), dress) if text else ""


def _wrapped(content: Content, affixes: tuple[str, str]) -> Content:
    return affixed(content, *affixes) if content != "" else content


def _short(person: Person, form: PersonForm) -> Content:
    return _wrapped(_families(person, form), form.affixes_family)


def _families(person: Person, form: PersonForm) -> Content:
    """The non-dropping particle and the family name."""
    if not person.non_dropping:
        return _part(person.family, form.dress_family)
    parts = [_part(person.non_dropping, form.dress_family), _part(person.family, form.dress_family)]
    return _glued(parts, spaced=form.is_sorting)


def _static(person: Person, given: str, form: PersonForm) -> Content:
    return _glued([_families(person, form), _part(given, form.dress_given), person.suffix])


def _displayed(person: Person, given: str, form: PersonForm) -> Content:
    first = _wrapped(_part(given, form.dress_given), form.affixes_given)
    if not (person.dropping or person.suffix):
        return _glued([first, _short(person, form)])
    family = _glued([_part(person.dropping, form.dress_given), _families(person, form)])
    if person.suffix:
        family = Span((family, ", " if person.has_comma_suffix else " ", person.suffix))
    return _glued([first, _wrapped(family, form.affixes_family)])


def _inverted(person: Person, given: str, form: PersonForm) -> Content:
    demotes = form.demote == "display-and-sort" or (form.demote == "sort-only" and form.is_sorting)
    family = _part(person.family, form.dress_family) if demotes else _families(person, form)
    parts = [_part(given, form.dress_given), _part(person.dropping, form.dress_given)]
    if demotes:
        parts.append(_part(person.non_dropping, form.dress_family))
    first = _wrapped(_glued(parts), form.affixes_given)
    kept = [part for part in (_wrapped(family, form.affixes_family), first, person.suffix) if part != ""]
    return join(kept, form.sort_separator) or ""
