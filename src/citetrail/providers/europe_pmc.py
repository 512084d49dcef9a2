"""Europe PMC: biomedicine with preprints, references and citing papers. https://www.ebi.ac.uk/europepmc

Questions: lookup (up to 50 ids in one query), search, references, citing, notices. No key.
Facts and limits: docs/providers.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
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
    NoticeKind,
    PartialDate,
    Person,
    Provider,
    Record,
    Reference,
    Relation,
    Scheme,
    fold_words,
    person_from_text,
)
from citetrail.net import Limit, Net, Request, Response
from citetrail.providers.asking import (
    Receipt,
    answer_from_citations,
    bad_question,
    batches,
    joined_answers,
    json_from_response,
    looked_up,
    record_of,
    records_from_entries,
    searched,
    walked,
)
from citetrail.providers.parts import (
    abstract,
    at,
    date_of_year,
    date_range,
    doi_or_arxiv,
    group_author,
    identifier,
    identifiers,
    is_retracted_title,
    items,
    keyword_tuple,
    mappings,
    number,
    orcid_value,
    page_fields,
    person,
    plain,
    text,
    title,
)
from citetrail.providers.questions import (
    MENTION_CANDIDATES,
    MentionWords,
    mention_words,
    search_words,
    title_words,
)
from citetrail.providers.settings import Facts, ProviderSettings

NAME = "europe-pmc"
BASE_URL = "https://www.ebi.ac.uk/europepmc/webservices/rest"
LIMIT = Limit(rate_per_second=5, in_flight=2)
BATCH = 50
CANDIDATES = 5
FIRST_DAY = "1800-01-01"
PAGE = 1000
MOST_PAGES = 5
SCHEMES: tuple[Scheme, ...] = ("pmid", "pmcid", "doi")
COVERAGE = Coverage(
    types=frozenset({"article-journal", "article", "review"}), first_year=1966, fields=frozenset({"biomedicine"})
)
FACTS = Facts(
    title="Europe PMC",
    home="https://europepmc.org/RestfulWebService",
    key="none",
    licence="open metadata",
    notices="retractions, errata, concerns",
    trust="PubMed's data and preprints; links among papers it holds",
)
NOTICE_KINDS: dict[str, NoticeKind] = {
    "retraction in": "retraction",
    "partial retraction in": "partial-retraction",
    "erratum in": "correction",
    "corrected and republished in": "correction",
    "expression of concern in": "concern",
    "retracted and republished in": "retract-and-replace",
}
NOTICE_ABOUT = frozenset({"retraction of", "partial retraction of", "erratum for", "expression of concern for"})
NOTICE_TYPES = frozenset({"retraction of publication", "published erratum", "expression of concern"})


def provider(net: Net, _settings: ProviderSettings) -> Provider:
    """Europe PMC as a Provider."""

    def lookup(wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        return joined_answers(look_up_batch(batch) for batch in batches(wanted, BATCH))

    def look_up_batch(batch: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        return looked_up(
            net, search_request(query_for(batch), size=len(batch) * 2, kind="batch"), records_from_list, batch
        )

    def search(reference: Reference) -> Answer:
        size = MENTION_CANDIDATES if reference.kind == "mention" else CANDIDATES
        return searched(net, search_request(search_query(reference), size=size, kind="search"), records_from_list)

    def links(one: Identifier, question: Any) -> Answer:
        article = article_path(one) or article_path_of(look_up_batch([one])[one])
        if article is None:
            return Answer(provider=NAME, question=question, outcome="absent", about=one)

        def page_request(place: int) -> Request:
            return links_request(article, question, page=place + 1)

        return walked(net, page_request, partial(answer_from_links, about=one, question=question), MOST_PAGES)

    return Provider(
        NAME,
        SCHEMES,
        lookup,
        search=search,
        references=lambda one: links(one, "references"),
        citing=lambda one: links(one, "citing"),
        batch_size=BATCH,
        coverage=COVERAGE,
    )


def search_request(query: str, *, size: int, kind: Any) -> Request:
    """A search that gives full records."""
    parameters = {"query": query, "format": "json", "resultType": "core", "pageSize": str(size)}
    return Request(NAME, BASE_URL, "/search", tuple(parameters.items()), kind=kind, limit=LIMIT)


def links_request(article: str, question: str, *, page: int) -> Request:
    """One page of the references or the citing papers of an article."""
    name = "citations" if question == "citing" else "references"
    parameters = {"page": str(page), "pageSize": str(PAGE), "format": "json"}
    kind: Any = question
    return Request(NAME, BASE_URL, f"/{article}/{name}", tuple(parameters.items()), kind=kind, limit=LIMIT)


def query_for(wanted: Sequence[Identifier]) -> str:
    """A query that finds exactly these identifiers."""
    terms = {"pmid": "(EXT_ID:{} AND SRC:MED)", "pmcid": "PMCID:{}", "doi": 'DOI:"{}"'}
    return " OR ".join(terms[one.scheme].format(one.value.replace('"', "")) for one in wanted)


def search_query(reference: Reference) -> str:
    """Title words, first author and years where read; else the citation's words; for prose any of its words."""
    if reference.kind == "mention":
        return mention_query(mention_words(reference))
    words = title_words(reference)
    if not words:
        return fold_words(search_words(reference).bibliographic)
    query = f"TITLE:({words})"
    author = next(iter(reference.description.authors), None)
    if author and author.family and not author.is_group:
        query += f' AND AUTH:"{fold_words(author.full_family)}"'
    year = reference.description.year
    return f"{query} AND PUB_YEAR:[{year - 1} TO {year + 1}]" if year else query


