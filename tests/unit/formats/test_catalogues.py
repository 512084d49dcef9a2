"""What libraries, repositories and databases give: RefWorks, PubMed's XML, MARC, Dublin Core."""

from __future__ import annotations

import pytest

from citetrail.app.wiring import formats_for_file
from citetrail.errors import InputError
from citetrail.formats import dublin_core, marc_xml, pubmed_xml, refworks
from citetrail.formats.finding import find_format
from citetrail.formats.parts.people import line_from_person
from citetrail.model import Description, Entry, Format

REFWORKS = """RT Journal Article
SR Electronic(1)
ID 12
A1 Pym,Ethel A.
A1 van der Berg,Mary
T1 Bells of the towers
JF Ringing
JO Ring.
YR 1901
FD May 3
VO 5
IS 2
SP 3
OP 9
K1 bells
K1 towers
SN 1528-3542
DO 10.5555/bells
LK https://doi.org/10.5555/bells
UL https://example.org/bells
U1 mine

RT Book, Section
A1 Pym,Ethel A.
A2 Doe,Jane
T1 A chapter
T2 The big book
YR 1902
PB Ringers
PP Bath
"""
PUBMED = """<?xml version="1.0"?>
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">33844136</PMID><Article>
<Journal><ISSN>1474-547X</ISSN><JournalIssue><Volume>397</Volume><Issue>2</Issue>
<PubDate><Year>2021</Year><Month>Apr</Month><Day>12</Day></PubDate></JournalIssue><Title>Ringing</Title>
<ISOAbbreviation>Ring</ISOAbbreviation></Journal><ArticleTitle>Bells and <i>towers</i>.</ArticleTitle>
<Pagination><MedlinePgn>123-30</MedlinePgn></Pagination><ELocationID EIdType="doi">10.5555/bells</ELocationID>
<Abstract><AbstractText Label="AIMS">One.</AbstractText><AbstractText>Two.</AbstractText></Abstract>
<AuthorList CompleteYN="Y"><Author><LastName>Pym</LastName><ForeName>Ethel A</ForeName><Suffix>Jr</Suffix>
<Identifier Source="ORCID">https://orcid.org/0000-0002-1825-0097</Identifier></Author>
<Author><CollectiveName>Bell Group</CollectiveName></Author></AuthorList><Language>eng</Language>
<PublicationTypeList><PublicationType>Journal Article</PublicationType><PublicationType>Review</PublicationType>
</PublicationTypeList></Article></MedlineCitation><PubmedData><ArticleIdList>
<ArticleId IdType="pmc">PMC8012345</ArticleId></ArticleIdList><ReferenceList><Reference><ArticleIdList>
<ArticleId IdType="doi">10.5555/cited</ArticleId></ArticleIdList></Reference></ReferenceList></PubmedData></PubmedArticle>
<PubmedBookArticle><BookDocument><PMID>31869184</PMID><Book><Publisher><PublisherName>Ringers</PublisherName>
<PublisherLocation>Bath</PublisherLocation></Publisher><BookTitle>The big book</BookTitle>
<PubDate><Year>2021</Year><Month>01</Month></PubDate></Book><ArticleTitle>A chapter</ArticleTitle>
<AuthorList><Author><LastName>Doe</LastName><Initials>J</Initials></Author></AuthorList></BookDocument></PubmedBookArticle>
</PubmedArticleSet>"""
MARC = """<collection xmlns="http://www.loc.gov/MARC21/slim"><record><leader>01234cam a2200289 a 4500</leader>
<controlfield tag="008">990101s1999    enk           000 0 eng  </controlfield>
<datafield tag="020"><subfield code="a">9780521895606 (hbk.)</subfield></datafield>
<datafield tag="100"><subfield code="a">Pym, Ethel A.,</subfield><subfield code="d">1870-1950.</subfield></datafield>
<datafield tag="245"><subfield code="a">Bells :</subfield><subfield code="b">a history /</subfield>
<subfield code="c">Ethel Pym.</subfield></datafield>
<datafield tag="250"><subfield code="a">2nd ed.</subfield></datafield>
<datafield tag="260"><subfield code="a">Bath :</subfield><subfield code="b">Ringers,</subfield>
<subfield code="c">c1999.</subfield></datafield>
<datafield tag="300"><subfield code="a">xii, 250 p. ;</subfield></datafield>
<datafield tag="490"><subfield code="a">Bell studies ;</subfield><subfield code="v">v. 7</subfield></datafield>
<datafield tag="082"><subfield code="a">789.5</subfield></datafield>
<datafield tag="700"><subfield code="a">Doe, Jane,</subfield><subfield code="e">editor.</subfield></datafield>
<datafield tag="710"><subfield code="a">Bell Society.</subfield></datafield></record>
<record><leader>01234cab a2200289 a 4500</leader>
<datafield tag="245"><subfield code="a">An article.</subfield></datafield>
<datafield tag="773"><subfield code="t">Ringing.</subfield><subfield code="g">Vol. 5, no. 2 (1901), p. 3-9</subfield>
<subfield code="x">1528-3542</subfield></datafield></record></collection>"""
CORE = """<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record><metadata>
<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>On bells</dc:title><dc:creator>Pym, Ethel</dc:creator><dc:contributor>Doe, Jane</dc:contributor>
<dc:date>2007-04-02T10:00:00Z</dc:date><dc:date>2007-04</dc:date>
<dc:type>info:eu-repo/semantics/doctoralThesis</dc:type><dc:type>text</dc:type><dc:type>Odd kind</dc:type>
<dc:identifier>https://example.org/1</dc:identifier><dc:identifier>doi:10.5555/bells</dc:identifier>
<dc:description>What it says.</dc:description><dc:description>64 p.</dc:description><dc:language>eng</dc:language>
<dc:rights>CC BY</dc:rights></oai_dc:dc></metadata></record></ListRecords></OAI-PMH>"""
FILES: list[tuple[Format, str, str]] = [
    (refworks.FORMAT, REFWORKS, "x.txt"),
    (pubmed_xml.FORMAT, PUBMED, "x.xml"),
    (marc_xml.FORMAT, MARC, "x.xml"),
    (dublin_core.FORMAT, CORE, "x.xml"),
]


