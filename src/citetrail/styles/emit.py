"""From the span tree of an entry to a flat list of tokens: quotes get their shape, doubled marks are settled.

A token is a string (text) or a tuple: ("open", property, value), ("close", property, value). Marks that belong inside a
closing quote are moved there when the locale says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from citetrail.styles.punctuation import MARKS, MOVABLE, collide
from citetrail.styles.spans import Content, Span

Tag = tuple[str, str, str]
Token = str | Tag
NORMAL = {"font-style": "normal", "font-weight": "normal", "font-variant": "normal"}
LINKABLE = ("https://", "http://", "ftp://")  # an item is data: no javascript: addresses
UNSAFE = re.compile(
    r"[\x00-\x20<>\"{}|\\^`]"
)  # what no address holds as it is (RFC 3986), old DOIs do: 10.1002/…<1::aid…
DEFAULTS = {**NORMAL, "text-decoration": "none", "vertical-align": "baseline"}


@dataclass(frozen=True, slots=True)
class QuoteMarks:
    """A locale's quotes: outer pair, inner pair, and whether commas and full stops go inside."""

    outer: tuple[str, str] = ("“", "”")
    inner: tuple[str, str] = ("‘", "’")
    punctuation_inside: bool = False


def tokens_from_content(content: Content, marks: QuoteMarks, *, links: bool = False) -> list[Token]:
    """The entry as a list of tokens, empty texts left out; `links` keeps the targets of DOIs and URLs."""
    emitter = _Emitter(marks, links=links)
    emitter.put(content, {}, 0)
    return [token for token in emitter.out if token]


class _Emitter:
    """Collects tokens; knows the last text and whether a quote was closed after it."""

    def __init__(self, marks: QuoteMarks, *, links: bool) -> None:
        self.marks = marks
        self.links = links
        self.out: list[Token] = []
        self.last = -1
        self.inside = -1  # the text before the quote that was closed last
        self.after = -1  # the text right after it
        self.closed = -2  # the closing quote

    def put(self, content: Content, state: dict[str, str], depth: int) -> None:
        """Append content; `state` holds the formatting in force, `depth` the number of quotes around."""
        if isinstance(content, str):
            self.text(content)
            return
        if content.prefix and not content.affix_inside:
            self.text(content.prefix)
        tags, state = self._tags(content, state)
        start = len(self.out)
        self.out.extend([("open", *tag) for tag in tags])
        if content.prefix and content.affix_inside:
            self.text(content.prefix)
        if content.quotes:
            self._quoted(content, state, depth)
        elif content.role == "field":
            self._field(content, state, depth)
        else:
            for part in content.content:
                self.put(part, state, depth)
        if content.suffix and content.affix_inside:
            self.text(content.suffix)
        if tags and self.last < start + len(tags):
            del self.out[start:]  # nothing inside
        else:
            self.out.extend([("close", *tag) for tag in reversed(tags)])
        if content.suffix and not content.affix_inside:
            self.text(content.suffix)

    def _tags(self, span: Span, state: dict[str, str]) -> tuple[list[tuple[str, str]], dict[str, str]]:
        tags: list[tuple[str, str]] = []
        if span.display:
            tags.append(("display", span.display))
        if self.links and span.target.startswith(LINKABLE):
            tags.append(("link", UNSAFE.sub(lambda match: f"%{ord(match.group()):02X}", span.target)))
        if span.role == "plain":
            tags.extend((name, "normal") for name, value in state.items() if name in NORMAL and value != "normal")
            return tags, {**state, **{name: "normal" for name, _ in tags}}
        if not span.formatting:
            return tags, state
        state = dict(state)
        for name, value in span.formatting:
            if span.flips and state.get(name) == value and name in NORMAL:
                tags.append((name, "normal"))
                state[name] = "normal"
            elif value != DEFAULTS.get(name) or state.get(name, value) != value:
                tags.append((name, value))
                state[name] = value
        return tags, state

    def _quoted(self, span: Span, state: dict[str, str], depth: int) -> None:
        opening, closing = self.marks.inner if depth % 2 else self.marks.outer
        if span.role == "typed" and depth == 0:  # quotes within no others keep the shape they were typed in
            opening, closing = "“", "”"
        self.text(opening)
        for part in span.content:
            self.put(part, state, depth + 1)
        inside = self.last
        self.out.append(closing)
        if inside != self.closed:  # else the quote ends with an inner quote, and marks go into that
            self.inside = inside
        self.last = self.closed = len(self.out) - 1
        self.after = -1

    def _field(self, span: Span, state: dict[str, str], depth: int) -> None:
        """A field with quotes of its own: marks after them stay where their author put them."""
        for index, part in enumerate(span.content):
            if index and isinstance(part, str) and self.last == self.closed:
                self.inside = self.after = -1
                self.out.append(part)
                self.last = len(self.out) - 1
            else:
                self.put(part, state, depth)

    def text(self, text: str) -> None:
        """Append text, settling it against what stands before."""
        if not text:
            return
        if "« " in text or " »" in text:
            text = text.replace("« ", "«\u202f").replace(" »", "\u202f»")
        if self.last < 0:
            if self.out and self.out[-1][:2] == ("open", "display"):
                text = text.lstrip()
            self.out.append(text)
            self.last = len(self.out) - 1
            return
        if text[0] in MARKS or text[0] == " ":
            text = self._meet(text)
            if not text:
                return
        self.out.append(text)
        self.last = len(self.out) - 1
        if self.inside >= 0:
            if self.after < 0:
                self.after = self.last
            else:
                self.inside = self.after = -1

    def _meet(self, text: str) -> str:
        """Settle a text that begins with a mark or space; returns what is left of it."""
        closed = self.inside >= 0 and self.after < 0
        left_at = self.inside if closed else self.last
        left = str(self.out[left_at])
        if closed and text[0] in MARKS and not self.marks.punctuation_inside:
            return self._meet_outside(text, left_at)
        kept, rest = collide(left, text) if left else (left, text)
        if closed and rest and rest[0] in MOVABLE and self.marks.punctuation_inside:
            kept, rest = kept + rest[0], rest[1:]
        self.out[left_at] = kept
        if not closed and self.after == self.last and self.marks.punctuation_inside and kept[:1] in MOVABLE:
            self.out[self.inside] = str(self.out[self.inside]) + kept[0]
            self.out[self.last] = kept[1:]
            if not kept[1:]:
                self.after = -1
        return rest

    def _meet_outside(self, text: str, left_at: int) -> str:
        """A mark after a closed quote where marks stay outside: the same mark inside is not repeated."""
        left = str(self.out[left_at])
        if left and left[-1] in "!?" and text[0] == ".":
            return text[1:]
        return text
