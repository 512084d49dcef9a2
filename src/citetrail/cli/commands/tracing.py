"""trace: what is in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from citetrail.app.settings import Settings
from citetrail.cli.options import JsonOption, with_network

if TYPE_CHECKING:
    from citetrail.flows.find_spoken import FoundWork
    from citetrail.model.documents import Document

SOURCES = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE…",
        help="A file, an address, an identifier, a citation in quotes, or - for standard input.",
        show_default=False,
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(name="trace")(with_network(trace))


def trace(
    settings: Settings,
    sources: SOURCES,
    find: Annotated[
        bool, typer.Option("--find", help="Ask the sources for the works that are only spoken of.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Show what is in a text, and where it stands.

    Its own metadata, printed references, identifiers, quotations with their speakers, mentions in prose. Asks no
    source unless told to --find; only a web address is fetched.

    With --find it exits 3 if something was not found and a source was silent.
    """
    from citetrail.cli.output import print_json, say
    from citetrail.cli.paging import paged
    from citetrail.cli.showing import print_document
    from citetrail.cli.sources import documents_of
    from citetrail.cli.spoken import exit_code_of, print_found

    documents = documents_of(settings, sources)
    found = _found(settings, documents) if find else ()
    if as_json:
        works = {"found": [single.as_data() for single in found]} if find else {}
        print_json({"documents": documents, **works})
        raise typer.Exit(exit_code_of(found))
    with paged():
        for place, document in enumerate(documents):
            if place:
                say()
            print_document(document)
            print_found(document, found, was_asked=find)
    raise typer.Exit(exit_code_of(found))


def _found(settings: Settings, documents: tuple[Document, ...]) -> tuple[FoundWork, ...]:
    from citetrail.app import wiring
    from citetrail.cli.progress import ProgressLine
    from citetrail.flows.find_spoken import find_spoken

    with wiring.open_net(settings) as net, ProgressLine("answers") as line:
        return find_spoken(documents, wiring.providers(settings, net), progress=line.step)
