"""ACL Anthology: computational linguistics, volume by volume. https://aclanthology.org

Question: lookup of ACL ids and their DOIs; one request brings a whole volume file, and DOIs of others are known
not to be there.
Facts and limits: docs/providers.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from citetrail.errors import BadAnswer
from citetrail.model import Answer, Coverage, Description, Identifier, Notice, Person, Provider, Record
from citetrail.net import Limit, Net, Request, Response
from citetrail.providers.asking import (
    Receipt,
    answers_by_identifier,
    ask,
    bad_question,
    joined_answers,
    no_such_work,
    record_of,
)
from citetrail.providers.parts import abstract, date_range, identifier, identifiers, page_fields, person, title
from citetrail.providers.settings import Facts, ProviderSettings
from citetrail.providers.xml import child_text, children, inner_text, inner_xml, root_from_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

NAME = "acl"
BASE_URL = "https://raw.githubusercontent.com/acl-org/acl-anthology/master/data/xml"
LIMIT = Limit(rate_per_second=1, in_flight=1)
COVERAGE = Coverage(
    types=frozenset({"paper-conference", "article-journal"}),
    first_year=1965,
    fields=frozenset({"computational linguistics"}),
    is_exhaustive_for=frozenset({"acl"}),
)
FACTS = Facts(
    title="ACL Anthology",
    home="https://aclanthology.org",
    key="none",
    licence="CC BY 4.0",
    notices="retractions and errata",
    trust="the publisher's own files",
)
NEW_ID = re.compile(r"(\d{4}\.[a-z0-9]+)-[a-z0-9]+\.\d+", re.IGNORECASE)
OLD_ID = re.compile(r"([A-Z]\d{2})-\d{4}", re.IGNORECASE)
DOI = re.compile(r"10\.(?:18653/v1|3115/v1|3115)/(.+)", re.IGNORECASE)


def provider(net: Net, _settings: ProviderSettings) -> Provider:
    """The ACL Anthology as a Provider."""

    def lookup(wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        by_collection: dict[str | None, list[Identifier]] = {}
        for one in dict.fromkeys(wanted):
            by_collection.setdefault(collection_of(one), []).append(one)
        strangers = by_collection.pop(None, [])
        known = joined_answers(look_up_collection(name or "", ones) for name, ones in by_collection.items())
        return known | {one: Answer(provider=NAME, question="lookup", outcome="absent", about=one) for one in strangers}

    def look_up_collection(name: str, wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        return ask(net, request_for(name), lambda response, receipt: answers_from_collection(response, receipt, wanted))

    return Provider(NAME, schemes=("acl", "doi"), lookup=lookup, batch_size=50, coverage=COVERAGE)


def request_for(collection: str) -> Request:
    """A request for one volume file."""
    return Request(NAME, BASE_URL, f"/{collection}.xml", kind="batch", expects="xml", limit=LIMIT)


def collection_of(one: Identifier) -> str | None:
    """`2022.acl` for 2022.acl-long.1 or its DOI, `P18` for P18-1001; None for what is not in the Anthology."""
    value = one.value
    if one.scheme == "doi":
        found = DOI.fullmatch(value)
        if found is None:
            return None
        value = found[1]
    new, old = NEW_ID.fullmatch(value), OLD_ID.fullmatch(value)
    return new[1].lower() if new else old[1].upper() if old else None


def answers_from_collection(
    response: Response, receipt: Receipt, wanted: Sequence[Identifier]
) -> dict[Identifier, Answer]:
    """The wanted papers of a volume file; all absent when there is no such file."""
    if response.status in {404, 410}:
        return {one: no_such_work(receipt, "lookup", one) for one in wanted}
    return answers_by_identifier(receipt, wanted, records_from_xml(response, receipt))


def records_from_xml(response: Response, receipt: Receipt) -> tuple[Record, ...]:
    """All papers of a volume file, in its order. Raises BadAnswer."""
    if response.status >= 400:
        raise bad_question(NAME, response)
    collection = root_from_xml(NAME, response)
    if collection.tag != "collection":
        raise BadAnswer(NAME, "sent something that is no volume file", url=response.url)
    found = (
        record_from_paper(paper, volume, collection.get("id") or "", receipt)
        for volume in children(collection, "volume")
        for paper in children(volume, "paper")
    )
    return tuple(record for record in found if record)


def record_from_paper(paper: _Element, volume: _Element, collection: str, receipt: Receipt) -> Record | None:
    """One paper; None without a title."""
    name = title(inner_xml(paper.find("title")))
    acl = Identifier(scheme="acl", value=child_text(paper, "url") or _id_of(paper, volume, collection))
    if name is None:
        return None
    meta = volume.find("meta")
    is_journal = volume.get("type") == "journal" or child_text(meta, "journal-volume") is not None
    description = Description(
        type="article-journal" if is_journal else "paper-conference",
        identifiers=identifiers(identifier("doi", child_text(paper, "doi")), acl),
        authors=_persons(paper, "author"),
        editors=_persons(meta, "editor"),
        title=name,
        container_title=title(child_text(meta, "journal-title")) or title(inner_xml(_find(meta, "booktitle"))),
        issued=date_range(child_text(meta, "year")),
        volume=child_text(meta, "journal-volume"),
        issue=child_text(meta, "journal-issue"),
        **page_fields(child_text(paper, "pages")),
        publisher=child_text(meta, "publisher"),
        publisher_place=child_text(meta, "address"),
        abstract=abstract(inner_xml(paper.find("abstract"))),
        language=child_text(paper, "language"),
        url=f"https://aclanthology.org/{acl.value}/",
    )
    return record_of(receipt, acl.value, description, notices=_notices(paper))


def _find(element: _Element | None, name: str) -> _Element | None:
    return None if element is None else element.find(name)


def _id_of(paper: _Element, volume: _Element, collection: str) -> str:
    """New ids are `2022.acl-long.1`; old ones join volume and paper (`P18-1001`)."""
    number, part = paper.get("id") or "0", volume.get("id") or "0"
    if re.match(r"\d{4}\.", collection):
        return f"{collection}-{part}.{number}"
    width = 2 if collection[:1] in {"W", "C"} and len(part) > 1 else 3
    return f"{collection}-{part}{number.zfill(width)}"


def _persons(element: _Element | None, role: str) -> tuple[Person, ...]:
    found = (person(child_text(one, "last"), child_text(one, "first")) for one in children(element, role))
    return tuple(one for one in found if one)


def _notices(paper: _Element) -> tuple[Notice, ...]:
    found = []
    for tag, kind in (("retracted", "retraction"), ("erratum", "correction")):
        for one in children(paper, tag):
            when = date_range(one.get("date"))
            found.append(
                Notice.model_validate(
                    {
                        "kind": kind,
                        "asserted_by": "publisher",
                        "provider": NAME,
                        "date": when.start if when else None,
                        "label": tag,
                        "reasons": (words,) if tag == "retracted" and (words := inner_text(one)) else (),
                    }
                )
            )
    return tuple(found)
