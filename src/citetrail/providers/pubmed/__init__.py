"""PubMed: biomedicine, with notices and reference lists. https://eutils.ncbi.nlm.nih.gov/entrez/eutils

Questions: lookup (up to 200 PMIDs at once; DOIs and PMCIDs through a search), search, references, citing, notices.
Facts and limits: docs/providers.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from citetrail.errors import BadAnswer
from citetrail.model import (
    Answer,
    Citation,
    Coverage,
    Identifier,
    Provider,
    Record,
    Reference,
    Scheme,
    absent,
    fold_words,
)
from citetrail.net import Limit, Net, Request, Response
from citetrail.providers.asking import (
    Receipt,
    answer_from_citations,
    answer_from_records,
    answered,
    answers_by_identifier,
    ask,
    bad_question,
    batches,
    joined_answers,
    json_from_response,
    looked_up,
)
from citetrail.providers.parts import at, identifier, items, text
from citetrail.providers.pubmed.reading import NAME, records_from_xml
from citetrail.providers.questions import search_words, title_words
from citetrail.providers.settings import Facts, ProviderSettings

BASE_URL = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
LANE = "ncbi"
WITH_KEY = Limit(rate_per_second=9, in_flight=3)
WITHOUT_KEY = Limit(rate_per_second=2.5, in_flight=2)
BATCH = 200
SEARCH_BATCH = 50
CANDIDATES = 5
SCHEMES: tuple[Scheme, ...] = ("pmid", "doi", "pmcid")
COVERAGE = Coverage(
    types=frozenset({"article-journal", "review"}),
    first_year=1966,
    fields=frozenset({"biomedicine"}),
    is_exhaustive_for=frozenset({"pmid"}),
)
FACTS = Facts(
    title="PubMed",
    home="https://www.ncbi.nlm.nih.gov/books/NBK25501/",
    key="optional, from an NCBI account (`ncbi`); 9 instead of 2.5 requests a second",
    licence="NLM, free; abstracts may be the publishers'",
    notices="retractions, errata, concerns, republications",
    trust="curated by librarians",
)
TERM_FIELDS: dict[str, str] = {"doi": "doi", "pmcid": "pmcid"}


def provider(net: Net, settings: ProviderSettings) -> Provider:
    """PubMed as a Provider."""

    def lookup(wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        pmids = [one for one in wanted if one.scheme == "pmid"]
        others = [one for one in wanted if one.scheme != "pmid"]
        return joined_answers(
            [*map(look_up_pmids, batches(pmids, BATCH)), *map(look_up_others, batches(others, SEARCH_BATCH))]
        )

    def look_up_pmids(batch: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        return looked_up(net, fetch_request(settings, [one.value for one in batch]), records_from_xml, batch)

    def look_up_others(batch: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        found = searched_articles(net, settings, term_for(batch), most=len(batch) * 2, kind="batch")
        return answers_by_identifier(found.receipt, batch, found.records)

    def search(reference: Reference) -> Answer:
        found = searched_articles(net, settings, search_term(reference), most=CANDIDATES, kind="search")
        return answer_from_records(found.receipt, "search", found.records)

    def references(one: Identifier) -> Answer:
        return references_from_lookup(lookup([one])[one], one)

    def citing(one: Identifier) -> Answer:
        pmid = one if one.scheme == "pmid" else pmid_of(lookup([one])[one])
        if pmid is None:
            return absent(NAME, "citing", one)
        return answered(net, citedin_request(settings, pmid), answer_from_citedin, one)

    return Provider(NAME, SCHEMES, lookup, search, references, citing, batch_size=BATCH, coverage=COVERAGE)


class Articles(NamedTuple):
    """Articles in the order of the search that found them, and whence they came."""

    receipt: Receipt
    records: tuple[Record, ...]


def searched_articles(net: Net, settings: ProviderSettings, term: str, *, most: int, kind: str) -> Articles:
    """The articles that a term finds: two requests, or one when it finds none."""
    request = search_request(settings, term, most=most, kind=kind)
    receipt, pmids = ask(net, request, lambda response, receipt: (receipt, pmids_from_search(response)))
    if not pmids:
        return Articles(receipt, ())
    fetched = ask(
        net,
        fetch_request(settings, pmids),
        lambda response, receipt: Articles(receipt, records_from_xml(response, receipt)),
    )
    order = {pmid: place for place, pmid in enumerate(pmids)}
    ranked = sorted(fetched.records, key=lambda record: order.get(record.record_id, len(order)))
    return Articles(fetched.receipt, tuple(ranked))


def request_for(
    settings: ProviderSettings, path: str, parameters: Mapping[str, str], *, kind: Any, expects: Any = "json"
) -> Request:
    """A request to one of the E-utilities; long lists go as POST."""
    key = settings.key(NAME) or settings.key("ncbi")
    body = urlencode(parameters) if len(str(parameters)) > 1500 else None
    private = [("tool", "citetrail")]
    private += [("email", settings.email)] if settings.email else []
    private += [("api_key", key)] if key else []
    return Request(
        NAME,
        BASE_URL,
        f"/{path}",
        parameters=() if body else tuple(parameters.items()),
        kind=kind,
        expects=expects,
        limit=WITH_KEY if key else WITHOUT_KEY,
        lane=LANE,
        headers=(("content-type", "application/x-www-form-urlencoded"),) if body else (),
        body=body,
        private_parameters=tuple(private),
    )


def fetch_request(settings: ProviderSettings, pmids: Sequence[str]) -> Request:
    """A request for full records of some PMIDs."""
    parameters = {"db": "pubmed", "retmode": "xml", "id": ",".join(pmids)}
    return request_for(settings, "efetch.fcgi", parameters, kind="batch", expects="xml")


def search_request(settings: ProviderSettings, term: str, *, most: int, kind: str) -> Request:
    """A request for the PMIDs that a term finds."""
    parameters = {"db": "pubmed", "retmode": "json", "retmax": str(most), "term": term}
    return request_for(settings, "esearch.fcgi", parameters, kind=kind)


def citedin_request(settings: ProviderSettings, pmid: Identifier) -> Request:
    """A request for the PMIDs of papers in PMC that cite an article."""
    parameters = {
        "dbfrom": "pubmed", "db": "pubmed", "linkname": "pubmed_pubmed_citedin", "retmode": "json", "id": pmid.value,
    }  # fmt: skip
    return request_for(settings, "elink.fcgi", parameters, kind="citing")


def term_for(wanted: Sequence[Identifier]) -> str:
    """A search term that finds exactly these DOIs and PMCIDs."""
    return " OR ".join(f'"{one.value}"[{TERM_FIELDS[one.scheme]}]' for one in wanted)


def search_term(reference: Reference) -> str:
    """Title words, first author and year where read; else the citation's words."""
    words = title_words(reference)
    if not words:
        return fold_words(search_words(reference).bibliographic)
    term = f"({words})[ti]"
    author = next(iter(reference.description.authors), None)
    if author and author.family and not author.is_group:
        term += f" AND {fold_words(author.full_family)}[au]"
    year = reference.description.year
    return f"{term} AND {year - 1}:{year + 1}[dp]" if year else term


