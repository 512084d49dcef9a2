"""One SQLite file: opened with manners, written in whole transactions, its errors told in our words."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from citetrail.errors import LibraryDamaged, LibraryError, LibraryLocked

Value = str | int | None
SqlRow = tuple[Any, ...]

BUSY_SECONDS = 60.0
_RETRY_SECONDS = 0.05
_CACHE_KIB = 65_536
_PAGE_BYTES = 8192  # descriptions and abstracts fill 4096 badly: a tenth larger and slower, measured on 20,000 works
_OLDEST_SQLITE = (3, 37, 0)  # STRICT tables


class Database:
    """A connection that raises LibraryError and nothing of sqlite3's.

    Use in one thread. `is_read_only` is set when the file could only be opened for reading.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, *, is_read_only: bool) -> None:
        self.path = path
        self.is_read_only = is_read_only
        self._connection = connection

    def execute(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run one statement; gives the id of the row it inserted (meaningless for others)."""
        with self._translated():
            return self._connection.execute(sql, values).lastrowid or 0

    def execute_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> int:
        """Run one statement for every row; gives how many rows of the database it changed."""
        with self._translated():
            return self._connection.executemany(sql, rows).rowcount

    def changed(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run one statement; gives how many rows it changed."""
        with self._translated():
            return self._connection.execute(sql, values).rowcount

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[SqlRow]:
        """All rows of a question."""
        with self._translated():
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[Value] = ()) -> SqlRow | None:
        """The first row of a question, if it has one."""
        with self._translated():
            found: SqlRow | None = self._connection.execute(sql, values).fetchone()
            return found

    def value(self, sql: str, values: Sequence[Value] = ()) -> Any:
        """The first value of the first row, None if there is no row."""
        found = self.row(sql, values)
        return found[0] if found else None

    def each(self, sql: str, values: Sequence[Value] = ()) -> Iterator[SqlRow]:
        """The rows one by one, for what would not fit into memory."""
        with self._translated():
            yield from self._connection.execute(sql, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is written, or nothing of it."""
        if self.is_read_only:
            raise LibraryError(f"{self.path} can only be read: neither the file nor its folder may be written")
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            self._connection.rollback()
            raise

    def copy_to(self, path: Path) -> None:
        """An exact copy as of now, while others go on working."""
        with self._translated(), sqlite3.connect(path) as copy:
            self._connection.backup(copy)
        copy.close()

    def close(self) -> None:
        """Close the file. Committed changes are in it."""
        self._connection.close()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise library_error(self.path, error) from error


def library_error(path: Path, error: sqlite3.Error) -> LibraryError:
    """What an error of SQLite means for the person."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LibraryLocked(
            f"{path} is being written by another program; waited {BUSY_SECONDS:.0f} s, nothing changed"
        )
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return LibraryDamaged(f"{path} is no library of citetrail, or damaged ({error}); a backup can replace it")
    if code == sqlite3.SQLITE_FULL:
        return LibraryError(f"the disk is full: nothing was changed in {path}")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return LibraryError(f"{path} can only be read: neither the file nor its folder may be written")
    if code == sqlite3.SQLITE_CANTOPEN:
        return LibraryError(f"{path} cannot be opened: {error}")
    if code == sqlite3.SQLITE_IOERR:
        return LibraryError(f"{path}: reading or writing failed ({error}); nothing was changed")
    return LibraryError(f"{path}: {error}")


def open_database(path: Path) -> Database:
    """Open the file for reading and writing, else for reading only. Makes an empty file where there is none."""
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise LibraryError(f"SQLite 3.37 or newer is needed; this Python has {sqlite3.sqlite_version}")
    try:
        return _opened(path, _address(path, "rwc"), is_read_only=path.exists() and not _is_writable(path))
    except sqlite3.Error as error:
        if not path.is_file() or _is_writable(path):
            raise library_error(path, error) from error
    try:
        # Nobody can write where we cannot even make the index of the log: what is in the file is all there is.
        return _opened(path, _address(path, "ro&immutable=1"), is_read_only=True)
    except sqlite3.Error as error:
        raise library_error(path, error) from error


def _address(path: Path, mode: str) -> str:
    return f"{path.resolve().as_uri()}?mode={mode}"


def _is_writable(path: Path) -> bool:
    as_who = os.access in os.supports_effective_ids
    return all(os.access(one, os.W_OK, effective_ids=as_who) for one in (path, path.resolve().parent))


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log. Two programs that make the same library at once get in each other's way here, and
    SQLite does not wait by itself (https://www.sqlite.org/pragma.html#pragma_journal_mode).
    """
    for _ in range(int(BUSY_SECONDS / _RETRY_SECONDS)):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(_RETRY_SECONDS)
    connection.execute("PRAGMA journal_mode = WAL")


def _opened(path: Path, address: str, *, is_read_only: bool) -> Database:
    connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute(f"PRAGMA page_size = {_PAGE_BYTES}")  # counts only for a new file
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        if is_read_only:
            connection.execute("PRAGMA query_only = ON")
        else:
            _write_ahead(connection)
        connection.execute("PRAGMA synchronous = NORMAL")  # safe against kill; the last close writes all to disk
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return Database(path, connection, is_read_only=is_read_only)
