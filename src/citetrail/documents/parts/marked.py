"""Markdown to drafts: blocks and inline markup by a small scanner that keeps the line breaks."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from citetrail.documents.parts.drafts import Draft, DraftLink
from citetrail.model.documents import BlockKind

_ATX = re.compile(r"^ {0,3}(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*(?:\{[^{}]*\})?\s*$")
_SETEXT = re.compile(r"^ {0,3}(=+|-+)\s*$")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_DIV = re.compile(
    r"^\s*(?::{3,}.*|</?(?:div|section|span|p|center|details|summary|a|br|hr|img)\b[^<>]*>)\s*$", re.IGNORECASE
)
_DIV_PATH = re.compile(r"(?:id|class)=\"([^\"]*)\"|^\s*:{3,}\s*\{?([^}]*)\}?", re.IGNORECASE)
_ITEM = re.compile(r"^(\s*)(?:[*+-]|\(?\d{1,3}[.)])\s+(?=\S)")
_RULE = re.compile(r"^ {0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
_QUOTE = re.compile(r"^ {0,3}>\s?")
_NOTE = re.compile(r"^\[\^([^\]\s]+)\]:\s*")
_DEFINITION = re.compile(r"^ {0,3}\[([^\]^][^\]]*)\]:\s*<?(\S+?)>?(?:\s+[\"'(].*[\"')])?\s*$")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)

_INLINE = re.compile(
    r"""(?P<escape>\\[!-/:-@\[-`{-~])
      | (?P<code>(?<!`)(?P<ticks>`++)(?P<inside>[^`]+)(?P=ticks)(?!`))
      | !\[(?P<alt>[^\[\]]*)\]\((?P<src>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)[^()]*\)(?:\{[^{}]*\})?
      | \[(?P<words>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\(<?
          (?P<target>[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+["'][^"']*["'])?\)(?:\{[^{}]*\})?
      | \[(?P<label>[^\[\]^@\\][^\[\]]*)\]\[(?P<key>[^\[\]]*)\]
      | \[\^(?P<note>[^\[\]\s]+)\]
      | \[(?P<spanned>[^\[\]]*)\]\{[^{}]*\}
      | <(?P<auto>https?://[^<>\s]+|mailto:[^<>\s]+)>
      | (?P<tag></?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>)
      | (?P<strong>\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w))
      | (?P<strike>~~)
      | (?P<entity>&(?:\#\d{1,7}|\#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,31});)
    """,
    re.VERBOSE,
)


@dataclass(slots=True)
class _Source:
    """The lines being scanned, what was found in them, and the block that is still open."""

    definitions: dict[str, str]
    drafts: list[Draft] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    kind: BlockKind = "paragraph"
    line: int = 0
    path: list[str] = field(default_factory=list)

    def open(self, number: int, kind: BlockKind) -> None:
        """Begin a block at a line, after closing the one before."""
        self.close()
        self.kind, self.line = kind, number + 1

    def close(self, level: int | None = None) -> None:
        """End the open block; its inline markup is resolved now."""
        raw = "\n".join(self.lines)
        kind, self.lines, self.kind = self.kind, [], "paragraph"
        if not raw.strip():
            return
        text, links = (raw, []) if kind == "code" else plain_from_inline(raw, self.definitions)
        if text.strip():
            path = " ".join(self.path) or None
            self.drafts.append(_trimmed(Draft(text, kind=kind, level=level, line=self.line, path=path, links=links)))


def drafts_from_markdown(body: str, first_line: int) -> list[Draft]:
    """The blocks of Markdown without markup; `first_line` is the number of its first line in the file, from 0."""
    lines = _COMMENT.sub(lambda found: "\n" * found.group().count("\n"), body).split("\n")
    source = _Source(_definitions(lines))
    fence: str | None = None
    for number, line in enumerate(lines, first_line):
        mark = _FENCE.match(line)
        if fence is None and mark:
            source.open(number + 1, "code")
            fence = mark[1]
        elif fence is not None and mark and mark[1].startswith(fence) and line.strip() == mark[1]:
            source.close()
            fence = None
        elif fence is not None:
            source.lines.append(line)
        else:
            _scan_line(source, number, line)
    source.close()
    return source.drafts


def _definitions(lines: list[str]) -> dict[str, str]:
    found = (_DEFINITION.match(line) for line in lines if line.lstrip().startswith("["))
    return {hit[1].strip().casefold(): hit[2] for hit in found if hit}


def _scan_line(source: _Source, number: int, line: str) -> None:
    if not line.strip() or _DEFINITION.match(line):
        source.close()
    elif (heading := _ATX.match(line)) and heading[2]:
        source.open(number, "heading")
        source.lines = [heading[2]]
        source.close(level=len(heading[1]))
    elif _is_underline(source, line):
        source.kind = "heading"
        source.close(level=1 if "=" in line else 2)
    elif _RULE.match(line):
        source.close()
    elif _DIV.match(line):
        source.close()
        _follow_container(source, line)
    else:
        _scan_content(source, number, line)


def _is_underline(source: _Source, line: str) -> bool:
    return bool(_SETEXT.match(line)) and len(source.lines) == 1 and source.kind == "paragraph"


def _follow_container(source: _Source, line: str) -> None:
    """`<div id="refs">` and `::: {#refs}` name what is inside them."""
    bare = line.strip().lower()
    if bare.startswith(("<div", "<section")) or (bare.startswith(":::") and bare.strip(": ")):
        names = " ".join(part for hit in _DIV_PATH.findall(line) for part in hit if part)
        source.path.append(names.replace("#", "").replace(".", "").strip() or "div")
    elif (bare.startswith(("</div", "</section", ":::"))) and source.path:
        source.path.pop()


def _scan_content(source: _Source, number: int, line: str) -> None:
    if note := _NOTE.match(line):
        source.open(number, "footnote")
        source.lines = [line[note.end() :]]
    elif item := _ITEM.match(line):
        source.open(number, "item")
        # a number is the label of the item and stays; a bullet goes
        source.lines = [line.strip() if item.group().strip(" ()").rstrip(".)").isdigit() else line[item.end() :]]
    elif quoted := _QUOTE.match(line):
        if source.kind != "quote":
            source.open(number, "quote")
        source.lines.append(line[quoted.end() :])
    else:
        if not source.lines:
            source.open(number, _kind_of_first(source, line))
        source.lines.append(line.strip())


def _kind_of_first(source: _Source, line: str) -> BlockKind:
    if line.lstrip().startswith("|"):
        return "table"
    follows_note = source.drafts and source.drafts[-1].kind == "footnote" and line.startswith("    ")
    return "footnote" if follows_note else "paragraph"


def _trimmed(draft: Draft) -> Draft:
    left = len(draft.text) - len(draft.text.lstrip())
    draft.text = draft.text.strip()
    size = len(draft.text)
    draft.links = [
        DraftLink(max(link.start - left, 0), min(link.end - left, size), link.target)
        for link in draft.links
        if link.start - left < size
    ]
    return draft


def plain_from_inline(raw: str, definitions: dict[str, str]) -> tuple[str, list[DraftLink]]:
    """The words without inline markup, and the links among them, with offsets into the words."""
    pieces: list[str] = []
    links: list[DraftLink] = []
    size = position = 0
    for hit in _INLINE.finditer(raw):
        before = raw[position : hit.start()]
        words, target = _resolved(hit, definitions)
        pieces += (before, words)
        begin = size + len(before)
        size = begin + len(words)
        position = hit.end()
        if target:
            links.append(DraftLink(begin, size, target))
    pieces.append(raw[position:])
    return "".join(pieces), links


def _resolved(hit: re.Match[str], definitions: dict[str, str]) -> tuple[str, str | None]:
    """The words that one piece of markup stands for, and where it leads."""
    group = hit.groupdict()
    if group["escape"]:
        return group["escape"][1:], None
    if group["code"]:
        return group["inside"], None
    if group["auto"]:
        return group["auto"], group["auto"]
    if group["words"] is not None:
        return plain_from_inline(group["words"], {})[0], group["target"] or None
    if group["label"] is not None:
        target = definitions.get((group["key"] or group["label"]).strip().casefold())
        return (group["label"], target) if target else (hit.group(), None)
    if group["entity"]:
        return html.unescape(group["entity"]), None
    if group["alt"] is not None:
        return group["alt"], None
    return group["spanned"] or "", None
