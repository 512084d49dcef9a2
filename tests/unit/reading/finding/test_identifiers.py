"""Identifiers of a document: each once, none that is the document's own or only the beginning of one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from citetrail.model import Document, identifier_from_text
from citetrail.model.descriptions import Description
from citetrail.model.documents import Block
from citetrail.reading import find

sys.path.insert(0, str(Path(__file__).parent))
from reader import read_citations  # the tests' folders are no packages

OWN = "10.5555/journal.bells.0115884"


def identifiers(text: str, media_type: str) -> list[str]:
    doi = identifier_from_text(OWN)
    assert doi
    document = Document(
        name="bells",
        media_type=media_type,  # type: ignore[arg-type]
        text=text,
        blocks=(Block(start=0, end=len(text)),),
        description=Description(identifiers=(doi,)),
    )
    found = find(document, read_citations)
    return [one.description.identifiers[0].value for one in found.references if one.kind == "identifier"]


@pytest.mark.parametrize("media_type", ["pdf", "html"])
def test_figures_and_supplements_of_the_document_are_no_references(media_type: str) -> None:
    assert identifiers(f"See doi:{OWN}.g001 and doi:{OWN}.s001, and doi:10.5555/other.1.", media_type) == [
        "10.5555/other.1"
    ]


def test_the_beginning_of_a_doi_at_a_line_end_is_none_in_a_pdf() -> None:
    assert identifiers("doi:10.5555/journal.bells. 0115884 and doi:10.5555/journal.tides. 77 here", "pdf") == []


def test_dois_without_digits_are_real_elsewhere() -> None:
    assert identifiers("We used doi:10.5555/harbour.", "html") == ["10.5555/harbour"]
