"""One tree of errors, with the exit code of each beside its name."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

EXIT_OK = 0
EXIT_FINDINGS = 1  # we looked, and something is wrong or new
EXIT_INPUT = 2  # bad usage or unreadable input
EXIT_UNSETTLED = 3  # a source was silent, or several works fit
EXIT_LIBRARY = 4  # the library is locked, newer or damaged
EXIT_BUG = 70


class CitetrailError(Exception):
    """Anything citetrail can say about what went wrong; `str()` is a sentence for people."""

    exit_code: ClassVar[int] = EXIT_BUG


class InputError(CitetrailError):
    """What was given cannot be used. Says where (file, line and column from 1) and what to do.

    Printed as `file:line:column: message` with the parts that are known, then the hint on a line of its own.
    """

    exit_code: ClassVar[int] = EXIT_INPUT

    def __init__(
        self,
        message: str,
        *,
        file: str | None = None,
        line: int | None = None,
        column: int | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.line = line
        self.column = column
        self.hint = hint

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        if self.file is None:  # what was typed; a number alone would say nothing
            named = (("line", self.line), ("column", self.column))
            place = ", ".join(f"{name} {number}" for name, number in named if number is not None)
        text = f"{place}: {self.message}" if place else self.message
        return f"{text}\n  {self.hint}" if self.hint else text


class ProviderError(CitetrailError):
    """A source did not answer. `url` never holds keys or e-mail addresses."""

    exit_code: ClassVar[int] = EXIT_UNSETTLED

    def __init__(self, provider: str, message: str, *, url: str | None = None) -> None:
        super().__init__(message)
        self.provider = provider
        self.message = message
        self.url = url

    def __str__(self) -> str:
        return f"{self.provider}: {self.message}"


class Unavailable(ProviderError):
    """No connection, a time-out or a server error: worth trying again later."""


class NotAsked(Unavailable):
    """Nothing went out, because the person works offline or replays, and no answer is stored."""


class RateLimited(ProviderError):
    """Asked too often; wait `retry_after_seconds` (None: the source did not say)."""

    def __init__(
        self, provider: str, message: str, *, url: str | None = None, retry_after_seconds: float | None = None
    ) -> None:
        super().__init__(provider, message, url=url)
        self.retry_after_seconds = retry_after_seconds


class BudgetExhausted(ProviderError):
    """The day's allowance is used up, until `resets_at` (None: not told). Never retried."""

    def __init__(
        self, provider: str, message: str, *, url: str | None = None, resets_at: datetime | None = None
    ) -> None:
        super().__init__(provider, message, url=url)
        self.resets_at = resets_at


class PlanRequired(ProviderError):
    """The question needs a paid plan. Never retried."""


class Refused(ProviderError):
    """A person must act: a missing or rejected key, a captcha, a bot check."""


class BadAnswer(ProviderError):
    """The reply cannot be understood: our bug or their change. `payload_at` says where the body is kept."""

    def __init__(self, provider: str, message: str, *, url: str | None = None, payload_at: str | None = None) -> None:
        super().__init__(provider, message, url=url)
        self.payload_at = payload_at


class LibraryError(CitetrailError):
    """The library cannot be used as it stands."""

    exit_code: ClassVar[int] = EXIT_LIBRARY


class LibraryLocked(LibraryError):
    """Another process kept the library locked for longer than we wait."""


class LibraryTooNew(LibraryError):
    """The library was written by a newer citetrail."""


class LibraryDamaged(LibraryError):
    """The file is no library, or its integrity check fails."""
