"""INSPIRE: high-energy physics with references and citing papers. https://inspirehep.net/api

Questions: lookup (up to 25 ids in one query), search, references, citing. No key; blocked calls count too.
Facts and limits: docs/providers.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from citetrail.errors import BadAnswer
from citetrail.model import (
    Answer,
    Citation,
    Coverage,
    Description,
    Identifier,
    Notice,
    Person,
    Provider,
    Record,
    Reference,
    Scheme,
    group,
)
from citetrail.net import Limit, Net, Request, Response
from citetrail.providers.asking import (
    Receipt,
    answer_from_citations,
    bad_question,
    batches,
    joined_answers,
    json_from_response,
    looked_up,
    record_of,
    records_from_entries,
    searched,
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
    joined_title,
    keyword_tuple,
    mappings,
    number,
    orcid_value,
    page_fields,
    page_span,
    persons_from_names,
    plain,
    text,
    title,
)
from citetrail.providers.questions import search_words, title_words
from citetrail.providers.settings import Facts, ProviderSettings

NAME = "inspire"
BASE_URL = "https://inspirehep.net/api"
LIMIT = Limit(rate_per_second=2, in_flight=2)
BATCH = 25
CANDIDATES = 5
PAGE = 250
MOST_PAGES = 8
SCHEMES: tuple[Scheme, ...] = ("inspire", "doi", "arxiv")
TERMS: dict[str, str] = {"inspire": "recid:{}", "doi": 'doi:"{}"', "arxiv": "arxiv:{}"}
FIELDS = (
    "control_number,titles,authors.full_name,authors.ids,collaborations,corporate_author,dois,arxiv_eprints,isbns,"
    "publication_info,imprints,document_type,abstracts,preprint_date,earliest_date,citation_count,keywords,thesis_info,"
    "number_of_pages,withdrawn"
)
COVERAGE = Coverage(first_year=1970, fields=frozenset({"physics"}))
FACTS = Facts(
    title="INSPIRE",
    home="https://github.com/inspirehep/rest-api-doc",
    key="none",
    licence="mostly CC0",
    notices="withdrawals",
    trust="curated by librarians",
)
TYPES: dict[str, str] = {
    "article": "article-journal",
    "conference paper": "paper-conference",
    "proceedings": "book",
    "book": "book",
    "book chapter": "chapter",
    "thesis": "thesis",
    "report": "report",
    "note": "report",
}


def provider(net: Net, _settings: ProviderSettings) -> Provider:
    """INSPIRE as a Provider."""

    def lookup(wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        return joined_answers(look_up_batch(batch) for batch in batches(wanted, BATCH))

    def look_up_batch(batch: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        request = request_for(query_for(batch), size=len(batch) * 2, page=1, kind="batch")
        return looked_up(net, request, records_from_list, batch)

    def search(reference: Reference) -> Answer:
        request = request_for(search_query(reference), size=CANDIDATES, page=1, kind="search")
        return searched(net, request, records_from_list)

    def links(one: Identifier, question: Any) -> Answer:
        found = look_up_batch([one])[one]
        if found.outcome == "absent":
            return found.model_copy(update={"question": question})
        query = ("refersto" if question == "citing" else "citedby") + f":recid:{found.records[0].record_id}"

        def page_request(place: int) -> Request:
            return request_for(query, size=PAGE, page=place + 1, kind=question)

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


def request_for(query: str, *, size: int, page: int, kind: Any) -> Request:
    """A search in the literature, newest first for lists of links."""
    parameters = {"q": query, "size": str(size), "page": str(page), "fields": FIELDS}
    if kind in {"citing", "references"}:
        parameters["sort"] = "mostrecent"
    return Request(NAME, BASE_URL, "/literature", tuple(parameters.items()), kind=kind, limit=LIMIT)


def query_for(wanted: Sequence[Identifier]) -> str:
    """A query that finds exactly these identifiers."""
    return " or ".join(TERMS[one.scheme].format(one.value.replace('"', "")) for one in wanted)


def search_query(reference: Reference) -> str:
    """Title words and first author where read; else the citation's words."""
    words = title_words(reference)
    if not words:
        return search_words(reference).bibliographic
    author = next(iter(reference.description.authors), None)
    return f"t {words}" + (f" and a {author.full_family}" if author and not author.is_group else "")


