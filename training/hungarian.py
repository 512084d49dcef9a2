"""References as Hungarian lists print them: family name first without a comma, dashes between names, `évf.` and `sz.`.

Titles are put together from common words and are no real works; journals and publishers are real.
"""

from __future__ import annotations

import random

from free_styles import Piece

FAMILIES = (
    "Nagy Kovács Tóth Szabó Horváth Varga Kiss Molnár Németh Farkas Balogh Papp Takács Juhász Lakatos Mészáros Simon Rácz Fekete Szilágyi "
    "Török Fehér Balázs Gál Szűcs Kocsis Orsós Pintér Fodor Szalai Sipos Magyar Lukács Gulyás Bíró Király Katona László Jakab Bogdán "
    "Balog Sándor Boros Fazekas Kelemen Antal Somogyi Váradi Fülöp Orosz Vincze Veres Hegedűs Deák Budai Pap Bálint Pál Illés Vörös Vass "
    "Szőke Lengyel Bognár Erdélyi Hajdú Csonka Major Barta Soós Pásztor Bodnár Sárközi Berki Székely"
).split()
GIVEN = (
    "István Gábor Péter László Zoltán János József Attila Ferenc András Tamás Sándor Imre György Mihály Miklós Katalin Éva Mária Ildikó "
    "Ágnes Judit Zsuzsanna Erzsébet Andrea Krisztina Anna Márta Dávid Balázs Bence Levente Csaba Zsolt Gergely Ákos Tibor Lajos Dezső Jenő "
    "Géza Béla Ignác Ernő Orsolya Eszter Réka Nóra Dóra Tünde"
).split()
TOPICS = (
    "a magyar társadalom; a városi tér; az erdélyi fejedelemség; a mezőgazdasági termelés; a gyermekkori nyelvelsajátítás; a jogállam; "
    "a reformkori sajtó; a fogyasztói magatartás; a népi építészet; a vízgazdálkodás; az egészségügyi ellátás; a beszélt nyelv; "
    "a rendszerváltás; az iskolai kudarc; a középkori gazdaság; a talaj szervesanyag-tartalma; a helyi önkormányzatok; az irodalmi kánon; "
    "a roma közösségek; a külkereskedelem; a közigazgatás; a szakképzés; a két világháború közötti politika; az emlékezet"
).split("; ")
FORMS = (
    "{A} változásai", "{A} és {b}", "Tanulmányok {a} történetéről", "{A} szerepe {b} alakulásában", "Bevezetés {a} kutatásába", "{A} kérdéséhez",
    "{A}. Elméletek és módszerek", "{A} Magyarországon", "Kísérlet {a} értelmezésére", "{A} 1867 és 1918 között", "{A} a 20. században",
)  # fmt: skip
JOURNALS = (
    "Századok; Történelmi Szemle; Szociológiai Szemle; Közgazdasági Szemle; Magyar Nyelv; Magyar Nyelvőr; Irodalomtörténet; Valóság; "
    "Magyar Tudomány; Statisztikai Szemle; Educatio; Iskolakultúra; Agrokémia és Talajtan; Orvosi Hetilap; Jogtudományi Közlöny; Ethnographia; "
    "Hidrológiai Közlöny; Állattenyésztés és Takarmányozás; Pszichológia; Buksz; Holmi; Tér és Társadalom; Aetas; Korall; Replika"
).split("; ")
HOUSES = (
    "Akadémiai Kiadó; Osiris Kiadó; Osiris; Gondolat; Magvető; Corvina; L'Harmattan; Balassi Kiadó; Kossuth; Napvilág Kiadó; Typotex; "
    "Nemzeti Tankönyvkiadó; HVG-ORAC; Tinta Könyvkiadó; Kriterion; Századvég; Mezőgazdasági Kiadó; Helikon; Argumentum"
).split("; ")
TOWNS = "Budapest Budapest Budapest Debrecen Szeged Pécs Kolozsvár Miskolc Pozsony Gödöllő".split()


def _topic(rng: random.Random) -> str:
    first, second = rng.sample(TOPICS, 2)
    return rng.choice(FORMS).format(a=first, b=second, A=first[0].upper() + first[1:])


