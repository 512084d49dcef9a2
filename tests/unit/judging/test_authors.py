"""Names and lists of names."""

from __future__ import annotations

import pytest

from citetrail.judging.authors import Printed, author_list, compare_authors
from citetrail.judging.names import compare_persons
from citetrail.model.persons import Person, group, person_from_text

SAME_PERSON = [
    ("initials", "Rivers, A. B.", "Rivers, Anna Beth"),
    ("initials together", "Rivers AB", "Rivers, Anna Beth"),
    ("one initial", "Rivers, A.", "Rivers, Anna Beth"),
    ("accents", "Garcia, Jose", "García, José"),
    ("german umlaut", "Mueller, Karl", "Müller, Karl"),
    ("scandinavian letter", "Sorensen, Per", "Sørensen, Per"),
    ("cyrillic", "Иванов, Пётр", "Ivanov, Petr"),
    ("particle", "Berg, Hans van der", "van der Berg, Hans"),
    ("hyphen in the given name", "Nguyen, Xuan-Phi", "Nguyen, Xuanphi"),
    ("order", "Wang, Xiaoming", "Xiaoming, Wang"),
    ("three parts in another order", "Siong, Chng Eng", "Chng, Eng Siong"),
    ("nickname", "Smith, Bob", "Smith, Robert"),
    ("short form", "Tamkin, Al", "Tamkin, Alex"),
    ("compound family", "García, Luis", "García López, Luis"),
    ("number of a namesake", "Wang, Jingbo 0003", "Wang, Jingbo"),
    ("middle name used", "Freedberg, Stephen", "Freedberg, A. Stephen"),
    ("typing error", "Kantarcioglu, Murat", "Kantarcioglou, Murat"),
    ("no given name", "Rivers", "Rivers, Anna"),
]
OTHER_PERSON = [
    ("another family", "Rivers, Anna", "Stone, Anna"),
    ("another initial", "Wang, X.", "Wang, Y."),
    ("another given name", "Wang, Limin", "Wang, Zhenzhi"),
    ("short names that are near", "Li, Wei", "Lu, Wei"),
    ("near family, other initial", "Johnson, A.", "Johnston, B."),
]


@pytest.mark.parametrize(("one", "other"), [row[1:] for row in SAME_PERSON], ids=[row[0] for row in SAME_PERSON])
def test_same_person(one: str, other: str) -> None:
    assert compare_persons(_person(one), _person(other)).agrees
    assert compare_persons(_person(other), _person(one)).agrees


@pytest.mark.parametrize(("one", "other"), [row[1:] for row in OTHER_PERSON], ids=[row[0] for row in OTHER_PERSON])
def test_other_person(one: str, other: str) -> None:
    assert not compare_persons(_person(one), _person(other)).agrees


def test_teams_may_be_abbreviated() -> None:
    long = group("Global Burden of Disease Collaborators")
    assert compare_persons(group("Global Burden of Disease Study Collaborators"), long).rule == "team author"
    assert not compare_persons(group("World Sleep Federation"), long).agrees


THREE = "Rivers, Anna; Stone, Ben; Field, Carla"
LISTS = [
    ("the same", THREE, THREE, False, "equal", None),
    ("initials", "Rivers, A.; Stone, B.; Field, C.", THREE, False, "variant", "initials"),
    ("et al. read as a name", "Rivers, Anna; et al.", THREE, False, "variant", "et al."),
    ("cut list", "Rivers, Anna", THREE, True, "variant", "et al."),
    ("left out", "Rivers, Anna; Field, Carla", THREE, False, "different", "authors left out"),
    ("first alone", "Rivers, Anna", THREE, False, "different", "authors left out"),
    ("added", THREE + "; Brook, Dora", THREE, False, "different", "authors added"),
    ("exchanged", "Rivers, Anna; Stone, Ben; Brook, Dora", THREE, False, "different", "authors exchanged"),
    ("all others", "Brook, Dora; Hill, Emil", THREE, False, "different", "other authors"),
    ("order", "Stone, Ben; Rivers, Anna; Field, Carla", THREE, False, "different", "order of authors"),
    ("record names the first only", THREE, "Rivers, Anna", False, "variant", "names that cannot be compared"),
    ("no record", THREE, "", False, "absent-in-record", None),
    ("not cited", "", THREE, False, "absent-in-reference", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "found", "is_cut", "outcome", "rule"), [row[1:] for row in LISTS], ids=[row[0] for row in LISTS]
)
def test_lists(given: str, found: str, is_cut: bool, outcome: str, rule: str | None) -> None:
    likeness = compare_authors(author_list(_people(given), is_cut), author_list(_people(found), False))
    assert (likeness.outcome, likeness.rule) == (outcome, rule)


def test_a_name_that_is_printed_was_cited_even_if_it_was_not_read() -> None:
    given, found = author_list(_people("Rivers, Anna; Field, Carla"), False), author_list(_people(THREE), False)
    assert compare_authors(given, found, Printed("rivers a stone b field c slow reading")).agrees


def test_a_name_of_two_letters_that_was_added_is_told() -> None:
    found = author_list(_people("Rivers, Anna; Stone, Ben"), False)
    read = author_list(_people("Rivers, A.; Stone, B.; He, C."), False)
    assert not compare_authors(read, found, Printed("rivers a stone b he c how eels", "how eels change")).agrees


def test_what_is_left_of_et_al_is_no_author() -> None:
    read = author_list((Person(family="Rivers"), Person(family="al")), False)
    assert compare_authors(read, author_list(_people(THREE), False)).agrees


def test_particles_may_stand_anywhere_in_a_printed_name() -> None:
    found = author_list((Person(family="de Jesus Rivers", given="Vanessa"),), False)
    read = author_list((Person(family="Rivers", given="Jesus"), Person(family="de", given="Vanessa")), True)
    assert compare_authors(read, found, Printed("jesus rivers vanessa de and others slow reading")).agrees
    assert not compare_authors(read, found, Printed("jesus stone vanessa de and others slow reading")).agrees


def test_a_team_beside_persons_is_no_missing_author() -> None:
    found = author_list((*_people(THREE), group("Slow Reading Team")), False)
    assert compare_authors(author_list(_people(THREE), False), found).rule == "team author"


def test_long_lists_are_paired_quickly() -> None:
    letters = "bcdfghjklmnpqrstvwxz"
    families = [f"{a}a{b}i{c}o" for a in letters for b in letters for c in letters[:4]][:1500]
    people = tuple(Person(family=family, given="Anna") for family in families)
    shuffled = (*people[700:], *people[:700])
    assert compare_authors(author_list(people, False), author_list(shuffled, False)).rule == "order of authors"


def _person(text: str) -> Person:
    if text == "Rivers AB":
        return Person(family="Rivers", given="AB")
    person = person_from_text(text)
    assert person is not None
    return person


def _people(text: str) -> tuple[Person, ...]:
    return tuple(
        Person(family="al.", given="et") if name.strip() == "et al." else _person(name)
        for name in text.split(";")
        if name
    )
