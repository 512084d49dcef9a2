"""Names in one string: who is meant by which part."""

from __future__ import annotations

import pytest

from citetrail.model import Person, group, person_from_text

# given, particle, family, suffix
READ = {
    "reading order": ("Helen Rockliff", ("Helen", None, "Rockliff", None)),
    "sort order": ("Rockliff, Helen", ("Helen", None, "Rockliff", None)),
    "one name": ("Plato", (None, None, "Plato", None)),
    "initials in front": ("J. A. Smith", ("J. A.", None, "Smith", None)),
    "initials behind": ("Smith JA", ("JA", None, "Smith", None)),
    "dotted initials behind": ("Smith J. A.", ("J. A.", None, "Smith", None)),
    "particle and initials behind": ("van der Berg HJ", ("HJ", "van der", "Berg", None)),
    "family name in capitals": ("Feng LIU", ("Feng", None, "LIU", None)),
    "hyphen": ("Jean-Luc Godard", ("Jean-Luc", None, "Godard", None)),
    "particle": ("Ludwig van Beethoven", ("Ludwig", "van", "Beethoven", None)),
    "particle behind the given name": ("Beethoven, Ludwig van", ("Ludwig", "van", "Beethoven", None)),
    "particles": ("Jürgen von der Lippe", ("Jürgen", "von der", "Lippe", None)),
    "particle first": ("van Gogh", (None, "van", "Gogh", None)),
    "particles first": ("de la Cruz", (None, "de la", "Cruz", None)),
    "particle and article": ("Jean de La Fontaine", ("Jean", "de", "La Fontaine", None)),
    "particle with a capital": ("Peter Van den Bossche", ("Peter", None, "Van den Bossche", None)),
    "article with a capital": ("Ursula K. Le Guin", ("Ursula K.", None, "Le Guin", None)),
    "apostrophe particle": ("Gerard 't Hooft", ("Gerard", "'t", "Hooft", None)),
    "attached particle": ("Gabriele d'Annunzio", ("Gabriele", "d'", "Annunzio", None)),
    "attached particle, curly": ("d’Alembert, Jean Le Rond", ("Jean Le Rond", "d’", "Alembert", None)),
    "capital D'": ("Beverly D'Angelo", ("Beverly", None, "D'Angelo", None)),
    "O'": ("Flann O'Brien", ("Flann", None, "O'Brien", None)),
    "Mc": ("McDonald, Ronald", ("Ronald", None, "McDonald", None)),
    "Arabic article": ("Muḥammad ibn Mūsā al-Khwārizmī", ("Muḥammad ibn Mūsā", "al-", "Khwārizmī", None)),
    "Arabic article, sort order": ("al-Khwārizmī, Muḥammad", ("Muḥammad", "al-", "Khwārizmī", None)),
    "Spanish": ("Gabriel García Márquez", ("Gabriel", None, "García Márquez", None)),
    "Spanish with y": ("Santiago Ramón y Cajal", ("Santiago", None, "Ramón y Cajal", None)),
    "Spanish with y, no given name": ("Ortega y Gasset", (None, None, "Ortega y Gasset", None)),
    "Catalan": ("Antoni Gaudí i Cornet", ("Antoni", None, "Gaudí i Cornet", None)),
    "Portuguese": ("António Lobo Antunes", ("António Lobo", None, "Antunes", None)),
    "Portuguese with particle behind": ("Souza, Sidnei Azevedo de", ("Sidnei Azevedo", "de", "Souza", None)),
    "Portuguese kin": ("Adalberto Silva Filho", ("Adalberto", None, "Silva Filho", None)),
    "Vietnamese in sort order": ("Nguyễn, Văn An", ("Văn An", None, "Nguyễn", None)),
    "suffix with commas": ("King, Jr., Martin Luther", ("Martin Luther", None, "King", "Jr.")),
    "suffix last": ("King, Martin Luther, Jr.", ("Martin Luther", None, "King", "Jr.")),
    "suffix in reading order": ("Martin Luther King Jr.", ("Martin Luther", None, "King", "Jr.")),
    "suffix behind a comma": ("Martin Luther King, Jr.", ("Martin Luther", None, "King", "Jr.")),
    "suffix with the family name": ("Smith Jr., John", ("John", None, "Smith", "Jr.")),
    "suffix with the given name": ("Smith, John III", ("John", None, "Smith", "III")),
    "family name that reads like a suffix": ("A. W. Senior", ("A. W.", None, "Senior", None)),
    "doctorate": ("John Smith, PhD", ("John", None, "Smith", None)),
    "degree behind the given name": ("Smith, J., MD", ("J.", None, "Smith", None)),
    "initials that read like a degree": ("Smith, MD", ("MD", None, "Smith", None)),
    "Cyrillic": ("Лев Толстой", ("Лев", None, "Толстой", None)),
    "Greek": ("Παπαδόπουλος, Γιώργος", ("Γιώργος", None, "Παπαδόπουλος", None)),
    "Chinese whole": ("王小明", (None, None, "王小明", None)),
    "Korean whole": ("김철수", (None, None, "김철수", None)),
    "Japanese with a blank": ("山田 太郎", ("太郎", None, "山田", None)),
    "Japanese with a full-width comma": ("山田，太郎", ("太郎", None, "山田", None)),
    "number of dblp": ("Wei Wang 0001", ("Wei", None, "Wang", None)),
    "entities": ("Mart&#xed;nez, Beatriz", ("Beatriz", None, "Martínez", None)),
    "small letters": ("bell hooks", ("bell", None, "hooks", None)),
    "blanks and comma around": ("  Rockliff ,  Helen ; ", ("Helen", None, "Rockliff", None)),
}


