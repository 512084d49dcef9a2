"""attach, detach, open, fetch, files: the files of works."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citetrail.app.settings import Settings
from citetrail.cli.commands.following import QUERY
from citetrail.cli.commands.keeping import KEY
from citetrail.cli.options import OUTPUT, DryRunOption, JsonOption, Output, with_library, with_network
from citetrail.cli.querying import QueryCommand

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citetrail.cli.attaching import Attached
    from citetrail.flows.attaching import Fetched
    from citetrail.library import Library
    from citetrail.model.works import Work

_FILE = Annotated[
    str | None, typer.Argument(metavar="FILE", help="Its number or name, if there are several.", show_default=False)
]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(name="attach")(with_library(attach))
    app.command(name="detach")(with_library(detach))
    app.command(name="open")(with_library(open_file))
    app.command(name="fetch", cls=QueryCommand)(with_network(fetch))
    files = typer.Typer(
        help="Attached files: list, save by name, read anew.", no_args_is_help=True, rich_markup_mode=None
    )
    files.command(name="list", cls=QueryCommand)(with_library(files_list))
    files.command(name="save")(with_library(files_save))
    files.command(name="read", cls=QueryCommand)(with_library(files_read))
    app.add_typer(files, name="files")


def attach(
    settings: Settings,
    key: KEY,
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Files, or addresses that are only noted.")],
    link: Annotated[bool, typer.Option("--link", help="Leave the file where it is and remember the place.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Attach files to a work.

    They are copied into the library's own folder, the same content once, named by the setting `file-name`; their text
    can be searched from then on.
    """
    from citetrail.app import wiring
    from citetrail.cli.looking_up import work_named
    from citetrail.cli.output import print_json, say

    attached = []
    with wiring.open_library(settings) as library:
        work = work_named(library, key)
        with library.step(f"attach {' '.join(files)} to {work.key}"[:200]):
            for given in files:
                one = _attach_one(settings, library, work_named(library, work.key), given, link=link)
                attached.append(one.as_dict())
                if not as_json:
                    say(f"{work.key}: {one.told()}")
        after = work_named(library, work.key)
    if as_json:
        print_json({"work": after, "attached": attached})


def _attach_one(settings: Settings, library: Library, work: Work, given: str, *, link: bool) -> Attached:
    from citetrail.cli.attaching import Attached, name_for
    from citetrail.cli.inputs import read_file
    from citetrail.errors import InputError
    from citetrail.flows import attaching
    from citetrail.model.works import Attachment

    if given.startswith(("http://", "https://")):
        noted = Attachment(name=given.rsplit("/", 1)[-1] or given, url=given)
        return Attached(given, noted.model_copy(update={"id": library.attach(work.stored_id, noted)}))
    path = Path(given).expanduser()
    if not path.exists():
        raise InputError("no such file", file=given)
    data, place = read_file(path, given), str(path.resolve())
    if link:
        attached, read = attaching.attach_link(library, work, data, name=path.name, path=place)
    else:
        name = name_for(settings, work, path.name)
        attached, read = attaching.attach_copy(library, work, data, name=name, path=place)
    return Attached(given, attached, read)


def detach(settings: Settings, key: KEY, file: _FILE = None, as_json: JsonOption = False) -> None:
    """Take a file off its work.

    The file stays on the disk, so that `citetrail undo` brings it back; `citetrail doctor --fix` clears copies that
    nothing uses.
    """
    from citetrail.app import wiring
    from citetrail.cli.attaching import attachment_named
    from citetrail.cli.looking_up import work_named
    from citetrail.cli.output import answer

    with wiring.open_library(settings) as library:
        work = work_named(library, key)
        attachment = attachment_named(work, file)
        with library.change(f"detach {attachment.name} from {work.key}"):
            library.detach(attachment.id or 0)
        after = work_named(library, work.key)
    answer(as_json, f"{work.key}: {attachment.name} is detached", work=after, detached=attachment)


