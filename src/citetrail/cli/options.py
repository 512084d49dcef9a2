"""Options that many commands share, added to a command's own ones by a decorator, so that each is written once."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from citetrail.app.settings import Overrides, Settings


class Output(StrEnum):
    """What a list shows."""

    TABLE = "table"
    IDS = "ids"


OUTPUT = Annotated[Output, typer.Option("--output", "-o", help="A table, or the keys (names, numbers) alone.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask, do it.")]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Show what would be done and change nothing.")]

_LIBRARY = Annotated[
    str | None,
    typer.Option("--library", "-l", metavar="NAME|PATH", help="The library to use.", show_default=False),
]
_OFFLINE = Annotated[bool, typer.Option("--offline", help="Ask no source; use stored answers only.")]
_REFRESH = Annotated[bool, typer.Option("--refresh", help="Ask the sources again, whatever is stored.")]
_RECORD = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write all answers to FILE, to be replayed.", show_default=False)
]
_REPLAY = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Take all answers from FILE; no network.", show_default=False)
]
_DEADLINE = Annotated[
    float | None,
    typer.Option(metavar="SECONDS", help="Time that all questions may take together.", show_default=False),
]
Command = Callable[..., None]


def _keyword(name: str, annotation: Any, default: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


_LIBRARY_PARAMETERS = (_keyword("library", _LIBRARY, None),)
_NETWORK_PARAMETERS = (
    *_LIBRARY_PARAMETERS,
    _keyword("offline", _OFFLINE, False),
    _keyword("refresh", _REFRESH, False),
    _keyword("record", _RECORD, None),
    _keyword("replay", _REPLAY, None),
    _keyword("deadline", _DEADLINE, None),
)


def with_library(command: Command) -> Command:
    """Give a command `--library` and call it with Settings as its first argument."""
    return _with_settings(command, _LIBRARY_PARAMETERS)


def with_network(command: Command) -> Command:
    """As `with_library`, with what a command needs that may ask sources: `--offline`, `--replay` and so on."""
    return _with_settings(command, _NETWORK_PARAMETERS)


def _with_settings(command: Command, shared: tuple[inspect.Parameter, ...]) -> Command:
    """The command with the shared options in its signature, which is what the argument parser looks at."""
    signature = inspect.signature(command, eval_str=True)
    own = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in signature.parameters.values()][1:]
    names = {parameter.name for parameter in shared}

    @wraps(command)
    def wrapped(**values: Any) -> None:
        said = {name: values.pop(name) for name in names}
        command(settings_from(**said), **values)

    parameters = [*own, *shared]
    wrapped.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # PEP 362 allows it
    wrapped.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    del wrapped.__wrapped__  # the parser would look behind the new signature
    return wrapped


def settings_from(
    *,
    library: str | None = None,
    offline: bool = False,
    refresh: bool = False,
    record: Path | None = None,
    replay: Path | None = None,
    deadline: float | None = None,
) -> Settings:
    """Settings for what was said on the command line. Raises InputError for what contradicts itself."""
    import os

    from citetrail.app.settings import Overrides, load_settings
    from citetrail.errors import InputError

    if offline and refresh:
        raise InputError("--offline and --refresh exclude each other")
    if record and replay:
        raise InputError("--record and --replay exclude each other")
    overrides: Overrides = Overrides(
        library=library,
        freshness="offline" if offline else "refresh" if refresh else None,
        record=record,
        replay=replay,
        deadline_seconds=deadline,
    )
    return load_settings(overrides, os.environ, _here())


def _here() -> Path:
    from citetrail.errors import InputError

    try:
        return Path.cwd()
    except FileNotFoundError:
        raise InputError("the folder you are in is gone", hint="Change to another one first.") from None
