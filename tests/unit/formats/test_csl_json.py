"""CSL items: what other programs write is understood, what we write is complete."""

from __future__ import annotations

import json
from typing import Any

import pytest

from citetrail.errors import InputError
from citetrail.formats import csl_json
from citetrail.formats.csl_json import description_from_item, item_from_description
from citetrail.model import (
    Description,
    Entry,
    Identifier,
    Person,
    date_range_from_edtf,
    group,
    identifier_of,
    pages_from_text,
)

DOI = Identifier(scheme="doi", value="10.5555/x")
ARXIV = identifier_of("arxiv", "arxiv:2107.06472v2")


@pytest.mark.parametrize(
    ("item", "field", "expected"),
    [
        ({"issued": {"date-parts": [[2011, 12]]}}, "issued", "2011-12"),
        ({"issued": {"date-parts": [["2011", "6", "27"]]}}, "issued", "2011-06-27"),
        ({"issued": {"date-parts": [[2010], [2011]]}}, "issued", "2010/2011"),
        ({"issued": {"date-parts": [[2010], [0]]}}, "issued", "2010/.."),
        ({"issued": {"date-parts": [[2010]], "season": 1}}, "issued", "2010-21"),
        ({"issued": {"date-parts": [[2010]], "season": "Winter"}}, "issued", "2010-24"),
        ({"issued": {"date-parts": [[1850]], "circa": True}}, "issued", "1850~"),
        ({"issued": {"date-parts": [[-44, 3, 15]]}}, "issued", "-0044-03-15"),
        ({"issued": {"raw": "27 June 2011"}}, "issued", "2011-06-27"),
        ({"issued": {"literal": "in press"}}, "issued", "in press"),
        ({"issued": "2010-03/2011-05"}, "issued", "2010-03/2011-05"),
        ({"issued": {"date-parts": [[None]]}}, "issued", "None"),
        ({"page": "1388-396"}, "pages", "1388–1396"),
        ({"page": "n.p."}, "page_text", "n.p."),
        ({"type": "article-journal", "number": "e77"}, "article_number", "e77"),
        ({"type": "report", "number": "7"}, "number", "7"),
        ({"volume": 11}, "volume", "11"),
        ({"title": ["One", "Two"]}, "title", "One"),
        ({"shortTitle": "S"}, "title_short", "S"),
        ({"journalAbbreviation": "J."}, "container_title_short", "J."),
        ({"event": "Meeting"}, "event_title", "Meeting"),
        ({"type": "thesis", "publisher": "U"}, "institution", "U"),
        ({"keyword": "a, b"}, "keywords", "('a', 'b')"),
        ({"keyword": "a, b; c"}, "keywords", "('a, b', 'c')"),
        ({"foo": {"x": 1}}, "extra", """(('foo', '{"x": 1}'),)"""),
    ],
)
def test_what_other_programs_write(item: dict[str, Any], field: str, expected: str) -> None:
    assert str(getattr(description_from_item(item), field)) == expected


@pytest.mark.parametrize(
    ("name", "person"),
    [
        (
            {"family": "Cruz", "given": "M", "non-dropping-particle": "de la"},
            Person(family="Cruz", given="M", particle="de la"),
        ),
        (
            {"family": "Humboldt", "given": "A", "dropping-particle": "von"},
            Person(family="Humboldt", given="A", particle="von"),
        ),
        ({"family": "King", "given": "M", "suffix": "Jr."}, Person(family="King", given="M", suffix="Jr.")),
        ({"literal": "NASA"}, group("NASA")),
        ({"given": "Plato"}, Person(family="Plato")),
        ("A. Name", group("A. Name")),
    ],
)
def test_names(name: Any, person: Person) -> None:
    assert description_from_item({"author": [name]}).authors == (person,)


@pytest.mark.parametrize(
    "odd", [None, [], {}, 7, True, "x", [[1]], {"a": 1}, [None], {"date-parts": "x"}, {"date-parts": [["x"]]}]
)
@pytest.mark.parametrize(
    "variable", ["author", "issued", "page", "DOI", "title", "keyword", "custom", "type", "URL", "note"]
)
def test_odd_values_never_raise(variable: str, odd: Any) -> None:
    description_from_item({variable: odd})


