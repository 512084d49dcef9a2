"""Reports, packages, standards, theses and what bodies publish, as lists without a style guide print them."""

from __future__ import annotations

import random

from free_styles import Piece
from items import Item
from world_pieces import family_first, given_first, house_of, title_of, year_of

REPORT_KINDS = (
    "Technical Report; Working Paper; NASA Technical Memorandum; Discussion Paper; Research Paper; Tech. Rep.; Open-File Report; "
    "Technical Note; Policy Research Working Paper; Rapport de recherche; Arbeitspapier; Forschungsbericht; Special Publication"
).split("; ")
BODIES = (
    "NBER",
    "IZA",
    "CEPR",
    "World Bank",
    "RAND Corporation",
    "USGS",
    "INRIA",
    "CERN",
    "ifo Institut",
    "IMF",
    "DIW",
)
STANDARDS = (
    "ISO {n}:{y}",
    "ISO/IEC {n}-{k}:{y}",
    "DIN EN {n}:{y}-0{k}",
    "ASTM D{n}-{k}",
    "IEEE Std {n}-{y}",
    "EN {n}:{y}",
    "ISO {n}",
)
STANDARD_HOUSES = (
    ("International Organization for Standardization", "Geneva"), ("Beuth", "Berlin"), ("ASTM International", "West Conshohocken, PA"),
    ("IEEE", "New York"), ("CEN", "Brussels"), ("BSI", "London"), ("ISO", "Geneva, Switzerland"),
)  # fmt: skip
GROUP_FORMS = (
    "Ministry of {}; Department of {}; National Institute of {}; World {} Organization; International Society for {}; Bundesministerium für {}; "
    "Institut für {}; Bundesamt für {}; Kuratorium für {}; Deutsche Gesellschaft für {}; Ministère de {}; Société française de {}; "
    "Institut national de {}; Ministerio de {}; Instituto Nacional de {}; Ministério da {}; Secretaria de {}; Istituto nazionale di {}; "
    "Committee on {}; European Agency for {}; Arbeitsgruppe {}; Office for {}; Associação Brasileira de {}; Commission on {}"
).split("; ")
PLACES = "Lyon Kiel Ankara Granada Coimbra Utrecht Debrecen Brno Lund Oslo Bologna Leeds Toronto Graz Poznań Hanoi Lagos Lima Accra".split()


def reports(item: Item, rng: random.Random) -> list[Piece]:
    """`Doe, A., 1987: Title. NASA Technical Memorandum 100685.`; `A. Doe, Title, Working Paper 9077, NBER, 2002`."""
    kind, number = (
        rng.choice(REPORT_KINDS),
        rng.choice(("", " No. {}", " {}", " #{}", " Nr. {}", " Number {}")).format(rng.randint(3, 19999)),
    )
    early = rng.random() < 0.5
    pieces: list[Piece] = [(family_first(item, rng) if early else given_first(item, "en", rng), "author")]
    pieces += [(rng.choice((", ", " (", " ")), ""), (year_of(item), "date")] if early else []
    pieces.append(
        (rng.choice(("): ", "), ", "). ") if pieces[-2][0] == " (" else (": ", ", ", ". ")) if early else ", ", "")
    )
    opened, closed = rng.choice((("“", ",” "), ("“", "”, "), ('"', '," '), ("", ". "), ("", ", ")))
    pieces += [(opened, ""), (title_of(item), "title"), (closed, "")]
    body = rng.choice((item.get("publisher") or "NBER", *BODIES[:3]))
    if rng.random() < 0.4 and "NASA" not in kind:
        pieces += [(body, "publisher"), (rng.choice((" ", ", ")), ""), (kind, "genre"), (number, "")]
    else:
        pieces += [(kind, "genre"), (number, "")]
        pieces += [(", ", ""), (body, "publisher")] if rng.random() < 0.5 else []
    pieces += [] if early else [(rng.choice((", ", " (")), ""), (year_of(item), "date")]
    return [*pieces, (")" if not early and pieces[-2][0] == " (" else "", ""), (".", "")]


def programmers(item: Item, rng: random.Random) -> list[Piece]:
    """As `citation()` of R prints packages, and data in repositories."""
    names = ", ".join(f"{one.get('family', '')} {(one.get('given') or 'A')[0]}" for one in item["author"][:5])
    version = f"{rng.randint(0, 4)}.{rng.randint(0, 30)}" + rng.choice(
        ("", f".{rng.randint(0, 9)}", f"-{rng.randint(1, 9)}")
    )
    link = (
        f"https://{rng.choice(('CRAN.R-project.org/package=lab', 'github.com/example/tool', 'doi.org/10.5555/12345'))}",
        "link",
    )
    mark = rng.choice(("", "", "_", "*"))
    pieces: list[Piece] = [
        (names, "author"),
        (" (", ""),
        (year_of(item), "date"),
        ("). ", ""),
        (mark, ""),
        (title_of(item), "title"),
        (mark, ""),
    ]
    if rng.random() < 0.6:
        return [*pieces, (". ", ""), (f"R package version {version}", "note"), (", <", ""), link, (">.", "")]
    kind = rng.choice(("Computer software", "Dataset", "Data set", "Software", "Source code"))
    house = rng.choice(
        ("Zenodo", "Dryad", "UCI Machine Learning Repository", "PANGAEA", "figshare", "GitHub", "Harvard Dataverse")
    )
    version_piece: list[Piece] = (
        [(rng.choice((" (Version ", ", version ", " (v")), ""), (version, "edition")] if rng.random() < 0.4 else []
    )
    version_piece += [(")", "")] if version_piece and "(" in version_piece[0][0] else []
    return [
        *pieces,
        *version_piece,
        (" [", ""),
        (kind, "genre"),
        ("]. ", ""),
        (house, "publisher"),
        (". ", ""),
        link,
        (rng.choice(("", ".")), ""),
    ]


