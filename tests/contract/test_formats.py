"""The same questions to every bibliography format: known by its content, whole after a round trip, safe to be given."""

from __future__ import annotations

import time
import tracemalloc
import zipfile
from contextlib import suppress
from functools import cache
from io import BytesIO

import pytest

from citetrail.app.wiring import formats
from citetrail.errors import InputError
from citetrail.formats.finding import find_format
from citetrail.model import (
    Description,
    Entry,
    Format,
    Person,
    date_range_from_edtf,
    group,
    identifier_of,
    pages_from_text,
)

ALL = formats()
READ = [one for one in ALL if one.read]
BOTH_WAYS = [one for one in READ if one.write]
DOI = identifier_of("doi", "10.5555/fiction.1")
ENTRIES = [
    Entry(
        key="sample2001",
        description=Description(
            type="article-journal",
            identifiers=(DOI,) if DOI else (),
            authors=(Person(family="Müller", given="Jörg"), group("Example Team Group")),
            title="A visible fiction about examples",
            container_title="Journal of Examples",
            issued=date_range_from_edtf("2001-05"),
            volume="3",
            issue="2",
            pages=pages_from_text("12-15"),
        ),
    ),
    Entry(
        key="roe2010",
        description=Description(
            type="book",
            authors=(Person(family="Roe", given="R."),),
            title="A book",
            publisher="Example Press",
            issued=date_range_from_edtf("2010"),
        ),
    ),
]
BOMB = (
    b"""<?xml version="1.0"?>
<!DOCTYPE a [<!ENTITY x0 "xxxxxxxxxx">
"""
    + b"".join(b'<!ENTITY x%d "%s">\n' % (number, b"&x%d;" % (number - 1) * 10) for number in range(1, 10))
    + b"]>\n"
)
ROOTS = {
    "endnote-xml": b"<xml><records><record><titles><title>&x9;</title></titles></record></records></xml>",
    "mods": b'<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>&x9;</title></titleInfo></mods>',
    "word-xml": b'<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">'
    b"<b:Source><b:Title>&x9;</b:Title></b:Source></b:Sources>",
    "zotero-rdf": b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    b' xmlns:z="http://www.zotero.org/namespaces/export#"><rdf:Description><title>&x9;</title></rdf:Description></rdf:RDF>',
}  # fmt: skip
EXTERNAL = b'<!DOCTYPE a [<!ENTITY x9 SYSTEM "file:///etc/passwd">]>\n'


@cache
def zip_bomb() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.bib", b"\0" * 20_000_000)
    return packed.getvalue()


def written(one: Format, count: int = len(ENTRIES)) -> bytes:
    assert one.write is not None
    return one.write(ENTRIES[:count]).text.encode()


@pytest.mark.parametrize("one", BOTH_WAYS, ids=lambda one: one.name)
@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "mark"])
def test_its_content_alone_tells_what_it_is(one: Format, count: int, mark: bytes) -> None:
    found = find_format(mark + written(one, count), "-", ALL).name
    assert found == {"biblatex": "bibtex"}.get(one.name, one.name)


@pytest.mark.parametrize("one", BOTH_WAYS, ids=lambda one: one.name)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_the_core_of_a_work_survives(one: Format, line_end: str, encoding: str) -> None:
    assert one.read is not None
    content = written(one).decode().replace("\n", line_end).encode(encoding)
    found = one.read(content, "x").entries
    assert [entry.description.title for entry in found][:2] == ["A visible fiction about examples", "A book"]
    description = found[0].description
    assert (description.doi, description.year, description.volume, str(description.pages)) == (
        "10.5555/fiction.1", 2001, "3", "12–15",
    )  # fmt: skip
    assert [str(person) for person in description.authors] == ["Jörg Müller", "Example Team Group"]
    assert (description.type, found[1].description.type) == ("article-journal", "book")


@pytest.mark.parametrize("one", BOTH_WAYS, ids=lambda one: one.name)
def test_no_entries_are_no_error_to_write(one: Format) -> None:
    assert one.write is not None
    assert one.write([]).losses == ()


@pytest.mark.parametrize("one", READ, ids=lambda one: one.name)
@pytest.mark.parametrize(
    "content", [b"", b"   \n", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", b"SQLite format 3\0"], ids=lambda one: repr(one[:6])
)
def test_nothing_and_other_things_are_refused(one: Format, content: bytes) -> None:
    with pytest.raises(InputError):
        find_format(content, "x", [one])


@pytest.mark.parametrize("name", ROOTS)
@pytest.mark.parametrize("prologue", [BOMB, EXTERNAL], ids=["bomb", "external"])
def test_entities_of_xml_are_refused_before_they_unfold(name: str, prologue: bytes) -> None:
    (one,) = (one for one in READ if one.name == name)
    assert one.read is not None
    tracemalloc.start()
    with pytest.raises(InputError):
        one.read(prologue + ROOTS[name], "x.xml")
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("one", READ, ids=lambda one: one.name)
def test_a_zip_bomb_is_no_bibliography(one: Format) -> None:
    with pytest.raises(InputError):
        find_format(zip_bomb(), "a.zip", [one])


PIECES = (
    b"TY  - JOUR\nUR  - " + b";" * 40_000, b"TY  - JOUR\n" * 4_000, b"PMID- 1\n" * 5_000, b"%0 Book\n%A a\n" * 3_000,
    b"@article{" * 5_000, b'@a{k, t="' * 5_000, b"@comment{" * 5_000, b"@string{a = a # a}\n" * 2_500,
    b"{{cite book |" * 4_000, b"<!--" * 10_000, b"[[" * 20_000, b"title,authors\n" + b'"' * 40_000,
    b"references:\n" + b"- a\n" * 10_000, b"a:\n  type: book\n" * 3_000, b"\r" * 40_000, b" " * 40_000 + b"x",
    b"\\'" * 20_000, b"10.1234/" * 5_000, b"and " * 10_000,
)  # fmt: skip


@pytest.mark.parametrize("one", READ, ids=lambda one: one.name)
def test_repetition_is_read_in_linear_time(one: Format) -> None:
    assert one.read is not None
    for content in PIECES:
        began = time.process_time()
        one.sniff(content)
        with suppress(InputError):
            one.read(content, "x")
        assert time.process_time() - began < 2, content[:20]


@pytest.mark.parametrize("one", READ, ids=lambda one: one.name)
@pytest.mark.parametrize(
    "content",
    [
        b"1" * 50_000,
        b"[" * 100_000,
        b"{" * 100_000,
        b"- " * 100_000,
        b'{"a":' * 50_000,
        b"<a>" * 100_000,
        b"{{cite book|" * 20_000,
    ],
    ids=["digits", "brackets", "braces", "dashes", "objects", "elements", "templates"],
)
def test_deep_nesting_neither_crashes_nor_hangs(one: Format, content: bytes) -> None:
    assert one.read is not None
    one.sniff(content)
    try:
        one.read(content, "x")
    except InputError:
        return


@pytest.mark.parametrize("one", READ, ids=lambda one: one.name)
def test_long_indented_blocks_are_looked_at_once(one: Format) -> None:
    began = time.process_time()
    one.sniff(b"a:\n" + b"  key: value\n" * 600 + b"  typ: x")
    assert time.process_time() - began < 1
