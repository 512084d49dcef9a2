"""bioRxiv and medRxiv: preprints of biology and medicine, their versions, and where they were published.

https://api.biorxiv.org. Question: lookup, one DOI at a time; DOIs of others are known not to be there.
Facts and limits: docs/providers.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from citetrail.errors import BadAnswer
from citetrail.model import Answer, Coverage, Description, Identifier, Notice, Provider, Record, Relation, absent
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
    abstract,
    at,
    date_range,
    identifier,
    identifiers,
    mappings,
    persons_from_names,
    plain,
    text,
    title,
)
from citetrail.providers.settings import Facts, ProviderSettings

NAME = "biorxiv"
BASE_URL = "https://api.biorxiv.org"
LIMIT = Limit(rate_per_second=2, in_flight=1)
COVERAGE = Coverage(types=frozenset({"article"}), first_year=2013, grace_days=7, fields=frozenset({"biomedicine"}))
FACTS = Facts(
    title="bioRxiv and medRxiv",
    home="https://api.biorxiv.org",
    key="none",
    licence="facts",
    notices="withdrawals",
    trust="the server's own; tells where a preprint was published",
)
PREFIXES = ("10.1101/", "10.64898/")
SERVERS = ("biorxiv", "medrxiv")
VERSION = re.compile(r"v\d{1,2}$")


def provider(net: Net, _settings: ProviderSettings) -> Provider:
    """bioRxiv and medRxiv as a Provider."""

    def lookup(wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        return {one: look_up_one(one) for one in dict.fromkeys(wanted)}

    def look_up_one(one: Identifier) -> Answer:
        if not one.value.startswith(PREFIXES):
            return absent(NAME, "lookup", one)  # known without asking: it holds only its own DOIs
        for server in SERVERS:
            answer = answered(net, request_for(server, one), answer_from_details, one)
            if answer.outcome == "found":
                break
        return answer

    return Provider(NAME, schemes=("doi",), lookup=lookup, coverage=COVERAGE)


def request_for(server: str, one: Identifier) -> Request:
    """A request for all versions of one preprint; `v2` behind the DOI is no part of it."""
    return Request(NAME, BASE_URL, f"/details/{server}/{quote(VERSION.sub('', one.value), safe='/')}", limit=LIMIT)


def answer_from_details(response: Response, receipt: Receipt, about: Identifier) -> Answer:
    """The latest version, or an honest no."""
    if response.status in {404, 410}:
        return no_such_work(receipt, "lookup", about)
    return answer_from_records(receipt, "lookup", records_from_details(response, receipt)[-1:], about)


def records_from_details(response: Response, receipt: Receipt) -> tuple[Record, ...]:
    """One Record per version, in their order; none for `no posts found`. Raises BadAnswer."""
    if response.status >= 400:
        raise bad_question(NAME, response)
    body = json_from_response(NAME, response)
    said = (text(at(body, "messages", 0, "status")) or "").lower()
    collection = at(body, "collection")
    if "no posts found" in said:
        return ()
    if said != "ok" or not isinstance(collection, list):
        raise BadAnswer(NAME, f'called the question wrong ("{said}")', url=response.url)
    found = (record_from_json(one, receipt) for one in mappings(collection))
    return tuple(record for record in found if record)


def record_from_json(one: Mapping[str, Any], receipt: Receipt) -> Record | None:
    """One version of a preprint; None without DOI."""
    doi = identifier("doi", one.get("doi"))
    if doi is None:
        return None
    server, date = plain(one.get("server")), date_range(one.get("date"))
    description = Description(
        type="article",
        genre="preprint",
        identifiers=identifiers(doi),
        authors=persons_from_names((text(one.get("authors")) or "").split("; ")),
        title=title(one.get("title")),
        container_title=server,
        issued=date,
        version=text(one.get("version")),
        publisher="Cold Spring Harbor Laboratory",
        abstract=abstract(one.get("abstract")),
        keywords=tuple(word for word in (plain(one.get("category")),) if word),
        url=f"https://doi.org/{doi.value}",
    )
    published = identifier("doi", one.get("published"))
    is_withdrawn = (text(one.get("type")) or "").lower() == "withdrawn"
    notice = Notice(
        kind="withdrawal", asserted_by="publisher", provider=NAME, date=date.start if date else None, label="withdrawn"
    )
    return record_of(
        receipt,
        f"{doi.value}v{text(one.get('version')) or 1}",
        description,
        notices=(notice,) if is_withdrawn else (),
        relations=(Relation(kind="preprint-of", target=published),) if published else (),
    )
