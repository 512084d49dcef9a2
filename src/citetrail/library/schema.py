"""The library's tables, their versions, and the journal that remembers what every row was before a change."""

from __future__ import annotations

from citetrail.errors import LibraryDamaged, LibraryTooNew
from citetrail.library.database import Database

APPLICATION_ID = 0x43745472  # "CtTr"

NEVER_FRESH = 2**62  # larger than the id of any work

# Every table has its own `id`, so that a row can be put back as it was. `work` is narrow: lists read nothing else.
# A change owns the journal's entries from `first_entry` to `last_entry`. While new works are being put in, `fresh`
# holds the first id among them: what hangs on them comes and goes with them and needs no entries of its own.
# `body.description` is NULL where a work is described as its first record describes it.
_VERSION_1 = """
CREATE TABLE change (
    id INTEGER PRIMARY KEY AUTOINCREMENT, step INTEGER NOT NULL, at TEXT NOT NULL, what TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
    state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'gone')), undone_by INTEGER,
    first_entry INTEGER NOT NULL, last_entry INTEGER
) STRICT;
CREATE INDEX change_of_step ON change (step);
CREATE INDEX change_at ON change (at);
CREATE TABLE journal (
    id INTEGER PRIMARY KEY AUTOINCREMENT, action TEXT NOT NULL CHECK (action IN ('insert', 'update', 'delete')),
    table_name TEXT NOT NULL, row_id INTEGER NOT NULL, work_id INTEGER, image TEXT
) STRICT;
CREATE TABLE fresh (id INTEGER PRIMARY KEY CHECK (id = 1), first INTEGER NOT NULL) STRICT;
INSERT INTO fresh (id, first) VALUES (1, {never});
CREATE TABLE touched (
    work_id INTEGER NOT NULL, change_id INTEGER NOT NULL REFERENCES change (id) ON DELETE CASCADE,
    PRIMARY KEY (work_id, change_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE work (
    id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, type TEXT, year INTEGER, doi TEXT,
    authors_text TEXT NOT NULL, title TEXT NOT NULL, container TEXT NOT NULL, tags TEXT NOT NULL,
    standing TEXT NOT NULL, reading TEXT, rating INTEGER, added_at TEXT NOT NULL, checked_at TEXT,
    author_sort TEXT NOT NULL, title_sort TEXT NOT NULL, title_block TEXT, author_block TEXT,
    has_authors INTEGER NOT NULL, has_abstract INTEGER NOT NULL
) STRICT;
CREATE INDEX work_year ON work (year);
CREATE INDEX work_author_sort ON work (author_sort);
CREATE INDEX work_title_sort ON work (title_sort);
CREATE INDEX work_title_block ON work (title_block) WHERE title_block IS NOT NULL;
CREATE INDEX work_author_block ON work (author_block) WHERE author_block IS NOT NULL;
CREATE INDEX work_checked_at ON work (checked_at);
CREATE INDEX work_standing ON work (standing);
CREATE TABLE body (
    id INTEGER PRIMARY KEY REFERENCES work (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    description TEXT, edits TEXT NOT NULL
) STRICT;
CREATE TABLE name (
    id INTEGER PRIMARY KEY, {work}, name TEXT NOT NULL UNIQUE, folded TEXT NOT NULL
) STRICT;
CREATE INDEX name_of_work ON name (work_id);
CREATE INDEX name_folded ON name (folded);
CREATE TABLE identifier (
    id INTEGER PRIMARY KEY, {work}, scheme TEXT NOT NULL, value TEXT NOT NULL
) STRICT;
CREATE INDEX identifier_of_work ON identifier (work_id);
CREATE INDEX identifier_value ON identifier (value, scheme);
CREATE TABLE record (
    id INTEGER PRIMARY KEY, {work}, provider TEXT NOT NULL, retrieved_at TEXT NOT NULL,
    description TEXT NOT NULL, rest TEXT NOT NULL
) STRICT;
CREATE INDEX record_of_work ON record (work_id);
CREATE TABLE printed (
    id INTEGER PRIMARY KEY, {work}, scheme TEXT NOT NULL, value TEXT NOT NULL
) STRICT;
CREATE INDEX printed_of_work ON printed (work_id);
CREATE INDEX printed_value ON printed (value, scheme);
CREATE TABLE citing (
    id INTEGER PRIMARY KEY, {work}, scheme TEXT NOT NULL, value TEXT NOT NULL, said_by TEXT, first_seen TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX citing_of_work ON citing (work_id, scheme, value);
CREATE INDEX citing_value ON citing (value, scheme);
CREATE TABLE tag (
    id INTEGER PRIMARY KEY, {work}, name TEXT NOT NULL, folded TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX tag_of_work ON tag (work_id, name);
CREATE INDEX tag_folded ON tag (folded);
CREATE TABLE note (
    id INTEGER PRIMARY KEY AUTOINCREMENT, {work}, text TEXT NOT NULL, created_at TEXT NOT NULL
) STRICT;
CREATE INDEX note_of_work ON note (work_id);
CREATE TABLE quote (
    id INTEGER PRIMARY KEY AUTOINCREMENT, {work}, exact TEXT NOT NULL, prefix TEXT NOT NULL, suffix TEXT NOT NULL,
    page TEXT, speaker TEXT, source TEXT, created_at TEXT NOT NULL
) STRICT;
CREATE INDEX quote_of_work ON quote (work_id);
CREATE TABLE claim (
    id INTEGER PRIMARY KEY AUTOINCREMENT, {work}, text TEXT NOT NULL, verdict TEXT NOT NULL, source TEXT,
    quotes TEXT NOT NULL, created_at TEXT NOT NULL
) STRICT;
CREATE INDEX claim_of_work ON claim (work_id);
CREATE TABLE attachment (
    id INTEGER PRIMARY KEY AUTOINCREMENT, {work}, name TEXT NOT NULL, path TEXT, url TEXT, media_type TEXT,
    sha256 TEXT, size_bytes INTEGER, added_at TEXT NOT NULL, text TEXT
) STRICT;
CREATE INDEX attachment_of_work ON attachment (work_id);
CREATE TABLE alert (
    id INTEGER PRIMARY KEY AUTOINCREMENT, {work}, kind TEXT NOT NULL, summary TEXT NOT NULL, fingerprint TEXT NOT NULL,
    provider TEXT NOT NULL, seen_at TEXT NOT NULL, about TEXT, acknowledged_at TEXT
) STRICT;
CREATE UNIQUE INDEX alert_of_work ON alert (work_id, fingerprint);
CREATE INDEX alert_open ON alert (id) WHERE acknowledged_at IS NULL;
CREATE TABLE relation (
    id INTEGER PRIMARY KEY, {work}, kind TEXT NOT NULL,
    other_id INTEGER NOT NULL REFERENCES work (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE UNIQUE INDEX relation_of_work ON relation (work_id, kind, other_id);
CREATE INDEX relation_other ON relation (other_id);
CREATE TABLE distinct_pair (
    id INTEGER PRIMARY KEY, {work},
    other_id INTEGER NOT NULL REFERENCES work (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE UNIQUE INDEX distinct_pair_of_work ON distinct_pair (work_id, other_id);
CREATE INDEX distinct_pair_other ON distinct_pair (other_id);
CREATE TABLE saved_search (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, query TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE search USING fts5(
    title, author, editor, venue, publisher, abstract, keyword, spelling, key, tag, note, quote, claim, body,
    prefix = '2 3', tokenize = "ascii tokenchars '+#|'"
);
INSERT INTO search (search, rank) VALUES ('hashsize', 16000000);
INSERT INTO search (search, rank) VALUES ('automerge', 8);
""".replace("{never}", str(NEVER_FRESH)).replace(
    "{work}", "work_id INTEGER NOT NULL REFERENCES work (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED"
)

