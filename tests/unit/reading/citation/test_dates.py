"""Dates as citations print them."""

import pytest

from citetrail.reading.citation.dates import access_in_text, date_from_text


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2011", "2011"), ("(2011a)", "2011"), ("June 27, 2011", "2011-06-27"), ("27.6.2011", "2011-06-27"),
        ("27 juin 2011", "2011-06-27"), ("2011 Dec", "2011-12"), ("6/27/2011", "2011-06-27"), ("2010–11", "2010/2011"),
        ("1999-2003", "1999/2003"), ("May/June 2012", "2012-05/2012-06"), ("1999-03-04", "1999-03-04"),
        ("01.2014", "2014-01"), ("c. 1850", "1850~"), ("[1923?]", "1923?"), ("Spring 2005", "2005-21"),
        ("19 Mart 2022", "2022-03-19"), ("8 oktober 2019", "2019-10-08"), ("5. září 2019", "2019-09-05"), ("3 Ağustos 2020", "2020-08-03"),
        ("12 de março de 2019", "2019-03-12"), ("3. Mai 2019", "2019-05-03"), ("1 января 1990", "1990-01-01"),
    ],
)  # fmt: skip
def test_dates(text: str, edtf: str) -> None:
    assert str(date_from_text(text)) == edtf


@pytest.mark.parametrize("text", ["", "Emotion", "12", "1388-1396", "99999", "vol. 3"])
def test_no_dates(text: str) -> None:
    assert date_from_text(text) is None


@pytest.mark.parametrize(
    ("text", "words"), [("in press", "in press"), ("(n.d.)", "n.d."), ("im Druck", "im druck"), ("s.d.", "s.d.")]
)
def test_words_for_a_date(text: str, words: str) -> None:
    date = date_from_text(text)
    assert date is not None
    assert (date.year, date.start.words) == (None, words)


def test_letter() -> None:
    date = date_from_text("2010b")
    assert date is not None
    assert date.start.letter == "b"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Available from: http://a.example. Accessed 5 May 2019.", "2019-05-05"),
        ("[cited 2019 May 3];", "2019-05-03"), ("Acesso em: 3 nov. 2023", "2023-11-03"),
        ("Retrieved 2019-05-06, from http://a.example", "2019-05-06"), ("Abgerufen am 3. Mai 2019", "2019-05-03"),
        ("Erişim Tarihi: 15 Ocak 2023", "2023-01-15"), ("Hämtad 2019-05-06", "2019-05-06"), ("[cit. 2019-10-21]", "2019-10-21"),
        ("dostępne; cit. 21.10.2019", "2019-10-21"), ("https://a.example/b [2020-02-06]", "2020-02-06"),
        ("2020年2月6日閲覧", "2020-02-06"), ("Dostęp: 12.05.2019", "2019-05-12"), ("haettu 3.4.2020", "2020-04-03"),
        ("consulté le 12 juin 2015", "2015-06-12"), ("дата обращения: 12.03.2020", "2020-03-12"),
    ],
)  # fmt: skip
def test_access(text: str, edtf: str) -> None:
    access = access_in_text(text)
    assert access is not None
    assert str(access.date) == edtf


@pytest.mark.parametrize(
    "text",
    [
        "Rapid access to 2019 papers",
        "Emotion 11 (2011)",
        "Accessed through the library",
        "Roe, op. cit. 1990, p. 3",
        "[2020-02-06] A title",
    ],
)
def test_no_access(text: str) -> None:
    access = access_in_text(text)
    assert access is None or access.date.start.month is None
