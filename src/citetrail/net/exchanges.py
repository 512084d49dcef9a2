"""Record and replay: every exchange of a run as JSON lines, without keys and e-mail addresses, and read back.

Form of a line: `{provider, request: {method, url, headers, body}, response: {status, headers, body_format, body},
recorded_at}`; a source that did not answer has `response: null` and `error: {kind, message, …}`, so that a replay comes
to the same verdict.
"""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from citetrail.errors import (
    BadAnswer,
    BudgetExhausted,
    InputError,
    NotAsked,
    PlanRequired,
    ProviderError,
    RateLimited,
    Refused,
    Unavailable,
)
from citetrail.net.messages import Request, Response
from citetrail.net.redaction import exchange_key, public_headers, redacted

RECORDED_HEADERS = ("content-type", "etag", "last-modified")
ERRORS: dict[str, type[ProviderError]] = {
    kind.__name__: kind for kind in (Unavailable, RateLimited, BudgetExhausted, PlanRequired, Refused, BadAnswer)
}


class Recorder:
    """Writes the exchanges of a run to a file, each question once. Safe to share by threads."""

    def __init__(self, path: Path, secrets: tuple[str, ...]) -> None:
        self._path = path
        self._secrets = secrets
        self._lock = threading.Lock()
        self._written: set[str] = set()
        try:
            path.write_text("", encoding="utf-8")
        except OSError as error:
            raise InputError(f"cannot record: {error.strerror}", file=str(path)) from error

    def add(self, request: Request, outcome: Response | ProviderError) -> None:
        """Write one exchange, unless the same question was already written."""
        key = key_of(request)
        line = json.dumps(line_from_outcome(request, outcome, self._secrets), ensure_ascii=False)
        with self._lock:
            if key in self._written:
                return
            self._written.add(key)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(line + "\n")


class Replayer:
    """Serves recorded exchanges by method, address and body; never asks a source."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._exchanges = _read_exchanges(path)

    @property
    def recorded_at(self) -> datetime | None:
        """The moment of the last exchange; None for a file without any."""
        moments = [_moment(one["recorded_at"]) for one in self._exchanges.values() if one.get("recorded_at")]
        return max(moments, default=None)

    def reply(self, request: Request) -> Response:
        """The recorded response. Raises the recorded error, or Unavailable when the exchange is not in the file."""
        bare = exchange_key(request.method, request.url, request.body)
        exchange = self._exchanges.get(key_of(request)) or self._exchanges.get(bare)
        if exchange is None:
            message = f"the replay file {self._path.name} does not hold this question"
            raise NotAsked(request.provider, message, url=request.url)
        if exchange.get("response") is None:
            raise _error_from_line(request, exchange.get("error") or {})
        return response_from_exchange(exchange)


@dataclass(frozen=True, slots=True)
class _Coded:
    form: str
    value: Any


def key_of(request: Request) -> str:
    """The same for the same question to the official address, wherever it was asked."""
    return exchange_key(request.method, request.url, request.body, request.accept)


def line_from_outcome(
    request: Request, outcome: Response | ProviderError, secrets: tuple[str, ...]
) -> dict[str, object]:
    """One exchange as it is written; nothing private in it."""
    asked = {
        "method": request.method,
        "url": redacted(request.url, secrets),
        "headers": public_headers(dict(request.headers), secrets),
    }
    if request.body is not None:
        asked["body"] = redacted(request.body, secrets)
    line: dict[str, object] = {"provider": request.provider, "request": asked}
    if isinstance(outcome, ProviderError):
        return line | {"response": None, "error": _line_from_error(outcome, secrets)}
    body = _coded(outcome.body, secrets)
    headers = {name: outcome.headers[name] for name in RECORDED_HEADERS if name in outcome.headers}
    answered = {"status": outcome.status, "headers": headers, "body_format": body.form, "body": body.value}
    return line | {"response": answered, "recorded_at": outcome.retrieved_at.isoformat(timespec="seconds")}


def response_from_exchange(exchange: Mapping[str, Any]) -> Response:
    """A recorded exchange as the response it was."""
    response = exchange["response"]
    form, value = response.get("body_format", "json"), response.get("body")
    if form == "json":
        body = json.dumps(value, ensure_ascii=False).encode("utf-8", errors="surrogatepass")
    elif form == "base64":
        body = base64.b64decode(value)
    else:
        body = str(value).encode("utf-8", errors="surrogatepass")
    return Response(
        url=exchange["request"]["url"],
        status=response["status"],
        headers={name.lower(): text for name, text in (response.get("headers") or {}).items()},
        body=body,
        retrieved_at=_moment(exchange.get("recorded_at")),
        origin="replay",
    )


def _coded(body: bytes, secrets: tuple[str, ...]) -> _Coded:
    try:
        text = redacted(body.decode("utf-8"), secrets)
    except UnicodeDecodeError:
        return _Coded("base64", base64.b64encode(body).decode("ascii"))
    try:
        return _Coded("json", json.loads(text))
    except ValueError:
        return _Coded("text", text)


def _line_from_error(error: ProviderError, secrets: tuple[str, ...]) -> dict[str, object]:
    line: dict[str, object] = {"kind": type(error).__name__, "message": redacted(error.message, secrets)}
    if isinstance(error, RateLimited):
        line["retry_after_seconds"] = error.retry_after_seconds
    if isinstance(error, BudgetExhausted) and error.resets_at:
        line["resets_at"] = error.resets_at.isoformat()
    return line


def _error_from_line(request: Request, line: Mapping[str, Any]) -> ProviderError:
    kind = ERRORS.get(str(line.get("kind")), Unavailable)
    message = str(line.get("message", "did not answer when this was recorded"))
    if kind is RateLimited:
        return RateLimited(
            request.provider, message, url=request.url, retry_after_seconds=line.get("retry_after_seconds")
        )
    if kind is BudgetExhausted:
        resets_at = line.get("resets_at")
        return BudgetExhausted(
            request.provider,
            message,
            url=request.url,
            resets_at=datetime.fromisoformat(resets_at) if resets_at else None,
        )
    return kind(request.provider, message, url=request.url)


def _moment(text: object) -> datetime:
    """The recorded date; recordings that only say "before DATE" give that date."""
    try:
        moment = datetime.fromisoformat(str(text).removeprefix("before "))
    except ValueError:
        return datetime.fromtimestamp(0, UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _read_exchanges(path: Path) -> dict[str, Mapping[str, Any]]:
    exchanges: dict[str, Mapping[str, Any]] = {}
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    exchange = _read_exchange(line, path, number)
                    asked = exchange["request"]
                    accept = (asked.get("headers") or {}).get("accept", "")
                    bare = exchange_key(asked["method"], asked["url"], asked.get("body"))
                    exchanges[exchange_key(asked["method"], asked["url"], asked.get("body"), accept)] = exchange
                    exchanges.setdefault(bare, exchange)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read the replay file: {error}", file=str(path)) from error
    return exchanges


def _read_exchange(line: str, path: Path, number: int) -> Mapping[str, Any]:
    try:
        exchange = json.loads(line)
        asked, answered = exchange["request"], exchange["response"]
        _ = asked["method"] + asked["url"]
        _ = answered is None or (answered["status"] + 0, answered["body"])
    except (ValueError, KeyError, TypeError) as error:
        hint = "Each line of a replay file is one exchange as --record writes it."
        raise InputError(f"not a recorded exchange ({error!r})", file=str(path), line=number, hint=hint) from error
    return dict(exchange)
