"""Many Records of one work, and the person's edits, to one description with the reason for every field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from citetrail.model.descriptions import DESCRIPTION_FIELDS, Description
from citetrail.model.identifiers import Identifier
from citetrail.model.persons import Person
from citetrail.model.records import Record
from citetrail.model.works import Provenance

YOU = "you"
Other = tuple[str, str, datetime | None]  # provider, what it says, when

# Whose word counts first. The agency that registered a DOI holds what the publisher deposited; everybody else copies.
_CORE = (
    "crossref", "datacite", "doi.org", "pubmed", "europe-pmc", "arxiv", "open-library", "google-books", "dblp",
    "openalex", "semantic-scholar", "unpaywall", "opencitations", "file",
)  # fmt: skip
_FIRST_FOR: dict[str, tuple[str, ...]] = {
    "abstract": ("pubmed", "europe-pmc", "crossref", "arxiv", "datacite"),
    "keywords": ("pubmed", "europe-pmc"),
    "language": ("pubmed", "europe-pmc", "crossref"),
    "version": ("arxiv", "datacite"),
    "submitted": ("arxiv",),
}
_SCHEME_ORDER = ("doi", "pmid", "pmcid", "arxiv", "isbn", "issn", "openalex")
_ONE_EACH = frozenset({"doi", "pmid", "pmcid", "arxiv", "openalex", "s2", "dblp", "bibcode"})


class Merged(NamedTuple):
    """The description shown for a work, and for each filled field where it came from and what others say."""

    description: Description
    provenance: tuple[Provenance, ...]

    def why(self, field: str) -> Provenance | None:
        """The reason for one field."""
        return next((single for single in self.provenance if single.field == field), None)


def merge(records: Sequence[Record], edits: Mapping[str, Any]) -> Merged:
    """One description out of all records; the person's edits always win, also with None or an empty value.

    The result does not depend on the order of `records`. `edits` holds values by field name, as Python values or as
    they come out of JSON; names that Description does not have are ignored.
    """
    ordered = _by_precedence(records)
    chosen: dict[str, Any] = {}
    provenance: dict[str, Provenance] = {}
    for field in DESCRIPTION_FIELDS:
        source = _source_of(field, ordered)
        if source is not None:
            chosen[field] = getattr(source.description, field)
            provenance[field] = _provenance(field, source, ordered)
    if "identifiers" in chosen:
        chosen["identifiers"] = _identifiers(ordered)
    _keep_together(chosen, provenance)
    own = {field: value for field, value in edits.items() if field in DESCRIPTION_FIELDS}
    description = _described(chosen, own)
    for field in own:
        provenance[field] = _own_provenance(field, description, ordered)
    return Merged(description, tuple(provenance[field] for field in DESCRIPTION_FIELDS if field in provenance))


def _described(chosen: Mapping[str, Any], own: Mapping[str, Any]) -> Description:
    values = {**chosen, **own}
    empty = Description()
    return Description(**{name: getattr(empty, name) if value is None else value for name, value in values.items()})


def _by_precedence(records: Sequence[Record]) -> list[Record]:
    """Best first: whole before partial, then by provider, then the newest; ties fall to what does not change."""
    same: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        same.setdefault((record.provider, record.record_id), []).append(record)
    newest = [group[0] if len(group) == 1 else max(group, key=_stable_key) for group in same.values()]
    ranks = _ranks({record.provider for record in newest})
    return sorted(
        newest,
        key=lambda record: (record.is_partial, ranks[record.provider], -_time(record), record.record_id),
    )


def _stable_key(record: Record) -> tuple[bool, float, str]:
    """Whole before partial, then the newest; two of one moment by their contents."""
    return (not record.is_partial, _time(record), record.model_dump_json())


def _time(record: Record) -> float:
    moment = record.retrieved_at
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _ranks(providers: set[str]) -> dict[str, int]:
    """The rank of each provider for this work: arXiv first for what is only a preprint there."""
    order = list(_CORE)
    if "arxiv" in providers and "crossref" not in providers:
        order.remove("arxiv")
        order.insert(0, "arxiv")
    return {name: order.index(name) if name in order else len(order) for name in providers}


def _source_of(field: str, ordered: Sequence[Record]) -> Record | None:
    filled = [record for record in ordered if _is_filled(getattr(record.description, field))]
    if not filled:
        return None
    for provider in _FIRST_FOR.get(field, ()):
        for record in filled:
            if record.provider == provider:
                return record
    if field == "authors":
        return _fullest_authors(filled)
    return filled[0]


def _is_filled(value: Any) -> bool:
    return value not in (None, (), False)


def _fullest_authors(filled: Sequence[Record]) -> Record:
    """The first record's list, unless PubMed names a group that it leaves out, or it is the first author alone."""
    first = filled[0]
    for record in filled[1:]:
        if record.provider not in ("pubmed", "europe-pmc"):
            continue
        ours, theirs = first.description.authors, record.description.authors
        names_group = any(person.is_group for person in theirs) and not any(person.is_group for person in ours)
        if len(theirs) > len(ours) and (names_group or len(ours) == 1):
            return record
    return first


