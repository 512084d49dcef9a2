"""DataCite: the registration agency of data sets, software, theses and preprints. https://api.datacite.org

Questions: lookup (about 50 DOIs at once), search, references and citing (from related identifiers).
Facts and limits: docs/providers.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote

from citetrail.errors import BadAnswer
from citetrail.model import (
    Answer,
    Citation,
    Coverage,
    DateRange,
    Description,
    Identifier,
    PartialDate,
    Person,
    Provider,
    QuestionKind,
    Record,
    Reference,
    Relation,
)
from citetrail.model.records import RelationKind
from citetrail.net import Limit, Net, Request, Response
from citetrail.providers.asking import (
    Receipt,
    answer_from_citations,
    answer_from_records,
    answered,
    ask,
    bad_question,
    batches,
    joined_answers,
    json_from_response,
    looked_up,
    no_such_work,
    records_from_entries,
    searched,
)
from citetrail.providers.parts import (
    abstract,
    at,
    date_range,
    doi_or_arxiv,
    group_author,
    identifier,
    identifiers,
    is_retracted_title,
    joined_title,
    mappings,
    number,
    page_fields,
    page_span,
    person,
    persons_from_names,
    plain,
    text,
    title,
)
from citetrail.providers.questions import search_words, title_words
from citetrail.providers.settings import Facts, ProviderSettings

NAME = "datacite"
BASE_URL = "https://api.datacite.org"
LIMIT = Limit(rate_per_second=3, in_flight=2)
BATCH = 50
CANDIDATES = 5
COVERAGE = Coverage(
    types=frozenset(
        {"dataset", "software", "article", "thesis", "report", "article-journal", "paper-conference", "book", "chapter",
         "graphic", "motion_picture"}
    ),
    registration_agency="DataCite",
)  # fmt: skip
FACTS = Facts(
    title="DataCite",
    home="https://support.datacite.org/docs/api",
    key="none; e-mail address sent when known",
    licence="CC0",
    notices="none; versions as relations",
    trust="deposited by repositories: first choice for data, software, preprints",
)

TYPES: dict[str, str] = {
    "dataset": "dataset",
    "software": "software",
    "computationalnotebook": "software",
    "preprint": "article",
    "dissertation": "thesis",
    "report": "report",
    "standard": "standard",
    "book": "book",
    "bookchapter": "chapter",
    "conferencepaper": "paper-conference",
    "conferenceproceeding": "book",
    "journalarticle": "article-journal",
    "datapaper": "article-journal",
    "peerreview": "review",
    "image": "graphic",
    "audiovisual": "motion_picture",
    "sound": "song",
    "collection": "collection",
    "presentation": "speech",
    "poster": "speech",
}
CITEPROC_TYPES = frozenset(
    {"article-journal", "article-magazine", "article-newspaper", "book", "chapter", "thesis", "report", "dataset",
     "paper-conference", "graphic", "software", "webpage", "article"}
)  # fmt: skip

RELATIONS: dict[str, RelationKind] = {
    "IsPreprintOf": "preprint-of",
    "HasPreprint": "has-preprint",
    "IsVersionOf": "version-of",
    "HasVersion": "has-version",
    "IsNewVersionOf": "replaces",
    "IsPreviousVersionOf": "replaced-by",
    "Obsoletes": "replaces",
    "IsObsoletedBy": "replaced-by",
    "IsSupplementTo": "supplement-to",
    "IsPartOf": "part-of",
    "IsIdenticalTo": "same-as",
    "Reviews": "review-of",
    "IsTranslationOf": "translation-of",
}
RELATED_SCHEMES = {"DOI": "doi", "arXiv": "arxiv", "PMID": "pmid", "ISBN": "isbn", "URL": "url", "Handle": "hdl"}
CITES = frozenset({"References", "Cites"})
CITED_BY = frozenset({"IsReferencedBy", "IsCitedBy"})


def provider(net: Net, settings: ProviderSettings) -> Provider:
    """DataCite as a Provider."""

    def request(path: str, parameters: Mapping[str, str], kind: str) -> Request:
        return request_for(settings, path, parameters, kind)

    def lookup(wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        return joined_answers(look_up_batch(batch) for batch in batches(wanted, BATCH))

    def look_up_batch(batch: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        if len(batch) == 1:
            return {batch[0]: look_up_one(batch[0])}
        return looked_up(net, request("/dois", batch_parameters(batch), "batch"), records_from_list, batch)

    def look_up_one(one: Identifier) -> Answer:
        return answered(net, request(work_path(one), {}, "record"), answer_from_work, one)

    def search(reference: Reference) -> Answer:
        return searched(net, request("/dois", search_parameters(reference), "search"), records_from_list)

    def references(one: Identifier) -> Answer:
        read = partial(answer_from_links, about=one, question="references")
        return ask(net, request(work_path(one), {}, "record"), read)

    def citing(one: Identifier) -> Answer:
        return ask(net, request(work_path(one), {}, "citing"), partial(answer_from_links, about=one, question="citing"))

    return Provider(
        NAME,
        ("doi", "arxiv"),
        lookup,
        search=search,
        references=references,
        citing=citing,
        batch_size=BATCH,
        coverage=COVERAGE,
    )


def request_for(settings: ProviderSettings, path: str, parameters: Mapping[str, str], kind: Any) -> Request:
    """A request that names the person's e-mail address when there is one."""
    return Request(
        NAME,
        BASE_URL,
        path,
        parameters=tuple(parameters.items()),
        kind=kind,
        limit=LIMIT,
        private_parameters=(("mailto", settings.email),) if settings.email else (),
    )


