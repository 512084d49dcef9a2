"""reStructuredText output.

Inline markup cannot nest there, so that only the innermost mark of a stretch is written; a mark that touches a letter
is kept apart from it by an escaped space.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from unicodedata import east_asian_width

from citetrail.styles.emit import Token
from citetrail.styles.writers.page import BlockText, Page
from citetrail.styles.writers.writer import Writer

SPECIAL = re.compile(r"([\\`*_|])")
MARKS = {
    ("font-style", "italic"): ("*", "*"),
    ("font-style", "oblique"): ("*", "*"),
    ("font-weight", "bold"): ("**", "**"),
    ("vertical-align", "sup"): (":sup:`", "`"),
    ("vertical-align", "sub"): (":sub:`", "`"),
}
LIST_START = re.compile(r"^(?:\(?(?:\d+|[A-Za-z#]|[ivxlcdm]+|[IVXLCDM]+)[.)]|[-+•‣⁃])(?=\s|$)")
INDENT = "   "
BEFORE = frozenset(" \n\t'\"([{<-/:“‘")
AFTER = frozenset(" \n\t'\")]}>-/:.,;!?\\”’…")


def _escape(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text)


def text_from_tokens(tokens: Sequence[Token]) -> str:
    """Tokens as reStructuredText."""
    stack: list[tuple[str, str]] = []
    pieces: list[tuple[str, str, str]] = []  # opening, text, closing
    for is_text, run in groupby(tokens, lambda token: isinstance(token, str)):
        if is_text:  # one piece of mark-up for texts that follow each other
            pieces.extend(_stretches("".join(str(token) for token in run), stack))
            continue
        for token in run:
            _enter_or_leave(token, stack, pieces)
    return _no_list(_joined(pieces))


def _no_list(text: str) -> str:
    """Text whose beginning is not taken for the item of a list ("C. Doe")."""
    return LIST_START.sub(r"\\\g<0>", text)


def _enter_or_leave(token: Token, stack: list[tuple[str, str]], pieces: list[tuple[str, str, str]]) -> None:
    """Follow a mark; a block or margin that ends leaves a space behind."""
    if token[0] == "open":
        stack.append((token[1], token[2]))
    elif stack:
        stack.pop()
        if token[1:] in (("display", "block"), ("display", "left-margin")):
            pieces.append(("", " ", ""))


def _stretches(text: str, stack: Sequence[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """A text in the innermost mark; white space at its ends stays outside, as the mark-up asks."""
    link = next((value for name, value in reversed(stack) if name == "link"), "")
    mark = next((MARKS[entry] for entry in reversed(stack) if entry in MARKS), None)
    if stack and stack[-1][1] == "normal":
        mark = None
    if link:
        return [("`", f"{_escape(text)} <{link}>", "`__")]
    if mark is None or not text.strip():
        return [("", _escape(text), "")]
    inner = text.strip()
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return [("", lead, ""), (mark[0], _escape(inner), mark[1]), ("", tail, "")]


def _joined(pieces: Sequence[tuple[str, str, str]]) -> str:
    out = ""
    closed = False
    for opening, text, closing in pieces:
        if not text:
            continue
        piece = f"{opening}{text}{closing}"
        if (closed and piece[0] not in AFTER) or (opening and out and out[-1] not in BEFORE):
            out += "\\ "
        out += piece
        closed = bool(closing)
    return out


RST = Writer("rst", _escape, lambda *_: "", lambda *_: "", text_from_tokens)


def _width(text: str) -> int:
    """Columns a text takes; East Asian letters take two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _annotation(blocks: Sequence[BlockText]) -> str:
    """Indented paragraphs; lists keep together, everything else has an empty line before."""
    out = ""
    for at, block in enumerate(blocks):
        before = blocks[at - 1] if at else None
        if before is not None:
            follows = block.marker and before.marker and (block.nest, block.level) == (before.nest, before.level)
            out += "\n" if follows and block.is_numbered == before.is_numbered else "\n\n"
            if before.marker and block.nest:
                out += f"{INDENT}..\n\n"  # an empty comment ends the list, which would take in what is indented
        marker = "" if not block.marker else f"{block.marker} " if block.is_numbered else "- "
        out += INDENT * (1 + block.nest) + _lead(blocks[:at], block) + marker + block.text
    return out


def _lead(before: Sequence[BlockText], block: BlockText) -> str:
    """The columns an item within an item is moved in by: the widths of the markers around it."""
    widths: dict[int, int] = {}
    for one in before:
        widths[one.level] = len(one.marker) + 1 if one.is_numbered else 2
    return " " * sum(widths.get(level, 2) for level in range(block.level))


def _table(rows: Sequence[Sequence[str]]) -> str:
    lines = [f"   {' ' if at else '*'} - {cell}" for row in rows for at, cell in enumerate(row)]
    return "\n".join([".. list-table::", "   :header-rows: 1", "", *lines])


PAGE = Page(
    heading=lambda text: f"{text}\n{'-' * _width(text)}",
    entry=lambda entry: _no_list(entry._replace(margin=entry.margin.replace("[", "\\[")).line),
    blocks=_annotation,
    table=_table,
)