def records_from_list(response: Response, receipt: Receipt) -> tuple[Record, ...]:
    """The records of a list, or the one of a single reply. Raises BadAnswer."""
    if response.status in {404, 410}:
        return ()
    if response.status >= 400:
        raise bad_question(NAME, response)
    body = json_from_response(NAME, response)
    hits = at(body, "hits", "hits")
    if not isinstance(hits, list):
        if not isinstance(at(body, "metadata"), Mapping):
            raise BadAnswer(NAME, "sent no hits", url=response.url)
        hits = [body]
    return records_from_entries(NAME, response, mappings(hits), lambda hit: record_from_json(hit, receipt))


def answer_from_links(response: Response, receipt: Receipt, about: Identifier, question: Any) -> Answer:
    """One page of references or citing papers; complete when it is short."""
    records = records_from_list(response, receipt)
    others = [record.description.identifiers[0] for record in records if record.description.identifiers]
    citations = [
        Citation(citing=other, cited=about, said_by=NAME)
        if question == "citing"
        else Citation(citing=about, cited=other, said_by=NAME)
        for other in others
    ]
    is_complete = len(records) < PAGE
    return answer_from_citations(receipt, question, about, citations, records=records, is_complete=is_complete)


def record_from_json(hit: Mapping[str, Any], receipt: Receipt) -> Record | None:
    """One paper; None without number and title."""
    paper = hit.get("metadata")
    recid = text(at(paper, "control_number")) or text(hit.get("id"))
    if not isinstance(paper, Mapping) or recid is None:
        return None
    description = description_from_json(paper, recid)
    if description.title is None:
        return None
    return record_of(
        receipt,
        recid,
        description,
        notices=_notices(paper),
        cited_by_count=number(paper.get("citation_count")),
    )


def description_from_json(paper: Mapping[str, Any], recid: str) -> Description:
    """INSPIRE's fields as a Description; the first publication that is no erratum counts."""
    published = next(
        (one for one in mappings(paper.get("publication_info")) if text(one.get("material")) in {None, "publication"}),
        {},
    )
    kind = TYPES.get(text(at(paper, "document_type", 0)) or "")
    is_preprint = kind == "article-journal" and not text(published.get("journal_title"))
    return Description(
        type="article" if is_preprint else kind,
        genre="preprint" if is_preprint else None,
        identifiers=_identifiers(paper, recid),
        authors=_authors(paper),
        title=joined_title(at(paper, "titles", 0, "title"), at(paper, "titles", 0, "subtitle")),
        container_title=title(published.get("journal_title")),
        issued=date_of_year(published.get("year"))
        or date_range(at(paper, "imprints", 0, "date"))
        or date_range(paper.get("preprint_date"))
        or date_range(paper.get("earliest_date")),
        volume=plain(published.get("journal_volume")),
        issue=plain(published.get("journal_issue")),
        **page_fields(page_span(published.get("page_start"), published.get("page_end"))),
        article_number=plain(published.get("artid")) if not text(published.get("page_start")) else None,
        publisher=plain(at(paper, "imprints", 0, "publisher")),
        institution=plain(at(paper, "thesis_info", "institutions", 0, "name")),
        number_of_pages=text(paper.get("number_of_pages")),
        abstract=abstract(at(paper, "abstracts", 0, "value")),
        keywords=keyword_tuple(one.get("value") for one in mappings(paper.get("keywords"))),
    )


def _identifiers(paper: Mapping[str, Any], recid: str) -> tuple[Identifier, ...]:
    dois = [one for value in mappings(paper.get("dois")) for one in doi_or_arxiv(value.get("value"))]
    return identifiers(
        *dois,
        identifier("inspire", recid),
        identifier("arxiv", at(paper, "arxiv_eprints", 0, "value")),
        *(identifier("isbn", one.get("value")) for one in mappings(paper.get("isbns"))),
    )


def _authors(paper: Mapping[str, Any]) -> tuple[Person, ...]:
    people: list[Person] = []
    for author in mappings(paper.get("authors")):
        orcid = next((one.get("value") for one in mappings(author.get("ids")) if one.get("schema") == "ORCID"), None)
        for named in persons_from_names([author.get("full_name")]):
            found = orcid_value(orcid)
            people.append(named.model_copy(update={"orcid": found}) if found else named)
    groups = [plain(one.get("value")) for one in mappings(paper.get("collaborations"))]
    groups += [plain(one) for one in items(paper.get("corporate_author"))] if not people else []
    return (*people, *(group(name) for name in groups if name))


def _notices(paper: Mapping[str, Any]) -> tuple[Notice, ...]:
    if paper.get("withdrawn") is not True:
        return ()
    return (Notice(kind="withdrawal", asserted_by="inspire", provider=NAME, label="withdrawn"),)
