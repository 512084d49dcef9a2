"""Decisions of courts and statutes as lawyers cite them, with made-up parties; the reporters and courts are real."""

from __future__ import annotations

import random

from free_styles import Piece

PARTIES = (
    "Miller Brown Garcia Roe Doe Hansen Novak Schmidt Rossi Tanaka Okafor Singh Dupont Janssen Silva Keller Ahmed Larsen Moreau Walsh "
    "Reed Fischer Costa Meyer Quinn Weber Marsh Lindqvist Petrov Kaplan"
).split()
BODIES = (
    "United States; State; Board of Education; City of Springfield; Commissioner of Internal Revenue; Secretary of State for Transport; "
    "Commission; Council; R; The Queen; Attorney General; Northern Rail Ltd; Acme Corp.; Global Insurance Co.; Bank of Ruritania plc; "
    "National Trust; In re Holdings; Land Registry; Minister of Health; Globex Inc."
).split("; ")
REPORTERS = (
    "U.S.; F.2d; F.3d; F.4th; F. Supp.; F. Supp. 2d; S. Ct.; L. Ed. 2d; Cal. 4th; N.Y.2d; N.E.2d; So. 2d; A.2d; P.3d; Cal. Rptr. 3d; F.R.D.; B.R."
).split("; ")
US_COURTS = (
    "",
    "2d Cir. ",
    "9th Cir. ",
    "Fed. Cir. ",
    "S.D.N.Y. ",
    "D. Utah ",
    "N.D. Cal. ",
    "Bankr. D. Del. ",
    "Cal. ",
    "Tex. App. ",
)
UK_REPORTS = ("AC", "QB", "Ch", "WLR", "All ER", "KB", "Fam", "CLR", "SCR", "NZLR", "IR", "Lloyd's Rep")
UK_COURTS = ("UKSC", "UKHL", "EWCA Civ", "EWHC (Ch)", "HCA", "NZSC", "SCC", "IESC")
GERMAN_COURTS = (
    "BGH BVerfG BAG BVerwG BSG BFH EuGH EGMR OLG·München OLG·Hamm LG·Berlin KG RG BayObLG OGH OVG·Münster".split()
)
GERMAN_REPORTS = "NJW NVwZ GRUR NZA JZ ZIP MDR WM DB BB NStZ FamRZ BeckRS StV GRUR-RR VersR AG EuZW".split()
COLLECTIONS = "BGHZ BVerfGE BGHSt BAGE BVerwGE RGZ BSGE BFHE".split()
GERMAN_MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
ACTS = (
    "Clean Rivers Act; Data Protection Act; Public Health Act; Fair Housing Act; Education Reform Act; Ley de Aguas; Bundesnaturschutzgesetz; "
    "Energy Policy Act; Disability Rights Act; Companies Act; Copyright Act; Freedom of Information Act"
).split("; ")


def courts_reference(rng: random.Random) -> list[Piece]:
    """A decision or statute in one of the habits of a dozen countries."""
    makers = (
        _american,
        _american,
        _british,
        _british,
        _german,
        _german,
        _german_collection,
        _romance,
        _statute,
        _european,
    )
    return rng.choice(makers)(rng)


def _versus(rng: random.Random, mark: str) -> str:
    names = [rng.choice((*PARTIES, *BODIES)) for _ in range(2)]
    return f"{names[0]} {mark} {names[1]}"


def _number(rng: random.Random, most: int) -> str:
    return str(rng.randint(1, most))


def _year(rng: random.Random, first: int = 1890) -> Piece:
    return (str(rng.randint(first, 2024)), "date")


def _american(rng: random.Random) -> list[Piece]:
    pieces = [(_versus(rng, "v."), "title"), (", ", ""), (_number(rng, 999), "volume"), (" ", ""), (rng.choice(REPORTERS), "container"),
              (" ", ""), (_number(rng, 1400), "pages")]  # fmt: skip
    pieces += [(", " + _number(rng, 1400), "")] if rng.random() < 0.25 else []
    return [*pieces, (" (" + rng.choice(US_COURTS), ""), _year(rng), (")" + rng.choice((".", "", ";")), "")]


