"""EndNote XML (`<xml><records><record>`), as EndNote, Bookends, Mendeley and JabRef write it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from citetrail.errors import InputError
from citetrail.formats.parts.csl_items import page_text
from citetrail.formats.parts.dates import MONTH_WORDS, SEASON_WORDS, date_range_from_words
from citetrail.formats.parts.endnote_types import CSL_TYPE, CSL_TYPE_OF_NUMBER, ENDNOTE_NUMBER, ENDNOTE_TYPE
from citetrail.formats.parts.languages import language_tag
from citetrail.formats.parts.losses import losses_of, losses_of_entry
from citetrail.formats.parts.markup import clean_title, folded
from citetrail.formats.parts.people import line_from_person, losses_of_names
from citetrail.formats.parts.remarks import remarks_of
from citetrail.formats.parts.tagged_reading import people, serial_numbers, split_keywords, take_pages
from citetrail.formats.parts.xml import (
    XmlTree,
    child_text,
    element,
    escaped_text,
    lines_of,
    parse_xml,
    runs_of,
    text_of,
    texts,
)
from citetrail.model import (
    Bibliography,
    DateRange,
    Description,
    Entry,
    Format,
    Identifier,
    Loss,
    Place,
    Written,
    identifier_from_text,
    identifier_of,
)

_SNIFF = re.compile(rb"<xml>\s*<records\b|<records>\s*<record>|<record>\s*<(?:database|ref-type|source-app)\b")
_OWN_ELEMENTS = frozenset({"ref-type", "contributors", "titles", "database", "source-app", "rec-number", "dates"})
_TEXT_PATHS: dict[str, tuple[str, ...]] = {
    "volume": ("volume",), "issue": ("number", "issue"), "edition": ("edition",), "publisher": ("publisher",),
    "publisher_place": ("pub-location",), "section": ("section",), "title_short": ("titles/short-title",),
    "translated_title": ("titles/translated-title",), "original_title": ("orig-pub",),
    "reviewed_title": ("reviewed-item",), "collection_title": ("titles/tertiary-title",),
    "container_title_short": ("periodical/abbr-1", "titles/alt-title"), "number_of_volumes": ("num-vols",),
    "genre": ("work-type",), "call_number": ("call-num",), "source": ("remote-database-name",),
    "archive": ("remote-database-provider",),
}  # fmt: skip
_PEOPLE: dict[str, str] = {
    "authors": "authors", "editors": "secondary-authors", "collection_editors": "tertiary-authors",
    "translators": "translated-authors",
}  # fmt: skip
_KEPT = ("custom1", "custom2", "custom3", "custom4", "custom5", "custom6", "custom7", "caption", "auth-address",
         "misc1", "misc2", "misc3", "auth-affiliation", "image", "foreign-keys")  # fmt: skip
_FACES = {"italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub"}
_OWN_FILE = "internal-pdf://"
_FACE_OF = {tag: face for face, tag in _FACES.items()}
_STYLE = '<style face="{}" font="default" size="100%">{}</style>'


def sniff(content: bytes) -> bool:
    """Whether EndNote's `records` or `record` elements stand in the first bytes."""
    return _SNIFF.search(content[:5000]) is not None


def read(content: bytes, name: str) -> Bibliography:
    """The records of an EndNote XML file. Raises InputError for XML that is broken or has none."""
    tree = parse_xml(content, name)
    records = [tree.root] if tree.root.tag == "record" else list(tree.root.iter("record"))
    if not records and tree.root.find(".//records") is None and tree.root.tag not in ("xml", "records"):
        raise InputError(f"no bibliography in XML that is known here: it begins with <{tree.root.tag}>", file=name)
    if records and not any(child.tag in _OWN_ELEMENTS for record in records for child in record):
        raise InputError(f"no EndNote XML: a <record> in <{tree.root.tag}> has nothing of EndNote's in it", file=name)
    return Bibliography(entries=tuple(_entry(record, tree, name) for record in records))


