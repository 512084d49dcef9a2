"""From the arguments of a command to Documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from citetrail.cli.inputs import CitationInput, FileInput, IdentifierInput, Input, input_from_argument

if TYPE_CHECKING:
    from citetrail.app.settings import Settings
    from citetrail.model.documents import Document


def documents_of(settings: Settings, arguments: Sequence[str]) -> tuple[Document, ...]:
    """One Document for each argument. Raises InputError at the first that cannot be used."""
    return tuple(document_of(settings, input_from_argument(argument)) for argument in arguments)


def document_of(settings: Settings, given: Input) -> Document:
    """What an input is, read and traced. A web address that is no known identifier is fetched."""
    from citetrail.app import wiring
    from citetrail.flows import trace

    match given:
        case FileInput(name, data):
            return trace.trace(data, name, wiring.formats_for_file(data, name))
        case CitationInput(text):
            return trace.document_of_citation(text)
        case IdentifierInput(identifier, written):
            if identifier.scheme == "url":
                data, address = wiring.fetch_page(settings, identifier.value)
                return trace.trace(data, address, wiring.formats())
            return trace.document_of_identifier(identifier, written)
