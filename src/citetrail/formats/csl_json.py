"""CSL-JSON: what citation processors read (https://github.com/citation-style-language/schema)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from citetrail.errors import InputError
from citetrail.formats.parts.csl_items import description_from_item, item_from_description
from citetrail.formats.parts.csl_lists import bibliography_from_items, items_from_entries
from citetrail.formats.parts.encodings import text_from_bytes, without_stray_bytes
from citetrail.formats.parts.json import parse_json
from citetrail.model import Bibliography, Entry, Format, Written

__all__ = ["FORMAT", "description_from_item", "item_from_description"]

_BEGINS = re.compile(rb"\s*(?:\[\s*(?:\{|\])|\{)")
_HAS_TYPE = re.compile(rb'"(?:type|id|title|issued|author)"\s*:')
_NOT_OURS = re.compile(
    rb'"(?:translators|itemType|collections|schema-version|message-type|attributes|schemaVersion|@context|upload_type'
    rb'|authorships|paperId|creators)"\s*:|"description"\s*:\s*\{'
)


def sniff(content: bytes) -> bool:
    """Whether the first bytes are JSON with CSL variables."""
    head = content.removeprefix(b"\xef\xbb\xbf")[:4000]
    return bool(_BEGINS.match(head) and _HAS_TYPE.search(head) and not _NOT_OURS.search(head))


def read(content: bytes, name: str) -> Bibliography:
    """The items of a CSL-JSON file: a list, one item, or `{"items": […]}`. Raises InputError for other JSON."""
    decoded = text_from_bytes(content)
    text = without_stray_bytes(decoded.text)
    try:
        value = parse_json(text)
    except json.JSONDecodeError as error:
        raise InputError(f"no JSON: {error.msg}", file=name, line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise InputError("no CSL-JSON: nested too deeply", file=name) from error
    bibliography = bibliography_from_items(_items(value, name), text, name, decoded.encoding)
    if bibliography.problems and not bibliography.entries:
        raise InputError("no CSL-JSON: no item describes a work", file=name, line=1, column=1)
    return bibliography


def write(entries: Sequence[Entry]) -> Written:
    """A JSON list of CSL items, in order. Nothing is lost: what CSL lacks is kept under `custom`."""
    text = json.dumps(items_from_entries(entries), ensure_ascii=False, indent=2)
    return Written(text=text + "\n")


def _items(value: Any, name: str) -> list[Any]:
    if isinstance(value, Mapping):
        inner = value.get("items", value.get("references"))
        value = inner if isinstance(inner, list) else [value]
    if not isinstance(value, list):
        raise InputError("no CSL-JSON: a list of items was expected", file=name, line=1, column=1)
    return value


FORMAT = Format("csl-json", (".json", ".csljson"), sniff, read, write)