def _british(rng: random.Random) -> list[Piece]:
    pieces: list[Piece] = [(_versus(rng, rng.choice(("v", "v", "v."))), "title"), (rng.choice((" ", ", ")), "")]
    opened, closed = rng.choice((("[", "] "), ("[", "] "), ("(", ") ")))
    pieces += [(opened, ""), _year(rng), (closed, "")]
    if rng.random() < 0.35:
        return [
            *pieces,
            (f"{rng.choice(UK_COURTS)} {_number(rng, 120)}", "note"),
            (rng.choice((".", "", f" [{_number(rng, 90)}]")), ""),
        ]
    if opened == "(" or rng.random() < 0.4:
        pieces += [(_number(rng, 4 if opened == "[" else 250), "volume"), (" ", "")]
    pieces += [(rng.choice(UK_REPORTS), "container"), (" ", ""), (_number(rng, 1200), "pages")]
    return [
        *pieces,
        (rng.choice(("", " (HL)", " (CA)", ", " + _number(rng, 1200), " (PC)")) + rng.choice(("", ".")), ""),
    ]


def _german_date(rng: random.Random, year: str) -> str:
    day, month = rng.randint(1, 28), rng.randrange(12)
    return rng.choice(
        (f"{day:02}.{month + 1:02}.{year}", f"{day}. {GERMAN_MONTHS[month]} {year}", f"{day}.{month + 1}.{year}")
    )


def _german(rng: random.Random) -> list[Piece]:
    """`BGH NJW 1999, 1259 (1260)`; `BGH, Urt. v. 3.5.2006 – VI ZR 45/05, NJW 2006, 1234 Rn. 5`."""
    year, page = str(rng.randint(1955, 2024)), rng.randint(5, 3600)
    pieces: list[Piece] = [(rng.choice(GERMAN_COURTS).replace("·", " "), "author")]
    if rng.random() < 0.45:
        decision = rng.choice((", Urteil vom ", ", Urt. v. ", ", Beschluss vom ", ", Beschl. v. "))
        file = (
            f"{rng.choice(('VI ZR', 'I ZR', '1 BvR', '2 StR', '5 AZR', 'C', 'X ZB'))} {rng.randint(1, 900)}/{year[2:]}"
        )
        pieces += [
            (decision, ""),
            (_german_date(rng, year), "date"),
            (rng.choice((" – ", " - ", ", Az. ")), ""),
            (file, "note"),
        ]
        if rng.random() < 0.3:
            return [*pieces, (rng.choice((", Rn. 17", ", juris", "", ".")), "")]
        pieces += [
            (rng.choice((", ", " = ")), ""),
            (rng.choice(GERMAN_REPORTS), "container"),
            (" ", ""),
            (year, "date"),
            (", ", ""),
        ]
    else:
        pieces += [
            (rng.choice((" ", ", ")), ""),
            (rng.choice(GERMAN_REPORTS), "container"),
            (rng.choice((" ", ", ")), ""),
            (year, "date"),
            (", ", ""),
        ]
    tails = (
        "",
        "",
        f" ({page + rng.randint(1, 8)})",
        f", {page + rng.randint(1, 8)}",
        f" Rn. {rng.randint(3, 40)}",
        " – Beispielsache",
    )
    return [*pieces, (str(page), "pages"), (rng.choice(tails) + rng.choice(("", ".", ";")), "")]


