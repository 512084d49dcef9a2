"""A library whose writers are killed in the middle, or write at once, keeps every change whole."""

from __future__ import annotations

import random
from pathlib import Path

from library_fire import kill_in_the_middle, make_at_once, write_at_once
from library_worker import add_pair, broken_promises, opened


def test_a_killed_writer_leaves_every_change_whole_or_absent(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    assert kill_in_the_middle(path, rounds=8, seed=1) == []
    with opened(path) as library:
        assert library.count() > 0


def test_writers_at_once_lose_nothing_and_never_complain(tmp_path: Path) -> None:
    total, lost = write_at_once(tmp_path / "library.db", writers=4, seconds=1.5)
    assert lost == []
    assert total >= 4


def test_makers_at_once_make_one_library(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    assert make_at_once(path, makers=4) == []
    with opened(path) as library:
        assert len(library.searches()) == 4


def test_half_a_change_would_be_seen(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with opened(path) as library:
        add_pair(library, random.Random(1))
        left, right = library.find(sort="key")
        library.remove([left.id])
    assert broken_promises(path) == [f"{right.key} stands alone"]
