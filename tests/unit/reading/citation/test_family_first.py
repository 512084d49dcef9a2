"""Names in Western letters with the family name first."""

import pytest

from citetrail.reading.citation.family_first import family_words
from citetrail.reading.citation.names import people_from_text


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Szűcs Jenő", "Szűcs"), ("Kertész Imre", "Kertész"), ("É. Kiss Katalin", "É. Kiss"), ("Nagy Lajos István", "Nagy"),
        ("Nguyễn Văn Huyên", "Nguyễn"), ("Szent-Györgyi Albert", ""), ("Jenő Szűcs", ""), ("Katalin É. Kiss", ""),
        ("Imre Kertész", ""), ("Béla Bartók", ""), ("Helen Rockliff", ""), ("Anna Maria", ""), ("István László", ""), ("Huyên Nguyễn", ""),
        ("Jean Petra", ""), ("J. Gábor", ""), ("Zoltán", ""), ("effects Zoltán", ""), ("", ""),
    ],
)  # fmt: skip
def test_family_words(name: str, family: str) -> None:
    words = name.split()
    assert " ".join(words[: family_words(words)]) == family


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("Gyáni Gábor – Kövér György", ["Gyáni", "Kövér"]),
        ("Kovács László, Nagy Éva", ["Kovács", "Nagy"]),
        ("László Kovács, Éva Nagy", ["Kovács", "Nagy"]),
        ("Kovács, László; Nagy, Éva", ["Kovács", "Nagy"]),
        ("Erdős Pál", ["Erdős"]),
        ("Paul Erdős and Alfréd Rényi", ["Erdős", "Rényi"]),
    ],
)
def test_lists(text: str, families: list[str]) -> None:
    assert [one.family for one in people_from_text(text).persons] == families