# Fields that qualify another and only make sense from the source that gave it.
_WITH: dict[str, str] = {"has_more_authors": "authors", "has_more_editors": "editors", "page_text": "pages"}


def _keep_together(chosen: dict[str, Any], provenance: dict[str, Provenance]) -> None:
    for field, leader in _WITH.items():
        if field in chosen and leader in chosen and provenance[field].chosen_from != provenance[leader].chosen_from:
            del chosen[field]
            del provenance[field]


def _identifiers(ordered: Sequence[Record]) -> tuple[Identifier, ...]:
    """All identifiers: one of each scheme that names a work, from the best record; every ISBN and ISSN."""
    kept: dict[tuple[str, str], Identifier] = {}
    seen: set[str] = set()
    for record in ordered:
        own = {single.scheme for single in record.description.identifiers}
        for single in record.description.identifiers:
            if single.scheme in _ONE_EACH and single.scheme in seen:
                continue
            kept.setdefault((single.scheme, single.value), single)
        seen |= own
    order = {scheme: place for place, scheme in enumerate(_SCHEME_ORDER)}
    return tuple(sorted(kept.values(), key=lambda single: order.get(single.scheme, len(order))))


def _provenance(field: str, source: Record, ordered: Sequence[Record]) -> Provenance:
    return Provenance(
        field=field,
        value=shown(getattr(source.description, field)),
        chosen_from=source.provider,
        retrieved_at=source.retrieved_at,
        reason=_reason(field, source, ordered),
        others=_others(field, source, ordered),
    )


def _own_provenance(field: str, description: Description, ordered: Sequence[Record]) -> Provenance:
    return Provenance(
        field=field,
        value=shown(getattr(description, field)),
        chosen_from=YOU,
        reason="your edit",
        others=_others(field, None, ordered),
    )


def _others(field: str, source: Record | None, ordered: Sequence[Record]) -> tuple[Other, ...]:
    return tuple(
        (record.provider, shown(value) or "", record.retrieved_at)
        for record in ordered
        if record is not source and _is_filled(value := getattr(record.description, field))
    )


def _reason(field: str, source: Record, ordered: Sequence[Record]) -> str:
    if len({record.provider for record in ordered if _is_filled(getattr(record.description, field))}) == 1:
        return "the only source that says it"
    if source.provider in _FIRST_FOR.get(field, ()):
        return "this source is the most reliable for this field"
    if source.provider in ("crossref", "datacite"):
        return "the agency that registered the DOI"
    if field == "authors" and source is not ordered[0]:
        return "names more of the authors"
    return "first in the order of sources"


def shown(value: Any) -> str | None:
    """A field's value as people read it; None where there is none."""
    if not _is_filled(value):
        return None
    if value is True:
        return "yes"
    if isinstance(value, Person):
        return value.sort_name
    if isinstance(value, tuple):
        return "; ".join(shown(single) or "" for single in value)
    return str(value)
