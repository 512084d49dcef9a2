"""cite and styles: formatted citations, and the styles there are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citetrail.app.settings import Settings
from citetrail.cli.commands.looking import OUTPUT, Output
from citetrail.cli.options import JsonOption, with_library, with_network

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

STYLE = Annotated[str | None, typer.Option(help="Citation style.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(name="cite")(with_library(cite))
    styles = typer.Typer(help="Citation styles: search, add.", no_args_is_help=True, rich_markup_mode=None)
    styles.command(name="search")(styles_search)
    styles.command(name="add")(with_network(styles_add))
    app.add_typer(styles, name="styles")


def cite(
    settings: Settings,
    keys: Annotated[list[str], typer.Argument(metavar="KEY…", help="Works to cite together.")],
    page: Annotated[str | None, typer.Option(help="Page or pages cited.", show_default=False)] = None,
    style: STYLE = None,
    output: Annotated[str, typer.Option("--format", "-f", help="text, markdown, html, latex …")] = "text",
    full: Annotated[bool, typer.Option("--full", help="The bibliography entry instead of the citation.")] = False,
) -> None:
    """Print a formatted citation.

    citetrail cite rockliff2011effects --page 1390 --style apa
    """
    from citetrail.app import wiring
    from citetrail.cli.looking_up import work_named
    from citetrail.cli.output import say
    from citetrail.flows.export import item_of
    from citetrail.styles import Cite

    with wiring.open_library(settings) as library:
        items: Sequence[Mapping[str, Any]] = [item_of(work_named(library, key)) for key in keys]
    chosen = wiring.style_named(settings, style or settings.style)
    if full:
        for entry in chosen.bibliography(items, output=output):
            say(entry.text)
        return
    cites = [Cite(item["id"], locator=page if page and place == 0 else "") for place, item in enumerate(items)]
    say(chosen.cite([cites], items, output=output)[0])


def styles_search(
    words: Annotated[list[str], typer.Argument(metavar="WORD…", help="Words of a style's title or id.")],
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many at most.")] = 30,
    output: OUTPUT = Output.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Find citation styles by their titles. Exits 1 if none is found."""
    from citetrail.cli.output import print_json, print_lines, print_table, tell
    from citetrail.errors import EXIT_FINDINGS
    from citetrail.styles import search_styles

    found = search_styles(" ".join(words))
    if as_json:
        print_json({"styles": [{"id": one.id, "title": one.title, "parent": one.parent} for one in found]})
    elif output is Output.IDS:
        print_lines(one.id for one in found[:limit])
    else:
        print_table(((one.id, one.title) for one in found[:limit]), flexible=1)
        if len(found) > limit:
            tell(f"{len(found) - limit} more; --limit shows more of them")
    if not found:
        tell(f"no style is called {' '.join(words)!r}")
        raise typer.Exit(EXIT_FINDINGS)


def styles_add(
    settings: Settings,
    source: Annotated[str, typer.Argument(metavar="FILE|URL", help="A .csl file or its address.")],
) -> None:
    """Keep a style of your own, to be used by its id."""
    from citetrail.app import wiring
    from citetrail.cli.files import write_bytes_whole
    from citetrail.cli.inputs import read_file
    from citetrail.cli.output import say
    from citetrail.errors import InputError
    from citetrail.styles import compile_style

    is_address = source.startswith(("http://", "https://"))
    data = wiring.fetch_page(settings, source).data if is_address else read_file(Path(source), source)
    style = compile_style(data)
    folder = settings.styles_folder
    if folder is None:
        raise InputError("there is no folder for styles")
    folder.mkdir(parents=True, exist_ok=True)
    name = style.id or Path(source).stem
    write_bytes_whole(folder / f"{name}.csl", data)
    say(f"{name}: {style.title}")
