"""HTML output."""

from __future__ import annotations

from citetrail.styles.writers.superscripts import RAISED
from citetrail.styles.writers.writer import Writer

TAGS = {
    ("font-style", "italic"): ("<i>", "</i>"),
    ("font-style", "oblique"): ("<em>", "</em>"),
    ("font-weight", "bold"): ("<b>", "</b>"),
    ("vertical-align", "sup"): ("<sup>", "</sup>"),
    ("vertical-align", "sub"): ("<sub>", "</sub>"),
    ("vertical-align", "baseline"): ('<span style="baseline">', "</span>"),
}


def _open(name: str, value: str) -> str:
    if (name, value) in TAGS:
        return TAGS[name, value][0]
    if name == "display":
        return f'<div class="csl-{value}">'
    if name == "link":
        return f'<a href="{_escape(value)}">'
    return f'<span style="{name}:{value};">'


def _close(name: str, value: str) -> str:
    if (name, value) in TAGS:
        return TAGS[name, value][1]
    return {"display": "</div>", "link": "</a>"}.get(name, "</span>")


def _escape(text: str) -> str:
    return text.replace("&", "&#38;").replace("<", "&#60;").replace(">", "&#62;").replace('"', "&#34;") if text else ""


SUPERSCRIPTS = {code: f"<sup>{letters}</sup>" for code, letters in RAISED.items()}


def _escape_text(text: str) -> str:
    escaped = text.replace("&", "&#38;").replace("<", "&#60;").replace(">", "&#62;")
    return escaped if escaped.isascii() else escaped.translate(SUPERSCRIPTS)


HTML = Writer("html", _escape_text, _open, _close)
