"""Zotero's items, as its JSON has them (https://www.zotero.org/support/dev/web_api/v3/types_and_fields), as entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from citetrail.formats.parts.csl_items import TEXT_VARIABLES
from citetrail.formats.parts.dates import date_range_from_words
from citetrail.formats.parts.html_notes import markdown_from_html
from citetrail.formats.parts.json import mappings_in
from citetrail.formats.parts.languages import language_tag
from citetrail.formats.parts.markup import clean_title
from citetrail.formats.parts.tagged_reading import take_pages
from citetrail.formats.parts.zotero_types import CSL_TYPE
from citetrail.model import (
    DateRange,
    Description,
    Entry,
    Identifier,
    Loss,
    PartialDate,
    Person,
    Place,
    Quote,
    Scheme,
    group,
    identifier_from_text,
    identifier_of,
)

NOT_WORKS = frozenset({"note", "attachment", "annotation"})
_TEXT: dict[str, tuple[str, ...]] = {
    "title": ("title", "caseName", "nameOfAct", "subject"),
    "title_short": ("shortTitle",),
    "container_title": (
        "publicationTitle", "bookTitle", "proceedingsTitle", "encyclopediaTitle", "dictionaryTitle", "websiteTitle",
        "blogTitle", "forumTitle", "programTitle", "code", "reporter",
    ),
    "container_title_short": ("journalAbbreviation",),
    "collection_title": ("series", "seriesTitle"),
    "collection_number": ("seriesNumber",),
    "event_title": ("conferenceName", "meetingName"),
    "event_place": ("eventPlace",),
    "volume": ("volume", "codeVolume", "reporterVolume"),
    "issue": ("issue",),
    "number": (
        "number", "reportNumber", "patentNumber", "billNumber", "docketNumber", "documentNumber", "publicLawNumber",
        "codeNumber", "episodeNumber", "archiveID", "identifier",
    ),
    "number_of_pages": ("numPages",),
    "number_of_volumes": ("numberOfVolumes",),
    "edition": ("edition",),
    "version": ("versionNumber", "version"),
    "section": ("section",),
    "publisher": ("publisher", "distributor", "studio", "network", "label", "company", "repository"),
    "institution": ("institution", "university"),
    "publisher_place": ("place",),
    "authority": ("court", "legislativeBody", "issuingAuthority", "organization"),
    "jurisdiction": ("country",),
    "archive": ("archive",),
    "archive_location": ("archiveLocation",),
    "call_number": ("callNumber",),
    "source": ("libraryCatalog",),
    "genre": (
        "type", "genre", "reportType", "thesisType", "letterType", "manuscriptType", "mapType", "websiteType",
        "presentationType", "postType",
    ),
    "medium": (
        "medium", "artworkMedium", "videoRecordingFormat", "audioRecordingFormat", "interviewMedium", "audioFileType",
        "format",
    ),
    "dimensions": ("artworkSize", "runningTime"),
    "scale": ("scale",),
    "status": ("status", "legalStatus"),
    "references": ("references", "history"),
    "url": ("url",),
    "abstract": ("abstractNote",),
}  # fmt: skip
_DATES: dict[str, tuple[str, ...]] = {
    "issued": ("date", "issueDate", "dateDecided", "dateEnacted"),
    "accessed": ("accessDate",),
    "submitted": ("filingDate",),
}
_WITH_MARKUP = frozenset({"title", "title_short", "container_title", "collection_title"})
_PEOPLE = {
    "editor": "editors", "seriesEditor": "collection_editors", "translator": "translators",
    "bookAuthor": "container_authors",
}  # fmt: skip
_ROLES = {
    "contributor": "contributor", "director": "director", "composer": "composer", "interviewer": "interviewer",
    "recipient": "recipient", "producer": "producer", "scriptwriter": "script-writer", "castMember": "performer",
    "performer": "performer", "guest": "guest", "reviewedAuthor": "reviewed-author", "narrator": "narrator",
    "executiveProducer": "executive-producer", "originalCreator": "original-author", "seriesCreator": "series-creator",
    "chair": "chair", "organizer": "organizer", "host": "host", "illustrator": "illustrator", "compiler": "compiler",
}  # fmt: skip
# Who made the work, whatever the type of work calls them; the others are named where somebody else made it.
_MAKERS = frozenset(
    "author artist inventor programmer presenter podcaster cartographer interviewee sponsor creator "
    "wordsBy attorneyAgent".split()
)
_MAKERS_OF: dict[str, str] = {
    "audioRecording": "performer", "film": "director", "videoRecording": "director", "tvBroadcast": "director",
    "radioBroadcast": "director",
}  # fmt: skip
# What Zotero keeps for itself, or what is read elsewhere.
_OWN = frozenset(
    "itemType itemID itemKey key citationKey citekey version creators tags notes attachments collections relations "
    "dateAdded dateModified uri libraryID parentItem deleted inPublications language pages codePages firstPage DOI "
    "ISBN ISSN PMID PMCID extra select place_ synced groups".split()
)
_MULTIPART_DATE = re.compile(r"(-?\d{4})-(\d{2})-(\d{2}) (.+)", re.DOTALL)
_EXTRA_LINE = re.compile(r"^\s*([A-Za-z][A-Za-z .-]*?)\s*[:=]\s*(\S.*?)\s*$")
_EXTRA_SCHEMES: dict[str, Scheme] = {
    "doi": "doi",
    "pmid": "pmid",
    "pmcid": "pmcid",
    "arxiv": "arxiv",
    "isbn": "isbn",
    "issn": "issn",
}
_EXTRA_KEYS = frozenset({"citation key", "citekey", "bibtex", "biblatex", "bibtex key"})
_HIGHLIGHTS = frozenset({"highlight", "underline", "1", "5"})


class FromZotero(NamedTuple):
    """An entry, and what about the item had no place in it."""

    entry: Entry
    losses: tuple[Loss, ...]


def is_work(item: Mapping[str, Any]) -> bool:
    """Whether an item is a work of its own, and no note, file or highlight."""
    return item.get("itemType") not in NOT_WORKS


def from_zotero(item: Mapping[str, Any], collections: tuple[str, ...], place: Place) -> FromZotero:
    """An item with its notes, files and highlights; `collections`, paths such as `Thesis/Chapter 1`, become tags."""
    fields: dict[str, Any] = {"type": CSL_TYPE.get(str(item.get("itemType")), "document")}
    extra = _Extra(str(item.get("extra") or ""))
    key = _text(item, "citationKey", "citekey") or extra.key
    losses: list[Loss] = []
    _take_texts(item, fields)
    called = key or fields.get("title")
    _take_people(item, fields, called, losses)
    fields["identifiers"] = tuple(dict.fromkeys([*_identifiers(item), *extra.identifiers]))
    for name, value in extra.fields.items():
        fields[name] = fields.get(name) or value
    fields["note"] = extra.rest or None
    fields["extra"] = tuple(_unknown(item))
    quotes, remarks = _annotations(item, called, losses)
    entry = Entry(
        key=key,
        description=Description(**fields),
        place=place,
        tags=tuple(dict.fromkeys([*_tags(item), *collections])),
        notes=tuple(note for note in [*_notes(item), *remarks] if note),
        files=tuple(dict.fromkeys(_files(item))),
        quotes=tuple(quotes),
    )
    return FromZotero(entry, tuple(losses))


def _text(item: Mapping[str, Any], *names: str) -> str | None:
    for name in names:
        value = item.get(name)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip()
    return None


def _take_texts(item: Mapping[str, Any], fields: dict[str, Any]) -> None:
    for field, names in _TEXT.items():
        if text := _text(item, *names):
            fields[field] = clean_title(text) if field in _WITH_MARKUP else text
    for field, names in _DATES.items():
        if text := _text(item, *names):
            fields[field] = date_of(text)
    take_pages(_text(item, "pages", "codePages", "firstPage"), fields)
    if language := _text(item, "language"):
        fields["language"] = language_tag(language) or language
    if fields["type"] == "thesis" and not fields.get("institution"):
        fields["institution"] = fields.pop("publisher", None)


def date_of(text: str) -> DateRange | None:
    """A date as Zotero stores it (`2011-05-00 May 2011`: read and as typed), or as typed alone."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}Z?", text):  # a moment in UTC
        return date_range_from_words(text[:10])
    found = _MULTIPART_DATE.fullmatch(text)
    if not found:
        return date_range_from_words(text)
    typed = date_range_from_words(found[4])
    if typed is not None and typed.year is not None:
        return typed
    year, month, day = (int(part) for part in found.groups()[:3])
    start = PartialDate(year=year, month=month or None, day=(day or None) if month else None) if year else None
    return DateRange(start=start) if start else typed


