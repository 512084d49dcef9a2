"""Writing the config file: TOML that keeps what it does not know, readable by its owner alone."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from citetrail.app.settings import SETTINGS, require_value, setting_of_variable, shown_settings
from citetrail.cli.files import write_bytes_whole
from citetrail.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from citetrail.app.settings import Settings

_OPEN_PREFIXES = ("base-url.", "limit.")


class Said(NamedTuple):
    """A value that somebody gave a setting, where, and whether it is the one in force. Keys are not shown."""

    name: str
    value: str
    place: str
    is_in_force: bool


def everything_said(settings: Settings, environment: Mapping[str, str]) -> list[Said]:
    """Every value given for every setting, what is in force first: what a command says for it, then the rest."""
    found = []
    for name, value, origin in shown_settings(settings):
        others = {place: told for place, told in _told(settings.config_file, environment, name).items() if told}
        if origin:
            found.append(Said(name, value, origin, True))
        found += [
            Said(name, "set" if name.startswith("key.") else told, place, False)
            for place, told in others.items()
            if place != origin
        ]
    return found


def _told(config_file: Path, environment: Mapping[str, str], name: str) -> dict[str, str]:
    """What the environment and the config file say, by place."""
    table: Any = _tree(config_file)
    for part in name.split(".", 1):
        table = table.get(part, "") if isinstance(table, dict) else ""
    variables = {variable: value for variable, value in environment.items() if setting_of_variable(variable) == name}
    return {**variables, str(config_file): "" if isinstance(table, dict) else str(table)}


def write_setting(path: Path, name: str, value: str | None) -> None:
    """Set `name` in the config file, or take it out if `value` is None.

    Raises InputError for unknown names, and for values that make no sense.
    """
    if name not in SETTINGS and not name.startswith(_OPEN_PREFIXES):
        raise unknown_setting(name, SETTINGS)
    if name == "key-template" and value is not None:
        from citetrail.judging.keys import parse_template

        parse_template(value)
    elif value is not None:
        require_value(name, value)
    tree = _tree(path)
    *tables, last = name.split(".", 1)
    table = tree
    for part in tables:
        table = table.setdefault(part, {})
    if value is None:
        table.pop(last, None)
    else:
        table[last] = value
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_bytes_whole(path, _toml(tree).encode("utf-8"))
    os.chmod(path, 0o600)


def keep_in_keyring(path: Path, name: str, value: str) -> None:
    """Put an API key into the keyring of the system; the config file only says so. Raises InputError."""
    from citetrail.app.secrets import IN_KEYRING, keep_secret

    if not name.startswith("key."):
        raise InputError(f"{name!r} is no API key", hint="--keyring is for key.openalex and the like.")
    keep_secret(name.removeprefix("key."), value)
    write_setting(path, name, IN_KEYRING)


def forget_setting(path: Path, name: str) -> None:
    """Take a setting out of the config file, and out of the keyring if it is there."""
    from citetrail.app.secrets import IN_KEYRING, keep_secret

    if _told(path, {}, name)[str(path)] == IN_KEYRING:
        keep_secret(name.removeprefix("key."), None)
    write_setting(path, name, None)


def typed_value(name: str) -> str:
    """A value from standard input; typed without being shown at a terminal. Raises InputError if there is none."""
    import getpass
    import sys

    if sys.stdin is None:
        raise InputError("standard input is closed", file="-")
    value = getpass.getpass(f"{name}: ") if sys.stdin.isatty() else sys.stdin.readline()
    if not value.strip():
        raise InputError(f"no value for {name} was given", file="-")
    return value.strip()


def unknown_setting(name: str, known: Iterable[str]) -> InputError:
    """That no setting has this name, with the nearest that there is."""
    import difflib

    near = difflib.get_close_matches(name, list(known), n=1)
    hint = f"Did you mean {near[0]}?" if near else "citetrail config show lists them."
    return InputError(f"no setting is called {name!r}", hint=hint)


def _tree(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"not valid TOML: {error}", file=str(path), hint="Correct the file or move it away.") from None


def _toml(tree: dict[str, Any]) -> str:
    lines = [f"{_key(name)} = {_value(value)}" for name, value in tree.items() if not isinstance(value, dict)]
    for name, value in tree.items():
        if isinstance(value, dict) and value:
            lines += ["", f"[{_key(name)}]", *(f"{_key(own)} = {_value(inner)}" for own, inner in value.items())]
    return "\n".join(lines) + "\n"


def _key(name: str) -> str:
    return name if name.replace("-", "").replace("_", "").isalnum() and name.isascii() else json.dumps(name)


def _value(value: Any) -> str:
    return (
        json.dumps(value, ensure_ascii=False)
        if isinstance(value, (str, int, float, bool, list))
        else json.dumps(str(value))
    )
