"""Wikidata: papers and books with identifiers of many schemes, and what they cite. https://www.wikidata.org

Questions: lookup (two requests for up to 40 identifiers), references. Facts and limits: docs/providers.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from citetrail.errors import BadAnswer
from citetrail.model import (
    Answer,
    Citation,
    Coverage,
    DateRange,
    Description,
    Identifier,
    Notice,
    Person,
    Provider,
    Record,
    Scheme,
)
from citetrail.net import Limit, Net, Request, Response
from citetrail.providers.asking import (
    Receipt,
    answers_by_identifier,
    ask,
    bad_question,
    batches,
    joined_answers,
    json_from_response,
    record_of,
)
from citetrail.providers.parts import (
    at,
    date_range,
    doi_or_arxiv,
    identifier,
    identifiers,
    items,
    mappings,
    number,
    page_fields,
    persons_from_names,
    plain,
    text,
    title,
)
from citetrail.providers.settings import Facts, ProviderSettings

NAME = "wikidata"
BASE_URL = "https://www.wikidata.org"
LIMIT = Limit(rate_per_second=2, in_flight=1)
BATCH = 40
SCHEMES: tuple[Scheme, ...] = ("wikidata", "doi", "pmid", "pmcid", "arxiv", "isbn")
PROPERTIES: dict[str, str] = {"doi": "P356", "pmid": "P698", "pmcid": "P932", "arxiv": "P818", "isbn": "P212"}
COVERAGE = Coverage()  # far from complete for any kind of work; it cannot be searched, so its "no" never counts
FACTS = Facts(
    title="Wikidata",
    home="https://www.wikidata.org/wiki/Wikidata:Data_access",
    key="none",
    licence="CC0",
    notices="retracted papers by class",
    trust="by volunteers: a guide to identifiers, not to fields",
)
TYPES: dict[str, str] = {
    "Q13442814": "article-journal",
    "Q580922": "article",
    "Q23927052": "paper-conference",
    "Q1980247": "chapter",
    "Q571": "book",
    "Q3331189": "book",
    "Q47461344": "book",
    "Q1266946": "thesis",
    "Q187685": "thesis",
    "Q10870555": "report",
    "Q1172284": "dataset",
    "Q7397": "software",
    "Q45182324": "article-journal",
}
RETRACTED_PAPER = "Q45182324"


def provider(net: Net, _settings: ProviderSettings) -> Provider:
    """Wikidata as a Provider."""

    def lookup(wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        return joined_answers(look_up_batch(batch) for batch in batches(wanted, BATCH))

    def look_up_batch(batch: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        items_named = [one.value for one in batch if one.scheme == "wikidata"]
        others = [one for one in batch if one.scheme != "wikidata"]
        receipt: Receipt | None = None
        if others:
            receipt, found = ask(net, search_request(others), lambda r, receipt: (receipt, items_from_search(r)))
            items_named += found
        records: tuple[Record, ...] = ()
        if items_named:
            request = entities_request(items_named)
            receipt, records = ask(net, request, lambda r, receipt: (receipt, records_from_entities(r, receipt)))
        return answers_by_identifier(receipt, batch, records) if receipt else {}

    def references(one: Identifier) -> Answer:
        found = look_up_batch([one])[one]
        return references_from_answer(net, found, one)

    return Provider(NAME, schemes=SCHEMES, lookup=lookup, references=references, batch_size=BATCH, coverage=COVERAGE)


def search_request(wanted: Sequence[Identifier]) -> Request:
    """A search for the items that carry one of these identifiers; DOIs are written in capitals there."""
    statements = "|".join(f"{PROPERTIES[one.scheme]}={written(one)}" for one in wanted)
    parameters = {
        "action": "query", "list": "search", "format": "json", "srlimit": "50",
        "srsearch": f"haswbstatement:{statements}",
    }  # fmt: skip
    return Request(NAME, BASE_URL, "/w/api.php", tuple(parameters.items()), kind="batch", limit=LIMIT)


def entities_request(names: Sequence[str]) -> Request:
    """A request for the statements of up to 50 items."""
    parameters = {
        "action": "wbgetentities", "format": "json", "props": "claims|labels", "languages": "en",
        "ids": "|".join(dict.fromkeys(names)),
    }  # fmt: skip
    return Request(NAME, BASE_URL, "/w/api.php", tuple(parameters.items()), kind="batch", limit=LIMIT)


def written(one: Identifier) -> str:
    """The identifier as Wikidata writes it."""
    if one.scheme == "doi":
        return one.value.upper()
    return one.value.removeprefix("PMC") if one.scheme == "pmcid" else one.value


def items_from_search(response: Response) -> list[str]:
    """The item numbers of a search. Raises BadAnswer."""
    hits = at(_body(response), "query", "search")
    if not isinstance(hits, list):
        raise BadAnswer(NAME, "sent no hits", url=response.url)
    return [found for hit in mappings(hits) if (found := text(hit.get("title")))]


def records_from_entities(response: Response, receipt: Receipt) -> tuple[Record, ...]:
    """The works among the items. Raises BadAnswer."""
    entities = at(_body(response), "entities")
    if not isinstance(entities, Mapping):
        raise BadAnswer(NAME, "sent no items", url=response.url)
    found = (record_from_json(entity, receipt) for entity in entities.values())
    return tuple(record for record in found if record)


def references_from_answer(net: Net, found: Answer, about: Identifier) -> Answer:
    """What the found item cites (P2860), as Citations of Wikidata items; asked from the stored answer."""
    if not found.records:
        return found.model_copy(update={"question": "references"})
    request = entities_request([found.records[0].record_id])
    cited = ask(net, request, lambda response, _: cited_items(response, found.records[0].record_id))
    links = tuple(Citation(citing=about, cited=one, said_by=NAME) for one in cited)
    return found.model_copy(update={"question": "references", "citations": links})


def cited_items(response: Response, name: str) -> list[Identifier]:
    """The items that an item cites."""
    entity = at(_body(response), "entities", name)
    return [Identifier(scheme="wikidata", value=one) for one in _item_values(entity, "P2860")]


def _body(response: Response) -> Any:
    if response.status >= 400:
        raise bad_question(NAME, response)
    body = json_from_response(NAME, response)
    if isinstance(at(body, "error"), Mapping):
        said = text(at(body, "error", "info"))
        raise BadAnswer(NAME, f'called the question wrong ("{said}")', url=response.url)
    return body


def record_from_json(entity: Any, receipt: Receipt) -> Record | None:
    """One item; None when it is missing or names no title and no identifier."""
    name = identifier("wikidata", at(entity, "id"))
    if name is None or not isinstance(entity, Mapping) or "missing" in entity:
        return None
    kinds = _item_values(entity, "P31")
    known = _identifiers(entity)
    label = title(at(entity, "labels", "en", "value"))
    description = Description(
        type=next((TYPES[kind] for kind in kinds if kind in TYPES), None),
        identifiers=identifiers(*known, name),
        authors=_authors(entity),
        has_more_authors=bool(
            _item_values(entity, "P50")
        ),  # authors with an item of their own are named by number only
        title=title(_monolingual(entity, "P1476")) or label,
        issued=_date(entity),
        volume=_first(entity, "P478"),
        issue=_first(entity, "P433"),
        **page_fields(_first(entity, "P304")),
    )
    if description.title is None or not (known or description.type):
        return None
    notice = Notice(kind="retraction", asserted_by="wikidata", provider=NAME, label="retracted paper")
    return record_of(
        receipt,
        name.value,
        description,
        notices=(notice,) if RETRACTED_PAPER in kinds else (),
        is_partial=True,
    )


def _identifiers(entity: Any) -> tuple[Identifier, ...]:
    pmid, pmcid = _first(entity, "P698"), _first(entity, "P932")
    return identifiers(
        *doi_or_arxiv(_first(entity, "P356")),
        identifier("pmid", f"pmid:{pmid}") if pmid else None,
        identifier("pmcid", f"PMC{pmcid.removeprefix('PMC')}") if pmcid else None,
        identifier("arxiv", _first(entity, "P818")),
        identifier("isbn", _first(entity, "P212")),
    )


def _values(entity: Any, name: str) -> list[tuple[Mapping[str, Any], Any]]:
    """Statements and their values, withdrawn ones left out."""
    statements = [one for one in mappings(at(entity, "claims", name)) if text(one.get("rank")) != "deprecated"]
    return [(one, at(one, "mainsnak", "datavalue", "value")) for one in statements]


def _first(entity: Any, name: str) -> str | None:
    return next((found for _, value in _values(entity, name) if (found := plain(value))), None)


def _monolingual(entity: Any, name: str) -> str | None:
    return next((found for _, value in _values(entity, name) if (found := text(at(value, "text")))), None)


def _item_values(entity: Any, name: str) -> list[str]:
    return [found for _, value in _values(entity, name) if (found := text(at(value, "id")))]


def _authors(entity: Any) -> tuple[Person, ...]:
    """Author names in the order of their numbers (P1545)."""
    numbered = []
    for place, (statement, value) in enumerate(_values(entity, "P2093")):
        ordinal = number(at(items(at(statement, "qualifiers", "P1545")), 0, "datavalue", "value"))
        numbered.append((ordinal if ordinal is not None else 10_000 + place, value))
    return persons_from_names(value for _, value in sorted(numbered, key=lambda one: one[0]))


def _date(entity: Any) -> DateRange | None:
    """`+2011-12-00T00:00:00Z` with its precision: 9 is a year, 10 a month, 11 a day."""
    for _, value in _values(entity, "P577"):
        when, precision = (text(at(value, "time")) or "").lstrip("+"), number(at(value, "precision")) or 11
        length = {9: 4, 10: 7}.get(precision, 10)
        found = date_range(when[:length].replace("-00", ""))
        if found:
            return found
    return None
