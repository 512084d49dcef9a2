"""Works as lists show them: light rows, read from columns made once, without building a Work."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple


class Row(NamedTuple):
    """One line of a list. `authors_text` names up to three authors, `tags` are in the order of the alphabet."""

    id: int
    key: str
    authors_text: str
    year: int | None
    title: str
    container: str
    type: str | None
    tags: tuple[str, ...]
    standing: str
    doi: str | None


ROW_COLUMNS = (
    "work.id, work.key, work.authors_text, work.year, work.title, work.container, work.type, work.tags,"
    " work.standing, work.doi"
)
TAG_MARK = "\n"  # between tags in the column `tags`; no tag holds it


def rows_from(columns: Iterable[tuple[Any, ...]]) -> tuple[Row, ...]:
    """Rows from the columns of ROW_COLUMNS."""
    return tuple(
        Row(
            work, key, authors, year, title, container, kind, tuple(tags.split(TAG_MARK)) if tags else (), standing, doi
        )
        for work, key, authors, year, title, container, kind, tags, standing, doi in columns
    )
