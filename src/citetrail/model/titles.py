"""Titles with inline markup: the few tags that carry meaning, well nested, and nothing that could do harm.

Kept are `<i>`, `<b>`, `<sub>`, `<sup>` and `<sc>` (small capitals), as CSL-JSON writes rich text
(https://docs.citationstyles.org/en/stable/specification.html). Everything else that looks like a tag is dropped.
"""

from __future__ import annotations

import html
import re

from citetrail.model.folding import plain_from_markup, squeeze

_KEPT = {
    "i": "i", "em": "i", "italic": "i", "b": "b", "strong": "b", "bold": "b", "sub": "sub", "inf": "sub", "sup": "sup",
    "sc": "sc", "scp": "sc",
}  # fmt: skip
_TAG = re.compile(rf"<(?P<slash>/?)(?:jats:)?(?P<name>{'|'.join(_KEPT)})(?:\s+[\w:-]+\s*=[^<>]*)?\s*>", re.IGNORECASE)
_OWN_TAG = re.compile(r"(</?(?:i|b|sub|sup|sc)>)")
# Stand-ins that no text holds, so that the other tags can be taken out without touching the ones that stay.
_OPEN, _CLOSE = "\ue000", "\ue001"
_STAND_IN = re.compile(f"{_OPEN}(/?[a-z]+){_CLOSE}")


def title_from_markup(text: str) -> str:
    """A title with its safe inline markup, from HTML, JATS or MathML; entities decoded, white space folded. Idempotent.

    `<em>` and `<jats:italic>` become `<i>`; a tag without its partner is closed at the end, or dropped.
    """
    if "<" not in text and "&" not in text:
        return squeeze(text)
    decoded = text.translate({ord(_OPEN): None, ord(_CLOSE): None})
    while "&" in decoded and (again := html.unescape(decoded)) != decoded:
        decoded = again
    marked = plain_from_markup(_TAG.sub(_stand_in, decoded))
    return _nested(_STAND_IN.sub(r"<\1>", marked))


def _stand_in(tag: re.Match[str]) -> str:
    return f"{_OPEN}{tag['slash']}{_KEPT[tag['name'].lower()]}{_CLOSE}"


def _nested(title: str) -> str:
    """The title with every tag closed in order, and none empty."""
    written: list[str] = []
    opened: list[str] = []
    for piece in _OWN_TAG.split(title):
        if not _OWN_TAG.fullmatch(piece):
            written.extend([piece] if piece else [])
        elif not piece.startswith("</"):
            opened.append(piece[1:-1])
            written.append(piece)
        elif piece[2:-1] in opened:
            depth = len(opened) - 1 - opened[::-1].index(piece[2:-1])
            _close(written, opened, depth)
    _close(written, opened, 0)
    return squeeze("".join(written))


def _close(written: list[str], opened: list[str], depth: int) -> None:
    """Close the innermost tags until `depth` are open; one that holds nothing but blanks is taken back."""
    while len(opened) > depth:
        name = opened.pop()
        blank = written.pop() if written[-1].isspace() else ""
        if written[-1] == f"<{name}>":
            written.pop()
        else:
            written.append(f"</{name}>")
        if blank and not (written and written[-1].isspace()):
            written.append(blank)


def html_from_title(title: str) -> str:
    """A title as safe HTML: the inline markup as elements, everything else escaped."""
    pieces = _OWN_TAG.split(_nested(title))
    return "".join(
        _element(piece) if _OWN_TAG.fullmatch(piece) else html.escape(piece, quote=False) for piece in pieces
    )


def _element(tag: str) -> str:
    if tag == "<sc>":
        return '<span style="font-variant: small-caps">'
    return "</span>" if tag == "</sc>" else tag