def entries(form: Format, text: str) -> tuple[Entry, ...]:
    assert form.read is not None
    return form.read(text.encode(), "x").entries


def said(description: Description, *fields: str) -> list[str]:
    return [str(getattr(description, field)) for field in fields]


def names(description: Description, field: str = "authors") -> list[str]:
    return [line_from_person(one) for one in getattr(description, field)]


@pytest.mark.parametrize(("form", "text", "name"), FILES, ids=[form.name for form, *_ in FILES])
def test_each_is_found_out_by_its_content(form: Format, text: str, name: str) -> None:
    data = text.encode()
    assert find_format(data, name, formats_for_file(data, name)) is form


@pytest.mark.parametrize(("form", "text", "name"), FILES, ids=[form.name for form, *_ in FILES])
def test_each_takes_no_other(form: Format, text: str, name: str) -> None:
    others = [REFWORKS, PUBMED, MARC, CORE, "<xml><records><record><ref-type>1</ref-type></record></records></xml>",
              "<modsCollection/>", "RT @pym: what a day", "TY  - JOUR\nER  - \n", "<rdf:RDF xmlns:dc='x'><dc/></rdf:RDF>"]  # fmt: skip
    assert [one for one in others if one != text and form.sniff(one.encode())] == []


@pytest.mark.parametrize("form", [form for form, *_ in FILES], ids=lambda form: form.name)
def test_files_without_a_record_are_refused(form: Format) -> None:
    with pytest.raises(InputError):
        entries(form, "<records/>" if form is not refworks.FORMAT else "nothing here")


def test_refworks() -> None:
    article, chapter = (one.description for one in entries(refworks.FORMAT, REFWORKS))
    assert names(article) == ["Pym, Ethel A.", "van der Berg, Mary"]
    assert said(article, "type", "title", "container_title", "container_title_short", "issued", "pages", "url") == [
        "article-journal", "Bells of the towers", "Ringing", "Ring.", "1901-05-03", "3–9", "https://doi.org/10.5555/bells",
    ]  # fmt: skip
    assert set(article.extra) == {("U1", "mine"), ("UL", "https://example.org/bells")}
    assert said(chapter, "type", "container_title", "publisher") == ["chapter", "The big book", "Ringers"]
    assert names(chapter, "editors") == ["Doe, Jane"]


def test_pubmed_xml() -> None:
    first, second = entries(pubmed_xml.FORMAT, PUBMED)
    article, chapter = first.description, second.description
    assert (first.key, first.place.line, second.key) == ("33844136", 2, "31869184")
    assert names(article) == ["Pym, Ethel A, Jr", "Bell Group"]
    assert article.authors[0].orcid == "0000-0002-1825-0097"
    assert said(article, "title", "container_title", "issued", "pages", "abstract", "language") == [
        "Bells and <i>towers</i>.", "Ringing", "2021-04-12", "123–130", "AIMS: One.\nTwo.", "en",
    ]  # fmt: skip
    assert [str(one) for one in article.identifiers] == [
        "pmid:33844136", "doi:10.5555/bells", "pmcid:PMC8012345", "issn:1474-547X",
    ]  # fmt: skip
    assert article.extra == (("PublicationType", "Review"),)
    assert said(chapter, "type", "title", "container_title", "publisher_place", "issued") == [
        "chapter", "A chapter", "The big book", "Bath", "2021-01",
    ]  # fmt: skip


