"""Which side changed what since a file and the library last agreed."""

from __future__ import annotations

import pytest

from citetrail.judging.agreeing import Sides, agree, still_before
from citetrail.model import Description

OLD = Description(title="Old", volume="1")


def sides(file: str | None, library: str | None) -> Sides:
    return Sides(Description(title=file, volume="1"), Description(title=library, volume="1"))


@pytest.mark.parametrize(
    ("file", "library", "to_file", "to_library", "conflicts"),
    [
        ("Old", "Old", {}, {}, 0),
        ("New", "Old", {}, {"title": "New"}, 0),
        ("Old", "New", {"title": "New"}, {}, 0),
        ("New", "New", {}, {}, 0),
        ("New", "Newer", {}, {}, 1),
        (None, "Old", {}, {"title": None}, 0),
        ("Old", None, {"title": None}, {}, 0),
        (None, "New", {}, {}, 1),
    ],
    ids=["nobody", "file", "library", "both the same", "both", "gone from the file", "gone from the library", "gone"],
)
def test_what_goes_where(
    file: str | None,
    library: str | None,
    to_file: dict[str, str | None],
    to_library: dict[str, str | None],
    conflicts: int,
) -> None:
    found = agree(sides("Old", "Old"), sides(file, library))
    assert (found.to_file, found.to_library, len(found.conflicts)) == (to_file, to_library, conflicts)


def test_a_standing_difference_is_no_change() -> None:
    found = agree(sides("In the file", "In the library"), sides("In the file", "In the library"))
    assert (found.to_file, found.to_library, found.conflicts) == ({}, {}, ())


@pytest.mark.parametrize(
    ("take", "to_file", "to_library"),
    [("file", {}, {"title": "New"}), ("library", {"title": "Newer"}, {})],
)
def test_one_side_may_win(take: str, to_file: dict[str, str], to_library: dict[str, str]) -> None:
    found = agree(sides("Old", "Old"), sides("New", "Newer"), take)  # type: ignore[arg-type]
    assert (found.to_file, found.to_library, found.conflicts) == (to_file, to_library, ())


def test_a_conflict_stays_one_until_it_is_settled() -> None:
    before, now = sides("Old", "Old"), sides("New", "Newer")
    conflicts = agree(before, now).conflicts
    kept = still_before(before, now, conflicts)
    assert kept == before
    assert agree(kept, now).conflicts == conflicts
    assert agree(kept, sides("Newer", "Newer")).conflicts == ()
