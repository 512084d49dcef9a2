"""Names of people in prose."""

from __future__ import annotations

import pytest

from citetrail.reading.finding.given import pronoun_of
from citetrail.reading.finding.names import KnownPeople, bare_name, can_be_name, family_of, full_names_in, name_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Then Helen Rockliff of Bristol came", ["Helen Rockliff"]),
        ("the critic Olwen Pryce-Rhys and Ludwig van der Berg", ["Olwen Pryce-Rhys", "Ludwig van der Berg"]),
        ("J. A. Smith wrote to Mary O’Neill", ["J. A. Smith", "Mary O’Neill"]),
        ("Der Ornithologe Matthis Krug kam", ["Matthis Krug"]),
        ("Annegret Siemers von der Universität Wien", ["Annegret Siemers"]),
        ("говорит Джон Марзлов", ["Джон Марзлов"]),
        ("Farmer Tran Van Bay", ["Tran Van Bay"]),
        ("Der Stadtplaner Holger Kniebe kam", ["Holger Kniebe"]),
        ("und Anna Maria Kniebe kam", ["Anna Maria Kniebe"]),
        ("told I-Min Leigh that", ["I-Min Leigh"]),
    ],
)
def test_full_names(text: str, names: list[str]) -> None:
    assert [named.name for named in full_names_in(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "The United States of America",
        "University of Bristol",
        "In January",
        "Opfern und Berichten",
        "one two three",
        "of Alaska Pacific University",
        "the Jane Roe Foundation",
    ],
)
def test_no_names(text: str) -> None:
    assert list(full_names_in(text)) == []


@pytest.mark.parametrize("text", ["Rockliff", "van der Berg", "Jane Roe"])
def test_what_can_be_a_name(text: str) -> None:
    assert can_be_name(text)


@pytest.mark.parametrize("text", ["", "The", "Bristol University", "Tuesday", "Journal"])
def test_what_cannot_be_a_name(text: str) -> None:
    assert not can_be_name(text)


def test_titles_and_possessives_go() -> None:
    assert bare_name("Prof. Dr. Jane  Roe’s") == "Jane Roe"
    assert bare_name("Verhaltensbiologin Jane Roe") == "Jane Roe"
    assert bare_name("Koautor Prof. Dr. Jane Roe") == "Jane Roe"
    assert bare_name("Leiter") == "Leiter"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Matthias Brünning vom Institut", "Matthias Brünning"),
        ("Barbara Hoffmeister von der Uniklinik", "Barbara Hoffmeister"),
        ("Ursula von der Leyen", "Ursula von der Leyen"),
        ("Ludwig van der Berg", "Ludwig van der Berg"),
        ("Bristol University", None),
    ],
)
def test_a_name_ends_before_what_belongs_to_none(text: str, name: str | None) -> None:
    assert name_of(text) == name


@pytest.mark.parametrize(
    ("name", "family"), [("Jane Roe", "roe"), ("Sammy Davis Jr.", "davis"), ("José Núñez", "nunez")]
)
def test_family_names_fold(name: str, family: str) -> None:
    assert family_of(name) == family


def test_a_family_name_finds_the_full_name_again() -> None:
    known = KnownPeople()
    known.learn("Helen Rockliff")
    assert known.learn("Rockliff") == "Helen Rockliff"
    assert known.learn("Dr. Rockliff") == "Helen Rockliff"
    assert known.learn("Bert Rockliff") == "Bert Rockliff"
    assert not known.knows("Karl")


@pytest.mark.parametrize(
    ("name", "pronoun"), [("Maria Roe", "she"), ("Tom Roe", "he"), ("Tom", None), ("Xq Roe", None)]
)
def test_pronouns_of_given_names(name: str, pronoun: str | None) -> None:
    assert pronoun_of(name) == pronoun


def test_the_only_person_whose_name_begins_so() -> None:
    people = KnownPeople()
    people.learn("Wu Jialin")
    assert people.learn("Wu") == "Wu Jialin"
    people.learn("Anne Roe")
    people.learn("Anne Doe")
    assert not people.knows("Anne")
    assert people.learn("Anne") == "Anne"
