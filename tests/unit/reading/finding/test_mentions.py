"""Sentences that speak of a study."""

from __future__ import annotations

import pytest

from citetrail.model import Block, Document, Mention
from citetrail.reading.finding.mentions import mentions_in


def mentions(text: str) -> tuple[Mention, ...]:
    block = Block(start=0, end=len(text))
    return mentions_in(Document(name="a", media_type="text", text=text, blocks=(block,)), [block], ())


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("A team led by Jane Roe of Port Haven found it.", ("Jane Roe",)),
        ("Jane Roe and colleagues published the work in 2014.", ("Jane Roe",)),
        ("The lead author, Jane Roe, is a baker.", ("Jane Roe",)),
        ("Roe et al. showed it in a second study.", ("Roe",)),
        ("Roe's study was the first.", ("Roe",)),
        ("Forscher um Jane Roe berichten davon.", ("Jane Roe",)),
        ("Los investigadores, dirigidos por Jane Roe, grabaron los silbidos.", ("Jane Roe",)),
        ("Selon Jane Roe, qui a dirigé l'étude, il faudrait des capteurs.", ("Jane Roe",)),
        ("Così ha detto Jane Roe, primo autore dello studio.", ("Jane Roe",)),
        ("Dat zegt onderzoeksleider Jane Roe.", ("Jane Roe",)),
        ("Dans leur méta-analyse, Jane Roe et ses collègues (1995) trouvent un effet.", ("Jane Roe",)),
        ("Jane Roe and her co-workers report that bells ring.", ("Jane Roe",)),
        ("Roe and colleagues could not replicate the effect.", ("Roe",)),
        ("The 2005 paper by Roe and Doe in Bell Research was long.", ("Roe",)),
        ("In a study of 24,000 twins, Jane Roe and Max Doe reported no such effect.", ("Jane Roe", "Max Doe")),
    ],
)
def test_people(text: str, people: tuple[str, ...]) -> None:
    assert [one.people for one in mentions(text)] == [people]


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe went to the market and bought a bell.",
        "The study was long and nobody read it.",
        "Jane Roe, who was not involved in the study, called it long.",
        "It rained for three days.",
        "Según Jane Roe, que no participó en el estudio, es pronto.",
        "Jane Roe, die niet bij het onderzoek betrokken was, twijfelt.",
    ],
    ids=["no study", "no cue", "outsider", "nothing", "outsider in Spanish", "outsider in Dutch"],
)
def test_no_mention(text: str) -> None:
    assert mentions(text) == ()


@pytest.mark.parametrize(
    ("text", "journal"),
    [
        ("The study, published in the journal Emotion, was small.", "Emotion"),
        ("The paper appeared in the Annals of Invented Botany last week.", "Annals of Invented Botany"),
        ("They report the findings in Perception Letters.", "Perception Letters"),
        (
            "Die Studie erschien in der Fachzeitschrift Zeitschrift für erfundene Vogelkunde.",
            "Zeitschrift für erfundene Vogelkunde",
        ),
        ("The study was done in London by a team.", None),
    ],
)
def test_journals(text: str, journal: str | None) -> None:
    found = mentions(text)
    assert (found[0].journal if found else None) == journal


@pytest.mark.parametrize(
    ("text", "participants"),
    [
        ("The study followed 1,204 adult volunteers.", 1204),
        ("In the trial, forty patients were treated.", 40),
        ("The researchers asked 61 men about it.", 61),
        ("A study of 14 bells.", None),
        ("In a 2014 study, people were asked.", None),
    ],
)
def test_participants(text: str, participants: int | None) -> None:
    found = mentions(text)
    assert (found[0].participants if found else None) == participants


def test_year_and_institution() -> None:
    (mention,) = mentions("In a 2014 study, Jane Roe of the University of Port Haven rang bells.")
    assert (mention.year, mention.institution) == (2014, "University of Port Haven")
