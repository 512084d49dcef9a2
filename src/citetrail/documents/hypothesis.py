"""Hypothes.is: annotations as its programs export them and its API gives them.

Fields: https://h.readthedocs.io/en/latest/api-reference/v1/ (annotations, search); selectors as in
https://www.w3.org/TR/annotation-model/#selectors.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from citetrail.errors import InputError
from citetrail.model.highlights import Highlight


def highlights_from_json(data: bytes, name: str) -> tuple[Highlight, ...]:
    """The annotations of an export or of a reply of the API, oldest first; replies to others are left out.

    Raises InputError for what is neither.
    """
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError) as error:
        raise InputError(f"this is no JSON: {error}", file=name) from None
    rows = _rows(value)
    if rows is None or not all(isinstance(row, Mapping) and ("uri" in row or "target" in row) for row in rows):
        hint = "In Hypothes.is choose Export annotations as JSON, or save a reply of its search API."
        raise InputError("this is no export of Hypothes.is", file=name, hint=hint)
    found = [_highlight(row) for row in rows if not row.get("references")]
    return tuple(sorted(found, key=lambda one: one.made_at.isoformat() if one.made_at else ""))


def _rows(value: Any) -> Sequence[Any] | None:
    if isinstance(value, Mapping):
        value = value.get("annotations", value.get("rows"))
    return value if isinstance(value, list) else None


def _highlight(row: Mapping[str, Any]) -> Highlight:
    selectors = list(_selectors(row))
    quote = _selector(selectors, "TextQuoteSelector")
    page = _selector(selectors, "PageSelector")
    document = row.get("document") if isinstance(row.get("document"), Mapping) else {}
    titles = document.get("title") if document else None
    return Highlight(
        exact=" ".join(_text(quote.get("exact")).split()),
        comment=_text(row.get("text")).strip(),
        page=_page(page),
        prefix=_text(quote.get("prefix")),
        suffix=_text(quote.get("suffix")),
        tags=tuple(tag for tag in row.get("tags") or () if isinstance(tag, str)),
        address=_address(row, document or {}),
        title=_text(titles[0]) if isinstance(titles, list) and titles else None,
        made_at=_moment(row.get("created")),
    )


def _selectors(row: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for target in row.get("target") or ():
        selectors = target.get("selector") if isinstance(target, Mapping) else None
        for selector in selectors or ():
            if isinstance(selector, Mapping):
                yield selector


def _selector(selectors: Sequence[Mapping[str, Any]], kind: str) -> Mapping[str, Any]:
    return next((one for one in selectors if one.get("type") == kind), {})


def _page(selector: Mapping[str, Any]) -> str | None:
    label, index = selector.get("label"), selector.get("index")
    return str(label) if label else str(index + 1) if isinstance(index, int) else None


def _address(row: Mapping[str, Any], document: Mapping[str, Any]) -> str | None:
    """The DOI that the page names for itself, else the page's address."""
    for group, field in (("highwire", "doi"), ("dc", "identifier")):
        named = document.get(group)
        values = named.get(field) if isinstance(named, Mapping) else None
        for value in values if isinstance(values, list) else ():
            if isinstance(value, str) and "10." in value:
                return value
    return _text(row.get("uri")) or None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _moment(value: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
