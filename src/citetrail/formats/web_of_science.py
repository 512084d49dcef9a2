"""Web of Science and ISI exports (read only): two-letter tags with values in lines, or as columns parted by tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from citetrail.errors import InputError
from citetrail.formats.parts.dates import date_range_from_words
from citetrail.formats.parts.encodings import text_from_bytes, without_stray_bytes
from citetrail.formats.parts.languages import language_tag
from citetrail.formats.parts.people import line_from_person
from citetrail.formats.parts.places import Lines
from citetrail.formats.parts.tagged_reading import (
    entry_of,
    people,
    serial_numbers,
    split_keywords,
    take_pages,
    text_fields,
    unknown_tags,
)
from citetrail.formats.parts.tags import TaggedLine, TaggedRecord, records_of, tagged_lines
from citetrail.model import Bibliography, DateRange, Description, Format, Identifier, Person, Scheme, identifier_of

_LINE = re.compile(r"^\s?(?P<tag>[A-Z][A-Z0-9])(?: (?P<value>.*)|(?P<none>))$")
_SNIFF = re.compile(rb"(?m)^(?:FN (?:ISI|Clarivate|Thomson)|VR 1\.0|PT [JBSPC]\s*$)")
_COLUMNS = re.compile(r"PT\t(?:[A-Z][A-Z0-9]\t){3}")
_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
_TYPES = {"J": "article-journal", "B": "book", "S": "chapter", "P": "patent", "C": "paper-conference"}
_TEXT_TAGS: dict[str, tuple[str, ...]] = {
    "title": ("TI",), "container_title": ("SO",), "container_title_short": ("JI", "J9"), "volume": ("VL",),
    "issue": ("IS",), "abstract": ("AB",), "publisher": ("PU",), "publisher_place": ("PI",),
    "collection_title": ("SE",), "event_title": ("CT",), "event_place": ("CL",), "article_number": ("AR",),
    "genre": ("DT",), "number_of_pages": ("PG",),
}  # fmt: skip
_TAKEN = {tag for tags in _TEXT_TAGS.values() for tag in tags} | set(
    "PT AU AF ED BE BF CA OI PY PD EA CY BP EP PS DI SN EI BN DE ID LA PM ER EF FN VR".split()
)


def sniff(content: bytes) -> bool:
    """Whether the head of a Web of Science file or a `PT J` line stands in the first bytes."""
    head = content[:5000].removeprefix(b"\xef\xbb\xbf").replace(b"\r", b"\n")
    return _SNIFF.search(head) is not None or _COLUMNS.match(_head_of_columns(content)) is not None


def _head_of_columns(content: bytes) -> str:
    """The first characters as text: the table comes in UTF-8 or in UTF-16."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return content[:60].decode(encoding, "replace")


def read(content: bytes, name: str) -> Bibliography:
    """The records of a Web of Science file. Raises InputError for a file without a record."""
    decoded = text_from_bytes(content)
    text = without_stray_bytes(decoded.text)
    lines = Lines(text)
    entries = tuple(entry_of(record, None, _description(record), text, lines, name) for record in _records(text))
    if not entries:
        raise InputError("no record of Web of Science: there is no line such as `PT J`", file=name, line=1)
    return Bibliography(entries=entries, encoding=decoded.encoding)


def _records(text: str) -> Iterator[TaggedRecord]:
    if _COLUMNS.match(text.lstrip("\ufeff")):
        return _rows(text)
    tagged = (line for line in tagged_lines(text, _LINE) if line.tag not in ("FN", "VR", "EF"))
    return records_of(tagged, text, lambda tag: tag == "PT", lambda tag: tag == "ER")


def _rows(text: str) -> Iterator[TaggedRecord]:
    """The rows of the table as records; its first row names the tags."""
    tags: list[str] = []
    for found in re.finditer(r"[^\r\n]+", text):
        cells = found.group().split("\t")
        if tags:
            lines = tuple(
                TaggedLine(tag, cell.strip(), found.start())
                for tag, cell in zip(tags, cells, strict=False)
                if cell.strip()
            )
            if lines:
                yield TaggedRecord(lines, found.start(), found.end())
        else:
            tags = [cell.strip("\ufeff ") for cell in cells]


def _description(record: TaggedRecord) -> Description:
    fields: dict[str, Any] = {"type": _TYPES.get(record.first("PT") or "", "article-journal")}
    fields |= text_fields(record, _TEXT_TAGS)
    is_paper = fields["type"] == "article-journal" and fields.get("event_title")
    if is_paper or (fields["type"] == "chapter" and "proceedings paper" in fields.get("genre", "").lower()):
        fields["type"] = "paper-conference"
    if fields["type"] == "book":
        fields.pop("container_title", None)
        fields.setdefault("title", record.first("SO"))
    names = [name for line in record.all("AF") or record.all("AU") for name in line.split(";")]
    fields["authors"], fields["has_more_authors"] = people(names)
    groups = [name.strip() for line in record.all("CA") for name in re.split("[;\n]", line)]
    fields["authors"] = (*_with_orcids(record, fields["authors"]), *(Person(literal=name) for name in groups if name))
    editors = record.all("BF") or record.all("BE") or record.all("ED")
    fields["editors"], _ = people([name for line in editors for name in line.split(";")])
    fields["issued"] = _issued(record)
    held = record.first("CY")
    fields["event_date"] = date_range_from_words(held.capitalize()) if held else None
    first, last = record.first("BP"), record.first("EP")
    take_pages(f"{first}-{last}" if first and last and first != last else first or record.first("PS"), fields)
    fields["keywords"] = split_keywords((value.replace("\n", " ") for value in record.all("DE", "ID")), ";")
    language = record.first("LA")
    fields["language"] = (language_tag(language) or language) if language else None
    fields["identifiers"] = _identifiers(record)
    fields["extra"] = unknown_tags(record, _TAKEN)
    return Description(**fields)


def _with_orcids(record: TaggedRecord, authors: tuple[Person, ...]) -> tuple[Person, ...]:
    """The authors with the iDs of `OI`, which has them by name: `Pym, Ethel/0000-0002-1825-0097`."""
    parts = (part.rpartition("/") for line in record.all("OI") for part in line.split(";"))
    orcids = {name.strip(): orcid.strip() for name, _, orcid in parts if _ORCID.fullmatch(orcid.strip())}
    return tuple(
        one.model_copy(update={"orcid": orcids[name]}) if (name := line_from_person(one)) in orcids else one
        for one in authors
    )


def _issued(record: TaggedRecord) -> DateRange | None:
    year, date = record.first("PY"), record.first("PD")
    if not year and (early := record.first("EA")):  # early access: there is no other date yet
        return date_range_from_words(early.capitalize())
    from_year = date_range_from_words(year) if year else None
    if date:
        whole = date_range_from_words(date if year and year in date else f"{date} {year or ''}")
        if whole and whole.year is not None and (from_year is None or whole.year == from_year.year):
            return whole
    return from_year


def _identifiers(record: TaggedRecord) -> tuple[Identifier, ...]:
    found: dict[Identifier, None] = {}
    tags: tuple[tuple[str, Scheme], ...] = (("DI", "doi"), ("PM", "pmid"))
    for tag, scheme in tags:
        value = record.first(tag)
        if value and (identifier := identifier_of(scheme, value)):
            found[identifier] = None
    for value in record.all("SN", "EI", "BN"):
        found.update(dict.fromkeys(serial_numbers(value)))
    return tuple(found)


FORMAT = Format("web-of-science", (".isi", ".ciw"), sniff, read)
