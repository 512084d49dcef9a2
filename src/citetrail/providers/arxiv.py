"""arXiv: preprints of physics, mathematics, computing and neighbours, with versions. https://export.arxiv.org

Questions: lookup (a list of ids at once), search, withdrawals (from the author's comment). Asked slowly: one request
per three seconds, results change once a day. Facts and limits: docs/providers.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from citetrail.errors import BadAnswer
from citetrail.model import Answer, Coverage, Description, Identifier, Notice, Provider, Record, Reference, Relation
from citetrail.model import fold_words as folded_words
from citetrail.net import Limit, Net, Request, Response
from citetrail.providers.asking import (
    Receipt,
    bad_question,
    batches,
    joined_answers,
    looked_up,
    records_from_entries,
    searched,
)
from citetrail.providers.parts import abstract, date_range, identifier, identifiers, persons_from_names, plain, title
from citetrail.providers.questions import search_words, title_words
from citetrail.providers.settings import Facts, ProviderSettings
from citetrail.providers.xml import child_text, children, root_from_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

NAME = "arxiv"
BASE_URL = "https://export.arxiv.org"
LIMIT = Limit(rate_per_second=1 / 3.1, in_flight=1)
BATCH = 100
CANDIDATES = 5
COVERAGE = Coverage(types=frozenset({"article"}), first_year=1991, grace_days=7, is_exhaustive_for=frozenset({"arxiv"}))
FACTS = Facts(
    title="arXiv",
    home="https://info.arxiv.org/help/api/",
    key="none",
    licence="CC0 for metadata",
    notices="withdrawals, from the author's comment",
    trust="by the authors themselves; versions",
)
ATOM = "{http://www.w3.org/2005/Atom}"
ARXIV = "{http://arxiv.org/schemas/atom}"
WITHDRAWN = re.compile(
    r"\b(?:this|the) (?:paper|article|submission|manuscript|preprint|work)\b[^.]{0,40}\b(?:has been|have been|was|is)"
    r"(?: being)? withdrawn\b|^\W*withdrawn\b",
    re.IGNORECASE,
)


def provider(net: Net, _settings: ProviderSettings) -> Provider:
    """arXiv as a Provider."""

    def lookup(wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        return joined_answers(look_up_batch(batch) for batch in batches(wanted, BATCH))

    def look_up_batch(batch: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        return looked_up(net, request_for(batch_parameters(batch), kind="batch"), records_from_feed, batch)

    def search(reference: Reference) -> Answer:
        return searched(net, request_for(search_parameters(reference), kind="search"), records_from_feed)

    return Provider(NAME, schemes=("arxiv",), lookup=lookup, search=search, batch_size=BATCH, coverage=COVERAGE)


def request_for(parameters: Mapping[str, str], *, kind: Any) -> Request:
    """A request to the query interface."""
    return Request(
        NAME,
        BASE_URL,
        "/api/query",
        parameters=tuple(parameters.items()),
        kind=kind,
        expects="xml",
        limit=LIMIT,
    )


def batch_parameters(wanted: Sequence[Identifier]) -> dict[str, str]:
    """Ids with the version asked for."""
    ids = (f"{one.value}v{one.version}" if one.version else one.value for one in wanted)
    return {"id_list": ",".join(ids), "max_results": str(len(wanted))}


def search_parameters(reference: Reference) -> dict[str, str]:
    """Title words and first author; without a title the citation's words in any field."""
    words = _searchable(title_words(reference))
    author = next(iter(reference.description.authors), None)
    if words:
        query = " AND ".join(f"ti:{word}" for word in words)
        query += f" AND au:{_word(author.full_family)}" if author and _word(author.full_family) else ""
    else:
        words = _searchable(folded_words(search_words(reference).bibliographic))
        query = " AND ".join(f"all:{word}" for word in words)
    return {"search_query": query, "start": "0", "max_results": str(CANDIDATES)}


