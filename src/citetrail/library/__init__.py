"""The embedded library: works, what the person adds to them, alerts, and a way back from every change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citetrail.library.library import Library
    from citetrail.library.resolving import KeysInUse
    from citetrail.library.rows import Row

__all__ = ["KeysInUse", "Library", "Row"]


def __getattr__(name: str) -> Any:
    if name == "Library":
        from citetrail.library.library import Library

        return Library
    if name == "KeysInUse":
        from citetrail.library.resolving import KeysInUse

        return KeysInUse
    if name == "Row":
        from citetrail.library.rows import Row

        return Row
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
