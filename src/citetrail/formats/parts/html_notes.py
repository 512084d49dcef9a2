"""Notes that reference managers keep as HTML, as Markdown."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table", "tr", "ul", "ol"})
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}
_LOOKS_LIKE_HTML = re.compile(r"</?[a-zA-Z][^<>]*>|&[#\w]+;")


def markdown_from_html(text: str) -> str:
    """The words of a note with its paragraphs, lists, headings, emphasis and links; plain text stays as it is."""
    if not _LOOKS_LIKE_HTML.search(text):
        return text.strip()
    writer = _Writer()
    writer.feed(text)
    writer.close()
    return writer.text()


class _Writer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._lists: list[list[int | None]] = []  # the number of the last item of each open list; None: a dash
        self._links: list[str] = []
        self._hidden = 0

    def text(self) -> str:
        """What was written, with no more than one blank line between blocks."""
        lines = "".join(self._parts).split("\n")
        joined = "\n".join(line.rstrip() if line.strip() else "" for line in lines)
        return re.sub(r"\n{3,}", "\n\n", joined).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "head"):
            self._hidden += 1
        elif tag == "br":
            self._parts.append("\n")
        elif tag == "li":
            self._parts.append("\n" + "  " * max(0, len(self._lists) - 1) + self._bullet())
        elif tag in _BLOCKS:
            self._parts.append("\n\n" if not self._lists else "")
            self._parts.append("#" * int(tag[1]) + " " if re.fullmatch(r"h[1-6]", tag) else "")
            self._parts.append("> " if tag == "blockquote" else "")
            if tag in ("ul", "ol"):
                self._lists.append([0 if tag == "ol" else None])
        elif tag == "a":
            self._links.append(dict(attrs).get("href") or "")
            self._parts.append("[")
        else:
            self._parts.append(_MARKS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "head"):
            self._hidden = max(0, self._hidden - 1)
        elif tag == "a" and self._links:
            self._parts.append(f"]({self._links.pop()})")
        elif tag in _BLOCKS:
            if tag in ("ul", "ol") and self._lists:
                self._lists.pop()
            self._parts.append("\n\n" if not self._lists else "")
        else:
            self._parts.append(_MARKS.get(tag, ""))

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._parts.append(re.sub(r"\s+", " ", data))

    def _bullet(self) -> str:
        if not self._lists or self._lists[-1][0] is None:
            return "- "
        self._lists[-1][0] += 1
        return f"{self._lists[-1][0]}. "
