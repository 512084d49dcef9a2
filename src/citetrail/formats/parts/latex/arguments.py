"""The arguments of a LaTeX command, found in the text behind its name."""

from __future__ import annotations

import re

_OPTIONS = re.compile(r"\s*\[((?:[^\[\]{}\\]|\\.|\{[^{}]{0,300}\}){0,500})\]", re.DOTALL)
_LONGEST = 2_000  # characters of one argument
_DEEPEST = 20  # braces in braces; without it, thousands of commands in each other are read again and again
_SPACE = re.compile(r"\s*")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)


def end_of_options(text: str, position: int) -> int:
    """Where the text goes on behind options in brackets, if there are any at `position`."""
    found = _OPTIONS.match(text, position)
    return found.end() if found else position


def braced(text: str, position: int, count: int) -> tuple[tuple[str, ...], int] | None:
    """`count` arguments in braces from `position` on, and where they end; options between them are passed over.

    None if there are fewer.
    """
    arguments: list[str] = []
    for _ in range(count):
        space = _SPACE.match(text, end_of_options(text, position))
        position = space.end() if space else position
        end = _closing(text, position)
        if end is None:
            return None
        arguments.append(text[position + 1 : end])
        position = end + 1
    return tuple(arguments), position


def _closing(text: str, position: int) -> int | None:
    """The place of the brace that closes the one at `position`."""
    if not text.startswith("{", position):
        return None
    depth = 0
    for brace in _BRACE.finditer(text, position, position + _LONGEST):
        depth += {"{": 1, "}": -1}.get(brace.group(), 0)
        if depth == 0:
            return brace.start()
        if depth > _DEEPEST:
            return None
    return None
