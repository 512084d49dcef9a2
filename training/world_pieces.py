"""Names, titles and houses of an item, as the styles of world_styles.py and world_books.py print them."""

from __future__ import annotations

import random

from free_styles import AND, Piece
from items import Item


def given_first(item: Item, language: str, rng: random.Random, most: int = 3) -> str:
    """`Ann B. Doe and C. Roe`: names as they are read."""
    is_short = rng.random() < 0.5
    names = []
    for one in item["author"][:most]:
        given = one.get("given") or ""
        if is_short and given:
            given = " ".join(f"{part[0]}." for part in given.split() if part[0].isalpha())
        names.append(f"{given} {one.get('family') or one.get('literal', '')}".strip())
    if len(item["author"]) > most:
        return names[0] + rng.choice((" et al.", ", et al.", " et alii", " and others"))
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + rng.choice((AND[language], " & ")) + names[-1]


def family_first(item: Item, rng: random.Random, most: int = 4) -> str:
    """`Doe, A. B., and C. Roe`."""
    full, bare = rng.random() < 0.3, rng.random() < 0.25
    names = []
    for place, one in enumerate(item["author"][:most]):
        family, given = one.get("family") or one.get("literal", ""), one.get("given") or ""
        if not full:
            given = " ".join(f"{part[0]}." for part in given.split() if part[0].isalpha())
        if place and rng.random() < 0.3:
            names.append(f"{given} {family}".strip())
        else:
            names.append(family if bare or not given else f"{family}, {given}")
    if len(item["author"]) > most:
        return names[0] + " et al."
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + rng.choice((" & ", ", and ", " and ")) + names[-1]


def year_of(item: Item) -> str:
    return str(item["issued"]["date-parts"][0][0])


def language_of(item: Item) -> str:
    return item["lang"] if item["lang"] in AND else "en"


def title_of(item: Item) -> str:
    return item["title"].rstrip(".")


def journal_of(item: Item, rng: random.Random) -> str:
    short = item.get("container-title-short")
    return short if short and rng.random() < 0.6 else item["container-title"]


def first_page(item: Item) -> str:
    return item["page"].split("-")[0].split("–")[0]


def house_of(item: Item, rng: random.Random) -> list[Piece]:
    place, house = item.get("publisher-place"), item.get("publisher")
    if not place or not house:
        return [(house or place or "", "publisher" if house else "location")]
    form = rng.random()
    if form < 0.4:
        return [(place, "location"), (rng.choice((": ", ", ")), ""), (house, "publisher")]
    return [(house, "publisher"), (rng.choice((", ", " ")) if form < 0.8 else ". ", ""), (place, "location")]
