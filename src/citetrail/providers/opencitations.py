"""OpenCitations: open citation links (Index v2) and bibliographic data (Meta). https://api.opencitations.net

Questions: lookup (up to 10 DOIs or PMIDs at once), references, citing. Lists are not paged. An empty list is all it
says of works it does not know. Facts and limits: docs/providers.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from citetrail.errors import BadAnswer
from citetrail.model import (
    Answer,
    Citation,
    Coverage,
    Description,
    Identifier,
    Person,
    Provider,
    Record,
    Scheme,
    group,
    person_from_text,
)
from citetrail.net import Limit, Net, Request, Response
from citetrail.providers.asking import (
    Receipt,
    answer_from_citations,
    ask,
    bad_question,
    batches,
    joined_answers,
    json_from_response,
    looked_up,
    no_such_work,
    record_of,
    records_from_entries,
)
from citetrail.providers.parts import (
    date_range,
    identifier,
    identifiers,
    mappings,
    number,
    orcid_value,
    page_fields,
    plain,
    text,
    title,
)
from citetrail.providers.settings import Facts, ProviderSettings

NAME = "opencitations"
BASE_URL = "https://api.opencitations.net"
LIMIT = Limit(rate_per_second=2, in_flight=1)
BATCH = 10
SCHEMES: tuple[Scheme, ...] = ("doi", "pmid")
COVERAGE = Coverage()
FACTS = Facts(
    title="OpenCitations",
    home="https://opencitations.net/querying",
    key="optional token from opencitations.net",
    licence="CC0",
    notices="none",
    trust="links taken from Crossref, DataCite, PubMed and others",
)
TYPES: dict[str, str] = {
    "journal article": "article-journal",
    "proceedings article": "paper-conference",
    "book": "book",
    "monograph": "book",
    "edited book": "book",
    "book chapter": "chapter",
    "reference entry": "entry-encyclopedia",
    "dissertation": "thesis",
    "report": "report",
    "dataset": "dataset",
    "data file": "dataset",
    "posted content": "article",
    "peer review": "review",
    "standard": "standard",
}
ORDER = {"doi": 0, "pmid": 1, "openalex": 2}
_NAMED = re.compile(r"^(?P<name>.*?)\s*(?:\[(?P<ids>[^\]]*)\])?$")
_ID = re.compile(r"\b(doi|pmid|pmcid|openalex|arxiv|isbn|issn|orcid|wikidata):(\S+)")


def provider(net: Net, settings: ProviderSettings) -> Provider:
    """OpenCitations as a Provider."""

    def lookup(wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        return joined_answers(look_up_batch(batch) for batch in batches(wanted, BATCH))

    def look_up_batch(batch: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        path = "/meta/v1/metadata/" + "__".join(str(one) for one in batch)
        return looked_up(net, request_for(settings, path, kind="batch"), records_from_list, batch)

    def links(one: Identifier, question: Any) -> Answer:
        name = "citations" if question == "citing" else "references"
        return ask(
            net,
            request_for(settings, f"/index/v2/{name}/{one}", kind=question),
            lambda response, receipt: answer_from_links(response, receipt, one, question),
        )

    return Provider(
        NAME,
        schemes=SCHEMES,
        lookup=lookup,
        references=lambda one: links(one, "references"),
        citing=lambda one: links(one, "citing"),
        batch_size=BATCH,
        coverage=COVERAGE,
    )


def request_for(settings: ProviderSettings, path: str, *, kind: Any) -> Request:
    """A request, with the person's access token when there is one."""
    token = settings.key(NAME)
    return Request(
        NAME,
        BASE_URL,
        path,
        kind=kind,
        limit=LIMIT,
        private_headers=(("authorization", token),) if token else (),
    )


