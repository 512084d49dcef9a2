"""What changed about a work since it was last asked about: Answers beside what the library keeps, as Alerts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from citetrail.judging.authors import author_list, compare_authors
from citetrail.judging.comparing import SHOWN
from citetrail.judging.figures import compare_issues, compare_pages, compare_volumes, compare_years
from citetrail.judging.likeness import Likeness
from citetrail.judging.status import distinct_notices, is_same_notice
from citetrail.judging.titles import compare_titles
from citetrail.judging.venues import compare_venues
from citetrail.model.answers import Answer
from citetrail.model.descriptions import Description
from citetrail.model.identifiers import Identifier
from citetrail.model.records import Notice, NoticeKind, Record
from citetrail.model.works import Alert, AlertKind, Work

_ALERT_OF: dict[NoticeKind, AlertKind] = {
    "retraction": "retracted",
    "partial-retraction": "retracted",
    "removal": "retracted",
    "retract-and-replace": "retracted",
    "withdrawal": "withdrawn",
    "concern": "concern",
    "correction": "corrected",
    "reinstatement": "reinstated",
}
_WORDS_OF: dict[NoticeKind, str] = {
    "retraction": "was retracted",
    "partial-retraction": "was retracted in part",
    "removal": "was removed by its publisher",
    "retract-and-replace": "was retracted and replaced",
    "withdrawal": "was withdrawn",
    "concern": "has an expression of concern",
    "correction": "was corrected",
    "reinstatement": "was reinstated: a retraction was taken back",
}
_NAMES = {"container_title": "journal", "issued": "year"}


class _Change(NamedTuple):
    """A change before it becomes an Alert; `mark` tells it from every other change of its kind."""

    kind: AlertKind
    summary: str
    mark: str
    provider: str
    about: Identifier | None = None

    def alert(self, work: Work, now: datetime) -> Alert:
        """The Alert about it."""
        return Alert(
            work_id=work.id or 0,
            kind=self.kind,
            summary=self.summary,
            fingerprint=f"{self.kind}:{self.mark}",
            provider=self.provider,
            seen_at=now,
            about=self.about,
        )


def changes(work: Work, answers: Sequence[Answer], now: datetime) -> tuple[Alert, ...]:
    """The alerts that the answers give rise to, each with a fingerprint that names the change and nothing else.

    Compares with the records, citing works and versions that `work` holds: what is there already raises nothing, so
    that a second run after storing the answers is silent. Silent answers raise nothing. A list of citing works that
    is fetched for the first time is a beginning, not news, unless the work was known to be uncited.
    """
    fresh = [record for answer in answers if answer.question in ("lookup", "search") for record in answer.records]
    own = [record for record in fresh if _is_of(work, record)]
    found = [
        *_notice_changes(work, own),
        *_version_changes(work, own),
        *_drift_changes(work, own),
        *_citing_changes(work, answers),
    ]
    alerts = [change.alert(work, now) for change in found]
    return tuple({alert.fingerprint: alert for alert in reversed(alerts)}.values())[::-1]


def _is_of(work: Work, record: Record) -> bool:
    if any((known.provider, known.record_id) == (record.provider, record.record_id) for known in work.records):
        return True
    own = _names_of(work)
    return bool(own & set(map(_bare, record.description.identifiers)))


def _names_of(work: Work) -> set[Identifier]:
    descriptions = (work.description, *(record.description for record in work.records))
    return {_bare(single) for description in descriptions for single in description.identifiers}


def _bare(identifier: Identifier) -> Identifier:
    return identifier.model_copy(update={"version": None}) if identifier.version else identifier


def _notice_changes(work: Work, records: Iterable[Record]) -> Iterator[_Change]:
    known = [notice for record in work.records for notice in record.notices]
    told = distinct_notices(notice for record in records for notice in record.notices)
    for notice in told:
        if any(is_same_notice(notice, before) for before in known):
            continue
        known.append(notice)
        summary = f"{work.key} {_WORDS_OF[notice.kind]}{_when(notice)}, says {notice.asserted_by}"
        yield _Change(_ALERT_OF[notice.kind], summary, _mark_of(notice), notice.provider, notice.notice)


def _when(notice: Notice) -> str:
    return f" on {notice.date}" if notice.date and notice.date.day else f" in {notice.date}" if notice.date else ""


def _mark_of(notice: Notice) -> str:
    return f"{notice.kind}:{notice.notice or notice.date or 'undated'}"


def _version_changes(work: Work, records: Iterable[Record]) -> Iterator[_Change]:
    linked = {(relation.kind, relation.target) for record in work.records for relation in record.relations}
    own = _names_of(work)
    for record in records:
        for relation in record.relations:
            if (relation.kind, relation.target) in linked or relation.target in own:
                continue
            if relation.kind == "preprint-of":
                summary = f"{work.key} was published as {relation.target}"
                yield _Change("published", summary, str(relation.target), record.provider, relation.target)
            elif relation.kind == "replaced-by":
                summary = f"{work.key} was replaced by {relation.target}"
                yield _Change("revised", summary, str(relation.target), record.provider, relation.target)
    yield from _published_changes(work, records)
    yield from _revised_changes(work, records)


def _published_changes(work: Work, records: Iterable[Record]) -> Iterator[_Change]:
    """A preprint server that now gives the DOI of the article."""
    known = {single for record in work.records for single in record.description.identifiers if single.scheme == "doi"}
    known |= {single for single in work.description.identifiers if single.scheme == "doi"}
    for record in records:
        doi = record.description.identifier("doi")
        if record.provider == "arxiv" and doi and doi not in known and _was_asked_before(work, record):
            yield _Change("published", f"{work.key} was published as {doi}", str(doi), record.provider, doi)


def _was_asked_before(work: Work, record: Record) -> bool:
    return any(known.provider == record.provider for known in work.records)


def _revised_changes(work: Work, records: Iterable[Record]) -> Iterator[_Change]:
    versions = [
        (single.value, single.version or 0) for known in work.records for single in known.description.identifiers
        if single.scheme == "arxiv"
    ]  # fmt: skip
    latest = {value: max(version for name, version in versions if name == value) for value, _ in versions}
    for record in records:
        for single in record.description.identifiers:
            before = latest.get(single.value, 0) if single.scheme == "arxiv" else 0
            if before and single.version and single.version > before:
                summary = f"{work.key} has a new version: {single} v{single.version}"
                yield _Change("revised", summary, f"{single}v{single.version}", record.provider, single)


def _drift_changes(work: Work, records: Iterable[Record]) -> Iterator[_Change]:
    """Fields of one source's record that say something else than before. A field that was empty is no drift."""
    before = {(known.provider, known.record_id): known for known in sorted(work.records, key=_stamp)}
    for record in records:
        known = before.get((record.provider, record.record_id))
        if known is None or known.is_partial or record.is_partial:
            continue
        for field in _drifted(known.description, record.description):
            if field in work.edits:
                continue
            value = SHOWN[field](record.description) or ""
            name = _NAMES.get(field, field)
            summary = f"{work.key}: {record.provider} changed the {name} to {value!r}"
            mark = f"{record.provider}:{field}:{sha256(value.encode()).hexdigest()[:16]}"
            yield _Change("drifted", summary, mark, record.provider)


