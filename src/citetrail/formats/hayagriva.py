"""Hayagriva, the bibliography format of Typst (https://github.com/typst/hayagriva/blob/main/docs/file-format.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from citetrail.errors import InputError
from citetrail.formats.parts.csl_items import page_text
from citetrail.formats.parts.dates import date_range_from_words
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
    Place,
    Problem,
    Scheme,
    Written,
    identifier_from_text,
    identifier_of,
    plain_from_markup,
)

_SNIFF = re.compile(rb"(?m)^[^\s#:\-][^:\n]*:[ \t]*\n(?:[ \t].*\n)*?[ \t]++type:[ \t]*+[A-Za-z]++[ \t]*+$")
_TOP_KEY = re.compile(r"""(?m)^(?:"([^"\n]+)"|'([^'\n]+)'|([^\s#"'\[{-][^:\n]*))\s*:(?=\s)""")
_NOT_OURS = re.compile(rb"(?m)^(?:references|cff-version|docs|ref|files):")
# CSL type -> (Hayagriva type, type of the parent that holds the container); the first that fits is written.
_TYPES: dict[str, tuple[str, str | None]] = {
    "article-journal": ("article", "periodical"),
    "article-magazine": ("article", "periodical"),
    "article-newspaper": ("article", "newspaper"),
    "review": ("article", "periodical"),
    "review-book": ("article", "periodical"),
    "chapter": ("chapter", "book"),
    "paper-conference": ("article", "proceedings"),
    "entry": ("entry", "reference"),
    "entry-dictionary": ("entry", "reference"),
    "entry-encyclopedia": ("entry", "reference"),
    "post-weblog": ("article", "blog"),
    "post": ("thread", "thread"),
    "webpage": ("web", "web"),
    "book": ("book", None),
    "classic": ("book", None),
    "periodical": ("periodical", None),
    "thesis": ("thesis", None),
    "report": ("report", None),
    "patent": ("patent", None),
    "legal_case": ("case", None),
    "legislation": ("legislation", None),
    "manuscript": ("manuscript", None),
    "article": ("article", None),
    "software": ("repository", None),
    "dataset": ("repository", None),
    "motion_picture": ("video", None),
    "broadcast": ("video", None),
    "song": ("audio", None),
    "graphic": ("artwork", None),
}
_READ_TYPES: dict[tuple[str, str | None], str] = {}
for _csl, _pair in _TYPES.items():
    _READ_TYPES.setdefault(_pair, _csl)
_READ_ALONE: dict[str, str] = {
    "article": "article", "chapter": "chapter", "entry": "entry", "anthos": "chapter", "scene": "motion_picture",
    "newspaper": "article-newspaper", "tweet": "post", "proceedings": "book", "blog": "post-weblog",
    "reference": "book", "conference": "paper-conference", "anthology": "book", "repository": "software",
    "web": "webpage", "thread": "post", "exhibition": "performance", "misc": "document",
}  # fmt: skip
_TEXT: dict[str, str] = {
    "publisher": "publisher", "location": "publisher_place", "organization": "institution", "issue": "issue",
    "volume": "volume", "volume-total": "number_of_volumes", "edition": "edition", "page-total": "number_of_pages",
    "archive": "archive", "archive-location": "archive_location", "call-number": "call_number", "note": "note",
    "abstract": "abstract", "genre": "genre", "language": "language", "chapter": "chapter_number",
}  # fmt: skip
_IN_PARENT = {"volume", "issue"}  # where a periodical holds them
_ROLES: dict[str, str] = {
    "compiler": "compiler", "organizer": "organizer", "composer": "composer", "producer": "producer",
    "executive-producer": "executive-producer", "writer": "script-writer", "director": "director",
    "illustrator": "illustrator", "narrator": "narrator", "cast-member": "performer", "collaborator": "contributor",
}  # fmt: skip
_ROLE_NAME = {role: name for name, role in _ROLES.items()}
_SERIALS: dict[Scheme, str] = {
    "doi": "doi",
    "isbn": "isbn",
    "issn": "issn",
    "pmid": "pmid",
    "pmcid": "pmcid",
    "arxiv": "arxiv",
}
_TAKEN = {*_TEXT, "type", "title", "author", "editor", "affiliated", "date", "parent", "page-range", "url", "doi",
          "isbn", "issn", "serial-number"}  # fmt: skip


def sniff(content: bytes) -> bool:
    """Whether a mapping of entries with a `type` stands in the first bytes."""
    head = content[:8000].removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    if head.lstrip()[:1] in (b"{", b"[", b"<", b"@", b"%"):
        return False
    return bool(_SNIFF.search(head)) and not _NOT_OURS.search(head)


