"""The lines over an article that stand outside the element with its text: title, byline, date."""

from __future__ import annotations

from collections.abc import Sequence

from citetrail.documents.parts.dates import date_line
from citetrail.documents.parts.drafts import Draft
from citetrail.model.folding import fold_words

_LONGEST = 200  # characters; a longer block is no line over an article
_MOST_LINES = 12


def set_opening(drafts: Sequence[Draft], title: str | None) -> None:
    """Make the title and what stands between it and the article the head, with a date line right over the title."""
    first = next((place for place, draft in enumerate(drafts) if draft.zone == "body"), None)
    start = _title_place(drafts[:first], title) if first is not None else None
    if first is None or start is None:
        return
    if start and drafts[start - 1].is_outside and date_line(drafts[start - 1].text):
        drafts[start - 1].zone = "head"
    for draft in drafts[start : min(first, start + _MOST_LINES)]:
        if draft.is_outside and len(draft.text) <= _LONGEST:
            draft.zone = "head"


def _title_place(drafts: Sequence[Draft], title: str | None) -> int | None:
    """The last block over the article that is the title."""
    wanted = fold_words(title or "")
    if not wanted:
        return None
    places = [place for place, draft in enumerate(drafts) if fold_words(draft.text) == wanted and draft.is_outside]
    return places[-1] if places else None
