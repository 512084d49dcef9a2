"""Zotero's library: a copy of its `zotero.sqlite` is read, so that Zotero may go on working.

Tables: https://github.com/zotero/zotero/blob/main/resource/schema/userdata.sql (Zotero 5 to 8).
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from citetrail.errors import InputError
from citetrail.formats.parts.zotero_items import NOT_WORKS, from_zotero
from citetrail.importers.reading import Foreign
from citetrail.model.formats import Bibliography, Entry, Loss
from citetrail.model.references import Place

DATABASE = "zotero.sqlite"
_KEYS_DATABASE = "better-bibtex.sqlite"
_OF_ONE_FILE = ("", "-journal", "-wal")
_TRIES = 3  # a copy made while Zotero wrote is made again
_HIGHLIGHT, _NOTE, _UNDERLINE, _TEXT = 1, 2, 5, 6
_LINKED_FILE, _LINKED_ADDRESS, _EMBEDDED_IMAGE = 2, 3, 4
_NEEDED = {"items": {"itemID", "libraryID", "key"}, "itemNotes": {"parentItemID"}, "itemAttachments": {"parentItemID"}}


def read(place: Path) -> Foreign:
    """The works of a Zotero library, of its folder or its `zotero.sqlite`, with collections as tags.

    Group libraries are read, too; feeds and what lies in the trash are left out and told. Raises InputError for a
    file that is none, is damaged, or is of a Zotero older than 5.
    """
    database = place / DATABASE if place.is_dir() else place
    if not database.is_file():
        raise InputError(f"there is no {DATABASE}", file=str(place), hint="Zotero: Settings > Advanced > Files.")
    with tempfile.TemporaryDirectory(prefix="citetrail-") as folder:
        copy = _copied(database, Path(folder))
        keys = _better_bibtex_keys(database.parent / _KEYS_DATABASE, Path(folder))
        with _opened(copy, database) as connection:
            return _Zotero(connection, database.parent, keys, str(database)).foreign()


def _copied(database: Path, folder: Path) -> Path:
    """A copy with what Zotero has not written into the file yet; made again if the file changed meanwhile."""
    target = folder / database.name
    for _ in range(_TRIES):
        before = _state(database)
        try:
            for ending in _OF_ONE_FILE:
                source = database.with_name(database.name + ending)
                if source.is_file():
                    shutil.copyfile(source, folder / source.name)
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror}", file=str(database)) from error
        if _state(database) == before:
            return target
    raise InputError("Zotero is writing all the time", file=str(database), hint="Close Zotero, or try again.")


def _state(database: Path) -> tuple[tuple[int, int], ...]:
    files = (database.with_name(database.name + ending) for ending in _OF_ONE_FILE)
    return tuple((status.st_mtime_ns, status.st_size) for file in files if file.is_file() and (status := file.stat()))


@contextmanager
def _opened(copy: Path, original: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(copy)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            yield connection
    except sqlite3.DatabaseError as error:
        raise InputError(f"is no Zotero library, or damaged: {error}", file=str(original)) from error


def _better_bibtex_keys(database: Path, folder: Path) -> dict[tuple[int, str], str]:
    """Citation keys of Better BibTeX by library and item key; none if it is not installed or keeps them elsewhere."""
    if not database.is_file():
        return {}
    with _opened(_copied(database, folder), database) as connection:
        if not _columns(connection, "citationkey"):
            return {}
        rows = connection.execute("SELECT libraryID, itemKey, citationKey FROM citationkey")
        return {(library, item): key for library, item, key in rows if key}


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    return {name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")}


class _Item(NamedTuple):
    number: int
    library: int
    key: str
    kind: str


class _Zotero:
    """One library: its tables in memory by item, as they are small beside the files they speak of."""

    def __init__(
        self, connection: sqlite3.Connection, folder: Path, keys: dict[tuple[int, str], str], name: str
    ) -> None:
        self._connection = connection
        self._folder = folder
        self._keys = keys
        self._name = name
        for table, columns in _NEEDED.items():
            if not columns <= _columns(connection, table):
                raise InputError(
                    "is no Zotero library, or of a Zotero older than 5", file=name, hint="Open it with Zotero first."
                )

    def foreign(self) -> Foreign:
        """Every work that is not in the trash and no feed's."""
        trash = {number for (number,) in self._rows("SELECT itemID FROM deletedItems")}
        feeds = self._feeds()
        items = [item for item in self._items() if item.library not in feeds]
        works = [item for item in items if item.kind not in NOT_WORKS and item.number not in trash]
        values, creators, tags = self._values(), self._creators(), self._tags()
        notes, files, paths = self._notes(trash), self._files(items, values, trash), self._collection_paths()
        entries: list[Entry] = []
        losses: list[Loss] = []
        for item in works:
            described: dict[str, Any] = {
                **values.get(item.number, {}),
                "itemType": item.kind,
                "creators": creators.get(item.number, []),
                "tags": tags.get(item.number, []),
                "notes": notes.get(item.number, []),
                "attachments": files.get(item.number, []),
            }
            if key := self._keys.get((item.library, item.key)):
                described["citationKey"] = key
            found = from_zotero(described, tuple(paths.get(item.number, ())), Place(source=f"{self._name}#{item.key}"))
            entries.append(found.entry)
            losses += found.losses
        losses += self._relations({item.number: entry.key for item, entry in zip(works, entries, strict=True)})
        in_trash = sum(item.number in trash and item.kind not in NOT_WORKS for item in items)
        return Foreign(Bibliography(entries=tuple(entries)), tuple(losses), tuple(self._left_out(in_trash, feeds)))

    def _rows(self, sql: str) -> list[Any]:
        return self._connection.execute(sql).fetchall()

    def _count(self, sql: str) -> int:
        return int(self._connection.execute(sql).fetchone()[0])

    def _has(self, table: str) -> bool:
        return bool(_columns(self._connection, table))

    def _feeds(self) -> set[int]:
        return {number for (number,) in self._rows("SELECT libraryID FROM feeds")} if self._has("feeds") else set()

    def _items(self) -> list[_Item]:
        kinds = "itemTypesCombined" if self._has("itemTypesCombined") else "itemTypes"
        sql = f"SELECT itemID, libraryID, key, typeName FROM items JOIN {kinds} USING (itemTypeID) ORDER BY itemID"
        return [_Item(*row) for row in self._rows(sql)]

    def _values(self) -> dict[int, dict[str, str]]:
        fields = "fieldsCombined" if self._has("fieldsCombined") else "fields"
        values: dict[int, dict[str, str]] = {}
        sql = f"SELECT itemID, fieldName, value FROM itemData JOIN {fields} USING (fieldID) JOIN itemDataValues"
        for item, name, value in self._rows(f"{sql} USING (valueID)"):
            values.setdefault(item, {})[name] = value
        return values

    def _creators(self) -> dict[int, list[dict[str, Any]]]:
        creators: dict[int, list[dict[str, Any]]] = {}
        for item, first, last, mode, role in self._rows(
            "SELECT itemID, firstName, lastName, fieldMode, creatorType FROM itemCreators JOIN creators USING"
            " (creatorID) JOIN creatorTypes USING (creatorTypeID) ORDER BY itemID, orderIndex"
        ):
            creator = {"firstName": first, "lastName": last, "fieldMode": mode, "creatorType": role}
            creators.setdefault(item, []).append(creator)
        return creators

    def _tags(self) -> dict[int, list[str]]:
        tags: dict[int, list[str]] = {}
        sql = "SELECT itemID, name FROM itemTags JOIN tags USING (tagID) ORDER BY itemID, tagID"
        for item, name in self._rows(sql):
            tags.setdefault(item, []).append(name)
        return tags

    def _notes(self, trash: set[int]) -> dict[int, list[str]]:
        notes: dict[int, list[str]] = {}
        for number, parent, note in self._rows("SELECT itemID, parentItemID, note FROM itemNotes ORDER BY itemID"):
            if parent is not None and note and number not in trash:
                notes.setdefault(parent, []).append(note)
        return notes

    # -- files and what was marked in them

    def _files(
        self, items: list[_Item], values: dict[int, dict[str, str]], trash: set[int]
    ) -> dict[int, list[dict[str, Any]]]:
        keys = {item.number: item.key for item in items}
        marks = self._annotations(trash)
        files: dict[int, list[dict[str, Any]]] = {}
        for number, parent, mode, path in self._rows(
            "SELECT itemID, parentItemID, linkMode, path FROM itemAttachments ORDER BY itemID"
        ):
            if parent is None or number in trash or mode == _EMBEDDED_IMAGE:
                continue
            file: dict[str, Any] = {"annotations": marks.get(number, [])}
            if mode == _LINKED_ADDRESS:
                file["url"] = values.get(number, {}).get("url")
            elif path:
                file["path"] = self._path(path, keys.get(number, ""))
            files.setdefault(parent, []).append(file)
        return files

    def _path(self, path: str, key: str) -> str:
        """`storage:a.pdf` lies in the item's own folder, `attachments:a.pdf` below a folder that the settings name."""
        if path.startswith("storage:"):
            return str(self._folder / "storage" / key / path.removeprefix("storage:"))
        return path.removeprefix("attachments:")

    def _annotations(self, trash: set[int]) -> dict[int, list[dict[str, Any]]]:
        marks: dict[int, list[dict[str, Any]]] = {}
        if not self._has("itemAnnotations"):
            return marks
        for number, parent, kind, text, comment, page in self._rows(
            "SELECT itemID, parentItemID, type, text, comment, pageLabel FROM itemAnnotations"
            " ORDER BY parentItemID, sortIndex"
        ):
            if number not in trash:
                mark = {"annotationType": kind, "annotationText": text, "annotationComment": comment,
                        "annotationPageLabel": page}  # fmt: skip
                marks.setdefault(parent, []).append(mark)
        return marks

    # -- collections, and what has no place

    def _collection_paths(self) -> dict[int, list[str]]:
        """For each item the paths of its collections; those of a group library begin with the group's name."""
        gone = set()
        if self._has("deletedCollections"):
            gone = {number for (number,) in self._rows("SELECT collectionID FROM deletedCollections")}
        groups = dict(self._rows("SELECT libraryID, name FROM groups")) if self._has("groups") else {}
        collections = {
            number: (str(name).replace("/", "-"), parent, library)
            for number, name, parent, library in self._rows(
                "SELECT collectionID, collectionName, parentCollectionID, libraryID FROM collections"
            )
        }
        paths: dict[int, list[str]] = {}
        for collection, item in self._rows("SELECT collectionID, itemID FROM collectionItems ORDER BY collectionID"):
            if collection not in gone and collection in collections:
                names: list[str] = []
                step: int | None = collection
                while step in collections and len(names) < 50:
                    names.append(collections[step][0])
                    step = collections[step][1]
                if group := groups.get(collections[collection][2]):
                    names.append(str(group).replace("/", "-"))
                paths.setdefault(item, []).append("/".join(reversed(names)))
        return paths

    def _relations(self, keys: dict[int, str | None]) -> Iterator[Loss]:
        if not self._has("itemRelations"):
            return
        sql = "SELECT itemID, predicate, object FROM itemRelations JOIN relationPredicates USING (predicateID)"
        for item, predicate, other in self._rows(f"{sql} ORDER BY itemID"):
            if item in keys and predicate == "dc:relation":
                yield Loss(key=keys[item], field="related item", value=other)

    def _left_out(self, in_trash: int, feeds: set[int]) -> Iterator[str]:
        if in_trash:
            yield f"{_counted(in_trash, 'work')} in the trash"
        if feeds:
            yield _counted(len(feeds), "feed")
        alone = "SELECT count(*) FROM itemNotes LEFT JOIN itemAttachments USING (itemID) WHERE itemNotes.parentItemID"
        notes = self._count(f"{alone} IS NULL AND itemAttachments.itemID IS NULL")
        if notes:
            yield f"{_counted(notes, 'note')} of no item"
        files = self._count("SELECT count(*) FROM itemAttachments WHERE parentItemID IS NULL")
        if files:
            yield f"{_counted(files, 'file')} of no item"
        if self._has("savedSearches"):
            searches = self._count("SELECT count(*) FROM savedSearches")
            if searches:
                yield f"{searches} saved search{'es' if searches > 1 else ''}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
