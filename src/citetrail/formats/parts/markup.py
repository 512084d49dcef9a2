"""Inline tags and entities that web services leave in titles: cleaned to the few tags that CSL knows."""

from __future__ import annotations

import html
import re

from citetrail.model import plain_from_markup

_SUSPICIOUS = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});|</?[a-zA-Z][a-zA-Z0-9:-]*(?:\s[^<>]*)?/?>")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)((?:\s[^<>]*)?)/?>")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});")
_KEPT = {
    "i": "i", "em": "i", "italic": "i", "b": "b", "strong": "b", "bold": "b", "sub": "sub", "inf": "sub", "sup": "sup",
}  # fmt: skip
_SMALL_CAPS = '<span style="font-variant:small-caps;">'
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_CONTROL = dict.fromkeys([*range(9), *range(14, 32), 127])
_CONTROL_CHARACTER = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def folded(text: str) -> str:
    """White space folded to blanks, ends trimmed; no-break spaces stay."""
    if "  " in text or "\n" in text or "\t" in text or "\r" in text or "\f" in text or "\v" in text:
        text = _SPACE.sub(" ", text)
    return text.strip(" ")


def has_foreign_markup(text: str) -> bool:
    """Whether entities or tags stand in the text."""
    return ("&" in text or "<" in text) and _SUSPICIOUS.search(text) is not None


def clean_title(text: str) -> str:
    """Entities decoded; italics, bold, sub- and superscript, small capitals and `nocase` kept; other tags dropped."""
    if not has_foreign_markup(text):
        return text
    while (decoded := _ENTITY.sub(lambda found: html.unescape(found.group()), text)) != text:
        text = decoded
    return folded(_with_balanced_tags(text))


def plain(text: str) -> str:
    """The words alone: entities decoded, every tag dropped."""
    return plain_from_markup(text) if has_foreign_markup(text) else text


def has_control_characters(text: str) -> bool:
    """Whether characters stand in the text that no terminal should be sent."""
    return not text.isprintable() and _CONTROL_CHARACTER.search(text) is not None


def without_control_characters(text: str) -> str:
    """The text without NUL, bell and their like; tabs and line ends stay."""
    return text.translate(_CONTROL) if _CONTROL_CHARACTER.search(text) else text


def _with_balanced_tags(text: str) -> str:
    open_tags: list[str] = []

    def replaced(tag: re.Match[str]) -> str:
        is_closing, name, attributes = tag.group(1), tag.group(2).lower().rpartition(":")[2], tag.group(3)
        if is_closing:
            return f"</{open_tags.pop()}>" if open_tags and _closes(name, open_tags[-1]) else ""
        if name in _KEPT:
            open_tags.append(_KEPT[name])
            return f"<{_KEPT[name]}>"
        if name in ("scp", "sc") or (name == "span" and "small-caps" in attributes):
            open_tags.append("span")
            return _SMALL_CAPS
        if name == "span" and "nocase" in attributes:
            open_tags.append("span")
            return '<span class="nocase">'
        return ""

    return _TAG.sub(replaced, text) + "".join(f"</{name}>" for name in reversed(open_tags))


def _closes(name: str, open_name: str) -> bool:
    return _KEPT.get(name, "span" if name in ("scp", "sc", "span") else name) == open_name
