"""Front matter: the few keys of a YAML or TOML head that describe the document itself, read without a YAML parser."""

from __future__ import annotations

import re
from typing import Any

from citetrail.documents.parts.dates import iso_day
from citetrail.model.dates import date_range_from_edtf
from citetrail.model.descriptions import Description
from citetrail.model.folding import squeeze
from citetrail.model.identifiers import doi_from_text
from citetrail.model.persons import Person, person_from_text

_KEY = re.compile(r"^(?P<key>[A-Za-z][\w-]*)\s*[:=]\s*(?P<value>.*)$")
_ITEM = re.compile(r"^\s*-\s+(?P<value>.*)$")
_INNER_KEY = re.compile(
    r"^\s*-?\s*(?P<key>name|given|given-names|family|surname|literal|orcid)\s*:\s*(?P<value>.*)$", re.IGNORECASE
)
_USER_NAME = re.compile(r"@?[a-z0-9_.-]+")  # `author: remrama` names an account
_FOOTMARK = re.compile(r"\\?\*.*$|\s*\[\^[^\]]*\]|\s*<[^<>@\s]+@[^<>\s]+>|\^[^^\s]{1,6}\^|<sup>.*?</sup>", re.DOTALL)


def description_from_front_matter(text: str) -> Description:
    """Title, authors, date and DOI from the lines between the fences; everything else is left alone."""
    fields = _top_level(text)
    values: dict[str, Any] = {"title": _scalar(fields, "title")}
    values["authors"] = _people(fields.get("author") or fields.get("authors") or [])
    day = _scalar(fields, "date") or ""
    values["issued"] = date_range_from_edtf(iso_day(day) or day)
    doi = doi_from_text(_scalar(fields, "doi") or "")
    values["identifiers"] = (doi,) if doi else ()
    values["language"] = _scalar(fields, "lang") or _scalar(fields, "language")
    return Description(**values)


def _top_level(text: str) -> dict[str, list[str]]:
    """Each top-level key with its lines, its own first."""
    fields: dict[str, list[str]] = {}
    current: list[str] = []
    for line in text.split("\n"):
        found = _KEY.match(line)
        if found:
            current = fields.setdefault(found["key"].lower(), [])
            current.append(found["value"])
        else:
            current.append(line)
    return fields


def _scalar(fields: dict[str, list[str]], key: str) -> str | None:
    lines = list(fields.get(key, []))
    if lines and lines[0].strip() in ("|", ">", "|-", ">-"):
        lines = lines[1:]
    return _unquoted(" ".join(lines)) or None


def _unquoted(text: str) -> str:
    bare = squeeze(text)
    if len(bare) >= 2 and bare[0] == bare[-1] and bare[0] in "\"'":
        bare = bare[1:-1]
    return bare.replace("\\\\", "\\").replace('\\"', '"')


def _people(lines: list[str]) -> tuple[Person, ...]:
    names = [_person(group) for group in _groups(lines)]
    return tuple(person for person in names if person)


def _groups(lines: list[str]) -> list[list[str]]:
    """The lines of each author: list items, `[A, B]`, or one value."""
    first = lines[0].strip() if lines else ""
    if first.startswith("["):
        return [[part] for part in first.strip("[]").split(",")]
    groups: list[list[str]] = [[first]] if first else []
    indent: int | None = None
    for line in lines[1:]:
        if _ITEM.match(line):
            depth = len(line) - len(line.lstrip())
            indent = depth if indent is None else indent
            if depth == indent:
                groups.append([line])
                continue
        if groups and line.strip():
            groups[-1].append(line)
    return groups


def _person(lines: list[str]) -> Person | None:
    keyed = {found["key"].lower(): _unquoted(found["value"]) for line in lines if (found := _INNER_KEY.match(line))}
    family = keyed.get("family") or keyed.get("surname")
    if family:
        return Person(family=family, given=keyed.get("given") or keyed.get("given-names"))
    text = keyed.get("name") or keyed.get("literal")
    if text is None:
        item = _ITEM.match(lines[0])
        text = _unquoted(" ".join([item["value"] if item else lines[0], *lines[1:]]))
    name = _FOOTMARK.sub("", text).strip()
    return None if _USER_NAME.fullmatch(name) else person_from_text(name)