def mention_query(said: MentionWords) -> str:
    """One of the people named, or the journal; any of the words; the time it may be of."""
    people = " OR ".join(f'AUTH:"{family}"' for family in said.families)
    parts = [
        f"({people})" if people else f'JOURNAL:"{said.journal}"' if said.journal else "",
        f"({' OR '.join(said.words)})" if said.words else "",
        f"FIRST_PDATE:[{said.first or FIRST_DAY} TO {said.last}]" if said.last else "",
    ]
    return " AND ".join(part for part in parts if part)


def article_path(one: Identifier) -> str | None:
    """`MED/21707149`, or None where the source's own id must be looked up first."""
    return f"MED/{one.value}" if one.scheme == "pmid" else None


def article_path_of(answer: Answer) -> str | None:
    """Source and id of a found record."""
    return answer.records[0].record_id if answer.records else None


def records_from_list(response: Response, receipt: Receipt) -> tuple[Record, ...]:
    """The records of a search, in its order. Raises BadAnswer, also for an error inside HTTP 200."""
    results = at(_body(response), "resultList", "result")
    if not isinstance(results, list):
        raise BadAnswer(NAME, "sent a list without results", url=response.url)
    return records_from_entries(NAME, response, mappings(results), lambda one: record_from_json(one, receipt))


def answer_from_links(response: Response, receipt: Receipt, about: Identifier, question: Any) -> Answer:
    """One page of references or citing papers; complete when all hits are read."""
    body = _body(response)
    listed = at(body, "citationList", "citation") if question == "citing" else at(body, "referenceList", "reference")
    if not isinstance(listed, list):
        raise BadAnswer(NAME, "sent no list of links", url=response.url)
    records = [record for one in mappings(listed) if (record := record_from_json(one, receipt))]
    others = [record.description.identifiers[0] for record in records if record.description.identifiers]
    citations = [
        Citation(citing=other, cited=about, said_by=NAME)
        if question == "citing"
        else Citation(citing=about, cited=other, said_by=NAME)
        for other in others
    ]
    page, size = number(at(body, "request", "page")) or 1, number(at(body, "request", "pageSize")) or PAGE
    is_complete = page * size >= (number(at(body, "hitCount")) or 0) or not listed
    return answer_from_citations(receipt, question, about, citations, records=records, is_complete=is_complete)


def _body(response: Response) -> Any:
    if response.status >= 400:
        raise bad_question(NAME, response)
    body = json_from_response(NAME, response)
    error = text(at(body, "errMsg"))
    if error:
        raise BadAnswer(NAME, f'called the question wrong ("{error}")', url=response.url)
    return body


def record_from_json(one: Mapping[str, Any], receipt: Receipt) -> Record | None:
    """A result, a citing paper or a reference; None without title and identifier."""
    description = description_from_json(one)
    if description.title is None and not description.identifiers:
        return None
    comments = mappings(at(one, "commentCorrectionList", "commentCorrection"))
    kinds = {(text(kind) or "").lower() for kind in items(at(one, "pubTypeList", "pubType"))}
    is_retracted = "retracted publication" in kinds or is_retracted_title(description.title)
    return record_of(
        receipt,
        "/".join(part for part in (text(one.get("source")), text(one.get("id"))) if part) or description.title or "",
        description,
        notices=tuple(notice for comment in comments if (notice := _notice(comment))),
        relations=_relations(comments),
        cited_by_count=number(one.get("citedByCount")),
        is_notice=bool(kinds & NOTICE_TYPES) or any(_word(comment) in NOTICE_ABOUT for comment in comments),
        is_retracted_hint=True if is_retracted else None,
        is_partial="journalInfo" not in one,
        license_url=None,
    )


