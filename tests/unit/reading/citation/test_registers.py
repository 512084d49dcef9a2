"""Numbers of registers behind a reference are no fields of it, and what must not be taken for them."""

import pytest

from citetrail.reading import read_citation
from citetrail.reading.citation.registers import numbers_of_registers

OWN = 'Jones, Anna (1970). "Foxes and hens". Journal of Hens. 3 (2): 10–12. doi:10.5555/h0029815.'
NUMBERS = [
    "S2CID 53464175.", "S2CID\u00a053464175.", "JSTOR 1234567.", "JSTOR i1234567.", "OCLC 1234567.", "LCCN 70-123456.", "MR 0123456.",
    "Zbl 0123.45678.", "JFM 12.0345.01.", "Bibcode:1970JHens...3...10J.", "hdl:2027.42/12345.", "Hdl: 11245/1.2345.",
    "CiteSeerX 10.1.1.145.1234.", "OSTI 1234567.", "OL 1234567M.", "NAID 110001234567.", "SSRN 1234567.", "PMC 6050075.",
]  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_of_registers(number: str) -> None:
    text = f"{OWN} {number}"
    assert [text[start:end] for start, end in numbers_of_registers(text)] == [number]


@pytest.mark.parametrize("number", [*NUMBERS, " ".join(NUMBERS)])
def test_they_fill_no_field(number: str) -> None:
    without, said = read_citation(OWN).description, read_citation(f"{OWN} {number}").description
    assert said.doi == "10.5555/h0029815"
    for field in ("title", "container_title", "volume", "issue", "pages", "publisher", "publisher_place", "note"):
        assert getattr(said, field) == getattr(without, field), field


@pytest.mark.parametrize(
    "text",
    [
        OWN, "", "JSTOR", "S2CID", "The JSTOR archive 1999", "Mr 1234567 Smith", "PMC 2010 Proceedings", "OL 12", "MR. 12 (3): 45",
        "https://www.jstor.org/stable/1234567", "ERIC Digest 1999", "Olsen, OL 1998", "Zbl 12", "xS2CID 1234567", "Bibcode: none",
    ],
)  # fmt: skip
def test_no_numbers_of_registers(text: str) -> None:
    assert list(numbers_of_registers(text)) == []


def test_a_text_of_nothing_else_is_read_as_it_is() -> None:
    assert read_citation("S2CID 53464175.").text == "S2CID 53464175."


@pytest.mark.parametrize(
    "next_one", ["ISBN 978-0-19-852663-6.", "PMID 12345678.", "ISSN 0002-9122", "hdl:2027.42/12345. S2CID 1234567."]
)
def test_a_doi_ends_where_the_next_identifier_begins(next_one: str) -> None:
    assert read_citation(f"{OWN} {next_one}").description.doi == "10.5555/h0029815"


def test_a_doi_that_blanks_have_cut_is_put_together() -> None:
    said = read_citation("Jones A. Foxes. J Hens 2011; 3: 10-12. doi: 10.1371/ journal. pone. 0000217. PMID 12345678.")
    assert said.description.doi == "10.1371/journal.pone.0000217"
