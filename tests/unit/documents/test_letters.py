"""E-mails in plain text."""

from __future__ import annotations

import pytest

from citetrail.documents.parts.letters import letter_of


def test_subject_sender_and_day() -> None:
    letter = letter_of(
        "From: Ada Roe <a@b.example>\nTo: c@d.example\nDate: Tue, 14 Jan 2020 09:12:44 +0100\nSubject: Re: Bells\n\nHi"
    )
    assert letter is not None
    assert (letter.title, str(letter.issued), letter.authors[0].family) == ("Bells", "2020-01-14", "Roe")


def test_other_languages() -> None:
    letter = letter_of("Von: Ada Roe\nGesendet: 14. Januar 2020\nBetreff: AW: Glocken\n\nHallo")
    assert letter is not None
    assert (letter.title, str(letter.issued)) == ("Glocken", "2020-01-14")


@pytest.mark.parametrize(
    "text", ["From: here to there\nand back", "A title\n\nFrom: Ada\nSubject: Bells", "Subject: bells\nDate: today", ""]
)
def test_no_letter(text: str) -> None:
    assert letter_of(text) is None
