"""The traps of the sources that answer one field, one kind or one question."""

import pytest

from citetrail.errors import BadAnswer, Refused
from citetrail.model import Identifier, Person
from citetrail.providers import (
    acl,
    ads,
    biorxiv,
    dblp,
    europe_pmc,
    google_books,
    inspire,
    open_library,
    opencitations,
    openreview,
    orcid,
    pmc_ids,
    semantic_scholar,
    unpaywall,
    wikidata,
)
from unit.providers.reading import RECEIPT, json_response, text_response

DOI = Identifier(scheme="doi", value="10.5555/one")


def test_europe_pmc_short_and_full_records() -> None:
    short = europe_pmc.record_from_json(
        {
            "id": "1",
            "source": "MED",
            "title": "A fiction.",
            "authorString": "van der Doe J, Roe RA Jr.",
            "pubYear": 2005,
        },
        RECEIPT,
    )
    assert short.description.authors == (
        Person(family="Doe", particle="van der", given="J"),
        Person(family="Roe", given="RA", suffix="Jr"),
    )
    assert (short.description.title, short.record_id, short.is_partial) == ("A fiction", "MED/1", True)
    full = europe_pmc.record_from_json(
        {
            "id": "2", "source": "MED", "pmid": "2", "doi": "10.5555/ONE", "title": "B", "journalInfo": {"yearOfPublication": 2011, "printPublicationDate": "2011-12-01", "journal": {"title": "J"}},
            "pubTypeList": {"pubType": ["retracted publication"]},
            "commentCorrectionList": {"commentCorrection": [{"source": "MED", "id": "9", "type": "Retraction in", "reference": "J. 2012"}, {"source": "MED", "id": "8", "type": "Comment in"}]},
        },
        RECEIPT,
    )  # fmt: skip
    assert [(one.kind, str(one.notice), str(one.date)) for one in full.notices] == [("retraction", "pmid:9", "2012")]
    assert (full.is_retracted_hint, str(full.description.issued)) == (True, "2011-12-01")
    preprint = europe_pmc.record_from_json({"id": "PPR1", "source": "PPR", "title": "C"}, RECEIPT)
    assert (preprint.description.type, preprint.description.container_title) == ("article", None)


def test_europe_pmc_errors_inside_http_200() -> None:
    with pytest.raises(BadAnswer, match="Invalid page size"):
        europe_pmc.records_from_list(json_response({"errCode": 404, "errMsg": "Invalid page size"}), RECEIPT)


def test_europe_pmc_lists_end_when_all_hits_are_read() -> None:
    def page(number: int) -> bool:
        body = {
            "hitCount": 3,
            "request": {"page": number, "pageSize": 2},
            "citationList": {"citation": [{"id": "1", "source": "MED", "title": "A"}]},
        }
        return europe_pmc.answer_from_links(json_response(body), RECEIPT, DOI, "citing").is_complete

    assert [page(1), page(2)] == [False, True]


def test_pmc_ids_misses_are_rows_and_numbers_may_be_bare() -> None:
    rows = [
        {"doi": "10.5555/x", "status": "error", "errmsg": "Identifier not found in PMC"},
        {"pmid": 12, "pmcid": "PMC34", "doi": "10.5555/ONE"},
    ]
    (found,) = pmc_ids.records_from_list(json_response({"status": "ok", "records": rows}), RECEIPT)
    assert [str(one) for one in found.description.identifiers] == ["pmid:12", "pmcid:PMC34", "doi:10.5555/one"]
    assert found.is_partial
    with pytest.raises(BadAnswer):
        pmc_ids.records_from_list(json_response({"status": "error"}, 400), RECEIPT)


PAPER = {
    "paperId": "abc",
    "title": "A fiction",
    "externalIds": {"DOI": "10.5555/ONE", "ArXiv": "2001.00001", "PubMed": "1", "CorpusId": 5},
    "journal": {"pages": "\n  11-19 "},
    "openAccessPdf": {"url": ""},
}


def test_semantic_scholar_traps() -> None:
    found = semantic_scholar.record_from_json(PAPER, RECEIPT)
    assert [str(one) for one in found.description.identifiers] == ["doi:10.5555/one", "s2:abc", "pmid:1"]
    assert [(one.kind, one.target.value) for one in found.relations] == [("has-preprint", "2001.00001")]
    assert (str(found.description.pages), found.open_access_url) == ("11–19", None)
    assert semantic_scholar.record_from_json(None, RECEIPT) is None


