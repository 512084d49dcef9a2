"""What is new about a work, told once."""

from __future__ import annotations

from typing import Any

from citetrail.judging import changes
from citetrail.model.answers import Answer, found, silent
from citetrail.model.identifiers import Identifier
from citetrail.model.records import Citation, Record, Relation
from citetrail.model.works import Work
from judging_values import NOW, describe, doi, notice, record

OWN = doi("10.5555/slow")


def work(*records: Record, **fields: Any) -> Work:
    kept = records or (record(),)
    return Work(id=7, key="rivers2015", description=kept[0].description, records=kept, **fields)


def lookup(*records: Record) -> Answer:
    return found("crossref", "lookup", records, OWN)


def citing(*identifiers: Identifier, records: tuple[Record, ...] = ()) -> Answer:
    links = tuple(Citation(citing=single, cited=OWN, said_by="openalex") for single in identifiers)
    return Answer(provider="openalex", question="citing", outcome="found", about=OWN, citations=links, records=records)


def kinds(known: Work, *answers: Answer) -> list[str]:
    return [alert.kind for alert in changes(known, answers, NOW)]


def test_nothing_new_raises_nothing() -> None:
    assert kinds(work(), lookup(record())) == []
    assert kinds(work(), silent("crossref", "lookup", "offline", "off", OWN)) == []


def test_notices() -> None:
    for kind, alert in (
        ("retraction", "retracted"), ("withdrawal", "withdrawn"), ("concern", "concern"), ("correction", "corrected"),
        ("reinstatement", "reinstated"), ("removal", "retracted"),
    ):  # fmt: skip
        assert kinds(work(), lookup(record(notices=[notice(kind, "2021")]))) == [alert]  # type: ignore[arg-type]  # a literal


def test_a_notice_is_told_once_whoever_says_it() -> None:
    known = work(record(notices=[notice("retraction", "2021-06-01", doi="10.5555/notice")]))
    again = record("pubmed", "p1", notices=[notice("retraction", "2021-06-20", by="nlm")])
    assert kinds(known, lookup(record(notices=[notice("retraction", "2021-06-01", doi="10.5555/notice")]), again)) == []
    first = work()
    assert kinds(first, lookup(record(notices=[notice("retraction", "2021-06-01")]), again)) == ["retracted"]


def test_the_summary_is_a_sentence() -> None:
    (alert,) = changes(work(), [lookup(record(notices=[notice("retraction", "2021-06-01")]))], NOW)
    assert alert.summary == "rivers2015 was retracted on 2021-06-01, says publisher"
    assert (alert.work_id, alert.seen_at) == (7, NOW)


def test_new_citing_works_by_set_difference() -> None:
    known = work(citing=(doi("10.5555/a"),))
    assert kinds(known, citing(doi("10.5555/a"))) == []
    (alert,) = changes(known, [citing(doi("10.5555/a"), doi("10.5555/b"))], NOW)
    assert (alert.kind, alert.about) == ("cited", doi("10.5555/b"))


def test_the_first_list_of_citing_works_is_no_news() -> None:
    assert kinds(work(), citing(doi("10.5555/a"))) == []
    assert kinds(work(record(cited_by_count=0)), citing(doi("10.5555/a"))) == ["cited"]


def test_one_citing_work_under_two_names_is_one() -> None:
    openalex = Identifier(scheme="openalex", value="W2741809807")
    names = Record(
        provider="openalex",
        record_id="W2741809807",
        retrieved_at=NOW,
        description=describe(doi="10.5555/a", ids=["openalex:W2741809807"]),
    )
    assert kinds(work(citing=(doi("10.5555/a"),)), citing(openalex, records=(names,))) == []
    known = work(citing=(doi("10.5555/z"),))
    assert kinds(known, citing(openalex, records=(names,)), citing(doi("10.5555/a"))) == ["cited"]


def test_a_preprint_that_was_published() -> None:
    link = Relation(kind="preprint-of", target=doi("10.5555/article"))
    (alert,) = changes(work(), [lookup(record(relations=(link,)))], NOW)
    assert (alert.kind, alert.about) == ("published", doi("10.5555/article"))
    assert kinds(work(record(relations=(link,))), lookup(record(relations=(link,)))) == []


def test_a_new_version_at_arxiv() -> None:
    def version(number: int) -> Record:
        return record("arxiv", "2101.00001", doi=None, ids=[f"arXiv:2101.00001v{number}"])

    assert kinds(work(version(1)), found("arxiv", "lookup", [version(2)])) == ["revised"]
    assert kinds(work(version(2)), found("arxiv", "lookup", [version(2)])) == []


def test_drift_is_another_value_and_not_a_filled_gap() -> None:
    assert kinds(work(), lookup(record(pages="301-319"))) == ["drifted"]
    assert kinds(work(record(pages=None)), lookup(record())) == []
    assert kinds(work(), lookup(record(title="RETRACTED: Slow reading improves the recall of distant facts"))) == []
    assert kinds(work(edits={"pages": "1-2"}), lookup(record(pages="301-319"))) == []


def test_running_twice_raises_nothing_new() -> None:
    after = record(pages="301-319", notices=[notice("retraction", "2021")])
    answers = (lookup(after), citing(doi("10.5555/b")))
    before = work(citing=(doi("10.5555/a"),))
    assert len(kinds(before, *answers)) == 3
    stored = before.model_copy(update={"records": (after,), "citing": (doi("10.5555/a"), doi("10.5555/b"))})
    assert kinds(stored, *answers) == []


def test_fingerprints_name_the_change_alone() -> None:
    answers = [lookup(record(notices=[notice("retraction", "2021", doi="10.5555/notice")]))]
    first, second = changes(work(), answers, NOW), changes(work(), answers, NOW.replace(year=2027))
    assert [alert.fingerprint for alert in first] == [alert.fingerprint for alert in second]


def test_records_of_other_works_are_passed_over() -> None:
    stranger = record("crossref", "r9", doi="10.5555/stranger", notices=[notice("retraction", "2021")])
    assert kinds(work(), lookup(stranger)) == []
