"""What a reader added to a work, as it is worded under the work's entry: notes, quotes, claims with a verdict."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from citetrail.styles.locales import Locale
from citetrail.styles.numbers import is_plural
from citetrail.styles.pages import page_range
from citetrail.styles.prose import BOLD, Prose, prose_from_markdown
from citetrail.styles.spans import Content, Span

Kind = Literal["note", "quote", "claim"]


@dataclass(frozen=True, slots=True)
class AnnotationBlock:
    """One annotation: a note in Markdown, a quote, or a claim with the verdict on it and the quotes that bear on it.

    `speaker` said the words, `source` is the text they were taken from where that is not the work itself.
    """

    kind: Kind
    text: str
    page: str = ""
    verdict: str = ""
    speaker: str = ""
    source: str = ""
    quotes: tuple[AnnotationBlock, ...] = ()


class VerdictCount(NamedTuple):
    """How many claims there are with a verdict, and on which items, in the order given."""

    verdict: str
    claims: int
    ids: tuple[str, ...]


def prose_from_block(block: AnnotationBlock, locale: Locale) -> list[Prose]:
    """The annotation's paragraphs, with the quotes and page labels of the style's language."""
    if block.kind == "note":
        return list(prose_from_markdown(block.text))
    parts: list[Content] = []
    if block.verdict:
        parts.extend((Span((f"Claim ({block.verdict}):",), formatting=BOLD), " "))
    quoted = Span((_inner_quotes(block.text, locale),), quotes=True)
    parts.append(quoted if block.kind == "quote" else block.text)
    parts.append(_told(block, locale))
    nested = (prose for quote in block.quotes for prose in prose_from_block(quote, locale))
    return [Prose(Span(parts)), *(replace(prose, nest=prose.nest + 1) for prose in nested)]


def _told(block: AnnotationBlock, locale: Locale) -> str:
    """Who said it, where, and on which page, in brackets."""
    page = ""
    if block.page:
        label = locale.text("page", "short", plural=is_plural(block.page))
        page = f"{label} {page_range(block.page, '', locale.dash)}".strip()
    told = ", ".join(part for part in (block.speaker, block.source, page) if part)
    return f" ({told})" if told else ""


def _inner_quotes(text: str, locale: Locale) -> str:
    """Words with the double quotes in them as the language writes quotes within quotes."""
    opening, closing = locale.quotes.inner
    if text.count('"') % 2 == 0:
        pieces = text.split('"')
        text = "".join(
            piece + ("" if at == len(pieces) - 1 else "”" if at % 2 else "“") for at, piece in enumerate(pieces)
        )
    return text.replace("“", opening).replace("”", closing)


def verdict_counts(annotations: Mapping[str, Sequence[AnnotationBlock]]) -> tuple[VerdictCount, ...]:
    """The summary of verdicts, the most frequent first."""
    claims: Counter[str] = Counter()
    ids: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for item_id, blocks in annotations.items():
        for block in blocks:
            if block.kind == "claim" and block.verdict:
                claims[block.verdict] += 1
                ids[block.verdict][item_id] = None
    ordered = sorted(claims.items(), key=lambda row: (-row[1], row[0]))
    return tuple(VerdictCount(verdict, count, tuple(ids[verdict])) for verdict, count in ordered)