def doi_of(one: Identifier) -> str:
    """The DOI itself, or the one that is registered for an arXiv id."""
    return f"10.48550/arxiv.{one.value}" if one.scheme == "arxiv" else one.value


def work_path(one: Identifier) -> str:
    """The path of one DOI."""
    return f"/dois/{quote(doi_of(one), safe='/')}"


def batch_parameters(wanted: Sequence[Identifier]) -> dict[str, str]:
    """A query for several DOIs, each quoted."""
    values = " OR ".join(f'"{_escaped(doi_of(one))}"' for one in wanted)
    return {"query": f"doi:({values})", "page[size]": str(len(wanted))}


def search_parameters(reference: Reference) -> dict[str, str]:
    """By title words where a title was read, else the citation's words; relevance needs pages by number."""
    words = title_words(reference)
    query = f"titles.title:({words})" if words else _without_operators(search_words(reference).bibliographic)
    return {"query": query, "page[size]": str(CANDIDATES), "page[number]": "1"}


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')


def _without_operators(words: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", words).split())


def answer_from_work(response: Response, receipt: Receipt, about: Identifier) -> Answer:
    """The reply to `/dois/{doi}` as an Answer."""
    if response.status in {404, 410}:
        return no_such_work(receipt, "lookup", about)
    return answer_from_records(receipt, "lookup", (record_from_response(response, receipt),), about)


def record_from_response(response: Response, receipt: Receipt) -> Record:
    """The record of `/dois/{doi}`. Raises BadAnswer."""
    if response.status >= 400:
        raise bad_question(NAME, response)
    record = record_from_json(at(json_from_response(NAME, response), "data"), receipt)
    if record is None:
        raise BadAnswer(NAME, "sent something that is no DOI record", url=response.url)
    return record


def records_from_list(response: Response, receipt: Receipt) -> tuple[Record, ...]:
    """The records of a list, in its order. Raises BadAnswer."""
    if response.status >= 400:
        raise bad_question(NAME, response)
    data = at(json_from_response(NAME, response), "data")
    if not isinstance(data, list):
        raise BadAnswer(NAME, "sent a list without data", url=response.url)
    return records_from_entries(NAME, response, data, lambda one: record_from_json(one, receipt))


def answer_from_links(response: Response, receipt: Receipt, about: Identifier, question: QuestionKind) -> Answer:
    """Links of the record in one direction: what it cites (`references`), or what cites it (`citing`)."""
    is_citing = question == "citing"
    if response.status in {404, 410}:
        return no_such_work(receipt, question, about)
    record = record_from_response(response, receipt)
    others = _linked(at(json_from_response(NAME, response), "data"), CITED_BY if is_citing else CITES, question)
    citations = [
        Citation(citing=other, cited=about, said_by=NAME)
        if is_citing
        else Citation(citing=about, cited=other, said_by=NAME)
        for other in dict.fromkeys(others)
    ]
    return answer_from_citations(receipt, question, about, citations, records=() if is_citing else (record,))


def _linked(data: Any, relation_types: frozenset[str], question: str) -> list[Identifier]:
    related = [
        _related_identifier(one)
        for one in mappings(at(data, "attributes", "relatedIdentifiers"))
        if text(one.get("relationType")) in relation_types
    ]
    name = "citations" if question == "citing" else "references"
    listed = [identifier("doi", one.get("id")) for one in mappings(at(data, "relationships", name, "data"))]
    return [one for one in related + listed if one]


def record_from_json(data: Any, receipt: Receipt) -> Record | None:
    """One DOI as DataCite describes it; None for an object without DOI."""
    attributes = at(data, "attributes")
    doi = identifier("doi", at(attributes, "doi")) or identifier("doi", at(data, "id"))
    if doi is None or not isinstance(attributes, Mapping) or text(at(data, "type")) not in {None, "dois"}:
        return None
    description = description_from_json(attributes, doi)
    return Record(
        provider=receipt.provider,
        record_id=doi.value,
        retrieved_at=receipt.retrieved_at,
        description=description,
        relations=tuple(_relations(attributes)),
        cited_by_count=number(attributes.get("citationCount")),
        is_retracted_hint=True if is_retracted_title(description.title) else None,
        license_url=text(at(attributes, "rightsList", 0, "rightsUri")),
        request_key=receipt.request_key,
        is_stale=receipt.is_stale,
    )


def description_from_json(attributes: Mapping[str, Any], doi: Identifier) -> Description:
    """DataCite's attributes (schema 4.x) as a Description."""
    container = attributes.get("container")
    publisher = attributes.get("publisher")
    titles = _titles(attributes)
    return Description(
        type=_type(attributes),
        genre=plain(at(attributes, "types", "resourceType")),
        identifiers=identifiers(*doi_or_arxiv(doi.value), *_other_identifiers(attributes)),
        authors=_persons(attributes.get("creators")),
        editors=_contributors(attributes, "Editor"),
        translators=_contributors(attributes, "Translator"),
        title=joined_title(titles.get(""), titles.get("Subtitle")),
        translated_title=titles.get("TranslatedTitle"),
        container_title=title(at(container, "title")),
        issued=_issued(attributes),
        volume=plain(at(container, "volume")),
        issue=plain(at(container, "issue")),
        **page_fields(page_span(at(container, "firstPage"), at(container, "lastPage"))),
        publisher=plain(at(publisher, "name")) if isinstance(publisher, Mapping) else plain(publisher),
        version=plain(attributes.get("version")),
        language=text(attributes.get("language")),
        url=text(attributes.get("url")),
        abstract=_abstract(attributes),
        keywords=tuple(word for one in mappings(attributes.get("subjects")) if (word := plain(one.get("subject")))),
    )


def _titles(attributes: Mapping[str, Any]) -> dict[str, str]:
    """The first title of each kind; the main title has the kind ""."""
    titles: dict[str, str] = {}
    for one in mappings(attributes.get("titles")):
        found = title(one.get("title"))
        if found:
            titles.setdefault(text(one.get("titleType")) or "", found)
    if "" not in titles and titles:
        titles[""] = next(iter(titles.values()))
    return titles


def _type(attributes: Mapping[str, Any]) -> str | None:
    """The general type where it says enough; "Text" and "Other" say nothing, then the citeproc type."""
    general = (text(at(attributes, "types", "resourceTypeGeneral")) or "").lower().replace(" ", "")
    citeproc = text(at(attributes, "types", "citeproc")) or ""
    return TYPES.get(general) or (citeproc if citeproc in CITEPROC_TYPES else None)


def _persons(creators: Any) -> tuple[Person, ...]:
    found = (person_from_json(one) for one in mappings(creators))
    return tuple(one for one in found if one)


def person_from_json(creator: Mapping[str, Any]) -> Person | None:
    """A creator: name parts where given, a group where marked so or without a comma and parts, else "Family, Given"."""
    orcid = next(
        (
            text(one.get("nameIdentifier"))
            for one in mappings(creator.get("nameIdentifiers"))
            if (text(one.get("nameIdentifierScheme")) or "").upper() == "ORCID"
        ),
        None,
    )
    if text(creator.get("nameType")) == "Organizational":
        return group_author(creator.get("name"))
    if text(creator.get("familyName")):
        return person(_unbracketed(creator.get("familyName")), _unbracketed(creator.get("givenName")), None, orcid)
    found = persons_from_names([_unbracketed(creator.get("name"))])
    return found[0] if found else None


def _unbracketed(name: Any) -> str:
    """Without an affiliation in brackets: `Gary (University of Somewhere)`."""
    return re.sub(r"\s*\([^():]{3,}\)", "", text(name) or "")


def _contributors(attributes: Mapping[str, Any], role: str) -> tuple[Person, ...]:
    return _persons(
        [one for one in mappings(attributes.get("contributors")) if text(one.get("contributorType")) == role]
    )


def _issued(attributes: Mapping[str, Any]) -> DateRange | None:
    """The day of issue when its year is the publication year, else that year; 0 and missing years are unknown."""
    issued = next(
        (
            found
            for one in mappings(attributes.get("dates"))
            if text(one.get("dateType")) == "Issued" and (found := date_range(one.get("date")))
        ),
        None,
    )
    year = number(attributes.get("publicationYear")) or None
    if issued and (year is None or issued.year == year):
        return issued
    return DateRange(start=PartialDate(year=year)) if year else None


def _abstract(attributes: Mapping[str, Any]) -> str | None:
    for one in mappings(attributes.get("descriptions")):
        if text(one.get("descriptionType")) == "Abstract":
            return abstract(one.get("description"))
    return None


def _other_identifiers(attributes: Mapping[str, Any]) -> list[Identifier | None]:
    related = mappings(attributes.get("relatedIdentifiers"))
    container = attributes.get("container")
    issn = at(container, "identifier") if text(at(container, "identifierType")) == "ISSN" else None
    isbns = [
        one.get("relatedIdentifier")
        for one in related
        if text(one.get("relatedIdentifierType")) == "ISBN" and text(one.get("relationType")) == "IsIdenticalTo"
    ]
    return [identifier("issn", issn), *(identifier("isbn", value) for value in isbns)]


def _relations(attributes: Mapping[str, Any]) -> list[Relation]:
    found = []
    for one in mappings(attributes.get("relatedIdentifiers")):
        kind = RELATIONS.get(text(one.get("relationType")) or "")
        target = _related_identifier(one)
        if kind and target:
            found.append(Relation(kind=kind, target=target))
    return list(dict.fromkeys(found))


def _related_identifier(one: Mapping[str, Any]) -> Identifier | None:
    scheme: Any = RELATED_SCHEMES.get(text(one.get("relatedIdentifierType")) or "")
    return identifier(scheme, one.get("relatedIdentifier")) if scheme else None
