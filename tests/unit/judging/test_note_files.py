"""Notes as Markdown files: what they hold, and what two sides made of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citetrail.judging.note_files import (
    NoteFile,
    has_conflict_marks,
    merge_note_files,
    note_file_from_text,
    note_file_of,
    tags_in,
    text_of,
)
from citetrail.model import Note, Work
from library_works import describe

FILE = """---
citekey: one
tags: [a, b/c]
cssclass: wide
related:
  - "[[two]]"
---
written above

<!-- note 3 -->
first note

<!-- note 7 -->
second
note
"""


def held(notes: dict[int, str], **fields: object) -> NoteFile:
    return NoteFile(fields, "", {number: f"{text}\n" for number, text in notes.items()})


def test_a_file_is_read_and_other_lines_are_kept() -> None:
    read = note_file_from_text(FILE)
    assert read.fields == {"citekey": "one", "tags": ["a", "b/c"]}
    assert read.others == 'cssclass: wide\nrelated:\n  - "[[two]]"\n'
    assert read.notes == {3: "\nfirst note\n".strip("\n") + "\n", 7: "second\nnote\n"}
    assert read.new == ("written above",)
    assert note_file_from_text(text_of(read)) == read


def test_a_work_gives_front_matter_that_comes_back() -> None:
    described = describe('A "title": with <i>signs</i>', "García", year=2001, doi="10.5555/x")
    work = Work(
        key="one", aliases=("old",), description=described, tags=("a/b",), notes=(Note(id=1, text="n"),), rating=4
    )
    made = note_file_of(work)
    assert note_file_from_text(text_of(made)) == made
    assert made.fields["title"] == 'A "title": with signs'


words = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda text: text.strip())


@given(st.dictionaries(st.integers(1, 50), words, max_size=3), st.lists(words, max_size=3), words)
def test_any_notes_come_back(notes: dict[int, str], tags: list[str], title: str) -> None:
    work = Work(
        key="k",
        description=describe(title),
        tags=tuple(tags),
        notes=tuple(Note(id=number, text=text) for number, text in notes.items()),
    )
    made = note_file_of(work)
    again = note_file_from_text(text_of(made))
    assert (again.fields, again.notes) == (made.fields, made.notes)


@pytest.mark.parametrize(
    "text", ["", "---\n", "---\ntags: [a\n---\nx", "no front matter", "---\n: :\n---\n", "\ufeff---\r\na: 1\r\n---\r\n"]
)
def test_odd_files_lose_nothing(text: str) -> None:
    read = note_file_from_text(text)
    again = note_file_from_text(text_of(read))
    assert (again.fields, again.others, again.new) == (read.fields, read.others, read.new)


@pytest.mark.parametrize("front", ["tags: [a, b]", "tags: a, b", "tags: a b", "tags:\n  - a\n  - b", "tags: '#a #b'"])
def test_tags_in_any_dress(front: str) -> None:
    assert tags_in(note_file_from_text(f"---\n{front}\n---\n")) == ("a", "b")


def test_what_one_side_changed_is_taken() -> None:
    base, library = held({1: "a", 2: "b", 3: "c"}), held({1: "a!", 2: "b", 3: "c"})
    file = held({1: "a", 2: "b?", 3: "c"})._replace(new=("new",))
    merged = merge_note_files(base, library, file)
    assert (merged.changed, merged.new, merged.removed, merged.conflicts) == ({2: "b?\n"}, ("new",), (), {})


def test_lines_of_one_note_are_merged() -> None:
    base, library, file = held({1: "x\ny\nz"}), held({1: "X\ny\nz"}), held({1: "x\ny\nZ"})
    assert merge_note_files(base, library, file).changed == {1: "X\ny\nZ\n"}


def test_what_both_changed_is_a_conflict_and_changes_nothing() -> None:
    merged = merge_note_files(held({1: "x"}), held({1: "y"}), held({1: "z"}))
    assert merged.is_nothing
    text, _ = merged.conflicts[1]
    assert has_conflict_marks(text)
    assert merge_note_files(held({1: "y"}), held({1: "y"}), NoteFile({}, "", {1: text})).is_nothing


def test_a_note_taken_out_of_the_file_goes_if_nobody_changed_it() -> None:
    base = held({1: "x", 2: "y"})
    assert merge_note_files(base, held({1: "x", 2: "y"}), held({2: "y"})).removed == (1,)
    assert merge_note_files(base, held({1: "changed", 2: "y"}), held({2: "y"})).removed == ()


def test_a_note_removed_in_the_library_stays_removed_unless_the_file_changed_it() -> None:
    base = held({1: "x"})
    assert merge_note_files(base, held({}), held({1: "x"})).is_nothing
    assert merge_note_files(base, held({}), held({1: "more"})).new == ("more\n",)


def test_tags_and_marks_of_both_sides() -> None:
    base, library = held({}, tags=["a", "b"], rating=3), held({}, tags=["a", "b", "c"], rating=3)
    merged = merge_note_files(base, library, held({}, tags=["a", "d"], rating=5, status="read"))
    assert (merged.tags_added, merged.tags_removed) == (("d",), ("b",))
    assert merged.fields == {"status": "read", "rating": 5}
