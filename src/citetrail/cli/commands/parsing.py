"""parse: words of a citation to fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from citetrail.cli.options import JsonOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citetrail.model.references import Reading


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(name="parse")(parse)


def parse(
    citations: Annotated[
        list[str],
        typer.Argument(metavar="CITATION…", help="Citations in quotes; - reads a list, or one per line, from stdin."),
    ],
    explain: Annotated[
        bool, typer.Option("--explain", help="Show the citation with its fields marked and what was unsure.")
    ] = False,
    form: Annotated[
        str | None,
        typer.Option("--format", "-f", metavar="NAME", help="bibtex, csl-json, ris … instead of fields."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Read citations into fields.

    Asks no source: what comes out is what was printed, with page ranges in full.
    """
    from citetrail import reading
    from citetrail.cli.output import print_json, say
    from citetrail.errors import InputError

    texts = [text for citation in citations for text in _texts(citation)]
    if not texts:
        raise InputError("no citation in it", hint="Give one in quotes, or - and a list on standard input.")
    readings = reading.read_citations(texts)
    if as_json:
        print_json({"readings": readings})
    elif form:
        _print_in_format(readings, form)
    else:
        for place, read in enumerate(readings):
            if place:
                say()
            _print_reading(read, explain)


def _texts(citation: str) -> list[str]:
    """The citations in one argument; standard input is split into references."""
    from citetrail import reading
    from citetrail.cli.inputs import standard_input

    if citation != "-":
        return [citation] if citation.strip() else []
    text = standard_input().decode("utf-8", errors="replace")
    return [text[start:end] for start, end in reading.split_references(text)]


def _print_in_format(readings: Sequence[Reading], form: str) -> None:
    from citetrail.app import wiring
    from citetrail.app.settings import DEFAULT_KEY_TEMPLATE
    from citetrail.cli.output import tell_losses
    from citetrail.judging.keys import citation_key
    from citetrail.model.formats import Entry

    keys: set[str] = set()
    entries = []
    for read in readings:
        key = citation_key(read.description, DEFAULT_KEY_TEMPLATE, frozenset(keys))
        keys.add(key)
        entries.append(Entry(key=key, description=read.description))
    write = wiring.writable_format(form).write
    assert write is not None, "only writable formats are offered"
    written = write(entries)
    typer.echo(written.text, nl=False)
    tell_losses(written.losses, form)


def _print_reading(read: Reading, explain: bool) -> None:
    from citetrail.cli.marking import print_marked
    from citetrail.cli.output import paint, say
    from citetrail.cli.showing import print_fields

    if explain:
        print_marked(read)
    print_fields(read.description)
    sure = f"{read.confidence:.0%} sure"
    unsure = sorted({span.field for span in read.spans if span.confidence < 0.7})
    say(paint(f"  {sure}" + (f"; less so of {', '.join(unsure)}" if unsure else ""), "dim"))
