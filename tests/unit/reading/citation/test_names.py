"""Author lists in the orders and punctuations that styles print."""

import pytest

from citetrail.reading.citation.names import people_from_text

LISTS = [
    (
        "Rockliff, Helen, Anke Karl, Kristen McEwan, and Paul Gilbert",
        ["Rockliff|Helen", "Karl|Anke", "McEwan|Kristen", "Gilbert|Paul"],
    ),
    ("Rockliff H, Karl A, McEwan K", ["Rockliff|H", "Karl|A", "McEwan|K"]),
    ("Rockliff H, Karl A.", ["Rockliff|H", "Karl|A"]),
    ("Rockliff, H., Karl, A., & McEwan, K.", ["Rockliff|H.", "Karl|A.", "McEwan|K."]),
    ("H. Rockliff, A. Karl and K. McEwan", ["Rockliff|H.", "Karl|A.", "McEwan|K."]),
    ("ROCKLIFF, H.; KARL, A.", ["ROCKLIFF|H.", "KARL|A."]),
    ("Rockliff, H. / Karl, A. / Gilbert, P.", ["Rockliff|H.", "Karl|A.", "Gilbert|P."]),
    ("Helen Rockliff and Anke Karl", ["Rockliff|Helen", "Karl|Anke"]),
    ("Rockliff, Karl, and Gilbert", ["Rockliff|", "Karl|", "Gilbert|"]),
    ("García Márquez, Gabriel", ["García Márquez|Gabriel"]),
    ("Bugnon (A.-L.)", ["Bugnon|A.-L."]),
    ("Bugnon (A.-L.), Kasprzyk (M.", ["Bugnon|A.-L.", "Kasprzyk|M."]),
    ("Mason EO, Jr., Baker CJ.", ["Mason|EO", "Baker|CJ"]),
    ("ROCKLIFF Helen", ["ROCKLIFF|Helen"]),
    ("Rockliff Helen", ["Rockliff|Helen"]),
    ("Helen Rockliff", ["Rockliff|Helen"]),
    ("Rockliff Helen, Anke Karl, and Paul Gilbert", ["Rockliff|Helen", "Karl|Anke", "Gilbert|Paul"]),
    ("Rockliff Helen/Karl Anke/McEwan Kristen", ["Rockliff|Helen", "Karl|Anke", "McEwan|Kristen"]),
    ("Rockliff Helen McEwan Kristen Gilbert Jean", ["Rockliff|Helen", "McEwan|Kristen", "Gilbert|Jean"]),
    ("Rockliff H. Karl A. McEwan K. & Gilbert P.", ["Rockliff|H.", "Karl|A.", "McEwan|K.", "Gilbert|P."]),
    ("H Rockliff A Karl and P Gilbert", ["Rockliff|H", "Karl|A", "Gilbert|P"]),
    ("RockliffH., KarlA., GilbertP.", ["Rockliff|H.", "Karl|A.", "Gilbert|P."]),
    ("H. Rockliff-A. Karl-P. Gilbert", ["Rockliff|H.", "Karl|A.", "Gilbert|P."]),
    ("Rockliff, J. – Karl, P.", ["Rockliff|J.", "Karl|P."]),
    ("J.-P. Rockliff, A.-L. Karl", ["Rockliff|J.-P.", "Karl|A.-L."]),
    ("Rockliff، Helen، Anke Karl، و Paul Gilbert.", ["Rockliff|Helen", "Karl|Anke", "Gilbert|Paul"]),
    ("H. Rockliff、A. Karl", ["Rockliff|H.", "Karl|A."]),
    ("VAN ROSSUM, G. et DRAKE, F.L.", ["VAN ROSSUM|G.", "DRAKE|F.L."]),
    ("LI, S., DA XU, L. et WANG, X.", ["LI|S.", "DA XU|L.", "WANG|X."]),
    ("GARCÍA MÁRQUEZ, Gabriel José", ["GARCÍA MÁRQUEZ|Gabriel José"]),
    ("MAGALHÃES FILHO, Glauco Barreira", ["MAGALHÃES|Glauco Barreira"]),
    ("Page Jr., H. Frank and Paul Gilbert", ["Page|H. Frank", "Gilbert|Paul"]),
    ("SMITH JP, Jones K", ["SMITH|JP", "Jones|K"]),
    ("DE SOUZA JP, Silva A", ["DE SOUZA|JP", "Silva|A"]),
    ("Ortega y Gasset, J.", ["Ortega y Gasset|J."]),
    ("García, M., López y Pérez, A.", ["García|M.", "López y Pérez|A."]),
    ("Ortega, José y Gasset, Juan", ["Ortega|José", "Gasset|Juan"]),
    ("García, J. y Gasset, M.", ["García|J.", "Gasset|M."]),
    ("金井崇，鈴木宏正，木村文彦", ["金井|崇", "鈴木|宏正", "木村|文彦"]),
    ("住井英二郎, 立沢秀晃", ["住井|英二郎", "立沢|秀晃"]),
    ("金伟, 林涛", ["金|伟", "林|涛"]),
    ("고미정.신보기", ["고|미정", "신|보기"]),
    ("김보기, 남궁민수", ["김|보기", "남궁|민수"]),
    ("鈴木 花子・山田太郎", ["鈴木|花子", "山田|太郎"]),
    ("SILVA, J. P. da", ["SILVA|J. P. da"]),
    ("Balzac, Honoré de", ["Balzac|Honoré de"]),
    ("See J. Rockliff", ["Rockliff|J."]),
    ("See TJ, Lee K", ["See|TJ", "Lee|K"]),
    ("Rockliff H.M.", ["Rockliff|H.M."]),
    ("H.M.Rockliff", ["Rockliff|H.M."]),
    ("Иванов И. И., Петров П. П.", ["Иванов|И. И.", "Петров|П. П."]),
    ("王明, 李华, 欧阳修", ["王|明", "李|华", "欧阳|修"]),
    ("In H. Rockliff & A. Karl (Hrsg.", ["Rockliff|H.", "Karl|A."]),
    ("Translated by Ben Fowkes", ["Fowkes|Ben"]),
    ("Daniel Stein and Jan-Noël Thon, eds.", ["Stein|Daniel", "Thon|Jan-Noël"]),
]


