"""How a work of the library reads on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citetrail.cli.output import paint, say, shorten, wrapped
from citetrail.cli.showing import labelled, one_line, plain_title, print_fields, value_text
from citetrail.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citetrail.library import Library
    from citetrail.model.works import Work


def print_work(work: Work) -> None:
    """Everything that is kept about a work."""
    from citetrail import judging

    say(paint(work.key, "bold") + (f"  (also {', '.join(work.aliases)})" if work.aliases else ""))
    status = judging.status_of(work.records)
    if status.standing not in ("clear", "unknown"):
        say(labelled("STATUS", paint(status.standing.upper(), "red", "bold")))
        for notice in status.notices:
            say(labelled("", f"{notice.date or 'undated'} {notice.kind}, said by {notice.asserted_by}"))
    print_fields(work.description)
    if work.description.abstract:
        say(labelled("abstract", shorten(plain_title(work.description.abstract), 600)))
    _print_own(work)


def _print_own(work: Work) -> None:
    if work.tags:
        say(labelled("tags", " ".join(f"#{tag}" for tag in work.tags)))
    if work.reading or work.rating:
        marks = (work.reading, f"{work.rating} of 5" if work.rating else None)
        say(labelled("reading", ", ".join(part for part in marks if part)))
    if work.edits:
        say(labelled("your edits", ", ".join(work.edits)))
    for note in work.notes:
        say(labelled(f"note {note.id}", note.text))
    for quote in work.quotes:
        told = ", ".join(
            part for part in (quote.speaker, f"p. {quote.page}" if quote.page else "", quote.source) if part
        )
        say(labelled(f"quote {quote.id}", f"“{quote.exact}”" + (f" - {told}" if told else "")))
    for claim in work.claims:
        told = f" ({claim.source})" if claim.source else ""
        bearing = ", ".join(f"quote {number}" for number in claim.quotes)
        on_it = f" - see {bearing}" if bearing else ""
        say(labelled(f"claim {claim.id}", f"[{claim.verdict}] {claim.text}{told}{on_it}"))
    for file in work.attachments:
        say(labelled(f"file {file.id}", file.name + ("" if file.sha256 else f" ({file.path or file.url})")))
    sources = sorted({f"{record.provider} {record.retrieved_at:%Y-%m-%d}" for record in work.records})
    say(labelled("said by", ", ".join(sources)))
    if work.citing:
        say(labelled("cited by", f"{len(work.citing)} known works"))


def links_of(library: Library, work: Work) -> list[tuple[str, str]]:
    """Other works of the library that this one is linked with: how, and which."""
    related = library.related(work.stored_id)
    named = {other.stored_id: other for other in library.works([number for _, number in related])}
    links = [
        (kind.replace("-", " "), f"{named[number].key}  {one_line(named[number].description)}")
        for kind, number in related
        if number in named
    ]
    return links + [("noted in", f"{row.key}  {row.title}") for row in library.linked_from(work.stored_id)]


def print_links(links: Sequence[tuple[str, str]]) -> None:
    """The works that a work is linked with."""
    for label, told in links:
        say(labelled(label, told))


def print_why(work: Work, field: str) -> None:
    """Which source said what about one field, when, and why the value shown was chosen."""
    from citetrail import judging
    from citetrail.model.descriptions import DESCRIPTION_FIELDS

    name = field.replace("-", "_").replace(" ", "_")
    if name not in DESCRIPTION_FIELDS:
        raise InputError(f"no field is called {field!r}", hint="Fields: " + ", ".join(DESCRIPTION_FIELDS))
    merged = judging.merge(work.records, work.edits)
    why = next((single for single in merged.provenance if single.field == name), None)
    value = getattr(work.description, name)
    say(f"{paint(work.key, 'bold')} {name}: {value_text(name, value, work.description) if value else 'not known'}")
    if why is None:
        say(wrapped("no source has said anything about it", indent="  "))
        return
    when = f" on {why.retrieved_at:%Y-%m-%d}" if why.retrieved_at else ""
    say(labelled("chosen from", f"{why.chosen_from}{when}" + (f" - {why.reason}" if why.reason else "")))
    for provider, other, at in why.others:
        when = f" on {at:%Y-%m-%d}" if at else ""
        say(labelled(provider, f"{other}{when}"))
