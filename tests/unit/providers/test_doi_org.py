import pytest

from citetrail.errors import BadAnswer, Unavailable
from citetrail.model import Identifier, Person
from citetrail.providers import doi_org
from unit.providers.reading import RECEIPT, json_response, text_response

ONE, TWO = (Identifier(scheme="doi", value=f"10.5555/{name}") for name in ("one", "two"))


def test_agencies_and_what_does_not_exist() -> None:
    reply = json_response(
        [{"DOI": "10.5555/ONE", "RA": "Crossref"}, {"DOI": "10.5555/two", "status": "DOI does not exist"}]
    )
    answers = doi_org.answers_from_agencies(reply, RECEIPT, [ONE, TWO])
    assert {one.value: (answer.outcome, answer.registration) for one, answer in answers.items()} == {
        "10.5555/one": ("found", "Crossref"),
        "10.5555/two": ("absent", None),
    }


@pytest.mark.parametrize(
    "line",
    [{"DOI": "10.5555/one"}, {"DOI": "10.5555/one", "status": "try later"}, {"DOI": "10.5555/x", "RA": "Crossref"}],
)
def test_what_is_not_understood_is_left_open(line: dict) -> None:
    assert doi_org.answers_from_agencies(json_response([line]), RECEIPT, [ONE]) == {}


@pytest.mark.parametrize("body", [None, [], {"x": 1}])
def test_an_empty_reply_is_no_absence(body) -> None:
    with pytest.raises(BadAnswer):
        doi_org.answers_from_agencies(json_response(body if body != {"x": 1} else []), RECEIPT, [ONE])


def test_content_negotiation() -> None:
    assert doi_org.answer_from_csl(text_response("<html>DOI Not Found</html>", 404), RECEIPT, ONE).outcome == "absent"
    with pytest.raises(Unavailable, match="exists"):
        doi_org.answer_from_csl(text_response("", 406), RECEIPT, ONE)
    with pytest.raises(BadAnswer):
        doi_org.answer_from_csl(json_response({}), RECEIPT, ONE)


def test_the_dialects_of_csl() -> None:
    found = doi_org.description_from_json(
        {
            "type": "journal-article", "title": ["A fiction"], "container-title": ["Journal"], "DOI": "10.5555/one",
            "author": [{"family": "Doe", "given": "Jane"}, {"literal": "Roe, Richard"}, {"literal": "The Group"}, {"name": "Another Group"}],
            "issued": {"raw": "2020-03"}, "page": "11-19", "ISSN": "0000-0000,1528-3542",
        }
    )  # fmt: skip
    assert (found.type, found.title, found.container_title, str(found.issued)) == (
        "article-journal",
        "A fiction",
        "Journal",
        "2020-03",
    )
    assert found.authors == (
        Person(family="Doe", given="Jane"),
        Person(family="Roe", given="Richard"),
        Person(literal="The Group"),
        Person(literal="Another Group"),
    )
    assert (
        doi_org.description_from_json(
            {"type": "article", "id": "https://doi.org/10.48550/arXiv.2001.00001", "title": "X", "issued": "2020"}
        ).doi
        == "10.48550/arxiv.2001.00001"
    )
