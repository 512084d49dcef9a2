"""Zotero's RDF export (read only): items, their journals, collections, notes, attachments and tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from citetrail.errors import InputError
from citetrail.formats.parts.dates import date_range_from_words
from citetrail.formats.parts.languages import language_tag
from citetrail.formats.parts.markup import clean_title, plain
from citetrail.formats.parts.tagged_reading import take_pages
from citetrail.formats.parts.xml import XmlTree, child_text, parse_xml, text_of, texts
from citetrail.formats.parts.zotero_types import CSL_TYPE
from citetrail.model import (
    Bibliography,
    Description,
    Entry,
    Format,
    Identifier,
    Person,
    Place,
    group,
    identifier_from_text,
    identifier_of,
)

_SNIFF = re.compile(rb"<rdf:RDF\b")
_OURS = re.compile(rb"zotero\.org/namespaces|xmlns:z=|<z:itemType|<bib:")
_NO_ITEM = frozenset({"Attachment", "Memo", "Collection", "Journal", "Description", "Seq", "Organization", "Person"})
_PEOPLE: dict[str, str] = {
    "authors": "authors", "editors": "editors", "translators": "translators", "seriesEditors": "collection_editors",
    "bookAuthors": "container_authors",
}  # fmt: skip
_ROLES: dict[str, str] = {
    "directors": "director", "contributors": "contributor", "interviewers": "interviewer", "composers": "composer",
    "performers": "performer", "recipients": "recipient", "producers": "producer", "scriptwriters": "script-writer",
    "inventors": "author", "programmers": "author", "artists": "author", "presenters": "author", "podcasters": "author",
    "castMembers": "performer", "guests": "guest", "reviewedAuthors": "reviewed-author", "interviewees": "author",
    "cartographers": "author", "sponsors": "contributor",
}  # fmt: skip
_TEXT: dict[str, tuple[str, ...]] = {
    "volume": ("volume",), "issue": ("number", "issue"), "edition": ("edition",), "title_short": ("shortTitle",),
    "number_of_volumes": ("numberOfVolumes",), "number_of_pages": ("numPages",), "archive": ("archive",),
    "source": ("libraryCatalog",), "genre": ("type",), "medium": ("medium",), "status": ("status",),
    "version": ("version", "versionNumber"), "call_number": ("callNumber",),
}  # fmt: skip


def sniff(content: bytes) -> bool:
    """Whether an RDF document with Zotero's namespaces begins here."""
    head = content[:8000]
    return _SNIFF.search(head) is not None and _OURS.search(head) is not None


def read(content: bytes, name: str) -> Bibliography:
    """The items of a Zotero RDF file, with tags and collections as tags, notes, and attachments as files.

    Raises InputError for XML that is broken or no RDF.
    """
    tree = parse_xml(content, name)
    if tree.root.tag != "RDF":
        raise InputError("no Zotero RDF: the root is no <rdf:RDF>", file=name, line=1, column=1)
    index = {one.get("about"): one for one in tree.root if one.get("about")}
    collections = _collections(tree.root)
    entries = tuple(_entry(item, index, collections, tree, name) for item in _items(tree.root))
    return Bibliography(entries=entries)


def _items(root: Element) -> Iterator[Element]:
    for one in root:
        kind = child_text(one, "itemType")
        if one.tag not in _NO_ITEM or (kind and kind not in ("attachment", "note")):
            yield one


def _collections(root: Element) -> dict[str, list[str]]:
    """The paths of collections (`Thesis/Chapter 1`) by the address of each item in them."""
    collections = {str(one.get("about")): one for one in root.iterfind("Collection")}
    above = {
        str(part.get("resource")): about
        for about, collection in collections.items()
        for part in collection.iterfind("hasPart")
        if part.get("resource") in collections
    }
    found: dict[str, list[str]] = {}
    for about, collection in collections.items():
        path = _path_of_collection(about, collections, above)
        for part in collection.iterfind("hasPart"):
            resource = str(part.get("resource"))
            if path and resource not in collections:
                found.setdefault(resource, []).append(path)
    return found


def _path_of_collection(about: str, collections: dict[str, Element], above: dict[str, str]) -> str:
    titles: list[str] = []
    seen: set[str] = set()
    while about in collections and about not in seen:
        seen.add(about)
        titles.append((child_text(collections[about], "title") or "").replace("/", "-"))
        about = above.get(about, "")
    return "/".join(title for title in reversed(titles) if title)


def _entry(
    item: Element, index: dict[str | None, Element], collections: dict[str, list[str]], tree: XmlTree, name: str
) -> Entry:
    line, column = tree.place(item)
    about = item.get("about", "")
    linked = [index[link.get("resource")] for link in [*item.iterfind("link"), *item.iterfind("isReferencedBy")]
              if link.get("resource") in index]  # fmt: skip
    notes = [plain(text) for one in linked if one.tag == "Memo" and (text := child_text(one, "value"))]
    files = [path for one in linked if one.tag == "Attachment" and (path := _path(one))]
    tags = [*texts(item, "subject"), *collections.get(about, ())]
    return Entry(
        key=child_text(item, "citationKey"),
        description=_description(item, index),
        place=Place(source=name, line=line, column=column),
        tags=tuple(dict.fromkeys(tags)),
        notes=tuple(notes),
        files=tuple(files),
    )


