"""What people and programs see: JSON, tables that fit the terminal, colours that respect NO_COLOR."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citetrail.cli.tables import OWN_COLOURS, fitted, width_of, wrap

if TYPE_CHECKING:
    from citetrail.model.answers import Answer
    from citetrail.model.formats import Loss

MOST_LOSSES_TOLD = 50

STYLES = {
    "bold": "1", "dim": "2", "italic": "3", "underline": "4",
    "red": "31", "green": "32", "yellow": "33", "blue": "34", "magenta": "35", "cyan": "36",
}  # fmt: skip
_CONTROL = {code: None for code in range(32) if code not in (9, 10)} | dict.fromkeys(range(127, 160))


def say(text: str = "") -> None:
    """Print data on stdout; control characters that could steer a terminal are dropped."""
    sys.stdout.write(text.translate(_STEERING) + "\n")


# ESC stays only for our own colours, which `paint` adds after cleaning.
_STEERING = {code: None for code in _CONTROL if code != 27}


def tell(text: str) -> None:
    """Print talk on stderr; on a terminal lines are broken between words."""
    text = text.translate(_STEERING)
    if sys.stderr.isatty():
        text = "\n".join(_broken(line) for line in text.split("\n"))
    sys.stderr.write(text + "\n")


def _broken(line: str) -> str:
    width = max(20, terminal_width())
    if width_of(line) <= width:
        return line
    indent = line[: len(line) - len(line.lstrip(" "))]
    return wrap(line, width, first=indent, indent=indent + "  ")


def clean(text: str) -> str:
    """Foreign text without control characters."""
    return text.translate(_CONTROL)


def _clean_but_for_colours(text: str) -> str:
    ours = OWN_COLOURS.findall(text)
    parts = (clean(part) for part in OWN_COLOURS.split(text))
    return "".join(part + colour for part, colour in zip_longest(parts, ours, fillvalue=""))


def has_colour(stream: Any = None) -> bool:
    """Whether to colour: a terminal that is not dumb. NO_COLOR never, else FORCE_COLOR always (`0`: never)."""
    if os.environ.get("NO_COLOR"):
        return False
    if forced := os.environ.get("FORCE_COLOR"):
        return forced not in ("0", "false")
    return (stream or sys.stdout).isatty() and os.environ.get("TERM") != "dumb"


def paint(text: str, *styles: str) -> str:
    """`text` in colour where the terminal shows colours."""
    text = clean(text)
    if not has_colour() or not text:
        return text
    codes = ";".join(STYLES[style] for style in styles)
    return f"\x1b[{codes}m{text}\x1b[0m"


def print_json(value: Any) -> None:
    """One JSON value on stdout, UTF-8, indented."""
    sys.stdout.write(json.dumps(plain(value), ensure_ascii=False, indent=2) + "\n")


def answer(as_json: bool, text: str, **values: Any) -> None:
    """What a command came to: a sentence for people, or the values for programs."""
    if as_json:
        print_json(values)
    else:
        say(text)


def print_lines(words: Iterable[str]) -> None:
    """One word a line, for other programs."""
    sys.stdout.write("".join(f"{clean(word)}\n" for word in words))


def plain(value: Any) -> Any:
    """Nouns, tuples, dates and paths as what JSON has; fields that say nothing are left out."""
    dump = getattr(value, "model_dump", None)
    if dump is not None:
        return _without_empty(dump(mode="json", exclude_defaults=True))
    if hasattr(value, "_asdict"):
        return {name: plain(single) for name, single in value._asdict().items()}
    if isinstance(value, dict):
        return {str(name): plain(single) for name, single in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(single) for single in value]
    if isinstance(value, (datetime, date, Path)):
        return str(value) if isinstance(value, Path) else value.isoformat()
    return value


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_empty(single) for name, single in value.items() if single not in (None, [], {})}
    if isinstance(value, list):
        return [_without_empty(single) for single in value]
    return value


def terminal_width() -> int:
    """Columns of the terminal; 100 when piped."""
    return shutil.get_terminal_size((100, 24)).columns


def print_table(
    rows: Iterable[Sequence[str]],
    *,
    flexible: int,
    colours: Sequence[str] = (),
    header: Sequence[str] = (),
    is_whole: bool = False,
) -> None:
    """Rows in columns; the column `flexible` gives way when the terminal is narrow. Piped: tabs, nothing cut.

    With `is_whole` that column is never cut: it goes below the others, broken into lines, where there is no room.

    `colours` are the columns' styles in order; an empty one leaves the column plain. The header is for people: it is
    not shown when piped. More rows than the terminal has lines go through the pager.
    """
    from citetrail.cli.paging import show
    from citetrail.cli.tables import GAP, table_lines

    table = [[clean(cell).replace("\n", " ") for cell in row] for row in rows]
    if not table:
        return
    if not sys.stdout.isatty():
        sys.stdout.write("".join("\t".join(row).rstrip("\t") + "\n" for row in table))
        return
    styles = [*colours, *[""] * (len(table[0]) - len(colours)), "dim"]  # -1 is the header
    titles = [title.upper() for title in header]
    lines = (
        (" " * GAP).join(paint(words, styles[place]) if styles[place] else words for place, words in cells).rstrip()
        for cells in table_lines(table, terminal_width(), flexible=flexible, header=titles, is_whole=is_whole)
    )
    show("\n".join(lines) + "\n")


def wrapped(text: str, *, indent: str = "", first: str | None = None) -> str:
    """`text` broken to the terminal's width, every line indented; what `paint` coloured stays so."""
    width = max(40, min(terminal_width(), 110))
    return wrap(_clean_but_for_colours(text), width, first=indent if first is None else first, indent=indent)


def fitting(text: str, *, indent: str = "    ", first: str = "") -> str:
    """One line behind `first`, broken to the width of a terminal; piped, it stays one line, as programs read it."""
    width = max(20, terminal_width())
    fits = not sys.stdout.isatty() or width_of(first + text) <= width
    return first + text if fits else wrap(_clean_but_for_colours(text), width, first=first, indent=indent)


def shorten(text: str, length: int) -> str:
    """`text` on one line, cut with `…` after `length` columns."""
    flat = " ".join(clean(text).split())
    return flat if width_of(flat) <= length else fitted(flat, length).rstrip()


def tell_losses(losses: Sequence[Loss], form: str) -> None:
    """Say on stderr which fields of which entries a format had no place for; a long list is cut."""
    for loss in losses[:MOST_LOSSES_TOLD]:
        tell(
            f"{form} has no place for {loss.field} of {loss.key or 'an entry without a key'}: {shorten(loss.value, 60)}"
        )
    if len(losses) > MOST_LOSSES_TOLD:
        tell(f"… and {len(losses) - MOST_LOSSES_TOLD} more")


def tell_silent(answers: Iterable[Answer]) -> None:
    """Say on stderr which sources did not answer, each once, and why."""
    silent: dict[str, set[str]] = {}
    for answer in answers:
        silent.setdefault(answer.provider, set()).add(answer.reason or answer.silence or "")
    for provider, reasons in sorted(silent.items()):
        tell(f"no answer from {provider}: {'; '.join(sorted(reasons))}")
