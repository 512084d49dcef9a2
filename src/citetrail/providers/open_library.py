"""Open Library: books by ISBN and by title. https://openlibrary.org

Questions: lookup (up to 50 ISBNs at once), search. Facts and limits: docs/providers.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from citetrail.errors import BadAnswer
from citetrail.model import (
    Answer,
    Coverage,
    DateRange,
    Description,
    Identifier,
    Provider,
    Record,
    Reference,
    fold_words,
)
from citetrail.net import Limit, Net, Request, Response
from citetrail.providers.asking import (
    Receipt,
    answer_from_records,
    ask,
    bad_question,
    batches,
    joined_answers,
    json_from_response,
    record_of,
    records_from_entries,
    searched,
)
from citetrail.providers.parts import (
    at,
    date_of_year,
    date_range,
    identifier,
    identifiers,
    items,
    joined_title,
    mappings,
    number,
    persons_from_names,
    plain,
    text,
)
from citetrail.providers.questions import search_words, title_words
from citetrail.providers.settings import Facts, ProviderSettings

NAME = "open-library"
BASE_URL = "https://openlibrary.org"
NAMED = Limit(rate_per_second=3, in_flight=1)
ANONYMOUS = Limit(rate_per_second=1, in_flight=1)
BATCH = 50
CANDIDATES = 5
COVERAGE = Coverage(types=frozenset({"book"}))
FACTS = Facts(
    title="Open Library",
    home="https://openlibrary.org/developers/api",
    key="none; an e-mail address in the user agent allows more",
    licence="open data",
    notices="none",
    trust="by volunteers: editions vary, some ISBNs are wrong",
)
FIELDS = "key,title,subtitle,author_name,first_publish_year,isbn,publisher"
YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")


def provider(net: Net, settings: ProviderSettings) -> Provider:
    """Open Library as a Provider."""
    limit = NAMED if settings.email else ANONYMOUS

    def lookup(wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        return joined_answers(look_up_batch(batch) for batch in batches(wanted, BATCH))

    def look_up_batch(batch: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        keys = ",".join(f"ISBN:{one.value}" for one in batch)
        parameters = {"bibkeys": keys, "format": "json", "jscmd": "data"}
        return ask(
            net,
            request_for("/api/books", parameters, kind="batch", limit=limit),
            lambda response, receipt: answers_from_books(response, receipt, batch),
        )

    def search(reference: Reference) -> Answer:
        return searched(
            net,
            request_for("/search.json", search_parameters(reference), kind="search", limit=limit),
            records_from_search,
        )

    return Provider(NAME, schemes=("isbn",), lookup=lookup, search=search, batch_size=BATCH, coverage=COVERAGE)


def request_for(path: str, parameters: Mapping[str, str], *, kind: Any, limit: Limit) -> Request:
    """A request; an e-mail address in the user agent allows three a second instead of one."""
    return Request(NAME, BASE_URL, path, tuple(parameters.items()), kind=kind, limit=limit)


def search_parameters(reference: Reference) -> dict[str, str]:
    """Title and first author where read; else the citation's words."""
    parameters = {"limit": str(CANDIDATES), "fields": FIELDS}
    words = title_words(reference)
    if not words:
        return {"q": fold_words(search_words(reference).bibliographic)} | parameters
    author = next(iter(reference.description.authors), None)
    return {"title": words} | ({"author": author.full_family} if author else {}) | parameters


def answers_from_books(response: Response, receipt: Receipt, wanted: Sequence[Identifier]) -> dict[Identifier, Answer]:
    """Each book under the key it was asked by; misses are left out of the reply. Raises BadAnswer."""
    books = _object(response)
    answers = {}
    for one in wanted:
        record = record_from_book(books.get(f"ISBN:{one.value}"), receipt, one)
        answers[one] = answer_from_records(receipt, "lookup", (record,) if record else (), one)
    return answers


def records_from_search(response: Response, receipt: Receipt) -> tuple[Record, ...]:
    """The works of a search, in its order. Raises BadAnswer."""
    documents = _object(response).get("docs")
    if not isinstance(documents, list):
        raise BadAnswer(NAME, "sent no documents", url=response.url)
    return records_from_entries(NAME, response, mappings(documents), lambda one: record_from_document(one, receipt))


def _object(response: Response) -> Mapping[str, Any]:
    if response.status >= 400:
        raise bad_question(NAME, response)
    body = json_from_response(NAME, response)
    if not isinstance(body, Mapping):
        raise BadAnswer(NAME, "sent no object", url=response.url)
    return body


def record_from_book(book: Any, receipt: Receipt, isbn: Identifier) -> Record | None:
    """An edition; None for nothing and for one without a title."""
    if not isinstance(book, Mapping):
        return None
    others = [*items(at(book, "identifiers", "isbn_13")), *items(at(book, "identifiers", "isbn_10"))]
    description = Description(
        type="book",
        identifiers=identifiers(isbn, *(identifier("isbn", value) for value in others)),
        authors=persons_from_names(author.get("name") for author in mappings(book.get("authors"))),
        title=joined_title(book.get("title"), book.get("subtitle")),
        issued=date_in_words(book.get("publish_date")),
        publisher=plain(at(book, "publishers", 0, "name")),
        publisher_place=plain(at(book, "publish_places", 0, "name")),
        number_of_pages=text(book.get("number_of_pages")),
        url=text(book.get("url")),
    )
    return record_of(receipt, text(book.get("key")) or isbn.value, description) if description.title else None


def record_from_document(document: Mapping[str, Any], receipt: Receipt) -> Record | None:
    """A work of the search; its year is that of the first edition, its ISBNs are of all editions."""
    description = Description(
        type="book",
        identifiers=identifiers(*(identifier("isbn", value) for value in items(document.get("isbn")))),
        authors=persons_from_names(items(document.get("author_name"))),
        title=joined_title(document.get("title"), document.get("subtitle")),
        original_date=date_of_year(document.get("first_publish_year")),
        issued=date_of_year(document.get("first_publish_year")),
        publisher=plain(document.get("publisher")) if number(len(items(document.get("publisher")))) == 1 else None,
    )
    if description.title is None:
        return None
    return record_of(receipt, text(document.get("key")) or description.title, description, is_partial=True)


def date_in_words(value: Any) -> DateRange | None:
    """`2010`, `May 1, 2010`, `c1999.` as a date; free text gives its only year."""
    exact = date_range(value)
    if exact:
        return exact
    years = YEAR.findall(text(value) or "")
    return date_of_year(years[0]) if len(set(years)) == 1 else None
