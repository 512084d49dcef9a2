"""References made from real records: cited in many habits, with one field altered, or put together from parts.

Everything is derived from the record's identifier by a hash, so that two runs make the same references.
"""

from __future__ import annotations

import hashlib
import random
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from citetrail.model.dates import date_of_year
from citetrail.model.descriptions import Description
from citetrail.model.identifiers import Identifier
from citetrail.model.pages import PageRange, Pages
from citetrail.model.persons import Person
from citetrail.model.records import Record
from citetrail.model.references import Reference

Update = dict[str, Any]


class Made(NamedTuple):
    """A made reference and what is true of it: `wrong` is the altered field, None for a true one, `*` for an invented."""

    reference: Reference
    domain: str
    wrong: str | None
    how: str


def dice(text: str) -> random.Random:
    """Dice that always fall alike for the same text."""
    return random.Random(hashlib.sha256(text.encode()).digest())


def _initials(description: Description, roll: random.Random) -> Update:
    return {
        "authors": tuple(
            one.model_copy(update={"given": _short(one)}) if one.given else one for one in description.authors
        )
    }


def _short(person: Person) -> str:
    return " ".join(f"{part[0]}." for part in (person.given or "").replace(".", " ").split() if part)


def _together(description: Description, roll: random.Random) -> Update:
    return {
        "authors": tuple(
            one.model_copy(update={"given": _short(one).replace(".", "").replace(" ", "")}) if one.given else one
            for one in description.authors
        )
    }


def _cut(description: Description, roll: random.Random) -> Update:
    kept = roll.choice((1, 3, 6))
    return {"authors": description.authors[:kept], "has_more_authors": True} if len(description.authors) > kept else {}


def _plain(description: Description, roll: random.Random) -> Update:
    def bare(text: str | None) -> str | None:
        return "".join(s for s in unicodedata.normalize("NFD", text) if not unicodedata.combining(s)) if text else None

    people = tuple(
        one.model_copy(update={"family": bare(one.family), "given": bare(one.given)}) for one in description.authors
    )
    return {"authors": people, "title": bare(description.title)}


def _small(description: Description, roll: random.Random) -> Update:
    return {"title": description.title.lower() if description.title else None}


def _title_case(description: Description, roll: random.Random) -> Update:
    return {"title": description.title.title().replace("'S", "'s") if description.title else None}


def _no_subtitle(description: Description, roll: random.Random) -> Update:
    head, colon, _ = (description.title or "").partition(": ")
    return {"title": head} if colon and len(head.split()) >= 4 else {}


def _typo(description: Description, roll: random.Random) -> Update:
    words = (description.title or "").split(" ")
    long = [place for place, word in enumerate(words) if len(word) >= 7 and word.isalpha()]
    if len(words) < 5 or not long:
        return {}
    place = roll.choice(long)
    cut = roll.randrange(2, len(words[place]) - 2)
    words[place] = words[place][:cut] + words[place][cut + 1] + words[place][cut] + words[place][cut + 2 :]
    return {"title": " ".join(words)}


def _abbreviated(description: Description, roll: random.Random) -> Update:
    return {"container_title": description.container_title_short} if description.container_title_short else {}


def _dotless(description: Description, roll: random.Random) -> Update:
    short = description.container_title_short
    return {"container_title": short.replace(".", "")} if short else {}


def _first_page(description: Description, roll: random.Random) -> Update:
    pages = description.pages
    return {"pages": Pages(ranges=(PageRange(first=pages.ranges[0].first),))} if pages else {}


def _next_year(description: Description, roll: random.Random) -> Update:
    online = description.available_date
    year = online.year if online and online.year else (description.year or 0) - 1 if description.year else None
    is_article = description.type == "article-journal"
    return {"issued": date_of_year(year)} if year and is_article and abs(year - (description.year or year)) <= 1 else {}


def _without(*fields: str) -> Callable[[Description, random.Random], Update]:
    return lambda description, roll: dict.fromkeys(fields)


def _no_identifiers(description: Description, roll: random.Random) -> Update:
    return {"identifiers": ()}


def _swapped(description: Description, roll: random.Random) -> Update:
    if not description.authors or any(len(one.given or "") < 5 for one in description.authors):
        return {}
    if not all(one.family and one.given and " " not in one.given for one in description.authors):
        return {}
    return {"authors": tuple(Person(family=one.given, given=one.family) for one in description.authors)}


HABITS: tuple[Callable[[Description, random.Random], Update], ...] = (
    _initials, _initials, _together, _cut, _cut, _plain, _small, _title_case, _no_subtitle, _typo, _abbreviated, _abbreviated,
    _dotless, _first_page, _next_year, _without("issue"), _without("publisher", "publisher_place"), _without("volume", "issue"),
    _without("pages", "page_text"), _no_identifiers, _no_identifiers, _swapped, _without("type"),
)  # fmt: skip
NAMING = {_initials, _together, _swapped}
ONLY_IN_RECORDS = (
    "available_date",
    "container_title_short",
    "title_short",
    "original_title",
    "abstract",
    "event_title",
)


def cited(record: Record, habits: int) -> tuple[Description, str]:
    """The record as somebody might cite it, with so many habits; and their names."""
    roll = dice(record.record_id)
    description = record.description.model_copy(update={"container_title": _container(record.description)})
    names: list[str] = []
    done: set[Any] = set()
    for habit in roll.sample(HABITS, habits):
        if habit in NAMING and NAMING & done:
            continue  # two ways with given names at once is no habit
        done.add(habit)
        change = habit(description, roll)
        description = description.model_copy(
            update={k: v if v is not None else getattr(Description(), k) for k, v in change.items()}
        )
        names.append(getattr(habit, "__name__", "without").strip("_<>"))
    return description.model_copy(update=dict.fromkeys(ONLY_IN_RECORDS)), "+".join(names)


