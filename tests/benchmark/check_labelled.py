"""Real printed references, with what their labels say as the true record: how readers' slips bear on verdicts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from check_made import Made
from check_world import NOW, lines_of, pages

from citetrail.model.dates import date_of_year
from citetrail.model.descriptions import Description
from citetrail.model.persons import Person
from citetrail.model.records import Record
from citetrail.model.references import Reference
from citetrail.reading import read_citations

# file: domain, and how many of it
LABELLED = {
    "glutton": ("biomedicine, labelled", 600),
    "plos": ("biomedicine, labelled", 347),
    "scielo": ("Latin America, labelled", 232),
    "anystyle_core": ("humanities, labelled", 194),
    "anystyle_good": ("humanities, labelled", 600),
    "grobid_corpus": ("many fields, labelled", 600),
}
PARTICLES = frozenset({"van", "von", "der", "den", "del", "della", "dos", "the"})
TYPES = {
    "journal": "article-journal",
    "book": "book",
    "thesis": "thesis",
    "report": "report",
    "confproc": "paper-conference",
}


def labelled_references(folder: Path) -> tuple[list[Made], list[Record]]:
    """The references of the test parts, as the reading room reads them, and the records that their labels describe."""
    made: list[Made] = []
    records: list[Record] = []
    for name, (domain, most) in LABELLED.items():
        rows = [row for row in lines_of(folder / f"{name}.test.jsonl.gz") if _is_whole(row)][:most]
        described = [_description(row) for row in rows]
        readings = read_citations([row["text"] for row in rows])
        for row, description, reading in zip(rows, described, readings, strict=True):
            records.append(Record(provider="crossref", record_id=row["id"], retrieved_at=NOW, description=description))
            bare = reading.description.model_copy(update={"identifiers": ()})
            reference = Reference(
                kind="printed", raw=reading.text, description=bare, spans=reading.spans,
                confidence=reading.confidence, key=row["id"],
            )  # fmt: skip
            made.append(Made(reference, domain, None, name))
    return made, records


def _is_whole(row: dict[str, Any]) -> bool:
    values = _values(row)
    title = values.get("title") or ""
    if not title:
        return False
    if row["text"].partition(title)[2][:1].isalnum():
        return False  # the label ends in the middle of the title
    if title != title.strip() or re.search(r"[^\W\d_]{2}$", row["text"].partition(title)[0]):
        return False  # … or a part in italics was left out of it
    return bool(title and values.get("authors") and (values.get("container") or values.get("publisher")))


def _values(row: dict[str, Any]) -> dict[str, Any]:
    """What the labels say: the source's own fields, or the labelled words."""
    fields = row.get("fields") or {}
    if fields.get("title"):
        names = [Person(family=one.get("family"), given=one.get("given")) for one in fields.get("authors") or ()]
        first = fields.get("first_author")
        return {**fields, "authors": names or ([Person(family=first)] if first else [])}
    spans: dict[str, list[str]] = {}
    for start, end, label in row.get("spans") or ():
        spans.setdefault(label, []).append(row["text"][start:end])
    if any(len(texts) > 1 for label, texts in spans.items() if label != "author"):
        return {}
    values: dict[str, Any] = {
        label: texts[0].strip(" .,;:()\"“”‘’'") for label, texts in spans.items() if label != "author"
    }
    if volume := values.get("volume"):
        year = (row.get("gold") or {}).get("year")
        values["volume"] = next((number for number in re.findall(r"\d+", volume) if number != year), None)
    values["year"] = (row.get("gold") or {}).get("year")
    names = [name for text in spans.get("author", ()) for name in _names(text)]
    return {**values, "authors": names}


def _names(text: str) -> Iterator[Person]:
    """The family name of the first author, by a rule too simple to share a reader's slips: enough to hold it to."""
    head = re.split(r",|;|&|:|\band\b|\bet\b", text)[0]
    found = [
        hit
        for hit in re.finditer(r"[^\W\d_](?:[a-zà-öø-ÿāăčćđěğłńňśşšťžż]|[A-ZÀ-Ý]{2})[\w'’-]*", head)
        if hit[0].lower() not in PARTICLES
    ]
    initials = re.search(r"\b[A-Z]{1,2}\b\.?", head)
    if len(found) == 1:
        yield Person(family=found[0][0])
    elif len(found) == 2 and (initials is None or found[0].end() < initials.start() < found[1].start()):
        yield Person(family=found[1][0])


def _description(row: dict[str, Any]) -> Description:
    values = _values(row)
    year = (row.get("gold") or {}).get("year") or str(values.get("year") or "")[:4]
    first, last = values.get("fpage"), values.get("lpage")
    text = f"{first}-{last}" if first and last else first or values.get("pages")
    return Description(
        type=TYPES.get(values.get("type") or ""),
        authors=tuple(values["authors"]),
        has_more_authors=len(values["authors"]) == 1,
        title=values["title"],
        container_title=values.get("container"),
        issued=date_of_year(int(year)) if year and year.isdigit() else None,
        volume=values.get("volume"),
        publisher=values.get("publisher"),
        **pages(text),
    )
