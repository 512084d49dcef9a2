"""References in styles of no style guide: a random order of fields with random marks between, as people write them.

Citation styles are made with care; manuscripts are not. Each reference draws its own habits: how names are printed,
where the year stands, what quotes a title, how volume, issue and pages are announced.
"""

from __future__ import annotations

import random
from typing import Any

from items import Item

Piece = tuple[str, str]  # text, label ("" for what is no field)
VOLUME = {
    "en": ("vol. ", "Vol. ", "volume ", "v. ", ""), "de": ("Bd. ", "Jg. ", "Band ", ""), "fr": ("vol. ", "t. ", "tome ", ""),
    "es": ("vol. ", "Vol. ", "t. ", ""), "pt": ("v. ", "vol. ", ""), "it": ("vol. ", "anno ", ""), "ru": ("Т. ", "т. ", "Вып. "),
}  # fmt: skip
ISSUE = {
    "en": ("no. ", "No. ", "issue ", "Iss. ", "nr. "), "de": ("H. ", "Nr. ", "Heft "), "fr": ("n° ", "no "),
    "es": ("núm. ", "n.º ", "no. "), "pt": ("n. ", "nº "), "it": ("n. ", "fasc. "), "ru": ("№ ", "№. ", "вып. "),
}  # fmt: skip
PAGES = {
    "en": ("pp. ", "p. ", "pp ", "pages ", ""), "de": ("S. ", "Seiten ", ""), "fr": ("p. ", "pp. "), "es": ("pp. ", "págs. ", ""),
    "pt": ("p. ", "pp. "), "it": ("pp. ", "p. "), "ru": ("С. ", "с. ", "стр. "),
}  # fmt: skip
IN = {"en": "In: ", "de": "In: ", "fr": "Dans ", "es": "En: ", "pt": "In: ", "it": "in ", "ru": "// "}
AND = {"en": " and ", "de": " und ", "fr": " et ", "es": " y ", "pt": " e ", "it": " e ", "ru": " и "}
QUOTES = (
    ("“", "”"),
    ('"', '"'),
    ("‘", "’"),
    ("'", "'"),
    ("«", "»"),
    ("„", "“"),
    ("« ", " »"),
    ("", ""),
    ("", ""),
    ("", ""),
)


def free_reference(item: Item, rng: random.Random) -> tuple[str, list[list[int | str]]] | None:
    """Text and spans of one item in a style of its own; None where it lacks what a reference needs."""
    if not item.get("author") or not item.get("title") or not item.get("issued"):
        return None
    pieces = _pieces(item, rng)
    text, spans = "", []
    for words, label in pieces:
        if label and words:
            spans.append([len(text), len(text) + len(words), label])
        text += words
    return (text, spans) if len(text) < 900 else None


def _pieces(item: Item, rng: random.Random) -> list[Piece]:
    language = item.get("lang") if item.get("lang") in AND else "en"
    year = str(item["issued"]["date-parts"][0][0]) + (rng.choice("abc") if rng.random() < 0.06 else "")
    stop = rng.choice((". ", ". ", ". ", ", ", ", ", ": ", "; ", " "))
    early = rng.random() < 0.5
    pieces = [(people(item["author"], language, rng), "author")]
    if early:
        pieces += rng.choice(([(" (", ""), (year, "date"), (rng.choice(("). ", ") ", "), ", "): ")), "")],
                              [(rng.choice((" ", ", ", ". ")), ""), (year, "date"), (rng.choice((". ", ", ", ": ", " ")), "")]))  # fmt: skip
    else:
        pieces.append((rng.choice((". ", ", ", ": ", " ")) if stop != " " else ", ", ""))
    is_article = item["type"] in ("article-journal", "paper-conference") and item.get("container-title")
    if not (is_article and item.get("volume") and rng.random() < 0.16):
        opened, closed = rng.choice(QUOTES)
        if opened == "" and stop == " " and rng.random() < 0.8:
            stop = ". "
        title = item["title"].rstrip(".")
        pieces += [(opened, ""), (title, "title")]
        inner = stop.strip() in (".", ",") and closed and rng.random() < 0.4
        pieces.append(
            (
                f"{stop.strip()}{closed} "
                if inner
                else f"{closed}{' ' if title[-1:] in '?!' and rng.random() < 0.7 else stop}",
                "",
            )
        )
    rest = _in_journal if is_article else _in_book if item.get("container-title") else _of_publisher
    pieces += rest(item, language, rng)
    if not early:
        pieces += rng.choice(
            ([(" (", ""), (year, "date"), (")", "")], [(", ", ""), (year, "date")], [(". ", ""), (year, "date")])
        )
    if item.get("DOI") and rng.random() < 0.3:
        lead = rng.choice((" doi: ", " DOI:", " https://doi.org/", ". doi ", ", doi:"))
        pieces += (
            [(lead, ""), (item["DOI"], "doi")]
            if "http" not in lead
            else [(" ", ""), (lead.strip() + item["DOI"], "doi")]
        )
    pieces.append((rng.choice((".", ".", "", ";")), ""))
    return pieces


