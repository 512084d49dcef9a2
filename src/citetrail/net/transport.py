"""The one module that touches the HTTP client: bytes out, bytes in, within bounds of time, size and place."""

from __future__ import annotations

import ipaddress
import socket
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from citetrail.net.settings import Clock

if TYPE_CHECKING:
    import httpx

MAX_REDIRECTS = 5
CONNECT_SECONDS = 10.0


class Unreachable(Exception):
    """No connection, a cut one, or no reply in time: worth another try."""


class Unconnected(Unreachable):
    """Not even a connection: no network, no such name, or nobody listens there."""


class Unacceptable(Exception):
    """A reply that must not be used: too large, broken coding, or a redirect to a forbidden place."""


@dataclass(frozen=True, slots=True)
class Call:
    """One HTTP call, ready to be sent: full address and headers, private parts included."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes | None
    timeout_seconds: float
    max_body_bytes: int


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, of any status: header names in lower case, body decoded."""

    status: int
    headers: Mapping[str, str]
    body: bytes


Transport = Callable[[Call], Reply]


class HttpTransport:
    """Sends calls over HTTP with connection reuse; follows redirects by its own rules. Safe to share by threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._client: httpx.Client | None = None

    def __call__(self, call: Call) -> Reply:
        """The reply after redirects. Raises Unreachable or Unacceptable."""
        url, headers = call.url, dict(call.headers)
        give_up_at = self._clock.now() + call.timeout_seconds
        for _ in range(MAX_REDIRECTS + 1):
            reply = self._exchange(call, url, headers, give_up_at)
            target = _redirect_target(reply, url)
            if target is None:
                return reply
            check_redirect(url, target)
            if _origin(target) != _origin(url):
                headers = {name: value for name, value in headers.items() if name.lower() in PUBLIC_HEADERS}
            url = target
        raise Unacceptable(f"redirected more than {MAX_REDIRECTS} times")

    def close(self) -> None:
        """Let go of the connections."""
        if self._client is not None:
            self._client.close()

    def _exchange(self, call: Call, url: str, headers: Mapping[str, str], give_up_at: float) -> Reply:
        import httpx

        try:
            timeout = httpx.Timeout(call.timeout_seconds, connect=min(CONNECT_SECONDS, call.timeout_seconds))
            client = self._http()
            with client.stream(call.method, url, headers=dict(headers), content=call.body, timeout=timeout) as response:
                received = {name.lower(): value for name, value in response.headers.items()}
                _check_declared_size(received, call.max_body_bytes)
                chunks = self._in_time(response.iter_raw(), give_up_at)
                body = decoded(chunks, received.get("content-encoding", ""), call.max_body_bytes)
                return Reply(response.status_code, received, body)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise Unconnected(str(error) or "no connection") from error
        except httpx.TimeoutException as error:
            raise Unreachable("no reply in time") from error
        except (httpx.TransportError, httpx.StreamError) as error:
            raise Unreachable(str(error) or type(error).__name__) from error
        except httpx.InvalidURL as error:
            raise Unacceptable(f"not an address: {error}") from error

    def _in_time(self, chunks: Iterable[bytes], give_up_at: float) -> Iterator[bytes]:
        for chunk in chunks:
            if self._clock.now() > give_up_at:
                raise Unreachable("the reply came too slowly")
            yield chunk

    def _http(self) -> httpx.Client:
        import httpx

        with self._lock:
            if self._client is None:
                # Loopback never goes through a proxy: that is where mirrors and tests live.
                direct: dict[str, httpx.BaseTransport | None] = {"all://127.0.0.1": None, "all://localhost": None}
                self._client = httpx.Client(follow_redirects=False, mounts=direct)
            return self._client


PUBLIC_HEADERS = frozenset({"accept", "accept-encoding", "user-agent", "content-type"})


def decoded(chunks: Iterable[bytes], coding: str, max_bytes: int) -> bytes:
    """The body without its content coding. Raises Unacceptable over `max_bytes`, for broken or unknown coding."""
    body = bytearray()
    for piece in _pieces(chunks, coding.strip().lower(), max_bytes + 1):
        body += piece
        if len(body) > max_bytes:
            raise Unacceptable(f"the reply is larger than {max_bytes // (1024 * 1024)} MB")
    return bytes(body)


def _pieces(chunks: Iterable[bytes], coding: str, at_most: int) -> Iterator[bytes]:
    if coding in {"", "identity"}:
        yield from chunks
        return
    if coding not in {"gzip", "x-gzip", "deflate"}:
        raise Unacceptable(f"unknown content coding {coding!r}")
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | (16 if "gzip" in coding else 0))
    try:
        for chunk in chunks:
            yield unpacker.decompress(chunk, at_most)
            if unpacker.unconsumed_tail:
                yield b"\0" * at_most  # over the bound in one chunk: a decompression bomb
    except zlib.error as error:
        raise Unacceptable(f"broken {coding} coding") from error
    if not unpacker.eof:
        raise Unreachable("the reply was cut off")


def check_redirect(before: str, after: str) -> None:
    """Raises Unacceptable when a redirect leaves HTTP(S), goes from HTTPS to HTTP, or enters a private network."""
    scheme = urlsplit(after).scheme
    if scheme not in {"http", "https"}:
        raise Unacceptable(f"redirected to another kind of address ({scheme or 'none'})")
    if scheme == "http" and urlsplit(before).scheme == "https":
        raise Unacceptable("redirected from HTTPS to HTTP")
    host = urlsplit(after).hostname or ""
    if host != urlsplit(before).hostname and is_private(host):
        raise Unacceptable("redirected into a private network")


def is_private(host: str) -> bool:
    """True when a host name or address is not on the public internet; a name is resolved first."""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        pass  # a name, not an address
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return True
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        return False  # behind a proxy names need not resolve here; without one the connection fails by itself
    return any(not ipaddress.ip_address(str(address[0]).split("%")[0]).is_global for *_, address in found)


def _redirect_target(reply: Reply, url: str) -> str | None:
    location = reply.headers.get("location")
    return urljoin(url, location) if location and reply.status in {301, 302, 303, 307, 308} else None


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc


def _check_declared_size(headers: Mapping[str, str], max_bytes: int) -> None:
    declared = headers.get("content-length", "")
    if declared.isdigit() and int(declared) > max_bytes:
        raise Unacceptable(f"the reply is larger than {max_bytes // (1024 * 1024)} MB")
