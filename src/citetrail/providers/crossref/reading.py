"""Reading Crossref's works: JSON of its REST API as Records. Format: https://github.com/CrossRef/rest-api-doc"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citetrail.model import (
    DateRange,
    Description,
    Identifier,
    Notice,
    NoticeKind,
    PartialDate,
    Person,
    PrintedReference,
    Record,
    Relation,
    date_range_from_parts,
    person_from_text,
)
from citetrail.model.records import RelationKind
from citetrail.providers.asking import Receipt
from citetrail.providers.parts import (
    abstract,
    at,
    date_range,
    doi_or_arxiv,
    group_author,
    identifier,
    identifiers,
    is_retracted_title,
    items,
    joined_title,
    mappings,
    number,
    page_fields,
    person,
    plain,
    text,
    title,
)

NAME = "crossref"
TYPES: dict[str, str] = {
    "journal-article": "article-journal",
    "proceedings-article": "paper-conference",
    "proceedings": "book",
    "proceedings-series": "book",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "book-set": "book",
    "book-series": "book",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "book-track": "chapter",
    "reference-entry": "entry-encyclopedia",
    "posted-content": "article",
    "report": "report",
    "report-component": "report",
    "report-series": "report",
    "dissertation": "thesis",
    "dataset": "dataset",
    "database": "dataset",
    "standard": "standard",
    "peer-review": "review",
    "journal": "periodical",
    "journal-volume": "periodical",
    "journal-issue": "periodical",
    "component": "document",
    "grant": "document",
    "other": "document",
}

NOTICE_KINDS: dict[str, NoticeKind] = {
    "retraction": "retraction",
    "partial_retraction": "partial-retraction",
    "partial-retraction": "partial-retraction",
    "withdrawal": "withdrawal",
    "removal": "removal",
    "expression_of_concern": "concern",
    "expression-of-concern": "concern",
    "retraction_and_replacement": "retract-and-replace",
    "retract_and_replace": "retract-and-replace",
    "reinstatement": "reinstatement",
}
"""Everything else (correction, erratum, err, corrigendum, addendum, clarification, publisher-note) is a correction."""

NOT_A_NOTICE = frozenset({"new_version", "new-version", "new_edition", "new-edition", "version_of_record"})

RELATIONS: dict[str, RelationKind] = {
    "is-preprint-of": "preprint-of",
    "has-preprint": "has-preprint",
    "is-version-of": "version-of",
    "has-version": "has-version",
    "is-replaced-by": "replaced-by",
    "replaces": "replaces",
    "is-supplement-to": "supplement-to",
    "is-part-of": "part-of",
    "is-translation-of": "translation-of",
    "is-review-of": "review-of",
    "is-identical-to": "same-as",
    "is-same-as": "same-as",
}
RELATION_SCHEMES = {"doi": "doi", "arxiv": "arxiv", "pmid": "pmid", "pmcid": "pmcid", "uri": "url", "isbn": "isbn"}


def record_from_json(work: Mapping[str, Any], receipt: Receipt) -> Record | None:
    """One work as Crossref describes it; None for an object with neither DOI nor title."""
    description = description_from_json(work)
    if not description.identifiers and description.title is None:
        return None
    return Record(
        provider=receipt.provider,
        record_id=text(work.get("DOI")) or description.title or "",
        retrieved_at=receipt.retrieved_at,
        description=description,
        notices=tuple(_notices(work)),
        relations=tuple(_relations(work)),
        references=tuple(printed_reference_from_json(entry) for entry in mappings(work.get("reference"))),
        cited_by_count=number(work.get("is-referenced-by-count")),
        is_notice=any(not _is_about_itself(update, work) for update in _updates(work)),
        is_retracted_hint=True if is_retracted_title(description.title) else None,
        is_partial=not {"DOI", "title", "type"} <= work.keys(),
        license_url=text(at(work, "license", 0, "URL")),
        request_key=receipt.request_key,
        is_stale=receipt.is_stale,
    )


def description_from_json(work: Mapping[str, Any]) -> Description:
    """Crossref's fields as a Description."""
    kind = TYPES.get(text(work.get("type")) or "")
    return Description(
        type=kind,
        genre=_genre(work),
        identifiers=_identifiers(work),
        authors=_persons(work, "author"),
        editors=_persons(work, "editor"),
        translators=_persons(work, "translator"),
        title=joined_title(work.get("title"), work.get("subtitle")),
        title_short=title(work.get("short-title")),
        original_title=title(work.get("original-title")),
        **_container(work, kind),
        **_dates(work),
        volume=plain(work.get("volume")),
        issue=plain(work.get("issue")) or plain(at(work, "journal-issue", "issue")),
        **page_fields(work.get("page")),
        article_number=plain(work.get("article-number")),
        edition=plain(work.get("edition-number")),
        publisher=plain(work.get("publisher")),
        publisher_place=plain(work.get("publisher-location")),
        institution=plain(at(work, "institution", 0, "name")) or plain(at(work, "institution", "name")),
        event_title=plain(at(work, "event", "name")),
        event_place=plain(at(work, "event", "location")),
        language=text(work.get("language")),
        url=text(at(work, "resource", "primary", "URL")),
        abstract=abstract(work.get("abstract")),
        keywords=tuple(word for word in map(plain, items(work.get("subject"))) if word),
    )


def _identifiers(work: Mapping[str, Any]) -> tuple[Identifier, ...]:
    isbns = [identifier("isbn", (text(value) or "").rpartition("/")[2]) for value in items(work.get("ISBN"))]
    issns = [identifier("issn", value) for value in items(work.get("ISSN"))]
    return identifiers(*doi_or_arxiv(work.get("DOI")), *isbns, *issns)


