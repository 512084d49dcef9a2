"""Descriptions as CSL items and back: every variable of CSL 1.0.2, and what CSL has no place for under `custom`.

Schema: https://github.com/citation-style-language/schema (csl-data.json); open ranges end in a date of zeros.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from citetrail.formats.parts.dates import date_range_from_words, month_from_word
from citetrail.model import (
    DateRange,
    Description,
    Identifier,
    Pages,
    PartialDate,
    Person,
    Scheme,
    date_range_from_edtf,
    date_range_from_parts,
    group,
    identifier_from_text,
    identifier_of,
    pages_from_text,
)

Item = dict[str, Any]
_Value = TypeVar("_Value", DateRange, Pages, Identifier)

TEXT_VARIABLES: dict[str, str] = {
    field: {"archive_location": "archive_location"}.get(field, field.replace("_", "-"))
    for field in (
        "title", "title_short", "original_title", "container_title", "container_title_short", "collection_title",
        "collection_number", "event_title", "event_place", "volume_title", "part_title", "reviewed_title", "volume",
        "issue", "chapter_number", "number", "number_of_pages", "number_of_volumes", "edition", "version",
        "part_number", "section", "publisher", "publisher_place", "original_publisher", "original_publisher_place",
        "authority", "jurisdiction", "archive", "archive_location", "archive_place", "call_number", "source", "genre",
        "medium", "dimensions", "scale", "status", "references", "language", "abstract", "note", "annote",
    )
}  # fmt: skip
DATE_VARIABLES: dict[str, str] = {
    "issued": "issued", "accessed": "accessed", "submitted": "submitted", "original_date": "original-date",
    "available_date": "available-date", "event_date": "event-date",
}  # fmt: skip
NAME_VARIABLES: dict[str, str] = {
    "authors": "author", "editors": "editor", "translators": "translator", "container_authors": "container-author",
    "collection_editors": "collection-editor",
}  # fmt: skip
ROLES = frozenset(
    "chair compiler composer contributor curator director editorial-director editor-translator executive-producer "
    "guest host illustrator interviewer narrator organizer original-author performer producer recipient "
    "reviewed-author script-writer series-creator".split()
)
IDENTIFIER_VARIABLES: dict[Scheme, str] = {
    "doi": "DOI",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "isbn": "ISBN",
    "issn": "ISSN",
}
# Variables of CSL 1.0.2 without a field of their own; kept in `extra` under their names.
OTHER_VARIABLES = frozenset(
    "citation-label citation-number division first-reference-note-number locator page-first printing-number "
    "reviewed-genre supplement-number year-suffix".split()
)
_OLD_NAMES = {
    "shortTitle": "title-short", "journalAbbreviation": "container-title-short", "event": "event-title",
    "archive-location": "archive_location",
}  # fmt: skip
_TYPES_WITH_ARTICLE_NUMBER = frozenset({"article-journal", "article-magazine", "article-newspaper", "periodical"})
_IGNORED = frozenset({"id", "type", "custom", "citation-key", "page-first", "categories", "schema"})
_CUSTOM = "citetrail"
_SEASON_NUMBER = {"1": 21, "2": 22, "3": 23, "4": 24}
_IDENTIFIER_LINE = re.compile(r"^\s*(DOI|PMID|PMCID|arXiv|ISBN|ISSN)\s*:\s*(\S+)\s*$", re.MULTILINE | re.IGNORECASE)


# -- to CSL


def item_from_description(description: Description, key: str | None) -> Item:
    """The CSL item (CSL-JSON as Python values) that says all of `description`; `id` is `key`.

    Elided pages are given in full with hyphens (`1388-1396`). What CSL has no variable for is under
    `custom.citetrail`, so that `description_from_item` gives back an equal description.
    """
    item: Item = {"id": key or "", "type": description.type or "document"}
    private: dict[str, Any] = {} if description.type else {"has_no_type": True}
    for field, variable in NAME_VARIABLES.items():
        if people := getattr(description, field):
            item[variable] = [_name_from_person(person) for person in people]
    for role, people in description.contributors:
        item.setdefault(role, []).extend(_name_from_person(person) for person in people)
    _put_name_details(description, private)
    for field, variable in TEXT_VARIABLES.items():
        if (value := getattr(description, field)) is not None:
            item[variable] = value
    for field, variable in DATE_VARIABLES.items():
        if (date := getattr(description, field)) is not None:
            item[variable] = _csl_date(date)
            if _date_from_csl(item[variable]) != date:
                private.setdefault("dates", {})[field] = date.model_dump(exclude_defaults=True)
    _put_pages(description, item, private)
    _put_institution(description, item, private)
    _put_identifiers(description, item, private)
    _put_the_rest(description, item, private)
    if private:
        item["custom"] = {_CUSTOM: private}
    return item


def _name_from_person(person: Person) -> dict[str, str]:
    if person.literal:
        return {"literal": person.literal}
    parts = {
        "family": person.family,
        "given": person.given,
        "non-dropping-particle": person.particle,
        "suffix": person.suffix,
    }
    return {name: part for name, part in parts.items() if part}


def _put_name_details(description: Description, private: dict[str, Any]) -> None:
    """What CSL names cannot say: lists that were cut, and ORCID iDs by role and place."""
    for field in ("has_more_authors", "has_more_editors"):
        if getattr(description, field):
            private[field] = True
    lists = [(field, getattr(description, field)) for field in NAME_VARIABLES]
    orcids = {
        field: [person.orcid or "" for person in people]  # no null: YAML without them would lose count
        for field, people in [*lists, *description.contributors]
        if any(person.orcid for person in people)
    }
    if orcids:
        private["orcids"] = orcids


def _csl_date(date: DateRange) -> Item:
    if date.start.year is None:
        return {"literal": date.start.words or ""}
    parts = [_date_parts(date.start)]
    if date.is_open:
        parts.append([0])
    elif date.end:
        parts.append(_date_parts(date.end))
    value: Item = {"date-parts": parts}
    if date.start.season:
        value["season"] = (date.start.month or 21) - 20
    if date.start.circa or date.start.uncertain:
        value["circa"] = True
    return value


def _date_parts(date: PartialDate) -> list[int]:
    parts = [date.year or 0]
    if date.month and date.month <= 12:
        parts.append(date.month)
        if date.day:
            parts.append(date.day)
    return parts


def page_text(pages: Pages) -> str:
    """Pages with hyphens between first and last, as files hold them: `12, 15-18`."""
    return ", ".join(f"{single.first}-{single.last}" if single.last else single.first for single in pages.ranges)


def _put_pages(description: Description, item: Item, private: dict[str, Any]) -> None:
    if description.pages:
        item["page"] = page_text(description.pages)
        if pages_from_text(item["page"]) != description.pages:
            private["pages"] = description.pages.model_dump(exclude_defaults=True)
        if description.page_text:
            private["page_text"] = description.page_text
    elif description.page_text:
        item["page"] = description.page_text
    if description.article_number:
        if description.type in _TYPES_WITH_ARTICLE_NUMBER and "number" not in item:
            item["number"] = description.article_number
        else:
            private["article_number"] = description.article_number
    if description.type in _TYPES_WITH_ARTICLE_NUMBER and description.number:
        private["number"] = description.number


def _put_institution(description: Description, item: Item, private: dict[str, Any]) -> None:
    """CSL prints the institution of a thesis or report as its publisher."""
    if description.institution:
        item.setdefault("publisher", description.institution)
        private["institution"] = description.institution
        private["has_publisher"] = description.publisher is not None
    elif description.publisher and description.type == "thesis":
        private["has_publisher"] = True


def _put_identifiers(description: Description, item: Item, private: dict[str, Any]) -> None:
    told: list[Identifier] = []
    for scheme, variable in IDENTIFIER_VARIABLES.items():
        same = [identifier for identifier in description.identifiers if identifier.scheme == scheme]
        if same and not any(identifier.version for identifier in same):
            item[variable] = " ".join(identifier.value for identifier in same)
            told.extend(same)
    url = description.url or next((one.value for one in description.identifiers if one.scheme == "url"), None)
    if url:
        item["URL"] = url
    arxiv = description.identifier("arxiv")
    if arxiv and description.type == "article" and "number" not in item:
        item["number"] = f"arXiv:{arxiv.value}" + (f"v{arxiv.version}" if arxiv.version else "")
        told.append(arxiv)
    if tuple(told) != description.identifiers or (url and not description.url):
        private["identifiers"] = [one.model_dump(exclude_defaults=True) for one in description.identifiers]
        private["has_url"] = description.url is not None


def _put_the_rest(description: Description, item: Item, private: dict[str, Any]) -> None:
    if description.keywords:
        mark = "; " if any("," in keyword for keyword in description.keywords) else ", "
        item["keyword"] = mark.join(description.keywords)
        if _keywords(item["keyword"]) != description.keywords:
            private["keywords"] = list(description.keywords)
    if description.translated_title:
        private["translated_title"] = description.translated_title
    if description.note and _IDENTIFIER_LINE.search(description.note):
        private["identifiers"] = [one.model_dump(exclude_defaults=True) for one in description.identifiers]
        private["has_url"] = description.url is not None
    others: list[list[str]] = []
    for name, value in description.extra:
        if name in OTHER_VARIABLES and name not in item and name not in _IGNORED:
            item[name] = value
        else:
            others.append([name, value])
    if others:
        private["extra"] = others


# -- from CSL


def description_from_item(item: Mapping[str, Any]) -> Description:
    """The description that a CSL item gives. Takes strings, numbers and lists where other programs write them.

    Unknown variables go to `extra`. Never raises for odd values; they are dropped or kept in `extra` as JSON.
    """
    values = {_OLD_NAMES.get(name, name): value for name, value in item.items() if value not in (None, "", [], {})}
    private = _private(values)
    fields: dict[str, Any] = {"type": _text(values.get("type")) or None}
    for field, variable in TEXT_VARIABLES.items():
        if variable in values:
            fields[field] = _text(values[variable]) or None
    for field, variable in DATE_VARIABLES.items():
        if variable in values:
            fields[field] = _date_from_csl(values[variable])
    _take_names(values, fields)
    _take_pages(values, fields)
    _take_identifiers(values, fields)
    if "keyword" in values:
        fields["keywords"] = _keywords(values["keyword"])
    if fields["type"] == "thesis" and not private and fields.get("publisher"):
        fields["institution"] = fields.pop("publisher")
    fields["extra"] = _unknown(values)
    _take_private(private, fields)
    return Description(**fields)


def _private(values: Mapping[str, Any]) -> dict[str, Any]:
    custom = values.get("custom")
    private = custom.get(_CUSTOM) if isinstance(custom, Mapping) else None
    if not isinstance(private, Mapping):
        return {}
    flags = {"true": True, "false": False}  # YAML is read as strings
    return {
        name: flags.get(value, value) if isinstance(value, str) and str(name).startswith("has_") else value
        for name, value in private.items()
    }


def _text(value: Any) -> str:
    """A scalar as text; the first of a list; nothing for objects."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(int(value)) if float(value).is_integer() else str(value)
    if isinstance(value, Sequence) and value:
        return _text(value[0])
    return ""