def test_semantic_scholar_batches_have_null_in_place() -> None:
    wanted = [DOI, Identifier(scheme="doi", value="10.5555/two")]
    answers = semantic_scholar.answers_from_batch(json_response([PAPER, None]), RECEIPT, wanted)
    assert [answers[one].outcome for one in wanted] == ["found", "absent"]
    with pytest.raises(BadAnswer, match="another number"):
        semantic_scholar.answers_from_batch(json_response([PAPER]), RECEIPT, wanted)


def test_semantic_scholar_links_without_id_are_no_citations_and_withheld_lists_are_incomplete() -> None:
    body = {
        "offset": 0,
        "next": 2,
        "data": [{"citedPaper": {"paperId": None, "title": "Grey"}}, {"citedPaper": {"paperId": "x", "title": "B"}}],
    }
    answer = semantic_scholar.answer_from_links(json_response(body), RECEIPT, DOI, "references")
    assert [str(one.cited) for one in answer.citations] == ["s2:x"]
    assert not answer.is_complete
    withheld = semantic_scholar.answer_from_links(json_response({"data": None}), RECEIPT, DOI, "references")
    assert (withheld.citations, withheld.is_complete) == ((), False)


def test_opencitations_ids_in_both_forms() -> None:
    assert [
        str(one) for one in opencitations.identifiers_from_words("omid:br/061 pmid:1 doi:10.5555/one openalex:W123456")
    ] == ["doi:10.5555/one", "pmid:1", "openalex:W123456"]
    assert [str(one) for one in opencitations.identifiers_from_words("10.5555/one")] == ["doi:10.5555/one"]
    assert opencitations.identifiers_from_words("omid:br/061") == ()


def test_opencitations_meta() -> None:
    row = {
        "id": "doi:10.5555/one omid:br/1",
        "title": "A fiction",
        "author": "Doe, Jane [orcid:0000-0002-1825-0097 omid:ra/1]; The Group [omid:ra/2]",
        "venue": "J Fict [issn:1528-3542 omid:br/2]",
        "pub_date": "2020-03",
        "page": "11-19",
        "type": "journal article",
        "publisher": "Fictive Press [crossref:1]",
    }
    (found,) = opencitations.records_from_list(json_response([row]), RECEIPT)
    description = found.description
    assert description.authors == (
        Person(family="Doe", given="Jane", orcid="0000-0002-1825-0097"),
        Person(literal="The Group"),
    )
    assert (description.container_title, description.publisher, str(description.issued)) == (
        "J Fict",
        "Fictive Press",
        "2020-03",
    )


def test_unpaywall_traps() -> None:
    reply = {"doi": "10.5555/ONE", "title": "A", "best_oa_location": None, "z_authors": None}
    (found,) = unpaywall.records_from_json(json_response(reply), RECEIPT)
    assert (found.open_access_url, found.description.authors) == (None, ())
    (old,) = unpaywall.records_from_json(
        json_response(reply | {"z_authors": [{"raw_author_name": "Jane Doe"}, {"family": "Roe", "given": "R"}]}),
        RECEIPT,
    )
    assert old.description.authors == (Person(family="Doe", given="Jane"), Person(family="Roe", given="R"))
    with pytest.raises(Refused, match="e-mail"):
        unpaywall.answer_from_response(json_response({"error": True}, 422), RECEIPT, DOI)


def test_orcid_traps() -> None:
    summary = {
        "put-code": 1,
        "title": {"title": {"value": "A fiction"}, "subtitle": None},
        "type": "journal-article",
        "publication-date": {"year": {"value": "2020"}, "month": {"value": "02"}, "day": None},
        "external-ids": {
            "external-id": [
                {"external-id-type": "doi", "external-id-value": "10.5555/ONE", "external-id-relationship": "self"},
                {
                    "external-id-type": "doi",
                    "external-id-value": "10.5555/other",
                    "external-id-relationship": "version-of",
                },
            ]
        },
    }
    (found,) = orcid.records_from_works(json_response({"group": [{"work-summary": [summary]}]}), RECEIPT)
    assert ([str(one) for one in found.description.identifiers], str(found.description.issued)) == (
        ["doi:10.5555/one"],
        "2020-02",
    )
    with pytest.raises(Refused, match="locked"):
        orcid.records_from_works(json_response({"error-code": 9018}, 409), RECEIPT)
    person = Identifier(scheme="orcid", value="0000-0002-1825-0097")
    assert orcid.answer_from_works(json_response({"group": []}), RECEIPT, person).outcome == "found"
    with pytest.raises(BadAnswer):
        orcid.records_from_works(json_response({"orcid-search-results": {}}), RECEIPT)


