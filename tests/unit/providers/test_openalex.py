import pytest

from citetrail.errors import BadAnswer
from citetrail.model import Description, Identifier, Person, Reference
from citetrail.providers import openalex
from unit.providers.reading import RECEIPT, json_response, text_response

WORK = {"id": "https://openalex.org/W123456", "title": "A fiction", "type": "article", "biblio": {}}


def record(**fields):
    return openalex.record_from_json(WORK | fields, RECEIPT)


def test_the_abstract_is_put_in_order() -> None:
    assert openalex.abstract_from_inverted_index({"foxes": [1, 3], "Red": [0], "and": [2]}) == "Red foxes and foxes"
    assert openalex.abstract_from_inverted_index(None) is None
    assert openalex.abstract_from_inverted_index({}) is None


def test_traps() -> None:
    found = record(
        doi="https://doi.org/10.5555/ONE",
        title=None,
        display_name="A fiction",
        publication_date="2020-01-01",
        publication_year=2020,
        biblio={"volume": None, "issue": "2", "first_page": "11", "last_page": "19"},
        authorships=[
            {"author": {"id": None, "display_name": "Jane Doe"}, "raw_author_name": "( Mit"},
            {"author": {"id": None, "display_name": "x"}, "raw_author_name": "Roe, Richard"},
            {"author": None, "raw_author_name": None},
        ],
        ids={"pmid": "https://pubmed.ncbi.nlm.nih.gov/123", "pmcid": "https://www.ncbi.nlm.nih.gov/pmc/articles/456"},
        primary_location={"source": None},
        is_retracted=True,
    )
    description = found.description
    assert (description.title, description.doi, str(description.issued)) == ("A fiction", "10.5555/one", "2020")
    assert description.authors == (Person(family="Doe", given="Jane"), Person(family="Roe", given="Richard"))
    assert {str(one) for one in description.identifiers} == {
        "doi:10.5555/one",
        "openalex:W123456",
        "pmid:123",
        "pmcid:PMC456",
    }
    assert (str(description.pages), description.volume, description.issue) == ("11–19", None, "2")
    assert found.is_retracted_hint is True
    assert found.notices == ()


def test_the_arxiv_copy_of_an_article_is_its_preprint() -> None:
    places = [{"landing_page_url": "http://arxiv.org/abs/2001.00001"}]
    article, preprint = record(locations=places), record(locations=places, type="preprint")
    assert article.description.identifier("arxiv") is None
    assert [(one.kind, one.target.value) for one in article.relations] == [("has-preprint", "2001.00001")]
    assert preprint.description.identifier("arxiv") is not None


def test_a_conference_paper_is_told_by_its_venue() -> None:
    assert record(primary_location={"source": {"type": "conference"}}).description.type == "paper-conference"
    assert record(type_crossref="proceedings-article").description.type == "paper-conference"
    assert record().description.type == "article-journal"


def test_a_notice_is_told_by_its_type() -> None:
    assert record(type="erratum").is_notice
    assert not record().is_notice


def test_a_merged_work_comes_under_another_doi() -> None:
    about = Identifier(scheme="doi", value="10.48550/arxiv.1706.03762")
    reply = json_response(WORK | {"doi": "https://doi.org/10.65215/2q58a426"})
    answer = openalex.answer_from_work(reply, RECEIPT, about)
    assert (answer.outcome, answer.about, answer.records[0].description.doi) == ("found", about, "10.65215/2q58a426")


def test_absent_as_html() -> None:
    about = Identifier(scheme="doi", value="10.5555/x")
    assert openalex.answer_from_work(text_response("<html>404</html>", 404), RECEIPT, about).outcome == "absent"


def test_addresses_are_the_free_ones() -> None:
    paths = [
        openalex.work_path(Identifier(scheme=scheme, value=value))
        for scheme, value in (("doi", "10.5555/a b"), ("openalex", "W1"), ("pmid", "1"), ("pmcid", "PMC1"))
    ]
    assert paths == ["/works/doi:10.5555/a%20b", "/works/W1", "/works/pmid:1", "/works/pmcid:1"]


def test_filters_cannot_hold_separators() -> None:
    assert not openalex.can_be_filtered(Identifier(scheme="doi", value="10.5555/a|b"))
    assert (
        openalex.filter_for([Identifier(scheme="doi", value="10.5555/a"), Identifier(scheme="doi", value="10.5555/b")])
        == "doi:10.5555/a|10.5555/b"
    )


def test_searches_hold_no_operators() -> None:
    asked = Reference(kind="printed", raw="x", description=Description(title='Foxes, hens | "cats" OR: dogs?'))
    assert openalex.search_parameters(asked)["filter"] == "title.search:foxes hens cats or dogs"


@pytest.mark.parametrize("body", [None, [], {"error": "x"}, {"results": None}, {"results": [{"no": "id"}]}])
def test_what_is_no_list_is_no_absence(body) -> None:
    with pytest.raises(BadAnswer):
        openalex.records_from_list(json_response(body), RECEIPT)


def test_a_page_is_the_last_when_it_is_short() -> None:
    about = Identifier(scheme="doi", value="10.5555/x")
    full = json_response(
        {"results": [WORK | {"id": f"https://openalex.org/W{100_000_000 + place}"} for place in range(100)]}
    )
    assert not openalex.answer_from_citing_page(full, RECEIPT, about).is_complete
    assert openalex.answer_from_citing_page(json_response({"results": [WORK]}), RECEIPT, about).is_complete
