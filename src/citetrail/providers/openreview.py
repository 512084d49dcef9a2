"""OpenReview: submissions to conferences of machine learning. https://api2.openreview.net

Questions: lookup of a forum id, search. Values stand inside `{value: …}`; older venues give them bare.
Facts and limits: docs/providers.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from citetrail.errors import BadAnswer
from citetrail.model import (
    Answer,
    Coverage,
    DateRange,
    Description,
    Identifier,
    Notice,
    PartialDate,
    Provider,
    Record,
    Reference,
)
from citetrail.net import Limit, Net, Request, Response
from citetrail.providers.asking import (
    Receipt,
    answer_from_records,
    answered,
    bad_question,
    json_from_response,
    no_such_work,
    record_of,
    searched,
)
from citetrail.providers.parts import (
    abstract,
    at,
    date_of_year,
    identifier,
    identifiers,
    items,
    keyword_tuple,
    mappings,
    number,
    persons_from_names,
    plain,
    text,
    title,
)
from citetrail.providers.questions import search_words, title_words
from citetrail.providers.settings import Facts, ProviderSettings

NAME = "openreview"
BASE_URL = "https://api2.openreview.net"
LIMIT = Limit(rate_per_second=1, in_flight=1)
CANDIDATES = 5
COVERAGE = Coverage(
    types=frozenset({"paper-conference", "article"}),
    first_year=2013,
    fields=frozenset({"machine learning"}),
    is_exhaustive_for=frozenset({"openreview"}),
)
FACTS = Facts(
    title="OpenReview",
    home="https://docs.openreview.net",
    key="none",
    licence="as the venues say",
    notices="withdrawals",
    trust="by the authors; submissions that were not accepted are there too",
)


def provider(net: Net, _settings: ProviderSettings) -> Provider:
    """OpenReview as a Provider."""

    def lookup(wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        return {one: look_up_one(one) for one in dict.fromkeys(wanted)}

    def look_up_one(one: Identifier) -> Answer:
        return answered(net, request_for("/notes", {"id": one.value}, kind="record"), answer_from_notes, one)

    def search(reference: Reference) -> Answer:
        return searched(
            net, request_for("/notes/search", search_parameters(reference), kind="search"), records_from_notes
        )

    return Provider(NAME, schemes=("openreview",), lookup=lookup, search=search, coverage=COVERAGE)


def request_for(path: str, parameters: Mapping[str, str], *, kind: Any) -> Request:
    """A request for notes."""
    return Request(NAME, BASE_URL, path, tuple(parameters.items()), kind=kind, limit=LIMIT)


def search_parameters(reference: Reference) -> dict[str, str]:
    """The title's words, or the citation's, in the forums' first notes."""
    words = title_words(reference) or search_words(reference).bibliographic
    return {"term": words, "type": "terms", "content": "all", "source": "forum", "limit": str(CANDIDATES)}


def answer_from_notes(response: Response, receipt: Receipt, about: Identifier) -> Answer:
    """The submission, or an honest no."""
    if response.status in {404, 410}:
        return no_such_work(receipt, "lookup", about)
    return answer_from_records(receipt, "lookup", records_from_notes(response, receipt), about)


def records_from_notes(response: Response, receipt: Receipt) -> tuple[Record, ...]:
    """The submissions among the notes, in their order; reviews and comments have no authors. Raises BadAnswer."""
    if response.status >= 400:
        raise bad_question(NAME, response)
    notes = at(json_from_response(NAME, response), "notes")
    if not isinstance(notes, list):
        raise BadAnswer(NAME, "sent no notes", url=response.url)
    found = (record_from_json(note, receipt) for note in mappings(notes))
    return tuple(record for record in found if record)


def record_from_json(note: Mapping[str, Any], receipt: Receipt) -> Record | None:
    """One submission; None for a note without title or authors."""
    forum = identifier("openreview", note.get("forum")) or identifier("openreview", note.get("id"))
    name, authors = title(_value(note, "title")), persons_from_names(items(_value(note, "authors")))
    if forum is None or name is None or not authors:
        return None
    venue = plain(_value(note, "venue"))
    is_withdrawn = "withdrawn" in (venue or "").lower() or "withdrawn" in (text(_value(note, "venueid")) or "").lower()
    description = Description(
        type="paper-conference" if venue and "submi" not in venue.lower() and not is_withdrawn else "article",
        identifiers=identifiers(forum),
        authors=authors,
        title=name,
        container_title=venue,
        issued=_date(note),
        url=f"https://openreview.net/forum?id={forum.value}",
        abstract=abstract(_value(note, "abstract")),
        keywords=keyword_tuple(items(_value(note, "keywords"))),
    )
    notice = Notice(kind="withdrawal", asserted_by="publisher", provider=NAME, label=venue)
    return record_of(receipt, forum.value, description, notices=(notice,) if is_withdrawn else ())


def _value(note: Mapping[str, Any], name: str) -> Any:
    found = at(note, "content", name)
    return found.get("value") if isinstance(found, Mapping) else found


def _date(note: Mapping[str, Any]) -> DateRange | None:
    """The day of publication in milliseconds, else the year of submission."""
    published, created = number(note.get("pdate")), number(note.get("cdate")) or number(note.get("tcdate"))
    if published and 0 < published < 10**14:
        day = datetime.fromtimestamp(published / 1000, UTC)
        return DateRange(start=PartialDate(year=day.year, month=day.month, day=day.day))
    if created and 0 < created < 10**14:
        return date_of_year(datetime.fromtimestamp(created / 1000, UTC).year)
    return None
