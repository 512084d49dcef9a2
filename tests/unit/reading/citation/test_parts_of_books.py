"""A part and its book told apart by quotation marks, pages and publisher, and what must stay whole."""

import pytest

from citetrail.reading import read_citation
from citetrail.reading.citation.parts_of_books import tell_part_from_book
from citetrail.reading.citation.trimming import title_with_its_marks


def told(text: str, **words: str) -> tuple[dict[str, str], dict[str, object]]:
    starts = {name: text.index(said) for name, said in words.items()}
    fields: dict[str, object] = {}
    tell_part_from_book(text, starts, words, fields)
    return words, fields


@pytest.mark.parametrize(
    "behind", [",” Hens at Work", "”, Hens at Work", ".” Hens at Work", ",” in Hens at Work", "”, In: Hens at Work"]
)
def test_a_book_behind_quotation_marks(behind: str) -> None:
    words, _ = told(f"Doe, J. (2016) “Foxes{behind}. Bristol: Hen Press.", title=f"Foxes{behind}")
    assert words == {"title": "Foxes", "container": "Hens at Work"}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Doe, J. (2016) “Foxes” and hens. Bristol.", "Foxes” and hens"),
        ("Doe, J. (2016) “Foxes,” and hens. Bristol.", "Foxes,” and hens"),
        ("Doe, J. (2016) The “Foxes,” Hens at Work. Bristol.", "The “Foxes,” Hens at Work"),
        ("Doe, J. (2016) Foxes and hens. Bristol.", "Foxes and hens"),
    ],
)
def test_titles_that_stay_whole(text: str, title: str) -> None:
    assert told(text, title=title)[0] == {"title": title}


def test_pages_and_publisher_behind_a_book() -> None:
    words, fields = told("Foxes. in Hens at Work 1–22 (Hen Press, 2020).", title="Foxes", container="Hens at Work 1–22")
    assert (words["container"], str(fields["pages"])) == ("Hens at Work", "1–22")
    words, fields = told("Foxes. in Hens at Work (Hen Press).", title="Foxes", container="Hens at Work (Hen Press")
    assert (words["container"], words["publisher"], fields) == ("Hens at Work", "Hen Press", {})


@pytest.mark.parametrize(
    ("text", "container"),
    [
        ("Foxes. in Europe 1914–1918. Hen Press.", "Europe 1914–1918"),
        ("Foxes. Hens at Work 1–22 (2020).", "Hens at Work 1–22"),
        ("Foxes. in Hens (and Cocks) at Work. Hen Press.", "Hens (and Cocks) at Work"),
        ("Foxes. Emotion (Washington, D.C.).", "Emotion (Washington, D.C."),
    ],
)
def test_books_that_stay_whole(text: str, container: str) -> None:
    words, fields = told(text, title="Foxes", container=container)
    assert (words["container"], fields) == (container, {})


@pytest.mark.parametrize(
    ("title", "before", "whole"),
    [
        ('Hens" and foxes', '"', '"Hens" and foxes'),
        ("Hens” and foxes", "“", "“Hens” and foxes"),
        ("Epithet’", "‘", "Epithet"),
        ("Hens and foxes", '"', "Hens and foxes"),
        ('The "hens" of foxes', '"', 'The "hens" of foxes'),
        ("Hens’", "“", "Hens’"),
        ('Hens and foxes"', '"', 'Hens and foxes"'),
    ],
)
def test_both_marks_or_none(title: str, before: str, whole: str) -> None:
    assert title_with_its_marks(title, before) == whole


def test_a_chapter_as_nature_prints_it() -> None:
    said = read_citation(
        "1. Doe, J. Introduction: foxes and ecology. in Hens at Work 1–22 (Hen Press, 2020)."
    ).description
    assert (said.type, said.container_title, str(said.pages)) == ("chapter", "Hens at Work", "1–22")
