"""The file itself: read-only, full disk, locked, copied, checked."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from citetrail.errors import InputError, LibraryDamaged, LibraryError
from citetrail.library import Library
from citetrail.library.database import library_error, open_database
from citetrail.library.schema import MIGRATIONS, bring_up_to_date
from citetrail.model import Note
from library_works import dumped, keys, work

Now = Callable[[], datetime]


@pytest.fixture
def readable_only(clock: Now) -> Iterator[Path]:
    """A library that we may read and not write; as root we become nobody for that."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "library.db"
        with Library.open(path, now=clock) as library:
            library.add([work("one", "A readable title")])
        path.chmod(0o444)
        path.parent.chmod(0o555)
        is_root = os.geteuid() == 0
        if is_root:
            os.seteuid(65534)
        try:
            yield path
        finally:
            if is_root:
                os.seteuid(0)
            path.parent.chmod(0o755)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="file permissions are those of Unix here")
def test_a_library_that_may_not_be_written_can_be_read(readable_only: Path, clock: Now) -> None:
    with Library.open(readable_only, now=clock) as library:
        assert keys(library, "readable") == ["one"]
        with pytest.raises(LibraryError, match="can only be read"):
            library.tag(1, ["x"])
        assert library.find()[0].tags == ()
    with pytest.raises(LibraryError, match="cannot be opened"):
        Library.open(readable_only.with_name("new.db"), now=clock)
    with pytest.raises(LibraryError, match="cannot be made"):
        Library.open(readable_only.parent / "folder" / "new.db", now=clock)


def test_a_full_disk_changes_nothing(library: Library, tmp_path: Path) -> None:
    library.add([work("one")])
    before = dumped(library, tmp_path / "dump")
    database = library._database
    pages = database.value("PRAGMA page_count")
    database.execute(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(LibraryError, match="disk is full"):
        _change_much(library)
    database.execute("PRAGMA max_page_count = 1000000")
    assert dumped(library, tmp_path / "dump") == before
    assert library.check() == ()
    assert library.tag(1, ["now"]) is None


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (sqlite3.SQLITE_BUSY, "being written by another program"),
        (sqlite3.SQLITE_CORRUPT, "damaged"),
        (sqlite3.SQLITE_FULL, "disk is full"),
        (sqlite3.SQLITE_READONLY, "can only be read"),
        (sqlite3.SQLITE_CANTOPEN, "cannot be opened"),
        (sqlite3.SQLITE_IOERR_WRITE, "reading or writing failed"),
        (sqlite3.SQLITE_ERROR, "library.db: told"),
    ],
)
def test_errors_of_sqlite_are_told_in_our_words(code: int, message: str) -> None:
    error = sqlite3.OperationalError("told")
    error.sqlite_errorcode = code
    assert message in str(library_error(Path("library.db"), error))


def test_a_copy_is_complete_and_checked(library: Library, tmp_path: Path, clock: Now) -> None:
    library.add([work("one", "Copied title", notes=(Note(text="n"),))])
    library.tag(1, ["t"])
    copy = tmp_path / "copy.db"
    copy.write_text("an older copy")
    library.backup(copy)
    with Library.open(copy, now=clock) as other:
        assert dumped(other, tmp_path / "b") == dumped(library, tmp_path / "a")
        assert other.undo() is not None
    assert sorted(path.name for path in tmp_path.glob("*.unchecked*")) == []
    with pytest.raises(LibraryError, match="cannot be"):
        library.backup(tmp_path / "no" / "such" / "folder.db")


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("DELETE FROM search WHERE rowid = 1", "one cannot be searched."),
        ("INSERT INTO search (rowid, title) VALUES (9, 'x')", "The index knows a work 9 that is gone."),
        ("DELETE FROM name", "one does not resolve."),
        ("UPDATE work SET tags = 'other'", "The list shows other tags of one than it has."),
        ("UPDATE body SET description = NULL", "one is described by a record that is gone."),
        ("DELETE FROM body", "one has no description."),
        ("UPDATE work SET title = 'x'", "one is listed or found by something else than its description says."),
        ("UPDATE search SET title = 'x'", "one is listed or found by something else than its description says."),
        ("INSERT INTO note (work_id, text, created_at) VALUES (7, 'x', 'y')", "Row 1 of note belongs to no work."),
    ],
)
def test_what_is_wrong_is_told(library: Library, damage: str, told: str) -> None:
    library.add([work("one", tags=("t",))])
    assert library.check() == ()
    library._database.execute("PRAGMA foreign_keys = OFF")
    library._database.execute(damage)
    assert library.check() == (told,)


