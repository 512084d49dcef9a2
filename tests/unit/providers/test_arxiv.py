import pytest

from citetrail.errors import BadAnswer
from citetrail.model import Description, Identifier, Person, Reference
from citetrail.providers import arxiv
from unit.providers.reading import RECEIPT, text_response

FEED = '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom"><title>q</title>{}</feed>'
ENTRY = (
    "<entry><id>http://arxiv.org/abs/{id}</id><title>A hard\n  wrapped title</title><published>2020-01-02T00:00:00Z</published>"
    "<updated>2021-03-04T00:00:00Z</updated><summary>{summary}</summary><author><name>Jane Doe</name></author>"
    "<author><name>:</name></author>{more}</entry>"
)


def records(name="2001.00001v2", summary="Foxes.", more=""):
    return arxiv.records_from_feed(
        text_response(FEED.format(ENTRY.format(id=name, summary=summary, more=more))), RECEIPT
    )


def test_a_preprint() -> None:
    (found,) = records(more="<arxiv:doi>10.5555/ONE</arxiv:doi><arxiv:journal_ref>J Fict 1</arxiv:journal_ref>")
    description = found.description
    assert (description.title, description.type, description.version, found.record_id) == (
        "A hard wrapped title",
        "article",
        "2",
        "2001.00001v2",
    )
    assert [str(one) for one in description.identifiers] == ["arxiv:2001.00001", "doi:10.48550/arxiv.2001.00001"]
    assert description.authors == (Person(family="Doe", given="Jane"),)
    assert [(one.kind, one.target.value) for one in found.relations] == [("preprint-of", "10.5555/one")]
    assert description.extra == (("journal-ref", "J Fict 1"),)
    assert found.notices == ()


def test_an_id_of_the_old_form() -> None:
    (found,) = records(name="math/0211159v1")
    assert found.description.identifiers[0].value == "math/0211159"


WITHDRAWN = ["This paper has been withdrawn by the author due to an error", "Withdrawn.", "The article was withdrawn"]
NOT_WITHDRAWN = [
    "We study withdrawn preprints",
    "Cash was withdrawn",
    "A paper on withdrawal",
    "Accepted at a workshop",
]


@pytest.mark.parametrize("comment", WITHDRAWN)
def test_withdrawals(comment: str) -> None:
    (found,) = records(more=f"<arxiv:comment>{comment}</arxiv:comment>")
    assert [(one.kind, str(one.date)) for one in found.notices] == [("withdrawal", "2021-03-04")]


@pytest.mark.parametrize("comment", NOT_WITHDRAWN)
def test_no_withdrawals(comment: str) -> None:
    (found,) = records(more=f"<arxiv:comment>{comment}</arxiv:comment>")
    assert found.notices == ()


def test_an_error_entry_inside_http_200() -> None:
    error = "<entry><id>http://arxiv.org/api/errors#x</id><title>Error</title><summary>start must be an integer</summary></entry>"
    with pytest.raises(BadAnswer, match="start must be an integer"):
        arxiv.records_from_feed(text_response(FEED.format(error)), RECEIPT)
    assert arxiv.records_from_feed(text_response(FEED.format("")), RECEIPT) == ()
    for body in ("<html/>", "no xml", ""):
        with pytest.raises(BadAnswer):
            arxiv.records_from_feed(text_response(body), RECEIPT)


def test_requests() -> None:
    versioned = Identifier(scheme="arxiv", value="2001.00001", version=2)
    assert arxiv.batch_parameters([versioned, Identifier(scheme="arxiv", value="math/0211159")]) == {
        "id_list": "2001.00001v2,math/0211159",
        "max_results": "2",
    }
    asked = Reference(
        kind="printed",
        raw="x",
        description=Description(title="On the foxes of a wood", authors=(Person(family="van Doe"),)),
    )
    assert arxiv.search_parameters(asked)["search_query"] == "ti:foxes AND ti:wood AND au:van_doe"
