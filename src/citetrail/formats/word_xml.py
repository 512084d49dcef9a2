"""Word's bibliography XML (`b:Sources`, ECMA-376 part 1, section 22.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from citetrail.errors import InputError
from citetrail.formats.parts.csl_items import page_text
from citetrail.formats.parts.dates import (
    MONTH_WORDS,
    SEASON_WORDS,
    date_range_from_words,
    month_from_word,
    partial_date,
)
from citetrail.formats.parts.losses import losses_of, losses_of_entry
from citetrail.formats.parts.tagged_reading import serial_numbers, split_keywords, take_pages
from citetrail.formats.parts.xml import XmlTree, child_text, element, parse_xml, text_of
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
    group,
    identifier_of,
)

NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"
_SNIFF = re.compile(rb"<(?:\w+:)?Sources\b[^>]*bibliography|<b:Source>")
TYPES: dict[str, str] = {
    "JournalArticle": "article-journal", "ArticleInAPeriodical": "article-magazine", "Book": "book",
    "BookSection": "chapter", "ConferenceProceedings": "paper-conference", "Report": "report",
    "InternetSite": "webpage", "DocumentFromInternetSite": "webpage", "ElectronicSource": "dataset", "Art": "graphic",
    "SoundRecording": "song", "Performance": "performance", "Film": "motion_picture", "Interview": "interview",
    "Patent": "patent", "Case": "legal_case", "Misc": "document",
}  # fmt: skip
_TYPE_NAME: dict[str, str] = {}
for _name, _csl in TYPES.items():
    _TYPE_NAME.setdefault(_csl, _name)
_TYPE_NAME |= {"article-newspaper": "ArticleInAPeriodical", "thesis": "Report", "software": "ElectronicSource"}
_CONTAINERS: dict[str, str] = {
    "article-journal": "JournalName", "article-magazine": "PeriodicalTitle", "chapter": "BookTitle",
    "paper-conference": "ConferenceName", "webpage": "InternetSiteTitle", "article-newspaper": "PeriodicalTitle",
}  # fmt: skip
_TEXT: dict[str, tuple[str, ...]] = {
    "title": ("Title",), "title_short": ("ShortTitle",), "volume": ("Volume",), "issue": ("Issue",),
    "edition": ("Edition",), "publisher": ("Publisher",), "medium": ("Medium",), "note": ("Comments",),
    "chapter_number": ("ChapterNumber",), "number_of_volumes": ("NumberVolumes",), "version": ("Version",),
    "institution": ("Institution",), "genre": ("ThesisType", "Type"), "number": ("PatentNumber", "CaseNumber"),
    "authority": ("Court",), "collection_title": ("BIBTEX_Series",), "abstract": ("BIBTEX_Abstract",),
    "language": ("BIBTEX_Language",), "event_title": ("BIBTEX_EventTitle",),
}  # fmt: skip
_PEOPLE: dict[str, tuple[str, ...]] = {
    "authors": ("Author", "Artist", "Inventor", "Interviewee", "Compiler"),
    "editors": ("Editor",),
    "translators": ("Translator",),
    "container_authors": ("BookAuthor",),
}
_ROLES = {
    "Director": "director", "Composer": "composer", "Interviewer": "interviewer", "ProducerName": "producer",
    "Performer": "performer", "Writer": "script-writer",
}  # fmt: skip
_ROLE_NAME = {role: name for name, role in _ROLES.items()}
_PLACES = ("City", "StateProvince", "CountryRegion")
_TAKEN = (
    {name for names in _TEXT.values() for name in names}
    | set(_CONTAINERS.values())
    | {"Tag", "SourceType", "Guid", "RefOrder", "Author", "Year", "Month", "Day", "Pages", "URL", "StandardNumber"}
    | {"YearAccessed", "MonthAccessed", "DayAccessed", "DOI", "PublicationTitle", "BIBTEX_KeyWords", *_PLACES}
)


def sniff(content: bytes) -> bool:
    """Whether a `b:Sources` element stands in the first bytes."""
    return _SNIFF.search(content[:3000]) is not None


def read(content: bytes, name: str) -> Bibliography:
    """The sources of a Word bibliography. Raises InputError for XML that is broken or another kind."""
    tree = parse_xml(content, name)
    if tree.root.tag not in ("Sources", "Source"):
        raise InputError("no Word bibliography: there is no <b:Sources>", file=name, line=1, column=1)
    sources = [tree.root] if tree.root.tag == "Source" else tree.root.findall("Source")
    return Bibliography(entries=tuple(_entry(source, tree, name) for source in sources))


def _entry(source: Element, tree: XmlTree, name: str) -> Entry:
    line, column = tree.place(source)
    place = Place(source=name, line=line, column=column)
    return Entry(key=child_text(source, "Tag"), description=_description(source), place=place)


def _description(source: Element) -> Description:
    written = child_text(source, "SourceType") or ""
    fields: dict[str, Any] = {"type": TYPES.get(written, "document")}
    for field, names in _TEXT.items():
        fields[field] = next((text for name in names if (text := child_text(source, name))), None)
    if fields["type"] == "report" and child_text(source, "ThesisType"):
        fields["type"] = "thesis"
    containers = [*filter(None, [_CONTAINERS.get(fields["type"])]), *_CONTAINERS.values(), "PublicationTitle"]
    fields["container_title"] = next((text for name in containers if (text := child_text(source, name))), None)
    places = [text for name in _PLACES if (text := child_text(source, name))]
    fields["publisher_place"] = ", ".join(places) or None
    _take_people(source, fields)
    fields["issued"] = _date(*(child_text(source, name) for name in ("Year", "Month", "Day")))
    fields["accessed"] = _date(*(child_text(source, f"{name}Accessed") for name in ("Year", "Month", "Day")))
    take_pages(child_text(source, "Pages"), fields)
    fields["url"] = child_text(source, "URL")
    found: dict[Identifier, None] = {}
    if (doi := child_text(source, "DOI")) and (identifier := identifier_of("doi", doi)):
        found[identifier] = None
    if standard := child_text(source, "StandardNumber"):
        found.update(dict.fromkeys(serial_numbers(standard.replace("ISBN:", " ").replace("ISSN:", " "))))
        if "doi" in standard.lower() and (identifier := identifier_of("doi", standard)):
            found[identifier] = None
    fields["identifiers"] = tuple(found)
    keywords = child_text(source, "BIBTEX_KeyWords")
    fields["keywords"] = split_keywords([keywords], ";" if ";" in keywords else ",") if keywords else ()
    fields["extra"] = tuple(
        (child.tag, text) for child in source if child.tag not in _TAKEN and (text := text_of(child))
    )
    return Description(**fields)


def _take_people(source: Element, fields: dict[str, Any]) -> None:
    roles = source.find("Author")
    for field, names in _PEOPLE.items():
        fields[field] = next(
            (people for name in names if roles is not None and (people := _people(roles.find(name)))), ()
        )
    contributors = [
        (role, people) for name, role in _ROLES.items() if roles is not None and (people := _people(roles.find(name)))
    ]
    fields["contributors"] = tuple(contributors)


def _people(role: Element | None) -> tuple[Person, ...]:
    if role is None:
        return ()
    groups = tuple(group(name) for name in (text_of(one) for one in role.iter("Corporate")) if name)
    return groups + tuple(person for one in role.iter("Person") if (person := _person(one)))


def _person(element_: Element) -> Person | None:
    last, first, middle = (child_text(element_, name) for name in ("Last", "First", "Middle"))
    if not last and not first:
        return None
    given = " ".join(part for part in (first, middle) if part) if last else None
    return Person(family=last or first, given=given or None)


def _date(year: str | None, month: str | None, day: str | None) -> DateRange | None:
    if not year:
        return None
    if not re.fullmatch(r"\d{4}", year):
        return date_range_from_words(year)
    number = month_from_word(month) if month else None
    return DateRange(start=partial_date(int(year), number, int(day) if day and day.isdigit() else None))


# -- writing


def write(entries: Sequence[Entry]) -> Written:
    """The entries as `b:Sources`, ready for Word's source manager, and what had no element."""
    losses: list[Loss] = []
    sources = "".join(_source(entry, losses) for entry in entries)
    head = '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    root = f'<b:Sources xmlns:b="{NAMESPACE}" xmlns="{NAMESPACE}" SelectedStyle="">\n'
    return Written(text=f"{head}{root}{sources}</b:Sources>\n", losses=tuple(losses))


