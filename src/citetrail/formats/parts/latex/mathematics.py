"""Mathematics as Unicode text, where every part of it has a character; None where not."""

from __future__ import annotations

import re
import unicodedata

from citetrail.formats.parts.latex import tables

_TOKEN = re.compile(r"\\([A-Za-z]+)\*?\s*|\\(.)|([{}^_])|(\s+)|(.)", re.DOTALL)
_MAX_LENGTH = 200
_MAX_DEPTH = 20


class _NotTextError(Exception):
    """Something that Unicode text cannot show (a fraction, a matrix)."""


def unicode_from_math(content: str) -> str | None:
    """The characters of a formula such as `10^{-3}` or `\\alpha_i`; None if it needs two dimensions."""
    if len(content) > _MAX_LENGTH:
        return None
    try:
        text, position = _sequence(content, 0, 0)
    except _NotTextError:
        return None
    return text if position == len(content) else None


def _sequence(content: str, position: int, depth: int) -> tuple[str, int]:
    """Atoms up to a closing brace or the end."""
    if depth > _MAX_DEPTH:
        raise _NotTextError
    parts: list[str] = []
    while position < len(content) and content[position] != "}":
        text, position = _atom(content, position, depth)
        parts.append(text)
    return "".join(parts), position


def _atom(content: str, position: int, depth: int) -> tuple[str, int]:
    token = _TOKEN.match(content, position)
    if token is None:
        raise _NotTextError
    command, escape, special, space, letter = token.groups()
    position = token.end()
    if command:
        return _command(command, content, position, depth)
    if special == "{":
        text, position = _sequence(content, position, depth + 1)
        if position >= len(content):
            raise _NotTextError
        return text, position + 1
    if special:
        raised, position = _argument(content, position, depth)
        return _shifted(raised, tables.SUPERSCRIPTS if special == "^" else tables.SUBSCRIPTS), position
    if escape:
        return tables.ESCAPES.get(escape, escape), position
    if space:
        return " ", position
    return {"'": "′", "~": " "}.get(letter, letter), position


def _argument(content: str, position: int, depth: int) -> tuple[str, int]:
    while position < len(content) and content[position].isspace():
        position += 1
    if position >= len(content) or content[position] in "}^_":
        raise _NotTextError
    return _atom(content, position, depth)


def _shifted(text: str, letters: dict[str, str]) -> str:
    if not text or not all(letter in letters for letter in text):
        raise _NotTextError
    return "".join(letters[letter] for letter in text)


def _command(name: str, content: str, position: int, depth: int) -> tuple[str, int]:
    for table in (tables.GREEK, tables.MATH, tables.LETTERS):
        if name in table:
            return table[name], position
    if name in tables.ACCENTS:
        text, position = _argument(content, position, depth)
        return unicodedata.normalize("NFC", text + tables.ACCENTS[name]), position
    if name in tables.MATH_ALPHABETS:
        text, position = _argument(content, position, depth)
        return "".join(tables.MATH_ALPHABETS[name].get(letter, letter) for letter in text), position
    if name in tables.TRANSPARENT or name in tables.MARKUP:
        return _argument(content, position, depth)
    if name in tables.SYMBOLS:
        return tables.SYMBOLS[name], position
    if name in tables.SILENT:
        return "", position
    raise _NotTextError
