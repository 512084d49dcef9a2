"""A papis library: folders with an `info.yaml`."""

from __future__ import annotations

from pathlib import Path

import pytest

from citetrail.errors import InputError
from citetrail.importers import papis
from citetrail.model import Person

INFO = """ref: sample2001
type: article
title: 100% visible & invented
author: Sample, Sophie and de Roe, Rick
author_list:
- family: Sample
  given: Sophie
- family: de Roe
  given: Rick
journal: Journal of Examples
year: 2001
month: 5
volume: '3'
pages: 12--15
doi: 10.5555/fiction_1
tags: [one, two words]
files: [sample.pdf]
notes: notes.md
x-own: kept
citations:
- doi: 10.5555/other
custom:
  nested: value
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    document = tmp_path / "library" / "sample-2001"
    document.mkdir(parents=True)
    (document / "info.yaml").write_text(INFO, encoding="utf-8")
    (document / "notes.md").write_text("# My notes\n", encoding="utf-8")
    return tmp_path / "library"


def test_a_document(folder: Path) -> None:
    (entry,) = papis.read(folder).bibliography.entries
    description = entry.description
    assert (entry.key, description.type, description.title) == (
        "sample2001", "article-journal", "100% visible & invented",
    )  # fmt: skip
    assert description.authors == (Person(family="Sample", given="Sophie"), Person(family="de Roe", given="Rick"))
    assert (description.container_title, str(description.issued), str(description.pages)) == (
        "Journal of Examples", "2001-05", "12–15",
    )  # fmt: skip
    assert description.doi == "10.5555/fiction_1"
    assert ("x-own", "kept") in description.extra


def test_what_the_reader_added(folder: Path) -> None:
    (entry,) = papis.read(folder).bibliography.entries
    assert entry.tags == ("one", "two words")
    assert entry.notes == ("# My notes",)
    assert entry.files == (str(folder / "sample-2001" / "sample.pdf"),)


def test_what_has_no_place_is_told(folder: Path) -> None:
    assert [(loss.key, loss.field) for loss in papis.read(folder).losses] == [("sample2001", "custom")]


def test_tags_as_text_and_names_without_a_list(folder: Path) -> None:
    info = "title: T\nauthor: A, B; C, D\ntags: one two\n"
    (folder / "sample-2001" / "info.yaml").write_text(info, encoding="utf-8")
    (entry,) = papis.read(folder).bibliography.entries
    assert entry.tags == ("one", "two")
    assert [person.family for person in entry.description.authors] == ["A", "C"]


@pytest.mark.parametrize("info", ["a: [", "- a list", "a: &x 1\nb: *x\n"], ids=["broken", "list", "aliases"])
def test_a_damaged_folder_is_told_and_the_others_are_read(folder: Path, info: str) -> None:
    other = folder / "other"
    other.mkdir()
    (other / "info.yaml").write_text(info, encoding="utf-8")
    found = papis.read(folder).bibliography
    assert [entry.key for entry in found.entries] == ["sample2001"]
    assert [problem.severity for problem in found.problems] == ["damaged"]


def test_a_folder_without_documents(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"there is no info\.yaml"):
        papis.read(tmp_path)