def _source(entry: Entry, losses: list[Loss]) -> str:
    told: set[str] = set()
    parts = list(_elements(entry, told, losses))
    losses.extend(losses_of(entry, told))
    losses.extend(losses_of_entry(entry))
    return "<b:Source>\n" + "".join(f"  {part}\n" for part in parts) + "</b:Source>\n"


def _elements(entry: Entry, told: set[str], losses: list[Loss]) -> Iterator[str]:
    description = entry.description
    kind = description.type or "document"
    told |= {"type", "container_title", "publisher_place", "issued", "accessed", "pages", "page_text", "url"}
    told |= {"identifiers", "keywords", "contributors", *_PEOPLE, *_TEXT}
    if entry.key:
        yield element("b:Tag", entry.key)
    yield element("b:SourceType", _TYPE_NAME.get(kind, "Misc"))
    is_told = TYPES.get(_TYPE_NAME.get(kind, "Misc")) == kind or (kind == "thesis" and description.genre)
    if description.type and not is_told:
        losses.append(Loss(key=entry.key, field="type", value=kind))
    yield from _people_elements(entry, losses)
    for field, names in _TEXT.items():
        name = names[0] if not (field == "genre" and kind != "thesis") else names[1]
        name = "CaseNumber" if field == "number" and kind == "legal_case" else name
        if value := getattr(description, field):
            yield element(f"b:{name}", value)
    if description.container_title:
        yield element(f"b:{_CONTAINERS.get(kind, 'PublicationTitle')}", description.container_title)
    if description.publisher_place:
        yield element("b:City", description.publisher_place)
    yield from _date_elements(entry, losses)
    if description.pages or description.page_text:
        yield element("b:Pages", page_text(description.pages) if description.pages else description.page_text or "")
    yield from _identifier_elements(entry, losses)
    if description.keywords:
        yield element("b:BIBTEX_KeyWords", "; ".join(description.keywords))
        if any(";" in word for word in description.keywords) or (
            len(description.keywords) == 1 and "," in description.keywords[0]
        ):
            losses.append(Loss(key=entry.key, field="keywords", value="; ".join(description.keywords)))
    told.add("extra")
    for name, value in description.extra:
        if re.fullmatch(r"BIBTEX_\w+|LCID|[A-Z][A-Za-z]+", name) and name not in _TAKEN:
            yield element(f"b:{name}", value)
        elif name != "entrytype":
            losses.append(Loss(key=entry.key, field=name, value=value))


