"""cite: formatted citations of works, and manuscripts with their citations filled in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citetrail.app.settings import Settings
from citetrail.cli.commands import styling
from citetrail.cli.options import JsonOption, with_library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citetrail.styles import Cite, Style


def _known_language(value: str | None) -> str | None:
    """The language as given. Raises InputError for one that no style can speak."""
    if value:
        from citetrail.styles.store import require_language

        require_language(value)
    return value


STYLE = Annotated[str | None, typer.Option(help="Citation style.", show_default=False)]
LANGUAGE = Annotated[
    str | None,
    typer.Option(metavar="de-DE", help="Language of terms and dates.", show_default=False, callback=_known_language),
]
FORM = Annotated[
    str | None,
    typer.Option("--format", "-f", metavar="NAME", help="text, markdown, html, latex …", show_default="text"),
]
MANUSCRIPT = Annotated[
    str | None,
    typer.Option(
        "--file", metavar="FILE|-", help="Fill in a manuscript in Markdown, Quarto, Org or Typst.", show_default=False
    ),
]
OUT = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="With --file: write here.", show_default=False)
]
HEADING = Annotated[str | None, typer.Option(help="With --file: heading of the list; '' for none.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add the commands of this file, and those about styles."""
    app.command(name="cite")(with_library(cite))
    styling.register(app)


def cite(
    settings: Settings,
    keys: Annotated[list[str] | None, typer.Argument(metavar="[KEY…]", help="Works to cite together.")] = None,
    page: Annotated[str | None, typer.Option(help="Page or pages cited.", show_default=False)] = None,
    locator: Annotated[
        str | None, typer.Option(metavar="'chap. 2'", help="Another part that is cited.", show_default=False)
    ] = None,
    style: STYLE = None,
    language: LANGUAGE = None,
    form: FORM = None,
    narrative: Annotated[bool, typer.Option("--narrative", help="Doe (2020) instead of (Doe, 2020).")] = False,
    without_author: Annotated[bool, typer.Option("--suppress-author", help="(2020) alone.")] = False,
    full: Annotated[bool, typer.Option("--full", help="The bibliography entry instead of the citation.")] = False,
    manuscript: MANUSCRIPT = None,
    output: OUT = None,
    heading: HEADING = None,
    as_json: JsonOption = False,
) -> None:
    """Print a formatted citation, or fill in a manuscript's.

    citetrail cite rockliff2011effects --page 1390 --style apa

    citetrail cite --file paper.md -o done.md replaces [@key, p. 3], @key and [-@key] and puts the list of works at the
    end. Exits 1 if there is a key that nobody knows; such citations stay as they are.
    """
    from citetrail.errors import InputError

    if manuscript is not None:
        single = (keys, page, locator, form, narrative, without_author, full)
        if any(single):
            raise InputError("--file takes no keys and no options about a single citation")
        _fill(settings, manuscript, (style, language, heading), output, as_json=as_json)
        return
    if not keys:
        raise InputError("which works?", hint="citetrail cite KEY, or citetrail cite --file paper.md")
    if page and locator:
        raise InputError("--page and --locator exclude each other")
    if output is not None or heading is not None:
        raise InputError("-o and --heading need --file")
    where = f"p. {page}" if page else locator or ""
    look, shape = (style, language, form), (narrative, without_author, full)
    _print(settings, keys, where, look, shape, as_json=as_json)


def _print(
    settings: Settings,
    keys: Sequence[str],
    where: str,
    look: tuple[str | None, str | None, str | None],
    shape: tuple[bool, bool, bool],
    *,
    as_json: bool,
) -> None:
    """Print the citation of works, or their entries; as JSON both."""
    from citetrail.app import wiring
    from citetrail.app.style_items import items_of_works
    from citetrail.cli.cited import cited_as_dict
    from citetrail.cli.looking_up import row_named
    from citetrail.cli.output import print_json, say
    from citetrail.styles import Cluster

    style, language, form = look
    is_narrative, without_author, full = shape
    chosen = wiring.style_named(settings, style or settings.style, language)
    with wiring.open_library(settings) as library:
        items = items_of_works(settings, library, [row_named(library, key).id for key in keys])
    output = form or "text"
    if full and not as_json:
        for entry in chosen.bibliography(items, output=output):
            say(entry.text)
        return
    first, *others = [str(item["id"]) for item in items]
    cites = (_cite(chosen, first, where, without_author=without_author), *(_cite(chosen, key) for key in others))
    cluster = Cluster("", cites, 1 if chosen.is_note else 0, is_narrative)
    (citation,) = chosen.citations([cluster], items, output=output)
    if as_json:
        print_json(cited_as_dict(chosen, citation, items, output, full=full))
    else:
        say(citation.text)


def _cite(style: Style, key: str, where: str = "", *, without_author: bool = False) -> Cite:
    """A cite with its locator; words that are no locator are kept as they are."""
    from citetrail.styles import Cite
    from citetrail.styles.manuscripts.locators import labels_of, located

    found = located(where, labels_of(style.compiled.locale)) if where else None
    if found is None or not found.locator:
        return Cite(key, where, "page" if where else "", suppress_author=without_author)
    return Cite(key, found.locator + found.suffix, found.label, suppress_author=without_author)


def _fill(
    settings: Settings,
    name: str,
    look: tuple[str | None, str | None, str | None],
    output: Path | None,
    *,
    as_json: bool,
) -> None:
    """Write the manuscript with its citations filled in; its own file is never overwritten."""
    import sys

    from citetrail.cli.files import write_whole
    from citetrail.cli.filling import fill_manuscript
    from citetrail.cli.output import print_json
    from citetrail.errors import EXIT_FINDINGS, InputError

    if output is not None and output.resolve() == Path(name).expanduser().resolve():
        raise InputError("would overwrite the manuscript, whose keys would be lost", file=str(output))
    style, language, heading = look
    filled = fill_manuscript(settings, name, style=style, language=language, heading=heading)
    if output is not None:
        write_whole(output, filled.text)
    if as_json:
        print_json(filled.as_dict(output))
    elif output is None:
        sys.stdout.write(filled.text)
    if filled.unknown:
        raise typer.Exit(EXIT_FINDINGS)
