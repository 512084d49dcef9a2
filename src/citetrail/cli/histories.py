"""How the history of a work reads: every change of it in the library, and what each source said when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citetrail.cli.output import paint, say
from citetrail.cli.showing import LABEL_WIDTH, any_value_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citetrail.library import Library
    from citetrail.library.histories import RowChange
    from citetrail.model.works import Work

_STATES = {"undone": "undone", "gone": "undone for good"}


def print_history(library: Library, work: Work) -> None:
    """The changes from the first to the last, each with what it did to which part of the work."""
    say(paint(work.key, "bold"))
    for change in library.history(work.stored_id):
        state = f"  ({_STATES[change.state]})" if change.state in _STATES else ""
        say(f"  {paint(change.at[:19].replace('T', ' '), 'cyan')}  {change.what}{state}")
        print_row_changes(library.row_changes(work.stored_id, change.id))


def print_row_changes(changes: Sequence[RowChange]) -> None:
    """What was before and is after, one line each."""
    for part, before, after in changes:
        label = part.replace("_", " ").ljust(LABEL_WIDTH)
        if before in (None, "", ()):
            say(f"      {label}{paint('+', 'green')} {_short(after)}")
        elif after in (None, "", ()):
            say(f"      {label}{paint('-', 'red')} {_short(before)}")
        else:
            say(f"      {label}{paint('-', 'red')} {_short(before)}")
            say(f"      {' ' * LABEL_WIDTH}{paint('+', 'green')} {_short(after)}")


def _short(value: object) -> str:
    from citetrail.cli.output import shorten

    return shorten(any_value_text(value), 100)
