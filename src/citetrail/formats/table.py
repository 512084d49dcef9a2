"""Tables for spreadsheets: one row per work, comma- or tab-separated, read back by the names in the first row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from citetrail.errors import InputError
from citetrail.formats.parts.csl_items import page_text
from citetrail.formats.parts.csl_types import CSL_TYPES
from citetrail.formats.parts.dates import date_range_from_words
from citetrail.formats.parts.encodings import text_from_bytes, without_stray_bytes
from citetrail.formats.parts.losses import losses_of, losses_of_entry
from citetrail.formats.parts.people import is_et_al, line_from_person, losses_of_names, person_from_line
from citetrail.formats.parts.remarks import remarks_of
from citetrail.formats.parts.tagged_reading import take_pages
from citetrail.model import (
    Bibliography,
    DateRange,
    Description,
    Entry,
    Format,
    Identifier,
    Loss,
    Person,
    Place,
    Written,
    identifier_from_text,
    identifier_of,
)

_PEOPLE = ("authors", "editors", "translators", "container_authors", "collection_editors")
_DATES = ("issued", "accessed", "submitted", "original_date", "available_date", "event_date")
_TEXT = (
    "type", "title", "title_short", "original_title", "translated_title", "container_title", "container_title_short",
    "collection_title", "collection_number", "event_title", "event_place", "volume_title", "part_title",
    "reviewed_title", "volume", "issue", "article_number", "chapter_number", "number", "number_of_pages",
    "number_of_volumes", "edition", "version", "part_number", "section", "publisher", "publisher_place",
    "original_publisher", "original_publisher_place", "institution", "authority", "jurisdiction", "archive",
    "archive_location", "archive_place", "call_number", "source", "genre", "medium", "dimensions", "scale", "status",
    "references", "language", "url", "abstract", "note", "annote",
)  # fmt: skip
_LISTS = ("keywords", "tags", "notes", "files", "aliases")
_COLUMNS = (
    "key", "type", "authors", "issued", "title", "container_title", "volume", "issue", "pages", "publisher", "doi",
    "url",
)  # fmt: skip
_OTHER_NAMES: dict[str, str] = {
    "citation key": "key", "citekey": "key", "bibtex key": "key", "id": "key", "item type": "type",
    "author": "authors", "author full names": "authors", "editor": "editors", "translator": "translators",
    "article title": "title", "document title": "title", "year": "issued", "date": "issued",
    "publication year": "issued", "publication date": "issued", "journal": "container_title",
    "source title": "container_title", "publication title": "container_title", "journal/book": "container_title",
    "abstract note": "abstract", "isbn": "isbn", "issn": "issn", "pubmed id": "pmid", "page": "pages",
    "page range": "pages", "art. no.": "article_number", "link": "url", "place": "publisher_place",
    "location": "publisher_place", "address": "publisher_place", "series": "collection_title",
    "journal abbreviation": "container_title_short", "author keywords": "keywords", "keyword": "keywords",
    "language of original document": "language", "manual tags": "tags", "item": "title", "issue number": "issue",
    "num pages": "number_of_pages", "short title": "title_short", "access date": "accessed",
    "conference name": "event_title", "extra": "note", "file attachments": "files", "school": "institution",
}  # fmt: skip
_SCHEMES = ("doi", "pmid", "pmcid", "isbn", "issn", "arxiv")
_KNOWN = {*_TEXT, *_PEOPLE, *_DATES, *_LISTS, *_SCHEMES} | {
    "key", "pages", "identifiers", "has_more_authors", "has_more_editors",
}  # fmt: skip
_FORMULA = re.compile(r"^['=+\-@\t\r]")
_ZOTERO_TYPES = {
    "journalarticle": "article-journal", "booksection": "chapter", "conferencepaper": "paper-conference",
    "magazinearticle": "article-magazine", "newspaperarticle": "article-newspaper", "computerprogram": "software",
    "blogpost": "post-weblog", "preprint": "article", "article": "article-journal",
    "conference paper": "paper-conference",    "book chapter": "chapter",
}  # fmt: skip
_LONGEST_CELL = 10_000_000


def sniff(content: bytes) -> bool:
    """Whether the first line is a row of names we know, with a title among them."""
    return _has_known_columns(content) and _delimiter(_head_line(content)) != "\t"


def sniff_tabs(content: bytes) -> bool:
    """As `sniff`, for cells parted by tabs."""
    return _has_known_columns(content) and _delimiter(_head_line(content)) == "\t"


def _head_line(content: bytes) -> str:
    return _first_line(content[:4000].lstrip(b"\xef\xbb\xbf").decode("utf-8", "replace"))


def _has_known_columns(content: bytes) -> bool:
    head = content[:4000].lstrip(b"\xef\xbb\xbf")
    if head[:1] in (b"<", b"{", b"[", b"@", b"%"):
        return False
    first = _head_line(content)
    try:
        names = [_field_name(cell) for cell in next(csv.reader([first], delimiter=_delimiter(first)), [])]
    except csv.Error:
        return False
    return "title" in names and sum(name in _KNOWN for name in names) >= 2


def _first_line(text: str) -> str:
    return next(iter(text.splitlines()), "").replace("\0", "")


def _delimiter(line: str) -> str:
    return max("\t;,", key=line.count)


def _field_name(cell: str) -> str:
    bare = cell.strip().strip("\ufeff").lower()
    return _OTHER_NAMES.get(bare, bare.replace(" ", "_"))


def read(content: bytes, name: str) -> Bibliography:
    """The rows of a table whose first row names the columns. Unknown columns go to `extra`.

    Raises InputError for a table without a title column.
    """
    decoded = text_from_bytes(content)
    text = without_stray_bytes(decoded.text).replace("\0", "")
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_CELL))  # the default refuses lists of 3,000 authors
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(_first_line(text))))
    except csv.Error as error:
        raise InputError(f"no table: {error}", file=name) from error
    written = rows[0] if rows else []
    names = [_field_name(cell) for cell in written]
    if "title" not in names:
        raise InputError("no table of works: the first row names no title", file=name, line=1, column=1)
    entries = [
        _entry(dict(zip(names, row, strict=False)), dict(zip(names, written, strict=False)), Place(source=name))
        for row in rows[1:]
        if any(cell.strip() for cell in row)
    ]
    return Bibliography(entries=tuple(entries), encoding=decoded.encoding)


def _entry(row: Mapping[str, str], written: Mapping[str, str], place: Place) -> Entry:
    cells = {name: _unguarded(cell) for name, cell in row.items() if cell.strip()}
    fields: dict[str, Any] = {name: cells[name] for name in _TEXT if name in cells}
    kind = fields.get("type")
    if kind:
        fields["type"] = kind if kind in CSL_TYPES else _ZOTERO_TYPES.get(kind.lower(), kind)
    for name in _PEOPLE:
        names = _split(cells.get(name, ""))
        fields[name] = tuple(person for one in names if not is_et_al(one) and (person := person_from_line(one)))
        if name in ("authors", "editors"):
            fields[f"has_more_{name}"] = any(is_et_al(one) for one in names)
    for name in _DATES:
        if name in cells:
            fields[name] = date_range_from_words(cells[name])
    take_pages(cells.get("pages"), fields)
    fields["keywords"] = tuple(_split(cells.get("keywords", "")))
    fields["identifiers"] = _identifiers(cells)
    fields["extra"] = tuple((written[name], cell) for name, cell in cells.items() if name not in _KNOWN)
    tags, notes, files, aliases = (tuple(_split(cells.get(name, ""))) for name in ("tags", "notes", "files", "aliases"))
    return Entry(
        key=cells.get("key"),
        description=Description(**fields),
        place=place,
        aliases=aliases,
        tags=tags,
        notes=notes,
        files=files,
    )


def _split(cell: str) -> list[str]:
    parts = re.split(r"(?<!\\);|\n", cell)
    return [part.replace("\\;", ";").strip() for part in parts if part.strip()]


def _identifiers(cells: Mapping[str, str]) -> tuple[Identifier, ...]:
    found: dict[Identifier, None] = {}
    for scheme in _SCHEMES:
        for text in _split(cells.get(scheme, "")):
            is_bare = scheme == "arxiv" and not text.lower().startswith("arxiv")
            if identifier := identifier_of(scheme, f"arxiv:{text}" if is_bare else text):  # type: ignore[arg-type]  # all of them are schemes
                found[identifier] = None
    for text in _split(cells.get("identifiers", "")):
        if identifier := identifier_from_text(text):
            found[identifier] = None
    return tuple(found)


def _unguarded(cell: str) -> str:
    """Spreadsheets take `=…` for a formula; what we guarded with an apostrophe loses it again."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


