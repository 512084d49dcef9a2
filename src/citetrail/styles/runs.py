"""Formatted text as stretches in one formatting each, for outputs that do not nest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from citetrail.styles.emit import Token


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one formatting; `vertical` is "sup", "sub" or empty, `link` a URL or empty."""

    text: str
    is_italic: bool = False
    is_bold: bool = False
    is_small_caps: bool = False
    is_underlined: bool = False
    is_code: bool = False
    vertical: str = ""
    link: str = ""


def runs_from_tokens(tokens: Sequence[Token]) -> tuple[Run, ...]:
    """Tokens as stretches of text with their formatting in force."""
    stack = [Run("")]
    runs: list[Run] = []
    for token in tokens:
        if isinstance(token, str):
            if runs and replace(runs[-1], text="") == stack[-1]:
                runs[-1] = replace(runs[-1], text=runs[-1].text + token)
            else:
                runs.append(replace(stack[-1], text=token))
        elif token[0] == "open":
            stack.append(_formatted(stack[-1], token[1], token[2]))
        else:
            stack.pop()
    return tuple(runs)


def _formatted(run: Run, name: str, value: str) -> Run:
    if name == "font-style":
        return replace(run, is_italic=value != "normal")
    if name == "font-weight":
        return replace(run, is_bold=value == "bold")
    if name == "font-variant":
        return replace(run, is_small_caps=value == "small-caps")
    if name == "text-decoration":
        return replace(run, is_underlined=value == "underline")
    if name == "font-family":
        return replace(run, is_code=value == "monospace")
    if name == "vertical-align":
        return replace(run, vertical=value if value in ("sup", "sub") else "")
    return replace(run, link=value) if name == "link" else run
