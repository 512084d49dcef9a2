"""Which record a passage speaks of: cues, points, and when nothing is linked."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from citetrail.judging.spoken import Cues, cues_of, is_only_spoken_of, judge_spoken, question_about
from citetrail.model.answers import Answer, silent
from citetrail.model.dates import date_range_from_edtf
from citetrail.model.descriptions import Description
from citetrail.model.documents import Block, Document, Mention, Trail
from citetrail.model.records import Record
from judging_values import record

PASSAGE = (
    "A study led by Anna Rivers at the University of Example, published in the Journal of Fictional Memory Studies,"
    " says that slow reading helps the recall of distant facts in 120 students."
)


def cues(passage: str = PASSAGE, *, issued: str | None = "2015-06-01", headline: str = "", **cue: object) -> Cues:
    given = {"people": ("Anna Rivers",), "journal": "Journal of Fictional Memory Studies", **cue}
    mention = Mention(raw=passage, start=0, end=len(passage), **given)  # type: ignore[arg-type]
    document = Document(
        name="story",
        media_type="text",
        text=passage,
        blocks=(Block(start=0, end=len(passage)),),
        description=Description(title=headline or None, issued=date_range_from_edtf(issued) if issued else None),
        mentions=(mention,),
        trails=(Trail(mentions=(0,)),),
    )
    return cues_of(document, document.trails[0])


def answers(*records: Record) -> Sequence[Answer]:
    return [Answer(provider="crossref", question="search", outcome="found", records=tuple(records))]


def test_author_journal_and_words_link() -> None:
    spoken = judge_spoken(cues(), answers(record()))
    assert spoken.outcome == "linked"
    assert spoken.record is not None
    assert set(spoken.fits[0].agreeing) >= {"person", "journal", "words"}


@pytest.mark.parametrize(
    ("said", "records"),
    [
        pytest.param({}, [record(authors="Hill, Dora", doi="10.5555/other")], id="nobody named is an author"),
        pytest.param({"journal": None}, [record(title="On the tides of harbours")], id="only a person agrees"),
        pytest.param(
            {},
            [
                record(),
                record(title="Recall of distant facts by students of slow reading", doi="10.5555/b", volume="13"),
            ],
            id="another work fits as well",
        ),
        pytest.param({"issued": "2012-01-01"}, [record()], id="it appeared long after the article"),
    ],
)
def test_what_is_not_linked(said: dict[str, str], records: list[Record]) -> None:
    assert judge_spoken(cues(**said), answers(*records)).outcome != "linked"


def test_two_sources_that_tell_of_one_work_are_no_rivals() -> None:
    given = [*answers(record()), *answers(record(provider="openalex"))]
    assert judge_spoken(cues(), given).outcome == "linked"


def test_a_notice_about_the_work_is_not_the_work() -> None:
    notice = record(title="Correction to: Slow reading improves the recall of distant facts", doi="10.5555/notice")
    assert judge_spoken(cues(), answers(notice)).outcome == "unresolved"


def test_a_number_of_participants_agrees_with_the_abstract() -> None:
    with_number = record(abstract="In 120 students we measured recall.")
    assert "participants" in judge_spoken(cues(participants=120), answers(with_number)).fits[0].agreeing
    without = record(abstract="In 121 students we measured recall.")
    assert "participants" not in judge_spoken(cues(participants=120), answers(without)).fits[0].agreeing


def test_silence_leaves_it_unchecked_and_an_honest_no_does_not() -> None:
    assert judge_spoken(cues(), [silent("crossref", "search", "unavailable", "gone")]).outcome == "unchecked"
    assert judge_spoken(cues(), []).outcome == "unchecked"
    no = Answer(provider="crossref", question="search", outcome="absent")
    assert judge_spoken(cues(), [no]).outcome == "unresolved"


def test_the_question_holds_people_words_and_time() -> None:
    asked = question_about(cues(headline="Slow reading and the mind"))
    assert asked.kind == "mention"
    assert [person.family for person in asked.description.authors] == ["Rivers"]
    assert "reading" in (asked.description.title or "").split()
    assert "rivers" not in (asked.description.title or "")
    assert str(asked.description.issued) == "../2015-07-31"


def test_a_year_that_is_said_bounds_the_question() -> None:
    assert str(question_about(cues(year=2010)).description.issued) == "2009/2011"


@pytest.mark.parametrize(
    ("trail", "expected"),
    [(Trail(mentions=(0,)), True), (Trail(mentions=(0,), references=(0,)), False), (Trail(quotations=(0,)), False)],
)
def test_trails_that_only_prose_tells_of(trail: Trail, expected: bool) -> None:
    assert is_only_spoken_of(trail) is expected
