"""tag, note, claim: what the reader adds."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from citetrail.app.settings import Settings
from citetrail.cli.commands.keeping import KEY
from citetrail.cli.options import with_library


class ClaimVerdict(StrEnum):
    """The reader's judgement of a claim."""

    SUPPORTED = "supported"
    DISPUTED = "disputed"
    UNCLEAR = "unclear"


_FROM = Annotated[
    str | None, typer.Option("--from", metavar="SOURCE", help="The text that says it.", show_default=False)
]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(name="tag", context_settings={"ignore_unknown_options": True})(with_library(tag))
    app.command(name="note")(with_library(note))
    app.command(name="claim")(with_library(claim))


def tag(
    settings: Settings,
    key: KEY,
    changes: Annotated[list[str], typer.Argument(metavar="+TAG|-TAG…", help="+tag adds a tag, -tag takes it away.")],
) -> None:
    """Add and take away tags.

    citetrail tag KEY +oxytocin -todo
    """
    from citetrail.app import wiring
    from citetrail.cli.looking_up import work_named
    from citetrail.cli.output import say
    from citetrail.errors import InputError

    added = tuple(change.removeprefix("+") for change in changes if not change.startswith("-"))
    removed = tuple(change[1:] for change in changes if change.startswith("-"))
    for name in (*added, *removed):
        if not name or any(letter.isspace() for letter in name):
            raise InputError(f"{name!r} cannot be a tag", hint="A tag is one word; - and / may stand in it.")
    with wiring.open_library(settings) as library:
        work = work_named(library, key)
        with library.change(f"tag {work.key} {' '.join(changes)}"):
            library.tag(work.stored_id, add=added, remove=removed)
        tags = work_named(library, key).tags
    say(f"{work.key}: {' '.join('#' + name for name in tags) or 'no tags'}")


def note(
    settings: Settings,
    key: KEY,
    text: Annotated[str | None, typer.Argument(help="The note; without it $EDITOR opens.", show_default=False)] = None,
) -> None:
    """Add a note, in Markdown."""
    from citetrail.app import wiring
    from citetrail.cli.editor import text_from_editor
    from citetrail.cli.looking_up import work_named
    from citetrail.cli.output import say
    from citetrail.errors import InputError

    with wiring.open_library(settings) as library:
        work = work_named(library, key)
        words = text if text is not None else text_from_editor(f"{work.key}: {work.description.title}")
        words = words.strip()
        if not words:
            raise InputError("an empty note was not kept")
        with library.change(f"note {work.key}"):
            library.note(work.stored_id, words)
    say(f"{work.key}: noted")


def claim(
    settings: Settings,
    key: KEY,
    text: Annotated[str, typer.Argument(metavar="CLAIM", help="What is said about the work.")],
    verdict: Annotated[ClaimVerdict, typer.Option(help="Your judgement.")] = ClaimVerdict.UNCLEAR,
    source: _FROM = None,
    quotes: Annotated[
        list[int] | None, typer.Option("--quote", metavar="ID", help="Quotes that bear on it.", show_default=False)
    ] = None,
) -> None:
    """Keep what a text claims, and your judgement."""
    from citetrail.app import wiring
    from citetrail.cli.looking_up import work_named
    from citetrail.cli.output import say
    from citetrail.errors import InputError
    from citetrail.model.works import Claim

    if not text.strip():
        raise InputError("an empty claim was not kept")
    with wiring.open_library(settings) as library:
        work = work_named(library, key)
        unknown = set(quotes or ()) - {single.id for single in work.quotes}
        if unknown:
            raise InputError(f"{work.key} has no quote {min(unknown)}", hint=f"citetrail show {work.key} lists them.")
        kept = Claim(
            text=text.strip(), verdict=verdict.value, source=source, quotes=tuple(quotes or ()), created_at=wiring.now()
        )
        with library.change(f"claim {work.key}"):
            library.claim(work.stored_id, kept)
    say(f"{work.key}: claim kept as {verdict.value}")
