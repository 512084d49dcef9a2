"""MARC 21 in XML (read only), as catalogues of libraries give it (https://www.loc.gov/standards/marcxml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from citetrail.errors import InputError
from citetrail.formats.parts.dates import date_range_from_words
from citetrail.formats.parts.languages import language_tag
from citetrail.formats.parts.markup import folded
from citetrail.formats.parts.people import person_from_line
from citetrail.formats.parts.tagged_reading import take_pages
from citetrail.formats.parts.xml import XmlTree, parse_xml, text_of
from citetrail.model import (
    Bibliography,
    Description,
    Entry,
    Format,
    Identifier,
    Person,
    Place,
    Scheme,
    identifier_from_text,
    identifier_of,
)

_SNIFF = re.compile(rb"MARC21/slim|<(?:\w+:)?leader>[\s\S]{0,2000}<(?:\w+:)?datafield\b")
_TYPES = {
    "am": "book", "as": "periodical", "aa": "chapter", "ab": "article-journal", "tm": "manuscript", "em": "map",
    "gm": "motion_picture", "jm": "song", "cm": "musical_score", "km": "graphic", "mm": "software", "im": "song",
}  # fmt: skip
# Relators (https://www.loc.gov/marc/relators), as codes and as cataloguers write them out.
_AUTHORS = frozenset((
    "aut", "author", "cre", "creator", "joint author", "coauthor", "co-author", "verfasser", "verfasserin", "dis",
    "dissertant", "ctb", "contributor",
))  # fmt: skip
_CONTRIBUTORS = {"ill": "illustrator", "illustrator": "illustrator", "drt": "director", "cmp": "composer",
                 "composer": "composer", "film director": "director", "nrt": "narrator", "narrator": "narrator",
                 "ive": "interviewer", "interviewer": "interviewer", "com": "compiler", "compiler": "compiler",
                 "prf": "performer", "performer": "performer"}  # fmt: skip
_ROLES = {"edt": "editors", "editor": "editors", "ed": "editors", "trl": "translators", "translator": "translators",
          "hrsg": "editors", "herausgeber": "editors"}  # fmt: skip
_TAKEN = frozenset(
    "020 022 024 041 100 110 111 245 250 260 264 300 490 500 502 520 650 653 700 710 711 773 830 856".split()
)
_ENDS = " /:;,="
_YEAR = re.compile(r"\d{4}")
_PAGES = re.compile(r"(?<!\d)(\d+)\s*(?:p\.|pages?\b|pp?\b|S\.|s\.)")
_HOST_PAGES = re.compile(r"\b(?:p\.?|pp\.?|pages?|S\.)\s*([\dA-Za-z]+(?:\s*[-–]\s*[\dA-Za-z]+)?)")
_HOST_VOLUME = re.compile(r"\b(?:vol\.?|v\.|volume|Bd\.)\s*([\dA-Za-z]+)", re.IGNORECASE)
_HOST_ISSUE = re.compile(r"\b(?:no\.?|issue|iss\.|nr\.|H\.)\s*([\dA-Za-z]+)", re.IGNORECASE)
_LIFE_DATES = re.compile(r",?\s*\d{3,4}-(?:\d{3,4})?\.?$")


def sniff(content: bytes) -> bool:
    """Whether MARC's namespace, or its leader and fields, stand in the first bytes."""
    return _SNIFF.search(content[:4000]) is not None


def read(content: bytes, name: str) -> Bibliography:
    """The records of a file or an answer of a catalogue. Raises InputError for XML that is broken or holds none."""
    tree = parse_xml(content, name)
    records = [
        one for one in tree.root.iter("record") if one.find("leader") is not None or one.find("datafield") is not None
    ]
    if not records:
        raise InputError(f"no record of MARC in XML that begins with <{tree.root.tag}>", file=name)
    return Bibliography(entries=tuple(_entry(one, tree, name) for one in records))


def _entry(record: Element, tree: XmlTree, name: str) -> Entry:
    line, column = tree.place(record)
    return Entry(key=None, description=_description(record), place=Place(source=name, line=line, column=column))