# Files kept in step with the library. `work_id` may outlive its work: that is how a removal is noticed.
_VERSION_2 = """
CREATE TABLE linked_file (
    id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL UNIQUE, query TEXT, synced_at TEXT
) STRICT;
CREATE TABLE linked_entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT, file_id INTEGER NOT NULL REFERENCES linked_file (id) ON DELETE CASCADE,
    key TEXT NOT NULL, work_id INTEGER NOT NULL, work_key TEXT NOT NULL, in_file TEXT, in_library TEXT NOT NULL
) STRICT;
CREATE INDEX linked_entry_of_file ON linked_entry (file_id);
"""

# How to get from one version to the next; the number of scripts is the version of today.
MIGRATIONS: tuple[str, ...] = (_VERSION_1, _VERSION_2)
VERSION = len(MIGRATIONS)

# The tables whose every change can be undone. `search` is made from them again.
JOURNALED = (
    "work", "body", "name", "identifier", "record", "printed", "citing", "tag", "note", "quote", "claim", "attachment",
    "alert", "relation", "distinct_pair", "saved_search",
)  # fmt: skip


def bring_up_to_date(database: Database, migrations: tuple[str, ...] = MIGRATIONS) -> None:
    """Make the tables, or change those of an older version, in one transaction.

    Raises LibraryTooNew for a library of a newer citetrail, LibraryDamaged for another program's file.
    """
    version = _version(database, migrations)
    if version == len(migrations) or database.is_read_only:
        return
    with database.transaction():
        version = _version(database, migrations)  # another process may have been quicker
        for script in migrations[version:]:
            for statement in script.split(";\n"):
                if statement.strip():
                    database.execute(statement)
        if version < len(migrations):
            _renew_triggers(database)
            database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            database.execute(f"PRAGMA user_version = {len(migrations)}")


