"""doi.org: which agency registered a DOI, whether it exists at all, and its description as CSL-JSON. https://doi.org

Questions: existence (the only source whose "no" means "does not exist"), lookup (content negotiation, last resort).
Facts and limits: docs/providers.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from citetrail.errors import BadAnswer, Unavailable
from citetrail.model import (
    Answer,
    Coverage,
    DateRange,
    Description,
    Identifier,
    Person,
    Provider,
    Record,
    date_range_from_parts,
)
from citetrail.net import Limit, Net, Request, Response
from citetrail.providers.asking import (
    Receipt,
    answer_from_records,
    answered,
    ask,
    bad_question,
    batches,
    joined_answers,
    json_from_response,
    no_such_work,
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
    persons_from_names,
    plain,
    text,
    title,
)
from citetrail.providers.settings import Facts, ProviderSettings

NAME = "doi.org"
BASE_URL = "https://doi.org"
LIMIT = Limit(rate_per_second=5, in_flight=2)
BATCH = 40
CSL_JSON = "application/vnd.citationstyles.csl+json"
COVERAGE = Coverage(is_exhaustive_for=frozenset({"doi"}))
FACTS = Facts(
    title="doi.org",
    home="https://www.doi.org/the-identifier/resources/factsheets/doi-resolution-documentation",
    key="none",
    licence="as the agency behind it",
    notices="none",
    trust="the register itself: the only source whose no means that a DOI does not exist",
)
NOT_REGISTERED = ("doi does not exist", "unknown prefix", "invalid doi")

# Agencies answer with CSL types, Crossref's own words, or both mixed.
TYPES: dict[str, str] = {
    "journal-article": "article-journal",
    "proceedings-article": "paper-conference",
    "book-chapter": "chapter",
    "monograph": "book",
    "edited-book": "book",
    "reference-entry": "entry-encyclopedia",
    "posted-content": "article",
    "dissertation": "thesis",
    "peer-review": "review",
}
CSL_TYPES = frozenset(
    {"article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "chapter", "dataset",
     "entry", "entry-dictionary", "entry-encyclopedia", "figure", "graphic", "legislation", "map", "motion_picture",
     "musical_score", "paper-conference", "patent", "report", "review", "software", "song", "speech", "standard",
     "thesis", "webpage"}
)  # fmt: skip


def provider(net: Net, _settings: ProviderSettings) -> Provider:
    """doi.org as a Provider."""

    def lookup(wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        return {one: look_up_one(one) for one in dict.fromkeys(wanted)}

    def look_up_one(one: Identifier) -> Answer:
        request = request_for(f"/{quote(one.value, safe='/')}", kind="record", accept=CSL_JSON)
        return answered(net, request, answer_from_csl, one)

    def existence(wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        return joined_answers(exist_batch(batch) for batch in batches(wanted, BATCH))

    def exist_batch(batch: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        together = [one for one in batch if "," not in one.value]
        answers = dict(agencies(together)) if together else {}
        for one in batch:
            if one not in answers:  # a comma in the DOI, or the list was not understood
                answers |= agencies([one])
            if one not in answers:
                raise BadAnswer(NAME, f"said nothing of {one.value}")
        return answers

    def agencies(batch: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        path = "/ra/" + ",".join(quote(one.value, safe="/") for one in batch)
        return ask(
            net,
            request_for(path, kind="agency", accept="application/json"),
            lambda response, receipt: answers_from_agencies(response, receipt, batch),
        )

    return Provider(NAME, schemes=("doi",), lookup=lookup, existence=existence, batch_size=BATCH, coverage=COVERAGE)


def request_for(path: str, *, kind: Any, accept: str) -> Request:
    """A request to doi.org or, redirected, to the agency behind it."""
    return Request(NAME, BASE_URL, path, kind=kind, limit=LIMIT, headers=(("accept", accept),))


def answers_from_agencies(
    response: Response, receipt: Receipt, wanted: Sequence[Identifier]
) -> dict[Identifier, Answer]:
    """The reply of `/ra/`: the agency of each DOI, or absent where the DOI does not exist. Others are left out."""
    if response.status >= 400:
        raise bad_question(NAME, response)
    said: dict[str, Mapping[str, Any]] = {}
    for line in mappings(json_from_response(NAME, response)):
        said[(text(line.get("DOI")) or "").lower()] = line
    if not said:
        raise BadAnswer(NAME, "sent no agency", url=response.url)
    found = {one: _agency(said[one.value], receipt, one) for one in wanted if one.value in said}
    return {one: answer for one, answer in found.items() if answer}


def _agency(line: Mapping[str, Any], receipt: Receipt, about: Identifier) -> Answer | None:
    agency, status = text(line.get("RA")), (text(line.get("status")) or "").lower()
    if agency is None and not status.startswith(NOT_REGISTERED):
        return None
    return Answer(
        provider=NAME,
        question="existence",
        outcome="found" if agency else "absent",
        about=about,
        registration=agency,
        asked_at=receipt.retrieved_at,
        is_from_store=receipt.is_from_store,
    )


def answer_from_csl(response: Response, receipt: Receipt, about: Identifier) -> Answer:
    """The reply to content negotiation. Raises Unavailable where the agency has no description to give (406)."""
    if response.status in {404, 410}:
        return no_such_work(receipt, "lookup", about)
    if response.status == 406:
        raise Unavailable(NAME, "the DOI exists, but its agency gives no description", url=response.url)
    if response.status >= 400:
        raise bad_question(NAME, response)
    record = record_from_json(json_from_response(NAME, response), receipt)
    if record is None:
        raise BadAnswer(NAME, "sent something that is no description", url=response.url)
    return answer_from_records(receipt, "lookup", (record,), about)


def record_from_json(work: Any, receipt: Receipt) -> Record | None:
    """CSL-JSON of any agency as a Record; None without title and DOI."""
    if not isinstance(work, Mapping):
        return None
    description = description_from_json(work)
    if description.title is None and description.doi is None:
        return None
    return Record(
        provider=receipt.provider,
        record_id=description.doi or description.title or "",
        retrieved_at=receipt.retrieved_at,
        description=description,
        cited_by_count=number(work.get("is-referenced-by-count")),
        is_retracted_hint=True if is_retracted_title(description.title) else None,
        license_url=text(at(work, "license", 0, "URL")) or text(work.get("copyright")),
        request_key=receipt.request_key,
        is_stale=receipt.is_stale,
    )


def description_from_json(work: Mapping[str, Any]) -> Description:
    """CSL-JSON, also in Crossref's dialect with lists of titles, as a Description."""
    kind = text(work.get("type")) or ""
    return Description(
        type=TYPES.get(kind) or (kind if kind in CSL_TYPES else None),
        identifiers=_identifiers(work),
        authors=_persons(work, "author"),
        editors=_persons(work, "editor"),
        translators=_persons(work, "translator"),
        title=joined_title(work.get("title"), work.get("subtitle")),
        container_title=title(work.get("container-title")),
        container_title_short=title(work.get("container-title-short")) or title(work.get("short-container-title")),
        collection_title=title(work.get("collection-title")),
        issued=_date(work.get("published-print")) or _date(work.get("issued")) or _date(work.get("published")),
        volume=plain(work.get("volume")),
        issue=plain(work.get("issue")),
        **page_fields(work.get("page")),
        article_number=plain(work.get("article-number")),
        number=plain(work.get("number")),
        edition=plain(work.get("edition")) or plain(work.get("edition-number")),
        version=plain(work.get("version")),
        publisher=plain(work.get("publisher")),
        publisher_place=plain(work.get("publisher-place")) or plain(work.get("publisher-location")),
        language=text(work.get("language")),
        url=text(work.get("URL")),
        abstract=abstract(work.get("abstract")),
        keywords=_keywords(work),
    )


