import pytest

from citetrail.errors import BadAnswer
from citetrail.model import Description, Identifier, Person, Reference
from citetrail.providers import pubmed
from unit.providers.reading import RECEIPT, json_response, text_response

ARTICLE = """<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">123</PMID><Article>
<Journal><ISSN>0000-0000</ISSN><JournalIssue><Volume>4</Volume><Issue>5</Issue><PubDate>{date}</PubDate></JournalIssue>
<Title>Journal of fictions : JF</Title><ISOAbbreviation>J Fict</ISOAbbreviation></Journal>
<ArticleTitle>{title}</ArticleTitle><Pagination><MedlinePgn>{pages}</MedlinePgn></Pagination>
<AuthorList CompleteYN="Y">{authors}</AuthorList>
<PublicationTypeList><PublicationType>{kind}</PublicationType></PublicationTypeList></Article>
<CommentsCorrectionsList>{comments}</CommentsCorrectionsList></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="pubmed">123</ArticleId><ArticleId IdType="doi">10.5555/one</ArticleId></ArticleIdList>
<ReferenceList><Reference><Citation>Roe. Hens.</Citation><ArticleIdList><ArticleId IdType="doi">10.5555/two</ArticleId>
</ArticleIdList></Reference></ReferenceList></PubmedData></PubmedArticle></PubmedArticleSet>"""
DEFAULTS = {
    "date": "<Year>2020</Year>",
    "title": "A fiction.",
    "pages": "687-90",
    "authors": "",
    "kind": "Journal Article",
    "comments": "",
}


def record(**parts):
    (found,) = pubmed.records_from_xml(text_response(ARTICLE.format(**(DEFAULTS | parts))), RECEIPT)
    return found


def test_the_doi_is_the_article_s_and_not_that_of_a_reference() -> None:
    found = record()
    assert found.description.doi == "10.5555/one"
    assert [one.description.doi for one in found.references] == ["10.5555/two"]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("A fiction.", "A fiction"),
        ("Is it a fiction?", "Is it a fiction?"),
        ("[Eine Fiktion].", "Eine Fiktion"),
        ("Of <i>Gekko gecko</i> and SnO<sub>2</sub>.", "Of <i>Gekko gecko</i> and SnO<sub>2</sub>"),
        ("XeF[C --&gt; A] amplifier.", "XeF[C --> A] amplifier"),
        ("And so on...", "And so on..."),
    ],
)
def test_titles(written: str, wanted: str) -> None:
    assert record(title=written).description.title == wanted


@pytest.mark.parametrize(
    ("date", "wanted"),
    [
        ("<Year>2020</Year><Month>Dec</Month><Day>05</Day>", "2020-12-05"),
        ("<Year>2020</Year><Month>12</Month>", "2020-12"),
        ("<Year>2020</Year><Season>Spring</Season>", "2020-21"),
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", "1998-12/1999-01"),
        ("<MedlineDate>1993 Sep-Oct</MedlineDate>", "1993-09/1993-10"),
        ("<MedlineDate>2000 Spring</MedlineDate>", "2000-21"),
        ("<MedlineDate>1976-1977</MedlineDate>", "1976/1977"),
        ("<MedlineDate>in press</MedlineDate>", "None"),
    ],
)
def test_dates(date: str, wanted: str) -> None:
    assert str(record(date=date).description.issued) == wanted


def test_people_and_groups() -> None:
    authors = (
        "<Author ValidYN='Y'><LastName>Doe</LastName><ForeName>Jane A</ForeName><Suffix>Jr</Suffix></Author>"
        "<Author ValidYN='Y'><CollectiveName>The Fiction Group.</CollectiveName></Author>"
        "<Author ValidYN='N'><LastName>Wrong</LastName></Author>"
    )
    assert record(authors=authors).description.authors == (
        Person(family="Doe", given="Jane A", suffix="Jr"),
        Person(literal="The Fiction Group"),
    )


def test_pages_are_read_in_full_and_article_numbers_told_apart() -> None:
    assert str(record().description.pages) == "687–690"
    number = record(pages="e1234").description
    assert (number.pages, number.article_number) == (None, "e1234")


def test_notices() -> None:
    comments = (
        '<CommentsCorrections RefType="RetractionIn"><RefSource>J Fict. 2021;1:2. doi: 10.5555/note.</RefSource></CommentsCorrections>'
        '<CommentsCorrections RefType="ErratumIn"><RefSource>J Fict. 2019;3:4</RefSource><PMID>9</PMID></CommentsCorrections>'
        '<CommentsCorrections RefType="CommentIn"><PMID>8</PMID></CommentsCorrections>'
    )
    found = record(comments=comments, kind="Retracted Publication")
    assert [(one.kind, str(one.notice), str(one.date)) for one in found.notices] == [
        ("retraction", "doi:10.5555/note", "2021"),
        ("correction", "pmid:9", "2019"),
    ]
    assert found.is_retracted_hint is True
    assert not found.is_notice
    about = record(comments='<CommentsCorrections RefType="RetractionOf"><PMID>7</PMID></CommentsCorrections>')
    assert about.is_notice
    assert [(one.kind, str(one.target)) for one in about.relations] == [("notice-about", "pmid:7")]


def test_errors_inside_http_200() -> None:
    with pytest.raises(BadAnswer, match="id parameter is empty"):
        pubmed.records_from_xml(
            text_response("<eFetchResult><ERROR>id parameter is empty</ERROR></eFetchResult>"), RECEIPT
        )
    with pytest.raises(BadAnswer, match="Empty term"):
        pubmed.pmids_from_search(json_response({"esearchresult": {"ERROR": "Empty term"}}))
    with pytest.raises(BadAnswer):
        pubmed.records_from_xml(text_response("<html/>"), RECEIPT)
    assert pubmed.records_from_xml(text_response("<PubmedArticleSet/>"), RECEIPT) == ()


def test_counts_are_strings_and_ids_too() -> None:
    assert pubmed.pmids_from_search(json_response({"esearchresult": {"count": "2", "idlist": ["1", "2"]}})) == (
        "1",
        "2",
    )


def test_searches() -> None:
    asked = Reference(
        kind="printed", raw="x", description=Description(title="Foxes: a [fiction]", authors=(Person(family="Doe"),))
    )
    assert pubmed.search_term(asked) == "(foxes a fiction)[ti] AND doe[au]"
    wanted = [Identifier(scheme="doi", value="10.5555/one"), Identifier(scheme="pmcid", value="PMC1")]
    assert pubmed.term_for(wanted) == '"10.5555/one"[doi] OR "PMC1"[pmcid]'
