"""Bylines and copyright lines."""

from __future__ import annotations

import pytest

from citetrail.documents.parts.bylines import copyright_in, dateline_of, people_in_byline, read_head
from citetrail.documents.parts.drafts import Draft


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("By Petra Quillfeather", ["Quillfeather"]),
        ("By Dr. Jane Roe, Ph.D., and Max van der Moor", ["Roe", "Moor"]),
        ("von Friederike Sandmann", ["Sandmann"]),
        ("Par Solène Kervadec et Luc Bonnard", ["Kervadec", "Bonnard"]),
        ("Written by Noor Vanterpool | March 3, 2020", ["Vanterpool"]),
        ("Author: J. R. Ewing", ["Ewing"]),
        ("Words by Sol Vance", ["Vance"]),
        ("Par Hugo Delmas. Mis en ligne le 8 octobre 2020.", ["Delmas"]),
        ("By Prof. Jane Roe", ["Roe"]),
        ("Idris Vale\nAug 3, 2017", ["Vale"]),
        ("Rédigé par Basile Morvan le 15 avril 2016", ["Morvan"]),
        ("Publicado por Amaia Ruiz el 2 de agosto de 2021", ["Ruiz"]),
        ("di Nicoletta Brandi 18 gennaio 2022", ["Brandi"]),
        ("By Joss Varga | Published April 20, 2023", ["Varga"]),
        ("Wilhelmina Oakes\nDepartment of Economics, University of Tarn", ["Oakes"]),
        ("Rosa Quillan, Environment Reporter", ["Quillan"]),
        ("Beatriz Novak, Institute of Work, 15 June 2021", ["Novak"]),
        ("Edited by Tamsin Orrock, 4 March 2022", ["Orrock"]),
        ("Interview: Rafferty Doyle · May 5, 2022", ["Doyle"]),
        ("Text: Friederike Sandmann", ["Sandmann"]),
        ("door Fenna Wiersma, 15 augustus 2018", ["Wiersma"]),
    ],
)
def test_people_of_a_byline(text: str, families: list[str]) -> None:
    assert [person.family for person in people_in_byline(text)] == families


@pytest.mark.parametrize(
    "text",
    [
        "By the river",
        "By Editorial Team",
        "By 1999 it was over",
        "Moss grows by itself",
        "By University Press",
        "Text: none",
        "Bells\nAug 3, 2017",
        "Reviewed by the board",
        "Port Alder, 12 May 2020",
        "Jane Roe, a reporter of bells, was late that day.",
        "Orfe Bell, Kell County",
    ],
)
def test_what_names_no_person(text: str) -> None:
    assert people_in_byline(text) == ()


def test_a_copyright_line_names_its_holder_and_year() -> None:
    notice = copyright_in(
        "© Copyright 2011 by By John Smith, therapist in Bellingham, Washington. All Rights Reserved."
    )
    assert notice is not None
    assert (notice.year, notice.is_single_year) == (2011, True)
    assert notice.holder is not None
    assert notice.holder.family == "Smith"


def test_a_range_of_years_is_no_single_year() -> None:
    notice = copyright_in("© 2005-2024 Fable Wire Inc.")
    assert notice is not None
    assert (notice.year, notice.is_single_year, notice.holder) == (2024, False, None)


@pytest.mark.parametrize("text", ["The copyright of maps", "© the authors", "In 2011 he wrote a book"])
def test_no_copyright_year(text: str) -> None:
    assert copyright_in(text) is None


@pytest.mark.parametrize(
    ("line", "families"),
    [
        ("Élodie Perrault — 12 mars 2019", ["Perrault"]),
        ("Casimir Obst · Jan 9, 2023 · 31 comments", ["Obst"]),
        ("12.10.2022 | Von Tilda Wassermann", ["Wassermann"]),
        ("Port Alder, 12 May 2020", []),
        ("VARN — 12 May 2020", []),
        ("Bells — 12 May 2020", []),
    ],
)
def test_a_name_beside_a_date(line: str, families: list[str]) -> None:
    assert [one.family for one in read_head([Draft(line, zone="head")]).authors] == families


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("STRANDEN, June 3, 2014 -- Two hundred streams have been found.", "2014-06-03"),
        ("Stranden (3 June 2014) – Two hundred streams have been found.", "2014-06-03"),
        ("On June 3, 2014 two hundred streams were found.", None),
        ("Two hundred streams have been found beneath the city of Stranden since June 3, 2014 -- and more.", None),
    ],
)
def test_datelines(text: str, day: str | None) -> None:
    found = dateline_of(text)
    assert (found.isoformat() if found else None) == day
