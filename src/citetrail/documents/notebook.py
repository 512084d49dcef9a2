"""Jupyter notebooks: the Markdown cells as text, the code cells as code (https://nbformat.readthedocs.io)."""

from __future__ import annotations

import json
from typing import Any

from citetrail.documents.parts.describing import describe
from citetrail.documents.parts.drafts import Draft, placed
from citetrail.documents.parts.encodings import text_from_bytes
from citetrail.documents.parts.marked import drafts_from_markdown
from citetrail.documents.parts.zoning import zone_by_words
from citetrail.errors import InputError
from citetrail.model.descriptions import Description
from citetrail.model.documents import Document, Reader


def read(data: bytes, name: str) -> Document:
    """The document; outputs of cells are left out."""
    decoded = text_from_bytes(data, name)
    drafts = [draft for cell in _cells(decoded.text, name) for draft in _drafts(cell)]
    zone_by_words(drafts)
    described = describe(drafts, Description())
    text, blocks, links = placed(drafts)
    return Document(
        name=name,
        media_type="other",
        text=text,
        blocks=blocks,
        links=links,
        description=described.description,
        not_after=described.not_after,
        warnings=decoded.warnings,
    )


def _cells(text: str, name: str) -> list[dict[str, Any]]:
    try:
        content = json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        message = f"this notebook is no complete JSON: {error.msg}"
        raise InputError(message, file=name, line=error.lineno, column=error.colno, hint="save it again") from error
    except RecursionError as error:
        raise InputError("this notebook is nested too deeply", file=name, hint="save it again") from error
    cells = content.get("cells") if isinstance(content, dict) else None
    if not isinstance(cells, list):
        raise InputError("there are no cells in this notebook", file=name, hint="save it with Jupyter 4 or later")
    return [cell for cell in cells if isinstance(cell, dict)]


def _drafts(cell: dict[str, Any]) -> list[Draft]:
    source = cell.get("source")
    text = "".join(map(str, source)) if isinstance(source, list) else str(source or "")
    if cell.get("cell_type") == "markdown":
        drafts = drafts_from_markdown(text.replace("\r\n", "\n"), 0)
        for draft in drafts:
            draft.line = None
        return drafts
    return [Draft(text.strip(), kind="code")] if text.strip() else []


def _is_notebook(data: bytes, name: str) -> bool:
    if name.lower().endswith(READER.endings):
        return True
    start = data[:4000].lstrip()
    return start.startswith(b"{") and b'"cells"' in start and b'"cell_type"' in data[:20000]


READER = Reader("notebook", (".ipynb",), _is_notebook, read)
