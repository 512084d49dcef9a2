"""Trails out of references, mentions and quotations."""

from __future__ import annotations

from citetrail.model import Description, Identifier, Mention, Person, Quotation, Reference
from citetrail.model.dates import date_of_year
from citetrail.reading.finding.trails import trails_in


def reference(
    *families: str, year: int | None = None, container: str | None = None, doi: str | None = None
) -> Reference:
    description = Description(
        authors=tuple(Person(family=family) for family in families),
        issued=date_of_year(year) if year else None,
        container_title=container,
        identifiers=(Identifier(scheme="doi", value=doi),) if doi else (),
    )
    return Reference(kind="printed", raw="x", description=description)


def mention(*people: str, year: int | None = None, journal: str | None = None) -> Mention:
    return Mention(raw="x", start=0, end=1, people=people, year=year, journal=journal)


def quotation(speaker: str | None) -> Quotation:
    return Quotation(exact="x", start=0, end=1, speaker=speaker)


def test_a_surname_joins() -> None:
    (trail,) = trails_in([reference("Rockliff", "Karl")], [mention("Helen Rockliff")], [quotation("Helen Rockliff")])
    assert (trail.references, trail.mentions, trail.quotations) == ((0,), (0,), (0,))
    assert trail.evidence == ("surname Rockliff",)


def test_an_identifier_joins_two_references() -> None:
    (trail,) = trails_in([reference("Roe", doi="10.5555/a"), reference(doi="10.5555/a")], [], [])
    assert trail.references == (0, 1)


def test_a_year_far_off_keeps_apart() -> None:
    trails = trails_in([reference("Roe", year=2011)], [mention("Jane Roe", year=1998)], [])
    assert len(trails) == 2


def test_the_journal_tells_two_works_of_one_author_apart() -> None:
    references = [reference("Roe", container="Emotion"), reference("Roe", container="Parish Quarterly")]
    first, second = trails_in(references, [mention("Jane Roe", journal="Parish Q")], [])
    assert (first.mentions, second.mentions) == ((), (0,))


def test_a_journal_alone_joins() -> None:
    (trail,) = trails_in(
        [reference("Roe", container="J Pers Soc Psychol")],
        [mention(journal="Journal of Personality and Social Psychology")],
        [],
    )
    assert trail.mentions == (0,)


def test_words_of_a_bystander_belong_to_no_work() -> None:
    (trail,) = trails_in(
        [reference("Roe")], [], [quotation("Tom Baker"), quotation("the researchers"), quotation(None)]
    )
    assert trail.quotations == ()


def test_a_sentence_without_people_waits_for_them() -> None:
    (trail,) = trails_in([], [mention(journal="Emotion"), mention("Jane Roe")], [quotation("Jane Roe")])
    assert (trail.mentions, trail.quotations) == ((0, 1), (0,))


def test_the_same_of_two_journals_are_two_works() -> None:
    assert (
        len(trails_in([], [mention(journal="Emotion"), mention(journal="Nature"), mention(journal="Emotion")], [])) == 2
    )