def read(content: bytes, name: str) -> Bibliography:
    """The entries of a Hayagriva file. Raises InputError for YAML that is broken or no mapping of mappings."""
    decoded = text_from_bytes(content)
    text = without_stray_bytes(decoded.text)
    value = load_yaml(text, name)
    if not isinstance(value, Mapping):
        raise InputError("no Hayagriva file: a mapping of entries was expected", file=name, line=1, column=1)
    lines = Lines(text)
    entries: list[Entry] = []
    problems: list[Problem] = []
    offsets = _offsets(text)
    for key, fields in value.items():
        place = lines.place(name, offsets[key]) if key in offsets else Place(source=name)
        if isinstance(fields, Mapping):
            entries.append(Entry(key=str(key), description=_description(fields), place=place))
        else:
            problems.append(Problem(severity="damaged", message="the entry is no mapping", place=place, key=str(key)))
    return Bibliography(entries=tuple(entries), problems=tuple(problems), encoding=decoded.encoding)


def _offsets(text: str) -> dict[str, int]:
    """Where the top-level keys stand."""
    return {found.group(1) or found.group(2) or found.group(3): found.start() for found in _TOP_KEY.finditer(text)}


# -- reading


def _description(entry: Mapping[str, Any]) -> Description:
    written = _text(entry.get("type")).lower() or "misc"
    parents = entry.get("parent")
    parent = parents[0] if isinstance(parents, list) and parents else parents
    parent = parent if isinstance(parent, Mapping) else {}
    parent_type = _text(parent.get("type")).lower() or None
    kind = _READ_TYPES.get((written, parent_type)) or _READ_TYPES.get((written, None)) or _READ_ALONE.get(written)
    fields: dict[str, Any] = {"type": kind or "document"}
    _take_own(entry, fields)
    _take_parent(parent, fields)
    _take_identifiers(entry, parent, fields)
    unknown = [("type", written)] if kind is None else []
    unknown += [(str(name), _text(value)) for name, value in entry.items() if name not in _TAKEN and _text(value)]
    fields["extra"] = tuple(unknown)
    return Description(**fields)


def _take_own(entry: Mapping[str, Any], fields: dict[str, Any]) -> None:
    title = entry.get("title")
    fields["title"] = _text(title) or None
    if isinstance(title, Mapping):
        fields["translated_title"] = _text(title.get("translation")) or None
        fields["title_short"] = _text(title.get("shorthand")) or None
    for name, field in _TEXT.items():
        fields[field] = _text(entry.get(name)) or None
    publisher = entry.get("publisher")
    if isinstance(publisher, Mapping) and "name" in publisher:
        fields["publisher"] = _text(publisher.get("name")) or None
        fields["publisher_place"] = fields["publisher_place"] or _text(publisher.get("location")) or None
    fields["authors"], fields["editors"] = _people(entry.get("author")), _people(entry.get("editor"))
    _take_roles(entry.get("affiliated"), fields)
    fields["issued"] = _date(entry.get("date"))
    take_pages(_text(entry.get("page-range")), fields)
    url = entry.get("url")
    fields["url"] = _text(url) or None
    if isinstance(url, Mapping):
        fields["accessed"] = _date(url.get("date"))


def _take_roles(affiliated: Any, fields: dict[str, Any]) -> None:
    groups = affiliated if isinstance(affiliated, list) else [affiliated]
    contributors: list[tuple[str, tuple[Person, ...]]] = []
    for one in groups:
        if not isinstance(one, Mapping):
            continue
        role, people = re.sub(r"[\s_]", "-", _text(one.get("role")).lower()), _people(one.get("names"))
        if role == "translator":
            fields["translators"] = people
        elif people:
            contributors.append((_ROLES.get(role, role), people))
    fields["contributors"] = tuple(contributors)


def _take_parent(parent: Mapping[str, Any], fields: dict[str, Any]) -> None:
    title = parent.get("title")
    is_series = fields["type"] in ("book", "report", "thesis", "classic")
    if _text(title):
        fields["collection_title" if is_series else "container_title"] = _text(title)
    if isinstance(title, Mapping) and not is_series:
        fields["container_title_short"] = _text(title.get("shorthand")) or None
    if is_series:
        fields["collection_number"] = _text(parent.get("volume")) or _text(parent.get("issue")) or None
        return
    for name, field in _TEXT.items():
        if not fields.get(field) and name != "note":
            fields[field] = _text(parent.get(name)) or None
    if not fields["editors"]:
        fields["editors"] = _people(parent.get("editor"))
    fields["container_authors"] = _people(parent.get("author"))
    if not fields["issued"]:
        fields["issued"] = _date(parent.get("date"))
    above = parent.get("parent")
    if isinstance(above, Mapping) and _text(above.get("title")):
        fields["collection_title"] = _text(above.get("title"))
        fields["collection_number"] = _text(above.get("volume")) or None


