"""The library when things go wrong around it: nothing is lost, and what happened is said."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from e2e.conftest import COMMAND, Workplace, hear_interrupts
from standin import StandIn
from standin.faults import Fault

DOI = "10.1037/a0023861"


def entries(count: int, prefix: str = "doe") -> str:
    """A bibliography of so many different works."""
    return "".join(
        f"@article{{{prefix}{number},\n  author = {{Doe{number}, Jane}},\n  title = {{Study {prefix} number {number} of sleep}},\n"
        f"  journal = {{Journal of Examples}},\n  year = {{{1950 + number % 70}}},\n  doi = {{10.5555/{prefix}.{number}}},\n"
        f"  abstract = {{{'It was said that sleep is good for memory. ' * 20}}}\n}}\n"
        for number in range(count)
    )


def library_of(workplace: Workplace) -> Path:
    return Path(workplace.environment["CITETRAIL_LIBRARY"])


def keys_of(workplace: Workplace) -> list[str]:
    listed = workplace.run("list", "--json")
    assert listed.code == 0, listed.err
    return [row["key"] for row in listed.json["works"]]


def integrity_of(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return [row[0] for row in connection.execute("PRAGMA integrity_check")] + [
            str(row) for row in connection.execute("PRAGMA foreign_key_check")
        ]
    finally:
        connection.close()


def start(workplace: Workplace, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [COMMAND, *arguments],
        cwd=workplace.folder,
        env=workplace.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=hear_interrupts,
    )


def wait_until_written(process: subprocess.Popen[str], path: Path, at_least_bytes: int) -> None:
    """Until the library or its log has grown so far, or the process has ended."""
    log = path.with_name(path.name + "-wal")
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until:
        if sum(one.stat().st_size for one in (path, log) if one.exists()) >= at_least_bytes:
            return
        time.sleep(0.002)


@pytest.mark.parametrize("at_least_bytes", [1, 300_000, 1_500_000])
def test_kill_in_the_middle_of_adding_a_thousand_entries(workplace: Workplace, at_least_bytes: int) -> None:
    workplace.write("kept.bib", entries(3, "kept"))
    workplace.run("add", "kept.bib")
    workplace.write("refs.bib", entries(1000))
    process = start(workplace, "add", "refs.bib")
    before = sum(one.stat().st_size for one in library_of(workplace).parent.glob("library.db*"))
    wait_until_written(process, library_of(workplace), before + at_least_bytes)
    process.kill()
    process.communicate()
    assert integrity_of(library_of(workplace)) == ["ok"]
    assert {"kept0", "kept1", "kept2"} <= set(keys_of(workplace))
    again = workplace.run("add", "refs.bib")
    assert again.code == 0, again.err
    assert sorted(keys_of(workplace)) == sorted(
        ["kept0", "kept1", "kept2", *(f"doe{number}" for number in range(1000))]
    )


def test_two_processes_adding_at_once(workplace: Workplace) -> None:
    for name in ("left", "right"):
        workplace.write(f"{name}.bib", entries(400, name))
    both = [start(workplace, "add", f"{name}.bib") for name in ("left", "right")]
    told = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    assert len(set(keys_of(workplace))) == 800
    assert integrity_of(library_of(workplace)) == ["ok"]


def test_two_processes_adding_the_same_file_at_once(workplace: Workplace) -> None:
    workplace.write("refs.bib", entries(200))
    both = [start(workplace, "add", "refs.bib") for _ in range(2)]
    told = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    assert sorted(keys_of(workplace)) == sorted(f"doe{number}" for number in range(200))


def test_a_writer_that_holds_the_library_is_waited_for(workplace: Workplace) -> None:
    workplace.write("refs.bib", entries(2))
    workplace.run("add", "refs.bib")
    holder = sqlite3.connect(library_of(workplace), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    process = start(workplace, "tag", "doe0", "+x")
    time.sleep(1.5)
    assert process.poll() is None
    assert len(keys_of(workplace)) == 2, "reading goes on meanwhile"
    holder.execute("ROLLBACK")
    holder.close()
    _, err = process.communicate(timeout=60)
    assert process.returncode == 0, err


def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a file system of 1 MB; skipped where it cannot be made."""
    folder = tmp_path / "small"
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("this user may not mount a small file system")
    yield folder
    subprocess.run(["umount", str(folder)], capture_output=True, check=False)


small_disk = pytest.fixture(full_disk, name="small_disk")


def test_disk_full(workplace: Workplace, small_disk: Path) -> None:
    library = str(small_disk / "library.db")
    workplace.write("first.bib", entries(3, "first"))
    workplace.write("refs.bib", entries(2000))
    assert workplace.run("add", "first.bib", "-l", library).code == 0
    result = workplace.run("add", "refs.bib", "-l", library)
    assert result.code == 4, result.out[-500:] + result.err[-2000:]
    assert "full" in result.err
    assert "Traceback" not in result.err
    listed = workplace.run("list", "--json", "-l", library)
    assert listed.code == 0, listed.err
    assert {"first0", "first1", "first2"} <= {row["key"] for row in listed.json["works"]}


