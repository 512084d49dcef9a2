"""Which pure reader takes which recorded exchange; shared by the contract tests."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from citetrail.model import Answer, Identifier, Record
from citetrail.net import Response, response_from_exchange
from citetrail.providers import (
    acl,
    ads,
    arxiv,
    biorxiv,
    crossref,
    datacite,
    dblp,
    doi_org,
    europe_pmc,
    inspire,
    openalex,
    opencitations,
    orcid,
    pmc_ids,
    pubmed,
    semantic_scholar,
    unpaywall,
)
from citetrail.providers.asking import Receipt

Reader = Callable[[Response, Receipt], "tuple[Record, ...] | Answer | dict[Identifier, Answer]"]
SOMEONE = Identifier(scheme="doi", value="10.5555/one")


class Parsed(Response):
    """A response whose body need not be parsed twice."""

    __slots__ = ("value",)

    def json(self) -> object:
        return self.value


def pmids_read(response: Response, receipt: Receipt) -> Answer:
    """A search for ids, as the outcome it leads to."""
    found = pubmed.pmids_from_search(response)
    return Answer(provider=receipt.provider, question="search", outcome="found" if found else "absent")


def reader_for(folder: str, url: str) -> Reader:
    """The reader that our own question of this kind would use."""
    after_works = url.partition("/works")[2]
    if folder == "crossref":
        is_single = after_works.startswith("/") and not after_works.endswith("/agency")
        return partial(crossref.answer_from_work, about=SOMEONE) if is_single else crossref.records_from_list
    if folder == "openalex":
        is_cites = "cites:" in url
        answer = partial(openalex.answer_from_citing_page, about=SOMEONE)
        return (
            answer
            if is_cites
            else partial(openalex.answer_from_work, about=SOMEONE)
            if after_works.startswith("/")
            else openalex.records_from_list
        )
    if folder == "datacite":
        return partial(datacite.answer_from_work, about=SOMEONE) if "/dois/" in url else datacite.records_from_list
    if folder == "doi_content_negotiation":
        wanted = Identifier(scheme="doi", value=url.rpartition("/ra/")[2].lower())
        is_agency = "/ra/" in url
        return (
            partial(doi_org.answers_from_agencies, wanted=[wanted])
            if is_agency
            else partial(doi_org.answer_from_csl, about=SOMEONE)
        )
    if folder == "pubmed":
        return pmids_read if "/esearch" in url and "retmode=json" in url else pubmed.records_from_xml
    if folder == "europepmc":
        answer = partial(europe_pmc.answer_from_links, about=SOMEONE, question="citing")
        return answer if "/citations" in url else europe_pmc.records_from_list
    if folder == "semantic_scholar":
        question = "citing" if "/citations" in url else "references"
        is_link = "/citations" in url or "/references" in url
        answer = partial(semantic_scholar.answer_from_links, about=SOMEONE, question=question)
        return answer if is_link else semantic_scholar.records_from_json
    if folder == "opencitations":
        question = "references" if "/references/" in url else "citing"
        answer = partial(opencitations.answer_from_links, about=SOMEONE, question=question)
        return answer if "/citation" in url or "/references/" in url else opencitations.records_from_list
    return READERS[folder]


READERS: Mapping[str, Reader] = {
    "arxiv": arxiv.records_from_feed,
    "pmc_idconv": pmc_ids.records_from_list,
    "unpaywall": unpaywall.records_from_json,
    "orcid": orcid.records_from_works,
    "dblp": dblp.records_from_hits,
    "nasa_ads": ads.records_from_list,
    "acl_anthology": acl.records_from_xml,
    "biorxiv": biorxiv.records_from_details,
    "zenodo": inspire.records_from_list,  # the same framework; Zenodo's DOIs are asked at DataCite
}


@dataclass(frozen=True)
class Exchange:
    name: str
    folder: str
    url: str
    response: Response


def exchanges(folder: Path) -> Iterator[Exchange]:
    """The recorded exchanges of one folder."""
    for path in sorted(folder.glob("*.json")):
        raw = json.loads(path.read_text(encoding="utf-8"))
        yield Exchange(path.name, folder.name, raw["request"]["url"], response_of(raw))


def response_of(raw: Mapping[str, Any]) -> Response:
    """The response; JSON bodies stay parsed."""
    if raw["response"]["body_format"] != "json":
        return response_from_exchange(raw)
    response = Parsed(
        raw["request"]["url"],
        raw["response"]["status"],
        raw["response"]["headers"],
        b"",
        datetime(2026, 1, 1, tzinfo=UTC),
    )
    object.__setattr__(response, "value", raw["response"]["body"])
    return response


def receipt_of(exchange: Exchange) -> Receipt:
    return Receipt(exchange.folder, exchange.response.retrieved_at)


def records_of(read: Any) -> tuple[Record, ...]:
    """The records of whatever a reader gave."""
    if isinstance(read, Answer):
        return read.records
    if isinstance(read, dict):
        return tuple(record for answer in read.values() for record in answer.records)
    return tuple(read)
