"""Retraction Watch: notices about works, looked up in a table of one's own machine. https://retractionwatch.com

Questions: lookup (DOI, PMID), search (works without identifiers, by their whole title, first author and year).
`citetrail sources update retraction-watch` fetches the table that Crossref publishes and sorts it into a file in which
a key is found by halving: nothing of it is read that is not asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

from citetrail.errors import InputError, NotAsked
from citetrail.judging.retraction_watch import PROVIDER, WatchedNotice, notices_from_retraction_watch
from citetrail.model import (
    Answer,
    Coverage,
    Description,
    Identifier,
    Notice,
    Provider,
    QuestionKind,
    Record,
    Reference,
    absent,
    fold_words,
)
from citetrail.net import Limit, Net, Request, Response
from citetrail.providers.asking import Receipt, answer_from_records, json_from_response, receipt_from_response
from citetrail.providers.settings import RETRACTION_WATCH_TABLE, Facts, ProviderSettings

NAME = PROVIDER
BASE_URL = "https://gitlab.com/crossref/retraction-watch-data"
TABLE_ADDRESS = f"{BASE_URL}/-/raw/main/retraction_watch.csv"
LIMIT = Limit(rate_per_second=1)
COVERAGE = Coverage(is_searchable=False, tells_notices_only=True)
FACTS = Facts(
    title="Retraction Watch",
    home="https://www.crossref.org/documentation/retrieve-metadata/retraction-watch/",
    key="none; `citetrail sources update retraction-watch` fetches it",
    licence="open, published by Crossref; please credit Retraction Watch (The Center for Scientific Integrity)",
    notices="retractions, corrections, expressions of concern, reinstatements, with reasons",
    trust="collected by hand, the fullest there is; its dates are those of its entries",
)
_FORM = "citetrail-retraction-watch/1"
_LEAST_TITLE_WORDS = 5
_YEARS_APART = 1


class TableState(NamedTuple):
    """What a table holds, and since when."""

    path: Path
    day: date
    source: str
    notices: int
    works: int


def provider(net: Net, settings: ProviderSettings) -> Provider:
    """The table as a Provider; one that answers nothing while there is no table."""
    path = settings.data_folder / RETRACTION_WATCH_TABLE if settings.data_folder else None
    has_table = path is not None and path.is_file()
    if path is None or not (has_table or net.recorded_at is not None):
        return Provider(NAME, schemes=("doi", "pmid"), coverage=COVERAGE)

    def lookup(wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        return {one: _answer(net, path, f"{one.scheme}:{one.value}", one) for one in dict.fromkeys(wanted)}

    def search(reference: Reference) -> Answer:
        title = _title_key(reference.description)
        answer = (
            _answer(net, path, title, None) if title else Answer(provider=NAME, question="search", outcome="absent")
        )
        fitting = tuple(one for one in answer.records if _is_of(reference.description, one.description))
        outcome = "found" if fitting else "absent"
        return answer.model_copy(update={"records": fitting, "outcome": outcome})

    return Provider(NAME, schemes=("doi", "pmid"), lookup=lookup, search=search, batch_size=1000, coverage=COVERAGE)


def _answer(net: Net, path: Path, key: str, about: Identifier | None) -> Answer:
    """What the table has under a key. A hit is recorded and replayed like a source's answer; no hit is none."""
    question: QuestionKind = "lookup" if about else "search"
    request = Request(NAME, BASE_URL, "", parameters=(("work", key),), limit=LIMIT)
    line = b"" if net.recorded_at is not None else line_in_table(path, key)
    if line is not None:
        try:
            response = net.read_local(request, lambda: line)
        except NotAsked:
            return absent(NAME, question, about)
        receipt = receipt_from_response(NAME, response)
        return answer_from_records(receipt, question, [_record(response, receipt)], about)
    return absent(NAME, question, about)


def _record(response: Response, receipt: Receipt) -> Record:
    held = json_from_response(NAME, response)
    return Record(
        provider=NAME,
        record_id=held["id"],
        retrieved_at=receipt.retrieved_at,
        description=Description.model_validate(held["description"]),
        notices=tuple(Notice.model_validate(one) for one in held["notices"]),
        is_partial=True,
    )


