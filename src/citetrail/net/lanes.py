"""Politeness: one lane per source, shared by threads and processes through the response store.

A lane gives each request a place (how many at once) and a moment (how fast), learns lower limits from the source's
headers, and stays closed for as long as the source asked for.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from citetrail.net.messages import LIST_KINDS, Kind, Limit
from citetrail.net.settings import DAY_SECONDS, Clock
from citetrail.net.store import ResponseStore

POLL_SECONDS = 0.02
SLOWEST_POLL_SECONDS = 0.2
PLACE_SECONDS = 120.0  # a place is given up after this, should its holder have died with another machine's number


class Closed(Exception):
    """The lane is closed for longer than the caller may wait."""

    def __init__(self, because: str, *, reopens_in_seconds: float, is_budget_gone: bool = False) -> None:
        super().__init__(because)
        self.because = because
        self.reopens_in_seconds = reopens_in_seconds
        self.is_budget_gone = is_budget_gone


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a question may wait, as moments (seconds since the epoch): its turn within our own limits, and a lane
    that the source wanted closed."""

    turn_until: float
    reopening_until: float


@dataclass(frozen=True, slots=True)
class LaneState:
    """What is known of a source's limits; `seen` holds what its headers said last."""

    name: str
    closed_until: float
    closed_because: str
    seen: Mapping[str, float]
    seen_at: float


