"""Fakes that several tests use: a clock that only moves when told, and a source that says what it was given."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from citetrail.net import Clock
from citetrail.net.transport import Call, Reply


class FakeClock:
    """Starts on 2026-01-01; sleeping moves it at once."""

    def __init__(self, at: float = 1_767_225_600.0) -> None:
        self.at = at
        self.slept: list[float] = []

    def now(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds

    @property
    def clock(self) -> Clock:
        return Clock(now=self.now, sleep=self.sleep)


class FakeTransport:
    """Plays the given replies or exceptions in order, the last one for ever; remembers the calls."""

    def __init__(self, *script: Reply | Exception, before: Callable[[Call], None] = lambda call: None) -> None:
        self._script: Iterable[Reply | Exception] = script
        self._left = list(script)
        self._before = before
        self.calls: list[Call] = []

    def __call__(self, call: Call) -> Reply:
        self.calls.append(call)
        self._before(call)
        step = self._left.pop(0) if len(self._left) > 1 else self._left[0]
        if isinstance(step, Exception):
            raise step
        return step


def reply(body: Any = None, status: int = 200, **headers: str) -> Reply:
    """A JSON reply, or the given bytes; header names with `_` for `-`."""
    data = body if isinstance(body, bytes) else json.dumps({} if body is None else body).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status, {"content-type": "application/json"} | named, data)
