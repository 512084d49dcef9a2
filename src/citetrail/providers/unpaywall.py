"""Unpaywall: where a free copy of an article stands. https://api.unpaywall.org/v2

Question: lookup, one DOI at a time. Asked only with the person's real e-mail address.
Facts and limits: docs/providers.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from citetrail.errors import BadAnswer, Refused
from citetrail.model import Answer, Coverage, Description, Identifier, Person, Provider, Record
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
    at,
    date_of_year,
    date_range,
    doi_or_arxiv,
    identifier,
    identifiers,
    mappings,
    person,
    persons_from_names,
    plain,
    text,
    title,
)
from citetrail.providers.settings import Facts, ProviderSettings

NAME = "unpaywall"
BASE_URL = "https://api.unpaywall.org/v2"
LIMIT = Limit(rate_per_second=5, in_flight=2)
COVERAGE = Coverage(
    types=frozenset({"article-journal", "paper-conference", "chapter", "book", "article"}), first_year=1900
)
FACTS = Facts(
    title="Unpaywall",
    home="https://unpaywall.org/products/api",
    key="none; a real e-mail address is needed",
    licence="CC0",
    notices="none",
    trust="good for where a free copy stands",
)
TYPES: dict[str, str] = {
    "journal-article": "article-journal",
    "proceedings-article": "paper-conference",
    "book-chapter": "chapter",
    "book": "book",
    "monograph": "book",
    "posted-content": "article",
    "report": "report",
    "dissertation": "thesis",
    "dataset": "dataset",
}


def provider(net: Net, settings: ProviderSettings) -> Provider:
    """Unpaywall as a Provider; without an e-mail address it cannot be asked anything."""
    email = settings.email
    if email is None:
        return Provider(NAME, coverage=COVERAGE)

    def lookup(wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        return {one: look_up_one(one) for one in dict.fromkeys(wanted)}

    def look_up_one(one: Identifier) -> Answer:
        return answered(net, request_for(email, one), answer_from_response, one)

    return Provider(NAME, schemes=("doi",), lookup=lookup, coverage=COVERAGE)


def request_for(email: str, one: Identifier) -> Request:
    """A request for one DOI."""
    path = f"/{quote(one.value, safe='/')}"
    return Request(NAME, BASE_URL, path, limit=LIMIT, private_parameters=(("email", email),))


def answer_from_response(response: Response, receipt: Receipt, about: Identifier) -> Answer:
    """The reply for one DOI as an Answer. Raises Refused when the e-mail address is not accepted."""
    if response.status in {404, 410}:
        return no_such_work(receipt, "lookup", about)
    return answer_from_records(receipt, "lookup", records_from_json(response, receipt), about)


def records_from_json(response: Response, receipt: Receipt) -> tuple[Record, ...]:
    """The record of a DOI, or the records of a search. Raises BadAnswer or Refused."""
    if response.status == 422:
        raise Refused(NAME, "wants the e-mail address of a real person", url=response.url)
    if response.status >= 400:
        raise bad_question(NAME, response)
    body = json_from_response(NAME, response)
    results = at(body, "results")
    rows = [one.get("response") for one in mappings(results)] if isinstance(results, list) else [body]
    found = tuple(record for row in rows if (record := record_from_json(row, receipt)))
    if not found and not isinstance(results, list):
        raise BadAnswer(NAME, "sent something that is no article", url=response.url)
    return found


def record_from_json(row: Any, receipt: Receipt) -> Record | None:
    """One article; None for an object without DOI."""
    doi = identifier("doi", at(row, "doi"))
    if doi is None or not isinstance(row, Mapping):
        return None
    issns = (text(row.get("journal_issns")) or "").split(",")
    description = Description(
        type=TYPES.get(text(row.get("genre")) or ""),
        identifiers=identifiers(*doi_or_arxiv(doi.value), *(identifier("issn", issn) for issn in issns)),
        authors=_authors(row),
        title=title(row.get("title")),
        container_title=title(row.get("journal_name")),
        issued=date_range(row.get("published_date")) or date_of_year(row.get("year")),
        publisher=plain(row.get("publisher")),
    )
    best = row.get("best_oa_location")
    return record_of(
        receipt,
        doi.value,
        description,
        is_partial=True,
        open_access_url=text(at(best, "url_for_pdf")) or text(at(best, "url")),
        license_url=text(at(best, "license")),
    )


def _authors(row: Mapping[str, Any]) -> tuple[Person, ...]:
    """`z_authors` in both of its shapes: name parts, or `raw_author_name`."""
    people: list[Person] = []
    for author in mappings(row.get("z_authors")):
        named = person(author.get("family"), author.get("given"), None, author.get("ORCID"))
        people += [named] if named else persons_from_names([author.get("raw_author_name") or author.get("name")])
    return tuple(people)
