"""NASA ADS: astronomy and physics with references and citing papers. https://api.adsabs.harvard.edu/v1

Questions: lookup (up to 40 ids in one query), search, references, citing. Asked only with the person's own token.
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
    keyword_tuple,
    mappings,
    number,
    page_fields,
    persons_from_names,
    plain,
    text,
    title,
)
from citetrail.providers.questions import search_words, title_words
from citetrail.providers.settings import Facts, ProviderSettings

NAME = "ads"
BASE_URL = "https://api.adsabs.harvard.edu/v1"
LIMIT = Limit(rate_per_second=2, in_flight=2)
BATCH = 40
CANDIDATES = 5
PAGE = 500
MOST_PAGES = 4
SCHEMES: tuple[Scheme, ...] = ("bibcode", "doi", "arxiv")
TERMS: dict[str, str] = {"bibcode": 'bibcode:"{}"', "doi": 'doi:"{}"', "arxiv": 'arxiv:"{}"'}
FIELDS = (
    "bibcode,title,author,year,pubdate,pub,bibstem,volume,issue,page,page_range,eid,doi,identifier,abstract,doctype,"
    "citation_count,keyword,property,issn,isbn"
)
COVERAGE = Coverage(first_year=1950, fields=frozenset({"astronomy", "physics"}))
FACTS = Facts(
    title="NASA ADS",
    home="https://ui.adsabs.harvard.edu/help/api/",
    key="needed, a token from ui.adsabs.harvard.edu",
    licence="its own terms",
    notices="a retracted flag",
    trust="curated; links among papers it holds",
)
TYPES: dict[str, str] = {
    "article": "article-journal",
    "eprint": "article",
    "inproceedings": "paper-conference",
    "abstract": "paper-conference",
    "proceedings": "book",
    "book": "book",
    "inbook": "chapter",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "techreport": "report",
    "software": "software",
    "dataset": "dataset",
    "erratum": "article-journal",
}


def provider(net: Net, settings: ProviderSettings) -> Provider:
    """NASA ADS as a Provider; without a token it cannot be asked anything."""
    token = settings.key(NAME)
    if token is None:
        return Provider(NAME, coverage=COVERAGE)

    def lookup(wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        return joined_answers(look_up_batch(batch) for batch in batches(wanted, BATCH))

    def look_up_batch(batch: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        request = request_for(token, query_for(batch), rows=len(batch) * 2, start=0, kind="batch")
        return looked_up(net, request, records_from_list, batch)

    def search(reference: Reference) -> Answer:
        request = request_for(token, search_query(reference), rows=CANDIDATES, start=0, kind="search")
        return searched(net, request, records_from_list)

    def links(one: Identifier, question: Any) -> Answer:
        found = look_up_batch([one])[one]
        if found.outcome == "absent":
            return found.model_copy(update={"question": question})
        name = "citations" if question == "citing" else "references"
        query = f'{name}(bibcode:"{found.records[0].record_id}")'

        def page_request(place: int) -> Request:
            return request_for(token, query, rows=PAGE, start=place * PAGE, kind=question)

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


def request_for(token: str, query: str, *, rows: int, start: int, kind: Any) -> Request:
    """A search with the person's token."""
    parameters = {"q": query, "fl": FIELDS, "rows": str(rows), "start": str(start)}
    return Request(
        NAME,
        BASE_URL,
        "/search/query",
        tuple(parameters.items()),
        kind=kind,
        limit=LIMIT,
        private_headers=(("authorization", f"Bearer {token}"),),
    )


def query_for(wanted: Sequence[Identifier]) -> str:
    """A query that finds exactly these identifiers."""
    return " OR ".join(TERMS[one.scheme].format(one.value.replace('"', "")) for one in wanted)


def search_query(reference: Reference) -> str:
    """Title words, first author and years where read; else the citation's words."""
    words = title_words(reference)
    if not words:
        return search_words(reference).bibliographic.replace('"', " ").replace(":", " ")
    query = f"title:({words})"
    author = next(iter(reference.description.authors), None)
    query += f' author:"{author.full_family}"' if author and not author.is_group else ""
    year = reference.description.year
    return f"{query} year:{year - 1}-{year + 1}" if year else query


