"""Org mode output.

A mark that is meant as text is kept from being mark-up by a zero width space, as Org's manual advises (section
"Escape Character").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from citetrail.styles.writers.page import BlockText, Page, stacked
from citetrail.styles.writers.superscripts import RAISED
from citetrail.styles.writers.writer import Writer

KEPT_APART = "\u200b"
SPECIAL = re.compile(r"(?<![^\s({'\"\-])[*/=~+](?=\S)|(?<![^\s({'\"\-])_(?=\S)|\[(?=\[|fn:|cite)")
RAISING = re.compile(r"(?<=\S)[_^](?=\S)")
ENTITIES = {"_": r"\under{}", "^": r"\asciicirc{}"}
MARKS = {
    ("font-style", "italic"): ("/", "/"),
    ("font-style", "oblique"): ("/", "/"),
    ("font-weight", "bold"): ("*", "*"),
    ("font-family", "monospace"): ("=", "="),
    ("text-decoration", "underline"): ("_", "_"),
    ("vertical-align", "sup"): ("^{", "}"),
    ("vertical-align", "sub"): ("_{", "}"),
}
SUPERSCRIPTS = {code: f"^{{{letters}}}" for code, letters in RAISED.items() if code not in (0x2122, 0x2120)}


def _escape(text: str) -> str:
    if "://" in text:
        return text  # a plain link, in which nothing is mark-up
    escaped = RAISING.sub(lambda match: ENTITIES[match.group()], text)
    escaped = SPECIAL.sub(lambda match: f"{match.group()}{KEPT_APART}", escaped)
    return escaped if escaped.isascii() else escaped.translate(SUPERSCRIPTS)


def _open(name: str, value: str) -> str:
    if name == "link":
        return f"[[{value.replace(']', '%5D').replace('[', '%5B')}]["
    if name == "display":
        return "\n\n" if value in ("block", "indent") else ""
    return MARKS.get((name, value), ("", ""))[0]


def _close(name: str, value: str) -> str:
    if name == "link":
        return "]]"
    if name == "display":
        return {"block": "\n\n", "left-margin": " "}.get(value, "")
    return MARKS.get((name, value), ("", ""))[1]


ORG = Writer("org", _escape, _open, _close)


def _block(block: BlockText) -> str:
    marker = "" if not block.marker else f"{block.marker} " if block.is_numbered else "- "
    return "   " * block.level + marker + block.text


def _annotation(blocks: Sequence[BlockText]) -> str:
    return f"#+begin_quote\n{stacked(blocks, _block)}\n#+end_quote"


def _table(rows: Sequence[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(cell.replace('|', chr(92) + 'vert{}') for cell in row)} |" for row in rows]
    return "\n".join([lines[0], f"|{'+'.join('---' for _ in rows[0])}|", *lines[1:]])


PAGE = Page(heading=lambda text: f"** {text}", entry=lambda entry: entry.line, blocks=_annotation, table=_table)
