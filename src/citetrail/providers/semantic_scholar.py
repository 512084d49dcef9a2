"""Semantic Scholar: papers with their references and citing papers. https://api.semanticscholar.org/graph/v1

Questions: lookup (up to 500 ids at once), search (best title match), references, citing. Asked only with the person's
own key: without one its shared pool mostly answers 429. Facts and limits: docs/providers.md.
"""

from __future__ import annotations

import json
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
    Provider,
    Record,
    Reference,
    Relation,
    Scheme,
)
from citetrail.net import Limit, Net, Request, Response
from citetrail.providers.asking import (
    Receipt,
    answer_from_citations,
    answer_from_records,
    ask,
    bad_question,
    batches,
    joined_answers,
    json_from_response,
    no_such_work,
    record_of,
    records_from_entries,
    walked,
)
from citetrail.providers.parts import (
    abstract,
    at,
    date_of_year,
    date_range,
    doi_or_arxiv,
    identifier,
    identifiers,
    items,
    mappings,
    number,
    page_fields,
    persons_from_names,
    plain,
    text,
    title,
)
from citetrail.providers.questions import search_words
from citetrail.providers.settings import Facts, ProviderSettings

NAME = "semantic-scholar"
BASE_URL = "https://api.semanticscholar.org/graph/v1"
LIMIT = Limit(rate_per_second=1 / 1.1, in_flight=1)
BATCH = 500
PAGE = 1000
MOST_PAGES = 9  # its window ends near 9,999
SCHEMES: tuple[Scheme, ...] = ("doi", "arxiv", "pmid", "pmcid", "s2", "acl")
PREFIXES: dict[str, str] = {
    "doi": "DOI:",
    "arxiv": "ARXIV:",
    "pmid": "PMID:",
    "pmcid": "PMCID:",
    "acl": "ACL:",
    "s2": "",
}
FIELDS = (
    "title,authors,year,venue,publicationVenue,journal,externalIds,publicationDate,publicationTypes,abstract,"
    "openAccessPdf,citationCount"
)
LINK_FIELDS = "title,authors,year,venue,externalIds,publicationDate"
COVERAGE = Coverage(types=frozenset({"article-journal", "paper-conference", "article", "review"}), first_year=1950)
FACTS = Facts(
    title="Semantic Scholar",
    home="https://api.semanticscholar.org",
    key="needed, by application at semanticscholar.org",
    licence="its own terms: attribution, no republication in bulk",
    notices="none",
    trust="computed; names are often initials, merges preprints with articles",
)
TYPES: dict[str, str] = {
    "JournalArticle": "article-journal",
    "Review": "article-journal",
    "Conference": "paper-conference",
    "Book": "book",
    "BookSection": "chapter",
    "Dataset": "dataset",
}


