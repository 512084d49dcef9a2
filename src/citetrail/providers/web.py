"""The web page itself: what a page says about the work it shows, in its own metadata.

Question: lookup of an address. Only `citation_*` tags, JSON-LD and the like count; a page that says nothing of itself
beyond its title is described as a web page. A publisher's page leads on to the DOI it names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

from citetrail import documents
from citetrail.errors import BadAnswer, InputError
from citetrail.model import Answer, Coverage, Identifier, Provider, Record
from citetrail.net import Limit, Net, Request, Response
from citetrail.providers.asking import Receipt, answer_from_records, answered, no_such_work
from citetrail.providers.settings import Facts, ProviderSettings

NAME = "web"
LIMIT = Limit(rate_per_second=1, in_flight=2)
COVERAGE = Coverage(types=frozenset({"webpage", "post-weblog", "article-newspaper", "article-magazine"}))
FACTS = Facts(
    title="Web pages",
    home="https://developer.mozilla.org/docs/Web/HTTP",
    key="none",
    licence="as the page says",
    notices="none",
    trust="what a page says of itself",
)


class Page(NamedTuple):
    """A fetched page: its bytes and where it finally stood."""

    data: bytes
    address: str


def provider(net: Net, _settings: ProviderSettings) -> Provider:
    """The web as a Provider."""

    def lookup(wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        return {one: look_up_one(one) for one in dict.fromkeys(wanted)}

    def look_up_one(one: Identifier) -> Answer:
        return answered(net, page_request(one.value), answer_from_page, one)

    return Provider(NAME, schemes=("url",), lookup=lookup, coverage=COVERAGE)


def page_request(address: str) -> Request:
    """A request for one page, whatever it holds."""
    parts = urlsplit(address)
    base = urlunsplit((parts.scheme, parts.netloc, "", "", ""))
    rest = urlunsplit(("", "", parts.path, parts.query, ""))
    return Request(NAME, base, rest, kind="record", expects="anything", limit=LIMIT, lane=f"{NAME}:{parts.netloc}")


def fetch_page(net: Net, address: str) -> Page:
    """A page's bytes. Raises ProviderError if there is none, InputError if it is gone."""
    response = net.send(page_request(address))
    if response.status >= 400:
        raise InputError(f"the page answers with status {response.status}", file=address)
    return Page(response.body, response.url)


# Files of these come from hosts of their own but fall under the source's limit.
_HOSTS: dict[str, tuple[str, Limit]] = {
    "arxiv.org": ("arxiv", Limit(rate_per_second=1 / 3)),
    "europepmc.org": ("europe-pmc", Limit(rate_per_second=2, in_flight=2)),
}


def file_request(address: str) -> Request:
    """A request for a file, such as a PDF that a source named."""
    parts = urlsplit(address)
    if parts.hostname not in _HOSTS:
        return replace(page_request(address), headers=(("accept", "application/pdf, */*;q=0.5"),))
    name, limit = _HOSTS[parts.hostname]
    rest = urlunsplit(("", "", parts.path, parts.query, ""))
    return Request(name, f"{parts.scheme}://{parts.netloc}", rest, kind="record", expects="anything", limit=limit)


def fetch_file(net: Net, address: str) -> Page:
    """The bytes of a file. Raises ProviderError: BadAnswer if it is gone, too large or at no web address."""
    if urlsplit(address).scheme not in ("http", "https"):
        raise BadAnswer(NAME, "is no web address", url=address)
    response = net.send(file_request(address))
    if response.status >= 400:
        raise BadAnswer(NAME, f"answers with status {response.status}", url=response.url)
    return Page(response.body, response.url)


def answer_from_page(response: Response, receipt: Receipt, about: Identifier) -> Answer:
    """What the page says of itself as a Record; absent if the page is gone."""
    if response.status in (404, 410):
        return no_such_work(receipt, "lookup", about)
    if response.status >= 400:
        raise BadAnswer(NAME, f"the page answers with status {response.status}", url=response.url)
    return answer_from_records(receipt, "lookup", [record_from_page(response, receipt, about)], about)


def record_from_page(response: Response, receipt: Receipt, about: Identifier) -> Record:
    """The page's own description, with its address. Raises BadAnswer if it cannot be read."""
    try:
        document = documents.read(response.body, response.url)
    except InputError as error:
        raise BadAnswer(NAME, error.message, url=response.url) from error
    description = document.description
    others = tuple(one for one in description.identifiers if one != about)
    described = description.model_copy(
        update={
            "identifiers": (*others, about),
            "url": description.url or about.value,
            "type": description.type or "webpage",
        }
    )
    return Record(
        provider=NAME,
        record_id=about.value,
        retrieved_at=receipt.retrieved_at,
        description=described,
        request_key=receipt.request_key,
        is_stale=receipt.is_stale,
    )
