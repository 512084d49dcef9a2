"""What a reader added to a work in words, for formats that have one place for all of it: notes, and quotes as notes."""

from __future__ import annotations

from citetrail.model import Entry, Quote


def remarks_of(entry: Entry) -> tuple[str, ...]:
    """The notes as they are, then the quotes in quotation marks with who said it, and the page."""
    return (*entry.notes, *map(note_of_quote, entry.quotes))


def note_of_quote(quote: Quote) -> str:
    """`“The words” (Pym, p. 3)`."""
    page = f"p. {quote.page}" if quote.page else ""
    where = ", ".join(part for part in (quote.speaker, quote.source, page) if part)
    return f"“{quote.exact}”" + (f" ({where})" if where else "")