def _take_names(values: Mapping[str, Any], fields: dict[str, Any]) -> None:
    for field, variable in NAME_VARIABLES.items():
        if variable in values:
            fields[field] = _people(values[variable])
    others = [(role, _people(values[role])) for role in values if role in ROLES]
    fields["contributors"] = tuple((role, people) for role, people in others if people)


def _people(value: Any) -> tuple[Person, ...]:
    names = value if isinstance(value, list) else [value]
    return tuple(person for name in names if (person := _person_from_name(name)))


def _person_from_name(name: Any) -> Person | None:
    if isinstance(name, str):
        return group(name) if name.strip() else None
    if not isinstance(name, Mapping):
        return None
    if literal := _text(name.get("literal")).strip():
        return group(literal)
    particle = " ".join(
        part for part in (_text(name.get("dropping-particle")), _text(name.get("non-dropping-particle"))) if part
    )
    family, given = _text(name.get("family")), _text(name.get("given"))
    if not family:
        family, given = given, ""
    if not family:
        return None
    return Person(
        family=family, given=given or None, particle=particle or None, suffix=_text(name.get("suffix")) or None
    )


def _date_from_csl(value: Any) -> DateRange | None:
    if isinstance(value, str | int):
        return date_range_from_words(str(value))
    if not isinstance(value, Mapping):
        return None
    parts: Any = value.get("date-parts")
    date = date_range_from_parts(parts) if _is_list_of_lists(parts) else None
    if date is None:
        return _date_from_csl_words(value)
    start = date.start
    if (season := _season(value.get("season"))) and not start.month:
        start = start.model_copy(update={"month": season})
    if str(value.get("circa", "")).lower() in ("true", "1", "1.0"):
        start = start.model_copy(update={"circa": True})
    is_open = len(parts) > 1 and not any(str(part) not in ("0", "") for part in parts[1] or [])
    return DateRange(start=start, end=None if is_open else date.end, is_open=is_open)


