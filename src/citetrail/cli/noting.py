"""Notes and claims between the person, the editor and the library."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from citetrail.cli.output import paint, say
from citetrail.cli.showing import labelled, one_line, plain_title, short_authors
from citetrail.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from citetrail.app.settings import Settings
    from citetrail.model.works import Claim, Note, Work

TEMPLATE_FILE = "note.md"


def note_text(settings: Settings, work: Work, before: str | None, today: date) -> str:
    """What the person writes in the editor, from the note as it is or from the template.

    Raises InputError if nothing was written or the template was left as it was.
    """
    from citetrail.cli.editor import text_from_editor

    start = before if before is not None else _template(settings, work, today)
    words = text_from_editor(_about(work), start)
    if not words.strip() or (before is None and words.strip() == start.strip()):
        raise InputError("an empty note was not kept")
    return words


def _template(settings: Settings, work: Work, today: date) -> str:
    path = settings.config_file.parent / TEMPLATE_FILE
    if not path.is_file():
        return ""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", file=str(path)) from None
    values = {
        "key": work.key,
        "title": plain_title(work.description.title),
        "authors": short_authors(work.description),
        "year": str(work.description.year or ""),
        "date": today.isoformat(),
    }
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _about(work: Work) -> str:
    """What is good to see while writing: the work, its abstract, and what is kept about it."""
    abstract = plain_title(work.description.abstract)
    quotes = [f"quote {one.id}: “{one.exact}”{f', p. {one.page}' if one.page else ''}" for one in work.quotes]
    notes = [f"note {one.id}: {one.text}" for one in work.notes]
    return "\n\n".join(
        part for part in (f"{work.key}: {one_line(work.description)}", abstract, *quotes, *notes) if part
    )


def own_note(work: Work, number: int) -> Note:
    """The work's note of that number. Raises InputError if it has none."""
    found = next((one for one in work.notes if one.id == number), None)
    if found is None:
        raise InputError(f"{work.key} has no note {number}", hint=f"citetrail show {work.key} lists them.")
    return found


def own_claim(work: Work, number: int) -> Claim:
    """The work's claim of that number. Raises InputError if it has none."""
    found = next((one for one in work.claims if one.id == number), None)
    if found is None:
        raise InputError(f"{work.key} has no claim {number}", hint=f"citetrail show {work.key} lists them.")
    return found


def claim_from(
    work: Work, number: int | None, news: Mapping[str, str | None], quotes: Sequence[int] | None, now: datetime
) -> Claim:
    """A new claim, or the one of that number with what is new. Raises InputError for no words and unknown quotes."""
    from citetrail.model.works import Claim

    unknown = set(quotes or ()) - {single.id for single in work.quotes}
    if unknown:
        raise InputError(f"{work.key} has no quote {min(unknown)}", hint=f"citetrail show {work.key} lists them.")
    said: dict[str, Any] = {name: value.strip() for name, value in news.items() if value is not None}
    if quotes is not None:
        said["quotes"] = tuple(quotes)
    if number is not None:
        return own_claim(work, number).model_copy(update=said)
    if not said.get("text"):
        raise InputError("an empty claim was not kept", hint="Say what the text claims, in quotes.")
    return Claim(created_at=now, **said)


def print_claim(work: Work, claim: Claim) -> None:
    """A claim, who makes it, the person's judgement and the quotes that bear on it."""
    colour = {"supported": "green", "disputed": "red"}.get(claim.verdict, "yellow")
    say(f"{paint(f'{work.key} claim {claim.id}', 'cyan')}  {paint(claim.verdict, colour)}  {claim.text}")
    if claim.source:
        say(labelled("said by", claim.source))
    for quote in work.quotes:
        if quote.id in claim.quotes:
            page = f", p. {quote.page}" if quote.page else ""
            say(labelled(f"quote {quote.id}", f"“{quote.exact}”{page}"))
