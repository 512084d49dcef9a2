"""What queries find: the failures of other programs, ranking, paging, and the two faces of the language."""

from __future__ import annotations

import pytest

from citetrail.errors import InputError
from citetrail.judging.query import parse_query
from citetrail.judging.selecting import matches
from citetrail.library import Library
from citetrail.model import Attachment, Claim, Note, Person, PrintedReference, Quote, Work
from library_works import describe, doi, keys, record, work


def find_me() -> Work:
    description = describe(
        "COVID-19 in C++: hippocampal state-of-the-art",
        "García",
        "O'Brien",
        year=2021,
        doi="10.5555/find.me-2020(1)",
        type="article-journal",
        container_title="Emotion &amp; Sleep",
        abstract="We found p < 0.05 in <i>E. coli</i>.",
        keywords=("sleep",),
    )
    return Work(key="find_me", description=description, tags=("method/bayes", "read"), aliases=("old_name",))


def others() -> list[Work]:
    cited = PrintedReference(description=describe("Cited", doi="10.5555/find.me-2020(1)"))
    latex = describe("Dashes—long", "Østergaard", "Erdős", "Wałęsiak", "Straßer", "Müller", year=1998, type="book")
    citing = describe("One that cites", "Smith-Jones", doi="10.5555/citing", year=2022, type="article")
    scripts = describe("日本語の題 und 데이터베이스", "田中", "Иванова", type="paper-conference")
    return [
        Work(key="latex", description=latex, notes=(Note(text="*Later*"),), standing="retracted", rating=4),
        Work(key="citing", description=citing, records=(record(citing, references=(cited,)),)),
        Work(
            key="scripts",
            description=scripts.model_copy(update={"authors": (*scripts.authors, Person(literal="World of Examples"))}),
            quotes=(Quote(exact="Exact words"),),
            claims=(Claim(text="It sleeps", verdict="disputed"),),
            citing=(doi("citing"),),
            attachments=(Attachment(name="a.pdf"),),
            reading="reading",
        ),
        work("bare", "C is a language", tags=("bayes",)),
    ]


@pytest.fixture
def filled(library: Library) -> Library:
    library.add([find_me(), *others()])
    return library


CASES = [
    ("COVID-19", ["find_me"]),
    ("covid", ["find_me"]),
    ("c++", ["find_me"]),
    ("C++:", ["find_me"]),
    ("O'Brien", ["find_me"]),
    ("O’Brien", ["find_me"]),
    ("obrien", ["find_me"]),
    ("author:obrien", ["find_me"]),
    ("state-of-the-art", ["find_me"]),
    ('"state of the art"', ["find_me"]),
    ('"state the art"', []),
    ("hippocamp", ["find_me"]),
    ("hippocampus", []),
    ("garcia", ["find_me"]),
    ("García", ["find_me"]),
    ("GARCÍA", ["find_me"]),
    ('"brien garcia"', []),
    ("10.5555/find.me-2020(1)", ["find_me"]),
    ("doi:10.5555/FIND.ME-2020(1)", ["find_me"]),
    ("https://doi.org/10.5555/find.me-2020(1)", ["find_me"]),
    ("doi:10.5555/fi", ["find_me"]),
    ("doi:10.5555", ["citing", "find_me"]),
    ("year:>2020", ["citing", "find_me"]),
    ("year:2021", ["find_me"]),
    ("garcia year:2021", ["find_me"]),
    ("garcia year:2019-2025", ["find_me"]),
    ("garcia year:2010-2020", []),
    ("garcia year:1000-2021", ["find_me"]),
    ("2021", []),
    ("garcia 20", []),
    ("year:1990-2000", ["latex"]),
    ("-has:year", ["bare", "scripts"]),
    ("strasser", ["latex"]),
    ("straßer", ["latex"]),
    ("ostergaard", ["latex"]),
    ("walesiak", ["latex"]),
    ("erdos", ["latex"]),
    ("muller", ["latex"]),
    ("mueller", ["latex"]),
    ("smithjones", ["citing"]),
    ("smith-jo", ["citing"]),
    ("田中", ["scripts"]),
    ("本語", ["scripts"]),
    ("題", ["scripts"]),
    ("語本", []),
    ("이터베", ["scripts"]),
    ("Иванова", ["scripts"]),
    ("иванов", ["scripts"]),
    ('author:"world of examples"', ["scripts"]),
    ("e. coli", ["find_me"]),
    ("p<0.05", ["find_me"]),
    ("old_name", ["find_me"]),
    ("key:OLD", ["find_me"]),
    ("key:find", ["find_me"]),
    ("key:me", []),
    ("journal:emotion", ["find_me"]),
    ("journal:sleep", ["find_me"]),
    ("title:emotion", []),
    ("keyword:sleep", ["find_me"]),
    ("abstract:coli", ["find_me"]),
    ("tag:method", ["find_me"]),
    ("tag:bayes", ["bare"]),
    ("tag:b*", ["bare"]),
    ("bayes", ["bare", "find_me"]),
    ("-tag:read year:2021", []),
    ("-tag:read", ["bare", "citing", "latex", "scripts"]),
    ("type:article", ["citing", "find_me"]),
    ("type:journal", ["find_me"]),
    ("type:preprint", ["citing"]),
    ("type:conference", ["scripts"]),
    ("status:retracted", ["latex"]),
    ("-status:retracted has:year", ["citing", "find_me"]),
    ("rating:4-5", ["latex"]),
    ("-rating:1-5", ["bare", "citing", "find_me", "scripts"]),
    ("reading:reading", ["scripts"]),
    ("has:pdf", ["scripts"]),
    ("has:abstract", ["find_me"]),
    ("has:author", ["citing", "find_me", "latex", "scripts"]),
    ("has:note OR has:quote", ["latex", "scripts"]),
    ("has:record", ["citing"]),
    ("note:later", ["latex"]),
    ("quote:exact", ["scripts"]),
    ("claim:disputed", ["scripts"]),
    ("claim:sleeps", ["scripts"]),
    ("claim:supported", []),
    ("cites:find_me", ["citing"]),
    ("cites:old_name", ["citing"]),
    ("cited-by:citing", ["find_me", "scripts"]),
    ("cites:scripts", ["citing"]),
    ("cites:nobody", []),
    ("added:2026", ["bare", "citing", "find_me", "latex", "scripts"]),
    ("added:>2026", []),
    ("(garcia OR erdos) year:>2000", ["find_me"]),
    ("(garcia OR year:1998) -covid", ["latex"]),
    ("-garcia -erdos -tag:bayes", ["citing", "scripts"]),
    ("garcia -covid", []),
    ("author:(garcia obrien)", ["find_me"]),
    ("author:(garcia OR erdos)", ["find_me", "latex"]),
    ("", ["bare", "citing", "find_me", "latex", "scripts"]),
]


