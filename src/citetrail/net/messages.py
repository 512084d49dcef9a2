"""What is asked and what came back: plain values, so that providers never see the HTTP client."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from urllib.parse import quote, urlencode

Kind = Literal["record", "batch", "search", "references", "citing", "agency"]
"""What an endpoint gives; decides how long its answer may be kept and which limit it falls under."""

LIST_KINDS: frozenset[Kind] = frozenset({"batch", "search", "citing"})

Expects = Literal["json", "xml", "text", "anything"]
"""The form of a usable body; an HTML page is only right where anything is."""

Origin = Literal["network", "store", "replay"]


@dataclass(frozen=True, slots=True)
class Limit:
    """How fast and how parallel a source may be asked, over all threads and processes of this machine.

    `list_rate_per_second` holds for lists and searches where a source counts those apart.
    """

    rate_per_second: float
    in_flight: int = 1
    list_rate_per_second: float | None = None

    def rate_for(self, kind: Kind) -> float:
        """Requests per second for this kind of endpoint."""
        if kind in LIST_KINDS and self.list_rate_per_second is not None:
            return min(self.rate_per_second, self.list_rate_per_second)
        return self.rate_per_second


@dataclass(frozen=True, slots=True)
class Request:
    """One question to one source, addressed by the source's official `base_url`.

    `parameters` are not yet encoded; keys and e-mail addresses go into `private_parameters` or `private_headers`,
    which are sent but never stored, logged or recorded.
    """

    provider: str
    base_url: str
    path: str = ""
    parameters: tuple[tuple[str, str], ...] = ()
    kind: Kind = "record"
    expects: Expects = "json"
    limit: Limit = Limit(1.0)
    lane: str = ""  # sources that share one limit share a lane; empty: the provider's own
    least_left: float = 0.0  # not asked when less than this share of the source's daily allowance is left
    headers: tuple[tuple[str, str], ...] = ()
    body: str | None = None
    private_parameters: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    private_headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @property
    def method(self) -> str:
        """POST with a body, else GET; all questions only read."""
        return "GET" if self.body is None else "POST"

    @property
    def accept(self) -> str:
        """The form asked for, where one address answers in several."""
        return dict(self.headers).get("accept", "")

    @property
    def lane_name(self) -> str:
        """Whose limit this request uses up."""
        return self.lane or self.provider

    @property
    def url(self) -> str:
        """The official address without anything private."""
        return self.url_at(self.base_url)

    def url_at(self, base_url: str) -> str:
        """The same address below another base, as for a mirror."""
        return joined(base_url.rstrip("/") + self.path, self.parameters)


def joined(address: str, parameters: tuple[tuple[str, str], ...]) -> str:
    """The address with its query; commas, colons and bars stay readable, as the sources' own examples have them."""
    query = urlencode(parameters, quote_via=quote, safe=",:|/*")
    return f"{address}?{query}" if query else address


@dataclass(frozen=True, slots=True)
class Response:
    """A usable reply: status 2xx, or one that says "no such thing" or "bad question" (400, 404, 409, 410, 422)."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    retrieved_at: datetime
    origin: Origin = "network"
    is_stale: bool = False
    request_key: str | None = None  # under which the raw answer is stored

    def text(self) -> str:
        """The body as text, UTF-8 with undecodable bytes replaced."""
        return self.body.decode("utf-8", errors="replace")

    def json(self) -> object:
        """The body read as JSON. Raises ValueError when it is none."""
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of the account: what was asked of whom, where the answer came from, and how it ended."""

    provider: str
    kind: Kind
    url: str
    outcome: str  # "200", "404", … or the name of the error
    origin: Origin
    age_seconds: float
