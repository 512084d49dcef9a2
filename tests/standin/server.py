"""The server: one path prefix per source, faults before answers, and a list of everything that was asked."""

from __future__ import annotations

import gzip
import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from standin.faults import ACTIONS, REPLIES, Fault
from standin.replies import Asked, Served
from standin.world import World

# name of the provider -> module of the stand-in with `answer(world, asked, fault_kind)`
SOURCES: dict[str, str] = {
    "crossref": "crossref",
    "openalex": "openalex",
    "datacite": "datacite",
    "doi.org": "doi_org",
    "pubmed": "pubmed",
    "arxiv": "arxiv",
    "europe-pmc": "europe_pmc",
    "pmc-ids": "pmc_ids",
    "semantic-scholar": "semantic_scholar",
    "opencitations": "opencitations",
    "unpaywall": "unpaywall",
    "orcid": "orcid",
    "open-library": "open_library",
    "google-books": "google_books",
    "dblp": "dblp",
    "inspire": "inspire",
    "ads": "ads",
    "acl": "acl",
    "openreview": "openreview",
    "biorxiv": "biorxiv",
    "wikidata": "wikidata",
}
Answering = Callable[[World, Asked, str | None], Served]


@dataclass(frozen=True)
class Seen:
    """A request that arrived, `at` in seconds of the monotonic clock."""

    source: str
    method: str
    path: str
    query: str
    body: str
    headers: Mapping[str, str]
    at: float
    port: int = 0  # of the client: the same for requests over one connection


@dataclass
class _Switch:
    fault: Fault
    times: int | None = None


@dataclass
class StandIn:
    """All sources on one loopback port; use as a context."""

    world: World = field(default_factory=World)
    announced: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # headers every reply of a source carries
    delay_seconds: float = 0.0
    files: dict[str, Served] = field(default_factory=dict)  # by path, such as `files/a.pdf` or `arxiv/pdf/2401.00001`

    def __enter__(self) -> StandIn:
        self._lock = threading.Lock()
        self._switches: dict[str, _Switch] = {}
        self._seen: list[Seen] = []
        self._in_flight: dict[str, int] = {}
        self.most_in_flight: dict[str, int] = {}
        self._answering: dict[str, Answering] = {}
        self._server = _Server(("127.0.0.1", 0), _handler_for(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def base_urls(self) -> dict[str, str]:
        """The base address of every source here, by provider name."""
        return {name: f"{self.url}/{name}" for name in SOURCES}

    def environment(self, limit: str = "2000/16") -> dict[str, str]:
        """Environment variables that send citetrail here, with generous limits."""
        env: dict[str, str] = {}
        for name, url in self.base_urls().items():
            capitals = re.sub(r"\W", "_", name).upper()
            env[f"CITETRAIL_BASE_URL_{capitals}"] = url
            env[f"CITETRAIL_LIMIT_{capitals}"] = limit
        return env

    def fault(self, source: str, fault: Fault, times: int | None = None) -> None:
        """From now on this source (`*`: every source) fails so, for the next `times` requests or for good."""
        with self._lock:
            self._switches[source] = _Switch(fault, times)

    def clear_faults(self) -> None:
        with self._lock:
            self._switches.clear()

    def seen(self, source: str | None = None) -> list[Seen]:
        """What was asked so far, in order."""
        with self._lock:
            return [one for one in self._seen if source in (None, one.source)]

    def forget_seen(self) -> None:
        with self._lock:
            self._seen.clear()

    # -- called by the handler

    def arrive(self, source: str, handler: _Handler, asked: Asked) -> Fault | None:
        with self._lock:
            self._seen.append(
                Seen(
                    source,
                    asked.method,
                    asked.path,
                    asked.query,
                    asked.body,
                    dict(asked.headers),
                    time.monotonic(),
                    handler.client_address[1],
                )
            )
            self._in_flight[source] = self._in_flight.get(source, 0) + 1
            self.most_in_flight[source] = max(self.most_in_flight.get(source, 0), self._in_flight[source])
            for name in (source, "*"):
                switch = self._switches.get(name)
                if switch is None or switch.times == 0:
                    continue
                if switch.times is not None:
                    switch.times -= 1
                return switch.fault
        return None

    def leave(self, source: str) -> None:
        with self._lock:
            self._in_flight[source] -= 1

    def answer(self, source: str, asked: Asked, fault_kind: str | None) -> Served:
        if source == "files" or f"{source}{asked.path}" in self.files:
            return self.files.get(f"{source}{asked.path}", Served(404, b"no such file", "text/plain"))
        if source not in self._answering:
            self._answering[source] = import_module(f"standin.{SOURCES[source]}").answer
        return self._answering[source](self.world, asked, fault_kind)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that hang up are part of the game."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    stand_in: StandIn

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def log_message(self, *args: Any) -> None:
        """Quiet."""

    def _serve(self) -> None:
        parts = urlsplit(self.path)
        source, _, rest = parts.path.lstrip("/").partition("/")
        length = int(self.headers.get("content-length") or 0)
        body = self.rfile.read(length).decode() if length else ""
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.command, f"/{rest}", parts.query, headers, body)
        if source not in SOURCES and source != "files":
            self._send(Served(404, b"no such source", "text/plain"), {})
            return
        fault = self.stand_in.arrive(source, self, asked)
        try:
            time.sleep(self.stand_in.delay_seconds)
            served = self._served(source, asked, fault)
        finally:
            self.stand_in.leave(source)  # before the reply: after it the client may ask again at once
        if served is None and fault:
            ACTIONS[fault.kind](self, fault)
        elif served:
            self._send(served, self.stand_in.announced.get(source, {}))

    def _served(self, source: str, asked: Asked, fault: Fault | None) -> Served | None:
        if fault and fault.kind in ACTIONS:
            return None
        if fault and fault.kind in REPLIES:
            return REPLIES[fault.kind](fault)
        return self.stand_in.answer(source, asked, fault.kind if fault else None)

    def _send(self, served: Served, announced: Mapping[str, str]) -> None:
        body = served.body
        names = {name for name, _ in served.headers}
        packed = (
            len(body) > 500 and "gzip" in self.headers.get("accept-encoding", "") and "content-encoding" not in names
        )
        if packed:
            body = gzip.compress(body, 1)
        self.send_response(served.status)
        self.send_header("content-type", served.content_type)
        self.send_header("content-length", str(len(body)))
        if packed:
            self.send_header("content-encoding", "gzip")
        for name, value in (*served.headers, *announced.items()):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def _handler_for(stand_in: StandIn) -> type[_Handler]:
    return type("Handler", (_Handler,), {"stand_in": stand_in})
