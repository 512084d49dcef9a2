"""The response store: raw replies in SQLite, compressed: nothing is asked twice, and a better parser can re-read.

The same file holds what all processes must know of a source's limits (see `lanes`). Without a path it lives in memory.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

APPLICATION_ID = 0x63746E72  # "ctnr"
SCHEMA_VERSION = 2
SCHEMA = """
DROP TABLE IF EXISTS lanes;
DROP TABLE IF EXISTS places;
DROP TABLE IF EXISTS ends;
CREATE TABLE IF NOT EXISTS responses (
    key TEXT PRIMARY KEY,
    provider TEXT NOT NULL,
    kind TEXT NOT NULL,
    url TEXT NOT NULL,
    status INTEGER NOT NULL,
    headers TEXT NOT NULL,
    body BLOB NOT NULL,
    stored_at REAL NOT NULL,
    is_rejected INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS responses_by_age ON responses (stored_at);
CREATE TABLE IF NOT EXISTS lanes (
    name TEXT PRIMARY KEY,
    next_free REAL NOT NULL DEFAULT 0,
    next_list_free REAL NOT NULL DEFAULT 0,
    closed_until REAL NOT NULL DEFAULT 0,
    closed_because TEXT NOT NULL DEFAULT '',
    is_budget_gone INTEGER NOT NULL DEFAULT 0,
    seen TEXT NOT NULL DEFAULT '{}',
    seen_at REAL NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS places (
    lane TEXT NOT NULL,
    holder TEXT NOT NULL,
    process INTEGER NOT NULL,
    until REAL NOT NULL,
    is_list INTEGER NOT NULL,
    has_begun INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (lane, holder)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS ends (
    lane TEXT NOT NULL,
    ended_at REAL NOT NULL,
    is_list INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS ends_by_lane ON ends (lane, ended_at);
"""
"""What is known of limits is cheap to learn again, so a new version starts anew with it and keeps the replies."""

KEPT_HEADERS = ("content-type", "etag", "last-modified", "date", "x-api-pool", "link")
BUSY_MILLISECONDS = 30_000  # how long one process waits for the writes of the others
EVICT_EVERY = 200  # writes between two looks at the size

log = logging.getLogger("citetrail.net")


@dataclass(frozen=True, slots=True)
class StoredResponse:
    """A reply as it was kept; `stored_at` in seconds since the epoch."""

    provider: str
    kind: str
    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    stored_at: float


@dataclass(frozen=True, slots=True)
class StoreShare:
    """What one source takes up in the store."""

    provider: str
    responses: int
    stored_bytes: int
    oldest_at: float
    newest_at: float


class ResponseStore:
    """Raw replies by the key of their question. Safe to share by threads; processes share the file."""

    def __init__(self, path: Path | None, max_bytes: int) -> None:
        self.path = path
        self._max_bytes = max_bytes
        self._lock = threading.RLock()
        self._writes = 0
        self._connection = _opened(path)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction that excludes other writers, threads and processes alike."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def fall_back_to_memory(self, error: Exception) -> None:
        """Go on without the file, which can no longer be written (disk full, read-only)."""
        log.warning("the response store cannot be written (%s); answers are kept in memory from now on", error)
        with self._lock:
            self._connection.close()
            self._connection = _opened(None)

    def get(self, key: str) -> StoredResponse | None:
        """The reply kept under this key, of any age; None when there is none that can be used."""
        with self._lock:
            row = self._connection.execute(
                "SELECT provider, kind, url, status, headers, body, stored_at FROM responses"
                " WHERE key = ? AND is_rejected = 0",
                (key,),
            ).fetchone()
        if row is None:
            return None
        provider, kind, url, status, headers, body, stored_at = row
        return StoredResponse(provider, kind, url, status, json.loads(headers), zlib.decompress(body), stored_at)

    def put(self, key: str, response: StoredResponse) -> None:
        """Keep a reply."""
        headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
        row = (
            key, response.provider, response.kind, response.url, response.status,
            json.dumps(headers), zlib.compress(response.body, 6), response.stored_at,
        )  # fmt: skip
        with self.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO responses VALUES (?,?,?,?,?,?,?,?,0)", row)
        self._writes += 1
        if self._writes % EVICT_EVERY == 1:
            self._evict()

    def reject(self, key: str) -> str:
        """Keep the reply as evidence but never serve it again. Gives the place of the payload in words."""
        with self.writing() as connection:
            connection.execute("UPDATE responses SET is_rejected = 1 WHERE key = ?", (key,))
        return f"{self.path or 'memory'}#{key[:16]}"

    def touch(self, key: str, now: float) -> None:
        """Note that the source confirmed the stored reply."""
        with self.writing() as connection:
            connection.execute("UPDATE responses SET stored_at = ? WHERE key = ?", (now, key))

    def shares(self) -> tuple[StoreShare, ...]:
        """What each source takes up, by name."""
        with self._lock:
            rows = self._connection.execute(
                "SELECT provider, count(*), sum(length(body)), min(stored_at), max(stored_at)"
                " FROM responses GROUP BY provider ORDER BY provider"
            ).fetchall()
        return tuple(StoreShare(*row) for row in rows)

    def clear(self, *, provider: str | None = None, before: float | None = None) -> int:
        """Forget replies, all or of one source or older than a time; gives their number and frees the disk."""
        with self.writing() as connection:
            gone = connection.execute(
                "DELETE FROM responses WHERE (?1 IS NULL OR provider = ?1) AND (?2 IS NULL OR stored_at < ?2)",
                (provider, before),
            ).rowcount
        with self._lock:
            self._connection.execute("VACUUM")
        return gone

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def _evict(self) -> None:
        """Drop the oldest tenth while the bodies are over the bound."""
        with self.writing() as connection:
            while (connection.execute("SELECT sum(length(body)) FROM responses").fetchone()[0] or 0) > self._max_bytes:
                connection.execute(
                    "DELETE FROM responses WHERE key IN (SELECT key FROM responses ORDER BY stored_at"
                    " LIMIT max(1, (SELECT count(*) / 10 FROM responses)))"
                )


def _opened(path: Path | None) -> sqlite3.Connection:
    """The store at this path; in memory when the place cannot be used, which the log tells."""
    if path is not None:
        try:
            return _connected(path)
        except (sqlite3.Error, OSError) as error:
            log.warning("the response store %s cannot be used (%s); answers are kept in memory only", path, error)
    return _prepared(sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None))


def _connected(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=True)
    connection = sqlite3.connect(path, timeout=BUSY_MILLISECONDS / 1000, check_same_thread=False, isolation_level=None)
    try:
        return _prepared(connection)
    except sqlite3.Error:
        connection.close()
        raise


def _prepared(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    _check_readable(connection)
    _use_write_ahead_log(connection)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("BEGIN IMMEDIATE")  # fails here, not in the middle of a run, when the file is read-only
    try:
        _create_tables(connection)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
    return connection


def _check_readable(connection: sqlite3.Connection) -> None:
    """Raises sqlite3.DatabaseError for a file of another program or of a later version."""
    application_id, version = _identity(connection)
    if application_id not in {0, APPLICATION_ID} or version > SCHEMA_VERSION:
        raise sqlite3.DatabaseError("it is no response store of this version")


def _use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """SQLite does not always wait for its turn when several processes make this switch at once, so we do."""
    give_up_at = time.monotonic() + BUSY_MILLISECONDS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() >= give_up_at:
                raise
            time.sleep(0.01)
        else:
            return


def _create_tables(connection: sqlite3.Connection) -> None:
    """Within the write transaction: whoever waited for it finds that another process has made them, and keeps them."""
    _check_readable(connection)
    if _identity(connection) == (APPLICATION_ID, SCHEMA_VERSION):
        return
    for statement in SCHEMA.split(";"):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _identity(connection: sqlite3.Connection) -> tuple[int, int]:
    application_id: int = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return application_id, version
