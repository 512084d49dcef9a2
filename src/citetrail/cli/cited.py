"""A formatted citation for other programs: what to insert, where it belongs, and the entries that go with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citetrail.styles import Style
    from citetrail.styles.entries import Citation
    from citetrail.styles.runs import Run


def cited_as_dict(
    style: Style, citation: Citation, items: Sequence[Mapping[str, Any]], output: str, *, full: bool
) -> dict[str, object]:
    """`text` is what is printed without JSON; `citation` and `entries` are both there, the latter in the list's order.

    `full` asks for entries. Raises InputError if the style has none; else `entries` is then empty.
    """
    has_list = full or style.compiled.bibliography is not None
    entries = style.bibliography(items, output=output) if has_list else ()
    return {
        "text": "\n".join(entry.text for entry in entries) if full else citation.text,
        "format": output,
        "style": style.id,
        "in_note": style.is_note,
        "keys": [str(item["id"]) for item in items],
        "citation": {"text": citation.text, "runs": _runs_as_dicts(citation.runs)},
        "entries": [{"key": one.id, "text": one.text, "runs": _runs_as_dicts(one.runs)} for one in entries],
    }


def _runs_as_dicts(runs: Iterable[Run]) -> list[dict[str, object]]:
    """The text of each stretch, and of its formatting only what is in force."""
    rows = (asdict(run) for run in runs)
    return [{name: value for name, value in row.items() if value or name == "text"} for row in rows]