def _identifiers(work: Mapping[str, Any]) -> tuple[Identifier, ...]:
    isbns = [identifier("isbn", (text(value) or "").rpartition("/")[2]) for value in items(work.get("ISBN"))]
    issns = [identifier("issn", part) for value in items(work.get("ISSN")) for part in (text(value) or "").split(",")]
    own = doi_or_arxiv(work.get("DOI")) or doi_or_arxiv(work.get("id"))
    return identifiers(*own, *isbns, *issns)


def _persons(work: Mapping[str, Any], role: str) -> tuple[Person, ...]:
    found = (person_from_json(entry) for entry in mappings(work.get(role)))
    return tuple(one for one in found if one)


def person_from_json(entry: Mapping[str, Any]) -> Person | None:
    """A CSL name: parts, or `literal` (a group, or a name in one string with a comma), or Crossref's `name`."""
    whole = plain(entry.get("literal")) or plain(entry.get("name"))
    if text(entry.get("family")) or not whole:
        return person(entry.get("family"), entry.get("given"), entry.get("suffix"), entry.get("ORCID"))
    if whole.count(",") == 1:
        named = persons_from_names([whole])
        return named[0] if named else None
    return group_author(whole)


def _date(value: Any) -> DateRange | None:
    parts = [part for part in items(at(value, "date-parts")) if isinstance(part, list)]
    words = value if isinstance(value, str) else at(value, "raw") or at(value, "literal") or at(value, "date-time")
    return date_range_from_parts(parts) or date_range(words)


def _keywords(work: Mapping[str, Any]) -> tuple[str, ...]:
    words = items(work.get("categories")) or items(work.get("subject")) or (text(work.get("keyword")) or "").split(",")
    return tuple(word for word in map(plain, words) if word)
