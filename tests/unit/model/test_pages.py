"""Pages: elided, roman, lettered, several; and what is not pages."""

from __future__ import annotations

import pytest

from citetrail.model import PageRange, Pages, pages_from_text

SINGLE = {
    "range": ("1388-1396", "1388", "1396"),
    "elided by one digit": ("123–5", "123", "125"),
    "elided by two": ("2489-95", "2489", "2495"),
    "elided by three": ("1388-396", "1388", "1396"),
    "elided over the hundred": ("1996-05", "1996", "2005"),
    "same page twice": ("373-373", "373", None),
    "one page": ("1396", "1396", None),
    "two hyphens": ("12--15", "12", "15"),
    "em dash with blanks": ("12 — 15", "12", "15"),
    "wave dash": ("297~314", "297", "314"),
    "full-width digits": ("１２－１５", "12", "15"),
    "to": ("12 to 15", "12", "15"),
    "not elided, only odd": ("20-15", "20", "15"),
    "last digit below the first": ("387-3", "387", "3"),
    "supplement": ("S12-S19", "S12", "S19"),
    "supplement, elided": ("S12-9", "S12", "S19"),
    "supplement, letter on the first": ("E550-556", "E550", "E556"),
    "letter behind": ("12S-19S", "12S", "19S"),
    "letter behind, elided": ("12S-9S", "12S", "19S"),
    "roman": ("xi–xv", "xi", "xv"),
    "roman capitals": ("XI-XV", "XI", "XV"),
    "roman to arabic": ("i-245", "i", "245"),
    "e-locator": ("e12345", "e12345", None),
    "e-locators": ("e12-e15", "e12", "e15"),
    "a page": ("a12", "a12", None),
    "article number of PLOS": ("pcbi.1000123", "pcbi.1000123", None),
    "article number of Cochrane": ("CD000123", "CD000123", None),
    "article number of the BMJ": ("n2061", "n2061", None),
    "protocol": ("pdb.prot1234", "pdb.prot1234", None),
    "letters inside": ("17B521", "17B521", None),
    "article number and year": ("e00009-15", "e00009-15", None),
    "Elsevier's electronic pages": ("1308-1309.e1", "1308", "1309.e1"),
    "only electronic pages": ("1185.e15-1185.e16", "1185.e15", "1185.e16"),
    "article and page": ("21:1-21:42", "21:1", "21:42"),
    "decimal": ("16.4.1-16.4.10", "16.4.1", "16.4.10"),
    "dash inside one": ("S-475", "S-475", None),
    "dash inside both": ("A-694-A-695", "A-694", "A-695"),
    "number with a dash inside": ("054503-1-054503-8", "054503-1", "054503-8"),
    "roman behind": ("12-I", "12-I", None),
    "pp.": ("pp. 12-15", "12", "15"),
    "p. without blank": ("p.12-15", "12", "15"),
    "pp without stop": ("pp 12-15", "12", "15"),
    "p glued": ("p12-15", "12", "15"),
    "capital P is part of the number": ("P02022", "P02022", None),
    "German": ("S. 83–109", "83", "109"),
    "Russian": ("С. 8–27", "8", "27"),
    "Spanish": ("págs. 12-15", "12", "15"),
    "article label": ("Article 1234", "1234", None),
    "article number label": ("Art. No. 5", "5", None),
    "supplement label": ("SUPPL:4309-22", "4309", "4322"),
    "brackets": ("(pp. 113-118).", "113", "118"),
    "bracket of somebody else": ("226-228).", "226", "228"),
    "plus": ("12-15+", "12", "15"),
    "ff.": ("125 ff.", "125", None),
    "open end": ("191-", "191", None),
    "passim": ("97-104 passim", "97", "104"),
}


@pytest.mark.parametrize(("text", "first", "last"), SINGLE.values(), ids=SINGLE)
def test_one_range(text: str, first: str, last: str | None) -> None:
    assert pages_from_text(text) == Pages(ranges=(PageRange(first=first, last=last),))


SEVERAL = {
    "comma": ("12, 15-18", "12, 15–18"),
    "semicolon": ("S2-S9; 1-3", "S2–S9, 1–3"),
    "and": ("12 and 15", "12, 15"),
    "elided in each": ("1825-34, 1839-40", "1825–1834, 1839–1840"),
    "roman and arabic": ("ix-xii, 1-5", "ix–xii, 1–5"),
    "reply": ("1475-6; author reply 1477-8", "1475–1476, 1477–1478"),
}


@pytest.mark.parametrize(("text", "printed"), SEVERAL.values(), ids=SEVERAL)
def test_several_ranges(text: str, printed: str) -> None:
    pages = pages_from_text(text)
    assert str(pages) == printed
    assert pages is not None
    assert len(pages.ranges) == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "240 p.",
        "272 pp",
        "xiv, 316 p.",
        "24 s.",
        "no-no",
        "n/a",
        "IFC",
        "ibc",
        "mild",
        "civil",
        "a-b",
        "pp.",
        "Fig. 3",
        "vol12",
        "Table 3",
        "no. 4",
        "n.4",
        "June12",
        "1-1-1",
        "3-3-8",
        "2009-12-30",
        "1: 837-843",
        "8:e84054",
        "10.1037/a0023861",
        "in press",
        "12 15",
        "http://example.org",
        "iiii",
        "ixx",
        "abstract #3109",
        "12, in press",
    ],
)
def test_no_pages(text: str) -> None:
    assert pages_from_text(text) is None


@pytest.mark.parametrize("text", ["e0123456", "E12", "eaau1234", "CD000123", "pcbi.1000123", "e00009-15"])
def test_elocators(text: str) -> None:
    pages = pages_from_text(text)
    assert pages is not None
    assert pages.is_elocator


@pytest.mark.parametrize("text", ["123", "S12", "e12-e15", "e12, e15", "xi", "1388-96"])
def test_places_in_a_volume(text: str) -> None:
    pages = pages_from_text(text)
    assert pages is not None
    assert not pages.is_elocator


def test_first_and_last() -> None:
    pages = pages_from_text("12, 15-18")
    assert pages is not None
    assert (pages.first, pages.last) == ("12", "18")
    assert Pages(ranges=(PageRange(first="12"),)).last is None
    assert Pages(ranges=(PageRange(first="12"), PageRange(first="15"))).last == "15"
