"""From any text back to the papers behind it.

Twenty names for other programs, described in docs/python.md: the verbs `trace`, `parse`, `check`, `add`, `track`,
`read_bibliography`, `write_bibliography` and `bibliography`; `open_library` and `load_settings`; and the nouns and
errors that these give. Each is loaded when it is first asked for, so that the import costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citetrail.app.verbs import (
        add,
        bibliography,
        check,
        load_settings,
        open_library,
        parse,
        read_bibliography,
        trace,
        track,
        write_bibliography,
    )
    from citetrail.errors import CitetrailError, InputError, LibraryError, ProviderError
    from citetrail.library import Library
    from citetrail.model import Alert, Description, Document, Verdict, Work

__all__ = [
    "Alert",
    "CitetrailError",
    "Description",
    "Document",
    "InputError",
    "Library",
    "LibraryError",
    "ProviderError",
    "Verdict",
    "Work",
    "add",
    "bibliography",
    "check",
    "load_settings",
    "open_library",
    "parse",
    "read_bibliography",
    "trace",
    "track",
    "write_bibliography",
]

_NOUNS = ("Alert", "Description", "Document", "Verdict", "Work")
_ERRORS = ("CitetrailError", "InputError", "LibraryError", "ProviderError")


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    rooms = {**dict.fromkeys(_NOUNS, "model"), **dict.fromkeys(_ERRORS, "errors"), "Library": "library"}
    value = getattr(import_module(f"{__name__}.{rooms.get(name, 'app.verbs')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
