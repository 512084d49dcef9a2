"""MODS, the Library of Congress's description schema (https://www.loc.gov/standards/mods/, version 3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from citetrail.errors import InputError
from citetrail.formats.parts.csl_items import page_text
from citetrail.formats.parts.dates import date_range_from_words
from citetrail.formats.parts.languages import language_tag
from citetrail.formats.parts.losses import losses_of, losses_of_entry
from citetrail.formats.parts.people import person_from_line
from citetrail.formats.parts.tagged_reading import take_pages
from citetrail.formats.parts.xml import XmlTree, child_text, element, lines_of, parse_xml, text_of, texts
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
    group,
    identifier_from_text,
    identifier_of,
)

NAMESPACE = "http://www.loc.gov/mods/v3"
_SNIFF = re.compile(rb"<(?:\w+:)?mods(?:Collection)?[\s>]")
# CSL type -> (genre, does a host hold it, typeOfResource).
_TYPES: dict[str, tuple[str, bool, str]] = {
    "article-journal": ("journal article", True, "text"), "article-magazine": ("magazine article", True, "text"),
    "article-newspaper": ("newspaper article", True, "text"), "chapter": ("book section", True, "text"),
    "paper-conference": ("conference paper", True, "text"), "book": ("book", False, "text"),
    "thesis": ("thesis", False, "text"), "report": ("report", False, "text"), "webpage": ("web page", False, "text"),
    "manuscript": ("manuscript", False, "text"), "patent": ("patent", False, "text"),
    "article": ("preprint", False, "text"), "dataset": ("dataset", False, "software, multimedia"),
    "software": ("computer program", False, "software, multimedia"), "periodical": ("periodical", False, "text"),
    "motion_picture": ("motion picture", False, "moving image"), "song": ("sound recording", False, "sound recording"),
    "graphic": ("picture", False, "still image"), "map": ("map", False, "cartographic"),
    "musical_score": ("score", False, "notated music"), "standard": ("standard", False, "text"),
    "legal_case": ("legal case and case notes", False, "text"), "legislation": ("legislation", False, "text"),
    "entry-encyclopedia": ("encyclopedia article", True, "text"), "pamphlet": ("pamphlet", False, "text"),
    "entry-dictionary": ("dictionary entry", True, "text"), "interview": ("interview", False, "text"),
    "speech": ("speech", False, "text"), "post-weblog": ("blog post", True, "text"),
    "document": ("document", False, "text"),
}  # fmt: skip
_CSL_OF_GENRE = {genre: csl for csl, (genre, _, _) in _TYPES.items()} | {
    "article": "article-journal", "academic journal": "article-journal", "journal": "article-journal",
    "journalarticle": "article-journal", "conference publication": "paper-conference", "theses": "thesis",
    "booksection": "chapter", "conferencepaper": "paper-conference", "ph.d. thesis": "thesis",
    "technical report": "report",
    "newspaper": "article-newspaper", "periodical issue": "periodical", "webpage": "webpage", "web site": "webpage",
    "inbook": "chapter", "incollection": "chapter", "inproceedings": "paper-conference", "misc": "document",
}  # fmt: skip
_CSL_OF_RESOURCE = {resource: csl for csl, (_, _, resource) in reversed(_TYPES.items()) if resource != "text"}
_ROLES: dict[str, str] = {
    "author": "authors", "aut": "authors", "creator": "authors", "cre": "authors", "editor": "editors",
    "edt": "editors", "translator": "translators", "trl": "translators",
}  # fmt: skip
_CSL_ROLES: dict[str, str] = {
    "drt": "director", "director": "director", "cmp": "composer", "composer": "composer", "ill": "illustrator",
    "illustrator": "illustrator", "ivr": "interviewer", "interviewer": "interviewer", "pro": "producer",
    "producer": "producer", "nrt": "narrator", "narrator": "narrator", "com": "compiler", "compiler": "compiler",
    "prf": "performer", "performer": "performer", "ctb": "contributor", "contributor": "contributor",
}  # fmt: skip
_IDENTIFIERS: dict[str, Scheme] = {
    "doi": "doi", "isbn": "isbn", "issn": "issn", "pmid": "pmid", "pubmed": "pmid", "pmc": "pmcid", "pmcid": "pmcid",
    "arxiv": "arxiv", "hdl": "hdl",
}  # fmt: skip
_DETAILS = {"volume": "volume", "issue": "issue", "number": "issue", "chapter": "chapter_number", "section": "section"}


def sniff(content: bytes) -> bool:
    """Whether a `mods` or `modsCollection` element stands in the first bytes."""
    return _SNIFF.search(content[:4000]) is not None


def read(content: bytes, name: str) -> Bibliography:
    """The works of a MODS file. Raises InputError for XML that is broken or another kind."""
    tree = parse_xml(content, name)
    if tree.root.tag not in ("mods", "modsCollection"):
        raise InputError("no MODS: the root is neither <mods> nor <modsCollection>", file=name, line=1, column=1)
    works = [tree.root] if tree.root.tag == "mods" else tree.root.findall("mods")
    return Bibliography(entries=tuple(_entry(work, tree, name) for work in works))


def _entry(work: Element, tree: XmlTree, name: str) -> Entry:
    line, column = tree.place(work)
    key = next((text_of(one) for one in work.iterfind("identifier") if one.get("type") == "citekey"), None)
    return Entry(
        key=key or work.get("ID"), description=_description(work), place=Place(source=name, line=line, column=column)
    )


def _description(work: Element) -> Description:
    host = next((one for one in work.iterfind("relatedItem") if one.get("type") == "host"), None)
    series = next((one for one in work.iterfind("relatedItem") if one.get("type") == "series"), None)
    kind, genre = _type(work, host)
    fields: dict[str, Any] = {"type": kind, "genre": genre}
    _take_titles(work, fields)
    _take_names(work, fields)
    if host is not None:
        _take_host(host, fields)
    if series is not None:
        fields["collection_title"] = _title(series)
        fields["collection_number"] = child_text(series, "part/detail/number") or _part_number(series)
    for part in [work.find("part"), host.find("part") if host is not None else None]:
        if part is not None:
            _take_part(part, fields)
    _take_origin([one for one in (work, host) if one is not None], fields)
    language = next((text for path in ("language/languageTerm", "language") if (text := child_text(work, path))), None)
    fields["language"] = (language_tag(language) or language) if language else None
    fields["abstract"] = lines_of(work.find("abstract"))
    fields["note"] = "\n".join(text for one in work.iterfind("note") if (text := lines_of(one))) or None
    fields["keywords"] = tuple(dict.fromkeys(texts(work, "subject/topic")))
    fields["number_of_pages"] = fields.get("number_of_pages") or _number_of_pages(work)
    fields["call_number"] = child_text(work, "location/shelfLocator") or child_text(work, "classification")
    fields["archive"] = child_text(work, "location/physicalLocation")
    fields["url"] = next((text for one in work.iterfind("location/url") if (text := text_of(one))), None)
    fields["identifiers"], fields["extra"] = _identifiers(work, host)
    return Description(**fields)


def _type(work: Element, host: Element | None) -> tuple[str, str | None]:
    genres = texts(work, "genre")
    known = next((_CSL_OF_GENRE[genre.lower()] for genre in genres if genre.lower() in _CSL_OF_GENRE), None)
    other = next((genre for genre in genres if genre.lower() not in _CSL_OF_GENRE), None)
    if known:
        return known, other
    if host is not None:
        return ("chapter" if host.find("originInfo/publisher") is not None else "article-journal"), other
    resource = child_text(work, "typeOfResource") or ""
    return _CSL_OF_RESOURCE.get(resource, "book" if child_text(work, "originInfo/publisher") else "document"), other


def _title(holder: Element) -> str | None:
    info = next((one for one in holder.iterfind("titleInfo") if not one.get("type")), holder.find("titleInfo"))
    return _whole_title(info) if info is not None else None


def _whole_title(info: Element) -> str | None:
    start, title, rest = (child_text(info, name) for name in ("nonSort", "title", "subTitle"))
    whole = " ".join(part for part in (start, title) if part)
    return (f"{whole}: {rest}" if whole and rest else whole or rest) or None


def _take_titles(work: Element, fields: dict[str, Any]) -> None:
    fields["title"] = _title(work)
    names = {"abbreviated": "title_short", "translated": "translated_title", "uniform": "original_title"}
    for info in work.iterfind("titleInfo"):
        if field := names.get(info.get("type", "")):
            fields[field] = _whole_title(info)


def _take_names(holder: Element, fields: dict[str, Any]) -> None:
    people: dict[str, list[Person]] = {}
    for name in holder.iterfind("name"):
        person = _person(name)
        role = (child_text(name, "role/roleTerm") or "author").lower()
        if person:
            people.setdefault(_ROLES.get(role) or _CSL_ROLES.get(role) or role, []).append(person)
    for field in ("authors", "editors", "translators"):
        fields[field] = tuple(people.pop(field, ()))
    others = [(role, tuple(persons)) for role, persons in people.items() if role in _CSL_ROLES.values()]
    fields["contributors"] = tuple(others)


def _person(name: Element) -> Person | None:
    parts: dict[str, list[str]] = {}
    for part in name.iterfind("namePart"):
        if text := text_of(part):
            parts.setdefault(part.get("type", ""), []).append(text)
    family, given = " ".join(parts.get("family", ())), " ".join(parts.get("given", ()))
    if family:
        terms = " ".join(parts.get("termsOfAddress", ()))
        particle, _, rest = family.rpartition("\u2060")
        return Person(family=rest, given=given or None, particle=particle.strip() or None, suffix=terms or None)
    whole = " ".join(parts.get("", ())) or given
    if not whole:
        return None
    return group(whole) if name.get("type") == "corporate" else person_from_line(whole)


def _take_host(host: Element, fields: dict[str, Any]) -> None:
    fields["container_title"] = _title(host)
    for info in host.iterfind("titleInfo"):
        if info.get("type") == "abbreviated":
            fields["container_title_short"] = _whole_title(info)
    own: dict[str, Any] = {}
    _take_names(host, own)
    fields["editors"] = fields["editors"] or own["editors"]
    fields["container_authors"] = own["authors"]


def _part_number(holder: Element) -> str | None:
    return child_text(holder, "titleInfo/partNumber")


def _take_part(part: Element, fields: dict[str, Any]) -> None:
    for detail in part.iterfind("detail"):
        field = _DETAILS.get(detail.get("type", ""))
        number = child_text(detail, "number") or child_text(detail, "caption")
        if field and number:
            fields.setdefault(field, number)
    for extent in part.iterfind("extent"):
        if not (extent.get("unit") or "").startswith("page"):
            continue
        start, end, listed = (child_text(extent, name) for name in ("start", "end", "list"))
        take_pages(listed or (f"{start}-{end}" if start and end and start != end else start or end), fields)
        if total := child_text(extent, "total"):
            fields["number_of_pages"] = total
    if date := child_text(part, "date"):
        fields.setdefault("issued", date_range_from_words(date))


def _take_origin(holders: Iterable[Element], fields: dict[str, Any]) -> None:
    for holder in holders:
        for origin in holder.iterfind("originInfo"):
            place = next(
                (
                    text
                    for one in origin.iterfind("place/placeTerm")
                    if one.get("type") != "code" and (text := text_of(one))
                ),
                None,
            )
            fields["publisher_place"] = fields.get("publisher_place") or place
            fields["publisher"] = fields.get("publisher") or child_text(origin, "publisher")
            fields["edition"] = fields.get("edition") or child_text(origin, "edition")
            for name in ("dateIssued", "copyrightDate", "dateCreated"):
                fields["issued"] = fields.get("issued") or _date(origin, name)
            fields["accessed"] = fields.get("accessed") or _date(origin, "dateCaptured")
    if fields["type"] == "thesis" and fields.get("publisher"):
        fields["institution"], fields["publisher"] = fields["publisher"], None


def _date(origin: Element, name: str) -> DateRange | None:
    found = {one.get("point", ""): text for one in origin.iterfind(name) if (text := text_of(one))}
    if "start" in found and "end" in found:
        return date_range_from_words(f"{found['start']}/{found['end']}")
    text = next(iter(found.values()), None)
    return date_range_from_words(text) if text else None


def _number_of_pages(work: Element) -> str | None:
    extent = child_text(work, "physicalDescription/extent") or ""
    found = re.fullmatch(r"(\d+)\s*p(?:ages|\.|p\.)?", extent)
    return found.group(1) if found else extent or None


def _identifiers(work: Element, host: Element | None) -> tuple[tuple[Identifier, ...], tuple[tuple[str, str], ...]]:
    found: dict[Identifier, None] = {}
    extra: list[tuple[str, str]] = []
    for one in [*work.iterfind("identifier"), *(host.iterfind("identifier") if host is not None else ())]:
        kind, text = (one.get("type") or "").lower(), text_of(one)
        if not text or kind == "citekey":
            continue
        scheme = _IDENTIFIERS.get(kind)
        written = f"arxiv:{text}" if scheme == "arxiv" and not text.lower().startswith("arxiv") else text
        identifier = identifier_of(scheme, written) if scheme else identifier_from_text(text)
        if identifier and (scheme or identifier.scheme != "url"):
            found[identifier] = None
        else:
            extra.append((f"identifier:{kind}", text))
    return tuple(found), tuple(extra)


# -- writing


def write(entries: Sequence[Entry]) -> Written:
    """The entries as a `modsCollection`, and what had no element."""
    losses: list[Loss] = []
    works = "".join(_work(entry, losses) for entry in entries)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<modsCollection xmlns="{NAMESPACE}">\n'
    return Written(text=f"{head}{works}</modsCollection>\n", losses=tuple(losses))


def _work(entry: Entry, losses: list[Loss]) -> str:
    told: set[str] = set()
    parts = list(_elements(entry, told, losses))
    losses.extend(losses_of(entry, told))
    losses.extend(losses_of_entry(entry))
    return '<mods version="3.7">\n' + "".join(f"  {part}\n" for part in parts) + "</mods>\n"


def _elements(entry: Entry, told: set[str], losses: list[Loss]) -> Iterator[str]:
    description = entry.description
    genre, has_host, resource = _TYPES.get(description.type or "document", ("document", False, "text"))
    if description.type and _CSL_OF_GENRE.get(genre) != description.type:
        losses.append(Loss(key=entry.key, field="type", value=description.type))
    told |= {"type", "genre", "title", "title_short", "translated_title", "original_title", "authors", "editors"}
    told |= {"translators", "contributors", "identifiers", "language", "abstract", "note", "keywords", "url", "extra"}
    titles = {"": description.title, "abbreviated": description.title_short, "translated": description.translated_title,
              "uniform": description.original_title}  # fmt: skip
    yield from (_title_info(text, kind) for kind, text in titles.items() if text)
    yield from _names(entry, description, losses, has_host=has_host)
    yield element("typeOfResource", resource)
    yield element("genre", genre)
    if description.genre:
        yield element("genre", description.genre)
        if description.genre.lower() in _CSL_OF_GENRE:
            losses.append(Loss(key=entry.key, field="genre", value=description.genre))
    yield from _origin(entry, told, losses)
    if description.language:
        yield (
            "<language>"
            + element("languageTerm", description.language, {"type": "code", "authority": "rfc5646"})
            + "</language>"
        )
    yield from _host_and_part(entry, told, has_host=has_host)
    yield from _series(description, told)
    yield from _rest(entry, told, losses)


def _title_info(text: str, kind: str = "") -> str:
    attributes = f' type="{kind}"' if kind else ""
    return f"<titleInfo{attributes}>{element('title', text)}</titleInfo>"


def _names(entry: Entry, description: Description, losses: list[Loss], *, has_host: bool) -> Iterator[str]:
    groups = [("author", description.authors), ("translator", description.translators)]
    if not has_host:
        groups.append(("editor", description.editors))
    for role, people in description.contributors:
        if role in _CSL_ROLES.values():
            groups.append((role, people))
        else:
            losses.append(Loss(key=entry.key, field=role, value="; ".join(map(str, people))))
    for role, people in groups:
        yield from (_name(person, role) for person in people)
    everyone = (*description.authors, *description.editors, *description.translators)
    losses.extend(Loss(key=entry.key, field="orcid", value=one.orcid) for one in everyone if one.orcid)


def _name(person: Person, role: str) -> str:
    role_element = f"<role>{element('roleTerm', role, {'type': 'text'})}</role>"
    if person.literal is not None:
        return f'<name type="corporate">{element("namePart", person.literal)}{role_element}</name>'
    # A word joiner marks where the particle ends, as MODS has no part of the name for it.
    family = f"{person.particle} \u2060{person.family}" if person.particle else person.family or ""
    parts = {"family": family, "given": person.given, "termsOfAddress": person.suffix}
    names = "".join(element("namePart", part, {"type": kind}) for kind, part in parts.items() if part)
    return f'<name type="personal">{names}{role_element}</name>'


def _origin(entry: Entry, told: set[str], losses: list[Loss]) -> Iterator[str]:
    description = entry.description
    told |= {"publisher_place", "publisher", "institution", "edition", "issued", "accessed"}
    parts: list[str] = []
    if description.publisher_place:
        parts.append("<place>" + element("placeTerm", description.publisher_place, {"type": "text"}) + "</place>")
    is_thesis = description.type == "thesis"
    university, house = description.institution, description.publisher
    publisher, other = (university, house) if is_thesis else (house, university)
    if publisher is None:
        publisher, other = other, None
    if publisher:
        parts.append(element("publisher", publisher))
    if other:
        losses.append(Loss(key=entry.key, field="publisher" if is_thesis else "institution", value=other))
    if description.edition:
        parts.append(element("edition", description.edition))
    for name, date in (("dateIssued", description.issued), ("dateCaptured", description.accessed)):
        if date:
            text = date.start.words or str(date)
            parts.append(element(name, text))
            if date_range_from_words(text) != date:
                losses.append(Loss(key=entry.key, field="issued" if name == "dateIssued" else "accessed", value=text))
    if parts:
        yield f"<originInfo>{''.join(parts)}</originInfo>"


def _part(description: Description, told: set[str]) -> str:
    told |= {"volume", "issue", "chapter_number", "section", "pages", "page_text"}
    details = {"volume": description.volume, "issue": description.issue, "chapter": description.chapter_number,
               "section": description.section}  # fmt: skip
    parts = [f'<detail type="{kind}">{element("number", text)}</detail>' for kind, text in details.items() if text]
    pages = description.pages
    if pages and len(pages.ranges) == 1:
        first, last = pages.ranges[0].first, pages.ranges[0].last
        extent = element("start", first) + (element("end", last) if last else "")
        parts.append(f'<extent unit="page">{extent}</extent>')
    elif pages or description.page_text:
        listed = page_text(pages) if pages else description.page_text or ""
        parts.append(f'<extent unit="page">{element("list", listed)}</extent>')
    return f"<part>{''.join(parts)}</part>" if parts else ""


def _host_and_part(entry: Entry, told: set[str], *, has_host: bool) -> Iterator[str]:
    description = entry.description
    part = _part(description, told)
    if not has_host and not description.container_title:
        if part:
            yield part
        return
    told |= {"container_title", "container_title_short", "container_authors"}
    inner = _title_info(description.container_title) if description.container_title else ""
    if description.container_title_short:
        inner += _title_info(description.container_title_short, "abbreviated")
    if has_host:
        inner += "".join(_name(person, "editor") for person in description.editors)
    inner += "".join(_name(person, "author") for person in description.container_authors)
    if inner or part:
        yield f'<relatedItem type="host">{inner}{part}</relatedItem>'


def _series(description: Description, told: set[str]) -> Iterator[str]:
    told |= {"collection_title", "collection_number"}
    if description.collection_title or description.collection_number:
        title = _title_info(description.collection_title) if description.collection_title else ""
        number = description.collection_number
        part = f'<part><detail type="volume">{element("number", number)}</detail></part>' if number else ""
        yield f'<relatedItem type="series">{title}{part}</relatedItem>'


def _rest(entry: Entry, told: set[str], losses: list[Loss]) -> Iterator[str]:
    description = entry.description
    told |= {"number_of_pages", "call_number", "archive"}
    if description.number_of_pages:
        yield (
            "<physicalDescription>" + element("extent", _extent(description.number_of_pages)) + "</physicalDescription>"
        )
    if description.abstract:
        yield element("abstract", description.abstract)
    if description.note:
        yield element("note", description.note)
    yield from (f"<subject>{element('topic', keyword)}</subject>" for keyword in description.keywords)
    location = [
        ("url", description.url),
        ("physicalLocation", description.archive),
        ("shelfLocator", description.call_number),
    ]
    parts = "".join(element(name, text) for name, text in location if text)
    if parts:
        yield f"<location>{parts}</location>"
    if entry.key:
        yield element("identifier", entry.key, {"type": "citekey"})
    yield from _identifier_elements(entry, losses)


def _extent(pages: str) -> str:
    return f"{pages} pages" if pages.isdigit() else pages


def _identifier_elements(entry: Entry, losses: list[Loss]) -> Iterator[str]:
    for identifier in entry.description.identifiers:
        value = identifier.value + (f"v{identifier.version}" if identifier.version else "")
        if identifier.scheme in _IDENTIFIERS.values():
            yield element("identifier", value, {"type": identifier.scheme})
        else:
            losses.append(Loss(key=entry.key, field=identifier.scheme, value=value))
    for name, value in entry.description.extra:
        if name.startswith("identifier:"):
            yield element("identifier", value, {"type": name.removeprefix("identifier:")})
        elif name != "entrytype":
            losses.append(Loss(key=entry.key, field=name, value=value))


FORMAT = Format("mods", (".mods", ".xml"), sniff, read, write)
