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
from citetrail.formats.parts.html_notes import markdown_from_html
from citetrail.formats.parts.languages import language_tag
from citetrail.formats.parts.losses import losses_of, losses_of_entry
from citetrail.formats.parts.names import names_from_latex
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
    Scheme,
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
    "author": "authors", "author full names": "authors", "author/s": "authors",
    "editor": "editors", "translator": "translators",
    "article title": "title", "document title": "title", "year": "issued", "date": "issued",
    "publication year": "issued", "publication date": "issued", "journal": "container_title",
    "source title": "container_title", "publication title": "container_title", "journal/book": "container_title",
    "abstract note": "abstract", "isbn": "isbn", "issn": "issn", "pubmed id": "pmid", "page": "pages",
    "page range": "pages", "art. no.": "article_number", "link": "url", "place": "publisher_place",
    "location": "publisher_place", "address": "publisher_place", "series": "collection_title",
    "journal abbreviation": "container_title_short", "author keywords": "keywords", "keyword": "keywords",
    "language of original document": "language", "manual tags": "tags", "item": "title", "issue number": "issue",
    "num pages": "number_of_pages", "short title": "title_short", "access date": "accessed",
    "conference name": "event_title", "conference location": "event_place", "conference date": "event_date",
    "abbreviated source title": "container_title_short", "series number": "collection_number",
    "library catalog": "source", "automatic tags": "keywords", "document type": "genre", "publication type": "genre",
    "publication": "container_title", "pubyear": "issued", "date published": "issued", "pagination": "pages",
    "page start": "first_page", "start page": "first_page", "startpage": "first_page", "page end": "last_page",
    "end page": "last_page", "endpage": "last_page", "issns": "issn", "external url": "url", "articleurl": "url",
    "extra": "note", "file attachments": "files", "school": "institution",
}  # fmt: skip
_SCHEMES: tuple[Scheme, ...] = ("doi", "pmid", "pmcid", "isbn", "issn", "arxiv")
_KNOWN = {*_TEXT, *_PEOPLE, *_DATES, *_LISTS, *_SCHEMES} | {
    "key", "pages", "first_page", "last_page", "identifiers", "has_more_authors", "has_more_editors",
}  # fmt: skip
_FORMULA = re.compile(r"^['=+\-@\t\r]")
_TYPES = {  # as Zotero, Scopus, Web of Science, Dimensions and Lens name them, without blanks and in small letters
    "journalarticle": "article-journal", "booksection": "chapter", "conferencepaper": "paper-conference",
    "magazinearticle": "article-magazine", "newspaperarticle": "article-newspaper", "computerprogram": "software",
    "blogpost": "post-weblog", "preprint": "article", "article": "article-journal",
    "bookchapter": "chapter", "review": "article-journal",
    "letter": "article-journal", "editorial": "article-journal", "note": "article-journal",
    "shortsurvey": "article-journal", "erratum": "article-journal", "datapaper": "article-journal",
    "articleinpress": "article-journal", "proceedingspaper": "paper-conference", "proceeding": "paper-conference",
    "conferenceproceedingsarticle": "paper-conference", "conferencereview": "book", "monograph": "book",
    "editedbook": "book", "dissertation": "thesis", "attachment": "document",
    "encyclopediaarticle": "entry-encyclopedia",
    "dictionaryentry": "entry-dictionary", "videorecording": "motion_picture", "audiorecording": "song",
    "forumpost": "post", "letter(personal)": "personal_communication", "statute": "legislation", "case": "legal_case",
}  # fmt: skip
_LONGEST_CELL = 10_000_000


_PAIRS = re.compile(r"(?:[^\W\d_]\.-?)+$")
_FAMILY_INITIALS = re.compile(r"[^\d,]+ [A-ZÀ-Þ]{1,4}(?: (?:Jr|Sr|2nd|3rd|II|III))?$")
_INITIALS_FAMILY = re.compile(r"([A-ZÀ-Þ]{1,4}) ([^\W\d_][^\d,]+)$")
_NUMBER_OF_NAME = re.compile(r"\s*\(\d+\)$")
_CLOCK = re.compile(r"^(\d{4}-\d\d-\d\d)[ T]\d\d:\d\d(?::\d\d)?Z?$")
_MOST_LINES_ABOVE = 3
_LEAST_BELOW_OTHERS = 4  # columns we know, in a line that is not the first: prose may list two or three


def sniff(content: bytes) -> bool:
    """Whether the first line is a row of names we know, with a title among them."""
    return _has_known_columns(content) and _delimiter(_head_line(content)) != "\t"


def sniff_tabs(content: bytes) -> bool:
    """As `sniff`, for cells parted by tabs."""
    return _has_known_columns(content) and _delimiter(_head_line(content)) == "\t"


def _head_line(content: bytes) -> str:
    """The first line with names of columns, or the first line: Dimensions has one above it about the export."""
    lines = _head(content).splitlines()[:_MOST_LINES_ABOVE]
    below = (line for line in lines[1:] if _names_columns(line, _LEAST_BELOW_OTHERS))
    return _first_line(_head(content)) if not lines or _names_columns(lines[0]) else next(below, lines[0])