def test_a_damaged_file_is_told(tmp_path: Path, clock: Now) -> None:
    path = tmp_path / "library.db"
    with Library.open(path, now=clock) as library:
        library.add([work(f"w{number}", "Title " * 20) for number in range(300)])
    content = bytearray(path.read_bytes())
    content[8192 * 3 : 8192 * 30] = b"\xff" * (8192 * 27)
    path.write_bytes(content)
    with pytest.raises(LibraryDamaged):
        _read_all(path, clock)


def _change_much(library: Library) -> None:
    with library.change("too much"):
        library.tag(1, ["kept?"])
        library.add([work(f"w{number}", "Title " * 50, abstract="words " * 500) for number in range(200)])


def _read_all(path: Path, now: Now) -> None:
    with Library.open(path, now=now) as library:
        library.find("title")
        library.works(library.work_ids())


def test_an_older_library_is_brought_up_to_date(tmp_path: Path, clock: Now) -> None:
    path = tmp_path / "library.db"
    with Library.open(path, now=clock) as library:
        library.add([work("one")])
    newer = (*MIGRATIONS, "ALTER TABLE note ADD COLUMN colour TEXT;\nCREATE INDEX note_colour ON note (colour);\n")
    database = open_database(path)
    bring_up_to_date(database, newer)
    assert database.value("PRAGMA user_version") == len(newer)
    sql = "INSERT INTO note (work_id, text, created_at, colour) VALUES (1, 'x', 'y', 'red')"
    database.execute(sql)
    database.execute("DELETE FROM note")
    assert '"colour":"red"' in database.value("SELECT image FROM journal ORDER BY id DESC LIMIT 1")
    database.close()


def test_a_migration_that_fails_leaves_the_library_as_it_was(tmp_path: Path, clock: Now) -> None:
    path = tmp_path / "library.db"
    Library.open(path, now=clock).close()
    database = open_database(path)
    with pytest.raises(LibraryError):
        bring_up_to_date(database, (*MIGRATIONS, "CREATE TABLE extra (id INTEGER);\nALTER TABLE none ADD COLUMN x;\n"))
    assert database.value("PRAGMA user_version") == len(MIGRATIONS)
    assert database.value("SELECT count(*) FROM sqlite_schema WHERE name = 'extra'") == 0
    database.close()


def test_a_dump_has_a_file_per_work_whatever_its_key(library: Library, tmp_path: Path) -> None:
    odd = ["CaseKey", "casekey", "DBLP:conf/x", "clé:ünï/+.2020", "key with space", "..", "x" * 300, "x" * 301]
    library.add([work(key) for key in odd])
    library.dump(tmp_path / "dump")
    names = sorted(path.name for path in (tmp_path / "dump" / "works").iterdir())
    assert len({name.casefold() for name in names}) == len(odd)
    assert "CaseKey~1.json" in names
    assert "key with space.json" in names
    library.remove([1])
    library.dump(tmp_path / "dump")
    assert len(list((tmp_path / "dump" / "works").iterdir())) == len(odd) - 1


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("works/a.json", "{", "no JSON"),
        ("works/a.json", "[]", "holds no work"),
        ("works/a.json", '{"id": 1}', "has no key"),
        ("works/a.json", '{"key": "a", "description": {"issued": "yesterday"}}', "issued"),
        ("library.json", '{"format": 99}', "format 99 is unknown"),
    ],
)
def test_a_dump_that_cannot_be_read_changes_nothing(
    library: Library, tmp_path: Path, name: str, text: str, message: str
) -> None:
    library.add([work("one")])
    folder = tmp_path / "dump"
    library.dump(folder)
    before = dumped(library, tmp_path / "before")
    (folder / name).write_text(text)
    with pytest.raises(InputError, match=message) as raised:
        library.load(folder)
    assert raised.value.file == str(folder / name)
    assert dumped(library, tmp_path / "before") == before


def test_a_work_written_by_hand_is_taken_in(library: Library, tmp_path: Path) -> None:
    library.add([work("one")])
    library.dump(tmp_path)
    (tmp_path / "works" / "new.json").write_text('{"key": "new", "description": {"title": "By hand"}}')
    assert library.load(tmp_path) == 1
    assert keys(library, "hand") == ["new"]
    assert [found.id for found in library.works(library.work_ids())] == [1, 2]


def test_what_lists_and_index_got_wrong_is_mended(library: Library) -> None:
    library.add([work("one", "Invented rivers", tags=("a",)), work("two", "Invented lakes")])
    library._database.execute("UPDATE work SET title = 'x', tags = 'b' WHERE key = 'one'")
    library._database.execute("DELETE FROM search WHERE rowid = 2")
    assert len(library.check()) > 0
    assert library.mend() == 2
    assert library.check() == ()
    assert keys(library, "lakes") == ["two"]
    assert library.find("key:one")[0].tags == ("a",)
