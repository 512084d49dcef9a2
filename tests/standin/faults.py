"""What can go wrong at a source, each by a name."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from http.server import BaseHTTPRequestHandler

from standin.replies import Served, html_reply, json_reply, text_reply

BOT_PAGE = (
    "<!doctype html><html><head><title>Making sure you're not a bot!</title></head><body>proof-of-work</body></html>"
)


@dataclass(frozen=True)
class Fault:
    """One way to fail; `retry_after` is sent as a header where the kind has one, `seconds` is how slow slow is."""

    kind: str
    retry_after: str | None = None
    seconds: float = 30.0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no such fault: {self.kind}; there are {', '.join(sorted(KINDS))}")


def _retry_after(fault: Fault) -> tuple[tuple[str, str], ...]:
    return (("retry-after", fault.retry_after),) if fault.retry_after else ()


def _too_many(fault: Fault) -> Served:
    return Served(429, b"Too many requests", "text/plain", _retry_after(fault))


def _per_second(fault: Fault) -> Served:
    body = {
        "error": "Rate limit exceeded",
        "message": "Rate limit exceeded: 10 requests per second. Please slow down.",
        "retryAfter": 1,
    }
    return json_reply(body, 429, retry_after=fault.retry_after or "1")


def _budget(fault: Fault) -> Served:
    message = (
        "Insufficient budget. This request costs $0.001 but you only have $0 remaining. Resets at midnight UTC."
        " Need more? See the pricing page."
    )
    return json_reply(
        {"error": "Rate limit exceeded", "message": message, "creditsRequired": 10},
        429,
        retry_after=fault.retry_after or "53578",
    )


def _plan(_: Fault) -> Served:
    message = 'The "from_created_date" filter requires a Premium, Institutional, or Partner plan.'
    return json_reply({"error": "Plan upgrade required", "message": message}, 429)


def _busy(fault: Fault) -> Served:
    body = {"error": "Search temporarily unavailable", "message": "The cluster is under heavy load."}
    return json_reply(body, 503, retry_after=fault.retry_after or "1")


REPLIES: dict[str, Callable[[Fault], Served]] = {
    "429": _too_many,
    "429-per-second": _per_second,
    "429-budget": _budget,
    "429-plan": _plan,
    "503-busy": _busy,
    "500": lambda _: json_reply({"status": "error", "message": "java.lang.NullPointerException"}, 500),
    "504": lambda _: html_reply(504, "504 Gateway Time-out"),
    "403": lambda _: json_reply({"message": "Forbidden"}, 403),
    "html": lambda _: html_reply(200, "Welcome to our portal"),
    "bot-check": lambda _: text_reply(BOT_PAGE, 200, "text/html"),
    "wrong-type": lambda _: Served(200, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png"),
    "broken": lambda _: Served(200, b'{"status": "ok", "message": {"DOI": "10.55', "application/json"),
    "empty": lambda _: Served(200, b"", "application/json"),
    "null": lambda _: Served(200, b"null", "application/json"),
    "redirect-file": lambda _: Served(302, b"", "text/plain", (("location", "file:///etc/passwd"),)),
    "redirect-private": lambda _: Served(302, b"", "text/plain", (("location", "http://10.0.0.1/latest/"),)),
    "broken-gzip": lambda _: Served(200, b"this was never packed", "application/json", (("content-encoding", "gzip"),)),
}


def _slow(handler: BaseHTTPRequestHandler, fault: Fault) -> None:
    """One byte now and then, for ever."""
    handler.send_response(200)
    handler.send_header("content-type", "application/json")
    handler.send_header("content-length", "100000")
    handler.end_headers()
    until = time.monotonic() + fault.seconds
    while time.monotonic() < until:
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.02)
    handler.close_connection = True


def _silent(handler: BaseHTTPRequestHandler, fault: Fault) -> None:
    """Takes the question and says nothing."""
    time.sleep(fault.seconds)
    handler.close_connection = True


def _cut(handler: BaseHTTPRequestHandler, _: Fault) -> None:
    """Promises more than it sends."""
    handler.send_response(200)
    handler.send_header("content-type", "application/json")
    handler.send_header("content-length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"status": "ok", "mess')
    handler.close_connection = True


def _hang_up(handler: BaseHTTPRequestHandler, _: Fault) -> None:
    handler.close_connection = True


def _huge(handler: BaseHTTPRequestHandler, _: Fault) -> None:
    """More than 64 MB without saying so before."""
    handler.send_response(200)
    handler.send_header("content-type", "application/json")
    handler.send_header("connection", "close")
    handler.end_headers()
    block = b" " * (1024 * 1024)
    for _ in range(80):
        handler.wfile.write(block)
    handler.close_connection = True


@cache
def _bomb() -> bytes:
    return gzip.compress(b" " * (200 * 1024 * 1024), 1)


def _gzip_bomb(handler: BaseHTTPRequestHandler, _: Fault) -> None:
    body = _bomb()
    handler.send_response(200)
    handler.send_header("content-type", "application/json")
    handler.send_header("content-encoding", "gzip")
    handler.send_header("content-length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def _redirect_loop(handler: BaseHTTPRequestHandler, _: Fault) -> None:
    handler.send_response(302)
    handler.send_header("location", handler.path)
    handler.send_header("content-length", "0")
    handler.end_headers()


ACTIONS: dict[str, Callable[[BaseHTTPRequestHandler, Fault], None]] = {
    "slow": _slow,
    "silent": _silent,
    "cut": _cut,
    "hang-up": _hang_up,
    "huge": _huge,
    "gzip-bomb": _gzip_bomb,
    "redirect-loop": _redirect_loop,
}
KINDS = frozenset(REPLIES) | frozenset(ACTIONS) | {"stale", "empty-list"}
"""`stale` (older answers) and `empty-list` are played by the sources themselves."""