class Lanes:
    """The lanes of all sources."""

    def __init__(self, store: ResponseStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    @contextmanager
    def place(self, name: str, limit: Limit, kind: Kind, *, patience: Patience) -> Iterator[None]:
        """A place in the lane, held while the block runs, at a moment that keeps to the limit.

        Waits for it within our patience: raises Closed instead.
        """
        holder = f"{os.getpid()}-{threading.get_ident()}"
        self._take_place(name, limit, holder, kind=kind, patience=patience)
        has_begun = False
        try:
            self._wait_for_moment(name, limit, holder, kind=kind, patience=patience)
            has_begun = True
            yield
        finally:
            self._give_back(name, holder, kind=kind, has_begun=has_begun)

    def close_until(self, name: str, until: float, because: str, *, is_budget_gone: bool = False) -> None:
        """Ask nothing here before `until`; `is_budget_gone` where it was told that the allowance is used up."""
        with self._store.writing() as connection:
            lane = _ensure(connection, name)
            if until > lane["closed_until"]:
                connection.execute(
                    "UPDATE lanes SET closed_until = ?, closed_because = ?, is_budget_gone = ? WHERE name = ?",
                    (until, because, is_budget_gone, name),
                )

    def learn(self, name: str, headers: Mapping[str, str]) -> None:
        """Remember the limits a source states in its headers."""
        seen = limits_from_headers(headers)
        if not seen:
            return
        state = self.state(name)
        if state is not None and dict(state.seen) == seen and self._clock.now() - state.seen_at < 60:
            return
        with self._store.writing() as connection:
            _ensure(connection, name)
            connection.execute(
                "UPDATE lanes SET seen = ?, seen_at = ? WHERE name = ?", (json.dumps(seen), self._clock.now(), name)
            )

    def state(self, name: str) -> LaneState | None:
        """What is known of one lane; None when it was never used."""
        with self._store.writing() as connection:
            row = connection.execute(
                "SELECT name, closed_until, closed_because, seen, seen_at FROM lanes WHERE name = ?", (name,)
            ).fetchone()
        return None if row is None else LaneState(row[0], row[1], row[2], json.loads(row[3]), row[4])

    def _take_place(self, name: str, limit: Limit, holder: str, *, kind: Kind, patience: Patience) -> None:
        pause = POLL_SECONDS
        while True:
            now = self._clock.now()
            with self._store.writing() as connection:
                lane = _ensure(connection, name)
                if lane["closed_until"] > patience.reopening_until:
                    raise _closed(lane, now)
                if _has_room(connection, name, _in_flight(lane, limit, now), now):
                    connection.execute(
                        "INSERT OR REPLACE INTO places (lane, holder, process, until, is_list) VALUES (?,?,?,?,?)",
                        (name, holder, os.getpid(), max(patience.turn_until, now) + PLACE_SECONDS, kind in LIST_KINDS),
                    )
                    return
            if now >= patience.turn_until:
                raise Closed("all places are taken", reopens_in_seconds=0.0)
            self._clock.sleep(pause)
            pause = min(pause * 1.5, SLOWEST_POLL_SECONDS)

    def _wait_for_moment(self, name: str, limit: Limit, holder: str, *, kind: Kind, patience: Patience) -> None:
        while True:
            now = self._clock.now()
            with self._store.writing() as connection:
                lane = _ensure(connection, name)
                if lane["closed_until"] > patience.reopening_until:
                    raise _closed(lane, now)
                moment = _next_moment(connection, lane, limit, kind=kind, now=now)
                if moment <= now:
                    _book(connection, lane, limit, holder, kind=kind, now=now)
                    return
            if moment > patience.turn_until:
                raise Closed("no time is left to wait for its limit", reopens_in_seconds=moment - now)
            self._clock.sleep(moment - now)

    def _give_back(self, name: str, holder: str, *, kind: Kind, has_begun: bool) -> None:
        now = self._clock.now()
        with self._store.writing() as connection:
            connection.execute("DELETE FROM places WHERE lane = ? AND holder = ?", (name, holder))
            if has_begun:
                connection.execute("INSERT INTO ends VALUES (?,?,?)", (name, now, kind in LIST_KINDS))


def share_left(state: LaneState | None, now: float) -> float:
    """What is left of a source's allowance, from 0 to 1; 1 where its headers told nothing that still holds."""
    if state is None or not state.seen.get("limit") or "remaining" not in state.seen:
        return 1.0
    if now >= state.seen_at + state.seen.get("resets_in_seconds", DAY_SECONDS):
        return 1.0
    return state.seen["remaining"] / state.seen["limit"]


def limits_from_headers(headers: Mapping[str, str]) -> dict[str, float]:
    """Limits a source states: `rate_per_second`, `in_flight`, `limit`, `remaining`, `remaining_usd`,
    `resets_in_seconds`.

    Names: Crossref `x-rate-limit-limit`/`-interval`, `x-concurrency-limit`; OpenAlex `x-ratelimit-remaining`,
    `-remaining-usd`, `-reset` (seconds left). NCBI's and ADS's `x-ratelimit-limit` are not per second.
    """
    seen: dict[str, float] = {}
    interval = _number(headers.get("x-rate-limit-interval", "").removesuffix("s"))
    limit = _number(headers.get("x-rate-limit-limit", ""))
    if limit and interval:
        seen["rate_per_second"] = limit / interval
    for name, header in _STATED.items():
        value = _number(headers.get(header, ""))
        if value is not None:
            seen[name] = value
    return seen


_STATED = {
    "limit": "x-ratelimit-limit",
    "in_flight": "x-concurrency-limit",
    "remaining": "x-ratelimit-remaining",
    "remaining_usd": "x-ratelimit-remaining-usd",
    "resets_in_seconds": "x-ratelimit-reset",
}


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 <= value < 1e12 else None


def _ensure(connection: sqlite3.Connection, name: str) -> dict[str, Any]:
    connection.execute("INSERT OR IGNORE INTO lanes (name) VALUES (?)", (name,))
    cursor = connection.execute("SELECT * FROM lanes WHERE name = ?", (name,))
    names = [column[0] for column in cursor.description]
    lane = dict(zip(names, cursor.fetchone(), strict=True))
    lane["seen"] = json.loads(lane["seen"])
    return lane


def _closed(lane: Mapping[str, Any], now: float) -> Closed:
    return Closed(
        lane["closed_because"],
        reopens_in_seconds=lane["closed_until"] - now,
        is_budget_gone=bool(lane["is_budget_gone"]),
    )


def _seen(lane: Mapping[str, Any], name: str, now: float) -> float:
    """What the source's headers said within a day, or no bound."""
    value = lane["seen"].get(name) if now - lane["seen_at"] < DAY_SECONDS else None
    return float(value) if value else float("inf")


def _in_flight(lane: Mapping[str, Any], limit: Limit, now: float) -> int:
    return max(1, int(min(limit.in_flight, _seen(lane, "in_flight", now))))


def _has_room(connection: sqlite3.Connection, name: str, places: int, now: float) -> bool:
    holders = connection.execute("SELECT holder, process, until FROM places WHERE lane = ?", (name,)).fetchall()
    alive = 0
    for holder, process, until in holders:
        if until < now or not _is_running(process):
            connection.execute("DELETE FROM places WHERE lane = ? AND holder = ?", (name, holder))
        else:
            alive += 1
    return alive < places


def _is_running(process: int) -> bool:
    if os.name == "nt":
        return True  # signal 0 is not a question there; the place runs out by time
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _not_absurd(moment: float, now: float) -> float:
    """The booked moment, unless the clock was set back meanwhile."""
    return moment if moment - now < 3600 else now


def _next_moment(
    connection: sqlite3.Connection, lane: Mapping[str, Any], limit: Limit, *, kind: Kind, now: float
) -> float:
    """When the next request may begin: evenly spaced, and never more than the limit in any second at the source.

    A request arrives some time between its beginning and its end, so it counts until one window after its end.
    """
    moment: float = max(lane["closed_until"], _not_absurd(lane["next_free"], now))
    rates = [(limit.rate_per_second, "")]
    if kind in LIST_KINDS:
        moment = max(moment, _not_absurd(lane["next_list_free"], now))
        rates.append((limit.rate_for(kind), " AND is_list = 1"))
    for rate, which in rates:
        allowed = min(rate, _seen(lane, "rate_per_second", now))
        moment = max(moment, _window_opens(connection, lane["name"], allowed, which=which, now=now))
    return moment


def _window_opens(connection: sqlite3.Connection, name: str, rate: float, *, which: str, now: float) -> float:
    window = max(1.0, 1.0 / rate)
    most = max(1, int(rate * window + 1e-9))
    connection.execute(
        "DELETE FROM ends WHERE lane = ? AND (ended_at < ? OR ended_at > ?)", (name, now - 3600, now + 60)
    )
    under_way = connection.execute(f"SELECT count(*) FROM places WHERE lane = ? AND has_begun = 1{which}", (name,))
    begun = under_way.fetchone()[0]
    if begun >= most:
        return now + POLL_SECONDS
    ends = connection.execute(
        f"SELECT ended_at FROM ends WHERE lane = ? AND ended_at > ?{which} ORDER BY ended_at DESC LIMIT ?",
        (name, now - window, most),
    ).fetchall()
    counted = [ended_at for (ended_at,) in ends][: most - begun]
    return counted[-1] + window if len(counted) == most - begun else now


def _book(
    connection: sqlite3.Connection, lane: Mapping[str, Any], limit: Limit, holder: str, *, kind: Kind, now: float
) -> None:
    seen_rate = _seen(lane, "rate_per_second", now)
    after = now + 1 / min(limit.rate_per_second, seen_rate)
    list_after = now + 1 / min(limit.rate_for(kind), seen_rate) if kind in LIST_KINDS else 0.0
    connection.execute(
        "UPDATE lanes SET next_free = ?, next_list_free = max(next_list_free, ?) WHERE name = ?",
        (after, list_after, lane["name"]),
    )
    connection.execute("UPDATE places SET has_begun = 1 WHERE lane = ? AND holder = ?", (lane["name"], holder))
