"""Values of fields: parts joined, macros expanded; still LaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from citetrail.formats.parts.dates import MONTH_MACROS, MONTH_WORDS

STANDARD_MACROS: dict[str, str] = dict(zip(MONTH_MACROS, MONTH_WORDS, strict=True))

_PLAIN_QUOTED = re.compile(r'"([^"{}]*)"')
_QUOTE_OR_BRACE = re.compile(r'["{}]')
_MOST_FROM_MACROS = 1_000_000
_BARE = re.compile(r"[^\s{}\"#]+")
_BRACE = re.compile(r"[{}]")
_NUMBER = re.compile(r"\d+$")


class ValuePart(NamedTuple):
    """One operand of `#`: `text` without delimiters; `is_name` for a bare word (a macro or a number)."""

    text: str
    is_name: bool


def value_parts(value: str) -> Iterator[ValuePart]:
    """The operands of a value as written. Text outside any delimiter (a value somebody forgot to quote) is kept."""
    position = 0
    while position < len(value):
        letter = value[position]
        if letter in '{"':
            end = _closing(value, position)
            yield ValuePart(value[position + 1 : end], is_name=False)
            position = end + 1
        elif bare := _BARE.match(value, position):
            yield ValuePart(bare.group(), is_name=True)
            position = bare.end()
        else:
            position += 1


def expanded(value: str, macros: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    """The value as one LaTeX string, and the macros in it that are not defined (their names stand in the string).

    Macros that would make the value longer than a million characters count as not defined: a few lines in which each
    macro holds the one above twice would fill any memory.
    """
    last = len(value) - 1
    if value.startswith("{") and value.find("}") == last and value.find("{", 1) < 0:
        return value[1:last], ()
    if found := _PLAIN_QUOTED.fullmatch(value):
        return found.group(1), ()
    if value.startswith("{") and _closing(value, 0) == last:
        return value[1:-1], ()
    parts = list(value_parts(value))
    if "#" not in value and len(parts) > 1:
        return _unquoted(value), ()
    texts: list[str] = []
    undefined: list[str] = []
    room = _MOST_FROM_MACROS
    for part in parts:
        text = None if not part.is_name or _NUMBER.match(part.text) else macros.get(part.text.lower())
        if text is not None and len(text) <= room:
            room -= len(text)
            texts.append(text)
            continue
        texts.append(part.text)
        if part.is_name and not _NUMBER.match(part.text):
            undefined.append(part.text)
    return "".join(texts), tuple(undefined)


def _unquoted(value: str) -> str:
    """Several words or groups without `#`: kept as they are, a whole pair of quotes or braces taken off."""
    first = value[0]
    if first == '"' and value.endswith('"') and len(value) > 1:
        return value[1:-1]
    return value


def _closing(value: str, opener: int) -> int:
    """The offset of the delimiter that closes this one; the end where none does."""
    if value[opener] == "{":
        return _closing_brace(value, opener)
    depth = 0
    for mark in _QUOTE_OR_BRACE.finditer(value, opener + 1):
        if mark.group() != '"':
            depth = max(0, depth + (1 if mark.group() == "{" else -1))
        elif depth == 0:
            return mark.start()
    return len(value)


def _closing_brace(value: str, opener: int) -> int:
    depth = 0
    for brace in _BRACE.finditer(value, opener):
        depth += 1 if brace.group() == "{" else -1
        if depth == 0:
            return brace.start()
    return len(value)
