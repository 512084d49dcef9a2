"""What JabRef keeps beside entries: its tree of groups, the folder of files, ratings and how far something was read.

Format: https://docs.jabref.org/advanced/debugcommandline (the `jabref-meta` comments), seen in files of JabRef 2 to 5.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from citetrail.model.works import ReadingState

_META = re.compile(r"@comment\s*\{\s*jabref-meta:\s*([\w-]+)\s*:(.*)\}\s*$", re.IGNORECASE | re.DOTALL)
_TREE = frozenset({"grouping", "groupstree"})
_SEPARATOR = re.compile(r"(?<!\\);")
_GROUP = re.compile(r"\s*(\d+) (\w+):(.*)$", re.DOTALL)
_RANK = re.compile(r"(?:rank)?([1-5])$", re.IGNORECASE)
_READ: dict[str, ReadingState] = {"read": "read", "skimmed": "reading", "reading": "reading", "unread": "unread"}


class Groups(NamedTuple):
    """The groups of a file: their paths by name, the paths of groups that list keys, and groups that are searches."""

    paths: Mapping[str, str] = {}
    by_key: Mapping[str, tuple[str, ...]] = {}
    searches: tuple[str, ...] = ()
    file_folder: str = ""

    def tags(self, key: str | None, written: Iterable[str]) -> tuple[str, ...]:
        """The groups an entry is in, as paths such as `Thesis/Chapter 1`."""
        named = (self.paths.get(name, name) for name in written)
        return tuple(dict.fromkeys([*named, *self.by_key.get(key or "", ())]))


def groups_from_comments(comments: Iterable[str]) -> Groups:
    """The groups that the file's comments describe; empty for a file that JabRef did not write."""
    groups = Groups()
    for comment in comments:
        found = _META.match(comment)
        if found and found[1].lower() in _TREE:
            groups = _tree(found[2])._replace(file_folder=groups.file_folder)
        elif found and found[1].lower() in ("filedirectory", "file-directory"):
            groups = groups._replace(file_folder=found[2].strip().rstrip(";").replace("\\\\", "\\"))
    return groups


def _tree(text: str) -> Groups:
    paths: dict[str, str] = {}
    by_key: dict[str, list[str]] = {}
    searches: list[str] = []
    above: list[str] = []
    for piece in _SEPARATOR.split(text.replace("\r", "").replace("\n", "")):
        found = _GROUP.match(piece)
        if not found or found[2] == "AllEntriesGroup":
            continue
        level, kind = int(found[1]), found[2]
        parts = [part.replace("\\\\", "\\") for part in found[3].split("\\;")]
        name = parts[0].strip().replace("/", "-")
        del above[max(0, level - 1) :]
        above.append(name)
        path = "/".join(above)
        if kind in ("StaticGroup", "ExplicitGroup"):
            paths.setdefault(parts[0].strip(), path)
            for key in parts[2:] if kind == "ExplicitGroup" else ():
                if key.strip():
                    by_key.setdefault(key.strip(), []).append(path)
        else:
            searches.append(path)
    return Groups(paths, {key: tuple(found) for key, found in by_key.items()}, tuple(searches))


def rating_of(written: str) -> int | None:
    """JabRef's `rank4` is 4; None for what is no rating."""
    found = _RANK.match(written.strip())
    return int(found[1]) if found else None


def reading_of(written: str) -> ReadingState | None:
    """JabRef's `read` and `skimmed`."""
    return _READ.get(written.strip().lower())
