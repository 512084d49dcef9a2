"""Highlights made elsewhere become quotes, their comments notes; the same file a second time adds nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from citetrail.flows.quoting import anchored, check_quote, sources_of
from citetrail.library import Library
from citetrail.model.highlights import Highlight
from citetrail.model.works import Note, Quote, Work


class Taken(NamedTuple):
    """What became of the highlights of one work: what is new, and how many were there already."""

    work: Work
    quotes: tuple[Quote, ...]
    notes: tuple[Note, ...]
    tags: tuple[str, ...]
    present: int


def take_highlights(library: Library, work: Work, highlights: Sequence[Highlight], now: datetime) -> Taken:
    """Keep the highlights with the work: marked words as quotes with their surroundings, comments as notes."""
    quoted = {" ".join(quote.exact.split()) for quote in work.quotes}
    noted = {note.text for note in work.notes}
    quotes, notes, present = [], [], 0
    for highlight in highlights:
        quote, note = _quote(highlight, now), _note(highlight, now)
        is_known = (quote is None or quote.exact in quoted) and (note is None or note.text in noted)
        present += is_known
        if quote is not None and quote.exact not in quoted:
            quoted.add(quote.exact)
            quotes.append(quote)
        if note is not None and note.text not in noted:
            noted.add(note.text)
            notes.append(note)
    tags = tuple(dict.fromkeys(tag for one in highlights for tag in one.tags if tag not in work.tags))
    return Taken(work, tuple(_store_quotes(library, work, quotes)), _store(library, work, notes, tags), tags, present)


def _quote(highlight: Highlight, now: datetime) -> Quote | None:
    if not highlight.exact:
        return None
    return Quote(
        exact=highlight.exact,
        prefix=highlight.prefix,
        suffix=highlight.suffix,
        page=highlight.page,
        created_at=highlight.made_at or now,
    )


def _note(highlight: Highlight, now: datetime) -> Note | None:
    """The comment below the words it is about."""
    if not highlight.comment:
        return None
    page = f" (p. {highlight.page})" if highlight.page else ""
    about = f"> {highlight.exact}{page}\n\n" if highlight.exact else f"{page.strip()}\n\n" if page else ""
    return Note(text=about + highlight.comment, created_at=highlight.made_at or now)


def _store_quotes(library: Library, work: Work, quotes: Iterable[Quote]) -> Iterable[Quote]:
    sources = sources_of(library, work)
    for quote in quotes:
        placed = anchored(quote, check_quote(work, quote, sources), sources)
        yield placed.model_copy(update={"id": library.quote(work.stored_id, placed)})


def _store(library: Library, work: Work, notes: Sequence[Note], tags: Sequence[str]) -> tuple[Note, ...]:
    if tags:
        library.tag(work.stored_id, add=tags)
    return tuple(note.model_copy(update={"id": library.note(work.stored_id, note.text)}) for note in notes)


def by_work(
    library: Library, highlights: Iterable[Highlight]
) -> tuple[dict[int, list[Highlight]], dict[str, list[Highlight]]]:
    """The highlights by the work that their address names, and those of addresses that name none in the library."""
    placed: dict[int, list[Highlight]] = defaultdict(list)
    others: dict[str, list[Highlight]] = defaultdict(list)
    for highlight in highlights:
        address = highlight.address or ""
        number = library.resolve_id(address) if address else None
        if number is None:
            others[address].append(highlight)
        else:
            placed[number].append(highlight)
    return dict(placed), dict(others)
