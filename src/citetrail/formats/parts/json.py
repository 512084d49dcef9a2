"""JSON files read without surprises."""

from __future__ import annotations

import json
from typing import Any

from citetrail.errors import InputError
from citetrail.formats.parts.encodings import text_from_bytes, without_stray_bytes


def load_json(content: bytes, name: str) -> Any:
    """The value of a JSON file. Raises InputError, with the place, for what is none or nests too deeply."""
    try:
        return parse_json(without_stray_bytes(text_from_bytes(content).text))
    except json.JSONDecodeError as error:
        raise InputError(f"no JSON: {error.msg}", file=name, line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise InputError("the JSON is nested too deeply", file=name) from error


def parse_json(text: str) -> Any:
    """The value of a JSON text; a number too long for one is kept as the digits it is."""
    return json.loads(text, parse_int=_number)


def _number(digits: str) -> int | str:
    return int(digits) if len(digits) < 1000 else digits


def texts_in(value: Any) -> list[str]:
    """The strings of a list, or one string as a list."""
    values = value if isinstance(value, list) else [value]
    return [str(one) for one in values if isinstance(one, str | int) and not isinstance(one, bool) and str(one)]


def first_text(value: Any) -> str | None:
    """The first string of a list, or the string."""
    return next(iter(texts_in(value)), None)


def mappings_in(value: Any) -> list[dict[str, Any]]:
    """The objects of a list, or one object as a list."""
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, dict)]