def pmids_from_search(response: Response) -> tuple[str, ...]:
    """The ids of an esearch reply. Raises BadAnswer, also for an error inside HTTP 200."""
    if response.status >= 400:
        raise bad_question(NAME, response)
    result = at(json_from_response(NAME, response), "esearchresult")
    error = text(at(result, "ERROR")) or text(at(json_from_response(NAME, response), "error"))
    if error:
        raise BadAnswer(NAME, f'called the question wrong ("{error}")', url=response.url)
    if not isinstance(at(result, "idlist"), list):
        raise BadAnswer(NAME, "sent no list of ids", url=response.url)
    return tuple(found for value in result["idlist"] if (found := text(value)))


def references_from_lookup(answer: Answer, about: Identifier) -> Answer:
    """The reference list of a looked-up record as Citations, where PubMed knows it (papers in PMC)."""
    if answer.outcome != "found":
        return answer.model_copy(update={"question": "references"})
    record = answer.records[0]
    cited = [
        one.description.identifier("doi") or one.description.identifier("pmid") or one.description.identifier("pmcid")
        for one in record.references
    ]
    links = [Citation(citing=about, cited=one, said_by=NAME) for one in dict.fromkeys(cited) if one]
    return answer.model_copy(update={"question": "references", "citations": tuple(links)})


def answer_from_citedin(response: Response, receipt: Receipt, about: Identifier) -> Answer:
    """The reply of elink `pubmed_pubmed_citedin`: PMIDs of citing papers within PMC."""
    if response.status >= 400:
        raise bad_question(NAME, response)
    body = json_from_response(NAME, response)
    error = text(at(body, "ERROR")) or text(at(body, "error"))
    if error:
        raise BadAnswer(NAME, f'called the question wrong ("{error}")', url=response.url)
    if not isinstance(at(body, "linksets"), list):
        raise BadAnswer(NAME, "sent no links", url=response.url)
    pmids = [
        identifier("pmid", f"pmid:{text(link)}")
        for linkset in items(at(body, "linksets"))
        for database in items(at(linkset, "linksetdbs"))
        for link in items(at(database, "links"))
    ]
    citations = [Citation(citing=one, cited=about, said_by=NAME) for one in dict.fromkeys(pmids) if one]
    return answer_from_citations(receipt, "citing", about, citations)


def pmid_of(answer: Answer) -> Identifier | None:
    """The PMID of a looked-up record."""
    return answer.records[0].description.identifier("pmid") if answer.records else None
