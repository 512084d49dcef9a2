"""Put what was found into the library: new works, more records for works that are there, quotations as quotes."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from datetime import datetime
from pathlib import PurePath, PureWindowsPath
from typing import Literal, NamedTuple
from urllib.parse import unquote

from citetrail import judging
from citetrail.flows.describing import new_records, with_records
from citetrail.flows.relating import link_versions
from citetrail.judging.sameness import Sameness
from citetrail.library import Library
from citetrail.model.descriptions import Description
from citetrail.model.documents import Document, Quotation
from citetrail.model.formats import Entry
from citetrail.model.records import Record
from citetrail.model.verdicts import Verdict
from citetrail.model.works import Attachment, Note, Quote, Work

_FILE_ADDRESS = re.compile(r"file:(?://(?:localhost)?)?(/.*)$", re.IGNORECASE)
_DRIVE = re.compile(r"/[A-Za-z]:")
Outcome = Literal["added", "merged", "present", "skipped", "failed"]
MakeKey = Callable[[Description, Container[str]], str]


class Added(NamedTuple):
    """What became of one reference or entry. `work` is None when nothing was stored; `place` says where it stood.

    `is_unsettled`: skipped because a source was silent or several works fit, and not because sources said no.
    """

    outcome: Outcome
    work: Work | None
    reason: str = ""
    place: str = ""
    is_unsettled: bool = False


def records_behind(verdict: Verdict) -> tuple[Record, ...]:
    """Every record of the accepted work: the match first, then looked-up ones that share an identifier with it."""
    if verdict.match is None:
        return ()
    records = [verdict.match.record]
    own = set(verdict.match.record.description.identifiers)
    for answer in verdict.answers:
        if answer.question == "lookup":
            records += [record for record in answer.records if own & set(record.description.identifiers)]
    return tuple({(record.provider, record.record_id): record for record in records}.values())


def add_verdicts(
    library: Library, verdicts: Sequence[Verdict], document: Document | None, now: datetime, make_key: MakeKey
) -> tuple[Added, ...]:
    """Store the works of the verdicts that settled on one, with the document's quotations about each.

    Nothing is stored for references that were not found, stayed unchecked or fit several works.
    """
    return tuple(_add_verdict(library, verdict, document, now, make_key) for verdict in verdicts)


def _add_verdict(
    library: Library, verdict: Verdict, document: Document | None, now: datetime, make_key: MakeKey
) -> Added:
    place = str(verdict.reference.place)
    if verdict.match is None or verdict.identity not in ("verified", "mismatch"):
        unsettled = verdict.identity in ("unchecked", "ambiguous")
        return Added("skipped", None, verdict.explanation, place, is_unsettled=unsettled)
    if not judging.is_sure(verdict):
        own = verdict.match.record.description
        name = own.identifiers[0].value if own.identifiers else own.title
        reason = f"a search found only what may be meant; citetrail add {name} if it is that"
        return Added("skipped", None, reason, place, is_unsettled=True)
    work = work_from_records(records_behind(verdict), now)
    if document is not None:
        work = work.model_copy(update={"quotes": quotes_about(document, verdict, now)})
    return _store(library, work, make_key, place)


def work_from_records(records: Sequence[Record], now: datetime, key: str = "") -> Work:
    """A new work, described by its records; the library gives it its id and, if `key` is empty, the flow its key."""
    merged = judging.merge(tuple(records), {})
    return Work(
        key=key,
        description=merged.description,
        records=tuple(records),
        standing=judging.status_of(tuple(records)).standing,
        added_at=now,
        checked_at=now,
    )


def add_description(library: Library, description: Description, name: str, now: datetime, make_key: MakeKey) -> Added:
    """Store a work as somebody described it, without a source behind it."""
    work = work_from_entry(Entry(key=None, description=description), name, now)
    return _store(library, work, make_key, "")._replace(reason="kept as given, not confirmed by any source")


def quotes_about(document: Document, verdict: Verdict, now: datetime) -> tuple[Quote, ...]:
    """The document's quotations that belong to the verdict's work, as quotes with their speaker and source."""
    for trail in document.trails:
        if any(document.references[place] is verdict.reference for place in trail.references):
            return tuple(_quote(document.quotations[place], document, now) for place in trail.quotations)
    return ()


def _quote(quotation: Quotation, document: Document, now: datetime) -> Quote:
    return Quote(
        exact=quotation.exact,
        prefix=quotation.prefix,
        suffix=quotation.suffix,
        speaker=quotation.speaker,
        source=document.description.title or document.name,
        created_at=now,
    )


def _store(library: Library, work: Work, make_key: MakeKey, place: str) -> Added:
    """Add `work`, or join it to the work that is already there; what the person wrote there is never touched."""
    with library.change(f"add {work.key or work.description.title or 'a work'}"):  # nobody adds it in between
        return _store_alone(library, work, make_key, place)


def _store_alone(library: Library, work: Work, make_key: MakeKey, place: str) -> Added:
    near = [(other, judging.is_same_work(other.description, work.description)) for other in
            library.duplicates_of(work.description)]  # fmt: skip
    there = next((other for other, sameness in near if sameness.is_same), None)
    if there is not None:
        return _join(library, there, work, place)
    key = work.key or make_key(work.description, library.keys_in_use())
    (stored,) = library.add([work.model_copy(update={"key": key})])
    return Added("added", stored, _told_of_near(library, stored, near), place)


def _told_of_near(library: Library, stored: Work, near: Sequence[tuple[Work, Sameness]]) -> str:
    """Versions of the work are linked with it; of what may be the work itself the person is told."""
    told = []
    for other, sameness in near:
        if sameness.outcome == "twin":
            told.append(link_versions(library, stored, other))
        elif sameness.outcome == "perhaps":
            told.append(f"perhaps the same as {other.key}: citetrail merge {other.key} {stored.key}")
    return "; ".join(told)


def same_work(library: Library, description: Description) -> Work | None:
    """The work of the library that `description` is of, beyond reasonable doubt; twins and likely ones do not count."""
    for candidate in library.duplicates_of(description):
        if judging.is_same_work(candidate.description, description).is_same:
            return candidate
    return None


def _join(library: Library, there: Work, work: Work, place: str) -> Added:
    quoted = {quote.exact for quote in there.quotes}
    quotes = tuple(quote for quote in work.quotes if quote.exact not in quoted)
    if not new_records(there, work.records) and not quotes:
        return Added("present", there, "already in the library", place)
    joined = with_records(there, work.records).model_copy(update={"quotes": (*there.quotes, *quotes)})
    return Added("merged", library.update(joined), "joined to the work already there", place)


def work_from_entry(entry: Entry, name: str, now: datetime) -> Work:
    """A work as an entry of the file `name` describes it."""
    record = Record(
        provider="file", record_id=f"{name}#{entry.key or entry.place}", retrieved_at=now, description=entry.description
    )
    return Work(
        key=entry.key or "",
        aliases=entry.aliases,
        description=entry.description,
        records=(record,),
        tags=entry.tags,
        notes=tuple(Note(text=text, created_at=now) for text in entry.notes),
        quotes=tuple(quote.model_copy(update={"created_at": quote.created_at or now}) for quote in entry.quotes),
        attachments=tuple(_attachment(path, name) for path in entry.files),
        rating=entry.rating,
        reading=entry.reading,
        added_at=now,
    )


def _path_of_address(written: str) -> str:
    """The path that a `file:` address stands for; any other text as it is."""
    found = _FILE_ADDRESS.match(written)
    if not found:
        return written
    path = unquote(found[1])
    return path[1:] if _DRIVE.match(path) else path


def _attachment(written: str, file: str) -> Attachment:
    """A link to a file or address that an entry names; a relative path begins where the bibliography file lies."""
    if written.startswith(("http://", "https://")):
        return Attachment(name=written, url=written)
    written = _path_of_address(written)
    path = PurePath(written)
    is_absolute = path.is_absolute() or PureWindowsPath(written).is_absolute() or written.startswith("~")
    there = path if is_absolute or not PurePath(file).parent.parts else PurePath(file).parent / path
    return Attachment(name=PureWindowsPath(written).name if "\\" in written else path.name, path=str(there))