@pytest.mark.parametrize(("query", "expected"), CASES, ids=[query or "(all)" for query, _ in CASES])
def test_both_faces_find_the_same(filled: Library, query: str, expected: list[str]) -> None:
    parsed = parse_query(query)
    in_memory = [one.key for one in filled.works(filled.work_ids()) if matches(parsed, one, work_of=filled.resolve)]
    assert sorted(in_memory) == expected
    assert sorted(one.key for one in filled.works(filled.work_ids(query))) == expected
    assert sorted(keys(filled, query)) == expected
    assert filled.count(query) == len(expected)


def test_words_in_the_title_come_before_words_in_the_abstract(library: Library) -> None:
    library.add(
        [
            work("title", "Bayesian sleep"),
            work("abstract", "Something", abstract="A long text about sleep " + "and more " * 50),
            work("both", "Sleep and sleep", abstract="sleep"),
        ]
    )
    assert keys(library, "sleep")[-1] == "abstract"


def test_pages_of_a_list_fit_together(library: Library) -> None:
    library.add([work(f"w{number:03}", "Sleep" if number % 2 else "Wake", year=2000 + number) for number in range(700)])
    for query in ("", "sleep"):
        for sort in ("relevance", "added", "year", "title", "author", "key"):
            everything = keys(library, query, sort=sort)
            paged = [
                key for start in range(0, 700, 90) for key in keys(library, query, sort=sort, limit=90, offset=start)
            ]
            assert paged == everything
            assert len(set(everything)) == library.count(query)


def test_new_works_come_first_unless_asked_otherwise(library: Library) -> None:
    library.add(
        [work("b", "Beta", "Young", year=2001), work("a", "Alpha", "Zhang", year=2000), work("c", "Gamma", "Xu")]
    )
    assert keys(library, "") == ["c", "a", "b"]
    assert keys(library, "", sort="title") == ["a", "b", "c"]
    assert keys(library, "", sort="author") == ["c", "b", "a"]
    assert keys(library, "", sort="key") == ["a", "b", "c"]
    assert keys(library, "", limit=1, offset=1) == ["a"]


@pytest.mark.parametrize(
    "text",
    ["NEAR(a b)", "a AND", "title : x", "^a", "a NOT b", "{title} : a", "'x", "\\x", "%x", "_x", ";x", "--x--", "x*y"],
)
def test_no_text_is_taken_for_sql(filled: Library, text: str) -> None:
    assert len(filled.find(text)) <= 5
    assert filled.check() == ()


@pytest.mark.parametrize("text", ["*", '""', "'", "\\", "%", "_", ";", 'author:"'])
def test_a_query_without_a_word_is_an_error_that_says_where(filled: Library, text: str) -> None:
    with pytest.raises(InputError) as raised:
        filled.find(text)
    assert raised.value.column == (8 if "author" in text else 1)