# -- writing


def write(entries: Sequence[Entry], delimiter: str = ",") -> Written:
    """A table with a byte order mark, so that spreadsheets take it for UTF-8. Columns that are empty are left out.

    Cells that a spreadsheet would take for a formula begin with an apostrophe.
    """
    losses: list[Loss] = []
    rows = [_row(entry, losses) for entry in entries]
    used = {name for row in rows for name in row}
    order = [*(name for name in _COLUMNS if name in used or name in ("key", "title"))]
    order += [
        name
        for name in (*_TEXT, *_PEOPLE, *_DATES, *_SCHEMES, "identifiers", *_LISTS)
        if name in used and name not in order
    ]
    order += [name for row in rows for name in row if name not in order]  # what only some formats know
    order = list(dict.fromkeys(order))
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(order)
    writer.writerows([_guarded(row.get(name, "")) for name in order] for row in rows)
    return Written(text="\ufeff" + buffer.getvalue(), losses=tuple(losses))


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _row(entry: Entry, losses: list[Loss]) -> dict[str, str]:
    description = entry.description
    row: dict[str, str] = {name: value for name in _TEXT if (value := getattr(description, name))}
    if entry.key:
        row["key"] = entry.key
    for name in _PEOPLE:
        row |= _people_cell(entry, name)
    for name in _DATES:
        date: DateRange | None = getattr(description, name)
        if date:
            row[name] = date.start.words or str(date)
            if date_range_from_words(row[name]) != date:
                losses.append(Loss(key=entry.key, field=name, value=str(date)))
    if description.pages or description.page_text:
        row["pages"] = page_text(description.pages) if description.pages else description.page_text or ""
    for name, values in (("keywords", description.keywords), *_lists_of(entry)):
        if values:
            row[name] = "; ".join(value.replace(";", "\\;").replace("\n", " ") for value in values)
    row |= _identifier_cells(entry, losses)
    row |= _extra_cells(entry, losses)
    losses.extend(losses_of_names(entry, _PEOPLE))
    told = {
        *_TEXT,
        *_PEOPLE,
        *_DATES,
        "pages",
        "page_text",
        "keywords",
        "identifiers",
        "extra",
        "has_more_authors",
        "has_more_editors",
    }
    losses.extend(losses_of(entry, told))
    losses.extend(losses_of_entry(entry, {*_LISTS, "quotes"}))
    return row