def test_a_bound_on_the_size_of_files(workplace: Workplace) -> None:
    workplace.write("first.bib", entries(3, "first"))
    workplace.write("refs.bib", entries(2000))
    assert workplace.run("add", "first.bib").code == 0
    done = subprocess.run(
        ["sh", "-c", f'ulimit -f 1200; exec "{COMMAND}" add refs.bib'],
        cwd=workplace.folder,
        env=workplace.environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 4, done.stdout[-500:] + done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    assert integrity_of(library_of(workplace)) == ["ok"]
    assert {"first0", "first1", "first2"} <= set(keys_of(workplace))


def test_export_to_a_full_disk_leaves_the_old_file(workplace: Workplace, small_disk: Path) -> None:
    workplace.write("refs.bib", entries(2000))
    assert workplace.run("add", "refs.bib").code == 0
    target = small_disk / "out.bib"
    target.write_text("what was there")
    result = workplace.run("export", "--format", "bibtex", "-o", str(target))
    assert result.code == 2, result.out[-500:] + result.err[-2000:]
    assert "Traceback" not in result.err
    assert target.read_text() == "what was there"


def test_a_library_that_may_only_be_read(workplace: Workplace) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everything")
    workplace.write("refs.bib", entries(3))
    workplace.run("add", "refs.bib")
    folder = library_of(workplace).parent
    library_of(workplace).chmod(0o444)
    folder.chmod(0o555)
    try:
        assert len(keys_of(workplace)) == 3
        result = workplace.run("tag", "doe0", "+x")
    finally:
        folder.chmod(0o755)
    assert result.code == 4, result.out + result.err
    assert "only be read" in result.err


def test_a_library_on_a_read_only_file_system(workplace: Workplace, small_disk: Path) -> None:
    library = str(small_disk / "library.db")
    workplace.write("refs.bib", entries(3))
    assert workplace.run("add", "refs.bib", "-l", library).code == 0
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True, capture_output=True)
    listed = workplace.run("list", "--json", "-l", library)
    assert listed.code == 0, listed.err
    assert len(listed.json["works"]) == 3
    result = workplace.run("tag", "doe0", "+x", "-l", library)
    assert result.code == 4, result.out + result.err
    assert "only be read" in result.err


@pytest.mark.parametrize("command", [("list",), ("add", "refs.bib"), ("export",), ("undo",)], ids=lambda one: one[0])
def test_a_library_of_a_newer_version(workplace: Workplace, command: tuple[str, ...]) -> None:
    workplace.write("refs.bib", entries(3))
    workplace.run("add", "refs.bib")
    connection = sqlite3.connect(library_of(workplace))
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = library_of(workplace).read_bytes()
    result = workplace.run(*command)
    assert result.code == 4, result.out + result.err
    assert "newer citetrail" in result.err
    assert library_of(workplace).read_bytes() == before


def test_a_library_that_is_another_programs_database(workplace: Workplace) -> None:
    library_of(workplace).parent.mkdir(parents=True)
    connection = sqlite3.connect(library_of(workplace))
    connection.execute("CREATE TABLE places (url TEXT)")
    connection.commit()
    connection.close()
    result = workplace.run("list")
    assert result.code == 4, result.out + result.err
    assert "another program" in result.err


@pytest.mark.parametrize("content", [b"this is no database, only a text\n" * 50, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_library_that_is_no_database(workplace: Workplace, content: bytes) -> None:
    workplace.write("own/library.db", content)
    result = workplace.run("list")
    assert result.code == 4, result.out + result.err
    assert "damaged" in result.err
    assert library_of(workplace).read_bytes() == content


def test_a_library_cut_off_in_the_middle(workplace: Workplace) -> None:
    workplace.write("refs.bib", entries(300))
    workplace.run("add", "refs.bib")
    whole = library_of(workplace).read_bytes()
    library_of(workplace).write_bytes(whole[: len(whole) // 2])
    result = workplace.run("list")
    assert result.code in (0, 4), result.out[-500:] + result.err
    assert "Traceback" not in result.err
    assert "this is a bug" not in result.err


def test_interrupt_in_track(connected: Workplace, sources: StandIn) -> None:
    assert connected.run("add", DOI).code == 0
    key = keys_of(connected)[0]
    assert connected.run("note", key, "Small sample.").code == 0
    sources.fault("*", Fault("silent", seconds=40))
    sources.forget_seen()
    process = start(connected, "track", "--refresh")
    until = time.monotonic() + 30
    while not sources.seen() and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(0.2)
    begun = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert time.monotonic() - begun < 5, "Ctrl-C ends it at once"
    assert "interrupted" in err
    assert "Traceback" not in err
    (work,) = connected.run("show", key, "--json").json["works"]
    assert work["notes"][0]["text"] == "Small sample."
    assert integrity_of(library_of(connected)) == ["ok"]


def test_track_goes_on_after_an_interrupt(connected: Workplace, sources: StandIn) -> None:
    assert connected.run("add", DOI).code == 0
    sources.fault("*", Fault("silent", seconds=5))
    process = start(connected, "track", "--refresh")
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    sources.clear_faults()
    result = connected.run("track", "--refresh", "--deadline", "20")
    assert result.code in (0, 3), result.out + result.err
    assert "this is a bug" not in result.err


def test_interrupt_in_add_keeps_what_was_whole(connected: Workplace, sources: StandIn) -> None:
    connected.write("refs.bib", entries(2000))
    process = start(connected, "add", "refs.bib")
    wait_until_written(process, library_of(connected), 200_000)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode in (0, 130), err
    assert "Traceback" not in err
    assert integrity_of(library_of(connected)) == ["ok"]
    assert connected.run("add", "refs.bib").code == 0
    assert len(keys_of(connected)) == 2000
