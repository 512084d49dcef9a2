"""Formatted bibliographies of works, grouped, and with the reader's notes, quotes and claims where asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from citetrail.model.works import Claim, Quote, Work
    from citetrail.styles import AnnotationBlock, Group, Listing, Style

OUTPUTS = ("text", "markdown", "html", "latex", "typst", "rst", "rtf", "org", "docx")
LINKED = frozenset(("html", "docx"))  # outputs in which a link costs the reader nothing
VERDICTS = {"supported": "Supported", "disputed": "Disputed", "unclear": "Unclear"}
STANDINGS = {
    "retracted": "Retracted",
    "partly-retracted": "Partly retracted",
    "withdrawn": "Withdrawn",
    "removed": "Removed by the publisher",
    "replaced": "Retracted and replaced",
    "concern": "Expression of concern",
}
TYPES = {
    "article-journal": "Journal articles",
    "book": "Books",
    "chapter": "Chapters",
    "paper-conference": "Conference papers",
    "article": "Preprints and other articles",
    "thesis": "Theses",
    "report": "Reports",
    "dataset": "Data sets",
    "software": "Software",
    "document": "Documents",
    "webpage": "Web pages",
    "post-weblog": "Blog posts",
    "article-newspaper": "Newspaper articles",
    "article-magazine": "Magazine articles",
}


class GroupBy(StrEnum):
    """What the entries of a bibliography are put together by."""

    TAG = "tag"
    VERDICT = "verdict"
    TYPE = "type"
    YEAR = "year"


class Layout(NamedTuple):
    """How a bibliography is to look; `has_links` None is as the output suits."""

    output: str
    annotated: bool = False
    group_by: GroupBy | None = None
    has_links: bool | None = None
    language: str | None = None


def bibliography_file(works: Sequence[Work], style: Style, layout: Layout) -> bytes:
    """The works as a file: a whole page in HTML, a Word file, else text in UTF-8; what was retracted is told."""
    from citetrail.cli.output import tell

    for work in works:
        if work.standing in STANDINGS:
            tell(f"{work.key}: {STANDINGS[work.standing].lower()}")
    title = "Annotated bibliography" if layout.annotated else "Bibliography"
    return listing(works, style, layout).file(layout.output, title)


def listing(works: Sequence[Work], style: Style, layout: Layout) -> Listing:
    """The works in the style's order, under headings and with annotations as asked, verdicts summed up at the end."""
    from citetrail.flows.export import item_of
    from citetrail.styles import Listing

    annotations = {work.key: annotations_of(work) for work in works} if layout.annotated else {}
    return Listing(
        style,
        [item_of(work) for work in works],
        annotations,
        groups_of(works, layout.group_by) if layout.group_by else (),
        links=layout.output in LINKED if layout.has_links is None else layout.has_links,
        summary="Verdicts on claims" if layout.annotated else "",
        rest=REST[layout.group_by] if layout.group_by else "",
    )


def annotations_of(work: Work) -> list[AnnotationBlock]:
    """A retraction; notes; quotes that bear on no claim; claims with verdict and the quotes that bear on them."""
    from citetrail.styles import AnnotationBlock

    by_id = {quote.id: quote for quote in work.quotes if quote.id is not None}
    bearing = {number for claim in work.claims for number in claim.quotes}
    found = [AnnotationBlock("note", f"**{STANDINGS[work.standing]}.**")] if work.standing in STANDINGS else []
    found += [AnnotationBlock("note", note.text) for note in work.notes]
    found += [_quote(quote) for quote in work.quotes if quote.id not in bearing]
    found += [_claim(claim, [by_id[number] for number in claim.quotes if number in by_id]) for claim in work.claims]
    return found


def _quote(quote: Quote) -> AnnotationBlock:
    from citetrail.styles import AnnotationBlock

    return AnnotationBlock(
        "quote", quote.exact, quote.page or "", speaker=quote.speaker or "", source=quote.source or ""
    )


def _claim(claim: Claim, quotes: Iterable[Quote]) -> AnnotationBlock:
    from citetrail.styles import AnnotationBlock

    return AnnotationBlock(
        "claim",
        claim.text,
        verdict=claim.verdict,
        source=claim.source or "",
        quotes=tuple(_quote(quote) for quote in quotes),
    )


def groups_of(works: Sequence[Work], group_by: GroupBy) -> tuple[Group, ...]:
    """The groups with the keys of their works: tags and types by name, years newest first, verdicts good ones first."""
    from citetrail.styles import Group

    keys: defaultdict[str, list[str]] = defaultdict(list)
    for work in works:
        for label in dict.fromkeys(LABELS[group_by](work)):
            keys[label].append(work.key)
    if group_by is GroupBy.VERDICT:
        labels = [label for label in VERDICTS.values() if label in keys]
    elif group_by is GroupBy.YEAR:
        labels = sorted(keys, key=int, reverse=True)
    else:
        labels = sorted(keys, key=str.casefold)
    return tuple(Group(label, tuple(keys[label])) for label in labels)


def _years(work: Work) -> Iterable[str]:
    return () if work.description.year is None else (str(work.description.year),)


def _types(work: Work) -> Iterable[str]:
    from citetrail.flows.export import item_of

    kind = str(item_of(work)["type"])
    return (TYPES.get(kind, kind.replace("-", " ").replace("_", " ").capitalize()),)


LABELS: dict[GroupBy, Callable[[Work], Iterable[str]]] = {
    GroupBy.TAG: lambda work: work.tags,
    GroupBy.VERDICT: lambda work: (VERDICTS[claim.verdict] for claim in work.claims),
    GroupBy.TYPE: _types,
    GroupBy.YEAR: _years,
}
REST = {
    GroupBy.TAG: "Without a tag",
    GroupBy.VERDICT: "Without claims",
    GroupBy.TYPE: "Other",
    GroupBy.YEAR: "Without a date",
}
