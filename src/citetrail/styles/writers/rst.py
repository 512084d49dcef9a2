"""reStructuredText output.

Inline markup cannot nest there, so that only the innermost mark of a stretch is written; a mark that touches a letter
is kept apart from it by an escaped space.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from citetrail.styles.emit import Token
from citetrail.styles.writers.writer import Writer

SPECIAL = re.compile(r"([\\`*_|])")
MARKS = {
    ("font-style", "italic"): ("*", "*"),
    ("font-style", "oblique"): ("*", "*"),
    ("font-weight", "bold"): ("**", "**"),
    ("vertical-align", "sup"): (":sup:`", "`"),
    ("vertical-align", "sub"): (":sub:`", "`"),
}
BEFORE = frozenset(" \n\t'\"([{<-/:“‘")
AFTER = frozenset(" \n\t'\")]}>-/:.,;!?\\”’…")


def _escape(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text)


def text_from_tokens(tokens: Sequence[Token]) -> str:
    """Tokens as reStructuredText."""
    stack: list[tuple[str, str]] = []
    pieces: list[tuple[str, str, str]] = []  # opening, text, closing
    for token in tokens:
        if isinstance(token, str):
            pieces.extend(_stretches(token, stack))
        elif token[0] == "open":
            stack.append((token[1], token[2]))
        elif stack:
            stack.pop()
            if token[1:] in (("display", "block"), ("display", "left-margin")):
                pieces.append(("", " ", ""))
    return _joined(pieces)


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
