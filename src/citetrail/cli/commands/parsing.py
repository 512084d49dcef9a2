"""parse: words of a citation to fields."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from citetrail.cli.options import JsonOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citetrail.model.references import Reading


class Printed(NamedTuple):
    """A citation as it was given, and where it stood in its argument or in standard input."""

    text: str
    start: int
    end: int
    is_of_list: bool = False


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

    Asks no source: what comes out is what was printed, with page ranges in full. A list on standard input is split into
    its references, whatever parts them: numbers, brackets, blank lines, hanging indents.
    """
    from citetrail import reading
    from citetrail.cli.output import print_json, say
    from citetrail.errors import InputError

    given = [one for citation in citations for one in _citations_in(citation)]
    if not given:
        raise InputError("no citation in it", hint="Give one in quotes, or - and a list on standard input.")
    readings = reading.read_list([one.text for one in given])
    if as_json:
        print_json({"readings": readings, "places": [{"start": one.start, "end": one.end} for one in given]})
    elif form:
        _print_in_format(readings, form)
    else:
        for number, (one, read) in enumerate(zip(given, readings, strict=True)):
            if number:
                say()
            _print_reading(read, explain, one)


def _citations_in(argument: str) -> list[Printed]:
    """The citations in one argument; standard input is split into references."""
    from citetrail import reading
    from citetrail.cli.inputs import standard_input
    from citetrail.errors import InputError

    if os.path.isfile(argument):  # False for any text that cannot be a name
        hint = f"Give what is in it on standard input: citetrail parse - < {argument}"
        raise InputError(f"{argument} is a file, not a citation", hint=hint)
    if argument != "-":
        return [Printed(argument, 0, len(argument))] if argument.strip() else []
    text = standard_input().decode("utf-8", errors="replace")
    return [Printed(text[start:end], start, end, is_of_list=True) for start, end in reading.split_references(text)]


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


def _print_reading(read: Reading, explain: bool, given: Printed) -> None:
    from citetrail.cli.marking import print_marked
    from citetrail.cli.output import paint, say
    from citetrail.cli.showing import print_fields

    if explain:
        print_marked(read)
    print_fields(read.description)
    sure = f"{read.confidence:.0%} sure"
    unsure = sorted({span.field for span in read.spans if span.confidence < 0.7})
    where = f"; characters {given.start}–{given.end}" if given.is_of_list else ""
    say(paint(f"  {sure}" + (f"; less so of {', '.join(unsure)}" if unsure else "") + where, "dim"))
