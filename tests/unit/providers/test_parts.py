import pytest

from citetrail.model import Person
from citetrail.providers.parts import (
    abstract,
    at,
    date_range,
    is_name_like,
    is_retracted_title,
    items,
    joined_title,
    lowered_family,
    number,
    page_fields,
    page_span,
    person,
    persons_from_names,
    text,
    title,
)

TITLES = [
    ("On <jats:italic>Gekko gecko</jats:italic>", "On <i>Gekko gecko</i>"),
    ("SnO<sub>2</sub> films", "SnO<sub>2</sub> films"),
    ("SnO<sub>2</sub>thin films", "SnO<sub>2</sub> thin films"),
    ("CO<sub>2</sub>", "CO<sub>2</sub>"),
    ("H<sub>2</sub>SO<sub>4</sub>", "H<sub>2</sub>SO<sub>4</sub>"),
    ("<i>cis</i>-platin", "<i>cis</i>-platin"),
    ("Culture of<i>Mycobacterium smegmatis</i>Strains", "Culture of <i>Mycobacterium smegmatis</i> Strains"),
    ("The <scp>WHO</scp> report", "The <sc>WHO</sc> report"),
    ("A <mml:math><mml:mi>x</mml:mi><mml:mo>+</mml:mo><mml:mi>y</mml:mi></mml:math> model", "A x+y model"),
    ("Broken <i>markup", "Broken markup"),
    ("p &lt; 0.05 &amp;amp; more", "p < 0.05 & more"),
    ("Ticks &amp; fleas", "Ticks & fleas"),
    ("  hard\n   wrapped\ttitle ", "hard wrapped title"),
    ("a < b and c > d", "a < b and c > d"),
    (["First", "Second"], "First"),
    ("", None),
    ("***", None),
    (None, None),
    ([None], None),
    ({"x": 1}, None),
]


@pytest.mark.parametrize(("given", "wanted"), TITLES)
def test_titles(given, wanted) -> None:
    assert title(given) == wanted


@pytest.mark.parametrize(
    ("main", "sub", "wanted"),
    [
        ("A title", "A subtitle", "A title: A subtitle"),
        ("A title?", "A subtitle", "A title? A subtitle"),
        ("A title: A subtitle", "a Subtitle", "A title: A subtitle"),
        ("A title", [], "A title"),
        (None, "Only this", "Only this"),
    ],
)
def test_subtitles_are_joined_once(main, sub, wanted) -> None:
    assert joined_title(main, sub) == wanted


@pytest.mark.parametrize(
    "words",
    [
        "RETRACTED: Foxes",
        "Retracted Article: Foxes",
        "WITHDRAWN: Foxes",
        "[Retracted] Foxes",
        "REMOVED: Foxes",
        "Foxes [Retracted Article]",
    ],
)
def test_titles_that_say_retracted(words: str) -> None:
    assert is_retracted_title(words)


@pytest.mark.parametrize(
    "words",
    [
        "Retracted papers: a survey",
        "Why papers are retracted",
        "Retraction of foxes",
        "Withdrawn children and play",
        None,
        "",
    ],
)
def test_titles_about_retraction_say_nothing_of_themselves(words) -> None:
    assert not is_retracted_title(words)


PERSONS = [
    (("SMITH-JONES", "Ann"), Person(family="Smith-Jones", given="Ann")),
    (("WHO", None), Person(family="WHO")),
    (("LI", "Na"), Person(family="LI", given="Na")),
    (("van der Berg", "Hans"), Person(family="Berg", given="Hans", particle="van der")),
    (("Lagkadinou, MD, Ph.D.", "Eleni"), Person(family="Lagkadinou", given="Eleni")),
    ((None, "Plato"), Person(family="Plato")),
    (("Müller &amp; Söhne", None), Person(family="Söhne", given="Müller &")),
]


@pytest.mark.parametrize(("parts", "wanted"), PERSONS)
def test_persons(parts, wanted: Person) -> None:
    assert person(*parts) == wanted


@pytest.mark.parametrize("parts", [(None, None), ("", ""), ("&NA;", ""), ("[s.n.]", None), ("123", None), ({}, [])])
def test_placeholders_are_nobody(parts) -> None:
    assert person(*parts) is None


def test_an_orcid_comes_without_its_address() -> None:
    found = person("Carberry", "Josiah", None, "http://orcid.org/0000-0002-1825-0097")
    assert found is not None
    assert found.orcid == "0000-0002-1825-0097"


def test_names_in_one_string() -> None:
    assert persons_from_names(["Doe, Jane; Roe, Richard", None, "(:unav)", "Plato"]) == (
        Person(family="Doe", given="Jane"),
        Person(family="Roe", given="Richard"),
        Person(family="Plato"),
    )


@pytest.mark.parametrize("family", ["McDONALD", "Smith", "de la Cruz", "XU"])
def test_only_names_all_in_capitals_are_lowered(family: str) -> None:
    assert lowered_family(family, "Ann") == family


def test_group_names_in_capitals_stay() -> None:
    assert lowered_family("UNESCO", None) == "UNESCO"
    assert lowered_family("O'NEIL", "Ann") == "O'Neil"


@pytest.mark.parametrize("name", ["Jean-Luc Picard", "J. R. R. Tolkien", "Müller", "陈伟"])
def test_names_look_like_names(name: str) -> None:
    assert is_name_like(name)


@pytest.mark.parametrize(
    "name", ["( Mit", "-Wah Ngo ; -Sen Univ", "Oliver 1971- Niggemann", "Document Reviewers:", "a@b.org", "", None]
)
def test_scraps_do_not_look_like_names(name) -> None:
    assert not is_name_like(name)


def test_pages() -> None:
    assert str(page_fields("1388-396")["pages"]) == "1388–1396"
    assert page_fields("no-no") == {}
    assert page_fields("2165-a-2166") == {"page_text": "2165-a-2166"}
    assert page_fields("Bd. 1 Nr. 1 (1985): südostasien informationen") == {}
    assert page_fields(None) == {}
    assert page_span("11", "19") == "11-19"
    assert page_span("e7", "e7") == "e7"
    assert page_span(None, "19") is None


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("2011-12-05T10:00:00Z", "2011-12-05"),
        ("2011-12", "2011-12"),
        (2011, "2011"),
        ("2011-13", "2011"),
        ("0000", None),
        ("soon", None),
        (None, None),
        ([], None),
    ],
)
def test_dates(given, wanted) -> None:
    found = date_range(given)
    assert (str(found) if found else None) == wanted


def test_abstracts_lose_markup_and_heading() -> None:
    marked = "<jats:title>Abstract</jats:title><jats:sec><jats:title>Aim</jats:title><jats:p>To <jats:italic>see</jats:italic>.</jats:p></jats:sec>"
    assert abstract(marked) == "Aim\nTo see."
    assert abstract("Plain &amp; simple") == "Plain & simple"
    assert abstract(None) is None


def test_loose_json() -> None:
    assert at({"a": [{"b": 1}]}, "a", 0, "b") == 1
    assert at({"a": None}, "a", "b", 0) is None
    assert at([1], 5) is None
    assert items("x") == ["x"]
    assert items(None) == []
    assert text(True) is None
    assert text([None, " x "]) == "x"
    assert text("half \ud835 a letter") == "half ? a letter"
    assert number("12") == 12
    assert number("12a") is None
