"""Highlights: what a reader marked in a text, wherever that was done."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class Highlight(NamedTuple):
    """Words that somebody marked (empty: a note beside the text), and what they wrote about them.

    `page` is the page's own label where it has one. `address` names the text where that is not the file itself.
    """

    exact: str
    comment: str = ""
    page: str | None = None
    prefix: str = ""
    suffix: str = ""
    tags: tuple[str, ...] = ()
    address: str | None = None
    title: str | None = None
    made_at: datetime | None = None
