"""trace: what is in a text."""

from __future__ import annotations

from typing import Annotated

import typer

from citetrail.app.settings import Settings
from citetrail.cli.options import JsonOption, with_network

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


def trace(settings: Settings, sources: SOURCES, as_json: JsonOption = False) -> None:
    """Show what is in a text, and where it stands.

    Its own metadata, printed references, identifiers, quotations with their speakers, mentions in prose. Asks no
    source; only a web address is fetched.
    """
    from citetrail.cli.output import print_json, say
    from citetrail.cli.showing import print_document
    from citetrail.cli.sources import documents_of

    documents = documents_of(settings, sources)
    if as_json:
        print_json({"documents": documents})
        return
    for place, document in enumerate(documents):
        if place:
            say()
        print_document(document)
