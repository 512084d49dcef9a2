"""Books, parts of books and theses as Russian and Ukrainian lists print them; titles are made of common words."""

from __future__ import annotations

import random

from free_styles import Piece
from scripts_items import (
    CYRILLIC_FAMILIES,
    CYRILLIC_FORMS,
    CYRILLIC_GIVEN,
    CYRILLIC_HOUSES,
    CYRILLIC_JOURNALS,
    CYRILLIC_TOPICS,
)

TOWNS = (
    "М.",
    "М.",
    "СПб.",
    "Л.",
    "Москва",
    "Санкт-Петербург",
    "Киев",
    "К.",
    "Київ",
    "Харків",
    "Новосибирск",
    "Минск",
    "Казань",
)
DEGREES = (
    "дис. ... канд. филос. наук; дис. ... канд. полит. наук; дис. ... д-ра ист. наук; автореф. дис. ... канд. экон. наук; Дис. ... канд. техн. наук; "
    "автореферат диссертации на соискание ученой степени кандидата наук; дис. ... канд. юрид. наук; дис. ... д-ра мед. наук; дис. ... канд. пед. наук"
).split("; ")
SUBTITLES = (
    "учебник для вузов",
    "монография",
    "учеб. пособие",
    "сборник статей",
    "очерки истории",
    "проблемы и решения",
    "материалы конференции",
)


def _title(rng: random.Random) -> str:
    first, second = rng.sample(CYRILLIC_TOPICS, 2)
    title = rng.choice(CYRILLIC_FORMS).format(a=first, b=second)
    title = title.rstrip(".")
    return (
        title + rng.choice((": ", " : ", ". ")) + rng.choice(SUBTITLES).capitalize() if rng.random() < 0.25 else title
    )


def _name(rng: random.Random) -> tuple[str, str]:
    return rng.choice(
        CYRILLIC_FAMILIES
    ), f"{rng.choice(CYRILLIC_GIVEN)[0]}.{rng.choice(('', ' '))}{rng.choice(CYRILLIC_GIVEN)[0]}."


def slavic_book(rng: random.Random) -> list[Piece]:
    """`Иванов И. И. Название : монография / И. И. Иванов. – М. : Наука, 2002. – 320 с.` and its like."""
    names = [_name(rng) for _ in range(rng.choice((1, 1, 1, 2, 3)))]
    comma = rng.choice((" ", " ", ", "))
    dash = rng.choice((". – ", ". — ", ". ", ". - "))
    year: Piece = (str(rng.randint(1925, 2023)), "date")
    pieces: list[Piece] = [(", ".join(f"{family}{comma}{initials}" for family, initials in names), "author")]
    if rng.random() < 0.08:
        pieces.append((rng.choice((" (ред.)", " (отв. ред.)", " (сост.)")), ""))
        pieces[0] = (pieces[0][0], "editor")
    pieces += [(" ", ""), (_title(rng), "title")]
    kind = rng.random()
    if kind < 0.2:
        pieces += [
            (rng.choice((": ", " : ", ". ")), ""),
            (rng.choice(DEGREES), "genre"),
            (rng.choice((". ", ". – ", " / ")), ""),
        ]
        return [
            *pieces,
            (rng.choice(TOWNS), "location"),
            (", ", ""),
            year,
            (dash, ""),
            (str(rng.randint(90, 400)), "pages"),
            (" с.", ""),
        ]
    if kind < 0.6 and rng.random() < 0.4:
        pieces += [(" / ", ""), (", ".join(f"{initials} {family}" for family, initials in names), "author")]
        if rng.random() < 0.3:
            pieces += [
                (rng.choice((" ; пер. с англ. ", " ; под ред. ", " ; пер. з англ. ")), ""),
                (" ".join(_name(rng)[::-1]), "editor"),
            ]
    if 0.2 < kind < 0.45:
        return [*pieces, *_in_something(rng, names[0], year)]
    house: list[Piece] = [(rng.choice(TOWNS), "location")]
    house += (
        [(rng.choice((": ", " : ")), ""), (rng.choice(CYRILLIC_HOUSES), "publisher")] if rng.random() < 0.75 else []
    )
    pieces += [(dash, ""), *house, (", ", ""), year]
    if rng.random() < 0.6:
        pieces += [(dash, ""), (str(rng.randint(90, 700)), "pages"), (" с", "")]
    return [*pieces, (rng.choice((".", "")), "")]


def _in_something(rng: random.Random, name: tuple[str, str], year: Piece) -> list[Piece]:
    """`// Автор. Книга. М.: Наука, 1996. С. 206–238.` or `// Журнал. 1965. Т. 1, вып. 1. С. 3–11.`"""
    first = rng.randint(3, 400)
    pages: list[Piece] = [
        (rng.choice((". С. ", ". – С. ", ". — С. ", ". с. ")), ""),
        (f"{first}{rng.choice('–-')}{first + rng.randint(2, 30)}", "pages"),
        (".", ""),
    ]
    if rng.random() < 0.5:
        own: list[Piece] = [(f"{name[0]} {name[1]} ", "")] if rng.random() < 0.6 else []
        return [(" // ", ""), *own, (_title(rng), "container"), (". ", ""), (rng.choice(TOWNS), "location"), (": ", ""), (rng.choice(CYRILLIC_HOUSES), "publisher"),
                (", ", ""), year, *pages]  # fmt: skip
    pieces: list[Piece] = [
        (" // ", ""),
        (rng.choice(CYRILLIC_JOURNALS), "container"),
        (rng.choice((". ", ". – ")), ""),
        year,
    ]
    pieces += (
        [(rng.choice((". Т. ", ". – Т. ")), ""), (str(rng.randint(1, 120)), "volume")] if rng.random() < 0.5 else []
    )
    pieces += (
        [(rng.choice((". № ", ", вып. ", ", № ")), ""), (str(rng.randint(1, 12)), "issue")]
        if rng.random() < 0.8
        else []
    )
    return [*pieces, *(pages if rng.random() < 0.9 else [(".", "")])]
