"""Zotero's library, read from a copy of its database."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from citetrail.errors import InputError
from citetrail.importers import zotero
from citetrail.model import Entry, Quote, identifier_of
from zotero_library import make_zotero


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_zotero(tmp_path / "Zotero")


def entries(folder: Path) -> dict[str, Entry]:
    return {entry.description.title or "": entry for entry in zotero.read(folder).bibliography.entries}


def test_what_describes_a_work(folder: Path) -> None:
    found = entries(folder)["A visible <i>fiction</i>"]
    description = found.description
    assert found.key == "sample2001"
    assert [str(person) for person in description.authors] == ["Sophie Sample", "Example Team"]
    assert (description.container_title, description.volume, description.issue) == ("Journal of Examples", "3", "2")
    assert (str(description.issued), str(description.accessed), str(description.original_date)) == (
        "2001-05", "2020-01-02", "1999",
    )  # fmt: skip
    assert description.identifiers == (
        identifier_of("doi", "10.5555/fiction.1"),
        identifier_of("issn", "1528-3542"),
        identifier_of("pmid", "21707149"),
    )
    assert (description.note, description.extra) == ("A line of one's own", (("rights", "CC0"),))


def test_what_the_reader_added(folder: Path) -> None:
    found = entries(folder)["A visible <i>fiction</i>"]
    assert found.tags == ("to read", "fiction", "Thesis/Chapter 1")
    assert found.notes == ("Read **again**\n\n- one", "Note (p. 14): a remark")
    assert found.quotes == (Quote(exact="words that were marked", page="13"),)
    assert found.files == (
        str(folder / "storage" / "FILE1111" / "sample 2001.pdf"),
        "/elsewhere/linked.pdf",
        "https://www.example.org/sample",
    )


def test_groups_are_read_and_the_trash_is_not(folder: Path) -> None:
    found = entries(folder)
    assert set(found) == {"A visible <i>fiction</i>", "A book", "Of the group"}
    assert found["Of the group"].tags == ("Reading group/Shared",)


def test_what_has_no_place_is_told(folder: Path) -> None:
    foreign = zotero.read(folder)
    assert [(loss.key, loss.field) for loss in foreign.losses] == [
        ("sample2001", "annotation"), ("A book", "counsel"), ("sample2001", "related item"),
    ]  # fmt: skip
    assert foreign.left_out == ("1 work in the trash", "1 feed", "1 note of no item", "1 saved search")


def test_zotero_may_be_writing(folder: Path) -> None:
    before = (folder / "zotero.sqlite").read_bytes()
    writer = sqlite3.connect(folder / "zotero.sqlite", isolation_level=None)
    writer.execute("PRAGMA locking_mode = EXCLUSIVE")
    writer.execute("BEGIN EXCLUSIVE")
    writer.execute("INSERT INTO items VALUES (99, 3, 1, 'HALFDONE')")
    assert len(zotero.read(folder).bibliography.entries) == 3
    writer.rollback()
    writer.close()
    assert (folder / "zotero.sqlite").read_bytes() == before


def test_keys_of_better_bibtex(folder: Path) -> None:
    connection = sqlite3.connect(folder / "better-bibtex.sqlite")
    connection.execute("CREATE TABLE citationkey (itemID, itemKey, libraryID, citationKey, pinned)")
    connection.execute("INSERT INTO citationkey VALUES (2, 'BOOK2222', 1, 'itorBook2010', 0)")
    connection.commit()
    connection.close()
    assert entries(folder)["A book"].key == "itorBook2010"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"no database at all, but long enough to be looked at" * 20, "is no Zotero library, or damaged"),
        (None, "older than 5"),
    ],
    ids=["no database", "another database"],
)
def test_other_files_are_refused(tmp_path: Path, content: bytes | None, sentence: str) -> None:
    path = tmp_path / "zotero.sqlite"
    if content is None:
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE items (itemID, other)")
        connection.close()
    else:
        path.write_bytes(content)
    with pytest.raises(InputError, match=sentence):
        zotero.read(path)


def test_a_folder_without_a_library(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"there is no zotero\.sqlite"):
        zotero.read(tmp_path)
