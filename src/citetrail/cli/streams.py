"""The three streams: data leaves as UTF-8, talk never fails for a letter, and a stream that is closed is said to be."""

from __future__ import annotations

import errno
import io
import os
import sys

from citetrail.errors import InputError

_CANNOT_WRITE = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF))


def prepare_streams() -> None:
    """Make the streams fit for any words.

    Files and pipes get UTF-8 whatever the locale, as the formats we write are UTF-8. A terminal keeps its encoding and
    shows `?` for what it does not have. Without a place to talk to, talk is dropped.
    """
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  # open as long as the program runs
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty() or stream is sys.stderr:
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="surrogateescape")


def require_output() -> None:
    """Raises InputError if standard output is closed."""
    if sys.stdout is None:
        raise InputError("standard output is closed", hint="Send it to /dev/null if you do not want it.")


def is_output_failure(error: OSError) -> bool:
    """Whether this is a full or broken place that standard output goes to."""
    return error.filename is None and error.errno in _CANNOT_WRITE


def drop_output() -> None:
    """Send what is still waiting nowhere, so that the end of the program does not fail once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
