"""Files of tagged lines (RIS, MEDLINE, EndNote, Web of Science): lines to tags, tags to records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from citetrail.formats.parts.markup import without_control_characters


class TaggedLine(NamedTuple):
    """A tag and its value with continuation lines joined by line ends; `offset` is where the tag stands.

    `after_blank`: a blank line stands above it.
    """

    tag: str
    value: str
    offset: int
    after_blank: bool = False


class TaggedRecord(NamedTuple):
    """The tagged lines of one record; `text[start:end]` is its source. `is_closed` tells whether its end was marked."""

    lines: tuple[TaggedLine, ...]
    start: int
    end: int
    is_closed: bool = True

    def first(self, *tags: str) -> str | None:
        """The first filled value of the first of these tags that has one."""
        for tag in tags:
            for line in self.lines:
                if line.tag == tag and line.value:
                    return line.value
        return None

    def all(self, *tags: str) -> list[str]:
        """Every filled value of these tags, in the order of the record."""
        return [line.value for line in self.lines if line.tag in tags and line.value]


_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


def tagged_lines(text: str, pattern: re.Pattern[str], join: str = "\n") -> Iterator[TaggedLine]:
    """Tags with values, in order. `pattern` matches a line that begins with a tag and has groups `tag` and `value`.

    Other lines go on with the tag above, joined with `join`; lines above the first tag are left out, and so are blank
    lines, after which only an indented line goes on.
    """
    current: list[str] = []
    tag, offset = "", 0
    after_blank = is_parted = False
    for line in _LINE.finditer(text):
        content = line.group().strip("\r\n")
        if not content.strip():
            after_blank = True
            continue
        found = pattern.match(content.lstrip("\ufeff"))
        if found:
            if tag:
                yield TaggedLine(tag, _joined(current, join), offset, is_parted)
            is_parted = after_blank
            tag, offset, current = (
                found["tag"],
                line.start() + len(content) - len(content.lstrip("\ufeff")),
                [found["value"] or ""],
            )
        elif tag and (not after_blank or content[0].isspace()):
            current.append(content.strip())
        after_blank = False
    if tag:
        yield TaggedLine(tag, _joined(current, join), offset, is_parted)


def parted_by_blank_lines(lines: Iterator[TaggedLine], text: str) -> Iterator[TaggedRecord]:
    """Records of a file in which nothing but a blank line parts them."""
    current: list[TaggedLine] = []
    for line in lines:
        if line.after_blank and current:
            yield TaggedRecord(tuple(current), current[0].offset, line.offset)
            current = []
        current.append(line)
    if current:
        yield TaggedRecord(tuple(current), current[0].offset, len(text))


def _joined(parts: list[str], join: str) -> str:
    return without_control_characters(join.join(bare for part in parts if (bare := part.strip())))


def records_of(
    lines: Iterator[TaggedLine], text: str, is_start: Callable[[str], bool], is_end: Callable[[str], bool]
) -> Iterator[TaggedRecord]:
    """Records from a start tag to an end tag. A start tag right after another one only replaces it.

    Tags that no start tag opened make a record of their own, if there are several (one alone is a trailer).
    """
    current: list[TaggedLine] = []
    for line in lines:
        if is_end(line.tag):
            if _says_something(current, is_start):
                yield TaggedRecord(tuple(current), current[0].offset, _end_of_line(text, line.offset))
            current = []
        elif is_start(line.tag) and current:
            if all(is_start(one.tag) for one in current) or not _says_something(current, is_start):
                current = [line]
                continue
            yield TaggedRecord(tuple(current), current[0].offset, line.offset, is_closed=False)
            current = [line]
        else:
            current.append(line)
    if _says_something(current, is_start):
        yield TaggedRecord(tuple(current), current[0].offset, len(text), is_closed=False)


def _says_something(lines: list[TaggedLine], is_start: Callable[[str], bool]) -> bool:
    return any(is_start(line.tag) for line in lines) or sum(bool(line.value) for line in lines) > 1


def _end_of_line(text: str, offset: int) -> int:
    found = re.compile(r"[\r\n]|\Z").search(text, offset)
    return found.start() if found else len(text)