def people(persons: list[dict[str, str]], language: str, rng: random.Random) -> str:
    """An author list in one of many habits."""
    form = rng.randrange(9)
    capitals = rng.random() < 0.12
    names = [_name(one, form, capitals) for one in persons[:12]]
    most = rng.choice((1, 3, 6, 12))
    between = (
        "; "
        if form == 0 and rng.random() < 0.3
        else rng.choice((", ", ", ", ", ", "; ", " / ") if form not in (5, 8) else (", ", " - "))
    )
    if len(names) > most:
        return between.join(names[:most]) + rng.choice((" et al.", ", et al.", " et al", ", et al", " & al.", " u. a."))
    if len(names) == 1:
        return names[0]
    last = rng.choice((AND[language], f"{between.rstrip()}{AND[language]}", " & ", ", & ", between, between))
    return between.join(names[:-1]) + last + names[-1]


def _name(one: dict[str, str], form: int, capitals: bool) -> str:
    family, given = one.get("family"), one.get("given") or ""
    if not family:
        return one.get("literal", "")
    if capitals:
        family = family.upper()
    firsts = [part[0] for part in given.replace("-", " ").replace(".", " ").split() if part[0].isalpha()]
    if not given or not firsts:
        return family
    dotted, spaced, bare = ".".join(firsts) + ".", " ".join(f"{one}." for one in firsts), "".join(firsts)
    return (
        f"{family}, {spaced}", f"{family} {bare}", f"{spaced} {family}", f"{family} {dotted}", f"{family}, {dotted}",
        f"{given} {family}", f"{dotted}{family}", f"{family}, {given}", f"{family} {given}",
    )[form]  # fmt: skip


def _numbers(item: Item, language: str, rng: random.Random) -> list[Piece]:
    """Volume, issue and pages, as one habit prints them."""
    volume, issue, pages = item.get("volume"), item.get("issue"), item.get("page")
    if pages and rng.random() < 0.25:
        pages = pages.split("-")[0]
    elif pages and rng.random() < 0.25:
        pages = pages.replace("-", rng.choice(("–", " - ", "—", "--")))
    if rng.random() < 0.55:
        found: list[Piece] = [(volume, "volume")] if volume else []
        if issue:
            opened, closed = rng.choice((("(", ")"), (" (", ")"), ("/", ""), (".", ""), (":", "")))
            found += [(opened if volume else "(", ""), (issue, "issue"), (closed if volume else ")", "")]
        if pages:
            found += [
                (rng.choice((":", ": ", ", ", " : ")) + rng.choice(("", "", PAGES[language][0])), ""),
                (pages, "pages"),
            ]
        return found
    found = []
    for value, words, label in ((volume, VOLUME, "volume"), (issue, ISSUE, "issue"), (pages, PAGES, "pages")):
        if value:
            found += [((", " if found else "") + rng.choice(words[language]), ""), (value, label)]
    return found


def _in_journal(item: Item, language: str, rng: random.Random) -> list[Piece]:
    name = item["container-title"]
    if item.get("container-title-short") and rng.random() < 0.4:
        name = item["container-title-short"]
    lead = IN[language] if (item["type"] == "paper-conference" and rng.random() < 0.7) or rng.random() < 0.08 else ""
    opened, closed = rng.choice((("", ""),) * 8 + (("«", "»"), ("„", "“"), ("<i>", "</i>"), ('"', '"')))
    numbers = _numbers(item, language, rng)
    mark = rng.choice((", ", ", ", " ", ". ", "; ", ": ")) if numbers else ""
    return [(lead + opened, ""), (name, "container"), (closed, ""), (mark, ""), *numbers]


def _in_book(item: Item, language: str, rng: random.Random) -> list[Piece]:
    pieces: list[Piece] = [(rng.choice((IN[language], IN[language].lower().replace(":", ""), "")), "")]
    if item.get("editor") and rng.random() < 0.7:
        editors = people(item["editor"], language, rng)
        if rng.random() < 0.5:
            pieces += [(editors, "editor"), (rng.choice((" (Eds.), ", " (ed.), ", " (Hrsg.): ", ", eds. ")), ""),
                       (item["container-title"], "container")]  # fmt: skip
        else:
            pieces += [
                (item["container-title"], "container"),
                (rng.choice((", ed. ", ". Edited by ", ", eds. ")), ""),
                (editors, "editor"),
            ]
    else:
        pieces.append((item["container-title"], "container"))
    if item.get("page"):
        pieces += [(rng.choice((", pp. ", " (pp. ", ", p. ", ", S. ", ", ")), ""), (item["page"], "pages")]
        pieces += [(")", "")] if "(" in pieces[-2][0] else []
    return [*pieces, (rng.choice((". ", ", ")), ""), *_of_publisher(item, language, rng)]


def _of_publisher(item: Item, language: str, rng: random.Random) -> list[Piece]:
    place, house = item.get("publisher-place"), item.get("publisher")
    if place and house:
        if rng.random() < 0.6:
            return [(place, "location"), (rng.choice((": ", ", ", " : ")), ""), (house, "publisher")]
        return [(house, "publisher"), (", ", ""), (place, "location")]
    return [(house or place or "", "publisher" if house else "location")]


def free_references(items: list[Item], count: int, rng: random.Random) -> list[dict[str, Any]]:
    """So many rows with `text`, `spans` and an empty `gold`."""
    rows = []
    for number, item in enumerate(rng.sample(items, min(count, len(items)))):
        if found := free_reference(item, rng):
            rows.append({"id": f"free-{number}", "text": found[0], "spans": found[1], "style": "free", "gold": {}})
    return rows
