"""Plain text output: no mark-up; blocks on lines of their own."""

from __future__ import annotations

from collections.abc import Sequence

from citetrail.styles.writers.page import BlockText, Page, stacked
from citetrail.styles.writers.writer import Writer

WIDTH = 88
INDENT = "    "


def _open(name: str, value: str) -> str:
    return "\n" if name == "display" and value in ("block", "indent") else ""


def _close(name: str, value: str) -> str:
    if name != "display":
        return ""
    return {"block": "\n", "left-margin": " "}.get(value, "")


TEXT = Writer("text", str, _open, _close)


def _wrapped(block: BlockText) -> str:
    """A paragraph in lines of at most 88 columns; addresses stay whole."""
    from textwrap import wrap

    lead = INDENT * (block.indent + block.level)
    marker = f"{block.marker} " if block.marker else ""
    lines = wrap(
        block.text,
        WIDTH,
        initial_indent=lead + marker,
        subsequent_indent=lead + " " * len(marker),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines)


def _columns(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


PAGE = Page(
    heading=lambda text: f"{text}\n{'-' * len(text)}",
    entry=lambda entry: entry.line,
    blocks=lambda blocks: stacked(blocks, _wrapped),
    table=_columns,
)
