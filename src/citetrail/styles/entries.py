"""What comes out: citations, and bibliography entries with their text and parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from citetrail.styles.emit import Token
from citetrail.styles.runs import Run, runs_from_tokens
from citetrail.styles.writers.writer import Writer


@dataclass(frozen=True, slots=True)
class Entry:
    """A formatted bibliography entry.

    `text` is the whole entry in the output format asked for. Where the style sets the first field apart
    (second-field-align), `margin` and `body` are its two parts; else `margin` is empty and `body` is the text.
    """

    id: str
    text: str
    margin: str
    body: str
    tokens: tuple[Token, ...]

    @property
    def runs(self) -> tuple[Run, ...]:
        """The entry as stretches of text in one formatting each."""
        return runs_from_tokens(self.tokens)


@dataclass(frozen=True, slots=True)
class Citation:
    """A formatted citation; `text` is in the output format asked for."""

    text: str
    tokens: tuple[Token, ...]

    @property
    def runs(self) -> tuple[Run, ...]:
        """The citation as stretches of text in one formatting each."""
        return runs_from_tokens(self.tokens)


def citation_from_tokens(tokens: Sequence[Token], writer: Writer) -> Citation:
    """A citation in a format, without white space around it."""
    return Citation(writer.text(tokens).strip(), tuple(tokens))


def entry_from_tokens(item_id: str, tokens: Sequence[Token], writer: Writer) -> Entry:
    """An entry in a format; white space at its end is dropped."""
    margin, body = split_margin(tokens)
    text = writer.text(tokens).strip()
    if not margin:
        return Entry(item_id, text, "", text, tuple(tokens))
    return Entry(item_id, text, writer.text(margin).strip(), writer.text(body).strip(), tuple(tokens))


def split_margin(tokens: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """The tokens of the first field and of the rest; the first is empty where the style does not set it apart."""
    margin, body = ("close", "display", "left-margin"), list(tokens)
    if not body or body[0] != ("open", "display", "left-margin") or margin not in body:
        return [], body
    end = body.index(margin)
    rest = [token for token in body[end + 1 :] if token[1:] != ("display", "right-inline")]
    return body[1:end], rest
