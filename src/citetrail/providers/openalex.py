"""OpenAlex: an open index of nearly everything with a DOI, and who cites it. https://api.openalex.org

Questions: lookup (single works are free, lists cost from the day's budget), search, references, citing; a bare
`is_retracted` flag, which is only a hint. Facts and limits: docs/providers.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote

from citetrail.errors import BadAnswer
from citetrail.model import (
    Answer,
    Citation,
    Coverage,
    DateRange,
    Description,
    Identifier,
    PartialDate,
    Person,
    Provider,
    Record,
    Reference,
    Relation,
    Scheme,
    absent,
    person_from_text,
)
from citetrail.net import Limit, Net, Request, Response
from citetrail.providers.asking import (
    Receipt,
    answer_from_citations,
    answer_from_records,
    answered,
    bad_question,
    batches,
    joined_answers,
    json_from_response,
    looked_up,
    no_such_work,
    records_from_entries,
    searched,
    walked,
)
from citetrail.providers.parts import (
    abstract,
    at,
    date_range,
    doi_or_arxiv,
    identifier,
    identifiers,
    is_name_like,
    is_retracted_title,
    items,
    mappings,
    number,
    orcid_value,
    page_fields,
    page_span,
    plain,
    text,
    title,
)
from citetrail.providers.questions import MENTION_CANDIDATES, MentionWords, mention_words, search_words, title_words
from citetrail.providers.settings import Facts, ProviderSettings

NAME = "openalex"
BASE_URL = "https://api.openalex.org"
WITH_KEY = Limit(rate_per_second=20, in_flight=4)
WITHOUT_KEY = Limit(rate_per_second=8, in_flight=3)
LEAST_LEFT_FOR_SEARCHES = 0.1  # a search costs ten times a list and uses up the day for everything else
BATCH = 100
CANDIDATES = 5
PAGE = 100
MOST_PAGES = 20
SCHEMES: tuple[Scheme, ...] = ("doi", "openalex", "pmid", "pmcid")
COVERAGE = Coverage(first_year=1900, grace_days=60)
FACTS = Facts(
    title="OpenAlex",
    home="https://docs.openalex.org",
    key="free key advised, from openalex.org; without one a tenth of the day's budget",
    licence="CC0",
    notices="a bare retracted flag: a hint only",
    trust="computed from many sources: good for links and for filling in, merges preprints with articles",
)

FILTERS: dict[str, str] = {"doi": "doi", "openalex": "ids.openalex", "pmid": "ids.pmid", "pmcid": "ids.pmcid"}
TYPES: dict[str, str] = {
    "article": "article-journal",
    "review": "article-journal",
    "letter": "article-journal",
    "editorial": "article-journal",
    "erratum": "article-journal",
    "retraction": "article-journal",
    "preprint": "article",
    "book": "book",
    "book-chapter": "chapter",
    "dissertation": "thesis",
    "dataset": "dataset",
    "report": "report",
    "standard": "standard",
    "reference-entry": "entry-encyclopedia",
    "peer-review": "review",
    "software": "software",
}
NOTICE_TYPES = frozenset({"erratum", "retraction"})
ABSENT = frozenset({404, 410})


def provider(net: Net, settings: ProviderSettings) -> Provider:
    """OpenAlex as a Provider."""

    def request(path: str, parameters: Mapping[str, str], kind: str) -> Request:
        return request_for(settings, path, parameters, kind)

    def lookup(wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        by_scheme = [[one for one in wanted if one.scheme == scheme] for scheme in SCHEMES]
        return joined_answers(look_up_batch(batch) for group in by_scheme for batch in batches(group, BATCH))

    def look_up_batch(batch: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        together = [one for one in batch if can_be_filtered(one)]
        if len(together) < 2:
            return {one: look_up_one(one) for one in batch}
        listed = request("/works", {"filter": filter_for(together), "per_page": str(PAGE)}, "batch")
        found = looked_up(net, listed, records_from_list, together)
        return found | {one: look_up_one(one) for one in batch if not can_be_filtered(one)}

    def look_up_one(one: Identifier) -> Answer:
        return answered(net, request(work_path(one), {}, "record"), answer_from_work, one)

    def search(reference: Reference) -> Answer:
        return searched(net, request("/works", search_parameters(reference), "search"), records_from_list)

    def references(one: Identifier) -> Answer:
        return answered(net, request(work_path(one), {}, "record"), answer_from_references, one)

    def citing(one: Identifier) -> Answer:
        work = look_up_one(one)
        openalex = work.records[0].description.identifier("openalex") if work.records else None
        if openalex is None:
            return absent(NAME, "citing", one)

        def page_request(place: int) -> Request:
            return request("/works", citing_parameters(openalex, page=place + 1), "citing")

        return walked(net, page_request, partial(answer_from_citing_page, about=one), MOST_PAGES)

    return Provider(
        NAME, SCHEMES, lookup, search=search, references=references, citing=citing, batch_size=BATCH, coverage=COVERAGE
    )


def request_for(settings: ProviderSettings, path: str, parameters: Mapping[str, str], kind: Any) -> Request:
    """A request, with the person's key when there is one."""
    key = settings.key(NAME)
    return Request(
        NAME,
        BASE_URL,
        path,
        parameters=tuple(parameters.items()),
        kind=kind,
        limit=WITH_KEY if key else WITHOUT_KEY,
        least_left=LEAST_LEFT_FOR_SEARCHES if kind == "search" else 0.0,
        private_parameters=(("api_key", key),) if key else (),
    )


