"""The shape of an output format: how it escapes text and marks formatting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from citetrail.styles.emit import Token


@dataclass(frozen=True)
class Writer:
    """An output format as a value.

    `open` and `close` give the mark-up around a (property, value) pair such as ("font-style", "italic"), ("link", url)
    or ("display", "block"). A format whose marks cannot nest has a `whole` function of its own.
    """

    name: str
    escape: Callable[[str], str]
    open: Callable[[str, str], str]
    close: Callable[[str, str], str]
    whole: Callable[[Sequence[Token]], str] | None = None

    def text(self, tokens: Sequence[Token]) -> str:
        """Tokens as text of this format."""
        if self.whole is not None:
            return self.whole(tokens)
        out: list[str] = []
        for token in tokens:
            if isinstance(token, str):
                out.append(self.escape(token))
            elif token[0] == "open":
                out.append(self.open(token[1], token[2]))
            else:
                out.append(self.close(token[1], token[2]))
        return "".join(out)
