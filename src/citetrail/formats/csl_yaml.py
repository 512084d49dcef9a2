"""CSL-YAML, as pandoc reads it: `references:` with CSL items (https://pandoc.org/MANUAL.html#specifying-bibliographic-data)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from citetrail.errors import InputError
from citetrail.formats.parts.csl_items import DATE_VARIABLES
from citetrail.formats.parts.csl_lists import bibliography_from_items, items_from_entries
from citetrail.formats.parts.encodings import text_from_bytes, without_stray_bytes
from citetrail.formats.parts.inline_markdown import markdown_from_title, title_from_markdown
from citetrail.formats.parts.yaml import dump_yaml, load_yaml
from citetrail.model import Bibliography, Entry, Format, Written

_SNIFF = re.compile(rb"(?m)^references:\s*$|^-\s+(?:id|type|title|author):\s|^\s+-\s+id:\s")
_CFF = re.compile(rb"(?m)^cff-version:")
_TITLES = (
    "title", "title-short", "container-title", "container-title-short", "collection-title", "original-title",
    "volume-title", "part-title", "reviewed-title", "note", "annote", "abstract",
)  # fmt: skip


def sniff(content: bytes) -> bool:
    """Whether `references:` or a list of items stands in the first bytes."""
    head = content[:8000].removeprefix(b"\xef\xbb\xbf").replace(b"\r", b"\n")
    return (
        bool(_SNIFF.search(head)) and not _CFF.search(head) and head.lstrip()[:1] not in (b"{", b"[", b"<", b"@", b"%")
    )


def read(content: bytes, name: str) -> Bibliography:
    """The items of a CSL-YAML file. Raises InputError for YAML that is broken or has no list of items."""
    decoded = text_from_bytes(content)
    text = without_stray_bytes(decoded.text)
    value = load_yaml(text, name)
    items = value.get("references") if isinstance(value, Mapping) else value
    if not isinstance(items, list):
        raise InputError("no CSL-YAML: there is no list under `references:`", file=name, line=1, column=1)
    return bibliography_from_items([_from_yaml(item) for item in items], text, name, decoded.encoding)


def write(entries: Sequence[Entry]) -> Written:
    """The entries under `references:`, in order. Nothing is lost: what CSL lacks is kept under `custom`."""
    items = [_to_yaml(item) for item in items_from_entries(entries)]
    return Written(text="---\n" + dump_yaml({"references": items}) + "...\n")


def _from_yaml(item: Any) -> Any:
    if not isinstance(item, Mapping):
        return item
    values = dict(item)
    for variable in _TITLES:
        if isinstance(values.get(variable), str):
            values[variable] = title_from_markdown(values[variable])
    for variable in DATE_VARIABLES.values():
        if variable in values:
            values[variable] = _date(values[variable])
    return values


def _date(value: Any) -> Any:
    """Dates as pandoc wrote them before 2.11: maps of year, month, day, or a list of one or two of them."""
    parts = value if isinstance(value, list) else [value]
    if not all(isinstance(part, Mapping) and "year" in part for part in parts) or not parts:
        return value
    dates = [[part[name] for name in ("year", "month", "day") if part.get(name)] for part in parts]
    rest = {name: part[name] for part in parts for name in ("season", "circa", "literal") if part.get(name)}
    return {"date-parts": dates, **rest}


def _to_yaml(item: dict[str, Any]) -> dict[str, Any]:
    return {
        name: markdown_from_title(value) if name in _TITLES and isinstance(value, str) else value
        for name, value in item.items()
    }


FORMAT = Format("csl-yaml", (".yaml", ".yml"), sniff, read, write)
