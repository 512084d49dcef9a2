"""Formatted content between rendering and output: a tree of strings and spans.

A style element renders to `None` (nothing), a string, or a Span. Spans keep what has to be known until the whole entry
is there: affixes (for punctuation), quotes (their shape depends on depth), formatting (italics within italics flip).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

Format = tuple[tuple[str, str], ...]


class Span:
    """A formatted piece of an entry.

    `role` marks pieces that citations and bibliographies look for later: "names", "year", "year-suffix", "locator",
    "citation-number", "link" (with `target`), "nocase".
    """

    __slots__ = (
        "affix_inside",
        "content",
        "display",
        "flips",
        "formatting",
        "prefix",
        "quotes",
        "role",
        "suffix",
        "target",
    )

    def __init__(  # noqa: PLR0913 - a record, built in many shapes on the hot path
        self,
        content: Sequence[Content],
        *,
        formatting: Format = (),
        prefix: str = "",
        suffix: str = "",
        quotes: bool = False,
        display: str = "",
        role: str = "",
        target: str = "",
        flips: bool = False,
        affix_inside: bool = False,
    ) -> None:
        self.content = content
        self.formatting = formatting
        self.prefix = prefix
        self.suffix = suffix
        self.quotes = quotes
        self.display = display
        self.role = role
        self.target = target
        self.flips = flips
        self.affix_inside = affix_inside

    def with_content(self, content: Sequence[Content]) -> Span:
        """The same span around other content."""
        return Span(
            content,
            formatting=self.formatting,
            prefix=self.prefix,
            suffix=self.suffix,
            quotes=self.quotes,
            display=self.display,
            role=self.role,
            target=self.target,
            flips=self.flips,
            affix_inside=self.affix_inside,
        )

    def __repr__(self) -> str:
        return f"Span({self.content!r}, role={self.role!r}, formatting={self.formatting!r})"


Content = str | Span
PARTS = "parts"  # the role of what a choose element gives: its parts take the delimiter of the group around


def join(parts: Sequence[Content], delimiter: str) -> Content | None:
    """The parts with the delimiter between them; None without parts."""
    if not parts:
        return None
    if len(parts) == 1:
        return parts[0]
    if not delimiter:
        return Span(parts)
    joined: list[Content] = [parts[0]]
    for part in parts[1:]:
        joined.append(delimiter)
        joined.append(part)
    return Span(joined)


def affixed(content: Content, prefix: str, suffix: str) -> Content:
    """The content between two affixes."""
    if not prefix and not suffix:
        return content
    return Span((content,), prefix=prefix, suffix=suffix)


def plain(content: Content | None) -> str:
    """The bare text of some content: affixes included, no quotes, no formatting."""
    if content is None:
        return ""
    if isinstance(content, str):
        return content
    inner = "".join([plain(part) for part in content.content])
    return f"{content.prefix}{inner}{content.suffix}"


def map_text(content: Content, change: Callable[[str], str]) -> Content:
    """The content with `change` applied to every string of it, affixes left alone."""
    if isinstance(content, str):
        return change(content)
    return content.with_content([map_text(part, change) for part in content.content])


def find_role(content: Content | None, role: str) -> Iterator[Span]:
    """All spans of a role, in order, outermost only."""
    if not isinstance(content, Span):
        return
    if content.role == role:
        yield content
        return
    for part in content.content:
        yield from find_role(part, role)


def without_role(content: Content, role: str) -> Content | None:
    """The content with every span of a role taken out."""
    if isinstance(content, str):
        return content
    if content.role == role:
        return None
    kept = [part for part in (without_role(part, role) for part in content.content) if part is not None]
    return content.with_content(kept) if kept else None