def _take_identifiers(entry: Mapping[str, Any], parent: Mapping[str, Any], fields: dict[str, Any]) -> None:
    found: dict[Identifier, None] = {}
    for holder in (entry, parent):
        serial = holder.get("serial-number")
        serials = dict(serial) if isinstance(serial, Mapping) else {"serial": serial}
        for scheme, name in _SERIALS.items():
            text = _text(holder.get(name)) or _text(serials.get(name))
            text = f"arxiv:{text}" if scheme == "arxiv" and text else text
            if text and (identifier := identifier_of(scheme, text)):
                found[identifier] = None
        if holder is entry and (version := _text(serials.get("version"))):
            fields["version"] = version
        if holder is entry and (text := _text(serials.get("serial"))):
            identifier = identifier_from_text(text)
            if identifier and identifier.scheme != "url":
                found[identifier] = None
            else:
                fields["number"] = text
    fields["identifiers"] = tuple(found)


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return _text(value.get("value"))
    if isinstance(value, list):
        return _text(value[0]) if value else ""
    return str(value).strip(" \t\r\n") if value is not None else ""


def _date(value: Any) -> DateRange | None:
    text = _text(value)
    return date_range_from_words(text) if text else None


def _people(value: Any) -> tuple[Person, ...]:
    names = value if isinstance(value, list) else [value] if value else []
    return tuple(person for name in names if (person := _person(name)))


def _person(name: Any) -> Person | None:
    if isinstance(name, Mapping):
        family = _text(name.get("name"))
        parts = {part: _text(name.get(part)) or None for part in ("given-name", "prefix", "suffix")}
        if not family:
            return None
        if not any(parts.values()) and "given-name" not in name:
            return Person(literal=family)
        return Person(family=family, given=parts["given-name"], particle=parts["prefix"], suffix=parts["suffix"])
    from citetrail.formats.parts.people import person_from_line

    return person_from_line(_text(name))


# -- writing


def write(entries: Sequence[Entry]) -> Written:
    """The entries as one mapping, and what had no field. Entries without a key are named `work-1`, `work-2` …"""
    losses: list[Loss] = []
    document: dict[str, Any] = {}
    for number, entry in enumerate(entries, 1):
        key = entry.key or f"work-{number}"
        while key in document:
            key += "-2"
        document[key] = _mapping(entry, losses)
    return Written(text=dump_yaml(document) if document else "{}\n", losses=tuple(losses))


def _mapping(entry: Entry, losses: list[Loss]) -> dict[str, Any]:
    description = entry.description
    told: set[str] = {"type", "title", "title_short", "translated_title", "authors", "editors", "translators"}
    told |= {"contributors", "issued", "accessed", "pages", "page_text", "url", "identifiers", "extra"}
    kind, parent_type = _TYPES.get(description.type or "document", ("misc", None))
    if description.type and _read_back(kind, parent_type, description) != description.type:
        losses.append(Loss(key=entry.key, field="type", value=description.type))
    mapping: dict[str, Any] = {"type": kind, **_title(entry, losses)}
    _put_people(entry, mapping, losses, parent_type)
    if description.issued:
        _put_date(entry, mapping, losses)
    if description.pages or description.page_text:
        mapping["page-range"] = page_text(description.pages) if description.pages else description.page_text
    parent = _parent(description, parent_type, told)
    for name, field in _TEXT.items():
        value = getattr(description, field)
        told.add(field)
        if value and (parent_type is None or name not in parent):
            mapping[name] = value
    _put_links(entry, mapping, losses, told)
    if parent:
        mapping["parent"] = parent
    losses.extend(
        Loss(key=entry.key, field=name, value=value)
        for name, value in description.extra
        if name not in ("type", "entrytype")
    )
    losses.extend(losses_of(entry, told))
    losses.extend(losses_of_entry(entry))
    return mapping


def _read_back(kind: str, parent_type: str | None, description: Description) -> str | None:
    written = parent_type if parent_type and _has_parent(description) else None
    return _READ_TYPES.get((kind, written)) or _READ_TYPES.get((kind, None)) or _READ_ALONE.get(kind)


def _has_parent(description: Description) -> bool:
    return bool(description.container_title or description.volume or description.issue or description.container_authors)


def _title(entry: Entry, losses: list[Loss]) -> dict[str, Any]:
    description = entry.description
    title = description.title or ""
    title = plain_from_markup(title) if "<" in title else title
    if description.title and "<" in description.title and title != description.title:
        losses.append(Loss(key=entry.key, field="title", value=f"markup of {description.title}"))
    more = {"translation": description.translated_title, "shorthand": description.title_short}
    filled = {name: text for name, text in more.items() if text}
    if not title and not filled:
        return {}
    return {"title": {"value": title, **filled} if filled else title}


