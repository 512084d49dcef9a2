"""Asking over the network: stored answers first, then politely, within bounds, with every failure named."""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from citetrail.errors import BadAnswer, BudgetExhausted, NotAsked, ProviderError, RateLimited, Unavailable
from citetrail.net.exchanges import Recorder, Replayer
from citetrail.net.lanes import Closed, Lanes, Patience, share_left
from citetrail.net.messages import Asked, Origin, Request, Response, joined
from citetrail.net.redaction import exchange_key, public_headers, redacted, without_secret_bytes
from citetrail.net.refusals import refusal_from_reply
from citetrail.net.settings import ABSENT_TIME_TO_LIVE_SECONDS, TIME_TO_LIVE_SECONDS, Clock, NetSettings
from citetrail.net.store import ResponseStore, StoredResponse
from citetrail.net.transport import Call, HttpTransport, Reply, Transport, Unacceptable, Unconnected, Unreachable

BREAK_AFTER = 3  # failures in a row
BREAK_SECONDS = 60.0
FIRST_PAUSE_SECONDS = 0.5
LONGEST_TURN_SECONDS = 600.0  # many may wait for a slow source; that is no fault of the source
LEFT_ALONE = "left alone for a while: "

log = logging.getLogger("citetrail.net")


@dataclass(slots=True)
class _Breaker:
    """Failures in a row of one source in this run; after some it is left alone for a while."""

    failures: int = 0
    open_until: float = 0.0
    last: ProviderError | None = None