def standards(item: Item, rng: random.Random) -> list[Piece]:
    """`ISO 6892-1:2019, Title. Organization, Geneva.`"""
    year = year_of(item)
    number = rng.choice(STANDARDS).format(n=rng.randint(100, 29999), k=rng.randint(1, 9), y=year)
    (house, place), has_year = rng.choice(STANDARD_HOUSES), year in number
    pieces: list[Piece] = [(number.removesuffix(f":{year}") if has_year else number, "note")]
    if has_year and number.endswith(f":{year}"):
        pieces += [(":", ""), (year, "date")]
    pieces += [
        (rng.choice((", ", ": ", ". ", " – ")), ""),
        (title_of(item), "title"),
        (rng.choice((". ", ", ")), ""),
        (house, "publisher"),
    ]
    pieces += [(rng.choice((", ", ": ")), ""), (place, "location")]
    return [*pieces, *([] if has_year and rng.random() < 0.7 else [(", ", ""), (year, "date")]), (".", "")]


def groups(item: Item, rng: random.Random) -> list[Piece]:
    """A body as author: `Bundesministerium für X (Hrsg.): Title. Place: Publisher, Year.`, `WORLD X. Title. Place, year.`"""
    words = [word for word in title_of(item).split() if len(word) > 4 and word.isalpha()]
    name = rng.choice(GROUP_FORMS).format(" ".join(words[-rng.choice((1, 2)) :]) or "Science")
    name = name.upper() if rng.random() < 0.2 else name
    if rng.random() < 0.2:
        name += " (" + "".join(word[0] for word in name.split() if word[0].isupper())[:5] + ")"
    year: list[Piece] = [(year_of(item), "date")]
    if rng.random() < 0.4:
        pieces = [(name, "author"), (rng.choice((" (", ", ", ". ")), ""), *year]
        pieces.append((rng.choice(("): ", "). ") if pieces[-2][0] == " (" else (". ", ", ")), ""))
        return [*pieces, (title_of(item), "title"), (". ", ""), *house_of(item, rng), (".", "")]
    pieces = [
        (name, "author"),
        (rng.choice((": ", ": ", ". ", ", ")), ""),
        (title_of(item), "title"),
        (rng.choice((". ", ", ")), ""),
    ]
    return [*pieces, *house_of(item, rng), (rng.choice((", ", " ", "; ")), ""), *year, (rng.choice((".", "")), "")]


def theses(item: Item, rng: random.Random) -> list[Piece]:
    """`Doe, A. (2021). Title [Unpublished doctoral thesis]. University.` in a dozen languages."""
    kinds = (
        "Yayımlanmamış doktora tezi; Yüksek lisans tezi; Thèse de doctorat; Mémoire de master; PhD thesis; Unpublished doctoral dissertation; "
        "Dissertation; Masterarbeit; Tesis doctoral; Tesis de maestría; Tese (Doutorado em Educação); Dissertação de mestrado; Tesi di laurea; "
        "Rozprawa doktorska; Disertační práce; Diplomová práce; Doktori értekezés; Väitöskirja; Doktorsavhandling; Skripsi; Proefschrift; MSc thesis"
    ).split("; ")
    school = rng.choice(("{} University", "University of {}", "Université de {}", "Universidad de {}", "Universität {}", "{} Üniversitesi",
                         "Universidade de {}", "Univerzita {}", "Università di {}")).format(rng.choice(PLACES))  # fmt: skip
    pieces: list[Piece] = [(family_first(item, rng, 1), "author")]
    early = rng.random() < 0.6
    pieces += [(" (", ""), (year_of(item), "date"), ("). ", "")] if early else [(rng.choice((". ", ", ", ": ")), "")]
    opened, closed = rng.choice(((" [", "]. "), (" (", "), "), (". ", ", "), (", ", ", "), (": ", ", ")))
    pieces += [
        (title_of(item), "title"),
        (opened, ""),
        (rng.choice(kinds), "genre"),
        (closed, ""),
        (school, "publisher"),
    ]
    return [*pieces, *([] if early else [(", ", ""), (year_of(item), "date")]), (rng.choice((".", "")), "")]
