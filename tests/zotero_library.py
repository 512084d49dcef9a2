"""A small Zotero library as Zotero 5 to 8 keep it: the tables that hold works, and what hangs on them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

TABLES = """
CREATE TABLE libraries (libraryID INTEGER PRIMARY KEY, type TEXT NOT NULL);
CREATE TABLE groups (groupID INTEGER PRIMARY KEY, libraryID INT NOT NULL UNIQUE, name TEXT NOT NULL);
CREATE TABLE feeds (libraryID INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE itemTypes (itemTypeID INTEGER PRIMARY KEY, typeName TEXT);
CREATE TABLE fields (fieldID INTEGER PRIMARY KEY, fieldName TEXT);
CREATE TABLE creatorTypes (creatorTypeID INTEGER PRIMARY KEY, creatorType TEXT);
CREATE TABLE items (
    itemID INTEGER PRIMARY KEY, itemTypeID INT NOT NULL, libraryID INT NOT NULL, key TEXT NOT NULL,
    UNIQUE (libraryID, key)
);
CREATE TABLE itemDataValues (valueID INTEGER PRIMARY KEY, value UNIQUE);
CREATE TABLE itemData (itemID INT, fieldID INT, valueID INT, PRIMARY KEY (itemID, fieldID));
CREATE TABLE itemNotes (itemID INTEGER PRIMARY KEY, parentItemID INT, note TEXT, title TEXT);
CREATE TABLE itemAttachments (
    itemID INTEGER PRIMARY KEY, parentItemID INT, linkMode INT, contentType TEXT, path TEXT
);
CREATE TABLE itemAnnotations (
    itemID INTEGER PRIMARY KEY, parentItemID INT NOT NULL, type INTEGER NOT NULL, text TEXT, comment TEXT,
    pageLabel TEXT, sortIndex TEXT NOT NULL
);
CREATE TABLE tags (tagID INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE itemTags (itemID INT NOT NULL, tagID INT NOT NULL, type INT NOT NULL, PRIMARY KEY (itemID, tagID));
CREATE TABLE creators (creatorID INTEGER PRIMARY KEY, firstName TEXT, lastName TEXT, fieldMode INT);
CREATE TABLE itemCreators (itemID INT NOT NULL, creatorID INT NOT NULL, creatorTypeID INT NOT NULL, orderIndex INT);
CREATE TABLE collections (
    collectionID INTEGER PRIMARY KEY, collectionName TEXT NOT NULL, parentCollectionID INT, libraryID INT NOT NULL
);
CREATE TABLE collectionItems (collectionID INT NOT NULL, itemID INT NOT NULL, PRIMARY KEY (collectionID, itemID));
CREATE TABLE deletedItems (itemID INTEGER PRIMARY KEY);
CREATE TABLE relationPredicates (predicateID INTEGER PRIMARY KEY, predicate TEXT UNIQUE);
CREATE TABLE itemRelations (itemID INT NOT NULL, predicateID INT NOT NULL, object TEXT NOT NULL);
CREATE TABLE savedSearches (savedSearchID INTEGER PRIMARY KEY, savedSearchName TEXT NOT NULL);

INSERT INTO libraries VALUES (1, 'user'), (2, 'group'), (3, 'feed');
INSERT INTO groups VALUES (77, 2, 'Reading group');
INSERT INTO feeds VALUES (3, 'A feed');
INSERT INTO itemTypes VALUES (1, 'note'), (2, 'journalArticle'), (3, 'book'), (4, 'attachment'), (5, 'annotation');
INSERT INTO creatorTypes VALUES (1, 'author'), (2, 'editor'), (3, 'counsel');
INSERT INTO relationPredicates VALUES (1, 'dc:relation');
"""


def make_zotero(folder: Path) -> Path:
    """A folder such as `~/Zotero` with an article, a book, a group's book, and one work in the trash."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "zotero.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript(TABLES)
    _items(connection)
    _annotations(connection)
    connection.commit()
    connection.close()
    pdf = folder / "storage" / "FILE1111" / "sample 2001.pdf"
    pdf.parent.mkdir(parents=True)
    pdf.write_bytes(b"%PDF-1.4 nothing")
    return folder


def _items(connection: sqlite3.Connection) -> None:
    rows = [
        (1, 2, 1, "ART11111"), (2, 3, 1, "BOOK2222"), (3, 3, 2, "GROUP333"), (4, 2, 1, "TRASH444"),
        (5, 2, 3, "FEED5555"), (10, 1, 1, "NOTE1010"), (11, 4, 1, "FILE1111"), (12, 4, 1, "LINK1212"),
        (13, 5, 1, "MARK1313"), (14, 5, 1, "MARK1414"), (15, 1, 1, "ALONE151"), (16, 5, 1, "INK16161"),
        (17, 4, 1, "URL17171"),
    ]  # fmt: skip
    connection.executemany("INSERT INTO items VALUES (?, ?, ?, ?)", rows)
    values: dict[int, dict[str, str]] = {
        1: {
            "title": "A visible <i>fiction</i>", "date": "2001-05-00 May 2001", "publicationTitle": "Journal of Examples",
            "volume": "3", "issue": "2", "pages": "12-15", "DOI": "10.5555/fiction.1", "ISSN": "1528-3542",
            "abstractNote": "Nothing of it is true.", "language": "en-GB", "accessDate": "2020-01-02 03:04:05",
            "rights": "CC0", "extra": "Citation Key: sample2001\nPMID: 21707149\noriginal-date: 1999\nA line of one's own",
        },
        2: {"title": "A book", "date": "2010-00-00 2010", "publisher": "Example Press", "place": "Nowhere"},
        3: {"title": "Of the group", "date": "2011-00-00 2011"},
        4: {"title": "Thrown away"},
        5: {"title": "From a feed"},
        17: {"url": "https://www.example.org/sample"},
    }  # fmt: skip
    names = sorted({name for fields in values.values() for name in fields})
    connection.executemany("INSERT INTO fields VALUES (?, ?)", enumerate(names, 1))
    texts = sorted({text for fields in values.values() for text in fields.values()})
    connection.executemany("INSERT INTO itemDataValues VALUES (?, ?)", enumerate(texts, 1))
    connection.executemany(
        "INSERT INTO itemData VALUES (?, ?, ?)",
        [
            (item, names.index(name) + 1, texts.index(text) + 1)
            for item, of in values.items()
            for name, text in of.items()
        ],
    )
    connection.executescript("""
        INSERT INTO creators VALUES (1, 'Sophie', 'Sample', 0), (2, NULL, 'Example Team', 1), (3, 'Ed', 'Itor', 0),
            (4, 'Jo', 'Doe', 0);
        INSERT INTO itemCreators VALUES (1, 1, 1, 0), (1, 2, 1, 1), (2, 3, 2, 0), (2, 4, 3, 1);
        INSERT INTO tags VALUES (1, 'to read'), (2, 'fiction');
        INSERT INTO itemTags VALUES (1, 1, 0), (1, 2, 1);
        INSERT INTO collections VALUES (1, 'Thesis', NULL, 1), (2, 'Chapter 1', 1, 1), (3, 'Shared', NULL, 2);
        INSERT INTO collectionItems VALUES (2, 1), (1, 2), (3, 3);
        INSERT INTO deletedItems VALUES (4);
        INSERT INTO itemRelations VALUES (1, 1, 'http://zotero.org/users/1/items/BOOK2222');
        INSERT INTO savedSearches VALUES (1, 'Unread');
    """)


def _annotations(connection: sqlite3.Connection) -> None:
    connection.executescript("""
        INSERT INTO itemNotes VALUES (10, 1, '<div><p>Read <b>again</b></p><ul><li>one</li></ul></div>', 'Read again');
        INSERT INTO itemNotes VALUES (15, NULL, 'A note of its own', 'A note');
        INSERT INTO itemAttachments VALUES (11, 1, 0, 'application/pdf', 'storage:sample 2001.pdf');
        INSERT INTO itemAttachments VALUES (12, 1, 2, 'application/pdf', '/elsewhere/linked.pdf');
        INSERT INTO itemAttachments VALUES (17, 1, 3, 'text/html', NULL);
        INSERT INTO itemAnnotations VALUES (13, 11, 1, 'words that were marked', NULL, '13', '00001');
        INSERT INTO itemAnnotations VALUES (14, 11, 2, NULL, 'a remark', '14', '00002');
        INSERT INTO itemAnnotations VALUES (16, 11, 4, NULL, NULL, '15', '00003');
    """)