def test_open_library_traps() -> None:
    isbn, other = (Identifier(scheme="isbn", value=value) for value in ("9780306406157", "9781402894626"))
    book = {
        "title": "A fiction",
        "subtitle": "of foxes",
        "authors": [{"name": "Jane Doe"}],
        "publish_date": "May 1, 2010",
        "number_of_pages": 300,
    }
    answers = open_library.answers_from_books(json_response({"ISBN:9780306406157": book}), RECEIPT, [isbn, other])
    assert [answers[one].outcome for one in (isbn, other)] == ["found", "absent"]
    found = answers[isbn].records[0].description
    assert (found.title, found.year, found.number_of_pages) == ("A fiction: of foxes", 2010, "300")
    with pytest.raises(BadAnswer):
        open_library.answers_from_books(json_response([]), RECEIPT, [isbn])


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("2010", 2010),
        ("May 1, 2010", 2010),
        ("c1999.", 1999),
        ("1999-2001", 1999),
        ("between 1850 and 1860", None),
        ("unknown", None),
        (None, None),
    ],
)
def test_open_library_dates_are_free_text(words, year) -> None:
    found = open_library.date_in_words(words)
    assert (found.year if found else None) == year


def test_google_books_without_items_is_an_honest_no() -> None:
    assert google_books.records_from_list(json_response({"kind": "books#volumes", "totalItems": 0}), RECEIPT) == ()
    with pytest.raises(BadAnswer):
        google_books.records_from_list(json_response({"error": {"code": 500}}), RECEIPT)


def test_dblp_traps() -> None:
    info = {
        "authors": {"author": {"@pid": "1", "text": "Jiani Zhang 0003"}},
        "title": "Foxes &amp; hens.",
        "venue": "CoRR",
        "year": "2019",
        "type": "Informal and Other Publications",
        "key": "journals/corr/abs-1",
        "doi": "10.48550/ARXIV.2001.00001",
        "ee": ["https://arxiv.org/abs/2001.00001"],
    }
    (found,) = dblp.records_from_hits(json_response({"result": {"hits": {"hit": {"info": info}}}}), RECEIPT)
    description = found.description
    assert (description.title, description.authors) == ("Foxes & hens", (Person(family="Zhang", given="Jiani"),))
    assert [str(one) for one in description.identifiers] == [
        "doi:10.48550/arxiv.2001.00001",
        "arxiv:2001.00001",
        "dblp:journals/corr/abs-1",
    ]
    assert dblp.records_from_hits(json_response({"result": {"hits": {"@total": "0"}}}), RECEIPT) == ()


def test_inspire_traps() -> None:
    paper = {
        "control_number": 7,
        "titles": [{"title": "A fiction"}],
        "authors": [{"full_name": "Doe, Jane"}],
        "collaborations": [{"value": "FOX"}],
        "document_type": ["article"],
        "arxiv_eprints": [{"value": "2001.00001"}],
        "publication_info": [
            {"material": "erratum", "year": 2022},
            {"journal_title": "J Fict", "year": 2020, "artid": "7"},
        ],
        "withdrawn": True,
    }
    (found,) = inspire.records_from_list(json_response({"hits": {"hits": [{"id": "7", "metadata": paper}]}}), RECEIPT)
    description = found.description
    assert (description.year, description.article_number, description.type) == (2020, "7", "article-journal")
    assert description.authors == (Person(family="Doe", given="Jane"), Person(literal="FOX"))
    assert [one.kind for one in found.notices] == ["withdrawal"]


def test_ads_traps() -> None:
    paper = {
        "bibcode": "2013A&A...552A.143S",
        "title": ["A fiction"],
        "author": ["Doe, Jane"],
        "pubdate": "2013-04-00",
        "page": ["A143"],
        "doctype": "article",
        "identifier": ["arXiv:1302.6362"],
        "property": ["RETRACTED"],
    }
    (found,) = ads.records_from_list(json_response({"response": {"numFound": 1, "docs": [paper]}}), RECEIPT)
    assert (str(found.description.issued), found.record_id) == ("2013-04", "2013A&A...552A.143S")
    assert [(one.kind, one.target.value) for one in found.relations] == [("has-preprint", "1302.6362")]
    assert [one.kind for one in found.notices] == ["retraction"]


def test_acl_ids_and_dois_lead_to_their_volume() -> None:
    def collection(scheme, value):
        return acl.collection_of(Identifier(scheme=scheme, value=value))

    assert collection("acl", "2022.acl-long.1") == "2022.acl"
    assert collection("acl", "P18-1001") == "P18"
    assert collection("doi", "10.18653/v1/2022.acl-long.1") == "2022.acl"
    assert collection("doi", "10.18653/v1/p18-1001") == "P18"
    assert collection("doi", "10.5555/one") is None