def _date_from_csl_words(value: Mapping[str, Any]) -> DateRange | None:
    """`raw` is parsed as people write dates, `literal` only if it is EDTF."""
    if raw := _text(value.get("raw")):
        return date_range_from_words(raw)
    words = _text(value.get("literal"))
    return (date_range_from_edtf(words) or DateRange(start=PartialDate(words=words))) if words else None


def _is_list_of_lists(parts: Any) -> bool:
    return isinstance(parts, list) and all(isinstance(part, list) or part is None for part in parts)


def _season(value: Any) -> int | None:
    text = _text(value)
    if text in _SEASON_NUMBER:
        return _SEASON_NUMBER[text]
    month = month_from_word(text) if text and not text.isdigit() else None
    return month if month and month > 12 else None


def _take_pages(values: Mapping[str, Any], fields: dict[str, Any]) -> None:
    text = _text(values.get("page")) or _text(values.get("page-first"))
    if text:
        fields["pages"] = pages_from_text(text)
        if fields["pages"] is None:
            fields["page_text"] = text
    number = fields.get("number")
    if number and fields["type"] in _TYPES_WITH_ARTICLE_NUMBER:
        fields["article_number"] = number
        fields["number"] = None


def _take_identifiers(values: Mapping[str, Any], fields: dict[str, Any]) -> None:
    found: list[Identifier] = []
    for scheme, variable in IDENTIFIER_VARIABLES.items():
        words = [_text(values.get(variable))] if scheme == "doi" else _words(values.get(variable))
        parsed = (identifier_of(scheme, word) for word in words if word)
        found.extend(identifier for identifier in parsed if identifier)
    number = fields.get("number")
    if number and (arxiv := identifier_from_text(number)) and arxiv.scheme == "arxiv":
        found.append(arxiv)
        fields["number"] = None
    for label, word in _IDENTIFIER_LINE.findall(fields.get("note") or ""):
        if identifier := identifier_of(label.lower(), word):
            found.append(identifier)
    fields["identifiers"] = tuple(dict.fromkeys(found))
    fields["url"] = _text(values.get("URL")) or None


