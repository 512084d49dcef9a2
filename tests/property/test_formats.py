"""Every format gives back what it was given, but for what it told that it cannot hold; no bytes make a reader crash."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citetrail.errors import InputError
from citetrail.formats import (
    bibtex,
    cff,
    crossref_json,
    csl_json,
    csl_yaml,
    datacite_json,
    endnote_tagged,
    endnote_xml,
    hayagriva,
    json_lines,
    mods,
    nbib,
    ris,
    table,
    web_of_science,
    wikipedia,
    word_xml,
    zotero_rdf,
)
from citetrail.formats.bibtex.syntax import bibfile_from_bytes
from citetrail.model import (
    DateRange,
    Description,
    Entry,
    Format,
    Loss,
    PartialDate,
    Person,
    group,
    identifier_of,
    pages_from_text,
)

WRITTEN = (
    bibtex.FORMAT, bibtex.BIBLATEX_FORMAT, ris.FORMAT, csl_json.FORMAT, csl_yaml.FORMAT, nbib.FORMAT,
    endnote_xml.FORMAT, endnote_tagged.FORMAT, hayagriva.FORMAT, mods.FORMAT, word_xml.FORMAT, cff.FORMAT,
    wikipedia.FORMAT, table.FORMAT, table.TSV_FORMAT, json_lines.FORMAT,
)  # fmt: skip
ALL = (
    *WRITTEN, web_of_science.FORMAT, zotero_rdf.FORMAT, crossref_json.FORMAT, datacite_json.FORMAT,
)  # fmt: skip
LETTERS = "abcdefgxyzABCXYZäéßŁőñжЯ中题ا019"
MARKS = " -–—&%#_~^\"'`’“”;:,.|/()[]*=+!?@{}\\"


def squeezed(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def texts(alphabet: str = LETTERS + MARKS) -> st.SearchStrategy[str]:
    """One line of text that has a letter at both ends, as titles have."""
    inner = st.text(alphabet, max_size=24)
    return st.builds(lambda first, middle, last: squeezed(first + middle + last), *_ends(inner))


def _ends(inner: st.SearchStrategy[str]) -> tuple[st.SearchStrategy[str], ...]:
    letter = st.sampled_from(LETTERS[:20])
    return letter, inner, letter


WORDS = st.text("abcdefgxyzäéßŁő", min_size=2, max_size=8)
NAMES = WORDS.map(str.capitalize)
NUMBERS = st.from_regex(r"[1-9][0-9]{0,3}[a-c]?", fullmatch=True)
GROUPS = st.builds(lambda *words: group(" ".join(words)), NAMES, NAMES, NAMES)
PERSONS = st.one_of(
    st.builds(
        Person,
        family=st.one_of(NAMES, st.builds(lambda a, b: f"{a} {b}", NAMES, NAMES), st.just("O'Brien")),
        given=st.one_of(NAMES, st.builds(lambda a: f"{a} B.", NAMES)),
        particle=st.sampled_from([None, None, "van der", "de"]),
        suffix=st.sampled_from([None, None, "Jr.", "III"]),
    ),
    GROUPS,
    st.builds(Person, family=NAMES),
)
DATES = st.one_of(
    st.builds(
        lambda year, month, day: DateRange(start=PartialDate(year=year, month=month, day=day if month else None)),
        st.integers(1000, 2100),
        st.sampled_from([None, 1, 5, 12]),
        st.sampled_from([None, 1, 28]),
    ),
    st.builds(
        lambda year, month: DateRange(start=PartialDate(year=year, month=month)),
        st.integers(1000, 2100),
        st.integers(21, 24),
    ),
    st.builds(
        lambda year, more: DateRange(start=PartialDate(year=year), end=PartialDate(year=year + more)),
        st.integers(1000, 2000),
        st.integers(1, 50),
    ),
    st.builds(lambda year: DateRange(start=PartialDate(year=year, circa=True)), st.integers(1000, 2000)),
    st.builds(lambda year: DateRange(start=PartialDate(year=year), is_open=True), st.integers(1000, 2000)),
    st.just(DateRange(start=PartialDate(words="in press"))),
)
PAGES = st.sampled_from(["12", "12-15", "S2-S9", "xi-xv", "12, 15-18", "e0123", "1388-1396"]).map(pages_from_text)
IDENTIFIERS = st.lists(
    st.sampled_from(
        [
            identifier_of("doi", "10.5555/x_y(1)"), identifier_of("isbn", "9780306406157"),
            identifier_of("issn", "1528-3542"), identifier_of("pmid", "21707149"), identifier_of("pmcid", "PMC3110253"),
            identifier_of("arxiv", "arxiv:2107.06472v2"),
        ]
    ),
    unique=True,
    max_size=3,
).map(lambda found: tuple(one for one in found if one))  # fmt: skip
KINDS = st.sampled_from(
    "article-journal book chapter paper-conference thesis report webpage dataset software article document "
    "article-newspaper manuscript patent motion_picture".split()
)


def optional(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


PEOPLE = st.lists(PERSONS, max_size=3).map(tuple)


def settled(description: Description) -> Description:
    """A short title of a container only beside the full one: alone, readers take it for the title."""
    return (
        description if description.container_title else description.model_copy(update={"container_title_short": None})
    )


DESCRIPTIONS = st.builds(
    Description,
    type=KINDS,
    identifiers=IDENTIFIERS,
    authors=PEOPLE,
    editors=PEOPLE,
    translators=PEOPLE,
    title=texts(),
    title_short=optional(texts(LETTERS + " ")),
    container_title=optional(texts()),
    container_title_short=optional(texts(LETTERS + ". ")),
    collection_title=optional(texts(LETTERS + " ")),
    issued=optional(DATES),
    accessed=optional(DATES),
    volume=optional(NUMBERS),
    issue=optional(NUMBERS),
    pages=optional(PAGES),
    article_number=optional(NUMBERS),
    number=optional(NUMBERS),
    edition=optional(NUMBERS),
    version=optional(NUMBERS),
    publisher=optional(texts(LETTERS + " &,.-")),
    publisher_place=optional(texts(LETTERS + " ,")),
    institution=optional(texts(LETTERS + " &")),
    genre=optional(texts(LETTERS + " ")),
    event_title=optional(texts(LETTERS + " ")),
    language=st.sampled_from([None, "en", "de", "fr"]),
    url=st.sampled_from([None, "https://example.org/a_b%20c?x=1&y=2#z~1"]),
    abstract=optional(texts()),
    note=optional(texts(LETTERS + " .")),
    keywords=st.lists(texts(LETTERS + " -"), max_size=3, unique=True).map(tuple),
).map(settled)
KEYS = st.from_regex(r"[a-z]{3,8}[0-9]{4}[a-z]?", fullmatch=True)
# These have one place for publisher and institution: what stands there is the institution of a thesis, else the publisher.
MERGES_PUBLISHERS = {"ris", "endnote", "endnote-xml", "mods"}
ONE_OF_EACH = {"bibtex", "biblatex", "nbib", "word-xml"}


def comparable(description: Description, lost: set[str], name: str) -> dict[str, Any]:
    """The fields that the format should have kept."""
    values = {field: value for field, value in description.filled() if field not in lost and field != "extra"}
    values["identifiers"] = sorted(f"{one}v{one.version}" for one in description.identifiers if one.scheme not in lost)
    if name in MERGES_PUBLISHERS:
        kept, merged = ("institution", "publisher") if description.type == "thesis" else ("publisher", "institution")
        other = values.pop(merged, None)
        values[kept] = values.get(kept) or other
    return values


def lost_fields(losses: tuple[Loss, ...]) -> set[str]:
    return {loss.field for loss in losses}


@pytest.mark.parametrize("written", WRITTEN, ids=lambda one: one.name)
@given(key=KEYS, description=DESCRIPTIONS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
def test_parse_after_print_is_the_identity(written: Format, key: str, description: Description) -> None:
    assert written.write is not None
    assert written.read is not None
    output = written.write([Entry(key=key, description=description)])
    found = written.read(output.text.encode(), "x")
    lost = lost_fields(output.losses)
    assert len(found.entries) == 1, output.text
    assert comparable(found.entries[0].description, lost, written.name) == comparable(
        description, lost, written.name
    ), output.text


PIECES = st.sampled_from(
    [
        b"@article{", b"}", b"{", b'"', b",", b"=", b"\n", b"TY  - JOUR\n", b"ER  - \n", b"PMID- 1\n", b"TI  - x\n", b"%0 Book\n",
        b"%A x\n", b"<xml><records><record>", b"</record>", b"<mods>", b"<!DOCTYPE a [", b"<!ENTITY b 'c'>", b"&b;", b"]>",
        b"[{", b'"id":', b'"type": "book"', b"}]", b"references:\n- id: a\n", b"a:\n  type: book\n", b"{{cite book |", b"}}",
        b"title,year\n", b"\xff\xfe", b"\xef\xbb\xbf", b"\0", b"\xe9", b"\\", b"$", b"- - - ", b"&x *x", b"cff-version: 1\n",
        b'{"description": {}}\n', b"PT J\n", b"<rdf:RDF ", b"@string{a = ", b"@comment{", b" # ", b"'", b"\r",
    ]
)  # fmt: skip
CONTENT = st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=30).map(b"".join))


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
@given(content=CONTENT)
@settings(max_examples=30, deadline=2000, derandomize=True)
def test_no_bytes_make_a_reader_crash(one: Format, content: bytes) -> None:
    assert one.read is not None
    one.sniff(content)
    try:
        found = one.read(content, "x")
    except InputError:
        return
    for entry in found.entries:
        assert isinstance(entry, Entry)


@given(content=CONTENT)
@settings(max_examples=150, deadline=2000, derandomize=True)
def test_bibtex_keeps_every_byte(content: bytes) -> None:
    try:
        bibfile = bibfile_from_bytes(content)
    except InputError:
        return
    assert bibfile.to_bytes() == content
    assert "".join(map(bibfile.source, bibfile.blocks)) == bibfile.text


@given(text=texts(LETTERS + MARKS + "$<>"))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_latex_gives_back_the_text(text: str) -> None:
    from citetrail.formats.parts.latex import TITLE, escaped, latex_from_unicode, read_latex

    if re.search(r"\$.*\$", text):
        return  # two dollars may be a formula, and formulas stay as they are
    assert read_latex(latex_from_unicode(text), TITLE).text == text
    assert read_latex(escaped(text), TITLE).text == text
