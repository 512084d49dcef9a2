"""The reading room: documents to references, mentions and quotes; citation strings and lists to fields.

Everything that other rooms use can be imported from here; its module is loaded when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citetrail.reading.citation.explain import explain
    from citetrail.reading.citation.lists import split_references
    from citetrail.reading.citation.read import read_citation, read_citations
    from citetrail.reading.citation.repeated import read_list
    from citetrail.reading.finding import find

_MODULE_OF = {
    "explain": "citation.explain",
    "find": "finding",
    "read_citation": "citation.read",
    "read_citations": "citation.read",
    "read_list": "citation.repeated",
    "split_references": "citation.lists",
}

__all__ = ["explain", "find", "read_citation", "read_citations", "read_list", "split_references"]


def __getattr__(name: str) -> Any:
    module = _MODULE_OF.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{module}"), name)
    globals()[name] = value
    return value