@pytest.mark.parametrize(("text", "names"), LISTS, ids=[text for text, _ in LISTS])
def test_lists(text: str, names: list[str]) -> None:
    people = people_from_text(text)
    assert [f"{person.family}|{person.given or ''}" for person in people.persons] == names
    assert not people.more


@pytest.mark.parametrize(
    ("text", "particle", "family", "given"),
    [
        ("van der Berg, J. P.", "van der", "Berg", "J. P."),
        ("Ludwig van Beethoven", "van", "Beethoven", "Ludwig"),
        ("Humboldt, Alexander von", "von", "Humboldt", "Alexander"),
        ("de la Cruz J", "de la", "Cruz", "J"),
        ("Van Velthoven V", None, "Van Velthoven", "V"),
    ],
)
def test_particles(text: str, particle: str | None, family: str, given: str) -> None:
    (person,) = people_from_text(text).persons
    assert (person.particle, person.family, person.given) == (particle, family, given)


@pytest.mark.parametrize(
    "text", ["King, M. L., Jr.", "King ML Jr", "King, Martin Luther, Jr.", "M. L. King, Jr.", "King Jr., M. L."]
)
def test_suffix(text: str) -> None:
    (person,) = people_from_text(text).persons
    assert (person.family, (person.suffix or "").rstrip(".")) == ("King", "Jr")


@pytest.mark.parametrize(
    "text",
    [
        "Rockliff H, et al.", "Rockliff, Helen, et al", "Rockliff H, Karl A u. a.", "Rockliff H and others",
        "Rockliff, H. и др.", "Rockliff, H., Karl, A., . . . Gilbert, P.", "Rockliff H, et. al", "Rockliff, Helen et alii", "Rockliff Helen i in.",
        "Rockliff, H. dkk.", "Rockliff، H. و همکاران.", "Rockliff Helen等", "Rockliff, H. ve ark.", "Rockliff H y cols.",
    ],
)  # fmt: skip
def test_more_authors(text: str) -> None:
    people = people_from_text(text)
    assert people.more
    assert people.persons[0].family == "Rockliff"


@pytest.mark.parametrize("text", ["Rockliff H, Alvarez A", "Other, J.", "Ali, K. and Coll, M."])
def test_no_more_authors(text: str) -> None:
    assert not people_from_text(text).more


@pytest.mark.parametrize(
    "text",
    [
        "World Health Organization",
        "National Kidney Foundation",
        "Ministère de la Culture",
        "ATLAS Collaboration",
        "経済産業省",
        "Kuratorium für Technik und Bauwesen in der Landwirtschaft (KTBL)",
    ],
)
def test_groups(text: str) -> None:
    (person,) = people_from_text(text).persons
    assert person.literal == text


@pytest.mark.parametrize("text", ["Banks, J.", "Church G", "Park, S.-H.", "Young, United K."])
def test_no_groups(text: str) -> None:
    assert people_from_text(text).persons[0].literal is None


def test_group_beside_people() -> None:
    people = people_from_text("The LIGO Scientific Collaboration, Abbott, B. P., & Abbott, R.")
    assert [str(person) for person in people.persons] == [
        "The LIGO Scientific Collaboration",
        "B. P. Abbott",
        "R. Abbott",
    ]


@pytest.mark.parametrize("text", ["", " . ", "12", "et al."])
def test_nobody(text: str) -> None:
    assert [person for person in people_from_text(text).persons if person.family and person.family.isalpha()] == []


@pytest.mark.parametrize("text", ["–––", "---", "Ders.", "Ibid.", "______"])
def test_no_names(text: str) -> None:
    assert people_from_text(text).persons == ()


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Doe, J. (ATLAS Collaboration)", ["J. Doe", "ATLAS Collaboration"]),
        ("Doe, J.; et al. (ATLAS Collaboration)", ["J. Doe", "ATLAS Collaboration"]),
        ("Doe J, Roe P (Hen Study Group)", ["J Doe", "P Roe", "Hen Study Group"]),
        ("Doe J, Roe P (on behalf of the Hen Investigators)", ["J Doe", "P Roe", "the Hen Investigators"]),
        ("World Health Organization (WHO)", ["World Health Organization (WHO)"]),
        ("(ATLAS Collaboration)", ["ATLAS Collaboration"]),
    ],
)
def test_a_team_in_brackets_behind_its_members(words: str, names: list[str]) -> None:
    assert [str(person) for person in people_from_text(words).persons] == names
