"""Judging: silence never makes a verdict worse, order never matters, and no description breaks a comparison."""

from __future__ import annotations

from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from citetrail.judging import blocking_keys, can_hold, changes, compare, is_same_work, merge, status_of, verify
from citetrail.model.answers import Answer, absent, found, silent
from citetrail.model.records import Record
from citetrail.model.references import Reference
from citetrail.model.verdicts import Verdict
from citetrail.model.works import Work
from judging_values import COVERAGE, NOW, TODAY, WORK, describe, doi, notice, record, reference

# How bad a verdict is for whoever wrote the reference. What is not settled accuses nobody.
WORSE = {
    "verified": 0, "unchecked": 0, "out-of-scope": 0, "ambiguous": 0, "mismatch": 1, "not-found": 2,
    "identifier-unregistered": 2, "identifier-conflict": 2,
}  # fmt: skip
SUSPICION = {"none": 0, "review": 1, "strong": 2}

CHANGES: dict[str, list[Any]] = {
    "title": [WORK["title"], "Slow reading improves the recall of recent facts", "A census of garden snails", "RETRACTED: " + WORK["title"]],
    "authors": [WORK["authors"], "Rivers, A.", "Brook, Dora; Hill, Emil", None],
    "container_title": [WORK["container_title"], "Snail Letters", "arXiv", None],
    "year": [2015, 2014, 2011, 2033, None],
    "pages": ["101-119", "201-219", "101", None],
    "volume": ["12", "17", None],
    "doi": ["10.5555/slow", "10.5555/other", None],
    "type": ["article-journal", "book", "article", None],
}  # fmt: skip
FIELDS = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in CHANGES.items()})
PROVIDERS = ("crossref", "openalex")


@st.composite
def records(draw: st.DrawFn) -> Record:
    provider = draw(st.sampled_from(PROVIDERS))
    told = draw(st.lists(st.sampled_from(["retraction", "correction", "concern", "reinstatement"]), max_size=2))
    notices = [notice(kind, "2020") for kind in told]  # type: ignore[arg-type]  # literals
    return record(provider, draw(st.sampled_from("abc")), notices=notices, **draw(FIELDS))


@st.composite
def answers(draw: st.DrawFn) -> list[Answer]:
    """One answer of every provider to every question, as when all sources work."""
    own = doi("10.5555/slow")
    given_answers: list[Answer] = []
    for provider in PROVIDERS:
        kept = [single.model_copy(update={"provider": provider}) for single in draw(st.lists(records(), max_size=3))]
        given_answers.append(found(provider, "search", kept) if kept else absent(provider, "search"))
    looked_up = draw(st.one_of(st.none(), records()))
    if looked_up is not None:
        given_answers.append(found("crossref", "lookup", [looked_up], own))
    else:
        given_answers.append(absent("crossref", "lookup", own))
        outcome = draw(st.sampled_from(["found", "absent"]))
        given_answers.append(Answer(provider="doi.org", question="existence", outcome=outcome, about=own))
    return given_answers


@st.composite
def cases(draw: st.DrawFn) -> tuple[Reference, list[Answer]]:
    return reference(**draw(FIELDS)), draw(answers())


def badness(verdict: Verdict) -> tuple[int, int]:
    return WORSE[verdict.identity], SUSPICION[verdict.suspicion]


def judge(given_reference: Reference, given_answers: list[Answer]) -> Verdict:
    return verify(given_reference, given_answers, COVERAGE, TODAY)


@settings(max_examples=50, deadline=None)
@given(cases(), st.data())
def test_silence_never_makes_a_verdict_worse(case: tuple[Reference, list[Answer]], data: st.DataObject) -> None:
    asked, told = case
    lost = data.draw(st.sets(st.integers(0, len(told) - 1), min_size=1))
    fewer = [
        silent(single.provider, single.question, "unavailable", "no reply", single.about) if place in lost else single
        for place, single in enumerate(told)
    ]
    before, after = judge(asked, told), judge(asked, fewer)
    assert badness(after)[0] <= badness(before)[0] or after.identity == before.identity
    assert after.suspicion == "none"
    assert after.identity != "not-found"


