"""Bullets, keys and words that only lead to a reference, and what must not be taken for them."""

import pytest

from citetrail.reading import read_citation
from citetrail.reading.citation.leads import start_of_own

OWN = "Rockliff H. Effects of intranasal oxytocin. Emotion. 2011;11:1388-96."


@pytest.mark.parametrize(
    "lead",
    ["- ", "* ", "• ", "^ ", "^ a b ", "[^5]: ", r"\bibitem[Rockliff(2011)]{rock} ", "**[17]** ", r"\[3\] ", "[Roc11] ", "[BKK07] ",
     "See also ", "See, e.g., ", "But see also ", "Vgl. ", "Vgl. auch ", "Cf. ", "cf. ", "Cfr. ", "Siehe dazu ", "Voir ", "Voir : ", "Voir aussi ",
     "Véase también ", "Ver também ", "Zob. ", "Srov. ", "4 Cf. ", "[12] See also "],
)  # fmt: skip
def test_leads(lead: str) -> None:
    assert (lead + OWN)[start_of_own(lead + OWN) :] == OWN


@pytest.mark.parametrize(
    "text",
    [
        OWN, "[1] " + OWN, "1. " + OWN, "–––, 1960, Title", "——— (2012). Another work.", "— 2014, Title", "______. A title.",
        "See, K. 1999. Title.", "See J. 2001. Title.", "See KL, Roe P. Title.", "Voirin B. Title.", "Seeger, A. Title.", "Verhoef P. Title.",
        "[Anonymous] Title.", "[Online] Title", "Compare and contrast. Emotion 11.", "See Naples and die. Roma, 1999.", "cf. ibid.", "DIN 1234. Title",
        "Vglová, J. Title.", "C. F. Roe, Title", "", "- ", "^",
    ],
)  # fmt: skip
def test_no_leads(text: str) -> None:
    assert start_of_own(text) == 0


@pytest.mark.parametrize("lead", ["", "See also ", "Vgl. auch ", "[Roc11] ", "- ", "**[17]** "])
def test_reading_behind_a_lead(lead: str) -> None:
    reading = read_citation(lead + OWN)
    assert [one.family for one in reading.description.authors] == ["Rockliff"]
    assert all(reading.text[span.start : span.end].strip() for span in reading.spans)
    assert reading.text[reading.spans[0].start :].startswith("Rockliff")
