"""The reference of the command line, written from the commands themselves: `python -m citetrail.cli.reference`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

_HEAD = """# The command line

Written by `python -m citetrail.cli.reference > docs/cli.md`; do not edit.

Data goes to stdout, talk to stderr. `citetrail COMMAND --help` says the same as this page.
"""
_EXIT_CODES = """## Exit codes

| code | meaning |
|---|---|
| 0 | done, nothing wrong |
| 1 | we looked, and something is wrong or new |
| 2 | bad usage or unreadable input |
| 3 | could not be settled: a source was silent, or several works fit |
| 4 | library locked, newer or damaged |
| 70 | a bug of ours |
| 130 | interrupted |

1 goes before 3, 3 before 0.
"""
_SETTINGS_HEAD = """## Settings

`citetrail config set NAME VALUE` writes them to the config file; environment variables go before it, options
before both.

| setting | environment | what for |
|---|---|---|"""
_OTHER_SETTINGS = """| `base-url.SOURCE` | `CITETRAIL_BASE_URL_SOURCE` | address of a source: a mirror, a proxy |
| `limit.SOURCE` | `CITETRAIL_LIMIT_SOURCE` | `RATE/AT-ONCE`: requests a second, and how many at once |"""
_PLACES = """
Only in the environment:

| variable | what for |
|---|---|
| `CITETRAIL_CONFIG` | the config file |
| `CITETRAIL_STORE` | the file of stored answers |
| `CITETRAIL_STYLES` | the folder of citation styles you added |
| `CITETRAIL_OFFLINE` | ask no source |
| `CITETRAIL_RECORD`, `CITETRAIL_REPLAY` | as the options `--record` and `--replay` |
| `CITETRAIL_DEBUG` | show where a bug of ours happened |
| `CITETRAIL_PAGER`, `PAGER` | what shows long output on a terminal (`less`); empty or `cat`: nothing |
| `NO_COLOR`, `FORCE_COLOR` | no colours; colours even when piped (`FORCE_COLOR=0`: none) |
| `VISUAL`, `EDITOR` | the editor for notes |"""


def main() -> None:
    """Print the reference."""
    sys.stdout.write(reference())


def reference() -> str:
    """The whole page, in Markdown."""
    return "\n".join([_HEAD, *_sections(), _EXIT_CODES, *_settings()]) + "\n"


def _sections() -> Iterator[str]:
    for context in _contexts():
        yield from _section(context)


def commands() -> list[str]:
    """Every command with the words that call it: `add`, `config set`."""
    return [context.command_path.partition(" ")[2] for context in _contexts()]


def _contexts() -> Iterator[Any]:
    """A context for every command that can be called, groups before what is in them.

    Typed loosely: which of the two click packages makes them depends on the version of Typer.
    """
    from typer.main import get_command

    from citetrail.cli.main import app

    return _below(_context(get_command(app), "citetrail", None))


def _context(command: Any, name: str, parent: Any) -> Any:
    return command.make_context(name, [], parent, resilient_parsing=True)


def _below(context: Any) -> Iterator[Any]:
    for name, inner in getattr(context.command, "commands", {}).items():
        if not inner.hidden:
            inner_context = _context(inner, name, context)
            yield inner_context
            yield from _below(inner_context)


def _section(context: Any) -> Iterator[str]:
    depth = context.command_path.count(" ")
    yield f"{'#' * (depth + 1)} {context.command_path}\n"
    usage = " ".join(context.command.collect_usage_pieces(context))
    yield f"```\n{context.command_path} {usage}\n```\n"
    yield _paragraphs(context.command.help or "")
    rows = [row for parameter in context.command.params if (row := _row(parameter, context))]
    if rows:
        yield "\n".join(["| | |", "|---|---|", *rows]) + "\n"
    if context.command.epilog:
        yield _paragraphs(context.command.epilog)


def _paragraphs(text: str) -> str:
    return text.replace("\f", "").replace("\b", "").strip() + "\n"


def _row(parameter: Any, context: Any) -> str | None:
    """One line of the table of arguments and options."""
    record = parameter.get_help_record(context)
    if record is None or "--help" in parameter.opts:
        return None
    name, said = record
    cells = (cell.strip().replace("|", "\\|").replace("\n", " ") for cell in (f"`{name.strip()}`", said))
    return f"| {' | '.join(cells)} |"


def _settings() -> Iterator[str]:
    from citetrail.app.settings import SETTINGS

    yield _SETTINGS_HEAD
    for name, purpose in SETTINGS.items():
        yield f"| `{name}` | `CITETRAIL_{name.upper().replace('-', '_').replace('.', '_')}` | {purpose} |"
    yield _OTHER_SETTINGS
    yield _PLACES


if __name__ == "__main__":
    main()