def answer_from_links(response: Response, receipt: Receipt, about: Identifier, question: Any) -> Answer:
    """The list of links as Citations; `creation` is the date of the citing work and not kept."""
    if response.status == 404:
        return no_such_work(receipt, question, about)
    side = "citing" if question == "citing" else "cited"
    others = [identifiers_from_words(text(link.get(side)) or "") for link in _list(response)]
    citations = [
        Citation(citing=other[0], cited=about, said_by=NAME)
        if question == "citing"
        else Citation(citing=about, cited=other[0], said_by=NAME)
        for other in others
        if other
    ]
    return answer_from_citations(receipt, question, about, tuple(dict.fromkeys(citations)))


def identifiers_from_words(words: str) -> tuple[Identifier, ...]:
    """`omid:br/06 doi:10.1/a pmid:1` as identifiers, DOI first; a bare DOI, as the first index had it, counts too."""
    labelled = [identifier(_scheme(scheme), _value(scheme, value)) for scheme, value in _ID.findall(words)]
    bare = identifier("doi", words) if words.startswith("10.") else None
    found = identifiers(bare, *labelled)
    return tuple(sorted(found, key=lambda one: ORDER.get(one.scheme, len(ORDER))))


def _scheme(word: str) -> Any:
    return word


def _value(scheme: str, value: str) -> str:
    return f"pmid:{value}" if scheme == "pmid" else value


def records_from_list(response: Response, receipt: Receipt) -> tuple[Record, ...]:
    """The works of a Meta reply. Raises BadAnswer."""
    return records_from_entries(NAME, response, _list(response), lambda row: record_from_json(row, receipt))


def _list(response: Response) -> list[Mapping[str, Any]]:
    if response.status >= 400:
        raise bad_question(NAME, response)
    body = json_from_response(NAME, response)
    if not isinstance(body, list):
        raise BadAnswer(NAME, "sent no list", url=response.url)
    return mappings(body)


def record_from_json(row: Mapping[str, Any], receipt: Receipt) -> Record | None:
    """A row of Meta, or of the first index's metadata; None without title and identifier, as link rows are."""
    known = identifiers(*identifiers_from_words(text(row.get("id")) or ""), identifier("doi", row.get("doi")))
    venue, venue_ids = _named(text(row.get("venue")) or text(row.get("source_title")))
    description = Description(
        type=TYPES.get((text(row.get("type")) or "").lower()),
        identifiers=identifiers(*known, *(one for one in venue_ids if one.scheme == "issn")),
        authors=persons_from_names(text(row.get("author"))),
        editors=persons_from_names(text(row.get("editor"))),
        title=title(row.get("title")),
        container_title=title(venue),
        issued=date_range(row.get("pub_date")) or date_range(row.get("year")),
        volume=plain(row.get("volume")),
        issue=plain(row.get("issue")),
        **page_fields(row.get("page")),
        publisher=plain(_named(text(row.get("publisher")))[0]),
    )
    if not known and description.title is None:
        return None
    return record_of(
        receipt,
        str(known[0]) if known else description.title or "",
        description,
        cited_by_count=number(row.get("citation_count")),
        open_access_url=text(row.get("oa_link")),
    )


def persons_from_names(words: str | None) -> tuple[Person, ...]:
    """`Peroni, Silvio [orcid:0000-0003-0530-4305 omid:ra/0614]; A Group [omid:…]` as people."""
    found = []
    for part in (words or "").split("; "):
        name, ids = _named(part)
        named = (person_from_text(name) if "," in name else group(name)) if name else None
        if named:
            orcid = next((orcid_value(one.value) for one in ids if one.scheme == "orcid"), None)
            found.append(named.model_copy(update={"orcid": orcid}) if orcid else named)
    return tuple(found)


def _named(words: str | None) -> tuple[str, tuple[Identifier, ...]]:
    """A name and the identifiers in the brackets behind it."""
    parts = _NAMED.match(words or "")
    if parts is None:
        return words or "", ()
    return parts["name"], identifiers_from_words(parts["ids"] or "")
