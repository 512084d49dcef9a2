"""As much of JSON Schema as our published schemas use: says what is wrong with a value, and where."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,), "array": (list,),
    "object": (dict,), "null": (type(None),),
}  # fmt: skip


def problems(value: Any, schema: dict[str, Any], root: dict[str, Any], place: str = "$") -> Iterator[str]:
    """What in `value` is not as the schema says; `root` is the whole schema, where references are looked up."""
    if "$ref" in schema:
        yield from problems(value, _referred(schema["$ref"], root), root, place)
        return
    if "anyOf" in schema:
        if all(any(problems(value, one, root, place)) for one in schema["anyOf"]):
            yield f"{place}: fits none of {len(schema['anyOf'])} alternatives: {str(value)[:80]}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{place}: {value!r} is none of {schema['enum']}"
    if "const" in schema and value != schema["const"]:
        yield f"{place}: {value!r} is not {schema['const']!r}"
    if "type" in schema and not _is_of(value, schema["type"]):
        yield f"{place}: {str(value)[:80]!r} is no {schema['type']}"
    elif isinstance(value, dict):
        yield from _of_object(value, schema, root, place)
    elif isinstance(value, list):
        yield from _of_list(value, schema, root, place)


def _is_of(value: Any, names: str | list[str]) -> bool:
    wanted = [names] if isinstance(names, str) else names
    if isinstance(value, bool):
        return "boolean" in wanted
    return any(isinstance(value, _TYPES[name]) for name in wanted)


def _of_object(value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any], place: str) -> Iterator[str]:
    known = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{place}: has no {name}"
    for name, inner in value.items():
        if name in known:
            yield from problems(inner, known[name], root, f"{place}.{name}")
        elif schema.get("additionalProperties") is False:
            yield f"{place}: {name} is not in the schema"


def _of_list(value: list[Any], schema: dict[str, Any], root: dict[str, Any], place: str) -> Iterator[str]:
    first = schema.get("prefixItems", [])
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        yield f"{place}: has {len(value)} items"
    for number, inner in enumerate(value):
        items = first[number] if number < len(first) else schema.get("items", {})
        yield from problems(inner, items, root, f"{place}[{number}]")


def _referred(reference: str, root: dict[str, Any]) -> dict[str, Any]:
    found: Any = root
    for name in reference.removeprefix("#/").split("/"):
        found = found[name]
    return dict(found)


def schema_of(path: Path) -> dict[str, Any]:
    """A published schema."""
    return dict(json.loads(path.read_text(encoding="utf-8")))