def _words(value: Any) -> list[str]:
    if isinstance(value, list):
        return [_text(single) for single in value]
    text = _text(value)
    return re.split(r"[\s,;]+", text.strip()) if text.strip() else []


def _keywords(value: Any) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(text for single in value if (text := _text(single).strip()))
    text = _text(value)
    parts = text.split(";") if ";" in text else text.split(",")
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _unknown(values: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    known = {*TEXT_VARIABLES.values(), *DATE_VARIABLES.values(), *NAME_VARIABLES.values(), *ROLES, *_IGNORED}
    known |= {*IDENTIFIER_VARIABLES.values(), "URL", "keyword", "page"}
    extra = [
        (name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        for name, value in values.items()
        if name not in known
    ]
    custom = values.get("custom")
    if isinstance(custom, Mapping):
        extra += [
            (str(name), value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
            for name, value in custom.items()
            if name != _CUSTOM
        ]
    return tuple(extra)


def _take_private(private: dict[str, Any], fields: dict[str, Any]) -> None:
    """What `item_from_description` put aside; odd values there are left alone."""
    if private.get("has_no_type") is True:
        fields["type"] = None
    for name in ("has_more_authors", "has_more_editors"):
        fields[name] = private.get(name) is True
    if isinstance(private.get("number"), str):
        fields["number"], fields["article_number"] = private["number"], None
    for name in ("translated_title", "article_number", "page_text", "institution"):
        if isinstance(private.get(name), str):
            fields[name] = private[name]
    if "institution" in private and private.get("has_publisher") is False:
        fields["publisher"] = None
    if isinstance(private.get("keywords"), list):
        fields["keywords"] = tuple(str(keyword) for keyword in private["keywords"])
    if isinstance(private.get("extra"), list):
        pairs = (pair for pair in private["extra"] if isinstance(pair, list) and len(pair) == 2)
        fields["extra"] += tuple((str(name), str(value)) for name, value in pairs)
    _take_private_values(private, fields)


def _take_private_values(private: dict[str, Any], fields: dict[str, Any]) -> None:
    if isinstance(private.get("dates"), Mapping):
        for name, value in private["dates"].items():
            if name in DATE_VARIABLES:
                fields[name] = _validated(DateRange, value) or fields.get(name)
    if "pages" in private:
        fields["pages"] = _validated(Pages, private["pages"]) or fields.get("pages")
    if isinstance(private.get("identifiers"), list):
        identifiers = (_validated(Identifier, value) for value in private["identifiers"])
        fields["identifiers"] = tuple(identifier for identifier in identifiers if identifier)
        if private.get("has_url") is False:
            fields["url"] = None
    if isinstance(private.get("orcids"), Mapping):
        for name, orcids in private["orcids"].items():
            if name in NAME_VARIABLES and isinstance(orcids, list):
                fields[name] = _with_orcids(fields.get(name, ()), orcids)
        fields["contributors"] = tuple(
            (role, _with_orcids(people, private["orcids"].get(role, []))) for role, people in fields["contributors"]
        )


def _with_orcids(people: tuple[Person, ...], orcids: list[Any]) -> tuple[Person, ...]:
    if len(orcids) != len(people):
        return people
    return tuple(
        person.model_copy(update={"orcid": orcid}) if isinstance(orcid, str) and orcid else person
        for person, orcid in zip(people, orcids, strict=True)
    )


def _validated(kind: type[_Value], value: Any) -> _Value | None:
    from pydantic import ValidationError

    try:
        return kind.model_validate(value)
    except ValidationError:
        return None
