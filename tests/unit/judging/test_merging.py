"""Many records and the person's edits to one description."""

from __future__ import annotations

from datetime import timedelta

from citetrail.judging import merge
from citetrail.model.descriptions import EMPTY
from citetrail.model.persons import group
from judging_values import NOW, record


def test_the_registration_agency_comes_first() -> None:
    merged = merge([record("openalex", title="Slow Reading"), record("crossref", title="Slow reading")], {})
    assert merged.description.title == "Slow reading"
    why = merged.why("title")
    assert why is not None
    assert why.chosen_from == "crossref"
    assert why.others == (("openalex", "Slow Reading", NOW),)


def test_what_one_lacks_another_gives() -> None:
    merged = merge([record("crossref", issue=None), record("pubmed", issue="3", doi=None, ids=["pmid:123"])], {})
    assert merged.description.issue == "3"
    assert {str(single) for single in merged.description.identifiers} == {"doi:10.5555/slow", "pmid:123"}


def test_edits_always_win_also_when_empty() -> None:
    merged = merge([record()], {"title": "My title", "volume": None, "unknown_field": 1})
    assert (merged.description.title, merged.description.volume) == ("My title", None)
    why = merged.why("title")
    assert why is not None
    assert (why.chosen_from, why.others[0][:2]) == (
        "you",
        ("crossref", "Slow reading improves the recall of distant facts"),
    )


def test_edits_may_come_from_json() -> None:
    merged = merge(
        [record()], {"authors": [{"family": "Rivers", "given": "Anna"}], "issued": {"start": {"year": 1999}}}
    )
    assert merged.description.authors[0].family == "Rivers"
    assert merged.description.year == 1999


def test_order_does_not_matter() -> None:
    records = [record("crossref", title="A"), record("pubmed", title="B"), record("openalex", title="C", volume="9")]
    expected = merge(records, {})
    assert merge(records[::-1], {}) == expected
    assert merge(records[1:] + records[:1], {}) == expected


def test_the_newest_record_of_a_source_counts() -> None:
    old, new = record(title="Old", at=NOW - timedelta(days=3)), record(title="New")
    assert merge([new, old], {}).description.title == "New"


def test_groups_come_from_pubmed() -> None:
    crossref, pubmed = record("crossref"), record("pubmed")
    people = (*pubmed.description.authors, group("Slow Reading Team"))
    with_group = pubmed.model_copy(update={"description": pubmed.description.model_copy(update={"authors": people})})
    merged = merge([crossref, with_group], {})
    assert merged.description.authors[-1].literal == "Slow Reading Team"


def test_one_doi_is_kept() -> None:
    merged = merge([record("openalex", doi="10.5555/preprint"), record("crossref")], {})
    assert [single.value for single in merged.description.identifiers if single.scheme == "doi"] == ["10.5555/slow"]


def test_nothing_gives_nothing() -> None:
    assert merge([], {}).description == EMPTY