# -- people


def _take_people(item: Mapping[str, Any], fields: dict[str, Any], key: str | None, losses: list[Loss]) -> None:
    by_role: dict[str, list[Person]] = {}
    for creator in mappings_in(item.get("creators")):
        if person := _person(creator):
            by_role.setdefault(str(creator.get("creatorType") or "author"), []).append(person)
    makers = _MAKERS | ({_MAKERS_OF.get(str(item.get("itemType")), "author")} if "author" not in by_role else set())
    contributors: list[tuple[str, tuple[Person, ...]]] = []
    for role, people in by_role.items():
        if role in makers:
            fields["authors"] = (*fields.get("authors", ()), *people)
        elif role in _PEOPLE:
            fields[_PEOPLE[role]] = tuple(people)
        else:
            contributors.append((_ROLES.get(role, "contributor"), tuple(people)))
        if role not in (*makers, *_PEOPLE, *_ROLES):
            names = "; ".join(str(person) for person in people)
            losses.append(Loss(key=key, field=role, value=f"{names} (kept as contributors)"))
    fields["contributors"] = tuple(contributors)


def _person(creator: Mapping[str, Any]) -> Person | None:
    name, last, first = (_text(creator, part) for part in ("name", "lastName", "firstName"))
    if name or (last and str(creator.get("fieldMode")) == "1"):
        return group(name or last or "")
    return Person(family=last or first, given=first if last else None) if last or first else None


