"""Long output on a terminal goes through the person's pager; everything else goes straight out."""

from __future__ import annotations

import io
import os
import shlex
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

_LESS_OPTIONS = "FRX"  # leave at once what fits on one screen, show colours, leave the words on the screen at the end


class _Sheet(io.StringIO):
    """What is printed while it is not known yet whether it needs the pager; coloured as on the terminal."""

    def isatty(self) -> bool:
        return True


@contextmanager
def paged() -> Iterator[None]:
    """Whatever is printed inside is shown through the pager if it is longer than the terminal is high."""
    if not sys.stdout.isatty() or isinstance(sys.stdout, _Sheet):
        yield
        return
    terminal, sys.stdout = sys.stdout, _Sheet()
    try:
        yield
    finally:
        sheet, sys.stdout = sys.stdout, terminal
        show(sheet.getvalue())


def show(text: str) -> None:
    """Write `text` to stdout; on a terminal that it overflows, through the pager."""
    command = pager_command(os.environ) if _is_long(text) else []
    if not command or not _show_in(command, text):
        sys.stdout.write(text)


def pager_command(environment: Mapping[str, str]) -> list[str]:
    """The words of $CITETRAIL_PAGER or $PAGER, else `less`; none where the person wants none (empty or `cat`)."""
    chosen = environment.get("CITETRAIL_PAGER", environment.get("PAGER", "less"))
    try:
        words = shlex.split(chosen)
    except ValueError:
        words = []
    is_unwanted = not words or words[0] == "cat" or environment.get("TERM") == "dumb"
    return [] if is_unwanted else words


def _is_long(text: str) -> bool:
    if not sys.stdout.isatty() or isinstance(sys.stdout, _Sheet):
        return False
    return text.count("\n") >= shutil.get_terminal_size((100, 24)).lines


def _show_in(command: list[str], text: str) -> bool:
    """Whether the pager could be run."""
    import subprocess

    environment = {"LESS": _LESS_OPTIONS, "LESSCHARSET": "utf-8", **os.environ}
    sys.stdout.flush()
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)
    except OSError:
        return False
    data: bytes | None = text.encode("utf-8", "replace")
    while True:
        try:
            process.communicate(data)
            return process.returncode != 127  # what `env` and shells say of a command that is not there
        except KeyboardInterrupt:  # the pager's own key; it goes on
            data = None
