"""Markdown output (CommonMark, with pandoc's marks for small capitals, super- and subscript)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citetrail.styles.emit import Token
from citetrail.styles.writers.page import BlockText, Page, stacked
from citetrail.styles.writers.superscripts import RAISED
from citetrail.styles.writers.writer import Writer

SPECIAL = re.compile(r"([\\`*_\[\]<>^~#|]|&(?=#?\w+;))")
LIST_START = re.compile(r"^(\d+|(?=[-+]))([.)+-])(?=\s|$)")
SUPERSCRIPTS = {code: f"^{letters}^" for code, letters in RAISED.items() if code not in (0x2122, 0x2120)}
MARKS = {
    ("font-style", "italic"): ("*", "*"),
    ("font-style", "oblique"): ("*", "*"),
    ("font-style", "normal"): ("*", "*"),
    ("font-weight", "bold"): ("**", "**"),
    ("font-weight", "normal"): ("**", "**"),
    ("vertical-align", "sup"): ("^", "^"),
    ("vertical-align", "sub"): ("~", "~"),
    ("font-variant", "small-caps"): ("[", "]{.smallcaps}"),
    ("text-decoration", "underline"): ("[", "]{.underline}"),
}


def _open(name: str, value: str) -> str:
    if name == "link":
        return "["
    if name == "display":
        return "\n\n" if value in ("block", "indent") else ""
    return MARKS.get((name, value), ("", ""))[0]


def _close(name: str, value: str) -> str:
    if name == "link":
        return f"](<{value}>)"
    if name == "display":
        return {"block": "\n\n", "left-margin": " "}.get(value, "")
    return MARKS.get((name, value), ("", ""))[1]


def _escape(text: str) -> str:
    escaped = SPECIAL.sub(r"\\\1", text)
    return escaped if escaped.isascii() else escaped.translate(SUPERSCRIPTS)


def text_from_tokens(tokens: Sequence[Token]) -> str:
    """Tokens as Markdown; a number or dash at the start is kept from beginning a list."""
    return LIST_START.sub(r"\1\\\2", MARKS_ONLY.text(tokens))


MARKS_ONLY = Writer("markdown", _escape, _open, _close)
MARKDOWN = Writer("markdown", _escape, _open, _close, text_from_tokens)


def _quoted(block: BlockText) -> str:
    """A paragraph in block quotations, the only indent that Markdown has beside code."""
    marker = f"{block.marker if block.is_numbered else '-'} " if block.marker else ""
    return "> " * (1 + block.nest) + "    " * block.level + marker + block.text


def _table(rows: Sequence[Sequence[str]]) -> str:
    lines = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


PAGE = Page(
    heading=lambda text: f"## {text}",
    entry=lambda entry: LIST_START.sub(r"\1\\\2", entry.line),
    blocks=lambda blocks: stacked(blocks, _quoted, between=">"),
    table=_table,
)
