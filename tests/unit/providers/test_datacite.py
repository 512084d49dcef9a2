import pytest

from citetrail.errors import BadAnswer
from citetrail.model import Description, Identifier, Person, Reference
from citetrail.providers import datacite
from unit.providers.reading import RECEIPT, json_response

DOI = Identifier(scheme="doi", value="10.5281/zenodo.1")


def record(**attributes):
    data = {
        "id": "10.5281/zenodo.1",
        "type": "dois",
        "attributes": {"doi": "10.5281/ZENODO.1", "titles": [{"title": "Data"}]} | attributes,
    }
    return datacite.record_from_json(data, RECEIPT)


TRAPS = [
    pytest.param(
        {"creators": [{"name": "Doe, Jane"}]}, {"authors": (Person(family="Doe", given="Jane"),)}, id="one name field"
    ),
    pytest.param(
        {"creators": [{"name": "The Doe Lab", "nameType": "Organizational"}]},
        {"authors": (Person(literal="The Doe Lab"),)},
        id="group",
    ),
    pytest.param({"creators": [{"name": "(:Unav)"}, {"name": "[S.N.]"}]}, {"authors": ()}, id="nobody"),
    pytest.param(
        {"creators": [{"name": "Doe, Jane (University of Somewhere)"}]},
        {"authors": (Person(family="Doe", given="Jane"),)},
        id="affiliation in the name",
    ),
    pytest.param({"publisher": {"name": "Zenodo", "lang": "en"}}, {"publisher": "Zenodo"}, id="publisher as object"),
    pytest.param({"publisher": "Zenodo"}, {"publisher": "Zenodo"}, id="publisher as text"),
    pytest.param({"publicationYear": 0}, {"issued": None}, id="year 0"),
    pytest.param(
        {"publicationYear": 2014, "dates": [{"date": "2013-09-15", "dateType": "Issued"}]},
        {"year": 2014},
        id="another year issued",
    ),
    pytest.param(
        {"publicationYear": 2014, "dates": [{"date": "2014-09-15", "dateType": "Issued"}]},
        {"date": "2014-09-15"},
        id="the day issued",
    ),
    pytest.param(
        {
            "titles": [
                {"title": "Daten", "titleType": "TranslatedTitle"},
                {"title": "Data"},
                {"title": "Sub", "titleType": "Subtitle"},
            ]
        },
        {"title": "Data: Sub", "translated_title": "Daten"},
        id="kinds of titles",
    ),
    pytest.param({"titles": [{"title": "Only", "titleType": "Other"}]}, {"title": "Only"}, id="only another title"),
    pytest.param(
        {"types": {"resourceTypeGeneral": "Text", "citeproc": "thesis"}}, {"type": "thesis"}, id="Text says nothing"
    ),
    pytest.param({"types": {"resourceTypeGeneral": "Preprint"}}, {"type": "article"}, id="preprint"),
    pytest.param({"types": None}, {"type": None}, id="no type"),
    pytest.param(
        {
            "container": {
                "title": "J Fict",
                "volume": "4",
                "firstPage": "11",
                "lastPage": "19",
                "identifier": "00000000",
                "identifierType": "ISSN",
            }
        },
        {"container_title": "J Fict", "volume": "4", "page": "11–19"},
        id="container",
    ),
    pytest.param(
        {"container": {"firstPage": "Nr. 1 (1985): Hefte zur Kunde der Füchse"}},
        {"pages": None, "page_text": None},
        id="no pages",
    ),
]


@pytest.mark.parametrize(("attributes", "wanted"), TRAPS)
def test_traps(attributes: dict, wanted: dict) -> None:
    description = record(**attributes).description
    special = {"year": description.year, "date": str(description.issued), "page": str(description.pages)}
    for name, value in wanted.items():
        assert (special[name] if name in special else getattr(description, name)) == value


def test_a_preprint_of_arxiv_has_both_identifiers() -> None:
    found = record(doi="10.48550/ARXIV.2001.00001").description
    assert [str(one) for one in found.identifiers] == ["doi:10.48550/arxiv.2001.00001", "arxiv:2001.00001"]


def related(kind: str, value: str, scheme: str = "DOI") -> dict:
    return {"relationType": kind, "relatedIdentifier": value, "relatedIdentifierType": scheme}


def test_relations_and_links() -> None:
    attributes = {
        "doi": DOI.value,
        "relatedIdentifiers": [
            related("References", "10.5555/a"),
            related("IsCitedBy", "10.5555/b"),
            related("IsVersionOf", "10.5281/zenodo.0"),
            related("IsPartOf", "0000-0000", "ISSN"),
            related("IsNewVersionOf", "10.5281/zenodo.00"),
        ],
    }
    assert [(one.kind, one.target.value) for one in record(**attributes).relations] == [
        ("version-of", "10.5281/zenodo.0"),
        ("replaces", "10.5281/zenodo.00"),
    ]
    reply = json_response(
        {
            "data": {
                "id": DOI.value,
                "type": "dois",
                "attributes": attributes,
                "relationships": {"citations": {"data": [{"id": "10.5555/c"}]}},
            }
        }
    )
    cited = datacite.answer_from_links(reply, RECEIPT, DOI, question="references")
    citing = datacite.answer_from_links(reply, RECEIPT, DOI, question="citing")
    assert [one.cited.value for one in cited.citations] == ["10.5555/a"]
    assert [one.citing.value for one in citing.citations] == ["10.5555/b", "10.5555/c"]


def test_absent_and_unreadable() -> None:
    assert datacite.answer_from_work(json_response({"errors": []}, 404), RECEIPT, DOI).outcome == "absent"
    for body in (None, [], {}, {"data": None}, {"data": {"type": "repositories", "attributes": {"doi": "10.5555/x"}}}):
        with pytest.raises(BadAnswer):
            datacite.record_from_response(json_response(body), RECEIPT)


def test_requests() -> None:
    arxiv = Identifier(scheme="arxiv", value="2001.00001")
    assert datacite.work_path(arxiv) == "/dois/10.48550/arxiv.2001.00001"
    assert datacite.batch_parameters([DOI, arxiv]) == {
        "query": 'doi:("10.5281/zenodo.1" OR "10.48550/arxiv.2001.00001")',
        "page[size]": "2",
    }
    asked = Reference(kind="printed", raw="Doe (2001): Foxes & hens!", description=Description())
    assert datacite.search_parameters(asked)["query"] == "Doe 2001 Foxes hens"
