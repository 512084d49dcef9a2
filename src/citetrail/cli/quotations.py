"""Quotations of checked texts beside the words of their works: where they stand, and how they read on a terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from citetrail.cli.output import paint, say, shorten
from citetrail.cli.quoting import change_text
from citetrail.cli.reports.findings import source_text
from citetrail.cli.showing import labelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citetrail.app.settings import Settings
    from citetrail.flows.check import Checked
    from citetrail.model.references import Place
    from citetrail.model.verdicts import ComparedQuotation, Verdict

_LINED = frozenset(".tex .md .markdown .qmd .txt .html .htm .typ .org".split())
_LINES_BELOW = 60  # where the reader knows only the line on which the paragraph begins
_LETTERS_TO_FIND = (24, 12)


def with_quotations(settings: Settings, checked: Sequence[Checked]) -> tuple[Checked, ...]:
    """The same with quotations beside the words of their works that are at hand, and with their places in the file."""
    from citetrail.app import verbs

    return tuple(_with_lines(each) for each in verbs.with_quotations(settings, checked))


def _with_lines(checked: Checked) -> Checked:
    """The same with line and column in the file where it is a text file and the reader does not know them."""
    path = Path(checked.document.name)
    if not any(verdict.quotations for verdict in checked.verdicts):
        return checked
    if path.suffix.lower() not in _LINED or not path.is_file():
        return checked
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return checked._replace(verdicts=tuple(_verdict_with_lines(verdict, lines) for verdict in checked.verdicts))


def _verdict_with_lines(verdict: Verdict, lines: Sequence[str]) -> Verdict:
    placed = tuple(
        one.model_copy(update={"place": _spot(one.place, one.quotation.exact, lines)}) for one in verdict.quotations
    )
    return verdict.model_copy(update={"quotations": placed}) if placed else verdict


def _spot(place: Place, words: str, lines: Sequence[str]) -> Place:
    """The place with the line and column where the words begin, on its own line or a little below it."""
    if place.line is None or place.column is not None:
        return place
    below = range(place.line - 1, min(len(lines), place.line - 1 + _LINES_BELOW))
    for length in _LETTERS_TO_FIND:
        begun = words[:length]
        for number in below:
            if (at := lines[number].find(begun)) >= 0:
                return place.model_copy(update={"line": number + 1, "column": at + 1})
    return place


def print_quotations(verdict: Verdict, *, verbose: bool) -> None:
    """Those that differ from what their work says, as far as it is at hand; with `verbose` every one."""
    from citetrail.judging.rules import quotation_rule

    for one in verdict.quotations:
        if verbose or (quotation_rule(one) and not one.is_silenced):
            _print_one(one)


def _print_one(one: ComparedQuotation) -> None:
    colour = "yellow" if one.is_grave else "dim" if one.outcome == "altered" else "green"
    if one.outcome == "not-in-available-text":
        said = f"not among the words at hand ({one.source}), which says nothing"
    elif one.outcome == "altered":
        said = f"{paint('differs', colour)} from the {source_text(one)}"
    else:
        said = f"{paint('stands', colour)} in the {source_text(one)}"
    say(labelled("quotation", f"{one.place} {said}".strip()))
    say(labelled("", f"“{shorten(one.quotation.exact, 300)}”"))
    for change in one.changes:
        say(labelled("", change_text(change.quoted, change.original, change.why)))
