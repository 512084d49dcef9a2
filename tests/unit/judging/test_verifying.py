"""Verdicts: what the answers allow to be said, and what silence forbids."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from citetrail.judging import can_hold, kind_of, verify
from citetrail.model.answers import Answer, Coverage, absent, found, silent
from citetrail.model.records import Record
from citetrail.model.references import Reference
from citetrail.model.verdicts import Verdict
from judging_values import COVERAGE, TODAY, describe, doi, no_such_doi, notice, record, reference

NO_DOI: dict[str, Any] = {"doi": None}
OWN = doi("10.5555/slow")
OTHER_WORK: dict[str, Any] = {
    "title": "A census of garden snails", "authors": "Brook, Dora; Hill, Emil", "container_title": "Snail Letters", "year": 1999,
    "volume": "2", "pages": "7-9",
}  # fmt: skip


def judge(given: Reference, *answers: Answer, today: date = TODAY) -> Verdict:
    return verify(given, answers, COVERAGE, today)


def both(*records: Record) -> tuple[Answer, ...]:
    """Both searchable providers answer: the first with the records, the second with nothing."""
    return (
        found("crossref", "search", records) if records else absent("crossref", "search"),
        absent("openalex", "search"),
    )


# Another work of the cited journal: it shows that the sources hold that journal.
OF_THE_JOURNAL = record(record_id="r9", title="Breathing among snails at rest", authors="Brook, Dora", year=2001, doi="10.5555/rest",
                        volume="1", issue="1", pages="1-9")  # fmt: skip


def looked_up(*records: Record) -> Answer:
    return found("crossref", "lookup", records, OWN)


def test_verified_by_identifier() -> None:
    verdict = judge(reference(), looked_up(record()))
    assert (verdict.identity, verdict.suspicion) == ("verified", "none")
    assert verdict.match is not None
    assert verdict.explanation.startswith("crossref has this work")


def test_verified_by_search_without_an_identifier() -> None:
    assert judge(reference(**NO_DOI), found("crossref", "search", [record()])).identity == "verified"


def test_a_wrong_field_is_named() -> None:
    verdict = judge(reference(pages="201-219"), looked_up(record()))
    assert verdict.identity == "mismatch"
    assert [single.field for single in verdict.differing] == ["pages"]
    assert "the pages are 101–119, not 201–219" in verdict.explanation
    assert verdict.suspicion == "none"


def test_another_source_that_agrees_takes_the_difference_away() -> None:
    other = found("openalex", "lookup", [record("openalex", pages="201-219")], OWN)
    assert judge(reference(pages="201-219"), looked_up(record()), other).identity == "verified"


def test_an_identifier_of_another_work() -> None:
    verdict = judge(reference(), looked_up(record(**OTHER_WORK)), *both(OF_THE_JOURNAL))
    assert verdict.identity == "identifier-conflict"
    assert {fact.rule for fact in verdict.facts} == {"CT502", "CT503"}
    assert verdict.suspicion == "strong"
    assert "belongs to “A census of garden snails”" in verdict.explanation


def test_an_identifier_of_another_work_while_the_work_is_found() -> None:
    right = record(record_id="r2", doi="10.5555/right")
    verdict = judge(reference(), looked_up(record(**OTHER_WORK)), *both(right))
    assert verdict.identity == "identifier-conflict"
    assert verdict.match is not None
    assert verdict.match.record == right
    assert [single.field for single in verdict.differing] == ["doi"]
    assert verdict.suspicion == "review"


def test_an_unregistered_identifier() -> None:
    answers = no_such_doi("10.5555/slow")
    verdict = judge(reference(), *answers, *both(record(doi="10.5555/right")))
    assert verdict.identity == "identifier-unregistered"
    assert [single.field for single in verdict.differing] == ["doi"]
    assert verdict.suspicion == "review"
    nowhere = judge(reference(), *answers, *both(OF_THE_JOURNAL))
    assert (nowhere.identity, nowhere.suspicion) == ("identifier-unregistered", "strong")


def test_a_no_of_one_agency_is_not_enough() -> None:
    verdict = judge(reference(), absent("crossref", "lookup", OWN), *both())
    assert (verdict.identity, verdict.suspicion) == ("unchecked", "none")
    registered = Answer(provider="doi.org", question="existence", outcome="found", about=OWN, registration="mEDRA")
    assert judge(reference(), absent("crossref", "lookup", OWN), registered, *both()).identity == "unchecked"


def test_versions_of_preprints_are_never_unregistered() -> None:
    value = "10.1101/2020.01.01.123456v2"
    verdict = judge(reference(doi=value), *no_such_doi(value), *both())
    assert verdict.identity == "unchecked"


def test_not_found_needs_every_able_provider() -> None:
    assert judge(reference(**NO_DOI), *both()).identity == "not-found"
    assert judge(reference(**NO_DOI), absent("crossref", "search")).identity == "unchecked"
    assert judge(reference(**NO_DOI)).identity == "unchecked"


def test_absence_alone_is_no_more_than_worth_a_look() -> None:
    verdict = judge(reference(**NO_DOI), *both())
    assert verdict.suspicion == "review"
    assert "no proof" in verdict.explanation


def test_hits_that_are_not_near_are_a_no() -> None:
    assert judge(reference(**NO_DOI), *both(record(**OTHER_WORK, doi="10.5555/snail"))).identity == "not-found"


@pytest.mark.parametrize("kind", ["offline", "unavailable", "rate-limited", "bad-answer"])
def test_silence_is_never_absence(kind: Any) -> None:
    verdict = judge(reference(**NO_DOI), absent("crossref", "search"), silent("openalex", "search", kind, "no reply"))
    assert (verdict.identity, verdict.suspicion) == ("unchecked", "none")
    assert verdict.missing == ("openalex",)
    assert "openalex" in verdict.explanation


def test_silence_holds_a_mismatch_back() -> None:
    given = reference(pages="201-219", **NO_DOI)
    heard = found("crossref", "search", [record()])
    assert judge(given, heard, absent("openalex", "search")).identity == "mismatch"
    assert judge(given, heard, silent("openalex", "search", "unavailable", "no reply")).identity == "unchecked"
    assert judge(given, heard).identity == "unchecked"


def test_two_works_that_fit_alike_are_ambiguous() -> None:
    given = reference(**NO_DOI, authors=None, volume=None, issue=None, pages=None)
    one = record(record_id="a", doi="10.5555/a", authors="Brook, Dora", volume="1", pages="1-5")
    other = record(record_id="b", doi="10.5555/b", authors="Hill, Emil", volume="2", pages="6-9")
    verdict = judge(given, *both(one, other))
    assert verdict.identity == "ambiguous"
    assert len(verdict.candidates) == 2


def test_a_title_shared_with_strangers_is_settled_by_the_authors() -> None:
    stranger = record(record_id="a", doi="10.5555/a", authors="Brook, Dora", year=1990, container_title="Snail Letters")
    verdict = judge(reference(**NO_DOI), *both(stranger, record(record_id="b")))
    assert verdict.identity == "verified"
    assert verdict.match is not None
    assert verdict.match.record.record_id == "b"


def test_a_notice_is_not_taken_for_the_work() -> None:
    erratum = record(record_id="e", doi="10.5555/e", title="Erratum: Slow reading improves the recall of distant facts")
    assert judge(reference(**NO_DOI), *both(erratum)).identity == "not-found"


def test_common_titles_need_more_than_the_title() -> None:
    given = reference(**NO_DOI, title="Introduction")
    stranger = record(
        title="Introduction", authors="Brook, Dora", container_title="Snail Letters", year=1990, volume="1", pages="1-3"
    )
    assert judge(given, *both(stranger)).identity == "not-found"


def test_a_preprint_stands_back_behind_the_published_work() -> None:
    preprint = record(
        "openalex", "p", doi="10.5555/pre", container_title="arXiv", type="article", volume=None, issue=None, pages=None
    )
    answers = (found("openalex", "search", [preprint]), found("crossref", "search", [record()]))
    verdict = judge(reference(**NO_DOI, year=2011), *answers)
    assert verdict.match is not None
    assert verdict.match.record.provider == "crossref"
    assert [single.field for single in verdict.differing] == ["issued"]


OUT_OF_SCOPE: list[tuple[str, dict[str, Any]]] = [
    ("book", {"type": "book", "container_title": None}),
    ("thesis", {"type": "thesis", "container_title": None}),
    ("web page", {"type": "webpage"}),
    ("newspaper", {"container_title": "The Guardian", "volume": None, "issue": None, "pages": None}),
    ("another script", {"title": "缓慢阅读对记忆的影响"}),
    ("another language", {"title": "Die Wirkung des langsamen Lesens auf das Gedächtnis der Studenten"}),
    ("old", {"year": 1951}),
    ("unknown kind", {"type": None, "container_title": None, "volume": None, "issue": None, "pages": None}),
]


@pytest.mark.parametrize("change", [row[1] for row in OUT_OF_SCOPE], ids=[row[0] for row in OUT_OF_SCOPE])
def test_out_of_scope_is_no_accusation(change: dict[str, Any]) -> None:
    verdict = judge(reference(**{**NO_DOI, **change}), *both())
    assert (verdict.identity, verdict.suspicion) == ("out-of-scope", "none")
    assert "expected to have it" in verdict.explanation


def test_a_citation_without_a_readable_title_is_not_said_to_be_missing() -> None:
    verdict = judge(reference(kind="printed", raw="Rivers 2015, J Fict Mem Stud", title=None, doi=None), *both())
    assert (verdict.identity, verdict.suspicion) == ("unchecked", "none")
    assert "No title" in verdict.explanation


def test_works_in_press_are_not_said_to_be_missing() -> None:
    assert judge(reference(**NO_DOI, year=None, status="in press"), *both()).identity == "unchecked"
    assert judge(reference(**NO_DOI, year=None), *both()).identity == "not-found"


def test_pages_that_run_backwards_are_believed_only_where_pages_are_meant() -> None:
    unsure = reference(kind="printed", raw="…, Fictional Reports, 2007-001.", pages="2007-001", year=2007)
    sure = reference(kind="printed", raw="…, pp. 119-101.", pages="119-101")
    assert not [fact for fact in judge(unsure).facts if fact.rule == "CT506"]
    assert [fact for fact in judge(sure).facts if fact.rule == "CT506"]


def test_recent_works_get_time_to_arrive() -> None:
    verdict = judge(reference(**NO_DOI, year=2026), *both())
    assert (verdict.identity, verdict.suspicion) == ("unchecked", "none")
    assert "recent" in verdict.explanation
    assert judge(reference(**NO_DOI, year=2026), *both(), today=date(2027, 6, 1)).identity == "not-found"


FACTS: list[tuple[str, dict[str, Any], str | None]] = [
    ("future", {"year": 2033}, "CT504"),
    ("next year is in press", {"year": 2027}, None),
    ("template names", {"authors": "Doe, John; Smith, Jane"}, "CT505"),
    ("two plain names", {"authors": "Smith, John; Doe, Jane"}, "CT505"),
    ("one plain name", {"authors": "Smith, John; Rivers, Anna"}, None),
    ("pages backwards", {"pages": "219-1"}, "CT506"),
    ("placeholder identifier", {"note": "arXiv:2305.XXXX"}, "CT506"),
    ("nothing", {}, None),
]


@pytest.mark.parametrize(("change", "rule"), [row[1:] for row in FACTS], ids=[row[0] for row in FACTS])
def test_facts_of_the_reference_itself(change: dict[str, Any], rule: str | None) -> None:
    verdict = judge(reference(**{**NO_DOI, **change}), *both(record()))
    own = {fact.rule for fact in verdict.facts} - {"CT503", "CT507"}
    assert own == ({rule} if rule else set())


def test_two_independent_facts_make_a_strong_suspicion() -> None:
    verdict = judge(reference(**NO_DOI, year=2033, title="A work that is nowhere to be found"), *both(OF_THE_JOURNAL))
    assert verdict.suspicion == "strong"
    unheard = judge(
        reference(**NO_DOI, year=2033), absent("crossref", "search"), silent("openalex", "search", "offline", "off")
    )
    assert unheard.suspicion == "none"


def test_absence_from_a_journal_that_nobody_holds_is_no_second_fact() -> None:
    verdict = judge(reference(), *no_such_doi("10.5555/slow"), *both())
    assert (verdict.identity, verdict.suspicion) == ("identifier-unregistered", "review")


def test_a_title_of_few_words_is_the_work_its_identifier_leads_to() -> None:
    title = "Contrastive snail census"
    verdict = judge(
        reference(title=title, container_title="Snail Letters", year=2001, pages="1-2", volume="3"),
        looked_up(record(title=title, authors="Brook, Dora; Hill, Emil")),
        *both(),
    )
    assert verdict.identity == "mismatch"
    assert "authors" in [single.field for single in verdict.differing]


def test_status_is_an_axis_of_its_own() -> None:
    verdict = judge(reference(), looked_up(record(notices=[notice("retraction", "2020")])))
    assert (verdict.identity, verdict.suspicion, verdict.status.standing) == ("verified", "none", "retracted")
    assert verdict.explanation.endswith("It was retracted.")


def test_a_notice_cited_by_its_own_title_is_meant() -> None:
    title = "Corrigendum to: Slow reading improves the recall of distant facts"
    told = looked_up(record(title=title).model_copy(update={"is_notice": True}))
    assert not judge(reference(title=title), told).status.is_notice
    bare = Reference(kind="identifier", raw="10.5555/slow", description=describe(doi="10.5555/slow"))
    assert judge(bare, told).status.is_notice


def test_an_identifier_alone_is_enough() -> None:
    bare = Reference(kind="identifier", raw="10.5555/slow", description=describe(doi="10.5555/slow"))
    assert judge(bare, looked_up(record())).identity == "verified"
    assert judge(bare, *no_such_doi("10.5555/slow")).identity == "identifier-unregistered"
    assert judge(bare, silent("crossref", "lookup", "offline", "off", OWN)).identity == "unchecked"


def test_a_lost_lookup_does_not_clear_an_identifier() -> None:
    right = record(record_id="r2", doi="10.5555/right")
    assert judge(reference(), silent("crossref", "lookup", "offline", "off", OWN), *both(right)).identity == "unchecked"


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"type": "article-journal"}, "article-journal"),
        ({"container_title": "Proceedings of the Conference on Reading"}, "paper-conference"),
        ({"container_title": "bioRxiv"}, "article"),
        ({"container_title": "Journal of Reading", "volume": "3"}, "article-journal"),
        ({"container_title": "Handbook of Reading", "publisher": "Fictional Press"}, "chapter"),
        ({"publisher": "Fictional Press"}, "book"),
        ({"url": "https://example.org/page"}, "webpage"),
        ({"type": "article-journal", "container_title": "The New York Times"}, "article-newspaper"),
        ({"type": "book", "genre": "PhD thesis"}, "thesis"),
        ({"title": "Something"}, None),
    ],
)
def test_kinds_are_read_from_the_fields(fields: dict[str, Any], kind: str | None) -> None:
    assert kind_of(describe(**fields)) == kind


def test_can_hold() -> None:
    assert can_hold(COVERAGE["crossref"], describe(type="book"))
    assert not can_hold(COVERAGE["crossref"], describe(type="thesis"))
    assert not can_hold(COVERAGE["openalex"], describe(type="book", year=1650))
    assert can_hold(COVERAGE["crossref"], describe(title="No type told"))
    assert can_hold(COVERAGE["crossref"], describe(type="entry-encyclopedia"))  # as chapters are
    assert not can_hold(Coverage(types=frozenset({"article-journal"})), describe(type="entry-encyclopedia"))


def test_verdicts_do_not_depend_on_the_order_of_answers() -> None:
    answers: Sequence[Answer] = (looked_up(record(**OTHER_WORK)), *both(record(record_id="r2", doi="10.5555/right")))
    assert judge(reference(), *answers).identity == judge(reference(), *reversed(answers)).identity
