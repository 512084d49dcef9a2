"""styles: the citation styles there are, and the person's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citetrail.app.settings import Settings
from citetrail.cli.options import OUTPUT, JsonOption, Output, with_library, with_network

if TYPE_CHECKING:
    from citetrail.styles import Style, StyleName


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    styles = typer.Typer(help="Citation styles: search, show, list, add.", no_args_is_help=True, rich_markup_mode=None)
    styles.command(name="search")(with_library(search))
    styles.command(name="show")(with_library(show))
    styles.command(name="list")(with_library(list_styles))
    styles.command(name="add")(with_network(add))
    app.add_typer(styles, name="styles")


def search(
    settings: Settings,
    words: Annotated[list[str], typer.Argument(metavar="WORD…", help="Words of a style's title, id or field.")],
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many at most.")] = 30,
    output: OUTPUT = Output.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Find citation styles by their titles. Exits 1 if none is found.

    citetrail styles search american psychological
    """
    from citetrail.cli.output import tell
    from citetrail.errors import EXIT_FINDINGS
    from citetrail.styles import search_styles

    wanted = " ".join(words).casefold().split()
    own = [one for one in _own(settings) if all(word in f"{one.id} {one.title}".casefold() for word in wanted)]
    found = [*own, *search_styles(" ".join(words), limit=10**6)]
    _print_names(found, limit, output, as_json=as_json)
    if not found:
        tell(f"no style is called {' '.join(words)!r}")
        raise typer.Exit(EXIT_FINDINGS)


def list_styles(
    settings: Settings,
    every: Annotated[bool, typer.Option("--all", help="Those that come with citetrail as well.")] = False,
    output: OUTPUT = Output.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List your own citation styles, or with --all every one."""
    from citetrail.cli.output import tell
    from citetrail.styles.store import style_names

    own = _own(settings)
    _print_names([*own, *(style_names() if every else ())], None, output, as_json=as_json)
    if not every:
        if not own:
            tell(f"no style of your own in {settings.styles_folder}; citetrail styles add FILE|URL keeps one there")
        tell(f"{len(style_names())} styles come with citetrail: citetrail styles search WORD, or --all")


def show(
    settings: Settings,
    name: Annotated[str, typer.Argument(metavar="STYLE", help="A style's id, or a .csl file.")],
    as_json: JsonOption = False,
) -> None:
    """Show a citation style: its title, its origin, an example."""
    from citetrail.app import wiring
    from citetrail.cli.output import fitting, print_json, say
    from citetrail.styles import Cite
    from citetrail.styles.store import facts_of

    style = wiring.style_named(settings, name)
    facts = {"id": style.id, "title": style.title, **facts_of(_text(settings, name, style))}
    facts["citations"] = "in notes" if style.is_note else "in the text"
    facts["language"] = style.compiled.locale.language
    facts["citation"] = style.cite([[Cite("example", locator="12", label="page")]], [EXAMPLE])[0]
    has_list = style.compiled.bibliography is not None
    facts["entry"] = "\n".join(entry.text for entry in style.bibliography([EXAMPLE])) if has_list else ""
    if as_json:
        print_json({"style": facts})
        return
    for label, value in facts.items():
        if value:
            say(fitting(value, indent=" " * 11, first=f"{label:10} "))


EXAMPLE = {  # a visibly fictional article
    "id": "example",
    "type": "article-journal",
    "title": "A visible fiction about examples",
    "author": [{"family": "Sample", "given": "Sophie Q."}, {"family": "van der Berg", "given": "Jan"}],
    "container-title": "Journal of Examples",
    "volume": "7",
    "issue": "2",
    "page": "101-118",
    "issued": {"date-parts": [[2021, 3]]},
    "DOI": "10.5555/example",
}


def add(
    settings: Settings,
    source: Annotated[str, typer.Argument(metavar="FILE|URL", help="A .csl file or its address.")],
    as_json: JsonOption = False,
) -> None:
    """Keep a style of your own, to be used by its id."""
    from citetrail.app import wiring
    from citetrail.cli.files import write_bytes_whole
    from citetrail.cli.inputs import read_file
    from citetrail.cli.output import answer, tell
    from citetrail.errors import InputError
    from citetrail.styles import compile_style
    from citetrail.styles.store import bare_id

    is_address = source.startswith(("http://", "https://"))
    data = wiring.fetch_page(settings, source).data if is_address else read_file(Path(source).expanduser(), source)
    try:
        style = compile_style(data)
    except InputError as error:
        raise InputError(error.message, file=source, line=error.line, column=error.column, hint=error.hint) from None
    folder = settings.styles_folder
    if folder is None:
        raise InputError("there is no folder for styles", hint="CITETRAIL_STYLES names one.")
    name = bare_id(source if not is_address else source.split("?")[0].rstrip("/").rpartition("/")[2])
    target = folder / f"{Path(name).name}.csl"
    folder.mkdir(parents=True, exist_ok=True)
    if target.is_file() and target.read_bytes() != data:
        target.replace(target.with_suffix(".csl.old"))
        tell(f"the style kept until now is {target.with_suffix('.csl.old')}")
    write_bytes_whole(target, data)
    text = f"{target.stem}: {style.title or 'without a title'}"
    answer(as_json, text, id=target.stem, title=style.title or "", file=target)


def _own(settings: Settings) -> list[StyleName]:
    """The person's own styles; a file that is no style has no title."""
    from citetrail.app import wiring
    from citetrail.errors import InputError
    from citetrail.styles import StyleName

    found = []
    for path in wiring.own_styles(settings):
        try:
            title = wiring.style_named(settings, path.stem).title
        except InputError:
            title = "cannot be read as a style"
        found.append(StyleName(path.stem, title, categories=("own",)))
    return found


def _text(settings: Settings, name: str, style: Style) -> str:
    """The XML of a style that was found."""
    from citetrail.app import wiring
    from citetrail.styles.store import style_text

    for path in (Path(name), *(one for one in wiring.own_styles(settings) if one.stem == name)):
        if path.suffix == ".csl" and path.is_file():
            return path.read_text("utf-8", errors="replace")
    return style_text(style.id).xml


def _print_names(found: list[StyleName], limit: int | None, output: Output, *, as_json: bool) -> None:
    from citetrail.cli.output import print_json, print_lines, print_table, tell

    if as_json:
        print_json({"styles": [{"id": one.id, "title": one.title, "parent": one.parent} for one in found[:limit]]})
        return
    if output is Output.IDS:
        print_lines(one.id for one in found[:limit])
        return
    print_table(((one.id, one.title) for one in found[:limit]), flexible=1, header=("style", "title"))
    if limit is not None and len(found) > limit:
        tell(f"{len(found) - limit} more; --limit shows more of them")