def _fields(record: Element, *tags: str) -> Iterator[Element]:
    return (one for one in record.iterfind("datafield") if one.get("tag") in tags)


def _part(field: Element, *codes: str) -> str | None:
    """The subfields of these codes, joined, without the signs that MARC ends them with."""
    texts = [text for one in field.iterfind("subfield") if one.get("code") in codes and (text := text_of(one))]
    return folded(" ".join(texts)).rstrip(_ENDS) or None


def _first(record: Element, tag: str, *codes: str) -> str | None:
    return next((text for field in _fields(record, tag) if (text := _part(field, *codes))), None)


def _description(record: Element) -> Description:
    leader = text_of(record.find("leader")) or ""
    code = (record.findtext("leader") or "")[6:8] or leader[6:8]
    fields: dict[str, Any] = {"type": _TYPES.get(code, "book" if code[:1] == "a" else "document")}
    fields["title"] = _title(record)
    _take_people(record, fields)
    fields["edition"] = (_first(record, "250", "a") or "").rstrip(" .") or None
    _take_imprint(record, fields)
    extent = _first(record, "300", "a") or ""
    pages = _PAGES.search(extent)
    fields["number_of_pages"] = pages[1] if pages else None
    series = _first(record, "490", "a") or _first(record, "830", "a")
    fields["collection_title"] = series
    number = _first(record, "490", "v") or _first(record, "830", "v")
    fields["collection_number"] = (
        re.sub(r"^(?:v\.|vol\.|Bd\.|no\.)\s*", "", number, flags=re.IGNORECASE) if number else None
    )
    fields["note"] = "\n".join(text for field in _fields(record, "500") if (text := _part(field, "a"))) or None
    fields["abstract"] = _first(record, "520", "a")
    words = (_part(field, "a") for field in _fields(record, "650", "653"))
    fields["keywords"] = tuple(dict.fromkeys(word.rstrip(".") for word in words if word))
    language = _first(record, "041", "a") or _language_code(record)
    fields["language"] = (language_tag(language) or language) if language else None
    fields["url"] = _first(record, "856", "u")
    if thesis := next(_fields(record, "502"), None):
        fields |= {
            "type": "thesis",
            "genre": _part(thesis, "b") or _part(thesis, "a"),
            "institution": _part(thesis, "c"),
        }
    _take_host(record, fields)
    fields["identifiers"] = tuple(dict.fromkeys(_identifiers(record)))
    others = (field for field in record.iterfind("datafield") if field.get("tag") not in _TAKEN)
    links = [text for field in _fields(record, "856") if (text := _part(field, "u"))]
    fields["extra"] += tuple((f"marc-{one.get('tag')}", text) for one in others if (text := _subfields(one)))
    fields["extra"] += tuple(("marc-856", f"$u {link}") for link in dict.fromkeys(links[1:]) if link != links[0])
    return Description(**fields)


def _subfields(field: Element) -> str:
    return " ".join(f"${one.get('code')} {text}" for one in field.iterfind("subfield") if (text := text_of(one)))


def _title(record: Element) -> str | None:
    field = next(_fields(record, "245"), None)
    if field is None:
        return None
    main, rest = _part(field, "a"), _part(field, "b")
    part = ". ".join(text for one in ("n", "p") if (text := _part(field, one)))
    whole = f"{main}: {rest}" if main and rest else main or rest
    return (f"{whole}. {part}" if part else whole or "").rstrip(" .") or None


def _take_people(record: Element, fields: dict[str, Any]) -> None:
    """Whose work it is by what they did; of others `extra` keeps the field, such as printers and former owners."""
    found: dict[str, list[Person]] = {}
    left: list[tuple[str, str]] = []
    for field in _fields(record, "100", "110", "111", "700", "710", "711"):
        tag = str(field.get("tag"))
        name = _part(field, "a", "b") if tag.endswith("10") else _part(field, "a")
        person = _person(name or "", is_group=not tag.endswith("00"))
        place = _place_of_name(field, has_authors="authors" in found)
        if person and place:
            found.setdefault(place, []).append(person)
        elif person:
            left.append((f"marc-{tag}", _subfields(field)))
    for place in ("authors", "editors", "translators"):
        fields[place] = tuple(dict.fromkeys(found.pop(place, ())))
    fields["contributors"] = tuple((role, tuple(dict.fromkeys(people))) for role, people in found.items())
    fields["extra"] = tuple(left)


