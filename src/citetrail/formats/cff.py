"""CITATION.cff, how software says that it wants to be cited (https://citation-file-format.github.io, version 1.2.0)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from citetrail.errors import InputError
from citetrail.formats.parts.csl_items import page_text
from citetrail.formats.parts.dates import date_range_from_words, partial_date
from citetrail.formats.parts.encodings import text_from_bytes, without_stray_bytes
from citetrail.formats.parts.losses import losses_of, losses_of_entry
from citetrail.formats.parts.places import Lines
from citetrail.formats.parts.tagged_reading import take_pages
from citetrail.formats.parts.yaml import dump_yaml, load_yaml
from citetrail.model import (
    Bibliography,
    DateRange,
    Description,
    Entry,
    Format,
    Identifier,
    Loss,
    Person,
    Written,
    group,
    identifier_from_text,
    identifier_of,
)

_SNIFF = re.compile(rb"(?m)^cff-version:")
_TYPES: dict[str, str] = {
    "article": "article-journal", "book": "book", "conference-paper": "paper-conference", "thesis": "thesis",
    "report": "report", "software": "software", "software-code": "software", "data": "dataset", "dataset": "dataset",
    "website": "webpage", "blog": "post-weblog", "manual": "book", "magazine-article": "article-magazine",
    "newspaper-article": "article-newspaper", "patent": "patent", "standard": "standard", "unpublished": "manuscript",
    "pamphlet": "pamphlet", "map": "map", "video": "motion_picture", "sound-recording": "song",
    "edited-work": "collection", "proceedings": "book", "generic": "document", "encyclopedia": "entry-encyclopedia",
    "dictionary": "entry-dictionary", "personal-communication": "personal_communication", "bill": "bill",
    "legal-case": "legal_case", "statute": "legislation", "hearing": "hearing", "music": "musical_score",
    "art": "graphic", "film-broadcast": "broadcast", "presentation": "speech", "serial": "periodical",
}  # fmt: skip
_TYPE_NAME: dict[str, str] = {}
for _written, _csl in _TYPES.items():
    _TYPE_NAME.setdefault(_csl, _written)
_TEXT: dict[str, str] = {
    "journal": "container_title", "volume": "volume", "issue": "issue", "edition": "edition", "version": "version",
    "abstract": "abstract", "url": "url", "notes": "note", "section": "section", "medium": "medium",
    "number": "number", "number-volumes": "number_of_volumes", "volume-title": "volume_title", "status": "status",
    "abbreviation": "title_short", "thesis-type": "genre", "pages": "number_of_pages",
}  # fmt: skip
_PEOPLE = {
    "authors": "authors",
    "editors": "editors",
    "translators": "translators",
    "editors-series": "collection_editors",
}
_FIELD_OF = {**_TEXT, **_PEOPLE} | {
    "conference": "event_title", "languages": "language", "location": "publisher_place", "start": "pages",
    "end": "pages", "date-accessed": "accessed", "date-published": "issued",
}  # fmt: skip
_HEAD = "This work can be cited as follows."
_TAKEN = {*_TEXT, *_PEOPLE, "type", "title", "year", "month", "date-released", "date-published", "date-accessed", "doi",
          "isbn", "issn", "pmcid", "start", "end", "publisher", "institution", "conference", "collection-title",
          "collection-doi", "keywords", "identifiers", "languages", "cff-version", "message", "preferred-citation",
          "references", "location"}  # fmt: skip
# What the schema knows besides, in words; of the work itself and of what it refers to.
_OF_THE_WORK = ("abstract", "commit", "date-released", "doi", "identifiers", "keywords", "license", "license-url",
                "repository", "repository-artifact", "repository-code", "url", "version")  # fmt: skip
_KEPT = {*_OF_THE_WORK, "copyright", "data-type", "database", "department", "filename", "format", "issue-title",
         "loc-end", "loc-start", "nihmsid", "patent-states", "scope", "term"} - _TAKEN  # fmt: skip


def sniff(content: bytes) -> bool:
    """Whether `cff-version:` stands in the first bytes."""
    return _SNIFF.search(content[:20000].replace(b"\r", b"\n").removeprefix(b"\xef\xbb\xbf")) is not None


def read(content: bytes, name: str) -> Bibliography:
    """The software or data set itself, its preferred citation and its references, in this order."""
    decoded = text_from_bytes(content)
    text = without_stray_bytes(decoded.text)
    value = load_yaml(text, name)
    if not isinstance(value, Mapping):
        raise InputError("no CITATION.cff: a mapping was expected", file=name, line=1, column=1)
    place = Lines(text).place(name, 0)
    own = Entry(key=None, description=_description(value, "software"), place=place)
    more = [value.get("preferred-citation"), *(value.get("references") or [])]
    others = [
        Entry(key=None, description=_description(one, "generic"), place=place)
        for one in more
        if isinstance(one, Mapping)
    ]
    entries = others if _is_shell(own, others) else [own, *others]
    return Bibliography(entries=tuple(entries), encoding=decoded.encoding)


def _is_shell(own: Entry, others: list[Entry]) -> bool:
    """Whether the work itself says nothing that its preferred citation does not say too."""
    told = {name: value for name, value in own.description.filled() if name != "type"}
    return bool(others) and all(getattr(others[0].description, name) == value for name, value in told.items())


def _description(value: Mapping[str, Any], usual_type: str) -> Description:
    kind = _TYPES.get(_text(value.get("type")) or usual_type, "document")
    fields: dict[str, Any] = {"type": kind, "title": _text(value.get("title")) or None}
    for name, field in _TEXT.items():
        fields[field] = _text(value.get(name)) or None
    for name, field in _PEOPLE.items():
        fields[field] = tuple(person for one in value.get(name) or [] if (person := _person(one)))
    for name, field in (("publisher", "publisher"), ("institution", "institution"), ("conference", "event_title")):
        entity = value.get(name)
        fields[field] = _text(entity.get("name") if isinstance(entity, Mapping) else entity) or None
        if name == "publisher" and isinstance(entity, Mapping):
            fields["publisher_place"] = _text(entity.get("city") or entity.get("location")) or None
    location = value.get("location")
    if isinstance(location, Mapping) and not fields.get("publisher_place"):
        fields["publisher_place"] = _text(location.get("name")) or None
    fields["container_title"] = fields["container_title"] or _text(value.get("collection-title")) or None
    fields["issued"] = _issued(value)
    accessed = _text(value.get("date-accessed"))
    fields["accessed"] = date_range_from_words(accessed) if accessed else None
    start, end = _text(value.get("start")), _text(value.get("end"))
    take_pages(f"{start}-{end}" if start and end and start != end else start, fields)
    keywords, languages = value.get("keywords"), value.get("languages")
    fields["keywords"] = tuple(map(str, keywords)) if isinstance(keywords, list) else ()
    fields["language"] = _text(languages) or None
    fields["identifiers"] = _identifiers(value)
    fields["extra"] = tuple(
        (str(key), str(one)) for key, one in value.items() if key not in _TAKEN and isinstance(one, str)
    )
    return Description(**fields)


def _text(value: Any) -> str:
    if isinstance(value, list):
        return _text(value[0]) if value else ""
    return str(value) if isinstance(value, str) else ""


def _person(value: Any) -> Person | None:
    if not isinstance(value, Mapping):
        return None
    if name := _text(value.get("name")):
        return group(name)
    family, given = _text(value.get("family-names")), _text(value.get("given-names"))
    if not family and not given:
        return group(_text(value.get("alias"))) if _text(value.get("alias")) else None
    orcid = identifier_of("orcid", _text(value.get("orcid")))
    return Person(
        family=family or given,
        given=(given or None) if family else None,
        particle=_text(value.get("name-particle")) or None,
        suffix=_text(value.get("name-suffix")) or None,
        orcid=orcid.value if orcid else None,
    )


def _issued(value: Mapping[str, Any]) -> DateRange | None:
    for name in ("date-released", "date-published"):
        if text := _text(value.get(name)):
            return date_range_from_words(text)
    year, month = _text(value.get("year")), _text(value.get("month"))
    if re.fullmatch(r"-?\d{1,4}", year):
        return DateRange(start=partial_date(int(year), int(month) if month.isdigit() else None))
    return date_range_from_words(year) if year else None


def _identifiers(value: Mapping[str, Any]) -> tuple[Identifier, ...]:
    found: dict[Identifier, None] = {}
    for scheme in ("doi", "isbn", "issn", "pmcid"):
        text = _text(value.get(scheme))
        if text and (identifier := identifier_of(scheme, text)):
            found[identifier] = None
    for one in value.get("identifiers") or []:
        identifier = identifier_from_text(_text(one.get("value"))) if isinstance(one, Mapping) else None
        if identifier and identifier.scheme != "url":
            found[identifier] = None
    return tuple(found)


# -- writing


def write(entries: Sequence[Entry]) -> Written:
    """A CITATION.cff: the first software or data set is the work itself, the others are its references.

    Without one, the first entry is the preferred citation of a work that still has to be described.
    """
    losses: list[Loss] = []
    own = next((entry for entry in entries if entry.description.type in ("software", "dataset")), None)
    head: dict[str, Any] = {"cff-version": "1.2.0", "message": _HEAD}
    if own is not None:
        body = _mapping(own, losses)
        kind = body.pop("type")
        head |= {"type": "dataset" if kind in ("data", "dataset") else "software"}
        head |= {"title": body.pop("title", ""), "authors": body.pop("authors", [])} | _of_the_work(own, body, losses)
    elif entries:
        first = entries[0].description
        head |= {"title": first.title or "", "authors": [_name(person) for person in first.authors]}
        head["preferred-citation"] = _mapping(entries[0], losses)
    rest = [entry for entry in entries if entry is not own][0 if own else 1 :]
    if rest:
        head["references"] = [_mapping(entry, losses) for entry in rest]
    return Written(text=dump_yaml(head), losses=tuple(losses))


def _of_the_work(entry: Entry, body: dict[str, Any], losses: list[Loss]) -> dict[str, Any]:
    """Only these fields are allowed for the work itself."""
    if "year" in body and entry.description.issued and "date-released" not in body:
        losses.append(Loss(key=entry.key, field="issued", value=str(entry.description.issued)))
    if "publisher" in body and entry.description.publisher_place:
        losses.append(Loss(key=entry.key, field="publisher_place", value=entry.description.publisher_place))
    losses.extend(
        Loss(key=entry.key, field=_FIELD_OF.get(name, name), value=str(value))
        for name, value in body.items()
        if name not in _OF_THE_WORK and name not in ("year", "month")
    )
    return {name: value for name, value in body.items() if name in _OF_THE_WORK}


def _mapping(entry: Entry, losses: list[Loss]) -> dict[str, Any]:
    description = entry.description
    told = {*_TEXT.values(), *_PEOPLE.values()} | set(
        "type title issued accessed pages page_text keywords language identifiers publisher institution event_title "
        "publisher_place extra".split()
    )
    kind = _TYPE_NAME.get(description.type or "document", "generic")
    if description.type and _TYPES[kind] != description.type:
        losses.append(Loss(key=entry.key, field="type", value=description.type))
    mapping: dict[str, Any] = {"type": kind, "title": description.title or ""}
    for name, field in _PEOPLE.items():
        if people := getattr(description, field):
            mapping[name] = [_name(person) for person in people]
    for name, field in _TEXT.items():
        if value := getattr(description, field):
            mapping[name] = value
    _put_entities(description, mapping)
    _put_dates(entry, mapping, losses)
    _put_pages(entry, mapping, losses)
    if description.keywords:
        mapping["keywords"] = list(description.keywords)
    if description.language:
        mapping["languages"] = [description.language]
    _put_identifiers(entry, mapping, losses)
    _put_extra(entry, mapping, losses)
    losses.extend(losses_of(entry, told))
    losses.extend(losses_of_entry(entry))
    return mapping


def _name(person: Person) -> dict[str, str]:
    if person.literal is not None:
        return {"name": person.literal}
    parts = {
        "family-names": person.family,
        "given-names": person.given,
        "name-particle": person.particle,
        "name-suffix": person.suffix,
        "orcid": f"https://orcid.org/{person.orcid}" if person.orcid else None,
    }
    return {name: part for name, part in parts.items() if part}


def _put_entities(description: Description, mapping: dict[str, Any]) -> None:
    if description.publisher:
        place = {"city": description.publisher_place} if description.publisher_place else {}
        mapping["publisher"] = {"name": description.publisher} | place
    elif description.publisher_place:
        mapping["location"] = {"name": description.publisher_place}
    if description.institution:
        mapping["institution"] = {"name": description.institution}
    if description.event_title:
        mapping["conference"] = {"name": description.event_title}


def _put_dates(entry: Entry, mapping: dict[str, Any], losses: list[Loss]) -> None:
    issued, accessed = entry.description.issued, entry.description.accessed
    if issued and issued.start.year is not None:
        start = issued.start
        if start.day:
            mapping["date-released" if mapping["type"] in ("software", "data") else "date-published"] = str(start)[:10]
        else:
            mapping["year"] = start.year
            if start.month and start.month <= 12:
                mapping["month"] = start.month
    if issued and _issued({name: str(value) for name, value in mapping.items()}) != issued:
        losses.append(Loss(key=entry.key, field="issued", value=str(issued)))
    if accessed and accessed.start.day and not accessed.end:
        mapping["date-accessed"] = str(accessed)
    elif accessed:
        losses.append(Loss(key=entry.key, field="accessed", value=str(accessed)))


def _put_pages(entry: Entry, mapping: dict[str, Any], losses: list[Loss]) -> None:
    pages = entry.description.pages
    if pages is None:
        if entry.description.page_text:
            mapping["start"] = entry.description.page_text
        return
    mapping["start"] = pages.ranges[0].first
    if pages.ranges[0].last:
        mapping["end"] = pages.ranges[0].last
    if len(pages.ranges) > 1:
        losses.append(Loss(key=entry.key, field="pages", value=page_text(pages)))


def _put_identifiers(entry: Entry, mapping: dict[str, Any], losses: list[Loss]) -> None:
    others: list[dict[str, str]] = []
    for identifier in entry.description.identifiers:
        value = identifier.value + (f"v{identifier.version}" if identifier.version else "")
        if identifier.scheme in ("doi", "isbn", "issn", "pmcid") and identifier.scheme not in mapping:
            mapping[identifier.scheme] = value
        elif identifier.scheme == "url":
            mapping.setdefault("url", value)
        else:
            written = f"{identifier.scheme}:{value}"
            if identifier_from_text(written) != identifier:
                losses.append(Loss(key=entry.key, field=identifier.scheme, value=value))
            others.append({"type": "other", "value": written})
    if others:
        mapping["identifiers"] = others


def _put_extra(entry: Entry, mapping: dict[str, Any], losses: list[Loss]) -> None:
    for name, value in entry.description.extra:
        if name in _KEPT:
            mapping.setdefault(name, value)
        elif name != "entrytype":
            losses.append(Loss(key=entry.key, field=name, value=value))


FORMAT = Format("cff", (".cff",), sniff, read, write)