def _put_people(entry: Entry, mapping: dict[str, Any], losses: list[Loss], parent_type: str | None) -> None:
    description = entry.description
    if description.authors:
        mapping["author"] = [_name(person) for person in description.authors]
    if description.editors and parent_type is None:
        mapping["editor"] = [_name(person) for person in description.editors]
    affiliated = [{"role": "translator", "names": [_name(person) for person in description.translators]}]
    affiliated = affiliated if description.translators else []
    for role, people in description.contributors:
        if role in _ROLE_NAME:
            affiliated.append({"role": _ROLE_NAME[role], "names": [_name(person) for person in people]})
        else:
            losses.append(Loss(key=entry.key, field=role, value="; ".join(map(str, people))))
    if affiliated:
        mapping["affiliated"] = affiliated
    everyone = (*description.authors, *description.editors, *description.translators)
    losses.extend(Loss(key=entry.key, field="orcid", value=one.orcid) for one in everyone if one.orcid)


def _name(person: Person) -> str | dict[str, str]:
    if person.literal is not None:
        return {"name": person.literal}
    if person.given or person.particle or person.suffix:
        parts = {"name": person.family, "given-name": person.given, "prefix": person.particle, "suffix": person.suffix}
        return {name: part for name, part in parts.items() if part}
    return f"{person.family}" if " " not in (person.family or "") else {"name": person.family or "", "given-name": ""}


def _put_date(entry: Entry, mapping: dict[str, Any], losses: list[Loss]) -> None:
    date = entry.description.issued
    text = _day(date) if date else None
    if text:
        mapping["date"] = text
    if date and text != str(date):
        losses.append(Loss(key=entry.key, field="issued", value=str(date)))


def _day(date: DateRange) -> str | None:
    """The first day of a range, as Typst takes it: a year of four digits, a month, a day; None without such a year."""
    start = date.start
    if start.year is None or abs(start.year) > 9999:
        return None
    year = f"-{-start.year:04d}" if start.year < 0 else f"{start.year:04d}"
    month = f"-{start.month:02d}" if start.month and start.month <= 12 else ""
    return year + month + (f"-{start.day:02d}" if month and start.day else "")


def _parent(description: Description, parent_type: str | None, told: set[str]) -> dict[str, Any]:
    """What holds the work: a periodical with volume and issue, a book with its editors, or a series."""
    told |= {"collection_title", "collection_number"}
    series: dict[str, Any] = {}
    if description.collection_title or description.collection_number:
        series = {"type": "anthology", "title": description.collection_title or ""}
        if description.collection_number:
            series["volume"] = description.collection_number
    if parent_type is None:
        if description.type in ("book", "report", "thesis", "classic"):
            return series
        told -= {"collection_title", "collection_number"}
        return {}
    told |= {"container_title", "container_authors", "container_title_short"}
    parent: dict[str, Any] = {"type": parent_type}
    if description.container_title:
        short = description.container_title_short
        parent["title"] = (
            {"value": description.container_title, "shorthand": short} if short else description.container_title
        )
    elif description.container_title_short:
        told.discard("container_title_short")
    if description.container_authors:
        parent["author"] = [_name(person) for person in description.container_authors]
    if description.editors:
        parent["editor"] = [_name(person) for person in description.editors]
    if parent_type == "periodical":
        parent |= {name: value for name in sorted(_IN_PARENT) if (value := getattr(description, name))}
    if series:
        parent["parent"] = series
    return parent


def _put_links(entry: Entry, mapping: dict[str, Any], losses: list[Loss], told: set[str]) -> None:
    description = entry.description
    url = description.url or next((one.value for one in description.identifiers if one.scheme == "url"), None)
    accessed = _day(description.accessed) if description.accessed else None
    if url and accessed:
        mapping["url"] = {"value": url, "date": accessed}
    elif url:
        mapping["url"] = url
    if description.accessed and not (url and accessed == str(description.accessed)):
        losses.append(Loss(key=entry.key, field="accessed", value=str(description.accessed)))
    serials: dict[str, str] = {}
    for identifier in description.identifiers:
        name = _SERIALS.get(identifier.scheme)
        value = identifier.value + (f"v{identifier.version}" if identifier.version else "")
        if name and name not in serials:
            serials[name] = value
        elif identifier.scheme != "url":
            losses.append(Loss(key=entry.key, field=identifier.scheme, value=value))
    told |= {"version", "number"}
    serials |= {name: text for name, text in (("serial", description.number), ("version", description.version)) if text}
    if serials:
        mapping["serial-number"] = serials


FORMAT = Format("hayagriva", (".yml", ".yaml"), sniff, read, write)
