"""A terminal of a given size around a command, to see what a person sees."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import termios
import time
from collections.abc import Sequence

from e2e.conftest import COMMAND, Workplace

_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]")


def typed(
    place: Workplace, arguments: Sequence[str], *, width: int = 80, height: int = 24, keys: str = "", **extra: str
) -> tuple[int, str]:
    """The exit code and everything on the screen of `citetrail ARGUMENTS…` run in a terminal; `keys` are typed."""
    environment = {**place.environment, "TERM": "xterm", "PAGER": "cat", **extra}
    environment.pop("CI", None)
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(place.folder)
        os.execve(COMMAND, [COMMAND, *arguments], environment)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
    os.write(terminal, keys.encode())
    shown = _read_all(terminal)
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), shown.replace("\r\n", "\n")


def _read_all(terminal: int) -> str:
    data, end = b"", time.monotonic() + 30
    while time.monotonic() < end:
        if select.select([terminal], [], [], 1)[0]:
            try:
                read = os.read(terminal, 65536)
            except OSError:  # Linux says so when the other end is closed
                break
            if not read:
                break
            data += read
    return data.decode("utf-8", "replace")


def without_colours(text: str) -> str:
    """The letters alone."""
    return _ESCAPES.sub("", text)
