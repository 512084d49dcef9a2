"""tutorial: every lesson runs as it should, offline, on a library that is gone afterwards; people may vary it."""

from __future__ import annotations

from citetrail.cli.tutorial import LESSONS
from e2e.conftest import Workplace
from e2e.terminal import typed, without_colours


def test_it_runs_through(workplace: Workplace) -> None:
    result = workplace.run("tutorial", "--no-input")
    assert (result.code, result.err) == (0, "")
    for lesson in LESSONS:
        assert f"$ {lesson.command}\n" in result.out
    assert "mismatch - crossref has this work, but the year is 2005, not 2007" in " ".join(result.out.split())
    assert "4 entries: 4 added" in result.out
    assert "undone: note rockliff2011effects" in result.out
    assert "1 new alert" in result.out
    assert "@article{kosfeld2005oxytocin," in result.out
    assert list(workplace.folder.iterdir()) == []


def test_there_are_a_dozen_lessons() -> None:
    assert 12 <= len(LESSONS) <= 14


def test_a_person_goes_on_tries_out_and_leaves(workplace: Workplace) -> None:
    keys = "citetrail parse 'Doe, J. (2020). A study. Journal, 3, 1-9.'\nls\nciterail 'x\n\nq\n"
    code, screen = typed(workplace, ["tutorial"], keys=keys)
    assert code == 0
    screen = without_colours(screen)
    assert "authors           Doe, J" in screen
    assert "only citetrail commands are run here" in screen
    assert "not understood: No closing quotation" in screen
    assert "4 printed references" in screen
    assert screen.index("2 of 13") < screen.index("left; citetrail tutorial starts anew")
    assert "3 of 13" not in screen


def test_the_example_can_be_kept(workplace: Workplace) -> None:
    (workplace.folder / "play").mkdir()
    assert workplace.run("tutorial", "--files", "play").code == 0
    assert sorted(path.name for path in (workplace.folder / "play").iterdir()) == [
        "answers-after.jsonl", "answers-before.jsonl", "article.html",
    ]  # fmt: skip
    again = workplace.run("tutorial", "--files", "play")
    assert again.code == 2
    assert "is there already" in again.err
    assert workplace.run("tutorial", "--files", "nowhere").code == 2
