"""Works as the items that citation styles format, kept ready in the cache.

To make an item takes the nouns, whose loading costs more than formatting a citation. So each one is kept in a file that
is named after all that it was made from: it can be missing, but never out of date (decision 0018).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citetrail.app.settings import Settings
    from citetrail.library import Library

FORM = 1  # to be raised when another item is made of the same description; a test watches over it
_OWN_NAME = re.compile(r"[0-9a-f]{38}\.(?:json|\d+)")
MOST_IN_FOLDER = 200  # of 256 folders; beyond it the older half goes


def items_of_works(settings: Settings, library: Library, works: Sequence[int]) -> list[dict[str, Any]]:
    """The CSL items of works of the library, by their ids, in their order; ids of no work are passed over."""
    shelf = _folder(settings)
    return [_item(shelf, key, text) for key, text in library.stored_descriptions(works)]


def forget_items(settings: Settings) -> None:
    """Throw away what is kept ready, and nothing that somebody else has put there."""
    shelf = _folder(settings)
    for file in shelf.glob("[0-9a-f][0-9a-f]/*"):
        if _OWN_NAME.fullmatch(file.name):
            file.unlink(missing_ok=True)
    for folder in (*shelf.glob("[0-9a-f][0-9a-f]"), shelf):
        with suppress(OSError):  # not empty, or not there
            folder.rmdir()


def _folder(settings: Settings) -> Path:
    """Beside the store of answers and named after it: a person may have put that among other things."""
    return settings.store.with_name(f"{settings.store.name}-items")


def _item(shelf: Path, key: str, text: str) -> dict[str, Any]:
    digest = hashlib.sha256("\0".join((str(FORM), key, text)).encode()).hexdigest()
    path = shelf / digest[:2] / f"{digest[2:40]}.json"
    item = _read(path, key)
    if item is None:
        item = _made(key, text)
        _keep(path, item)
    return item


def _made(key: str, text: str) -> dict[str, Any]:
    from citetrail.flows.export import style_item
    from citetrail.model.descriptions import Description

    return style_item(Description.model_validate_json(text), key)


def _read(path: Path, key: str) -> dict[str, Any] | None:
    try:
        item = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return item if isinstance(item, dict) and item.get("id") == key else None


def _keep(path: Path, item: dict[str, Any]) -> None:
    """Write it whole or not at all. A full or read-only disk is no reason to fail: it is made again next time."""
    draft = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make_room(path.parent.iterdir())
        draft.write_text(json.dumps(item), encoding="utf-8")
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _make_room(kept: Iterable[Path]) -> None:
    files = list(kept)
    if len(files) < MOST_IN_FOLDER:
        return
    files.sort(key=lambda one: one.stat().st_mtime)
    for file in files[: (len(files) + 1) // 2]:
        file.unlink(missing_ok=True)
