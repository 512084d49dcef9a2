"""Real metadata as lawyers, philosophers, physicists, zoologists, encyclopedias and software print references.

Citation styles of journals are rendered by render.py; these habits have no style file, or one that nobody uses.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from courts import courts_reference
from free_styles import Piece
from hungarian import hungarian
from items import Item
from slavic_books import slavic_book
from world_books import groups, programmers, reports, standards, theses
from world_pieces import family_first, first_page, given_first, house_of, journal_of, language_of, title_of, year_of

MONTHS = "January February March April May June July August September October November December".split()
SHORT_MONTHS = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
NEWSPAPERS = (
    "The New York Times; The Guardian; Le Monde; El País; Frankfurter Allgemeine Zeitung; Süddeutsche Zeitung; La Repubblica; "
    "Folha de S. Paulo; The Washington Post; Der Spiegel; Die Zeit; Corriere della Sera; BBC News; Le Figaro; NRC Handelsblad; "
    "Gazeta Wyborcza; Neue Zürcher Zeitung; The Hindu; The Times; Libération; ABC; Dagens Nyheter"
).split("; ")
SERIES = (
    "Series {n}",
    "ser. {n}",
    "Ser. {n}",
    "{n}th series",
    "Sér. {n}",
    "New Series",
    "n.s.",
    "Second Series",
    "N.S.",
)


def philosophers(item: Item, rng: random.Random) -> list[Piece]:
    """`Doe, A., 1960, “Title”, Journal, 10(2): 125–142.`, and dashes for the same author."""
    again = rng.random() < 0.12
    names = rng.choice(("–––", "———", "---", "_____")) if again else family_first(item, rng)
    letter = rng.choice("ab") if rng.random() < 0.1 else ""
    pieces = [(rng.choice(("", "", "", "* ")), ""), (names, "author"), (rng.choice((", ", " ")), ""),
              (year_of(item) + letter, "date"), (rng.choice((", ", ", ", ": ", " ")), "")]  # fmt: skip
    if item["type"] == "article-journal" and item.get("volume"):
        opened, closed = rng.choice((("“", "”, "), ("“", ",” "), ("‘", "’, "), ("", ", ")))
        pieces += [
            (opened, ""),
            (title_of(item), "title"),
            (closed, ""),
            (journal_of(item, rng), "container"),
            (", ", ""),
            (item["volume"], "volume"),
        ]
        pieces += [(rng.choice(("(", " (")), ""), (item["issue"], "issue"), (")", "")] if item.get("issue") else []
        return [*pieces, (rng.choice((": ", ", pp. ", ", ")), ""), (item.get("page", "1-12"), "pages"), (".", "")]
    if item.get("container-title"):
        pieces += [("“", ""), (title_of(item), "title"), ("”, in ", "")]
        if item.get("editor"):
            pieces += [
                (given_first(item | {"author": item["editor"]}, "en", rng), "editor"),
                (rng.choice((" (eds.), ", " (ed.), ")), ""),
            ]
        pieces += [(item["container-title"], "container"), (", ", ""), *house_of(item, rng)]
        return [*pieces, *([(", pp. ", ""), (item["page"], "pages")] if item.get("page") else []), (".", "")]
    return [*pieces, (title_of(item), "title"), (", ", ""), *house_of(item, rng), (".", "")]


def law_reviews(item: Item, rng: random.Random) -> list[Piece]:
    """`Ann Doe, Title, 4 Journal 193, 201 (1890).`, `A. Doe, ‘Title’ (1990) 10 Journal 193`, `Doe, Title, Journal 1990, 193 (201)`."""
    form, page = rng.random(), first_page(item)
    pin = str(int(page) + rng.randint(1, 14)) if page.isdecimal() else page
    lead: list[Piece] = [(given_first(item, "en", rng), "author"), (", ", "")]
    if form < 0.4:
        journal = journal_of(item, rng)
        journal = journal.upper() if rng.random() < 0.15 else journal
        pieces = [*lead, (title_of(item), "title"), (", ", ""), (item["volume"], "volume"), (" ", ""), (journal, "container"),
                  (rng.choice((" ", " ", ", ")), ""), (page, "pages")]  # fmt: skip
        pieces += [(", " + pin, "")] if rng.random() < 0.3 else []
        return [*pieces, (" (", ""), (year_of(item), "date"), (")" + rng.choice((".", "")), "")]
    if form < 0.7:
        pieces = [*lead, ("‘", ""), (title_of(item), "title"), ("’ ", "")]
        if rng.random() < 0.7:
            pieces += [("(", ""), (year_of(item), "date"), (") ", ""), (item["volume"], "volume"), (" ", "")]
        else:
            pieces += [("[", ""), (year_of(item), "date"), ("] ", "")]
        pieces += [(journal_of(item, rng), "container"), (" ", ""), (page, "pages")]
        return [*pieces, *([(", " + pin, "")] if rng.random() < 0.3 else []), (rng.choice((".", "")), "")]
    name = item["author"][0].get("family") or item["author"][0].get("literal", "")
    pieces = [(name, "author"), (", ", "")]
    pieces += [] if rng.random() < 0.3 else [(title_of(item), "title"), (rng.choice((", ", ", in: ")), "")]
    pieces.append((journal_of(item, rng), "container"))
    if rng.random() < 0.6:
        pieces += [(" ", ""), (year_of(item), "date"), (rng.choice((", ", ", S. ")), ""), (page, "pages")]
    else:
        pieces += [
            (" ", ""),
            (item["volume"], "volume"),
            (" (", ""),
            (year_of(item), "date"),
            ("), ", ""),
            (page, "pages"),
        ]
    return [*pieces, (rng.choice((f" ({pin})", f", {pin} f.", f", {pin} ff.", "", "")) + rng.choice((".", "")), "")]


def footnotes(item: Item, rng: random.Random) -> list[Piece]:
    """`Ann Doe, Title, Paris, Seuil, 1960, p. 125.`: how the humanities of Romance languages cite."""
    language = language_of(item)
    opened, closed = rng.choice((("« ", " »"), ("“", "”"), ("«", "»"), ("", "")))
    names = rng.choice((given_first(item, language, rng), given_first(item, language, rng), family_first(item, rng)))
    pieces = [(names, "author"), (rng.choice((", ", ", ", ": ")), "")]
    word = rng.choice(("p. ", "pp. ", "págs. ") if language != "de" else ("S. ",))
    if item["type"] == "article-journal" and item.get("volume"):
        pieces += [
            (opened, ""),
            (title_of(item), "title"),
            (closed + ", ", ""),
            (rng.choice(("", "in ", "in «", "")), ""),
        ]
        shut = "»" if pieces[-1][0].endswith("«") else ""
        pieces += [
            (item["container-title"], "container"),
            (shut + ", " + rng.choice(("", "vol. ", "t. ", "n. ")), ""),
            (item["volume"], "volume"),
        ]
        year = [(year_of(item), "date")]
        pieces += [(" (", ""), *year, ("), ", "")] if rng.random() < 0.5 else [(", ", ""), *year, (", ", "")]
        return [*pieces, (word, ""), (item.get("page", "3-20"), "pages"), (".", "")]
    if item.get("container-title"):
        pieces += [
            (opened, ""),
            (title_of(item), "title"),
            (closed + ", ", ""),
            (rng.choice(("in ", "dans ", "en ", "in: ", "i ")), ""),
        ]
        if item.get("editor"):
            role = rng.choice((" (dir.), ", " (a cura di), ", " (éd.), ", " (ed.), ", " (Hrsg.), ", " (coord.), "))
            pieces += [(given_first(item | {"author": item["editor"]}, language, rng), "editor"), (role, "")]
        pieces += [
            (item["container-title"], "container"),
            (", ", ""),
            *house_of(item, rng),
            (rng.choice((", ", " ")), ""),
            (year_of(item), "date"),
        ]
        return [*pieces, *([(", " + word, ""), (item["page"], "pages")] if item.get("page") else []), (".", "")]
    pieces += [(title_of(item), "title"), (rng.choice((", ", ". ")), "")]
    if rng.random() < 0.12:
        pieces += [(rng.choice(("trad. ", "tr. it. di ", "trad. de ", "transl. ", "übers. von ")) + "", ""),
                   (rng.choice(("S. Adam", "M. Roth", "A. Conti", "P. Vidal", "J. Mora")), "editor"), (", ", "")]  # fmt: skip
    pieces += [*house_of(item, rng), (rng.choice((", ", " ")), ""), (year_of(item), "date")]
    if rng.random() < 0.5:
        first = rng.randint(3, 400)
        pieces += [(", " + word, ""), (rng.choice((str(first), f"{first}-{first + rng.randint(1, 30)}")), "pages")]
    return [*pieces, (rng.choice((".", "")), "")]


def physicists(item: Item, rng: random.Random) -> list[Piece]:
    """`A. Doe and B. Roe, Phys. Rev. B 45, 199 (1977).`: no title; `Phys. Lett. B716 (2012) 1`; two journals."""
    lead: list[Piece] = [(given_first(item, "en", rng), "author"), (", ", "")]
    if rng.random() < 0.35:
        lead += [(title_of(item), "title"), (", ", "")]
    journal, page = journal_of(item, rng), rng.choice((first_page(item), str(rng.randint(1, 9)), item["page"]))
    pieces = [
        *lead,
        (journal, "container"),
        (rng.choice((" ", ", ")), ""),
        (rng.choice(("", "", "B", "A", "D")) + item["volume"], "volume"),
    ]
    if rng.random() < 0.5:
        pieces += [(", ", ""), (page, "pages"), (" (", ""), (year_of(item), "date"), (")", "")]
    else:
        pieces += [(" (", ""), (year_of(item), "date"), (rng.choice((") ", "), ")), ""), (page, "pages")]
    if rng.random() < 0.15:
        pieces.append((f" [Sov. Phys. {rng.randint(2, 90)}, {rng.randint(2, 999)} ({year_of(item)})]", ""))
    if rng.random() < 0.2:
        pieces += [
            (rng.choice((", ", " [", "; ")), ""),
            (f"arXiv:{rng.randint(1001, 2306)}.{rng.randint(1000, 9999)}", "link"),
        ]
    return [*pieces, (rng.choice((".", ";", "")), "")]


def zoologists(item: Item, rng: random.Random) -> list[Piece]:
    """`Doe A (1947) Title. Journal, Series 11, 13: 547–550, pl. IV.`; `Doe, A. 1966. Title. Publisher. Place. 173 pp.`"""
    names = family_first(item, rng)
    pieces: list[Piece] = [(names, "author")]
    pieces += rng.choice(([(" (", ""), (year_of(item), "date"), (") ", "")], [(". ", ""), (year_of(item), "date"), (". ", "")],
                          [(", ", ""), (year_of(item), "date"), (rng.choice((": ", ", ")), "")]))  # fmt: skip
    pieces += [(title_of(item), "title"), (rng.choice((". ", ", ")), "")]
    if item["type"] == "article-journal" and item.get("volume") and item.get("page"):
        pieces.append((journal_of(item, rng), "container"))
        if rng.random() < 0.55:
            series = rng.choice(SERIES).format(n=rng.randint(2, 12))
            opened, closed = rng.choice((("(", ")"), (", ", ","), (" ", ","), (", ", ",")))
            opened = " (" if opened == "(" else opened
            pieces += [(opened, ""), (series, "series"), (closed + " ", "")]
        else:
            pieces.append((rng.choice((", ", " ", ", v. ", ", v.")), ""))
        pieces.append((item["volume"], "volume"))
        pieces += [(" (", ""), (item["issue"], "issue"), (")", "")] if item.get("issue") and rng.random() < 0.6 else []
        pages = rng.choice((item["page"], first_page(item)))
        pieces += [(rng.choice((": ", ":", ", ")), ""), (pages, "pages")]
        return [*pieces, (rng.choice((".", ", pl. IV.", ", plates 3–5.", "")), "")]
    pieces += house_of(item, rng)
    count = rng.choice((" pp", " p.", "pp", " pages", " S.", " p"))
    return [
        *pieces,
        (rng.choice((". ", ", ")), ""),
        (str(rng.randint(80, 900)), "pages"),
        (count + rng.choice((".", "")), ""),
    ]


def encyclopedists(item: Item, rng: random.Random) -> list[Piece]:
    """As templates of Wikipedia print them: `Doe, Ann (1988). Title. Publisher. pp. 12–15. ISBN …. Retrieved …`."""
    family = [
        f"{one.get('family', '')}, {one.get('given', '')}".strip(", ") or one.get("literal", "")
        for one in item["author"][:4]
    ]
    lead = rng.choice(("", "", "", "^ ", "^ a b ", "↑ "))
    day = f"{rng.randint(1, 28)} {rng.choice(MONTHS)} "
    news = rng.random() < 0.25
    pieces: list[Piece] = [
        (lead, ""),
        ("; ".join(family), "author"),
        (" (", ""),
        ((day if news else "") + year_of(item), "date"),
        ("). ", ""),
    ]
    retrieved = f" Retrieved {rng.randint(1, 28)} {rng.choice(MONTHS)} {rng.randint(2008, 2025)}."
    if news:
        pieces += [('"', ""), (title_of(item), "title"), ('". ', ""), (rng.choice(NEWSPAPERS), "container"), (".", "")]
        pieces += (
            [(" ", ""), (rng.choice(("London", "New York", "Paris", "Berlin")), "location"), (".", "")]
            if rng.random() < 0.2
            else []
        )
        return [*pieces, (rng.choice((retrieved, "")), "")]
    if item["type"] == "article-journal" and item.get("volume"):
        pieces += [
            ('"', ""),
            (title_of(item), "title"),
            ('". ', ""),
            (item["container-title"], "container"),
            (". ", ""),
            (item["volume"], "volume"),
        ]
        pieces += [(" (", ""), (item["issue"], "issue"), (")", "")] if item.get("issue") else []
        return [
            *pieces,
            (": ", ""),
            (item.get("page", "7"), "pages"),
            (rng.choice((".", ". PMID 1234567.", retrieved.join((".", "")))), ""),
        ]
    pieces += [(title_of(item), "title"), (". ", "")]
    house = house_of(item, rng)
    pieces += [*house, (".", "")]
    if rng.random() < 0.5:
        first = rng.randint(3, 400)
        pieces += [(" pp. ", ""), (f"{first}–{first + rng.randint(1, 20)}", "pages"), (".", "")]
    isbn = f" ISBN 978-{rng.randint(0, 9)}-{rng.randint(100, 999)}-{rng.randint(10000, 99999)}-{rng.randint(0, 9)}."
    return [*pieces, (rng.choice((isbn, isbn + retrieved, "")), "")]


def journalists(item: Item, rng: random.Random) -> list[Piece]:
    """`Doe, John. "Title." New York Times, February 16, 2011, A1.`; `„Title“, in: F.A.Z., 5.9.2023, S. 8`."""
    year, day, month = year_of(item), rng.randint(1, 28), rng.randrange(12)
    opened, closed = rng.choice(
        (('"', '," '), ("“", ".” "), ("„", "“, in: "), ("« ", " », "), ("", ", "), ("«", "», "))
    )
    pieces: list[Piece] = (
        []
        if rng.random() < 0.35
        else [(given_first(item, "en", rng, 2), "author"), (rng.choice((", ", ". ", ": ")), "")]
    )
    pieces += [
        (opened, ""),
        (title_of(item), "title"),
        (closed, ""),
        (rng.choice(NEWSPAPERS), "container"),
        (rng.choice((", ", " (", ". ")), ""),
    ]
    dates = (f"{MONTHS[month]} {day}, {year}", f"{day} {MONTHS[month]} {year}", f"{day:02}.{month + 1:02}.{year}", f"{SHORT_MONTHS[month]} {day}, {year}",
             f"{day}.{month + 1}.{year}")  # fmt: skip
    pieces += [(rng.choice(dates), "date"), (")" if pieces[-1][0] == " (" else "", "")]
    page = rng.choice(
        (
            ("", ""),
            ("", ""),
            (", p. ", str(rng.randint(1, 40))),
            (", S. ", str(rng.randint(1, 30))),
            (", ", f"A{rng.randint(1, 30)}"),
        )
    )
    return [*pieces, (page[0], ""), (page[1], "pages"), (rng.choice((".", "")), "")]


EMPHASIS = (
    ("*", "*"),
    ("_", "_"),
    (r"\emph{", "}"),
    (r"{\em ", "}"),
    (r"\textit{", "}"),
    (r"{\it ", "}"),
    ("''", "''"),
)


def _emphasized(pieces: list[Piece], rng: random.Random) -> list[Piece]:
    """Marks of Markdown, LaTeX and wikis around the journal, or the title of a book."""
    label = "container" if any(one[1] == "container" for one in pieces) else "title"
    opened, closed = rng.choice(EMPHASIS)
    return [
        piece
        for one in pieces
        for piece in ([(opened, ""), one, (closed, "")] if one[1] == label and one[0] else [one])
    ]


ARTICLES: tuple[Callable[[Item, random.Random], list[Piece]], ...] = (
    philosophers, law_reviews, law_reviews, footnotes, physicists, physicists, zoologists, zoologists, encyclopedists, journalists,
)  # fmt: skip
OTHERS: tuple[Callable[[Item, random.Random], list[Piece]], ...] = (
    philosophers, footnotes, footnotes, zoologists, encyclopedists, reports, programmers, standards, groups, groups, theses, journalists,
)  # fmt: skip
MADE: tuple[Callable[[random.Random], list[Piece]], ...] = (hungarian, courts_reference, slavic_book)
MADE_SHARE, EMPHASIZED = 0.3, 0.06


def world_references(items: list[Item], count: int, rng: random.Random) -> list[dict[str, Any]]:
    """So many rows with `text`, `spans` and an empty `gold`."""
    usable = [item for item in items if item.get("author") and item.get("issued") and item["author"][0].get("family")]
    articles = [
        item
        for item in usable
        if item["type"] == "article-journal" and all(item.get(key) for key in ("volume", "page", "container-title"))
    ]
    others = [
        item
        for item in usable
        if item["type"] != "article-journal" and (item.get("publisher") or item.get("publisher-place"))
    ]
    rows = []
    for number in range(count):
        if rng.random() < MADE_SHARE:
            pieces = rng.choice(MADE)(rng)
        elif rng.random() < 0.5:
            pieces = rng.choice(ARTICLES)(rng.choice(articles), rng)
        else:
            pieces = rng.choice(OTHERS)(rng.choice(others), rng)
        if rng.random() < EMPHASIZED:
            pieces = _emphasized(pieces, rng)
        text, spans = "", []
        for words, label in pieces:
            if label and words:
                spans.append([len(text), len(text) + len(words), label])
            text += words
        if len(text) < 900:
            rows.append({"id": f"world-{number}", "text": text, "spans": spans, "style": "world", "gold": {}})
    return rows
