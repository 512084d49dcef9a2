"""Crossref: the registration agency of most journal DOIs. https://api.crossref.org

Questions: lookup (up to 50 DOIs at once), search (never a miss: `score` only ranks), references, notices (with
Retraction Watch). Facts and limits: docs/providers.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from citetrail.errors import BadAnswer
from citetrail.model import (
    Answer,
    Citation,
    Coverage,
    Description,
    Identifier,
    Notice,
    NoticeKind,
    PartialDate,
    Person,
    PrintedReference,
    Provider,
    Record,
    Reference,
    Relation,
    date_range_from_parts,
)
from citetrail.model.dates import DateRange
from citetrail.model.records import RelationKind
from citetrail.net import Limit, Net, Request, Response
from citetrail.providers.asking import (
    Receipt,
    answer_from_citations,
    answer_from_records,
    answers_by_identifier,
    ask,
    bad_question,
    batches,
    joined_answers,
    json_from_response,
    no_such_work,
    records_from_entries,
)
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
from citetrail.providers.questions import search_words
from citetrail.providers.settings import Facts, ProviderSettings

NAME = "crossref"
BASE_URL = "https://api.crossref.org"
POLITE = Limit(rate_per_second=8, in_flight=3, list_rate_per_second=2)
PUBLIC = Limit(rate_per_second=3, in_flight=1, list_rate_per_second=1)
BATCH = 50
CANDIDATES = 5
COVERAGE = Coverage(
    types=frozenset(
        {"article-journal", "article-magazine", "paper-conference", "chapter", "book", "entry-encyclopedia",
         "entry-dictionary", "article", "report", "review", "standard", "thesis", "dataset", "document"}
    ),
    registration_agency="Crossref",
)  # fmt: skip
FACTS = Facts(
    title="Crossref",
    home="https://www.crossref.org/documentation/retrieve-metadata/rest-api/",
    key="none; an e-mail address gives the faster pool",
    licence="facts, free to reuse; abstracts may be the publishers'",
    notices="`updated-by`, of publishers and Retraction Watch",
    trust="deposited by publishers: first choice for what it registered",
)

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


def provider(net: Net, settings: ProviderSettings) -> Provider:
    """Crossref as a Provider."""

    def request(path: str, *, parameters: Mapping[str, str] | None = None, kind: str = "record") -> Request:
        return request_for(settings, path, parameters or {}, kind)

    def lookup(wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        return joined_answers(look_up_batch(batch) for batch in batches(wanted, BATCH))

    def look_up_batch(batch: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        together = [one for one in batch if can_be_filtered(one)]
        if len(together) < 2:
            return {one: look_up_one(one) for one in batch}
        parameters = {"filter": ",".join(f"doi:{one.value}" for one in together), "rows": str(len(together))}
        found = ask(
            net,
            request("/works", parameters=parameters, kind="batch"),
            lambda response, receipt: answers_by_identifier(receipt, together, records_from_list(response, receipt)),
        )
        return found | {one: look_up_one(one) for one in batch if not can_be_filtered(one)}

    def look_up_one(one: Identifier) -> Answer:
        return ask(net, request(work_path(one)), lambda response, receipt: answer_from_work(response, receipt, one))

    def search(reference: Reference) -> Answer:
        return ask(
            net,
            request("/works", parameters=search_parameters(reference), kind="search"),
            lambda response, receipt: answer_from_records(receipt, "search", records_from_list(response, receipt)),
        )

    def references(one: Identifier) -> Answer:
        return ask(
            net, request(work_path(one)), lambda response, receipt: answer_from_references(response, receipt, one)
        )

    return Provider(
        NAME,
        schemes=("doi",),
        lookup=lookup,
        search=search,
        references=references,
        batch_size=BATCH,
        coverage=COVERAGE,
    )


def request_for(settings: ProviderSettings, path: str, parameters: Mapping[str, str], kind: Any) -> Request:
    """A request in the polite pool when an e-mail address is set; a Plus token goes along when there is one."""
    token = settings.key(NAME)
    return Request(
        NAME,
        BASE_URL,
        path,
        parameters=tuple(parameters.items()),
        kind=kind,
        limit=POLITE if settings.email else PUBLIC,
        private_parameters=(("mailto", settings.email),) if settings.email else (),
        private_headers=(("crossref-plus-api-token", f"Bearer {token}"),) if token else (),
    )


def work_path(one: Identifier) -> str:
    """The path of one work; every reserved character of the DOI encoded."""
    return f"/works/{quote(one.value, safe='')}"


def can_be_filtered(one: Identifier) -> bool:
    """Commas separate filters, so such a DOI is asked alone."""
    return "," not in one.value


def search_parameters(reference: Reference) -> dict[str, str]:
    """Fielded where title or authors were read, else the citation's own words."""
    words = search_words(reference)
    parameters = {"query.bibliographic": words.bibliographic, "rows": str(CANDIDATES)}
    if words.authors:
        parameters["query.author"] = words.authors
    return parameters


