"""Progress of long work on stderr: one line that is rewritten, nothing when piped."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self


class ProgressLine:
    """`with ProgressLine("questions") as line: line.step("crossref", 50)`; silent unless stderr is a terminal."""

    def __init__(self, noun: str, total: int | None = None) -> None:
        self._noun = noun
        self._total = total
        self._done = 0
        self._shows = sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shows and self._done:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def step(self, label: str, count: int) -> None:
        """`count` more are done, by or about `label`."""
        self._done += count
        self._write(label)

    def reach(self, done: int) -> None:
        """`done` are done in all."""
        self._done = done
        self._write("")

    def _write(self, label: str) -> None:
        if not self._shows:
            return
        of = f" of {self._total:,}" if self._total else ""
        sys.stderr.write(f"\r\x1b[K{self._done:,}{of} {self._noun}  {label}")
        sys.stderr.flush()