def kept_record(path: Path, identifiers: Iterable[Identifier], at: datetime) -> Record | None:
    """What the table of this machine has about a work, without any asking; None if it has no notice of it."""
    for single in identifiers:
        line = line_in_table(path, f"{single.scheme}:{single.value}")
        if line is not None:
            return _record(Response(BASE_URL, 200, {}, line, at, "store"), Receipt(NAME, at))
    return None


def _title_key(description: Description) -> str | None:
    words = fold_words(description.title or "")
    return f"title:{words}" if len(words.split()) >= _LEAST_TITLE_WORDS else None


def _is_of(given: Description, held: Description) -> bool:
    """Whether the first author and the year are the same too: a title alone can be shared."""
    if given.year is None or held.year is None or abs(given.year - held.year) > _YEARS_APART:
        return False
    first = [fold_words(one.authors[0].full_family) for one in (given, held) if one.authors]
    return len(first) == 2 and first[0] == first[1]


# -- the table


def table_from_csv(lines: Iterable[str], source: str, day: date) -> bytes:
    """The table of Retraction Watch, sorted by key: a line `key<TAB>JSON` per work, `key<TAB>=key` for its other names.

    Raises InputError for what is not that table, and for one without a single notice.
    """
    by_work: dict[str, list[WatchedNotice]] = {}
    told_of = [(watched, keys) for watched in notices_from_retraction_watch(lines, source) if (keys := _keys(watched))]
    main = {other: keys[0] for _, keys in told_of for other in keys[1:]}  # some rows of a paper lack its DOI
    for watched, keys in told_of:
        by_work.setdefault(main.get(keys[0], keys[0]), []).append(watched)
    if not by_work:
        raise InputError("holds no notice", file=source)
    made = {other: f"={key}" for other, key in main.items()}
    made |= {key: _work_as_json(told) for key, told in by_work.items()}
    state = {"form": _FORM, "day": day.isoformat(), "source": source, "works": len(by_work),
             "notices": sum(map(len, by_work.values()))}  # fmt: skip
    written = sorted(f"{key}\t{value}\n".encode() for key, value in made.items())
    return f"#{json.dumps(state, ensure_ascii=False)}\n".encode() + b"".join(written)


def _keys(watched: WatchedNotice) -> list[str]:
    """The names under which a work is found: its identifiers, or its title where it has none."""
    own = [f"{one.scheme}:{one.value}" for one in watched.identifiers]
    title = _title_key(watched.description)
    return own or ([title] if title else [])


def _work_as_json(told: Sequence[WatchedNotice]) -> str:
    described = told[0].description.model_dump(mode="json", exclude_defaults=True)
    notices = [watched.notice.model_dump(mode="json", exclude_defaults=True) for watched in told]
    return json.dumps({"id": told[0].row_id, "description": described, "notices": notices}, ensure_ascii=False)


def state_of_table(path: Path) -> TableState | None:
    """What the table holds; None if there is none. Raises InputError for a file that is none of ours."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        head = file.readline()
    try:
        told = json.loads(head.removeprefix(b"#"))
        known = told["form"] == _FORM
        state = TableState(path, date.fromisoformat(told["day"]), told["source"], told["notices"], told["works"])
    except (ValueError, KeyError, TypeError):
        known, state = False, None
    if not known:
        hint = "Run: citetrail sources update retraction-watch"
        raise InputError("is no table of Retraction Watch as we keep it", file=str(path), hint=hint)
    return state


def line_in_table(path: Path, key: str) -> bytes | None:
    """What stands behind a key, following the other names of a work; None if nothing does."""
    with path.open("rb") as file:
        value = _value(file, key.encode())
        return _value(file, value[1:]) if value is not None and value.startswith(b"=") else value


def _value(file: BinaryIO, key: bytes) -> bytes | None:
    """Halve the file until the line with the key is reached."""
    low, high = 0, file.seek(0, 2)
    wanted = key + b"\t"
    while high - low > 1:
        middle = (low + high) // 2
        file.seek(middle)
        file.readline()
        line = file.readline()
        if not line or line[: len(wanted)] > wanted:
            high = middle
        else:
            low = middle
    file.seek(low)
    if low:
        file.readline()  # the line that `low` falls into
    while line := file.readline():
        if line.startswith(wanted):
            return line[len(wanted) :].rstrip(b"\n")
        if line[: len(wanted)] > wanted:
            return None
    return None
