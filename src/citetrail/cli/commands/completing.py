"""completion: words that fit where TAB is pressed."""

from __future__ import annotations

from typing import Annotated

import typer

from citetrail.cli.options import DryRunOption, JsonOption
from citetrail.cli.shells import Shell

SHELL = Annotated[
    Shell | None, typer.Argument(metavar="SHELL", help="bash, zsh or fish; yours without it.", show_default=False)
]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    group = typer.Typer(help="Completion in bash, zsh and fish.", no_args_is_help=True, rich_markup_mode=None)
    group.command(name="install")(completion_install)
    group.command(name="show")(completion_show)
    group.command(name="words", hidden=True)(completion_words)
    app.add_typer(group, name="completion")


def completion_install(shell: SHELL = None, dry_run: DryRunOption = False, as_json: JsonOption = False) -> None:
    """Make your shell complete commands and live values.

    Keys, tags, queries, styles and settings are completed as they are in your library. Writes the shell's script to
    your own folder, and for bash and zsh one line into the file that the shell reads at its start. Safe to repeat.
    """
    import os
    from pathlib import Path

    from citetrail.cli.files import write_whole
    from citetrail.cli.output import print_json, say
    from citetrail.cli.shells import SCRIPTS, place_for
    from citetrail.errors import InputError

    chosen = shell or _own_shell()
    place = place_for(chosen, Path.home(), os.environ)
    start = place.start_file
    before = start.read_text(encoding="utf-8") if start is not None and start.is_file() else ""
    is_line_new = start is not None and place.line not in before
    if not dry_run:
        try:
            place.script.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"cannot be made: {error.strerror}", file=str(place.script.parent)) from None
        write_whole(place.script, SCRIPTS[chosen])
        if start is not None and is_line_new:
            write_whole(start, f"{before.rstrip()}\n\n# completion for citetrail\n{place.line}\n".lstrip())
    if as_json:
        start_file = start if is_line_new else None
        print_json({"shell": chosen.value, "script": place.script, "start_file": start_file, "dry_run": dry_run})
        return
    verb = "would write" if dry_run else "wrote"
    say(f"{verb} {place.script}")
    if is_line_new:
        say(f"{verb} one line at the end of {start}")
    if not dry_run:
        say(f"a new {chosen.value} completes citetrail")


def completion_show(shell: SHELL = None, as_json: JsonOption = False) -> None:
    """Print the shell's script, to be kept where you want.

    citetrail completion show bash > ~/.local/share/bash-completion/completions/citetrail
    """
    from citetrail.cli.output import print_json
    from citetrail.cli.shells import SCRIPTS

    chosen = shell or _own_shell()
    if as_json:
        print_json({"shell": chosen.value, "script": SCRIPTS[chosen]})
    else:
        typer.echo(SCRIPTS[chosen], nl=False)


def _own_shell() -> Shell:
    """The shell that $SHELL names. Raises InputError if we have no completion for it."""
    import os
    from pathlib import Path

    from citetrail.errors import InputError

    name = Path(os.environ.get("SHELL", "")).name
    if name not in tuple(Shell):
        raise InputError(
            f"no completion for {name!r}" if name else "which shell?", hint=f"Name one of {', '.join(Shell)}."
        )
    return Shell(name)


def completion_words(
    shell: Annotated[Shell, typer.Argument(help="Who asks.")],
    words: Annotated[list[str], typer.Argument(help="The words so far; for bash its word breaks and the line.")],
) -> None:
    """Print what fits; the shells' scripts call this."""
    from typer.main import get_command

    from citetrail.cli.completing import candidates
    from citetrail.cli.output import say
    from citetrail.cli.shells import told, words_of_line
    from citetrail.cli.starting import app_for
    from citetrail.errors import CitetrailError

    breaks = ""
    if shell is Shell.BASH:
        breaks, line = words
        words = words_of_line(line)
    try:
        found = candidates(get_command(app_for(words[:1] if len(words) > 1 else ())), words)
    except CitetrailError:  # nobody reads sentences while typing; the command itself will say it
        found = []
    for line in told(shell, found, words[-1] if words else "", breaks):
        say(line)
