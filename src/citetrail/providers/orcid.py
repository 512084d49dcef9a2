"""ORCID: the works that a person names as theirs. https://pub.orcid.org/v3.0

Question: lookup of an ORCID iD, which gives the Records of that person's works. Facts and limits: docs/providers.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from citetrail.errors import BadAnswer, Refused
from citetrail.model import Answer, Coverage, Description, Identifier, PartialDate, Provider, Record
from citetrail.model.dates import DateRange
from citetrail.net import Limit, Net, Request, Response
from citetrail.providers.asking import (
    Receipt,
    answer_from_records,
    answered,
    bad_question,
    json_from_response,
    no_such_work,
    record_of,
)
from citetrail.providers.parts import (
    abstract,
    at,
    doi_or_arxiv,
    identifier,
    identifiers,
    joined_title,
    mappings,
    number,
    persons_from_names,
    text,
    title,
)
from citetrail.providers.settings import Facts, ProviderSettings

NAME = "orcid"
BASE_URL = "https://pub.orcid.org/v3.0"
LIMIT = Limit(rate_per_second=4, in_flight=2)
COVERAGE = Coverage()
FACTS = Facts(
    title="ORCID",
    home="https://info.orcid.org/documentation/api-tutorials/",
    key="optional read-public token from orcid.org",
    licence="CC0",
    notices="none",
    trust="what a person says of themselves",
)
TYPES: dict[str, str] = {
    "journal-article": "article-journal",
    "conference-paper": "paper-conference",
    "conference-abstract": "paper-conference",
    "conference-poster": "speech",
    "book": "book",
    "edited-book": "book",
    "book-chapter": "chapter",
    "book-review": "review-book",
    "dissertation": "thesis",
    "dissertation-thesis": "thesis",
    "supervised-student-publication": "thesis",
    "preprint": "article",
    "working-paper": "report",
    "report": "report",
    "data-set": "dataset",
    "software": "software",
    "magazine-article": "article-magazine",
    "newspaper-article": "article-newspaper",
    "encyclopedia-entry": "entry-encyclopedia",
    "dictionary-entry": "entry-dictionary",
    "lecture-speech": "speech",
    "patent": "patent",
    "standards-and-policy": "standard",
    "website": "webpage",
    "review": "review",
}
SCHEMES: dict[str, str] = {
    "doi": "doi", "pmid": "pmid", "pmc": "pmcid", "arxiv": "arxiv", "isbn": "isbn", "issn": "issn", "uri": "url",
    "handle": "hdl", "bibcode": "bibcode",
}  # fmt: skip


def provider(net: Net, settings: ProviderSettings) -> Provider:
    """ORCID as a Provider."""

    def lookup(wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        return {one: look_up_one(one) for one in dict.fromkeys(wanted)}

    def look_up_one(one: Identifier) -> Answer:
        return answered(net, request_for(settings, one), answer_from_works, one)

    return Provider(NAME, schemes=("orcid",), lookup=lookup, coverage=COVERAGE)


def request_for(settings: ProviderSettings, one: Identifier) -> Request:
    """A request for the works of a person, with a read-public token when there is one."""
    token = settings.key(NAME)
    return Request(
        NAME,
        BASE_URL,
        f"/{one.value}/works",
        kind="citing",  # a list that grows
        limit=LIMIT,
        headers=(("accept", "application/vnd.orcid+json"),),
        private_headers=(("authorization", f"Bearer {token}"),) if token else (),
    )


def answer_from_works(response: Response, receipt: Receipt, about: Identifier) -> Answer:
    """The works of a person. Raises Refused for a locked or deactivated record (409)."""
    if response.status in {404, 410}:
        return no_such_work(receipt, "lookup", about)
    records = records_from_works(response, receipt)
    return answer_from_records(receipt, "lookup", records, about).model_copy(update={"outcome": "found"})


def records_from_works(response: Response, receipt: Receipt) -> tuple[Record, ...]:
    """One Record per group of `/works`, or the one of `/work`. Raises BadAnswer or Refused."""
    if response.status == 409:
        raise Refused(NAME, "keeps this record locked or deactivated", url=response.url)
    if response.status >= 400:
        raise bad_question(NAME, response)
    body = json_from_response(NAME, response)
    if isinstance(at(body, "group"), list):
        summaries = [at(group, "work-summary", 0) for group in mappings(at(body, "group"))]
    elif isinstance(at(body, "title"), Mapping) or at(body, "put-code") is not None:
        summaries = [body]
    else:
        raise BadAnswer(NAME, "sent no works", url=response.url)
    found = (record_from_json(summary, receipt) for summary in summaries)
    return tuple(record for record in found if record)


def record_from_json(work: Any, receipt: Receipt) -> Record | None:
    """A work or its summary; None without title and identifier."""
    if not isinstance(work, Mapping):
        return None
    names = [at(one, "credit-name", "value") for one in mappings(at(work, "contributors", "contributor"))]
    description = Description(
        type=TYPES.get((text(work.get("type")) or "").lower().replace("_", "-")),
        identifiers=_identifiers(work),
        authors=persons_from_names(names),
        title=joined_title(at(work, "title", "title", "value"), at(work, "title", "subtitle", "value")),
        container_title=title(at(work, "journal-title", "value")),
        issued=_date(work.get("publication-date")),
        url=text(at(work, "url", "value")),
        abstract=abstract(work.get("short-description")),
    )
    if description.title is None and not description.identifiers:
        return None
    return record_of(
        receipt, text(work.get("put-code")) or description.title or "", description, is_partial=not description.authors
    )


def _identifiers(work: Mapping[str, Any]) -> tuple[Identifier, ...]:
    found: list[Identifier | None] = []
    for one in mappings(at(work, "external-ids", "external-id")):
        scheme: Any = SCHEMES.get((text(one.get("external-id-type")) or "").lower())
        value = text(one.get("external-id-value"))
        if text(one.get("external-id-relationship")) not in {None, "self", "SELF", "part-of"} or not scheme:
            continue
        if scheme == "doi":
            found += doi_or_arxiv(value)
        else:
            found.append(identifier(scheme, f"pmid:{value}" if scheme == "pmid" and (value or "").isdigit() else value))
    return identifiers(*found)


def _date(value: Any) -> DateRange | None:
    year, month, day = (number(at(value, part, "value")) for part in ("year", "month", "day"))
    if not year:
        return None
    is_month = month is not None and 1 <= month <= 12
    is_day = is_month and day is not None and 1 <= day <= 31
    return DateRange(start=PartialDate(year=year, month=month if is_month else None, day=day if is_day else None))