@settings(max_examples=50, deadline=None)
@given(cases(), st.data())
def test_a_search_that_was_not_made_never_makes_a_verdict_worse(
    case: tuple[Reference, list[Answer]], data: st.DataObject
) -> None:
    asked, told = case
    searches = [
        place
        for place, single in enumerate(told)
        if single.question == "search"
        and can_hold(COVERAGE[single.provider], asked.description)  # others are not asked
    ]
    assume(searches)
    lost = data.draw(st.sets(st.sampled_from(searches), min_size=1))
    before, after = judge(asked, told), judge(asked, [single for place, single in enumerate(told) if place not in lost])
    assert badness(after)[1] <= badness(before)[1]
    if {told[place].provider for place in lost} & set(before.able):
        assert after.identity != "not-found"


@settings(max_examples=30, deadline=None)
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(case: tuple[Reference, list[Answer]], dice: Any) -> None:
    asked, told = case
    shuffled = list(told)
    dice.shuffle(shuffled)
    one, other = judge(asked, told), judge(asked, shuffled)
    assert (one.identity, one.suspicion, one.status.standing) == (
        other.identity,
        other.suspicion,
        other.status.standing,
    )
    assert {single.field for single in one.differing} == {single.field for single in other.differing}


@settings(max_examples=30, deadline=None)
@given(cases())
def test_strong_suspicion_rests_on_two_facts_and_never_on_absence_alone(case: tuple[Reference, list[Answer]]) -> None:
    verdict = judge(*case)
    rules = {fact.rule for fact in verdict.facts}
    if verdict.suspicion == "strong":
        assert len(rules) >= 2
        assert rules - {"CT503", "CT507"}
    if rules <= {"CT503"}:
        assert verdict.suspicion != "strong"
    assert verdict.explanation


@settings(max_examples=30, deadline=None)
@given(st.lists(records(), max_size=5), st.randoms(use_true_random=False))
def test_merging_and_standing_do_not_depend_on_the_order(kept: list[Record], dice: Any) -> None:
    shuffled = list(kept)
    dice.shuffle(shuffled)
    assert merge(kept, {}) == merge(shuffled, {})
    assert status_of(kept).standing == status_of(shuffled).standing
    assert status_of(kept).notices == status_of(shuffled).notices


@settings(max_examples=30, deadline=None)
@given(records(), st.lists(records(), max_size=3, unique_by=lambda single: (single.provider, single.record_id)))
def test_tracking_twice_raises_no_second_alert(known: Record, fresh: list[Record]) -> None:
    work = Work(id=1, key="k", description=known.description, records=(known,))
    told = [found("crossref", "lookup", fresh, doi("10.5555/slow"))]
    raised = changes(work, told, NOW)
    assert len({alert.fingerprint for alert in raised}) == len(raised)
    stored = work.model_copy(update={"records": (known, *fresh)})
    assert {alert.fingerprint for alert in changes(stored, told, NOW)} <= {alert.fingerprint for alert in raised}


WORDS = st.text(max_size=30)


@settings(max_examples=50, deadline=None)
@given(WORDS, WORDS, WORDS, WORDS, WORDS)
def test_no_words_break_a_comparison(title: str, name: str, venue: str, volume: str, page: str) -> None:
    odd = describe(
        title=title, authors=name, container_title=venue, volume=volume, issue=volume, page_text=page, publisher=venue
    )
    given_reference = Reference(kind="printed", raw=f"{name} {title} {venue}", description=odd)
    own = record(title=title[::-1], authors=name[::-1], container_title=venue[::-1], volume=page, pages=None)
    assert 0 <= compare(given_reference, own).score <= 1
    assert is_same_work(odd, own.description).outcome == is_same_work(own.description, odd).outcome
    assert blocking_keys(odd) is not None


@settings(max_examples=50, deadline=None)
@given(FIELDS)
def test_a_description_is_the_same_work_as_itself(fields: dict[str, Any]) -> None:
    own = reference(**fields)
    match = compare(own, Record(provider="x", record_id="1", retrieved_at=NOW, description=own.description))
    assert not [single for single in match.evidence if single.outcome == "different"]
