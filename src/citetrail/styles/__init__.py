"""The styles room: CSL items and a style in, formatted bibliographies and citations out.

>>> from citetrail.styles import load_style
>>> load_style("apa").bibliography(items, output="html")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citetrail.styles.context import Cite
    from citetrail.styles.entries import Entry, Run
    from citetrail.styles.positions import Cluster
    from citetrail.styles.store import StyleName, search_styles
    from citetrail.styles.style import Style, compile_style, load_style

__all__ = [
    "Cite",
    "Cluster",
    "Entry",
    "Run",
    "Style",
    "StyleName",
    "compile_style",
    "load_style",
    "search_styles",
]

WHERE = {
    "Cite": "context",
    "Cluster": "positions",
    "Entry": "entries",
    "Run": "entries",
    "Style": "style",
    "StyleName": "store",
    "compile_style": "style",
    "load_style": "style",
    "search_styles": "store",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for, so that importing the room costs nothing."""
    if name not in WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{WHERE[name]}"), name)
