"""Every recorded exchange is read: as Records, as an honest no, or as an error of the tree. Never a crash."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from citetrail.errors import ProviderError
from citetrail.model import Answer, Record
from citetrail.net import Request
from citetrail.net.refusals import refusal_from_reply
from citetrail.net.transport import Reply
from contract.readers import Exchange, exchanges, reader_for, receipt_of, records_of

EXPECTED: dict[str, dict[str, int]] = {
    "acl_anthology": {"found": 2},
    "arxiv": {"BadAnswer": 15, "RateLimited": 1, "absent": 3, "found": 18},
    "biorxiv": {"found": 1},
    "crossref": {"BadAnswer": 132, "Unavailable": 5, "absent": 21, "found": 519},
    "datacite": {"BadAnswer": 26, "absent": 3, "found": 68},
    "dblp": {"BadAnswer": 1, "Refused": 1, "absent": 5, "found": 220},
    "doi_content_negotiation": {"BadAnswer": 8, "Unavailable": 2, "absent": 4, "found": 205},
    "europepmc": {"BadAnswer": 2, "found": 2, "links": 20},
    "nasa_ads": {"BadAnswer": 2},
    "openalex": {"BadAnswer": 16, "RateLimited": 2, "Refused": 1, "Unavailable": 1, "absent": 1, "found": 393},
    "opencitations": {"BadAnswer": 3, "found": 2, "links": 5},
    "orcid": {"BadAnswer": 53, "Refused": 1, "Unavailable": 1, "absent": 1, "found": 5},
    "pmc_idconv": {"BadAnswer": 1, "absent": 12, "found": 13},
    "pubmed": {"BadAnswer": 38, "absent": 2, "found": 114},
    "semantic_scholar": {"BadAnswer": 18, "Refused": 1, "absent": 3, "found": 234, "links": 15},
    "unpaywall": {"Refused": 1, "absent": 1, "found": 5},
    "zenodo": {"BadAnswer": 1},
}
"""How many exchanges of each folder end how; fails in both directions. Replies that are no works are BadAnswer."""


def outcome_of(exchange: Exchange) -> tuple[str, tuple[Record, ...]]:
    """`found`, `absent`, `links`, or the name of the error, and the records."""
    response = exchange.response
    reply = Reply(response.status, response.headers, response.body)
    request = Request(exchange.folder, "https://example.org", expects="anything")
    refusal = refusal_from_reply(request, reply, now=0.0)
    if refusal is not None:
        return type(refusal).__name__, ()
    try:
        read = reader_for(exchange.folder, exchange.url)(response, receipt_of(exchange))
    except ProviderError as error:
        return type(error).__name__, ()
    records = records_of(read)
    if isinstance(read, Answer):
        return ("links" if read.citations else read.outcome), records
    return ("found" if records or _says_registered(read) else "absent"), records


def _says_registered(read: object) -> bool:
    return isinstance(read, dict) and any(answer.registration for answer in read.values())


@pytest.mark.shared
@pytest.mark.parametrize("folder", sorted(EXPECTED))
def test_every_exchange_is_read(folder: str, shared: Path, outcomes: dict[str, Counter[str]]) -> None:
    counted: Counter[str] = Counter()
    for exchange in exchanges(shared / "recordings" / folder):
        outcome, records = outcome_of(exchange)
        counted[outcome] += 1
        for record in records:
            description = record.description
            assert description.title or description.identifiers, exchange.name
            assert record.is_partial or len(dict(description.filled())) > 1, exchange.name
            assert record.record_id, exchange.name
    outcomes[folder] = counted
    assert dict(counted) == EXPECTED[folder]
