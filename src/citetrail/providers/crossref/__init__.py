"""Crossref: the registration agency of most journal DOIs. https://api.crossref.org

Questions: lookup (up to 50 DOIs at once), search (never a miss: `score` only ranks), references, notices (with
Retraction Watch). Facts and limits: docs/providers.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from citetrail.errors import BadAnswer
from citetrail.model import Answer, Citation, Coverage, Identifier, Provider, Record, Reference
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
)
from citetrail.providers.crossref.reading import NAME, record_from_json
from citetrail.providers.parts import at, mappings
from citetrail.providers.questions import MENTION_CANDIDATES, MentionWords, mention_words, search_words
from citetrail.providers.settings import Facts, ProviderSettings

BASE_URL = "https://api.crossref.org"
POLITE = Limit(rate_per_second=8, in_flight=3, list_rate_per_second=3)
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
        found = looked_up(net, request("/works", parameters=parameters, kind="batch"), records_from_list, together)
        return found | {one: look_up_one(one) for one in batch if not can_be_filtered(one)}

    def look_up_one(one: Identifier) -> Answer:
        return answered(net, request(work_path(one)), answer_from_work, one)

    def search(reference: Reference) -> Answer:
        return searched(
            net, request("/works", parameters=search_parameters(reference), kind="search"), records_from_list
        )

    def references(one: Identifier) -> Answer:
        return answered(net, request(work_path(one)), answer_from_references, one)

    return Provider(NAME, ("doi",), lookup, search=search, references=references, batch_size=BATCH, coverage=COVERAGE)


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
    """Fielded where title or authors were read, else the citation's own words; for prose also by time."""
    if reference.kind == "mention":
        return mention_parameters(mention_words(reference))
    words = search_words(reference)
    parameters = {"query.bibliographic": words.bibliographic, "rows": str(CANDIDATES)}
    if words.authors:
        parameters["query.author"] = words.authors
    return parameters


def mention_parameters(said: MentionWords) -> dict[str, str]:
    """The words of a passage, the people it names, and the time it may be of."""
    filters = {"from-pub-date": said.first, "until-pub-date": said.last}
    parameters = {
        "query.bibliographic": " ".join((*said.words, said.journal or "")).strip(),
        "query.author": " ".join(said.families),
        "filter": ",".join(f"{name}:{day}" for name, day in filters.items() if day),
        "rows": str(MENTION_CANDIDATES),
    }
    return {name: value for name, value in parameters.items() if value}


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