def _head(content: bytes) -> str:
    head = content[:8000]
    return head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "replace")


def _has_known_columns(content: bytes) -> bool:
    if content[:4000].lstrip(b"\xef\xbb\xbf")[:1] in (b"<", b"{", b"[", b"@", b"%"):
        return False
    return _names_columns(_head_line(content))


def _names_columns(line: str, least: int = 2) -> bool:
    """Whether cells of the line name a title and, with it, at least so many fields."""
    try:
        names = [_field_name(cell) for cell in next(csv.reader([line], delimiter=_delimiter(line)), [])]
    except csv.Error:
        return False
    return "title" in names and sum(name in _KNOWN for name in names) >= least


def _first_line(text: str) -> str:
    return next(iter(text.splitlines()), "").replace("\0", "")


def _delimiter(line: str) -> str:
    return max("\t;,", key=line.count)


def _field_name(cell: str) -> str:
    bare = cell.strip().strip("\ufeff").lower()
    return _OTHER_NAMES.get(bare, bare.replace(" ", "_"))


def read(content: bytes, name: str) -> Bibliography:
    """The rows of a table below the row that names the columns. Unknown columns go to `extra`.

    Of several columns for one field the first filled one counts; of dates the most precise. Raises InputError for a
    table without a title column.
    """
    decoded = text_from_bytes(content)
    text = without_stray_bytes(decoded.text).replace("\0", "").removeprefix("\ufeff")
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_CELL))  # the default refuses lists of 3,000 authors
    above, text = _without_lines_above(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(_first_line(text)))
    try:
        written = next(reader, [])
        rows = [(above + before + 1, row) for before, row in _numbered(reader)]
    except csv.Error as error:
        raise InputError(f"no table: {error}", file=name) from error
    names = _field_names(written)
    if "title" not in names:
        raise InputError("no table of works: the first row names no title", file=name, line=above + 1, column=1)
    is_own = _is_own(written)
    entries = [
        _entry(_Row(names, written, row, is_own), Place(source=name, line=line, column=1))
        for line, row in rows
        if any(cell.strip() for cell in row)
    ]
    return Bibliography(entries=tuple(entries), encoding=decoded.encoding)


def _without_lines_above(text: str) -> tuple[int, str]:
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines[:_MOST_LINES_ABOVE]):
        if (
            number
            and _names_columns(line.rstrip("\r\n"), _LEAST_BELOW_OTHERS)
            and not _names_columns(lines[0].rstrip("\r\n"))
        ):
            return number, "".join(lines[number:])
    return 0, text


