"""Whole bibliographies as documents: grouped under headings, annotated, with a summary of verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from citetrail.errors import InputError
from citetrail.styles.annotations import AnnotationBlock, prose_from_block, verdict_counts
from citetrail.styles.bibliography import entries
from citetrail.styles.clusters import cluster_tokens
from citetrail.styles.context import Cite
from citetrail.styles.emit import Token, tokens_from_content
from citetrail.styles.entries import split_margin
from citetrail.styles.numbers import option_number
from citetrail.styles.positions import Cluster
from citetrail.styles.prose import Prose, with_addresses
from citetrail.styles.session import Session
from citetrail.styles.style import Style
from citetrail.styles.writers.all import page_named, writer_named
from citetrail.styles.writers.page import BlockText, EntryText, Look, Page
from citetrail.styles.writers.paragraphs import BlockParagraph, EntryParagraph, Heading, Paragraph, Table
from citetrail.styles.writers.writer import Writer

LINKING = frozenset(("markdown", "html", "typst", "rst", "rtf", "org", "docx"))  # LaTeX needs hyperref
SUMMARY_HEADER = ("Verdict", "Claims", "Works")


class Indent(NamedTuple):
    """How a style has annotations indented: steps of half an inch, and whose first lines go in one step more.

    `first_lines` is "none", "later" (all paragraphs but the first) or "several" (all, where there is more than one).
    """

    steps: int = 1
    first_lines: str = "none"


# APA: Publication Manual, 7th edition, section 9.51. MLA: the MLA Style Center on annotated bibliographies.
# Chicago and everybody else: a block below the entry, as far in as the entry hangs.
INDENTS = {"apa": Indent(1, "later"), "modern-language-association": Indent(2, "several")}


@dataclass(frozen=True)
class Group:
    """A heading and the ids of the entries under it; an entry may stand in several groups."""

    label: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Listing:
    """A bibliography to write as one document.

    `annotations` are by item id. With `groups`, entries stand under their headings, those in no group under the heading
    `rest`. `summary` is the heading of a table of verdicts at the end, left out where it is empty.
    """

    style: Style
    items: Sequence[Mapping[str, Any]]
    annotations: Mapping[str, Sequence[AnnotationBlock]] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    links: bool = False
    summary: str = ""
    rest: str = "Other"

    def text(self, output: str = "text") -> str:
        """The document in a text format, to be put into another. Raises InputError for an unknown output."""
        return written(self.paragraphs(output), writer_named(output), page_named(output))

    def file(self, output: str, title: str = "Bibliography") -> bytes:
        """The document as a file of its own: a whole HTML page, a Word file ("docx"), else the text in UTF-8."""
        layout = self.style.compiled.bibliography
        options = layout.options if layout else {}
        look = Look(
            title,
            self.style.compiled.locale.language,
            max(option_number(options, "line-spacing", 1), 1),
            option_number(options, "entry-spacing", 1),
        )
        if output == "docx":
            from citetrail.styles.writers.docx import docx_from_paragraphs

            return docx_from_paragraphs(self.paragraphs(output), look)
        return page_named(output).file(self.text(output), look).encode("utf-8")

    def paragraphs(self, output: str = "text") -> list[Paragraph]:
        """The document as a list of headings, entries, annotations and tables.

        Links in notes stay links in outputs that always have them; else their addresses stand in brackets.
        """
        layout = self.style.compiled.bibliography
        if layout is None:
            raise InputError(f'the style "{self.style.id}" formats notes only; it has no bibliography')
        session = Session(self.style.compiled, self.items)
        hangs = layout.options.get("hanging-indent") == "true" or bool(layout.options.get("second-field-align"))
        paragraphs: list[Paragraph] = []
        anchored: set[str] = set()
        for group in self._groups(session.order):
            formatted = entries(session, layout, group.ids, links=self.links)
            if group.label and formatted:
                paragraphs.append(Heading(group.label))
            for item_id, tokens in formatted:
                margin, body = split_margin(tokens)
                anchor = "" if item_id in anchored else item_id
                paragraphs.append(EntryParagraph(anchor, tuple(margin), tuple(body), hangs))
                paragraphs.extend(self._annotation(item_id, links=self.links or output in LINKING))
                anchored.add(item_id)
        if self.summary:
            paragraphs.extend(self._summary(session))
        return paragraphs

    def _groups(self, order: Sequence[str]) -> list[Group]:
        """The groups with their ids in the bibliography's order, and what stands in none of them."""
        if not self.groups:
            return [Group("", tuple(order))]
        grouped = {item_id for group in self.groups for item_id in group.ids}
        found = [Group(one.label, tuple(name for name in order if name in set(one.ids))) for one in self.groups]
        found.append(Group(self.rest, tuple(name for name in order if name not in grouped)))
        return [group for group in found if group.ids]

    def _annotation(self, item_id: str, *, links: bool) -> Iterator[BlockParagraph]:
        """The paragraphs of what a reader added to an item, indented as the style has it."""
        locale = self.style.compiled.locale
        indent = next((found for name, found in INDENTS.items() if self.style.id.startswith(name)), Indent())
        blocks: list[tuple[str, Prose]] = [
            (block.kind, prose)
            for block in self.annotations.get(item_id, ())
            for prose in prose_from_block(block, locale)
        ]
        for at, (kind, prose) in enumerate(blocks):
            is_later = indent.first_lines == "later" and at > 0
            is_one_of_several = indent.first_lines == "several" and len(blocks) > 1
            content = prose.content if links else with_addresses(prose.content)
            yield BlockParagraph(
                kind,
                tuple(tokens_from_content(content, locale.quotes, links=links)),
                indent.steps + prose.nest,
                prose.nest,
                prose.marker,
                prose.level,
                opens_indented=(is_later or is_one_of_several) and not prose.marker and not prose.nest,
            )

    def _summary(self, session: Session) -> list[Paragraph]:
        """How many claims have which verdict, and the works they are about as they are cited."""
        counts = verdict_counts(self.annotations)
        rows = tuple(((count.verdict,), (str(count.claims),), self._cited(session, count.ids)) for count in counts)
        return [Heading(self.summary), Table(SUMMARY_HEADER, rows)] if rows else []

    def _cited(self, session: Session, ids: Sequence[str]) -> tuple[Token, ...]:
        """The works as the style cites them; their number in a style whose citations are whole notes."""
        if self.style.is_note:
            return (str(len(ids)),)
        cites = tuple(Cite(item_id, position="first") for item_id in ids)
        return tuple(cluster_tokens(session, Cluster("", cites))) or (str(len(ids)),)


