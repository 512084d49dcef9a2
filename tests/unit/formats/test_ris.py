"""RIS records in the dialects of databases."""

from __future__ import annotations

import pytest

from citetrail.errors import InputError
from citetrail.formats import ris
from citetrail.model import Description, Entry, Person, date_range_from_edtf, group, pages_from_text

EXAMPLE = b"""TY  - JOUR
AU  - Rockliff, Helen
AU  - Karl, Anke
TI  - Effects of intranasal oxytocin on 'compassion focused imagery'
JF  - Emotion
PY  - 2011
DA  - 2011/12//
VL  - 11
IS  - 6
SP  - 1388
EP  - 396
DO  - https://doi.org/10.1037/a0023861
SN  - 1528-3542
KW  - oxytocin
KW  - compassion
XX  - unknown
ER  -
"""


def only(content: bytes) -> Entry:
    (entry,) = ris.read(content, "x.ris").entries
    return entry


def test_an_article() -> None:
    description = only(EXAMPLE).description
    assert description.type == "article-journal"
    assert [str(person) for person in description.authors] == ["Helen Rockliff", "Anke Karl"]
    assert (description.container_title, description.volume, description.issue) == ("Emotion", "11", "6")
    assert str(description.pages) == "1388–1396"
    assert str(description.issued) == "2011-12"
    assert description.doi == "10.1037/a0023861"
    assert description.keywords == ("oxytocin", "compassion")
    assert description.extra == (("XX", "unknown"),)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\xef\xbb\xbf" + EXAMPLE, id="byte order mark"),
        pytest.param(EXAMPLE.replace(b"\n", b"\r\n"), id="CRLF"),
        pytest.param(EXAMPLE.replace(b"\n", b"\r"), id="CR"),
        pytest.param(EXAMPLE.replace(b"  -", b" -"), id="one blank"),
        pytest.param(b"1.\n" + EXAMPLE, id="a numbered record"),
        pytest.param(EXAMPLE.replace(b"TY", b" TY", 1), id="a blank before the tag"),
    ],
)
def test_dialects_give_the_same_record(content: bytes) -> None:
    assert only(content).description == only(EXAMPLE).description
    assert ris.sniff(content)


@pytest.mark.parametrize("content", [b"@article{a, title={TY - x}}", b"PMID- 1\nTI  - x", b"", b"TYPE - x"])
def test_other_content_is_not_taken(content: bytes) -> None:
    assert not ris.sniff(content)


def test_long_values_go_on_in_the_next_line() -> None:
    entry = only(b"TY  - JOUR\nN2  - first,\nER then second\n      third\nER  -\n")
    assert entry.description.abstract == "first,\nER then second\nthird"


def test_records_without_an_end_or_a_type_are_kept_and_told() -> None:
    found = ris.read(
        b"TY  - JOUR\nTI  - One\nTY  - BOOK\nTI  - Two\nER  -\n\nTI  - Three\nPY  - 1999\nER  -\n", "x.ris"
    )
    assert [entry.description.title for entry in found.entries] == ["One", "Two", "Three"]
    assert [(problem.place.line, problem.message) for problem in found.problems] == [
        (1, "the record has no ER line"),
        (7, "the record has no TY line"),
    ]


def test_content_without_tags_is_refused() -> None:
    with pytest.raises(InputError):
        ris.read(b"PT J\nTI Something\nER\n", "x.ris")


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        ("PY  - 2001/09/01/", "2001-09-01"),
        ("PY  - 2014//", "2014"),
        ("Y1  - 2015/october", "2015-10"),
        ("PY  - 1999\nDA  - 1999/Spring", "1999-21"),
        ("PY  - 2011\nDA  - 2012/03/04/", "2011"),
        ("PY  - in press", "in press"),
    ],
)
def test_dates(lines: str, date: str) -> None:
    assert str(only(f"TY  - JOUR\n{lines}\nTI  - x\nER  -\n".encode()).description.issued) == date


def test_chapters_have_a_book_title_and_a_series() -> None:
    content = b"TY  - CHAP\nTI  - Part\nT2  - Whole\nT3  - Series\nA2  - Ed, Itor\nSN  - 978-0-306-40615-7\nER  -\n"
    description = only(content).description
    assert (description.container_title, description.collection_title) == ("Whole", "Series")
    assert description.editors == (Person(family="Ed", given="Itor"),)
    assert description.identifier("isbn") is not None


FULL = Description(
    type="article-journal",
    authors=(
        Person(family="Cruz", given="María", particle="de la"),
        Person(family="King", given="M", suffix="Jr."),
        group("NASA"),
    ),
    title="On <i>E. coli</i> – a test",
    container_title="Journal of Examples",
    container_title_short="J. Ex.",
    issued=date_range_from_edtf("2011-05-02"),
    accessed=date_range_from_edtf("2012"),
    volume="1",
    issue="2",
    pages=pages_from_text("12, 15-18"),
    article_number="e77",
    note="A note",
    abstract="First.\nSecond.",
    url="https://example.org/a",
    language="de",
    keywords=("one", "two"),
)


def test_what_is_written_reads_back_the_same() -> None:
    written = ris.write([Entry(key="a", description=FULL)])
    assert only(written.text.encode()).description == FULL
    assert written.losses == ()


def test_what_ris_cannot_hold_is_told() -> None:
    description = Description(title="x", has_more_authors=True, event_title="Meeting", extra=(("foo", "bar"),))
    written = ris.write([Entry(key="k", description=description, tags=("read",))])
    assert {loss.field for loss in written.losses} == {"has_more_authors", "event_title", "foo", "tags"}
    assert {loss.key for loss in written.losses} == {"k"}


@pytest.mark.parametrize(
    "lines",
    [
        ["TY  - BOOK", "TI  - Bells", "SP  - 42", "EP  - 42"],
        ["TY  - JOUR", "TI  - Bells", "SN  - 1932-6208", "SN  - 0028-0836"],
        ["TY  - JOUR", "TI  - Bells", "T1  - Clocks", "AB  - One", "AB  - Two", "DB  - Here", "DB  - There"],
    ],
    ids=["one-page-of-a-book", "no-issn", "second-values"],
)
def test_what_ris_said_has_a_place_in_ris(lines: list[str]) -> None:
    entry = only("\n".join([*lines, "ER  - \n"]).encode())
    written = ris.write([entry])
    assert written.losses == ()
    assert only(written.text.encode()).description == entry.description


@pytest.mark.parametrize("extra", [("SN", "0028-0836"), ("AU", "Pym, E."), ("RN", "n"), ("PHST", "2013/02/18")])
def test_a_field_of_another_format_does_not_change_a_work_in_ris(extra: tuple[str, str]) -> None:
    written = ris.write(
        [Entry(key=None, description=Description(type="article-journal", title="Bells", extra=(extra,)))]
    )
    assert [loss.field for loss in written.losses] == [extra[0]]
    assert only(written.text.encode()).description == Description(type="article-journal", title="Bells")
