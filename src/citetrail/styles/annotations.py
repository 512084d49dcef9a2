"""What a reader added to a work, as it is worded under the work's entry: notes, quotes, claims with a verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from citetrail.styles.locales import Locale
from citetrail.styles.numbers import is_plural
from citetrail.styles.pages import page_range
from citetrail.styles.spans import Content, Span

Kind = Literal["note", "quote", "claim"]
BOLD = (("font-weight", "bold"),)


@dataclass(frozen=True, slots=True)
class AnnotationBlock:
    """One annotation: a note, a quote with its page, or a claim with the verdict on it."""

    kind: Kind
    text: str
    page: str = ""
    verdict: str = ""


def block_content(block: AnnotationBlock, locale: Locale) -> Content:
    """The annotation as formatted content, with the quotes and page labels of the style's language."""
    parts: list[Content] = []
    if block.verdict:
        parts.extend((Span((block.verdict,), formatting=BOLD), ": "))
    parts.append(Span((block.text,), quotes=True) if block.kind == "quote" else block.text)
    if block.page:
        label = locale.text("page", "short", plural=is_plural(block.page))
        parts.append(f" ({label} {page_range(block.page, '', locale.dash)})".replace("( ", "("))
    return Span(parts)


def verdict_rows(annotations: Mapping[str, Sequence[AnnotationBlock]]) -> tuple[tuple[str, str, str], ...]:
    """The summary of verdicts: verdict, number of claims, number of works; the most frequent first."""
    claims: Counter[str] = Counter()
    works: Counter[str] = Counter()
    for blocks in annotations.values():
        verdicts = [block.verdict for block in _claims(blocks)]
        claims.update(verdicts)
        works.update(set(verdicts))
    return tuple(
        (verdict, str(count), str(works[verdict]))
        for verdict, count in sorted(claims.items(), key=lambda row: (-row[1], row[0]))
    )


def _claims(blocks: Iterable[AnnotationBlock]) -> Iterable[AnnotationBlock]:
    return (block for block in blocks if block.kind == "claim" and block.verdict)
