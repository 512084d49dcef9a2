"""Two people's changes to one note, joined."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citetrail.judging.merging_texts import Conflict, merge_texts

BASE = "# Note\n\nFirst line.\nSecond line.\nThird line.\n"


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (BASE, BASE, BASE),
        (BASE + "Mine.\n", BASE, BASE + "Mine.\n"),
        (BASE, "Theirs.\n" + BASE, "Theirs.\n" + BASE),
        (BASE + "Mine.\n", "Theirs.\n" + BASE, "Theirs.\n" + BASE + "Mine.\n"),
        (BASE.replace("First", "My"), BASE.replace("Third", "Their"), BASE.replace("First", "My").replace("Third", "Their")),
        (BASE.replace("First line.\n", ""), BASE.replace("Third", "3rd"), "# Note\n\nSecond line.\n3rd line.\n"),
        (BASE.replace("First", "Same"), BASE.replace("First", "Same"), BASE.replace("First", "Same")),
        ("", BASE, ""),
        (BASE, "", ""),
    ],
)  # fmt: skip
def test_changes_in_different_places_are_joined(mine: str, theirs: str, expected: str) -> None:
    assert merge_texts(BASE, mine, theirs) == (expected, ())


def test_what_both_changed_is_shown_with_both() -> None:
    merged = merge_texts(BASE, BASE.replace("Second", "My"), BASE.replace("Second", "Their"), names=("library", "file"))
    assert merged.conflicts == (Conflict("Second line.\n", "My line.\n", "Their line.\n"),)
    assert merged.text == (
        "# Note\n\nFirst line.\n<<<<<<< library\nMy line.\n=======\nTheir line.\n>>>>>>> file\nThird line.\n"
    )


def test_two_notes_without_a_common_base_are_both_kept() -> None:
    merged = merge_texts("", "mine", "theirs")
    assert merged.text == "<<<<<<< mine\nmine\n=======\ntheirs\n>>>>>>> theirs\n"


LINES = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "d\n", "\n"]), max_size=8).map("".join)


@given(LINES, LINES)
def test_one_side_alone_is_taken_as_it_is(base: str, changed: str) -> None:
    assert merge_texts(base, changed, base) == (changed, ())
    assert merge_texts(base, base, changed) == (changed, ())
    assert merge_texts(base, changed, changed) == (changed, ())


@given(LINES, LINES, LINES)
def test_the_sides_are_equal(base: str, mine: str, theirs: str) -> None:
    one, other = merge_texts(base, mine, theirs), merge_texts(base, theirs, mine)
    assert [(conflict.mine, conflict.theirs) for conflict in one.conflicts] == [
        (conflict.theirs, conflict.mine) for conflict in other.conflicts
    ]
    if not one.conflicts:
        assert one.text == other.text


@given(LINES, LINES, LINES)
def test_new_lines_of_both_sides_are_kept(base: str, mine: str, theirs: str) -> None:
    marked = [text.replace("a\n", f"{name} a\n") for name, text in (("m", mine), ("t", theirs))]
    text = merge_texts(base, *marked).text
    assert text.count("m a\n") == marked[0].count("m a\n")
    assert text.count("t a\n") == marked[1].count("t a\n")
