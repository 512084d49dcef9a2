"""Dublin Core in XML (read only), as repositories give it over OAI-PMH (https://www.openarchives.org/OAI/openarchivesprotocol)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from citetrail.errors import InputError
from citetrail.formats.parts.dates import date_range_from_words
from citetrail.formats.parts.languages import language_tag
from citetrail.formats.parts.markup import clean_title
from citetrail.formats.parts.people import person_from_line
from citetrail.formats.parts.xml import XmlTree, child_text, parse_xml, text_of, texts
from citetrail.model import Bibliography, Description, Entry, Format, Identifier, Person, Place, identifier_from_text

_SNIFF = re.compile(rb"<OAI-PMH\b[\s\S]*oai_dc|<(?:\w+:)?dc\b|<metadata\b[^<>]*purl\.org/dc/")
_OTHERS = re.compile(rb"<rdf:RDF|<!doctype html|<html\b", re.IGNORECASE)
_TYPES = {
    "article": "article-journal", "journalarticle": "article-journal", "preprint": "article", "workingpaper": "report",
    "book": "book", "bookpart": "chapter", "bookchapter": "chapter", "booksection": "chapter",
    "conferenceobject": "paper-conference", "conferencepaper": "paper-conference", "proceedings": "paper-conference",
    "doctoralthesis": "thesis", "masterthesis": "thesis", "bachelorthesis": "thesis", "thesis": "thesis",
    "dissertation": "thesis", "phdthesis": "thesis", "report": "report", "technicalreport": "report",
    "dataset": "dataset", "software": "software", "image": "graphic", "stillimage": "graphic", "patent": "patent",
    "movingimage": "motion_picture", "sound": "song", "lecture": "speech", "review": "review", "map": "map",
}  # fmt: skip
_OTHER_IDENTIFIER = "info:eu-repo/semantics/altIdentifier/"  # of the same work, as OpenAIRE has it
_TAKEN = frozenset(
    "title creator contributor date type identifier subject description publisher language source".split()
)


def sniff(content: bytes) -> bool:
    """Whether an element of Dublin Core records stands in the first bytes."""
    head = content[:6000]
    is_xml = head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")
    return is_xml and _SNIFF.search(head) is not None and _OTHERS.search(head) is None


def read(content: bytes, name: str) -> Bibliography:
    """The records of a file or an answer over OAI-PMH. Raises InputError for XML that is broken or holds none."""
    tree = parse_xml(content, name)
    records = [one for one in tree.root.iter() if one.tag in ("dc", "metadata") and one.find("title") is not None]
    if not records:
        raise InputError(f"no record of Dublin Core in XML that begins with <{tree.root.tag}>", file=name)
    return Bibliography(entries=tuple(_entry(one, tree, name) for one in records))


def _entry(record: Element, tree: XmlTree, name: str) -> Entry:
    line, column = tree.place(record)
    return Entry(key=None, description=_description(record), place=Place(source=name, line=line, column=column))


def _description(record: Element) -> Description:
    kinds = texts(record, "type")
    language = child_text(record, "language")
    descriptions = texts(record, "description")
    identifiers, urls = _identifiers(record)
    fields: dict[str, Any] = {
        "type": next(filter(None, map(_type, kinds)), "document"),
        "title": clean_title(child_text(record, "title") or "") or None,
        "authors": tuple(_people(record, "creator")),
        "issued": date_range_from_words(date) if (date := _date(texts(record, "date"))) else None,
        "publisher": child_text(record, "publisher"),
        "abstract": next(iter(descriptions), None),
        "note": "\n".join(descriptions[1:]) or None,
        "keywords": tuple(dict.fromkeys(texts(record, "subject"))),
        "language": (language_tag(language) or language) if language else None,
        "url": next(iter(urls), None),
        "identifiers": identifiers,
        "contributors": (("contributor", people),) if (people := tuple(_people(record, "contributor"))) else (),
    }
    fields["extra"] = tuple(_extra(record, kinds, urls))
    return Description(**fields)


def _type(written: str) -> str | None:
    """The kind of work of `info:eu-repo/semantics/doctoralThesis`, `Journal Article` and the like."""
    return _TYPES.get(re.sub(r"[\s_-]", "", written.rsplit("/", 1)[-1]).lower())


def _people(record: Element, tag: str) -> Iterator[Person]:
    for written in texts(record, tag):
        if person := person_from_line(written):
            yield person


def _date(dates: list[str]) -> str | None:
    """The first of the shortest dates: repositories add when a record was made, to the second."""
    return min((date.split("T")[0] for date in dates), key=len, default=None)


def _identifiers(record: Element) -> tuple[tuple[Identifier, ...], list[str]]:
    """What the work is known by, and its addresses. Other relations are to other works: versions, parts, sources."""
    found: dict[Identifier, None] = {}
    urls: list[str] = []
    others = [text for text in texts(record, "relation") if text.startswith(_OTHER_IDENTIFIER)]
    for written in [*texts(record, "identifier"), *others]:
        bare = written.removeprefix(_OTHER_IDENTIFIER).replace("doi/", "doi:", 1)
        identifier = identifier_from_text(bare)
        if identifier and identifier.scheme != "url":
            found[identifier] = None
        if written.startswith(("http://", "https://")):
            urls.append(written)
    return tuple(found), urls


def _extra(record: Element, kinds: list[str], urls: list[str]) -> Iterator[tuple[str, str]]:
    yield from (("type", kind) for kind in kinds if not _type(kind) and kind.lower() != "text")
    yield from (("identifier", url) for url in urls[1:])
    for one in texts(record, "source"):
        yield "source", one
    for child in record:
        if child.tag not in _TAKEN and (text := text_of(child)):
            yield child.tag, text


FORMAT = Format("dublin-core", (".xml",), sniff, read)
