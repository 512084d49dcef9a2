"""Inline tags of titles as pandoc's Markdown and back: `*italic*`, `**bold**`, `~sub~`, `^sup^`, `[…]{.nocase}`."""

from __future__ import annotations

import re

_TO_MARKDOWN = {
    "<i>": "*", "</i>": "*", "<b>": "**", "</b>": "**", "<sub>": "~", "</sub>": "~", "<sup>": "^", "</sup>": "^",
}  # fmt: skip
_TAG = re.compile(r"</?(?:i|b|sub|sup)>")
_SPAN = re.compile(r'<span (class="nocase"|style="font-variant:\s?small-caps;")>(.*?)</span>')
_SPECIAL = re.compile(r"([\\*~^\[\]<>_])")
_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<!\\)\*\*(?=\S)(.+?)(?<=[^\s\\])\*\*"), r"<b>\1</b>"),
    (re.compile(r"(?<![\\*])\*(?=[^\s*])(.+?)(?<=[^\s\\])\*(?!\*)"), r"<i>\1</i>"),
    (re.compile(r"(?<!\\)~([^~\s]+?)(?<!\\)~"), r"<sub>\1</sub>"),
    (re.compile(r"(?<!\\)\^([^\^\s]+?)(?<!\\)\^"), r"<sup>\1</sup>"),
    (re.compile(r"(?<!\\)\[([^\[\]]*)(?<!\\)\]\{\.nocase\}"), r'<span class="nocase">\1</span>'),
    (re.compile(r"(?<!\\)\[([^\[\]]*)(?<!\\)\]\{\.smallcaps\}"), r'<span style="font-variant:small-caps;">\1</span>'),
)
_ESCAPE = re.compile(r"\\([\\*~^\[\]<>_])")


def markdown_from_title(title: str) -> str:
    """The title with tags as Markdown; characters that Markdown would read are escaped."""
    if not _SPECIAL.search(title):
        return title
    spans: list[str] = []

    def kept(found: re.Match[str]) -> str:
        spans.append(
            f"[{markdown_from_title(found.group(2))}]{{.{'nocase' if 'nocase' in found.group(1) else 'smallcaps'}}}"
        )
        return f"\x00{len(spans) - 1}\x01"

    text = _SPAN.sub(kept, title)
    pieces = _TAG.split(text)
    tags = [_TO_MARKDOWN[tag] for tag in _TAG.findall(text)]
    written = _SPECIAL.sub(r"\\\1", pieces[0])
    for tag, piece in zip(tags, pieces[1:], strict=True):
        written += tag + _SPECIAL.sub(r"\\\1", piece)
    return re.sub(r"\x00(\d+)\x01", lambda found: spans[int(found.group(1))], written)


def title_from_markdown(text: str) -> str:
    """The title with Markdown as tags."""
    if not _SPECIAL.search(text):
        return text
    for pattern, replacement in _MARKS:
        text = pattern.sub(replacement, text)
    return _ESCAPE.sub(r"\1", text)
