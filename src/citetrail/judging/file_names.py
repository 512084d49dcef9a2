"""File names from a template, such as `{author} {year} - {title}`, that every file system takes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citetrail.errors import InputError
from citetrail.model.folding import plain_from_markup

if TYPE_CHECKING:
    from citetrail.model.descriptions import Description

DEFAULT_FILE_NAME = "{key}"
TOKENS = ("key", "author", "authors", "year", "title", "container")
_TOKEN = re.compile(r"\{([^{}]*)\}")
# Forbidden on Windows, and the slash everywhere: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_LONGEST = 150  # characters; with four bytes each and an ending still below what file systems take for paths
_RESERVED = re.compile(r"^(?:con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)


def file_name(description: Description, key: str, template: str = DEFAULT_FILE_NAME, ending: str = "") -> str:
    """The name by the template, with `ending` (`.pdf`); what is not known leaves nothing behind.

    Raises InputError for a token that does not exist.
    """
    values = _values(description, key)

    def value(found: re.Match[str]) -> str:
        if found[1] not in values:
            raise InputError(f"no {{{found[1]}}} in file names", hint="There are " + ", ".join(map(_braced, TOKENS)))
        return values[found[1]]

    name = _cleaned(_TOKEN.sub(value, template))[:_LONGEST].rstrip(" .-_")
    if not name or _RESERVED.match(name):
        name = _cleaned(key)[:_LONGEST].rstrip(" .") or "file"
    return name + ending.lower()


def _values(description: Description, key: str) -> dict[str, str]:
    families = [person.full_family for person in description.authors or description.editors]
    more = " et al." if len(families) > 3 or description.has_more_authors else ""
    return {
        "key": key,
        "author": families[0] if families else "",
        "authors": ", ".join(families[:3]) + more,
        "year": str(description.year or ""),
        "title": plain_from_markup(description.title or ""),
        "container": plain_from_markup(description.container_title or ""),
    }


def _cleaned(name: str) -> str:
    """One line without forbidden letters, nor the signs that an unknown part leaves at the ends."""
    return " ".join(_FORBIDDEN.sub(" ", name).split()).strip(" .-_,;")


def _braced(token: str) -> str:
    return f"{{{token}}}"