def answer_from_work(response: Response, receipt: Receipt, about: Identifier) -> Answer:
    """The reply to `/works/{doi}` as an Answer."""
    if response.status in {404, 410}:
        return no_such_work(receipt, "lookup", about)
    return answer_from_records(receipt, "lookup", records_from_work(response, receipt), about)


def records_from_work(response: Response, receipt: Receipt) -> tuple[Record, ...]:
    """The one record of `/works/{doi}`. Raises BadAnswer."""
    message = _message(response)
    record = record_from_json(message, receipt)
    if record is None:
        raise BadAnswer(NAME, "sent a work without DOI and title", url=response.url)
    return (record,)


def records_from_list(response: Response, receipt: Receipt) -> tuple[Record, ...]:
    """The records of a list of works, in its order. Raises BadAnswer."""
    message = _message(response)
    if not isinstance(message.get("items"), list):
        raise BadAnswer(NAME, "sent a list without items", url=response.url)
    return records_from_entries(
        NAME, response, mappings(message["items"]), lambda work: record_from_json(work, receipt)
    )


def answer_from_references(response: Response, receipt: Receipt, about: Identifier) -> Answer:
    """The deposited reference list: Citations for entries with a DOI; the Record holds all entries as printed."""
    if response.status in {404, 410}:
        return no_such_work(receipt, "references", about)
    records = records_from_work(response, receipt)
    cited = [one.description.identifier("doi") for one in records[0].references]
    citations = [Citation(citing=about, cited=doi, said_by=NAME) for doi in dict.fromkeys(cited) if doi]
    return answer_from_citations(receipt, "references", about, citations, records=records)


def _message(response: Response) -> Mapping[str, Any]:
    if response.status >= 400:
        raise bad_question(NAME, response)
    body = json_from_response(NAME, response)
    message = at(body, "message")
    if at(body, "status") != "ok" or not isinstance(message, Mapping):
        raise BadAnswer(NAME, "sent no message", url=response.url)
    return message


def record_from_json(work: Mapping[str, Any], receipt: Receipt) -> Record | None:
    """One work as Crossref describes it; None for an object with neither DOI nor title."""
    description = description_from_json(work)
    if not description.identifiers and description.title is None:
        return None
    updates = mappings(work.get("update-to"))
    return Record(
        provider=receipt.provider,
        record_id=text(work.get("DOI")) or description.title or "",
        retrieved_at=receipt.retrieved_at,
        description=description,
        notices=tuple(_notices(work)),
        relations=tuple(_relations(work)),
        references=tuple(printed_reference_from_json(entry) for entry in mappings(work.get("reference"))),
        cited_by_count=number(work.get("is-referenced-by-count")),
        is_notice=any(text(update.get("type")) not in NOT_A_NOTICE for update in updates),
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


def _notices(work: Mapping[str, Any]) -> list[Notice]:
    own = identifier("doi", work.get("DOI"))
    found = []
    for update in mappings(work.get("updated-by")):
        word = (text(update.get("type")) or "").lower()
        target = identifier("doi", update.get("DOI"))
        if word in NOT_A_NOTICE or (target == own and word not in NOTICE_KINDS):
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
    from citetrail.model import person_from_text

    name = plain(value)
    return person_from_text(name) if name else None
