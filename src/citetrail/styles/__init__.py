"""The styles room: CSL items and a style in, formatted bibliographies and citations out.

>>> from citetrail.styles import load_style
>>> load_style("apa").bibliography(items, output="html")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citetrail.styles.annotations import AnnotationBlock
    from citetrail.styles.context import Cite
    from citetrail.styles.entries import Entry
    from citetrail.styles.listing import Group, Listing
    from citetrail.styles.positions import Cluster
    from citetrail.styles.runs import Run
    from citetrail.styles.store import StyleName, search_styles
    from citetrail.styles.style import Style, compile_style, load_style

__all__ = [
    "AnnotationBlock",
    "Cite",
    "Cluster",
    "Entry",
    "Group",
    "Listing",
    "Run",
    "Style",
    "StyleName",
    "compile_style",
    "load_style",
    "search_styles",
]

WHERE = {
    "AnnotationBlock": "annotations",
    "Cite": "context",
    "Cluster": "positions",
    "Entry": "entries",
    "Group": "listing",
    "Listing": "listing",
    "Run": "runs",
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
