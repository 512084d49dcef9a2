"""Google Books: books by ISBN and by title. https://www.googleapis.com/books/v1

Questions: lookup (one ISBN at a time), search. Asked only with the person's own key: the shared quota is always used
up. Facts and limits: docs/providers.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from citetrail.errors import BadAnswer
from citetrail.model import Answer, Coverage, Description, Identifier, Provider, Record, Reference
from citetrail.net import Limit, Net, Request, Response
from citetrail.providers.asking import (
    Receipt,
    bad_question,
    joined_answers,
    json_from_response,
    looked_up,
    record_of,
    records_from_entries,
    searched,
)
from citetrail.providers.parts import (
    abstract,
    at,
    date_range,
    identifier,
    identifiers,
    items,
    joined_title,
    keyword_tuple,
    mappings,
    number,
    persons_from_names,
    plain,
    text,
)
from citetrail.providers.questions import search_words, title_words
from citetrail.providers.settings import Facts, ProviderSettings

NAME = "google-books"
BASE_URL = "https://www.googleapis.com/books/v1"
LIMIT = Limit(rate_per_second=1, in_flight=1)
CANDIDATES = 5
COVERAGE = Coverage(types=frozenset({"book"}))
FACTS = Facts(
    title="Google Books",
    home="https://developers.google.com/books",
    key="needed, from the Google Cloud console",
    licence="Google's terms",
    notices="none",
    trust="scanned and supplied by publishers: dates often of reprints",
)


def provider(net: Net, settings: ProviderSettings) -> Provider:
    """Google Books as a Provider; without a key it cannot be asked anything."""
    key = settings.key(NAME)
    if key is None:
        return Provider(NAME, coverage=COVERAGE)

    def lookup(wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        return joined_answers(look_up_one(one) for one in dict.fromkeys(wanted))

    def look_up_one(one: Identifier) -> Mapping[Identifier, Answer]:
        return looked_up(net, request_for(key, f"isbn:{one.value}", kind="record"), records_from_list, [one])

    def search(reference: Reference) -> Answer:
        return searched(net, request_for(key, search_query(reference), kind="search"), records_from_list)

    return Provider(NAME, schemes=("isbn",), lookup=lookup, search=search, coverage=COVERAGE)


def request_for(key: str, query: str, *, kind: Any) -> Request:
    """A request with the person's key."""
    parameters = (("q", query), ("maxResults", str(CANDIDATES)))
    return Request(NAME, BASE_URL, "/volumes", parameters, kind=kind, limit=LIMIT, private_parameters=(("key", key),))


def search_query(reference: Reference) -> str:
    """Title and first author where read; else the citation's words."""
    words = title_words(reference)
    if not words:
        return search_words(reference).bibliographic
    author = next(iter(reference.description.authors), None)
    return f'intitle:"{words}"' + (f' inauthor:"{author.full_family}"' if author else "")


def records_from_list(response: Response, receipt: Receipt) -> tuple[Record, ...]:
    """The volumes of a reply; no `items` means none. Raises BadAnswer."""
    if response.status >= 400:
        raise bad_question(NAME, response)
    body = json_from_response(NAME, response)
    if text(at(body, "kind")) != "books#volumes":
        raise BadAnswer(NAME, "sent something that is no list of volumes", url=response.url)
    return records_from_entries(
        NAME, response, mappings(at(body, "items")), lambda volume: record_from_json(volume, receipt)
    )


def record_from_json(volume: Mapping[str, Any], receipt: Receipt) -> Record | None:
    """One volume; None without a title."""
    about = volume.get("volumeInfo")
    isbns = [one.get("identifier") for one in mappings(at(about, "industryIdentifiers"))]
    description = Description(
        type="book" if text(at(about, "printType")) in {None, "BOOK"} else "article-magazine",
        identifiers=identifiers(*(identifier("isbn", value) for value in isbns)),
        authors=persons_from_names(items(at(about, "authors"))),
        title=joined_title(at(about, "title"), at(about, "subtitle")),
        issued=date_range(at(about, "publishedDate")),
        publisher=plain(at(about, "publisher")),
        number_of_pages=text(number(at(about, "pageCount")) or None),
        language=text(at(about, "language")),
        abstract=abstract(at(about, "description")),
        keywords=keyword_tuple(items(at(about, "categories"))),
        url=text(at(about, "canonicalVolumeLink")),
    )
    return record_of(receipt, text(volume.get("id")) or "", description) if description.title else None
