"""Writing the person's files: whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from citetrail.errors import InputError


def write_whole(target: Path, text: str) -> None:
    """Write `text` as UTF-8, through a file beside the target, so that a full disk leaves the old one whole."""
    write_bytes_whole(target, text.encode("utf-8"))


def write_bytes_whole(target: Path, data: bytes) -> None:
    """Write `data` so that the file is either as before or complete. Raises InputError if it cannot be written."""
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        with contextlib.suppress(FileNotFoundError):
            os.chmod(temporary, target.stat().st_mode & 0o7777)
        if not target.exists():
            mask = os.umask(0)
            os.umask(mask)
            os.chmod(temporary, 0o666 & ~mask)
        os.replace(temporary, target)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        raise InputError(f"cannot be written: {error.strerror or error}", file=str(target)) from None


def make_folder(folder: Path) -> None:
    """Make a folder with those above it, unless it is there. Raises InputError if that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"cannot be made a folder: {error.strerror}", file=str(folder)) from None
