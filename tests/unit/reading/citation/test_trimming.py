"""What is cut off fields and read from between them."""

import pytest

from citetrail.model import identifiers_in
from citetrail.reading import read_citation
from citetrail.reading.citation.segments import Segment
from citetrail.reading.citation.trimming import (
    language_said,
    publisher_without_rest,
    series_in,
    status_said,
    tail_of_link,
    title_and_kind,
    without_broken_links,
    without_emphasis,
)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("R: A language [Computer software]", ("R: A language", "Computer software")),
        ("Things measured [Data set].", ("Things measured", "Data set")),
        ("On the theory of things [Zur Theorie]", ("On the theory of things [Zur Theorie]", None)),
        ("[Film]", ("[Film]", None)),
        ("Film and [software] now", ("Film and [software] now", None)),
    ],
    ids=["software", "data", "translated", "nothing else", "inside"],
)
def test_kind_in_brackets(title: str, expected: tuple[str, str | None]) -> None:
    assert title_and_kind(title) == expected


@pytest.mark.parametrize(
    ("printed", "bare"),
    [
        ("_dplyr: A Grammar_", "dplyr: A Grammar"), (r"\emph{Emotion}", "Emotion"), ("emph{Emotion", "Emotion"), (r"{\em Emotion}", "Emotion"),
        ("**Emotion**", "Emotion"), ("''Emotion''", "Emotion"), (". Emotion", "Emotion"), ("Emotion", "Emotion"), ("it takes two", "it takes two"),
        ("em dashes", "em dashes"), ("The {B} of it", "The {B} of it"), ("'Stop' and 'go'", "'Stop' and 'go'"), ("*", "*"),
    ],
)  # fmt: skip
def test_emphasis(printed: str, bare: str) -> None:
    assert without_emphasis(printed) == bare


@pytest.mark.parametrize(
    ("publisher", "expected"),
    [
        ("University of Examples]. Archive", "University of Examples"),
        ("Minuit, coll.", "Minuit"),
        ("Example [Press]", "Example [Press]"),
        ("Collins", "Collins"),
    ],
    ids=["bracket", "series", "own brackets", "no series"],
)
def test_publisher(publisher: str, expected: str) -> None:
    assert publisher_without_rest(publisher) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Minuit, coll. « Le sens commun », 1979", "Le sens commun"),
        ("Paris, collection “Folio”, 1979", "Folio"),
        ("Journal of “collections” 3", None),
    ],
    ids=["French", "English quotes", "another word"],
)
def test_series(text: str, expected: str | None) -> None:
    assert series_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Z Ex. 1930;61:12-5. German.", "de"),
        ("J Ex. 2015;95:900-4. Chinese. PMID: 1", "zh"),
        ("J Ex. 2015;95:900-4 (in Russian).", "ru"),
        ("German Journal of Examples. 2015;95:900-4.", None),
        ("A history of the German. London: Ex; 1999.", None),
    ],
    ids=["last", "before an identifier", "in brackets", "first", "in a title"],
)
def test_language(text: str, expected: str | None) -> None:
    assert language_said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Doe, J. (in press). A thing.", "in press"),
        ("Doe, J. (n.d.). A thing.", "n.d."),
        ("Doe J. A thing. Forthcoming", "Forthcoming"),
        ("Doe J. The in press habit. J Ex", None),
        ("Doe J. Accepted wisdom. J Ex", None),
    ],
    ids=["brackets", "no date", "last", "in a title", "a title's first word"],
)
def test_status(text: str, expected: str | None) -> None:
    assert status_said(text) == expected


def test_what_lies_in_a_broken_link_is_no_field() -> None:
    text = "Doe J. doi:10.5555/j.\ncell.2010.01.001"
    inner = [Segment("date", 27, 31, 0.9), Segment("author", 0, 5, 0.9)]
    assert without_broken_links(inner, identifiers_in(text), text) == inner[1:]
    whole = text.replace("\n", "")
    assert without_broken_links(inner, identifiers_in(whole), whole) == inner


@pytest.mark.parametrize(
    ("text", "expected"),
    [("10.5555/0956 30123.", "30123"), ("10.5555/0956 11-23", ""), ("10.5555/0956 a", ""), ("10.5555/0956", "")],
    ids=["digits", "a range", "a letter", "nothing"],
)
def test_tail_of_a_link(text: str, expected: str) -> None:
    assert tail_of_link(text, 12, []) == expected
    assert tail_of_link(text, 12, [Segment("pages", 13, 18, 0.9)]) == ""


def test_in_whole_citations() -> None:
    book = read_citation(
        "Doe, Hans: Die Sprache der Dinge. Eine Einführung, 3., überarb. Aufl., München 2004, S. 45."
    ).description
    assert book.title == "Die Sprache der Dinge. Eine Einführung"
    assert (book.edition or "").startswith("3.")
    pressed = read_citation(
        "Smith, J., & Jones, P. (in press). Working memory and attention. Journal of Examples."
    ).description
    assert (pressed.status, str(pressed.issued)) == ("in press", "in press")
    thesis = read_citation(
        "SILVA, J. P. Título do exemplo. 2010. 120 f. Tese (Doutorado em Educação) – Universidade, 2010."
    ).description
    assert (thesis.genre, thesis.type) == ("Tese (Doutorado em Educação)", "thesis")
    survey = read_citation(
        "Doe J. The long survey. Annals of Examples 2001;12(Suppl 1):S12–S19. ISSN 0302-9743"
    ).description
    assert (survey.issue, str(survey.identifier("issn"))) == ("Suppl 1", "issn:0302-9743")
    again = read_citation("Шевченко О. М. Розвиток освіти / О. М. Шевченко // Педагогіка. – 2014. – Т. 12. – С. 15–21.")
    assert [person.family for person in again.description.authors] == ["Шевченко"]
    volume = read_citation(
        "Doe, Jürgen: Theorie des Beispiels, Bd. 1, Frankfurt a. M.: Muster 1981, S. 123–141."
    ).description
    assert volume.type == "book"
