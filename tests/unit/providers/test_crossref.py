import pytest

from citetrail.errors import BadAnswer
from citetrail.model import Description, Identifier, Person, Reference
from citetrail.providers import crossref
from citetrail.providers.crossref.reading import description_from_json
from unit.providers.reading import RECEIPT, json_response, text_response

DOI = Identifier(scheme="doi", value="10.5555/one")


def described(**fields) -> Description:
    return description_from_json({"DOI": "10.5555/one", "title": ["A fiction"], "type": "journal-article"} | fields)


TRAPS = [
    pytest.param({"title": []}, {"title": None}, id="no title"),
    pytest.param({"title": ["First", "Second"]}, {"title": "First"}, id="several titles"),
    pytest.param({"title": ["RNA<sub>i</sub> &amp;lt; 3"]}, {"title": "RNA<sub>i</sub> < 3"}, id="markup and entities"),
    pytest.param({"title": ["A\n   wrapped"]}, {"title": "A wrapped"}, id="newlines"),
    pytest.param({"title": ["Main"], "subtitle": ["Sub"]}, {"title": "Main: Sub"}, id="subtitle"),
    pytest.param(
        {"author": [{"name": "The Fiction Group"}]}, {"authors": (Person(literal="The Fiction Group"),)}, id="group"
    ),
    pytest.param({"author": [{"family": "Plato"}]}, {"authors": (Person(family="Plato"),)}, id="no given name"),
    pytest.param(
        {"author": [{"family": "DOE", "given": "JANE"}]},
        {"authors": (Person(family="Doe", given="JANE"),)},
        id="capitals",
    ),
    pytest.param({"author": [{}, None, {"family": None}]}, {"authors": ()}, id="nobody"),
    pytest.param({"issued": {"date-parts": [[2011, 12]]}}, {"year": 2011}, id="year and month"),
    pytest.param({"issued": {"date-parts": [[None]]}}, {"issued": None}, id="null date"),
    pytest.param(
        {"issued": {"date-parts": [[None]]}, "created": {"date-parts": [[2007]]}},
        {"issued": None},
        id="the day of deposit is no date of publication",
    ),
    pytest.param(
        {"issued": {"date-parts": [[2010]]}, "published-print": {"date-parts": [[2011]]}},
        {"year": 2011},
        id="the printed issue",
    ),
    pytest.param({"article-number": "e7"}, {"article_number": "e7", "pages": None}, id="article number"),
    pytest.param({"page": "S12-S19"}, {"page": "S12–S19"}, id="lettered pages"),
    pytest.param({"page": "12,15-18"}, {"page": "12, 15–18"}, id="pages with commas"),
    pytest.param({"type": None}, {"type": None}, id="no type"),
    pytest.param({"type": "something-new"}, {"type": None}, id="unknown type"),
    pytest.param({"publisher": None}, {"publisher": None}, id="no publisher"),
    pytest.param(
        {"type": "book-chapter", "container-title": ["A Series", "A Book"]},
        {"container_title": "A Book", "collection_title": "A Series"},
        id="chapter of a series",
    ),
    pytest.param(
        {"container-title": ["J Bone Miner Res", "Journal of Bone"]},
        {"container_title": "J Bone Miner Res"},
        id="two names of a journal",
    ),
    pytest.param(
        {"abstract": "<jats:title>Abstract</jats:title><jats:p>Foxes.</jats:p>"}, {"abstract": "Foxes."}, id="JATS"
    ),
    pytest.param(
        {"DOI": "10.5555/(SICI)1:2<3::AID-X>3.0.CO;2-U"}, {"doi": "10.5555/(sici)1:2<3::aid-x>3.0.co;2-u"}, id="SICI"
    ),
    pytest.param(
        {"type": "posted-content", "subtype": "preprint"}, {"type": "article", "genre": "preprint"}, id="preprint"
    ),
    pytest.param(
        {"ISSN": ["0000-0001"], "ISBN": ["http://id.crossref.org/isbn/9780306406157"]},
        {"isbn": "9780306406157"},
        id="ISBN as address",
    ),
]


@pytest.mark.parametrize(("fields", "wanted"), TRAPS)
def test_traps(fields: dict, wanted: dict) -> None:
    description = described(**fields)
    isbn = description.identifier("isbn")
    special = {
        "year": description.year,
        "doi": description.doi,
        "page": str(description.pages),
        "isbn": isbn and isbn.value,
    }
    for name, value in wanted.items():
        assert (special[name] if name in special else getattr(description, name)) == value


def record(**fields):
    return crossref.record_from_json(
        {"DOI": "10.5555/one", "title": ["A fiction"], "type": "journal-article"} | fields, RECEIPT
    )


def test_notices_of_publishers_and_retraction_watch() -> None:
    found = record(
        **{
            "updated-by": [
                {
                    "DOI": "10.5555/note",
                    "type": "retraction",
                    "label": "Retraction",
                    "source": "retraction-watch",
                    "updated": {"date-parts": [[2010, 2, 6]]},
                },
                {"DOI": "10.5555/err", "type": "err", "label": "Erratum", "source": "publisher"},
                {"DOI": "10.5555/one", "type": "new_version", "source": "publisher"},
                {"DOI": "10.5555/eoc", "type": "expression_of_concern"},
                {"DOI": "10.5555/one", "type": "withdrawal"},
            ]
        }
    )
    assert [
        (one.kind, one.asserted_by, str(one.date or ""), one.notice and one.notice.value) for one in found.notices
    ] == [
        ("retraction", "retraction-watch", "2010-02-06", "10.5555/note"),
        ("correction", "publisher", "", "10.5555/err"),
        ("concern", "publisher", "", "10.5555/eoc"),
        ("withdrawal", "publisher", "", "10.5555/one"),
    ]
    assert not found.is_notice