def work_path(one: Identifier) -> str:
    """The free single-work address: `/works/W…` or `/works/doi:10.…`."""
    value = one.value.removeprefix("PMC") if one.scheme == "pmcid" else one.value
    return f"/works/{value}" if one.scheme == "openalex" else f"/works/{one.scheme}:{quote(value, safe='/')}"


def can_be_filtered(one: Identifier) -> bool:
    """Commas and bars separate filters, so such an identifier is asked alone."""
    return not set(one.value) & set(",|")


def filter_for(wanted: Sequence[Identifier]) -> str:
    """One filter for identifiers of one scheme."""
    return f"{FILTERS[wanted[0].scheme]}:{'|'.join(one.value for one in wanted)}"


def search_parameters(reference: Reference) -> dict[str, str]:
    """By title and year where a title was read; else the citation's words; for prose any of its words."""
    if reference.kind == "mention":
        return mention_parameters(mention_words(reference))
    words = title_words(reference)
    if not words:
        return {"search": search_words(reference).bibliographic.replace(",", " "), "per_page": str(CANDIDATES)}
    return {"filter": f"title.search:{words}", "per_page": str(CANDIDATES)}


def mention_parameters(said: MentionWords) -> dict[str, str]:
    """Any of the words, anywhere in the work; by people named, and the time it may be of."""
    filters = {
        "raw_author_name.search": "|".join(said.families),
        "from_publication_date": said.first,
        "to_publication_date": said.last,
    }
    parameters = {
        "search": " OR ".join(said.words or (said.journal or "",)),
        "filter": ",".join(f"{name}:{value}" for name, value in filters.items() if value),
        "per_page": str(MENTION_CANDIDATES),
    }
    return {name: value for name, value in parameters.items() if value}


def citing_parameters(openalex: Identifier, *, page: int) -> dict[str, str]:
    """One page of citing works, newest first; pages by number, as cursors need a key."""
    return {
        "filter": f"cites:{openalex.value}",
        "sort": "publication_date:desc",
        "per_page": str(PAGE),
        "page": str(page),
    }


def answer_from_work(response: Response, receipt: Receipt, about: Identifier) -> Answer:
    """The reply to a single work as an Answer; the work may carry another DOI when OpenAlex merged two."""
    if response.status in ABSENT:
        return no_such_work(receipt, "lookup", about)
    return answer_from_records(receipt, "lookup", (record_from_response(response, receipt),), about)


def record_from_response(response: Response, receipt: Receipt) -> Record:
    """The record of a single work. Raises BadAnswer."""
    if response.status >= 400:
        raise bad_question(NAME, response)
    record = record_from_json(json_from_response(NAME, response), receipt)
    if record is None:
        raise BadAnswer(NAME, "sent something that is no work", url=response.url)
    return record


def records_from_list(response: Response, receipt: Receipt) -> tuple[Record, ...]:
    """The records of a list of works, in its order. Raises BadAnswer."""
    if response.status >= 400:
        raise bad_question(NAME, response)
    results = at(json_from_response(NAME, response), "results")
    if not isinstance(results, list):
        raise BadAnswer(NAME, "sent a list without results", url=response.url)
    return records_from_entries(NAME, response, mappings(results), lambda work: record_from_json(work, receipt))


def answer_from_references(response: Response, receipt: Receipt, about: Identifier) -> Answer:
    """The ids in `referenced_works` as Citations."""
    if response.status in ABSENT:
        return no_such_work(receipt, "references", about)
    record = record_from_response(response, receipt)
    cited = (
        identifier("openalex", value) for value in items(at(json_from_response(NAME, response), "referenced_works"))
    )
    citations = [Citation(citing=about, cited=one, said_by=NAME) for one in cited if one]
    return answer_from_citations(receipt, "references", about, citations, records=(record,))


def answer_from_citing_page(response: Response, receipt: Receipt, about: Identifier) -> Answer:
    """One page of citing works; complete when it is the last."""
    records = records_from_list(response, receipt)
    citations = [
        Citation(citing=record.description.identifiers[0], cited=about, said_by=NAME)
        for record in records
        if record.description.identifiers
    ]
    is_last = len(items(at(json_from_response(NAME, response), "results"))) < PAGE
    return answer_from_citations(receipt, "citing", about, citations, records=records, is_complete=is_last)


def openalex_from_address(value: Any) -> Identifier | None:
    """`https://openalex.org/W2741809807` or the bare id, however short."""
    return identifier("openalex", f"openalex:{(text(value) or '').rpartition('/')[2]}")