def _place_of_name(field: Element, *, has_authors: bool) -> str | None:
    """The list that a name belongs to; None for one that only stands beside the work.

    The main name (`1…`) is the author's whatever it is called. A further one (`7…`) without a word on what it did is an
    author, unless it is a body beside authors (a data base, a funder) or another work's (`t`).
    """
    tag = str(field.get("tag"))
    role = _role(field)
    if place := _ROLES.get(role) or _CONTRIBUTORS.get(role):
        return place
    if tag.startswith("1") or role in _AUTHORS:
        return "authors"
    is_author = not role and _part(field, "t") is None and (tag == "700" or not has_authors)
    return "authors" if is_author else None


def _role(field: Element) -> str:
    """The first relator, as a code before a word; `http://id.loc.gov/vocabulary/relators/aut` is `aut`."""
    for code in ("4", "e"):
        for one in field.iterfind("subfield"):
            if one.get("code") == code and (text := text_of(one)):
                return text.rstrip(" .,").rsplit("/", 1)[-1].lower()
    return ""


def _person(name: str, *, is_group: bool) -> Person | None:
    bare = _LIFE_DATES.sub("", name).rstrip(" ,")
    bare = bare if re.search(r"\b[A-Z]\.$", bare) else bare.rstrip(".")
    return Person(literal=bare) if is_group and bare else person_from_line(bare)


def _take_imprint(record: Element, fields: dict[str, Any]) -> None:
    imprint = next(_fields(record, "264"), None)
    imprint = next(_fields(record, "260"), None) if imprint is None else imprint
    if imprint is None:
        return
    fields["publisher_place"], fields["publisher"] = _part(imprint, "a"), _part(imprint, "b")
    written = _part(imprint, "c") or ""
    year = _YEAR.search(written)
    fields["issued"] = date_range_from_words(year[0]) if year else None


def _language_code(record: Element) -> str | None:
    fixed = next((one.text or "" for one in record.iterfind("controlfield") if one.get("tag") == "008"), "")
    code = fixed[35:38].strip()
    return code if code.isalpha() else None


def _take_host(record: Element, fields: dict[str, Any]) -> None:
    """The journal or book that holds it, with what `g` says of the place in there."""
    host = next(_fields(record, "773"), None)
    if host is None:
        return
    fields["container_title"] = _part(host, "t")
    where = _part(host, "g") or ""
    for field, pattern in (("volume", _HOST_VOLUME), ("issue", _HOST_ISSUE)):
        if found := pattern.search(where):
            fields[field] = found[1]
    if found := _HOST_PAGES.search(where):
        take_pages(found[1], fields)
    if not fields.get("issued") and (year := _YEAR.search(where)):
        fields["issued"] = date_range_from_words(year[0])


def _identifiers(record: Element) -> Iterator[Identifier]:
    schemes: dict[str, Scheme] = {"020": "isbn", "022": "issn"}
    for field in _fields(record, "020", "022", "024"):
        written = _part(field, "a") or ""
        scheme = schemes.get(str(field.get("tag")))
        found = (
            identifier_of(scheme, written.split(" ")[0]) if scheme else identifier_from_text(_numbered(field, written))
        )
        if found and found.scheme != "url":
            yield found
    for host in _fields(record, "773"):
        for one in (identifier_of("issn", _part(host, "x") or ""), identifier_of("isbn", _part(host, "z") or "")):
            if one:
                yield one


def _numbered(field: Element, written: str) -> str:
    kind = _part(field, "2") or ""
    return f"{kind}:{written}" if kind.lower() in ("doi", "hdl", "arxiv") and ":" not in written else written


FORMAT = Format("marc-xml", (".marcxml", ".xml"), sniff, read)
