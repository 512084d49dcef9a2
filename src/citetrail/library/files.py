"""Copies of attached files, beside the library, each under the hash of its content: the same file is kept once.

A copy stays when its attachment is removed or undone, so that this can be taken back again;
`Library.orphaned_files` finds those that nobody names.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from citetrail.errors import InputError, LibraryError

_BLOCK = 1 << 20


class Copied(NamedTuple):
    """A file in the store: the hash of its content and its size."""

    sha256: str
    size_bytes: int


def folder_of(library: Path) -> Path:
    """Where the copies of a library are: `library.files` beside `library.db`."""
    return library.with_suffix(".files")


def copy_in(folder: Path, source: Path) -> Copied:
    """Put a copy of the file into the store, unless it is there; a copy is whole or absent.

    Raises InputError if the file cannot be read, LibraryError if the store cannot be written.
    """
    try:
        digest, size = _digest(source)
    except OSError as error:
        raise InputError(f"the file cannot be read: {error.strerror}", file=str(source)) from error
    target = path_of(folder, digest, source.name)
    if not target.is_file() or target.stat().st_size != size:
        _copy(source, target)
    return Copied(digest, size)


def keep_bytes(folder: Path, data: bytes, name: str) -> Copied:
    """Put these bytes into the store, unless they are there. Raises LibraryError if it cannot be written."""
    digest = hashlib.sha256(data).hexdigest()
    target = path_of(folder, digest, name)
    if not target.is_file() or target.stat().st_size != len(data):
        unfinished = target.with_name(f"{target.name}.unfinished")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(data)
            unfinished.replace(target)
        except OSError as error:
            raise LibraryError(f"{target.parent} cannot be written: {error.strerror}") from error
        finally:
            unfinished.unlink(missing_ok=True)
    return Copied(digest, len(data))


def _digest(source: Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            size += len(block)
    return digest.hexdigest(), size


def _copy(source: Path, target: Path) -> None:
    unfinished = target.with_name(f"{target.name}.unfinished")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, unfinished)
        unfinished.replace(target)
    except OSError as error:
        raise LibraryError(f"{target.parent} cannot be written: {error.strerror}") from error
    finally:
        unfinished.unlink(missing_ok=True)


def path_of(folder: Path, sha256: str, name: str) -> Path:
    """Where the copy of that content is; it keeps the ending of the file's name, which programs go by."""
    ending = Path(name).suffix.lower()
    return folder / sha256[:2] / f"{sha256[2:]}{ending if ending[1:].isalnum() else ''}"


def stored(folder: Path) -> Iterator[Path]:
    """Every copy in the store."""
    return (path for path in sorted(folder.glob("??/*")) if path.is_file() and path.suffix != ".unfinished")


def copy_all(folder: Path, target: Path) -> int:
    """Copy every file of a store into another, unless it is there. Gives how many were copied.

    Raises LibraryError if one cannot be written, or its content is no longer what its name says.
    """
    count = 0
    for path in stored(folder):
        place = target / path.relative_to(folder)
        if place.is_file() and place.stat().st_size == path.stat().st_size:
            continue
        _copy(path, place)
        digest, _ = _digest(place)
        if digest != place.parent.name + place.stem:
            place.unlink(missing_ok=True)
            raise LibraryError(f"{path} is damaged: its content is not what it was when it was kept")
        count += 1
    return count
