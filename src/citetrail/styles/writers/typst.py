"""Typst output."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citetrail.styles.emit import Token
from citetrail.styles.writers.page import BlockText, EntryText, Page, stacked
from citetrail.styles.writers.superscripts import RAISED
from citetrail.styles.writers.writer import Writer

SPECIAL = re.compile(r"([\\#*_`$<>@~\[\]\"'/=+-])")
SUPERSCRIPTS = {code: f"#super[{letters}]" for code, letters in RAISED.items()}
CALLS = {
    ("font-style", "italic"): "#emph[",
    ("font-style", "oblique"): "#emph[",
    ("font-style", "normal"): '#text(style: "normal")[',
    ("font-weight", "bold"): "#strong[",
    ("font-weight", "normal"): '#text(weight: "regular")[',
    ("font-variant", "small-caps"): "#smallcaps[",
    ("text-decoration", "underline"): "#underline[",
    ("font-family", "monospace"): '#text(font: "DejaVu Sans Mono")[',
    ("vertical-align", "sup"): "#super[",
    ("vertical-align", "sub"): "#sub[",
}


def _open(name: str, value: str) -> str:
    if name == "link":
        target = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'#link("{target}")['
    if name == "display":
        return "\n\n" if value in ("block", "indent") else ""
    return CALLS.get((name, value), "")


def _close(name: str, value: str) -> str:
    if name == "display":
        return {"block": "\n\n", "left-margin": " "}.get(value, "")
    return "]" if name == "link" or (name, value) in CALLS else ""


def _escape(text: str) -> str:
    escaped = SPECIAL.sub(r"\\\1", text)
    return escaped if escaped.isascii() else escaped.translate(SUPERSCRIPTS)


def text_from_tokens(tokens: Sequence[Token]) -> str:
    """Tokens as Typst; a semicolon ends a call where what follows would be read as part of it ("#emph[77];(3)")."""
    out: list[str] = []
    closed = False
    for token in tokens:
        if isinstance(token, str):
            text = _escape(token)
            out.append(f";{text}" if closed and text[0] in "([.;" else text)
            closed = False
        else:
            out.append(_open(token[1], token[2]) if token[0] == "open" else _close(token[1], token[2]))
            closed = out[-1] == "]" or (closed and not out[-1])
    return "".join(out)


TYPST = Writer("typst", _escape, _open, _close, text_from_tokens)


def _entry(entry: EntryText) -> str:
    return f"#par(hanging-indent: 2em)[{entry.line}]" if entry.hangs else entry.line


def _block(block: BlockText) -> str:
    """A paragraph or list item; "+" numbers by itself."""
    marker = "" if not block.marker else "+ " if block.is_numbered else "- "
    line = "  " * block.level + marker + block.text
    return f"#pad(left: {1.5 * block.nest}em)[{line}]" if block.nest else line


def _annotation(blocks: Sequence[BlockText]) -> str:
    indent = min(block.indent - block.nest for block in blocks)
    return f"#pad(left: {2 * indent}em)[\n{stacked(blocks, _block)}\n]"


def _table(rows: Sequence[Sequence[str]]) -> str:
    lines = [f"  {', '.join(f'[{cell}]' for cell in row)}," for row in rows]
    return "\n".join([f"#table(columns: {len(rows[0])},", *lines, ")"])


PAGE = Page(heading=lambda text: f"== {text}", entry=_entry, blocks=_annotation, table=_table)
