"""Any query finds the same works in SQL and in memory, and its text is understood the same when written again."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citetrail.errors import InputError
from citetrail.judging.query import parse_query
from citetrail.judging.selecting import matches
from citetrail.library import Library
from citetrail.model import Attachment, Claim, Note, PrintedReference, Quote, Work
from library_works import describe, doi, record

WORDS = ["sleep", "Sleeping", "memory", "C++", "COVID-19", "O'Brien", "García", "日本語", "Müller", "E. coli", "x"]
KEYS = [f"key{number}" for number in range(24)]


def drawn_work(draw: random.Random, number: int) -> Work:
    def words(count: int) -> str:
        return " ".join(draw.choices(WORDS, k=count))

    description = describe(
        words(3),
        *draw.sample(["García", "O'Brien", "Müller", "李", "Smith-Jones"], draw.randrange(3)),
        year=draw.choice([None, 1999, 2010, 2020, 2021]),
        doi=f"10.5555/{number}" if number % 3 else None,
        type=draw.choice([None, "article", "article-journal", "book", "paper-conference"]),
        container_title=draw.choice([None, words(1)]),
        abstract=draw.choice([None, words(6)]),
    )
    cited = PrintedReference(description=describe("Cited", doi=f"10.5555/{draw.randrange(24)}"))
    return Work(
        key=KEYS[number],
        aliases=(f"old{number}",),
        description=description,
        records=(record(description, references=(cited,)),) if number % 2 else (),
        tags=tuple(draw.sample(["a", "a/b", "b", "read"], draw.randrange(4))),
        notes=(Note(text=words(2)),) if number % 4 == 0 else (),
        quotes=(Quote(exact=words(2)),) if number % 5 == 0 else (),
        claims=(Claim(text=words(2), verdict=draw.choice(["supported", "disputed"])),) if number % 3 == 0 else (),
        citing=(doi(str(draw.randrange(24))),),
        attachments=(Attachment(name=draw.choice(["a.pdf", "a.txt"])),) if number % 6 == 0 else (),
        reading=draw.choice([None, "read", "unread"]),
        rating=draw.choice([None, 1, 3, 5]),
    )


@pytest.fixture(scope="module")
def filled() -> Iterator[tuple[Library, tuple[Work, ...]]]:
    moments = iter(range(10**6))
    with (
        tempfile.TemporaryDirectory() as name,
        Library.open(
            Path(name) / "library.db", now=lambda: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=next(moments))
        ) as library,
    ):
        draw = random.Random(2026)
        for number in range(24):
            library.add([drawn_work(draw, number)])
        yield library, library.works(library.work_ids())


TERMS = st.sampled_from(
    [
        "sleep", "slee", "sleeping", "memory", "c++", "c", "covid-19", "covid", "o'brien", "obrien", "garcia", "日本",
        "本語", "語", "mueller", "muller", "coli", "x", '"sleep memory"', '"sleep"', '"x x"', "title:sleep", "author:garcia",
        "author:obrien", "author:smithjones", "journal:memory", "abstract:coli", "note:sleep", "quote:c++",
        "claim:memory", "claim:disputed", "year:2010", "year:2000-2020", "year:>2010", "year:<=1999", "year:..2020",
        "added:2026-01", "added:>2026-01", "added:<2026-02", "tag:a", "tag:b", "tag:re*", "key:key1", "key:OLD", "type:article",
        "type:preprint", "type:conference", "status:unknown", "status:clear", "reading:read", "reading:unread",
        "rating:3-5", "rating:>1", "has:doi", "has:year", "has:abstract", "has:author", "has:note", "has:pdf", "has:file",
        "has:tag", "has:record", "has:citing", "has:rating", "has:identifier", "10.5555/1", "doi:10.5555/1", "doi:10.5555",
        "cites:key4", "cites:old7", "cited-by:key3", "cited-by:key5", "cites:nobody", "(sleep OR memory)", "key3", "read",
    ]
)  # fmt: skip
QUERIES = st.recursive(
    TERMS,
    lambda inner: st.one_of(
        inner.map(lambda text: f"-({text})"),
        st.lists(inner, min_size=2, max_size=3).map(" ".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: "(" + " OR ".join(parts) + ")"),
    ),
    max_leaves=6,
)


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(QUERIES)
def test_both_faces_of_any_query_find_the_same(filled: tuple[Library, tuple[Work, ...]], text: str) -> None:
    library, works = filled
    query = parse_query(text)
    by_key = {name: work for work in works for name in (work.key, *work.aliases)}
    in_memory = [work.key for work in works if matches(query, work, work_of=by_key.get)]
    assert [work.key for work in library.each_work(query)] == in_memory
    assert sorted(row.key for row in library.find(query)) == sorted(in_memory)
    assert library.count(query) == len(in_memory)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from('ab:()"-*|“”. ORNTAD&year>0é日'), max_size=14))
def test_no_text_breaks_the_parser(text: str) -> None:
    column = column_of_error(text)
    assert column is None or 1 <= column <= len(text) + 1


def column_of_error(text: str) -> int | None:
    try:
        parse_query(text)
    except InputError as error:
        return error.column or 0
    return None
