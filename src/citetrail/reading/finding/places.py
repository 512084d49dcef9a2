"""Where a finding stands: offsets, and the line and column an editor would show, or the page."""

from __future__ import annotations

from bisect import bisect_right

from citetrail.model.documents import Block, Document
from citetrail.model.references import Place


def place_in(document: Document, start: int, end: int, block: Block | None = None) -> Place:
    """The place of `text[start:end]`; `block` is the one it stands in, where lines are known by block only."""
    if document.line_starts:
        line = bisect_right(document.line_starts, start)
        column = start - document.line_starts[line - 1] + 1
        return Place(source=document.name, start=start, end=end, line=line, column=column)
    if document.page_starts:
        page = bisect_right(document.page_starts, start)
        return Place(source=document.name, start=start, end=end, page=max(1, page))
    if block is None or block.line is None:
        return Place(source=document.name, start=start, end=end)
    # Markdown keeps the line breaks of the file inside a block; other types have none there.
    breaks = document.text.count("\n", block.start, start) if document.media_type == "markdown" else 0
    return Place(source=document.name, start=start, end=end, line=block.line + breaks)
