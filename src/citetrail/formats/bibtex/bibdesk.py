"""What BibDesk keeps beside and in entries: static groups in a comment, and files in property lists in base64.

Format: https://sourceforge.net/p/bibdesk/wiki, seen in files of BibDesk 1.6 to 1.9.
"""

from __future__ import annotations

import base64
import binascii
import plistlib
import re
from collections.abc import Iterable, Mapping
from typing import Any
from xml.parsers.expat import ExpatError

_GROUPS = re.compile(r"@comment\s*\{\s*BibDesk Static Groups\s*\{(.*)\}\s*\}\s*$", re.IGNORECASE | re.DOTALL)
FILE_FIELD = re.compile(r"bdsk-file-\d+$")
_LONGEST = 100_000
_DOCTYPE = re.compile(r"<!DOCTYPE[^>]*>")


def groups_of_bibdesk(comments: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The static groups that each key is in, as the file's comments list them; smart groups are searches."""
    groups: dict[str, list[str]] = {}
    for comment in comments:
        found = _GROUPS.match(comment)
        for one in _property_list(_DOCTYPE.sub("", found[1]).strip().encode()) if found else ():
            name, keys = (one.get("group name"), one.get("keys")) if isinstance(one, Mapping) else (None, None)
            for key in str(keys or "").split(","):
                if name and key.strip():
                    groups.setdefault(key.strip(), []).append(str(name).replace("/", "-"))
    return {key: tuple(names) for key, names in groups.items()}


def _property_list(data: bytes) -> list[Any]:
    try:
        value = plistlib.loads(data)
    except (plistlib.InvalidFileException, ExpatError, ValueError, KeyError, RecursionError, OverflowError):
        return []
    return value if isinstance(value, list) else [value]


def file_of_bibdesk(value: str) -> str | None:
    """The path, from the folder of the bibliography, of a `Bdsk-File-1`; None for what is no such value."""
    try:
        data = base64.b64decode("".join(value.split()), validate=True) if len(value) < _LONGEST else b""
    except (binascii.Error, ValueError):
        return None
    for top in _property_list(data):
        if isinstance(top, Mapping):
            path = top.get("relativePath") or _archived_path(top.get("$objects"))
            if isinstance(path, str) and path:
                return path
    return None


def _archived_path(objects: Any) -> Any:
    """The value of `relativePath` in a keyed archive, whose objects refer to each other by number."""
    if not isinstance(objects, list):
        return None
    for one in objects:
        keys, values = (one.get("NS.keys"), one.get("NS.objects")) if isinstance(one, Mapping) else (None, None)
        for key, value in zip(keys or (), values or (), strict=False):
            if _object(objects, key) == "relativePath":
                return _object(objects, value)
    return None


def _object(objects: list[Any], reference: Any) -> Any:
    number = reference.data if isinstance(reference, plistlib.UID) else -1
    return objects[number] if 0 <= number < len(objects) else None
