"""Check what a text refers to against what the sources say. Stores nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from citetrail import judging
from citetrail.errors import EXIT_FINDINGS, EXIT_OK, EXIT_UNSETTLED
from citetrail.flows.asking import Progress, no_progress
from citetrail.flows.deepen import deepen
from citetrail.flows.resolve import Tell, resolve, tell_nobody
from citetrail.model.answers import Provider
from citetrail.model.documents import Document
from citetrail.model.references import Reference
from citetrail.model.verdicts import Verdict

CHECKABLE = ("printed", "identifier", "data")

WRONG = frozenset({"mismatch", "identifier-conflict", "identifier-unregistered", "not-found"})
UNSETTLED = frozenset({"ambiguous", "unchecked"})


class Checked(NamedTuple):
    """A document and a Verdict for each of its references that can be checked, in order."""

    document: Document
    verdicts: tuple[Verdict, ...]


def checkable(document: Document) -> tuple[Reference, ...]:
    """The references that describe one work each; in-text marks and prose are none of them.

    A bare identifier that stands inside a printed reference, or repeats one, is checked with it and not twice.
    """
    printed = [reference for reference in document.references if reference.kind in ("printed", "data")]
    covered = {identifier for reference in printed for identifier in reference.description.identifiers}
    is_text = document.media_type != "other"  # a link in a text is no claim about a work; a typed address is
    kept = []
    for reference in document.references:
        if reference.kind == "identifier":
            own = set(reference.description.identifiers)
            if own & covered or (is_text and all(identifier.scheme == "url" for identifier in own)):
                continue
            covered |= own
        if reference.kind in CHECKABLE:
            kept.append(reference)
    return tuple(kept)


def check(
    documents: Sequence[Document],
    providers: Sequence[Provider],
    today: date,
    *,
    progress: Progress = no_progress,
    tell: Tell = tell_nobody,
) -> tuple[Checked, ...]:
    """Check every document's references together, so that the same work is asked for once."""
    lists = [checkable(document) for document in documents]
    verdicts = resolve(
        [reference for each in lists for reference in each], providers, today, progress=progress, tell=tell
    )
    checked, start = [], 0
    for document, each in zip(documents, lists, strict=True):
        checked.append(Checked(document, verdicts[start : start + len(each)]))
        start += len(each)
    return tuple(checked)


def deepened(
    checked: Sequence[Checked], providers: Sequence[Provider], *, progress: Progress = no_progress
) -> tuple[Checked, ...]:
    """The same with the second order looked at: whether what the found works cite still stands."""
    told = iter(deepen([verdict for each in checked for verdict in each.verdicts], providers, progress=progress))
    return tuple(each._replace(verdicts=tuple(next(told) for _ in each.verdicts)) for each in checked)


def exit_code_of(verdicts: Sequence[Verdict], counts: Callable[[Verdict], bool]) -> int:
    """1 if a verdict counts as a finding, else 3 if something is unsettled, else 0."""
    if any(counts(verdict) for verdict in verdicts):
        return EXIT_FINDINGS
    if any(verdict.identity in UNSETTLED and judging.rules_of(verdict) for verdict in verdicts):
        return EXIT_UNSETTLED
    return EXIT_OK


# Wrong fields and identifiers, nothing found, an unsound standing, a notice for the work, a quotation of another sense.
_FINDINGS = frozenset("CT101 CT102 CT103 CT105 CT301 CT302 CT303 CT304 CT306 CT307 CT310 CT601".split())
_RETRACTIONS = frozenset("CT301 CT302 CT303 CT304 CT306 CT307".split())


def is_finding(verdict: Verdict) -> bool:
    """Whether the person should look at it and has not silenced it."""
    return any(rule.id in _FINDINGS for rule in judging.rules_of(verdict))


def is_unsound(verdict: Verdict) -> bool:
    """Whether the work does not stand and the person has not silenced that."""
    return any(rule.id in _RETRACTIONS for rule in judging.rules_of(verdict))


def is_suspect(verdict: Verdict) -> bool:
    """Whether something speaks against the reference and the person has not silenced all that was found."""
    return verdict.suspicion != "none" and bool(judging.rules_of(verdict))