# -- identifiers, and what people write into the field `extra`


_SCHEMES: tuple[tuple[Scheme, str], ...] = (
    ("doi", "DOI"), ("isbn", "ISBN"), ("issn", "ISSN"), ("pmid", "PMID"), ("pmcid", "PMCID"),
)  # fmt: skip


def _identifiers(item: Mapping[str, Any]) -> Iterator[Identifier]:
    for scheme, name in _SCHEMES:
        text = _text(item, name) or ""
        for word in re.split(r"[,;\s]+", text) if scheme in ("isbn", "issn") else [text]:
            if word and (found := identifier_of(scheme, word)):
                yield found
    number = identifier_from_text(_text(item, "archiveID", "reportNumber") or "")
    if number and number.scheme == "arxiv":
        yield number
    address = identifier_from_text(_text(item, "url") or "")
    if address and address.scheme not in ("url", "isbn", "issn"):
        yield address


class _Extra:
    """The lines of `extra`: identifiers, the key, and CSL variables are taken, the rest is a note."""

    def __init__(self, text: str) -> None:
        self.key: str | None = None
        self.identifiers: list[Identifier] = []
        self.fields: dict[str, Any] = {}
        self.rest = "\n".join(line for line in text.splitlines() if not self._take(line)).strip()

    def _take(self, line: str) -> bool:
        found = _EXTRA_LINE.match(line)
        if not found:
            return False
        name, value = found[1].lower().strip(), found[2]
        if name in _EXTRA_KEYS and " " not in value:
            self.key = value
            return True
        if scheme := _EXTRA_SCHEMES.get(name):
            identifier = identifier_of(scheme, f"arxiv:{value}" if scheme == "arxiv" else value)
            if identifier:
                self.identifiers.append(identifier)
            return identifier is not None
        return self._take_variable(name.replace(" ", "-"), value)

    def _take_variable(self, name: str, value: str) -> bool:
        """A line such as `original-date: 1900` fills a field that Zotero has none for."""
        if name in ("original-date", "available-date", "event-date", "submitted"):
            self.fields[name.replace("-", "_")] = date_of(value)
            return True
        field = next((field for field, variable in TEXT_VARIABLES.items() if variable == name), None)
        if field is None or field in ("note", "abstract", "title"):
            return False
        self.fields[field] = value
        return True


def _unknown(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    known = {name for names in (*_TEXT.values(), *_DATES.values()) for name in names}
    for name, value in item.items():
        if name not in known and name not in _OWN and isinstance(value, str | int | float) and str(value).strip():
            yield name, str(value)


# -- what the reader added


def _tags(item: Mapping[str, Any]) -> Iterator[str]:
    for tag in item.get("tags") or ():
        name = tag.get("tag") if isinstance(tag, dict) else tag
        if isinstance(name, str) and name.strip():
            yield name.strip()


def _notes(item: Mapping[str, Any]) -> Iterator[str]:
    for note in item.get("notes") or ():
        text = note.get("note") if isinstance(note, dict) else note
        if isinstance(text, str):
            yield markdown_from_html(text)


def _files(item: Mapping[str, Any]) -> Iterator[str]:
    for attachment in mappings_in(item.get("attachments")):
        if place := _text(attachment, "localPath", "path", "url"):
            yield place


def _annotations(item: Mapping[str, Any], key: str | None, losses: list[Loss]) -> tuple[list[Quote], list[str]]:
    """Highlights as quotes with their page; comments as notes that say what they are about."""
    quotes: list[Quote] = []
    remarks: list[str] = []
    for attachment in mappings_in(item.get("attachments")):
        for one in mappings_in(attachment.get("annotations")):
            words, remark = _text(one, "annotationText"), _text(one, "annotationComment")
            page = _text(one, "annotationPageLabel")
            kind = str(one.get("annotationType"))
            if words and kind in _HIGHLIGHTS:
                quotes.append(Quote(exact=words, page=page))
            if remark:
                about = f"On “{words}”" if words else "Note"
                remarks.append(f"{about}{f' (p. {page})' if page else ''}: {markdown_from_html(remark)}")
            if not words and not remark:
                losses.append(Loss(key=key, field="annotation", value=f"a drawing or picture on page {page or '?'}"))
    return quotes, remarks