def description_from_json(one: Mapping[str, Any]) -> Description:
    """Europe PMC's fields, of full and of short records, as a Description."""
    journal = at(one, "journalInfo", "journal")
    is_preprint = text(one.get("source")) == "PPR"
    return Description(
        type="article" if is_preprint else "article-journal",
        genre="preprint" if is_preprint else None,
        identifiers=_identifiers(one, journal),
        authors=_authors(one),
        title=_without_stop(title(one.get("title"))),
        container_title=title(at(journal, "title")) or title(one.get("journalTitle")),
        container_title_short=plain(at(journal, "isoabbreviation"))
        or plain(at(journal, "ISOAbbreviation"))
        or plain(one.get("journalAbbreviation")),
        issued=_issued(one),
        volume=plain(at(one, "journalInfo", "volume")) or plain(one.get("journalVolume")) or plain(one.get("volume")),
        issue=plain(at(one, "journalInfo", "issue")) or plain(one.get("issue")),
        **page_fields(one.get("pageInfo")),
        publisher=plain(at(one, "bookOrReportDetails", "publisher")),
        language=text(one.get("language")),
        abstract=abstract(one.get("abstractText")),
        keywords=keyword_tuple(items(at(one, "keywordList", "keyword"))),
    )


def _identifiers(one: Mapping[str, Any], journal: Any) -> tuple[Identifier, ...]:
    is_medline = text(one.get("source")) == "MED"
    pmid = text(one.get("pmid")) or (text(one.get("id")) if is_medline else None)
    return identifiers(
        identifier("pmid", f"pmid:{pmid}") if pmid else None,
        *doi_or_arxiv(one.get("doi")),
        identifier("pmcid", one.get("pmcid")),
        identifier("issn", at(journal, "issn")),
        identifier("issn", at(journal, "essn")),
    )


def _authors(one: Mapping[str, Any]) -> tuple[Person, ...]:
    listed = mappings(at(one, "authorList", "author"))
    if listed:
        found = (_author(author) for author in listed)
        return tuple(author for author in found if author)
    names = re.split(r",\s*", (plain(one.get("authorString")) or "").rstrip("."))
    return tuple(author for author in map(person_from_short_name, names) if author)


def _author(author: Mapping[str, Any]) -> Person | None:
    if text(author.get("collectiveName")):
        return group_author(author.get("collectiveName"))
    orcid = at(author, "authorId", "value") if text(at(author, "authorId", "type")) == "ORCID" else None
    given = text(author.get("firstName")) or text(author.get("initials"))
    if text(author.get("lastName")):
        return person(author.get("lastName"), given, None, orcid_value(orcid))
    return person_from_short_name(plain(author.get("fullName")) or "")


def person_from_short_name(name: str) -> Person | None:
    """`van der Berg JA` or `Hambrick GW Jr`: initials in capitals stand behind the family name."""
    parts = re.fullmatch(r"(.+?)\s+([A-Z][A-Z-]{0,4})(?:\s+(Jr|Sr|II|III|IV))?", name.strip())
    return person(parts[1], parts[2], parts[3]) if parts else person_from_text(name)


def _issued(one: Mapping[str, Any]) -> DateRange | None:
    printed = date_range(at(one, "journalInfo", "printPublicationDate"))
    issue_year = date_of_year(at(one, "journalInfo", "yearOfPublication"))
    if (
        printed
        and issue_year
        and printed.year == issue_year.year
        and (printed.start.month, printed.start.day) != (1, 1)
    ):
        return printed
    return issue_year or date_range(one.get("firstPublicationDate")) or date_of_year(one.get("pubYear"))


def _without_stop(words: str | None) -> str | None:
    return words.removesuffix(".") or None if words and not words.endswith("...") else words


def _word(comment: Mapping[str, Any]) -> str:
    return (text(comment.get("type")) or "").lower()


def _notice(comment: Mapping[str, Any]) -> Notice | None:
    kind = NOTICE_KINDS.get(_word(comment))
    if kind is None:
        return None
    year = re.search(r"\b((?:19|20)\d{2})\b", text(comment.get("reference")) or "")
    return Notice(
        kind=kind,
        asserted_by="nlm",
        provider=NAME,
        date=PartialDate(year=int(year[1])) if year else None,
        notice=_target(comment),
        label=plain(comment.get("type")),
    )


def _target(comment: Mapping[str, Any]) -> Identifier | None:
    return identifier("pmid", f"pmid:{text(comment.get('id'))}") if text(comment.get("source")) == "MED" else None


def _relations(comments: Sequence[Mapping[str, Any]]) -> tuple[Relation, ...]:
    words: dict[str, Any] = dict.fromkeys(NOTICE_ABOUT, "notice-about")
    words |= {"preprint of": "preprint-of", "preprint in": "has-preprint", "update in": "replaced-by"}
    found = [
        Relation(kind=words[_word(comment)], target=target)
        for comment in comments
        if _word(comment) in words and (target := _target(comment))
    ]
    return tuple(dict.fromkeys(found))
