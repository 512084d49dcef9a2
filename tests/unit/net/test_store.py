import sqlite3
import threading

from citetrail.net.store import ResponseStore, StoredResponse, _create_tables

BIG = 1024 * 1024


def stored(body: bytes = b"{}", at: float = 100.0, provider: str = "crossref") -> StoredResponse:
    headers = {"etag": '"a"', "x-other": "dropped"}
    return StoredResponse(provider, "record", "https://api.crossref.org/works/x", 200, headers, body, at)


def test_what_was_put_comes_back() -> None:
    store = ResponseStore(None, BIG)
    store.put("k", stored(b'{"title": "\xc3\xa9"}'))
    found = store.get("k")
    assert found is not None
    assert (found.body, found.status, found.stored_at) == (b'{"title": "\xc3\xa9"}', 200, 100.0)
    assert found.headers == {"etag": '"a"'}
    assert store.get("other") is None


def test_a_rejected_reply_is_kept_but_not_served() -> None:
    store = ResponseStore(None, BIG)
    store.put("k", stored())
    assert store.reject("k") == "memory#k"
    assert store.get("k") is None
    assert store.shares()[0].responses == 1


def test_a_new_reply_replaces_a_rejected_one() -> None:
    store = ResponseStore(None, BIG)
    store.put("k", stored())
    store.reject("k")
    store.put("k", stored(b"[1]"))
    found = store.get("k")
    assert found is not None
    assert found.body == b"[1]"


def test_shares_and_clearing() -> None:
    store = ResponseStore(None, BIG)
    store.put("a", stored(at=10))
    store.put("b", stored(at=20))
    store.put("c", stored(at=30, provider="openalex"))
    assert [(one.provider, one.responses, one.oldest_at, one.newest_at) for one in store.shares()] == [
        ("crossref", 2, 10.0, 20.0),
        ("openalex", 1, 30.0, 30.0),
    ]
    assert store.clear(provider="crossref", before=15) == 1
    assert store.get("b") is not None
    assert store.clear() == 2


def test_the_oldest_go_when_the_bound_is_passed() -> None:
    import hashlib

    store = ResponseStore(None, 50_000)
    for number in range(401):
        noise = b"".join(hashlib.sha256(f"{number} {part}".encode()).digest() for part in range(20))
        store.put(str(number), stored(noise, at=number))
    assert sum(one.stored_bytes for one in store.shares()) <= 50_000
    assert store.get("0") is None
    assert store.get("400") is not None


def test_a_place_that_is_none_falls_back_to_memory(tmp_path, caplog) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    store = ResponseStore(folder, BIG)
    store.put("k", stored())
    assert store.get("k") is not None
    assert "memory only" in caplog.text


def test_a_foreign_database_is_left_alone(tmp_path, caplog) -> None:
    import sqlite3

    path = tmp_path / "library.db"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA application_id = 12345")
        connection.execute("CREATE TABLE works (id)")
    ResponseStore(path, BIG).put("k", stored())
    tables = [row[0] for row in sqlite3.connect(path).execute("SELECT name FROM sqlite_master")]
    assert tables == ["works"]


def test_the_file_is_private_and_shared_between_openings(tmp_path) -> None:
    path = tmp_path / "deep" / "store.db"
    first, second = ResponseStore(path, BIG), ResponseStore(path, BIG)
    first.put("k", stored())
    assert second.get("k") is not None
    assert path.stat().st_mode & 0o077 == 0


def test_who_opens_a_file_that_another_is_making_loses_nothing_of_it(tmp_path) -> None:
    """Two processes that both find no file: the second waits, and must not make the tables anew under the first."""
    path = tmp_path / "store.db"
    first = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    first.execute("PRAGMA journal_mode = WAL")
    first.execute("BEGIN IMMEDIATE")
    opened: list[ResponseStore] = []
    late = threading.Thread(target=lambda: opened.append(ResponseStore(path, BIG)))
    late.start()
    late.join(0.3)
    assert late.is_alive()
    _create_tables(first)
    first.execute("INSERT INTO places VALUES ('crossref', 'first', 1, 2e9, 0, 1)")
    first.execute("COMMIT")
    late.join(30)
    with opened[0].writing() as connection:
        assert connection.execute("SELECT holder FROM places").fetchall() == [("first",)]
    opened[0].close()
    first.close()


def test_many_that_open_a_new_file_at_once_all_share_it(tmp_path, caplog) -> None:
    for number in range(10):
        path = tmp_path / f"{number}.db"
        gate = threading.Barrier(8)

        def open_it(path=path, gate=gate) -> None:
            gate.wait(10)
            ResponseStore(path, BIG).close()

        threads = [threading.Thread(target=open_it) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert "memory" not in caplog.text