class Net:
    """The network with its response store, limits, record and replay. Safe to share by threads."""

    def __init__(self, settings: NetSettings, clock: Clock, transport: Transport | None = None) -> None:
        self.settings = settings
        self._clock = clock
        self._started_at = clock.now()
        self._http = HttpTransport(clock)
        self._transport = transport or self._http
        self._replayer = Replayer(settings.replay) if settings.replay else None
        self._recorder = Recorder(settings.record, settings.secrets) if settings.record else None
        self.store = ResponseStore(None if settings.replay else settings.store, settings.max_store_bytes)
        self.lanes = Lanes(self.store, clock)
        self._breakers: dict[str, _Breaker] = {}
        self._in_progress: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()
        self._account: list[Asked] = []

    def send(self, request: Request) -> Response:
        """The answer to a request, from the store while young enough, else from the source.

        Raises a ProviderError when there is none; an old stored answer is given instead, marked `is_stale`.
        """
        try:
            with self._one_at_a_time(self._key(request)):
                response = self._answer_whatever_the_disk_does(request)
        except ProviderError as error:
            self._note(request, type(error).__name__, "network", 0.0)
            if self._recorder:
                self._recorder.add(request, error)
            raise
        age = max(0.0, self._clock.now() - response.retrieved_at.timestamp())
        self._note(request, str(response.status), response.origin, age)
        if self._recorder:
            self._recorder.add(request, response)
        return response

    def read_local(self, request: Request, read: Callable[[], bytes]) -> Response:
        """As `send`, for what is read from this machine: recorded and replayed as answers are, never stored or limited.

        Raises NotAsked if it is replayed from a recording that does not hold it.
        """
        if self._replayer:
            return self._replayer.reply(request)
        moment = datetime.fromtimestamp(self._clock.now(), UTC)
        response = Response(request.url, 200, {}, read(), moment, "store")
        if self._recorder:
            self._recorder.add(request, response)
        return response

    @property
    def recorded_at(self) -> datetime | None:
        """When what is replayed was recorded, so that it is judged as of that day; None without a replay."""
        return self._replayer.recorded_at if self._replayer else None

    def reject(self, request: Request) -> str:
        """Never serve the stored answer to this request again; gives the place where its body is kept as evidence."""
        return self.store.reject(self._key(request))

    def asked(self) -> tuple[Asked, ...]:
        """The account of this run: every request in order, with the origin of its answer."""
        with self._lock:
            return tuple(self._account)

    def close(self) -> None:
        """Let go of connections and files; a transport that was passed in stays open."""
        self._http.close()
        self.store.close()

    # -- where the answer comes from

    def _answer_whatever_the_disk_does(self, request: Request) -> Response:
        try:
            return self._answer(request)
        except sqlite3.OperationalError as error:
            self.store.fall_back_to_memory(error)
            return self._answer(request)

    def _answer(self, request: Request) -> Response:
        key = self._key(request)
        if self._replayer:
            return replace(self._replayer.reply(request), request_key=key)
        return replace(self._stored_or_fetched(request, key), request_key=key)

    def _stored_or_fetched(self, request: Request, key: str) -> Response:
        stored = self.store.get(key)
        if self.settings.freshness == "offline":
            if stored is None:
                raise NotAsked(request.provider, "offline, and no stored answer", url=request.url)
            return self._response(stored, "store", is_stale=not self._is_young(stored, request))
        if stored is not None and self._is_fresh(stored, request):
            return self._response(stored, "store")
        try:
            return self._fetch(request, stored)
        except ProviderError as error:
            if stored is None:
                raise
            log.info("%s: %s; the stored answer is used", request.provider, error.message)
            return self._response(stored, "store", is_stale=True)

    def _is_fresh(self, stored: StoredResponse, request: Request) -> bool:
        if self.settings.freshness == "refresh":
            return stored.stored_at >= self._started_at
        return self._is_young(stored, request)

    def _is_young(self, stored: StoredResponse, request: Request) -> bool:
        lifetime = TIME_TO_LIVE_SECONDS[request.kind]
        if stored.status >= 400:
            lifetime = min(lifetime, ABSENT_TIME_TO_LIVE_SECONDS)
        return self._clock.now() - stored.stored_at < lifetime

    def _fetch(self, request: Request, stored: StoredResponse | None) -> Response:
        call = self._call(request, stored)
        reply = self._reply_after_tries(request, call)
        key, now = self._key(request), self._clock.now()
        if reply.status == 304 and stored is not None:
            self.store.touch(key, now)
            return self._response(replace(stored, stored_at=now), "network")
        body = without_secret_bytes(reply.body, self.settings.secrets)
        headers = public_headers(reply.headers, self.settings.secrets)
        fresh = StoredResponse(request.provider, request.kind, request.url, reply.status, headers, body, now)
        if reply.status != 400:
            self.store.put(key, fresh)
        return self._response(fresh, "network")

    def _response(self, stored: StoredResponse, origin: Origin, *, is_stale: bool = False) -> Response:
        retrieved_at = datetime.fromtimestamp(stored.stored_at, UTC)
        return Response(stored.url, stored.status, stored.headers, stored.body, retrieved_at, origin, is_stale)

    # -- asking the source

    def _call(self, request: Request, stored: StoredResponse | None) -> Call:
        url = joined(request.url_at(self.settings.base_url_for(request)), ())
        if request.private_parameters:
            url += ("&" if "?" in url else "?") + joined("", request.private_parameters).lstrip("?")
        headers = {"user-agent": self.settings.user_agent, "accept-encoding": "gzip"}
        headers |= dict(request.headers) | dict(request.private_headers)
        if stored is not None and "etag" in stored.headers:
            headers["if-none-match"] = stored.headers["etag"]
        elif stored is not None and "last-modified" in stored.headers:
            headers["if-modified-since"] = stored.headers["last-modified"]
        body = None if request.body is None else request.body.encode()
        return Call(request.method, url, headers, body, self.settings.timeout_seconds, self.settings.max_body_bytes)

    def _reply_after_tries(self, request: Request, call: Call) -> Reply:
        patience = self._patience()
        for attempt in range(self.settings.max_tries):
            outcome = self._try(request, call, patience)
            if isinstance(outcome, Reply):
                self._succeeded(request)
                return outcome
            pause = self._pause_before_next(request, outcome, attempt, patience)
            if pause is None:
                self._failed(request, outcome)
                raise outcome
            self._clock.sleep(pause)
        raise AssertionError("the last attempt has no pause")

    def _try(self, request: Request, call: Call, patience: Patience) -> Reply | ProviderError:
        """One attempt: a reply that can be read, or the error it stands for. Raises when it must not be asked."""
        self._check_breaker(request)
        self._check_allowance(request)
        limit = self.settings.limit_for(request)
        try:
            with self.lanes.place(request.lane_name, limit, request.kind, patience=patience):
                self._check_breaker(request)  # it may have opened while we waited
                reply = self._transport(replace(call, timeout_seconds=self._time_for_call(request)))
        except Closed as error:
            raise self._not_asked(request, error) from error
        except Unreachable as error:
            silent = Unavailable(request.provider, self._clean(f"did not answer ({error})"), url=request.url)
            silent.__cause__ = error
            return silent
        except Unacceptable as error:
            return BadAnswer(request.provider, self._clean(str(error)), url=request.url)
        self.lanes.learn(request.lane_name, reply.headers)
        if reply.status == 304:
            return reply
        return self._cleaned(refusal_from_reply(request, reply, self._clock.now())) or reply

    def _pause_before_next(
        self, request: Request, error: ProviderError, attempt: int, patience: Patience
    ) -> float | None:
        """Seconds until the next attempt, or None when there must be none; closes the lane if the source asked so."""
        pause: float = FIRST_PAUSE_SECONDS * 4**attempt * (1 + jitter(request.url, attempt))
        tries = self.settings.max_tries
        now = self._clock.now()
        if isinstance(error, RateLimited):
            pause = max(pause, error.retry_after_seconds or 0.0)
            if error.retry_after_seconds or attempt + 1 < tries:
                self.lanes.close_until(request.lane_name, now + pause, error.message)
        elif isinstance(error, BudgetExhausted):
            if error.resets_at is not None:
                until = error.resets_at.timestamp()
                self.lanes.close_until(request.lane_name, until, error.message, is_budget_gone=True)
            return None
        elif not isinstance(error, Unavailable):
            return None
        elif isinstance(error.__cause__, Unconnected):
            tries = min(tries, 2)  # without a network waiting does not help, and every source would make us wait
        if attempt + 1 >= tries or now + pause > patience.reopening_until:
            return None
        return pause

    def _not_asked(self, request: Request, closed: Closed) -> ProviderError:
        wait = closed.reopens_in_seconds
        if closed.is_budget_gone:
            resets_at = datetime.fromtimestamp(self._clock.now() + wait, UTC)
            return BudgetExhausted(request.provider, closed.because, url=request.url, resets_at=resets_at)
        if self._time_is_up():
            return self._out_of_time(request)
        return RateLimited(
            request.provider, f"not asked: {closed.because}", url=request.url, retry_after_seconds=wait or None
        )

    # -- bounds

    def _patience(self) -> Patience:
        """For one question, all its tries together; never past the time of the run."""
        now, deadline = self._clock.now(), self.settings.deadline_seconds
        end = self._started_at + deadline if deadline is not None else float("inf")
        return Patience(min(end, now + LONGEST_TURN_SECONDS), min(end, now + self.settings.max_wait_seconds))

    def _time_is_up(self) -> bool:
        deadline = self.settings.deadline_seconds
        return deadline is not None and self._clock.now() >= self._started_at + deadline

    def _time_for_call(self, request: Request) -> float:
        if self._time_is_up():
            raise self._out_of_time(request)
        if self.settings.deadline_seconds is None:
            return self.settings.timeout_seconds
        left = self._started_at + self.settings.deadline_seconds - self._clock.now()
        return min(self.settings.timeout_seconds, left)

    def _out_of_time(self, request: Request) -> Unavailable:
        return Unavailable(request.provider, f"the time of {self.settings.deadline_seconds:g} s is up", url=request.url)

    def _check_breaker(self, request: Request) -> None:
        if self._time_is_up():
            raise self._out_of_time(request)
        with self._lock:
            breaker = self._breakers.get(request.lane_name)
        if breaker is not None and breaker.last is not None and breaker.open_until > self._clock.now():
            raise self._left_alone(request, breaker.last, breaker.open_until)

    def _left_alone(self, request: Request, last: ProviderError, until: float) -> ProviderError:
        message = last.message.removeprefix(LEFT_ALONE).removeprefix("not asked: ")
        if isinstance(last, RateLimited):
            wait = until - self._clock.now()
            return RateLimited(request.provider, LEFT_ALONE + message, url=request.url, retry_after_seconds=wait)
        return Unavailable(request.provider, LEFT_ALONE + message, url=request.url)

    def _check_allowance(self, request: Request) -> None:
        """Dear questions are not asked with the last of the day's allowance: that is kept for the cheap ones."""
        if request.least_left == 0:
            return
        state, now = self.lanes.state(request.lane_name), self._clock.now()
        left = share_left(state, now)
        if state is not None and left < request.least_left:
            resets_at = datetime.fromtimestamp(state.seen_at + state.seen.get("resets_in_seconds", 86_400.0), UTC)
            message = f"not searched: {left:.0%} of the day's allowance is left, kept for lookups"
            raise BudgetExhausted(request.provider, message, url=request.url, resets_at=resets_at)

    def _succeeded(self, request: Request) -> None:
        with self._lock:
            self._breakers.pop(request.lane_name, None)

    def _failed(self, request: Request, error: ProviderError) -> None:
        if not isinstance(error, Unavailable | RateLimited):
            return
        with self._lock:
            breaker = self._breakers.setdefault(request.lane_name, _Breaker())
            # A source that says "too often" after every pause will say so to the next question too.
            breaker.failures += BREAK_AFTER if isinstance(error, RateLimited) else 1
            breaker.last = error
            if breaker.failures >= BREAK_AFTER:
                breaker.open_until = self._clock.now() + BREAK_SECONDS

    # -- small things

    def _key(self, request: Request) -> str:
        address = request.url_at(self.settings.base_url_for(request))
        return exchange_key(request.method, address, request.body, request.accept)

    @contextmanager
    def _one_at_a_time(self, key: str) -> Iterator[None]:
        """Two threads with the same question: the second waits and finds the answer in the store."""
        with self._lock:
            lock = self._in_progress.setdefault(key, threading.Lock())
        with lock:
            yield

    def _note(self, request: Request, outcome: str, origin: Origin, age_seconds: float) -> None:
        line = Asked(request.provider, request.kind, self._clean(request.url), outcome, origin, age_seconds)
        log.debug("%s %s %s (%s)", line.provider, line.outcome, line.url, line.origin)
        with self._lock:
            self._account.append(line)

    def _clean(self, text: str) -> str:
        return redacted(text, self.settings.secrets)

    def _cleaned(self, error: ProviderError | None) -> ProviderError | None:
        if error is not None:
            error.message = self._clean(error.message)
            error.url = self._clean(error.url or "") or None
            error.args = (error.message,)
        return error


def jitter(text: str, attempt: int) -> float:
    """A fraction from 0 to 1 that differs from question to question and attempt to attempt, the same in every run."""
    return int.from_bytes(hashlib.sha256(f"{attempt} {text}".encode()).digest()[:4], "big") / 2**32