def _german_collection(rng: random.Random) -> list[Piece]:
    page = rng.randint(1, 400)
    pieces: list[Piece] = [
        (rng.choice(COLLECTIONS), "container"),
        (" ", ""),
        (_number(rng, 230), "volume"),
        (", ", ""),
        (str(page), "pages"),
    ]
    if rng.random() < 0.6:
        pieces = [(rng.choice(GERMAN_COURTS[:6]), "author"), (", ", ""), *pieces]
    tails = ("", f" ({page + 4})", f", {page + 3} ff.", " – Beispielurteil")
    return [
        *pieces,
        (rng.choice(tails), ""),
        *([(" (", ""), _year(rng, 1952), (")", "")] if rng.random() < 0.3 else []),
        (rng.choice(("", ".")), ""),
    ]


def _romance(rng: random.Random) -> list[Piece]:
    """`Cass. civ. 1re, 25 févr. 1997, n° 94-19.685, Bull. civ. I, n° 75.`"""
    court = rng.choice(
        (
            "Cass. civ. 1re",
            "Cass. com.",
            "CE",
            "Cons. const.",
            "Cass., sez. un.",
            "STS",
            "STC",
            "Corte cost.",
            "Cass. pen.",
            "STF",
        )
    )
    month = rng.choice(
        ("janv. févr. mars avril mai juin juill. oct. nov. déc. enero marzo gennaio novembre maggio").split()
    )
    year = str(rng.randint(1950, 2023))
    pieces: list[Piece] = [(court, "author"), (", ", ""), (f"{rng.randint(1, 28)} {month} {year}", "date"), (", ", "")]
    pieces.append(
        (
            f"{rng.choice(('n° ', 'n. ', 'núm. '))}{rng.randint(50, 99)}-{rng.randint(10, 99)}.{rng.randint(100, 999)}",
            "note",
        )
    )
    if rng.random() < 0.6:
        pieces += [
            (rng.choice((", ", ", in ")), ""),
            (rng.choice(("Bull. civ.", "Rec.", "Foro it.", "Giur. it.", "D.", "JCP G", "Giur. cost.")), "container"),
        ]
        pieces += [
            (" ", ""),
            (year, "date"),
            (", " + rng.choice(("p. ", "c. ", "")), ""),
            (_number(rng, 2000), "pages"),
        ]
    return [*pieces, (".", "")]


def _statute(rng: random.Random) -> list[Piece]:
    act, year = rng.choice(ACTS), str(rng.randint(1930, 2023))
    form = rng.random()
    if form < 0.5:
        section = f"{rng.randint(2, 50)} U.S.C. § {rng.randint(10, 9999)}" + rng.choice(("", " et seq.", "(a)"))
        pieces: list[Piece] = [(f"{act} of {year}", "title"), (", ", ""), (section, "note")]
        return [
            *pieces,
            *([(" (", ""), (year, "date"), (")", "")] if rng.random() < 0.6 else []),
            (rng.choice((".", "")), ""),
        ]
    return [
        (act, "title"),
        (rng.choice((" ", ", ")), ""),
        (year, "date"),
        (rng.choice((", s ", ", § ", ", c. ")) + _number(rng, 90), ""),
        (".", ""),
    ]


def _european(rng: random.Random) -> list[Piece]:
    year = str(rng.randint(1962, 2023))
    pieces: list[Piece] = [
        (f"{rng.choice(('Case', 'Rs.', 'Affaire', 'Joined Cases'))} ", ""),
        (f"C-{_number(rng, 600)}/{year[2:]}", "note"),
        (rng.choice((" ", ", ")), ""),
    ]
    pieces += [(_versus(rng, "v"), "title"), (rng.choice((", ", " ")), "")]
    if rng.random() < 0.5:
        return [*pieces, ("EU:C:", ""), (year, "date"), (f":{rng.randint(1, 999)}", ""), (".", "")]
    return [
        *pieces,
        ("[", ""),
        (year, "date"),
        ("] ", ""),
        ("ECR", "container"),
        (" I-", ""),
        (_number(rng, 9000), "pages"),
        (".", ""),
    ]