def _numbered(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """The rows, each with the number of lines before it."""
    before = reader.line_num
    for row in reader:
        yield before, row
        before = reader.line_num


def _field_names(written: Sequence[str]) -> list[str]:
    names = [_field_name(cell) for cell in written]
    bare = {cell.strip().strip("\ufeff").lower() for cell in written}
    if "item type" in bare:  # Zotero: the other one says what kind of thesis or report it is
        names = ["genre" if cell.strip().lower() == "type" else name for cell, name in zip(written, names, strict=True)]
    if "source" in names and "container_title" not in names and not _is_own(written):  # Publish or Perish
        names[names.index("source")] = "container_title"
    return names


def _is_own(written: Sequence[str]) -> bool:
    """Whether the columns have the names that `write` gives them."""
    names = set(written)
    is_whole = {"key", "type", "title"} <= names and not any(
        name in _OTHER_NAMES and name not in _KNOWN for name in names
    )
    return "container_title" in names or "issued" in names or is_whole


class _Row:
    """One row: the cells by field, the first filled one of each; `left` has the others by their columns."""

    def __init__(self, names: Sequence[str], written: Sequence[str], row: Sequence[str], is_own: bool) -> None:
        self.is_own = is_own
        self.cells: dict[str, str] = {}
        self.left: list[tuple[str, str]] = []
        self.dates: dict[str, list[str]] = {}
        for name, column, cell in zip(names, written, row, strict=False):
            if not cell.strip():
                continue
            text = _unguarded(cell)
            if column.strip().lower() == "author/s":  # of Lens, which has given names first
                text = "; ".join(map(_family_first, _split(text)))
            if name in _DATES:
                self.dates.setdefault(name, []).append(_CLOCK.sub(r"\1", text.strip()))
            elif name not in _KNOWN or (name in self.cells and self._is_other(name, column, text)):
                self.left.append((column, text))
            else:
                self.cells[name] = text

    def _is_other(self, name: str, column: str, text: str) -> bool:
        """Whether a second column for a field is to be kept apart; full names are better than initials."""
        if name == "authors" and column.strip().lower() == "author full names":
            self.cells[name] = text
            return False
        return self.cells[name] != text


def _entry(row: _Row, place: Place) -> Entry:
    cells = row.cells
    fields: dict[str, Any] = {name: cells[name] for name in _TEXT if name in cells}
    fields["type"] = _type(row)
    left = list(row.left)
    for name in _PEOPLE:
        names = _names(cells.get(name, ""))
        fields[name] = tuple(person for one in names if not is_et_al(one) and (person := person_from_line(one)))
        if name in ("authors", "editors"):
            fields[f"has_more_{name}"] = any(is_et_al(one) for one in names)
    for name, dates in row.dates.items():
        fields[name] = _most_precise([date for text in dates if (date := date_range_from_words(text))])
    first, last = cells.get("first_page"), cells.get("last_page")
    take_pages(cells.get("pages") or (f"{first}-{last}" if first and last and first != last else first or last), fields)
    fields["keywords"] = tuple(_split(cells.get("keywords", "")))
    fields["identifiers"] = _identifiers(cells, left)
    if language := fields.get("language"):
        fields["language"] = language if row.is_own else language_tag(language) or language
    if not row.is_own and fields["type"] == "article-journal" and not fields.get("issue"):
        fields["issue"] = fields.pop("number", None)  # as Google Scholar calls it
    if fields["type"] == "thesis" and fields.get("publisher") and not fields.get("institution") and not row.is_own:
        fields["institution"] = fields.pop("publisher")
    fields["extra"] = tuple(left)
    tags, files, aliases = (tuple(_split(cells.get(name, ""))) for name in ("tags", "files", "aliases"))
    return Entry(
        key=cells.get("key"),
        description=Description(**fields),
        place=place,
        aliases=aliases,
        tags=tags,
        notes=_notes(cells.get("notes", "")),
        files=files,
    )


def _type(row: _Row) -> str | None:
    """The kind of a work: as it is written, by the kind of document, or by what it has if the table never says."""
    for written in (row.cells.get("type"), None if row.is_own else row.cells.get("genre")):
        if written:
            known = _TYPES.get(re.sub(r"[\s_-]", "", written.lower()))
            return written if written in CSL_TYPES else known or written if written == row.cells.get("type") else known
    if row.is_own:
        return None
    if row.cells.get("container_title"):
        return "article-journal"
    return "book" if row.cells.get("isbn") or row.cells.get("publisher") else None


def _most_precise(dates: Sequence[DateRange]) -> DateRange | None:
    """The date that says most, of those of the year that is named first."""
    same = [date for date in dates if date.year == dates[0].year]
    return max(same, key=lambda date: (bool(date.start.month), bool(date.start.day)), default=None)


def _notes(cell: str) -> tuple[str, ...]:
    return tuple(markdown_from_html(note) if note.startswith("<") else note for note in _split(cell))


def _names(cell: str) -> list[str]:
    """The names of a cell, family names first: parted by semicolons, or by commas as PubMed and Scopus had them."""
    names = [_NUMBER_OF_NAME.sub("", name) for name in _split(cell)]
    if len(names) != 1:
        return names
    parts = [part.strip() for part in names[0].removesuffix(".").split(", ")]
    if all(_FAMILY_INITIALS.match(part) for part in parts[:1]) and len(parts) > 1 and "." not in parts[0]:
        return parts  # `Smith JA, van der Berg P, WHO Study Group`
    if (
        len(parts) > 2
        and len(parts) % 2 == 0
        and all(map(_PAIRS.match, [f"{one.removesuffix('.')}." for one in parts[1::2]]))
    ):
        return [f"{family}, {given}" for family, given in zip(parts[::2], names[0].split(", ")[1::2], strict=True)]
    found = [_INITIALS_FAMILY.match(part) for part in parts]
    if all(found) and len(parts) > 1:
        return [f"{one[2]}, {one[1]}" for one in found if one]  # `H Rockliff, A Karl`
    return names


def _family_first(name: str) -> str:
    persons = names_from_latex(name).persons
    return line_from_person(persons[0]) if len(persons) == 1 and "," not in name else name


def _split(cell: str) -> list[str]:
    parts = re.split(r"(?<!\\);|\n", cell)
    return [part.replace("\\;", ";").strip() for part in parts if part.strip()]


def _identifiers(cells: Mapping[str, str], left: list[tuple[str, str]]) -> tuple[Identifier, ...]:
    """The identifiers of the columns for them; what is none goes to `left`."""
    found: dict[Identifier, None] = {}
    for scheme in _SCHEMES:
        for text in _split(
            cells.get(scheme, "").replace(",", ";") if scheme in ("issn", "isbn") else cells.get(scheme, "")
        ):
            is_bare = scheme == "arxiv" and not text.lower().startswith("arxiv")
            if identifier := identifier_of(scheme, f"arxiv:{text}" if is_bare else text):
                found[identifier] = None
            else:
                left.append((scheme, text))
    for text in _split(cells.get("identifiers", "")):
        if identifier := identifier_from_text(text):
            found[identifier] = None
        else:
            left.append(("identifiers", text))
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
