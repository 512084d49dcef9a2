"""People in items and their written forms."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from citetrail.styles.personform import BOUND, PersonForm, person_content
from citetrail.styles.persons import FAMILY_PARTICLE, GIVEN_PARTICLE, SUFFIX, Person, people_from_json, person_from_json
from citetrail.styles.spans import plain


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"family": "Doe", "given": "John"}, Person("Doe", "John")),
        ({"family": "van der Meer", "given": "Jan"}, Person("Meer", "Jan", non_dropping="van der")),
        ({"family": "d'Aubignac", "given": "F."}, Person("Aubignac", "F.", non_dropping="d'")),
        ({"family": "al-Aswānī", "given": "A."}, Person("Aswānī", "A.", non_dropping="al-")),
        ({"family": "La Fontaine", "given": "Jean de"}, Person("La Fontaine", "Jean", dropping="de")),
        ({"family": "Doe", "given": "J.", "non-dropping-particle": "de"}, Person("Doe", "J.", non_dropping="de")),
        ({"family": '"de la Cruz"', "given": "J."}, Person("de la Cruz", "J.")),
        ({"family": "Doe", "given": "James, Jr."}, Person("Doe", "James", suffix="Jr.")),
        ({"literal": "World Health Organization"}, Person(literal="World Health Organization")),
    ],
)
def test_json(given: dict[str, Any], expected: Person) -> None:
    assert person_from_json(given) == expected


@pytest.mark.parametrize("value", [None, "Doe, John", 3, [None, "x", {}], [{"family": ""}]])
def test_what_is_no_name_list_names_nobody(value: object) -> None:
    assert people_from_json(value) == ()


@pytest.mark.parametrize(
    ("text", "has_particle"), [("von Doe", True), ("d’Or", True), ("Doe", False), ("McDonald", False)]
)
def test_family_particles(text: str, has_particle: bool) -> None:
    assert bool(FAMILY_PARTICLE.match(text)) is has_particle


@pytest.mark.parametrize(
    ("text", "has_particle"), [("Jean de", True), ("Jean", False), ("de", False), ("Jean De", False)]
)
def test_given_particles(text: str, has_particle: bool) -> None:
    assert bool(GIVEN_PARTICLE.search(text)) is has_particle


@pytest.mark.parametrize(("text", "has_suffix"), [("James, III", True), ("James, Jr.", True), ("James, Lee", False)])
def test_suffixes(text: str, has_suffix: bool) -> None:
    assert bool(SUFFIX.search(text)) is has_suffix


@pytest.mark.parametrize(("text", "is_bound"), [("d’", True), ("al-", True), ("de’", False), ("von", False)])
def test_particles_bound_to_the_name(text: str, is_bound: bool) -> None:
    assert bool(BOUND.search(text)) is is_bound


VAN = Person("Meer", "Jan", non_dropping="van der")
FORM = PersonForm()
INITIALS = PersonForm(initialize_with=". ")


@pytest.mark.parametrize(
    ("person", "form", "inverted", "level", "expected"),
    [
        pytest.param(VAN, FORM, False, 0, "Jan van der Meer", id="display"),
        pytest.param(VAN, FORM, True, 0, "Meer, Jan van der", id="demoted"),
        pytest.param(VAN, PersonForm(demote="never"), True, 0, "van der Meer, Jan", id="kept"),
        pytest.param(VAN, PersonForm(form="short"), False, 0, "van der Meer", id="short"),
        pytest.param(VAN, replace(INITIALS, form="short"), False, 1, "J. van der Meer", id="short-with-initials"),
        pytest.param(VAN, replace(INITIALS, form="short"), False, 2, "Jan van der Meer", id="short-in-full"),
        pytest.param(Person("Doe", "Jo", suffix="III"), FORM, False, 0, "Jo Doe III", id="suffix"),
        pytest.param(
            Person("Doe", "Jo", suffix="Jr.", has_comma_suffix=True), FORM, False, 0, "Jo Doe, Jr.", id="comma"
        ),
        pytest.param(Person("Doe", "Jo", suffix="III"), FORM, True, 0, "Doe, Jo, III", id="suffix-inverted"),
        pytest.param(Person("我妻", "栄"), FORM, True, 0, "我妻栄", id="no-space-in-chinese"),
        pytest.param(Person("Ho", "Chi", is_static=True), FORM, False, 0, "Ho Chi", id="static-order"),
        pytest.param(Person("", "Banksy"), INITIALS, False, 0, "Banksy", id="given-only"),
        pytest.param(Person(literal="WHO"), INITIALS, True, 0, "WHO", id="institution"),
        pytest.param(Person("Aubignac", "F.", non_dropping="d’"), FORM, False, 0, "F. d’Aubignac", id="bound-particle"),
    ],
)
def test_forms(person: Person, form: PersonForm, inverted: bool, level: int, expected: str) -> None:
    assert plain(person_content(person, form, inverted=inverted, level=level)) == expected
