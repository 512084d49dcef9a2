"""export: works of the library as bibliography files and formatted bibliographies; convert: file to file."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Annotated

import typer

from citetrail.app.settings import Settings
from citetrail.cli.bibliography import OUTPUTS, GroupBy, Layout
from citetrail.cli.commands.citing import LANGUAGE
from citetrail.cli.commands.following import QUERY
from citetrail.cli.options import JsonOption, with_library
from citetrail.cli.querying import QueryCommand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citetrail.cli.delivering import Delivery
    from citetrail.documents.citation_keys import CitedKey
    from citetrail.model.formats import Format
    from citetrail.model.works import Work

FORMAT = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="NAME",
        help="bibtex, ris, csl-json …; or text, markdown, html, docx: formatted. By default as -o ends, else bibtex.",
        show_default=False,
    ),
]
FILES = Annotated[
    bool, typer.Option("--files", help="Name attached files, with the places where they lie on this machine.")
]
OUT = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE instead.", show_default=False)
]
ANNOTATED = Annotated[bool, typer.Option("--annotated", help="Put notes, quotes and claims under each entry.")]
MANUSCRIPTS = Annotated[
    list[str] | None,
    typer.Option("--for", metavar="FILE", help="Exactly the works that a manuscript cites.", show_default=False),
]
LATEX = Annotated[
    bool | None,
    typer.Option(
        "--latex/--unicode",
        help="Letters of BibTeX as LaTeX commands or as they are; without: BibTeX in LaTeX, BibLaTeX in Unicode.",
        show_default=False,
    ),
]
ALLOW_LOSS = Annotated[
    bool, typer.Option("--allow-loss", help="Exit 0 even if the format has no place for some fields.")
]
GROUP_BY = Annotated[
    GroupBy | None, typer.Option("--group-by", help="Headings for formatted output.", show_default=False)
]
LINKS = Annotated[
    bool | None,
    typer.Option("--links/--no-links", help="Link DOIs and URLs; by default in html and docx.", show_default=False),
]
# Endings of formatted bibliographies. Those of data formats are their own.
_OUTPUT_OF_ENDING = {
    ".txt": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".tex": "latex",
    ".typ": "typst", ".rst": "rst", ".rtf": "rtf", ".org": "org", ".docx": "docx",
}  # fmt: skip


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(name="export", cls=QueryCommand)(with_library(export))
    app.command(name="convert")(convert)


def export(
    settings: Settings,
    query: QUERY = None,
    form: FORMAT = None,
    style: Annotated[str | None, typer.Option(help="Citation style of formatted output.", show_default=False)] = None,
    annotated: ANNOTATED = False,
    group_by: GROUP_BY = None,
    links: LINKS = None,
    language: LANGUAGE = None,
    output: OUT = None,
    manuscripts: MANUSCRIPTS = None,
    only_check: Annotated[
        bool, typer.Option("--check", help="With --for: only tell which cited keys the library lacks.")
    ] = False,
    latex: LATEX = None,
    files: FILES = False,
    allow_loss: ALLOW_LOSS = False,
    as_json: JsonOption = False,
) -> None:
    """Write works as a bibliography.

    citetrail export --format text --style apa --annotated tag:thesis

    citetrail export --for thesis.tex -o thesis.bib writes what the manuscript cites, under the keys it uses, and exits
    1 if it cites a key that the library does not know.
    """
    from citetrail.cli.delivering import Delivery
    from citetrail.errors import EXIT_FINDINGS, EXIT_OK

    form = form or _format_of_ending(output)
    _refuse_what_does_not_go_together(form, needs_formatted=annotated or group_by is not None, files=files)
    works, unknown = _chosen_works(settings, query or (), manuscripts, only_check=only_check)
    told = {"format": form, "keys": [work.key for work in works], "losses": (), "unknown": unknown}
    delivery, code = Delivery(output, as_json, told), EXIT_OK
    if only_check:
        delivery.nothing()
    elif form in OUTPUTS:
        delivery.data(_formatted(settings, works, style, Layout(form, annotated, group_by, links, language), output))
    else:
        written = _writable(form, None, latex)
        code = _deliver_data(settings, works, written, delivery, files=files, allow_loss=allow_loss)
    raise typer.Exit(EXIT_FINDINGS if unknown else code)


def _deliver_data(
    settings: Settings, works: Sequence[Work], form: Format, delivery: Delivery, *, files: bool, allow_loss: bool
) -> int:
    """Write works in a format, tell what that could not hold, and give the exit code."""
    from citetrail.cli.delivering import code_for_losses
    from citetrail.flows import export as flow

    _tell_left_out(works, files=files)
    places = _places_of_files(settings, works, delivery.target) if files else None
    written = flow.export(works, form, places)
    delivery.text(written.text, losses=written.losses)
    return code_for_losses(written.losses, form.name, allow_loss=allow_loss)


def _refuse_what_does_not_go_together(form: str, *, needs_formatted: bool, files: bool) -> None:
    from citetrail.errors import InputError

    if needs_formatted and form not in OUTPUTS:
        raise InputError("--annotated and --group-by need a formatted output", hint=f"--format {', '.join(OUTPUTS)}")
    if files and form in OUTPUTS:
        raise InputError("a formatted bibliography names no files", hint="--files goes with bibtex, ris, csl-json …")


def _chosen_works(
    settings: Settings, query: Sequence[str], manuscripts: Sequence[str] | None, *, only_check: bool
) -> tuple[tuple[Work, ...], tuple[CitedKey, ...]]:
    """The works to export, and cited keys that the library does not know. Raises InputError if there is no work."""
    from citetrail.app import wiring
    from citetrail.cli.looking_up import ids_named
    from citetrail.cli.manuscripts import cited_works, tell_unknown
    from citetrail.errors import InputError

    if only_check and not manuscripts:
        raise InputError("--check needs --for", hint="citetrail export --for thesis.tex --check")
    with wiring.open_library(settings) as library:
        if manuscripts:
            cited = cited_works(library, manuscripts)
            if not cited.works and not cited.unknown:
                raise InputError(f"no work is cited in {', '.join(manuscripts)}")
            tell_unknown(cited)
            return cited.works, cited.unknown
        works = library.works(ids_named(library, query))
    if not works:
        raise InputError("no work to export" + (f" matches {' '.join(query)!r}" if query else ": the library is empty"))
    return works, ()


def _formatted(
    settings: Settings, works: Sequence[Work], style: str | None, layout: Layout, output: Path | None
) -> bytes:
    """The formatted bibliography as the bytes of a file. Raises InputError for a Word file that goes to none."""
    from citetrail.app import wiring
    from citetrail.cli.bibliography import bibliography_file
    from citetrail.errors import InputError

    if layout.output == "docx" and output is None:
        raise InputError("a Word file is not printed", hint="-o bibliography.docx")
    chosen = wiring.style_named(settings, style or settings.style, layout.language)
    return bibliography_file(works, chosen, layout)


def _writable(name: str | None, target: Path | None, latex: bool | None) -> Format:
    """The format to write, by its name or by the file's ending, with its letters as the person wants them."""
    from citetrail.app import wiring
    from citetrail.formats.bibtex import in_letters

    form = wiring.writable_format(name) if name else wiring.format_for_file(target)
    return form if latex is None else in_letters(form, latex=latex)


