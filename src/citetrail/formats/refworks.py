"""RefWorks tagged format (read only): two-letter tags with a blank behind them, records from `RT` on."""

from __future__ import annotations

import re
from typing import Any

from citetrail.errors import InputError
from citetrail.formats.parts.dates import date_range_from_words
from citetrail.formats.parts.encodings import text_from_bytes, without_stray_bytes
from citetrail.formats.parts.languages import language_tag
from citetrail.formats.parts.places import Lines
from citetrail.formats.parts.tagged_reading import (
    entry_of,
    further_values,
    people,
    serial_numbers,
    take_pages,
    text_fields,
    unknown_tags,
)
from citetrail.formats.parts.tags import TaggedRecord, records_of, tagged_lines
from citetrail.model import Bibliography, DateRange, Description, Format, Identifier, identifier_of

_LINE = re.compile(r"^(?P<tag>[A-Z][A-Z0-9])(?: (?P<value>.*)|(?P<none>))$")
_SNIFF = re.compile(
    rb"(?m)^(?:\xef\xbb\xbf)?RT (?:Abstract|Artwork|Bills|Book|Case|Computer|Conference|Dissertation|Generic|Grant"
    rb"|Hearing|Journal|Laws|Magazine|Map|Monograph|Motion|Music|Newspaper|Online|Patent|Personal|Report|Sound|Thesis"
    rb"|Unpublished|Video|Web)[^\n]*\n+[A-Z][A-Z0-9](?: |\n)"
)
_TYPES: dict[str, str] = {
    "journal article": "article-journal", "journal": "article-journal", "abstract": "article-journal",
    "journal, electronic": "article-journal", "magazine article": "article-magazine", "magazine": "article-magazine",
    "newspaper article": "article-newspaper", "newspaper": "article-newspaper", "book, whole": "book", "book": "book",
    "monograph": "book", "book, edited": "book", "book, section": "chapter", "conference proceedings":
    "paper-conference", "dissertation/thesis": "thesis", "dissertation/thesis, unpublished": "thesis",
    "dissertation": "thesis", "thesis": "thesis", "report": "report", "web page": "webpage",
    "online discussion forum/blogs": "post-weblog", "computer program": "software", "patent": "patent", "map": "map",
    "video/dvd": "motion_picture", "motion picture": "motion_picture", "sound recording": "song",
    "music score": "musical_score", "artwork": "graphic", "unpublished material": "manuscript",
    "personal communication": "personal_communication", "case/court decisions": "legal_case",
    "laws/statutes": "legislation", "bills/resolutions": "bill", "hearing": "hearing", "grant": "document",
    "generic": "document",
}  # fmt: skip
_TEXT_TAGS: dict[str, tuple[str, ...]] = {
    "title": ("T1",), "volume": ("VO",), "issue": ("IS",), "publisher": ("PB",), "publisher_place": ("PP",),
    "edition": ("ED",), "abstract": ("AB",), "collection_title": ("T3",), "note": ("NO",), "call_number": ("CL",),
    "source": ("DB",), "archive": ("DS",), "title_short": ("ST",), "translated_title": ("TT",),
    "original_title": ("OT",),
}  # fmt: skip
_TAKEN = {tag for tags in _TEXT_TAGS.values() for tag in tags} | set(
    "RT SR ID A1 A2 A3 A4 A5 T2 JF JO YR FD RD SP OP K1 SN LA DO UL LK".split()
)
_ROLES = {"editors": "A2", "collection_editors": "A3", "translators": "A5"}
_SINGLE = (*_TEXT_TAGS.values(), ("T2",), ("JF",), ("JO",), ("LA",), ("SP",), ("OP",))


def sniff(content: bytes) -> bool:
    """Whether an `RT` line with a kind of work stands in the first bytes, and another tag below it."""
    return _SNIFF.search(content[:20000].replace(b"\r", b"\n")) is not None


def read(content: bytes, name: str) -> Bibliography:
    """The records of a RefWorks file. Raises InputError for a file without a record."""
    decoded = text_from_bytes(content)
    text = without_stray_bytes(decoded.text)
    lines = Lines(text)
    records = records_of(tagged_lines(text, _LINE), text, lambda tag: tag == "RT", lambda _tag: False)
    entries = tuple(entry_of(record, None, _description(record), text, lines, name) for record in records)
    if not entries:
        raise InputError("no record of RefWorks: there is no line such as `RT Journal Article`", file=name, line=1)
    return Bibliography(entries=entries, encoding=decoded.encoding)


def _description(record: TaggedRecord) -> Description:
    written = record.first("RT") or ""
    kind = _TYPES.get(written.lower(), "document")
    fields: dict[str, Any] = {"type": kind, **text_fields(record, _TEXT_TAGS)}
    fields |= text_fields(record, {"container_title": ("T2", "JF") if kind == "chapter" else ("JF", "T2", "JO")})
    if record.first("JF", "T2"):
        fields |= text_fields(record, {"container_title_short": ("JO",)})
    fields["authors"], fields["has_more_authors"] = people(map(_with_space, record.all("A1")))
    for field, tag in _ROLES.items():
        fields[field], _ = people(map(_with_space, record.all(tag)))
    if kind == "thesis" and fields.get("publisher"):
        fields["institution"] = fields.pop("publisher")
    fields["issued"] = _issued(record)
    seen = record.first("RD")
    fields["accessed"] = date_range_from_words(seen) if seen else None
    first, last = record.first("SP"), record.first("OP")
    take_pages(f"{first}-{last}" if first and last and first != last else first or last, fields)
    fields["keywords"] = tuple(dict.fromkeys(word for value in record.all("K1") for word in value.split("\n")))
    language = record.first("LA")
    fields["language"] = (language_tag(language) or language) if language else None
    links = record.all("UL", "LK")
    fields["url"] = next(iter(links), None)
    fields["identifiers"] = _identifiers(record)
    unknown = (("RT", written),) if written.lower() not in _TYPES else ()
    more = tuple(("UL", link) for link in dict.fromkeys(links[1:]) if link != links[0])
    fields["extra"] = unknown + unknown_tags(record, _TAKEN) + further_values(record, _SINGLE) + more
    return Description(**fields)


def _with_space(name: str) -> str:
    """`Pym,Ethel` with a blank behind the comma."""
    return re.sub(r",(?=\S)", ", ", name)


def _issued(record: TaggedRecord) -> DateRange | None:
    year, date = record.first("YR"), record.first("FD")
    whole = date_range_from_words(date if year and date and year in date else f"{date} {year}") if date else None
    from_year = date_range_from_words(year) if year else None
    return whole if whole and whole.year is not None and (not from_year or whole.year == from_year.year) else from_year


def _identifiers(record: TaggedRecord) -> tuple[Identifier, ...]:
    found = [identifier for value in record.all("DO") if (identifier := identifier_of("doi", value))]
    found += [identifier for value in record.all("SN") for identifier in serial_numbers(value)]
    return tuple(dict.fromkeys(found))


FORMAT = Format("refworks", (".refworks",), sniff, read)
