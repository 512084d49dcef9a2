"""How quotes and what their check came to read on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citetrail.cli.output import paint, say, shorten
from citetrail.cli.reports.findings import rewording_text
from citetrail.cli.showing import labelled

if TYPE_CHECKING:
    from citetrail.flows.quoting import CheckedQuote
    from citetrail.model.works import Quote

_WORDS = {
    "exact": ("✓", "green", "stands there word for word"),
    "normalised": ("✓", "green", "stands there, but for typography and spelling"),
    "altered": ("≠", "red", "altered"),
    "not-in-available-text": ("?", "yellow", "not in the text at hand"),
    "spoken": ("·", "dim", "spoken, or from another text: not looked for in the work"),
    "no-text": ("…", "magenta", "no text to look in"),
}


def print_checked_quote(checked: CheckedQuote) -> None:
    """One quote, what came of it, and each change beside the text's own words."""
    mark, colour, words = _WORDS[checked.check.outcome]
    label = f"{checked.work.key} quote {checked.quote.id}"
    quoted = f"“{shorten(checked.quote.exact, 90)}”{_page(checked.quote)}"
    say(f"{paint(mark, colour, 'bold')} {paint(label, 'cyan')}  {quoted}")
    where = f" ({checked.source})" if checked.source and checked.check.outcome != "spoken" else ""
    said = f"{words}{where}" if not checked.page else f"{words} on page {checked.page}{where}"
    say(labelled("", said))
    for change in checked.check.changes:
        say(labelled("", change_text(change.quoted, change.original, change.why)))
    if checked.check.outcome == "altered":
        say(labelled("the text", f"“{shorten(checked.passage, 600)}”"))
    if checked.is_page_right is False:
        found = f"it stands on page {checked.page}" if checked.page else "the work has no such page"
        say(labelled("page", paint(f"{checked.quote.page} is wrong: {found}", "yellow")))
    if checked.check.outcome == "no-text":
        say(labelled("", f"citetrail attach {checked.work.key} FILE, or citetrail fetch {checked.work.key}"))


def _page(quote: Quote) -> str:
    return f", p. {quote.page}" if quote.page else ""


def change_text(quoted: str, original: str, why: str | None) -> str:
    """One change in words, with why it is grave in colour."""
    text = rewording_text(quoted, original, why)
    return paint(f"{why}: ", "red", "bold") + text.removeprefix(f"{why}: ") if why else text


def summary(checked: list[CheckedQuote]) -> str:
    """`5 quotes: 3 exact, 1 altered, 1 no-text`."""
    counts = {name: sum(one.check.outcome == name for one in checked) for name in _WORDS}
    told = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    noun = "quote" if len(checked) == 1 else "quotes"
    return f"{len(checked)} {noun}{': ' if told else ''}{told}"


def as_dict(checked: CheckedQuote) -> dict[str, object]:
    """What a program gets of one quote."""
    return {
        "key": checked.work.key,
        "quote": checked.quote,
        "outcome": checked.check.outcome,
        "changes": [change._asdict() for change in checked.check.changes],
        "similarity": round(checked.check.similarity, 3),
        "looked_in": checked.source,
        "passage": checked.passage,
        "page": checked.page,
        "page_is_right": checked.is_page_right,
    }
