"""Word output through python-docx: hanging indents, indented annotations, links, tables."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from citetrail.errors import InputError
from citetrail.styles.emit import Token
from citetrail.styles.runs import Run, runs_from_tokens
from citetrail.styles.writers.paragraphs import BlockParagraph, EntryParagraph, Heading, Paragraph, Table

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph as WordParagraph
    from docx.text.run import Run as WordRun

INDENT_CM = 1.27
LINK_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def docx_from_paragraphs(paragraphs: Sequence[Paragraph]) -> bytes:
    """A Word file of a bibliography. Raises InputError where python-docx is not installed."""
    try:
        from docx import Document
    except ImportError as error:
        raise InputError('Word output needs python-docx: pip install "citetrail[docx]"') from error
    document = Document()
    for paragraph in paragraphs:
        _add(document, paragraph)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _add(document: WordDocument, paragraph: Paragraph) -> None:
    if isinstance(paragraph, Heading):
        document.add_heading(paragraph.text, level=2)
    elif isinstance(paragraph, EntryParagraph):
        _add_entry(document, paragraph)
    elif isinstance(paragraph, BlockParagraph):
        _indented(document, paragraph.tokens, left_cm=2 * INDENT_CM, first_cm=0)
    else:
        _add_table(document, paragraph)


def _add_entry(document: WordDocument, entry: EntryParagraph) -> None:
    tokens: tuple[Token, ...] = (*entry.margin, "\t", *entry.body) if entry.margin else entry.body
    _indented(document, tokens, left_cm=INDENT_CM, first_cm=-INDENT_CM)


def _indented(document: WordDocument, tokens: Sequence[Token], *, left_cm: float, first_cm: float) -> None:
    from docx.shared import Cm

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.left_indent = Cm(left_cm)
    paragraph.paragraph_format.first_line_indent = Cm(first_cm)
    for run in runs_from_tokens(tokens):
        _add_run(paragraph, run)


def _add_run(paragraph: WordParagraph, run: Run) -> None:
    word = paragraph.add_run(run.text)
    font = word.font
    font.italic, font.bold = run.is_italic or None, run.is_bold or None
    font.small_caps, font.underline = run.is_small_caps or None, run.is_underlined or None
    font.superscript, font.subscript = run.vertical == "sup" or None, run.vertical == "sub" or None
    if run.link:
        _link(paragraph, word, run.link)


def _link(paragraph: WordParagraph, word: WordRun, url: str) -> None:
    """Wrap a run into a hyperlink, for which python-docx has no call of its own."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element: Any = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), paragraph.part.relate_to(url, LINK_TYPE, is_external=True))
    word._r.addprevious(element)
    element.append(word._r)


def _add_table(document: WordDocument, table: Table) -> None:
    rows = (table.header, *table.rows)
    word = document.add_table(rows=len(rows), cols=len(table.header))
    for at, row in enumerate(rows):
        for cell, text in zip(word.rows[at].cells, row, strict=True):
            cell.text = text