def _people_elements(entry: Entry, losses: list[Loss]) -> Iterator[str]:
    groups = [(names[0], field, getattr(entry.description, field)) for field, names in _PEOPLE.items()]
    for role, people in entry.description.contributors:
        if role in _ROLE_NAME:
            groups.append((_ROLE_NAME[role], role, people))
        else:
            losses.append(Loss(key=entry.key, field=role, value="; ".join(map(str, people))))
    parts = [
        f"<b:{name}>{_name_list(entry, field, people, losses)}</b:{name}>" for name, field, people in groups if people
    ]
    if parts:
        yield "<b:Author>" + "".join(parts) + "</b:Author>"


def _name_list(entry: Entry, field: str, people: Sequence[Person], losses: list[Loss]) -> str:
    """Word takes either one corporate author or a list of persons."""
    if len(people) == 1 and people[0].literal is not None:
        return element("b:Corporate", people[0].literal)
    persons: list[str] = []
    for person in people:
        family = person.literal or " ".join(part for part in (person.particle, person.family) if part)
        given = ", ".join(part for part in (person.given, person.suffix) if part)
        names = element("b:Last", family) + (element("b:First", given) if given else "")
        persons.append(f"<b:Person>{names}</b:Person>")
        if person.literal or person.particle or person.suffix or person.orcid:
            losses.append(Loss(key=entry.key, field=field, value=f"parts of the name {person}"))
    return f"<b:NameList>{''.join(persons)}</b:NameList>"


def _date_elements(entry: Entry, losses: list[Loss]) -> Iterator[str]:
    for field, suffix in (("issued", ""), ("accessed", "Accessed")):
        date: DateRange | None = getattr(entry.description, field)
        if date is None:
            continue
        start = date.start
        if (
            date.end
            or date.is_open
            or start.circa
            or start.uncertain
            or start.unknown_digits
            or (start.month or 0) > 12
            or (start.year is not None and not 0 < start.year <= 9999)
        ):
            losses.append(Loss(key=entry.key, field=field, value=str(date)))
        yield element(f"b:Year{suffix}", start.words or f"{start.year or 0:04d}")
        if start.month:
            month = SEASON_WORDS[start.month] if start.month > 12 else MONTH_WORDS[start.month - 1]
            yield element(f"b:Month{suffix}", month)
            if start.day:
                yield element(f"b:Day{suffix}", str(start.day))


def _identifier_elements(entry: Entry, losses: list[Loss]) -> Iterator[str]:
    description = entry.description
    serials = [one.value for one in description.identifiers if one.scheme in ("isbn", "issn")]
    if serials:
        yield element("b:StandardNumber", " ".join(serials))
    for identifier in description.identifiers:
        if identifier.scheme == "doi":
            yield element("b:DOI", identifier.value)
        elif identifier.scheme not in ("isbn", "issn", "url"):
            losses.append(Loss(key=entry.key, field=identifier.scheme, value=identifier.value))
    url = description.url or next((one.value for one in description.identifiers if one.scheme == "url"), None)
    if url:
        yield element("b:URL", url)


FORMAT = Format("word-xml", (".xml",), sniff, read, write)