def _version(database: Database, migrations: tuple[str, ...]) -> int:
    application, version = database.value("PRAGMA application_id"), database.value("PRAGMA user_version")
    tables = database.value("SELECT count(*) FROM sqlite_schema")
    if application != APPLICATION_ID and (application or version or tables):
        raise LibraryDamaged(f"{database.path} is a database of another program, not a library of citetrail")
    if version > len(migrations):
        raise LibraryTooNew(
            f"{database.path} was written by a newer citetrail (version {version} of the library; this one knows up to"
            f" {len(migrations)}). Update citetrail to open it; nothing was changed."
        )
    if database.is_read_only and version < len(migrations):
        raise LibraryDamaged(f"{database.path} is empty or of an older citetrail, and may not be written")
    return int(version)


def columns_of(database: Database, table: str) -> tuple[str, ...]:
    """The table's columns in order."""
    return tuple(name for _, name, *_ in database.rows(f"PRAGMA table_info({table})"))


def _renew_triggers(database: Database) -> None:
    for table in JOURNALED:
        columns = columns_of(database, table)
        for action, statement in _triggers(table, columns).items():
            database.execute(f"DROP TRIGGER IF EXISTS {table}_{action}")
            database.execute(statement)


def _triggers(table: str, columns: tuple[str, ...]) -> dict[str, str]:
    """What keeps the journal: an inserted row needs no image, a changed or deleted one is kept whole."""
    work = "id" if table in ("work", "body") else "work_id" if "work_id" in columns else None
    image = "json_object(" + ", ".join(f"'{name}', old.{name}" for name in columns) + ")"
    has_changed = " OR ".join(f"old.{name} IS NOT new.{name}" for name in columns)
    hangs_on_old = f"WHEN new.{work} < (SELECT first FROM fresh)" if work and table != "work" else ""

    def trigger(action: str, when: str, row: str, kept: str) -> str:
        about = f"{row}.{work}" if work else "NULL"
        return (
            f"CREATE TRIGGER {table}_{action} AFTER {action.upper()} ON {table} {when} BEGIN"
            " INSERT INTO journal (action, table_name, row_id, work_id, image)"
            f" VALUES ('{action}', '{table}', {row}.id, {about}, {kept}); END"
        )

    return {
        "insert": trigger("insert", hangs_on_old, "new", "NULL"),
        "update": trigger("update", f"WHEN {has_changed}", "old", image),
        "delete": trigger("delete", "", "old", image),
    }
