"""Commands that take a query: words such as `-tag:read` leave something out and are no options."""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand

# Our short options have one letter (and perhaps a number behind it); whatever is longer is a word of the query.
_NEGATED = re.compile(r"^-(?:[^\W\d_][^\s\d]|\"|\()")


def is_left_out(word: str) -> bool:
    """Whether a word that begins with `-` is a part of a query, and no option."""
    return _NEGATED.match(word) is not None


class QueryCommand(TyperCommand):
    """A command whose arguments are a query."""

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Move words to be left out behind the options, where the parser takes them as they are."""
        if "--" in args:
            return super().parse_args(ctx, args)
        negated = [argument for argument in args if _NEGATED.match(argument)]
        others = [argument for argument in args if not _NEGATED.match(argument)]
        return super().parse_args(ctx, [*others, "--", *negated] if negated else args)