def _people(rng: random.Random) -> str:
    names = []
    is_short, has_comma = rng.random() < 0.25, rng.random() < 0.15
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3))):
        family, given = rng.choice(FAMILIES), rng.choice(GIVEN)
        family += "-" + rng.choice(FAMILIES) if rng.random() < 0.04 else ""
        family = rng.choice("BÉ") + ". " + family if rng.random() < 0.05 else family
        names.append(family + (", " if has_comma else " ") + (given[0] + "." if is_short else given))
    return rng.choice((" – ", "–", ", ", " - ", "; ", "—")).join(names)


def hungarian(rng: random.Random) -> list[Piece]:
    """`Szűcs Jenő: Title. Journal, 24. évf. 3. sz. (1981) 313–359.` and its like."""
    early = rng.random() < 0.35
    year: Piece = (str(rng.randint(1920, 2024)), "date")
    pieces: list[Piece] = [(_people(rng), "author")]
    if early:
        opened, closed = rng.choice(((" (", "): "), (" (", "). "), (" ", ": "), (", ", ". ")))
        pieces += [(opened, ""), year, (closed, "")]
    else:
        pieces.append((rng.choice((": ", ": ", ": ", ". ", ", ")), ""))
    pieces += [(_topic(rng), "title"), (rng.choice((". ", ". ", ", ")), "")]
    first = rng.randint(3, 500)
    pages: Piece = (
        rng.choice((f"{first}–{first + rng.randint(2, 40)}", f"{first}-{first + rng.randint(2, 40)}")),
        "pages",
    )
    tail = rng.choice((".", ". o.", " p.", ". old.", ""))
    kind = rng.random()
    if kind < 0.4:
        return [*pieces, *_in_journal(rng, year, early), pages, (tail, "")]
    if kind < 0.6:
        pieces += [
            (rng.choice(("In: ", "In ", "in: ")), ""),
            (_people(rng), "editor"),
            (rng.choice((" (szerk.): ", " (szerk.) ", " (szerk.), ", ": ", " szerk. ")), ""),
        ]
        pieces += [
            (_topic(rng), "container"),
            (". ", ""),
            *_house(rng),
            *([] if early else [(", ", ""), year]),
            (rng.choice((". ", ", ")), ""),
        ]
        return [*pieces, (rng.choice(("", "pp. ")), ""), pages, (tail, "")]
    pieces += [*_house(rng), *([] if early else [(rng.choice((", ", " ")), ""), year])]
    if rng.random() < 0.3:
        return [*pieces, (". ", ""), (str(rng.randint(90, 700)), "pages"), (rng.choice((" o.", " p.", " old.")), "")]
    return [*pieces, (".", "")]


def _in_journal(rng: random.Random, year: Piece, early: bool) -> list[Piece]:
    volume, issue = (str(rng.randint(1, 150)), "volume"), (str(rng.randint(1, 12)), "issue")
    pieces: list[Piece] = [(rng.choice(JOURNALS), "container"), (rng.choice((", ", ". ", " ")), "")]
    form = rng.random()
    if form < 0.35:
        pieces += [] if early else [year, (rng.choice((". ", ", ")), "")]
        return [
            *pieces,
            volume,
            (rng.choice((". évf. ", ". évf., ", " évf. ")), ""),
            issue,
            (rng.choice((". sz. ", ". sz., ", " sz. ")), ""),
        ]
    if form < 0.55:
        pieces += [volume, (". évf., ", ""), issue, (rng.choice((". szám", ". sz.")), "")]
        return [*pieces, *([] if early else [(" (", ""), year, (")", "")]), (", ", "")]
    if form < 0.7:
        return [*pieces, *([] if early else [year, ("/", "")]), issue, (rng.choice((". ", ". sz. ")), "")]
    pieces += [volume, ("(", ""), issue, (")", "")] if form < 0.85 else [volume]
    return [*pieces, *([] if early else [(" (", ""), year, (")", "")]), (rng.choice((", ", ": ", ". ")), "")]


def _house(rng: random.Random) -> list[Piece]:
    house, town = (rng.choice(HOUSES), "publisher"), (rng.choice(TOWNS), "location")
    return [house, (", ", ""), town] if rng.random() < 0.6 else [town, (rng.choice((", ", ": ")), ""), house]