def _searchable(words: str) -> list[str]:
    """The first dozen words that are no stop words there; short ones mostly are."""
    return [word for word in words.split() if len(word) > 3][:12] or words.split()[:12]


def _word(name: str) -> str:
    return folded_words(name).replace(" ", "_")


def records_from_feed(response: Response, receipt: Receipt) -> tuple[Record, ...]:
    """The records of an Atom feed, in its order. Raises BadAnswer, also for an `Error` entry inside HTTP 200."""
    if response.status >= 400:
        raise bad_question(NAME, response)
    feed = root_from_xml(NAME, response)
    if feed.tag != f"{ATOM}feed":
        raise BadAnswer(NAME, "sent something that is no Atom feed", url=response.url)
    entries = children(feed, f"{ATOM}entry")
    for entry in entries:
        if "/api/errors" in (child_text(entry, f"{ATOM}id") or ""):
            said = child_text(entry, f"{ATOM}summary")
            raise BadAnswer(NAME, f'called the question wrong ("{said}")', url=response.url)
    return records_from_entries(NAME, response, entries, lambda entry: record_from_entry(entry, receipt))


def record_from_entry(entry: _Element, receipt: Receipt) -> Record | None:
    """One preprint; None for an entry without an arXiv id."""
    arxiv = identifier("arxiv", child_text(entry, f"{ATOM}id"))
    if arxiv is None:
        return None
    description = description_from_entry(entry, arxiv)
    journal_doi = identifier("doi", child_text(entry, f"{ARXIV}doi"))
    return Record(
        provider=receipt.provider,
        record_id=f"{arxiv.value}v{arxiv.version}" if arxiv.version else arxiv.value,
        retrieved_at=receipt.retrieved_at,
        description=description,
        notices=_notices(entry),
        relations=(Relation(kind="preprint-of", target=journal_doi),) if journal_doi else (),
        open_access_url=f"https://arxiv.org/pdf/{arxiv.value}",
        request_key=receipt.request_key,
        is_stale=receipt.is_stale,
    )


def description_from_entry(entry: _Element, arxiv: Identifier) -> Description:
    """Titles come hard-wrapped; the DOI is the one DataCite registers for every preprint since 2022."""
    own = Identifier(scheme="arxiv", value=arxiv.value)
    names = [child_text(author, f"{ATOM}name") for author in children(entry, f"{ATOM}author")]
    extra = (
        ("comment", child_text(entry, f"{ARXIV}comment")),
        ("journal-ref", child_text(entry, f"{ARXIV}journal_ref")),
    )
    return Description(
        type="article",
        genre="preprint",
        identifiers=identifiers(own, Identifier(scheme="doi", value=f"10.48550/arxiv.{arxiv.value}")),
        authors=persons_from_names(name for name in names if name != ":"),
        title=title(child_text(entry, f"{ATOM}title")),
        container_title="arXiv",
        issued=date_range(child_text(entry, f"{ATOM}published")),
        number=f"arXiv:{arxiv.value}",
        version=str(arxiv.version) if arxiv.version else None,
        publisher="arXiv",
        url=f"https://arxiv.org/abs/{arxiv.value}",
        abstract=abstract(child_text(entry, f"{ATOM}summary")),
        keywords=tuple(term for one in children(entry, f"{ATOM}category") if (term := plain(one.get("term")))),
        extra=tuple((name, value) for name, value in extra if value),
    )


def _notices(entry: _Element) -> tuple[Notice, ...]:
    comment, summary = child_text(entry, f"{ARXIV}comment") or "", child_text(entry, f"{ATOM}summary") or ""
    if not (WITHDRAWN.search(comment) or WITHDRAWN.match(summary)):
        return ()
    said = comment if WITHDRAWN.search(comment) else summary
    updated = date_range(child_text(entry, f"{ATOM}updated"))
    return (
        Notice(
            kind="withdrawal",
            asserted_by="publisher",
            provider=NAME,
            date=updated.start if updated else None,
            label=plain(said[:200]),
        ),
    )