def test_an_item_for_a_style() -> None:
    description = Description(
        type="article-journal",
        authors=(Person(family="Beethoven", given="Ludwig", particle="van"), group("WHO")),
        pages=pages_from_text("1388-96, S2"),
        issued=date_range_from_edtf("2010-03/2011"),
        identifiers=(DOI,),
        url="https://example.org",
        archive_location="Box 1",
    )
    assert item_from_description(description, "k") == {
        "id": "k",
        "type": "article-journal",
        "author": [
            {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
            {"literal": "WHO"},
        ],
        "page": "1388-1396, S2",
        "issued": {"date-parts": [[2010, 3], [2011]]},
        "DOI": "10.5555/x",
        "URL": "https://example.org",
        "archive_location": "Box 1",
    }


@pytest.mark.parametrize(
    "description",
    [
        Description(),
        Description(type="thesis", institution="U", publisher="P"),
        Description(type="thesis", publisher="P"),
        Description(type="report", institution="U"),
        Description(type="article", identifiers=(DOI, ARXIV) if ARXIV else ()),
        Description(type="article-journal", number="7", article_number="e1"),
        Description(type="article-journal", number="7"),
        Description(issued=date_range_from_edtf("1850?/1860~"), accessed=date_range_from_edtf("2010-22/..")),
        Description(keywords=("a; b", "c, d"), extra=(("division", "3"), ("foo", "bar"))),
        Description(authors=(Person(family="X", orcid="0000-0002-1825-0097"),), has_more_authors=True),
        Description(contributors=(("director", (Person(family="D", orcid="0000-0002-1825-0097"),)),)),
        Description(pages=pages_from_text("e12"), page_text="E12", translated_title="T"),
        Description(identifiers=(Identifier(scheme="url", value="https://example.org/"),)),
        Description(note="PMID: 123456", identifiers=(DOI,)),
    ],
)
def test_nothing_is_lost_on_the_way(description: Description) -> None:
    item = json.loads(json.dumps(item_from_description(description, "k")))
    found = description_from_item(item)
    assert sorted(found.extra) == sorted(description.extra)
    assert found.model_copy(update={"extra": ()}) == description.model_copy(update={"extra": ()})


def test_a_file_and_its_places() -> None:
    content = b'[\n {"id": "a", "title": "A"},\n {"id": "b", "type": "book", "categories": ["x"]},\n 7]'
    found = csl_json.read(content, "x.json")
    assert [(entry.key, entry.place.line, entry.tags) for entry in found.entries] == [("a", 2, ()), ("b", 3, ("x",))]
    assert [(problem.severity, problem.message) for problem in found.problems] == [("damaged", "item 3 is no object")]


def test_written_files_hold_tags_notes_and_files() -> None:
    entry = Entry(
        key="k", description=Description(type="book"), aliases=("o",), tags=("t",), notes=("n",), files=("f.pdf",)
    )
    (found,) = csl_json.read(csl_json.write([entry]).text.encode(), "x").entries
    assert (found.aliases, found.tags, found.notes, found.files) == (("o",), ("t",), ("n",), ("f.pdf",))


@pytest.mark.parametrize("content", [b"", b"{", b'"x"', b"7", b"[" * 100_000, b"\xff"])
def test_other_content_is_refused(content: bytes) -> None:
    with pytest.raises(InputError):
        csl_json.read(content, "x.json")


@pytest.mark.parametrize(
    ("content", "is_ours"),
    [
        (b'[{"id": "a", "type": "book"}]', True),
        (b'\xef\xbb\xbf {"items": [], "type": "x"}', True),
        (b"@article{a}", False),
        (b'{"collections": {}, "items": [{"itemType": "book", "title": "x"}]}', False),
        (b'["a"]', False),
    ],
)
def test_sniffing(content: bytes, is_ours: bool) -> None:
    assert csl_json.sniff(content) is is_ours
