"""A whole bibliography: entries with annotations under them, in groups with headings, with a summary of verdicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from citetrail.errors import InputError
from citetrail.styles.annotations import AnnotationBlock, block_content, verdict_rows
from citetrail.styles.bibliography import entries
from citetrail.styles.emit import Token, tokens_from_content
from citetrail.styles.entries import split_margin
from citetrail.styles.session import Session
from citetrail.styles.style import Style
from citetrail.styles.writers.all import writer_named
from citetrail.styles.writers.pages import PAGES, Page
from citetrail.styles.writers.paragraphs import BlockParagraph, EntryParagraph, Heading, Paragraph, Table
from citetrail.styles.writers.writer import Writer

SUMMARY_HEADER = ("Verdict", "Claims", "Works")


@dataclass(frozen=True)
class Group:
    """A heading and the ids of the entries under it; an entry may stand in several groups."""

    label: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Listing:
    """A bibliography to write as one document.

    `annotations` are by item id. With `groups`, entries stand under their headings, those in no group under the heading
    "Other". `summary` is the heading of a table of verdicts at the end, left out where it is empty.
    """

    style: Style
    items: Sequence[Mapping[str, Any]]
    annotations: Mapping[str, Sequence[AnnotationBlock]] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    links: bool = False
    summary: str = ""
    rest: str = "Other"

    def text(self, output: str = "text") -> str:
        """The document in a text format. Raises InputError for an output that does not exist."""
        writer = writer_named(output)
        return written(self.paragraphs(), writer, PAGES[output])

    def docx(self) -> bytes:
        """The document as a Word file. Raises InputError where python-docx is not installed."""
        from citetrail.styles.writers.docx import docx_from_paragraphs

        return docx_from_paragraphs(self.paragraphs())

    def paragraphs(self) -> list[Paragraph]:
        """The document as a list of headings, entries, annotations and tables."""
        layout = self.style.compiled.bibliography
        if layout is None:
            raise InputError(f'the style "{self.style.id}" formats notes only; it has no bibliography')
        session = Session(self.style.compiled, self.items)
        formatted = dict(entries(session, layout, links=self.links))
        paragraphs: list[Paragraph] = []
        anchored: set[str] = set()
        for group in self._groups(list(formatted)):
            if group.label:
                paragraphs.append(Heading(group.label))
            for item_id in group.ids:
                anchor = "" if item_id in anchored else item_id
                anchored.add(item_id)
                paragraphs.extend(self._entry(item_id, anchor, formatted[item_id]))
        rows = verdict_rows(self.annotations) if self.summary else ()
        if rows:
            paragraphs.extend((Heading(self.summary), Table(SUMMARY_HEADER, rows)))
        return paragraphs

    def _groups(self, order: Sequence[str]) -> list[Group]:
        """The groups with their ids in the bibliography's order, and what stands in none of them."""
        if not self.groups:
            return [Group("", tuple(order))]
        grouped = {item_id for group in self.groups for item_id in group.ids}
        found = [Group(group.label, tuple(name for name in order if name in group.ids)) for group in self.groups]
        found.append(Group(self.rest, tuple(name for name in order if name not in grouped)))
        return [group for group in found if group.ids]

    def _entry(self, item_id: str, anchor: str, tokens: Sequence[Token]) -> list[Paragraph]:
        margin, body = split_margin(tokens)
        locale = self.style.compiled.locale
        entry = EntryParagraph(anchor, tuple(margin), tuple(body))
        blocks = [
            BlockParagraph(block.kind, tuple(tokens_from_content(block_content(block, locale), locale.quotes)))
            for block in self.annotations.get(item_id, ())
        ]
        return [entry, *blocks]


def written(paragraphs: Sequence[Paragraph], writer: Writer, page: Page) -> str:
    """Paragraphs as a document of one format."""
    return page.document([_paragraph(paragraph, writer, page) for paragraph in paragraphs])


def _paragraph(paragraph: Paragraph, writer: Writer, page: Page) -> str:
    if isinstance(paragraph, Heading):
        return page.heading(writer.escape(paragraph.text))
    if isinstance(paragraph, EntryParagraph):
        return page.entry(writer.text(paragraph.margin).strip(), writer.text(paragraph.body).strip(), paragraph.id)
    if isinstance(paragraph, BlockParagraph):
        return page.block(writer.text(paragraph.tokens).strip(), paragraph.kind)
    rows = [paragraph.header, *paragraph.rows]
    return page.table([[writer.escape(cell) for cell in row] for row in rows])