def _stamp(record: Record) -> str:
    return record.retrieved_at.isoformat()


def _drifted(before: Description, after: Description) -> list[str]:
    likenesses: dict[str, Likeness] = {
        "volume": compare_volumes(after, before),
        "issue": compare_issues(after, before),
        "pages": compare_pages(after, before),
        "issued": compare_years(after, before, is_same_venue=True),
        "authors": compare_authors(
            author_list(after.authors, after.has_more_authors), author_list(before.authors, before.has_more_authors)
        ),
    }
    if before.title and after.title:
        likenesses["title"] = compare_titles(after.title, [before.title])
    if before.container_title and after.container_title:
        likenesses["container_title"] = compare_venues(after.container_title, [before.container_title])
    return [field for field, likeness in likenesses.items() if likeness.outcome == "different"]


def _citing_changes(work: Work, answers: Sequence[Answer]) -> Iterator[_Change]:
    if not work.citing and not _was_uncited(work):
        return
    known = {_bare(single) for single in work.citing}
    for answer in answers:
        if answer.question != "citing" or answer.outcome != "found":
            continue
        names = _names_in(answer.records)
        for citation in answer.citations:
            aliases = names.get(_bare(citation.citing), {_bare(citation.citing)})
            if aliases & known:
                continue
            known |= aliases
            summary = f"{work.key} is cited by {_title_of(citation.citing, answer.records) or citation.citing}"
            mark = str(min(aliases, key=_preference))
            yield _Change("cited", summary, mark, citation.said_by, citation.citing)


def _was_uncited(work: Work) -> bool:
    counts = [record.cited_by_count for record in work.records if record.cited_by_count is not None]
    return bool(counts) and max(counts) == 0


def _names_in(records: Iterable[Record]) -> dict[Identifier, set[Identifier]]:
    """All identifiers that one citing work goes by, under each of them."""
    names: dict[Identifier, set[Identifier]] = {}
    for record in records:
        aliases = {_bare(single) for single in record.description.identifiers if single.scheme not in ("issn", "isbn")}
        for single in aliases:
            names.setdefault(single, set()).update(aliases)
    return names


def _preference(identifier: Identifier) -> tuple[int, str]:
    order = ("doi", "pmid", "arxiv", "openalex")
    return (order.index(identifier.scheme) if identifier.scheme in order else len(order), identifier.value)


def _title_of(citing: Identifier, records: Iterable[Record]) -> str | None:
    for record in records:
        if citing in record.description.identifiers and record.description.title:
            return f"{record.description.title} ({citing})"
    return None