@pytest.mark.parametrize(("text", "parts"), READ.values(), ids=READ)
def test_name(text: str, parts: tuple[str | None, ...]) -> None:
    person = person_from_text(text)
    assert person is not None
    assert (person.given, person.particle, person.family, person.suffix) == parts
    assert person_from_text(person.sort_name) == person


@pytest.mark.parametrize("text", ["", " ", ",", "1984", "…", "et al.", "et al", "and others", "others"])
def test_nobody(text: str) -> None:
    assert person_from_text(text) is None


PRINTED = {
    "plain": (Person(family="Rockliff", given="Helen"), "Helen Rockliff", "Rockliff, Helen"),
    "particle": (Person(family="Berg", given="Hans", particle="van der"), "Hans van der Berg", "van der Berg, Hans"),
    "attached": (Person(family="Annunzio", given="Gabriele", particle="d'"), "Gabriele d'Annunzio", "d'Annunzio, Gabriele"),
    "suffix": (Person(family="King", given="Martin", suffix="Jr."), "Martin King Jr.", "King, Martin, Jr."),
    "one name": (Person(family="Plato"), "Plato", "Plato"),
    "family first": (Person(family="山田", given="太郎"), "山田太郎", "山田, 太郎"),
    "group": (group("World  Health Organization"), "World Health Organization", "World Health Organization"),
}  # fmt: skip


@pytest.mark.parametrize(("person", "shown", "sorted_by"), PRINTED.values(), ids=PRINTED)
def test_printing(person: Person, shown: str, sorted_by: str) -> None:
    assert (str(person), person.sort_name) == (shown, sorted_by)


@pytest.mark.parametrize(
    ("given", "initials"),
    [
        ("Jean-Luc", "JL"),
        ("J.-L.", "JL"),
        ("JL", "JL"),
        ("J L", "JL"),
        ("JRR", "JRR"),
        ("Helen", "H"),
        ("john", "J"),
        ("Robert (Bob)", "RB"),
        ("太郎", "太"),
        ("", ""),
        (None, ""),
        ("Élodie", "É"),
    ],
)
def test_initials(given: str | None, initials: str) -> None:
    assert Person(family="Smith", given=given).initials == initials


def test_a_given_name_in_capitals_beside_a_family_name_in_capitals_is_a_name() -> None:
    assert Person(family="SMITH", given="IAN").initials == "I"
    assert Person(family="Smith", given="IAN").initials == "IAN"


def test_groups_are_told_apart() -> None:
    assert group("NASA").is_group
    assert not Person(family="Nasa").is_group
    assert group("NASA").full_family == "NASA"
