"""Running heads and feet: what stands at the edge of many pages, page numbers aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

EDGE_LINES = 3  # at the top and bottom of a page, among which running heads are looked for
_DIGITS = re.compile(r"\d+")


def running_heads(pages: Sequence[Sequence[str]]) -> set[str]:
    """The shapes of what stands at the edge of three or more pages, and of a fifth of them at least."""
    edges = Counter(
        shape for lines in pages for shape in {shape_of(line) for line in (*lines[:EDGE_LINES], *lines[-EDGE_LINES:])}
    )
    return {shape for shape, count in edges.items() if count >= max(3, 0.2 * len(pages))}


def shape_of(line: str) -> str:
    """The line with a 0 for every number."""
    return _DIGITS.sub("0", line)