def test_acl_volumes() -> None:
    xml = '<collection id="P18"><volume id="1"><meta><booktitle>Proceedings</booktitle><year>2018</year></meta><paper id="1"><title>On <fixed-case>LMT</fixed-case></title><author><first>Jane</first><last>Doe</last></author><retracted date="2019-01-02">wrong</retracted></paper></volume></collection>'
    (found,) = acl.records_from_xml(text_response(xml), RECEIPT)
    assert (found.description.title, found.record_id, found.description.year) == ("On LMT", "P18-1001", 2018)
    assert [(one.kind, str(one.date), one.reasons) for one in found.notices] == [
        ("retraction", "2019-01-02", ("wrong",))
    ]


def test_openreview_values_in_both_forms() -> None:
    new = {
        "id": "a",
        "forum": "a",
        "content": {
            "title": {"value": "A"},
            "authors": {"value": ["Jane Doe"]},
            "venue": {"value": "ICLR 2020 Conference Withdrawn Submission"},
        },
    }
    old = {
        "id": "b",
        "forum": "b",
        "content": {"title": "B", "authors": ["Jane Doe"], "venue": "ICLR 2019 Poster"},
        "pdate": 1_550_000_000_000,
    }
    review = {"id": "c", "forum": "b", "content": {"review": {"value": "Fine."}}}
    first, second = openreview.records_from_notes(json_response({"notes": [new, old, review]}), RECEIPT)
    assert ([one.kind for one in first.notices], first.description.type) == (["withdrawal"], "article")
    assert (second.description.type, second.description.year) == ("paper-conference", 2019)


def test_biorxiv_versions_and_publication() -> None:
    row = {
        "doi": "10.1101/1",
        "title": "A",
        "authors": "Doe, J.; Roe, R.",
        "date": "2020-01-31",
        "version": "1",
        "type": "new results",
        "published": "NA",
        "server": "bioRxiv",
    }
    reply = json_response(
        {
            "messages": [{"status": "ok"}],
            "collection": [row, row | {"version": "2", "type": "withdrawn", "published": "10.5555/ONE"}],
        }
    )
    first, second = biorxiv.records_from_details(reply, RECEIPT)
    assert (first.relations, first.notices) == ((), ())
    assert [one.target.value for one in second.relations] == ["10.5555/one"]
    assert [one.kind for one in second.notices] == ["withdrawal"]
    assert (
        biorxiv.records_from_details(
            json_response({"messages": [{"status": "no posts found"}], "collection": []}), RECEIPT
        )
        == ()
    )
    with pytest.raises(BadAnswer):
        biorxiv.records_from_details(json_response({"messages": []}), RECEIPT)
    assert (
        biorxiv.request_for("biorxiv", Identifier(scheme="doi", value="10.1101/2020.01.30.927871v2")).path
        == "/details/biorxiv/10.1101/2020.01.30.927871"
    )


def statement(value, **more) -> dict:
    return {"mainsnak": {"datavalue": {"value": value}}, "rank": "normal"} | more


def test_wikidata_traps() -> None:
    entity = {
        "id": "Q1",
        "claims": {
            "P356": [statement("10.5555/ONE")], "P1476": [statement({"text": "A fiction", "language": "en"})],
            "P2093": [statement("Richard Roe", qualifiers={"P1545": [{"datavalue": {"value": "2"}}]}), statement("Jane Doe", qualifiers={"P1545": [{"datavalue": {"value": "1"}}]})],
            "P577": [statement({"time": "+2011-12-00T00:00:00Z", "precision": 10})], "P31": [statement({"id": "Q45182324"})],
            "P304": [statement("11-19"), statement("wrong", rank="deprecated")],
        },
    }  # fmt: skip
    gone = {"id": "Q2", "missing": ""}
    (found,) = wikidata.records_from_entities(json_response({"entities": {"Q1": entity, "Q2": gone}}), RECEIPT)
    description = found.description
    assert [str(one) for one in description.authors] == ["Jane Doe", "Richard Roe"]
    assert (str(description.issued), str(description.pages)) == ("2011-12", "11–19")
    assert [one.kind for one in found.notices] == ["retraction"]
    with pytest.raises(BadAnswer, match="Unrecognized"):
        wikidata.records_from_entities(json_response({"error": {"info": "Unrecognized value"}}), RECEIPT)
    assert wikidata.search_request([DOI]).parameters[-1] == ("srsearch", "haswbstatement:P356=10.5555/ONE")
