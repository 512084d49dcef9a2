"""Typst output."""

from __future__ import annotations

import re

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


TYPST = Writer("typst", _escape, _open, _close)
