"""The query language: what is understood, and where a wrong query goes wrong."""

from __future__ import annotations

from datetime import date

import pytest

from citetrail.errors import InputError
from citetrail.judging.query import (
    EVERYTHING,
    AddedBetween,
    All,
    CitedBy,
    Cites,
    Has,
    HasIdentifier,
    InReading,
    Judged,
    Keyed,
    Not,
    OfType,
    Query,
    Rated,
    Some,
    Standing,
    Tagged,
    Words,
    Years,
    parse_query,
    terms_in,
)


def words(text: str, field: str | None = None, *, is_prefix: bool = True) -> Words:
    return Words(field, tuple(text.split()), is_prefix)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", EVERYTHING),
        ("  ", EVERYTHING),
        ("sleep", words("sleep")),
        ("García", words("garcia")),
        ("sleep memory", All((words("sleep"), words("memory")))),
        ("sleep AND memory", All((words("sleep"), words("memory")))),
        ("sleep and memory", All((words("sleep"), words("and"), words("memory")))),
        ("sleep OR memory", Some((words("sleep"), words("memory")))),
        ("sleep or memory", All((words("sleep"), words("or"), words("memory")))),
        ("a1 b1 OR c1", Some((All((words("a1"), words("b1"))), words("c1")))),
        ("a1 (b1 OR c1)", All((words("a1"), Some((words("b1"), words("c1")))))),
        ("(a1 | b1)", Some((words("a1"), words("b1")))),
        ("-sleep", Not(words("sleep"))),
        ("NOT sleep", Not(words("sleep"))),
        ("-(a1 b1)", Not(All((words("a1"), words("b1"))))),
        ("--sleep", Not(Not(words("sleep")))),
        ("sleep - memory", All((words("sleep"), words("memory")))),
        ("Smith & Jones", All((words("smith"), words("jones")))),
        ('"exact phrase"', words("exact phrase", is_prefix=False)),
        ("“exact phrase”", words("exact phrase", is_prefix=False)),
        ("„genau so“", words("genau so", is_prefix=False)),
        ("«les mots»", words("les mots", is_prefix=False)),
        ("COVID-19", words("covid 19")),
        ("O'Brien", words("o brien")),
        ("O’Brien", words("o brien")),
        ("c++", words("c + +", is_prefix=False)),
        ("C#", words("c #", is_prefix=False)),
        ("state-of-the-art", words("state of the art")),
        ("sleep*", words("sleep")),
        ("x", words("x", is_prefix=False)),
        ("太郎", words("太 郎")),
        ("日", words("日")),
        ("σ-algebra", words("σ algebra")),
        ("p<0.05", words("p 0 05")),
        ("5\"", words("5", is_prefix=False)),
        ("don't", words("don t", is_prefix=False)),
        ("author:smith", words("smith", "author")),
        ("Author:Smith", words("smith", "author")),
        ('author:"de la Cruz"', words("de la cruz", "author", is_prefix=False)),
        ("journal:emotion", words("emotion", "venue")),
        ("text:mitochondri", words("mitochondri", "body")),
        ("author:(smith OR jones)", Some((words("smith", "author"), words("jones", "author")))),
        ("author:(smith jones)", All((words("smith", "author"), words("jones", "author")))),
        ("-author:smith", Not(words("smith", "author"))),
        ("year:2015", Years(2015, 2015)),
        ("year:2010-2020", Years(2010, 2020)),
        ("year:2010–2020", Years(2010, 2020)),
        ("year:2010..2020", Years(2010, 2020)),
        ("year:2010-", Years(2010, None)),
        ("year:..1990", Years(None, 1990)),
        ("year:>2020", Years(2021, None)),
        ("year:>=2020", Years(2020, None)),
        ("year:<1990", Years(None, 1989)),
        ("year:≤1990", Years(None, 1990)),
        ("rating:>3", Rated(4, 5)),
        ("rating:5", Rated(5, 5)),
        ("tag:read", Tagged("read")),
        ("tag:Méthode/Bayes", Tagged("methode/bayes")),
        ("tag:re*", Tagged("re", True)),
        ('tag:"to read"', Tagged("to read")),
        ("key:Smith20", Keyed("smith20")),
        ("type:article", OfType("article")),
        ("type:preprint", OfType("=article")),
        ("status:Retracted", Standing("retracted")),
        ("reading:read", InReading("read")),
        ("has:pdf", Has("pdf")),
        ("claim:disputed", Judged("disputed")),
        ('claim:"disputed"', words("disputed", "claim", is_prefix=False)),
        ("claim:sleep", words("sleep", "claim")),
        ("cites:smith2010", Cites("smith2010")),
        ("cited-by:smith2010", CitedBy("smith2010")),
        ("added:2026", AddedBetween(date(2026, 1, 1), date(2027, 1, 1))),
        ("added:2026-12", AddedBetween(date(2026, 12, 1), date(2027, 1, 1))),
        ("added:2026-01-31", AddedBetween(date(2026, 1, 31), date(2026, 2, 1))),
        ("added:>2026-01", AddedBetween(date(2026, 2, 1), None)),
        ("added:>=2026-01", AddedBetween(date(2026, 1, 1), None)),
        ("added:<2026-01", AddedBetween(None, date(2026, 1, 1))),
        ("added:2026-01..2026-03", AddedBetween(date(2026, 1, 1), date(2026, 4, 1))),
        ("10.5555/find.me-2020(1)", HasIdentifier("doi", "10.5555/find.me-2020(1)")),
        ("doi:10.5555/FIND.ME-2020(1)", HasIdentifier("doi", "10.5555/find.me-2020(1)", True)),
        ('doi:"10.5555/FIND.ME-2020(1)"', HasIdentifier("doi", "10.5555/find.me-2020(1)")),
        ("doi:https://doi.org/10.5555/A", HasIdentifier("doi", "10.5555/a", True)),
        ("https://doi.org/10.5555/find.me-2020(1)", HasIdentifier("doi", "10.5555/find.me-2020(1)")),
        ("(10.5555/a(1) OR sleep)", Some((HasIdentifier("doi", "10.5555/a(1)"), words("sleep")))),
        (
            "10.5555/(sici)1099-0001(199806)49:8<693::aid-x4>3.0.co;2-o",
            HasIdentifier("doi", "10.5555/(sici)1099-0001(199806)49:8<693::aid-x4>3.0.co;2-o"),
        ),
        ("doi:10.1037/", HasIdentifier("doi", "10.1037/", True)),
        ("doi:10.1037", HasIdentifier("doi", "10.1037", True)),
        ("doi:10.1037/emo*", HasIdentifier("doi", "10.1037/emo", True)),
        ("pmid:21707149", HasIdentifier("pmid", "21707149")),
        ("arxiv:2107.06472v2", HasIdentifier("arxiv", "2107.06472")),
        ("PMC3110253", HasIdentifier("pmcid", "PMC3110253")),
        ("isbn:978-3-16-148410-0", HasIdentifier("isbn", "9783161484100")),
        ("https://www.example.org/a(b)", HasIdentifier("url", "https://www.example.org/a(b)")),
        ("std::vector", words("std vector")),
        ("Methods: sleep", All((words("methods"), words("sleep")))),
        ("f(x y)", All((words("f x", is_prefix=False), words("y", is_prefix=False)))),
        ("(f(x y) OR z1)", Some((All((words("f x", is_prefix=False), words("y", is_prefix=False))), words("z1")))),
        ("12:30", words("12 30")),
    ],
)  # fmt: skip
def test_what_is_understood(text: str, expected: Query) -> None:
    assert parse_query(text) == expected
    assert type(parse_query(text)) is type(expected)


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ('author:"', 8, "never closed"),
        ('sleep "deep', 7, "never closed"),
        ("(a1 OR b1", 1, "never closed"),
        ("a1 (", 4, "never closed"),
        ("(" * 100_000, 51, "inside each other"),
        ("-" * 50 + "(x", 51, "inside each other"),
        ("NOT " * 60 + "x", 203, "inside each other"),
        ("tag:" + "(" * 60 + "x", 55, "inside each other"),
        ("a1)", 3, "opens nowhere"),
        ("()", 1, "nothing between"),
        ("a1 OR", 1, "OR needs"),
        ("OR a1", 1, "OR needs"),
        ("a1 -", None, ""),
        ("NOT", 1, "nothing here to leave out"),
        ("a1 -()", 5, "nothing between"),
        ("&", 1, "no word"),
        ("  &", 3, "no word"),
        ("athor:smith", 1, 'no field "athor"'),
        ("sleep yaer:2010", 7, 'no field "yaer"'),
        ("author:", 8, "needs a value"),
        ("author: smith", 8, "needs a value"),
        ('author:""', 8, "needs a value"),
        ("author:&", 8, "no word"),
        ("author:()", 8, "nothing between"),
        ("author:(smith", 8, "never closed"),
        ("year:abc", 6, "no year"),
        ("year:2020-2010", 6, "comes after"),
        ("year:-", 6, "no year"),
        ("rating:x", 8, "no rating"),
        ("added:yesterday", 7, "no date"),
        ("added:2026-13", 7, "no date"),
        ("added:2026-02-30", 7, "no date"),
        ("has:everything", 5, "cannot be"),
        ("status:bad", 8, "cannot be"),
        ("reading:maybe", 9, "cannot be"),
        ("doi:hello", 5, "no DOI"),
    ],
)
def test_a_wrong_query_says_where(text: str, column: int | None, message: str) -> None:
    if column is None:
        parse_query(text)
        return
    with pytest.raises(InputError, match=message) as raised:
        parse_query(text)
    assert raised.value.column == column


def test_a_misspelled_field_is_guessed() -> None:
    with pytest.raises(InputError) as raised:
        parse_query("athor:smith")
    assert raised.value.hint is not None
    assert "author" in raised.value.hint


def test_the_terms_of_a_query_in_order() -> None:
    found = list(terms_in(parse_query("a1 -(tag:x OR year:2010)")))
    assert found == [words("a1"), Tagged("x"), Years(2010, 2010)]
