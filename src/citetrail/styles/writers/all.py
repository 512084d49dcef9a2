"""The output formats by name."""

from __future__ import annotations

from citetrail.errors import InputError
from citetrail.styles.writers.html import HTML
from citetrail.styles.writers.latex import LATEX
from citetrail.styles.writers.markdown import MARKDOWN
from citetrail.styles.writers.plain import TEXT
from citetrail.styles.writers.rst import RST
from citetrail.styles.writers.rtf import RTF
from citetrail.styles.writers.typst import TYPST
from citetrail.styles.writers.writer import Writer

WRITERS: dict[str, Writer] = {
    writer.name: writer for writer in (TEXT, MARKDOWN, HTML, LATEX, TYPST, RST, RTF)
}  # fmt: skip


def writer_named(name: str) -> Writer:
    """The output format of a name; raises InputError listing them for one that is not known."""
    try:
        return WRITERS[name]
    except KeyError:
        raise InputError(f'"{name}" is no output format; these are: {", ".join([*WRITERS, "docx"])}') from None