def provider(net: Net, settings: ProviderSettings) -> Provider:
    """Semantic Scholar as a Provider; without a key it cannot be asked anything."""
    key = settings.key(NAME)
    if key is None:
        return Provider(NAME, coverage=COVERAGE)

    def lookup(wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        return joined_answers(look_up_batch(batch) for batch in batches(wanted, BATCH))

    def look_up_batch(batch: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        body = json.dumps({"ids": [paper_id(one) for one in batch]})
        request = request_for(key, "/paper/batch", {"fields": FIELDS}, kind="batch", body=body)
        return ask(net, request, partial(answers_from_batch, wanted=batch))

    def search(reference: Reference) -> Answer:
        words = search_words(reference)
        parameters = {"query": words.title or words.bibliographic, "fields": FIELDS}
        return ask(net, request_for(key, "/paper/search/match", parameters, kind="search"), answer_from_match)

    def links(one: Identifier, question: Any) -> Answer:
        name = "citations" if question == "citing" else "references"
        path = f"/paper/{quote(paper_id(one), safe=':/')}/{name}"

        def page_request(place: int) -> Request:
            parameters = {"fields": LINK_FIELDS, "limit": str(PAGE), "offset": str(place * PAGE)}
            return request_for(key, path, parameters, kind=question)

        return walked(net, page_request, partial(answer_from_links, about=one, question=question), MOST_PAGES)

    return Provider(
        NAME,
        SCHEMES,
        lookup,
        search=search,
        references=lambda one: links(one, "references"),
        citing=lambda one: links(one, "citing"),
        batch_size=BATCH,
        coverage=COVERAGE,
    )


def request_for(key: str, path: str, parameters: Mapping[str, str], *, kind: Any, body: str | None = None) -> Request:
    """A request with the person's key."""
    return Request(
        NAME,
        BASE_URL,
        path,
        tuple(parameters.items()),
        kind=kind,
        limit=LIMIT,
        body=body,
        headers=(("content-type", "application/json"),) if body else (),
        private_headers=(("x-api-key", key),),
    )


def paper_id(one: Identifier) -> str:
    """`DOI:10.…`, `ARXIV:…` and so on."""
    value = one.value.removeprefix("PMC") if one.scheme == "pmcid" else one.value
    return PREFIXES[one.scheme] + value


def answers_from_batch(response: Response, receipt: Receipt, wanted: Sequence[Identifier]) -> dict[Identifier, Answer]:
    """The papers in the order asked for; null in the place of an unknown one."""
    papers = _body(response)
    if not isinstance(papers, list) or len(papers) != len(wanted):
        raise BadAnswer(NAME, "sent another number of papers than asked for", url=response.url)
    found = [record_from_json(paper, receipt) for paper in papers]
    return {
        one: answer_from_records(receipt, "lookup", (record,) if record else (), one)
        for one, record in zip(wanted, found, strict=True)
    }


def answer_from_match(response: Response, receipt: Receipt) -> Answer:
    """The best title match; 404 means that no title is near."""
    if response.status == 404:
        return no_such_work(receipt, "search")
    return answer_from_records(receipt, "search", records_from_json(response, receipt))


def records_from_json(response: Response, receipt: Receipt) -> tuple[Record, ...]:
    """The papers of any reply: one, a list, or `data`, also inside links. Raises BadAnswer."""
    body = _body(response)
    if number(at(body, "total")) == 0:
        return ()
    papers = at(body, "data") if isinstance(body, Mapping) and "data" in body else body
    if not isinstance(papers, list | Mapping):
        raise BadAnswer(NAME, "sent no papers", url=response.url)
    entries = [at(one, "citingPaper") or at(one, "citedPaper") or one for one in mappings(papers)]
    return records_from_entries(NAME, response, entries, lambda entry: record_from_json(entry, receipt))


def answer_from_links(response: Response, receipt: Receipt, about: Identifier, question: Any) -> Answer:
    """One page of references or citing papers; entries that it could not match have no id and no Citation."""
    if response.status == 404:
        return no_such_work(receipt, question, about)
    body = _body(response)
    if not isinstance(body, Mapping) or "data" not in body:
        raise BadAnswer(NAME, "sent no links", url=response.url)
    is_withheld = body["data"] is None  # by the publisher
    records = () if is_withheld else records_from_json(response, receipt)
    others = [record.description.identifiers[0] for record in records if record.description.identifiers]
    citations = [
        Citation(citing=other, cited=about, said_by=NAME)
        if question == "citing"
        else Citation(citing=about, cited=other, said_by=NAME)
        for other in others
    ]
    is_complete = number(body.get("next")) is None and not is_withheld
    return answer_from_citations(receipt, question, about, citations, records=records, is_complete=is_complete)


def _body(response: Response) -> Any:
    if response.status >= 400:
        raise bad_question(NAME, response)
    body = json_from_response(NAME, response)
    if isinstance(body, Mapping) and (text(body.get("error")) or (text(body.get("message")) and "paperId" not in body)):
        raise BadAnswer(NAME, f'called the question wrong ("{text(body.get("error")) or text(body.get("message"))}")')
    return body


def record_from_json(paper: Any, receipt: Receipt) -> Record | None:
    """One paper; None for null and for objects without title and id."""
    if not isinstance(paper, Mapping):
        return None
    description = description_from_json(paper)
    if description.title is None and text(paper.get("paperId")) is None:
        return None
    pdf = text(at(paper, "openAccessPdf", "url"))
    return record_of(
        receipt,
        text(paper.get("paperId")) or description.title or "",
        description,
        relations=_relations(paper),
        cited_by_count=number(paper.get("citationCount")),
        is_partial="journal" not in paper,
        open_access_url=pdf,
    )


def description_from_json(paper: Mapping[str, Any]) -> Description:
    """Semantic Scholar's fields as a Description; authors come as one string each, often with initials only."""
    kinds = [TYPES.get(text(kind) or "") for kind in items(paper.get("publicationTypes"))]
    is_preprint = text(at(paper, "journal", "name")) in {"ArXiv", "bioRxiv", "medRxiv"}
    venue = (
        title(at(paper, "publicationVenue", "name")) or title(paper.get("venue")) or title(at(paper, "journal", "name"))
    )
    return Description(
        type="article" if is_preprint else next((kind for kind in kinds if kind), None),
        identifiers=_identifiers(paper),
        authors=persons_from_names(author.get("name") for author in mappings(paper.get("authors"))),
        title=title(paper.get("title")),
        container_title=venue,
        issued=_issued(paper),
        volume=plain(at(paper, "journal", "volume")),
        **page_fields(at(paper, "journal", "pages")),
        abstract=abstract(paper.get("abstract")),
    )


def _identifiers(paper: Mapping[str, Any]) -> tuple[Identifier, ...]:
    ids = paper.get("externalIds")
    pmid, pmcid = text(at(ids, "PubMed")), text(at(ids, "PubMedCentral"))
    is_preprint = at(ids, "DOI") is None or "arxiv" in (text(at(ids, "DOI")) or "").lower()
    return identifiers(
        *doi_or_arxiv(at(ids, "DOI")),
        identifier("s2", paper.get("paperId")),
        identifier("pmid", f"pmid:{pmid}") if pmid else None,
        identifier("pmcid", f"PMC{pmcid.removeprefix('PMC')}") if pmcid else None,
        identifier("arxiv", at(ids, "ArXiv")) if is_preprint else None,
        identifier("acl", at(ids, "ACL")),
        identifier("dblp", at(ids, "DBLP")),
    )


def _relations(paper: Mapping[str, Any]) -> tuple[Relation, ...]:
    """Preprint and article are merged: beside a journal's DOI the arXiv id is that of the preprint."""
    doi, arxiv = text(at(paper, "externalIds", "DOI")), identifier("arxiv", at(paper, "externalIds", "ArXiv"))
    is_article = doi is not None and "arxiv" not in doi.lower()
    return (Relation(kind="has-preprint", target=arxiv),) if arxiv and is_article else ()


def _issued(paper: Mapping[str, Any]) -> DateRange | None:
    day, year = date_range(paper.get("publicationDate")), date_of_year(paper.get("year"))
    return day if day and (year is None or day.year == year.year) else year
