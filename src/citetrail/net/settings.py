"""What the person decides about the network: how fresh, how fast, how long, where to keep and where to ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from citetrail.net.messages import Kind, Limit, Request

Freshness = Literal["stored", "refresh", "offline"]
"""stored: answers young enough are not asked again; refresh: ask again; offline: only what is stored, of any age."""

DAY_SECONDS = 86_400.0
TIME_TO_LIVE_SECONDS: dict[Kind, float] = {
    "record": 30 * DAY_SECONDS,
    "batch": 30 * DAY_SECONDS,
    "references": 30 * DAY_SECONDS,
    "agency": 30 * DAY_SECONDS,
    "search": 7 * DAY_SECONDS,
    "citing": 1 * DAY_SECONDS,
}
ABSENT_TIME_TO_LIVE_SECONDS = 1 * DAY_SECONDS


def setting_name(provider: str) -> str:
    """A provider's name as settings write it: `doi.org` is `doi-org`."""
    return provider.lower().replace(".", "-").replace("_", "-")


@dataclass(frozen=True, slots=True)
class NetSettings:
    """All choices of the network room. `secrets` are words (keys, e-mail addresses) that must never be written down."""

    user_agent: str = "citetrail"
    freshness: Freshness = "stored"
    store: Path | None = None
    record: Path | None = None
    replay: Path | None = None
    base_urls: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, Limit] = field(default_factory=dict)
    secrets: tuple[str, ...] = ()
    deadline_seconds: float | None = None
    timeout_seconds: float = 20.0
    max_tries: int = 3
    max_wait_seconds: float = 30.0  # for one question, all its waiting together
    max_body_bytes: int = 64 * 1024 * 1024
    max_store_bytes: int = 1024 * 1024 * 1024

    def base_url_for(self, request: Request) -> str:
        """Where the person wants this source to be asked."""
        return (
            self.base_urls.get(request.provider)
            or self.base_urls.get(setting_name(request.provider))
            or request.base_url
        )

    def limit_for(self, request: Request) -> Limit:
        """The person's limit for the lane or the provider, else the source's own."""
        names = (request.lane_name, request.provider, setting_name(request.provider))
        return next((self.limits[name] for name in names if name in self.limits), request.limit)


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock, passed in: seconds since the epoch, and waiting."""

    now: Callable[[], float]
    sleep: Callable[[float], None]