def open_file(
    settings: Settings,
    key: KEY,
    file: _FILE = None,
    path: Annotated[bool, typer.Option("--path", help="Print where it is and open nothing.")] = False,
    web: Annotated[bool, typer.Option("--web", help="The work's page on the web instead.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Open a work's file in the program you use for such files.

    $CITETRAIL_OPENER names another one. Without a file, or with --web, the work's page on the web is opened.
    """
    from citetrail.app import wiring
    from citetrail.cli.attaching import attachment_named, is_missing, open_place, place_of
    from citetrail.cli.looking_up import work_named
    from citetrail.cli.output import print_json, say, tell
    from citetrail.errors import InputError

    attachment = None
    with wiring.open_library(settings) as library:
        work = work_named(library, key)
        address = _web_address(work)
        if web or (not work.attachments and file is None and address):
            place = address
        else:
            attachment = attachment_named(work, file)
            place = place_of(library, attachment)
            if is_missing(library, attachment):
                hint = f"citetrail detach {work.key} {attachment.id}, then attach it from where it is now."
                raise InputError(f"{attachment.name} is not there any more", file=place, hint=hint)
    if not place:
        raise InputError(f"{work.key} has neither file nor address", hint=f"citetrail attach {work.key} FILE")
    if not path:
        open_place(place)
        tell(f"opening {place}")
    if as_json:
        print_json({"key": work.key, "place": place, "file": attachment, "opened": not path})
    elif path:
        say(place)


def _web_address(work: Work) -> str:
    named = (one.url for one in work.description.identifiers)
    return next((address for address in named if address), None) or work.description.url or ""


def fetch(
    settings: Settings,
    query: QUERY = None,
    most_mb: Annotated[int, typer.Option("--max-mb", metavar="MB", help="No file larger than this.")] = 50,
    again: Annotated[bool, typer.Option("--again", help="Also for works that have a PDF.")] = False,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Get free copies (PDF) of works.

    From arXiv and PubMed Central, and where Unpaywall (with the setting `email`), OpenAlex and others say one stands.
    Only PDFs are kept. Exits 1 if there is none for a work, 3 if a source did not answer.
    """
    from citetrail.app import wiring
    from citetrail.cli.fetching import Fetching, print_fetched
    from citetrail.cli.output import print_json, tell
    from citetrail.errors import EXIT_FINDINGS, EXIT_OK, EXIT_UNSETTLED

    with wiring.open_library(settings) as library:
        works = _wanted(library, query or (), again=again)
        if not works:
            tell("every work has a PDF" if not again else "no work matches")
        with library.step("fetch " + " ".join(query or ())[:200]):
            fetched = Fetching(settings, library, most_mb * 1_000_000, is_dry=dry_run).fetch(works)
    if as_json:
        print_json({"fetched": [_as_dict(one) for one in fetched]})
    else:
        print_fetched(fetched, is_dry=dry_run)
    missing = [one for one in fetched if one.attachment is None and not (dry_run and one.tried)]
    is_unsettled = bool(missing) and all(one.is_unsettled for one in missing)
    raise typer.Exit(EXIT_OK if not missing else EXIT_UNSETTLED if is_unsettled else EXIT_FINDINGS)


def _wanted(library: Library, query: Iterable[str], *, again: bool) -> tuple[Work, ...]:
    """The works named by keys or found by a query; those without a PDF unless `again`."""
    from citetrail.cli.looking_up import works_named

    works = works_named(library, list(query))
    return works if again else tuple(work for work in works if not _has_pdf(work))


def _has_pdf(work: Work) -> bool:
    return any(one.media_type == "application/pdf" or one.name.lower().endswith(".pdf") for one in work.attachments)


def _as_dict(one: Fetched) -> dict[str, object]:
    tried = [{"address": each.place.address, "said_by": each.place.said_by, "why": each.why} for each in one.tried]
    address = one.place.address if one.place else None
    return {"key": one.work.key, "file": one.attachment, "address": address, "tried": tried}


def files_list(
    settings: Settings, query: QUERY = None, output: OUTPUT = Output.TABLE, as_json: JsonOption = False
) -> None:
    """List attached files, and which are missing. Exits 1 if one is."""
    from citetrail.app import wiring
    from citetrail.cli.attaching import is_missing, place_of, size_text
    from citetrail.cli.looking_up import each_with_file
    from citetrail.cli.output import print_json, print_lines, print_table, tell
    from citetrail.errors import EXIT_FINDINGS, EXIT_OK

    rows = []
    with wiring.open_library(settings) as library:
        for work in each_with_file(library, query or ()):
            for one in work.attachments:
                state = (
                    "missing" if is_missing(library, one) else "copy" if one.sha256 else "link" if one.path else "web"
                )
                rows.append((work.key, str(one.id), state, size_text(one.size_bytes), one.name, place_of(library, one)))
    if as_json:
        names = ("key", "id", "state", "size", "name", "place")
        print_json({"files": [dict(zip(names, row, strict=True)) for row in rows]})
    elif output is Output.IDS:
        print_lines(dict.fromkeys(row[0] for row in rows))
    else:
        print_table(
            rows,
            flexible=5,
            colours=("cyan",),
            header=("key", "file", "kept as", "size", "name", "place"),
            is_whole=True,
        )
        if not rows:
            tell("no attached files")
    raise typer.Exit(EXIT_FINDINGS if any(row[2] == "missing" for row in rows) else EXIT_OK)


def files_save(
    settings: Settings,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to put them.")],
    query: QUERY = None,
    template: Annotated[
        str | None,
        typer.Option("--name", metavar="TEMPLATE", help="Such as '{author} {year} - {title}'.", show_default=False),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Write copies of attached files into a folder, named by a template. Files that are there are left alone."""
    from citetrail.app import wiring
    from citetrail.cli.attaching import is_missing
    from citetrail.cli.files import make_folder, write_bytes_whole
    from citetrail.cli.looking_up import each_with_file
    from citetrail.cli.output import answer, tell
    from citetrail.cli.showing import counted
    from citetrail.judging.file_names import file_name

    make_folder(folder)
    saved, left_alone = [], []
    with wiring.open_library(settings) as library:
        for work in each_with_file(library, query or ()):
            for one in work.attachments:
                path = library.file_of(one)
                if path is None or is_missing(library, one):
                    continue
                ending = Path(one.name).suffix or path.suffix
                target = folder / file_name(work.description, work.key, template or settings.file_name, ending)
                if target.exists():
                    target = folder / f"{target.stem} {one.id}{target.suffix}"
                if target.exists():
                    tell(f"{target} is there already")
                    left_alone.append(target)
                    continue
                write_bytes_whole(target, path.read_bytes())
                saved.append({"key": work.key, "file": one, "place": target})
    answer(as_json, f"{counted(len(saved), 'file')} written to {folder}", saved=saved, left_alone=left_alone)


def files_read(settings: Settings, query: QUERY = None, as_json: JsonOption = False) -> None:
    """Read the text of attached files anew.

    It can then be searched, and quotes are checked against it.
    """
    from citetrail.app import wiring
    from citetrail.cli.attaching import is_missing
    from citetrail.cli.inputs import read_file
    from citetrail.cli.looking_up import each_with_file
    from citetrail.cli.output import answer, tell
    from citetrail.cli.showing import counted
    from citetrail.flows.attaching import text_of_file

    changed, unread = [], []
    with wiring.open_library(settings) as library, library.step("read files " + " ".join(query or ())):
        for work in each_with_file(library, query or ()):
            for one in work.attachments:
                path = library.file_of(one)
                if path is None or is_missing(library, one):
                    continue
                read = text_of_file(read_file(path, str(path)), path.name)
                if read.text is None:
                    tell(f"{work.key}: {one.name}: {read.why_not}")
                    unread.append({"key": work.key, "file": one, "why": read.why_not})
                elif read.text != library.text_of(one.id or 0):
                    library.set_text(one.id or 0, read.text)
                    changed.append({"key": work.key, "file": one, "words": read.words})
    answer(as_json, f"{counted(len(changed), 'file')} read anew", changed=changed, unread=unread)
