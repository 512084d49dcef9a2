"""How verdicts read on a terminal: worst first, one line each, with the evidence on request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from citetrail.cli.output import fitting, paint, say, shorten, wrapped
from citetrail.cli.quotations import print_quotations
from citetrail.cli.reports.findings import told_quotations
from citetrail.cli.showing import LABEL_WIDTH, counted, labelled, one_line, place_text

if TYPE_CHECKING:
    from citetrail.flows.check import Checked
    from citetrail.model.documents import Document
    from citetrail.model.verdicts import FieldComparison, Verdict

# identity: mark, colour, rank (the worst first)
MARKS: dict[str, tuple[str, str, int]] = {
    "identifier-unregistered": ("✗", "red", 0),
    "identifier-conflict": ("✗", "red", 1),
    "not-found": ("✗", "red", 2),
    "mismatch": ("≠", "yellow", 3),
    "ambiguous": ("?", "yellow", 4),
    "unchecked": ("…", "magenta", 5),
    "out-of-scope": ("·", "dim", 6),
    "verified": ("✓", "green", 7),
}
FEW = 5  # references that are shown each, even with nothing to say
_UNSOUND = frozenset({"retracted", "partly-retracted", "withdrawn", "removed", "concern", "replaced"})


def print_checked(checked: Sequence[Checked], *, verbose: bool) -> None:
    """Every document's verdicts, the worst first, and a closing count.

    Short unless `verbose`: of a long list, references with nothing to say are only counted.
    """
    kept = [each for each in checked if each.verdicts] or list(checked[:1])
    is_short = not verbose and sum(len(each.verdicts) for each in kept) > FEW
    for place, each in enumerate(kept):
        if place:
            say()
        say(paint(each.document.name, "bold") + f" - {counted(len(each.verdicts), 'reference')} checked")
        told = [verdict for verdict in each.verdicts if not (is_short and is_clean(verdict))]
        for verdict in sorted(told, key=_rank):
            print_verdict(verdict, each.document, verbose=verbose)
        clean = len(each.verdicts) - len(told)
        if clean:
            say()
            say(f"{paint('✓', 'green', 'bold')} {clean} {'more ' if told else ''}verified, with nothing to say")
    say()
    say(summary([verdict for each in checked for verdict in each.verdicts]))
    _tell_of_spoken([each.document for each in checked])


def _tell_of_spoken(documents: Sequence[Document]) -> None:
    """Works that stand in no reference are not checked; say so, and what finds them."""
    count = sum(not trail.references and bool(trail.mentions) for one in documents for trail in one.trails)
    if count:
        them = "it" if count == 1 else "them"
        say(f"{counted(count, 'work')} only spoken of and not checked; citetrail trace --find looks for {them}")


def is_clean(verdict: Verdict) -> bool:
    """Whether there is nothing to tell of it."""
    from citetrail.judging.rules import rules_of

    return verdict.identity == "verified" and not rules_of(verdict)


def _rank(verdict: Verdict) -> tuple[bool, int]:
    return verdict.status.standing not in _UNSOUND, MARKS[verdict.identity][2]


def print_verdict(verdict: Verdict, document: Document, *, verbose: bool) -> None:
    """One reference: what it says, what was found out, and why."""
    mark, colour, _ = MARKS[verdict.identity]
    reference = verdict.reference
    words = reference.raw if reference.kind != "data" else one_line(reference.description)
    say()
    label = f"{place_text(reference, document)} {reference.key or ''}".strip()
    say(fitting(f"{paint(mark, colour, 'bold')} {paint(label, 'cyan')}  {shorten(words, 96)}", indent="  "))
    say(labelled("identity", f"{verdict.identity} - {verdict.explanation}"))
    if verdict.match is not None:
        record = verdict.match.record
        say(labelled("record", f"{one_line(record.description)} [{record.provider}] {record.description.doi or ''}"))
    for comparison in verdict.fields:
        if verbose or comparison.outcome == "different":
            _print_comparison(comparison)
    _print_status(verdict)
    _print_second_order(verdict)
    print_quotations(verdict, verbose=verbose)
    if verdict.version.note:
        say(labelled("version", verdict.version.note))
    if verdict.suspicion != "none":
        say(labelled("suspicion", f"{verdict.suspicion}: " + "; ".join(fact.text for fact in verdict.facts)))
    if verdict.match is None:
        for candidate in verdict.candidates[:3]:
            say(labelled("candidate", f"{candidate.score:.2f} {one_line(candidate.record.description)}"))
    if verbose:
        _print_questions(verdict)


def _print_comparison(comparison: FieldComparison) -> None:
    from citetrail.judging.explaining import FIELD_NAMES

    given, found = comparison.given or "-", comparison.found or "-"
    if comparison.outcome == "different":
        text = f"{paint('differs', 'yellow')}: cited is {_quoted(given)}, the record has {_quoted(found)}"
    elif comparison.outcome == "variant":
        text = f"same ({comparison.rule}): cited is {_quoted(given)}, the record has {_quoted(found)}"
    else:
        text = f"{comparison.outcome}: {given if given != '-' else found}"
    name = FIELD_NAMES.get(comparison.field, comparison.field)
    say(wrapped(text, indent=" " * (LABEL_WIDTH + 2), first="  " + name.ljust(LABEL_WIDTH)))


def _quoted(value: str) -> str:
    return f"“{value}”" if " " in value else value


def _print_status(verdict: Verdict) -> None:
    status = verdict.status
    if status.is_notice:
        say(labelled("status", "this is itself a notice about another work"))
    if status.standing in ("clear", "unknown") and not status.notices and not status.hints:
        return
    colour = "red" if status.standing in _UNSOUND else "yellow"
    say(labelled("status", paint(status.standing.upper(), colour, "bold")))
    for notice in status.notices:
        say(labelled("", f"{notice.date or 'undated'} {notice.kind}, said by {notice.asserted_by} ({notice.provider})"))
    for extra in (*status.hints, *([status.disagreement] if status.disagreement else [])):
        say(labelled("", extra))


def _print_second_order(verdict: Verdict) -> None:
    second = verdict.second_order
    if second is None:
        return
    say(labelled("it cites", f"{second.listed} works; {second.looked_at} looked at, {len(second.unsound)} unsound"))
    for cited in second.unsound:
        since = next((str(notice.date) for notice in reversed(cited.notices) if notice.date), "undated")
        say(labelled("", f"{paint(cited.standing.upper(), 'yellow')} {since} {cited.identifier} {cited.title or ''}"))
    if second.silent:
        say(labelled("", f"{', '.join(second.silent)} did not answer for all of them"))


def _print_questions(verdict: Verdict) -> None:
    for answer in verdict.answers:
        about = f" {answer.about}" if answer.about else ""
        why = f": {answer.reason}" if answer.reason else ""
        say(labelled("asked", f"{answer.provider} {answer.question}{about} → {answer.outcome}{why}"))
    if verdict.missing and verdict.match is None:
        say(labelled("missing", f"no answer from {', '.join(verdict.missing)}, who could know"))


def summary(verdicts: Sequence[Verdict]) -> str:
    """`3 references: 2 verified, 1 mismatch · 1 retracted`."""
    counts: dict[str, int] = {}
    for verdict in verdicts:
        counts[verdict.identity] = counts.get(verdict.identity, 0) + 1
    parts = [f"{counts[name]} {name}" for name in sorted(counts, key=lambda name: -MARKS[name][2])]
    unsound = [verdict.status.standing for verdict in verdicts if verdict.status.standing in _UNSOUND]
    text = f"{counted(len(verdicts), 'reference')}: {', '.join(parts) or 'nothing to check'}"
    differing = sum(len(told_quotations(verdict)) for verdict in verdicts)
    quoted = f"{counted(differing, 'quotation')} {'differs' if differing == 1 else 'differ'}" if differing else ""
    return " · ".join(filter(None, (text, ", ".join(sorted(unsound)), quoted)))
