"""Better BibTeX's export of a Zotero library."""

from __future__ import annotations

import json
from typing import Any

import pytest

from citetrail.errors import InputError
from citetrail.formats import better_bibtex_json, csl_json
from citetrail.formats.finding import find_format
from citetrail.model import Entry, Quote

ITEM: dict[str, Any] = {
    "itemID": 7, "itemType": "journalArticle", "citationKey": "sample2001", "title": "A visible fiction",
    "date": "2001-05", "publicationTitle": "Journal of Examples", "DOI": "10.5555/fiction.1", "pages": "12-15",
    "creators": [
        {"creatorType": "author", "firstName": "Sophie", "lastName": "Sample"},
        {"creatorType": "author", "name": "Example Team"},
        {"creatorType": "reviewedAuthor", "firstName": "Jo", "lastName": "Doe"},
    ],
    "tags": [{"tag": "to read"}, {"tag": "automatic", "type": 1}],
    "notes": [{"note": "<p>Read it</p>"}, "plain"],
    "attachments": [
        {
            "path": "/files/sample.pdf",
            "annotations": [
                {"annotationType": "highlight", "annotationText": "marked", "annotationPageLabel": "3"},
                {"annotationType": "image", "annotationPageLabel": "4"},
            ],
        }
    ],
    "seeAlso": [], "extra": "arXiv: 2107.06472\nhello: world",
}  # fmt: skip
EXPORT: dict[str, Any] = {
    "config": {"id": "36a3b0b5-bad0-4a04-b79b-441c7cef77db", "label": "BetterBibTeX JSON"},
    "collections": {
        "AAA": {"key": "AAA", "name": "Thesis", "parent": False, "items": []},
        "BBB": {"key": "BBB", "name": "Chapter 1", "parent": "AAA", "items": [7]},
    },
    "items": [ITEM, {"itemType": "note", "note": "of its own"}],
}


def read(value: Any) -> Entry:
    (entry,) = better_bibtex_json.read(json.dumps(value).encode(), "x.json").entries
    return entry


def test_an_item() -> None:
    entry = read(EXPORT)
    assert (entry.key, entry.description.title, entry.description.doi) == (
        "sample2001", "A visible fiction", "10.5555/fiction.1",
    )  # fmt: skip
    assert [str(person) for person in entry.description.authors] == ["Sophie Sample", "Example Team"]
    assert [role for role, _ in entry.description.contributors] == ["reviewed-author"]
    assert str(entry.description.identifier("arxiv")) == "arxiv:2107.06472"
    assert entry.description.note == "hello: world"


def test_what_the_reader_added() -> None:
    entry = read(EXPORT)
    assert entry.tags == ("to read", "automatic", "Thesis/Chapter 1")
    assert entry.notes == ("Read it", "plain")
    assert entry.files == ("/files/sample.pdf",)
    assert entry.quotes == (Quote(exact="marked", page="3"),)


def test_what_has_no_place_is_told() -> None:
    (problem,) = better_bibtex_json.read(json.dumps(EXPORT).encode(), "x.json").problems
    assert "page 4" in problem.message


@pytest.mark.parametrize(
    ("item", "field", "expected"),
    [
        ({"itemType": "thesis", "university": "U"}, "institution", "U"),
        ({"itemType": "thesis", "publisher": "U"}, "institution", "U"),
        ({"itemType": "film", "creators": [{"creatorType": "director", "lastName": "D"}]}, "authors", "D"),
        ({"itemType": "bookSection", "bookTitle": "B"}, "container_title", "B"),
        ({"itemType": "case", "caseName": "A v. B", "court": "C"}, "authority", "C"),
        ({"itemType": "preprint", "repository": "arXiv", "archiveID": "arXiv:2107.06472"}, "publisher", "arXiv"),
        ({"itemType": "book", "date": "in press"}, "issued", "in press"),
        ({"itemType": "podcast", "runningTime": "1:02"}, "dimensions", "1:02"),
    ],
)
def test_types_have_fields_of_their_own(item: dict[str, Any], field: str, expected: str) -> None:
    found = getattr(read({"items": [item]}).description, field)
    assert str(found[0] if isinstance(found, tuple) else getattr(found, "start", found)) == expected


def test_it_is_told_from_other_json() -> None:
    content = json.dumps(EXPORT).encode()
    formats = (csl_json.FORMAT, better_bibtex_json.FORMAT)
    assert find_format(content, "x.json", formats).name == "better-bibtex-json"
    assert find_format(b'[{"id": "a", "type": "book"}]', "x.json", formats).name == "csl-json"


@pytest.mark.parametrize("content", [b"[]", b"{}", b'{"items": 3}', b"{"])
def test_other_json_is_refused(content: bytes) -> None:
    with pytest.raises(InputError):
        better_bibtex_json.read(content, "x.json")