def _entry(record: Element, tree: XmlTree, name: str) -> Entry:
    line, column = tree.place(record)
    return Entry(
        key=child_text(record, "label"),
        description=_description(record),
        place=Place(source=name, line=line, column=column),
        notes=tuple(texts(record, "research-notes")),
        files=tuple(_path(url, record) for url in texts(record, "urls/pdf-urls/url")),
    )


def _path(url: str, record: Element) -> str:
    """Where a file is; EndNote keeps its own below the folder `NAME.Data/PDF` beside the library `NAME.enl`."""
    if not url.startswith(_OWN_FILE):
        return url
    database = record.find("database")
    library = (database.get("path") or text_of(database) or "") if database is not None else ""
    mark = "\\" if "\\" in library else "/"
    folder = re.sub(r"\.enl[xp]?$", "", library, flags=re.IGNORECASE) + ".Data"
    return mark.join([folder, "PDF", *unquote(url.removeprefix(_OWN_FILE)).split("/")])


def _description(record: Element) -> Description:
    kind, unknown = _type(record)
    fields: dict[str, Any] = {"type": kind}
    for field, paths in _TEXT_PATHS.items():
        fields[field] = next((text for path in paths if (text := child_text(record, path))), None)
    for field, path in _PEOPLE.items():
        fields[field], has_more = people(texts(record, f"contributors/{path}/author"))
        if field in ("authors", "editors"):
            fields[f"has_more_{field}"] = has_more
    fields["title"] = _title(record.find("titles/title"))
    _take_container(record, kind, fields)
    fields["issued"] = _issued(record)
    accessed = child_text(record, "access-date")
    fields["accessed"] = date_range_from_words(accessed) if accessed else None
    take_pages(child_text(record, "pages"), fields)
    fields["abstract"] = lines_of(record.find("abstract"))
    fields["note"] = "\n".join(text for one in record.iterfind("notes") if (text := lines_of(one))) or None
    fields["keywords"] = split_keywords(texts(record, "keywords/keyword"), "\n")
    language = child_text(record, "language")
    fields["language"] = (language_tag(language) or language) if language else None
    _take_identifiers(record, fields)
    if kind == "thesis" and fields["publisher"]:
        fields["institution"], fields["publisher"] = fields["publisher"], None
    kept = tuple((path, text) for path in _KEPT if (text := child_text(record, path)))
    fields["extra"] = unknown + kept
    return Description(**fields)


def _type(record: Element) -> tuple[str, tuple[tuple[str, str], ...]]:
    found = record.find("ref-type")
    if found is None:
        return "document", ()
    name, number = found.get("name", ""), text_of(found) or ""
    if kind := CSL_TYPE.get(name.lower()):
        return kind, ()
    if not name and number.isdigit() and int(number) in CSL_TYPE_OF_NUMBER:
        return CSL_TYPE_OF_NUMBER[int(number)], ()
    return "document", (("ref-type", name or number),)


def _title(title: Element | None) -> str | None:
    if title is None:
        return None
    parts = [title.text or ""]
    for style in title:
        tag = _FACES.get(style.get("face", ""))
        text = "".join(style.itertext())
        parts += [f"<{tag}>{text}</{tag}>" if tag and text.strip() else text, style.tail or ""]
    return clean_title(folded("".join(parts))) or None


def _take_container(record: Element, kind: str, fields: dict[str, Any]) -> None:
    second = _title(record.find("titles/secondary-title"))
    container = child_text(record, "periodical/full-title") or second
    if kind in ("book", "thesis", "report"):
        fields["collection_title"] = fields["collection_title"] or container
    else:
        fields["container_title"] = container


def _issued(record: Element) -> DateRange | None:
    year, date = child_text(record, "dates/year"), child_text(record, "dates/pub-dates/date")
    from_year = date_range_from_words(year) if year else None
    if not date:
        return from_year
    for text in (date, f"{date} {year or ''}"):
        whole = date_range_from_words(text)
        if whole and whole.year is not None and (from_year is None or from_year.year in (None, whole.year)):
            return whole
    return from_year or date_range_from_words(date)


