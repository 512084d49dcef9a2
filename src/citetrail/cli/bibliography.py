"""Formatted bibliographies, with the reader's notes, quotes and claims under each entry where asked for."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING

from citetrail.flows.export import item_of

if TYPE_CHECKING:
    from citetrail.model.works import Work
    from citetrail.styles import Style

Annotation = tuple[str, str]  # what it is ("note", "quote", "claim"), and its words


def formatted_bibliography(works: Sequence[Work], style: Style, output: str, *, annotated: bool) -> str:
    """The works as a bibliography in the style's order; output is `text`, `markdown`, `html` …"""
    entries = style.bibliography([item_of(work) for work in works], output=output, links=output == "html")
    by_key = {work.key: work for work in works}
    blocks = []
    for entry in entries:
        notes = annotations_of(by_key[entry.id]) if annotated else []
        blocks.append(entry.text + _annotation_block(notes, output))
    return "\n\n".join(blocks) + "\n"


def annotations_of(work: Work) -> list[Annotation]:
    """Notes, quotes with page and speaker, claims with the reader's verdict, in this order."""
    found: list[Annotation] = [("note", note.text) for note in work.notes]
    for quote in work.quotes:
        told = ", ".join(
            part for part in (quote.speaker, f"p. {quote.page}" if quote.page else "", quote.source) if part
        )
        found.append(("quote", f"“{quote.exact}”" + (f" ({told})" if told else "")))
    for claim in work.claims:
        said = f" (in {claim.source})" if claim.source else ""
        found.append(("claim", f"{claim.text}{said}: {claim.verdict}"))
    return found


def _annotation_block(notes: Sequence[Annotation], output: str) -> str:
    if not notes:
        return ""
    if output == "html":
        items = "".join(f'<li class="{kind}">{html.escape(words)}</li>' for kind, words in notes)
        return f'\n<ul class="annotations">{items}</ul>'
    if output == "markdown":
        return "\n\n" + "\n".join(f"    - {kind}: {words}" for kind, words in notes)
    return "\n" + "\n".join(f"    {kind.capitalize()}: {words}" for kind, words in notes)