def written(paragraphs: Sequence[Paragraph], writer: Writer, page: Page) -> str:
    """Paragraphs as a document of one format."""
    parts: list[str] = []
    at = 0
    while at < len(paragraphs):
        paragraph = paragraphs[at]
        at += 1
        if isinstance(paragraph, BlockParagraph):
            blocks = [paragraph]
            while at < len(paragraphs) and isinstance(block := paragraphs[at], BlockParagraph):
                blocks.append(block)
                at += 1
            parts.append(page.blocks([_block_text(one, writer) for one in blocks]))
        elif isinstance(paragraph, Heading):
            parts.append(page.heading(writer.escape(paragraph.text)))
        elif isinstance(paragraph, EntryParagraph):
            margin, body = writer.text(paragraph.margin).strip(), writer.text(paragraph.body).strip()
            parts.append(page.entry(EntryText(margin, body, paragraph.id, paragraph.hangs)))
        else:
            header = [writer.escape(cell) for cell in paragraph.header]
            parts.append(page.table([header, *([writer.text(cell) for cell in row] for row in paragraph.rows)]))
    return page.document(parts)


def _block_text(block: BlockParagraph, writer: Writer) -> BlockText:
    text = writer.text(block.tokens).strip()
    return BlockText(text, block.kind, block.indent, block.nest, block.marker, block.level, block.opens_indented)