def _genre(work: Mapping[str, Any]) -> str | None:
    degree = plain(at(work, "degree", 0)) or plain(work.get("degree"))
    return degree or ("preprint" if text(work.get("subtype")) == "preprint" else None)


def _persons(work: Mapping[str, Any], role: str) -> tuple[Person, ...]:
    found = (person_from_json(entry) for entry in mappings(work.get(role)))
    return tuple(one for one in found if one)


def person_from_json(entry: Mapping[str, Any]) -> Person | None:
    """A person from `family` and `given`, a group from `name`."""
    if text(entry.get("name")) and not text(entry.get("family")):
        return group_author(entry.get("name"))
    return person(entry.get("family"), entry.get("given"), entry.get("suffix"), entry.get("ORCID"))


def _container(work: Mapping[str, Any], kind: str | None) -> dict[str, Any]:
    """Book chapters name series and book, in this order; journals sometimes name themselves twice."""
    titles = [found for found in map(title, items(work.get("container-title"))) if found]
    short = [found for found in map(title, items(work.get("short-container-title"))) if found]
    fields: dict[str, Any] = {"container_title_short": short[0] if short else None}
    if len(titles) > 1 and kind in {"chapter", "paper-conference", "entry-encyclopedia"}:
        return fields | {"container_title": titles[-1], "collection_title": titles[0]}
    if len(titles) > 1:
        longest = max(titles, key=len)
        return {"container_title": longest, "container_title_short": min(titles, key=len)}
    return fields | {"container_title": titles[0] if titles else None}


def _dates(work: Mapping[str, Any]) -> dict[str, Any]:
    """The date of the printed issue where there is one, as references cite it; `available_date` is online."""
    online = _date(work.get("published-online"))
    issued = (
        _date(work.get("published-print"))
        or _date(at(work, "journal-issue", "published-print"))
        or _date(work.get("issued"))
        or _date(work.get("published"))
        or online
        or _date(work.get("posted"))
    )
    return {"issued": issued, "available_date": online, "event_date": _event_date(work)}


def _date(value: Any) -> DateRange | None:
    parts = at(value, "date-parts")
    lists = [part for part in items(parts) if isinstance(part, list)]
    return date_range_from_parts(lists) or date_range(at(value, "date-time"))


def _event_date(work: Mapping[str, Any]) -> DateRange | None:
    start, end = _date(at(work, "event", "start")), _date(at(work, "event", "end"))
    return DateRange(start=start.start, end=end.start if end else None) if start else None


def _updates(work: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What the work does to other works, or to itself, as a notice."""
    return [update for update in mappings(work.get("update-to")) if text(update.get("type")) not in NOT_A_NOTICE]


def _is_about_itself(update: Mapping[str, Any], work: Mapping[str, Any]) -> bool:
    """Publishers that change a work in its place deposit an update of the work by itself."""
    return identifier("doi", update.get("DOI")) == identifier("doi", work.get("DOI"))


def _notices(work: Mapping[str, Any]) -> list[Notice]:
    own = identifier("doi", work.get("DOI"))
    found = []
    of_itself = [update for update in _updates(work) if _is_about_itself(update, work)]
    for update in (*mappings(work.get("updated-by")), *of_itself):
        word = (text(update.get("type")) or "").lower()
        target = identifier("doi", update.get("DOI"))
        if word in NOT_A_NOTICE or (target == own and word not in NOTICE_KINDS and word != "correction"):
            continue
        found.append(
            Notice(
                kind=NOTICE_KINDS.get(word, "correction"),
                asserted_by=text(update.get("source")) or "publisher",
                provider=NAME,
                date=_update_date(update),
                notice=target,
                label=plain(update.get("label")) or word or None,
            )
        )
    return found


def _update_date(update: Mapping[str, Any]) -> PartialDate | None:
    when = _date(update.get("updated"))
    return when.start if when else None


def _relations(work: Mapping[str, Any]) -> list[Relation]:
    own = identifier("doi", work.get("DOI"))
    found = [
        Relation(kind="notice-about", target=target)
        for update in mappings(work.get("update-to"))
        if text(update.get("type")) not in NOT_A_NOTICE
        and (target := identifier("doi", update.get("DOI")))
        and target != own
    ]
    relation = work.get("relation")
    for word, entries in relation.items() if isinstance(relation, Mapping) else ():
        kind = RELATIONS.get(word)
        for entry in mappings(entries) if kind else ():
            scheme: Any = RELATION_SCHEMES.get(text(entry.get("id-type")) or "")
            target = identifier(scheme, entry.get("id")) if scheme else None
            if kind and target and target != own:
                found.append(Relation(kind=kind, target=target))
    return list(dict.fromkeys(found))


def printed_reference_from_json(entry: Mapping[str, Any]) -> PrintedReference:
    """One deposited reference: its own words where given, and the fields the publisher marked up."""
    year = text(entry.get("year"))
    return PrintedReference(
        text=plain(entry.get("unstructured")),
        description=Description(
            identifiers=identifiers(*doi_or_arxiv(entry.get("DOI")), identifier("isbn", entry.get("ISBN"))),
            authors=tuple(one for one in (person_from_reference(entry.get("author")),) if one),
            title=title(entry.get("article-title")) or title(entry.get("volume-title")),
            container_title=title(entry.get("journal-title")) or title(entry.get("series-title")),
            issued=date_range(year[:4] if year else None),
            volume=plain(entry.get("volume")),
            issue=plain(entry.get("issue")),
            edition=plain(entry.get("edition")),
            **page_fields(entry.get("first-page")),
        ),
    )


def person_from_reference(value: Any) -> Person | None:
    """The first author of a deposited reference, given as `J. Smith`, `Smith` or `Smith J`."""
    name = plain(value)
    return person_from_text(name) if name else None
