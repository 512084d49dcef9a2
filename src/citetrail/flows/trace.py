"""What is in a text: a Document with its references, mentions and quotations."""

from __future__ import annotations

from collections.abc import Sequence

from citetrail import documents, reading
from citetrail.errors import InputError
from citetrail.formats.finding import find_format, format_of_name
from citetrail.model.documents import Document
from citetrail.model.formats import Bibliography, Format
from citetrail.model.identifiers import Identifier
from citetrail.model.references import Place, Reference

OPEN_ENDINGS = (".xml", ".txt")  # may be a bibliography as well as a text
TEXT_ENDINGS = (
    ".html", ".htm", ".xhtml", ".md", ".markdown", ".qmd", ".rmd", ".rst", ".org", ".wiki", ".mediawiki", ".ipynb",
    ".tex", ".pdf", ".docx", ".odt", ".epub",
)  # fmt: skip


def trace(data: bytes, name: str, bibliography_formats: Sequence[Format]) -> Document:
    """Read `data` as what it is - an article, a manuscript, a bibliography file - and find what it refers to.

    Raises InputError where it cannot be read, with the place.
    """
    form = bibliography_format(data, name, bibliography_formats)
    if form is not None and form.read is not None:
        return document_of_bibliography(form.read(data, name), name)
    return reading.find(documents.read(data, name))


def bibliography_format(data: bytes, name: str, bibliography_formats: Sequence[Format]) -> Format | None:
    """The bibliography format of a file; None if it is a text to be read.

    A file with a bibliography's ending is one: raises InputError if its content is something else. Other files are
    what their content looks like, but for endings that only texts have.
    """
    readable = [form for form in bibliography_formats if form.read is not None]
    if name.lower().endswith(TEXT_ENDINGS):
        return None
    if format_of_name(name, readable) is not None and not name.lower().endswith(OPEN_ENDINGS):
        return find_format(data, name, readable)
    return next((form for form in readable if form.sniff(data)), None)


def document_of_bibliography(bibliography: Bibliography, name: str) -> Document:
    """A bibliography file as a Document: every entry is a Reference of kind `data`."""
    references = tuple(
        Reference(kind="data", raw=entry.source, description=entry.description, place=entry.place, key=entry.key)
        for entry in bibliography.entries
    )
    warnings = tuple(f"{problem.place}: {problem.message}" for problem in bibliography.problems)
    return Document(name=name, media_type="bibliography", text="", references=references, warnings=warnings)


def document_of_identifier(identifier: Identifier, written: str) -> Document:
    """An identifier somebody typed, as a Document with that one reference."""
    from citetrail.model.descriptions import Description

    reference = Reference(
        kind="identifier", raw=written, description=Description(identifiers=(identifier,)), place=Place(source="typed")
    )
    return Document(name="typed", media_type="other", text=written, references=(reference,))


def document_of_itself(document: Document) -> Document:
    """The work that a document is, as a Document with that one reference: its own identifiers, title and authors.

    Raises InputError if the document tells neither.
    """
    own = document.description
    if not own.identifiers and not own.title:
        raise InputError(
            "tells neither its title nor an identifier",
            file=document.name,
            hint="Add the work by its DOI, then attach the file: citetrail attach KEY FILE.",
        )
    reference = Reference(
        kind="data", raw=own.title or str(own.identifiers[0]), description=own, place=Place(source=document.name)
    )
    return document.model_copy(update={"references": (reference,), "mentions": (), "quotations": (), "trails": ()})


def document_of_citation(text: str) -> Document:
    """A pasted citation, or a pasted list of them, as a Document with one printed reference for each."""
    spans = reading.split_references(text) or ((0, len(text)),)
    readings = reading.read_list([text[start:end] for start, end in spans])
    references = tuple(
        Reference(
            kind="printed",
            raw=text[start:end],
            description=read.description,
            place=Place(source="typed", start=start, end=end),
            spans=read.spans,
            confidence=read.confidence,
        )
        for (start, end), read in zip(spans, readings, strict=True)
    )
    return Document(name="typed", media_type="text", text=text, references=references)
