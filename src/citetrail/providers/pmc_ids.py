"""PMC ID converter: PMID, PMCID and DOI of papers in PubMed Central. https://pmc.ncbi.nlm.nih.gov/tools/idconv

Question: lookup (up to 200 ids of one kind). Its Records hold identifiers only; a miss means "not in PMC", no more.
Facts and limits: docs/providers.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from citetrail.errors import BadAnswer
from citetrail.model import Answer, Coverage, Description, Identifier, Provider, Record, Scheme
from citetrail.net import Limit, Net, Request, Response
from citetrail.providers.asking import (
    Receipt,
    bad_question,
    batches,
    joined_answers,
    json_from_response,
    looked_up,
    record_of,
)
from citetrail.providers.parts import at, identifier, identifiers, mappings, text
from citetrail.providers.settings import Facts, ProviderSettings

NAME = "pmc-ids"
BASE_URL = "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1"
LANE = "ncbi"
WITH_KEY = Limit(rate_per_second=9, in_flight=3)
WITHOUT_KEY = Limit(rate_per_second=2.5, in_flight=2)
BATCH = 200
SCHEMES: tuple[Scheme, ...] = ("pmid", "pmcid", "doi")
COVERAGE = Coverage(types=frozenset({"article-journal"}), fields=frozenset({"biomedicine"}))
FACTS = Facts(
    title="PMC ID converter",
    home="https://pmc.ncbi.nlm.nih.gov/tools/id-converter-api/",
    key="optional, as PubMed",
    licence="NLM, free",
    notices="none",
    trust="exact for papers in PubMed Central; says nothing of others",
)


def provider(net: Net, settings: ProviderSettings) -> Provider:
    """The PMC ID converter as a Provider."""

    def lookup(wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        by_scheme = [[one for one in wanted if one.scheme == scheme] for scheme in SCHEMES]
        return joined_answers(look_up_batch(batch) for group in by_scheme for batch in batches(group, BATCH))

    def look_up_batch(batch: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        return looked_up(net, request_for(settings, batch), records_from_list, batch)

    return Provider(NAME, schemes=SCHEMES, lookup=lookup, batch_size=BATCH, coverage=COVERAGE)


def request_for(settings: ProviderSettings, wanted: Sequence[Identifier]) -> Request:
    """A request for ids of one scheme."""
    key = settings.key("ncbi")
    private = [("tool", "citetrail")]
    private += [("email", settings.email)] if settings.email else []
    private += [("api_key", key)] if key else []
    parameters = {"ids": ",".join(one.value for one in wanted), "idtype": wanted[0].scheme, "format": "json"}
    return Request(
        NAME,
        BASE_URL,
        "/articles/",
        tuple(parameters.items()),
        kind="batch",
        limit=WITH_KEY if key else WITHOUT_KEY,
        lane=LANE,
        private_parameters=tuple(private),
    )


def records_from_list(response: Response, receipt: Receipt) -> tuple[Record, ...]:
    """The papers that are in PMC; entries with `status: error` are misses. Raises BadAnswer."""
    if response.status >= 400:
        raise bad_question(NAME, response)
    records = at(json_from_response(NAME, response), "records")
    if not isinstance(records, list):
        raise BadAnswer(NAME, "sent no records", url=response.url)
    found = (record_from_json(one, receipt) for one in mappings(records))
    return tuple(record for record in found if record)


def record_from_json(one: Mapping[str, Any], receipt: Receipt) -> Record | None:
    """The identifiers of one paper; numbers may come without quotes. None for a miss."""
    if text(one.get("status")) == "error" or text(one.get("errmsg")):
        return None
    pmid, pmcid = text(one.get("pmid")), identifier("pmcid", one.get("pmcid"))
    known = identifiers(identifier("pmid", f"pmid:{pmid}") if pmid else None, pmcid, identifier("doi", one.get("doi")))
    if not known:
        return None
    return record_of(receipt, str(pmcid or known[0]), Description(identifiers=known), is_partial=True)