def _take_identifiers(record: Element, fields: dict[str, Any]) -> None:
    found: dict[Identifier, None] = {}
    if (doi := child_text(record, "electronic-resource-num")) and (identifier := identifier_of("doi", doi)):
        found[identifier] = None
    for text in texts(record, "isbn") + texts(record, "issn"):
        found.update(dict.fromkeys(serial_numbers(text)))
    accession = child_text(record, "accession-num")
    if accession:
        is_pubmed = accession.isdigit() and "pubmed" in (fields.get("source") or "pubmed").lower()
        identifier = identifier_of("pmid", accession) if is_pubmed else identifier_from_text(accession)
        if identifier and identifier.scheme != "url":
            found[identifier] = None
    urls = (
        texts(record, "urls/web-urls/url")
        + texts(record, "urls/related-urls/url")
        + texts(record, "urls/text-urls/url")
    )
    fields["url"] = urls[0] if urls else None
    fields["identifiers"] = tuple(found)


# -- writing


def write(entries: Sequence[Entry]) -> Written:
    """The entries as EndNote XML, and what had no element."""
    losses: list[Loss] = []
    records = "".join(_record(entry, number, losses) for number, entry in enumerate(entries, 1))
    return Written(
        text=f'<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n{records}</records></xml>\n',
        losses=tuple(losses),
    )


def _record(entry: Entry, number: int, losses: list[Loss]) -> str:
    told: set[str] = set()
    parts = [f"<rec-number>{number}</rec-number>", *_elements(entry, told, losses)]
    losses.extend(losses_of(entry, told))
    losses.extend(losses_of_names(entry, _PEOPLE))
    losses.extend(losses_of_entry(entry, {"notes", "quotes", "files"}))
    return "<record>\n" + "".join(f"  {part}\n" for part in parts) + "</record>\n"


def _styled(name: str, text: str) -> str:
    return f"<{name}>{_STYLE.format('normal', escaped_text(text))}</{name}>"


def _styled_title(name: str, text: str) -> str:
    runs = "".join(_STYLE.format(_FACE_OF.get(tag, "normal"), escaped_text(run)) for tag, run in runs_of(text))
    return f"<{name}>{runs}</{name}>"


def _elements(entry: Entry, told: set[str], losses: list[Loss]) -> Iterator[str]:
    description = entry.description
    kind = description.type or "document"
    told |= {"type", "title", "container_title", "issued", "pages", "page_text", "keywords", "url", "identifiers"}
    told |= {"language", "abstract", "note", *_PEOPLE, *_TEXT_PATHS}
    name = dict(description.extra).get("ref-type") or ENDNOTE_TYPE.get(kind, "Generic")
    if description.type and CSL_TYPE.get(name.lower(), "document") != kind:
        losses.append(Loss(key=entry.key, field="type", value=kind))
    yield element("ref-type", str(ENDNOTE_NUMBER.get(name, 13)), {"name": name})
    yield from _contributors(description)
    yield from _titles(entry, kind, losses)
    if description.container_title and kind.startswith("article"):
        short = description.container_title_short
        yield (
            "<periodical>"
            + _styled("full-title", description.container_title)
            + (_styled("abbr-1", short) if short else "")
            + "</periodical>"
        )
    yield from _simple(entry, told, losses)
    yield from _dates(entry, told, losses)
    yield from _links(entry, losses)
    yield from _rest(entry, told, losses)


def _contributors(description: Description) -> Iterator[str]:
    groups = [
        f"<{path}>" + "".join(_styled("author", line_from_person(person)) for person in people_) + f"</{path}>"
        for field, path in _PEOPLE.items()
        if (people_ := getattr(description, field))
    ]
    if groups:
        yield "<contributors>" + "".join(groups) + "</contributors>"


def _titles(entry: Entry, kind: str, losses: list[Loss]) -> Iterator[str]:
    description = entry.description
    is_book = kind in ("book", "thesis", "report")
    if is_book and description.container_title:
        losses.append(Loss(key=entry.key, field="container_title", value=description.container_title))
    second = description.collection_title if is_book else description.container_title
    third = None if is_book else description.collection_title
    short = description.container_title_short
    titles = {
        "title": description.title,
        "secondary-title": second,
        "tertiary-title": third,
        "alt-title": short if not (description.container_title and kind.startswith("article")) else None,
        "short-title": description.title_short,
        "translated-title": description.translated_title,
    }
    parts = [_styled_title(name, text) for name, text in titles.items() if text]
    if parts:
        yield "<titles>" + "".join(parts) + "</titles>"


