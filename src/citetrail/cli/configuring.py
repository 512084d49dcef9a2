"""Writing the config file: TOML that keeps what it does not know, readable by its owner alone."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path
from typing import Any

from citetrail.app.settings import SETTINGS
from citetrail.cli.files import write_bytes_whole
from citetrail.errors import InputError

_OPEN_PREFIXES = ("base-url.", "limit.")


def write_setting(path: Path, name: str, value: str | None) -> None:
    """Set `name` in the config file, or take it out if `value` is None. Raises InputError for unknown names."""
    if name not in SETTINGS and not name.startswith(_OPEN_PREFIXES):
        raise InputError(f"no setting is called {name!r}", hint=", ".join(SETTINGS))
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
