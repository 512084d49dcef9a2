"""BibTeX entries as descriptions: macros, inheritance, names, dates, identifiers, and what is told."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from citetrail.errors import InputError
from citetrail.formats import bibtex
from citetrail.model import Bibliography, Description, Entry, Person, Problem


def read(text: str) -> Bibliography:
    return bibtex.read(text.encode(), "x.bib")


def description(body: str, kind: str = "article") -> Description:
    return read(f"@{kind}{{k, {body}}}").entries[0].description


def told(text: str) -> list[str]:
    return [problem.message for problem in read(text).problems]


def test_an_article() -> None:
    found = description(
        'author={Rockliff, H. and de la Cruz, M. and others}, title={Effects of {OT}}, journal="Emotion", '
        "year=2011, month=dec, volume=11, number=6, pages={1388--96}, doi={10.1037/a0023861}, keywords={a, b}"
    )
    assert found.type == "article-journal"
    assert found.authors == (Person(family="Rockliff", given="H."), Person(family="Cruz", given="M.", particle="de la"))
    assert found.has_more_authors
    assert (found.title, found.container_title, found.issue) == ("Effects of OT", "Emotion", "6")
    assert (str(found.issued), str(found.pages), found.doi) == ("2011-12", "1388–1396", "10.1037/a0023861")
    assert found.keywords == ("a", "b")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ('@string{x="A"}@a{k, title=x}', "A"),
        ('@string{x="A"}@a{k, title=X # " and " # {B} # 1}', "A and B1"),
        ("@a{k, title=nosuch}", "nosuch"),
        ('@a{k, title=x}@string{x="A"}', "x"),
        ('@string{x="A"}@a{k, title=x}@string{x="B"}', "A"),
    ],
)
def test_macros_are_expanded_as_defined_above(text: str, title: str) -> None:
    assert read(text).entries[0].description.title == title


def test_undefined_and_redefined_macros_are_told() -> None:
    assert told("@article{k, title=nosuch}") == ["the macro nosuch is not defined above this entry"]
    sentences = told('@string{x="A"}\n@string{x="B"}\n@article{k, title=x}')
    assert sentences == [
        "the macro x is defined a second time, differently",
        "the macro x is defined twice; line 2 counts",
    ]


CHILD = "@inproceedings{child, title={Talk}, crossref={parent}}\n"
PARENT = "@proceedings{parent, title={Proc}, booktitle={Book}, year=1999, editor={Ed, I.}, abstract={no}}\n"


def test_crossref_takes_what_the_child_lacks() -> None:
    found = read(CHILD + PARENT).entries[0].description
    assert (found.title, found.container_title, found.year, found.abstract) == ("Talk", "Book", 1999, None)
    assert found.editors == (Person(family="Ed", given="I."),)
    assert ("crossref", "parent") in found.extra


def test_a_parent_title_becomes_the_book_title() -> None:
    found = read(CHILD + "@proceedings{parent, title={Proc}, subtitle={Sub}}").entries[0].description
    assert found.container_title == "Proc: Sub"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (CHILD, "there is no entry parent to take fields from"),
        ("@book{a, crossref={b}}@book{b, crossref={a}}", "crossref or xdata leads back to this entry"),
    ],
)
def test_broken_inheritance_is_told(text: str, sentence: str) -> None:
    assert sentence in told(text)


def test_xdata_is_no_work_but_lends_its_fields() -> None:
    found = read("@xdata{x, publisher={P}}@book{b, title={T}, xdata={x}}")
    assert [(entry.key, entry.description.publisher) for entry in found.entries] == [("b", "P")]


@pytest.mark.parametrize(
    ("body", "date"),
    [
        ("date={2010-03/2011-05}", "2010-03/2011-05"),
        ("date={1850~}", "1850~"),
        ("date={-0044-03-15}", "-0044-03-15"),
        ('year=1999, month=15 # "~" # mar', "1999-03-15"),
        ("year={2015}, month={Nov.-Dec.}", "2015-11/2015-12"),
        ("year={in press}", "in press"),
        ("date={2011-05-01}, year={2010}", "2011-05-01"),
        ("year={ 2015 }", "2015"),
    ],
)
def test_dates(body: str, date: str) -> None:
    assert str(description(body).issued) == date


@pytest.mark.parametrize(
    ("body", "identifier"),
    [
        (
            "doi={10.5555/(SICI)1099-0001(199806)49:8<693::AID-X4>3.0.CO;2-O}",
            "doi:10.5555/(sici)1099-0001(199806)49:8<693::aid-x4>3.0.co;2-o",
        ),
        (r"doi={10.5555/a\_b{\_}c}", "doi:10.5555/a_b_c"),
        ("doi={https://doi.org/10.5555/X}", "doi:10.5555/x"),
        ("url={https://doi.org/10.5555/x}", "doi:10.5555/x"),
        ("eprint={arXiv:9901.00001v2}, archivePrefix={arXiv}", "arxiv:9901.00001"),
        ("journal={CoRR}, volume={abs/1706.03762}", "arxiv:1706.03762"),
        ("eprint={21707149}, eprinttype={pubmed}", "pmid:21707149"),
        ("pmid={21707149}", "pmid:21707149"),
        ("note={PMID: 21707149}", "pmid:21707149"),
        ("isbn={978-0-306-40615-7}", "isbn:9780306406157"),
    ],
)
def test_identifiers(body: str, identifier: str) -> None:
    assert [str(one) for one in description(body).identifiers] == [identifier]


def test_addresses_are_taken_as_they_are() -> None:
    assert description("url={https://x.org/x_y%20z?a=1&b=2#top~1}").url == "https://x.org/x_y%20z?a=1&b=2#top~1"
    assert description(r"howpublished={\url{https://x.org/a}}", "misc").url == "https://x.org/a"


@pytest.mark.parametrize(
    ("kind", "csl"),
    [
        ("article", "article-journal"), ("INPROCEEDINGS", "paper-conference"), ("phdthesis", "thesis"),
        ("online", "webpage"), ("software", "software"), ("mytype", "document"), ("misc", "document"),
    ],
)  # fmt: skip
def test_types(kind: str, csl: str) -> None:
    assert description("title={x}", kind).type == csl


def test_a_preprint_is_found_out() -> None:
    assert description("eprint={1706.03762}, archiveprefix={arXiv}", "misc").type == "article"


def test_unknown_fields_are_kept_as_written() -> None:
    extra = description("x-custom={kept {as} is}, Mixed_Case = {also}").extra
    assert ("x-custom", "kept {as} is") in extra
    assert ("Mixed_Case", "also") in extra


def test_other_keys_groups_and_files() -> None:
    (entry,) = read(
        "@a{k, ids={old, older:name}, groups={one, two}, comment={mine}, "
        "file={Full Text:C\\:\\\\x\\\\a b.pdf:application/pdf;:notes/n.md:Markdown}}"
    ).entries
    assert (entry.aliases, entry.tags, entry.notes) == (("old", "older:name"), ("one", "two"), ("mine",))
    assert entry.files == ("C:\\x\\a b.pdf", "notes/n.md")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("@article{, title={x}}", "the entry has no key; one will be made"),
        ("@article{a b, title={x}}", "LaTeX cannot cite this key"),
        ("@article{A, title={x}}@article{a, title={y}}", "the key differs from A only in capitals; BibTeX takes them for one"),
        ("@article{a, title={x}}@article{a, title={y}}", "the key is taken by a different entry on line 1; this one is kept as a-2"),
        ("@article{a, title={x}}@article{a, title={x}}", "repeated word for word from line 1; left out"),
        ("@article{a, title={x}, title={y}}", "the field title stands twice; the first counts"),
        ("@article{a, title={x}, date={2011}, year={2010}}", "date and year disagree (2011 and 2010); date counts"),
        ("@article{a, year={in press}}", "the year is no number: in press"),
        (r"@article{a, title={\foo{x}}}", r"unknown LaTeX command \foo"),
        ("@article{a, title={<i>x</i> &amp; y <jats:p>z</jats:p>}}", "tags or entities in title"),
        ("@article{a, title={x\x07y}}", "control characters in title"),
        ("@article{a, doi={doi: 10.5555/x.}}", "the DOI was cleaned: doi: 10.5555/x."),
        ("@article{a, doi={none}}", "doi is none: none"),
        ("@mytype{a, title={x}}", "unknown entry type @mytype"),
    ],
)  # fmt: skip
def test_odd_things_are_told(text: str, sentence: str) -> None:
    assert told(text) == [sentence]


@pytest.mark.parametrize(
    "text",
    [
        '@article{a, title={The {"}x{"}}, year=2000}',
        "@article{a, title={A & B}, author={de la Cruz, M}}",
        "@article{clé:ünï/+.2020, title={x}}",
        "@book{a, title={x < y}, date={1850~}}",
    ],
)
def test_ordinary_things_are_not_told(text: str) -> None:
    assert told(text) == []


def test_macros_that_double_do_not_fill_the_memory() -> None:
    doubled = "".join(f"@string{{m{number} = m{number - 1} # m{number - 1}}}" for number in range(1, 60))
    found = read('@string{m0 = "ha"}' + doubled + "@misc{a, title = m59}" * 50)
    assert all(len(entry.description.title or "") <= 1_000_000 for entry in found.entries)
    assert any("is not defined" in problem.message for problem in found.problems)


def test_damage_has_a_place() -> None:
    (problem,) = read("@article{good, title={x}}\n\n@article{bad,\n  title = {never").problems
    assert (problem.severity, problem.key, problem.opened_at) == ("damaged", "bad", (4, 11))
    assert (problem.place.source, problem.place.line, problem.place.column) == ("x.bib", 3, 1)
    assert problem.message == '"bad" has a value that is never closed; opened on line 4, column 11'
    (nameless,) = read("@article{good, title={x}}\n@article").problems
    assert nameless.message == "an entry without a key has no opening brace after its type"


@pytest.mark.parametrize("content", [b"", b"  \n", b"<!DOCTYPE html><html>", b"%PDF-1.7", b"PK\x03\x04"])
def test_other_files_are_refused(content: bytes) -> None:
    with pytest.raises(InputError):
        bibtex.read(content, "x.bib")


def test_a_file_without_entries_is_no_error() -> None:
    found = bibtex.read(b"% nothing here\n@comment{nor here}\n", "x.bib")
    assert found.model_copy(update={"passages": ()}) == Bibliography()


# -- the file of everything that readers get wrong


def shown_name(person: Person) -> str:
    if person.literal:
        return f"{{{person.literal}}}"
    family = " ".join(part for part in (person.particle, person.family) if part)
    return ", ".join(part for part in (family, person.suffix, person.given) if part)


def value(entry: Entry, name: str, expected: Any) -> Any:
    found, extra = entry.description, {key.lower(): text for key, text in entry.description.extra}
    title = re.sub(r"</?\w+[^>]*>", "", found.title or "")
    arxiv, isbn = found.identifier("arxiv"), found.identifier("isbn")
    start = found.issued.start if found.issued else None
    values: dict[str, Any] = {
        "title": title,
        "authors": [shown_name(person) for person in found.authors],
        "editors": [shown_name(person) for person in found.editors],
        "others": found.has_more_authors,
        "journal": found.container_title,
        "booktitle": found.container_title,
        "location": found.publisher_place,
        "pages": str(found.pages),
        "date": str(found.issued),
        "urldate": str(found.accessed),
        "month": start.month if start else None,
        "day": start.day if start else None,
        "year_as_written": start.words if start else None,
        "author_as_written": str(found.authors[0]) if found.authors else None,
        "isbn": isbn.value if isbn else None,
        "arxiv": arxiv.value if arxiv else None,
        "arxiv_version": arxiv.version if arxiv else None,
        "aliases": list(entry.aliases),
        "files": list(entry.files),
        "title_contains": [part for part in expected if part in title] if isinstance(expected, list) else None,
        "keywords_contains": list(found.keywords),
    }
    if name in values:
        return values[name]
    return getattr(found, name) if hasattr(found, name) else extra.get(name)


def told_about(problems: tuple[Problem, ...], line: int, key: str) -> list[Problem]:
    return [one for one in problems if (one.key or "") == key and line <= (one.place.line or 0) < line + 12]


# Decided by whoever looks at two works, not by a reader of one file.
FOR_THE_LIBRARY = {"doi_variant"}


@pytest.mark.shared
def test_the_torture_file(shared: Path) -> None:
    found = bibtex.read((shared / "bench/torture.bib").read_bytes(), "torture.bib")
    entries = {(entry.place.line, entry.place.column): entry for entry in found.entries}
    for row in map(json.loads, (shared / "bench/torture.expected.jsonl").read_text().splitlines()):
        entry = entries.get((row["line"], row["column"]))
        told_here = told_about(found.problems, row["line"], row["key"])
        if row["outcome"] == "damaged":
            assert [one.severity for one in told_here] == ["damaged"], row
            opened = row.get("opened_at")
            assert told_here[0].opened_at == ((opened["line"], opened["column"]) if opened else None), row
            continue
        if row["outcome"] == "told":
            assert told_here, row
        if entry is None:
            assert row["outcome"] == "merged" or row["expect"] == {"is_work": False}, row
            continue
        for name, expected in row["expect"].items():
            if row["key"] not in FOR_THE_LIBRARY and name not in ("searchable", "same_as"):
                assert value(entry, name, expected) == expected, (row["key"], name)
    assert len(found.entries) == 65


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "count", "authors"),
    [
        ("bom_crlf", 2, None), ("cr_only", 2, None), ("cp1252", 1, "Jörg Müller"), ("utf16", 1, "Jörg Müller"),
        ("mixed_encodings", 2, "Jörg Müller"), ("cut_off", 1, None), ("nul_bytes", 2, None), ("deep_braces", 2, None),
        ("only_comments", 0, None),
    ],
)  # fmt: skip
def test_small_bad_files(shared: Path, name: str, count: int, authors: str | None) -> None:
    found = bibtex.read((shared / f"bench/torture/{name}.bib").read_bytes(), name)
    assert len(found.entries) == count
    if authors:
        assert {str(entry.description.authors[0]) for entry in found.entries} == {authors}