def _format_of_ending(output: Path | None) -> str:
    """The format that the ending of the file to write stands for; BibTeX where there is none, or it says nothing."""
    from citetrail.app import wiring

    ending = output.suffix.lower() if output else ""
    if ending in _OUTPUT_OF_ENDING:
        return _OUTPUT_OF_ENDING[ending]
    forms = wiring.formats() if ending else ()
    return next((form.name for form in forms if form.write is not None and ending in form.endings), "bibtex")


def _tell_left_out(works: Sequence[Work], *, files: bool) -> None:
    """Say what the works have that no bibliography file is for, or that was not asked for."""
    from citetrail.cli.output import tell
    from citetrail.cli.showing import counted

    attached = sum(len(work.attachments) for work in works)
    if attached and not files:
        tell(f"{counted(attached, 'attached file')} not named; --files names them, with their places on this machine")
    if claims := sum(len(work.claims) for work in works):
        tell(f"{counted(claims, 'claim')} left out; --annotated with --format markdown, html … writes them")


def _places_of_files(settings: Settings, works: Sequence[Work], output: Path | None) -> dict[str, list[str]]:
    """Where the files of each work lie, by its key: below the folder of the file to write as a path from there."""
    from citetrail.app import wiring

    folder = output.expanduser().resolve().parent if output else None
    with wiring.open_library(settings) as library:
        return {
            work.key: [
                one.url or "" if path is None else _place_from(path, folder)
                for one in work.attachments
                for path in (library.file_of(one),)
            ]
            for work in works
        }


def _place_from(path: Path, folder: Path | None) -> str:
    if PureWindowsPath(path).drive:  # from another machine
        return str(path)
    whole = path.expanduser().absolute()
    return whole.relative_to(folder).as_posix() if folder and whole.is_relative_to(folder) else str(whole)


def convert(
    source: Annotated[str, typer.Argument(metavar="FILE", help="A bibliography file, or - for standard input.")],
    target: Annotated[Path | None, typer.Argument(metavar="OUT", help="Where to write.", show_default=False)] = None,
    form: Annotated[
        str | None, typer.Option("--format", "-f", metavar="NAME", help="Format to write.", show_default=False)
    ] = None,
    latex: LATEX = None,
    allow_loss: ALLOW_LOSS = False,
    as_json: JsonOption = False,
) -> None:
    """Turn a bibliography file into another format.

    Needs no library: citetrail convert refs.bib refs.ris

    A file that is in the format already is copied to the byte. From BibTeX to BibLaTeX and back all between the entries
    stays as it was: comments, @string, @preamble.
    """
    from citetrail.app import wiring
    from citetrail.cli.converting import Conversion
    from citetrail.cli.inputs import FileInput, input_from_argument
    from citetrail.cli.output import tell
    from citetrail.errors import EXIT_FINDINGS, InputError
    from citetrail.formats.finding import find_format

    given = input_from_argument(source)
    if not isinstance(given, FileInput):
        raise InputError(f"{source!r} is no file")
    read = find_format(given.data, given.name, wiring.formats_for_file(given.data, given.name))
    assert read.read is not None, "only readable formats are found"
    conversion = Conversion(given, read, _writable(form, target, latex), form is not None, latex)
    bibliography = read.read(given.data, given.name)
    for problem in bibliography.problems:
        tell(f"{problem.place}: {problem.message}")
    code = conversion.deliver(bibliography, target, as_json=as_json, allow_loss=allow_loss)
    damaged = any(problem.severity == "damaged" for problem in bibliography.problems)
    raise typer.Exit(EXIT_FINDINGS if damaged and not allow_loss else code)
