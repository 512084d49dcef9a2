"""Markdown, as readers write their notes, as formatted paragraphs.

Source: CommonMark 0.31 for paragraphs, headings, lists, block quotations, code, emphasis and links. HTML stays text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from citetrail.styles.spans import Content, Format, Span, plain

BOLD: Format = (("font-weight", "bold"),)
ITALIC: Format = (("font-style", "italic"),)
CODE: Format = (("font-family", "monospace"),)
BULLET = "•"
DEEPEST = 8  # quotations within quotations

ITEM = re.compile(r"(\s*)([-*+]|\d{1,9}[.)])(?:\s+|$)(.*)")
HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.*?)(?:\s+#+)?\s*$")
QUOTED = re.compile(r"\s{0,3}>\s?(.*)")
FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
RULE = re.compile(r"\s{0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
INLINE = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?<!`)(?P<ticks>`{1,3})(?!`)(?P<code>.{1,500}?)(?<!`)(?P=ticks)(?!`)"
    r"|(?P<image>!?)\[(?P<label>(?:[^\[\]\\]|\\.){1,500})\]\(\s*<?(?P<target>[^\s<>()]+(?:\([^\s()]*\))?)>?"
    r"(?:\s+\"[^\"]*\")?\s*\)"
    r"|<(?P<address>https?://[^\s<>]+)>"
    r"|(?P<bare>https?://[^\s<>\"]*[^\s<>\"'.,;:!?)\]}*_])"
    r"|\*\*(?=\S)(?P<strong>.{1,2000}?)(?<=\S)\*\*(?!\*)|(?<!\w)__(?=\S)(?P<strong_too>.{1,2000}?)(?<=\S)__(?!\w)"
    r"|\*(?=[^\s*])(?P<em>.{1,2000}?)(?<=[^\s*])\*(?!\*)|(?<!\w)_(?=[^\s_])(?P<em_too>.{1,2000}?)(?<=[^\s_])_(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph: `nest` block quotations around it, and for a list item its marker ("•", "1.") and `level` from 0."""

    content: Content
    nest: int = 0
    marker: str = ""
    level: int = 0


def prose_from_markdown(text: str) -> tuple[Prose, ...]:
    """The paragraphs of a Markdown text, in order."""
    return tuple(_paragraphs(text.expandtabs(4).splitlines()))


def content_from_inline(text: str) -> Content:
    """A line of Markdown as formatted content."""
    parts: list[Content] = []
    end = 0
    for match in INLINE.finditer(text):
        parts.append(text[end : match.start()])
        parts.append(_inline(match))
        end = match.end()
    parts.append(text[end:])
    kept = [part for part in parts if part]
    return kept[0] if len(kept) == 1 else Span(kept)


def with_addresses(content: Content) -> Content:
    """The content with the address in brackets after every link that does not show it, for outputs without links."""
    if isinstance(content, str):
        return content
    if content.target and plain(content) != content.target:
        return Span((*content.content, f" ({content.target})"))
    return content.with_content([with_addresses(part) for part in content.content])


def _inline(match: re.Match[str]) -> Content:
    found = match.groupdict()
    if found["escaped"]:
        return str(found["escaped"])
    if found["code"]:
        return Span((found["code"].strip() or found["code"],), formatting=CODE)
    if found["label"]:
        label = content_from_inline(found["label"])
        return label if found["image"] else Span((label,), role="link", target=found["target"])
    address = found["address"] or found["bare"]
    if address:
        return Span((address,), role="link", target=address)
    strong = found["strong"] or found["strong_too"]
    if strong:
        return Span((content_from_inline(strong),), formatting=BOLD)
    return Span((content_from_inline(found["em"] or found["em_too"]),), formatting=ITALIC)


def _paragraphs(lines: Sequence[str], nest: int = 0) -> Iterator[Prose]:
    """Blocks one after the other; a paragraph takes the lines up to the next blank line or block."""
    at = 0
    indents: list[int] = []  # of the list items that are open, outermost first
    while at < len(lines):
        line = lines[at]
        item = ITEM.fullmatch(line) if not RULE.match(line) else None
        if not line.strip() or RULE.match(line):
            at += 1
        elif fence := FENCE.match(line):
            end = _end_of_fence(lines, at, fence[1])
            yield from (Prose(Span((code,), formatting=CODE)) for code in lines[at + 1 : end] if code.strip())
            at = end + 1
        elif QUOTED.match(line) and nest < DEEPEST:
            end = _end(lines, at, lambda one: QUOTED.match(one) is not None)
            inner = [found[1] if (found := QUOTED.match(one)) else one for one in lines[at:end]]
            yield from (replace(one, nest=one.nest + 1) for one in _paragraphs(inner, nest + 1))
            at = end
        elif heading := HEADING.match(line):
            yield Prose(Span((content_from_inline(heading[1]),), formatting=BOLD))
            at += 1
        else:
            indents = _opened(indents, len(item[1])) if item else _still_open(indents, line)
            end = _end(lines, at + 1, _continues)
            text = " ".join([item[3] if item else line.strip(), *(one.strip() for one in lines[at + 1 : end])]).strip()
            marker = "" if item is None else BULLET if item[2] in "-*+" else item[2]
            yield Prose(content_from_inline(text), marker=marker, level=max(len(indents) - 1, 0))
            at = end


def _opened(indents: list[int], indent: int) -> list[int]:
    """The open list items when one begins at this indent."""
    return [*(one for one in indents if one < indent), indent]


def _still_open(indents: list[int], line: str) -> list[int]:
    """The list items that a paragraph without a marker belongs to."""
    indent = len(line) - len(line.lstrip())
    return [one for one in indents if one < indent]


def _continues(line: str) -> bool:
    """Whether a line goes on with the paragraph before it."""
    if not line.strip() or RULE.match(line):
        return False
    return not any(pattern.match(line) for pattern in (ITEM, HEADING, QUOTED, FENCE))


def _end(lines: Sequence[str], start: int, belongs: Callable[[str], bool]) -> int:
    return next((at for at in range(start, len(lines)) if not belongs(lines[at])), len(lines))


def _end_of_fence(lines: Sequence[str], start: int, mark: str) -> int:
    """The line that closes a code block; the end where none does."""
    return next(
        (at for at in range(start + 1, len(lines)) if lines[at].strip().startswith(mark)),
        len(lines),
    )