def _simple(entry: Entry, told: set[str], losses: list[Loss]) -> Iterator[str]:
    description = entry.description
    if description.pages or description.page_text:
        yield _styled("pages", page_text(description.pages) if description.pages else description.page_text or "")
    for field, paths in _TEXT_PATHS.items():
        if "/" in paths[0]:
            continue
        value = getattr(description, field)
        if field == "publisher" and description.institution and (description.type == "thesis" or not value):
            if value:
                losses.append(Loss(key=entry.key, field="publisher", value=value))
            value = description.institution
            told.add("institution")
        if value:
            yield _styled(paths[0], value)
    if description.keywords:
        yield "<keywords>" + "".join(_styled("keyword", word) for word in description.keywords) + "</keywords>"


def _dates(entry: Entry, told: set[str], losses: list[Loss]) -> Iterator[str]:
    issued, accessed = entry.description.issued, entry.description.accessed
    if issued:
        start = issued.start
        parts = [_styled("year", str(start.year))] if start.year is not None else []
        text = _date_text(issued)
        if text != str(start.year):
            parts.append("<pub-dates>" + _styled("date", text) + "</pub-dates>")
        yield "<dates>" + "".join(parts) + "</dates>"
        if date_range_from_words(text) != issued:
            losses.append(Loss(key=entry.key, field="issued", value=str(issued)))
    if accessed:
        told.add("accessed")
        yield _styled("access-date", str(accessed))


def _date_text(date: DateRange) -> str:
    start = date.start
    is_plain = not (date.end or date.is_open or start.circa or start.uncertain or start.unknown_digits)
    if not is_plain or start.year is None or not 1000 <= start.year <= 9999:
        return start.words or str(date)
    if not start.month:
        return str(start.year)
    month = SEASON_WORDS[start.month] if start.month > 12 else MONTH_WORDS[start.month - 1]
    return f"{start.day} {month} {start.year}" if start.day else f"{month} {start.year}"


def _links(entry: Entry, losses: list[Loss]) -> Iterator[str]:
    description = entry.description
    serials, accession = [], None
    for identifier in description.identifiers:
        if identifier.scheme == "doi":
            yield _styled("electronic-resource-num", identifier.value)
        elif identifier.scheme in ("isbn", "issn"):
            serials.append(identifier.value)
        elif accession is None and identifier_from_text(str(identifier)) == identifier and identifier.scheme != "url":
            accession = str(identifier)
        elif identifier.scheme != "url":
            losses.append(Loss(key=entry.key, field=identifier.scheme, value=identifier.value))
    if serials:
        yield _styled("isbn", " ".join(serials))
    if accession:
        yield _styled("accession-num", accession)
    url = description.url or next((one.value for one in description.identifiers if one.scheme == "url"), None)
    parts = "<web-urls>" + _styled("url", url) + "</web-urls>" if url else ""
    if entry.files:
        parts += "<pdf-urls>" + "".join(_styled("url", path) for path in entry.files) + "</pdf-urls>"
    if parts:
        yield f"<urls>{parts}</urls>"


def _rest(entry: Entry, told: set[str], losses: list[Loss]) -> Iterator[str]:
    description = entry.description
    if description.language:
        yield _styled("language", description.language)
    if description.abstract:
        yield _styled("abstract", description.abstract)
    if description.note:
        yield _styled("notes", description.note)
    yield from (_styled("research-notes", note) for note in remarks_of(entry))
    if entry.key:
        yield _styled("label", entry.key)
    told.add("extra")
    for name, value in description.extra:
        if name in _KEPT:
            yield _styled(name, value)
        elif name not in ("ref-type", "entrytype"):
            losses.append(Loss(key=entry.key, field=name, value=value))


FORMAT = Format("endnote-xml", (".xml",), sniff, read, write)
