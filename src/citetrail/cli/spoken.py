"""The works that a text only speaks of, shown: the one that fits, those that may, or why nothing can be said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from citetrail.cli.output import paint, say, wrapped
from citetrail.cli.showing import counted, labelled, one_line, safe
from citetrail.errors import EXIT_OK, EXIT_UNSETTLED

if TYPE_CHECKING:
    from citetrail.flows.find_spoken import FoundWork
    from citetrail.judging.spoken import Fit
    from citetrail.model.documents import Document

CUES = {
    "person": "somebody named is an author",
    "journal": "the journal",
    "words": "words of its title",
    "participants": "how many took part",
    "time": "the time",
}


def print_found(document: Document, found: Sequence[FoundWork], *, was_asked: bool) -> None:
    """What was found for the document's passages, or how to look for it."""
    from citetrail.judging.spoken import is_only_spoken_of

    own = [single for single in found if single.document is document]
    count = sum(is_only_spoken_of(trail) for trail in document.trails)
    if not count:
        return
    say()
    if not was_asked:
        say(f"{counted(count, 'work')} only spoken of; --find asks the sources which")
        return
    say(paint(f"{counted(count, 'work')} only spoken of", "bold"))
    for single in own:
        _print_one(single)


def _print_one(single: FoundWork) -> None:
    mention = single.document.mentions[single.trail.mentions[0]]
    say(wrapped(safe(mention.raw), indent="    ", first="  "))
    outcome = single.spoken.outcome
    if outcome == "linked":
        say(labelled("speaks of", _line(single.spoken.fits[0])))
    elif outcome == "candidates":
        for place, fit in enumerate(single.spoken.fits):
            say(labelled("may speak of" if not place else "or of", _line(fit)))
    elif outcome == "unchecked":
        silent = ", ".join(answer.provider for answer in single.answers if answer.outcome == "silent")
        reason = f"{silent} did not answer; ask again later" if silent else "no source was asked"
        say(labelled("speaks of", f"unchecked - {reason}"))
    else:
        asked = ", ".join(answer.provider for answer in single.answers)
        say(labelled("speaks of", f"nothing that fits was found ({asked}); that proves nothing"))


def _line(fit: Fit) -> str:
    description = fit.record.description
    name = str(description.identifiers[0].value) if description.identifiers else ""
    agreeing = ", ".join(CUES[kind] for kind in fit.agreeing) or "little"
    return f"{one_line(description)} [{fit.record.provider}] {name} - agreeing: {agreeing}"


def exit_code_of(found: Sequence[FoundWork]) -> int:
    """3 if a passage could not be settled because a source was silent, else 0."""
    return EXIT_UNSETTLED if any(single.spoken.outcome == "unchecked" for single in found) else EXIT_OK