def records_from_list(response: Response, receipt: Receipt) -> tuple[Record, ...]:
    """The papers of a search, in its order. Raises BadAnswer."""
    if response.status >= 400:
        raise bad_question(NAME, response)
    papers = at(json_from_response(NAME, response), "response", "docs")
    if not isinstance(papers, list):
        raise BadAnswer(NAME, "sent no papers", url=response.url)
    return records_from_entries(NAME, response, mappings(papers), lambda paper: record_from_json(paper, receipt))


def answer_from_links(response: Response, receipt: Receipt, about: Identifier, question: Any) -> Answer:
    """One page of references or citing papers; complete when all are read."""
    records = records_from_list(response, receipt)
    others = [record.description.identifiers[0] for record in records if record.description.identifiers]
    citations = [
        Citation(citing=other, cited=about, said_by=NAME)
        if question == "citing"
        else Citation(citing=about, cited=other, said_by=NAME)
        for other in others
    ]
    answered = at(json_from_response(NAME, response), "response")
    read = (number(at(answered, "start")) or 0) + len(items(at(answered, "docs")))
    is_complete = read >= (number(at(answered, "numFound")) or 0) or not records
    return answer_from_citations(receipt, question, about, citations, records=records, is_complete=is_complete)


def record_from_json(paper: Mapping[str, Any], receipt: Receipt) -> Record | None:
    """One paper; None without bibcode."""
    bibcode = identifier("bibcode", paper.get("bibcode"))
    if bibcode is None:
        return None
    kind = text(paper.get("doctype")) or ""
    return record_of(
        receipt,
        bibcode.value,
        description_from_json(paper, bibcode),
        notices=_notices(paper),
        relations=_relations(paper),
        cited_by_count=number(paper.get("citation_count")),
        is_notice=kind == "erratum",
    )


def description_from_json(paper: Mapping[str, Any], bibcode: Identifier) -> Description:
    """ADS's fields as a Description; months and days written `00` are unknown."""
    kind = TYPES.get(text(paper.get("doctype")) or "")
    return Description(
        type=kind,
        genre="preprint" if kind == "article" else None,
        identifiers=identifiers(
            *doi_or_arxiv(at(paper, "doi", 0)),
            bibcode,
            _arxiv(paper) if kind == "article" else None,
            *(identifier("issn", value) for value in items(paper.get("issn"))),
            *(identifier("isbn", value) for value in items(paper.get("isbn"))),
        ),
        authors=persons_from_names(items(paper.get("author"))),
        title=title(paper.get("title")),
        container_title=title(paper.get("pub")),
        container_title_short=plain(paper.get("bibstem")),
        issued=date_range((text(paper.get("pubdate")) or "").replace("-00", "")) or date_of_year(paper.get("year")),
        volume=plain(paper.get("volume")),
        issue=plain(paper.get("issue")),
        **page_fields(text(paper.get("page_range")) or text(paper.get("page"))),
        article_number=plain(paper.get("eid")),
        abstract=abstract(paper.get("abstract")),
        keywords=keyword_tuple(items(paper.get("keyword"))),
    )


def _arxiv(paper: Mapping[str, Any]) -> Identifier | None:
    names = (text(value) or "" for value in items(paper.get("identifier")))
    return next(
        (found for name in names if name.lower().startswith("arxiv:") and (found := identifier("arxiv", name))), None
    )


def _relations(paper: Mapping[str, Any]) -> tuple[Relation, ...]:
    arxiv = _arxiv(paper) if text(paper.get("doctype")) != "eprint" else None
    return (Relation(kind="has-preprint", target=arxiv),) if arxiv else ()


def _notices(paper: Mapping[str, Any]) -> tuple[Notice, ...]:
    if "RETRACTED" not in {text(word) for word in items(paper.get("property"))}:
        return ()
    return (Notice(kind="retraction", asserted_by="ads", provider=NAME, label="RETRACTED"),)