def record_from_json(work: Any, receipt: Receipt) -> Record | None:
    """One work as OpenAlex describes it; None for an object without id."""
    openalex = openalex_from_address(at(work, "id"))
    if openalex is None or not isinstance(work, Mapping):
        return None
    description = description_from_json(work)
    flag = work.get("is_retracted")
    return Record(
        provider=receipt.provider,
        record_id=openalex.value,
        retrieved_at=receipt.retrieved_at,
        description=description,
        relations=tuple(_relations(work)),
        cited_by_count=number(work.get("cited_by_count")),
        is_notice=text(work.get("type")) in NOTICE_TYPES,
        is_retracted_hint=flag if isinstance(flag, bool) else (is_retracted_title(description.title) or None),
        is_partial="biblio" not in work,
        open_access_url=text(at(work, "open_access", "oa_url")),
        license_url=text(at(work, "best_oa_location", "license_id")),
        request_key=receipt.request_key,
        is_stale=receipt.is_stale,
    )


def description_from_json(work: Mapping[str, Any]) -> Description:
    """OpenAlex's fields as a Description."""
    source = at(work, "primary_location", "source") or work.get("host_venue")
    kind = _type(work, source)
    return Description(
        type=kind,
        genre="preprint" if text(work.get("type")) == "preprint" else None,
        identifiers=_identifiers(work, source),
        authors=_authors(work),
        title=title(work.get("title")) or title(work.get("display_name")),
        container_title=title(at(source, "display_name")),
        issued=_issued(work),
        volume=plain(at(work, "biblio", "volume")),
        issue=plain(at(work, "biblio", "issue")),
        **page_fields(page_span(at(work, "biblio", "first_page"), at(work, "biblio", "last_page"))),
        publisher=plain(at(source, "host_organization_name")),
        language=text(work.get("language")),
        url=text(at(work, "primary_location", "landing_page_url")),
        abstract=abstract(abstract_from_inverted_index(work.get("abstract_inverted_index"))),
        keywords=tuple(word for one in mappings(work.get("keywords")) if (word := plain(one.get("display_name")))),
    )


def abstract_from_inverted_index(index: Any) -> str | None:
    """The words of `abstract_inverted_index` at their positions."""
    if not isinstance(index, Mapping):
        return None
    words = [(place, word) for word, places in index.items() for place in items(places) if isinstance(place, int)]
    return " ".join(word for _, word in sorted(words)) or None


def _identifiers(work: Mapping[str, Any], source: Any) -> tuple[Identifier, ...]:
    pmcid = (text(at(work, "ids", "pmcid")) or "").rstrip("/").rpartition("/")[2]
    arxiv = _arxiv(work) if text(work.get("type")) == "preprint" else None
    return identifiers(
        *doi_or_arxiv(work.get("doi")),
        openalex_from_address(work.get("id")),
        identifier("pmid", at(work, "ids", "pmid")),
        identifier("pmcid", f"PMC{pmcid}" if pmcid.isdigit() else pmcid),
        arxiv,
        *(identifier("issn", value) for value in items(at(source, "issn"))),
    )


def _relations(work: Mapping[str, Any]) -> list[Relation]:
    """OpenAlex merges preprint and article: the arXiv copy of an article is its preprint, not the article."""
    arxiv = _arxiv(work) if text(work.get("type")) != "preprint" else None
    return [Relation(kind="has-preprint", target=arxiv)] if arxiv else []


def _arxiv(work: Mapping[str, Any]) -> Identifier | None:
    places = (text(place.get("landing_page_url")) or "" for place in mappings(work.get("locations")))
    return next((found for place in places if "arxiv" in place.lower() and (found := identifier("arxiv", place))), None)


def _type(work: Mapping[str, Any], source: Any) -> str | None:
    kind = TYPES.get(text(work.get("type")) or "")
    venue = text(at(source, "type"))
    is_conference = venue == "conference" or text(work.get("type_crossref")) == "proceedings-article"
    return "paper-conference" if kind == "article-journal" and is_conference else kind


def _authors(work: Mapping[str, Any]) -> tuple[Person, ...]:
    found = (_author(one) for one in mappings(work.get("authorships")))
    return tuple(one for one in found if one)


def _author(authorship: Mapping[str, Any]) -> Person | None:
    printed, known = plain(authorship.get("raw_author_name")), plain(at(authorship, "author", "display_name"))
    name = printed if is_name_like(printed) else known if is_name_like(known) else None
    named = person_from_text(name) if name else None
    orcid = orcid_value(at(authorship, "author", "orcid"))
    return named.model_copy(update={"orcid": orcid}) if named and orcid else named


def _issued(work: Mapping[str, Any]) -> DateRange | None:
    """January 1 stands for "that year" too often to be believed."""
    day, year = date_range(work.get("publication_date")), number(work.get("publication_year"))
    if day is None or (day.start.month, day.start.day) == (1, 1):
        year = year or (day.year if day else None)
        return DateRange(start=PartialDate(year=year)) if year else None
    return day