def test_marc_xml() -> None:
    book, article = (one.description for one in entries(marc_xml.FORMAT, MARC))
    assert (names(book), names(book, "editors")) == (["Pym, Ethel A."], ["Doe, Jane"])
    assert said(
        book, "type", "title", "edition", "publisher_place", "publisher", "issued", "number_of_pages", "collection_title",
        "collection_number", "language",
    ) == ["book", "Bells: a history", "2nd ed", "Bath", "Ringers", "1999", "250", "Bell studies", "7", "en"]  # fmt: skip
    assert [str(one) for one in book.identifiers] == ["isbn:9780521895606"]
    assert book.extra == (("marc-710", "$a Bell Society."), ("marc-082", "$a 789.5"))
    assert said(article, "type", "title", "container_title", "volume", "issue", "pages", "issued") == [
        "article-journal", "An article", "Ringing.", "5", "2", "3–9", "1901",
    ]  # fmt: skip


def name_field(tag: str, **subfields: str) -> str:
    parts = "".join(f'<subfield code="{code[-1]}">{text}</subfield>' for code, text in subfields.items())
    return f'<datafield tag="{tag}">{parts}</datafield>'


@pytest.mark.parametrize(
    ("field", "place"),
    [
        (name_field("700", a="Roe, R."), "authors"),
        (name_field("700", a="Roe, R.,", e="joint author."), "authors"),
        (name_field("700", a="Roe, R.", _4="http://id.loc.gov/vocabulary/relators/aut"), "authors"),
        (name_field("100", a="Roe, R.,", e="painter."), "authors"),
        (name_field("700", a="Roe, R.", _4="edt"), "editors"),
        (name_field("700", a="Roe, R.,", e="translator."), "translators"),
        (name_field("700", a="Roe, R.,", e="illustrator."), "illustrator"),
        (name_field("700", a="Roe, R.,", e="former owner."), "extra"),
        (name_field("700", a="Roe, R.", t="Another work."), "extra"),
        (name_field("710", a="A Data Base"), "extra"),
        (name_field("110", a="Bell Society"), "authors"),
    ],
    ids=["bare", "word", "address", "main", "code", "translator", "illustrator", "owner", "work", "body", "main-body"],
)
def test_a_name_of_marc_is_what_the_person_did(field: str, place: str) -> None:
    pym = name_field("100", a="Pym, Ethel,", e="author.")
    record = f'<record xmlns="http://www.loc.gov/MARC21/slim"><leader>01234cam a</leader>{pym}{field}</record>'
    (found,) = (one.description for one in entries(marc_xml.FORMAT, record))
    known = {"authors": len(found.authors) - 1, "editors": len(found.editors), "translators": len(found.translators)}
    known |= {role: len(people) for role, people in found.contributors} | {"extra": len(found.extra)}
    assert [name for name, number in known.items() if number] == [place]


def test_a_body_alone_is_the_author_and_every_link_is_kept() -> None:
    fields = name_field("710", a="Bell Society") + "".join(name_field("856", u=f"https://x.example/{n}") for n in "ab")
    record = f'<record xmlns="http://www.loc.gov/MARC21/slim"><leader>01234cam a</leader>{fields}</record>'
    (found,) = (one.description for one in entries(marc_xml.FORMAT, record))
    assert names(found) == ["Bell Society"]
    assert (found.url, found.extra) == ("https://x.example/a", (("marc-856", "$u https://x.example/b"),))


def test_what_a_work_is_related_to_is_not_the_work() -> None:
    relations = [
        "https://doi.org/10.5555/part",
        "info:eu-repo/semantics/altIdentifier/doi/10.5555/same",
        "https://x.example",
    ]
    more = "".join(f"<dc:relation>{one}</dc:relation>" for one in relations)
    (found,) = (
        one.description for one in entries(dublin_core.FORMAT, CORE.replace("<dc:rights>", f"{more}<dc:rights>"))
    )
    assert {str(one) for one in found.identifiers} == {"doi:10.5555/bells", "doi:10.5555/same"}
    assert found.url == "https://example.org/1"
    assert [value for name, value in found.extra if name == "relation"] == relations


def test_dublin_core() -> None:
    (found,) = (one.description for one in entries(dublin_core.FORMAT, CORE))
    assert (names(found), found.contributors[0][0]) == (["Pym, Ethel"], "contributor")
    assert said(found, "type", "title", "issued", "abstract", "note", "url", "language", "doi") == [
        "thesis", "On bells", "2007-04", "What it says.", "64 p.", "https://example.org/1", "en", "10.5555/bells",
    ]  # fmt: skip
    assert set(found.extra) == {("type", "Odd kind"), ("rights", "CC BY")}


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (dublin_core.FORMAT, '<!doctype html><html><link href="/oai?metadataPrefix=oai_dc"></html>'),
        (dublin_core.FORMAT, "What <dc> and oai_dc mean."),
        (dublin_core.FORMAT, '<rdf:RDF xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>x</dc:title></rdf:RDF>'),
        (refworks.FORMAT, "Dear all,\nRT Book club is great.\nSee you there"),
        (refworks.FORMAT, "RT Video of the year"),
    ],
)
def test_texts_that_only_speak_of_a_format_are_none(form: Format, text: str) -> None:
    assert not form.sniff(text.encode())
