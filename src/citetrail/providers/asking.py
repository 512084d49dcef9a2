"""How every provider asks: send, read, and turn what cannot be read into a BadAnswer that keeps the evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from citetrail.errors import BadAnswer
from citetrail.model import Answer, Citation, Description, Identifier, QuestionKind, Record
from citetrail.net import Net, Request, Response

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Receipt:
    """Whence and when a body came; every Record read from it says so."""

    provider: str
    retrieved_at: datetime
    request_key: str | None = None
    is_stale: bool = False
    is_from_store: bool = False


def receipt_from_response(provider: str, response: Response) -> Receipt:
    """What the response says about itself."""
    return Receipt(provider, response.retrieved_at, response.request_key, response.is_stale, response.origin == "store")


def ask(net: Net, request: Request, read: Callable[[Response, Receipt], T]) -> T:
    """What `read` makes of the answer. Raises ProviderError when there is none.

    A body that cannot be read is kept as evidence and not served again; BadAnswer says where it is.
    """
    response = net.send(request)
    try:
        return read(response, receipt_from_response(request.provider, response))
    except BadAnswer as error:
        message = error.message
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        message = f"sent something unexpected ({type(error).__name__}: {str(error)[:120]})"
    place = net.reject(request)
    raise BadAnswer(request.provider, message, url=request.url, payload_at=place)


def answered(
    net: Net, request: Request, read: Callable[[Response, Receipt, Identifier], Answer], about: Identifier
) -> Answer:
    """What `read` makes of the reply about one identifier."""
    return ask(net, request, lambda response, receipt: read(response, receipt, about))


def looked_up(
    net: Net,
    request: Request,
    read: Callable[[Response, Receipt], Sequence[Record]],
    wanted: Sequence[Identifier],
) -> dict[Identifier, Answer]:
    """The Records of the reply, handed out to the identifiers they carry."""
    return ask(net, request, lambda response, receipt: answers_by_identifier(receipt, wanted, read(response, receipt)))


def searched(net: Net, request: Request, read: Callable[[Response, Receipt], Sequence[Record]]) -> Answer:
    """The Records of the reply as candidates, in the source's order."""
    return ask(net, request, lambda response, receipt: answer_from_records(receipt, "search", read(response, receipt)))


def json_from_response(provider: str, response: Response) -> Any:
    """The body as JSON. Raises BadAnswer."""
    try:
        return response.json()
    except ValueError as error:
        raise BadAnswer(provider, f"sent broken JSON ({error})", url=response.url) from error


E = TypeVar("E")


def records_from_entries(
    provider: str, response: Response, entries: Sequence[E], read: Callable[[E], Record | None]
) -> tuple[Record, ...]:
    """The Records of a list. Raises BadAnswer when there are entries and none can be read: that is no absence."""
    found = tuple(record for entry in entries if (record := read(entry)))
    if entries and not found:
        raise BadAnswer(provider, "sent entries that cannot be read", url=response.url)
    return found


def bad_question(provider: str, response: Response) -> BadAnswer:
    """For a reply of 400 or 422: the source calls our question wrong."""
    said = " ".join(response.text().split())[:160]
    return BadAnswer(provider, f'called the question wrong (HTTP {response.status}: "{said}")', url=response.url)


def record_of(receipt: Receipt, record_id: str, description: Description, **fields: Any) -> Record:
    """A Record that says where it comes from."""
    return Record(
        provider=receipt.provider,
        record_id=record_id,
        retrieved_at=receipt.retrieved_at,
        description=description,
        request_key=receipt.request_key,
        is_stale=receipt.is_stale,
        **fields,
    )


def answer_from_records(
    receipt: Receipt, question: QuestionKind, records: Sequence[Record], about: Identifier | None = None
) -> Answer:
    """Found with these records, or absent when there are none."""
    return Answer(
        provider=receipt.provider,
        question=question,
        outcome="found" if records else "absent",
        about=about,
        records=tuple(records),
        asked_at=receipt.retrieved_at,
        is_from_store=receipt.is_from_store,
    )


def answer_from_citations(
    receipt: Receipt,
    question: QuestionKind,
    about: Identifier,
    citations: Sequence[Citation],
    *,
    records: Sequence[Record] = (),
    is_complete: bool = True,
) -> Answer:
    """Found with these links, which may be none: the source knows the work and no link of it."""
    return Answer(
        provider=receipt.provider,
        question=question,
        outcome="found",
        about=about,
        citations=tuple(citations),
        records=tuple(records),
        asked_at=receipt.retrieved_at,
        is_from_store=receipt.is_from_store,
        is_complete=is_complete,
    )


def no_such_work(receipt: Receipt, question: QuestionKind, about: Identifier | None = None) -> Answer:
    """An honest no."""
    return answer_from_records(receipt, question, (), about)


def answers_by_identifier(
    receipt: Receipt, wanted: Sequence[Identifier], records: Iterable[Record]
) -> dict[Identifier, Answer]:
    """Each wanted identifier with the records that carry it; absent where none does. Versions do not matter."""
    by_identifier: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        for identifier in record.description.identifiers:
            by_identifier.setdefault((identifier.scheme, identifier.value), []).append(record)
    return {
        identifier: answer_from_records(
            receipt, "lookup", by_identifier.get((identifier.scheme, identifier.value), []), identifier
        )
        for identifier in wanted
    }


def batches(identifiers: Sequence[Identifier], size: int) -> Iterator[Sequence[Identifier]]:
    """The identifiers in order, without repetitions, in groups of at most `size`."""
    unique = list(dict.fromkeys(identifiers))
    for start in range(0, len(unique), size):
        yield unique[start : start + size]


def joined_answers(parts: Iterable[Mapping[Identifier, Answer]]) -> dict[Identifier, Answer]:
    """The answers of several batches as one."""
    return {identifier: answer for part in parts for identifier, answer in part.items()}


def joined_pages(pages: Sequence[Answer]) -> Answer:
    """The pages of one list as one Answer; complete when the last page was."""
    return pages[0].model_copy(
        update={
            "citations": tuple(dict.fromkeys(link for page in pages for link in page.citations)),
            "records": tuple(record for page in pages for record in page.records),
            "is_complete": pages[-1].is_complete,
        }
    )


def walked(
    net: Net, page_request: Callable[[int], Request], read: Callable[[Response, Receipt], Answer], most_pages: int
) -> Answer:
    """Page after page, from 0, until one is complete or `most_pages` are read."""
    pages = [ask(net, page_request(0), read)]
    while not pages[-1].is_complete and len(pages) < most_pages:
        pages.append(ask(net, page_request(len(pages)), read))
    return joined_pages(pages)
