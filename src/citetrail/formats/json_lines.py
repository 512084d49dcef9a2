"""Our own format: one JSON object per line and work, holding all that a description and an entry can say.

The schema is published in `docs/schemas/work.schema.json`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from citetrail.errors import InputError
from citetrail.formats.parts.encodings import text_from_bytes, without_stray_bytes
from citetrail.model import Bibliography, Description, Entry, Format, Place, Problem, Written

_FIELDS = tuple(name for name in Entry.model_fields if name not in ("description", "place", "source"))
_SNIFF = re.compile(rb'^\s*\{[^\n]*"description"\s*:\s*\{')


def sniff(content: bytes) -> bool:
    """Whether the first line is an object with a description."""
    return _SNIFF.search(content[:20000].removeprefix(b"\xef\xbb\xbf")) is not None


def read(content: bytes, name: str) -> Bibliography:
    """The works of a file. A line that is damaged is told with its place; the others are read."""
    decoded = text_from_bytes(content)
    entries: list[Entry] = []
    problems: list[Problem] = []
    for number, line in enumerate(without_stray_bytes(decoded.text).splitlines(), 1):
        if not line.strip():
            continue
        place = Place(source=name, line=number, column=1)
        try:
            entries.append(_entry(json.loads(line), place, line))
        except (ValueError, RecursionError, ValidationError) as error:
            message = "the line is no work: " + str(error).splitlines()[0]
            problems.append(Problem(severity="damaged", message=message, place=place))
    if problems and not entries:
        raise InputError("no line of this file is a work", file=name, line=problems[0].place.line, column=1)
    return Bibliography(entries=tuple(entries), problems=tuple(problems), encoding=decoded.encoding)


def _entry(value: Any, place: Place, line: str) -> Entry:
    if not isinstance(value, dict):
        raise ValueError("an object was expected")
    known = {name: value[name] for name in _FIELDS if value.get(name) is not None}
    description = Description.model_validate(value.get("description") or {})
    return Entry.model_validate({"key": None, **known, "description": description, "place": place, "source": line})


def write(entries: Sequence[Entry]) -> Written:
    """One line per entry, in order; empty fields are left out. Nothing is lost."""
    return Written(text="".join(_line(entry) + "\n" for entry in entries))


def _line(entry: Entry) -> str:
    value = entry.model_dump(mode="json", exclude_defaults=True, exclude={"place", "source"})
    value["description"] = entry.description.model_dump(mode="json", exclude_defaults=True)
    return json.dumps({"key": entry.key} | value, ensure_ascii=False)


def schema() -> dict[str, Any]:
    """The JSON schema of one line."""
    found = Entry.model_json_schema()
    for hidden in ("place", "source"):
        found["properties"].pop(hidden, None)
    found["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    found["title"] = "A work in citetrail's JSON lines"
    return found


FORMAT = Format("jsonl", (".jsonl", ".ndjson"), sniff, read, write)