def _path(attachment: Element) -> str | None:
    resource = attachment.find("resource")
    return resource.get("resource") if resource is not None else child_text(attachment, "identifier/URI/value")


def _description(item: Element, index: dict[str | None, Element]) -> Description:
    kind = child_text(item, "itemType") or ""
    fields: dict[str, Any] = {"type": CSL_TYPE.get(kind) or _type_of_tag(item.tag)}
    parents = list(_parents(item, index))
    title = child_text(item, "title")
    fields["title"] = clean_title(title) if title else None
    for field, names in _TEXT.items():
        holders = [item, *parents] if field in ("volume", "issue", "edition") else [item]
        fields[field] = next((text for holder in holders for name in names if (text := child_text(holder, name))), None)
    _take_people(item, fields)
    _take_parents(parents, fields)
    publisher = item.find("publisher/Organization")
    fields["publisher"] = child_text(publisher, "name") if publisher is not None else child_text(item, "publisher")
    fields["publisher_place"] = next((text_of(one) for one in item.iter("locality")), None)
    if fields["type"] == "thesis":
        fields["institution"], fields["publisher"] = fields["publisher"], None
    date, accessed = child_text(item, "date"), child_text(item, "dateSubmitted")
    fields["issued"] = date_range_from_words(date) if date else None
    fields["accessed"] = (
        date_range_from_words(accessed.replace(" ", "T", 1) + "Z" if accessed.count(":") == 2 else accessed)
        if accessed
        else None
    )
    take_pages(child_text(item, "pages"), fields)
    fields["abstract"] = child_text(item, "abstract")
    fields["note"] = child_text(item, "description")
    language = child_text(item, "language")
    fields["language"] = (language_tag(language) or language) if language else None
    fields["url"] = child_text(item, "identifier/URI/value")
    fields["identifiers"] = _identifiers(item, parents, fields)
    return Description(**fields)


def _type_of_tag(tag: str) -> str:
    return {
        "Article": "article-journal", "Book": "book", "BookSection": "chapter", "Document": "document",
        "Thesis": "thesis", "Report": "report", "Patent": "patent", "Manuscript": "manuscript", "Recording": "song",
        "Image": "graphic", "Letter": "personal_communication", "Legislation": "legislation",
    }.get(tag, "document")  # fmt: skip


def _parents(item: Element, index: dict[str | None, Element]) -> Iterator[Element]:
    """What the item is part of: journals, books and series, here or by reference."""
    for link in item.iterfind("isPartOf"):
        if link.get("resource") in index:
            yield index[link.get("resource")]
        yield from link


def _take_people(item: Element, fields: dict[str, Any]) -> None:
    contributors: list[tuple[str, tuple[Person, ...]]] = []
    for name, field in _PEOPLE.items():
        fields[field] = _people(item.find(name))
    for name, role in _ROLES.items():
        people = _people(item.find(name))
        if people and role == "author":
            fields["authors"] = fields["authors"] or people
        elif people:
            contributors.append((role, people))
    fields["contributors"] = tuple(contributors)


def _people(holder: Element | None) -> tuple[Person, ...]:
    return tuple(person for one in (holder.iter("Person") if holder is not None else ()) if (person := _person(one)))


def _person(element: Element) -> Person | None:
    family, given = child_text(element, "surname"), child_text(element, "givenName") or child_text(element, "givenname")
    if not family:
        return Person(family=given) if given else None
    if not given:
        return group(family) if " " in family else Person(family=family)
    return Person(family=family, given=given)


def _take_parents(parents: list[Element], fields: dict[str, Any]) -> None:
    for parent in parents:
        title = child_text(parent, "title")
        if not title:
            continue
        if parent.tag == "Series":
            fields["collection_title"] = title
            fields["collection_number"] = child_text(parent, "identifier") or child_text(parent, "number")
        else:
            fields.setdefault("container_title", title)
            if short := child_text(parent, "alternative"):
                fields["container_title_short"] = short


def _identifiers(item: Element, parents: list[Element], fields: dict[str, Any]) -> tuple[Identifier, ...]:
    found: dict[Identifier, None] = {}
    written = [text for holder in (item, *parents) for text in texts(holder, "identifier") if "://" not in text]
    for text in written:
        label, _, value = text.partition(" ")
        scheme = {"DOI": "doi", "ISBN": "isbn", "ISSN": "issn"}.get(label.upper())
        for word in value.split() if scheme else [text]:
            identifier = identifier_of(scheme, word) if scheme else identifier_from_text(text)  # type: ignore[arg-type]
            if identifier and identifier.scheme != "url":
                found[identifier] = None
    for line in (fields.get("note") or "").split("\n"):
        identifier = identifier_from_text(line)
        if identifier and identifier.scheme != "url":
            found[identifier] = None
    return tuple(found)


FORMAT = Format("zotero-rdf", (".rdf",), sniff, read)
