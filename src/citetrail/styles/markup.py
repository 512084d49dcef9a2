"""Rich text in field values: <i>, <b>, <sub>, <sup>, <sc>, <span class="nocase">, and straight or curly quotes.

Source: CSL 1.0.2 specification, "Rich text formatting within fields"; quote pairs become spans so that their shape
follows the depth they end up at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from citetrail.styles.spans import Content, Format, Span

PIECE = re.compile(
    r"(</?(?:i|b|sup|sub|sc)>|<span\s+style=\"font-variant:\s*small-caps;?\">|<span\s+class=\"no(?:case|decor)\">|</span>|[\"'“”‘’`])"
)
INTERESTING = re.compile(r"[<\"'“”]")
FORMATS: dict[str, Format] = {
    "<i>": (("font-style", "italic"),),
    "<b>": (("font-weight", "bold"),),
    "<sup>": (("vertical-align", "sup"),),
    "<sub>": (("vertical-align", "sub"),),
    "<sc>": (("font-variant", "small-caps"),),
}
DEEPEST = 50  # tags and quotes in each other; what opens deeper stays text
CLOSING = frozenset("”’")
OPENS = {"“": "”", "‘": "’"}


@dataclass(slots=True)
class _Open:
    """A tag or quote that waits for its end."""

    mark: str
    closes_with: str
    parts: list[Content] = field(default_factory=list)


@lru_cache(maxsize=32768)
def content_from_text(text: str) -> Content:
    """The formatted content of a field value; a plain value comes back as the same string."""
    if not INTERESTING.search(text):
        return text
    pieces = PIECE.split(text)
    stack = [_Open("", "")]
    for index, piece in enumerate(pieces):
        if index % 2 == 0:
            if piece:
                stack[-1].parts.append(piece)
            continue
        if len(stack) > DEEPEST and not piece.startswith("</") and piece not in CLOSING:
            stack[-1].parts.append(piece)
        else:
            _take(piece, pieces, index, stack)
    while len(stack) > 1:
        _abandon(stack)
    parts = _merged(stack[0].parts)
    return parts[0] if len(parts) == 1 else Span(parts, role="field")


def _merged(parts: list[Content]) -> list[Content]:
    merged: list[Content] = []
    for part in parts:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        else:
            merged.append(part)
    return merged


def _take(piece: str, pieces: list[str], index: int, stack: list[_Open]) -> None:
    if piece.startswith("</"):
        _close_tag(piece, stack)
    elif piece.startswith("<"):
        stack.append(_Open(piece, "</span>" if piece.startswith("<span") else f"</{piece[1:]}"))
    elif piece == "`":
        stack[-1].parts.append("`")
    else:
        _take_quote(piece, _before(pieces, index), _after(pieces, index), stack)


def _before(pieces: list[str], index: int) -> str:
    """The character before a quote, tags skipped; a space at the start."""
    for at in range(index - 1, -1, -1):
        if pieces[at] and not pieces[at].startswith("<"):
            return pieces[at][-1]
    return " "


def _after(pieces: list[str], index: int) -> str:
    """The character after a quote, tags skipped; a space at the end."""
    for at in range(index + 1, len(pieces)):
        if pieces[at] and not pieces[at].startswith("<"):
            return pieces[at][0]
    return " "


def _close_tag(piece: str, stack: list[_Open]) -> None:
    if not any(entry.closes_with == piece for entry in stack):
        stack[-1].parts.append(piece)
        return
    while stack[-1].closes_with != piece:
        _abandon(stack)
    entry = stack.pop()
    content = _merged(entry.parts)
    if entry.mark.startswith("<span") and "nocase" in entry.mark:
        stack[-1].parts.append(Span(content, role="nocase"))
        return
    if entry.mark.startswith("<span") and "nodecor" in entry.mark:
        stack[-1].parts.append(Span(content, role="plain"))
        return
    formatting = FORMATS["<sc>"] if entry.mark.startswith("<span") else FORMATS[entry.mark]
    stack[-1].parts.append(Span(content, formatting=formatting, flips=True))


def _abandon(stack: list[_Open]) -> None:
    """Give up an unclosed tag or quote: its mark becomes text again."""
    entry = stack.pop()
    mark = "’" if entry.mark == "'" else entry.mark
    stack[-1].parts.append(mark)
    stack[-1].parts.extend(entry.parts)


def _take_quote(piece: str, before: str, after: str, stack: list[_Open]) -> None:
    if piece == "‘" and not any(entry.mark in ('"', "“") for entry in stack):
        stack[-1].parts.append(piece)  # an inner quote that stands alone keeps its shape
        return
    if piece in OPENS:
        stack.append(_Open(piece, OPENS[piece]))
        return
    if piece in "”’":
        _close_quote(piece, stack, is_end=True)
        return
    if before.isalnum() and after.isalnum() and piece == "'":
        stack[-1].parts.append("’")
        return
    opens = not after.isspace() and (before.isspace() or before in '([{-–—/“‘"' or (before == "'" and piece == '"'))
    if opens and not (piece == '"' and stack[-1].mark == '"' and not before.isspace()):
        stack.append(_Open(piece, piece))
        return
    _close_quote(piece, stack, is_end=not before.isspace())


def _close_quote(piece: str, stack: list[_Open], *, is_end: bool) -> None:
    """Close the innermost quote of this kind that no tag separates from here, else leave an apostrophe or the mark."""
    if is_end:
        for depth in range(len(stack) - 1, 0, -1):
            if stack[depth].closes_with == piece:
                while len(stack) - 1 > depth:
                    _abandon(stack)
                entry = stack.pop()
                role = "typed" if entry.mark == "“" else ""
                stack[-1].parts.append(Span(_merged(entry.parts), quotes=True, role=role))
                return
            if stack[depth].mark.startswith("<"):
                break
    stack[-1].parts.append("’" if piece == "'" else piece)