def _lists_of(entry: Entry) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from (("tags", entry.tags), ("notes", remarks_of(entry)), ("files", entry.files), ("aliases", entry.aliases))


def _extra_cells(entry: Entry, losses: list[Loss]) -> dict[str, str]:
    """Fields of other formats in columns of their own, if those are read back under their names."""
    cells: dict[str, str] = {}
    for name, value in entry.description.extra:
        if name == "entrytype":
            continue
        is_read_back = name == name.strip() and name and _field_name(name) not in _KNOWN and not _FORMULA.match(name)
        if is_read_back and name not in cells:
            cells[name] = value
        else:
            losses.append(Loss(key=entry.key, field=name, value=value))
    return cells


def _people_cell(entry: Entry, name: str) -> dict[str, str]:
    people: tuple[Person, ...] = getattr(entry.description, name)
    lines = [line_from_person(person).replace(";", "\\;") for person in people]
    if getattr(entry.description, f"has_more_{name}", False):
        lines.append("et al.")
    return {name: "; ".join(lines)} if lines else {}


def _identifier_cells(entry: Entry, losses: list[Loss]) -> dict[str, str]:
    cells: dict[str, list[str]] = {}
    for identifier in entry.description.identifiers:
        value = identifier.value + (f"v{identifier.version}" if identifier.version else "")
        if identifier.scheme in _SCHEMES:
            cells.setdefault(identifier.scheme, []).append(value)
        elif identifier_from_text(identifier.url or value) == identifier:
            cells.setdefault("identifiers", []).append(identifier.url or value)
        else:
            losses.append(Loss(key=entry.key, field=identifier.scheme, value=value))
    return {name: "; ".join(value.replace(";", "\\;") for value in values) for name, values in cells.items()}


FORMAT = Format("csv", (".csv",), sniff, read, write)
_write_tsv: Callable[[Sequence[Entry]], Written] = partial(write, delimiter="\t")
TSV_FORMAT = Format("tsv", (".tsv", ".tab"), sniff_tabs, read, _write_tsv)
