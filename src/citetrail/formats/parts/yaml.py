"""YAML read as plain strings and collections, with what could blow up refused; PyYAML is loaded when first needed."""

from __future__ import annotations

import re
from typing import Any

from citetrail.errors import InputError

_ALIAS = re.compile(r"(?m)(?:^|[\s:,\[{-])\*[^\s*,\]}]+\s*(?:$|[,\]}#])")
_BRACKET = re.compile(r"[\[\]{}]")
_NESTED_DASHES = re.compile(r"(?:[-?:] +){60}")
_DEEPEST = 60
_NOTHING = ("null", "~", "Null", "NULL")


def load_yaml(text: str, name: str) -> Any:
    """The first document: strings, lists and mappings, all scalars as strings; None for nothing.

    Raises InputError where it is no YAML, uses aliases (they can make a small file huge), or nests too deeply.
    """
    import yaml

    _refuse_what_blows_up(text, name)
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        return _without_nulls(next(iter(yaml.load_all(text, Loader=loader)), None))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
        raise InputError(f"no YAML: {error.problem}", file=name, line=line, column=column) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise InputError("no YAML that can be read", file=name) from error


def dump_yaml(value: Any) -> str:
    """YAML in Unicode, keys in their order, no line folding."""
    import yaml

    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return str(yaml.dump(value, Dumper=dumper, allow_unicode=True, sort_keys=False, width=10**9))


def _refuse_what_blows_up(text: str, name: str) -> None:
    if "&" in text and _ALIAS.search(text) and _has_aliases(text):
        raise InputError("YAML aliases are not taken from files", file=name, hint="write the values out")
    depth = deepest = 0
    for bracket in _BRACKET.finditer(text):
        depth = depth + 1 if bracket.group() in "[{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    if deepest > _DEEPEST or _NESTED_DASHES.search(text):
        raise InputError("the YAML is nested too deeply", file=name)


def _has_aliases(text: str) -> bool:
    """Whether what looks like an alias is one: in the middle of a text, a star is a star."""
    import yaml

    try:
        events = yaml.parse(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
        return any(isinstance(event, yaml.AliasEvent) for event in events)
    except (yaml.YAMLError, RecursionError, ValueError):
        return False  # no YAML: loading it tells where


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _without_nulls(one) for key, one in value.items() if one not in _NOTHING}
    if isinstance(value, list):
        return [_without_nulls(one) for one in value if one not in _NOTHING]
    return value