def test_a_notice_says_what_it_is_about() -> None:
    found = record(**{"update-to": [{"DOI": "10.5555/two", "type": "correction"}]})
    assert found.is_notice
    assert [(one.kind, one.target.value) for one in found.relations] == [("notice-about", "10.5555/two")]
    assert not record(**{"update-to": [{"DOI": "10.5555/one", "type": "new_version"}]}).is_notice


def test_a_work_that_was_changed_in_its_place_is_no_notice() -> None:
    found = record(**{"update-to": [{"DOI": "10.5555/one", "type": "correction"}]})
    assert not found.is_notice
    assert [notice.kind for notice in found.notices] == ["correction"]


def test_relations_between_preprint_and_article() -> None:
    found = record(
        relation={
            "has-preprint": [{"id-type": "doi", "id": "10.1101/1"}],
            "cites": [{"id-type": "doi", "id": "10.5555/x"}],
            "is-preprint-of": None,
        }
    )
    assert [(one.kind, one.target.value) for one in found.relations] == [("has-preprint", "10.1101/1")]


def test_a_title_that_says_retracted_is_a_hint_and_no_notice() -> None:
    found = record(title=["RETRACTED: A fiction"])
    assert found.is_retracted_hint is True
    assert found.notices == ()


def test_deposited_references() -> None:
    found = record(
        reference=[
            {"key": "1", "DOI": "10.5555/TWO", "doi-asserted-by": "publisher"},
            {"key": "2", "unstructured": "Doe J. Foxes. 2001.", "year": "2001a"},
            {
                "key": "3",
                "author": "J. Roe",
                "article-title": "Hens",
                "journal-title": "J Fict",
                "volume": "3",
                "first-page": "7",
                "year": "1999",
            },
        ]
    )
    assert [one.text for one in found.references] == [None, "Doe J. Foxes. 2001.", None]
    third = found.references[2].description
    assert (third.title, third.year, third.authors) == ("Hens", 1999, (Person(family="Roe", given="J."),))
    answer = crossref.answer_from_references(
        json_response(
            {
                "status": "ok",
                "message": {
                    "DOI": "10.5555/one",
                    "title": ["A"],
                    "reference": [{"DOI": "10.5555/two"}, {"DOI": "10.5555/two"}],
                },
            }
        ),
        RECEIPT,
        DOI,
    )
    assert [one.cited.value for one in answer.citations] == ["10.5555/two"]


def test_absent_is_only_said_for_404_and_410() -> None:
    assert crossref.answer_from_work(text_response("Resource not found.", 404), RECEIPT, DOI).outcome == "absent"
    with pytest.raises(BadAnswer, match="wrong"):
        crossref.answer_from_work(json_response({"status": "failed"}, 400), RECEIPT, DOI)


@pytest.mark.parametrize(
    "body",
    [None, [], {}, {"status": "ok"}, {"status": "ok", "message": {}}, {"status": "ok", "message": {"items": None}}],
)
def test_what_is_no_answer_is_no_absence(body) -> None:
    for read in (crossref.records_from_work, crossref.records_from_list):
        with pytest.raises(BadAnswer):
            read(json_response(body), RECEIPT)


def test_a_list_without_a_readable_entry_is_no_absence() -> None:
    listed = {"status": "ok", "message": {"items": [{"score": 1}]}}
    with pytest.raises(BadAnswer):
        crossref.records_from_list(json_response(listed), RECEIPT)
    assert crossref.records_from_list(json_response({"status": "ok", "message": {"items": []}}), RECEIPT) == ()


def reference(raw: str = "Doe J. Foxes. 2001.", **fields) -> Reference:
    return Reference(kind="printed", raw=raw, description=Description(**fields))


def test_searches_are_fielded_where_a_title_was_read() -> None:
    asked = reference(
        title="A <i>fiction</i>",
        authors=(Person(family="Doe", given="J"), Person(family="Roe")),
        container_title="J Fict",
    )
    assert crossref.search_parameters(asked) == {
        "query.bibliographic": "A fiction J Fict",
        "rows": "5",
        "query.author": "Doe Roe",
    }


def test_searches_use_the_words_where_nothing_was_read() -> None:
    asked = reference("Doe J. Foxes. 2001. https://example.org/x doi:10.5555/zzz")
    assert crossref.search_parameters(asked) == {"query.bibliographic": "Doe J. Foxes. 2001.", "rows": "5"}


def test_addresses_encode_the_whole_doi() -> None:
    odd = Identifier(scheme="doi", value="10.5555/(sici)1<2::aid-x>3;2-u")
    assert crossref.work_path(odd) == "/works/10.5555%2F%28sici%291%3C2%3A%3Aaid-x%3E3%3B2-u"
    assert not crossref.can_be_filtered(Identifier(scheme="doi", value="10.5555/a,b"))