def _container(description: Description) -> str | None:
    return description.container_title or description.container_title_short


def true_references(records: Sequence[Record], domain: str) -> list[Made]:
    """Each record cited rightly, in two to five habits."""
    made = []
    for one in records:
        description, how = cited(one, dice(one.record_id + "habits").randrange(2, 6))
        if description.title:
            made.append(Made(_reference(description, f"{domain}:{one.record_id}"), domain, None, how))
    return made


def _reference(description: Description, key: str) -> Reference:
    return Reference(kind="data", raw="", description=description, key=key)


def altered_references(records: Sequence[Record], domain: str) -> list[Made]:
    """Records cited with one field of another record or a shifted number, where the record has that field."""
    made = []
    for number, one in enumerate(records):
        other = records[(number * 7 + 11) % len(records)]
        roll = dice(one.record_id + "altered")
        for field in roll.sample(sorted(ALTERATIONS), 2):
            description, _ = cited(one, 0)
            change = ALTERATIONS[field](description, other.description, roll)
            if change:
                altered = description.model_copy(update=change)
                made.append(Made(_reference(altered, f"{domain}:{one.record_id}:{field}"), domain, field, field))
    return made


def _other_title(own: Description, other: Description, roll: random.Random) -> Update:
    words, others = (
        (own.title or "").split(),
        [word for word in (other.title or "").split() if len(word) > 5 and word.isalpha()],
    )
    long = [place for place, word in enumerate(words) if len(word) > 5 and word.isalpha()]
    if len(words) < 5 or not long or not others:
        return {}
    place, new = roll.choice(long), roll.choice(others)
    if new.lower()[:4] == words[place].lower()[:4]:
        return {}
    words[place] = new
    return {"title": " ".join(words)}


def _other_authors(own: Description, other: Description, roll: random.Random) -> Update:
    if (
        len(own.authors) < 2
        or not other.authors
        or {one.family for one in own.authors} & {one.family for one in other.authors}
    ):
        return {}
    way = roll.randrange(3)
    if way == 0:
        return {"authors": other.authors}
    if way == 1:
        return {"authors": (*own.authors[:-1], other.authors[0])}
    return {"authors": own.authors[1:]} if len(own.authors) > 2 else {"authors": (*own.authors, other.authors[0])}


def _other_container(own: Description, other: Description, roll: random.Random) -> Update:
    mine, theirs = own.container_title, other.container_title
    if (
        not mine
        or not theirs
        or mine.lower() in theirs.lower()
        or theirs.lower() in mine.lower()
        or own.type != other.type
    ):
        return {}
    return {"container_title": theirs}


def _other_year(own: Description, other: Description, roll: random.Random) -> Update:
    years = {date.year for date in (own.issued, own.available_date) if date and date.year}
    year = (own.year or 0) + roll.choice((-5, -3, -2, 2, 3))
    return (
        {"issued": date_of_year(year)}
        if own.year and all(abs(year - known) > 1 for known in years) and year < 2026
        else {}
    )


def _other_volume(own: Description, other: Description, roll: random.Random) -> Update:
    if not own.volume or not own.volume.isdigit() or len(own.volume) == 4:
        return {}
    return {"volume": str(int(own.volume) + roll.choice((1, 2, 7, 30)))}


def _other_pages(own: Description, other: Description, roll: random.Random) -> Update:
    pages = own.pages
    if (
        not pages
        or not pages.ranges[0].first.isdigit()
        or not (pages.ranges[0].last or "").isdigit()
        or int(pages.ranges[0].first) < 2
    ):
        return {}
    shift = roll.choice((40, 111, 1000))
    first, last = int(pages.ranges[0].first) + shift, int(pages.ranges[0].last or 0) + shift
    return {"pages": Pages(ranges=(PageRange(first=str(first + 200), last=str(last + 200)),))}


def _other_doi(own: Description, other: Description, roll: random.Random) -> Update:
    dois = [one for one in (own.identifier("doi"), other.identifier("doi")) if one]
    if len(dois) < 2 or dois[0] == dois[1]:
        return {}
    wrong = dois[1] if roll.random() < 0.5 else Identifier(scheme="doi", value=f"10.5555/never.{roll.randrange(10**6)}")
    return {"identifiers": (wrong,)}


ALTERATIONS: dict[str, Callable[[Description, Description, random.Random], Update]] = {
    "title": _other_title, "authors": _other_authors, "container_title": _other_container, "issued": _other_year,
    "volume": _other_volume, "pages": _other_pages, "doi": _other_doi,
}  # fmt: skip


def invented_references(records: Sequence[Record], domain: str) -> list[Made]:
    """Works that never were: half a title each of two records, authors of a third, the journal of a fourth."""
    made = []
    for number, one in enumerate(records[::2]):
        others = [records[(number * step + step) % len(records)].description for step in (5, 13, 29)]
        heads, tails = (one.description.title or "").split(), (others[0].title or "").split()
        if len(heads) < 6 or len(tails) < 6 or not others[1].authors or one.description.type != "article-journal":
            continue
        roll = dice(one.record_id + "invented")
        invented = Description(
            type="article-journal",
            title=" ".join(heads[: len(heads) // 2] + tails[len(tails) // 2 :]),
            authors=tuple(
                Person(family=person.family, given=(person.given or "A")[0] + ".") for person in others[1].authors[:4]
            ),
            container_title=others[2].container_title,
            issued=date_of_year(roll.randrange(2005, 2024)),
            volume=str(roll.randrange(2, 60)),
            pages=Pages(ranges=(PageRange(first="101", last="117"),)),
        )
        made.append(Made(_reference(invented, f"{domain}:{one.record_id}:invented"), domain, "*", "invented"))
    return made
